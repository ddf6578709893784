"""The first screen: choose a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QWidget

from empathylab.domain.persona import Persona
from empathylab.ui.kit import theme
from empathylab.ui.kit.label import said_elsewhere
from empathylab.ui.kit.widgets import ARROWS, column, holding, row, text
from empathylab.ui.visit.screens.invitation import Offer, invitation
from empathylab.ui.visit.screens.persona_cards import PersonaCard, PersonaChoice, PersonPanel
from empathylab.ui.visit.screens.screen import Screen, headline

#: Height of a portrait in the grid, at least and at most, and the most beside its width.
LEAST_PX, TALLEST_PX, _SLIMMEST = 70, 420, 1.6
#: What else needs height in a window of 1280 × 800, and what else needs width; between two cards.
_OTHER_PX, _BESIDE_PX, _GAP_PX = 290, 590, 18
#: A slim card's words and its portrait.
_SLIM_WORDS_PX, _SLIM_REST_PX = 135, 140
_MOST_IN_ONE_ROW, _MOST_COLUMNS, _MOST_SLIM = 3, 5, 3
_UP_AND_DOWN = (Qt.Key.Key_Up, Qt.Key.Key_Down)
_HEADLINE = "Some forms shut people out.\nTry one the way they meet it."

Choose = Callable[[tuple[Persona, ...]], object]


class AttractScreen(Screen):
    """Arrow keys choose, Enter starts; the footer holds what a person may need before anything else.

    People are a grid, and a panel beside it tells of the one at hand. Where that has no room, at large text and in
    narrow windows, the cards are slim and the panel stands below them. Who may be worn together is one more card.
    """

    def __init__(
        self,
        offer: Offer,
        choose: Choose,
        comfort: Sequence[QAbstractButton],
        preview: QAbstractButton,
    ) -> None:
        super().__init__("Choose a person")
        self.comfort = list(comfort)
        self._is_stacked = theme.fitted().is_stacked
        groups = (*((persona,) for persona in offer.people), *offer.together)
        choices = [PersonaChoice(each, offer.extra_minutes) for each in groups]
        self.cards = [PersonaCard(choice, is_slim=self._is_stacked) for choice in choices]
        self.columns = 0
        self._at_hand = choices[0]
        self.panel = PersonPanel(invitation(offer.service), lambda: choose(self._at_hand.personas))
        for place, card in enumerate(self.cards):
            card.clicked.connect(lambda _checked=False, chosen=card.choice: choose(chosen.personas))
            card.arrow_pressed.connect(partial(self._step, place))
            card.is_at_hand.connect(partial(self._tell, card))
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.fitted().edge(10 if self._is_stacked else _GAP_PX))
        self._arrange(_MOST_SLIM if self._is_stacked else columns_of(len(self.cards)))
        self.first = self.cards[0]
        self._tell(self.cards[0])
        if self._is_stacked:
            self._build_stacked(preview)
        else:
            self._build_beside(preview)

    @property
    def rows(self) -> int:
        return -(-len(self.cards) // self.columns)

    def _build_stacked(self, preview: QAbstractButton) -> None:
        content = column(headline(_HEADLINE))
        content.addLayout(self._grid)
        content.addWidget(self.panel)
        content.addWidget(holding(row(preview)))
        self.build(content, [self.panel.meet, *self.comfort])

    def _build_beside(self, preview: QAbstractButton) -> None:
        look = theme.fitted()
        self.panel.stand_beside(preview)
        people = column(headline(_HEADLINE), space=look.gap(24))
        people.addLayout(self._grid, 1)
        across = row(space=look.edge(36), stretch_at_end=False)
        across.addLayout(people, 1)
        across.addWidget(self.panel)
        self.build(across, self._hints(), at_end=holding(row(*self.comfort, stretch_at_end=False)))

    def _hints(self) -> list[QWidget]:
        """The keys that lead from person to person, where there is a choice."""
        if len(self.cards) < 2:
            return []
        caps = [text(key, "key", wraps=False) for key in (("←", "→", "↑", "↓") if self.rows > 1 else ("←", "→"))]
        to_choose = text("to choose", wraps=False)
        to_choose.setAccessibleName(f"Arrow keys lead through {len(self.cards)} cards.")
        return [*map(said_elsewhere, caps), to_choose]

    def _tell(self, card: PersonaCard) -> None:
        """This one is at hand."""
        self._at_hand = card.choice
        self.panel.tell(card.choice)
        for each in self.cards:
            each.mark(is_chosen=each is card and len(self.cards) > 1)

    def _arrange(self, columns: int) -> None:
        """So many cards side by side."""
        if columns == self.columns:
            return
        for number in range(max(columns, self.columns)):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
        self.columns = columns
        for place, card in enumerate(self.cards):
            self._grid.addWidget(card, place // columns, place % columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a tall screen the people are larger, seen from across the room; above what is read aloud they make way."""
        super().resizeEvent(event)
        look = theme.fitted()
        if self._is_stacked:
            room = self.width() // (look.px(_SLIM_WORDS_PX) + look.edge(_SLIM_REST_PX))
            self._arrange(max(1, min(_MOST_SLIM, len(self.cards), room)))
            return
        wide = (self.width() - look.edge(_BESIDE_PX)) // self.columns - look.edge(_GAP_PX)
        words = self._level(wide)
        tall = (self.height() - look.edge(_OTHER_PX)) // self.rows - words - look.edge(_GAP_PX)
        most = min(look.edge(TALLEST_PX), round(wide * _SLIMMEST))
        for card in self.cards:
            card.portrait.setMinimumHeight(max(look.edge(LEAST_PX), min(most, tall)))

    def _level(self, wide: int) -> int:
        """Cards in a row whose words take the same room; how much the most of them take."""
        for card in self.cards:
            card.level(0)
        taken = [card.words_px(wide) for card in self.cards]
        for place, card in enumerate(self.cards):
            row = place - place % self.columns
            card.level(max(taken[row : row + self.columns]) - taken[place])
        return max(taken)

    def _step(self, from_place: int, key: int) -> None:
        place = next_place(from_place, Qt.Key(key), len(self.cards), self.columns)
        self.cards[place].setFocus(Qt.FocusReason.TabFocusReason)


def columns_of(count: int) -> int:
    """So many cards side by side: a few in one row, more in two of about equal length."""
    return count if count <= _MOST_IN_ONE_ROW else min(_MOST_COLUMNS, -(-count // 2))


def next_place(place: int, key: Qt.Key, count: int, columns: int) -> int:
    """Where an arrow key leads in a grid that is filled row by row; beyond an edge it comes in at the other side."""
    if key not in _UP_AND_DOWN or count <= columns or columns == 1:
        return (place + ARROWS[key]) % count
    in_column = range(place % columns, count, columns)
    return in_column[(in_column.index(place) + ARROWS[key]) % len(in_column)]
