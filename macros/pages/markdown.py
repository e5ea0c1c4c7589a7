"""From a text of the data to HTML: Markdown without raw HTML, links by id.

Rendering is the same wherever a text stands, so it is cached; links to the handbook's own pages
leave here as `hb:id#section` and are turned into addresses by `addresses`, page by page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import unescape

import markdown
from markupsafe import escape

from ..data.links import Link, replace_links

_CJK = r"\u3000-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef"
_BREAK = re.compile(rf"(?<=[{_CJK}”’])[ \t]*\n[ \t]*(?=[{_CJK}“‘])(?![ \t]*[-*|>\d])")
_STARTS = re.compile(r"^(?!\s*(?:[-*+]|\d+\.|>|\|)\s?)(\S.*)\n(?=(?:[-*+]|\d+\.)\s|\|)", re.MULTILINE)
_FENCE_LINE = re.compile(r"^\s*(`{3,}|~{3,})")
_FENCED = re.compile(r"(^(?:`{3,}|~{3,}).*?^(?:`{3,}|~{3,})[ \t]*$)", re.MULTILINE | re.DOTALL)
_GAP = re.compile(r"_{2,}")
_HEADING = re.compile(r"^(#{1,6} .*\n)(?=\S)", re.MULTILINE)
_EMPTY_ITEM = re.compile(r"^(\s*(?:[-*]|\d+\.))[ \t]*$", re.MULTILINE)
_LINE_END = re.compile(r"^((?![#|>]).*[^\s|])\n(?=[^\s|#>*+-]|\*\*)(?!\d+\.(?:\s|$))", re.MULTILINE)
_TAGS = re.compile(r"<[^>]+>")
_HREF = re.compile(r'href="hb:([a-z0-9-]+)(?:#([a-z0-9-]+))?"')


def _converter(without: tuple[str, ...] = ()) -> markdown.Markdown:
    """`without`: the patterns of Markdown that are not looked for inside of lines."""
    converter = markdown.Markdown(
        extensions=["tables", "sane_lists", "fenced_code"], tab_length=2, output_format="html"
    )
    # What looks like HTML is shown, not used; what is indented is a list, not code.
    converter.preprocessors.deregister("html_block")
    for pattern in ("html", *without):
        converter.inlinePatterns.deregister(pattern)
    converter.parser.blockprocessors.deregister("code")
    # Underscores are gaps to fill in, as in __:__; what is stressed stands between asterisks.
    if converter.delimiters:
        converter.delimiters.remove("_")
    return converter


_MARKDOWN = _converter()
_RARE = re.compile(r"[`\\<&]|!\[|\]:|  \n")
"""What a text holds in which anything but links and stress can be found."""
_LINKS_AND_STRESS = _converter(
    (
        *("backtick", "escape", "reference", "image_link", "image_reference", "short_reference"),
        *("short_image_ref", "autolink", "automail", "linebreak", "entity"),
    )
)
"""For all other texts. Markdown looks for each pattern in every cell, item and paragraph."""


def _prepared(text: str) -> str:
    """Lists and tables may follow a line directly; a line break between Han characters is no space."""
    blocks: list[tuple[bool, list[str]]] = [(False, [])]
    fence = ""
    for line in text.split("\n"):
        mark = _FENCE_LINE.match(line)
        if not fence and mark:
            fence = mark.group(1)
            blocks.append((True, [line]))
        elif fence and line.strip().startswith(fence):
            blocks[-1][1].append(line)
            blocks.append((False, []))
            fence = ""
        else:
            blocks[-1][1].append(line)
    done: list[str] = []
    for is_code, lines in blocks:
        block = "\n".join(lines)
        if not is_code:
            block = _STARTS.sub(r"\1\n\n", _BREAK.sub("", block))
        done.append(block)
    return "\n".join(done)


def _as_placeholder(link: Link) -> str:
    return f"hb:{link.target}"


_SIGN = r"[^\n\\`*_\[\]<>&~|#=\x00-\x1f\x7f-\x9f\u2028\u2029]"
_SIMPLE = re.compile(rf"(?![-+:\d\s]){_SIGN}+(?<!\s)")
"""One line without anything that Markdown reads: most texts are that."""
_INSIDE_LINK = re.compile(rf"(?<!!)\[(?!\s)({_SIGN}+)(?<!\s)\]\(([a-z0-9-]+(?:#[a-z0-9-]+)?)\)")
_SIMPLE_BUT_LINKS = re.compile(rf"(?![-+:\d\s])(?:{_SIGN}++|{_INSIDE_LINK.pattern})++(?<!\s)")
"""The same, with links to the handbook's own pages."""


