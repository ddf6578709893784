"""What each persona wears: how it works in plain words, which hands, which helps the second run has, what besides."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from empathylab.domain.errors import LabError
from empathylab.domain.persona import Persona, RunPlan
from empathylab.files.overrides import has_hands, switchable_helps, with_overrides
from empathylab.files.settings import Choices
from empathylab.motor import PRESETS
from empathylab.ui.facilitator.controls.choice import Choice
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.desk_services import Services
from empathylab.ui.facilitator.controls.form_controls import Page, beside, field, flow, say
from empathylab.ui.facilitator.controls.ticks import Tick
from empathylab.ui.facilitator.setup.set_up_words import worn_words
from empathylab.ui.facilitator.setup.visit_preview import VisitPreview
from empathylab.ui.kit.drop_down import DropDown
from empathylab.ui.kit.how_it_works import GAZE_WORDS, follows_gaze, how_it_works, sources
from empathylab.ui.kit.widgets import Card, button, clear, column, text

_TITLE = "What is simulated, and what helps"
_LEAD = "How each persona's two runs work. What you change here holds from the next visitor on."
_HELPS = "What helps in the second run"
_AS_BEFORE = "What is simulated is as in the first run. The form has none of its barriers, and this helps:"


class WornPage(Page):
    """One persona at a time; what was chosen for each is kept until it is saved."""

    def __init__(
        self, desk: Desk, services: Services | None = None, *, on_back: Callable[[], object] | None = None
    ) -> None:
        super().__init__(_TITLE, _LEAD, on_back=on_back)
        self._desk = desk
        # The library has the choices in it; the files say what there was before them.
        self._personas = desk.setup.now.files.personas
        self._choices = dict(desk.settings.choices)
        self.persona = DropDown([(each.id, each.name) for each in self._personas.values()])
        self.body.addLayout(field("Persona", self.persona))
        # Whoever is looked at here, whether or not this machine offers them.
        everybody = replace(services or Services(), fixed_station="")
        self.preview = VisitPreview(desk, everybody, is_of_one=True)
        self._switches = Card(space=12)
        self.first_run, self.second_run = Card(space=8), Card(space=8)
        self.body.addWidget(self._switches)
        runs = column(self.first_run, self.second_run, None, space=18)
        self.body.addLayout(beside(runs, self.preview, weights=(3, 2)))
        self.body.addStretch(1)
        self.add_action(button("Save", self.save, "main"))
        self.add_action(self.said)
        self.hands: Choice | None = None
        self.helps: dict[str, Tick] = {}
        self.extras: dict[str, Tick] = {}
        self.persona.currentIndexChanged.connect(self._show_persona)
        self._show_persona()
        self.watch_edits(lambda: dict(self._choices))

    def _file(self) -> Persona:
        return self._personas[str(self.persona.currentData())]

    def _show_persona(self) -> None:
        """Another persona: its switches as they are set, and how it works."""
        persona = self._file()
        chosen = self._choices.get(persona.id, Choices())
        clear(self._switches.box)
        self.hands = _hands(persona, chosen)
        if self.hands is not None:
            self.hands.changed.connect(self._changed)
            self._switches.box.addWidget(self.hands)
        self.helps = self._help_ticks(persona, with_overrides(persona, chosen))
        self.extras = self._ticks({each.id: each.title for each in persona.extras}, chosen.extras)
        for title, ticks in ((_HELPS, self.helps), (f"{persona.name} also has", self.extras)):
            if ticks:
                self._switches.box.addWidget(text(title, "subtitle"))
                self._switches.box.addWidget(flow(*ticks.values(), space=22))
        self._switches.setVisible(bool(self.helps or self.extras) or self.hands is not None)
        self._tell(with_overrides(persona, chosen))

    def _help_ticks(self, persona: Persona, chosen: Persona) -> dict[str, Tick]:
        return self._ticks(switchable_helps(persona), {spec.kind for spec in chosen.helped.helps})

    def _ticks(self, titles: Mapping[str, str], on: Collection[str]) -> dict[str, Tick]:
        ticks = {name: Tick(title) for name, title in titles.items()}
        for name, tick in ticks.items():
            tick.setAccessibleName(tick.text())
            tick.setChecked(name in on)
            tick.toggled.connect(self._changed)
        return ticks

    def _changed(self) -> None:
        persona = self._file()
        hands = str(self.hands.value or "") if self.hands is not None else ""
        on = tuple(name for name, tick in self.helps.items() if tick.isChecked())
        own = {spec.kind for spec in persona.helped.helps}
        is_own = set(on) == {name for name in self.helps if name in own}
        extras = tuple(name for name, tick in self.extras.items() if tick.isChecked())
        chosen = Choices.model_validate({"hands": hands, "helps": None if is_own else on, "extras": extras})
        self._choices.pop(persona.id, None)
        if chosen != Choices():
            self._choices[persona.id] = chosen
        self._tell(with_overrides(persona, chosen))
        say(self.said, "")

    def _tell(self, persona: Persona) -> None:
        _fill(self.first_run, "How it works: the first run", persona.barrier)
        is_same = persona.helped.simulations == persona.barrier.simulations
        helped = persona.helped.model_copy(update={"simulations": ()}) if is_same else persona.helped
        _fill(self.second_run, "How it works: the second run", helped, _AS_BEFORE if is_same else "")
        everywhere = {"stations": tuple(self._desk.library.stations), "personas_off": ()}
        self.preview.show_with({**everywhere, "choices": self._choices}, persona.id)

    def save(self) -> None:
        """Keep what was chosen for every persona."""
        try:
            self._desk.change(choices=self._choices)
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        self.tell_saved(worn_words(self._desk))


def _hands(persona: Persona, chosen: Choices) -> Choice | None:
    if not has_hands(persona):
        return None
    options = [("", f"As {persona.name}'s file has it"), *((name, _preset(name)) for name in PRESETS)]
    return Choice("How stiff and numb the hands are", options, chosen.hands)


def _preset(name: str) -> str:
    """`mild` → "Mild: a little stiff"; a preset whose name says it all is called by its title."""
    title = PRESETS[name].title
    return title if name.replace("-", " ") in title.lower() else f"{name.capitalize()}: {title[0].lower()}{title[1:]}"


def _fill(card: Card, title: str, run: RunPlan, before: str = "") -> None:
    """One run: a line for each simulation and help, then what the figures rest on."""
    clear(card.box)
    card.box.addWidget(text(title, "subtitle"))
    if before:
        card.box.addWidget(text(before))
    for line in how_it_works(run):
        card.box.addWidget(text(line))
    if follows_gaze(run):
        card.box.addWidget(text(GAZE_WORDS, "small"))
    for source in sources(run):
        card.box.addWidget(text(f"Source: {source}.".replace("..", "."), "small"))
    card.box.addStretch(1)
