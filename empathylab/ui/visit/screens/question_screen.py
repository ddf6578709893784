"""Screens of questions to the visitor; any question may be left out, and that is recorded as skipped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from empathylab.domain.questions import AnswerKind, News, Question
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import Stage
from empathylab.ui.kit import theme
from empathylab.ui.kit.announcing import announce
from empathylab.ui.kit.label import Label, said_elsewhere
from empathylab.ui.kit.widgets import ENTER, TextKind, VisitCard, button, column, holding, relabel, text
from empathylab.ui.visit.screens.question_pages import QuestionPage
from empathylab.ui.visit.screens.scale import Points, PointScale, SliderScale, WordChoice
from empathylab.ui.visit.screens.screen import Screen, headline, visit_bar

#: A scale with at most so many points is a row of buttons; a longer one is a slider.
_MOST_BUTTONS = 11
_WAYS = {PointScale: "Press a number", WordChoice: "Press 1, 2, 3 and so on", SliderScale: "on a line ← or →"}
_LEFT_OUT = "Leave out what you like."
NOTHING_CHOSEN = "Nothing is chosen yet. Enter once more leaves this question out."
_SKIP, _CLEAR = "Skip", "Clear my answers"


@dataclass(frozen=True, slots=True)
class VisitorAnswer:
    """What was given to one question: a number, or a text; without the one and with an empty other it was skipped."""

    number: int | None = None
    text: str | None = None

    @property
    def is_skipped(self) -> bool:
        """Whether nothing was answered."""
        return self.number is None and not self.text


class _Comment(QPlainTextEdit):
    """A few lines of free text; Tab leaves it, as everywhere else."""

    answered = Signal()
    #: Written without a key: spoken, or chosen in a panel of the system's.
    composed = Signal()

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setInputMethodHints(self.inputMethodHints() | Qt.InputMethodHint.ImhSensitiveData)
        self.setAccessibleName(question.text)
        self.setAccessibleDescription(question.hint)
        self.setFixedHeight(theme.fitted().px(84))
        self.textChanged.connect(self.answered)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """From nobody's key."""
        super().inputMethodEvent(event)
        self.composed.emit()

    def clear(self) -> None:
        """Unanswered again."""
        with QSignalBlocker(self):
            super().clear()


_Input = Points | SliderScale | _Comment


