"""A folder that other laptops' files arrive in, a share or a synchronised one: they are taken as they come."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from empathylab.domain.days import moment_words
from empathylab.domain.errors import LabError
from empathylab.domain.joined import JoinReport
from empathylab.domain.words import how_many
from empathylab.files.usb_sticks import bundles_on
from empathylab.storage import import_records, is_locked
from empathylab.ui.facilitator.controls.background_task import BackgroundTask, start_task
from empathylab.ui.facilitator.controls.desk import Desk

_LOOK_MS = 60_000
_log = logging.getLogger(__name__)
#: A file as it was when it was read: its name, its size, when it was written.
Seen = tuple[Path, int, float]


class WatchedFolder(QObject):
    """Looks once a minute. Events of one name become one; a file that is locked waits for a person, who is told."""

    looked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._seen: set[Seen] = set()
        self._work: BackgroundTask | None = None
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        desk.settings_changed.connect(self.look)
        QTimer.singleShot(0, self, self.look)

    def look(self) -> None:
        """Take what is new, beside the screen; a look that is under way is left alone."""
        folder = self._desk.settings.watched_folder
        if not folder or self._work is not None:
            return
        self._work = start_task(self, self._taking(Path(folder)), done=self._done, failed=self._done)

    def _taking(self, folder: Path) -> Callable[[object], str]:
        records, seen = self._desk.records, self._seen

        def take(_progress: object) -> str:
            told = []
            for path in bundles_on([folder]):
                this = _as_it_is(path)
                if this is None or this in seen:
                    continue
                seen.add(this)
                try:
                    told.append(_told(path, None if is_locked(path) else import_records(records, path)))
                except LabError as error:
                    told.append(f"{path.name}: {error}")
            return " ".join(told) if folder.is_dir() else f"The folder {folder} cannot be reached just now."

        return take

    def _done(self, words: object) -> None:
        self._work = None
        if not words:
            return
        now = datetime.now().astimezone()
        self._desk.watched_words = f"{moment_words(now)}. {words}"
        _log.info("Watched folder: %s", words)
        self.looked.emit()
        self._desk.records_changed.emit()


def _as_it_is(path: Path) -> Seen | None:
    """None when it has gone meanwhile. One that is still being written is another at the next look."""
    try:
        found = path.stat()
    except OSError:
        return None
    return path, found.st_size, found.st_mtime


def _told(path: Path, report: JoinReport | None) -> str:
    if report is None:
        return f"{path.name} is locked: bring it in under Results, with its passphrase."
    aside = f", {report.quarantined:,} set aside" if report.quarantined else ""
    return f"{path.name}: {how_many(report.visits, 'new visit')}{aside}."
