"""A handbook as small as one can be, as texts: tests break it and look at what is said.

It has one record of each kind; every part that the tests break stands in the practice.
"""

from __future__ import annotations

from pathlib import Path

PRACTICE = "practices/group-rules.yml"

TEXTS: dict[str, str] = {
    PRACTICE: """\
# yaml-language-server: $schema=../schema/practice.json
title:
  zh: 群规
  en: Group rules
summary:
  zh: 一页纸，写清群里能做什么。
  en: One page that says what the group is for.
element: trust
foundations: [purpose]
related:
  - to: trust
owner: lead
reviewed: 2026-11-22
review_every: 180
why:
  - text:
      zh: 写下来的规矩少吵架。
      en: Written rules save arguments.
    sources: [locke-2002]
steps:
  - title:
      zh: 写一稿
      en: Write a draft
    do:
      zh: |
        先写五条，再删到三条。

        - 对照[目标](purpose#decides)
      en: |
        Write five, then cut to three.

        - Hold them against the [purpose](purpose#decides)
    done:
      zh: 群公告里有这三条。
      en: The three stand in the announcement.
templates:
  - id: rules-table
    title:
      zh: 群规表
      en: Table of rules
    format: csv
    content:
      zh: |
        规矩,理由
        不发广告,占屏
      en: |
        Rule,Reason
        No ads,They crowd out talk
checklist:
  - id: rules-pinned
    text:
      zh: 群公告里有群规。
      en: The rules are pinned.
  - id: rules-dated
    text:
      zh: 群规写着日期。
      en: The rules bear a date.
  - id: rules-short
    text:
      zh: 群规不超过一屏。
      en: The rules fit on one screen.
items:
  - id: trust-1
    text:
      zh: 群规我说得出来。
      en: I can name the rules.
    referent: self
    reverse: false
""",
    "elements/trust.yml": """\
title:
  zh: 信任
  en: Trust
summary:
  zh: 说得出口。
  en: People can say it.
meaning:
  zh: 出了错敢说。
  en: Mistakes can be named.
""",
    "foundations/purpose.yml": """\
title:
  zh: 目标
  en: Purpose
summary:
  zh: 为什么在一起。
  en: Why we are here.
decides:
  - zh: 为谁做事。
    en: Whom we serve.
checklist:
  - id: purpose-1
    text:
      zh: 写下来了。
      en: It is written down.
  - id: purpose-2
    text:
      zh: 有日期。
      en: It bears a date.
  - id: purpose-3
    text:
      zh: 新人读过。
      en: New people have read it.
""",
    "handbook.yml": """\
name:
  zh: 小手册
  en: Small handbook
tagline:
  zh: 测试用。
  en: For tests.
intro:
  zh: 很短。
  en: Very short.
languages:
  - code: zh
    name: 中文
    locale: zh-CN
  - code: en
    name: English
    locale: en
contact:
  zh: 发给负责人。
  en: Send it to the lead.
copyright:
  zh: 无。
  en: None.
roles:
  - id: lead
    title:
      zh: 负责人
      en: Lead
    summary:
      zh: 拍板。
      en: Decides.
channels:
  - id: chat
    title:
      zh: 群
      en: Chat
    use:
      zh: 说话。
      en: Talk.
calendar:
  workdays: [mon, tue]
""",
    "interface.yml": """\
words:
  page:
    colon:
      zh: "："
      en: ": "
""",
    "onboarding.yml": """\
stages:
  - id: day-1
    title:
      zh: 第一天
      en: Day one
    summary:
      zh: 认人。
      en: Meet people.
tasks:
  - id: meet-lead
    stage: day-1
    title:
      zh: 见负责人
      en: Meet the lead
    do:
      zh: 喝杯茶。
      en: Have tea.
    why:
      zh: 认识。
      en: To get to know them.
    who: new-hire
    page: group-rules#steps
    workday: 1
first_day:
  zh: 看群规。
  en: Read the rules.
""",
    "tonight.yml": """\
summary:
  zh: 一个人时看这一页。
  en: For whoever is alone.
first:
  zh: 先打电话。
  en: Ring first.
levels:
  - id: level-one
    title: {zh: 一级, en: Level one}
    when:
      - zh: 有人受伤。
        en: Somebody is hurt.
    do: {zh: 打电话。, en: Ring.}
may:
  - zh: 移出广告号。
    en: Remove advertisers.
must_not:
  - zh: 答应退款。
    en: Promise a refund.
ring:
  - zh: 负责人。
    en: The lead.
minutes:
  - start: 0
    end: 5
    do: {zh: 截图。, en: Take a picture.}
say:
  - id: seen-it
    title: {zh: 先发, en: First}
    text: {zh: 看到了。, en: We have seen it.}
card:
  id: tonight-card
  title: {zh: 卡, en: Card}
  content: {zh: 级别, en: Level}
""",
    "glossary.yml": """\
terms:
  - id: moderator
    term:
      zh: 版主
      en: moderator
    definition:
      zh: 值守的人。
      en: Whoever is on duty.
    see: [group-rules]
""",
    "sources.yml": """\
sources:
  - id: locke-2002
    authors: Edwin A. Locke
    year: '2002'
    title: Goals
    venue: A journal
    doi: 10.1037/0003-066X.57.9.705
    kind: peer-reviewed
    finding:
      zh: 目标有用。
      en: Goals help.
    caution:
      zh: 多为个人任务。
      en: Mostly tasks of one person.
""",
}


def write(folder: Path) -> Path:
    """Write the small handbook's data below a folder; gives that folder.

    The rules of the assessment are long and not what the tests are about: they come from our own.
    """
    for name, text in TEXTS.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    ours = Path(__file__).resolve().parent.parent / "data" / "assessment.yml"
    text = ours.read_text(encoding="utf-8")
    # Ours links to records that the small handbook has not.
    start = text.index("\nmethod:")
    rules = text[:start] + "\nmethod:\n  - title: {zh: 问, en: Ask}\n    text: {zh: 答, en: Answer}\n"
    (folder / "assessment.yml").write_text(rules, encoding="utf-8", newline="\n")
    return folder
