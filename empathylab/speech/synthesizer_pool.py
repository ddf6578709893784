"""The pool of synthesizers: two warm workers, the newest request first.

One thread owns everything here and takes messages from a queue, so there is no state to lock. While one worker is
busy the other takes what comes. A phrase that is overdue is asked of the other worker as well, and whoever answers
first is heard: so a phrase survives its worker, and a slow one is left to its work. Only a worker that has died, or
that hangs far beyond what phrases take on this computer, is replaced; no worker is used before it has spoken once.
"""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from empathylab.domain.errors import MachineError
from empathylab.speech.cache import WavCache
from empathylab.speech.jobs import Job, Request, Slot, State, Synthesized, SynthesizerReport
from empathylab.speech.languages import choose_voice, installed_from
from empathylab.speech.process import COMMAND, Message, WorkerProcess
from empathylab.speech.timeouts import SynthesisTimeouts
from empathylab.speech.wav import Wav, words_from

#: How long a new worker may take until it has spoken its first phrase.
START_PATIENCE_MS = 30_000.0
#: What a worker says before it is used: engines come late with their first phrase, some of them by more than a second.
WARM_UP = Request(0, "Ready, edit, required")
#: The length of a usual phrase, such as "Full name, edit, required".
_USUAL_CHARACTERS = 25
WORKERS = 2
#: A worker that ends sooner than this, or before it is ready, counts as one that did not start.
SHORT_LIFE_MS = 1_000.0
#: A phrase that fails this often is given up; so is speech, when workers keep ending without one answer.
TRIES = 4


