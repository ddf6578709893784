"""The people on the first screen: a card each, and beside a grid of cards the panel that tells of the one at hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from empathylab.domain.persona import Persona
from empathylab.ui.kit import theme
from empathylab.ui.kit.label import said_elsewhere
from empathylab.ui.kit.marks import mark
from empathylab.ui.kit.portraits import portrait_renderer
from empathylab.ui.kit.widgets import ARROWS, VisitCard, button, column, text

#: The portrait of a slim card, beside its words; and the panel's width beside a grid.
_SLIM_PX, _PANEL_PX = 96, 440
_BELOW_WORDS_PX = 10
#: How much wider than its place a portrait is drawn at most: its shoulders may be cut, no face is.
_CUT = 1.3
_CHOSEN = "chosen"
_COUNTS = {2: "Two", 3: "Three"}


@dataclass(frozen=True, slots=True)
class PersonaChoice:
    """Whom a visitor may choose: one persona, or several to be worn at the same time; what the station adds."""

    personas: tuple[Persona, ...]
    extra_minutes: int = 0

    @property
    def is_alone(self) -> bool:
        """Whether it is one person."""
        return len(self.personas) == 1

    @property
    def name(self) -> str:
        """Who it is, such as "Christopher and Claudia"."""
        return " and ".join(persona.name for persona in self.personas)

    @property
    def on_card(self) -> str:
        """The name that has room on a card."""
        return self.name if self.is_alone else f"{_COUNTS.get(len(self.personas), 'All')} at once"

    @property
    def in_short(self) -> str:
        """What gets a word or three below it."""
        first = self.personas[0]
        return (first.in_short or first.job) if self.is_alone else self.name

    @property
    def sentence(self) -> str:
        """What is told of them in the panel."""
        return self.personas[0].one_line if self.is_alone else f"{self.name} together, in the same form."

    @property
    def duration(self) -> str:
        """About how long the visit takes."""
        minutes = max(persona.minutes for persona in self.personas) + self.extra_minutes
        needs = dict.fromkeys(persona.needs for persona in self.personas if persona.needs)
        return ", ".join((f"About {minutes} minutes", *needs))

    @property
    def spoken(self) -> str:
        """All of it, for who listens."""
        told = f"{self.name}. {self.sentence}" if self.is_alone else self.sentence
        return f"{told} {self.duration}"


class Portraits(QWidget):
    """Portraits side by side on their own ground, cut a little at the shoulders where there is more height than width.

    Its corners are round where they are the card's: at the top, or at the left of a slim one.
    """

    def __init__(self, personas: tuple[Persona, ...], *, is_slim: bool) -> None:
        super().__init__()
        self._is_slim = is_slim
        self._drawn = [(QColor(each.look.tint), portrait_renderer(each.look.portrait)) for each in personas]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline, corner = QPainterPath(), theme.fitted().edge(14)
        beyond = (0, 0, corner, 0) if self._is_slim else (0, 0, 0, corner)
        outline.addRoundedRect(QRectF(self.rect().adjusted(*beyond)), corner, corner)
        wide = self.width() / len(self._drawn)
        for number, (tint, portrait) in enumerate(self._drawn):
            area = QRectF(number * wide, 0, wide, self.height())
            painter.setClipPath(outline)
            painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
            painter.fillRect(area, tint)
            side = min(area.width() * _CUT, area.height())
            portrait.render(painter, QRectF(area.center().x() - side / 2, area.bottom() - side, side, side))
        painter.end()


class PersonaCard(QPushButton):
    """A whole card that can be pressed: portrait, name and a word or three below it, or beside it where it is slim."""

    #: An arrow key, by its Qt.Key.
    arrow_pressed = Signal(int)
    #: It has the focus now.
    is_at_hand = Signal()

    def __init__(self, choice: PersonaChoice, *, is_slim: bool) -> None:
        super().__init__()
        self.choice = choice
        look = theme.fitted()
        # By the sheet of all: one of its own would dress each card and its words anew at each move and mark.
        self.setProperty("kind", "person")
        self.setAccessibleName(choice.spoken)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.portrait = Portraits(choice.personas, is_slim=is_slim)
        if is_slim:
            self.portrait.setFixedWidth(look.edge(_SLIM_PX))
            self.portrait.setMinimumHeight(look.edge(_SLIM_PX))
        self._box = QHBoxLayout(self) if is_slim else QVBoxLayout(self)
        self._box.addWidget(self.portrait, 0 if is_slim else 1)
        self._words = self._words_below(is_slim=is_slim)
        self._box.addLayout(self._words, 1 if is_slim else 0)
        self._box.setContentsMargins(*(look.edge(3),) * 4)
        self._box.setSpacing(0)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.mark(is_chosen=False)

    def _words_below(self, *, is_slim: bool) -> QVBoxLayout:
        look = theme.fitted()
        lines = (text(self.choice.on_card, "subtitle"), text(self.choice.in_short, "small"))
        words = column(None, *map(said_elsewhere, lines), None, space=look.gap(2))
        words.setContentsMargins(*map(look.edge, (14, 2, 8, 4) if is_slim else (4, 8, 4, _BELOW_WORDS_PX)))
        for line in () if is_slim else lines:
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return words

    def mark(self, *, is_chosen: bool) -> None:
        """Whether it is the one that the panel tells of."""
        if self.property(_CHOSEN) != is_chosen:
            mark(self, _CHOSEN, is_chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys lead from person to person; a button by itself would hand the focus on as Tab does."""
        if Qt.Key(event.key()) in ARROWS:
            self.arrow_pressed.emit(event.key())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.is_at_hand.emit()

    def words_px(self, width: int) -> int:
        """How tall what stands below the portrait is in a card of this width."""
        return self._box.totalHeightForWidth(width) - self.portrait.minimumHeight()

    def level(self, room_px: int) -> None:
        """So much room below the words, that names in a row of cards stand at one height."""
        margins = self._words.contentsMargins()
        margins.setBottom(theme.fitted().edge(_BELOW_WORDS_PX) + room_px)
        self._words.setContentsMargins(margins)

    def heightForWidth(self, width: int) -> int:
        """A button does not ask its layout by itself."""
        return self._box.totalHeightForWidth(width)

    def minimumSizeHint(self) -> QSize:
        return self._box.totalMinimumSize()

    def sizeHint(self) -> QSize:
        return self._box.totalSizeHint()


