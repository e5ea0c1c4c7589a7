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

DOI_PATTERN = r"^10\.\d{4,9}/\S+$"
CODE_PATTERN = r"^[a-z]{2,3}$"
TEXT_LIMIT = 20_000
"""Characters of one text: about ten pages. What is longer was pasted by mistake or wants splitting."""

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=80)]
"""Lower-case words joined by hyphens. Ids are promises: they never change."""

WebAddress = Annotated[str, StringConstraints(pattern=r'^https?://[^\s<>"]+$', max_length=500)]


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
        for key, words in value.items():
            if isinstance(words, str) and len(words) > TEXT_LIMIT:
                raise PydanticCustomError("text_too_long", "too long", {"key": key, "size": len(words)})
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
            "properties": {
                code: {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": TEXT_LIMIT,
                    "description": f"The text in this language: {code}.",
                }
                for code in languages
            },
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

    text: Text = Field(description="What the page claims, no stronger than its source.")
    sources: list[Id] = Field(
        default=[], description="Ids from sources.yml. None: the page calls it experience."
    )


class Example(Part):
    """A worked example of the fictional team. It has a page of its own."""

    title: Text = Field(description="What the example shows and when it was.")
    summary: Text | None = Field(
        default=None, description="Two sentences for the record's page: what happened, what one sees in it."
    )
    body: Text = Field(description="Markdown: the actual agenda, table, message or decision.")


class Template(Part):
    """Something to copy and use as it is."""

    id: Id = Field(description="Never changes; links to the template name it.")
    title: Text = Field(description="What it is; also the name of the downloaded file.")
    format: Literal["markdown", "csv"] = Field(
        default="markdown", description="markdown for a page, csv for a table that opens in a spreadsheet."
    )
    content: Text = Field(description="The template itself, in a block after |.")
    long: bool = Field(
        default=False,
        description="true folds it away. What is shown has at most six columns or twelve lines.",
    )


class Today(Part):
    """One act that somebody can do alone, now."""

    text: Text = Field(description="What to do, in one or two short sentences.")
    minutes: int = Field(ge=1, le=15, description="How long it takes.")
    template: Id | None = Field(
        default=None, description="The id of the template of this record that it needs."
    )


class Related(Part):
    """Another record, and why one would go there."""

    to: Id = Field(description="The id of the other record.", examples=["feedback-loop"])
    because: Text | None = Field(default=None, description="The reason, in about five words.")


class ChecklistItem(Part):
    """One thing that can be ticked truthfully by looking."""

    id: Id = Field(
        description="Never changes; what readers ticked belongs to it.", examples=["meetings-agenda"]
    )
    text: Text = Field(description="One sentence that is true or not, and can be seen.")
    rev: int = Field(default=1, ge=1, description="Raise it when the meaning changes.")


class AssessmentItem(Part):
    """One statement of the self-assessment."""

    id: Id = Field(description="Never changes; saved answers belong to it.")
    text: Text = Field(description="One sentence that one person can agree or disagree with.")
    element: Id | None = Field(default=None, description="Only in a foundation: the element it counts for.")
    reverse: bool = Field(default=False, description="true where agreement is bad news.")
    referent: Literal["team", "self"] = Field(description="Whom the statement is about.")
    hint: Text | None = Field(default=None, description="A line of help under the statement.")
    rev: int = Field(default=1, ge=1, description="Raise it when the meaning changes.")


class Pitfall(Part):
    """The sign one would notice, and the next move."""

    sign: Text = Field(description="What one would notice first.")
    move: Text = Field(description="What to do then.")


class Measure(Part):
    """How to tell that it works, without watching people."""

    what: Text = Field(description="What tells that it works.")
    how: Text = Field(description="How to find out, without watching people.")