def block(text: str) -> str:
    """A text of any length as HTML blocks."""
    if _SIMPLE.fullmatch(text):
        return f"<p>{text}</p>"
    if "](" in text and _SIMPLE_BUT_LINKS.fullmatch(text):
        return f"<p>{_INSIDE_LINK.sub(_linked, text)}</p>"
    return converted(text)


def _linked(match: re.Match[str]) -> str:
    return f'<a href="hb:{match.group(2)}">{match.group(1)}</a>'


@cache
def converted(text: str) -> str:
    """A text as HTML blocks, by Markdown whatever it holds."""
    text = _prepared(replace_links(text.strip(), _as_placeholder))
    html = (_MARKDOWN if _RARE.search(text) else _LINKS_AND_STRESS).reset().convert(text)
    # Wide tables scroll by themselves and can be reached by the keyboard.
    html = html.replace("<table>", '<div class="hb-table" tabindex="0"><table>')
    # The corner above a column of names heads nothing.
    html = html.replace("<th></th>", "<td></td>").replace("<th>", '<th scope="col">')
    return html.replace("</table>", "</table></div>")


def _to_fill_in(text: str) -> str:
    text = _GAP.sub(lambda match: r"\_" * len(match.group()), text)
    text = _HEADING.sub(r"\1\n", text)
    return _LINE_END.sub("\\1\ue000\n", _EMPTY_ITEM.sub(r"\1 &nbsp;", text))


@cache
def paper(text: str) -> str:
    """A document to fill in as HTML: lines stay lines, rows of underscores stay gaps to write in.

    Its headings are paragraphs with `data-level`: they are no part of the page's own outline.
    """
    parts = _FENCED.split(text.strip())
    parts[::2] = map(_to_fill_in, parts[::2])
    html = block("".join(parts)).replace("\ue000", "<br>")
    html = re.sub(r"<h([1-6])>", r'<p class="hb-paper__head" data-level="\1">', html)
    return re.sub(r"</h[1-6]>", "</p>", html)


_NUMBER = re.compile(r"^(\d+)([.)])(?= )")


def inline(text: str) -> str:
    """A text of one paragraph as HTML without the paragraph around it."""
    if _SIMPLE.fullmatch(text):
        return text
    # A line that begins with a number is a title such as “1. Each week”, and no list of one.
    html = block(text if "\n" in text.strip() else _NUMBER.sub(r"\1\\\2", text))
    if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
        return html[3:-4]
    return html


def plain(text: str) -> str:
    """A text without markup, as people would say it: for titles, exports and descriptions."""
    return text if _SIMPLE.fullmatch(text) else _plain(text)


@cache
def _plain(text: str) -> str:
    return unescape(_TAGS.sub("", inline(text))).strip()


_HAN = re.compile(r"[\u3400-\u9fff]")
_HAN_RUN = re.compile(r"(<[^>]*>)|([《「“]?[\u3400-\u9fff][\u3400-\u9fff，、；：·（）《》「」“”]*)")


HAN_LANGUAGES = ("zh", "yue", "ja")
"""The languages that are written in Chinese characters: in them these are no foreign words."""


