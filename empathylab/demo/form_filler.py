"""How a scripted participant fills in a form: Tab to a field, look, type, look again, mend what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from PySide6.QtCore import Qt

from empathylab.demo.field_filler import ANSWER_MS, MOST_TRIES, FieldFiller, OutOfPatience
from empathylab.demo.keyboard_driver import KeyboardDriver
from empathylab.demo.page_probe import FocusSeen, PageProbe, look_until
from empathylab.demo.pointer_driver import PointerDriver
from empathylab.domain.feature import wears
from empathylab.domain.session import RunKind
from empathylab.domain.task import CardLine, FormQuestion, QuestionKind
from empathylab.motor import PointerBlock
from empathylab.reader.screen_reader import ScreenReader
from empathylab.session.plan import VisitPlan

#: Where H finds no heading: so many stops with Tab, until the key for fields comes to mind.
_TABS_BEFORE_F = 5
_PAGE_CHANGE_MS, _LISTEN_MS = 400, 1500
#: Where links that are no part of a form lead (`assets/tasks/elsewhere.html`).
_OUTSIDE = "elsewhere"


class _Elsewhere(Exception):
    """Another page has come than the one that is being filled in."""


class FormFiller:
    """Fills in a form from the card and from what a person sees or has just heard; gives up when it has had enough."""

    def __init__(
        self,
        keyboard: KeyboardDriver,
        probe: PageProbe,
        plan: VisitPlan,
        run: RunKind,
        has_had_enough: Callable[[], bool],
        is_sent: Callable[[], bool],
        last_heard: Callable[[], str],
        pointer: PointerDriver,
    ) -> None:
        self._keyboard, self._probe, self._plan, self._run = keyboard, probe, plan, run
        self._is_sent, self._last_heard = is_sent, last_heard
        self._fields = FieldFiller(keyboard, self._look, has_had_enough)
        worn = plan.conditions[run].simulations
        self._listens = wears(worn, ScreenReader)
        self._pointer = None if self._listens or wears(worn, PointerBlock) else pointer
        self._played: set[tuple[str, str]] = set()
        #: The page that is being filled in, nothing on the way to another.
        self._at = ""
        self._questions = {question.id: question for question in plan.form.questions}

    def fill(self) -> bool:
        """Every page to the confirmation, thrown on and back as may be; False when patience ran out first."""
        try:
            tries = dict.fromkeys((*self._plan.form.pages[:-1], _OUTSIDE), MOST_TRIES)
            while (page := self._look().page) in tries:
                if not tries[page]:
                    return False
                tries[page] -= 1
                with suppress(_Elsewhere):
                    self._fill_page(page)
                self._at = ""
        except OutOfPatience:
            return False
        return True

    def _look(self) -> FocusSeen:
        """What has the focus, nothing once the form was sent."""
        seen = FocusSeen()
        if not self._is_sent():
            seen = look_until(self._probe.look, lambda seen: bool(seen.page) or self._is_sent(), "a page of the form")
        if self._at not in ("", seen.page):
            raise _Elsewhere
        return seen

    def _fill_page(self, page: str) -> None:
        """Fill in and send, or go back from outside the form. _Elsewhere: another page is there: the time was over."""
        self._at = page
        if page == _OUTSIDE:
            self._follow_link()
            return
        if self._listens:
            self._find_form()
        for line in self._plan.card(self._run):
            question = self._questions[line.field]
            if question.page == page:
                self._fill_question(question, line)
        self._go_to_button()
        self._fields.press(Qt.Key.Key_Return)
        self._keyboard.rest(_PAGE_CHANGE_MS)
        if self._look().isError:
            self._follow_link()

    def _follow_link(self) -> None:
        """The first one: of errors it leads to what is missing."""
        self._go_to(lambda sight: sight.tag == "a")
        self._fields.press(Qt.Key.Key_Return)
        self._keyboard.rest(_PAGE_CHANGE_MS)

    def _find_form(self) -> None:
        """As the tutor taught it: by the heading to the first field, and into it."""
        self._fields.press(Qt.Key.Key_H)
        self._keyboard.rest(ANSWER_MS)
        if self._last_heard().startswith("no next"):
            for _ in range(_TABS_BEFORE_F):
                self._fields.press(Qt.Key.Key_Tab)
        self._fields.press(Qt.Key.Key_F)
        self._keyboard.rest(ANSWER_MS)
        if "edit" in self._last_heard():
            self._fields.press(Qt.Key.Key_Return)

    def _go_to_button(self) -> None:
        """A reader may have come to it already, without the focus."""
        if not (self._listens and self._last_heard().endswith("button")):
            self._go_to(self._is_button)

    def _is_button(self, sight: FocusSeen) -> bool:
        """On the way there a box that is on no card is answered as its label asks, or with what stands beside it."""
        if sight.type == "text" and sight.field not in self._questions and not sight.value:
            given = {self._questions[line.field].label: line.value for line in self._plan.card(self._run)}
            self._fields.type(given.get(sight.words, sight.hint))
        return sight.isSubmit

    def _fill_question(self, question: FormQuestion, line: CardLine) -> None:
        values = [value.strip() for value in line.value.split(",")]
        if question.kind is QuestionKind.DATE:
            for part, value in enumerate(_date_parts(line.value)):
                self._go_to(partial(_is_part, question.id, part))
                self._fields.type(value)
                self._fields.press(Qt.Key.Key_Tab)
            return
        if self._drag(question.id, line.value):
            return
        self._go_to(lambda sight: sight.field == question.id)
        if question.kind is QuestionKind.RADIOS:
            self._fields.choose_radio(line.value)
        elif question.kind is QuestionKind.CHECKBOXES:
            self._tick(question, values)
        elif question.kind is QuestionKind.SELECT:
            self._fields.choose_from_list(line.value)
        else:
            self._fields.type(line.value)

    def _drag(self, field: str, words: str) -> bool:
        """Whose hand is on a mouse drags what can only be dragged."""
        found = self._probe.find_dragged(field, words) if self._pointer else None
        if found is None or self._pointer is None:
            return False
        self._pointer.drag(*found)
        return True

    def _tick(self, question: FormQuestion, wanted: list[str]) -> None:
        for _ in range(len(question.options)):
            sight = self._look()
            if sight.field == question.id and sight.words in wanted:
                self._fields.tick()
            self._fields.press(Qt.Key.Key_Tab)

    def _go_to(self, is_there: Callable[[FocusSeen], bool]) -> None:
        self._fields.go_to(is_there, passing=self._play)

    def _play(self, sight: FocusSeen) -> None:
        """A film or a sound on the way is begun, once."""
        if sight.isPlayer and (sight.page, sight.field) not in self._played:
            self._played.add((sight.page, sight.field))
            self._fields.press(Qt.Key.Key_Return)
            self._keyboard.rest(_LISTEN_MS)


def _is_part(field: str, part: int, sight: FocusSeen) -> bool:
    return sight.field == field and sight.part in (part, -1)


def _date_parts(date: str) -> list[str]:
    """`6 May 2026` as the three parts that a form asks for."""
    months = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    day, month, year = date.split()
    return [day, str(months.index(month[:3].lower()) + 1), year]
