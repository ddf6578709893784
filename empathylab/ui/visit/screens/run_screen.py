"""The form under a simulation, with the card and the buttons that are never under it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from empathylab.domain.feature import wears
from empathylab.domain.persona import TutorStep
from empathylab.domain.session import Condition, RunKind, Twin
from empathylab.domain.task import CardLine, Form
from empathylab.hearing.simulations.mute import Mute
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import stage_of, step_of
from empathylab.ui.kit import theme
from empathylab.ui.kit.announcing import announce, announcements
from empathylab.ui.kit.flow import Flow
from empathylab.ui.kit.how_it_works import changes_sound, how_it_works
from empathylab.ui.kit.label import said_elsewhere
from empathylab.ui.kit.marks import mark
from empathylab.ui.kit.widgets import VisitCard, column, holding, row, text
from empathylab.ui.page.page_styles import ONLY_WITH
from empathylab.ui.read_aloud.spoken_pages import PROMPT_TITLE
from empathylab.ui.visit.screens.bar import RunBar
from empathylab.ui.visit.screens.caption_strip import CaptionStrip
from empathylab.ui.visit.screens.listening_strip import ListeningStrip
from empathylab.ui.visit.screens.side_panel import HOW_KEY, SidePanel

#: Property that says to which field a line of the card belongs.
FIELD = "card_field"
MUTE_WORDS = "The sound is off"
OUTSIDE_SOUND_WORDS = "The sound of this page is off: only the lab's own forms are heard as this person hears them."
_IDLE_AT_SERVICE = "{keys} are switched off, as {name} is without help here: that is no fault of the page."
_OPEN_WITH_HELP = "To see its text grow, open it once more with what helps."
_IDLE_IN_FORM = "{keys} do nothing here: this form does not allow for them."


class FormFrame(QWidget):
    """The one place in which the form's view lives from start to end: bar above, side beside it.

    To a screen reader it is no group: Orca would read it with all labels of the page, and after the keys were learned
    in it not enter it again. The window tells what stands here together with the page's title.

    The view is never moved to another parent, since the web engine does not like that; bar and side are
    exchanged for each run and for the tutor.
    """

    def __init__(self, view: QWidget) -> None:
        super().__init__()
        self.setObjectName("screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.caption, self.listening = CaptionStrip(), ListeningStrip()
        self.listening.told.connect(self.tell)
        #: Whether all that stands here is still to be said with the page's title.
        self.is_to_tell = False
        self._bar: QWidget = QWidget()
        self._side: QWidget = QWidget()
        seen = column(space=0)
        seen.addWidget(view, 1)
        seen.addWidget(self.listening)
        seen.addWidget(self.caption)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(0)
        self._middle.addLayout(seen, 1)
        self._middle.addWidget(self._side)
        self._page = QVBoxLayout(self)
        self._page.setContentsMargins(0, 0, 0, 0)
        self._page.setSpacing(0)
        self._page.addWidget(self._bar)
        self._page.addLayout(self._middle, 1)

    def dress(self, name: str, bar: QWidget, side: QWidget) -> None:
        """Put another bar and side around the view."""
        self.setAccessibleName(name)
        self.caption.fit()
        self.listening.fit()
        self._page.replaceWidget(self._bar, bar)
        self._middle.replaceWidget(self._side, side)
        for old in (self._bar, self._side):
            old.hide()
            old.deleteLater()
        self._bar, self._side = bar, side

    def tell(self, words: str) -> None:
        """Have what is news here said; what another reader hears with the title in a moment is told it only then."""
        if self.is_to_tell:
            announcements().made.emit(self, words)
        else:
            announce(self, words)


def run_bar(plan: VisitPlan, run: RunKind, stuck: Callable[[], object], stop: Callable[[], object]) -> RunBar:
    """What stands above a form: who, which run, and the buttons that lead out."""
    place = f"Run {plan.runs.index(run) + 1} of {len(plan.runs)}"
    return with_silence_told(RunBar(plan, place, step_of(stage_of(run)), stuck, stop), plan.conditions[run])


def with_silence_told(bar: RunBar, worn: Condition) -> RunBar:
    """The same bar; where the page has no sound it says so."""
    if wears(worn.simulations, Mute):
        bar.tell(MUTE_WORDS)
    return bar


def run_side(plan: VisitPlan, run: RunKind, facts: Sequence[str] = ()) -> SidePanel:
    """What to enter and with which keys; what is simulated or what helps; `facts` are small print, one key away."""
    told = []
    for persona, words in zip(plan.personas, plan.worn_in(run), strict=True):
        heading = words.heading if len(plan.personas) == 1 else f"{persona.name}: {words.heading}"
        card = compact(VisitCard(text(heading, "subtitle"), text(theme.with_keys(words.explain), "small"), space=4))
        card.setStyleSheet(
            f"QGroupBox[kind='card'] {{ background: {persona.look.tint}; border-color: {persona.look.colour}; }}"
        )
        told.append(card)
    condition = plan.conditions[run]
    keys = [keys_card(steps)] if (steps := _keys_that_act(plan, condition)) else []
    why = _IDLE_AT_SERVICE if condition.twin is Twin.SERVICE else _IDLE_IN_FORM
    idle = [text(words, "small") for words in _idle_keys(plan, condition, why)]
    side = SidePanel(prompt_card(plan, run), *keys, *idle, *told)
    side.set_details((*facts, *how_it_works(condition)))
    return side


def own_page_side(plan: VisitPlan, hurt_key: str) -> SidePanel:
    """What a team does at its own page, what is worn, and the keys."""
    persona, condition = plan.personas[0], plan.conditions[RunKind.BARRIER]
    doing = VisitCard(
        text("Use your own page", "subtitle"),
        text(f"Do what people come to it for, with made-up answers. {hurt_key} marks what hurts.", "small"),
    )
    keys = _keys_that_act(plan, condition)
    worn = VisitCard(
        text(persona.name, "subtitle"),
        text(f"{persona.one_line} {theme.key_name(HOW_KEY)} tells what is simulated.", "small"),
    )
    cards = [doing, worn, *([keys_card(keys)] if keys else [])]
    facts = _idle_keys(plan, condition, f"{_IDLE_AT_SERVICE} {_OPEN_WITH_HELP}")
    if changes_sound(condition):
        facts.append(OUTSIDE_SOUND_WORDS)
    side = SidePanel(*cards, *(text(fact, "small") for fact in (*facts, "Nothing is recorded.")))
    side.set_details(how_it_works(condition))
    return side


def _keys_that_act(plan: VisitPlan, condition: Condition) -> list[TutorStep]:
    """The keys that were learned, without those of a help that this run has not."""
    helps = {spec.kind for spec in condition.helps}
    steps = [step for persona in plan.personas for step in persona.tutor.steps]
    return [step for step in steps if ONLY_WITH.get(step.press) in (None, *helps)]


def _idle_keys(plan: VisitPlan, condition: Condition, words: str) -> list[str]:
    """A sentence about the keys that were learned and do nothing in this run, where there are any."""
    acting = _keys_that_act(plan, condition)
    idle = [step.key for persona in plan.personas for step in persona.tutor.steps if step not in acting]
    return [words.format(keys=_listed(idle), name=plan.name)] if idle else []


def _listed(keys: Sequence[str]) -> str:
    *others, last = keys
    return f"{', '.join(others)} and {last}" if others else last


def keys_card(steps: Sequence[TutorStep]) -> VisitCard:
    """The keys that were tried before, for whoever has forgotten one."""
    card = compact(VisitCard(text("Your keys", "subtitle"), space=6))
    card.box.addWidget(Flow(*map(_key, steps), space=theme.fitted().edge(8)))
    return card


def _key(step: TutorStep) -> QWidget:
    cap = text(step.key, "key", wraps=False)
    cap.setProperty("compact", True)
    word = text(step.word, "small", wraps=False)
    word.setAccessibleName(f"Key {step.key}: {step.word}")
    return holding(row(said_elsewhere(cap), word, space=theme.fitted().edge(8)))


def compact(card: VisitCard) -> VisitCard:
    """With little room around its words: all the cards beside a form are to be seen at once."""
    card.box.setContentsMargins(*map(theme.fitted().edge, (14, 10, 14, 12)))
    return card


class PromptCard(VisitCard):
    """What to enter: label and value, large and outside every simulation; the line at hand is lit, at first the first.

    `page_of` tells on which page each field stands, where that is known: a line of another page is not at hand, and
    where answers are only checked, or are sent, none is.
    """

    def __init__(self, lines: Sequence[CardLine], page_of: Mapping[str, str]) -> None:
        super().__init__(text(PROMPT_TITLE, "subtitle"), space=theme.fitted().gap(2))
        compact(self)
        self._lines = [_Line(line) for line in lines]
        self._fields = [line.field for line in lines]
        self._pages = [page_of.get(line.field) for line in lines]
        self._lit: int | None = 0
        self._is_in_field = False
        wide = max(line.label_px for line in self._lines)
        for line in self._lines:
            line.align(wide)
            self.box.addWidget(line)
        self._lines[0].light(True)

    def follow(self, field: str) -> QWidget | None:
        """The focus is at this field now, or left one for something that is none: then the next line is at hand.

        Gives the line that is lit; None where the field is on no line and nothing has changed.
        """
        was_in_field, self._is_in_field = self._is_in_field, field in self._fields
        if self._is_in_field:
            return self.light(self._fields.index(field))
        return self._light_next() if was_in_field else None

    def _light_next(self) -> QWidget | None:
        """The line after the lit one, where it is of the same page."""
        if self._lit is None:
            return None
        following = self._lit + 1
        is_here = self._pages[self._lit : following] == self._pages[following : following + 1]
        return self.light(following) if is_here else None

    def turn_to(self, page: str) -> QWidget | None:
        """This page is in sight now: its first line is at hand, unless another one of it is.

        Gives the line that is lit; None where nothing has changed, or no line is of this page.
        """
        is_lit_here = self._lit is not None and self._pages[self._lit] in (page, None)
        if is_lit_here:
            return None
        self._is_in_field = False
        return self.light(self._pages.index(page) if page in self._pages else None)

    def light(self, place: int | None) -> QWidget | None:
        """This line is at hand, and no other; with None none is."""
        if place != self._lit:
            for each in (self._lit, place):
                if each is not None:
                    self._lines[each].light(each == place)
            self._lit = place
        return None if place is None else self._lines[place]


class _Line(QFrame):
    """A label and what to enter for it."""

    def __init__(self, line: CardLine) -> None:
        super().__init__()
        look = theme.fitted()
        self.setProperty("kind", "line")
        self._label, value = said_elsewhere(text(line.label, "small")), text(_kept_together(line.value), "value")
        self._label.setContentsMargins(0, look.px(4), 0, 0)
        value.setAccessibleName(f"{line.label}: {line.value}")
        value.setProperty(FIELD, line.field)
        box = QHBoxLayout(self)
        box.setContentsMargins(look.edge(8), look.edge(1), look.edge(8), look.edge(2))
        box.setSpacing(look.gap(12))
        box.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(value, 1, Qt.AlignmentFlag.AlignTop)

    @property
    def label_px(self) -> int:
        """Worked out and not asked of the label, which would be dressed for it, and anew by each move."""
        return QFontMetrics(theme.letters(theme.fitted(), "small")).horizontalAdvance(self._label.text())

    def align(self, label_px: int) -> None:
        """All values of a card begin at the same place."""
        self._label.setFixedWidth(label_px + theme.fitted().edge(4))

    def light(self, is_on: bool) -> None:
        mark(self, "lit", is_on, *self.findChildren(QLabel))


def prompt_card(plan: VisitPlan, run: RunKind) -> PromptCard:
    """Where a pen is nobody sees, so that no line is lit."""
    is_on_paper = run is RunKind.PAPER
    is_paged = isinstance(plan.task, Form) and not is_on_paper
    page_of = {question.id: question.page for question in plan.form.questions} if is_paged else {}
    card = PromptCard(plan.card(run), page_of)
    if is_on_paper:
        card.light(None)
    return card


def light_line(side: SidePanel, at_hand: Callable[[PromptCard], QWidget | None]) -> None:
    """The line that is at hand now, if any, is lit and in sight."""
    for card in side.findChildren(PromptCard):
        line = at_hand(card)
        if line is not None:
            side.bring_into_sight(line)


def _kept_together(value: str) -> str:
    """Several answers break between them, not within one; large text has to break where it can."""
    parts = value.split(", ")
    return value if theme.fitted().is_large or len(parts) == 1 else ", ".join(p.replace(" ", "\u00a0") for p in parts)
