"""How the navigation leads through the pages."""

from __future__ import annotations

from ..data.entry import Entry
from .routes import source_of
from .view import View

Navigation = list[object]
"""Source paths, and dictionaries of a section's title with a list of the same."""


def navigation(view: View) -> Navigation:
    """The order of the site in the view's language. Pages bring their own titles."""
    handbook = view.handbook
    titles = {key: str(words) for key, words in view.ui["nav"].items()}

    def sources(entries: list[Entry]) -> list[object]:
        return [source_of(entry) for entry in entries]

    practices: list[object] = ["practices/index.md"]
    for element in handbook.of_kind("element"):
        own = sources(handbook.practices_of(element.id))
        if own:
            practices.append({str(view.plain(element.record.title)): own})
    return [
        {titles["home"]: "index.md"},
        "ours.md",
        {titles["foundations"]: ["foundations/index.md", *sources(handbook.of_kind("foundation"))]},
        {titles["elements"]: ["elements/index.md", *sources(handbook.of_kind("element"))]},
        {titles["practices"]: practices},
        {titles["onboarding"]: ["onboarding/index.md", "onboarding/first-day.md"]},
        {
            titles["assessment"]: [
                "assessment/index.md",
                "assessment/team.md",
                "assessment/facilitation.md",
                "assessment/method.md",
            ]
        },
        {titles["checklists"]: ["checklists.md", "progress.md"]},
        {
            titles["about"]: [
                "glossary.md",
                "sources.md",
                *(["example-team.md"] if handbook.settings.example_team else []),
                "contribute.md",
                "print.md",
            ]
        },
    ]
