"""What an adopting team edits first: `data/handbook.yml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .text import (
    CODE_PATTERN,
    IMAGE_PATTERN,
    LOCALE_PATTERN,
    PHONE_PATTERN,
    Colour,
    Day,
    Id,
    Part,
    Text,
    WebAddress,
)


class Language(Part):
    """A language of the site."""

    code: Annotated[str, StringConstraints(pattern=CODE_PATTERN)] = Field(
        description="Also the key of every text in that language, and its folder below docs/.",
        examples=["zh", "en"],
    )
    name: str = Field(description="What the language calls itself.", examples=["中文", "English"])
    locale: Annotated[str, StringConstraints(pattern=LOCALE_PATTERN)] = Field(
        description="For <html lang> and dates.", examples=["zh-CN", "en"]
    )


class Role(Part):
    """A role in the team, not a person."""

    id: Id = Field(description="Never changes; records and tasks name it.")
    title: Text = Field(description="What the team calls the role.")
    summary: Text = Field(description="What the role is for, in one sentence.")


class Channel(Part):
    """A place where the team talks or works."""

    id: Id = Field(description="Never changes; templates and tasks name it.")
    title: Text = Field(description="What people call the place.")
    use: Text = Field(description="What belongs there and what does not.")


class WorkCalendar(Part):
    """Which days are worked."""

    workdays: list[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]] = Field(
        min_length=1, description="The days of the week that are worked."
    )
    days_off: list[Day] = Field(
        default=[], min_length=1, description="Days on which nobody works, such as public holidays."
    )
    extra_workdays: list[Day] = Field(
        default=[], min_length=1, description="Weekend days worked in exchange (调休)."
    )


class Forge(Part):
    """Where the files live and pull requests go."""

    kind: Literal["github", "gitlab", "gitee", "gitea"] = Field(
        description="Which software runs the forge; it decides what the edit links look like."
    )
    repository: WebAddress = Field(
        description="The address of the repository, without .git at its end.",
        examples=["https://github.com/example/handbook"],
    )
    branch: str = Field(default="main", description="The branch that edits go to.")


class ExampleTeam(Part):
    """The fictional team that worked examples belong to."""

    name: Text = Field(description="The fictional team's name.")
    notice: Text = Field(description="Says that the team is fictional.")
    about: Text = Field(description="The team, its product and what happened to it, in Markdown.")


class EmergencyNumber(Part):
    """A public number of the team's country for emergencies and crises."""

    number: Annotated[str, StringConstraints(pattern=PHONE_PATTERN)] = Field(
        description="The number as one dials it, between quotation marks.", examples=["110"]
    )
    title: Text = Field(description="Who answers.")
    use: Text = Field(description="When to ring it.")


class WayIn(Part):
    """A line of the home page: what the reader wants, and where it is."""

    text: Text = Field(description="What the reader wants, in their words.")
    takes: Text | None = Field(default=None, description="How long it takes, in a few words.")
    page: str = Field(description="Where it leads: an id, or a page such as practices.")


class Look(Part):
    """What makes the handbook look like the team's own."""

    logo: Annotated[str, StringConstraints(pattern=IMAGE_PATTERN)] | None = Field(
        default=None,
        description="A picture in docs/theme/assets/images/, SVG or PNG, shown in the header.",
        examples=["logo.svg"],
    )
    colour: Colour | None = Field(
        default=None, description="The team's colour: links and buttons.", examples=["#0b6a5c"]
    )
    warm: Colour | None = Field(
        default=None, description="The colour of warnings and of tonight.", examples=["#9a3d0a"]
    )


class Settings(Part):
    """data/handbook.yml: what an adopting team edits first."""

    name: Text = Field(description="The name of the handbook.")
    short_name: Text | None = Field(default=None, description="A shorter name, where room is short.")
    look: Look | None = Field(default=None, description="The team's logo and its two colours.")
    tagline: Text = Field(description="One sentence on what it is and for whom.")
    intro: Text = Field(description="The first words of the home page, in Markdown.")
    languages: list[Language] = Field(
        min_length=1,
        description="The languages of the site; the first is the source and is required of every text.",
    )
    site_url: WebAddress | None = Field(
        default=None, description="Where the site is published.", examples=["https://example.com/handbook/"]
    )
    forge: Forge | None = Field(
        default=None, description="Where the files live; without it the pages say what to send to whom."
    )
    contact: Text = Field(description="Whom to send a text to, without an account.")
    emergency: list[EmergencyNumber] = Field(
        default=[], min_length=1, description="Public emergency and crisis numbers of the team's country."
    )
    legal_note: Text | None = Field(
        default=None, description="The one standing note on law; pages that cite a law show it."
    )
    offline_tonight: bool = Field(
        default=True, description="Whether /tonight/ stays readable without network once it was opened."
    )
    first_practices: list[Id] = Field(
        default=[], min_length=1, max_length=3, description="The practices to begin with, in order."
    )
    ways_in: list[WayIn] = Field(
        default=[],
        min_length=1,
        description="The doors on the home page: what a reader wants, and where it is.",
    )
    roles: list[Role] = Field(min_length=1, description="Roles, not people.")
    channels: list[Channel] = Field(min_length=1, description="Where the team talks and works.")
    calendar: WorkCalendar = Field(description="Which days are worked; onboarding's dates follow it.")
    example_team: ExampleTeam | None = Field(
        default=None, description="The fictional team of the worked examples; without it they name none."
    )
    copyright: Text = Field(description="The line at the foot of every page.")
