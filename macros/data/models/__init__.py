"""What the handbook is made of: a model for each kind of data file, one module a subject.

Every text is a `Text`: one string a language. The models refuse keys they do not know. They say
what a record *may* hold; what our own records *must* hold beyond that is a test of the data.
Descriptions are written for the people who edit the files: they become the JSON Schemas.
"""

from __future__ import annotations

from .agreement import Agreement
from .assessment import Assessment
from .element import Element
from .foundation import Foundation
from .glossary import Glossary, Sources
from .interface import Interface
from .moved import Moved
from .onboarding import Onboarding
from .practice import Practice
from .record import Record
from .settings import Settings
from .text import Part
from .tonight import Tonight

__all__ = ["FILES", "FOLDERS", "KINDS", "OPTIONAL", "OURS", "Agreement"]

KINDS: dict[str, type[Record]] = {
    "element": Element,
    "foundation": Foundation,
    "practice": Practice,
}
"""The kinds of record, in the order of the site."""

FOLDERS = {"element": "elements", "foundation": "foundations", "practice": "practices"}
"""Where each kind's files lie below data/. A folder that is not there holds no records."""

OURS = "ours"
"""The folder of what the team has agreed, a file for each record that it took up. It need not be there."""

FILES: dict[str, type[Part]] = {
    "handbook": Settings,
    "onboarding": Onboarding,
    "assessment": Assessment,
    "tonight": Tonight,
    "glossary": Glossary,
    "sources": Sources,
    "interface": Interface,
    "moved": Moved,
}
"""The files that stand once, beside the folders of records."""

OPTIONAL = ("moved",)
"""Those of them that need not be there: without them the model's own values hold."""
