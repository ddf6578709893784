"""The questions a visitor is asked are a data file that holds together."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from empathylab.domain.questions import AnswerKind, Moment, QuestionSet
from empathylab.domain.session import RunKind

FILE = Path(__file__).parents[3] / "assets" / "questions" / "questions.toml"


@pytest.fixture
def table() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@pytest.fixture
def questions(table: dict[str, Any]) -> QuestionSet:
    return QuestionSet.model_validate(table)


def test_a_walk_up_visitor_is_asked_one_question_after_each_run(questions: QuestionSet) -> None:
    for run in (RunKind.BARRIER, RunKind.HELPED):
        assert [question.id for question in questions.asked(Moment.AFTER_RUN, run, only_short=True)] == ["ease"]


def test_ease_is_asked_on_seven_steps_with_both_ends_in_words(questions: QuestionSet) -> None:
    (ease, *_rest) = questions.asked(Moment.AFTER_RUN, RunKind.BARRIER)
    assert ease.text == "Overall, how difficult or easy was this?"
    assert ease.scale is not None
    assert ease.scale.values == (1, 2, 3, 4, 5, 6, 7)
    assert ease.scale.lowest_label == "Very difficult"


def test_effort_and_frustration_go_from_0_to_100_in_steps_of_5(questions: QuestionSet) -> None:
    for question_id in ("effort", "frustration"):
        question = questions.find(question_id)
        assert question is not None
        assert question.scale is not None
        assert question.scale.values == tuple(range(0, 101, 5))


def test_the_helped_run_alone_is_followed_by_the_two_items_on_the_technology(questions: QuestionSet) -> None:
    def asked_after(run: RunKind) -> list[str]:
        return [question.id for question in questions.asked(Moment.AFTER_RUN, run)]

    assert asked_after(RunKind.HELPED)[-2:] == ["umux-capable", "umux-easy"]
    assert "umux-capable" not in asked_after(RunKind.BARRIER)


def test_then_and_now_ask_the_same_three_things_and_two_of_them_watch_for_harm(questions: QuestionSet) -> None:
    then, now = questions.asked(Moment.THEN), questions.asked(Moment.NOW)
    assert [question.pair for question in then] == [question.pair for question in now]
    assert {"pity", "capable"} < {question.pair for question in then}
    assert [question.scale for question in then] == [question.scale for question in now]


def test_then_and_now_differ_by_the_words_of_time_alone(questions: QuestionSet) -> None:
    def words(text: str) -> set[str]:
        return set(re.findall(r"[\w{}]+", text.lower()))

    of_time = words("Before today. And now. What would you have said? Were, are, been, be. Did, do.")
    then, now = (
        {each.pair: each.text for each in questions.questions if each.pair and each.moment is moment}
        for moment in (Moment.THEN, Moment.NOW)
    )
    apart = {pair: then[pair] for pair in then if (words(then[pair]) ^ words(now[pair])) - of_time}
    assert not apart


def test_the_last_words_are_free_text_and_come_with_a_warning_about_names(questions: QuestionSet) -> None:
    assert all(question.kind is AnswerKind.TEXT for question in questions.asked(Moment.LAST))
    assert "no names" in questions.privacy


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": "effort"}, "used twice"),
        ({"kind": "text"}, "needs a scale"),
        ({"runs": []}, "needs runs"),
        ({"pair": "x"}, "needs a pair"),
    ],
)
def test_a_question_that_does_not_hold_together_is_refused(
    table: dict[str, Any], change: dict[str, Any], said: str
) -> None:
    table["questions"][0] |= change
    with pytest.raises(ValidationError, match=said):
        QuestionSet.model_validate(table)


def test_what_a_film_said_is_asked_of_whoever_wore_its_persona_and_saw_it(questions: QuestionSet) -> None:
    def asked(who: str, form: str, run: RunKind = RunKind.BARRIER, met: str = "") -> list[str]:
        found = questions.asked(Moment.AFTER_RUN, run, who=[who], form=form, met=[met], only_short=True)
        return [each.id for each in found]

    facts = ["fact-paper", "fact-age", "fact-photo", "fact-when"]
    assert asked("saleem", "parking-permit-short") == ["ease", *facts]
    assert asked("saleem", "parking-permit-short", RunKind.HELPED) == ["ease", *facts]
    assert asked("saleem", "missed-bin") == ["ease"]
    assert asked("ron", "parking-permit-short") == ["ease"]
    assert asked("ron", "missed-bin", met="phone-check") == ["ease", "voice-rang", "rung-back"]
    assert asked("ron", "parking-permit-short", RunKind.HELPED) == ["ease"]
    assert asked("ron", "parking-permit-short", RunKind.HELPED, met="check") == ["ease", "voice-slow"]
    assert asked("claudia", "parking-permit-short") == ["ease"]


@pytest.mark.parametrize("change", [{"right": "A bus ticket"}, {"choices": []}, {"kind": "text"}])
def test_of_several_choices_one_is_right(table: dict[str, Any], change: dict[str, Any]) -> None:
    fact = next(each for each in table["questions"] if each["id"] == "fact-paper")
    fact.update(change)
    with pytest.raises(ValidationError, match="fact-paper"):
        QuestionSet.model_validate(table)
