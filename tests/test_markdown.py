"""Texts become HTML: by small examples, and the short way gives what Markdown gives."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown as python_markdown

from macros.data.handbook import Handbook
from macros.data.walk import texts_of
from macros.pages import assessment, markdown

MARKS = st.text(
    alphabet="ab 中。.,:;!?()'\"-+1/@{}$%^“”—…\u3000\u00a0\u200b\u2028\x85\r\x0b", min_size=1, max_size=12
)


PIECES = st.lists(
    st.sampled_from(
        [
            *"ab 中。.:;!?()-1#[]{",
            "[甲](trust)",
            "[a b](group-rules#steps)",
            "[ c](x)",
            "[d ](x)",
            "[e](y z)",
            "![f](x)",
        ]
    ),
    min_size=1,
    max_size=9,
).map("".join)


def test_our_texts_come_out_as_markdown_has_them(handbook: Handbook) -> None:
    texts = {
        words for _, part in handbook.files() for _, text in texts_of(part) for words in text.root.values()
    }
    assert [words for words in texts if markdown.block(words) != markdown.converted(words)] == []


@settings(max_examples=150, deadline=None)
@given(st.one_of(MARKS, PIECES, st.text(min_size=1, max_size=40)))
def test_and_so_does_any_text(words: str) -> None:
    assert markdown.block(words) == markdown.converted(words)


@pytest.mark.parametrize(
    "text,html",
    [
        ("甲\n乙", "<p>甲乙</p>"),
        ("甲，\n乙", "<p>甲，乙</p>"),
        ("“甲”\n“乙”", "<p>“甲”“乙”</p>"),
        ("one\ntwo", "<p>one\ntwo</p>"),
        ("甲 \n one", "<p>甲 \n one</p>"),
        ("先：\n- 甲\n- 乙", "<p>先：</p>\n<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>"),
        ("几点 __:__，给 ____", "<p>几点 __:__，给 ____</p>"),
        ("见[群规](group-rules#steps)", '<p>见<a href="hb:group-rules#steps">群规</a></p>'),
        ("[a](https://b.c) `[a](b)`", '<p><a href="https://b.c">a</a> <code>[a](b)</code></p>'),
        ("```\n甲\n乙\n```", "<pre><code>甲\n乙\n</code></pre>"),
    ],
)
def test_a_text_becomes_html(text: str, html: str) -> None:
    assert markdown.block(text) == html


def test_finished_html_is_left_as_it_is() -> None:
    """Tabs, and lines of blanks: what is copied from a template is what was written."""
    html = "<pre>one\ttwo\n   \n&amp; **three**</pre>\n"
    page = f"## One {{: #one }}\n\n*Said.*\n{html}## Two {{: #two }}\n\nWords.\n"
    kept, aside = markdown.shield(page)
    made = markdown.unshield(python_markdown(kept, extensions=["attr_list"]), aside)
    assert made == (
        f'<h2 id="one">One</h2>\n<p><em>Said.</em></p>\n{html}\n<h2 id="two">Two</h2>\n<p>Words.</p>'
    )


PIECES = [*"ab中 *_[]()#|\n\n!:^=>-~{}`<&\\", "1. ", "[a](b)", "**", "  \n", "> "]


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_what_is_not_looked_for_is_not_there(parts: list[str]) -> None:
    text = "".join(parts)
    if not markdown._RARE.search(text):
        few, all_ = (m.reset().convert(text) for m in (markdown._LINKS_AND_STRESS, markdown._MARKDOWN))
        assert few == all_


BLOCKS = (
    "<div>\n\n<div>one</div>\n\n</div>",
    "<ul>\n<li>*one*</li>\n\n</ul>",
    "<dl><dt>one</dt></dl>",
    "Words, *stressed*.",
    "## Head {: #head }",
    "- a list\n\n    <div>in it</div>",
    "Words\n<div>below a line</div>",
    "<div>one</div> and more",
    "<div>never closed",
    "<pre>\n\n<div>shown</div>\n\n</pre>",
    "<handbook-x>\n\n<p>one</p>\n\n</handbook-x>",
)


def test_html_between_empty_lines_is_set_aside_and_no_byte_changes() -> None:
    rng = random.Random(1)
    set_aside = 0
    for _ in range(200):
        page = "\n\n".join(rng.choices(BLOCKS, k=4))
        kept, aside = markdown.shield_blocks(page)
        set_aside += len(aside)
        made = markdown.unshield(python_markdown(kept, extensions=["attr_list"]), aside)
        assert made == python_markdown(page, extensions=["attr_list"]), page
        assert markdown.whole(kept, aside) == page
    assert set_aside > 200


def test_html_in_code_is_shown() -> None:
    page = "```\n\n<div>shown</div>\n\n```"
    assert markdown.shield_blocks(page) == (page, [])


def test_the_figures_of_the_method_are_those_of_the_rules(handbook: Handbook) -> None:
    """Six statements an element, two thirds and at least four of them: see the rules of the instrument."""
    told = assessment.figures(handbook)
    assert (told["per_element"], told["score_needed"], told["step"]) == ("6", "4", "4–6")
    assert assessment.needed(handbook, 3) is None
    assert [assessment.needed(handbook, items) for items in (4, 6, 7, 9)] == [4, 4, 5, 6]


def test_a_corner_above_a_column_of_names_is_no_heading() -> None:
    html = markdown.block("|  | before |\n| --- | --- |\n| messages | 90 |")
    assert (
        "<td></td>" in html and '<th scope="col">before</th>' in html and '<th scope="col"></th>' not in html
    )
