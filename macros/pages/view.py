"""One language's view of the handbook: what templates ask for while a page is made.

Pure: it takes the Handbook and the page's address and gives HTML and addresses. It never changes:
each page has a view of its own.
"""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import dataclass, field, replace
from typing import Any

from markupsafe import Markup, escape

from ..data.entry import Entry
from ..data.handbook import Handbook
from ..data.models.glossary import Source, Term
from ..data.models.text import Text
from . import foreign, letters, markdown
from .markdown import HAN_LANGUAGES
from .routes import address, printed, relative, root_of

Interface = dict[str, dict[str, Markup]]
"""The interface's words by group and key, safe in HTML."""


# No repr: mkdocs-macros would write the whole handbook for every filter that it logs.
@dataclass(frozen=True, repr=False)
class View:
    """The handbook in one language, from the page at `page` (its address below the root).

    What it gives as `Markup` is safe in HTML, in text and between the quotes of an attribute.
    """

    handbook: Handbook
    language: str
    page: str = ""
    prefix: str = ""
    """On the print page: the record whose sections are being written; else empty."""
    ui: Interface = field(default_factory=dict)
    """The interface's words, as templates ask for them: `ui.page.edit`."""
    handed: dict[tuple[str, ...], Markup] = field(default_factory=dict)
    """The words of the interface that `script_words` has written out, by their groups."""

    def __post_init__(self) -> None:
        if not self.ui:
            words = self.handbook.interface.words
            safe = {
                group: {key: self._whole(*self.words(text)) for key, text in texts.items()}
                for group, texts in words.items()
            }
            object.__setattr__(self, "ui", safe)

    def at(self, page: str, prefix: str = "") -> View:
        """The view from another page."""
        return replace(self, page=page, prefix=prefix)

    @property
    def locale(self) -> str:
        """The language and the region, as HTML and dates want them."""
        languages = self.handbook.settings.languages
        return next(known.locale for known in languages if known.code == self.language)

    # --- words ---

    def words(self, text: Text) -> tuple[str, str]:
        """The words to show and the language they are in."""
        if words := text.get(self.language):
            return words, self.language
        # What a team says itself may be in any of its languages.
        for language in (*self.handbook.languages, *text.root):
            if words := text.get(language):
                return words, language
        return "", self.language

    def text(self, text: Text) -> str:
        """Plain words for a script, which escapes by itself; not safe in HTML."""
        return markdown.plain(self.words(text)[0])

    def plain(self, text: Text) -> Markup:
        """Plain words."""
        words, language = self.words(text)
        return self._whole(markdown.plain(words), language)

    def raw(self, text: Text) -> Markup:
        """The words exactly as written: for templates to copy."""
        return self._whole(*self.words(text))

    def inline(self, text: Text) -> Markup:
        """One paragraph's HTML, marked where it is not in the page's language."""
        words, language = self.words(text)
        return self.finished(markdown.inline(words), language, "span")

    def block(self, text: Text) -> Markup:
        """Blocks of HTML, marked where they are not in the page's language."""
        words, language = self.words(text)
        return self.finished(markdown.block(words), language, "div")

    def paper(self, text: Text) -> Markup:
        """A document to copy and fill in, as HTML."""
        words, language = self.words(text)
        return self.finished(markdown.paper(words), language, "div")

    def name(self, words: str) -> Markup:
        """A name that is the same in every language (authors, a title)."""
        return self.finished(escape(words), self.language, "span")

    def _whole(self, words: str, language: str) -> Markup:
        """Words without markup, in whatever place they will stand."""
        safe = escape(words)
        return safe if language == self.language else Markup(foreign.mark(safe, language))

    def finished(self, html: str, language: str, tag: str) -> Markup:
        """Our own HTML, finished: the one place that calls HTML of texts safe."""
        html = markdown.addresses(markdown.mark_han(html, self._han(language)), self.link)
        if language != self.language:
            html = f'<{tag} lang="{language}">{html}</{tag}>'
        return Markup(html)

    def _han(self, language: str) -> str:
        """The language that Chinese characters belong to in words of another; empty: no other."""
        if language in HAN_LANGUAGES:
            return ""
        return next((code for code in self.handbook.languages if code in HAN_LANGUAGES), "")

    def rows(self, text: Text) -> list[list[str]]:
        """A CSV table's cells by row."""
        lines = self.words(text)[0].strip("\n").splitlines(keepends=True)
        return list(csv.reader(lines))

    def is_translated(self, entry: Entry) -> bool:
        """Whether every text of a record has words in the page's language."""
        return all(text.get(self.language) for text in entry.texts)

    def script_words(self, *groups: str) -> Markup:
        """The words of groups of the interface as JSON for an attribute, for a widget's script."""
        if groups not in self.handed:
            words = self.handbook.interface.words
            merged = {key: self.words(text)[0] for group in groups for key, text in words[group].items()}
            self.handed[groups] = self.json(merged)
        return self.handed[groups]

    def json(self, value: Any) -> Markup:
        """Any plain value as JSON that is safe between the quotes of an attribute."""
        return escape(json.dumps(value, ensure_ascii=False, separators=(",", ":")))

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

    def page_title(self, identifier: str) -> Markup:
        """What a record, a term or a page is called, for a link to it."""
        handbook = self.handbook
        if identifier in handbook.by_id:
            return self.plain(handbook.by_id[identifier].record.title)
        if identifier in handbook.term_by_id:
            return self.plain(handbook.term_by_id[identifier].term)
        if identifier == "home":
            return self.plain(handbook.settings.name)
        return self.ui["pages"][identifier.replace("-", "_")]

    def sibling(self, language: str) -> View:
        """The same page in another language."""
        return replace(self, language=language, ui={}, handed={})

    def address_in(self, language: str) -> str:
        """The link from this page to itself in a language."""
        up = self.page.count("/") + root_of(self.handbook, self.language).count("/")
        return "../" * up + root_of(self.handbook, language) + self.page

    def mark(self, text: Text) -> str:
        """Eight letters that stay as long as the source words do: what a reader wrote belongs to them."""
        words = text.root[self.handbook.source_language]
        return hashlib.sha256(words.encode()).hexdigest()[:8]

    def linked(self, identifier: str) -> Markup:
        """A record's or a page's title as a link to it."""
        return Markup('<a href="{}">{}</a>').format(self.link(identifier), self.page_title(identifier))

    def heading(self, level: int, section: str, title: str) -> Markup:
        """A heading with its English id; on the print page one level down and under its record."""
        if self.prefix:
            level += 1
            section = self.prefix if section == "top" else f"{self.prefix}-{section}"
        return Markup("{} {} {{: #{} }}").format("#" * level, title, section)

    # --- facts about a record ---

    def entry(self, identifier: str) -> Entry:
        return self.handbook.by_id[identifier]

    def title_and_description(self, entry: Entry, shows: str) -> tuple[Markup, Markup]:
        """What a record's page, or the page of its worked example, is called and about."""
        record = entry.record
        if shows != "example" or not record.example:
            return self.plain(record.title), self.plain(record.summary)
        example, page = record.example, self.ui["page"]
        title = page["example"] + self.ui["marks"]["colon"] + self.plain(record.short or record.title)
        return title, self.plain(example.summary or example.title)

    def source_note(self, identifiers: list[str]) -> Markup:
        """The sources of a claim as links, or nothing."""
        link = Markup('<a href="{}">{}</a>')
        sources = [self.handbook.source_by_id[identifier] for identifier in identifiers]
        links = [link.format(self.link(s.id), self.name(short_reference(s))) for s in sources]
        return self.ui["marks"]["list_separator"].join(links)

    def terms_by_letter(self) -> list[tuple[str, list[Term]]]:
        """The glossary under the letters that readers of this language look under."""
        source = self.handbook.source_language

        def name(term: Term) -> str:
            words, language = self.words(term.term)
            return term.sort if term.sort and language == source else words

        return letters.by_letter((name(term), term) for term in self.handbook.glossary.terms)

    def sources_by_letter(self) -> list[tuple[str, list[Source]]]:
        """The works cited under the letter of the family name of who wrote them."""
        return letters.by_letter((short_reference(s), s) for s in self.handbook.sources.sources)

    def due(self, entry: Entry) -> str:
        """The day by which the record wants reading again, or nothing."""
        due = entry.record.review_by
        return due.isoformat() if due else ""

    def role(self, identifier: str) -> Markup:
        return next(self.plain(r.title) for r in self.handbook.settings.roles if r.id == identifier)


def short_reference(source: Source) -> str:
    """Authors and year as a text names them: `Locke & Latham 2002`, `Bauer et al. 2007`."""
    if source.short:
        return source.short
    families = [name.strip().rsplit(" ", 1)[-1] for name in source.authors.split(";")]
    who = " & ".join(families) if len(families) <= 2 else f"{families[0]} et al."
    return f"{who} {source.year}"
