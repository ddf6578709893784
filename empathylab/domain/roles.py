"""The roles at an event, as roles and never as names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Host(StrEnum):
    """Whether somebody with lived experience meets visitors, with their consent, and whether they are paid for it."""

    NONE = "none"
    PAID = "paid"
    PAY_NOT_SAID = "pay-not-said"

    @property
    def words(self) -> str:
        """The same in the words of exports."""
        return _HOST_WORDS[self]


_HOST_WORDS = {
    Host.NONE: "none",
    Host.PAID: "yes, with consent; paid",
    Host.PAY_NOT_SAID: "yes, with consent; whether paid is not said",
}


class HostThere(StrEnum):
    """Whether a host was there at a visit; visits from before roles were kept do not tell."""

    NOT_TOLD = ""
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles at one event."""

    host: Host = Host.NONE
    has_facilitator: bool = False
    has_apprentice: bool = False

    @property
    def has_host(self) -> bool:
        """Whether a host is there, on whatever terms."""
        return self.host is not Host.NONE

    def told(self) -> Iterator[tuple[str, str]]:
        """Each role in words, and whether it was there."""
        yield "host with lived experience", self.host.words
        yield "facilitator", "yes" if self.has_facilitator else "not said"
        yield "apprentice", "yes" if self.has_apprentice else "not said"
