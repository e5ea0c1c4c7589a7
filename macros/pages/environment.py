"""The environment of the theme's templates: how they fail, what is kept of them, which files it lists."""

from __future__ import annotations

import os
from typing import Any

from jinja2 import Environment, FileSystemLoader

from . import failures
from .build import compiled


class _Listed(FileSystemLoader):
    """Lists no folder whose name begins with a dot, such as the theme's thousands of icons.

    MkDocs asks for all files of the theme at each build, to publish none of those.
    """

    def list_templates(self) -> list[str]:
        found = set()
        for root in self.searchpath:
            for folder, folders, files in os.walk(root):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found |= {os.path.relpath(os.path.join(folder, name), root) for name in files}  # noqa: PTH118
        return sorted(name.replace(os.sep, "/") for name in found)


def prepare(theme: Any) -> None:
    """Let the environment that MkDocs' theme gives be one that is quick and fails in one sentence."""
    get_env = theme.get_env

    def prepared() -> Environment:
        environment: Environment = get_env()
        environment.loader = _Listed(theme.dirs)
        environment.bytecode_cache = compiled("theme")
        failures.told_by(environment)
        return environment

    theme.get_env = prepared
