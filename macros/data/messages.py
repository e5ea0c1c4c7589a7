"""What is wrong and how to mend it, in plain words, in both languages.

These sentences live here and not in `data/interface.yml`, because that file may be the broken one.
Every function returns one `Sentence`: what is wrong, then the cure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple


class Sentence(NamedTuple):
    """One message: Chinese and English say the same."""

    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"


@dataclass(frozen=True)
class Problem:
    """One thing to mend: the file (as the reader names it), the line (from 1), the path, the words."""

    file: str
    line: int
    path: tuple[str | int, ...]
    message: Sentence

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: "
        path = written_path(self.path)
        return f"{where}{path}: {self.message}" if path else f"{where}{self.message}"


def written_path(path: Iterable[str | int]) -> str:
    """A path as people read it: `checklist[2].text` is the text of the second item."""
    words = ""
    for part in path:
        if isinstance(part, int):
            words += f"[{part + 1}]"
        else:
            words += f".{part}" if words else part
    return words


def written_name(name: str) -> str:
    """A file's name on one line: what cannot be printed, a line break say, as Python writes it."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in name)


def _nearest(word: str, known: Iterable[str]) -> tuple[str, str]:
    close = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return (f"。最接近的是 {close[0]}", f"; the nearest is {close[0]}") if close else ("", "")


# --- the file -----------------------------------------------------------------------------------


def too_large(size: int, limit: int) -> Sentence:
    return Sentence(
        f"文件有 {size} 字节，超过上限 {limit}。请拆成几个文件",
        f"the file has {size} bytes, more than {limit}; split it into several files",
    )


def not_utf8() -> Sentence:
    return Sentence(
        "这一行不是 UTF-8 编码。请用编辑器把文件另存为 UTF-8",
        "this line is not UTF-8; save the file as UTF-8 in your editor",
    )


def merge_conflict() -> Sentence:
    return Sentence(
        "这里留着合并冲突的标记（<<<<<<<、=======、>>>>>>>）。保留要的一段，删去标记",
        "a merge conflict was left here (<<<<<<<, =======, >>>>>>>); keep the lines you want "
        "and delete the marks",
    )


def two_documents() -> Sentence:
    return Sentence(
        "文件里有第二份文档（--- 之后）。一个文件只写一份，请删去这一行的 ---",
        "a second document begins here (after ---); a file holds one, so delete this ---",
    )


def empty_file() -> Sentence:
    return Sentence(
        "文件是空的。请填写内容，或删除这个文件",
        "the file is empty; fill it in or delete it",
    )


def too_deep() -> Sentence:
    return Sentence(
        "层次太深或内容太多。请检查缩进，或拆成几个文件",
        "this is nested too deep or holds too much; check the indentation or split the file",
    )


def alias(word: str) -> Sentence:
    return Sentence(
        f"{word} 是 YAML 的引用（& 或 *），这里不用。请把内容写出来；若是文字，给它加上引号",
        f"{word} is a YAML anchor or alias, which is not used here; write the content out, "
        "or put quotes around it if it is text",
    )


def tag(word: str) -> Sentence:
    return Sentence(
        f"{word} 是 YAML 的类型标记（!），这里不用。请删去；若是文字，给整句加上引号",
        f"{word} is a YAML tag (!), which is not used here; delete it, or put quotes around the text",
    )


def key_not_text() -> Sentence:
    return Sentence(
        "冒号前面应当是一个词。若这里是文字，给它加上引号",
        "a key must be one word; put quotes around it if this is text",
    )


def duplicate_key(key: str, first: int) -> Sentence:
    return Sentence(
        f"{key} 写了两次，第一次在第 {first} 行。请合成一处",
        f"{key} stands twice, first on line {first}; make it one",
    )


def no_value() -> Sentence:
    return Sentence(
        "冒号后面没有内容。请填写，或删去这一行",
        "there is nothing after the colon; fill it in or delete the line",
    )


def empty_list() -> Sentence:
    return Sentence(
        "列表是空的。请至少写一项，或删去这个键",
        "the list is empty; write at least one entry or delete the key",
    )