class Record(Part):
    """What every practice, element and foundation has."""

    title: Text = Field(
        description="A short name, as people would say it.",
        examples=[{"zh": "定期召开团队会议", "en": "Hold regular team meetings"}],
    )
    summary: Text = Field(
        description="What it is, in one sentence.",
        examples=[
            {
                "zh": "每周一次，四十分钟，定下这周谁做什么。",
                "en": "Once a week, forty minutes, to settle who does what.",
            }
        ],
    )
    short: Text | None = Field(
        default=None,
        description="The name where room is short: two to six Chinese characters, or three words.",
    )
    symptoms: list[Text] = Field(
        default=[],
        min_length=1,
        description="Two or three short sentences as a reader would say them when they need this page.",
    )
    today: Today | None = Field(
        default=None, description="What to do today: one act of at most 15 minutes that one can do alone."
    )
    order: int = Field(default=1000, description="Place among its neighbours; smaller comes first.")
    why: list[Claim] = Field(
        default=[], min_length=1, description="Why it works: claims, each with its sources."
    )
    example: Example | None = Field(default=None, description="A worked example of the fictional team.")
    related: list[Related] = Field(
        default=[],
        min_length=1,
        max_length=3,
        description="At most three other records, with the reason.",
        examples=[[{"to": "feedback-loop"}]],
    )
    sources: list[Id] = Field(
        default=[],
        min_length=1,
        description="Sources besides those that claims and texts cite.",
        examples=[["locke-latham-2002"]],
    )
    owner: Id | None = Field(default=None, description="A role from handbook.yml.", examples=["lead"])
    reviewed: Day | None = Field(
        default=None, description="When somebody last read it whole.", examples=["2026-11-22"]
    )
    review_every: int | None = Field(
        default=None, ge=1, description="Days until the next review.", examples=[180]
    )


# --- practice -------------------------------------------------------------------------------------


Cadence = Literal["shift", "day", "week", "fortnight", "month", "quarter", "half-year", "year", "event"]
"""How often a round comes. `shift`: once a shift; `event`: only when something happens."""


class Effort(Part):
    """What it costs and who does it: in words for people, in figures for sums."""

    setup: Text = Field(description="Time before the first round.")
    round: Text = Field(description="Time for each round.")
    cadence: Text = Field(description="How often: every Tuesday, once a quarter.")
    leads: Text = Field(description="The role that leads it.")
    takes_part: Text = Field(description="The roles that take part.")
    setup_minutes: int | None = Field(
        default=None, ge=0, le=6000, description="Minutes of the lead's time before the first round."
    )
    lead_minutes: int | None = Field(
        default=None, ge=0, le=2400, description="Minutes a round for whoever leads it, preparation included."
    )
    each_minutes: int | None = Field(
        default=None, ge=0, le=2400, description="Minutes a round for each other person who takes part."
    )
    every: Cadence | None = Field(default=None, description="How often a round comes.")
    roles: list[Id] = Field(
        default=[], min_length=1, description="Roles that take part, by id; none: all of them."
    )


class Step(Part):
    """What to do, and what done looks like."""

    title: Text = Field(description="A short name that begins with what to do.")
    do: Text = Field(description="What to do, in Markdown.")
    done: Text = Field(description="What one sees when the step is done.")
    part: Text | None = Field(
        default=None, description="A heading that stands before this step, where the practice has parts."
    )
    template: Id | None = Field(
        default=None, description="The id of the template of this record that the step uses."
    )


class Adaptations(Part):
    """How it changes with the team."""

    small: Text | None = Field(default=None, description="A team of 2 to 4.")
    large: Text | None = Field(default=None, description="A team of 20 or more.")
    remote: Text | None = Field(default=None, description="Remote or shift work.")


class Practice(Record):
    """A practice: what a lead could run from tomorrow, without asking anyone."""

    element: Id = Field(description="The id of the element it belongs to.", examples=["trust"])
    foundations: list[Id] = Field(default=[], min_length=1, description="The foundations it stands on.")
    helps_when: list[Text] = Field(default=[], min_length=1, description="Situations in which it helps.")
    not_when: list[Text] = Field(default=[], min_length=1, description="Situations in which it does not.")
    effort: Effort | None = Field(default=None, description="What it costs and who does it.")
    steps: list[Step] = Field(min_length=1, description="What to do, in order.")
    templates: list[Template] = Field(
        default=[], min_length=1, description="Something to copy and use as it is."
    )
    checklist: list[ChecklistItem] = Field(
        min_length=3,
        description="Five to nine things that can be ticked truthfully by looking. At least three.",
    )
    pitfalls: list[Pitfall] = Field(
        default=[], min_length=1, description="What goes wrong, and the next move."
    )
    measures: list[Measure] = Field(default=[], min_length=1, description="How to tell that it works.")
    adapt: Adaptations | None = Field(
        default=None, description="How it changes with the size and shape of the team."
    )
    items: list[AssessmentItem] = Field(
        default=[],
        min_length=1,
        description="Statements of the self-assessment that belong here; new practices need none.",
    )


# --- element --------------------------------------------------------------------------------------


