"""The questions to a visitor, as data: wording, scale, order, and after what they are asked."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from empathylab.domain.persona import DataModel, Id, Text
from empathylab.domain.session import RunKind


class Moment(StrEnum):
    """When a question is asked. THEN looks back to before the visit and comes before what happened, NOW after."""

    AFTER_RUN = "after-run"
    THEN = "then"
    NOW = "now"
    LAST = "last"


class AnswerKind(StrEnum):
    """How a question is answered."""

    SCALE = "scale"
    TEXT = "text"
    CHOICE = "choice"


class Topic(StrEnum):
    """What more a station may ask about."""

    CONTACT = "contact"


class News(StrEnum):
    """What a higher answer means: something good, something bad, or neither."""

    GOOD = "good"
    BAD = "bad"
    NEITHER = "neither"


class AnswerScale(DataModel):
    """Whole numbers from `lowest` to `highest` in steps, with words at both ends."""

    lowest: int
    highest: int
    step: int = Field(default=1, ge=1)
    lowest_label: Text
    highest_label: Text
    rises_with: News

    @property
    def values(self) -> tuple[int, ...]:
        """Every number that may be answered, lowest first."""
        return tuple(range(self.lowest, self.highest + 1, self.step))


class Question(DataModel):
    """One question; any may be skipped. `runs` says after which runs an AFTER_RUN question is asked.

    `is_of_marks` asks about moments that were marked in the run, where there are any.
    Of several `choices` one is `right`, and what is kept of the answer is 1 for it and 0 for another. `personas` are
    those whose visitors are asked, and `forms` those about which; every one where none is named. With
    `met` it is asked where that barrier was met, or that page of the form was.
    `is_short` marks the few that a walk-up visitor gets; `pair` is what a THEN and a NOW question have in common. One
    with a `topic` is asked where the station asks about that, whichever set it asks.
    These two may name `{somebody}` and `{job}`, which the visit's persona gives.
    """

    id: Id
    moment: Moment
    kind: AnswerKind
    text: Text
    hint: str = ""
    runs: tuple[RunKind, ...] = ()
    scale: AnswerScale | None = None
    choices: tuple[Text, ...] = ()
    right: str = ""
    personas: tuple[Id, ...] = ()
    forms: tuple[Id, ...] = ()
    met: str = ""
    pair: str = ""
    is_short: bool = False
    is_of_marks: bool = False
    topic: Topic | None = None

    @property
    def is_for_everybody(self) -> bool:
        """Does nothing of a visit decide whether it is asked, but for which set its station asks?"""
        return not (self.personas or self.forms or self.met or self.is_of_marks or self.topic)

    def is_for(self, personas: Collection[str], form: str) -> bool:
        """Whether visitors of these personas are asked who did this form."""
        is_asked = not self.personas or not set(self.personas).isdisjoint(personas)
        return is_asked and (not self.forms or form in self.forms)


def _is_consistent(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    ids = [question.id for question in questions]
    for question in questions:
        if ids.count(question.id) > 1:
            raise ValueError(f"the id '{question.id}' is used twice")
        if (question.scale is None) == (question.kind is AnswerKind.SCALE):
            raise ValueError(f"'{question.id}' needs a scale if, and only if, its kind is 'scale'")
        if (question.kind is AnswerKind.CHOICE) != (question.right in question.choices):
            raise ValueError(f"'{question.id}' needs choices, of which one is right, if its kind is 'choice'")
        if bool(question.runs) != (question.moment is Moment.AFTER_RUN):
            raise ValueError(f"'{question.id}' needs runs if, and only if, it is asked after a run")
        may_pair = question.moment in (Moment.THEN, Moment.NOW)
        if (question.moment is Moment.NOW and not question.pair) or (question.pair and not may_pair):
            raise ValueError(f"'{question.id}' needs a pair if it is asked now, and has none unless then or now")
    return questions


class QuestionSet(DataModel):
    """One TOML file in assets/questions/; the order in the file is the order asked."""

    format: int = Field(ge=1, le=1)
    privacy: Text
    questions: Annotated[tuple[Question, ...], Field(min_length=1), AfterValidator(_is_consistent)]

    def asked(
        self,
        moment: Moment,
        run: RunKind | None = None,
        *,
        who: Collection[str] = (),
        form: str = "",
        met: Collection[str] = (),
        only_short: bool = False,
        has_marks: bool = False,
        topics: Collection[Topic] = (),
    ) -> tuple[Question, ...]:
        """What visitors of these personas are asked at this moment (after this run of this form), in order.

        `met` are the barriers and pages of the run; about marks only where a moment was marked.
        """
        return tuple(
            question
            for question in self.questions
            if question.moment is moment
            and (run is None or run in question.runs)
            and question.is_for(who, form)
            and (question.topic in topics if question.topic else question.is_short or not only_short)
            and (not question.met or question.met in met)
            and (has_marks or not question.is_of_marks)
        )

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of the questions of which an answer is right or wrong."""
        return tuple(question.id for question in self.questions if question.kind is AnswerKind.CHOICE)

    @property
    def of_some(self) -> tuple[str, ...]:
        """The ids of questions that only some visitors are asked: an answer to one tells something of a visit."""
        return tuple(question.id for question in self.questions if not question.is_for_everybody)

    def find(self, question_id: str) -> Question | None:
        return next((question for question in self.questions if question.id == question_id), None)
