"""What the helps that belong to a form save: offered answers, access keys, no time-out.

Nothing here opens a page: the stops of Tab and the words are counted in the forms' own HTML, the keys go through the
hand models. A test holds the stops against the real engine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser

from empathylab.bench.figure import Figure
from empathylab.cost.figures import figures as cost_figures
from empathylab.domain.spec import Spec
from empathylab.domain.task import CardLine, Form, QuestionKind
from empathylab.files.library import load_library
from empathylab.files.paths import assets_dir
from empathylab.motor import PRESETS, KeyFilter
from empathylab.motor.features import Hands
from empathylab.motor.stepper import Stepper
from empathylab.motor.typist import Typist, type_text

#: Silent reading of English, words a minute (Brysbaert, J. Memory and Language 109, 2019).
_READING_WPM = 238
#: What assets/barriers/timeout does.
TIMEOUT_S = 60
#: The skip link, the council's name and its folded menu, which assets/js/form-frame.js writes above every page.
_STOPS_OF_FRAME = 3
_TYPED = {QuestionKind.TEXT, QuestionKind.LONG_TEXT, QuestionKind.DATE}
_HANDS = {"no simulation": (), **{name: (Spec(Hands.id, {"preset": name}),) for name in PRESETS}}


@dataclass
class PageFacts(HTMLParser):
    """Of one page: the stops of Tab from its top to its button, the words to read, the fields with offered answers.

    A group of radio buttons is one stop; what a script writes above every page, and Back, count as well.
    """

    stops: int = _STOPS_OF_FRAME
    words: int = 0
    offered: set[str] = field(default_factory=set)
    _groups: set[str] = field(default_factory=set)
    _is_past_button: bool = False
    _is_in_main: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self._is_in_main |= tag == "main"
        is_link = (tag == "a" and "href" in known) or (tag == "script" and "data-back" in known)
        is_stop = is_link or tag in {"input", "select", "textarea", "button", "summary"}
        if known.get("type") == "radio":
            is_stop = (known.get("name") or "") not in self._groups
            self._groups.add(known.get("name") or "")
        self.stops += is_stop and not self._is_past_button
        self._is_past_button |= tag == "button" and known.get("type") == "submit"
        if known.get("autocomplete"):
            self.offered.add(known.get("data-field") or "")

    def handle_endtag(self, tag: str) -> None:
        self._is_in_main &= tag != "main"

    def handle_data(self, data: str) -> None:
        self.words += len(data.split()) * self._is_in_main


@dataclass(frozen=True, slots=True)
class FormHelp:
    """One hand at all forms, without a help and with it.

    Presses and seconds for the fields that offer an answer, presses and seconds from the top of a page to its button;
    the share of pages that are done before the time-out.
    """

    hand: str
    typed: tuple[float, float]
    offered: tuple[float, float]
    tabbed: tuple[float, float]
    jumped: tuple[float, float]
    in_time: float
    longest_s: float


def figures(seeds: int) -> list[Figure]:
    """Presses with each help, beside those without it, and who is done in time."""
    found = []
    for row in measure(seeds):
        without = ("without the help", round(row.typed[0], 1))
        note = f"{row.offered[1]:.1f} s instead of {row.typed[1]:.1f} s"
        found.append(
            Figure(
                f"offered answers, {row.hand}: one field", round(row.offered[0], 1), "keys", peers=(without,), note=note
            )
        )
        without = ("without the help", round(row.tabbed[0], 1))
        note = f"{row.jumped[1]:.1f} s instead of {row.tabbed[1]:.1f} s"
        found.append(
            Figure(
                f"access keys, {row.hand}: to the button", round(row.jumped[0], 1), "keys", peers=(without,), note=note
            )
        )
        without = ("without the help", round(100 * row.in_time))
        note = f"the slowest page took {row.longest_s:.0f} s of {TIMEOUT_S}"
        found.append(Figure(f"no time-out, {row.hand}: pages done", 100, "%", peers=(without,), note=note))
    return found


def measure(seeds: int) -> list[FormHelp]:
    """No simulation first, then each preset."""
    return [_measure(hand, simulations, seeds) for hand, simulations in _HANDS.items()]


def markdown(table: Sequence[FormHelp]) -> str:
    """The table as it stands in docs/motor.md."""
    lines = [
        "| preset | keys a field | with offered answers | keys to the button | with access keys | pages done in time |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for row in table:
        pairs = (f"{keys:.1f} ({seconds:.1f} s)" for keys, seconds in (row.typed, row.offered, row.tabbed, row.jumped))
        lines.append(f"| {row.hand} | {' | '.join(pairs)} | {row.in_time:.0%} |")
    return "\n".join(lines)


@cache
def page_facts(task_id: str, page: str) -> PageFacts:
    """Read from the form itself."""
    facts = PageFacts()
    facts.feed((assets_dir() / "tasks" / task_id / f"{page}.html").read_text(encoding="utf-8"))
    return facts


@dataclass(slots=True)
class _Sum:
    count: int = 0
    presses: float = 0.0
    seconds: float = 0.0

    def add(self, presses: int, seconds: float) -> None:
        self.count += 1
        self.presses += presses
        self.seconds += seconds

    @property
    def mean(self) -> tuple[float, float]:
        return (self.presses / self.count, self.seconds / self.count) if self.count else (0.0, 0.0)


def _measure(hand: str, simulations: Sequence[Spec], seeds: int) -> FormHelp:
    typed, offered, tabbed, jumped = _Sum(), _Sum(), _Sum(), _Sum()
    took: list[float] = []
    for seed in range(seeds):
        for task, page, lines in _pages():
            facts = page_facts(task.id, page)
            for line in lines:
                if line.field in facts.offered:
                    run = type_text(line.value, KeyFilter(simulations, (), seed), Typist(), seed)
                    typed.add(run.presses, run.seconds)
                    enter = Stepper(KeyFilter(simulations, (), seed), Typist(), seed).repeat("Enter")
                    offered.add(enter.presses, enter.seconds)
            for total, way in ((tabbed, "tab"), (jumped, "jump")):
                stepper = Stepper(KeyFilter(simulations, (), seed), Typist(), seed)
                walk = stepper.walk(facts.stops) if way == "tab" else stepper.jump("KeyC")
                total.add(walk.presses, walk.seconds)
            took.append(_seconds_on(task, page, lines, simulations, seed))
    in_time = sum(seconds <= TIMEOUT_S for seconds in took) / len(took)
    return FormHelp(hand, typed.mean, offered.mean, tabbed.mean, jumped.mean, in_time, max(took))


def _seconds_on(task: Form, page: str, lines: Sequence[CardLine], simulations: Sequence[Spec], seed: int) -> float:
    """One page from its top: read it, think at each question, go from stop to stop, type, choose, press its button."""
    kinds = {question.id: question.kind for question in task.questions}
    facts = page_facts(task.id, page)
    choices = sum(1 + line.value.count(",") for line in lines if kinds[line.field] not in _TYPED)
    stepper = Stepper(KeyFilter(simulations, (), seed), Typist(), seed)
    seconds = stepper.walk(facts.stops).seconds + stepper.repeat("Space", choices + 1).seconds
    for line in lines:
        if kinds[line.field] in _TYPED:
            seconds += type_text(line.value, KeyFilter(simulations, (), seed), Typist(), seed).seconds
    return seconds + 60 * facts.words / _READING_WPM + cost_figures().think_s * len(lines)


def _pages() -> Iterator[tuple[Form, str, list[CardLine]]]:
    """Every page with questions, with the lines of each card that belong to it."""
    for task in load_library().forms.values():
        for page in task.pages:
            asked = {question.id for question in task.questions if question.page == page}
            for card in task.cards.values():
                if lines := [line for line in card if line.field in asked]:
                    yield task, page, lines