def tab() -> Sentence:
    return Sentence(
        "这一行用了制表符（Tab）缩进。请改用空格",
        "this line is indented with a tab; use spaces",
    )


def full_width_colon() -> Sentence:
    return Sentence(
        "键后面用了全角冒号“：”。请改成半角冒号加一个空格“: ”",
        "a full-width colon (：) follows the key; use a plain colon and a space (: )",
    )


def colon_in_text() -> Sentence:
    return Sentence(
        '文字里有“: ”，会被当成键。请给整句首尾加上半角引号 "',
        'a colon and a space stand inside the text and would make it a key; put straight quotes (") '
        "around the whole text",
    )


def colon_or_indent() -> Sentence:
    return Sentence(
        '这一行缩进不对，或多了一个冒号。请与同级的行对齐；文字里有“: ”时，给整句首尾加上半角引号 "',
        "this line is indented wrongly or has a colon too many; line it up with its neighbours, and put "
        'straight quotes (") around a text that contains a colon',
    )


def odd_space() -> Sentence:
    return Sentence(
        "行首有全角空格或网页里带来的特殊空格。请删去，改用半角空格缩进",
        "the line begins with a full-width or no-break space; delete it and indent with plain spaces",
    )


def odd_dash(dash: str) -> Sentence:
    return Sentence(
        f"列表的一项以 {dash} 开头。请改成半角连字符加一个空格“- ”",
        f"the entry begins with {dash}; use a hyphen and a space (- )",
    )


def no_space_after_dash() -> Sentence:
    return Sentence(
        "“-”后面少一个空格。请补上，写成“- ”",
        "a space is missing after the dash; write “- ”, then the entry",
    )


def no_space_after_colon() -> Sentence:
    return Sentence(
        "冒号后面少一个空格。请补上，写成“键: 内容”",
        "a space is missing after the colon; write “key: content”",
    )


def words_after_quote() -> Sentence:
    return Sentence(
        "一对引号后面还有字。请把文字里的引号写成“”或「」；要给整句加引号，就放在首尾",
        "there are words after the closing quote; write quotes inside a text as curly ones, or put "
        "double quotes at the beginning and the end of the whole text",
    )


def cut_by_hash() -> Sentence:
    return Sentence(
        '空格后面的 # 开始注释，这段文字从那里被截断了。请给整句首尾加上半角引号 "',
        'what follows a space and # is a comment, so the text ends there; put straight quotes (") '
        "around the whole text",
    )


def number_as_text(word: str) -> Sentence:
    return Sentence(
        f'这里要一段文字，却是 {word}。请写成一句话；真的只要这个值，就加上半角引号 "{word}"',
        f'this should be a text but is {word}; write words, or put straight quotes around it ("{word}") '
        "if it is meant as it stands",
    )


def text_became_list() -> Sentence:
    return Sentence(
        '这里要一段文字，却读成了列表或几个键。以 [ 或 { 开头的文字，请给整句首尾加上半角引号 "',
        'this should be a text but reads as a list or as keys; put straight quotes (") around a text that '
        "begins with [ or {",
    )


def no_colon() -> Sentence:
    return Sentence(
        "这里应当是“键: 内容”，却没有冒号。冒号后面要有一个空格；多行文字请检查缩进",
        "this should read “key: content” but has no colon; put a colon and a space after the key, "
        "and check the indentation of a text over several lines",
    )


def open_quote() -> Sentence:
    return Sentence(
        "从这里开始的引号没有配对。首尾请用同一种半角引号，文字里的引号写成“”或「」",
        "the quotation mark that opens here is not closed; use the same straight quote at both "
        "ends and curly quotes inside the text",
    )


def backslash() -> Sentence:
    return Sentence(
        "双引号里的反斜杠 \\ 有特别的意思，这里读不懂。请写成两个 \\\\，或把首尾的双引号换成单引号",
        "a backslash (\\) between double quotes means something else, and here nothing; double it (\\\\), "
        "or put single quotes in the place of the double ones",
    )


