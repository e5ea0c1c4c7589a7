"""JSON Schemas for every kind of data file, so that an editor completes and marks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .model import FILES, KINDS

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, str]:
    """The text of each schema file by its name."""
    models = {**KINDS, **FILES}
    return {f"{name}.json": _text(name, model.model_json_schema()) for name, model in models.items()}


def run(folder: Path) -> int:
    """Write the schemas below `data/schema/`; files that no model stands for are removed."""
    target = folder / "schema"
    target.mkdir(exist_ok=True)
    current = schemas()
    for path in target.glob("*.json"):
        if path.name not in current:
            path.unlink()
    for name, text in current.items():
        (target / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"schema: {len(current)} files in {target}")
    return 0


def _text(name: str, schema: dict[str, Any]) -> str:
    schema = {"$schema": DRAFT, "$id": f"{name}.json", **schema}
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
