"""What one file says of another: a name that is not there is told where it stands, an id given twice too.

And what pages ask of the whole: its order, who cites what, whose turn it is.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from macros.data import costs, schema
from macros.data.handbook import Handbook
from macros.data.load import Library, Loaded, load
from macros.data.models.assessment import FIGURES
from macros.data.models.foundation import Foundation
from macros.pages import assessment
from tests import small
from tests.small import PRACTICE

Edit = tuple[str, str]
PURPOSE, TRUST = "foundations/purpose.yml", "elements/trust.yml"


def loaded(folder: Path, *edits: tuple[str, Edit]) -> Loaded:
    """The small handbook with edits of its files, each of which fits one place."""
    small.write(folder)
    for file, (old, new) in edits:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
    return load(folder)


def whole(folder: Path, *edits: tuple[str, Edit]) -> Handbook:
    found = loaded(folder, *edits)
    assert found.handbook, "\n".join(map(str, found.problems))
    return found.handbook


STEP = "    done:\n      zh: 群公告里有这三条。\n"
EFFORT = (
    "owner: lead\neffort:\n  setup: {zh: 一小时}\n  round: {zh: 五分钟}\n  cadence: {zh: 每周}\n"
    "  leads: {zh: 负责人}\n  takes_part: {zh: 大家}\n  roles: [laed]\n"
)
TODAY = "owner: lead\ntoday:\n  text: {zh: 发群规。}\n  minutes: 5\n  template: rules-tabel\n"
PLAN = "checklist:\n  - id: purpose-1\n"
ITEM = "items:\n  - id: purpose-9\n    text: {{zh: 我知道为谁做事。}}\n    referent: self\n{}checklist:\n"

# The file, what is written in the place of what, words on the line that is told, and what is said.
NAMES: list[tuple[str, Edit, str, str]] = [
    (
        PRACTICE,
        ("foundations: [purpose]", "foundations: [purpse]"),
        "foundations",
        "no foundation with the id purpse; the nearest is purpose",
    ),
    (PRACTICE, ("owner: lead\n", EFFORT), "laed", "no role with the id laed; the nearest is lead"),
    (
        PRACTICE,
        ("owner: lead\n", TODAY),
        "  template: rules-tabel",
        "no template with the id rules-tabel; the nearest is rules-table",
    ),
    (
        PRACTICE,
        (STEP, f"    template: rules-tabel\n{STEP}"),
        "    template: rules-tabel",
        "no template with the id rules-tabel; the nearest is rules-table",
    ),
    (
        PURPOSE,
        ("checklist:\n", "carries: [trsut]\nchecklist:\n"),
        "carries",
        "no element with the id trsut; the nearest is trust",
    ),
    (
        PURPOSE,
        (PLAN, f"plan:\n  weeks: [1]\n  elements: [trsut]\n  do: {{zh: 写。}}\n  done: {{zh: 有。}}\n{PLAN}"),
        "elements: [trsut]",
        "no element with the id trsut; the nearest is trust",
    ),
    (
        PURPOSE,
        (
            PLAN,
            f"plan:\n  weeks: [1]\n  practices: [rules]\n  do: {{zh: 写。}}\n  done: {{zh: 有。}}\n{PLAN}",
        ),
        "practices: [rules]",
        "no practice with the id rules",
    ),
    (PURPOSE, ("checklist:\n", ITEM.format("")), "- id: purpose-9", "needs the key element; add it"),
    (
        PURPOSE,
        ("checklist:\n", ITEM.format("    element: trsut\n")),
        "element: trsut",
        "no element with the id trsut; the nearest is trust",
    ),
    (
        TRUST,
        ("meaning:\n", "start_with:\n  - when: {zh: 总是。}\n    practice: group-rule\nmeaning:\n"),
        "practice: group-rule",
        "no practice with the id group-rule; the nearest is group-rules",
    ),
    (
        TRUST,
        ("meaning:\n", "related:\n  - to: group-rule\nmeaning:\n"),
        "to: group-rule",
        "no record with the id group-rule; the nearest is group-rules",
    ),
    (
        TRUST,
        ("meaning:\n", "sources: [locke-2022]\nmeaning:\n"),
        "sources",
        "no source with the id locke-2022; the nearest is locke-2002",
    ),
    (
        "glossary.yml",
        ("see: [group-rules]", "see: [group-rule]"),
        "see",
        "no term, record or page with the id group-rule; the nearest is group-rules",
    ),
    (
        "handbook.yml",
        ("contact:\n", "first_practices: [trust]\ncontact:\n"),
        "first_practices",
        "no practice with the id trust",
    ),
    (
        "onboarding.yml",
        ("    who: new-hire\n", "    who: new-hire\n    roles: [laed]\n"),
        "roles: [laed]",
        "no role with the id laed; the nearest is lead",
    ),
    (
        "onboarding.yml",
        ("page: group-rules#steps", "page: group-rule#steps"),
        "page",
        "no page with the id group-rule; the nearest is group-rules",
    ),
    (
        "onboarding.yml",
        ("page: group-rules#steps", "page: group-rules#stpes"),
        "page",
        "the page of group-rules has no section #stpes; the nearest is steps",
    ),
    (
        "onboarding.yml",
        ("page: group-rules#steps", "page: moderator#steps"),
        "page",
        "moderator is a term or a source and has no sections",
    ),
    (
        "onboarding.yml",
        ("first_day:\n", "feedback:\n  - stage: day1\n    questions: [{zh: 好吗？}]\nfirst_day:\n"),
        "stage: day1",
        "no stage with the id day1; the nearest is day-1",
    ),
    ("onboarding.yml", ("    workday: 1\n", ""), "- id: meet-lead", "just one"),
    (
        "tonight.yml",
        ("card:\n", "sources: [locke-2022]\ncard:\n"),
        "sources",
        "no source with the id locke-2022; the nearest is locke-2002",
    ),
    # --- an id given twice
    (
        PRACTICE,
        ("id: rules-dated", "id: glossary"),
        "id: glossary",
        "the id glossary is taken by /glossary/",
    ),
    (
        PRACTICE,
        ("id: rules-dated", "id: moderator"),
        "id: moderator",
        "the id moderator stands in data/glossary.yml:2, too",
    ),
    (
        "handbook.yml",
        ("channels:\n", "  - id: lead\n    title: {zh: 二}\n    summary: {zh: 二。}\nchannels:\n"),
        "  - id: lead",
        "the id lead stands in data/handbook.yml:24, too",
    ),
    (
        "handbook.yml",
        ("calendar:\n", "  - id: chat\n    title: {zh: 二}\n    use: {zh: 二。}\ncalendar:\n"),
        "  - id: chat",
        "the id chat stands in data/handbook.yml:32, too",
    ),
    # --- a text that would break the page
    (
        PRACTICE,
        ("zh: 群公告里有群规。", 'zh: "# 群规"'),
        '"# 群规"',
        "# 群规 would become a heading",
    ),
    (
        PRACTICE,
        ("  zh: 一页纸，写清群里能做什么。\n", "  zh: |\n    一页纸\n    ====\n"),
        "    一页纸",
        "一页纸 would become a heading",
    ),
    (
        PRACTICE,
        ("  - to: trust\n", "  - to: trust\n  - to: trust\n  - to: trust\n  - to: trust\n"),
        "related:",
        "takes at most 3 entries; delete some",
    ),
    (
        "handbook.yml",
        ("contact:\n", "emergency:\n  - number: police\n    title: {zh: 甲}\n    use: {zh: 甲}\ncontact:\n"),
        "number: police",
        'a telephone number; write it between quotes, such as "110"',
    ),
    (
        PRACTICE,
        ("    text:\n      zh: 群公告里有群规。", '    text: # blanks\n      zh: "　 "'),
        "# blanks",
        "needs Chinese (zh); add it",
    ),
    (
        PRACTICE,
        ("      zh: |\n        规矩,理由\n        不发广告,占屏\n", '      zh: "规矩\\r理由"\n'),
        "规矩",
        "this value is not right",
    ),
    # --- words by language, none of which is required
    (
        "glossary.yml",
        ("    see:", "    also: {zh: [管理员], fr: [modérateur]}\n    see:"),
        "also",
        "fr is not a language of this handbook; choose one of: zh, en",
    ),
    ("glossary.yml", ("    see:", "    also: [管理员]\n    see:"), "also", "write zh: …"),
    # --- what a record or a text says by itself
    (PRACTICE, ("id: rules-dated", f"id: {'long-' * 20}id"), "id: long", "102 characters, more than 80"),
    (TRUST, ("meaning:\n", 'colour: "#ffcc00"\nmeaning:\n'), "colour", "#856a00"),
    (PRACTICE, ("    done:\n", "    doen:\n"), "    doen:", "there is no key doen; the nearest is done"),
    (
        PURPOSE,
        (
            PLAN,
            f"plan:\n  weeks: [1]\n  donne: {{zh: 写。}}\n  do: {{zh: 写。}}\n  done: {{zh: 有。}}\n{PLAN}",
        ),
        "donne",
        "there is no key donne; the nearest is done",
    ),
    (
        PRACTICE,
        ("        不发广告,占屏\n", "        不发广告\n"),
        "        不发广告",
        "row 2 of the CSV has 1 cells and its head 2",
    ),
    (
        PRACTICE,
        ("  zh: 一页纸，写清群里能做什么。\n", "  zh: |\n    一页纸\n    ---\n"),
        "    一页纸",
        "一页纸 would become a heading",
    ),
    (
        PRACTICE,
        ("zh: 群公告里有群规。", "zh: 注意: 群公告里有群规。"),
        "注意: 群公告",
        "a colon and a space stand inside the text",
    ),
    # --- what YAML can do and no file here needs
    (PRACTICE, ("owner: lead", "owner: &who lead"), "owner", "&who is a YAML anchor or alias"),
    (PRACTICE, ("owner: lead", "owner: *who"), "owner", "*who is a YAML anchor or alias"),
    (PRACTICE, ("owner: lead", "owner: !str lead"), "owner", "!str is a YAML tag (!)"),
    (PRACTICE, ("owner: lead", "? [owner]\n: lead"), "? [owner]", "a key must be one word"),
    (PRACTICE, ("owner: lead", "owner: {}"), "owner", "nothing after the colon"),
    (
        PRACTICE,
        ("foundations: [purpose]", "foundations:\n  - @purpose"),
        "- @purpose",
        "a text cannot begin with @ as it is",
    ),
    # --- a text of a template is copied as it stands; what is around it is read
    (
        PRACTICE,
        ("zh: 群规表\n", "zh: 群规<b>表</b>\n"),
        "<b>表",
        "there is HTML in the text: <b>",
    ),
    (
        "tonight.yml",
        ("{zh: 级别, en: Level}", '{zh: "# 级别", en: Level}'),
        "# 级别",
        "would become a heading",
    ),
]


@pytest.mark.parametrize("file,edit,at,says", NAMES, ids=lambda part: part if isinstance(part, str) else "")
def test_it_is_told_where_it_stands(file: str, edit: Edit, at: str, says: str, tmp_path: Path) -> None:
    problems = loaded(tmp_path, (file, edit)).problems
    text = (tmp_path / file).read_text(encoding="utf-8").split("\n")
    wanted = max(number for number, line in enumerate(text, 1) if at in line)
    assert [(p.file, p.line) for p in problems] == [(f"data/{file}", wanted)], "\n".join(map(str, problems))
    assert says in problems[0].message.en


def test_a_file_whose_name_is_taken_is_told(tmp_path: Path) -> None:
    small.write(tmp_path)
    for name, says in (
        ("glossary", "is taken by /glossary/; choose another"),
        ("index", "is taken by /practices/; choose another"),
        ("trust", f"stands in data/{TRUST}, too"),
        # What is inside of a file, as its record: told at the record.
        ("moderator", "stands in data/glossary.yml:2, too"),
        ("rules-pinned", f"stands in data/{PRACTICE}:50, too"),
        ("locke-2002", "stands in data/sources.yml:2, too"),
    ):
        path = tmp_path / "practices" / f"{name}.yml"
        text = small.TEXTS[PRACTICE].replace("rules-", f"{name}-more-").replace("trust-1", "trust-2")
        path.write_text(text, encoding="utf-8")
        problems = load(tmp_path).problems
        told = [(p.file, p.line) for p in problems]
        assert told == [(f"data/practices/{name}.yml", 2)], "\n".join(map(str, problems))
        assert f"the id {name} {says}" in problems[0].message.en
        path.unlink()


def test_what_an_editor_leaves_beside_a_file_is_passed_over(tmp_path: Path) -> None:
    small.write(tmp_path)
    for name in ("group-rules.yml~", ".group-rules.yml.swp", "#group-rules.yml#", ".DS_Store"):
        (tmp_path / "practices" / name).write_text("nonsense", encoding="utf-8")
    (tmp_path / "practices" / "drafts").mkdir()
    assert load(tmp_path).problems == ()


def test_a_copied_record_is_told_at_the_copy(tmp_path: Path) -> None:
    """Where its name says so: published ids are left alone, wherever the slip is told."""
    small.write(tmp_path)
    (tmp_path / "practices" / "group-rules-2.yml").write_text(small.TEXTS[PRACTICE], encoding="utf-8")
    problems = load(tmp_path).problems
    assert len(problems) == 5 and {p.file for p in problems} == {"data/practices/group-rules-2.yml"}
    assert all(f"stands in data/{PRACTICE}:" in p.message.en for p in problems)
    assert all("the newer of the two, as published ids never change" in p.message.en for p in problems)


def test_a_record_that_takes_the_name_of_a_page_is_told_alone(tmp_path: Path) -> None:
    """Links to sections of that page are no second problem."""
    link: Edit = ("        - 对照[目标](purpose#decides)", "        - 对照[目标](tonight#levels)")
    assert whole(tmp_path, (PRACTICE, link))
    text = small.TEXTS[PRACTICE].replace("rules-", "tonight-").replace("trust-1", "trust-2")
    (tmp_path / "practices" / "tonight.yml").write_text(text, encoding="utf-8")
    [problem] = load(tmp_path).problems
    assert problem.file == "data/practices/tonight.yml"
    assert "the id tonight is taken by /tonight/" in problem.message.en


@pytest.mark.parametrize(
    "name", ["group-rules.yaml", "Group-Rules.yml", "群规.yml", "group rules.yml", f"{'a' * 81}.yml"]
)
def test_a_record_whose_name_cannot_be_read_is_told_alone(name: str, tmp_path: Path) -> None:
    """What names it, and what it makes appear on other pages, is no second problem."""
    edits: list[tuple[str, Edit]] = [
        (TRUST, ("meaning:\n", "related:\n  - to: group-rules\nmeaning:\n")),
        (PURPOSE, ("zh: 为谁做事。", 'zh: "[为谁](trust#assessment)做事，[怎样](purpose#practices)。"')),
        ("handbook.yml", ("contact:\n", "first_practices: [group-rules]\ncontact:\n")),
    ]
    assert whole(tmp_path, *edits)
    (tmp_path / "ours").mkdir()
    agreed = "status: not-now\nsince: 2026-11-02\nreason: {zh: 忙。}\n"
    (tmp_path / "ours" / "group-rules.yml").write_text(agreed, encoding="utf-8")
    assert load(tmp_path).handbook
    (tmp_path / PRACTICE).rename(tmp_path / "practices" / name)
    problems = load(tmp_path).problems
    assert [p.file for p in problems] == [f"data/practices/{name}"], "\n".join(map(str, problems))


def test_an_id_given_twice_is_told_without_those_who_miss_the_other(tmp_path: Path) -> None:
    second = "  - id: {}\n    title: {{zh: 版主}}\n    summary: {{zh: 值守。}}\nchannels:\n"
    used: Edit = ("owner: lead", "owner: moderates")
    assert whole(tmp_path, (PRACTICE, used), ("handbook.yml", ("channels:\n", second.format("moderates"))))
    problems = loaded(
        tmp_path, (PRACTICE, used), ("handbook.yml", ("channels:\n", second.format("lead")))
    ).problems
    assert [p.path for p in problems] == [("roles", 1, "id")], "\n".join(map(str, problems))


@pytest.mark.parametrize(
    "file,edit,line,says",
    [
        (
            "handbook.yml",
            ("contact:\n", "  - code: en\n    name: English\n    locale: en-GB\ncontact:\n"),
            17,
            "the language en stands in data/handbook.yml:14, too; keep one",
        ),
        (
            "onboarding.yml",
            ("tasks:\n", "  - id: day-1\n    title: {zh: 二}\n    summary: {zh: 二}\ntasks:\n"),
            9,
            "the id day-1 stands in data/onboarding.yml:2, too",
        ),
        ("handbook.yml", ("contact:\n", 'site_url: "https://[bad"\ncontact:\n'), 17, "a whole web address"),
        (
            "handbook.yml",
            ("contact:\n", 'site_url: "https://e.com:x/"\ncontact:\n'),
            17,
            "a whole web address",
        ),
        (
            "handbook.yml",
            ("contact:\n", 'forge: {kind: gitea, repository: "https://[::1/a/b"}\ncontact:\n'),
            17,
            "a whole web address",
        ),
        (
            PRACTICE,
            ("reviewed: 2026-11-22", "reviewed: 9999-12-31"),
            13,
            "the year must be between 1900 and 2199",
        ),
        (PRACTICE, ("review_every: 180", "review_every: 3000000"), 14, "the number must be at most 3650"),
        (PRACTICE, ("review_every: 180", "review_every: 99999999999"), 14, "the number must be at most 3650"),
        (
            "handbook.yml",
            ("workdays: [mon, tue]", "workdays: [mon, tue]\n  days_off: [0001-01-01]"),
            41,
            "the year must be between 1900 and 2199",
        ),
        (
            "onboarding.yml",
            ("page: group-rules#steps", "page: https://e.com/"),
            22,
            "is outside of this handbook",
        ),
    ],
)
def test_what_would_fail_later_is_told_at_its_line(
    file: str, edit: Edit, line: int, says: str, tmp_path: Path
) -> None:
    problems = loaded(tmp_path, (file, edit)).problems
    assert [(p.file, p.line) for p in problems] == [(f"data/{file}", line)], "\n".join(map(str, problems))
    assert says in problems[0].message.en


def test_a_figure_that_there_is_not_is_told_where_it_stands(tmp_path: Path) -> None:
    small.write(tmp_path)
    file = tmp_path / "assessment.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("{items} statements", "{item} statements"), encoding="utf-8")
    [problem] = load(tmp_path).problems
    assert "{item} statements" in text.replace("{items}", "{item}").split("\n")[problem.line - 1]
    assert "no figure {item}; the nearest is items" in problem.message.en


def test_every_figure_that_a_text_may_name_is_worked_out(handbook: Handbook) -> None:
    assert set(assessment.figures(handbook)) == set(FIGURES)


def test_a_stage_may_be_called_as_a_record_is(tmp_path: Path) -> None:
    stage: Edit = ("- id: day-1", "- id: trust")
    assert whole(tmp_path, ("onboarding.yml", stage), ("onboarding.yml", ("stage: day-1", "stage: trust")))


@pytest.mark.parametrize(
    "words",
    [
        *("a < b", "1 <2> 3", "C# 群", "a\\n- b\\n- c", "<https://example.com>", "a # b"),
        *("[a](https://example.com/#b)", "[a](mailto:a@example.com)", "`[a](b) <c>`"),
    ],
)
def test_signs_that_are_no_html_and_no_heading_may_stand(words: str, tmp_path: Path) -> None:
    assert whole(tmp_path, (PRACTICE, ("zh: 群公告里有群规。", f'zh: "{words}"')))


def test_what_a_template_holds_binds_nobody_here(tmp_path: Path) -> None:
    content = "        # 规矩,<b>[理由](no-such-page)</b>\n"
    assert whole(tmp_path, (PRACTICE, ("        规矩,理由\n", content)))


def test_a_language_of_no_kind_is_told_and_nothing_raised(tmp_path: Path) -> None:
    for code in ("[zh]", "{zh: 1}", "中"):
        found = loaded(tmp_path, ("handbook.yml", ("code: zh\n", f"code: {code}\n")))
        assert "data/handbook.yml" in {p.file for p in found.problems}


def test_the_first_language_is_the_one_that_every_text_needs(tmp_path: Path) -> None:
    """Whatever it is: here English is the source, and Chinese may be missing."""
    listed = "  - code: zh\n    name: 中文\n    locale: zh-CN\n"
    after = "    locale: en\n"
    first: Edit = (listed, "")
    then: Edit = (after, after + listed)
    assert whole(tmp_path, ("handbook.yml", first), ("handbook.yml", then)).languages == ("en", "zh")
    without: Edit = ("      zh: 群公告里有群规。\n", "")
    assert whole(tmp_path, ("handbook.yml", first), ("handbook.yml", then), (PRACTICE, without))
    without = ("      en: The rules are pinned.\n", "")
    found = loaded(tmp_path, ("handbook.yml", first), ("handbook.yml", then), (PRACTICE, without))
    assert [p.file for p in found.problems] == [f"data/{PRACTICE}"]
    assert "needs English (en)" in found.problems[0].message.en


def test_the_interface_may_speak_more_languages_than_are_listed(tmp_path: Path) -> None:
    """A team that lists fewer languages need not delete what the interface says in the others."""
    listed: Edit = ("  - code: en\n    name: English\n    locale: en\n", "")
    handbook = whole(tmp_path, ("handbook.yml", listed))
    assert handbook.languages == ("zh",) and handbook.untranslated() == {}
    assert schema.languages_of(tmp_path) == ("zh", "en")


@pytest.mark.parametrize(
    "zh, en, says",
    [
        ("还剩 {n} 天", "{m} days left, of {n}", "nothing fills in {m}"),
        ("还剩 {day} 天", "{days} days left", "nothing fills in {days}; the nearest is day"),
        ("还剩 {n} 天", "Some days left", "needs {n}, which the words in zh have"),
        ("还剩几天", "{n} days left", "the words in zh have no braces"),
    ],
)
def test_what_is_filled_in_is_the_same_in_every_language(zh: str, en: str, says: str, tmp_path: Path) -> None:
    """Else readers of one language see braces, or miss a number."""
    colon = 'zh: "："\n      en: ": "\n'
    words = f'{colon}    left:\n      zh: "{zh}"\n      en: "{en}"\n'
    [problem] = loaded(tmp_path, ("interface.yml", (colon, words))).problems
    assert (problem.file, problem.line) == ("data/interface.yml", 8) and says in problem.message.en


def test_a_section_is_there_when_it_holds_something(tmp_path: Path) -> None:
    """Statements count for an element where they stand in a practice of it, or name it."""
    leads: Edit = ("page: group-rules#steps", "page: trust#assessment")
    assert whole(tmp_path, ("onboarding.yml", leads))
    named: Edit = ("checklist:\n", ITEM.format("    element: trust\n"))
    without: Edit = ("items:\n" + small.TEXTS[PRACTICE].partition("items:\n")[2], "")
    assert whole(tmp_path, ("onboarding.yml", leads), (PRACTICE, without), (PURPOSE, named))
    problems = loaded(tmp_path, ("onboarding.yml", leads), (PRACTICE, without)).problems
    assert ["trust has no section #assessment" in p.message.en for p in problems] == [True]


@pytest.mark.parametrize(
    "text", ["nonsense: 1\n", "- a\n", "words: [a]\n", "words:\n  page: a\n", "words: a\n"]
)
def test_words_that_are_no_words_are_told_and_nothing_raised(text: str, tmp_path: Path) -> None:
    small.write(tmp_path)
    (tmp_path / "interface.yml").write_text(text, encoding="utf-8")
    assert {p.file for p in load(tmp_path, words_used=("page.colon",)).problems} == {"data/interface.yml"}
    assert schema.languages_of(tmp_path) == ("zh", "en"), "ours, where the data cannot be read"


def test_what_is_read_again_is_what_changed(tmp_path: Path) -> None:
    """As `serve` reads: the same file is the same record; another text, or other languages, are not."""
    library = Library(small.write(tmp_path))
    first = library.load().handbook
    file = tmp_path / PRACTICE
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("zh: 群规\n", "zh: 新群规\n"), encoding="utf-8")
    second = library.load().handbook
    assert first and second
    assert second.by_id["group-rules"].record.title.root["zh"] == "新群规"
    assert second.by_id["trust"].record is first.by_id["trust"].record
    file.write_text(text.replace("element: trust", "element: trsut"), encoding="utf-8")
    for _ in range(2):
        [problem] = library.load().problems
        assert (problem.file, problem.line) == (f"data/{PRACTICE}", 8)
    file.unlink()
    assert {p.file for p in library.load().problems} == {"data/glossary.yml", "data/onboarding.yml"}
    file.write_text(text, encoding="utf-8")
    settings = tmp_path / "handbook.yml"
    settings.write_text(settings.read_text("utf-8").replace("code: en", "code: fr"), encoding="utf-8")
    third = library.load().handbook
    assert third and third.languages == ("zh", "fr") and third.untranslated()["fr"][PRACTICE] > 5


def test_a_group_of_words_that_is_missing_is_told_once(tmp_path: Path) -> None:
    small.write(tmp_path)
    [one, two] = load(tmp_path, words_used=("page.colon", "page.edit", "nav.home", "nav.about")).problems
    assert (one.line, one.path, two.line, two.path) == (1, ("words", "nav"), 2, ("words", "page", "edit"))
    assert "needs the key nav" in one.message.en and "needs the key edit" in two.message.en
    assert load(tmp_path, words_used=("page.*", "page.colon")).problems == ()


def test_what_is_wrong_in_one_file_is_not_told_of_others(tmp_path: Path) -> None:
    """A list of sources or terms that cannot be read makes no link to them a second problem."""
    for file in ("sources.yml", "glossary.yml", "handbook.yml"):
        small.write(tmp_path)
        (tmp_path / file).write_text("nonsense: 1\n", encoding="utf-8")
        assert {p.file for p in load(tmp_path).problems} == {f"data/{file}"}


# --- what pages ask of the whole ------------------------------------------------------------------


def another(folder: Path, kind: str, name: str, **fields: str) -> None:
    """One more record, short as can be."""
    texts = {
        "elements": "title: {{zh: {0}}}\nsummary: {{zh: 甲}}\nmeaning: {{zh: 甲}}\n",
        "practices": "title: {{zh: {0}}}\nsummary: {{zh: 甲}}\n"
        "steps:\n  - {{title: {{zh: 甲}}, do: {{zh: 甲}}, done: {{zh: 甲}}}}\nchecklist:\n"
        "  - {{id: {0}-a, text: {{zh: 甲}}}}\n  - {{id: {0}-b, text: {{zh: 甲}}}}\n"
        "  - {{id: {0}-c, text: {{zh: 甲}}}}\n",
        "foundations": "title: {{zh: {0}}}\nsummary: {{zh: 甲}}\nchecklist:\n"
        "  - {{id: {0}-a, text: {{zh: 甲}}}}\n  - {{id: {0}-b, text: {{zh: 甲}}}}\n"
        "  - {{id: {0}-c, text: {{zh: 甲}}}}\n",
    }
    text = texts[kind].format(name) + "".join(f"{key}: {value}\n" for key, value in fields.items())
    (folder / kind / f"{name}.yml").write_text(text, encoding="utf-8")


def test_records_come_in_the_order_of_the_site(tmp_path: Path) -> None:
    """Elements by their order, practices by that of their element and then their own, equals by id."""
    small.write(tmp_path)
    another(tmp_path, "elements", "zeal", order="1")
    another(tmp_path, "elements", "craft")
    another(tmp_path, "foundations", "charter")
    another(tmp_path, "foundations", "values", order="2")
    another(tmp_path, "practices", "late", element="zeal", order="9")
    another(tmp_path, "practices", "early", element="zeal", order="2")
    another(tmp_path, "practices", "alone", element="craft")
    found = load(tmp_path)
    assert found.handbook, "\n".join(map(str, found.problems))
    assert [entry.id for entry in found.handbook.entries] == [
        *("zeal", "craft", "trust"),
        *("values", "charter", "purpose"),
        *("early", "late", "alone", "group-rules"),
    ]
    by_element = {e.id: [p.id for p in found.handbook.practices_of(e.id)] for e in found.handbook.entries[:3]}
    assert by_element == {"zeal": ["early", "late"], "craft": ["alone"], "trust": ["group-rules"]}


def test_who_stands_on_what_and_who_cites_what(tmp_path: Path) -> None:
    carries: Edit = ("checklist:\n", "carries: [trust]\nsources: [locke-2002]\nchecklist:\n")
    handbook = whole(tmp_path, (PURPOSE, carries), ("sources.yml", ("kind: peer-reviewed", "kind: law")))
    assert [entry.id for entry in handbook.foundations_of("trust")] == ["purpose"]
    assert [entry.id for entry in handbook.practices_on("purpose")] == ["group-rules"]
    assert handbook.practices_on("trust") == []
    assert handbook.cited_by == {"locke-2002": ["purpose", "group-rules"]}
    assert handbook.cites_law("purpose") and not handbook.cites_law("trust")
    assert handbook.by_id["purpose"].elements == ["trust"]
    assert handbook.by_id["group-rules"].elements == handbook.by_id["trust"].elements == ["trust"]
    assert [(item.id, item.tie) for item in handbook.items_of_element("trust")] == [
        ("trust-1", "group-rules")
    ]
    assert [entry.id for entry in handbook.assessed_elements] == ["trust"]


def test_the_way_from_nothing_follows_its_weeks(tmp_path: Path) -> None:
    small.write(tmp_path)
    for name, weeks in (("values", "[3]"), ("charter", "[1, 2]"), ("ledger", "[1, 2]")):
        another(tmp_path, "foundations", name, plan=f"{{weeks: {weeks}, do: {{zh: 写}}, done: {{zh: 有}}}}")
    handbook = load(tmp_path).handbook
    assert handbook and [entry.id for entry in handbook.plan] == ["charter", "ledger", "values"]


def test_what_to_take_up_begins_with_the_first_practices(tmp_path: Path) -> None:
    small.write(tmp_path)
    for name in ("alone", "early", "late"):
        another(tmp_path, "practices", name, element="trust")
    settings = small.TEXTS["handbook.yml"].replace("contact:\n", "first_practices: [late, early]\ncontact:\n")
    (tmp_path / "handbook.yml").write_text(settings, encoding="utf-8")
    (tmp_path / "ours").mkdir()
    agreed = "status: not-now\nsince: 2026-11-02\nreason: {zh: 忙。}\n"
    (tmp_path / "ours" / "early.yml").write_text(agreed, encoding="utf-8")
    handbook = load(tmp_path).handbook
    assert handbook
    assert [entry.id for entry in costs.not_taken_up(handbook)] == ["late", "alone", "group-rules"]


def test_every_file_is_named_with_what_it_holds(tmp_path: Path) -> None:
    """The one of old addresses only where there is one."""
    once = ["onboarding", "assessment", "tonight", "glossary", "sources", "interface"]
    names = ["handbook.yml", TRUST, PURPOSE, PRACTICE, *(f"{name}.yml" for name in once)]
    assert [name for name, _ in whole(tmp_path).files()] == names
    moves = "moves:\n  - {address: practices/rules/, page: group-rules}\n"
    (tmp_path / "moved.yml").write_text(moves, encoding="utf-8")
    assert [name for name, _ in whole(tmp_path).files()] == [*names, "moved.yml"]


def test_what_changed_last_comes_first(tmp_path: Path) -> None:
    small.write(tmp_path)
    days = {PRACTICE: "2026-11-02", PURPOSE: "2026-11-20", "glossary.yml": "2026-11-30"}
    handbook = load(tmp_path, updated=days).handbook
    assert handbook
    lately = [(entry.id, day) for entry, day in handbook.changed_lately(5)]
    assert lately == [("purpose", "2026-11-20"), ("group-rules", "2026-11-02")]
    assert len(handbook.changed_lately(1)) == 1


def test_other_words_for_a_term_and_where_a_work_is_found(tmp_path: Path) -> None:
    also: Edit = ("    see:", "    also: {zh: [管理员]}\n    see:")
    doi: Edit = ("doi: 10.1037/0003-066X.57.9.705", "doi: 10.1002/(sici)1<2::aid>3.0#4")
    handbook = whole(tmp_path, ("glossary.yml", also), ("sources.yml", doi))
    words = handbook.term_by_id["moderator"].also
    assert words and (words.get("zh"), words.get("en")) == (["管理员"], [])
    source = handbook.source_by_id["locke-2002"]
    assert source.address == "https://doi.org/10.1002/(sici)1%3C2::aid%3E3.0%234"
    url: Edit = ("doi: 10.1037/0003-066X.57.9.705", "url: https://example.com/goals")
    assert (
        whole(tmp_path, ("sources.yml", url)).source_by_id["locke-2002"].address
        == "https://example.com/goals"
    )


def test_a_review_is_due_so_many_days_after_the_last(tmp_path: Path) -> None:
    handbook = whole(tmp_path)
    assert handbook.by_id["group-rules"].record.review_by == date(2027, 5, 21)
    assert handbook.by_id["trust"].record.review_by is None
    for line in ("reviewed: 2026-11-22\n", "review_every: 180\n"):
        assert whole(tmp_path, (PRACTICE, (line, ""))).by_id["group-rules"].record.review_by is None


def test_a_translation_of_blanks_is_none(tmp_path: Path) -> None:
    blank: Edit = ("en: The rules are pinned.", 'en: "  "')
    assert whole(tmp_path, (PRACTICE, blank)).untranslated() == {"en": {PRACTICE: 1}}


def test_a_session_takes_as_long_as_its_parts(tmp_path: Path) -> None:
    part = "      - {{minutes: {}, title: {{zh: 甲}}, do: {{zh: 甲}}}}\n"
    session = "sessions:\n  - title: {zh: 会}\n    outcome: {zh: 有}\n    steps:\n"
    meeting: Edit = ("checklist:\n", f"{session}{part.format(20)}{part.format(25)}checklist:\n")
    record = whole(tmp_path, (PURPOSE, meeting)).by_id["purpose"].record
    assert isinstance(record, Foundation) and [one.minutes for one in record.sessions] == [45]


def test_statements_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    """It is the order of the codes: the tenth comes after the ninth."""
    more = "".join(
        f"  - id: trust-{n}\n    text: {{zh: 第 {n} 句}}\n    referent: self\n" for n in (10, 9, 2)
    )
    handbook = whole(tmp_path, (PRACTICE, ("items:\n", f"items:\n{more}")))
    assert [item.id for item in handbook.items] == ["trust-1", "trust-2", "trust-9", "trust-10"]


def test_schemas_are_written_and_those_of_no_model_removed(tmp_path: Path) -> None:
    small.write(tmp_path)
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema" / "ritual.json").write_text("{}")
    (tmp_path / "schema" / "README.md").write_text("kept")
    assert schema.run(tmp_path) == 0
    written = {path.name: path.read_text("utf-8") for path in (tmp_path / "schema").iterdir()}
    assert written.pop("README.md") == "kept"
    assert written == schema.schemas()
