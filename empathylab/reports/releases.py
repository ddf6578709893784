"""What a page cost at each release, out of what `empathylab cost --json` wrote then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from empathylab.cost.baseline import Baseline, read_prices
from empathylab.cost.prepared_page import WAY_ON
from empathylab.cost.ways import WAYS
from empathylab.domain.words import how_many, visible
from empathylab.reports.marked_moments import picture_in
from empathylab.reports.model import DataTable

OUT_OF_REACH = "out of reach"
MOST_RELEASES, MOST_MISSED = 12, 3


@dataclass(frozen=True, slots=True)
class Release:
    """What a page cost then; `stops` is the page with its stops drawn, None where nobody had it drawn.

    `file`: the picture's name in the folder of the evidence.
    """

    name: str
    cost: Baseline
    stops: Path | None = None
    file: str = ""


def read_releases(files: Sequence[Path]) -> tuple[Release, ...]:
    """One a file, in the order given, named by the file; InputError for one that `cost --json` did not write.

    A picture of the same name beside it (`cost --picture`) belongs to it.
    """
    return tuple(
        Release(
            visible(path.stem),
            read_prices(path),
            picture_in(path.parent, f"{path.stem}.png"),
            f"stops-{number:02d}.png",
        )
        for number, path in enumerate(files[-MOST_RELEASES:], 1)
    )


def releases_table(releases: Sequence[Release]) -> DataTable | None:
    """Each way of using the page in a row, each release in a column; nothing without releases."""
    if not releases:
        return None
    rows = tuple((way.title.capitalize(), *(_cell(each, way.id) for each in releases)) for way in WAYS)
    header = ("Way of using the page", *(each.name for each in releases))
    return DataTable("Seconds and presses to the way on, release by release", header, rows)


def _cell(release: Release, way: str) -> str:
    """Of a way that does not reach it nothing is told but that; what else it does not reach is named."""
    if (way, WAY_ON) not in release.cost.prices:
        return OUT_OF_REACH
    presses, seconds = release.cost.prices[way, WAY_ON]
    price = f"{seconds:.1f} s" + (f", {how_many(round(presses), 'press', 'presses')}" if presses else "")
    missed = [visible(name) for one, name in release.cost.unreachable if one == way][:MOST_MISSED]
    return f"{price}; {OUT_OF_REACH}: {', '.join(missed)}" if missed else price
