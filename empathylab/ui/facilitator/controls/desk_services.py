"""Services that the rest of the lab gives to the facilitator's side; each has a default for screens on their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject

from empathylab.domain.calibration import SoundDevice
from empathylab.domain.live import CheckLine
from empathylab.ui.own_page.own_page_request import OwnPage
from empathylab.ui.page.page_inputs import SignIns
from empathylab.ui.run.form_pictures import FormPictures
from empathylab.ui.sound.set_loudness import TalkingVoice


def _no_checks() -> Iterable[CheckLine]:
    return ()


@dataclass(frozen=True, slots=True)
class Services:
    """`checks` makes the ready list (called beside the screen's thread); `play` starts a soft phrase and returns.

    `talking` makes the voice that the volume is set by, on the `sound_device` that there is.
    `event_name` tells under which event the lab records now; without it, the one of the settings or the latest.
    `open_page` puts a team's own page on the station. `fixed_station` is the one that the command line named.
    `make_pictures` gives what draws forms as visitors see them; it lives as long as its parent.
    `sign_ins` are kept until the lab closes. `forget_event` is told of an event whose records were deleted.
    """

    checks: Callable[[], Iterable[CheckLine]] = _no_checks
    play: Callable[[], object] | None = None
    talking: Callable[[], TalkingVoice] | None = None
    sound_device: Callable[[], SoundDevice | None] = lambda: None
    event_name: Callable[[], str] | None = None
    open_page: Callable[[OwnPage], object] | None = None
    fixed_station: str = ""
    make_pictures: Callable[[QObject], FormPictures] | None = None
    sign_ins: SignIns = field(default_factory=SignIns)
    forget_event: Callable[[str], object] = lambda _event: None
