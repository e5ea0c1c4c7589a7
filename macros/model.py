"""What the handbook is made of: one model for each kind of data file.

Every text is a `Text`: one string a language. The models refuse keys they do not know. They say
what a record *may* hold; what our own records *must* hold beyond that is a test of the data.
Descriptions are written for the people who edit the files: they become the JSON Schemas.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar, Literal
from urllib.parse import quote

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    RootModel,
    StringConstraints,
    ValidationInfo,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError

ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=80)]
"""Lower-case words joined by hyphens. Ids are promises: they never change."""

WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=500)]


def _iso_date(value: Any) -> Any:
    # pydantic also takes a number of seconds for a date; a file says 2026-11-22 or nothing.
    if isinstance(value, str) and len(value) != 10:
        raise PydanticCustomError("date_parsing", "not a date")
    return value


Day = Annotated[date, BeforeValidator(_iso_date)]


class Text(RootModel[dict[str, str]]):
    """Words in each language of the handbook; the source language is required."""

    model_config = ConfigDict(frozen=True)

    # Listed by the loader before a schema is written; the file tells which languages there are.
    schema_languages: ClassVar[tuple[str, ...]] = ("zh", "en")

    @model_validator(mode="before")
    @classmethod
    def _languages(cls, value: Any, info: ValidationInfo) -> Any:
        context = info.context or {}
        listed: tuple[str, ...] = context.get("languages", cls.schema_languages)
        allowed: tuple[str, ...] = context.get("allowed", listed)
        if not isinstance(value, dict):
            raise PydanticCustomError("wants_text", "text by language", {"languages": listed})
        for key in value:
            if key not in allowed:
                raise PydanticCustomError(
                    "unknown_language", "language", {"key": key, "known": list(allowed)}
                )
        if not value.get(listed[0]):
            raise PydanticCustomError("needs_language", "source", {"language": listed[0]})
        return {key: words for key, words in value.items() if words is not None}

    def get(self, language: str) -> str | None:
        """The words in a language, or None where they are missing."""
        return self.root.get(language)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        languages = cls.schema_languages
        return {
            "type": "object",
            "description": "One text a language, in Markdown without HTML.",
            "properties": {code: {"type": "string", "minLength": 1} for code in languages},
            "required": [languages[0]],
            "additionalProperties": False,
        }


Texts = Annotated[list[Text], Field(min_length=1)]


class Part(BaseModel):
    """The base of all models: unknown keys are refused, values are frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


# --- parts that several kinds share ---------------------------------------------------------------


class Claim(Part):
    """Something the page asserts about cause or size, with the sources that carry it."""

    text: Text
    sources: list[Id] = Field(
        default=[], description="Ids from sources.yml. None: the page calls it experience."
    )


class Example(Part):
    """A worked example of the fictional team."""

    title: Text
    body: Text = Field(description="Markdown: the actual agenda, table, message or decision.")


class Template(Part):
    """Something to copy and use as it is."""

    id: Id
    title: Text = Field(description="What it is; also the name of the downloaded file.")
    format: Literal["markdown", "csv"] = "markdown"
    content: Text = Field(description="The template itself, in a block after |.")


class ChecklistItem(Part):
    """One thing that can be ticked truthfully by looking."""

    id: Id = Field(description="Never changes; what readers ticked belongs to it.")
    text: Text
    rev: int = Field(default=1, ge=1, description="Raise it when the meaning changes.")


class AssessmentItem(Part):
    """One statement of the self-assessment."""

    id: Id = Field(description="Never changes; saved answers belong to it.")
    text: Text
    element: Id | None = Field(
        default=None, description="Only in a foundation: the element it counts for."
    )
    reverse: bool = Field(default=False, description="true where agreement is bad news.")
    referent: Literal["team", "self"] = Field(description="Whom the statement is about.")
    hint: Text | None = None
    rev: int = Field(default=1, ge=1, description="Raise it when the meaning changes.")


class Pitfall(Part):
    """The sign one would notice, and the next move."""

    sign: Text
    move: Text