class SynthesizerPool:
    """The two warm worker processes.

    Turns phrases into samples. Only the newest request matters: an older one that has not begun is dropped.

    `on_done` is called in the pool's thread, once for each request that was not dropped. `problem` says what is wrong
    with this computer when nothing can be spoken, `trouble` why the last phrase that was given up could not be.
    """

    def __init__(self, on_done: Callable[[Synthesized], None], command: Sequence[str] = COMMAND) -> None:
        self.problem: MachineError | None = None
        self.trouble: MachineError | None = None
        self.report = SynthesizerReport()
        self.cache = WavCache()
        self._on_done = on_done
        self._command = tuple(command)
        self._state = State()
        self._messages: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._is_ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="speech-pool", daemon=True)
        self._thread.start()

    def ask(self, request: Request) -> None:
        """Synthesize this now; what was asked before and has not begun is dropped. Never blocks."""
        self._messages.put(lambda: self._take(Job(request)))

    def prepare(self, requests: Sequence[Request]) -> None:
        """Synthesize these into the cache when there is nothing else to do."""
        jobs = [Job(request, is_wanted=False) for request in requests]
        self._messages.put(lambda: self._state.background.extend(jobs))

    def forget(self) -> None:
        """Nothing asked so far is wanted any more."""
        self._messages.put(self._forget)

    def wait_until_ready(self, timeout_s: float = START_PATIENCE_MS / 1000) -> None:
        """Return when a worker is ready; raise MachineError when none will be."""
        self._is_ready.wait(timeout_s)
        if self.problem is not None:
            raise self.problem
        if not self._is_ready.is_set():
            raise _silent()

    @property
    def worker_pids(self) -> tuple[int, ...]:
        """The worker at work first, then the warm ones."""
        slots = sorted(self._state.slots, key=lambda slot: slot.job is None)
        return tuple(slot.worker.pid for slot in slots)

    def close(self) -> None:
        """End the workers and remove their files; returns when they are gone."""
        self._messages.put(self._close)
        self._thread.join()

    # What follows runs in the pool's thread only.

    def _run(self) -> None:
        while not self._state.is_closed:
            self._fill_slots()
            self._hand_out()
            with contextlib.suppress(queue.Empty):  # then a deadline has come
                self._messages.get(timeout=self._seconds_to_deadline())()
            self._replace_hung()

    def _take(self, job: Job) -> None:
        self._forget()
        request = job.request
        wav = self.cache.get(self._key(request))
        if wav is not None:
            self._on_done(Synthesized(request.id, wav))
        elif self.problem is not None:
            self._on_done(Synthesized(request.id, None))
        else:
            self._state.newest = job

    def _forget(self) -> None:
        self._state.newest = None
        for slot in self._state.slots:
            if slot.job is not None:
                slot.job.is_wanted = False

    def _fill_slots(self) -> None:
        while len(self._state.slots) < WORKERS and self.problem is None and not self._state.is_closed:
            if self._state.failed_starts >= TRIES:
                self._give_up(_silent())
                return
            try:
                worker = WorkerProcess(self._post_answer, self._post_end, self._command)
            except OSError as error:
                self._give_up(MachineError(f"The speech worker cannot be started: {error}.", "Restart the computer."))
                return
            self._state.slots.append(Slot(worker, _now_ms(), _now_ms() + START_PATIENCE_MS))

    def _post_answer(self, worker: WorkerProcess, answer: Message) -> None:
        self._messages.put(lambda: self._answered(worker, answer))

    def _post_end(self, worker: WorkerProcess) -> None:
        self._messages.put(lambda: self._ended(worker))

    def _hand_out(self) -> None:
        while (slot := self._idle_slot()) is not None and (job := self._next_job()) is not None:
            patience, characters = self._state.patience, len(job.request.text)
            job.tries += 1
            slot.overdue_ms = _now_ms() + patience.overdue_ms(characters)
            slot.hung_ms = _now_ms() + patience.hung_ms(characters) * 2.0 ** (job.tries - 1)
            self._give(slot, job)

    def _give(self, slot: Slot, job: Job) -> None:
        slot.job, slot.asked_ms = job, _now_ms()
        if not slot.worker.send(job.request.as_line(self._voice_for(job.request))):
            self._ended(slot.worker)

    def _idle_slot(self) -> Slot | None:
        return next((slot for slot in self._state.slots if slot.is_ready and slot.job is None), None)

    def _next_job(self) -> Job | None:
        job, self._state.newest = self._state.newest, None
        job = job or self._state.overdue_job(_now_ms())
        is_idle = all(slot.job is None for slot in self._state.slots)
        return job or (self._next_to_prepare() if is_idle else None)

    def _next_to_prepare(self) -> Job | None:
        while self._state.background:
            job = self._state.background.pop(0)
            if self.cache.get(self._key(job.request)) is None:
                return job
        return None

    def _voice_for(self, request: Request) -> str:
        return choose_voice(request.language, self._state.voices)

    def _answered(self, worker: WorkerProcess, answer: Message) -> None:
        slot = self._slot_of(worker)
        if slot is None:
            return
        if "fatal" in answer:
            self._give_up(MachineError(f"Speech does not work: {answer['fatal']}.", str(answer.get("what_to_do", ""))))
        elif answer.get("ready") is True:
            self._greeted(slot, answer)
        elif slot.job is not None and answer.get("id") == slot.job.request.id:
            self._finish(slot, slot.job, answer)

    def _greeted(self, slot: Slot, answer: Message) -> None:
        self._state.voices = installed_from(answer.get("voices"))
        fastest_wpm = answer.get("fastest_wpm")
        self.report = replace(
            self.report,
            fastest_wpm=fastest_wpm if isinstance(fastest_wpm, int) else None,
            has_pitch=answer.get("has_pitch") is not False,
            has_words=answer.get("has_words") is True,
        )
        self._give(slot, Job(WARM_UP, is_wanted=False))

    def _finish(self, slot: Slot, job: Job, answer: Message) -> None:
        slot.job = None
        wav = slot.worker.take() if answer.get("spoken") is True else None
        if wav is not None:
            wav = replace(wav, words=words_from(answer.get("words")))
        if wav is None or "error" in answer:
            self.report = replace(self.report, error=str(answer.get("error", "It gave no sound.")))
        if wav is not None:
            self._learn(len(job.request.text), _now_ms() - slot.asked_ms, is_first=not slot.is_ready)
        if slot.is_ready:
            self._hand_in(job, wav)
        else:
            slot.is_ready = True
            self._is_ready.set()

    def _learn(self, characters: int, took_ms: float, *, is_first: bool) -> None:
        self._state.failed_starts = 0
        self._state.patience.note(characters, took_ms)
        if is_first:
            first_ms = took_ms if self.report.first_phrase_ms is None else self.report.first_phrase_ms
            self.report = replace(self.report, first_phrase_ms=first_ms)
        else:
            usual_ms = took_ms * SynthesisTimeouts.size_of(_USUAL_CHARACTERS) / SynthesisTimeouts.size_of(characters)
            self.report = replace(self.report, phrase_ms=min(usual_ms, self.report.phrase_ms or usual_ms))

    def _hand_in(self, job: Job, wav: Wav | None) -> None:
        """A worker is done with a job, or lost with it: hand the samples over, else try again, else give it up."""
        if wav is not None:
            self.cache.put(self._key(job.request), wav)
        if not job.is_wanted or (wav is None and self._state.holders(job)):
            return
        if wav is None and job.tries < TRIES:
            self._state.newest = self._state.newest or job
            return
        job.is_wanted = False
        if wav is None:
            self.trouble = _failing(self.report.error)
        self._on_done(Synthesized(job.request.id, wav))

    def _ended(self, worker: WorkerProcess) -> None:
        slot = self._slot_of(worker)
        if slot is not None:
            self._replace(slot)

    def _replace_hung(self) -> None:
        for slot in list(self._state.slots):
            if slot.is_owing and slot.hung_ms <= _now_ms():
                self._replace(slot)

    def _replace(self, slot: Slot) -> None:
        """Kill the worker; its phrase, when still wanted, goes to the warm one."""
        self._state.slots.remove(slot)
        self.report = replace(self.report, replaced=self.report.replaced + 1)
        if not slot.is_ready or _now_ms() - slot.started_ms < SHORT_LIFE_MS:
            self._state.failed_starts += 1
        if slot.job is not None:
            self._hand_in(slot.job, None)
        self._hand_out()
        slot.worker.kill()

    def _give_up(self, problem: MachineError) -> None:
        self.problem = problem
        self._is_ready.set()
        jobs = [self._state.newest, *(slot.job for slot in self._state.slots)]
        self._kill_all()
        self._state.newest = None
        self._state.background.clear()
        for job in jobs:
            if job is not None and job.is_wanted:
                job.is_wanted = False
                self._on_done(Synthesized(job.request.id, None))

    def _close(self) -> None:
        self._state.is_closed = True
        self._kill_all()

    def _kill_all(self) -> None:
        slots, self._state.slots = self._state.slots, []
        for slot in slots:
            slot.worker.kill()

    def _slot_of(self, worker: WorkerProcess) -> Slot | None:
        return next((slot for slot in self._state.slots if slot.worker is worker), None)

    def _seconds_to_deadline(self) -> float | None:
        now_ms = _now_ms()
        deadlines_ms = [slot.next_deadline_ms(now_ms) for slot in self._state.slots if slot.is_owing]
        return max(0.0, (min(deadlines_ms) - now_ms) / 1000) if deadlines_ms else None

    def _key(self, request: Request) -> tuple[str, int, float, str]:
        return (request.text, request.rate_wpm, request.pitch, self._voice_for(request))


def _now_ms() -> float:
    return time.monotonic() * 1000


def _silent() -> MachineError:
    return MachineError(
        "The speech worker starts but never answers.",
        "Run `empathylab check`; if speech still fails, restart the computer.",
    )


def _failing(error: str) -> MachineError:
    return MachineError(
        f"The speech program could not speak a phrase: {error or 'its worker ended'}",
        "Run `empathylab check`; if speech still fails, restart the computer.",
    )
