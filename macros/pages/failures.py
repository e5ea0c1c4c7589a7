"""A template that fails says so in one sentence: its file, its line, what is wrong, on which page."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from jinja2 import Environment, TemplateRuntimeError, TemplateSyntaxError
from jinja2.debug import rewrite_traceback_stack

from ..data import messages
from ..data.places import ROOT
from . import handwritten


class TemplateFailed(TemplateRuntimeError):
    """What went wrong in a template, as one sentence in both languages."""


def told_by(environment: Environment, page: str = "", body: str | None = None) -> None:
    """Let an environment's templates fail with `TemplateFailed`. `page`: what is being made.

    `body`: what is rendered of a page written by hand, where `page` is its file from the repository's root.
    """

    def handle_exception(source: str | None = None) -> NoReturn:
        error = rewrite_traceback_stack(source=source)
        if isinstance(error, TemplateFailed):
            raise error
        file, line = _place(error)
        reason = error.message if isinstance(error, TemplateSyntaxError) else str(error)
        if body is not None and line and not file:
            line = handwritten.line_in(page, body, line)
        where = f"{file or page}:{line}" if line else file or page
        told = messages.template_failed(str(reason), page if file or body is None else "")
        raise TemplateFailed(f"{where}: {told}") from error

    environment.handle_exception = handle_exception  # type: ignore[method-assign]


def _place(error: BaseException) -> tuple[str, int]:
    """The file of ours (from the repository's root) and the line at which a template failed."""
    if isinstance(error, TemplateSyntaxError):
        return _named(error.filename or ""), error.lineno
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.suffix in (".html", ".md", ".xml") or frame.filename == "<template>":
            return _named(frame.filename), frame.lineno or 0
    return "", 0


def _named(file: str) -> str:
    path = Path(file)
    if file.startswith("<"):
        return ""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else file


def cause_of(error: BaseException | None) -> TemplateFailed | None:
    """The failed template that an error comes from, if it is one."""
    return next((one for one in _chain(error) if isinstance(one, TemplateFailed)), None)


def is_unreadable(error: BaseException) -> bool:
    """Whether it comes from a text that is not UTF-8: which one, the data's problems say."""
    return any(isinstance(one, UnicodeDecodeError) for one in _chain(error))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error, and what it comes from."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
