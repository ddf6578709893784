"""What a page cost at each release, out of what `empathylab cost --json` wrote then."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from empathylab.cost.ground import WAY_ON
from empathylab.cost.ways import WAYS
from empathylab.domain.errors import InputError
from empathylab.domain.words import visible
from empathylab.reports.model import DataTable

OUT_OF_REACH = "out of reach"
MOST_RELEASES = 12


@dataclass(frozen=True, slots=True)
class Release:
    """Seconds and presses to the way on, by the id of the way; a way that does not reach it is not there."""

    name: str
    prices: dict[str, tuple[int, float]]


def read_releases(files: Sequence[Path]) -> tuple[Release, ...]:
    """One a file, in the order given, named by the file; InputError for one that `cost --json` did not write."""
    return tuple(map(_release, files[-MOST_RELEASES:]))


def _release(path: Path) -> Release:
    try:
        told = json.loads(path.read_text("utf-8"))
        return Release(visible(path.stem), {way["way"]: price for way in told["ways"] if (price := _way_on(way))})
    except OSError as error:
        raise InputError(f"The prices {path} cannot be read: {error.strerror}.", "Check the name.") from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(
            f"{path} holds no prices of a page.", "Write them with `empathylab cost PAGE --json > FILE`."
        ) from error


def _way_on(way: dict[str, Any]) -> tuple[int, float] | None:
    found = [(int(one["presses"]), float(one["seconds"])) for one in way["to"] if one["target"] == WAY_ON]
    return found[0] if found else None


def releases_table(releases: Sequence[Release]) -> DataTable | None:
    """Each way of using the page in a row, each release in a column; nothing without releases."""
    if not releases:
        return None
    rows = tuple((way.title.capitalize(), *(_cell(each, way.id) for each in releases)) for way in WAYS)
    header = ("Way of using the page", *(each.name for each in releases))
    return DataTable("Seconds and presses to the way on, release by release", header, rows)


def _cell(release: Release, way: str) -> str:
    if way not in release.prices:
        return OUT_OF_REACH
    presses, seconds = release.prices[way]
    return f"{seconds:.1f} s" + (f", {presses} press{'' if presses == 1 else 'es'}" if presses else "")
