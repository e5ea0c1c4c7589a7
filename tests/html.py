"""Reading built pages: their links, anchors and words."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

HIDDEN = {"script", "style", "template", "svg"}
VOID = {"img", "br", "hr", "input", "meta", "link", "source", "col", "wbr"}


@dataclass
class Parsed:
    """What a page holds: ids, links, loaded things, all text with the language around it."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(words for _, words in self.texts)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Parsed()
        self._stack: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        language = values.get("lang") or (self._stack[-1][1] if self._stack else "")
        if "id" in values:
            self.page.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.page.links.append(values["href"])
        if tag in ("script", "img", "iframe") and "src" in values:
            self.page.loads.append(values["src"])
        if tag == "link" and values.get("rel", "").strip() in (
            "stylesheet",
            "icon",
            "preload",
            "modulepreload",
        ):
            self.page.loads.append(values["href"])
        for name in ("title", "aria-label", "placeholder", "alt", "content", "data-words"):
            if name in values:
                self.page.attributes.append((language, name, values[name]))
        if tag not in VOID:
            self._stack.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while self._stack:
            if self._stack.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(tag in HIDDEN for tag, _ in self._stack):
            self.page.texts.append((self._stack[-1][1] if self._stack else "", data))


@cache
def parsed(path: Path) -> Parsed:
    """A built page, read once."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.page


def pages_of(site: Path) -> list[Path]:
    """Every page of a built site."""
    return sorted(site.rglob("*.html"))
