"""How long a visit takes: what a scripted participant meets, read at 200 words a minute, and its keys.

What stood on an earlier screen is not read again. A key, and making up one's mind about each thing to do, take
what they take where pages are priced (cost/figures.toml). What a screen reader says is heard at its own rate. Nobody
looks around.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from statistics import median

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit, QWidget

from empathylab.app import Lab
from empathylab.cost.figures import figures
from empathylab.demo.response_time import EmptyWindows, ResponseTime, ResponseTimer
from empathylab.domain.session import RunKind
from empathylab.files.layers import Layers
from empathylab.reader.screen_reader import ScreenReader
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import Stage
from empathylab.ui.page.scheme import file_of
from empathylab.ui.visit.screens.form_stage import REMINDER_MS
from empathylab.ui.visit.screens.scale import Points, SliderScale

READ_WPM = 200
#: What the reader says of a typed key, without saying which: it is heard while the next one is typed.
ECHO = "…"
_RUNS = {Stage.BARRIER: RunKind.BARRIER, Stage.HELPED: RunKind.HELPED}


@dataclass(slots=True)
class StageTime:
    """One stage of a visit: words read and heard, keys pressed, things to decide, the rate of what is heard."""

    stage: Stage
    words: int = 0
    screens: set[int] = field(default_factory=set)
    keys: int = 0
    answers: int = 0
    heard: int = 0
    heard_wpm: int = READ_WPM
    slowest: ResponseTime = ResponseTime(0, 0)

    @property
    def seconds(self) -> float:
        spoken = self.heard / self.heard_wpm * 60
        decisions = (len(self.screens) + self.answers) * figures().think_s
        return self.words / READ_WPM * 60 + spoken + self.keys * figures().key_s + decisions


class VisitTimer:
    """Times a visit, stage by stage, from one first screen to the next."""

    def __init__(self, lab: Lab, persona: str) -> None:
        self._lab, self.persona = lab, persona
        self.steps: dict[Stage, StageTime] = {}
        self._read: set[str] = set()
        self._timer, self._empty = ResponseTimer(lab.window), EmptyWindows()
        self._empty_ms: list[float] = []
        lab.window.keys.pressed.connect(self._pressed)

    def end(self) -> None:
        """Stop watching the lab."""
        self._lab.window.keys.pressed.disconnect(self._pressed)
        self._timer.stop()
        self._empty_ms = sorted(self._empty.stop())

    def has_had_enough(self) -> bool:
        """Whether the visitor is still in the form with barriers when the lab says that being stuck is fine."""
        step = self.steps.get(Stage.BARRIER)
        return step is not None and step.seconds * 1000 >= REMINDER_MS

    def lines(self) -> Iterator[str]:
        """Seconds a stage, and of the whole, as lines."""
        yield f"{self.persona}: stage, seconds, words read and heard, keys; slowest answer: ms of work, ms by the clock"
        for step in self.steps.values():
            slowest = step.slowest
            figures = (step.seconds, step.words, step.heard, step.keys, slowest.work_ms, slowest.clock_ms)
            yield f"  {step.stage.value:18}" + "".join(f"{figure:7.0f}" for figure in figures)
        whole = sum(step.seconds for step in self.steps.values() if step.stage is not Stage.ATTRACT)
        to_first_key = sum(self.steps[each].seconds for each in (Stage.STORY, Stage.AGREEMENT) if each in self.steps)
        yield f"  from the story on {whole / 60:.1f} minutes; to the first key tried {to_first_key:.0f} s"
        if self._empty_ms:
            middle, slowest_ms = median(self._empty_ms), self._empty_ms[-1]
            yield f"  an empty window meanwhile, ms by the clock: median {middle:.1f}, slowest {slowest_ms:.0f}"

    def _pressed(self, _key: str) -> None:
        stage, screen = self._lab.director.stage, self._lab.window.current()
        if screen is None:
            return
        step = self.steps.setdefault(stage, StageTime(stage))
        step.keys += 1
        self._timer.pressed(partial(self._answered, step))
        if id(screen) not in step.screens:
            step.screens.add(id(screen))
            step.answers += len([*_children(screen, Points, SliderScale, QPlainTextEdit)])
        self._read_all(step, map(_words_of, _children(screen, QLabel, QAbstractButton)))
        visit = self._lab.director.visit
        if visit is not None and stage in _RUNS:
            self._in_form(step, visit.plan, _RUNS[stage])

    def _answered(self, step: StageTime, answer: ResponseTime) -> None:
        """By its own work the slowest: the clock tells as much of the computer."""
        step.slowest = max(step.slowest, answer, key=lambda each: each.work_ms)

    def _in_form(self, step: StageTime, plan: VisitPlan, run: RunKind) -> None:
        """Who hears the page does not read it; the lines of the card are what there is to do."""
        step.answers = len(plan.card(run))
        spoken = self._lab.director.form.said.get(run, ())
        step.heard = sum(len(phrase.split()) for phrase in spoken if phrase != ECHO)
        for worn in plan.conditions[run].simulations:
            if worn.kind == ScreenReader.id:
                step.heard_wpm = int(str(worn.params.get("rate_wpm", READ_WPM)))
                return
        page = self._lab.window.view.page
        if page is not None:
            self._read_all(step, _page_lines(page.url(), self._lab.setup.library.layers))

    def _read_all(self, step: StageTime, strings: Iterable[str]) -> None:
        """What stood on an earlier screen is not read again."""
        new = {each.lstrip("• ") for each in strings if each} - self._read
        self._read |= new
        step.words += sum(len(each.split()) for each in new)


def _children(screen: QWidget, *kinds: type[QWidget]) -> Iterator[QWidget]:
    return (each for each in screen.findChildren(QWidget) if isinstance(each, kinds) and each.isVisible())


def _words_of(widget: QWidget) -> str:
    assert isinstance(widget, QLabel | QAbstractButton)
    return widget.text() if widget.property("kind") != "code" else ""


def _page_lines(url: QUrl, layers: Layers) -> Iterator[str]:
    """What is seen of the page itself, without what stands above and below it on each."""
    file = file_of(url, layers)
    html = file.read_text(encoding="utf-8") if file else ""
    body = re.search(r"<main.*?</main>", html, re.DOTALL)
    seen = re.sub(r'<span class="visually-hidden">.*?</span>', "", body[0] if body else html)
    text = re.sub(r"<[^>]+>", "", seen)
    return filter(None, map(str.strip, text.splitlines()))
