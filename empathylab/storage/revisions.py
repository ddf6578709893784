"""Revisions of comments and promises: which of two states is the newer one, also when the records' folder was copied.

A counter does not tell: two copies count on separately. Each revision has a random id, and a row holds the ids of all
that it came from, as a JSON list. One state is newer when it knows everything that the other knows; when each knows
something that the other does not, both were changed and a person has to look.
"""

from __future__ import annotations

import json
import secrets
from enum import Enum, auto

#: Of what nobody has decided on yet.
NONE = "[]"
_ID_BYTES = 6


class RevisionRelation(Enum):
    """How what was sent relates to what is there."""

    NEWER = auto()
    KNOWN = auto()
    CONTESTED = auto()


def revised(history: str) -> str:
    """The history after another revision."""
    return json.dumps([*json.loads(history), secrets.token_hex(_ID_BYTES)])


def order(sent: str, there: str) -> RevisionRelation:
    """Compare two histories; the same ones are KNOWN."""
    new, old = set(json.loads(sent)), set(json.loads(there))
    if new <= old:
        return RevisionRelation.KNOWN
    return RevisionRelation.NEWER if old < new else RevisionRelation.CONTESTED


def merged(sent: str, there: str) -> str:
    """A history that holds both."""
    ids = json.loads(there)
    return json.dumps([*ids, *(each for each in json.loads(sent) if each not in ids)])
