"""The errors that are expected, under one base class, and the faults of a data file.

LabError
├── InputError      something a person gave us: a file, a name, a number
│   └── FileFaults  a data file with faults, all of them at once
├── MachineError    something of this computer: disk, screen, sound, web engine
└── RecordsError    the records: locked, damaged, of another version, out of reach
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from empathylab.domain.words import presentable


class LabError(Exception):
    """What happened, and what to do about it; both are plain sentences for the facilitator.

    What they quote, of a file that somebody made to do harm perhaps, tells no terminal and no reader anything.
    """

    def __init__(self, what_happened: str, what_to_do: str = "") -> None:
        self.what_happened = presentable(what_happened)
        self.what_to_do = presentable(what_to_do)
        super().__init__(f"{self.what_happened} {self.what_to_do}".strip())


class InputError(LabError):
    """What a person gave cannot be used."""


class MachineError(LabError):
    """Something that this computer should have is missing or refuses."""


class RecordsError(LabError):
    """The records cannot be read or written as they are."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a data file: `where` is a dotted field such as `simulations.0.logmar`."""

    where: str
    problem: str


#: Nobody corrects more at a time.
_MOST_TOLD = 25


class FileFaults(InputError):
    """A data file with every fault found in it; its sentence tells the first of them."""

    def __init__(self, path: Path, faults: Iterable[Fault]) -> None:
        self.path = path
        self.faults = tuple(faults)
        lines = "; ".join(f"{fault.where}: {fault.problem}" for fault in self.faults[:_MOST_TOLD])
        if len(self.faults) > _MOST_TOLD:
            lines += f"; and {len(self.faults) - _MOST_TOLD} more"
        super().__init__(f"{path.name} cannot be used: {lines}.", f"Correct {path}.")