def dash_after_colon() -> Sentence:
    return Sentence(
        '冒号后面的文字不能以“- ”开头。请删去“- ”，或给整句首尾加上半角引号 "；若是列表的一项，请另起一行',
        'a text cannot begin with “- ” after its key; leave the dash out, or put straight quotes (") around '
        "the whole text, or, if it is an entry of a list, begin it on a line of its own",
    )


def indent() -> Sentence:
    return Sentence(
        "缩进与上面的行对不上，或少了一个括号、引号。请与同级的行对齐",
        "the indentation does not match the lines above, or a bracket or quote is missing; "
        "line it up with its neighbours",
    )


def odd_start(character: str) -> Sentence:
    return Sentence(
        f'文字不能直接以 {character} 开头。请给整句首尾加上半角引号 "',
        f'a text cannot begin with {character} as it is; put straight quotes (") around the whole text',
    )


def control_character() -> Sentence:
    return Sentence(
        "这一行有看不见的控制字符。请删去后重新输入",
        "this line holds an invisible control character; delete it and type the text again",
    )


def broken_yaml(reason: str) -> Sentence:
    return Sentence(
        f"这一行读不懂（{reason}）。请检查冒号、引号和缩进",
        f"this line cannot be read ({reason}); check colons, quotes and indentation",
    )


# --- the shape ----------------------------------------------------------------------------------


def unknown_key(key: str, known: Iterable[str]) -> Sentence:
    known = list(known)
    zh, en = _nearest(key, known)
    return Sentence(
        f"没有名为 {key} 的键{zh}。请改正或删去；这里可用：{'、'.join(known)}",
        f"there is no key {key}{en}; correct or delete it; keys here: {', '.join(known)}",
    )


def missing_key(key: str) -> Sentence:
    return Sentence(f"缺少必填的键 {key}。请补上", f"needs the key {key}; add it")


def needs_language(language: str) -> Sentence:
    name = {"zh": "中文", "en": "英文"}.get(language, language)
    english = {"zh": "Chinese", "en": "English"}.get(language, language)
    return Sentence(f"缺少{name}（{language}）。请补上", f"needs {english} ({language}); add it")


def unknown_language(key: str, known: Iterable[str]) -> Sentence:
    known = list(known)
    zh, en = _nearest(key, known)
    return Sentence(
        f"{key} 不是这本手册的语言{zh}。请从这些里选：{'、'.join(known)}",
        f"{key} is not a language of this handbook{en}; choose one of: {', '.join(known)}",
    )


def misplaced_language(key: str) -> Sentence:
    return Sentence(
        f"{key} 放在了这一层，它应当在某段文字下面。请检查缩进，让它和同一段文字的其他语言对齐",
        f"{key} stands at the wrong level; indent it so that it lines up with the other language of its text",
    )


def wants_text(languages: Iterable[str]) -> Sentence:
    example = "、".join(f"{language}: …" for language in languages)
    english = ", ".join(f"{language}: …" for language in languages)
    return Sentence(
        f"这里要按语言写文字。请写成 {example}，各占一行",
        f"this needs a text for each language; write {english}, each on its own line",
    )


