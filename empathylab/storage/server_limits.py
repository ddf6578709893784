"""How much of a server's time and answers a station takes before it gives up."""

from __future__ import annotations

from dataclasses import dataclass

#: What the errors of a connection that is given up say; `server_words` has it for people.
TOO_SLOW, TOO_MUCH, NOT_WANTED = "no answer in time", "answer without end", "answer not wanted any more"


@dataclass(frozen=True, slots=True)
class ServerLimits:
    """How long one answer may take, how long all of one connection, and how much memory one answer may fill."""

    answer_s: float
    altogether_s: float
    most_bytes: int
