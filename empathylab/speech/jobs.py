"""What the pool keeps: requests, what became of them, places for workers, and what it has learnt of the synthesizer."""

from __future__ import annotations

from dataclasses import dataclass, field

from empathylab.domain.voice import DEFAULT_WPM
from empathylab.speech.languages import InstalledVoice
from empathylab.speech.process import WorkerProcess
from empathylab.speech.timeouts import SynthesisTimeouts
from empathylab.speech.wav import Wav


@dataclass(frozen=True, slots=True)
class Request:
    """A phrase to synthesize. Rate in words a minute; pitch 1.0 is the voice's own."""

    id: int
    text: str
    rate_wpm: int = DEFAULT_WPM
    pitch: float = 1.0
    language: str = ""

    def as_line(self, voice_id: str) -> dict[str, object]:
        """What a worker is told; the voice speaks its language."""
        spoken = {"id": self.id, "text": self.text, "rate_wpm": self.rate_wpm, "pitch": self.pitch}
        return {**spoken, "voice": voice_id}


@dataclass(frozen=True, slots=True)
class Synthesized:
    """What became of a request: the samples, or None when it failed."""

    request_id: int
    wav: Wav | None


@dataclass(frozen=True, slots=True)
class SynthesizerReport:
    """What has been learnt of this computer's synthesizer, for the check before an event.

    `first_phrase_ms` is what the first worker's first phrase took, and `phrase_ms` what one of 25 characters takes
    since then, at best; None before there was one. `fastest_wpm` is the end of the engine's own scale, None when it
    is not known. `has_words` is whether it tells when each word sounds. `error` is the last one that the engine gave,
    empty when there was none; `replaced` counts workers that died or hung.
    """

    first_phrase_ms: float | None = None
    phrase_ms: float | None = None
    fastest_wpm: int | None = None
    has_pitch: bool = True
    has_words: bool = False
    error: str = ""
    replaced: int = 0


@dataclass(slots=True)
class Job:
    """A request on its way; nobody waits for one that is no longer wanted, yet its samples are kept."""

    request: Request
    is_wanted: bool = True
    tries: int = 0


@dataclass(slots=True, eq=False)
class Slot:
    """A place for a worker: whether it is warm, its job, when that is overdue, and when the worker hangs."""

    worker: WorkerProcess
    started_ms: float
    hung_ms: float
    overdue_ms: float = 0.0
    asked_ms: float = 0.0
    is_ready: bool = False
    job: Job | None = None

    @property
    def is_owing(self) -> bool:
        """Whether something is awaited from the worker."""
        return self.job is not None or not self.is_ready

    def next_deadline_ms(self, now_ms: float) -> float:
        """When there is something to do about it if it stays silent."""
        return self.overdue_ms if self.is_ready and now_ms < self.overdue_ms else self.hung_ms


@dataclass(slots=True)
class State:
    """What the pool knows."""

    slots: list[Slot] = field(default_factory=list)
    newest: Job | None = None
    background: list[Job] = field(default_factory=list)
    voices: tuple[InstalledVoice, ...] = ()
    failed_starts: int = 0
    is_closed: bool = False
    patience: SynthesisTimeouts = field(default_factory=SynthesisTimeouts)

    def holders(self, job: Job) -> int:
        """How many workers have this job."""
        return sum(slot.job is job for slot in self.slots)

    def overdue_job(self, now_ms: float) -> Job | None:
        """One that is waited for, for longer than it should take, and that no other worker has been given."""
        late = (slot.job for slot in self.slots if slot.is_ready and slot.job is not None and slot.overdue_ms <= now_ms)
        return next((job for job in late if job.is_wanted and self.holders(job) == 1), None)
