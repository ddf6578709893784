"""What the worker's keeper keeps: requests, what became of them, and places for workers."""

from __future__ import annotations

from dataclasses import dataclass, field

from empathylab.speech.languages import InstalledVoice
from empathylab.speech.process import WorkerProcess
from empathylab.speech.wav import Wav


@dataclass(frozen=True, slots=True)
class Request:
    """A phrase to synthesize. Rate in words a minute; pitch 1.0 is the voice's own."""

    id: int
    text: str
    rate_wpm: int = 180
    pitch: float = 1.0
    language: str = ""


@dataclass(frozen=True, slots=True)
class Synthesized:
    """What became of a request: the samples, or None when it failed."""

    request_id: int
    wav: Wav | None


@dataclass(slots=True)
class Job:
    """A request on its way; nobody waits for one that is no longer wanted, yet its samples are kept."""

    request: Request
    is_wanted: bool = True
    tries: int = 0


@dataclass(slots=True, eq=False)
class Slot:
    """A place for a worker: the worker, whether it has said hello, its job, and when it must have answered."""

    worker: WorkerProcess
    started_ms: float
    deadline_ms: float
    asked_ms: float = 0.0
    is_ready: bool = False
    job: Job | None = None


@dataclass(slots=True)
class State:
    """What the keeper knows. `pace_ms` is what phrases have lately taken."""

    slots: list[Slot] = field(default_factory=list)
    newest: Job | None = None
    background: list[Job] = field(default_factory=list)
    voices: tuple[InstalledVoice, ...] = ()
    failed_starts: int = 0
    is_closed: bool = False
    pace_ms: float = 0.0

    def note_pace(self, took_ms: float) -> None:
        self.pace_ms += 0.3 * (took_ms - self.pace_ms)
