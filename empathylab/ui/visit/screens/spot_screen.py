"""Spot the barrier: one picture of a page, or what the reader says of one, and two answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from empathylab.files.spotting import Kind, SpotItem
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import Stage
from empathylab.ui.kit import theme
from empathylab.ui.kit.flow import Flow
from empathylab.ui.kit.label import said_elsewhere
from empathylab.ui.kit.widgets import VisitCard, button, column, holding, row, text
from empathylab.ui.visit.screens.screen import Screen, visit_bar

YES, NO = "A barrier", "No barrier"
_HOW = "Look first. 1 or 2 answers."
_ANSWERS = ((YES, "1", True), (NO, "2", False))
#: As high as the window has room for; who asked for larger text has it larger, as wide as the window.
_PICTURE_HIGH_PX, _PICTURE_WIDE_PX = 480, 1160


class SpotScreen(Screen):
    """`answer` is told whether the visitor says there is a barrier; `hear` plays the clip, where there is sound."""

    def __init__(
        self,
        plan: VisitPlan,
        stage: Stage,
        item: SpotItem,
        place: tuple[int, int],
        answer: Callable[[bool], object],
        skip: Callable[[], object],
        hear: Callable[[], object] | None = None,
    ) -> None:
        number, count = place
        title = "Would this page shut somebody out?"
        super().__init__(f"{title} {number} of {count}")
        answers = [_answer(name, key, partial(answer, is_barrier)) for name, key, is_barrier in _ANSWERS]
        self._keys = {key: made for made, (_name, key, _is_barrier) in zip(answers, _ANSWERS, strict=True)}
        shown = _picture(item) if item.kind is Kind.PICTURE else _clip(item, hear)
        # The keyboard begins at no answer: who presses Enter to get through has given none.
        self.first = said_elsewhere(text(_HOW, "quiet", wraps=False))
        self.first.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        content = column(text(title, "title"), Flow(self.first), shown, space=theme.fitted().gap(14))
        actions = (
            *answers,
            text(f"{number} of {count}", "small", wraps=False),
        )
        self.build(content, actions, visit_bar(plan, stage), at_end=button("Skip these", skip))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The numbers that stand on the answers give them, wherever the keyboard is."""
        if (chosen := self._keys.get(event.text())) is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            chosen.click()


def _answer(name: str, key: str, give: Callable[[], object]) -> QPushButton:
    made = button(f"{name}   {key}", give, "main")
    made.setAccessibleName(name)
    made.setAccessibleDescription(f"Press {key}")
    return made


def _picture(item: SpotItem) -> QWidget:
    label, look = QLabel(), theme.fitted()
    most = QSize(look.edge(_PICTURE_WIDE_PX), look.px(_PICTURE_HIGH_PX))
    picture = QPixmap(str(item.picture))
    as_large = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    label.setProperty("kind", "picture")
    label.setPixmap(picture.scaled(most, *as_large))
    label.setAccessibleName(f"A picture of a page. {item.alt}")
    return holding(row(label))


def _clip(item: SpotItem, hear: Callable[[], object] | None) -> QWidget:
    """What is heard stands there to be read as well."""
    said = [text(f"“{phrase}”", "lead") for phrase in item.phrases]
    card = VisitCard(text("This is what a screen reader says of a part of a page.", "quiet"), *said)
    if hear is not None:
        card.box.addWidget(Flow(button("Hear it", hear)))
    return card