class Ladder(Part):
    """Three observable stages. They never map to bands of the self-assessment."""

    starting: Texts = Field(description="What one sees at the first stage.")
    steady: Texts = Field(description="What one sees at the second stage.")
    strong: Texts = Field(description="What one sees at the third stage.")


class StartWith(Part):
    """Which practice to start with, when."""

    when: Text = Field(description="When it is the right one.")
    practice: Id = Field(description="The id of the practice to start with.")


class Element(Record):
    """An element: what it means for a community team, and where to start."""

    meaning: Text = Field(description="What it means for a community team, in Markdown.")
    good: list[Text] = Field(
        default=[], min_length=1, description="Behaviour one sees when it is going well."
    )
    trouble: list[Text] = Field(
        default=[], min_length=1, description="Behaviour one sees when there is trouble."
    )
    ladder: Ladder | None = Field(default=None, description="Three stages that one can observe.")
    start_with: list[StartWith] = Field(
        default=[], min_length=1, description="Which of its practices to start with, and when."
    )
    questions: list[Text] = Field(
        default=[], min_length=1, description="Questions to talk about in a meeting."
    )


# --- foundation -----------------------------------------------------------------------------------


class SessionStep(Part):
    """One part of a session."""

    minutes: int = Field(ge=1, le=480, description="Its length.")
    title: Text = Field(description="A short name.")
    do: Text = Field(description="What happens, as one would tell the person who leads it.")


class Session(Part):
    """A meeting with a facilitation plan."""

    title: Text = Field(description="What the meeting is called.")
    outcome: Text = Field(description="What the team has afterwards.")
    steps: list[SessionStep] = Field(min_length=1, description="The parts of the meeting, in order.")

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)


class Plan(Part):
    """The foundation's place on the way from nothing."""

    weeks: list[int] = Field(min_length=1, max_length=2, description="First and last week.")
    elements: list[Id] = Field(default=[], min_length=1, description="Ids of the elements to work on.")
    practices: list[Id] = Field(default=[], min_length=1, description="Ids of the practices to begin.")
    do: Text = Field(description="What to do in these weeks.")
    done: Text = Field(description="What done looks like.")


class Foundation(Record):
    """A foundation: what the team decides and writes down."""

    decides: list[Text] = Field(
        default=[], min_length=1, description="What the team decides and writes down."
    )
    who: Text | None = Field(default=None, description="Who takes part.")
    sessions: list[Session] = Field(
        default=[], min_length=1, description="How to get there: one or two meetings."
    )
    artefact: Text | None = Field(default=None, description="What the written result is called.")
    templates: list[Template] = Field(default=[], min_length=1, description="Empty forms to copy.")
    checklist: list[ChecklistItem] = Field(
        min_length=3, description="Five to nine things that can be ticked truthfully by looking."
    )
    pitfalls: list[Pitfall] = Field(
        default=[], min_length=1, description="What goes wrong, and the next move."
    )
    alive: list[Text] = Field(default=[], min_length=1, description="What keeps it alive after six months.")
    carries: list[Id] = Field(default=[], min_length=1, description="The elements it carries.")
    plan: Plan | None = Field(default=None, description="Its place on the twelve weeks from nothing.")
    items: list[AssessmentItem] = Field(
        default=[], min_length=1, description="Statements of the self-assessment that belong here."
    )


# --- onboarding -----------------------------------------------------------------------------------


class Stage(Part):
    """A stretch of the first ninety days."""

    id: Id = Field(description="Never changes; tasks name it.")
    title: Text = Field(description="What the stretch is called.")
    summary: Text = Field(description="What this stretch is for.")


class Task(Part):
    """One small thing that somebody does for a new hire's start."""

    id: Id = Field(description="Never changes; saved states belong to it.")
    stage: Id = Field(description="The id of the stage it belongs to.")
    title: Text = Field(description="A short name.")
    do: Text = Field(description="What to do, in one or two sentences.")
    why: Text = Field(description="Why it is on the list.")
    who: Literal["new-hire", "buddy", "lead"] = Field(description="Who does it.")
    roles: list[Id] = Field(default=[], min_length=1, description="Roles it is for; none: all.")
    page: str | None = Field(
        default=None, description="An id of the handbook, or id#section.", examples=["team-meetings#steps"]
    )
    workday: int | None = Field(
        default=None, description="Due on the n-th working day; 1 is the first, -1 the one before."
    )
    day: int | None = Field(
        default=None, ge=1, description="Due on the n-th calendar day, or the next working day."
    )
    rev: int = Field(default=1, ge=1, description="Raise it when the meaning changes.")


