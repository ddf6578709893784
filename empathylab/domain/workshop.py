"""A workshop event: its settings, and what a facilitator answers for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from empathylab.domain.roles import Roles

#: Groups of fewer people are hidden where nobody chose another number.
DEFAULT_K = 5
#: How long the records of an event are kept that nobody has set up yet.
USUAL_RETENTION = timedelta(days=90)
#: The values offered for k when an event is set up.
OFFERED_K = (5, 10)


class Principle(StrEnum):
    """One of the four principles that a facilitator answers for when an event is set up."""

    PROPORTIONATE = "proportionate"
    SECURE = "secure"
    ROBUST = "robust"
    RESPONSIBLE = "responsible"

    @property
    def question(self) -> str:
        """The question that a facilitator is asked about it."""
        return _PRINCIPLE_QUESTIONS[self]


_PRINCIPLE_QUESTIONS = {
    Principle.PROPORTIONATE: "Is what we record proportionate to what we want to learn?",
    Principle.SECURE: "Is it legal, secure and anonymous?",
    Principle.ROBUST: "Is the way we work robust, and open to anybody who asks?",
    Principle.RESPONSIBLE: "Will you tell what was found with care?",
}


@dataclass(frozen=True, slots=True)
class EthicsAnswer:
    """The facilitator's answer to one principle, with a short why."""

    principle: Principle
    is_met: bool
    why: str


@dataclass(frozen=True, slots=True)
class EventSettings:
    """One lab event. `name` is its key; records are to be purged from `keep_until` on; groups below `k` are hidden.

    `place` says where it was held and `run_by` who ran it, a role or a team and never a person; `roles` says
    who was there.
    """

    name: str
    held_on: date
    keep_until: date
    k: int = DEFAULT_K
    language: str = "en"
    stations: tuple[str, ...] = ()
    ethics: tuple[EthicsAnswer, ...] = ()
    place: str = ""
    run_by: str = ""
    roles: Roles = Roles()
