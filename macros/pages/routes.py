"""Which pages exist and where they are.

Knows nothing of MkDocs: a page is a source path, an address and, for a record's page, a body of
one line. The same list can be written to disk as files for another builder.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..data.entry import Entry
from ..data.handbook import Handbook
from ..data.links import PAGES, PLACES
from ..data.places import is_editors

SITE_URL = "HANDBOOK_SITE_URL"
"""What the environment calls the address at which the site is published."""


@dataclass(frozen=True)
class Page:
    """A page that exists only in the build."""

    source: str
    entry: Entry
    shows: str
    """The template that makes it."""

    @property
    def meta(self) -> dict[str, object]:
        """What the page says of itself at its head."""
        return {"record": self.entry.id, "shows": self.shows}

    @property
    def body(self) -> str:
        """The page as it would stand in a file."""
        return f'---\nrecord: {self.entry.id}\nshows: {self.shows}\n---\n{{% include "{self.shows}.md" %}}\n'


def address_of(handbook: Handbook, identifier: str) -> str:
    """The address of a record, a term, a source or a page, below the language's root.

    Raises KeyError for an id that does not exist; the loader has refused those in the data.
    """
    if identifier in handbook.by_id:
        return f"{PLACES[handbook.by_id[identifier].kind]}/{identifier}/"
    if identifier in handbook.term_by_id:
        return f"{PAGES['glossary']}#{identifier}"
    if identifier in handbook.source_by_id:
        return f"{PAGES['sources']}#{identifier}"
    return PAGES[identifier]


def address(handbook: Handbook, identifier: str, section: str = "") -> str:
    """The address of an id and, where given, of a section on its page."""
    base = address_of(handbook, identifier)
    return f"{base}#{section}" if section else base


def relative(target: str, page: str) -> str:
    """An address below the root as a link from the page at `page` (such as `practices/x/`)."""
    path, mark, fragment = target.partition("#")
    if path == page and mark:
        return f"#{fragment}"
    here = page.split("/")[:-1]
    there = path.split("/")
    common = 0
    while common < min(len(here), len(there) - 1) and here[common] == there[common]:
        common += 1
    link = "../" * (len(here) - common) + "/".join(there[common:])
    return (link or "./") + mark + fragment


def printed(handbook: Handbook, identifier: str, section: str = "") -> str:
    """Where an id stands on the page that holds everything."""
    if identifier in handbook.by_id:
        own = section.startswith("template-")
        return f"#{section}" if own else f"#{identifier}-{section}" if section else f"#{identifier}"
    if identifier in handbook.term_by_id or identifier in handbook.source_by_id:
        return f"#{identifier}"
    if identifier in ("onboarding", "assessment", "glossary", "sources"):
        return f"#{identifier}"
    return relative(PAGES[identifier], PAGES["print"])


def published_at(handbook: Handbook, environment: Mapping[str, str]) -> str | None:
    """Where the site is published, with a slash at its end; None where nobody says.

    The environment says it where the data do not, or otherwise than they do.
    """
    address = environment.get(SITE_URL) or handbook.settings.site_url
    return f"{address.rstrip('/')}/" if address else None


def root_of(handbook: Handbook, language: str) -> str:
    """The folder of a language: the source language is at the root."""
    return "" if language == handbook.source_language else f"{language}/"


def record_pages(handbook: Handbook) -> list[Page]:
    """One page for each record, and one for each worked example; they exist because the file does."""
    pages = []
    for entry in handbook.entries:
        folder = f"{PLACES[entry.kind]}/{entry.id}"
        pages.append(Page(f"{folder}.md", entry, entry.kind))
        if entry.record.example:
            pages.append(Page(f"{folder}/example.md", entry, "example"))
    return pages


def left_out(handbook: Handbook, sources: Iterable[str]) -> list[str]:
    """The source files that are not published: what editors keep, and what there is nothing to say on."""
    unsaid = "" if handbook.settings.example_team else "example-team.md"
    return [source for source in sources if source == unsaid or is_editors(source.rpartition("/")[2])]


def page_sources(handbook: Handbook) -> list[str]:
    """The source files that the source language has to have: a page that others lie below is an index."""
    addresses = (*PAGES.values(), *(f"{place}/-/" for place in PLACES.values()))
    unsaid = "" if handbook.settings.example_team else "example-team"
    sources = []
    for page in (page for identifier, page in PAGES.items() if identifier != unsaid):
        is_index = any(other != page and other.startswith(page) for other in addresses)
        sources.append(f"{page}index.md" if is_index else f"{page.removesuffix('/')}.md")
    return sources


def source_of(entry: Entry) -> str:
    """The source path of a record's page."""
    return f"{PLACES[entry.kind]}/{entry.id}.md"
