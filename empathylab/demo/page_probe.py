"""What a scripted participant sees: what has the focus in the form, as anybody watching the screen could tell."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF

from empathylab.demo.keyboard_driver import wait_for
from empathylab.ui.keys.clock import InputClock
from empathylab.ui.page.asking import ask
from empathylab.ui.page.scripts import call, script
from empathylab.ui.run.run_view import RunView


@dataclass(frozen=True, slots=True)
class FocusSeen:
    """What is seen of the focused element.

    At a service `named` is its place among the fields that the task names, -1 for none, and `beside` the words next to
    a field without a label.
    """

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
    isPressed: bool = False
    named: int = -1
    beside: str = ""


class PageProbe:
    """Looks at the page through the isolated world, and scrolls it to what is sought; changes nothing in it.

    With a clock the page goes by that one: what it does after a time does not hang on how busy the computer is.
    """

    def __init__(self, view: RunView, clock: InputClock | None = None) -> None:
        self._view, self._clock = view, clock

    def look(self) -> FocusSeen:
        """The focused element now, None while no page is there. What the page planned for by now has happened."""
        seen = self._asked("labDemo.look", self._clock.now_ms() if self._clock else None)
        return FocusSeen(**seen) if isinstance(seen, dict) else FocusSeen()

    def find_dragged(self, field: str, words: str) -> tuple[QPointF, QPointF] | None:
        """Where an answer that has to be dragged lies and where it belongs, in the window; None where there is none."""
        found = self._asked("labDemo.findDragged", field, words)
        page, widget = self._view.page, self._view.page_widget
        if not isinstance(found, list) or page is None or widget is None:
            return None
        start, end = (widget.mapTo(widget.window(), QPointF(x, y) * page.zoomFactor()) for x, y in found)
        return start, end

    def _asked(self, function: str, *given: object) -> object:
        """What the page says; None while no page is there. The eyes are opened once in each page."""
        question = call(function, *given)
        told = self._answer(question) or self._answer(script("demo-look.js") + question)
        return json.loads(told) if told else None

    def _answer(self, source: str) -> str:
        page = self._view.page
        if page is None:
            return ""
        told: list[object] = []
        ask(page, source, told.append, self._view)
        wait_for(lambda: told or self._view.page is None, "an answer from the form")
        return str(told[0] or "") if told else ""


def look_until(look: Callable[[], FocusSeen], is_known: Callable[[FocusSeen], bool], what: str) -> FocusSeen:
    """Look until `found` finds something: between pages nothing has the focus. MachineError: `what` did not come."""
    seen = FocusSeen()

    def is_there() -> bool:
        nonlocal seen
        seen = look()
        return is_known(seen)

    wait_for(is_there, what)
    return seen
