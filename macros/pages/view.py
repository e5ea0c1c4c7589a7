"""One language's view of the handbook: what templates ask for while a page is made.

Pure: it takes the Handbook and the page's address and gives HTML and addresses. The adapters to
MkDocs and mkdocs-macros hold one `View` at a time.
"""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import Any

from ..data.entry import Entry
from ..data.handbook import Handbook
from ..data.models.glossary import Source
from ..data.models.text import Text
from ..data.walk import texts_of
from . import forge, markdown
from .routes import address, printed, relative, root_of


# No repr: mkdocs-macros would write the whole handbook for every filter that it logs.
@dataclass(repr=False)
class View:
    """The handbook in one language, from the page at `page` (its address below the root)."""

    handbook: Handbook
    language: str
    page: str = ""
    prefix: str = ""
    """On the print page: the record whose sections are being written; else empty."""

    # --- words ---

    def words(self, text: Text) -> tuple[str, str]:
        """The words to show and the language they are in."""
        own = text.get(self.language)
        if own:
            return own, self.language
        return text.root[self.handbook.source_language], self.handbook.source_language

    def text(self, text: Text) -> str:
        """Plain words for a script, which escapes by itself; not safe in HTML."""
        return markdown.plain(self.words(text)[0])

    def plain(self, text: Text) -> str:
        """Plain words, safe in HTML and attributes."""
        return markdown.escaped(self.text(text))

    def raw(self, text: Text) -> str:
        """The words exactly as written, safe in HTML: for templates to copy."""
        return markdown.escaped(self.words(text)[0])

    def inline(self, text: Text) -> str:
        """One paragraph's HTML, marked where it is not in the page's language."""
        words, language = self.words(text)
        html = markdown.addresses(self._marked(markdown.inline(words), language), self.link)
        return html if language == self.language else f'<span lang="{language}">{html}</span>'

    def block(self, text: Text) -> str:
        """Blocks of HTML, marked where they are not in the page's language."""
        words, language = self.words(text)
        html = markdown.addresses(self._marked(markdown.block(words), language), self.link)
        return html if language == self.language else f'<div lang="{language}">{html}</div>'

    def name(self, words: str) -> str:
        """A name that is the same in every language (authors, a title), safe in HTML."""
        return self._marked(markdown.escaped(words), self.language)

    @staticmethod
    def _marked(html: str, language: str) -> str:
        return html if language == "zh" else markdown.mark_han(html)

    def paper(self, text: Text) -> str:
        """A document to copy and fill in, as HTML."""
        words, language = self.words(text)
        html = markdown.addresses(self._marked(markdown.paper(words), language), self.link)
        return html if language == self.language else f'<div lang="{language}">{html}</div>'

    def rows(self, text: Text) -> list[list[str]]:
        """A CSV table's cells by row, safe in HTML."""
        lines = self.words(text)[0].strip("\n").splitlines(keepends=True)
        return [[markdown.escaped(cell) for cell in row] for row in csv.reader(lines)]

    def is_translated(self, part: Any) -> bool:
        """Whether every text of a part has words in the page's language."""
        return all(text.get(self.language) for _, text in texts_of(part))

    @cached_property
    def ui(self) -> dict[str, dict[str, str]]:
        """The interface’s words by part and key, safe in HTML."""
        return {
            part: {key: markdown.escaped(self.words(text)[0]) for key, text in words.items()}
            for part, words in self.handbook.interface.words.items()
        }

    def script_words(self, *parts: str) -> str:
        """The words of parts of the interface as JSON for an attribute, for a widget's script."""
        words = self.handbook.interface.words
        merged = {key: self.words(text)[0] for part in parts for key, text in words.get(part, {}).items()}
        return self.json(merged)

    def json(self, value: Any) -> str:
        """Any plain value as JSON that is safe between the quotes of an attribute."""
        return markdown.escaped(json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    # --- places ---

    @property
    def on_print(self) -> bool:
        return self.page == "print/"

    def link(self, identifier: str, section: str = "") -> str:
        """The link from this page to an id, and a section of its page."""
        if self.on_print:
            return printed(self.handbook, identifier, section)
        return relative(address(self.handbook, identifier, section), self.page)

    def task_link(self, target: str) -> str:
        """The link to `id` or `id#section` as a task names it."""
        identifier, _, section = target.partition("#")
        return self.link(identifier, section)

    def page_title(self, identifier: str) -> str:
        """What a record, a term or a page is called, for a link to it."""
        handbook = self.handbook
        if identifier in handbook.by_id:
            return self.plain(handbook.by_id[identifier].title)
        if identifier in handbook.term_by_id:
            return self.plain(handbook.term_by_id[identifier].term)
        return str(self.ui["pages"][identifier.replace("-", "_")])

    def sibling(self, language: str) -> View:
        """The same page in another language."""
        return replace(self, language=language)

    def address_in(self, language: str) -> str:
        """The link from this page to itself in a language."""
        up = self.page.count("/") + root_of(self.handbook, self.language).count("/")
        return "../" * up + root_of(self.handbook, language) + self.page

    def mark(self, text: Text) -> str:
        """Eight letters that stay as long as the source words do: what a reader wrote belongs to them."""
        words = text.root[self.handbook.source_language]
        return hashlib.sha256(words.encode()).hexdigest()[:8]

    def heading(self, level: int, section: str, title: str) -> str:
        """A heading with its English id; on the print page one level down and under its record."""
        if self.prefix:
            level += 1
            section = self.prefix if section == "top" else f"{self.prefix}-{section}"
        return f"{'#' * level} {title} {{: #{section} }}"

    def print_as(self, entry: Entry | None) -> str:
        """On the print page: from here on headings belong to this record. Writes nothing."""
        self.prefix = entry.id if entry else ""
        return ""

    # --- facts about a record ---

    def entry(self, identifier: str) -> Entry:
        return self.handbook.by_id[identifier]

    def title_and_description(self, entry: Entry, shows: str) -> tuple[str, str]:
        """What a record's page, or the page of its worked example, is called and about."""
        if shows != "example" or not entry.record.example:
            return self.plain(entry.title), self.plain(entry.summary)
        example, page = entry.record.example, self.ui["page"]
        title = page["example"] + page["colon"] + self.plain(entry.short or entry.title)
        return title, self.plain(example.summary or example.title)

    def source_note(self, identifiers: list[str]) -> str:
        """The sources of a claim as links, or nothing."""
        links = []
        for identifier in identifiers:
            source = self.handbook.source_by_id[identifier]
            name = self.name(short_reference(source))
            links.append(f'<a href="{self.link(identifier)}">{name}</a>')
        return self.ui["page"]["list_separator"].join(links)

    def due(self, entry: Entry) -> str:
        """The day by which the record wants reading again, or nothing."""
        if entry.reviewed and entry.review_every:
            return str(entry.reviewed + timedelta(days=entry.review_every))
        return ""

    def role(self, identifier: str) -> str:
        return next(self.plain(r.title) for r in self.handbook.settings.roles if r.id == identifier)

    def edit_address(self, file: str) -> str | None:
        return forge.address(self.handbook.settings.forge, "edit", path=f"data/{file}")


def short_reference(source: Source) -> str:
    """Authors and year as a text names them: `Locke & Latham 2002`, `Bauer et al. 2007`."""
    if source.short:
        return source.short
    families = [name.strip().rsplit(" ", 1)[-1] for name in source.authors.split(";")]
    who = " & ".join(families) if len(families) <= 2 else f"{families[0]} et al."
    return f"{who} {source.year}"