class FeedbackRound(Part):
    """Questions on onboarding itself; answers are copied, not sent."""

    stage: Id = Field(description="The id of the stage at whose end they are asked.")
    questions: Texts = Field(description="Questions about onboarding itself.")


class Onboarding(Part):
    """data/onboarding.yml"""

    stages: list[Stage] = Field(min_length=1, description="The stretches of the path, in order.")
    tasks: list[Task] = Field(min_length=1, description="Every task, in the order of the page.")
    first_day: Text = Field(description="What a new hire needs to know on day one.")
    feedback: list[FeedbackRound] = Field(
        default=[], min_length=1, description="Questions on onboarding itself, by stage."
    )


# --- assessment -----------------------------------------------------------------------------------


class ScaleStep(Part):
    """One answer: its value and its words."""

    value: int = Field(ge=1, le=9, description="Its number; saved answers hold it.")
    text: Text = Field(description="The words of the answer.")


class Band(Part):
    """A stretch of shown scores and what it says about one person and about a team."""

    id: str = Field(description="B1, B2 and so on; never changes.")
    start: int = Field(ge=0, le=100, description="The lowest shown score of the band, 0 to 100.")
    person: Text = Field(description="What the page says to one person.")
    team: Text = Field(description="What the page says to a team.")


class AgreementLabel(Part):
    """What an agreement value is called from `start` on."""

    start: float = Field(description="Agreement from which this label holds, 0 to 1.")
    text: Text = Field(description="What readers see.")


class Question(Part):
    """A heading of the method page with what stands below it."""

    title: Text = Field(description="A heading of the method page.")
    text: Text = Field(description="The answer, in Markdown.")


class Rules(Part):
    """The numbers that scoring uses and the method page quotes; reasons are on that page."""

    score_share: float = Field(description="Share of an element's items that must be answered.")
    score_minimum: int = Field(description="Answers below which an element has no score.")
    straight_line_share: float = Field(
        description="Share of all items from which on equal answers throughout are remarked."
    )
    both_ways_share: float = Field(
        description="Share of elements that agree with both directions before it is remarked."
    )
    both_ways_answers: int = Field(description="Forward answers that an element needs for that.")
    both_ways_from: int = Field(description="The answer from which one counts as agreeing.")
    suggestions: int = Field(description="How many suggestions are made at most.")
    suggest_up_to: int = Field(description="The raw value up to which a record is suggested.")
    suggest_one_below: int = Field(description="The raw value below which the single lowest record is named.")
    neutral_weight: int = Field(
        description="The neutral answer that is added once when suggestions are ranked."
    )
    show_from: int = Field(description="People from whom on a team's picture is shown.")
    detail_from: int = Field(description="People from whom on a team's figures are shown.")
    split_cell: int = Field(description="The smallest part of a split that is shown, in people.")
    split_low: int = Field(description="Scores below this are the low part of a split.")
    split_high: int = Field(description="Scores from this on are the high part of a split.")
    open_from: int = Field(description="People from whom on a team may choose to show every answer openly.")
    agreement_share: float = Field(description="Share of an element’s team items that need enough answers.")
    agreement_items: int = Field(
        description="Team items that need enough answers before agreement is said, at least."
    )
    agreement_answers: int = Field(description="Answers that such an item needs.")
    assumed_sd: float = Field(description="Assumed spread of scores, until piloted.")
    assumed_reliability: float = Field(description="Assumed reliability of scores, until piloted.")
    confidence: float = Field(description="How sure a change must be, as a factor: 1.96 stands for 95 %.")
    smallest_change: float = Field(description="Points below which a change is not called one.")
    wave_months: int = Field(description="Months between two rounds of a team.")
    remember_days: int = Field(description="Days after which the page suggests answering again.")


