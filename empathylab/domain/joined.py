"""Values about records that are joined: what a bundle tells of itself, what was added, and what was set aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal


class ItemKind(StrEnum):
    """What an id is of, in the words of the tables: of what is to be sent, was deleted, or was set aside."""

    VISIT = "session"
    COMMENT = "comment"
    PROMISE = "action"
    MARK = "mark"
    TOMBSTONE = "tombstone"
    #: Its id is the kind of what was sent: that one's tables on the server are to be written anew.
    REWRITING = "rewriting"


@dataclass(frozen=True, slots=True)
class JoinReport:
    """What was added where records came together. `quarantined` came to an id that is there with another content.

    `contested` comments and promises were changed in another copy as well; `damaged` visits could not be read.
    What was withdrawn or deleted on a server `has_remains` where this station may not write its tables anew.
    `mended` is what had to be mended in a folder before it could be read, as sentences.
    """

    visits: int = 0
    already_there: int = 0
    quarantined: int = 0
    refused: int = 0
    comments: int = 0
    actions: int = 0
    contested: int = 0
    deletions: int = 0
    damaged: int = 0
    has_remains: bool = False
    mended: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SetAside:
    """A visit or promise that came under an id which is here with another content.

    `here` and `came` tell what each is, by the names of columns.
    """

    item_id: str
    hash: str
    kind: Literal[ItemKind.VISIT, ItemKind.PROMISE]
    here: Mapping[str, str]
    came: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BundledEvent:
    """What a bundle tells of an event in it; `first_visits` are the ids of the oldest."""

    name: str
    held_on: date
    keep_until: date
    visits: int
    first_visits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BundleContents:
    """What a bundle tells of itself before it is taken in; `mended` is what opening a folder mended, as sentences."""

    station_name: str
    events: tuple[BundledEvent, ...]
    mended: tuple[str, ...] = ()

    @property
    def visits(self) -> int:
        """How many visits all its events hold."""
        return sum(event.visits for event in self.events)


#: What a sync says of a server that has remains.
REMAINS = (
    "What was withdrawn or deleted is still in the free space of the server's tables, which another user owns: "
    "ask who runs it to VACUUM FULL them."
)
