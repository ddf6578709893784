"""The events in a bundle beside those here: whether each joins the one of its name or is kept apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from empathylab.domain.days import day_words
from empathylab.domain.joined import BundledEvent
from empathylab.domain.retention import due_words
from empathylab.domain.words import how_many
from empathylab.domain.workshop import EventSettings
from empathylab.storage import ImportPreview
from empathylab.ui.facilitator.controls.choice import Choice
from empathylab.ui.facilitator.controls.form_controls import beside
from empathylab.ui.kit.group import words_in
from empathylab.ui.kit.widgets import Card, clear, column, holding, text


class ImportedEvents(QWidget):
    """A card for each event; `names` says which event becomes which."""

    def __init__(self, visits_here: Callable[[str], int]) -> None:
        super().__init__()
        self._visits_here = visits_here
        self._station = ""
        self._cards: list[Card] = []
        self.choices: dict[str, Choice] = {}
        self._known: Mapping[str, str] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)

    def clear(self) -> None:
        clear(self._box)
        self._cards.clear()
        self.choices.clear()

    def show_arrival(self, arrival: ImportPreview, here: Mapping[str, EventSettings]) -> None:
        """Their events with those of the same name here."""
        self.clear()
        self._known, self._station = arrival.known_as, arrival.contents.station_name
        for event in arrival.contents.events:
            card = self._card(event, here.get(arrival.usual_names[event.name]), set(here))
            card.be_read_whole(event.name)
            self._cards.append(card)
            self._box.addWidget(card)

    @property
    def words(self) -> str:
        """What stands in the cards, for a screen reader."""
        return " ".join(map(words_in, self._cards))

    @property
    def names(self) -> dict[str, str]:
        return {theirs: str(choice.value) for theirs, choice in self.choices.items()}

    def _card(self, event: BundledEvent, ours: EventSettings | None, taken: set[str]) -> Card:
        theirs = _told("On the other laptop", event.name, event.held_on, event.visits)
        known = self._known.get(event.name)
        card = Card(space=10)
        if known is not None:
            card.box.addWidget(theirs)
            card.box.addWidget(text(f"Its visits are here already, under “{known}”. What is new joins them.", "small"))
        elif ours is None:
            card.box.addWidget(theirs)
        else:
            count = self._visits_here(ours.name)
            card.box.addLayout(beside(theirs, _told("Here", ours.name, ours.held_on, count)))
            card.box.addWidget(self._choice(event.name, ours.name, taken))
        if event.keep_until <= datetime.now().astimezone().date():
            card.box.addWidget(text(due_words(event.keep_until), "bad"))
        return card

    def _choice(self, theirs: str, ours: str, taken: set[str]) -> Choice:
        apart = free_name(f"{theirs} ({self._station or 'other laptop'})", taken)
        options = [(ours, "It is the same event"), (apart, f"Keep apart, as “{apart}”")]
        named = f"“{theirs}”" if theirs == ours else f"“{theirs}” and “{ours}”"
        self.choices[theirs] = Choice(f"Two events are called {named}", options, ours)
        return self.choices[theirs]


def free_name(name: str, taken: set[str]) -> str:
    """The name, with a number where another event has it."""
    number = 2
    free = name
    while free in taken:
        free, number = f"{name} {number}", number + 1
    return free


def _told(where: str, name: str, held_on: date, visits: int) -> QWidget:
    facts = text(f"{day_words(held_on)}, {how_many(visits, 'visit')}")
    return holding(column(text(where, "small"), text(name, "subtitle"), facts, space=2))
