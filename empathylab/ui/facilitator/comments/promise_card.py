"""One promise: who gave it, by when, and what became of it."""

from __future__ import annotations

from collections.abc import Callable

from empathylab.domain.days import day_words
from empathylab.domain.records import ActionRecord, PromiseState
from empathylab.ui.facilitator.controls.choice import Choice
from empathylab.ui.facilitator.controls.confirm import ConfirmButton
from empathylab.ui.facilitator.controls.form_controls import beside, flow
from empathylab.ui.kit.widgets import Card, button, column, text

_STATES = ((PromiseState.OPEN, "Not asked yet"), (PromiseState.KEPT, "Kept"), (PromiseState.NOT_KEPT, "Not kept yet"))


def details_of(promise: ActionRecord) -> str:
    """Such as "Web team, by 30 April 2026"."""
    due = f"by {day_words(promise.due_on)}" if promise.due_on else ""
    return ", ".join(filter(None, (promise.owner, due)))


class PromiseCard(Card):
    """`keep` is given what was answered; without `change` and `delete` it is one of another event, only asked about."""

    def __init__(
        self,
        promise: ActionRecord,
        keep: Callable[[ActionRecord, PromiseState], object],
        change: Callable[[ActionRecord], object] | None = None,
        delete: Callable[[ActionRecord], object] | None = None,
    ) -> None:
        super().__init__(space=6)
        self.promise = promise
        self.state = Choice("Is it kept?", _STATES, promise.state)
        self.state.setAccessibleName(f"Is it kept? {promise.text}")
        self.state.changed.connect(lambda: keep(self.promise, PromiseState(str(self.state.value))))
        self.change_button = button("Change", lambda: change and change(promise), "small")
        self.delete_button = ConfirmButton("Delete", lambda: delete and delete(promise))
        lines = [text(promise.text), *([text(details, "small")] if (details := self._details()) else ())]
        told = column(*lines, space=2)
        if change is not None and delete is not None:
            named = ((self.change_button, "Change"), (self.delete_button, "Delete"))
            for control, verb in named:
                control.setAccessibleName(f"{verb}: {promise.text}")
            self.box.addLayout(beside(told, flow(self.change_button, self.delete_button), weights=(1, 0)))
        else:
            self.box.addLayout(told)
        self.box.addWidget(self.state)

    def _details(self) -> str:
        promise = self.promise
        asked = f"Asked on {day_words(promise.asked_on)}" if promise.asked_on else ""
        return ". ".join(filter(None, (details_of(promise), asked)))