def wants(kind: str) -> Sentence:
    zh, en = {
        "list": ("一个列表。每项一行，以“- ”开头", "a list; write one entry a line, each after “- ”"),
        "mapping": ("几个“键: 内容”", "keys with their contents; write “key: content” on lines of their own"),
        "number": ("一个整数，例如 90", "a whole number; write one such as 90"),
        "decimal": ("一个数字，例如 0.75", "a number; write one such as 0.75"),
        "locale": ("语言和地区，例如 zh-CN", "a language and, if need be, a region; write it as zh-CN"),
        "old_address": (
            "一个旧地址，例如 practices/old-name/，以 / 结尾",
            "an old address; write it as practices/old-name/, with a slash at its end",
        ),
        "colour": (
            '一个颜色，六位，放在引号里，例如 "#0b6a5c"',
            'a colour of six digits; write it between quotes, such as "#0b6a5c"',
        ),
        "image": (
            "一个图片的文件名，例如 logo.svg 或 logo.png",
            "the name of a picture; write one such as logo.svg or logo.png",
        ),
        "bool": ("true 或 false", "true or false; write one of them"),
        "date": ("一个真实的日期，写成 2026-11-22", "a real date; write it as 2026-11-22"),
        "time": ("一个时刻，写成 09:30", "a time of day; write it as 09:30"),
        "id": (
            "一个 id：小写字母、数字和连字符，例如 team-meetings",
            "an id; write lower-case letters, digits and hyphens, such as team-meetings",
        ),
        "address": ("一个网址，以 https:// 开头", "a web address; begin it with https://"),
        "whole_address": (
            "一个完整的网址，例如 https://example.com/handbook/",
            "a whole web address; write one such as https://example.com/handbook/",
        ),
        "phone": (
            '一个电话号码，放在引号里，例如 "110"',
            'a telephone number; write it between quotes, such as "110"',
        ),
        "doi": (
            "DOI 本身，例如 10.1037/0003-066X.57.9.705，不带 https://doi.org/",
            "the DOI alone; write it as 10.1037/0003-066X.57.9.705, without https://doi.org/",
        ),
        "code": (
            "两三个小写字母的语言代码，例如 zh",
            "a language code; write two or three letters such as zh",
        ),
    }[kind]
    return Sentence(f"这里要{zh}", f"this needs {en}")


def text_too_long(size: int, limit: int) -> Sentence:
    return Sentence(
        f"这段文字有 {size} 个字符，超过上限 {limit}。请缩短，或拆成几处",
        f"this text has {size} characters, more than {limit}; shorten or split it",
    )


def day_range(first: int, last: int) -> Sentence:
    return Sentence(
        f"年份要在 {first} 到 {last} 之间。请改正",
        f"the year must be between {first} and {last}; change it",
    )


def one_of(value: object, known: Iterable[str]) -> Sentence:
    known = [str(k) for k in known]
    zh, en = _nearest(str(value), known)
    return Sentence(
        f"不认识 {value}{zh}。请从这些里选：{'、'.join(known)}",
        f"{value} is not known here{en}; choose one of: {', '.join(known)}",
    )


def at_least(number: int) -> Sentence:
    return Sentence(f"至少要有 {number} 项。请补足", f"needs at least {number} entries; add more")


def at_most(number: int) -> Sentence:
    return Sentence(f"最多 {number} 项。请删去几项", f"takes at most {number} entries; delete some")


def number_range(words_zh: str, words_en: str) -> Sentence:
    return Sentence(f"数字要{words_zh}。请改正", f"the number must be {words_en}; change it")


def not_right(reason: str) -> Sentence:
    return Sentence(f"这个值不合要求（{reason}）。请改正", f"this value is not right ({reason}); correct it")


def html(tag_text: str) -> Sentence:
    return Sentence(
        f"文字里有 HTML：{tag_text}。这里只用 Markdown；请删去，或用反引号 ` 括起来",
        f"there is HTML in the text: {tag_text}; only Markdown is used here, so delete it "
        "or put it between backticks",
    )


def heading(words: str) -> Sentence:
    return Sentence(
        f"{words} 会变成标题。文字里不用标题：请改成 **加粗**；只是要写 # 号，就写成 \\#",
        f"{words} would become a heading, which a text cannot hold; write it in **bold**, or, if you only "
        "mean the sign, write \\#",
    )


def unsafe_link(address: str) -> Sentence:
    return Sentence(
        f"链接 {address} 不能用。请写 https:// 开头的网址，或手册里的 id",
        f"the link {address} cannot be used; write an address that begins with https:// "
        "or an id of this handbook",
    )


def todo() -> Sentence:
    return Sentence(
        "这里还是 TODO。请写上内容，或删去这一段",
        "this still says TODO; write the content or delete the section",
    )


# --- what the team has agreed ---------------------------------------------------------------------


