"""What the media of a page do, told by a script in the isolated world; the page itself makes no sound."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineSettings

from empathylab.domain.catalogue import Catalogue
from empathylab.domain.errors import InputError
from empathylab.domain.spec import Spec
from empathylab.files.layers import Layers
from empathylab.hearing.simulations.telephone import Telephone
from empathylab.ui.page.channel import inject, publish
from empathylab.ui.page.scheme import file_of
from empathylab.ui.page.scripts import script
from empathylab.ui.sound.media_state import MediaState, state_from_page

#: More than any page needs; the player has a channel for each.
MOST_ELEMENTS = 8
#: What a sound of a page may come through by itself.
_LINES = Catalogue((Telephone,))
_MOST_SHOWN = 60


class PageMedia(QObject):
    """`told`: a `MediaState`, of files that the lab serves alone. `lacking`: a sentence for the facilitator."""

    told = Signal(object)
    lacking = Signal(str)

    def __init__(self, page: QWebEnginePage, layers: Layers) -> None:
        super().__init__(page)
        self._layers = layers
        self._said: set[str] = set()
        publish(page, "media", self)
        facts = {"most": MOST_ELEMENTS}
        inject(page, "lab-media", f"globalThis.labMedia = {json.dumps(facts)};\n{script('page-media.js')}")
        page.setAudioMuted(True)
        # As in any browser once a person has used a site: else no form could have a sound that begins by itself.
        page.settings().setAttribute(QWebEngineSettings.WebAttribute.PlaybackRequiresUserGesture, False)

    @Slot(str)
    def tell(self, text: str) -> None:
        """From the page: all of one element."""
        facts: Any = state_from_page(text)
        if facts is None or not 0 < facts["element"] <= MOST_ELEMENTS:
            return
        file = file_of(QUrl(facts["address"]), self._layers)
        if facts["address"] and (file is None or facts.get("is_broken") is True):
            self.lack(facts["address"])
        if file is not None:
            figures = {name: facts[name] for name in ("element", "at_s", "told_s", "rate", "volume")}
            is_playing, line = facts.get("is_playing") is True, self._line(facts["through"])
            self.told.emit(MediaState(file=str(file), is_playing=is_playing, worn=line, **figures))

    def _line(self, through: str) -> tuple[Spec, ...]:
        """The telephone line of a sound with `data-through="telephone:snr_db=5"`; a page can ask for nothing else."""
        if not through:
            return ()
        try:
            return (_LINES.parse(through).spec,)
        except InputError as error:
            self._say(f"The form has a sound through '{through[:_MOST_SHOWN]}'. {error.what_happened}")
            return ()

    @Slot(str)
    def lack(self, address: str) -> None:
        """From the page: there is nothing at this address, or nothing that can be played."""
        self._say(f"The form has no '{PurePosixPath(QUrl(address).path()).name[:_MOST_SHOWN]}' that can be played.")

    def _say(self, words: str) -> None:
        """Once; and a page may not go on finding new things to lack."""
        if words not in self._said and len(self._said) < MOST_ELEMENTS:
            self._said.add(words)
            self.lacking.emit(words)
