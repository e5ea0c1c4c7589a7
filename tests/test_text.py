"""The words themselves: whole in both languages, sourced, typeset, spelt, and within the rules."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import autocorrect_py
import markdown
import pytest

from macros.data.handbook import Handbook
from macros.data.links import links_in
from macros.data.models.element import Element
from macros.data.models.foundation import Foundation
from macros.data.models.practice import Practice
from macros.data.walk import texts_of
from tests.conftest import ROOT

IDS = {
    "foundation": ["purpose", "values", "conduct", "communication", "sharing", "learning"],
    "element": ["goals", "trust", "collaboration", "innovation", "atmosphere"],
    "practice": [
        "shared-vision", "measurable-goals", "goal-follow-up",
        "open-communication", "mutual-support", "feedback-loop",
        "team-meetings", "information-sharing", "clear-roles",
        "idea-welcome", "innovation-support", "innovation-learning",
        "member-exchange", "pleasant-environment", "recognition",
    ],
}  # fmt: skip


def all_texts(handbook: Handbook) -> Iterator[tuple[str, str, str, str]]:
    """Every text as file, path, language and words."""
    # What a team says itself is its own affair; the invented example keeps to the rules.
    invented = ((f"ours/{i}.yml", part) for i, part in handbook.ours.items() if part.invented)
    for file, part in (*handbook.files(), *invented):
        for path, text in texts_of(part):
            for language, words in text.root.items():
                yield file, ".".join(map(str, path)), language, words
    for page in sorted((ROOT / "docs").glob("*/**/*.md")):
        language = page.relative_to(ROOT / "docs").parts[0]
        text = re.sub(r"\A---\n.*?\n---\n", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        yield page.relative_to(ROOT).as_posix(), "", language, text


def test_the_ids_are_those_that_links_and_answers_depend_on(handbook: Handbook) -> None:
    assert {kind: [e.id for e in handbook.of_kind(kind)] for kind in IDS} == IDS


def test_both_languages_are_complete(handbook: Handbook) -> None:
    """Chinese and English; a language that was added may have as many texts as there are."""
    assert handbook.untranslated()["en"] == {}


def test_both_languages_have_the_same_shape(handbook: Handbook) -> None:
    """The same links, in the same order, and as many lines of tables and lists."""
    for file, part in handbook.files():
        for path, text in texts_of(part):
            zh, en = text.root["zh"], text.root["en"]
            assert sorted(link.target for link in links_in(zh)) == sorted(
                link.target for link in links_in(en)
            ), (file, path)
            for start in ("|", "- ", ">"):
                count = [sum(line.lstrip().startswith(start) for line in t.split("\n")) for t in (zh, en)]
                assert count[0] == count[1], (file, path, start)


@pytest.mark.parametrize("identifier", IDS["practice"])
def test_a_practice_says_all_that_a_lead_needs(handbook: Handbook, identifier: str) -> None:
    record = handbook.by_id[identifier].record
    assert isinstance(record, Practice)
    assert record.effort and record.example and record.adapt
    assert record.adapt.small and record.adapt.large and record.adapt.remote
    for field in (
        "helps_when",
        "not_when",
        "why",
        "foundations",
        "pitfalls",
        "measures",
        "templates",
        "items",
    ):
        assert getattr(record, field), field
    assert len(record.steps) >= 3 and 1 <= len(record.related) <= 3
    assert 5 <= len(record.checklist) <= 9
    assert handbook.cited[identifier]


@pytest.mark.parametrize("identifier", IDS["element"])
def test_an_element_says_all_that_a_lead_needs(handbook: Handbook, identifier: str) -> None:
    record = handbook.by_id[identifier].record
    assert isinstance(record, Element)
    assert record.ladder and record.good and record.trouble and record.why
    assert len(record.questions) >= 4
    assert {start.practice for start in record.start_with} == {
        practice.id for practice in handbook.practices_of(identifier)
    }
    assert len(handbook.practices_of(identifier)) == 3
    assert handbook.foundations_of(identifier)


@pytest.mark.parametrize("identifier", IDS["foundation"])
def test_a_foundation_says_all_that_a_lead_needs(handbook: Handbook, identifier: str) -> None:
    record = handbook.by_id[identifier].record
    assert isinstance(record, Foundation)
    assert record.who and record.artefact and record.example and record.plan
    for field in ("decides", "sessions", "templates", "alive", "carries", "why", "items"):
        assert getattr(record, field), field
    assert 5 <= len(record.checklist) <= 9


def test_the_plan_is_twelve_weeks_and_holds_every_practice(handbook: Handbook) -> None:
    weeks = [
        week
        for entry in handbook.plan
        for week in range(entry.record.plan.weeks[0], entry.record.plan.weeks[-1] + 1)
    ]
    assert weeks == list(range(1, 13))
    planned = {practice for entry in handbook.plan for practice in entry.record.plan.practices}
    assert planned == set(IDS["practice"])


def test_records_name_an_owner_and_a_review(handbook: Handbook) -> None:
    lack = [
        f"data/{entry.file}: {field}"
        for entry in handbook.entries
        for field in ("owner", "reviewed", "review_every")
        if not getattr(entry.record, field)
    ]
    assert lack == []


def test_onboarding_serves_every_role(handbook: Handbook) -> None:
    served = {role for task in handbook.onboarding.tasks for role in task.roles}
    assert served == {role.id for role in handbook.settings.roles}
    stages = [stage.id for stage in handbook.onboarding.stages]
    assert stages == ["before-day-1", "day-1", "week-1", "day-30", "day-60", "day-90"]
    assert {task.stage for task in handbook.onboarding.tasks} == set(stages)
    assert {round_.stage for round_ in handbook.onboarding.feedback} == {"day-30", "day-90"}


def test_the_first_day_is_read_in_five_minutes(handbook: Handbook) -> None:
    # Reading aloud in one's head: about 300 Chinese characters or 230 English words a minute.
    text = handbook.onboarding.first_day
    assert len(re.findall(r"[\u4e00-\u9fff]", text.root["zh"])) <= 1500
    assert len(text.root["en"].split()) <= 1150


# --- evidence --------------------------------------------------------------------------------------


def test_every_source_is_cited(handbook: Handbook) -> None:
    uncited = [source for source, pages in handbook.cited_by.items() if not pages]
    assert uncited == []


_STATISTIC = re.compile(
    r"\b(?:d|r|ρ|n|N)\s*=\s*[–-]?[.\d]|\d+\s*(?:项研究|个样本|个团队|studies|samples|teams|effects)|meta-?analys|元分析"
)


def test_every_claim_with_a_research_number_has_a_source(handbook: Handbook) -> None:
    sources = handbook.source_by_id
    for entry in handbook.entries:
        for path, text in texts_of(entry.record):
            if path[0] == "example" or "templates" in path:
                continue
            for words in text.root.values():
                if not _STATISTIC.search(words):
                    continue
                claim = entry.record.why[path[1]] if path[0] == "why" else None
                cited = any(link.id in sources for link in links_in(words))
                assert cited or (claim and claim.sources), (entry.id, path, words[:80])


def test_the_example_team_is_declared_fictional(handbook: Handbook, site: Path) -> None:
    for root, words in (("", "虚构"), ("en/", "fictional|invented")):
        for page in ("example-team/", "practices/team-meetings/", "foundations/conduct/"):
            assert re.search(words, (site / root / page / "index.html").read_text(encoding="utf-8"))


# --- words that are ruled out ----------------------------------------------------------------------

SLOGANS = re.compile("赋能|抓手|闭环|打造|助力|赛道|心智(?!模式)|颗粒度|对齐|沉淀|链路|组合拳|底层逻辑")
ENGLISH_SLOGANS = re.compile(
    r"\b(empower\w*|leverag\w+|synerg\w+|world-class|best-in-class|game.chang\w+|unlock\w* potential)\b", re.I
)


def test_no_slogans(handbook: Handbook) -> None:
    found = []
    for file, path, language, words in all_texts(handbook):
        pattern = SLOGANS if language == "zh" else ENGLISH_SLOGANS
        found += [(file, path, match.group()) for match in pattern.finditer(words)]
    assert found == []


ASSESSMENT_WORDS = re.compile("优秀|合格|达标|健康|诊断|水平|排名|必须")
ASSESSMENT_ENGLISH = re.compile(
    r"\b(excellent|healthy|toxic|diagnosis|benchmark|maturity level|percentile|must)\b", re.I
)


def test_the_result_of_the_assessment_uses_no_word_that_judges(handbook: Handbook) -> None:
    parts = [*handbook.assessment.bands, *handbook.assessment.agreement]
    texts = [text for part in parts for _, text in texts_of(part)]
    for part in ("assessment", "result", "team"):
        texts += handbook.interface.words.get(part, {}).values()
    for text in texts:
        assert not ASSESSMENT_WORDS.search(text.root["zh"]), text.root["zh"]
        assert not ASSESSMENT_ENGLISH.search(text.root["en"]), text.root["en"]


def test_the_assessments_fixed_words_are_unchanged(handbook: Handbook) -> None:
    assert handbook.assessment.time_frame.root["zh"] == "除题目另有说明外，请按过去三个月的实际情况作答。"
    assert [step.text.root["zh"] for step in handbook.assessment.scale] == [
        "非常不同意", "不同意", "既不同意也不反对", "同意", "非常同意",
    ]  # fmt: skip
    assert handbook.assessment.not_sure.root == {"zh": "不清楚或不适用", "en": "Not sure / not applicable"}


# --- typography and spelling -----------------------------------------------------------------------


def test_chinese_typography(handbook: Handbook) -> None:
    wrong = []
    for file, path, language, words in all_texts(handbook):
        # A template leaves gaps to write in, which the tool would close.
        if language == "zh" and not path.endswith("content"):
            corrected = autocorrect_py.format_for(words, "markdown")
            wrong += [
                (file, path, old, new)
                for old, new in zip(words.split("\n"), corrected.split("\n"), strict=False)
                if old != new
            ]
    assert wrong == []


def test_english_quotes_and_dashes(handbook: Handbook) -> None:
    wrong = []
    for file, path, language, words in all_texts(handbook):
        if language == "en" and not file.startswith("docs/") and not re.search(r"content$|^items", path):
            prose = re.sub(r"`[^`]*`|\]\([^)]*\)", "", words)
            wrong += [
                (file, path, match.group())
                for match in re.finditer(r".{0,20}[\"'].{0,20}|.{0,20}，.{0,9}", prose)
            ]
    assert wrong == []


def test_english_spelling(handbook: Handbook, tmp_path: Path) -> None:
    lines = [f"{words}" for _, _, language, words in all_texts(handbook) if language == "en"]
    file = tmp_path / "english.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    allowed = ROOT / "tests" / "spelling.txt"
    done = subprocess.run(
        [sys.executable, "-m", "codespell_lib", "--builtin", "clear,rare",
         "-I", str(allowed), str(file)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == ""


AMERICAN = re.compile(
    r"\b(organiz|recogniz|apologiz|summariz|prioritiz|emphasiz|behavior|color|favor|labor\b|honor(?!ar)|"
    r"center\b|analyz|canceled|traveling|judgment)\w*",
    re.I,
)


def test_english_is_spelt_the_british_way(handbook: Handbook) -> None:
    found = [
        (file, path, match.group())
        for file, path, language, words in all_texts(handbook)
        if language == "en" and file != "sources.yml"
        for match in AMERICAN.finditer(words)
    ]
    assert found == []


# --- templates -------------------------------------------------------------------------------------


def test_templates_parse_as_what_they_claim_to_be(handbook: Handbook) -> None:
    for entry in handbook.entries:
        for template in entry.templates:
            for words in template.content.root.values():
                if template.format == "csv":
                    rows = list(csv.reader(io.StringIO(words)))
                    rows = [row for row in rows if row]
                    assert len(rows) >= 2, template.id
                    assert {len(row) for row in rows} == {len(rows[0])}, template.id
                    assert all(rows[0]), template.id
                else:
                    html = markdown.markdown(words, extensions=["tables", "sane_lists", "fenced_code"])
                    assert re.search(r"<(h\d|table|li|p)>", html), template.id
                    rows = [line for line in words.split("\n") if line.lstrip().startswith("|")]
                    assert html.count("<tr>") == sum(
                        not re.fullmatch(r"[|\s:-]+", r) or not re.search("-", r) for r in rows
                    ), template.id


def test_tables_in_texts_become_tables(handbook: Handbook, site: Path) -> None:
    for root in ("", "en/"):
        for kind in ("practices", "elements", "foundations"):
            for page in (site / root / kind).glob("*/index.html"):
                text = re.sub(r"(?s)<pre.*?</pre>", "", page.read_text(encoding="utf-8"))
                assert not re.search(r"<p>[^<]*\|[^<]*\|[^<]*\|", text), page
                assert "|---" not in text, page
