"""A persona: a person with a job and skills first, then what gets in the way and what helps."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from empathylab.domain.spec import Spec
from empathylab.domain.words import has_command, nearest


def to_spec(value: object) -> object:
    """A TOML table `{kind = "acuity", logmar = 0.7}` is a Spec."""
    if isinstance(value, dict) and isinstance(value.get("kind"), str):
        return Spec(value["kind"], {name: item for name, item in value.items() if name != "kind"})
    return value


def _is_harmless(words: str) -> str:
    if has_command(words):
        raise ValueError("must not contain control characters")
    return words


def _is_press(press: str) -> str:
    name = press.removeprefix("Ctrl+")
    is_character = len(name) == 1 and "!" <= name <= "~" and name == name.upper()
    if is_character or name in NAMED_KEYS:
        return press
    raise ValueError(f"'{press}' is the name of no key{nearest(name, NAMED_KEYS)}")


#: The keys that go by a name; of the others the upper-case character is the name.
NAMED_KEYS = ("Tab", "Shift+Tab", "Space", "Enter", "Esc", "Up", "Down", "Left", "Right", "Plus", "Minus", "F1", "F2")
ID_PATTERN = r"^[a-z][a-z0-9-]{0,47}$"
COLOUR_PATTERN = r"^#[0-9a-f]{6}$"
PLACE_PATTERN = r"^[^#\s]*$"
PICTURE_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,79}\.svg$"

SpecField = Annotated[Spec, BeforeValidator(to_spec)]
Text = Annotated[str, Field(min_length=1), AfterValidator(_is_harmless)]
ShortText = Annotated[str, AfterValidator(_is_harmless)]
Press = Annotated[str, AfterValidator(_is_press)]
Colour = Annotated[str, Field(pattern=COLOUR_PATTERN)]
Id = Annotated[str, Field(pattern=ID_PATTERN)]
PlaceId = Annotated[str, Field(pattern=PLACE_PATTERN)]


class DataModel(BaseModel):
    """A value read from a data file: frozen, and a field nobody knows is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Story(DataModel):
    """Who the person is. Each text is one short paragraph in plain English.

    `listens_at_wpm` is the person's own listening speed in words a minute, 0 for people who read by sight.
    """

    person: Text
    skills: tuple[Text, ...] = Field(min_length=1)
    technology: tuple[Text, ...] = Field(min_length=1)
    gets_in_the_way: tuple[Text, ...] = Field(min_length=1)
    listens_at_wpm: int = Field(default=0, ge=0, le=800)


class LivedWords(DataModel):
    """Words of a local disabled person, shown only with consent and source."""

    text: Text
    source: Text
    consent: Text


class Fact(DataModel):
    """What a study found about people with this life: quoted with its source, never a claim of the lab's."""

    text: Text
    source: Text

    @property
    def quoted(self) -> str:
        """As one sentence with its source behind it."""
        return f"{self.text} ({self.source})"


class LineKind(StrEnum):
    """The kinds of line; each has a dash and a marker of its own."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"
    DASH_DOT = "dash-dot"
    SHORT_DASHES = "short-dashes"
    LONG_DASHES = "long-dashes"
    DASH_DOT_DOT = "dash-dot-dot"


class Look(DataModel):
    """Portrait, the persona's two colours, and the kind of line in charts.

    In a data file the portrait is the name of one in a folder portraits; once read, it is that file's whole path.
    """

    portrait: str = Field(pattern=PICTURE_PATTERN)
    colour: Colour
    tint: Colour
    line: LineKind | None = None


class TutorStep(DataModel):
    """One thing to try before the first run: the key as shown, what it does, and the press that ticks it off.

    `word` reminds of it beside the form, in a word or two; `press` is a name such as `Tab`, `H` or `Ctrl+Plus`.
    `at` names the fields and buttons of the page at which the key does it, where it does not do so everywhere.
    """

    key: Text
    does: Text
    word: Text
    press: Press
    at: tuple[Id, ...] = ()


class Tutor(DataModel):
    """The skill, learned in about a minute before the barrier, on a page of assets/tutor."""

    title: Text
    page: Id
    simulations: tuple[SpecField, ...] = ()
    helps: tuple[SpecField, ...] = ()
    steps: tuple[TutorStep, ...] = Field(min_length=1)


class RunPlan(DataModel):
    """What is worn and what helps in one of the runs; `seeing` is shown beside the form."""

    simulations: tuple[SpecField, ...] = ()
    helps: tuple[SpecField, ...] = ()
    barriers: tuple[Id, ...] = ()
    heading: Text
    explain: Text


class Extra(DataModel):
    """What the person lives with or uses besides: worn once the facilitator has switched it on.

    Simulations and helps come to both runs, barriers to the first. `person` is one more sentence of the story;
    `without` and `with_help` are more words beside the first and the second page.
    """

    id: Id
    title: Text
    person: Text
    simulations: tuple[SpecField, ...] = ()
    helps: tuple[SpecField, ...] = ()
    barriers: tuple[Id, ...] = ()
    without: Text
    with_help: Text


class Persona(DataModel):
    """One TOML file in personas/.

    `in_short` is for a small tile, a word or three; `reviewed_by` names who with this life has read the file.
    """

    format: int = Field(ge=1, le=1)
    id: Id
    name: Text
    age: int | None = Field(default=None, ge=16, le=110)
    job: Text
    one_line: Text
    minutes: int = Field(ge=1, le=15)
    needs: ShortText = ""
    in_short: ShortText = ""
    look: Look
    story: Story
    lived_words: tuple[LivedWords, ...] = ()
    facts: tuple[Fact, ...] = ()
    reviewed_by: tuple[Text, ...] = ()
    tutor: Tutor
    barrier: RunPlan
    helped: RunPlan
    extras: tuple[Extra, ...] = ()
    caveat: Text
    source: Text
    attribution: Text

    @property
    def review(self) -> str:
        """Who with this life has read the file, for the facilitator."""
        if not self.reviewed_by:
            return f"Nobody who lives as {self.name} does has read this yet."
        return f"Read by {', '.join(self.reviewed_by)}."
