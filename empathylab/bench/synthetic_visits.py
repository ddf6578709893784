"""Made-up visits, the same for the same seed: for measuring, and for reports in tests. Nobody's data."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from empathylab.domain.event_log import InteractionEvent, LogEntry
from empathylab.domain.events import (
    BarrierMet,
    Delivery,
    FieldFocused,
    KeyClass,
    KeyHandled,
    PageShown,
    RunEnded,
    RunStarted,
    ZoomChanged,
)
from empathylab.domain.journal import Journal
from empathylab.domain.roles import HostThere
from empathylab.domain.session import Answer, Condition, Ending, Mode, Outcome, Run, RunKind, Session, Twin
from empathylab.domain.spec import Spec
from empathylab.domain.task import FORM_TEXT_PX
from empathylab.domain.workshop import DEFAULT_K, EthicsAnswer, EventSettings, Principle
from empathylab.helps import FocusRing, Zoom
from empathylab.motor.hand.bounce import Bounce
from empathylab.motor.hand.drop import Drop
from empathylab.motor.hand.hold import Hold
from empathylab.motor.pointer import PointerBlock
from empathylab.reader.screen_reader import ScreenReader
from empathylab.vision.simulations.acuity import Acuity
from empathylab.vision.simulations.field_loss import FieldLoss

EVENT = "User Research Week"
PPD = 37.8
_FIRST_PAGE_FACTS = 15
_FIELDS = ("full-name", "address-line-1", "postcode", "bin-kind", "missed-on", "details", "email")
_BARRIERS = {
    "christopher": ("mouse-only-button", "no-focus-ring", "timeout", "keyboard-trap"),
    "claudia": ("low-contrast", "no-reflow", "placeholder-label", "colour-only-error"),
    "ashleigh": ("no-name", "flat-headings", "silent-error", "no-focus-ring"),
}
_SIMULATIONS = {
    "ashleigh": (Spec(ScreenReader.id, {"rate_wpm": 180, "curtain": True}),),
    "christopher": (
        Spec(PointerBlock.id),
        Spec(Hold.id, {"accept_ms": 70}),
        Spec(Drop.id, {"probability": 0.05}),
        Spec(Bounce.id, {"probability": 0.08, "gap_ms": 45}),
    ),
    "claudia": (
        Spec(Acuity.id, {"logmar": 0.7, "log_cs": 1.12}),
        Spec(FieldLoss.id, {"map": "binocular-moderate", "depth_db": 9}),
    ),
}
_HELPS = {"claudia": (Spec(Zoom.id), Spec(FocusRing.id))}
_STATIONS = {"christopher": "station-1", "claudia": "station-1", "ashleigh": "station-2"}
_WORDS = (
    "I could not tell where I was on the page.",
    "Once the labels were there it took half the time.",
    "I gave up at the date.",
    "It was tiring, and I only did it for three minutes.",
)
_CHANGES = (
    "Test our own form with the keyboard before every release.",
    "Give every field a label that can be seen.",
    "Ask disabled people early, and pay them.",
)


def settings(name: str = EVENT, k: int = DEFAULT_K) -> EventSettings:
    """An event with all four questions answered."""
    whys = {
        Principle.PROPORTIONATE: "Two runs and a few questions are enough to learn where our form hurts.",
        Principle.SECURE: "No names, random ids, one laptop with an encrypted disk.",
        Principle.ROBUST: "The same task and order for everybody; the lab and its models are open.",
        Principle.RESPONSIBLE: "Reported with its limits, and never as what disabled people live through.",
    }
    ethics = tuple(EthicsAnswer(principle, True, why) for principle, why in whys.items())
    return EventSettings(name, date(2026, 3, 2), date(2027, 3, 2), k, "en", ("station-1", "station-2"), ethics)


@dataclass(slots=True)
class _Stream:
    """Numbers the facts of a visit."""

    journal: Journal
    session_id: str
    chance: random.Random
    seq: int = 0
    at_ms: int = 0

    def add(self, event: InteractionEvent, pause_ms: int = 250) -> None:
        self.at_ms += self.chance.randint(30, 2 * pause_ms)
        self.journal.record(self.session_id, LogEntry(self.seq, self.at_ms, event))
        self.seq += 1


def begin(
    journal: Journal,
    chance: random.Random,
    persona: str = "ashleigh",
    event: str = EVENT,
    station_name: str = "",
    host: HostThere = HostThere.NOT_TOLD,
    mode: Mode = Mode.SIMULATION,
    is_assigned: bool = False,
) -> str:
    """Somebody agrees to take part; returns the session's id. Not committed."""
    session_id = str(uuid.UUID(int=chance.getrandbits(128), version=4))
    started = datetime(2026, 3, 2, 10, tzinfo=UTC)
    station = _STATIONS[persona]
    journal.begin_session(
        Session(session_id, event, station, (persona,), started, "0.1.0", 1, station_name, host, mode, is_assigned)
    )
    return session_id


