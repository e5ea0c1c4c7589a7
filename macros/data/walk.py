"""Every value inside a model, with its path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from .models.text import Text

Path = tuple[str | int, ...]


def walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value inside a model with its path, parents first, in the order of the file's model."""
    yield path, value
    if isinstance(value, Text):
        return
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from walk(getattr(value, name), (*path, name))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, (*path, key))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from walk(inner, (*path, number))


def texts_of(value: Any) -> Iterator[tuple[Path, Text]]:
    """Every text inside a model, with its path."""
    return ((path, text) for path, text in walk(value) if isinstance(text, Text))
