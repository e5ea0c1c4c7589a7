"""Words that are not in the page's language, from the moment they are chosen until the page is written.

Some words stand in text, where `lang` can say what they are, some in attributes or a title, where
nothing can. Who chooses them does not know which. So they carry marks that no text contains, and
`marked_up` turns the marks of a finished page into `lang`, or drops them where no element may stand.
"""

from __future__ import annotations

import re

_OPEN, _END_OF_CODE, _CLOSE = "\ue010", "\ue011", "\ue012"
_MARKS = re.compile(f"{_OPEN}[a-z-]*{_END_OF_CODE}|{_CLOSE}")
_MARKED = re.compile(f"{_OPEN}([a-z-]*){_END_OF_CODE}([^{_OPEN}{_CLOSE}]*){_CLOSE}")
_NO_ELEMENTS = re.compile(
    r"<(title|textarea|option|script|style)\b.*?</\1>"
    r"|<!--.*?-->"
    r"|<[a-zA-Z/!](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>",
    re.DOTALL,
)


def mark(words: str, language: str) -> str:
    """Words with the marks of their language."""
    return f"{_OPEN}{language}{_END_OF_CODE}{words}{_CLOSE}"


def unmarked(words: str) -> str:
    """Words without such marks."""
    return _MARKS.sub("", words) if _OPEN in words or _CLOSE in words else words


def marked_up(html: str) -> str:
    """A finished page with `<span lang>` in the place of the marks."""
    if _OPEN not in html:
        return html
    html = _NO_ELEMENTS.sub(lambda match: unmarked(match.group()), html)
    return _MARKS.sub("", _MARKED.sub(r'<span lang="\1">\2</span>', html))
