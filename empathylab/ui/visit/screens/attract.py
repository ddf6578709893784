"""The first screen: choose a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from empathylab.domain.persona import Persona
from empathylab.ui.kit import theme
from empathylab.ui.kit.flow import Flow
from empathylab.ui.kit.group import said_elsewhere
from empathylab.ui.kit.widgets import ARROWS, Portrait, TextKind, button, column, row, text
from empathylab.ui.visit.screens.screen import Screen, headline

#: Height of a portrait with larger text, usually, and at most, and what else needs height in a window of 1280 × 800.
SHORT_PX, SMALL_PX, TALLEST_PX = 120, 150, 420
_OTHER_PX = 584

Choose = Callable[[tuple[Persona, ...]], object]


class PersonaCard(QPushButton):
    """A whole card that can be pressed: portrait, name, one line, how long it takes."""

    #: An arrow key: to the next card, or back.
    stepped = Signal(int)

    def __init__(self, persona: Persona, extra_minutes: int) -> None:
        super().__init__()
        look = theme.fitted()
        needs = f", {persona.needs}" if persona.needs else ""
        duration = f"About {persona.minutes + extra_minutes} minutes{needs}"
        self.setAccessibleName(f"{persona.name}. {persona.one_line} {duration}")
        self.setStyleSheet(
            f"QPushButton {{ background: {look.card}; border: {look.edge(1)}px solid {look.line}; "
            f"border-radius: {look.edge(16)}px; }}"
        )
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        self.portrait = Portrait(
            persona.look.portrait, look.edge(SMALL_PX if look.scale > 1 else SHORT_PX), tint=persona.look.tint
        )
        inside.addWidget(self.portrait)
        lines = (text(persona.name, "title"), text(persona.one_line), text(duration, "small"))
        words = column(*map(said_elsewhere, lines), space=look.gap(8))
        words.setContentsMargins(*map(look.edge, (26, 20, 26, 22)))
        inside.addLayout(words)
        inside.addStretch(1)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys lead from person to person; a button by itself would hand the focus on as Tab does."""
        step = ARROWS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def heightForWidth(self, width: int) -> int:
        """A button does not ask its layout by itself."""
        inside = self.layout()
        return inside.totalHeightForWidth(width) if inside is not None else super().heightForWidth(width)

    def minimumSizeHint(self) -> QSize:
        inside = self.layout()
        return inside.totalMinimumSize() if inside is not None else super().minimumSizeHint()

    def sizeHint(self) -> QSize:
        inside = self.layout()
        return inside.totalSizeHint() if inside is not None else super().sizeHint()


#: To a visitor who has a choice, and to one whom a single person waits for.
_INVITES = ("Choose a person. You will fill in", "You will fill in")


class AttractScreen(Screen):
    """Arrow keys choose, Enter starts; the footer holds what a person may need before anything else."""

    def __init__(
        self,
        personas: Sequence[Persona],
        together: Sequence[tuple[Persona, ...]],
        choose: Choose,
        comfort: Sequence[QAbstractButton],
        preview: QAbstractButton,
        extra_minutes: int = 0,
    ) -> None:
        super().__init__("Choose a person")
        self.cards = [PersonaCard(persona, extra_minutes) for persona in personas]
        for card, persona in zip(self.cards, personas, strict=True):
            card.clicked.connect(lambda _checked=False, chosen=persona: choose((chosen,)))
        for place, card in enumerate(self.cards):
            card.stepped.connect(partial(self._step, place))
        words = headline("Some forms shut people out.\nTry one the way they meet it.")
        head = column(words) if theme.fitted().is_large else row(words, stretch_at_end=False)
        head.setStretch(0, 1)
        if theme.fitted().is_large:
            head.addWidget(Flow(*comfort))
        else:
            head.addLayout(column(*comfort, None, space=theme.fitted().edge(8)))
        content = column()
        content.addLayout(head)
        content.addWidget(
            text(
                f"{_INVITES[len(self.cards) == 1]} a short council form twice: once with barriers, once built well.",
                "quiet",
            )
        )
        content.addSpacing(8)
        content.addLayout(self._card_row())
        footer = self._footer(together, choose, preview)
        if theme.fitted().is_large:
            content.addWidget(Flow(*footer))
            footer = []
        self.comfort = list(comfort)
        self.build(content, footer)
        self.first = self.cards[0]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a tall screen the people are larger, seen from across the room; above what is read aloud they make way."""
        super().resizeEvent(event)
        look = theme.fitted()
        if look.scale == 1:
            tall = min(look.edge(TALLEST_PX), self.height() - look.edge(_OTHER_PX))
            for card in self.cards:
                card.portrait.setMinimumHeight(max(look.edge(SHORT_PX), tall))

    def _card_row(self) -> QLayout:
        """Cards side by side, or below one another when the text is large."""
        box: QHBoxLayout | QVBoxLayout = QVBoxLayout() if theme.fitted().is_large else QHBoxLayout()
        box.setSpacing(theme.fitted().edge(28))
        for card in self.cards:
            box.addWidget(card, 1)
        if len(self.cards) == 1:
            box.addStretch(2)
        return box

    def _footer(
        self, together: Sequence[tuple[Persona, ...]], choose: Choose, preview: QAbstractButton
    ) -> list[QWidget]:
        both = [
            button(" and ".join(persona.name for persona in group) + " together", partial(choose, group), "small")
            for group in together
        ]
        if theme.fitted().scale > 1:
            return [*both, preview]
        to_choose: tuple[tuple[str, TextKind], ...] = (("←", "key"), ("→", "key"), ("to choose", "body"))
        to_start: tuple[tuple[str, TextKind], ...] = (("Enter", "key"), ("to start", "body"))
        hints = to_start if len(self.cards) == 1 else (*to_choose, *to_start)
        return [*(text(words, kind, wraps=False) for words, kind in hints), *both, preview]

    def _step(self, from_place: int, step: int) -> None:
        self.cards[(from_place + step) % len(self.cards)].setFocus(Qt.FocusReason.TabFocusReason)
