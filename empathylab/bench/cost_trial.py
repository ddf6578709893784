"""A priced page tried by scripted people of every way, several of each."""

from __future__ import annotations

import random
from dataclasses import dataclass

from empathylab.bench.cost_onlookers import Clicker, MagnifierUser, ReadAloudUser, SlowReader, VoiceUser
from empathylab.bench.cost_people import FieldHopper, HeadingHopper, Person, ReaderUser, Switcher, Tabber
from empathylab.cost.prepared_page import PreparedPage

PEOPLE: tuple[type[Person], ...] = (
    Tabber,
    ReaderUser,
    HeadingHopper,
    FieldHopper,
    Switcher,
    VoiceUser,
    MagnifierUser,
    Clicker,
    ReadAloudUser,
    SlowReader,
)


@dataclass(frozen=True, slots=True)
class TrialResult:
    """What a page took several people alike, in the middle; infinite where they could not go on."""

    presses: float
    seconds: float


def try_page(who: type[Person], prepared: PreparedPage, people: int = 12) -> TrialResult:
    """Try a page with so many people of one kind, each with random numbers of their own."""
    runs = [who(prepared, random.Random(f"{seed}:{who.way}")) for seed in range(people)]
    if not all([run.walk() for run in runs]):
        return TrialResult(float("inf"), float("inf"))
    return TrialResult(sum(run.presses for run in runs) / people, sum(run.seconds for run in runs) / people)
