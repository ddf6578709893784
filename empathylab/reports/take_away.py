"""The page that a visitor keeps: both runs, what was met and how it is mended; nothing tells who was here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from empathylab.domain.persona import Persona
from empathylab.domain.task import Barrier
from empathylab.reports.typeset import typeset

_NONE_MET = "Nothing in the record says that one of this form's barriers stood in the way. Other people meet them."
_NOT_OPENED = "You did not open the form with barriers, so nothing in it stood in your way. Others meet what is in it."


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run's verdict as the page prints it: "With barriers", "could not go on"."""

    title: str
    outcome: str


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """What both forms asked for: "To reach the form", "42 with Tab", "3 by the skip link"."""

    title: str
    with_barriers: str
    built_well: str


@dataclass(frozen=True, slots=True)
class TakeAway:
    """What the page says; `notes` how the runs may be compared, `actions` are sentences that begin with a verb.

    `words` are those to come back with, none where nobody asked for them. `is_opened`: the form with barriers was.
    """

    form: str
    personas: tuple[Persona, ...]
    runs: tuple[RunLine, ...]
    compared: tuple[ComparedLine, ...]
    notes: tuple[str, ...]
    sentences: tuple[str, ...]
    met: tuple[Barrier, ...]
    actions: tuple[str, ...]
    words: tuple[str, ...] = ()
    is_opened: bool = True


def write_take_away(page: TakeAway, out: Path, assets: Path, *, is_large: bool = False) -> None:
    """Write it as a tagged PDF (PDF/UA-1) on A4, in large print for who reads the screen so.

    Raises InputError or MachineError as `typeset` does.
    """
    typeset("take-away.typ", {"page": _printed(page) | {"is_large": is_large}}, out, assets)


def _printed(page: TakeAway) -> dict[str, object]:
    people, look = page.personas, page.personas[0].look
    return {
        "form": page.form,
        "who": f"{' and '.join(each.name for each in people)} {'meets' if len(people) == 1 else 'meet'} it",
        "colour": look.colour,
        "tint": look.tint,
        "runs": [[run.title, run.outcome] for run in page.runs],
        "compared": [[line.title, line.with_barriers, line.built_well] for line in page.compared],
        "notes": page.notes,
        "sentences": page.sentences,
        "met": _barriers(page.met),
        "none_met": _NONE_MET if page.is_opened else _NOT_OPENED,
        "actions": page.actions,
        "words": ", ".join(page.words),
        "caveat": " ".join(each.caveat for each in people),
        "attribution": " ".join(dict.fromkeys(each.attribution for each in people)),
    }


def _barriers(met: Sequence[Barrier]) -> list[dict[str, str]]:
    return [
        {
            "met": barrier.met,
            "meaning": f"{barrier.meaning} {barrier.also_stops}",
            "fix": f"{barrier.fix} {barrier.criteria}.",
            "barrier": barrier.html.barrier,
            "built_well": barrier.html.built_well,
        }
        for barrier in met
    ]
