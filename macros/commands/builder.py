"""Which builder builds: MkDocs, or another that stands in for it."""

from __future__ import annotations

import importlib
import os
import sys


def stand_in() -> bool:
    """Let the builder that HANDBOOK_BUILDER names stand in for MkDocs, in this process, from now on.

    False where there is no such builder, which is told.
    """
    builder = os.environ.get("HANDBOOK_BUILDER", "mkdocs")
    try:
        if builder != "mkdocs":
            importlib.import_module(f"{builder}.replacement")
    except ImportError as error:
        print(f"HANDBOOK_BUILDER: 没有这个生成器 / there is no such builder: {error}", file=sys.stderr)
        return False
    return True