class Measure(Part):
    """How to tell that it works, without watching people."""

    what: Text
    how: Text


class Record(Part):
    """What every practice, element and foundation has."""

    title: Text
    summary: Text = Field(description="What it is, in one sentence.")
    order: int = Field(default=1000, description="Place among its neighbours; smaller comes first.")
    why: list[Claim] = Field(default=[], min_length=1)
    related: list[Id] = Field(default=[], min_length=1, description="Ids of other records.")
    sources: list[Id] = Field(
        default=[], min_length=1, description="Sources besides those that claims and texts cite."
    )
    owner: Id | None = Field(default=None, description="A role from handbook.yml.")
    reviewed: Day | None = Field(default=None, description="When somebody last read it whole.")
    review_every: int | None = Field(default=None, ge=1, description="Days until the next review.")


# --- practice -------------------------------------------------------------------------------------


class Effort(Part):
    """What it costs and who does it."""

    setup: Text
    round: Text
    cadence: Text
    leads: Text
    takes_part: Text


class Step(Part):
    """What to do, and what done looks like."""

    title: Text
    do: Text
    done: Text


class Adaptations(Part):
    """How it changes with the team."""

    small: Text | None = Field(default=None, description="A team of 2 to 4.")
    large: Text | None = Field(default=None, description="A team of 20 or more.")
    remote: Text | None = Field(default=None, description="Remote or shift work.")


class Practice(Record):
    """A practice: what a lead could run from tomorrow, without asking anyone."""

    element: Id
    foundations: list[Id] = Field(
        default=[], min_length=1, description="The foundations it stands on."
    )
    helps_when: list[Text] = Field(default=[], min_length=1)
    not_when: list[Text] = Field(default=[], min_length=1)
    effort: Effort | None = None
    steps: list[Step] = Field(min_length=1)
    example: Example | None = None
    templates: list[Template] = Field(default=[], min_length=1)
    checklist: list[ChecklistItem] = Field(min_length=3)
    pitfalls: list[Pitfall] = Field(default=[], min_length=1)
    measures: list[Measure] = Field(default=[], min_length=1)
    adapt: Adaptations | None = None
    items: list[AssessmentItem] = Field(default=[], min_length=1)


# --- element --------------------------------------------------------------------------------------


class Ladder(Part):
    """Three observable stages. They never map to bands of the self-assessment."""

    starting: Texts
    steady: Texts
    strong: Texts


class StartWith(Part):
    """Which practice to start with, when."""

    when: Text
    practice: Id


class Element(Record):
    """An element: what it means for a community team, and where to start."""

    meaning: Text
    good: list[Text] = Field(default=[], min_length=1)
    trouble: list[Text] = Field(default=[], min_length=1)
    ladder: Ladder | None = None
    start_with: list[StartWith] = Field(default=[], min_length=1)
    questions: list[Text] = Field(default=[], min_length=1)


# --- foundation -----------------------------------------------------------------------------------


class SessionStep(Part):
    """One part of a session."""

    minutes: int = Field(ge=1, le=480)
    title: Text
    do: Text


class Session(Part):
    """A meeting with a facilitation plan."""

    title: Text
    outcome: Text
    steps: list[SessionStep] = Field(min_length=1)

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)


class Plan(Part):
    """The foundation's place on the way from nothing."""

    weeks: list[int] = Field(min_length=1, max_length=2, description="First and last week.")
    elements: list[Id] = Field(default=[], min_length=1)
    practices: list[Id] = Field(default=[], min_length=1)
    do: Text
    done: Text


class Foundation(Record):
    """A foundation: what the team decides and writes down."""

    decides: list[Text] = Field(default=[], min_length=1)
    who: Text | None = None
    sessions: list[Session] = Field(default=[], min_length=1)
    artefact: Text | None = Field(default=None, description="What the written result is called.")
    example: Example | None = None
    templates: list[Template] = Field(default=[], min_length=1)
    checklist: list[ChecklistItem] = Field(min_length=3)
    pitfalls: list[Pitfall] = Field(default=[], min_length=1)
    alive: list[Text] = Field(
        default=[], min_length=1, description="What keeps it alive after six months."
    )
    carries: list[Id] = Field(default=[], min_length=1, description="The elements it carries.")
    plan: Plan | None = None
    items: list[AssessmentItem] = Field(default=[], min_length=1)


