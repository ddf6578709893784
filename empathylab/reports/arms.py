"""Results of visits that are no simulation; and, where visits were drawn by lot, the comparison of the arms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from empathylab.domain.records import RecordsSource
from empathylab.domain.session import Mode
from empathylab.domain.summary import Scale, Summary
from empathylab.measures.anonymity import DisclosedCount
from empathylab.measures.arms import chance_of_difference
from empathylab.measures.lowering import NOT_LOWERED, Lowering
from empathylab.reports import side_by_side
from empathylab.reports.findings import change_section, shown
from empathylab.reports.model import DataTable, Rows, Section
from empathylab.reports.names import Names
from empathylab.reports.pooling import pooled
from empathylab.reports.sharing import Shareable

HEADER = ("What", "Visit", *side_by_side.HEADER)
#: What each kind of visit is called.
ARMS = {Mode.SIMULATION: "A simulation", Mode.AUDIT: "Only looking", Mode.TALK: "A talk"}
#: Named before anybody came, so that it is one question and not five.
PRIMARY = Scale.CONFIDENCE
_PLANNED = (
    "Planned: a simulation, only looking with nothing worn, or a talk alone, for as many visitors each, drawn by lot "
    "in permuted blocks of six on each laptop; nobody knew a draw before its visitor had agreed."
)
_NAMED = "The comparison that was named beforehand is that of confidence; the others describe."
_TOO_FEW = "Too few people answered in each of the three to set them side by side."


def arm_sections(source: RecordsSource, event: str | None, everybody: Shareable) -> tuple[Section, ...]:
    """Those who only looked, with nothing worn; then what was drawn by lot and what came out."""
    k, names, lowering = everybody.k, everybody.names, everybody.lowering
    others = [mode for mode in ARMS if mode is not Mode.SIMULATION]
    parts = {Mode.SIMULATION: everybody.parts} | {mode: pooled(source.parts(event, mode), k) for mode in others}
    audits = side_by_side.group_of(parts[Mode.AUDIT], k, names, lowering.of(Mode.AUDIT))
    people = {ARMS[Mode.SIMULATION]: everybody.people, ARMS[Mode.AUDIT]: audits.people}
    return (*_audit_section(audits), *_lot_section(drawn(parts, k, names, lowering), people))


def _audit_section(data: Shareable) -> tuple[Section, ...]:
    if not data.people.is_counted:
        return ()
    said = f"{data.people.words.capitalize()} people looked at the same forms with nothing worn."
    told = change_section(data)
    title = "Those who only looked, with nothing worn"
    return (replace(told, id="audit", heading=title, sentences=(said, *told.sentences)),)


def _lot_section(arms: Mapping[str, Shareable], people: Mapping[str, DisclosedCount]) -> tuple[Section, ...]:
    """Nothing unless each arm may be told of: a lot of blocks makes all as large as the smallest.

    `people` is what is told of an arm and those who chose it together.
    """
    if not all(data.people.is_counted for data in arms.values()):
        return ()
    told = {words: data.people.capped(people.get(words, data.people), data.k) for words, data in arms.items()}
    came = "; ".join(f"{words.lower()}, {each}" for words, each in told.items())
    rows = lot_rows(arms)
    tables = (DataTable("What the lot compares", HEADER, rows),) if rows else ()
    sentences = (_PLANNED, f"Came out, people: {came}.", *(lot_words(arms) if rows else (_TOO_FEW,)))
    return (Section("lot", "Simulation, only looking, or a talk: drawn by lot", sentences, tables=tables),)


def drawn(
    parts: Mapping[Mode, tuple[Summary, ...]], k: int, names: Names, lowering: Lowering = NOT_LOWERED
) -> dict[str, Shareable]:
    """The visits of each arm, without those who chose for themselves."""
    return {
        words: side_by_side.group_of(
            (part for part in parts[mode] if part.is_assigned), k, names, lowering.of(f"drawn {mode}")
        )
        for mode, words in ARMS.items()
    }


def lot_rows(arms: Mapping[str, Shareable]) -> Rows:
    """What changed in people in each arm."""
    return side_by_side.side_by_side(arms, side_by_side.IN_PEOPLE)


def lot_words(arms: Mapping[str, Shareable]) -> tuple[str, ...]:
    """Whether confidence changed differently between the arms, where everybody compared is in the table."""
    if any(shown(data, PRIMARY) is None for data in arms.values()):
        return (_NAMED,)
    chance = chance_of_difference([_changes(data) for data in arms.values()])
    verdict = "differ by more than chance" if chance < 0.05 else "do not differ by more than chance would have it"
    return (_NAMED, f"Changes of confidence {verdict} (p = {chance:.2f}, Kruskal and Wallis's test by permutation).")


def _changes(data: Shareable) -> Counter[float]:
    found = Counter[float]()
    for pair in data.together(PRIMARY).pairs:
        found[pair.change] += pair.people
    return found
