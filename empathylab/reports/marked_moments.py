"""Moments that a team marked on a page of its own, read back from the folder that they were written to."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from empathylab.domain.errors import InputError
from empathylab.domain.words import visible
from empathylab.reports.files import whole_file

MOST_MOMENTS = 200
LARGEST_PICTURE_BYTES = 20_000_000
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class MarkedPlace:
    """What hurt, where, under what; `picture` is the file there, None where it is missing."""

    what: str
    page: str
    criterion: str
    worn: str
    picture: Path | None
    #: Its name in the folder of the evidence.
    file: str


def read_marked(folder: Path) -> Iterator[MarkedPlace]:
    """The moments of a `moments.csv`; InputError when there is none that can be read."""
    try:
        with (folder / "moments.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row.get("kind") == "moment"][:MOST_MOMENTS]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            f"There are no moments in {folder}.", "Name the folder that “Try your own page” wrote them to."
        ) from error
    for number, row in enumerate(rows, 1):
        yield _moment(folder, number, {name: visible(words or "") for name, words in row.items() if name})


def _moment(folder: Path, number: int, row: dict[str, str]) -> MarkedPlace:
    picture = picture_in(folder, row.get("picture", ""))
    file = f"{folder.name}-{number:03d}.png"
    return MarkedPlace(
        row.get("what", ""), row.get("page", ""), row.get("criterion", ""), row.get("worn", ""), picture, file
    )


def picture_in(folder: Path, name: str) -> Path | None:
    """Only a PNG picture, of a size that can be shown, that lies in that folder itself."""
    path = folder / Path(name).name
    try:
        if not name or not path.is_file() or path.stat().st_size > LARGEST_PICTURE_BYTES:
            return None
        with path.open("rb") as file:
            return path if file.read(len(_PNG)) == _PNG else None
    except OSError:
        return None


def copy_pictures(pictures: Iterable[tuple[Path | None, str]], out: Path) -> Iterator[Path]:
    """Copy what there is into the folder pictures: each picture, and its name there."""
    for picture, file in pictures:
        if picture is not None:
            (out / "pictures").mkdir(mode=0o700, exist_ok=True)
            with whole_file(out / "pictures" / file) as part:
                shutil.copyfile(picture, part)
            yield out / "pictures" / file