# --- onboarding -----------------------------------------------------------------------------------


class Stage(Part):
    """A stretch of the first ninety days."""

    id: Id
    title: Text
    summary: Text


class Task(Part):
    """One small thing that somebody does for a new hire's start."""

    id: Id = Field(description="Never changes; saved states belong to it.")
    stage: Id
    title: Text
    do: Text
    why: Text
    who: Literal["new-hire", "buddy", "lead"]
    roles: list[Id] = Field(default=[], min_length=1, description="Roles it is for; none: all.")
    page: str | None = Field(default=None, description="An id of the handbook, or id#section.")
    workday: int | None = Field(
        default=None, description="Due on the n-th working day; 1 is the first, -1 the one before."
    )
    day: int | None = Field(
        default=None, ge=1, description="Due on the n-th calendar day, or the next working day."
    )
    rev: int = Field(default=1, ge=1, description="Raise it when the meaning changes.")


class FeedbackRound(Part):
    """Questions on onboarding itself; answers are copied, not sent."""

    stage: Id
    questions: Texts


class Onboarding(Part):
    """data/onboarding.yml"""

    stages: list[Stage] = Field(min_length=1)
    tasks: list[Task] = Field(min_length=1)
    first_day: Text = Field(description="What a new hire needs to know on day one.")
    feedback: list[FeedbackRound] = Field(default=[], min_length=1)


# --- assessment -----------------------------------------------------------------------------------


class ScaleStep(Part):
    """One answer: its value and its words."""

    value: int = Field(ge=1, le=9)
    text: Text


class Band(Part):
    """A stretch of shown scores and what it says about one person and about a team."""

    id: str
    start: int = Field(ge=0, le=100)
    person: Text
    team: Text


class AgreementLabel(Part):
    """What an agreement value is called from `start` on."""

    start: float
    text: Text


class Question(Part):
    """A heading of the method page with what stands below it."""

    title: Text
    text: Text


class Rules(Part):
    """The numbers that scoring uses and the method page quotes; reasons are on that page."""

    score_share: float = Field(description="Share of an element's items that must be answered.")
    score_minimum: int = Field(description="Answers below which an element has no score.")
    straight_line_share: float
    both_ways_share: float
    both_ways_answers: int
    both_ways_from: int
    suggestions: int
    suggest_up_to: int
    suggest_one_below: int
    neutral_weight: int
    show_from: int
    detail_from: int
    split_cell: int
    split_low: int
    split_high: int
    open_from: int
    agreement_share: float
    agreement_items: int
    agreement_answers: int
    assumed_sd: float
    assumed_reliability: float
    confidence: float
    smallest_change: float
    wave_months: int
    remember_days: int


class Assessment(Part):
    """data/assessment.yml"""

    version: int = Field(ge=1)
    intro: Text
    time_frame: Text
    scale: list[ScaleStep] = Field(min_length=2)
    not_sure: Text
    bands: list[Band] = Field(min_length=1)
    agreement: list[AgreementLabel] = Field(min_length=1)
    rules: Rules
    limits: Text
    method: list[Question] = Field(min_length=1)
    facilitation: list[Session] = Field(default=[], min_length=1)
    sources: list[Id] = Field(default=[], min_length=1)


# --- glossary, sources ----------------------------------------------------------------------------


