"""Scaffolds for content of one's own: commented files that are right as they stand."""

from __future__ import annotations

import contextlib
import re
import shutil
from pathlib import Path

from empathylab.domain.errors import InputError, MachineError
from empathylab.domain.persona import ID_PATTERN
from empathylab.files.file_names import checked_id, name_fault
from empathylab.files.held_files import take_away
from empathylab.files.layers import layers_over
from empathylab.files.library import Library, load_library
from empathylab.files.pack_label import LABEL

#: What can be begun, and where the library has those that there are; each has a folder in assets/scaffolds.
SCAFFOLDS = {
    "persona": "personas",
    "task": "tasks",
    "service": "tasks",
    "station": "stations",
    "barrier": "barriers",
    "words": "local_words",
}
_ID, _NAME = "YOUR-ID", "YOUR-NAME"


def write_scaffold(what: str, item_id: str, lab: Path) -> list[Path]:
    """Write the files of a new persona, task, service, station, barrier or words file into a lab folder; returns them.

    Raises InputError for an id that cannot be, or is taken, and where something would be written over; MachineError
    where nothing can be written. Then nothing is left behind.
    """
    checked_id(item_id, what)
    layers = layers_over(lab)
    source = layers.assets / "scaffolds" / what
    files = {
        lab / path.relative_to(source).as_posix().replace("ID", item_id): path
        for path in sorted(source.rglob("*"))
        if path.is_file()
    }
    _refuse_taken(what, item_id, load_library(layers))
    for target in files:
        home = _top_of(target, lab)
        if home.exists() or home.is_symlink():
            raise InputError(f"{home} is there already, and is left as it is.", "Choose another id.")
    texts = {target: _filled(path, item_id) for target, path in files.items()}
    if not (lab / LABEL).exists():
        texts[lab / LABEL] = _filled(layers.assets / "scaffolds" / "label" / LABEL, _id_of(lab))
    _write_all(texts, lab)
    return list(texts)


def _id_of(lab: Path) -> str:
    """What the folder would be called as a pack, to begin with."""
    found = re.sub(r"[^a-z0-9]+", "-", lab.resolve().name.lower()).strip("-")[:40]
    return found if re.fullmatch(ID_PATTERN, found) and not name_fault(found) else "our-lab"


def _refuse_taken(what: str, item_id: str, library: Library) -> None:
    if item_id in getattr(library, SCAFFOLDS[what]):
        raise InputError(f"The id '{item_id}' is taken already.", "Choose another id.")


def _top_of(target: Path, lab: Path) -> Path:
    """The file, or the folder that all of it goes into: what must not be there yet."""
    return lab.joinpath(*target.relative_to(lab).parts[:2])


def _filled(path: Path, item_id: str) -> str:
    words = path.read_text(encoding="utf-8")
    return words.replace(_ID, item_id).replace(_NAME, item_id.replace("-", " ").title())


def _write_all(files: dict[Path, str], lab: Path) -> None:
    try:
        for target, words in files.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("x", encoding="utf-8", newline="\n") as file:
                file.write(words)
    except OSError as error:
        with contextlib.suppress(OSError):
            for target in files:
                _take_away(_top_of(target, lab))
        raise MachineError(
            f"{lab} cannot be written to ({error.strerror}).", "Name another folder with --lab."
        ) from error


def _take_away(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        take_away(path)
