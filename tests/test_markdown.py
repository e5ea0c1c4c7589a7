"""Texts become HTML: the pure core, by small examples."""

from __future__ import annotations

import pytest

from macros.data.handbook import Handbook
from macros.pages import assessment, markdown


@pytest.mark.parametrize(
    "text,html",
    [
        ("甲\n乙", "<p>甲乙</p>"),
        ("甲，\n乙", "<p>甲，乙</p>"),
        ("“甲”\n“乙”", "<p>“甲”“乙”</p>"),
        ("one\ntwo", "<p>one\ntwo</p>"),
        ("甲 \n one", "<p>甲 \n one</p>"),
        ("先：\n- 甲\n- 乙", "<p>先：</p>\n<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>"),
        ("```\n甲\n乙\n```", "<pre><code>甲\n乙\n</code></pre>"),
    ],
)
def test_a_line_break_between_chinese_characters_is_no_blank(text: str, html: str) -> None:
    assert markdown.block(text) == html


def test_the_figures_of_the_method_are_those_of_the_rules(handbook: Handbook) -> None:
    """Six statements an element, two thirds and at least four of them: see the rules of the instrument."""
    told = assessment.figures(handbook)
    assert (told["per_element"], told["score_needed"], told["step"]) == ("6", "4", "4–6")
    assert assessment.needed(handbook, 3) is None
    assert [assessment.needed(handbook, items) for items in (4, 6, 7, 9)] == [4, 4, 5, 6]