class PersonPanel(VisitCard):
    """Who is at hand, and the button that goes on; what the card says to who listens is not said here once more."""

    def __init__(self, invitation: str, choose: Callable[[], object]) -> None:
        super().__init__(space=theme.fitted().gap(14))
        look = theme.fitted()
        side = look.edge(32)
        self.box.setContentsMargins(side, look.edge(34), side, look.edge(28))
        self.name = said_elsewhere(text("", "title" if look.is_large else "question"))
        self.sentence, self.duration = said_elsewhere(text("")), said_elsewhere(text("", "small"))
        for widget in (self.name, self.sentence, self.duration, text(invitation, "small")):
            self.box.addWidget(widget)
        self.meet = button("", choose, "main")
        self._colour = QColor(look.ink)

    def stand_beside(self, preview: QWidget) -> None:
        """Of a fixed width, with its button in it and the other one at its end."""
        self.setFixedWidth(theme.fitted().edge(_PANEL_PX))
        self.box.addWidget(self.meet, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addStretch(1)
        self.box.addWidget(preview, 0, Qt.AlignmentFlag.AlignLeft)

    def tell(self, choice: PersonaChoice) -> None:
        """Of this person, or these, from now on."""
        self.name.setText(choice.name)
        self.sentence.setText(choice.sentence)
        self.duration.setText(choice.duration)
        words = f"Meet {choice.name if choice.is_alone else 'both' if len(choice.personas) == 2 else 'them all'}"
        self.meet.setText(f"{words}   Enter")
        self.meet.setAccessibleName(words)
        self._colour = QColor(choice.personas[0].look.colour)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """In the person's colour along the top."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline, corner = QPainterPath(), theme.fitted().edge(14)
        outline.addRoundedRect(QRectF(self.rect()), corner, corner)
        painter.setClipPath(outline)
        painter.fillRect(0, 0, self.width(), theme.fitted().edge(10), self._colour)
        painter.end()
