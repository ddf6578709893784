"""Which questions stand together on one screen, in the order asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from empathylab.domain.persona import Persona
from empathylab.domain.questions import AnswerKind, Moment, Question, QuestionSet, Topic
from empathylab.domain.session import RunKind

_TITLES = {
    RunKind.BASELINE: "Your own speed",
    RunKind.BARRIER: "With barriers",
    RunKind.HELPED: "Built well",
    RunKind.PAPER: "On paper",
    RunKind.FIRST: "The service, the first time",
    RunKind.SECOND: "The service, the second time",
    RunKind.THIRD: "The service, the third time",
    RunKind.FOURTH: "The service, the fourth time",
}
_OF_ONE_RUN = {RunKind.HELPED: "The technology that helped"}
#: So many texts have room beside a scale in a window of 1280 × 800.
_MOST_TEXTS_BESIDE = 2
_FOUND_OUT = "What you found out"


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """Questions that stand on one screen."""

    title: str
    questions: tuple[Question, ...]
    intro: str = ""


def run_pages(
    asked: QuestionSet,
    run: RunKind,
    who: Sequence[Persona] = (),
    *,
    form: str = "",
    met: Collection[str] = (),
    only_short: bool,
    has_marks: bool = False,
) -> tuple[QuestionPage, ...]:
    """What is asked after a run; after the paper form only the short set, for the visitor has just put the pen down."""
    is_short = only_short or run is RunKind.PAPER
    questions = asked.asked(
        Moment.AFTER_RUN, run, who=_ids(who), form=form, met=met, only_short=is_short, has_marks=has_marks
    )
    words = tuple(each for each in questions if each.kind is AnswerKind.TEXT)
    of_persona = tuple(each for each in questions if each.personas and each not in words)
    facts = tuple(each for each in of_persona if each.right)
    own = tuple(each for each in questions if run in _OF_ONE_RUN and len(each.runs) == 1 and each not in of_persona)
    shared = tuple(each for each in questions if each not in (*own, *of_persona, *words))
    last = (QuestionPage("In your own words", words, asked.privacy),) if words else ()
    return (
        *_pages(_TITLES[run], shared),
        *_pages(_FOUND_OUT, facts),
        *_pages(_TITLES[run], tuple(each for each in of_persona if each not in facts)),
        *_pages(_OF_ONE_RUN.get(run, ""), own),
        *last,
    )


def _ids(who: Sequence[Persona]) -> tuple[str, ...]:
    return tuple(persona.id for persona in who)


def then_pages(
    asked: QuestionSet, who: Sequence[Persona], *, only_short: bool, topics: Collection[Topic] = ()
) -> tuple[QuestionPage, ...]:
    """What visitors thought before they came: asked before the lab says anything about what happened."""
    then = asked.asked(Moment.THEN, who=_ids(who), only_short=only_short, topics=topics)
    return _pages("Before today", _about(then, who))


def feedback_pages(
    asked: QuestionSet, who: Sequence[Persona], *, only_short: bool, topics: Collection[Topic] = ()
) -> tuple[QuestionPage, ...]:
    """What they think now, and last their own words; on one screen where a single scale is asked."""
    now = _about(asked.asked(Moment.NOW, who=_ids(who), only_short=only_short, topics=topics), who)
    words = asked.asked(Moment.LAST, who=_ids(who), only_short=only_short)
    if len(now) == 1 and 0 < len(words) <= _MOST_TEXTS_BESIDE:
        return (QuestionPage("And now", (*now, *words), asked.privacy),)
    last = (QuestionPage("In your own words", words, asked.privacy),) if words else ()
    return (*_pages("And now", now), *last)


def follow_up_pages(
    asked: QuestionSet, who: Sequence[Persona], *, topics: Collection[Topic]
) -> tuple[QuestionPage, ...]:
    """What people think weeks later: a minute, and no words of their own."""
    return _pages("Weeks later", _about(asked.asked(Moment.NOW, who=_ids(who), topics=topics), who))


def _pages(title: str, questions: Sequence[Question]) -> tuple[QuestionPage, ...]:
    """A high answer means good news or bad news all over a page: nobody has to turn round between two questions."""
    same = groupby(questions, lambda question: (question.kind, question.scale and question.scale.rises_with))
    return tuple(QuestionPage(title, tuple(together)) for _, together in same)


def _about(questions: Sequence[Question], who: Sequence[Persona]) -> tuple[Question, ...]:
    """The same questions with the persona's name and job in them."""
    somebody = f"somebody like {' or '.join(persona.name for persona in who)}"
    job = " or ".join(_with_article(persona.job) for persona in who)
    return tuple(
        each.model_copy(update={"text": each.text.replace("{somebody}", somebody).replace("{job}", job)})
        for each in questions
    )


def _with_article(job: str) -> str:
    words = job[0].lower() + job[1:]
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
