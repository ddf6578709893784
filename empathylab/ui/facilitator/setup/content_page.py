"""Content of one's own: what is wrong with the lab folder, which packs are installed, and a pack to put in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from empathylab.domain.errors import LabError
from empathylab.files.library import load_library
from empathylab.files.own_profile import profiles_in, withdraw
from empathylab.files.pack_archive import ENDING
from empathylab.files.packs import PackContents, inspect_pack, install, installed, take_out
from empathylab.files.validating import faults_of
from empathylab.ui.facilitator.controls.background_task import start_task
from empathylab.ui.facilitator.controls.confirm import ConfirmButton
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.folder import documents_folder
from empathylab.ui.facilitator.controls.form_controls import Page, field, flow, say, switch
from empathylab.ui.kit.announcing import announce
from empathylab.ui.kit.label import Label, said_elsewhere
from empathylab.ui.kit.text_field import TextField
from empathylab.ui.kit.widgets import Card, button, clear, row, text

_LEAD = "Your own people, forms and stations, beside the lab's. To make one, use “empathylab new”."
_HINT = "A pack is a file from another team. Nothing of it runs outside a page, and it is looked at first."
_MOST_TOLD = 12


class ContentPage(Page):
    """The file, what is in it, and one button; all of it is installed, or nothing."""

    def __init__(self, desk: Desk, *, on_back: Callable[[], object] | None = None) -> None:
        super().__init__("Content of your own", _LEAD, on_back=on_back)
        self._desk = desk
        self._looked_at: Path | None = None
        self._is_busy = False
        self.file = TextField("")
        self.file.returnPressed.connect(self.look)
        self.file.textChanged.connect(self._another_file)
        self.look_button = button("See what is inside", self.look)
        self.install_button = button("Install", self.install, "main")
        self.out_buttons: dict[str, ConfirmButton] = {}
        self.withdraw_buttons: dict[str, ConfirmButton] = {}
        self._found, self._packs, self._folder = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._build()

    def _build(self) -> None:
        source = Card.titled("A pack from a file", space=12)
        source.box.addLayout(field("File", self.file, _HINT))
        source.box.addWidget(flow(button("Choose a file…", self._choose), self.look_button))
        self.body.addWidget(source)
        for box in (self._found, self._packs, self._folder):
            box.setSpacing(12)
        self.body.addWidget(self.said)
        self.body.addLayout(self._found)
        self.body.addLayout(self._packs)
        self.body.addLayout(self._folder)
        self.body.addStretch(1)
        self.add_action(self.install_button)
        self._another_file()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.load()

    def load(self) -> None:
        """Look at the folder and the packs anew."""
        layers = self._desk.library.layers
        self._show_packs(installed(layers) if layers.lab is not None else ())
        clear(self._folder)
        lines = [text(f"In {layers.lab}" if layers.lab else "There is none yet.", "small")]
        own = [str(fault) for fault in faults_of(layers) if layers.lab and fault.path.is_relative_to(layers.lab)]
        lines += _faults([fault.replace(f"{layers.lab}/", "") for fault in own]) or [
            text("Nothing is wrong.") for _ in (layers.lab,) if layers.lab
        ]
        self._folder.addWidget(Card.titled("Your lab folder", *lines, space=6))
        self._show_profiles(profiles_in(layers.lab))

    # --- a pack -------------------------------------------------------------------------------------------------

    def choose(self, path: Path) -> None:
        """Take this file and look at it."""
        self.file.setText(str(path))
        self.look()

    def _choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, "Choose a pack", str(documents_folder()), f"Packs (*{ENDING})")
        if name:
            self.choose(Path(name))

    def _another_file(self) -> None:
        self._looked_at = None
        clear(self._found)
        self.install_button.setEnabled(False)
        self.look_button.setEnabled(bool(self.file.text().strip()))

    def look(self) -> None:
        """Show what the file holds and what is wrong with it; nothing of it is kept."""
        words = self.file.text().strip()
        if self._is_busy or not words:
            return
        self._another_file()
        path, layers = Path(words).expanduser(), self._desk.library.layers
        say(self.said, "Looking…", "quiet")
        self._begin(lambda _progress: (path, inspect_pack(path, layers)), self._looked)

    def _looked(self, found: tuple[Path, PackContents]) -> None:
        path, look = found
        self._end()
        if str(path) != str(Path(self.file.text().strip()).expanduser()):
            return
        card = _card(look)
        card.be_read_whole(look.label.name)
        self._found.addWidget(card)
        # Before the keyboard goes on to the button that installs it.
        announce(card, " ".join((*_inside(look), *_first(look.faults))))
        if look.faults:
            say(self.said, "It cannot be installed as it is. Ask whoever made it to correct it.", "bad")
            return
        say(self.said, f"{look.label.name}: nothing is wrong with it.")
        self._looked_at = path
        self.install_button.setEnabled(True)
        self.install_button.setFocus()

    def install(self) -> None:
        """Put it into the lab folder, beside the screen."""
        path, layers = self._looked_at, self._desk.library.layers
        if self._is_busy or path is None:
            return
        say(self.said, "Installing…", "quiet")
        self._begin(lambda _progress: install(path, layers), self._installed)

    def _installed(self, look: PackContents) -> None:
        self._changed(f"{look.label.name} is installed. Tick its stations under Stations.")
        self.file.setText("")

    def take_out(self, pack_id: str) -> None:
        """Remove an installed pack; visitors have what else there is from now on."""
        layers = self._desk.library.layers
        self._begin(lambda _progress: take_out(pack_id, layers), lambda _done: self._changed("Taken out."))

    def _changed(self, words: str) -> None:
        self._end()
        self._desk.setup.take_files(load_library(self._desk.library.layers), even_with_faults=True)
        say(self.said, words)
        # The button that was pressed may be gone with what it was for.
        self.file.setFocus()
        self.load()

    def _show_profiles(self, profiles: tuple[Path, ...]) -> None:
        """What colleagues measured of themselves and lent: out again at once, when they say so."""
        self.withdraw_buttons = {path.stem: ConfirmButton("Remove", partial(self.withdraw, path)) for path in profiles}
        if not profiles:
            return
        card = Card.titled("Profiles that somebody made of themselves", text("They may take them back at any time."))
        for name, out in self.withdraw_buttons.items():
            out.setAccessibleDescription(name)
            card.box.addLayout(row(said_elsewhere(text(name, wraps=False)), out))
        self._folder.addWidget(card)

    def withdraw(self, path: Path) -> None:
        """Delete a profile out of the lab folder."""
        try:
            withdraw(path)
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        self._changed("Removed.")

    def _begin(self, do: Callable[[object], object], done: Callable[..., object]) -> None:
        self._set_busy(True)
        self.work = start_task(self, do, done=done, failed=self._failed)

    def _failed(self, words: str) -> None:
        self._end()
        say(self.said, words, "bad")

    def _end(self) -> None:
        self._set_busy(False)

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        for control in (self.look_button, *self.out_buttons.values()):
            switch(control, is_on=not is_busy)
        switch(self.install_button, is_on=not is_busy and self._looked_at is not None)

    def _show_packs(self, looks: tuple[PackContents, ...]) -> None:
        clear(self._packs)
        self.out_buttons = {}
        for look in looks:
            out = ConfirmButton("Take out", partial(self.take_out, look.label.id))
            out.setAccessibleDescription(look.label.name)
            self.out_buttons[look.label.id] = out
            card = _card(look, is_installed=True)
            card.box.addWidget(flow(out))
            self._packs.addWidget(card)


def _card(look: PackContents, *, is_installed: bool = False) -> Card:
    made, *others = _inside(look)
    name = f"Installed: {look.label.name}" if is_installed else look.label.name
    lines = (text(made, "small"), *map(text, others), *_faults(look.faults))
    return Card.titled(name, *lines, mood="bad" if look.faults else "", space=6)


def _inside(look: PackContents) -> list[str]:
    """Who made it, what is inside, where it leads."""
    label = look.label
    version = f", version {label.version}" if label.version else ""
    made = f"Made by {label.made_by}" if label.made_by else "It does not say who made it"
    about = [label.about] if label.about else []
    parts = [f"{kind.capitalize()}: {', '.join(names)}." for kind, names in look.inside]
    leads = [f"Its services open {', '.join(look.addresses)}."] if look.addresses else []
    return [f"{made}{version}.", *about, *parts, *leads]


def _faults(told: Sequence[str]) -> list[Label]:
    return [text(fault, "bad") for fault in _first(told)]


def _first(told: Sequence[str]) -> list[str]:
    """As many as anybody reads, and how many there are besides."""
    more = [f"And {len(told) - _MOST_TOLD} more."] if len(told) > _MOST_TOLD else []
    return [*told[:_MOST_TOLD], *more]
