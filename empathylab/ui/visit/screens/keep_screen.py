"""Asks a visitor or a team where something is to be kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from empathylab.ui.kit import theme
from empathylab.ui.kit.flow import Flow
from empathylab.ui.kit.widgets import button, column, text
from empathylab.ui.visit.screens import keep_places
from empathylab.ui.visit.screens.screen import Screen, headline


class KeepScreen(Screen):
    """A button for each place; one press keeps it there.

    No file dialog: it would show every visitor the whole disk of somebody's laptop, remember where they looked, and be
    neither read aloud nor as large as the rest.
    """

    def __init__(
        self,
        title: str,
        words: str,
        bar: QWidget,
        *,
        keep: Callable[[Path], object],
        look_again: Callable[[], object],
        back: Callable[[], object],
    ) -> None:
        super().__init__(title)
        places = [button(each.name, partial(keep, each.folder)) for each in keep_places.places()]
        self.first = places[0]
        self.way_back = button("Back", back)
        self.build(
            column(
                headline(title),
                text(words),
                Flow(*places, space=theme.fitted().gap(18)),
                text("Put in a USB stick, wait a moment and press Look again: it is then shown here too.", "quiet"),
                space=theme.fitted().gap(18),
            ),
            (button("Look again", look_again), self.way_back),
            bar,
        )
