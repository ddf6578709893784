"""The page that checks whether the blur is true: a minute of rings through the filter measures the acuity."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent

from empathylab.domain.errors import LabError
from empathylab.domain.persona import Persona
from empathylab.files.settings import AcuityProof
from empathylab.measures.zoom import worn_logmar
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.form_controls import Page, beside, field, say
from empathylab.ui.facilitator.setup.landolt_view import LandoltView
from empathylab.ui.kit.drop_down import DropDown
from empathylab.ui.kit.measured_screen import calibration_of
from empathylab.ui.kit.widgets import Card, button, column, relabel, text
from empathylab.vision import SIMULATIONS, Chain, Staircase, Viewing
from empathylab.vision.letters import LANDOLT

#: A station is called true when target and measure are no further apart than this and the measure's uncertainty.
TOLERANCE_LOGMAR = 0.1
_KEPT = 50


def target_logmar(persona: Persona) -> float | None:
    """The acuity that a persona's barrier run aims at; None when it does not touch acuity."""
    return worn_logmar(persona.barrier.simulations)


def verdict(proof: AcuityProof) -> tuple[str, bool]:
    """One sentence on whether the station does what it says, and whether it does."""
    apart = abs(proof.measured_logmar - proof.target_logmar)
    if apart <= TOLERANCE_LOGMAR + proof.uncertainty_logmar:
        return "The blur is as strong as it says.", True
    more = "stronger" if proof.measured_logmar > proof.target_logmar else "weaker"
    return f"The blur is {more} than it says. Measure the screen again and check how far away you sit.", False


class AcuityCheckPage(Page):
    """Keyboard only: an arrow key says where the gap is. The result is stored beside the target."""

    def __init__(
        self, desk: Desk, *, on_back: Callable[[], object] | None = None, rng: random.Random | None = None
    ) -> None:
        lead = "Answer rings for a minute, through the same filter that visitors look through."
        super().__init__("Is the blur true?", lead, on_back=on_back)
        self._desk = desk
        self._rng = rng or random.Random()
        self.stairs: Staircase | None = None
        self._worn: Persona | None = None
        self._chain: Chain | None = None
        self.direction = 0
        self.proof: AcuityProof | None = None
        self.personas = [p for p in desk.library.personas.values() if target_logmar(p) is not None]
        self.persona = DropDown([(persona.id, persona.name) for persona in self.personas])
        self.aim = text("", "quiet")
        self.progress = text("", "quiet")
        self.view = LandoltView()
        self.start_button = button("Start", self.start, "main")
        self._build()
        self.persona.currentIndexChanged.connect(self._show_aim)
        self.view.answered.connect(self.answer)
        self.view.stopped.connect(self.stop)

    def _build(self) -> None:
        how = column(space=14)
        how.addLayout(field("Whose eyes?", self.persona))
        how.addWidget(self.aim)
        how.addWidget(text("Sit as far away as visitors will. An arrow key says where the gap is.", "subtitle"))
        how.addWidget(
            text("Guess if you are not sure. Press Space if you see no ring at all. Shift three times stops.", "small")
        )
        how.addWidget(self.progress)
        how.addWidget(self.said)
        how.addStretch(1)
        around = Card(self.view)
        around.box.setAlignment(self.view, Qt.AlignmentFlag.AlignCenter)
        self.body.addLayout(beside(how, around))
        self.body.addStretch(1)
        self.add_action(self.start_button)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.start_button.setEnabled(bool(self.personas))
        self._show_aim()

    def _viewing(self) -> Viewing:
        return Viewing.from_calibration(calibration_of(self._desk.settings, self.screen()))

    def _show_aim(self) -> None:
        persona = self._chosen()
        if persona is None:
            self.aim.setText("No persona of this lab wears a filter of sight.")
            return
        screen = "" if self._viewing().is_calibrated else " This screen is not calibrated: measure it first."
        words = f"Meant: acuity {target_logmar(persona):.2f} logMAR.{screen}"
        self.aim.setText(words)

    def _chosen(self) -> Persona | None:
        return self._desk.library.personas.get(str(self.persona.currentData()))

    def start(self) -> None:
        """Begin with a ring that anybody can see."""
        persona = self._chosen()
        if persona is None:
            return
        try:
            self._chain = Chain(SIMULATIONS.worn(persona.barrier.simulations), self._viewing())
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        self.stairs = Staircase()
        # Another choice in mid-way changes nothing for the rings under way.
        self._worn = persona
        self.proof = None
        say(self.said, "")
        relabel(self.start_button, "Start again")
        self.view.setFocus()
        self._next()

    def _next(self) -> None:
        assert self.stairs is not None
        assert self._chain is not None
        if self.stairs.is_done:
            self._finish()
            return
        self.direction = self._rng.choice(LANDOLT)
        self.view.show_ring(self._chain, self.stairs.size, self.direction)
        words = f"Ring {self.stairs.answers + 1}"
        self.progress.setText(words)

    def answer(self, direction_deg: int | None) -> None:
        """Take where the gap was said to be; None: cannot tell."""
        if self.stairs is None:
            return
        self.stairs.answer(direction_deg == self.direction)
        self._next()

    def stop(self) -> None:
        """Nothing is under a simulation any more, and nothing of it is stored."""
        if self.stairs is None:
            return
        self.stairs = None
        self.view.clear()
        self.progress.setText("")
        say(self.said, "Stopped. Nothing was stored.", "quiet")
        self.start_button.setFocus()

    def _finish(self) -> None:
        persona = self._worn
        assert self.stairs is not None
        assert persona is not None
        result = self.stairs.estimate()
        self.stairs = None
        self.view.clear()
        self.progress.setText("")
        self.proof = AcuityProof(
            persona=persona.id,
            target_logmar=target_logmar(persona) or 0.0,
            measured_logmar=round(result.threshold, 3),
            uncertainty_logmar=round(result.uncertainty, 3),
            is_calibrated=self._viewing().is_calibrated,
            measured_on=datetime.now().astimezone().date().isoformat(),
        )
        self._keep(self.proof)

    def _keep(self, proof: AcuityProof) -> None:
        words, is_true = verdict(proof)
        measured = f"Measured {proof.measured_logmar:.2f} ± {proof.uncertainty_logmar:.2f}"
        try:
            self._desk.change(proofs=(*self._desk.settings.proofs, proof)[-_KEPT:])
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        say(self.said, f"{measured}, meant {proof.target_logmar:.2f}. {words}", "good" if is_true else "bad")
        self.start_button.setFocus()
