"""A scripted participant's eyes: what has the focus in the form, as anybody watching the screen could tell."""

from __future__ import annotations

import json
from dataclasses import dataclass

from empathylab.demo.keyboard_driver import wait_for
from empathylab.ui.page.channel import ISOLATED_WORLD
from empathylab.ui.page.scripts import call, script
from empathylab.ui.run.run_view import RunView


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of the focused element."""

    page: str = ""
    tag: str = ""
    type: str = ""
    field: str = ""
    part: int = -1
    words: str = ""
    value: str = ""
    isChecked: bool = False
    isSubmit: bool = False
    isError: bool = False
    isPlayer: bool = False
    hint: str = ""


class PageProbe:
    """Looks at the page through the isolated world; changes nothing in it."""

    def __init__(self, view: RunView) -> None:
        self._view = view

    def look(self) -> Seen:
        """The focused element now; nothing while no page is there."""
        page = self._view.page
        if page is None:
            return Seen()
        seen: list[str] = []
        source = script("demo-look.js") + call("labDemo.look")
        page.runJavaScript(source, ISOLATED_WORLD.value, lambda text: seen.append(text))
        wait_for(lambda: seen or self._view.page is None, "an answer from the form")
        return Seen(**json.loads(seen[0])) if seen and seen[0] else Seen()
