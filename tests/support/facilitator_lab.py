"""A lab with recorded visits, for the facilitator's tests: real records, real data files."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pytestqt.qtbot import QtBot

from empathylab.bench import synthetic_visits
from empathylab.domain.event_log import InteractionEvent, LogEntry
from empathylab.domain.events import BarrierMet, FieldFocused, KeyClass, KeyHandled, RunEnded, RunStarted, ZoomChanged
from empathylab.domain.records import ReviewState
from empathylab.domain.roles import HostThere
from empathylab.domain.session import Answer, Condition, Ending, Mode, Outcome, Run, RunKind, Session, Twin
from empathylab.domain.spec import Spec
from empathylab.domain.workshop import EthicsAnswer, EventSettings, Principle
from empathylab.files.access_locks import forget_locks
from empathylab.files.library import Library, load_library
from empathylab.files.settings import load_settings, save_settings
from empathylab.files.setup import LiveSetUp
from empathylab.storage import Store, open_store
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.desk_services import Services
from empathylab.ui.facilitator.shell.facilitator_window import FacilitatorWindow

EVENT, EARLIER = "User Research Week", "Town hall open day"
PIN = "2468"
COMMENTS = (
    "I felt lost after the third field.",
    "My colleague Anna Miller from Hackney told me, call 07700 900123.",
    "The second form was a joy.",
)


@dataclass
class Lab:
    """What a facilitator's test works with."""

    store: Store
    library: Library
    folder: Path

    def desk(self) -> Desk:
        return Desk(self.store, self.setup())

    def setup(self) -> LiveSetUp:
        """As a lab that starts now finds it."""
        return LiveSetUp(self.folder, self.library)

    def visit(
        self,
        number: int = 1,
        *,
        event: str = EVENT,
        persona: str = "claudia",
        host: HostThere = HostThere.NOT_TOLD,
        **answers: int | str,
    ) -> str:
        """Record one whole visit; answers by question id replace the usual ones."""
        return record_visit(self.store, number, event, persona, answers, host=host)

    def visit_with_paper(self, number: int, *, seconds: float = 80, **answers: int) -> str:
        """One whole visit at a station that has the form on paper as well."""
        return record_visit(self.store, number, EVENT, "claudia", {}, paper_seconds=seconds, paper=answers)

    def visits_of_all_modes(self, seed: int = 1) -> None:
        """One who only looked, one who talked, and one who came back with three words; others by another seed."""
        chance = random.Random(seed)
        for mode in (Mode.AUDIT, Mode.TALK):
            synthetic_visits.visit(self.store, chance, event=EVENT, facts=20, mode=mode)
        for mode, now in ((Mode.SIMULATION, 6), (Mode.FOLLOW_UP, 4)):
            session_id = synthetic_visits.begin(self.store, chance, event=EVENT, mode=mode)
            for question, number in {"confidence-then": 3, "confidence-now": now}.items():
                self.store.answer(Answer(session_id, question, None, number))
            self.store.pair(session_id, self.store.pairing_again(EVENT, ("acorn", "pebble", "lighthouse")))
            self.store.end_session(session_id, Ending.FINISHED)
            self.store.commit()

    def release_all(self) -> list[str]:
        """Release every comment of the event and return their ids."""
        ids = [comment.id for comment in self.store.comments(EVENT)]
        for comment_id in ids:
            self.store.review(comment_id, ReviewState.RELEASED)
        return ids


@contextmanager
def open_lab(folder: Path, visits: int = 8) -> Iterator[Lab]:
    """A lab with two events, the visits in the later one, and that one chosen."""
    for name, content in _recorded(visits).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    store = open_store(folder)
    yield Lab(store, _library(), folder)
    store.close()


@cache
def _library() -> Library:
    """What is shipped, a frozen value that all may share."""
    return load_library()