def nothing_to_agree_on(identifier: str, known: Iterable[str]) -> Sentence:
    zh, en = _nearest(identifier, known)
    return Sentence(
        f"没有 id 为 {identifier} 的实践或方面{zh}。请把文件名改成已有的 id，或删去这个文件",
        f"there is no practice or foundation with the id {identifier}{en}; name the file after one that "
        "exists, or delete it",
    )


def status_wants(status: str, key: str) -> Sentence:
    return Sentence(
        f"status 是 {status} 时要写 {key}。请补上，或改 status",
        f"the status {status} needs the key {key}; add it or change the status",
    )


def status_refuses(status: str, key: str) -> Sentence:
    return Sentence(
        f"status 是 {status} 时不写 {key}。请删去，或改 status",
        f"the key {key} does not go with the status {status}; delete it or change the status",
    )


def not_after(key: str, other: str, day: str) -> Sentence:
    return Sentence(
        f"{key} 应当晚于 {other}（{day}）。请改正其中一个",
        f"{key} must be later than {other} ({day}); correct one of them",
    )


def not_in_order(day: str) -> Sentence:
    return Sentence(
        f"这一天早于上一条改动（{day}）。请按日期排，旧的在前",
        f"this day is before that of the change above ({day}); put the oldest first",
    )


def round_wants_every() -> Sentence:
    return Sentence(
        "这一页没有说多久一次。请在 round 下面写 every，例如 every: week",
        "the page does not say how often it comes; write every below round, such as every: week",
    )


def round_has_no_days() -> Sentence:
    return Sentence(
        "有事才做的没有固定日子。请删去 round，或把 every 改成固定的，例如 week",
        "what happens only when needed has no fixed days; delete round, or change every, such as to week",
    )


def week_is_for(every: str, seldom: Iterable[str]) -> Sentence:
    return Sentence(
        f"{every} 不用写 week。请删去；它只用于 {'、'.join(seldom)}",
        f"week does not go with {every}; delete it; it is for {', '.join(seldom)}",
    )


def weekday_is_for(every: str) -> Sentence:
    return Sentence(
        f"{every} 天天都有，不用写 weekday。请删去，或改 every",
        f"{every} comes on every working day and takes no weekday; delete it or change every",
    )


def minutes_want_time() -> Sentence:
    return Sentence(
        "写了 minutes，也要写 time。请补上几点开始，例如 time: 10:00",
        "minutes need a time; add when it begins, such as time: 10:00",
    )


def one_line() -> Sentence:
    return Sentence("这里只写一行。请写到一行里", "this is one line; write it on one")


# --- across files -------------------------------------------------------------------------------


def missing_file(name: str) -> Sentence:
    return Sentence(f"缺少文件 {name}。请恢复或新建", f"the file {name} is missing; restore or make it")


def unreadable(name: str) -> Sentence:
    return Sentence(
        f"{name} 在那里，但是读不了。请检查你有没有读它的权限，不要另建一个",
        f"{name} is there but cannot be read; see that you have permission to read it, and make no new one",
    )


def bad_file_name(name: str) -> Sentence:
    name = written_name(name)
    return Sentence(
        f"文件名 {name} 不能作 id。请用小写字母、数字和连字符，以 .yml 结尾，例如 team-meetings.yml",
        f"the file name {name} cannot be an id; use lower-case letters, digits and hyphens, "
        "and end it with .yml, such as team-meetings.yml",
    )


def id_too_long(size: int, limit: int) -> Sentence:
    return Sentence(
        f"id 有 {size} 个字符，超过上限 {limit}。请换一个短些的",
        f"the id has {size} characters, more than {limit}; choose a shorter one",
    )


def no_data_file(name: str, known: Iterable[str]) -> Sentence:
    known = list(known)
    # Compared without the ending, which all share.
    zh, en = (f"{words}.yml" * bool(words) for words in _nearest(name.rpartition(".")[0], known))
    files = [f"{one}.yml" for one in known]
    return Sentence(
        f"没有名为 {name} 的数据文件{zh}。请改名，或把它移出 data/；这里可用：{'、'.join(files)}",
        f"there is no data file {name}{en}; rename it or move it out of data/; "
        f"files here: {', '.join(files)}",
    )


