"""What the team has agreed, as pages ask for it: its words, its days, its file."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from markupsafe import Markup

from ..data import blank
from ..data.entry import Entry
from ..data.models import OURS
from ..data.models.agreement import AGREED_KINDS, Agreement
from ..data.models.text import Text
from . import forge, markdown
from .markdown import HAN_LANGUAGES
from .view import View

STATUSES = ("in-use", "trying", "stopped", "not-now")
"""In the order of the page that holds them all."""

_LINK = re.compile(r'<a href="hb:([a-z0-9-]+)(?:#[a-z0-9-]+)?">(.*?)</a>', re.DOTALL)

_TITLE = re.compile(r"<p><strong>((?:(?!</strong>).)+)</strong></p>", re.DOTALL)

TRIAL_DAYS, GAP = blank.TRIAL_DAYS, blank.GAP

LATELY = 90
"""Days for which a change is new."""


class Happening(NamedTuple):
    """Something that changed on a day: the words are safe in HTML."""

    day: date
    entry: Entry
    words: Markup


def status(view: View, agreement: Agreement | None) -> Markup:
    """What a status is called; also where nothing is agreed."""
    name = f"status_{agreement.status.replace('-', '_')}" if agreement else "none"
    return view.ui["ours"][name]


def cadence(view: View, every: str) -> Markup:
    """How often, in words."""
    return view.ui["ours"][f"every_{every.replace('-', '_')}"]


def of_status(view: View, wanted: str) -> list[tuple[Entry, Agreement]]:
    """Everything of a status, in the order of the site."""
    handbook = view.handbook
    return [(handbook.by_id[i], found) for i, found in handbook.ours.items() if found.status == wanted]


def first_words(view: View, text: Text) -> tuple[Text | None, Text | None]:
    """The first paragraph where it is short enough to stand alone, and what is left."""
    words, language = view.words(text)
    first, _, rest = words.strip().partition("\n\n")
    most = 45 if language in HAN_LANGUAGES else 90
    if len(first) > most or re.match(r"\s*([-*+|>]|\d+\.)", first):
        return None, text
    parts = [text.model_copy(update={"root": {language: part}}) for part in (first, rest) if part.strip()]
    return parts[0], parts[1] if len(parts) > 1 else None


def first_day(view: View, text: Text) -> Markup:
    """The text for somebody new: a link to a record leads to what the team has agreed about it.

    Where nothing is agreed there is no link to how one would agree on it: it says whom to ask.
    Texts hold no headings: a paragraph in bold is one, so that readers of a screen jump by them.
    """
    words, language = view.words(text)

    def put(match: re.Match[str]) -> str:
        identifier, shown = match.groups()
        entry = view.handbook.by_id.get(identifier)
        if entry is None or entry.kind not in AGREED_KINDS:
            return match.group()
        if is_alive(view, identifier):
            return f'<a href="hb:{OURS}#{identifier}">{shown}</a>'
        return f"<span>{shown}</span><small>{view.ui['ours']['ask']}</small>"

    html = _TITLE.sub(r"<h2>\1</h2>", markdown.block(words))
    return view.finished(_LINK.sub(put, html), language, "div")


def is_alive(view: View, identifier: str) -> bool:
    """Whether the team does it, for good or on trial."""
    agreement = view.handbook.ours.get(identifier)
    return agreement is not None and agreement.is_alive


def in_use(view: View, identifier: str) -> Agreement | None:
    """What is agreed about a record that is in use; None for every other."""
    agreement = view.handbook.ours.get(identifier)
    return agreement if agreement and agreement.status == "in-use" else None


def in_use_since(view: View, agreement: Agreement) -> Markup:
    """In place of a suggestion: since when it is in use, and what to look at; whether it is invented."""
    words = view.ui["ours"]["in_use_since"].replace("{day}", agreement.since.isoformat())
    return words + view.ui["page"]["fictional"] if agreement.invented else words


def by_symptom(view: View) -> list[Entry]:
    """The practices that a symptom leads to: first those that are not in use, which are suggested."""
    found = [entry for entry in view.handbook.of_kind("practice") if entry.record.symptoms]
    return sorted(found, key=lambda entry: in_use(view, entry.id) is not None)


def file_of(entry: Entry) -> str:
    """Where the file is, from the repository's root."""
    return f"data/{OURS}/{entry.id}.yml"


def draft(view: View, entry: Entry) -> str:
    """The file to begin with; its two days are gaps, which a script fills in."""
    return blank.agreement(entry.id, view.handbook, view.language)


def new_address(view: View, entry: Entry) -> str | None:
    """Where the forge makes the file; written out, where the forge can. None without one."""
    place = view.handbook.settings.forge
    return forge.address(
        place, "write", folder=f"data/{OURS}", name=f"{entry.id}.yml", text=draft(view, entry)
    )


def fills_in(view: View) -> bool:
    """Whether the forge's form opens with the file written out."""
    return forge.fills_in(view.handbook.settings.forge)


def edit_address(view: View, entry: Entry) -> str | None:
    return forge.address(view.handbook.settings.forge, "edit", path=file_of(entry))


def history_address(view: View, entry: Entry) -> str | None:
    return forge.address(view.handbook.settings.forge, "history", path=file_of(entry))


def happenings(view: View, today: date) -> list[Happening]:
    """What changed in the ninety days before a day, newest first: new statuses, and what files tell."""
    found: list[Happening] = []
    for identifier, agreement in view.handbook.ours.items():
        entry = view.handbook.by_id[identifier]
        told = [Happening(change.day, entry, view.inline(change.text)) for change in agreement.changes]
        if agreement.since not in (one.day for one in told):
            told.append(Happening(agreement.since, entry, status(view, agreement)))
        found += told
    return sorted(
        (one for one in found if one.day + timedelta(days=LATELY) >= today),
        key=lambda one: one.day,
        reverse=True,
    )


def last_day(day: date) -> str:
    """The last day on which a change counts as new."""
    return (day + timedelta(days=LATELY)).isoformat()


def looks(view: View) -> list[tuple[date, Entry, Agreement]]:
    """When each thing that the team does is looked at next, soonest first."""
    found = [
        (day, view.handbook.by_id[i], agreement)
        for i, agreement in view.handbook.ours.items()
        if (day := agreement.looked_at)
    ]
    return sorted(found, key=lambda one: one[0])
