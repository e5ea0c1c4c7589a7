"""JSON Schemas for every kind of data file, so that an editor completes and marks."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from . import messages
from .load import load
from .models import FILES, KINDS, OURS, Agreement
from .models.text import Part, Text

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schemas(languages: tuple[str, ...] = ("zh", "en")) -> dict[str, str]:
    """The text of each schema file by its name. `languages`: those of the texts, the source first."""
    models: dict[str, type[Part]] = {**KINDS, **FILES, OURS: Agreement}
    before, Text.schema_languages = Text.schema_languages, languages
    try:
        return {
            f"{name}.json": _text(name, model.model_json_schema(schema_generator=_Schema))
            for name, model in models.items()
        }
    finally:
        Text.schema_languages = before


def languages_of(folder: Path) -> tuple[str, ...]:
    """The languages that texts below a data folder may have; ours where the data cannot be read."""
    handbook = load(folder).handbook
    if handbook is None:
        return Text.schema_languages
    spoken = {
        code for part in handbook.interface.words.values() for text in part.values() for code in text.root
    }
    return (*handbook.languages, *sorted(spoken - set(handbook.languages)))


class _Schema(GenerateJsonSchema):
    """Pydantic's schemas, but a key is either filled in or left out: null is no value here."""

    def nullable_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        made = super().default_schema(schema)
        if made.get("default") in (None, []):
            made.pop("default", None)
        return made

    def field_title_should_be_set(self, schema: Any) -> bool:
        # Titles made of the keys' names tell an editor's user nothing.
        return False


def run(folder: Path) -> int:
    """Write the schemas below `data/schema/`; files that no model stands for are removed."""
    target = folder / "schema"
    current = schemas(languages_of(folder))
    try:
        target.mkdir(exist_ok=True)
        for name, text in current.items():
            (target / name).write_text(text, encoding="utf-8", newline="\n")
        for path in target.glob("*.json"):
            if path.name not in current:
                path.unlink()
    except OSError as error:
        where = str(error.filename or target)
        print(messages.cannot_write(where, error.strerror or str(error)), file=sys.stderr)
        return 1
    print(f"schema: {len(current)} files in {target}")
    return 0


def _text(name: str, schema: dict[str, Any]) -> str:
    schema = {"$schema": DRAFT, "$id": f"{name}.json", **schema}
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
