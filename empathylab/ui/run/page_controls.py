"""The controls of a page as voice control knows them: what they are called, what is seen of them, where they are."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QObject, QRectF
from PySide6.QtWebEngineCore import QWebEnginePage

from empathylab.ui.page.asking import ask
from empathylab.ui.page.scripts import call, script
from empathylab.voice_control.commands import plain

_SEEN_PX = 3


@dataclass(frozen=True)
class SeenControl:
    """`name` is what software calls it, `said` what is seen; `box` is what of it is in sight, in CSS pixels."""

    number: int
    name: str
    said: str
    box: QRectF

    @property
    def is_in_sight(self) -> bool:
        """Whether some of it lies within the window."""
        return self.box.width() >= _SEEN_PX and self.box.height() >= _SEEN_PX

    @cached_property
    def called(self) -> str:
        """What it is called by who speaks, in plain words."""
        return plain(self.name)

    @cached_property
    def seen(self) -> str:
        """What stands on it."""
        return plain(self.said)


def answering(controls: Sequence[SeenControl], words: str) -> list[SeenControl]:
    """Those whose name has these plain words (WCAG 2.5.3); those that are called just so go before others."""
    just_so = [each for each in controls if each.called == words]
    return just_so or [each for each in controls if f" {words} " in f" {each.called} "]


def seen_only(controls: Sequence[SeenControl], words: str) -> list[SeenControl]:
    """Those on which the words stand."""
    return [each for each in controls if each.seen == words]


class PageControls(QObject):
    """Asks the page. `page` is what is in front now."""

    def __init__(self, parent: QObject, page: Callable[[], QWebEnginePage | None]) -> None:
        super().__init__(parent)
        self._page = page

    def find(self, then: Callable[[list[SeenControl]], None]) -> None:
        self._ask("labVoice.controls", then=lambda told: then(_decoded(told)))

    def bring(self, control: SeenControl, then: Callable[[QRectF | None], None]) -> None:
        """Into sight; `then` gets where it is, None when it has gone."""
        self._ask("labVoice.bring", control.number, then=lambda told: then(_box(told)))

    def tell_in_vain(self, control: SeenControl) -> None:
        """Nothing came of pressing this one: the page may say why."""
        self._ask("labVoice.inVain", control.number, then=lambda _told: None)

    def _ask(self, function: str, *given: object, then: Callable[[object], None]) -> None:
        page = self._page()
        if page is not None:
            source = script("voice-controls.js") + "\n" + call(function, *given)
            ask(page, source, then, self)


def _decoded(told: object) -> list[SeenControl]:
    if not isinstance(told, str) or not told:
        return []
    rows = enumerate(json.loads(told))
    return [SeenControl(number, row["name"], row["said"], QRectF(*row["box"])) for number, row in rows]


def _box(told: object) -> QRectF | None:
    return QRectF(*json.loads(told)) if isinstance(told, str) and told else None
