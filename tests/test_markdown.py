"""The short way from a text to HTML gives what Markdown gives."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from macros.data.handbook import Handbook
from macros.data.walk import texts_of
from macros.pages import markdown

MARKS = st.text(
    alphabet="ab 中。.,:;!?()'\"-+1/@{}$%^“”—…\u3000\u00a0\u200b\u2028\x85\r\x0b", min_size=1, max_size=12
)


def test_our_texts_come_out_as_markdown_has_them(handbook: Handbook) -> None:
    texts = {
        words for _, part in handbook.files() for _, text in texts_of(part) for words in text.root.values()
    }
    assert [words for words in texts if markdown.block(words) != markdown.converted(words)] == []


@settings(max_examples=300, deadline=None)
@given(st.one_of(MARKS, st.text(min_size=1, max_size=40)))
def test_and_so_does_any_text(words: str) -> None:
    assert markdown.block(words) == markdown.converted(words)