def no_data_folder(folder: str, known: Iterable[str]) -> Sentence:
    known = list(known)
    zh, en = _nearest(folder, known)
    return Sentence(
        f"data/{folder}/ 里的文件没有人读{zh}。请把它移出 data/，或移到这些文件夹之一：{'、'.join(known)}",
        f"nothing in data/{folder}/ is read{en}; move it out of data/ or into one of: {', '.join(known)}",
    )


def folder_below(folder: str) -> Sentence:
    return Sentence(
        f"{folder} 下面的文件夹没有人读。请把这个文件直接放进 {folder}，或移出 data/",
        f"folders below {folder} are not read; move this file into {folder} itself or out of data/",
    )


def no_folder(name: str) -> Sentence:
    return Sentence(
        f"{name} 应当是文件夹。请删去或改名，再新建一个文件夹",
        f"{name} should be a folder; delete or rename it and make a folder of that name",
    )


def no_plain_file() -> Sentence:
    return Sentence(
        "这不是能读的文件，而是断开的链接、管道或文件夹。请换成普通文件，或删去",
        "this is no file that can be read but a broken link, a pipe or a folder; put a plain file in its "
        "place or delete it",
    )


def duplicate_id(identifier: str, where: str) -> Sentence:
    return Sentence(
        f"id {identifier} 已用在 {where}。请换一个",
        f"the id {identifier} is taken by {where}; choose another",
    )


def same_id(identifier: str, where: str) -> Sentence:
    return Sentence(
        f"id {identifier} 也用在 {where}。请换掉新写的那一个：发布过的 id 不改",
        f"the id {identifier} stands in {where}, too; choose another for the newer of the two, as published "
        "ids never change",
    )


def same_language(code: str, where: str) -> Sentence:
    return Sentence(
        f"语言 {code} 也写在 {where}。请只留一处",
        f"the language {code} stands in {where}, too; keep one of the two",
    )


def unknown_reference(what_zh: str, what_en: str, identifier: str, known: Iterable[str]) -> Sentence:
    zh, en = _nearest(identifier, known)
    return Sentence(
        f"没有 id 为 {identifier} 的{what_zh}{zh}。请改成已有的 id",
        f"there is no {what_en} with the id {identifier}{en}; use an id that exists",
    )


def leads_outside(target: str) -> Sentence:
    return Sentence(
        f"{target} 不在这本手册里。这里请写手册里的 id，或 id#节",
        f"{target} is outside of this handbook; write an id of it here, or id#section",
    )


def moved_in_language(address: str, language: str) -> Sentence:
    return Sentence(
        f"{address} 带着语言 {language}，旧地址在每种语言下都有效。请删去开头的 {language}/",
        f"{address} begins with the language {language}, but an old address holds in every language; "
        f"delete {language}/ at its beginning",
    )


def moved_in_use(address: str) -> Sentence:
    return Sentence(
        f"{address} 现在就是一页，不会转到别处。请改成旧的地址，或删去这一条",
        f"{address} is the address of a page, so that it leads nowhere else; write the old address or "
        "delete this entry",
    )


def moved_twice(address: str, first: int) -> Sentence:
    return Sentence(
        f"{address} 写了两次，第一次在第 {first} 行。请只留一条",
        f"{address} stands twice, first on line {first}; keep one of the two",
    )


def unknown_section(identifier: str, section: str, known: Iterable[str]) -> Sentence:
    known = list(known)
    zh, en = _nearest(section, known)
    return Sentence(
        f"{identifier} 的页面没有 #{section} 这一节{zh}。请从这些里选：{'、'.join(known)}",
        f"the page of {identifier} has no section #{section}{en}; use one of: {', '.join(known)}",
    )


def unknown_figure(name: str, known: Iterable[str]) -> Sentence:
    known = list(known)
    zh, en = _nearest(name, known)
    return Sentence(
        f"没有叫 {{{name}}} 的数{zh}。请改正，或去掉花括号；这里可用：{'、'.join(known)}",
        f"there is no figure {{{name}}}{en}; correct it or delete the braces; figures here: "
        f"{', '.join(known)}",
    )


