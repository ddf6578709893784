"""Tables for a simulation, given by the name under which they are shipped, or as a CSV file of a person's own."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path

from empathylab.domain.errors import InputError

_ENDING = ".csv"


def shipped(folder: Traversable) -> tuple[str, ...]:
    """The names of the tables that come with the lab."""
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING)))


def lines_of(name_or_file: str, folder: Traversable, what: str) -> tuple[list[str], str]:
    """The lines of a table, shipped or a CSV file of one's own, and its name; InputError where there is neither."""
    known = shipped(folder)
    if name_or_file in known:
        return (folder / f"{name_or_file}{_ENDING}").read_text("utf-8").splitlines(), name_or_file
    path = Path(name_or_file)
    if path.suffix.lower() != _ENDING:
        raise InputError(
            f"There is no {what} '{name_or_file}'.", f"Shipped are {', '.join(known)}; or name a .csv file."
        )
    try:
        if not path.is_file():  # a pipe would be waited for without end
            raise FileNotFoundError(path)
        # Numbers are the same in every encoding that Excel saves with; a note beside them may not be.
        return _with_points(path.read_text("utf-8-sig", errors="replace").splitlines()), path.name
    except OSError as error:
        raise InputError(f"The {what} {path} cannot be read.", "Check the name, and that it is a text file.") from error


def rows_of(lines: Iterable[str], name: str, columns: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row of a table as its line number and its values by column; blank lines and comments (#) are left out.

    InputError where the first line lacks one of the columns.
    """
    told = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    rows = csv.reader(line for _number, line in told)
    header = [cell.strip() for cell in next(rows, [])]
    if not set(columns) <= set(header):
        wanted = f"{', '.join(columns[:-1])} and {columns[-1]}"
        raise InputError(f"{name} has no columns {wanted}.", "Give it that first line.")
    for (number, _line), row in zip(told[1:], rows, strict=False):
        cells = (*map(str.strip, row), *[""] * len(header))
        yield f"{name}, row {number}", dict(zip(header, cells, strict=False))


def number_of(text: str, where: str) -> float:
    """The text as a finite number. InputError: it is none."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise InputError(f"{where}: '{text}' is not a number.")
    return value


def _with_points(lines: list[str]) -> list[str]:
    """Where numbers have a comma, Excel puts semicolons between them."""
    head = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    return [line.replace(",", ".").replace(";", ",") for line in lines] if ";" in head else lines
