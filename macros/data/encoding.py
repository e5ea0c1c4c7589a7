"""Whether a file is written in the one encoding that everything here is read in."""

from __future__ import annotations


def line_not_utf8(data: bytes) -> int | None:
    """The line, from 1, at which a file first is not UTF-8; None where all of it is."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return None