def unknown_gap(name: str, source: str, known: Iterable[str]) -> Sentence:
    known = list(known)
    if not known:
        return Sentence(
            f"没有什么会填进 {{{name}}}：{source} 的文字里没有花括号。请删去它",
            f"nothing fills in {{{name}}}: the words in {source} have no braces; delete it",
        )
    zh, en = _nearest(name, known)
    return Sentence(
        f"没有什么会填进 {{{name}}}{zh}。请改正；{source} 的文字里有：{'、'.join(known)}",
        f"nothing fills in {{{name}}}{en}; correct it; the words in {source} have: {', '.join(known)}",
    )


def lost_gap(name: str, source: str) -> Sentence:
    return Sentence(
        f"缺少 {{{name}}}：{source} 的文字里有它，网站会把它换成一个数或一个名字。请补上",
        f"needs {{{name}}}, which the words in {source} have and the site fills in; add it",
    )


def no_such_section(page: str, section: str, known: Iterable[str]) -> Sentence:
    zh, en = _nearest(section, known)
    return Sentence(
        f"{page} 的页面没有 #{section}{zh}。请改正，或删去 # 和后面的字",
        f"the page of {page} has no #{section}{en}; correct it, or delete the # and what follows",
    )


def no_sections(identifier: str) -> Sentence:
    return Sentence(
        f"{identifier} 是一个词条或一条出处，没有小节。请删去 # 和后面的字",
        f"{identifier} is a term or a source and has no sections; delete the # and what follows",
    )


def picture(words: str) -> Sentence:
    return Sentence(
        f"文字里不能放图片：{words}。请删去；若是链接，去掉开头的 !",
        f"a text cannot hold a picture: {words}; delete it, or the ! before it if it is meant as a link",
    )


def item_needs_element() -> Sentence:
    return Sentence(
        "方面（foundation）里的自评题要写明 element。请补上",
        "an assessment item of a foundation needs the key element; add it",
    )


def item_of_other_element(element: str) -> Sentence:
    return Sentence(
        f"实践的自评题属于它的要素 {element}。请删去这个 element",
        f"an item of a practice belongs to its element {element}; delete this element",
    )


def pale_colour(colour: str, contrast: str, needed: str, better: str) -> Sentence:
    return Sentence(
        f'颜色 {colour} 太浅，对比度只有 {contrast}，要 {needed} 才看得清。请改成 "{better}"',
        f"the colour {colour} is too pale: its contrast is {contrast}, and {needed} is needed; "
        f'write "{better}"',
    )


def missing_logo(name: str) -> Sentence:
    return Sentence(
        f"没有找到图片 {name}。请放进 docs/theme/assets/images/，或删去这一行",
        f"there is no picture {name}; put it into docs/theme/assets/images/ or delete this line",
    )


def one_due_date() -> Sentence:
    return Sentence(
        "任务要有 workday（第几个工作日）或 day（第几天）中的一个。请只写一个",
        "a task needs either workday (the n-th working day) or day (the n-th day); write just one",
    )


def csv_uneven(row: int, has: int, needs: int) -> Sentence:
    return Sentence(
        f"CSV 第 {row} 行有 {has} 格，表头有 {needs} 格。请补齐；格里有逗号时，用半角双引号把这一格括起来",
        f"row {row} of the CSV has {has} cells and its head {needs}; even them out, with straight "
        "double quotes around a cell that contains a comma",
    )


# --- pages written by hand ------------------------------------------------------------------------


def open_head() -> Sentence:
    return Sentence(
        "这一行 --- 开始了页首信息，后面却没有“键: 内容”和另一行 ---，会原样显示在页面上。"
        "请补上，或删去这一行",
        "a head begins with this --- but has no “key: content”, or no second --- on a line of its own, and "
        "would be shown as it stands; add it or delete this line",
    )


