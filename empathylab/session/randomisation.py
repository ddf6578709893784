"""Block randomisation that outlasts a restart: what a visit is, and which version comes first."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Generic, TypeVar

from empathylab.domain.errors import LabError, MachineError
from empathylab.domain.session import Mode
from empathylab.files.durable import read_small, write_durably


class Order(StrEnum):
    """In which order somebody takes the two versions of a service."""

    AS_WRITTEN = "as-written"
    TURNED = "turned"


#: Between which the lot decides what a visit is.
ARMS = (Mode.SIMULATION, Mode.AUDIT, Mode.TALK)
#: Of each in a block: after so many visits all are as many.
EACH_IN_A_BLOCK = 2
MODES_FILE, ORDERS_FILE = "lot.json", "orders.json"
_LARGEST_BYTES = 2**20

Drawn = TypeVar("Drawn", bound=StrEnum)


class BlockRandomiser(Generic[Drawn]):
    """Draws by lot in permuted blocks, one for each row of those it is fair to; keeps what is left in a file.

    A block has `EACH_IN_A_BLOCK` of each `choice`; within one nobody can foretell the next, but for its last. Each
    laptop has blocks of its own: of several together no two are apart by more than that many a laptop. Where the file
    cannot be written that is reported, and a restart begins another block.
    """

    def __init__(self, path: Path, choices: tuple[Drawn, ...], report: Callable[[LabError], object]) -> None:
        self._path, self._choices, self._report = path, choices, report
        self._left = self._read()

    def next(self, row: str, seed: int) -> Drawn:
        """What `draw` would draw with this seed; it stays in its place, for somebody may go before they agree."""
        return self._of(row, seed)[0]

    def draw(self, row: str, seed: int) -> Drawn:
        """The next of this row; `seed` is what a new block is drawn from."""
        left = self._of(row, seed)
        drawn, self._left[row] = left[0], left[1:]
        self._write()
        return drawn

    def forget(self, row: str) -> None:
        """Keep nothing of this row, its name neither."""
        if self._left.pop(row, None) is not None:
            self._write()

    def _of(self, row: str, seed: int) -> list[Drawn]:
        return self._left.get(row) or self._block(row, seed)

    def _write(self) -> None:
        try:
            write_durably(self._path, json.dumps(self._left))
        except OSError as error:
            self._report(MachineError(f"What the lot drew cannot be kept: {error.strerror}.", "Is the disk full?"))

    def _block(self, row: str, seed: int) -> list[Drawn]:
        # Named by row and choices, so that nothing else that is drawn from this seed goes with it.
        chance = random.Random(f"{row}: {' '.join(self._choices)} {seed}")
        return chance.sample(self._choices * EACH_IN_A_BLOCK, k=len(self._choices) * EACH_IN_A_BLOCK)

    def _read(self) -> dict[str, list[Drawn]]:
        """Nothing where there is no file. A row that is no rest of a block is left out, which is told."""
        try:
            found = json.loads(read_small(self._path, _LARGEST_BYTES))
            rows = {row: self._rest(left) for row, left in found.items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, AttributeError, RecursionError):
            rows = {"": None}
        sound = {row: left for row, left in rows.items() if left is not None}
        if len(sound) < len(rows):
            told = f"What the lot drew before cannot be read: {self._path.name} is damaged."
            self._report(MachineError(told, "Nothing has to be done: it draws from whole blocks again."))
        return sound

    def _rest(self, left: object) -> list[Drawn] | None:
        known = {choice.value: choice for choice in self._choices}
        if not isinstance(left, list) or not all(isinstance(each, str) and each in known for each in left):
            return None
        drawn = [known[each] for each in left]
        return drawn if all(drawn.count(each) <= EACH_IN_A_BLOCK for each in self._choices) else None


def mode_randomiser(data_dir: Path, report: Callable[[LabError], object]) -> BlockRandomiser[Mode]:
    """Draws what visits are, a row for each workshop event."""
    return BlockRandomiser(data_dir / MODES_FILE, ARMS, report)


def order_randomiser(data_dir: Path, report: Callable[[LabError], object]) -> BlockRandomiser[Order]:
    """Draws which version of a service comes first, a row for each service and who is worn."""
    return BlockRandomiser(data_dir / ORDERS_FILE, tuple(Order), report)
