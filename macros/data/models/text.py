"""What every model is made of: texts by language, ids, addresses, days, and the base `Part`.

A `Part` is a piece of a data file: a mapping with keys that are known.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, ClassVar
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    RootModel,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError

ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"

DOI_PATTERN = r"^10\.\d{4,9}/\S+$"
CODE_PATTERN = r"^[a-z]{2,3}$"
"""A language's code: the key of every text in it, its folder below docs/, the folder of its pages."""

LOCALE_PATTERN = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
COLOUR_PATTERN = r"^#[0-9a-fA-F]{6}$"
IMAGE_PATTERN = r"^[a-z0-9][a-z0-9_-]*\.(svg|png)$"
PHONE_PATTERN = r"^[0-9+ -]{2,20}$"
ADDRESS_PATTERN = r"^([a-z0-9][a-z0-9-]*/)+$"
TIME_PATTERN = r"^([01]\d|2[0-3]):[0-5]\d$"
TEXT_LIMIT = 20_000
"""Characters of one text: about ten pages. What is longer was pasted by mistake or wants splitting."""

ID_LIMIT = 80
"""Characters of an id, and of a record's file name."""

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=ID_LIMIT)]
"""Lower-case words joined by hyphens. Ids are promises: they never change."""


def _whole_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        whole = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        whole = False
    if not whole:
        raise PydanticCustomError("whole_address", "no whole address")
    return value


WebAddress = Annotated[
    str,
    StringConstraints(pattern=r'^https?://[^\s<>"]+$', max_length=500),
    AfterValidator(_whole_address),
]


def is_web_address(words: str) -> bool:
    """Whether words are what a field for a web address takes."""
    try:
        TypeAdapter(WebAddress).validate_python(words)
    except ValidationError:
        return False
    return True


Colour = Annotated[str, StringConstraints(pattern=COLOUR_PATTERN)]
"""Six digits: red, green and blue. On light ground; the shade for dark ground follows from it."""


def _iso_date(value: Any) -> Any:
    # pydantic also takes a number of seconds for a date; a file says 2026-11-22 or nothing.
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        raise PydanticCustomError("date_parsing", "not a date")
    return value


def _in_a_calendar(value: date) -> date:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise PydanticCustomError("day_range", "out of range", {"first": FIRST_YEAR, "last": LAST_YEAR})
    return value


FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Of a day. Reviews and rounds are counted on from it, and no calendar goes on for ever."""

Day = Annotated[date, BeforeValidator(_iso_date), AfterValidator(_in_a_calendar)]


class Text(RootModel[dict[str, str]]):
    """Words in each language of the handbook; the source language is required."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    # Listed by the loader before a schema is written; the file tells which languages there are.
    schema_languages: ClassVar[tuple[str, ...]] = ("zh", "en")
    needs_source: ClassVar[bool] = True
    limit: ClassVar[int] = TEXT_LIMIT

    @model_validator(mode="before")
    @classmethod
    def _languages(cls, value: Any, info: ValidationInfo) -> Any:
        context = info.context or {}
        listed: tuple[str, ...] = context.get("languages", cls.schema_languages)
        allowed: tuple[str, ...] = context.get("allowed", listed)
        if not isinstance(value, dict):
            raise PydanticCustomError("wants_text", "text by language", {"languages": listed})
        for key in value:
            if key not in allowed:
                raise PydanticCustomError(
                    "unknown_language", "language", {"key": key, "known": list(allowed)}
                )
        # Blanks say nothing: what holds only them is missing.
        value = {
            key: "" if isinstance(words, str) and not words.strip() else words for key, words in value.items()
        }
        for key, words in value.items():
            if isinstance(words, str) and len(words) > cls.limit:
                context = {"key": key, "size": len(words), "limit": cls.limit}
                raise PydanticCustomError("text_too_long", "too long", context)
        if cls.needs_source and not value.get(listed[0]):
            raise PydanticCustomError("needs_language", "source", {"language": listed[0]})
        if not any(value.values()):
            raise PydanticCustomError("wants_text", "text by language", {"languages": listed})
        return {key: words for key, words in value.items() if words is not None}

    def get(self, language: str) -> str | None:
        """The words in a language, or None where they are missing."""
        return self.root.get(language)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        languages = cls.schema_languages
        return {
            "type": "object",
            "description": "One text a language, in Markdown without HTML.",
            "properties": {
                code: {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": cls.limit,
                    "description": f"The text in this language: {code}.",
                }
                for code in languages
            },
            **({"required": [languages[0]]} if cls.needs_source else {"minProperties": 1}),
            "additionalProperties": False,
        }


Texts = Annotated[list[Text], Field(min_length=1)]


class Part(BaseModel):
    """The base of all models: unknown keys are refused, values are frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Words(RootModel[dict[str, list[str]]]):
    """A list of words in each language; no language is required."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _languages(cls, value: Any, info: ValidationInfo) -> Any:
        context = info.context or {}
        allowed: tuple[str, ...] = context.get("allowed", Text.schema_languages)
        if not isinstance(value, dict):
            raise PydanticCustomError("wants_text", "by language", {"languages": allowed})
        for key in value:
            if key not in allowed:
                raise PydanticCustomError(
                    "unknown_language", "language", {"key": key, "known": list(allowed)}
                )
        return {key: words for key, words in value.items() if words is not None}

    def get(self, language: str) -> list[str]:
        return self.root.get(language, [])

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        words = {
            "type": "array",
            "items": {"type": "string"},
            "minItems": 1,
            "description": "Words in this language.",
        }
        return {
            "type": "object",
            "description": "Other words that readers use, by language.",
            "properties": dict.fromkeys(Text.schema_languages, words),
            "additionalProperties": False,
        }
