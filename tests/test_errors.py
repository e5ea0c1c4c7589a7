"""Ways to break a data file: each is told at its line, in two languages, with a cure that works.

The table is the list of what people did or are likely to do. For each row: the slip, the line that
must be named, words that must stand in the message, and the cure as the message gives it. The test
breaks a small handbook, reads the report, applies the cure and loads again.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from macros.commands.check import told
from macros.data import messages, schema
from macros.data.load import Loaded, load
from tests import small
from tests.small import PRACTICE

Edit = tuple[str, str]


@dataclass(frozen=True)
class Slip:
    """One way to break a file: `edit` breaks it, `cure` mends what it left."""

    name: str
    edit: Edit
    at: str
    """Words on the line that the report must name, in the broken text."""
    says: tuple[str, str]
    """What the message must say: in Chinese, in English."""
    cure: Edit
    file: str = PRACTICE
    schema: bool = False
    """Whether the JSON Schema can see it."""


SLIPS = [
    # --- how it looks
    Slip(
        "pale-colour",
        ("tagline:\n", 'look:\n  colour: "#ffcc00"\ntagline:\n'),
        "#ffcc00",
        ('"#856a00"', '"#856a00"'),
        ("#ffcc00", "#856a00"),
        file="handbook.yml",
    ),
    Slip(
        "no-colour",
        ("tagline:\n", "look:\n  colour: teal\ntagline:\n"),
        "teal",
        ("颜色", "a colour"),
        ("teal", '"#0b6a5c"'),
        file="handbook.yml",
        schema=True,
    ),
    Slip(
        "no-logo",
        ("tagline:\n", "look:\n  logo: ours.svg\ntagline:\n"),
        "ours.svg",
        ("没有找到图片", "no picture"),
        ("ours.svg", "favicon.png"),
        file="handbook.yml",
    ),
    # --- how it is written: indentation, colons, quotes
    Slip("tab", ("  zh: 群规\n", "\tzh: 群规\n"), "\tzh: 群规", ("Tab", "tab"), ("\tzh", "  zh")),
    Slip(
        "indented-less",
        ("  en: Group rules\n", " en: Group rules\n"),
        " en: Group rules",
        ("缩进", "indentation"),
        ("\n en: Group", "\n  en: Group"),
    ),
    Slip(
        "indented-more",
        ("  en: Group rules\n", "    en: Group rules\n"),
        "    en: Group rules",
        ("缩进", "indented"),
        ("    en: Group", "  en: Group"),
    ),
    Slip(
        "key-at-the-margin",
        ("  en: Group rules\n", "en: Group rules\n"),
        "en: Group rules",
        ("缩进", "indent"),
        ("\nen: Group", "\n  en: Group"),
        schema=True,
    ),
    Slip(
        "list-not-aligned",
        ("  - id: rules-dated", " - id: rules-dated"),
        " - id: rules-dated",
        ("对齐", "line it up"),
        ("\n - id: rules-dated", "\n  - id: rules-dated"),
    ),
    Slip(
        "colon-in-text",
        ("zh: 群公告里有群规。", "zh: 注意: 群公告里有群规。"),
        "注意: 群公告",
        ("引号", "quotes"),
        ("zh: 注意: 群公告里有群规。", 'zh: "注意: 群公告里有群规。"'),
    ),
    Slip(
        "colon-in-text-over-two-lines",
        ("zh: 群公告里有群规。", "zh: 注意: 群公告里\n        wx:有群规。"),
        "注意: 群公告里",
        ("引号", "quotes"),
        ("zh: 注意: 群公告里\n        wx:有群规。", 'zh: "注意: 群公告里\n        wx:有群规。"'),
    ),
    Slip(
        "colon-in-curly-quotes",
        ("zh: 群公告里有群规。", "zh: “注意: 群公告里有群规。”"),
        "注意: 群公告",
        ("半角引号", "straight quotes"),
        ("“注意: 群公告里有群规。”", '"注意: 群公告里有群规。"'),
    ),
    Slip(
        "full-width-colon",
        ("element: trust", "element：trust"),
        "element：trust",
        ("全角冒号", "full-width colon"),
        ("element：", "element: "),
    ),
    Slip(
        "full-width-colon-in-a-text",
        ("  zh: 群规\n", "  zh：群规\n"),
        "zh：群规",
        ("全角冒号", "full-width colon"),
        ("zh：", "zh: "),
    ),
    Slip(
        "full-width-colon-in-a-list",
        ("  - id: rules-dated", "  - id：rules-dated"),
        "- id：rules-dated",
        ("全角冒号", "full-width colon"),
        ("id：", "id: "),
    ),
    Slip(
        "no-space-after-colon",
        ("owner: lead", "owner:lead"),
        "owner:lead",
        ("空格", "space"),
        ("owner:lead", "owner: lead"),
    ),
    Slip(
        "no-space-after-colon-in-a-text",
        ("  zh: 群规\n", "  zh:群规\n"),
        "zh:群规",
        ("空格", "space"),
        ("zh:群规", "zh: 群规"),
    ),
    Slip(
        "no-space-after-dash",
        ("  - id: rules-dated", "  -id: rules-dated"),
        "-id: rules-dated",
        ("空格", "space"),
        ("-id: rules-dated", "- id: rules-dated"),
    ),
    Slip(
        "another-dash",
        ("  - id: rules-dated", "  – id: rules-dated"),
        "– id: rules-dated",
        ("半角", "hyphen"),
        ("– id: rules-dated", "- id: rules-dated"),
    ),
    Slip(
        "full-width-space",
        ("  zh: 群规\n", "\u3000zh: 群规\n"),
        "\u3000zh: 群规",
        ("半角空格", "plain spaces"),
        ("\u3000zh", "  zh"),
    ),
    Slip(
        "no-break-space",
        ("  zh: 群规\n", "\u00a0\u00a0zh: 群规\n"),
        "\u00a0zh: 群规",
        ("半角空格", "plain spaces"),
        ("\u00a0\u00a0zh", "  zh"),
    ),
    Slip(
        "quote-left-open",
        ("en: The rules are pinned.", 'en: "The rules are pinned.'),
        'en: "The rules',
        ("没有配对", "not closed"),
        ('en: "The rules are pinned.', 'en: "The rules are pinned."'),
    ),
    Slip(
        "quote-closed-by-a-curly-one",
        ("zh: 群公告里有群规。", 'zh: "群公告里有群规。”'),
        '"群公告',
        ("半角引号", "straight quote"),
        ("有群规。”", '有群规。"'),
    ),
    Slip(
        "quote-left-open-above-another",
        (
            "zh: 群公告里有群规。\n      en: The rules are pinned.",
            'zh: "群公告里有群规。\n      en: "The rules are pinned."',
        ),
        '"群公告',
        ("没有配对", "not closed"),
        ('"群公告里有群规。', '"群公告里有群规。"'),
    ),
    Slip(
        "single-quote-left-open-above-an-apostrophe",
        (
            "zh: 群公告里有群规。\n      en: The rules are pinned.",
            "zh: '群公告里有群规。\n      en: Don’t say it's pinned.",
        ),
        "'群公告",
        ("没有配对", "not closed"),
        ("'群公告里有群规。", "'群公告里有群规。'"),
    ),
    Slip(
        "quote-left-open-above-a-hash",
        (
            "  zh: 测试用。\n  en: For tests.\n",
            '  zh: "测试用。\n  en: For tests.\nlook:\n  colour: "#0b6a5c"\n',
        ),
        '"测试用',
        ("没有配对", "not closed"),
        ('"测试用。', '"测试用。"'),
        file="handbook.yml",
    ),
    Slip(
        "quote-left-open-above-a-backslash",
        (
            "zh: 群公告里有群规。\n      en: The rules are pinned.",
            "zh: \"群公告里有群规。\n      en: 'The rules are in D:\\share.'",
        ),
        '"群公告',
        ("没有配对", "not closed"),
        ('"群公告里有群规。', '"群公告里有群规。"'),
    ),
    Slip(
        "backslash-in-double-quotes",
        ("zh: 群公告里有群规。", 'zh: "群规在 D:\\共享\\群规。"'),
        "D:",
        ("反斜杠", "backslash"),
        ('"群规在 D:\\共享\\群规。"', "'群规在 D:\\共享\\群规。'"),
    ),
    Slip(
        "backslash-on-a-second-line",
        ("zh: 群公告里有群规。", 'zh: "群规在\n        D:\\共享。"'),
        "D:",
        ("反斜杠", "backslash"),
        ("\\", "\\\\"),
    ),
    Slip(
        "words-after-a-quote",
        ("zh: 群公告里有群规。", 'zh: "群规"在群公告里。'),
        '"群规"在',
        ("“", "curly"),
        ('"群规"在', "“群规”在"),
    ),
    Slip(
        "words-after-a-quote-over-two-lines",
        ("zh: 群公告里有群规。", 'zh: "群公告里\n        有群规"三条。'),
        '有群规"三条',
        ("“", "curly"),
        ('"群公告里\n        有群规"三条。', '"群公告里\n        有群规三条。"'),
    ),
    Slip(
        "apostrophe-in-single-quotes",
        ("en: The rules are pinned.", "en: 'Don't shout.'"),
        "Don't shout",
        ("引号", "quote"),
        ("'Don't shout.'", '"Don\'t shout."'),
    ),
    Slip(
        "begins-with-at",
        ("zh: 群公告里有群规。", "zh: @负责人 看过群规。"),
        "@负责人",
        ("引号", "quotes"),
        ("zh: @负责人 看过群规。", 'zh: "@负责人 看过群规。"'),
    ),
    Slip(
        "begins-with-a-dash",
        ("zh: 群公告里有群规。", "zh: - 群公告里有群规。"),
        "zh: - 群公告",
        ("“- ”开头", "begin with “- ”"),
        ("zh: - 群公告", "zh: 群公告"),
    ),
    Slip(
        "begins-with-a-dash-before-a-colon",
        ("zh: 群公告里有群规。", "zh: - 注意: 群公告里有群规。"),
        "zh: - 注意",
        ("“- ”开头", "begin with “- ”"),
        ("zh: - 注意: 群公告里有群规。", 'zh: "- 注意: 群公告里有群规。"'),
    ),
    Slip(
        "list-on-the-line-of-its-key",
        ("checklist:\n  - id: rules-pinned", "checklist: - id: rules-pinned"),
        "checklist: -",
        ("另起一行", "a line of its own"),
        ("checklist: - id: rules-pinned", "checklist:\n  - id: rules-pinned"),
    ),
    Slip(
        "begins-with-a-question-mark",
        ("zh: 群公告里有群规。", "zh: ? 群公告里有群规。"),
        "zh: ? ",
        ("引号", "quotes"),
        ("zh: ? 群公告里有群规。", 'zh: "? 群公告里有群规。"'),
    ),
    Slip(
        "begins-with-a-backtick",
        ("zh: 群公告里有群规。", "zh: `群规` 在群公告里。"),
        "`群规`",
        ("引号", "quotes"),
        ("zh: `群规` 在群公告里。", "zh: '`群规` 在群公告里。'"),
    ),
    Slip(
        "begins-with-a-percent-sign",
        ("zh: 群公告里有群规。", "zh: %80 的人看过群规。"),
        "%80",
        ("引号", "quotes"),
        ("zh: %80 的人看过群规。", 'zh: "%80 的人看过群规。"'),
    ),
    Slip(
        "begins-with-a-bracket",
        ("zh: 群公告里有群规。", "zh: [置顶] 群公告里有群规。"),
        "[置顶]",
        ("引号", "quotes"),
        ("zh: [置顶] 群公告里有群规。", 'zh: "[置顶] 群公告里有群规。"'),
    ),
    Slip(
        "begins-with-a-link",
        ("zh: 群公告里有群规。", "zh: [群规](group-rules) 在群公告里。"),
        "[群规](group-rules)",
        ("引号", "quotes"),
        ("zh: [群规](group-rules) 在群公告里。", 'zh: "[群规](group-rules) 在群公告里。"'),
    ),
    Slip(
        "begins-with-a-brace",
        ("zh: 群公告里有群规。", "zh: {群名} 的群公告里有群规。"),
        "{群名}",
        ("引号", "quotes"),
        ("zh: {群名} 的群公告里有群规。", 'zh: "{群名} 的群公告里有群规。"'),
    ),
    Slip(
        "begins-with-stars",
        ("zh: 群公告里有群规。", "zh: **群规** 在群公告里。"),
        "**群规**",
        ("引号", "quotes"),
        ("zh: **群规** 在群公告里。", 'zh: "**群规** 在群公告里。"'),
    ),
    Slip(
        "begins-with-an-exclamation-mark",
        ("zh: 群公告里有群规。", "zh: !先看群规"),
        "!先看",
        ("引号", "quotes"),
        ("zh: !先看群规", 'zh: "!先看群规"'),
    ),
    Slip(
        "begins-with-an-ampersand",
        ("en: The rules are pinned.", "en: &c. is not a rule."),
        "&c.",
        ("引号", "quotes"),
        ("en: &c. is not a rule.", 'en: "&c. is not a rule."'),
    ),
    Slip(
        "hash-after-a-space",
        ("zh: 群公告里有群规。", "zh: 群公告里有 #群规 三条。"),
        "有 #群规",
        ("引号", "quotes"),
        ("zh: 群公告里有 #群规 三条。", 'zh: "群公告里有 #群规 三条。"'),
    ),
    Slip(
        "hash-on-a-second-line",
        ("zh: 群公告里有群规。", "zh: 群公告里有\n        三条 #群规，先看。"),
        "三条 #群规",
        ("引号", "quotes"),
        ("zh: 群公告里有\n        三条 #群规，先看。", 'zh: "群公告里有\n        三条 #群规，先看。"'),
    ),
    Slip(
        "text-over-lines-not-indented",
        ("        先写五条，再删到三条。", "先写五条，再删到三条。"),
        "先写五条",
        ("缩进", "indent"),
        ("\n先写五条", "\n        先写五条"),
    ),
    Slip(
        "key-deleted-before-its-text",
        ("  en: One page that says what the group is for.", "  One page that says what the group is for."),
        "  One page that",
        ("冒号", "colon"),
        ("  One page that", "  en: One page that"),
    ),
    Slip(
        "conflict-left",
        ("element: trust\n", "<<<<<<< HEAD\nelement: trust\n=======\nelement: goals\n>>>>>>> other\n"),
        "<<<<<<< HEAD",
        ("合并冲突", "merge conflict"),
        ("<<<<<<< HEAD\nelement: trust\n=======\nelement: goals\n>>>>>>> other\n", "element: trust\n"),
    ),
    Slip(
        "three-dashes",
        ("templates:\n", "---\ntemplates:\n"),
        "---",
        ("---", "---"),
        ("---\ntemplates", "templates"),
    ),
    Slip(
        "invisible-character",
        ("zh: 群公告里有群规。", "zh: 群公告里\x08有群规。"),
        "群公告里\x08",
        ("控制字符", "control character"),
        ("\x08", ""),
    ),
    Slip(
        "key-twice",
        ("owner: lead\n", "owner: lead\nowner: lead\n"),
        "owner: lead",
        ("两次", "twice"),
        ("owner: lead\nowner: lead\n", "owner: lead\n"),
    ),
    # --- what is written: keys and values
    Slip(
        "key-misspelt",
        ("checklist:", "chekclist:"),
        "chekclist:",
        ("checklist", "checklist"),
        ("chekclist", "checklist"),
        schema=True,
    ),
    Slip(
        "key-translated",
        ("owner: lead", "维护: lead"),
        "维护: lead",
        ("没有名为", "no key"),
        ("维护: lead", "owner: lead"),
        schema=True,
    ),
    Slip(
        "required-part-deleted",
        (
            "summary:\n  zh: 一页纸，写清群里能做什么。\n  en: One page that says what the group is for.\n",
            "",
        ),
        "title:",
        ("缺少必填的键 summary", "needs the key summary"),
        ("element:", "summary:\n  zh: 一页纸。\n  en: One page.\nelement:"),
        schema=True,
    ),
    Slip(
        "source-text-deleted",
        ("  zh: 群规\n", ""),
        "title:",
        ("缺少中文", "needs Chinese"),
        ("  en: Group rules", "  zh: 群规\n  en: Group rules"),
        schema=True,
    ),
    Slip(
        "translation-emptied",
        ("en: The rules are pinned.", "en:"),
        "      en:",
        ("没有内容", "nothing after the colon"),
        ("      en:\n", ""),
        schema=True,
    ),
    Slip(
        "language-misspelt",
        ("  zh: 群规\n", "  cn: 群规\n"),
        "cn: 群规",
        ("cn", "cn"),
        ("cn: 群规", "zh: 群规"),
        schema=True,
    ),
    Slip(
        "text-without-languages",
        ("title:\n  zh: 群规\n  en: Group rules\n", "title: 群规\n"),
        "title: 群规",
        ("zh: …", "zh: …"),
        ("title: 群规\n", "title:\n  zh: 群规\n  en: Group rules\n"),
        schema=True,
    ),
    Slip(
        "list-for-a-text",
        ("    done:\n      zh: 群公告里有这三条。\n", "    done:\n      zh: [群公告, 三条]\n"),
        "zh: [群公告",
        ("引号", "quotes"),
        ("zh: [群公告, 三条]", 'zh: "[群公告, 三条]"'),
        schema=True,
    ),
    Slip(
        "one-word-for-a-list",
        ("foundations: [purpose]", "foundations: purpose"),
        "foundations: purpose",
        ("“- ”", "“- ”"),
        ("foundations: purpose", "foundations:\n  - purpose"),
        schema=True,
    ),
    Slip(
        "dash-missing",
        ("  - title:\n      zh: 写一稿", "    title:\n      zh: 写一稿"),
        "steps:",
        ("“- ”", "“- ”"),
        ("    title:\n      zh: 写一稿", "  - title:\n      zh: 写一稿"),
        schema=True,
    ),
    Slip(
        "nothing-after-a-key",
        ("owner: lead", "owner:"),
        "owner:",
        ("没有内容", "nothing after the colon"),
        ("owner:\n", ""),
        schema=True,
    ),
    Slip(
        "list-emptied",
        ("foundations: [purpose]", "foundations: []"),
        "foundations: []",
        ("列表是空的", "list is empty"),
        ("foundations: []\n", ""),
        schema=True,
    ),
    Slip(
        "too-few-items",
        (
            "  - id: rules-short\n    text:\n      zh: 群规不超过一屏。\n"
            "      en: The rules fit on one screen.\nitems",
            "items",
        ),
        "checklist:",
        ("至少要有 3 项", "at least 3 entries"),
        ("items:\n", "  - id: rules-new\n    text:\n      zh: 再写一条。\nitems:\n"),
        schema=True,
    ),
    Slip(
        "id-with-a-space",
        ("id: rules-dated", "id: rules dated"),
        "rules dated",
        ("连字符", "hyphens"),
        ("rules dated", "rules-dated"),
        schema=True,
    ),
    Slip(
        "id-with-capitals",
        ("id: rules-dated", "id: Rules-Dated"),
        "Rules-Dated",
        ("小写字母", "lower-case"),
        ("Rules-Dated", "rules-dated"),
        schema=True,
    ),
    Slip(
        "id-in-chinese",
        ("id: rules-dated", "id: 日期"),
        "id: 日期",
        ("小写字母", "lower-case"),
        ("id: 日期", "id: rules-dated"),
        schema=True,
    ),
    Slip(
        "id-as-a-number",
        ("id: rules-dated", "id: 2"),
        "id: 2",
        ("小写字母", "lower-case"),
        ("id: 2", "id: rules-2"),
        schema=True,
    ),
    Slip(
        "date-with-slashes",
        ("reviewed: 2026-11-22", "reviewed: 2026/11/22"),
        "2026/11/22",
        ("2026-11-22", "2026-11-22"),
        ("2026/11/22", "2026-11-22"),
        schema=True,
    ),
    Slip(
        "date-that-is-none",
        ("reviewed: 2026-11-22", "reviewed: 2026-02-30"),
        "2026-02-30",
        ("真实的日期", "real date"),
        ("2026-02-30", "2026-02-28"),
        schema=True,
    ),
    Slip(
        "date-in-seconds",
        ("reviewed: 2026-11-22", "reviewed: 1764201600"),
        "1764201600",
        ("2026-11-22", "2026-11-22"),
        ("1764201600", "2026-11-22"),
        schema=True,
    ),
    Slip(
        "number-in-words",
        ("review_every: 180", "review_every: 半年"),
        "半年",
        ("整数", "whole number"),
        ("半年", "180"),
        schema=True,
    ),
    Slip(
        "number-for-a-text",
        ("  en: Group rules\n", "  en: 12\n"),
        "  en: 12",
        ("却是 12", "but is 12"),
        ("  en: 12", '  en: "12"'),
    ),
    Slip(
        "truth-for-a-text",
        ("  zh: 群规\n", "  zh: true\n"),
        "  zh: true",
        ("却是 true", "but is true"),
        ("  zh: true", "  zh: 群规"),
    ),
    Slip(
        "locale-with-an-underscore",
        ("locale: zh-CN", "locale: zh_CN"),
        "zh_CN",
        ("zh-CN", "zh-CN"),
        ("zh_CN", "zh-CN"),
        file="handbook.yml",
        schema=True,
    ),
    Slip(
        "tag-before-a-number",
        ("review_every: 180", "review_every: !!int 180"),
        "!!int",
        ("!!int 是", "!!int is"),
        ("!!int ", ""),
    ),
    Slip(
        "full-width-number",
        ("review_every: 180", "review_every: １８０天"),
        "１８０天",
        ("整数", "whole number"),
        ("１８０天", "180"),
        schema=True,
    ),
    Slip(
        "number-too-small",
        ("review_every: 180", "review_every: 0"),
        "review_every: 0",
        ("不小于 1", "at least 1"),
        ("review_every: 0", "review_every: 1"),
        schema=True,
    ),
    Slip(
        "format-unknown",
        ("format: csv", "format: excel"),
        "format: excel",
        ("csv", "csv"),
        ("format: excel", "format: csv"),
        schema=True,
    ),
    Slip(
        "yes-in-chinese",
        ("reverse: false", "reverse: 是"),
        "reverse: 是",
        ("true", "true"),
        ("reverse: 是", "reverse: true"),
        schema=True,
    ),
    Slip(
        "address-without-https",
        ("contact:\n", "site_url: handbook.example\ncontact:\n"),
        "site_url:",
        ("https://", "https://"),
        ("site_url: handbook", "site_url: https://handbook"),
        file="handbook.yml",
        schema=True,
    ),
    Slip(
        "forge-unknown",
        ("contact:\n", "forge:\n  kind: gitlub\n  repository: https://git.example/a/b\ncontact:\n"),
        "kind: gitlub",
        ("gitlab", "gitlab"),
        ("gitlub", "gitlab"),
        file="handbook.yml",
        schema=True,
    ),
    Slip(
        "doi-as-an-address",
        ("doi: 10.1037", "doi: https://doi.org/10.1037"),
        "doi: https",
        ("10.", "10."),
        ("https://doi.org/10.1037", "10.1037"),
        file="sources.yml",
        schema=True,
    ),
    # --- what it refers to
    Slip(
        "element-misspelt",
        ("element: trust", "element: trsut"),
        "element: trsut",
        ("最接近的是 trust", "nearest is trust"),
        ("trsut", "trust"),
    ),
    Slip(
        "related-unknown",
        ("  - to: trust\n", "  - to: purpse\n"),
        "purpse",
        ("最接近的是 purpose", "nearest is purpose"),
        ("purpse", "purpose"),
    ),
    Slip(
        "source-unknown",
        ("sources: [locke-2002]", "sources: [locke-2022]"),
        "locke-2022",
        ("最接近的是 locke-2002", "nearest is locke-2002"),
        ("locke-2022", "locke-2002"),
    ),
    Slip(
        "owner-unknown",
        ("owner: lead", "owner: leader"),
        "owner: leader",
        ("最接近的是 lead", "nearest is lead"),
        ("leader", "lead"),
    ),
    Slip(
        "link-unknown",
        ("        - 对照[目标](purpose#decides)", "        - 对照[目标](porpose#decides)"),
        "porpose",
        ("最接近的是 purpose", "nearest is purpose"),
        ("porpose", "purpose"),
    ),
    Slip(
        "link-to-an-unknown-section",
        ("        - 对照[目标](purpose#decides)", "        - 对照[目标](purpose#decide)"),
        "purpose#decide)",
        ("最接近的是 decides", "nearest is decides"),
        ("purpose#decide)", "purpose#decides)"),
    ),
    Slip(
        "link-as-an-address-of-the-site",
        ("        - 对照[目标](purpose#decides)", "        - 对照[目标](/foundations/purpose/)"),
        "/foundations/purpose/",
        ("id", "an id"),
        ("/foundations/purpose/", "purpose"),
    ),
    Slip(
        "link-without-https",
        ("        - 对照[目标](purpose#decides)", "        - 对照[目标](www.example.com)"),
        "www.example.com",
        ("https://", "https://"),
        ("www.example", "https://www.example"),
    ),
    Slip(
        "link-that-runs-code",
        ("        - 对照[目标](purpose#decides)", "        - 对照[目标](javascript:alert)"),
        "javascript:",
        ("https://", "https://"),
        ("javascript:alert", "https://example.com"),
    ),
    Slip(
        "pasted-html",
        ("先写五条，再删到三条。", '先写<span style="color:red">五条</span>，再删到三条。'),
        "<span",
        ("HTML", "HTML"),
        ('<span style="color:red">五条</span>', "五条"),
    ),
    Slip(
        "picture",
        ("先写五条，再删到三条。", "先写五条（![图](x.png)），再删到三条。"),
        "x.png",
        ("图片", "picture"),
        ("（![图](x.png)）", ""),
    ),
    Slip(
        "id-taken",
        ("id: rules-dated", "id: rules-pinned"),
        "id: rules-pinned",
        ("也用在", "too; choose another for the newer"),
        (
            "  - id: rules-pinned\n    text:\n      zh: 群规写着",
            "  - id: rules-dated\n    text:\n      zh: 群规写着",
        ),
    ),
    Slip(
        "still-todo",
        ("zh: 群公告里有群规。", "zh: TODO"),
        "zh: TODO",
        ("TODO", "TODO"),
        ("TODO", "群公告里有群规。"),
    ),
    Slip(
        "csv-with-a-comma-too-many",
        ("        不发广告,占屏", "        不发广告,占屏,烦人"),
        "不发广告,占屏,烦人",
        ("格", "cells"),
        ("占屏,烦人", '"占屏,烦人"'),
    ),
    Slip(
        "two-due-dates",
        ("    workday: 1\n", "    workday: 1\n    day: 3\n"),
        "- id: meet-lead",
        ("只写一个", "just one"),
        ("    day: 3\n", ""),
        file="onboarding.yml",
    ),
    Slip(
        "stage-unknown",
        ("stage: day-1", "stage: day1"),
        "stage: day1",
        ("最接近的是 day-1", "nearest is day-1"),
        ("stage: day1", "stage: day-1"),
        file="onboarding.yml",
    ),
    Slip(
        "item-of-another-element",
        ("    referent: self\n", "    referent: self\n    element: purpose\n"),
        "    element: purpose",
        ("删去", "delete"),
        ("    element: purpose\n", ""),
    ),
]


def broken(slip: Slip) -> str:
    text = small.TEXTS[slip.file]
    assert text.count(slip.edit[0]) == 1, f"{slip.name}: the slip must fit one place"
    return text.replace(*slip.edit)


def line_of(slip: Slip, text: str) -> int:
    """The line to be named: the one that is these words, else the last that holds them."""
    lines = text.split("\n")
    exact = [number for number, line in enumerate(lines, 1) if line == slip.at]
    return max(exact or [number for number, line in enumerate(lines, 1) if slip.at in line])


def after(folder: Path, file: str, text: str | bytes) -> Loaded:
    data = text.encode() if isinstance(text, str) else text
    (folder / file).write_bytes(data)
    return load(folder)


def test_there_are_at_least_forty() -> None:
    assert len(SLIPS) >= 40
    assert len({slip.name for slip in SLIPS}) == len(SLIPS)


def test_the_small_handbook_is_whole(tmp_path: Path) -> None:
    loaded = load(small.write(tmp_path))
    assert loaded.handbook, "\n".join(map(str, loaded.problems))


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_names_the_line_and_a_cure_that_works(slip: Slip, tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    text = broken(slip)
    loaded = after(folder, slip.file, text)
    assert loaded.handbook is None
    report = "\n".join(map(str, loaded.problems))
    wanted = line_of(slip, text)
    found = [p for p in loaded.problems if slip.says[0] in p.message.zh and slip.says[1] in p.message.en]
    assert found, report
    assert found[0].file == f"data/{slip.file}"
    assert found[0].line == wanted, report
    # The first line of the report is the one that people read.
    assert loaded.problems[0].file == f"data/{slip.file}", report
    assert loaded.problems[0].line == wanted, report
    assert text.count(slip.cure[0]) == 1, "the cure must fit one place"
    mended = after(folder, slip.file, text.replace(*slip.cure))
    assert mended.handbook, "\n".join(map(str, mended.problems))


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_one_slip_is_not_told_as_many(slip: Slip, tmp_path: Path) -> None:
    loaded = after(small.write(tmp_path), slip.file, broken(slip))
    assert len(loaded.problems) <= 3, "\n".join(map(str, loaded.problems))


@pytest.mark.parametrize("nothing", ["zh:", "zh: null", "zh: ~"])
def test_a_source_text_left_empty_is_told_once(nothing: str, tmp_path: Path) -> None:
    text = small.TEXTS[PRACTICE].replace("  zh: 群规\n", f"  {nothing}\n", 1)
    [problem] = after(small.write(tmp_path), PRACTICE, text).problems
    assert (problem.line, problem.path) == (3, ("title", "zh"))
    assert problem.message == messages.no_value()


@pytest.mark.parametrize("ending", ["\r\n", "\r"], ids=["crlf", "cr"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no-bom", "bom"])
def test_line_ends_and_a_byte_order_mark_change_nothing(ending: str, mark: bytes, tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    text = small.TEXTS[PRACTICE].replace("\n", ending)
    assert after(folder, PRACTICE, mark + text.encode()).handbook
    loaded = after(folder, PRACTICE, mark + text.replace("element: trust", "element: trsut").encode())
    assert [p.line for p in loaded.problems] == [8]


@pytest.mark.parametrize(
    ("data", "line", "zh", "en"),
    [
        (b"", 1, "空的", "empty"),
        (b"# nothing but a comment\n", 1, "空的", "empty"),
        (b"~\n", 1, "空的", "empty"),
        (b"{}\n", 1, "空的", "empty"),
        (b"---\n---\ntitle: {zh: x}\n", 2, "---", "---"),
        (small.TEXTS[PRACTICE].encode("gb18030"), 3, "UTF-8", "UTF-8"),
        (small.TEXTS[PRACTICE].encode("utf-16"), 1, "UTF-8", "UTF-8"),
        (b"x" * 3_000_000, 1, "3000000 字节，超过上限", "3000000 bytes, more than"),
        (b"[" * 5000, 1, "层次太深", "nested too deep"),
        ("群规".encode(), 1, "键: 内容", "key: content"),
        (b"- a\n- b\n", 1, "键: 内容", "key: content"),
    ],
    ids=["empty", "comment", "null", "braces", "two", "gbk", "utf-16", "huge", "deep", "words", "list"],
)
def test_a_file_that_is_no_record(data: bytes, line: int, zh: str, en: str, tmp_path: Path) -> None:
    loaded = after(small.write(tmp_path), PRACTICE, data)
    assert loaded.handbook is None
    first = loaded.problems[0]
    assert (first.file, first.line) == (f"data/{PRACTICE}", line)
    assert [p for p in loaded.problems if p.file == first.file] == [first]
    assert zh in first.message.zh and en in first.message.en


@pytest.mark.parametrize(
    "name", ["Group Rules.yml", "group_rules.yml", "群规.yml", "group-rules.yaml", "group-rules.yml.txt"]
)
def test_a_file_name_that_is_no_id(name: str, tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    (folder / "practices" / name).write_text(small.TEXTS[PRACTICE], encoding="utf-8")
    loaded = load(folder)
    assert [(p.file, p.line) for p in loaded.problems] == [(f"data/practices/{name}", 1)]
    assert "team-meetings.yml" in loaded.problems[0].message.en
    (folder / "practices" / name).unlink()
    assert load(folder).handbook


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("practices/new/tea-round.yml", "move this file into data/practices/ itself"),
        ("practices/new/deep/group-rules.yml", "move this file into data/practices/ itself"),
        ("ours/old/group-rules.yml", "move this file into data/ours/ itself"),
        ("pratices/tea-round.yml", "nothing in data/pratices/ is read; the nearest is practices"),
        ("pratices/group-rules.yaml", "the nearest is practices"),
        ("moved.yaml", "no data file moved.yaml; the nearest is moved.yml"),
        ("Moved.YML", "no data file Moved.YML; the nearest is moved.yml"),
        ("zzz.yml", "no data file zzz.yml; rename it or move it out"),
        ("schema/practice.yml", "nothing in data/schema/ is read"),
    ],
)
def test_a_file_in_a_wrong_place_is_told_once(name: str, says: str, tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(small.TEXTS[PRACTICE], encoding="utf-8")
    [problem] = load(folder).problems
    assert (problem.file, problem.line) == (f"data/{name}", 1)
    assert says in problem.message.en
    (folder / name).unlink()
    assert load(folder).handbook


@pytest.mark.parametrize("name", ["practices/tea-round.yml", "ours/group-rules.yml", "moved.yml"])
@pytest.mark.parametrize("kind", ["link to nothing", "pipe", "folder"])
def test_what_is_no_file_is_told_and_holds_nobody(name: str, kind: str, tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("nowhere")
    [problem] = load(folder).problems
    assert (problem.file, problem.line) == (f"data/{name}", 1)
    assert "plain file" in problem.message.en and "普通文件" in problem.message.zh


@pytest.mark.parametrize("name", ["ours", "practices"])
def test_a_file_in_the_place_of_a_folder_is_told(name: str, tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    if (folder / name).exists():
        shutil.rmtree(folder / name)
    (folder / name).write_text("words")
    told = [p for p in load(folder).problems if p.file == f"data/{name}"]
    assert ["should be a folder" in p.message.en for p in told] == [True]


def test_what_lies_beside_the_data_and_is_none_is_left_alone(tmp_path: Path) -> None:
    """Words about the data, generated schemas, what editors and systems keep, a folder that is a link."""
    folder = small.write(tmp_path / "data")
    names = (
        "README.md",
        "schema/practice.json",
        ".idea/x.yml",
        ".#glossary.yml",
        "glossary.yml~",
        "pictures/a.png",
    )
    for name in (*names, "practices/.group-rules.yml.swp", "practices/new/README.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("words")
    (folder / "practices" / ".#group-rules.yml").symlink_to("me@host.1:2")
    (folder / "practices").rename(tmp_path / "elsewhere")
    (folder / "practices").symlink_to(tmp_path / "elsewhere")
    assert load(folder).problems == ()


def test_a_file_name_with_a_line_break_is_told_on_one_line(tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    (folder / "practices" / "group\nrules.yml").write_text(small.TEXTS[PRACTICE], encoding="utf-8")
    [problem] = load(folder).problems
    assert str(problem).startswith(r"data/practices/group\nrules.yml:1: 文件名 group\nrules.yml ")
    assert "\n" not in str(problem)


def test_a_missing_file(tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    (folder / "glossary.yml").unlink()
    problems = load(folder).problems
    assert [p.file for p in problems] == ["data/glossary.yml"]
    assert "缺少文件" in problems[0].message.zh and "is missing" in problems[0].message.en


def test_words_where_a_decimal_number_belongs(tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    file = folder / "assessment.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"score_share: .*", "score_share: about half", text), encoding="utf-8")
    [problem] = load(folder).problems
    assert problem.path == ("rules", "score_share")
    assert "0.75" in problem.message.zh and "a number; write one such as 0.75" in problem.message.en
    file.write_text(re.sub(r"score_share: .*", "score_share: 0.6", text), encoding="utf-8")
    assert load(folder).problems == ()


def test_a_language_may_have_a_code_of_three_letters(tmp_path: Path) -> None:
    """Cantonese is `yue`: in the list of languages, in every text, in the words of the interface."""
    folder = small.write(tmp_path)
    for file in folder.rglob("*.yml"):
        text = file.read_text(encoding="utf-8").replace("    see:", "    also: {en: [admin]}\n    see:")
        file.write_text(re.sub(r"\ben(?=:|\n)", "yue", text), encoding="utf-8")
    loaded = load(folder)
    assert loaded.handbook, "\n".join(map(str, loaded.problems))
    assert loaded.handbook.languages == ("zh", "yue")
    assert loaded.handbook.untranslated() == {"yue": {}}
    assert schema.languages_of(folder) == ("zh", "yue")


def test_a_deleted_translation_is_counted_and_breaks_nothing(tmp_path: Path) -> None:
    text = small.TEXTS[PRACTICE].replace("      en: The rules are pinned.\n", "")
    loaded = after(small.write(tmp_path), PRACTICE, text)
    assert loaded.handbook
    assert loaded.handbook.untranslated() == {"en": {PRACTICE: 1}}


def test_all_slips_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    text = small.TEXTS[PRACTICE].replace("element: trust", "element: trsut").replace("owner: lead", "owner:")
    after(folder, PRACTICE, text)
    loaded = after(
        folder, "onboarding.yml", small.TEXTS["onboarding.yml"].replace("who: new-hire", "who: me")
    )
    assert [(p.file, p.line) for p in loaded.problems] == [
        ("data/onboarding.yml", 21),
        (f"data/{PRACTICE}", 8),
        (f"data/{PRACTICE}", 12),
    ]


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_messages_are_plain_in_both_languages(slip: Slip, tmp_path: Path) -> None:
    for problem in after(small.write(tmp_path), slip.file, broken(slip)).problems:
        words = str(problem)
        assert re.match(r"data/[\w/.-]+:\d+: ", words)
        assert " / " in words and "\n" not in words
        # No words of a parser or a validator, and always a cure.
        for foreign in ("expected <", "block mapping", "scalar", "pydantic", "Traceback", "token", "None"):
            assert foreign not in words
        assert re.search(r"请|写成|要", problem.message.zh)
        assert re.search(r"; |add|write|use|begin", problem.message.en)


def test_github_shows_them_at_the_line(tmp_path: Path) -> None:
    text = small.TEXTS[PRACTICE].replace("format: csv", "format: c%v, 群")
    problems = after(small.write(tmp_path), PRACTICE, text).problems
    lines = list(told(problems, "github"))
    assert lines[0].startswith(f"::error file=data/{PRACTICE},line=41,title=templates[1].format::")
    assert "c%25v, 群" in lines[0] and "\n" not in lines[0]
    assert problems[0].message.zh.replace("%", "%25") in lines[0]


def test_every_sentence_is_there_in_both_languages() -> None:
    """Each function, given any words, says something in Chinese and something else in English."""
    given = {"int": 3, "str": "x", "object": "x", "Iterable[str]": ["x", "y"]}
    tried = 0
    for name, function in vars(messages).items():
        hints = dict(getattr(function, "__annotations__", {}))
        if not callable(function) or hints.pop("return", "") != "Sentence":
            continue
        values = {"kind": "date"} if name == "wants" else {key: given[hint] for key, hint in hints.items()}
        sentence = function(**values)
        assert re.search(r"[\u4e00-\u9fff]", sentence.zh), name
        assert re.search(r"[a-z]{3}", sentence.en) and not re.search(r"[\u4e00-\u9fff，。]", sentence.en), (
            name
        )
        tried += 1
    assert tried > 40


SCHEMA_SLIPS = [slip for slip in SLIPS if slip.schema]


def test_the_schemas_refuse_what_a_schema_can_see(tmp_path: Path) -> None:
    """All at once: one call of the checker for each schema, as it takes a second to start."""
    folder = tmp_path / "schema"
    folder.mkdir()
    for name, text in schema.schemas().items():
        (folder / name).write_text(text, encoding="utf-8")
    by_schema: dict[str, list[Path]] = {}
    for slip in SCHEMA_SLIPS:
        kind = {"practices": "practice"}.get(slip.file.split("/")[0], Path(slip.file).stem)
        path = tmp_path / f"{kind}-{slip.name}.yml"
        path.write_text(broken(slip), encoding="utf-8")
        by_schema.setdefault(kind, []).append(path)
    for kind, files in by_schema.items():
        done = subprocess.run(
            [
                *(sys.executable, "-m", "check_jsonschema", "--output-format", "json"),
                *("--schemafile", str(folder / f"{kind}.json"), *map(str, files)),
            ],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        refused = {Path(error["filename"]).name for error in json.loads(done.stdout)["errors"]}
        missed = {path.name for path in files} - refused
        assert not missed, f"{kind}: {sorted(missed)}"