class Words(RootModel[dict[str, list[str]]]):
    """A list of words in each language; no language is required."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _languages(cls, value: Any, info: ValidationInfo) -> Any:
        context = info.context or {}
        allowed: tuple[str, ...] = context.get("allowed", Text.schema_languages)
        if not isinstance(value, dict):
            raise PydanticCustomError("wants_text", "by language", {"languages": allowed})
        for key in value:
            if key not in allowed:
                raise PydanticCustomError(
                    "unknown_language", "language", {"key": key, "known": list(allowed)}
                )
        return {key: words for key, words in value.items() if words is not None}

    def get(self, language: str) -> list[str]:
        return self.root.get(language, [])

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        words = {"type": "array", "items": {"type": "string"}, "minItems": 1}
        return {
            "type": "object",
            "description": "Other words that readers use, by language.",
            "properties": {code: words for code in Text.schema_languages},
            "additionalProperties": False,
        }


class Term(Part):
    """One word of the field."""

    id: Id
    term: Text
    also: Words | None = Field(default=None, description="What readers also call it.")
    definition: Text
    see: list[Id] = Field(default=[], min_length=1, description="Ids of terms or records.")


class Glossary(Part):
    """data/glossary.yml"""

    terms: list[Term] = Field(min_length=1)


class Source(Part):
    """A work that the handbook cites."""

    id: Id
    authors: str = Field(description="Full names, separated by semicolons.")
    short: str | None = Field(
        default=None, description="What a text calls it, where the authors are no persons."
    )
    year: str = Field(description="A year, or n.d.")
    title: str
    venue: str
    doi: str | None = Field(default=None, pattern=r"^10\.\d{4,9}/\S+$")
    url: WebAddress | None = None
    kind: Literal["peer-reviewed", "book", "standard", "practitioner", "law"]
    finding: Text
    caution: Text = Field(description="What it does not show; stands beside the finding.")

    @property
    def address(self) -> str | None:
        return f"https://doi.org/{quote(self.doi, safe='/:;().')}" if self.doi else self.url


class Sources(Part):
    """data/sources.yml"""

    sources: list[Source] = Field(min_length=1)


# --- handbook.yml, interface.yml --------------------------------------------------------------------


class Language(Part):
    """A language of the site."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
    name: str
    locale: str = Field(description="For <html lang> and dates, such as zh-CN.")


class Role(Part):
    """A role in the team, not a person."""

    id: Id
    title: Text
    summary: Text


class Channel(Part):
    """A place where the team talks or works."""

    id: Id
    title: Text
    use: Text


class WorkCalendar(Part):
    """Which days are worked."""

    workdays: list[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]] = Field(min_length=1)
    days_off: list[Day] = Field(default=[], min_length=1)
    extra_workdays: list[Day] = Field(
        default=[], min_length=1, description="Weekend days worked in exchange (调休)."
    )


class Forge(Part):
    """Where the files live and pull requests go."""

    kind: Literal["github", "gitlab", "gitee", "gitea"]
    repository: WebAddress
    branch: str = "main"


class ExampleTeam(Part):
    """The fictional team that worked examples belong to."""

    name: Text
    notice: Text = Field(description="Says that the team is fictional.")
    about: Text


class Fact(Part):
    """A line of the home page: what the reader wants, and where it is."""

    text: Text
    page: str


class Team(Part):
    """data/handbook.yml: what an adopting team edits first."""

    name: Text
    short_name: Text | None = None
    tagline: Text
    intro: Text
    languages: list[Language] = Field(min_length=1)
    site_url: WebAddress | None = None
    forge: Forge | None = None
    contact: Text = Field(description="Whom to send a text to, without an account.")
    ways_in: list[Fact] = Field(default=[], min_length=1)
    roles: list[Role] = Field(min_length=1)
    channels: list[Channel] = Field(min_length=1)
    calendar: WorkCalendar
    example_team: ExampleTeam | None = None
    copyright: Text


class Interface(Part):
    """data/interface.yml: every word of the interface, by part and key."""

    words: dict[str, dict[str, Text]]


KINDS: dict[str, type[Record]] = {
    "element": Element,
    "foundation": Foundation,
    "practice": Practice,
}
"""The kinds of record, in the order of the site. A kind's folder is its plural."""

FOLDERS = {"element": "elements", "foundation": "foundations", "practice": "practices"}

FILES: dict[str, type[Part]] = {
    "handbook": Team,
    "onboarding": Onboarding,
    "assessment": Assessment,
    "glossary": Glossary,
    "sources": Sources,
    "interface": Interface,
}
"""The files that stand once, beside the folders of records."""
