"""Problems at the station, reported to the facilitator; the visitor's screen stays as it is."""

from __future__ import annotations

import logging
from collections.abc import Callable

from empathylab.domain.errors import LabError, MachineError
from empathylab.files.settings import Settings
from empathylab.ui.kit import other_screen_reader
from empathylab.ui.page import environment
from empathylab.ui.sound import audio
from empathylab.ui.sound.set_loudness import why_not_set

_log = logging.getLogger(__name__)
LATE_READER = MachineError(
    "A screen reader has been started after the lab. It reads the lab's own screens, and not the forms.",
    "Close the lab and start it again while the screen reader runs.",
)


class Problems:
    """All that was reported since the lab began, in order; `tell` is called after each change."""

    def __init__(self, tell: Callable[[], object]) -> None:
        self.reported: list[LabError] = []
        self._tell = tell
        self._content: LabError | None = None

    def report(self, problem: LabError) -> None:
        """Tell the facilitator, and the log."""
        self.reported.append(problem)
        _log.error("%s", problem)
        self._tell()

    def report_content(self, problem: LabError | None) -> None:
        """Of what was saved in the lab folder, in place of what was said of it before; None: it is right now."""
        self.reported = [each for each in self.reported if each is not self._content]
        self._content = problem
        if problem is not None:
            self.report(problem)
        self._tell()

    def sound_goes_elsewhere(self, settings: Settings) -> None:
        """Ask who has set the volume to do so again, for the device that is there now."""
        why_not = why_not_set(settings, audio.sound_device())
        if why_not and settings.loudness_set:
            self.report(MachineError(why_not, "Set how loud it is, in Set up."))

    def look_for_late_reader(self) -> None:
        """The engine gives pages to other screen readers from its beginning on, or not at all."""
        is_told = LATE_READER in self.reported or environment.is_tree_shared()
        if not is_told and other_screen_reader.is_running():
            self.report(LATE_READER)
