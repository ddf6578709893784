"""A visit under way, read from its file line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypedDict, cast

from empathylab.domain.records import StreamRow


class SessionRow(TypedDict, total=False):
    """What is known of a visit from its beginning on; files of older versions lack the last of it."""

    event: str
    station: str
    persona: str
    started_on: str
    app_version: str
    seed: str
    station_name: str
    host: str
    mode: str
    is_assigned: bool


class RunRow(TypedDict):
    """A run as far as it went; `outcome` is None while it is open."""

    position: int
    kind: str
    task: str
    form: str
    condition: str
    outcome: str | None


class AnswerRow(TypedDict):
    """An answer without words."""

    number: int | None
    is_skipped: bool


class PairingRow(TypedDict):
    """What is kept of a visitor's three words."""

    salt: str
    digest: str


class Line(NamedTuple):
    """One thing taken of a visit; `what` is session, run, fact, answer, outcome or pairing."""

    session_id: str
    what: str
    row: Mapping[str, object]


@dataclass(slots=True)
class OpenVisit:
    """A visit as far as it went: rows without the visit's id, and the texts by question and run."""

    session: SessionRow = field(default_factory=SessionRow)
    runs: dict[int, RunRow] = field(default_factory=dict)
    facts: dict[int, tuple[int, str, str, str]] = field(default_factory=dict)
    answers: dict[tuple[str, str], AnswerRow] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    pairing: PairingRow | None = None

    def take(self, what: str, row: Mapping[str, object]) -> None:
        """Add what one line holds; raises KeyError or TypeError when it is none."""
        of: Mapping[str, Any] = row
        match what:
            case "session":
                self.session = cast("SessionRow", {name: of[name] for name in SessionRow.__annotations__ if name in of})
            case "run":
                known = {name: of[name] for name in RunRow.__annotations__ if name != "outcome"}
                self.runs[of["position"]] = cast("RunRow", {**known, "outcome": None})
            case "fact":
                self.facts[of["seq"]] = (of["at_ms"], of["kind"], of["field"], of["data"])
            case "answer":
                self._take_answer(**of)
            case "outcome":
                self.runs[of["position"]]["outcome"] = of["outcome"]
            case "pairing":
                self.pairing = {"salt": of["salt"], "digest": of["digest"]}
            case _:
                raise KeyError(what)

    def _take_answer(self, question: str, run: str, number: int | None, is_skipped: bool, text: str | None) -> None:
        """Another answer to the same question takes the place of the first, its words too.

        A question that asks for words leaves no answer: that there were some would tie them to the visit.
        """
        if text is None:
            self.answers[question, run] = {"number": number, "is_skipped": is_skipped}
        else:
            self.texts[question, run] = text

    def stream(self) -> list[StreamRow]:
        """The events in order, numbered without gaps (a gap is an event that a crash took)."""
        return [(seq, *self.facts[number]) for seq, number in enumerate(sorted(self.facts))]