class QuestionScreen(Screen):
    """Every question of a page with its scale; `answered` gets what was given for each of them."""

    def __init__(
        self, plan: VisitPlan, stage: Stage, page: QuestionPage, answered: Callable[[dict[str, VisitorAnswer]], object]
    ) -> None:
        super().__init__(page.title)
        self._inputs: dict[str, _Input] = {}
        self._left_open: dict[_Input, Label] = {}
        self._answered = answered
        asked = [each.model_copy(update={"text": theme.with_keys(each.text)}) for each in page.questions]
        look = theme.fitted()
        is_alone = len(page.questions) == 1 and not look.is_large
        title = text(page.title, "heading") if is_alone else headline(page.title)
        content = column(title, space=look.gap(28 if is_alone else 14))
        if page.intro:
            content.addWidget(text(page.intro, "quiet"))
        for question in asked:
            content.addWidget(self._alone(question) if is_alone else self._card(question))
        self.go_on = button("Continue", self._give, "main")
        self._skip = button(_SKIP, self._skip_or_clear)
        actions: list[QWidget] = [self.go_on, self._skip]
        how = text(self._how(), "quiet")
        if look.is_large:
            content.addWidget(how)
        else:
            actions.append(how)
        self.build(content, actions, visit_bar(plan, stage), is_in_middle=not look.is_large)
        self.first = _entry(next(iter(self._inputs.values())))

    def _how(self) -> str:
        kinds = {type(answer) for answer in self._inputs.values()}
        ways = ", ".join(words for kind, words in _WAYS.items() if kind in kinds)
        said = [f"{ways[0].upper()}{ways[1:]}."] if ways else []
        return " ".join(said if len(self._inputs) == 1 else (*said, _LEFT_OUT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads from an answer to the next question and at last to Continue; it never answers.

        A number answers wherever the keyboard is: beside the buttons, what is still open comes first.
        """
        answer = self._answer_in_focus()
        if event.key() in ENTER and answer:
            if not event.isAutoRepeat():
                self._lead_on(answer)
        elif event.text().isdecimal() and answer is None and (points := self._points_in_turn()):
            points[0].keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _lead_on(self, answer: _Input) -> None:
        """Whoever believes that Enter has chosen is told that it has not, before the question is left."""
        told = self._left_open[answer]
        if _given(answer).is_skipped and told.isHidden():
            told.show()
            announce(self, told.text())
            self.bring_in_sight(told)
            return
        told.hide()
        following = [*self._inputs.values()][[*self._inputs.values()].index(answer) + 1 :]
        place = _entry(following[0]) if following else self.go_on
        place.setFocus(Qt.FocusReason.TabFocusReason)

    def _points_in_turn(self) -> list[Points]:
        points = [each for each in self._inputs.values() if isinstance(each, Points)]
        return sorted(points, key=lambda each: each.number is not None)

    def _answer_in_focus(self) -> _Input | None:
        focused = self.focusWidget()
        return next((each for each in self._inputs.values() if focused and each.isAncestorOf(focused)), None)

    def _card(self, question: Question) -> QWidget:
        look = theme.fitted()
        card = VisitCard(*self._asked(question, "subtitle"), space=look.gap(6))
        card.box.setContentsMargins(*map(look.gap, (24, 14, 24, 14)))
        return card

    def _alone(self, question: Question) -> QWidget:
        """The only one on its screen: as large as the screen has room for."""
        return holding(column(*self._asked(question, "question", is_big=True), space=theme.fitted().gap(36)))

    def _asked(self, question: Question, kind: TextKind, *, is_big: bool = False) -> list[QWidget]:
        answer = _input_for(question, is_big=is_big)
        self._inputs[question.id] = answer
        answer.answered.connect(self._name_skip)
        told = self._left_open[answer] = said_elsewhere(text(NOTHING_CHOSEN, "subtitle"))
        told.hide()
        answer.answered.connect(told.hide)
        hint = text(question.hint, "quiet")
        if isinstance(answer, _Comment):
            answer.composed.connect(self.acted)
            said_elsewhere(hint)
        return [said_elsewhere(text(question.text, kind)), *([hint] if question.hint else []), answer, told]

    def _give(self) -> None:
        self._answered({name: _given(answer) for name, answer in self._inputs.items()})

    def _skip_or_clear(self) -> None:
        """Nothing that was given is thrown away unsaid: with answers on the page, they are only cleared."""
        if not self._is_answered:
            self._give()
            return
        for answer in self._inputs.values():
            answer.clear()
        announce(self, "Your answers on this page are cleared.")
        # The same key once more would skip the page; and what has the focus is heard when it gets another name.
        self.take_focus()
        self._name_skip()

    @property
    def _is_answered(self) -> bool:
        return not all(_given(answer).is_skipped for answer in self._inputs.values())

    def _name_skip(self) -> None:
        relabel(self._skip, _CLEAR if self._is_answered else _SKIP)


def _entry(answer: _Input) -> QWidget:
    """Where the keyboard enters an answer."""
    if isinstance(answer, Points):
        return answer.entry
    return answer.slider if isinstance(answer, SliderScale) else answer


def _input_for(question: Question, *, is_big: bool = False) -> _Input:
    scale = question.scale
    if question.kind is AnswerKind.CHOICE:
        return WordChoice(question.text, question.choices, question.right)
    if question.kind is AnswerKind.TEXT or scale is None:
        return _Comment(question)
    labels = (scale.lowest_label, scale.highest_label)
    if len(scale.values) <= _MOST_BUTTONS:
        is_high_bad = scale.rises_with is News.BAD
        return PointScale(question.text, scale.lowest, scale.highest, *labels, is_big=is_big, is_high_bad=is_high_bad)
    return SliderScale(question.text, scale.lowest, scale.highest, scale.step, *labels)


def _given(answer: _Input) -> VisitorAnswer:
    if isinstance(answer, _Comment):
        return VisitorAnswer(text=answer.toPlainText().strip())
    return VisitorAnswer(number=answer.number if isinstance(answer, Points) else answer.value)
