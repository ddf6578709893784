"""How a scripted participant goes through a service that nobody here wrote: stop by stop, by what is asked there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from empathylab.demo.field_filler import FieldFiller, OutOfPatience
from empathylab.demo.keyboard_driver import KeyboardDriver
from empathylab.demo.page_probe import FocusSeen, PageProbe, look_until
from empathylab.domain.service import Service
from empathylab.domain.session import RunKind
from empathylab.session.plan import VisitPlan
from empathylab.ui.page.service_names import field_names

_PAGE_CHANGE_MS = 400
_WRITTEN = ("input", "textarea")
#: How a button or a link begins that leads on, where it is not the one that sends a form.
_ONWARD = ("accept", "apply", "confirm", "continue", "go on", "next", "send", "start", "submit")


class ServiceFiller:
    """Fills in a service from the card and from what stands at each stop of Tab; gives up when it has had enough."""

    def __init__(
        self,
        keyboard: KeyboardDriver,
        probe: PageProbe,
        plan: VisitPlan,
        run: RunKind,
        has_had_enough: Callable[[], bool],
        is_sent: Callable[[], bool],
    ) -> None:
        assert isinstance(plan.task, Service)
        self._probe, self._is_sent = probe, is_sent
        self._fields = FieldFiller(keyboard, self._look, has_had_enough)
        self._names = field_names(plan.task)
        self._card = {line.field: line for line in plan.card(run)}

    def fill(self) -> bool:
        """To the end of the service; False when patience ran out first."""
        try:
            while not self._is_sent():
                self._fields.press(Qt.Key.Key_Tab)
                self._fields.rest(30)
                self._answer(self._look())
        except OutOfPatience:
            return False
        return True

    def _look(self) -> FocusSeen:
        return look_until(self._probe.look, lambda seen: bool(seen.tag) or self._is_sent(), "a page of the service")

    def _answer(self, sight: FocusSeen) -> None:
        value = self._value_for(sight)
        if value is not None:
            self._give(sight, value)
        elif sight.type == "file" and not sight.value:
            self._fields.press(Qt.Key.Key_Return)
        elif _leads_on(sight):
            self._fields.press(Qt.Key.Key_Return)
            self._fields.rest(_PAGE_CHANGE_MS)

    def _value_for(self, sight: FocusSeen) -> str | None:
        """What the card says for it: by the name that the task's file gives it, else by the words beside it."""
        if 0 <= sight.named < len(self._names):
            line = self._card.get(self._names[sight.named])
            return line.value if line else None
        if sight.tag not in (*_WRITTEN, "select") or not sight.beside:
            return None
        return next((each.value for each in self._card.values() if _plain(each.label) == _plain(sight.beside)), None)

    def _give(self, sight: FocusSeen, value: str) -> None:
        if sight.type == "radio":
            self._fields.choose_radio(value)
        elif sight.type == "checkbox":
            self._tick(sight, value)
        elif sight.tag == "select":
            self._fields.choose_from_list(value)
        elif sight.tag in _WRITTEN:
            self._fields.type(value)

    def _tick(self, sight: FocusSeen, value: str) -> None:
        if sight.words in [each.strip() for each in value.split(",")]:
            self._fields.tick()


def _leads_on(sight: FocusSeen) -> bool:
    return sight.isSubmit or (sight.isPressed and _plain(sight.words).startswith(_ONWARD))


def _plain(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(":* ")
