"""`handbook.json`: everything the site knows, for other programs. The format is a promise.

Stable order and no time of building: the same commit gives the same bytes.
"""

from __future__ import annotations

import json
from typing import Any

from ..data.entry import Entry
from ..data.handbook import Handbook
from ..data.models import OURS
from ..data.models.practice import Practice
from ..data.models.record import Record
from ..data.models.text import Part, Text
from ..pages import assessment, forge, markdown
from ..pages.routes import address, root_of

SCHEMA = 1


def text(book: Handbook) -> str:
    """The export as the text of its file."""
    return json.dumps(handbook(book), ensure_ascii=False, indent=1) + "\n"


def handbook(book: Handbook) -> dict[str, Any]:
    """The whole handbook as plain values."""
    return {
        "schema": SCHEMA,
        "languages": list(book.languages),
        "records": [_record(book, entry) for entry in book.entries],
        "onboarding": {
            "stages": [_part(stage) for stage in book.onboarding.stages],
            "tasks": [_part(task) for task in book.onboarding.tasks],
        },
        "sources": [_part(source) for source in book.sources.sources],
        "glossary": [_part(term) for term in book.glossary.terms],
        "assessment": {
            "version": book.assessment.version,
            "revision": assessment.revision(book),
            "scale": [_part(step) for step in book.assessment.scale],
            "not_sure": _text(book.assessment.not_sure),
            "rules": book.assessment.rules.model_dump(),
            "items": [
                {
                    "id": item.id,
                    "element": item.element,
                    "tie": item.tie,
                    "text": _text(item.text),
                    "reverse": item.reverse,
                    "referent": item.referent,
                    "rev": item.rev,
                }
                for item in book.items
            ],
        },
    }


def _record(book: Handbook, entry: Entry) -> dict[str, Any]:
    record = entry.record
    element = getattr(record, "element", None)
    return {
        "kind": entry.kind,
        "id": entry.id,
        "url": {code: f"/{root_of(book, code)}{address(book, entry.id)}" for code in book.languages},
        "title": _text(record.title),
        "summary": _text(record.summary),
        **({"element": element} if element else {}),
        **_agreed(book, entry.id),
        **_short_facts(record),
        "checklist": [{"id": i.id, "text": _text(i.text)} for i in entry.checklist],
        "items": [
            {"id": i.id, "text": _text(i.text), "reverse": i.reverse, "referent": i.referent}
            for i in entry.items
        ],
        "sources": book.cited[entry.id],
        "related": [other.to for other in record.related],
        "owner": record.owner,
        "reviewed": record.reviewed.isoformat() if record.reviewed else None,
        "review_by": record.review_by.isoformat() if record.review_by else None,
        "updated": book.updated.get(entry.file),
        "edit_url": forge.address(book.settings.forge, "edit", path=f"data/{entry.file}"),
    }


def _agreed(book: Handbook, identifier: str) -> dict[str, Any]:
    """What the team has agreed about a record, under `ours`; texts as they are written. Else nothing."""
    agreement = book.ours.get(identifier)
    if agreement is None:
        return {}
    facts = agreement.model_dump(mode="json", exclude_defaults=True)
    file = f"data/{OURS}/{identifier}.yml"
    return {"ours": {**facts, "edit_url": forge.address(book.settings.forge, "edit", path=file)}}


def _short_facts(record: Record) -> dict[str, Any]:
    """What a record says for those in a hurry, and its costs in minutes; empty keys left out."""
    facts: dict[str, Any] = {}
    if record.symptoms:
        facts["symptoms"] = [_text(text) for text in record.symptoms]
    if record.today:
        facts["today"] = _part(record.today)
    effort = record.effort if isinstance(record, Practice) else None
    if effort:
        figures = {
            "setup_minutes": effort.setup_minutes,
            "lead_minutes": effort.lead_minutes,
            "each_minutes": effort.each_minutes,
            "every": effort.every,
        }
        facts["effort"] = {name: figure for name, figure in figures.items() if figure is not None}
    return facts


def _text(text: Text) -> dict[str, str]:
    return {language: markdown.plain(words) for language, words in text.root.items()}


def _part(part: Part) -> dict[str, Any]:
    """A part as plain values: texts by language, empty keys left out."""
    values: dict[str, Any] = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, Text):
            values[name] = _text(value)
        elif value is not None and value != []:
            values[name] = value.root if hasattr(value, "root") else value
    return values
