"""Tells every fault of all content at once: what the lab would leave out, and what it would pass over in silence."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from empathylab.domain.errors import Fault, FileFaults, LabError
from empathylab.domain.task import Form
from empathylab.domain.words import presentable
from empathylab.files.drawings import drawing_faults
from empathylab.files.durable import LARGEST_TEXT_BYTES, read_small_text
from empathylab.files.form_pages import asked_on, page_faults
from empathylab.files.gathering import FOLDER_FILES
from empathylab.files.layers import CLIP, KINDS, PACKS, Layer, Layers, entries, is_nobodys
from empathylab.files.library import Library, load_library
from empathylab.files.pack_label import LABEL, read_label
from empathylab.files.service_files import is_service
from empathylab.files.toml_lines import line_of

_NOTES = (".md", ".txt")


@dataclass(frozen=True, slots=True)
class PlacedFault:
    """A fault with its place: a file, the line where there is one, the field."""

    path: Path
    line: int | None
    where: str
    problem: str

    def __str__(self) -> str:
        line = f":{self.line}" if self.line else ""
        return presentable(f"{self.path}{line}: {self.where}: {self.problem}")


def faults_of(layers: Layers) -> list[PlacedFault]:
    """Of all that is shipped and lies over it, in the order of the files; each once."""
    library = load_library(layers)
    found = [told for error in library.faults for told in _of_error(error, layers)]
    for layer in layers:
        if layer.is_own:
            found += _of_layer(layer, layers)
    found += _of_questions(library)
    return sorted(dict.fromkeys(found), key=lambda told: (str(told.path), told.line or 0))


def _of_error(error: LabError, layers: Layers) -> Iterator[PlacedFault]:
    if not isinstance(error, FileFaults):
        yield PlacedFault(layers.lab or layers.assets, None, "the file", str(error))
        return
    words = _words_of(error.path)
    for fault in error.faults:
        yield PlacedFault(error.path, line_of(words, fault.where), fault.where, fault.problem)


def _words_of(path: Path) -> str:
    try:
        return read_small_text(path, LARGEST_TEXT_BYTES)
    except (OSError, ValueError):
        return ""


def _of_layer(layer: Layer, layers: Layers) -> Iterator[PlacedFault]:
    for path in entries(layer.root):
        yield from _of_top(path, layer)
    for kind in KINDS:
        for path in entries(layer.folder(kind)):
            yield from _of_entry(path, kind, layers.assets)
    yield from _links_out(layer)


def _of_top(path: Path, layer: Layer) -> Iterator[PlacedFault]:
    if path.name == LABEL:
        try:
            read_label(path)
        except LabError as error:
            yield from (
                PlacedFault(path, line_of(_words_of(path), fault.where), fault.where, fault.problem)
                for fault in (error.faults if isinstance(error, FileFaults) else [Fault("the file", str(error))])
            )
    elif path.suffix not in _NOTES and path.name not in (*KINDS, *(() if layer.pack else (PACKS,))):
        yield PlacedFault(path, None, "its place", f"is not looked at here: there are the folders {', '.join(KINDS)}")


def _of_entry(path: Path, kind: str, assets: Path) -> Iterator[PlacedFault]:
    if kind == "portraits":
        yield from (PlacedFault(path, None, "the drawing", problem) for problem in drawing_faults(path))
    elif kind in FOLDER_FILES:
        if os.path.isdir(path) and not os.path.isfile(path / FOLDER_FILES[kind]):
            yield PlacedFault(path, None, "the folder", f"has no {FOLDER_FILES[kind]}, which says what it is")
        elif not os.path.isdir(path):
            yield PlacedFault(path, None, "its place", "is not looked at: each has a folder of its own")
        elif not (kind == "tasks" and is_service(path / FOLDER_FILES[kind])):
            yield from _of_pages(path, kind, assets)
    elif kind == "words" and path.suffix == CLIP:
        return
    elif path.suffix != ".toml" or not os.path.isfile(path):
        yield PlacedFault(path, None, "its place", "is not looked at: it must be a file that ends in .toml")


def _of_pages(folder: Path, kind: str, assets: Path) -> Iterator[PlacedFault]:
    for page in (path for path in entries(folder) if path.suffix == ".html"):
        for line, fault in page_faults(page, kind, assets):
            yield PlacedFault(page, line or None, fault.where, fault.problem)


def _of_questions(library: Library) -> Iterator[PlacedFault]:
    """Questions of one's own forms that their page does not ask."""
    for form in library.forms.values():
        holder = library.layers.holder("tasks", form.id)
        if holder is not None and holder.is_own:
            yield from _unasked(form, holder.folder("tasks") / form.id)


def _unasked(form: Form, folder: Path) -> Iterator[PlacedFault]:
    asked = {page: asked_on(folder / f"{page}.html") for page in form.pages}
    for index, question in enumerate(form.questions):
        if question.id not in asked.get(question.page, ()):
            where = f"questions.{index}.id"
            path = folder / FOLDER_FILES["tasks"]
            yield PlacedFault(
                path, line_of(_words_of(path), where), where, f"'{question.id}' is not on {question.page}.html"
            )


def _links_out(layer: Layer) -> Iterator[PlacedFault]:
    """Nothing is served from outside."""
    root = os.path.realpath(layer.root)  # takes links that go round, too
    for path in _all_below(layer.root):
        if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(root):
            yield PlacedFault(path, None, "the link", "leads out of the folder, and is not followed")


def _all_below(root: Path) -> Iterable[Path]:
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if not is_nobodys(name) and name != PACKS]
        yield from (Path(folder, name) for name in (*folders, *files))
