"""What a person alone at 23:00 needs: `data/tonight.yml`."""

from __future__ import annotations

from pydantic import Field

from .record import Template
from .text import Id, Part, Text, Texts


class Level(Part):
    """A level of incident: how one knows it, and what it asks for."""

    id: Id = Field(description="Never changes; links name it.")
    title: Text = Field(description="What the level is called.")
    when: Texts = Field(description="Lines one can count or see; one of them is enough.")
    do: Text = Field(description="What to do, and whom to ring.")


class FirstMinutes(Part):
    """What to do in a stretch of the first fifteen minutes."""

    start: int = Field(ge=0, le=60, description="The minute at which it begins.")
    end: int = Field(ge=1, le=60, description="The minute by which it is done.")
    do: Text = Field(description="What to do.")


class Sentence(Part):
    """Words that can be posted or sent as they are."""

    id: Id = Field(description="Never changes; links name it.")
    title: Text = Field(description="When to use them.")
    text: Text = Field(description="The words themselves, with ____ where something is filled in.")


class ChannelPowers(Part):
    """What an owner or admin can do on a platform."""

    id: Id = Field(description="Never changes; links name it.")
    title: Text = Field(description="The platform.")
    withdraw: Text = Field(description="Withdrawing somebody else's message.")
    delete: Text = Field(description="Deleting a post for good.")
    mute: Text = Field(description="Muting one person.")
    slow: Text = Field(description="Slowing everybody down.")
    remove: Text = Field(description="Removing a person.")
    lock: Text = Field(description="Locking a thread or a whole group.")


class Tonight(Part):
    """data/tonight.yml: what a person alone at 23:00 needs."""

    summary: Text = Field(description="One sentence on what the page is for.")
    first: Text = Field(description="The one thing to do before reading on.")
    levels: list[Level] = Field(min_length=1, description="The levels, gravest first.")
    may: Texts = Field(description="What whoever is on shift may do without asking.")
    must_not: Texts = Field(description="What they must not do alone, and what to do instead.")
    ring: Texts = Field(description="Whom to ring, in order.")
    minutes: list[FirstMinutes] = Field(min_length=1, description="The first fifteen minutes.")
    say: list[Sentence] = Field(min_length=1, description="Sentences to post or send.")
    card: Template = Field(description="The card to copy.")
    channels: list[ChannelPowers] = Field(
        default=[], min_length=1, description="What can be done on each platform."
    )
    sources: list[Id] = Field(default=[], min_length=1, description="Ids from sources.yml.")
