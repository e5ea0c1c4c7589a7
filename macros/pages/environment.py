"""The environment of the theme's templates: how they fail, what is kept of them, which files it lists."""

from __future__ import annotations

import os

from jinja2 import Environment, FileSystemLoader

from . import failures
from .build import compiled


class _Listed(FileSystemLoader):
    """Lists no folder whose name begins with a dot, such as the theme's thousands of icons.

    A build asks for all files of the theme, to publish none of those.
    """

    def list_templates(self) -> list[str]:
        found = set()
        for root in self.searchpath:
            for folder, folders, files in os.walk(root):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found |= {os.path.relpath(os.path.join(folder, name), root) for name in files}  # noqa: PTH118
        return sorted(name.replace(os.sep, "/") for name in found)


def prepared(environment: Environment) -> Environment:
    """The environment, quick and failing in one sentence; its loader reads folders, as the theme's does."""
    assert isinstance(environment.loader, FileSystemLoader)
    environment.loader = _Listed(environment.loader.searchpath)
    environment.bytecode_cache = compiled("theme")
    failures.told_by(environment)
    return environment