def mark_han(html: str, language: str) -> str:
    """HTML with its Chinese characters marked as a language's; as it was where that is empty."""
    if not language or not _HAN.search(html):
        return html

    def put(match: re.Match[str]) -> str:
        return match.group(1) or f'<span lang="{language}">{match.group(2)}</span>'

    return _HAN_RUN.sub(put, html)


def addresses(html: str, resolve: Callable[[str, str], str]) -> str:
    """The HTML with each `hb:` link given its address: `resolve(id, section)`."""

    def put(match: re.Match[str]) -> str:
        return f'href="{escape(resolve(match.group(1), match.group(2) or ""))}"'

    return _HREF.sub(put, html) if "hb:" in html else html


def forget() -> None:
    """Let go of what was rendered: another language has other texts."""
    for remembering in (converted, paper, _plain):
        remembering.cache_clear()


_OWN_HEADING = re.compile(r"^(#{1,6} .+ \{: #[a-z0-9-]+ \})$", re.MULTILINE)
_SHIELD = "hb-html-{}-hb"
_SHIELDED = re.compile(r"(<p>)?hb-html-(\d+)-hb(?(1)</p>)")
_SHIELD_ALONE = re.compile(r"^hb-html-(\d+)-hb$", re.MULTILINE)
_ROOT = re.compile(rf"(?:\A|(?<=\n\n))<({'|'.join(_MARKDOWN.block_level_elements)})\b")


def shield(page: str) -> tuple[str, list[str]]:
    """A page of headings and finished HTML: the headings as Markdown, and the HTML set aside.

    Markdown would parse every tag to leave it as it is, which takes most of a build's time.
    What stands before the first tag under a heading stays Markdown.
    """
    parts: list[str] = []
    aside: list[str] = []
    for chunk in _OWN_HEADING.split(page):
        start = 0 if chunk.startswith("<") else chunk.find("\n<") + 1
        if _OWN_HEADING.match(chunk) or "<" not in chunk or (start == 0 and not chunk.startswith("<")):
            parts.append(chunk)
            continue
        parts.append(f"{chunk[:start]}\n\n{_SHIELD.format(len(aside))}\n\n")
        aside.append(chunk[start:])
    return "".join(parts), aside


def shield_blocks(page: str) -> tuple[str, list[str]]:
    """As `shield`, for a page written by hand: only HTML that stands between empty lines is set aside.

    What Markdown makes of the page stays the same, to the byte.
    """
    parts: list[str] = []
    aside: list[str] = []
    end = 0
    # In code a tag is something to show.
    for match in _ROOT.finditer(page) if "```" not in page and "~~~" not in page else ():
        if match.start() < end:
            continue
        stop = _end_of_element(page, match.start(), match.group(1))
        if stop and page[stop : stop + 2] in ("\n\n", "\n", ""):
            parts += [page[end : match.start()], _SHIELD.format(len(aside))]
            aside.append(page[match.start() : stop] + ("\n" if page[stop:].strip() else ""))
            end = stop
    return "".join(parts) + page[end:], aside


def _end_of_element(page: str, start: int, name: str) -> int:
    """Where the element that begins at `start` has ended; 0 where it never does."""
    depth = 0
    for tag in re.compile(rf"<(/?){name}\b[^>]*>").finditer(page, start):
        depth += -1 if tag.group(1) else 1
        if not depth:
            return tag.end()
    return 0


def unshield(html: str, aside: list[str]) -> str:
    """The HTML of a page with what was set aside back in its place."""

    def put(match: re.Match[str]) -> str:
        found = aside[int(match.group(2))]
        # What stands inside other finished HTML goes back as it stood, without the end of its line.
        return found if match.group(1) else found.removesuffix("\n")

    return _SHIELDED.sub(put, html)


def whole(page: str, aside: list[str]) -> str:
    """The Markdown of a page with what was set aside in its place, for a builder that has no shield."""
    return _SHIELD_ALONE.sub(lambda match: aside[int(match.group(1))].removesuffix("\n"), page)
