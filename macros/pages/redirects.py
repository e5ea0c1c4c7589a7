"""The pages that stand at addresses that moved, and lead on."""

from __future__ import annotations

from collections.abc import Container

from markupsafe import Markup

from . import foreign
from .view import View

# A refresh loses what stands after `#`; the script keeps it.
_PAGE = Markup("""<!doctype html>
<html lang="{locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<link rel="canonical" href="{address}">
<script>
const there = new URL(document.querySelector("link").href);
there.hash ||= location.hash;
location.replace(there);
</script>
<noscript><meta http-equiv="refresh" content="0; url={address}"></noscript>
<p><a href="{address}">{title}</a></p>
</html>
""")


def redirects(view: View, used: Container[str]) -> dict[str, str]:
    """The pages of addresses that moved, in the view's language: HTML by the file's address.

    An address that is in use again (`used`: the site's files) leads nowhere else.
    """
    pages: dict[str, str] = {}
    for move in view.handbook.moved.moves:
        file = f"{move.address}index.html"
        if file not in used:
            there = view.at(move.address)
            address, title = there.task_link(move.page), there.page_title(move.page.split("#")[0])
            pages[file] = foreign.unmarked(_PAGE.format(locale=view.locale, address=address, title=title))
    return pages