def visit(
    journal: Journal,
    chance: random.Random,
    event: str = EVENT,
    facts: int = 200,
    station_name: str = "",
    host: HostThere = HostThere.NOT_TOLD,
    mode: Mode = Mode.SIMULATION,
    is_assigned: bool = False,
) -> str:
    """One whole visit of about so many facts; returns the session's id. Not committed."""
    persona = chance.choice(tuple(_BARRIERS))
    session_id = begin(journal, chance, persona, event, station_name, host, mode, is_assigned)
    stream = _Stream(journal, session_id, chance)
    for position, kind in enumerate((RunKind.BARRIER, RunKind.HELPED), 1):
        _run(stream, persona, kind, position, facts // 2)
        _after_run(journal, session_id, kind, chance)
    _then_and_now(journal, session_id, chance)
    journal.end_session(session_id, Ending.FINISHED)
    return session_id


def visits(journal: Journal, count: int, seed: int = 1, event: str = EVENT, facts: int = 200) -> Iterator[str]:
    """So many visits, each committed."""
    chance = random.Random(seed)
    for _ in range(count):
        session_id = visit(journal, chance, event, facts)
        journal.commit()
        yield session_id


def _run(stream: _Stream, persona: str, kind: RunKind, position: int, facts: int) -> None:
    is_barrier = kind is RunKind.BARRIER
    condition = Condition(
        "missed-bin",
        Twin.BARRIER if is_barrier else Twin.ACCESSIBLE,
        "a" if is_barrier else "b",
        _BARRIERS[persona] if is_barrier else (),
        _SIMULATIONS.get(persona, ()),
        () if is_barrier else _HELPS.get(persona, ()),
        seed=1,
        ppd=PPD,
        distance_cm=60.0,
        is_calibrated=True,
        text_px=FORM_TEXT_PX,
        pixel_ratio=1.0,
    )
    stream.journal.begin_run(Run(stream.session_id, position, kind, condition))
    stream.add(RunStarted(kind, position, "missed-bin"))
    _fill_in(stream, persona, is_barrier, facts - 2)
    can_finish = not is_barrier or stream.chance.random() < 0.55
    outcome = Outcome.COMPLETED if can_finish else stream.chance.choice((Outcome.GAVE_UP, Outcome.TIMED_OUT))
    stream.add(RunEnded(kind, position, outcome))
    stream.journal.end_run(stream.session_id, position, outcome)


def _fill_in(stream: _Stream, persona: str, is_barrier: bool, facts: int) -> None:
    """Keys to the first field, then field after field, with what goes wrong on the way; `facts` facts in all."""
    chance, pause_ms, end = stream.chance, 500 if is_barrier else 300, stream.seq + facts
    stream.add(PageShown("your-details"))
    for _ in range(chance.randint(8, 25) if is_barrier else chance.randint(1, 4)):
        _press(stream, KeyClass.NAVIGATION, 0.0, pause_ms)
    if is_barrier:
        for barrier in _BARRIERS[persona][: chance.randint(2, 4)]:
            stream.add(BarrierMet(barrier))
    elif persona == "claudia":
        stream.add(ZoomChanged(chance.choice((2.0, 2.5, 3.0, 3.0, 4.0))))
    for number in range(max(0, end - stream.seq)):
        if number == _FIRST_PAGE_FACTS:
            stream.add(PageShown("collection"))
        elif number % 20 == 0:
            stream.add(FieldFocused(_FIELDS[(number // 20) % len(_FIELDS)], is_form_field=True))
        else:
            key_class = KeyClass.EDIT if chance.random() < 0.08 else KeyClass.CHARACTER
            _press(stream, key_class, 0.12 if is_barrier else 0.02, pause_ms)


def _press(stream: _Stream, key_class: KeyClass, lost_share: float, pause_ms: int) -> None:
    delivery = Delivery.DROPPED if stream.chance.random() < lost_share else Delivery.DELIVERED
    stream.add(KeyHandled(key_class, delivery), pause_ms)


def _after_run(journal: Journal, session_id: str, kind: RunKind, chance: random.Random) -> None:
    is_barrier = kind is RunKind.BARRIER
    numbers = {
        "ease": chance.choice((1, 1, 2, 2, 3)) if is_barrier else chance.choice((4, 5, 5, 6, 7)),
        "effort": chance.randrange(50, 101, 5) if is_barrier else chance.randrange(10, 56, 5),
        "frustration": chance.randrange(45, 101, 5) if is_barrier else chance.randrange(0, 46, 5),
    }
    if not is_barrier:
        numbers |= {"umux-capable": chance.randint(4, 7), "umux-easy": chance.randint(3, 7)}
    for question, number in numbers.items():
        is_skipped = chance.random() < 0.05
        journal.answer(Answer(session_id, question, kind, None if is_skipped else number))


def _then_and_now(journal: Journal, session_id: str, chance: random.Random) -> None:
    for question, change in (("confidence", (0, 1, 2)), ("pity", (-1, 0, 0, 1, 1)), ("capable", (-1, 0, 0, 1))):
        then = chance.randint(2, 5)
        journal.answer(Answer(session_id, f"{question}-then", None, then))
        journal.answer(Answer(session_id, f"{question}-now", None, then + chance.choice(change)))
    for question, words in (("what-like", _WORDS), ("change-should", _CHANGES)):
        text = chance.choice(words) if chance.random() < 0.4 else ""
        journal.answer(Answer(session_id, question, None, text=text))
