"""The set-up of this machine as one live value: the settings, and what the lab offers under them."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from empathylab.domain.errors import MachineError
from empathylab.files.lab_folder import layers_for
from empathylab.files.library import Library, load_library
from empathylab.files.overrides import library_as_set
from empathylab.files.settings import Settings, load_settings, save_settings

#: No letters or figures that are taken for one another.
_NAMING = "ACDEFHJKLMNPRTUVWXY34679"
#: What listeners hear where the data files were read anew.
CONTENT = "content"
#: Hears the names of the settings that were given anew, whether or not they differ from before.
Listener = Callable[[frozenset[str]], object]


@dataclass(frozen=True, slots=True)
class SetUp:
    """The set-up at one moment: settings, data `files`, and the `library`, those files as the settings change them."""

    settings: Settings
    files: Library
    library: Library

    def with_settings(self, settings: Settings) -> SetUp:
        """The same files under other settings."""
        return SetUp(settings, self.files, library_as_set(self.files, settings))


class LiveSetUp:
    """Holds the one set-up of a running lab; it is changed here, and whoever listens hears of it afterwards."""

    def __init__(self, data_dir: Path, files: Library | None = None, lab: Path | None = None) -> None:
        """`files` are read where none are given, with the folder `lab` over them. Nothing is written."""
        self.data_dir = data_dir
        settings = load_settings(data_dir)
        if lab is not None and str(lab) != settings.lab_folder:
            settings = settings.with_changes(lab_folder=str(lab))
        found = files or load_library(layers_for(data_dir, settings))
        self.now = SetUp(settings, found, found).with_settings(settings)
        self._listeners: list[Listener] = []

    @property
    def settings(self) -> Settings:
        """As they are now."""
        return self.now.settings

    @property
    def library(self) -> Library:
        """What the lab offers now."""
        return self.now.library

    @property
    def files(self) -> Library:
        """The data files as they were read last and were right."""
        return self.now.files

    def take_files(self, found: Library, *, even_with_faults: bool = False) -> None:
        """Go on with files that were read anew, and tell everybody.

        Where one has a fault that was not there before, that LabError, and the last state that was right stays; a pack
        that was taken out is gone all the same (`even_with_faults`).
        """
        known = {str(fault) for fault in self.files.faults}
        fresh = next((fault for fault in found.faults if str(fault) not in known), None)
        if fresh is not None and not even_with_faults:
            raise fresh
        self.now = SetUp(self.settings, found, found).with_settings(self.settings)
        self._tell(CONTENT)

    def _tell(self, *changes: str) -> None:
        for listener in tuple(self._listeners):
            listener(frozenset(changes))

    def change(self, **changes: object) -> None:
        """Save some settings, then tell everybody; where they cannot be saved MachineError, and nothing has changed.

        What there was to say of the file that was read is over with it.
        """
        settings = self.settings.with_changes(notices=(), **changes)
        save_settings(self.data_dir, settings)
        self.now = self.now.with_settings(settings)
        self._tell(*changes)

    def remember_folder(self) -> None:
        """The next start takes the folder of own content that this one was given, once the records are this lab's."""
        if load_settings(self.data_dir).lab_folder != self.settings.lab_folder:
            self._kept(self.settings)

    def name_station(self, name: str = "") -> None:
        """Name a machine that nobody named yet, so that its visits can be told from those of others: at random."""
        if self.settings.station_name:
            return
        name = name or "Laptop " + "".join(map(secrets.choice, [_NAMING] * 3))
        self.now = self.now.with_settings(self._kept(self.settings.with_changes(station_name=name)))

    def _kept(self, settings: Settings) -> Settings:
        """Saved where that can be done; where not, they hold until the lab ends."""
        with contextlib.suppress(MachineError):
            save_settings(self.data_dir, settings)
        return settings

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Have it called after each change, in the order of listening; what is returned ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)
