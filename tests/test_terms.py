"""The words: one for each thing, none that readers stumbled over, and those of the article on its pages."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
import yaml

from macros.data.handbook import Handbook
from macros.data.walk import texts_of
from tests.conftest import ROOT
from tests.test_text import all_texts

CASES = ROOT / "tests" / "cases"
RULED_OUT: dict[str, list[str]] = yaml.safe_load((CASES / "ruled_out.yml").read_text(encoding="utf-8"))
SEED: dict[str, list[str]] = yaml.safe_load((CASES / "seed.yml").read_text(encoding="utf-8"))


def found_in(handbook: Handbook, phrases: dict[str, list[str]]) -> Counter[tuple[str, str]]:
    """How often each phrase stands in each file; the glossary says itself which words it avoids."""
    patterns = {
        language: re.compile("|".join(map(pattern, sorted(words, key=len, reverse=True))), re.IGNORECASE)
        for language, words in phrases.items()
        if words
    }
    return Counter(
        (file, match.group().lower())
        for file, path, language, words in all_texts(handbook)
        if language in patterns and not (file == "glossary.yml" and ".also" in path)
        for match in patterns[language].finditer(words)
    )


def pattern(phrase: str) -> str:
    """Whole words, in languages that have blanks between them."""
    return rf"\b{re.escape(phrase)}\b" if phrase.isascii() else re.escape(phrase)


def test_what_the_glossary_avoids_is_used_nowhere(handbook: Handbook) -> None:
    avoided: dict[str, list[str]] = {}
    for term in handbook.glossary.terms:
        for language, words in (term.avoid.root if term.avoid else {}).items():
            avoided.setdefault(language, []).extend(words)
    assert len(avoided["zh"]) > 10 and len(avoided["en"]) > 5
    assert found_in(handbook, avoided) == Counter()


def test_no_phrase_that_readers_stumbled_over_is_back(handbook: Handbook) -> None:
    assert found_in(handbook, RULED_OUT) == Counter()


@pytest.mark.parametrize("identifier", SEED)
def test_the_articles_own_terms_are_on_the_page_that_answers_them(
    handbook: Handbook, identifier: str
) -> None:
    record: Any = handbook.by_id[identifier].record
    words = "\n".join(text.root["zh"] for _, text in texts_of(record))
    assert [term for term in SEED[identifier] if term not in words] == []


COINED: list[str] = yaml.safe_load((CASES / "coined.yml").read_text(encoding="utf-8"))


def test_every_coined_word_has_an_entry(handbook: Handbook) -> None:
    known = {entry.record.short.root["zh"] for entry in handbook.entries if entry.record.short}
    for term in handbook.glossary.terms:
        known |= {
            *re.split("[、／]", term.term.root["zh"]),
            *(term.also.root.get("zh", []) if term.also else []),
        }
    assert [word for word in COINED if word not in known] == []
