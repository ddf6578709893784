"""What a visit is, drawn by lot in permuted blocks that outlast a restart."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

from empathylab.domain.errors import LabError, MachineError
from empathylab.domain.session import Mode
from empathylab.files.durable import write_durably

FILE_NAME = "lot.json"
#: Between which the lot decides.
ARMS = (Mode.SIMULATION, Mode.AUDIT, Mode.TALK)
#: Of each in a block: after so many visits all are as many.
EACH_IN_A_BLOCK = 2


class Lot:
    """What is left of the block under way, for each event; in a file, so that a lab that starts again goes on with it.

    Each laptop has blocks of its own: of several together no two arms are apart by more than `EACH_IN_A_BLOCK` a
    laptop. Where the file cannot be written that is reported, and a restart begins another block.
    """

    def __init__(
        self,
        data_dir: Path,
        report: Callable[[LabError], object],
        chance: random.Random | None = None,
    ) -> None:
        self._path, self._report = data_dir / FILE_NAME, report
        self._chance = chance or random.SystemRandom()
        self._left = _read(self._path)

    def draw(self, event: str) -> Mode:
        """The next visit's, which nobody could foresee."""
        left = self._left.get(event) or self._block()
        drawn, self._left[event] = left[0], left[1:]
        try:
            write_durably(self._path, json.dumps(self._left))
        except OSError as error:
            self._report(MachineError(f"What the lot drew cannot be kept: {error.strerror}.", "Is the disk full?"))
        return drawn

    def _block(self) -> list[Mode]:
        return self._chance.sample(ARMS * EACH_IN_A_BLOCK, k=len(ARMS) * EACH_IN_A_BLOCK)


def _read(path: Path) -> dict[str, list[Mode]]:
    """Nothing where there is no file, or one that is none of ours."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {str(event): [Mode(each) for each in left] for event, left in found.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}
