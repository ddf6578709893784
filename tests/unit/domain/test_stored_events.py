"""Interaction events keep the names under which they are stored: records, exports and scripts rely on them."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any, get_args

import pytest

from empathylab.domain import events as happened
from empathylab.domain.event_log import InteractionEvent
from empathylab.domain.events import CommandKind, Delivery, KeyClass, SaidFate
from empathylab.domain.session import Outcome, RunKind, Twin
from empathylab.domain.stored_events import KINDS, from_stored, to_stored

#: One of each kind, as it stands in records since there are any.
STORED: tuple[tuple[InteractionEvent, str, str, dict[str, Any]], ...] = (
    (happened.StageEntered("tutor"), "stage.entered", "tutor", {}),
    (
        happened.RunStarted(RunKind.HELPED, 2, "missed-bin", Twin.ACCESSIBLE, "b", ("claudia", "ashleigh")),
        "run.started",
        "helped",
        {
            "position": 2,
            "kind": "helped",
            "task": "missed-bin",
            "twin": "accessible",
            "content": "b",
            "personas": ["claudia", "ashleigh"],
        },
    ),
    (
        happened.RunEnded(RunKind.HELPED, 2, Outcome.GAVE_UP),
        "run.ended",
        "helped",
        {"position": 2, "outcome": "gave-up"},
    ),
    (happened.PageShown("your-details"), "page.shown", "", {"page": "your-details"}),
    (happened.PageLost(), "page.lost", "", {}),
    (happened.PageRestored(), "page.restored", "", {}),
    (happened.PageAsked("print"), "page.asked", "print", {}),
    (happened.FieldFocused("street", is_form_field=True), "field.focused", "street", {"is_form_field": True}),
    (happened.FieldLeft("street"), "field.left", "street", {}),
    (
        happened.KeyHandled(KeyClass.EDIT, Delivery.DROPPED),
        "key",
        "",
        {"class": "edit", "delivery": "dropped"},
    ),
    (happened.PointerBlocked("wheel"), "pointer.blocked", "", {"device": "wheel"}),
    (happened.ZoomChanged(2.5), "zoom.changed", "", {"factor": 2.5}),
    (happened.HelpTaken("zoom"), "help.taken", "zoom", {}),
    (
        happened.CommandSaid(CommandKind.CLICK, SaidFate.NO_SUCH_CONTROL),
        "command.said",
        "",
        {"command": "click", "fate": "no-such-control"},
    ),
    (
        happened.SpeechStarted(3, 7, is_again=True),
        "speech.started",
        "",
        {"utterance": 3, "words": 7, "is_again": True},
    ),
    (happened.SpeechFinished(3, 7), "speech.finished", "", {"utterance": 3, "words": 7}),
    (happened.SpeechInterrupted(3, 7), "speech.interrupted", "", {"utterance": 3, "words": 7}),
    (happened.LandmarkJumped("heading"), "landmark.jumped", "", {"by": "heading"}),
    (happened.ModeChanged("focus"), "mode.changed", "", {"mode": "focus"}),
    (happened.CurtainLifted(), "curtain.lifted", "", {}),
    (happened.ErrorShown(3), "error.shown", "", {"count": 3}),
    (happened.SubmitTried(), "submit.tried", "", {}),
    (happened.BarrierMet("no-name"), "barrier.met", "no-name", {}),
    (happened.Surprised("moved"), "surprise", "moved", {}),
    (happened.VagueWordsSeen(3), "vague.seen", "", {"count": 3}),
    (happened.Stuck(), "stuck", "", {}),
    (happened.MomentMarked(), "moment.marked", "", {}),
    (happened.AppFocusLost(), "app.focus_lost", "", {}),
    (happened.IdleWarned(), "idle.warned", "", {}),
    (happened.Stopped("barrier"), "stopped", "barrier", {}),
    (
        happened.TextMeasured("warm-up", 38.2, None, 0.02, 0.1, 52),
        "text.measured",
        "warm-up",
        {"wpm": 38.2, "kspc": None, "uncorrected": 0.02, "corrected": 0.1, "characters": 52},
    ),
)


@pytest.mark.parametrize(("event", "kind", "field", "data"), STORED, ids=[kind for _, kind, _, _ in STORED])
def test_an_event_is_stored_under_its_names_and_read_back(
    event: InteractionEvent, kind: str, field: str, data: dict[str, Any]
) -> None:
    stored_kind, stored_field, stored_data = to_stored(event)
    assert (stored_kind, stored_field, json.loads(json.dumps(stored_data))) == (kind, field, data)
    assert from_stored(kind, field, data) == event


def test_every_kind_of_event_has_a_stored_form() -> None:
    assert {type(event) for event, *_ in STORED} == set(get_args(InteractionEvent))
    assert sorted(KINDS) == sorted(kind for _, kind, _, _ in STORED)
    made_here = {
        each for each in vars(happened).values() if is_dataclass(each) and each.__module__ == happened.__name__
    }
    assert made_here == set(get_args(InteractionEvent))


@pytest.mark.parametrize(("event", "kind", "field", "data"), STORED, ids=[kind for _, kind, _, _ in STORED])
def test_keys_that_are_not_known_are_passed_over(
    event: InteractionEvent, kind: str, field: str, data: dict[str, Any]
) -> None:
    assert from_stored(kind, field, {**data, "since 2031": [1, 2]}) == event


def test_what_an_older_record_does_not_tell_is_what_it_was_then() -> None:
    assert from_stored("error.shown", "", {}) == happened.ErrorShown(1)
    assert from_stored("field.focused", "home", {}) == happened.FieldFocused("home", is_form_field=False)
    assert from_stored("key", "", {"class": "character"}) == happened.KeyHandled(KeyClass.CHARACTER)
    assert from_stored("run.started", "", {"position": 1}) == happened.RunStarted(RunKind.BARRIER, 1)
    assert from_stored("run.ended", "", {}) == happened.RunEnded()
    assert from_stored("zoom.changed", "", {}) == happened.ZoomChanged(1.0)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("no such kind", {}),
        ("run.started", {"kind": "no such run"}),
        ("run.ended", {"outcome": "no such outcome"}),
        ("key", {"class": "character", "delivery": "eaten"}),
        ("error.shown", {"count": "many"}),
        ("error.shown", {"count": float("inf")}),
        ("zoom.changed", {"factor": []}),
    ],
)
def test_what_is_no_event_is_refused(kind: str, data: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError, OverflowError)):
        from_stored(kind, "", data)


def test_no_event_has_room_for_what_was_typed() -> None:
    """Ids, names of the lab's own, numbers: what is text is said here, so that a new one is thought about."""
    texts = {each.name for kind in get_args(InteractionEvent) for each in fields(kind) if each.type == "str"}
    assert texts == {
        "stage",
        "task",
        "content",
        "line",
        "page",
        "field",
        "barrier",
        "device",
        "help",
        "by",
        "mode",
        "what",
    }
