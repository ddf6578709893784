"""What the director needs from the rest of the lab; app.py gives it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from empathylab.domain.calibration import Calibration
from empathylab.domain.errors import LabError
from empathylab.domain.journal import Journal
from empathylab.domain.pairing import Pairing
from empathylab.domain.questions import QuestionSet
from empathylab.domain.roles import HostThere
from empathylab.domain.service import Service
from empathylab.domain.session import Mode
from empathylab.domain.station import Station
from empathylab.files.library import Library
from empathylab.session.clock import Clock
from empathylab.session.randomisation import BlockRandomiser, Order
from empathylab.session.recording import RunRecorder
from empathylab.ui.page.page_inputs import SignIns
from empathylab.ui.sound.audio import Sample
from empathylab.ui.visit.screens.agreement import AgreementFacts
from empathylab.ui.visit.screens.invitation import Offer, offer_at, service_at


class Pairings(Protocol):
    """What is kept of three words."""

    def pairing_of(self, event: str, words: Sequence[str]) -> Pairing:
        """Of words that a visitor was given."""

    def pairing_again(self, event: str, words: Sequence[str]) -> Pairing:
        """Of words that somebody came back with."""


@dataclass(frozen=True, slots=True)
class StationServices:
    """Everything a station uses; the callables are asked anew for each visit."""

    library: Library
    station: Station
    journal: Journal
    recorder: RunRecorder
    clock: Clock
    questions: QuestionSet
    event_name: Callable[[], str]
    station_name: Callable[[], str]
    host: Callable[[], HostThere]
    modes: BlockRandomiser[Mode]
    orders: BlockRandomiser[Order]
    pairs: Pairings
    calibration: Callable[[], Calibration]
    agreement: Callable[[], AgreementFacts]
    next_seed: Callable[[], int]
    report_problem: Callable[[LabError], None]
    sample: Sample
    has_sound: Callable[[], bool]
    sign_ins: SignIns

    @property
    def service(self) -> Service | None:
        """What everybody tries here, where that is no form of the lab's own."""
        return service_at(self.station, self.library)

    @property
    def offer(self) -> Offer:
        """What visitors are shown first."""
        return offer_at(self.station, self.library)