def empty_page() -> Sentence:
    return Sentence(
        "页首信息后面没有内容。请写上内容，或删除这个文件",
        "nothing follows the head of this page; write it or delete the file",
    )


# --- the command line ---------------------------------------------------------------------------


def bad_command(reason: str) -> Sentence:
    return Sentence(
        f"命令写得不对（{reason}）。python -m macros --help 会列出怎么写",
        f"the command is not right ({reason}); python -m macros --help lists how to write it",
    )


def check_first() -> Sentence:
    return Sentence(
        "数据里有错误，先运行 make check 改好", "the data has problems; run make check and mend them first"
    )


def file_exists(name: str) -> Sentence:
    return Sentence(
        f"{name} 已经存在，没有改动它。请换一个 id",
        f"{name} exists and was left alone; choose another id",
    )


def agreement_exists(name: str) -> Sentence:
    return Sentence(
        f"{name} 已经存在，没有改动它。请直接改这个文件",
        f"{name} exists and was left alone; edit that file",
    )


def no_further_language(language: str) -> Sentence:
    return Sentence(
        f"手册只有一种语言（{language}），没有要翻译的。请不要加 language",
        f"this handbook has one language ({language}), so nothing is to be translated; "
        "leave the language out",
    )


def to_mend(count: int) -> Sentence:
    return Sentence(f"共 {count} 处要改", f"{count} to mend")


def target_is_ours(name: str) -> Sentence:
    return Sentence(
        f"{name} 属于手册本身，或在它上面，放在这里会盖掉源文件。请在 --to 后面写一个空文件夹",
        f"{name} belongs to the handbook itself or lies above it, and its files would be lost; "
        "name an empty folder after --to",
    )


def target_is_file(name: str) -> Sentence:
    return Sentence(
        f"{name} 是一个文件，没有改动它。请在 --to 后面写一个空文件夹",
        f"{name} is a file and was left alone; name an empty folder after --to",
    )


def target_holds(name: str, stranger: str) -> Sentence:
    return Sentence(
        f"{name} 里有 {stranger}，不是以前在这里生成的，没有改动它。请先移走，或在 --to 后面写一个空文件夹",
        f"{name} holds {stranger}, which no earlier build left there, and was left alone; move that away, "
        "or name an empty folder after --to",
    )


def cannot_write(name: str, reason: str) -> Sentence:
    return Sentence(
        f"写不了 {name}（{reason}）。请检查路径和权限，或换一个地方",
        f"{name} cannot be written ({reason}); check the path and the permissions or choose another place",
    )


def no_git() -> Sentence:
    return Sentence(
        "这台机器上没有 git，看不到别的版本。请先安装 git",
        "there is no git on this machine, and so no other version; install git",
    )


def no_repository() -> Sentence:
    return Sentence(
        "这里不是 git 仓库，或 git 不肯读它，看不到别的版本。请在克隆下来的文件夹里运行；原因见 git status",
        "this is no git repository, or git refuses to read it, and so there is no other version; run it "
        "in a clone; git status says what is wrong",
    )


def history_is_cut() -> Sentence:
    return Sentence(
        "这里只取了最近的 git 历史，看不到这个版本。请先运行 git fetch --unshallow",
        "only the end of the git history is here, without that version; run git fetch --unshallow first",
    )


def no_such_version() -> Sentence:
    return Sentence(
        "没有这个版本。请写一个分支、标签或提交；git branch --all 列出所有分支",
        "there is no such version; name a branch, a tag or a commit; git branch --all lists the branches",
    )


def version_without_data() -> Sentence:
    return Sentence(
        "这个版本没有 data/ 文件夹，无法比较。请换一个较新的版本",
        "that version has no folder data/ to compare with; name a later one",
    )


# --- templates ----------------------------------------------------------------------------------


def template_failed(reason: str, page: str) -> Sentence:
    zh, en = (f"，页面 {page} 没有做成", f", so that {page} cannot be made") if page else ("", "")
    return Sentence(
        f"模板出错：{reason}{zh}。请改好这一行",
        f"the template fails: {reason}{en}; mend this line",
    )