class Assessment(Part):
    """data/assessment.yml"""

    version: int = Field(ge=1, description="Raise it when old results can no longer be compared.")
    intro: Text = Field(description="What readers should know before they answer.")
    time_frame: Text = Field(description="Which period the answers are about.")
    scale: list[ScaleStep] = Field(min_length=2, description="The answers, from disagreement to agreement.")
    not_sure: Text = Field(description="The answer for those who cannot say.")
    bands: list[Band] = Field(min_length=1, description="What scores say, from low to high.")
    agreement: list[AgreementLabel] = Field(
        min_length=1, description="What agreement is called, from low to high."
    )
    rules: Rules = Field(description="The numbers of the scoring.")
    limits: Text = Field(description="What the result does not say.")
    method: list[Question] = Field(min_length=1, description="The method page: question after question.")
    facilitation: list[Session] = Field(
        default=[], min_length=1, description="How to lead the conversation about the result."
    )
    sources: list[Id] = Field(default=[], min_length=1, description="Ids from sources.yml.")


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
        words = {
            "type": "array",
            "items": {"type": "string"},
            "minItems": 1,
            "description": "Words in this language.",
        }
        return {
            "type": "object",
            "description": "Other words that readers use, by language.",
            "properties": dict.fromkeys(Text.schema_languages, words),
            "additionalProperties": False,
        }


class Term(Part):
    """One word of the field."""

    id: Id = Field(description="Never changes; links name it.")
    term: Text = Field(description="The one word that this handbook uses.")
    also: Words | None = Field(default=None, description="What readers also call it.")
    definition: Text = Field(description="What it means here, in one or two sentences.")
    avoid: Words | None = Field(
        default=None, description="Words that this handbook does not use for it; a test looks for them."
    )
    see: list[Id] = Field(default=[], min_length=1, description="Ids of terms or records.")


class Glossary(Part):
    """data/glossary.yml"""

    terms: list[Term] = Field(min_length=1, description="The words of the field, in the order of the page.")


class Source(Part):
    """A work that the handbook cites."""

    id: Id = Field(description="First author and year; never changes.", examples=["locke-latham-2002"])
    authors: str = Field(description="Full names, separated by semicolons.")
    short: str | None = Field(
        default=None, description="What a text calls it, where the authors are no persons."
    )
    year: str = Field(description="A year, or n.d.")
    title: str = Field(description="The title as published.")
    venue: str = Field(description="Journal, publisher or site, with volume and pages.")
    doi: str | None = Field(
        default=None,
        pattern=DOI_PATTERN,
        description="The DOI alone.",
        examples=["10.1037/0003-066X.57.9.705"],
    )
    url: WebAddress | None = Field(default=None, description="Its address, where there is no DOI.")
    kind: Literal["peer-reviewed", "book", "standard", "practitioner", "law"] = Field(
        description="What sort of work it is; the page groups by it."
    )
    finding: Text = Field(description="What the work shows, no stronger than it says.")
    caution: Text = Field(description="What it does not show; stands beside the finding.")

    @property
    def address(self) -> str | None:
        return f"https://doi.org/{quote(self.doi, safe='/:;().')}" if self.doi else self.url


class Sources(Part):
    """data/sources.yml"""

    sources: list[Source] = Field(min_length=1, description="The works that the handbook cites.")


# --- tonight -----------------------------------------------------------------------------------------


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


# --- handbook.yml, interface.yml --------------------------------------------------------------------


class Language(Part):
    """A language of the site."""

    code: Annotated[str, StringConstraints(pattern=CODE_PATTERN)] = Field(
        description="Also the key of every text in that language, and its folder below docs/.",
        examples=["zh", "en"],
    )
    name: str = Field(description="What the language calls itself.", examples=["中文", "English"])
    locale: str = Field(description="For <html lang> and dates, such as zh-CN.")


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

    number: Annotated[str, StringConstraints(pattern=r"^[0-9+ -]{2,20}$")] = Field(
        description="The number as one dials it, between quotation marks.", examples=["110"]
    )
    title: Text = Field(description="Who answers.")
    use: Text = Field(description="When to ring it.")


class Fact(Part):
    """A line of the home page: what the reader wants, and where it is."""

    text: Text = Field(description="What the reader wants, in their words.")
    page: str = Field(description="Where it leads: an id, or a page such as practices.")


class Team(Part):
    """data/handbook.yml: what an adopting team edits first."""

    name: Text = Field(description="The name of the handbook.")
    short_name: Text | None = Field(default=None, description="A shorter name, where room is short.")
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
    ways_in: list[Fact] = Field(
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


class Interface(Part):
    """data/interface.yml: every word of the interface, by part and key."""

    words: dict[str, dict[str, Text]] = Field(
        description="The words by part and key. {n} and the like are filled in later."
    )


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
    "tonight": Tonight,
    "glossary": Glossary,
    "sources": Sources,
    "interface": Interface,
}
"""The files that stand once, beside the folders of records."""
