"""The demo: participants one after the other, pictures of every screen, and the feedback at the end."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from empathylab.app import Lab, Options
from empathylab.demo.keyboard_driver import wait_for
from empathylab.demo.participant import Participant
from empathylab.demo.screenshots import Screenshots
from empathylab.demo.visit_time import VisitTimer
from empathylab.domain.errors import InputError
from empathylab.domain.records import ReviewState
from empathylab.domain.voice import Voice
from empathylab.reports.exporting import export
from empathylab.speech.sink import CountingSink
from empathylab.speech.voices import SpokenVoice
from empathylab.ui.page.application import make_application
from empathylab.ui.sound.audio import MainThreadCaller

#: Speech is synthesized for real; the device that only counts plays it faster than life.
_FASTER_THAN_LIFE = 8.0
EVENT = "Demo"


@dataclass(frozen=True, slots=True)
class DemoOptions:
    """`is_quick` types as fast as the lab can be driven; `is_timed` tells how long each stage takes.

    `lab` is a folder of own content; `station` one of its stations, or one that is shipped.
    """

    data_dir: Path
    personas: tuple[str, ...] = ()
    participants: int = 1
    seed: int = 1
    screenshots: Path | None = None
    is_quick: bool = False
    is_timed: bool = False
    lab: Path | None = None
    station: str = "all"


def run(options: DemoOptions, tell: Callable[[str], None]) -> Path:
    """Drive the lab; returns the folder with the exported feedback."""
    make_application()
    chance = random.Random(options.seed)
    lab = Lab(
        Options(
            options.data_dir, options.station, EVENT, is_windowed=True, lab=options.lab, machine=f"Demo {options.seed}"
        ),
        seeds=lambda: chance.randrange(2**31),
        make_voice=counted_voice,
    )
    try:
        personas = _people(lab, options.personas)
        lab.open()
        wait_for(lab.window.isActiveWindow, "the window to come to the front")
        screenshots = Screenshots(lab.window, options.screenshots)
        screenshots.take("attract")
        for number, name in itertools.product(range(1, options.participants + 1), personas):
            tell(f"{name}, participant {number}")
            _visit(lab, name, random.Random(f"{options.seed}-{name}-{number}"), screenshots, options, tell)
        out = options.data_dir / "export"
        _release_comments(lab)
        export(lab.store, out, ("csv",), EVENT, None, lab.setup.library)
    finally:
        lab.close()
    return out


def _people(lab: Lab, wanted: Sequence[str]) -> Sequence[str]:
    """Those who are asked for, else all of the station. InputError: one is not there."""
    station, library = lab.director.services.station, lab.setup.library
    people = [library.persona(name).id for name in wanted]
    for name in people:
        if name not in station.personas:
            raise InputError(f"{name} is not at the station {station.id}.", "Choose another with --station ID.")
    return people or station.personas


def _visit(
    lab: Lab,
    name: str,
    chance: random.Random,
    screenshots: Screenshots,
    options: DemoOptions,
    tell: Callable[[str], None],
) -> None:
    walk = VisitTimer(lab, name) if options.is_timed else None
    enough = walk.has_had_enough if walk else None
    try:
        Participant(lab, name, chance, screenshots, is_quick=options.is_quick, has_had_enough=enough).visit()
    finally:
        if walk:
            walk.end()
    for line in walk.lines() if walk else ():
        tell(line)


def counted_voice() -> Voice:
    """A voice that is really synthesized, and played to a device that only counts samples."""
    return SpokenVoice(CountingSink(speed=_FASTER_THAN_LIFE, is_kept=False), MainThreadCaller())


def _release_comments(lab: Lab) -> None:
    """The demo's own comments need no reviewer: they were written beforehand."""
    for comment in list(lab.store.comments(EVENT)):
        lab.store.review(comment.id, ReviewState.RELEASED)
