"""What a slip in YAML looks like, and what to say of it: where the parser gave up, and why.

A parser tells what it met and where it could go no further. People want the line that they wrote
wrong, which may stand far above, and what to do with it: the text itself shows that.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from . import messages
from .messages import Sentence

_ODD_SPACES = "\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff"
_ODD_SPACE = re.compile(f"[{_ODD_SPACES}]")
_FULL_WIDTH_COLON = re.compile(r"^\s*(?:- )?[a-z][a-z_-]*：", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

_KEY = r"^\s*(?:- +)*[A-Za-z_][\w-]*: +"
_SLIPS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Sentence]], ...] = (
    (re.compile(r"^ *(- *)*\t"), lambda _: messages.tab()),
    (re.compile(rf"^ *[{_ODD_SPACES}]+ *(?:- )?[a-z_]+ *[:：]"), lambda _: messages.odd_space()),
    (re.compile(r"^\s*(?:- )?[a-z][a-z_-]*："), lambda _: messages.full_width_colon()),
    (re.compile(r"^\s*([–—−－•·]) *\w+ *[:：]"), lambda m: messages.odd_dash(m.group(1))),
    (re.compile(r"^\s*-[a-z_]+: "), lambda _: messages.no_space_after_dash()),
    (re.compile(r"^\s*(?:- )?[a-z][a-z_]*:(?!//)[^\s:]"), lambda _: messages.no_space_after_colon()),
    (re.compile(_KEY + r"([*&!%@`])"), lambda m: messages.odd_start(m.group(1))),
    (re.compile(_KEY + r"(?:(\[)[^\]]*\]|(\{)[^}]*\}) *[^\s#,]"), lambda m: messages.odd_start(m[1] or m[2])),
    (
        re.compile(_KEY + r"""(?:"(?:[^"\\]|\\.)*" *[^\s"#]|'(?:[^']|'')*' *[^\s'#])"""),
        lambda _: messages.words_after_quote(),
    ),
)
"""What people write, by its looks, and what to say. Looked for only where the parser gave up."""

_COLON_IN_TEXT = re.compile(_KEY + r"""[^"'\[{|>\s].*:(?: |$)""")
_ENTRY = re.compile(r"^ *(?:- |-$|[A-Za-z_][\w-]*:(?: |$))")
"""How a line begins that is a list's entry or a key with its content, and no text that goes on."""


def explain(error: Exception, source: list[str]) -> tuple[int, Sentence]:
    """The line and the cure of a YAML error. The usual slips are recognised by the text itself."""
    mark = getattr(error, "problem_mark", None)
    line = min((mark.line + 1) if mark else 1, max(len(source), 1))
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    if hasattr(error, "position") and hasattr(error, "character"):
        return _control_character(source)
    context = getattr(error, "context_mark", None)
    quote = 0
    if context is not None and "quoted scalar" in str(getattr(error, "context", None)):
        quote = context.line + 1
    before = source[line - 1][: mark.column].rstrip() if mark else ""
    if quote and re.search("escape|hexdecimal", problem):
        # A backslash means something only between double quotes: were these meant to go on to here?
        if is_left_open(source, context, mark, '"'):
            return quote, messages.open_quote()
        return line, messages.backslash()
    if "block sequence entries" in problem and before.endswith(":"):
        return line, messages.dash_after_colon()
    # The parser notices a slip where it can go no further: on its line or a little below it.
    for number in range(min(line + 1, len(source)), max(line - 4, 0), -1):
        slip = _slip(source[number - 1], number, line)
        if slip and not 0 < quote < number:
            return number, slip
    return (quote, messages.open_quote()) if quote else _by_its_words(problem, source, error, line)


def _by_its_words(problem: str, source: list[str], error: Exception, line: int) -> tuple[int, Sentence]:
    """The line and the cure by what the parser says, where no line shows the slip."""
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    if "mapping values are not allowed" in problem:
        return line, messages.colon_or_indent()
    if mark and source[line - 1][: mark.column].rstrip().endswith(('"', "'")):
        return line, messages.words_after_quote()
    if "cannot start any token" in problem or "not allowed in this context" in problem:
        return line, messages.odd_start(_character_at(source, mark))
    if "control characters" in problem:
        return _control_character(source)
    if "could not find expected ':'" in problem:
        return (context.line + 1 if context is not None else line), messages.no_colon()
    if "did not find expected" in problem or "block end" in problem:
        return line, messages.indent()
    return line, messages.broken_yaml(problem)


def _slip(text: str, number: int, line: int) -> Sentence | None:
    """The slip that a line shows, if any; `line` is where the parser gave up."""
    for pattern, says in _SLIPS:
        match = pattern.match(text)
        # One line below only for what can break the line above it: an indentation.
        if match and (number <= line or pattern is _SLIPS[0][0] or pattern is _SLIPS[1][0]):
            return says(match)
    if number == line and _COLON_IN_TEXT.match(text):
        return messages.colon_in_text()
    return None


def is_left_open(source: list[str], start: Any, end: Any, style: str | None) -> bool:
    """Whether a text between quotes, from one mark to another, took in the keys and entries below it.

    Such a text ends at whichever quotation mark comes next. One that is meant to go on over lines is
    indented deeper than the key it belongs to, and what it took in is not.
    """
    if style not in ("'", '"') or end.line == start.line:
        return False
    dashes = re.match(r" *(?:- +)*", source[start.line])
    # Without a key before it, the text is an entry of its own: what stands at its column is its own, too.
    column = min(dashes.end() if dashes else 0, start.column - 1)
    below = source[start.line + 1 : end.line + 1]
    return any(_ENTRY.match(text) and len(text) - len(text.lstrip()) <= column for text in below)


def _character_at(source: list[str], mark: Any) -> str:
    try:
        return str(source[mark.line][mark.column])
    except (IndexError, AttributeError):
        return "?"


def _control_character(source: list[str]) -> tuple[int, Sentence]:
    for number, text in enumerate(source, 1):
        if _CONTROL.search(text):
            return number, messages.control_character()
    return 1, messages.control_character()


def begins_with_odd_space(text: str) -> bool:
    """Whether a text begins with a space that is none to the parser: full-width, or no-break."""
    return _ODD_SPACE.match(text) is not None


def looks_like_full_width_colon(text: str) -> bool:
    """Whether a text begins as a key does, with `：` in the place of `: `."""
    return _FULL_WIDTH_COLON.match(text) is not None