@cache
def _recorded(visits: int) -> Mapping[str, bytes]:
    """The files of such a lab, recorded once: a test that needs one gets them as they are."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        store = open_store(folder)
        ethics = tuple(EthicsAnswer(principle, True, "We talked about it.") for principle in Principle)
        store.begin_event(EventSettings(EVENT, date(2026, 11, 23), date(2099, 2, 21), ethics=ethics))
        store.begin_event(EventSettings(EARLIER, date(2026, 9, 12), date(2026, 10, 1)))
        lab = Lab(store, _library(), folder)
        for number in range(visits):
            lab.visit(number, persona=("claudia", "ashleigh", "christopher")[number % 3])
        save_settings(folder, load_settings(folder).with_changes(event=EVENT))
        store.close()
        files = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def record_visit(
    store: Store,
    number: int,
    event: str,
    persona: str,
    answers: dict[str, int | str],
    paper_seconds: float = 0,
    paper: Mapping[str, int] | None = None,
    host: HostThere = HostThere.NOT_TOLD,
) -> str:
    """Both runs, all answers, one comment; everything through the journal that the lab uses."""
    # The same id in every run: the order of ids may decide what a page shows first.
    session_id = str(uuid.UUID(int=(random.Random(f"{event} {persona}").getrandbits(62) << 60) + number, version=4))
    begun = datetime(2026, 11, 23, 10, tzinfo=UTC)
    store.begin_session(Session(session_id, event, "station-1", (persona,), begun, "0.1.0", number, host=host))
    events = _Events(store, session_id)
    for position, run in ((1, RunKind.BARRIER), (2, RunKind.HELPED)):
        _record_run(store, events, session_id, position, run, persona)
    if paper is not None:
        _record_paper(store, events, session_id, paper_seconds)
    asked: dict[tuple[str, RunKind | None], int | str] = {
        ("ease", RunKind.BARRIER): 2 + number % 2,
        ("ease", RunKind.HELPED): 6,
        ("pity-then", None): 3,
        ("pity-now", None): 2,
        ("capable-then", None): 4,
        ("capable-now", None): 5,
        ("what-like", None): COMMENTS[number % len(COMMENTS)],
    }
    asked |= {(question, None): value for question, value in answers.items()}
    asked |= {(question, RunKind.PAPER): value for question, value in (paper or {}).items()}
    for (question, run_kind), value in asked.items():
        number_given = value if isinstance(value, int) else None
        text = value if isinstance(value, str) else None
        store.answer(Answer(session_id, question, run_kind, number_given, text))
    store.end_session(session_id, Ending.FINISHED)
    store.commit()
    return session_id


def _record_run(store: Store, events: _Events, session_id: str, position: int, run: RunKind, persona: str) -> None:
    worn = (Spec("acuity", {"logmar": 0.7}),) if persona == "claudia" else ()
    twin = Twin.BARRIER if run is RunKind.BARRIER else Twin.ACCESSIBLE
    condition = Condition("missed-bin", twin, "ab"[position - 1], simulations=worn, ppd=37.8, text_px=20, pixel_ratio=1)
    store.begin_run(Run(session_id, position, run, condition))
    events.add(RunStarted(run, position))
    if run is RunKind.HELPED and persona == "claudia":
        events.add(ZoomChanged(2.5))
    for _ in range(9 if run is RunKind.BARRIER else 3):
        events.add(KeyHandled(KeyClass.NAVIGATION))
    events.add(FieldFocused("address"))
    if run is RunKind.BARRIER:
        events.add(BarrierMet("no-name"))
    outcome = Outcome.COMPLETED if run is RunKind.HELPED else Outcome.GAVE_UP
    events.add(RunEnded(run, position, outcome))
    store.end_run(session_id, position, outcome)


def _record_paper(store: Store, events: _Events, session_id: str, seconds: float) -> None:
    store.begin_run(Run(session_id, 3, RunKind.PAPER, Condition("missed-bin", Twin.PAPER, "a")))
    events.add(RunStarted(RunKind.PAPER, 3))
    events.wait(seconds)
    events.add(RunEnded(RunKind.PAPER, 3, Outcome.COMPLETED))
    store.end_run(session_id, 3, Outcome.COMPLETED)


class _Events:
    """Numbers events and lets time pass."""

    def __init__(self, store: Store, session_id: str) -> None:
        self._store, self._session_id, self._seq = store, session_id, 0
        self._waited_ms = 0

    def wait(self, seconds: float) -> None:
        self._waited_ms += round(1000 * seconds)

    def add(self, event: InteractionEvent) -> None:
        self._store.record(self._session_id, LogEntry(self._seq, 900 * self._seq + self._waited_ms, event))
        self._seq += 1


def show_window(lab: Lab, qtbot: QtBot, services: Services | None = None) -> FacilitatorWindow:
    """The facilitator's window, opened with a freshly chosen PIN."""
    forget_locks(lab.folder)
    window = FacilitatorWindow(lab.store, lab.setup(), services=services)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    lock = window.lock_page
    lock.pin.setText(PIN)
    lock.again.setText(PIN)
    lock.enter()
    lock.written_button.click()
    qtbot.waitUntil(lambda: not window.is_locked)
    return window
