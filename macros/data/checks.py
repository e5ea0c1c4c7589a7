"""The checks that need every file: references, links, templates, words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path as FilePath
from typing import Any

from . import colours, messages
from .agreements import check_agreements
from .entry import Entry
from .facts import Facts
from .ids import check_ids, has_twice
from .links import PAGES, Link
from .messages import Problem, Sentence
from .models import FOLDERS, KINDS
from .models.agreement import AGREED_KINDS
from .models.assessment import FIGURE
from .models.practice import Practice
from .moves import check_moves
from .places import ASSETS
from .reading import refused_name
from .sections import ELSEWHERE
from .walk import texts_of
from .yamlfile import Document, Path


class CrossChecks:
    """Every id there is, and the checks that need them all."""

    def __init__(
        self,
        documents: Mapping[str, Document],
        models: Mapping[str, Any],
        facts: Mapping[str, Facts],
        entries: list[Entry],
        words_used: tuple[str, ...],
    ) -> None:
        self._documents = documents
        self._models = models
        self._facts = facts
        self._problems: list[Problem] = []
        self._words_used = words_used
        self._entries = {entry.id: entry for entry in entries}
        named = [
            (kind, FilePath(file))
            for kind, folder in FOLDERS.items()
            for file in self._documents
            if file.startswith(f"{folder}/")
        ]
        # A record whose file is broken still exists: links to it are no second problem.
        self._present = {(kind, path.stem) for kind, path in named if not refused_name(path.name)}
        self._unnamed = {kind for kind, path in named if refused_name(path.name)}
        """The kinds with a record whose id nobody can know: what is missed may be that one."""
        self._terms = self._ids("glossary.yml", "terms")
        self._sources = self._ids("sources.yml", "sources")
        self._roles = self._ids("handbook.yml", "roles")
        self._known = {*(i for _, i in self._present), *self._terms, *self._sources, *PAGES}

    def _ids(self, file: str, field: str) -> list[str]:
        return [part.id for part in getattr(self._models.get(file), field, [])]

    def _is_whole(self, file: str, ids: list[str]) -> bool:
        """Whether all that a file names is known. What half of it seems to lack is no second problem."""
        return file in self._models and not has_twice(ids)

    def problems(self) -> list[Problem]:
        """What is wrong between the files, and with one whose kind has rules of its own."""
        check_ids(self._documents, self._facts, self._models, self._add)
        self._references()
        for file, facts in self._facts.items():
            for path, link in facts.links:
                self._link(file, path, link)
        self._template_ids()
        self._items()
        self._tasks()
        self._look()
        self._words()
        self._gaps()
        check_moves(self._documents, self._models, self._present, self._entries.values(), self._add)
        known = {i for kind, i in self._present if kind in AGREED_KINDS}
        check_agreements(self._models, known, not self._unnamed.intersection(AGREED_KINDS), self._add)
        return self._problems

    def _add(self, file: str, path: Path, message: Sentence, words: str = "") -> None:
        self._problems.append(self._documents[file].problem(path, message, words))

    def _look(self) -> None:
        """Colours that can be read on every surface, and a logo that is there."""
        look = getattr(self._models.get("handbook.yml"), "look", None)
        named: list[tuple[str, Path, str | None]] = []
        if look:
            named = [("handbook.yml", ("look", key), getattr(look, key)) for key in ("colour", "warm")]
            if look.logo and not (ASSETS / "images" / look.logo).is_file():
                self._add("handbook.yml", ("look", "logo"), messages.missing_logo(look.logo))
        for entry in self._entries.values():
            named.append((entry.file, ("colour",), getattr(entry.record, "colour", None)))
        for file, path, colour in named:
            if colour and colours.weakest(colour) < colours.ENOUGH:
                contrast, better = f"{colours.weakest(colour):.1f}", colours.readable(colour)
                self._add(file, path, messages.pale_colour(colour, contrast, str(colours.ENOUGH), better))

    def _references(self) -> None:
        kinds = {kind: {i for k, i in self._present if k == kind} for kind in KINDS}
        names = {
            "element": ("要素", "element"),
            "practice": ("实践", "practice"),
            "foundation": ("方面", "foundation"),
        }
        records = {i for _, i in self._present}

        def ids_of(kind: str) -> Callable[[str, Path, str], None]:
            def check(file: str, path: Path, identifier: str) -> None:
                if identifier not in kinds[kind] and kind not in self._unnamed:
                    self._add(
                        file,
                        path,
                        messages.unknown_reference(*names.get(kind, (kind, kind)), identifier, kinds[kind]),
                    )

            return check

        def record(file: str, path: Path, identifier: str) -> None:
            if identifier not in records and not self._unnamed:
                self._add(file, path, messages.unknown_reference("记录", "record", identifier, records))

        def source(file: str, path: Path, identifier: str) -> None:
            if self._is_whole("sources.yml", self._sources) and identifier not in self._sources:
                message = messages.unknown_reference("出处", "source", identifier, self._sources)
                self._add(file, path, message)

        def role(file: str, path: Path, identifier: str) -> None:
            if self._is_whole("handbook.yml", self._roles) and identifier not in self._roles:
                message = messages.unknown_reference("角色", "role", identifier, self._roles)
                self._add(file, path, message)

        def place(file: str, path: Path, identifier: str) -> None:
            known = {*self._terms, *records, *PAGES}
            if identifier not in known and not self._unnamed and not has_twice(self._terms):
                message = messages.unknown_reference(
                    "词条、记录或页面", "term, record or page", identifier, known
                )
                self._add(file, path, message)

        checks: dict[str, Callable[[str, Path, str], None]] = {
            "element": ids_of("element"),
            "elements": ids_of("element"),
            "carries": ids_of("element"),
            "practice": ids_of("practice"),
            "practices": ids_of("practice"),
            "foundations": ids_of("foundation"),
            "to": record,
            "first_practices": ids_of("practice"),
            "sources": source,
            "owner": role,
            "roles": role,
            "see": place,
        }
        for file, facts in self._facts.items():
            for path, name, identifier in facts.references:
                checks[name](file, path, identifier)

    def _link(self, file: str, path: Path, link: Link) -> None:
        is_page = path[-1] == "page"
        if link.is_outside:
            if is_page:
                self._add(file, path, messages.leads_outside(link.target))
            return
        if not re.fullmatch(r"[a-z0-9-]+(#[a-z0-9-]+)?", link.target):
            self._add(file, path, messages.unsafe_link(link.target), link.target)
            return
        # A field leads to a page; a text may cite a source.
        known = self._known - {*self._sources} if is_page else self._known
        if link.id not in known:
            terms, sources = ("glossary.yml", self._terms), ("sources.yml", self._sources)
            if self._is_whole(*terms) and self._is_whole(*sources) and not self._unnamed:
                message = messages.unknown_reference("页面", "page", link.id, known)
                self._add(file, path, message, link.target)
        elif link.section and link.id in self._entries and link.id not in PAGES:
            sections = self._entries[link.id].sections
            # What another record makes appear is missing where that one cannot be read.
            hidden = ELSEWHERE if self._unnamed or len(self._entries) < len(self._present) else ()
            if link.section not in (*self._entries[link.id].anchors, *hidden):
                message = messages.unknown_section(link.id, link.section, sections)
                self._add(file, path, message, link.target)
        elif link.section and link.id in {*self._terms, *self._sources}:
            self._add(file, path, messages.no_sections(link.id), link.target)

    def _template_ids(self) -> None:
        """What is done today, and a step, name a template of the same record."""
        for entry in self._entries.values():
            known = [template.id for template in entry.templates]
            named: list[tuple[Path, str | None]] = []
            if entry.record.today:
                named.append((("today", "template"), entry.record.today.template))
            for number, step in enumerate(getattr(entry.record, "steps", [])):
                named.append((("steps", number, "template"), step.template))
            for path, identifier in named:
                if identifier and identifier not in known and not has_twice(known):
                    message = messages.unknown_reference("模板", "template", identifier, known)
                    self._add(entry.file, path, message)

    def _items(self) -> None:
        for entry in self._entries.values():
            for number, item in enumerate(entry.items):
                path = ("items", number)
                if entry.kind == "foundation" and item.element is None:
                    self._add(entry.file, path, messages.item_needs_element())
                if isinstance(entry.record, Practice) and item.element not in (None, entry.record.element):
                    message = messages.item_of_other_element(entry.record.element)
                    self._add(entry.file, (*path, "element"), message)

    def _tasks(self) -> None:
        onboarding = self._models.get("onboarding.yml")
        if onboarding is None:
            return
        stages = [stage.id for stage in onboarding.stages]
        for name in ("tasks", "feedback"):
            for number, part in enumerate(getattr(onboarding, name)):
                if part.stage not in stages and not has_twice(stages):
                    message = messages.unknown_reference("阶段", "stage", part.stage, stages)
                    self._add("onboarding.yml", (name, number, "stage"), message)
        for number, task in enumerate(onboarding.tasks):
            if (task.workday is None) == (task.day is None):
                self._add("onboarding.yml", ("tasks", number), messages.one_due_date())

    def _words(self) -> None:
        interface = self._models.get("interface.yml")
        if interface is None:
            return
        missing: dict[str, list[str]] = {}
        for word in self._words_used:
            group, _, key = word.partition(".")
            if key not in interface.words.get(group, {}) and (key != "*" or group not in interface.words):
                missing.setdefault(group, []).append(key)
        for group, keys in missing.items():
            if group not in interface.words:
                self._add("interface.yml", ("words", group), messages.missing_key(group))
                continue
            for key in keys:
                self._add("interface.yml", ("words", group, key), messages.missing_key(key))

    def _gaps(self) -> None:
        """The `{names}` in an interface word: scripts and templates fill in those of the source language."""
        settings, interface = self._models.get("handbook.yml"), self._models.get("interface.yml")
        if settings is None or interface is None:
            return
        source = settings.languages[0].code
        for path, text in texts_of(interface):
            gaps = set(FIGURE.findall(text.get(source) or ""))
            for language, words in text.root.items():
                named = set(FIGURE.findall(words))
                for name in sorted(named - gaps):
                    message = messages.unknown_gap(name, source, sorted(gaps))
                    self._add("interface.yml", (*path, language), message, f"{{{name}}}")
                # A name that is misspelt is not missed as well.
                for name in sorted(gaps - named) if words and named <= gaps else ():
                    self._add("interface.yml", (*path, language), messages.lost_gap(name, source))
