"""Layers of content: what the lab ships, and over it a team's own folder with the packs that were installed in it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from empathylab.domain.persona import ID_PATTERN
from empathylab.files import paths

#: What a lab folder and a pack hold, each in a folder of this name.
KINDS = ("personas", "tasks", "stations", "barriers", "portraits", "words")
#: What a clip among the words is: a film.
CLIP = ".webm"
#: Where in a lab folder the packs lie, each in a folder of its id.
PACKS = "packs"
#: Files and folders that computers leave behind, and what is only half there.
_NOBODYS = re.compile(r"\..*|__MACOSX|Thumbs\.db|desktop\.ini|.*~|.*\.(bak|tmp|swp|part)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layer:
    """One set of content: a folder for each kind. `pack` is its id where it came as one."""

    title: str
    root: Path
    personas: Path
    is_own: bool = True
    pack: str = ""

    def folder(self, kind: str) -> Path:
        """Where content of this kind lies; need not be there."""
        return self.personas if kind == "personas" else self.root / kind


def own_layer(root: Path, title: str = "the lab folder", pack: str = "") -> Layer:
    """A folder of one's own as a layer."""
    return Layer(title, root, root / "personas", pack=pack)


@dataclass(frozen=True, slots=True)
class Layers:
    """What is shipped (`assets`, `personas`), over it the `lab` folder and its packs, as they lie on the disk just now.

    Whoever comes first holds a name: no id of one's own takes the place of a shipped one. `is_missed`: somebody chose
    the lab folder, and has to be told where it is not there. `candidate` is a pack that is only looked at, the last.
    """

    assets: Path
    personas: Path
    lab: Path | None = None
    is_missed: bool = False
    candidate: Path | None = None

    def __iter__(self) -> Iterator[Layer]:
        yield Layer("the lab itself", self.assets, self.personas, is_own=False)
        if self.lab is not None and os.path.isdir(self.lab):
            yield own_layer(self.lab)
            for folder in installed_packs(self.lab):
                yield own_layer(folder, f"the pack '{folder.name}'", folder.name)
        if self.candidate is not None:
            yield own_layer(self.candidate, "this pack", "this pack")

    def holder(self, kind: str, name: str) -> Layer | None:
        """The first layer that has something of this name, spelled just so."""
        return next((layer for layer in self if holds(layer.folder(kind), name)), None)


def layers_over(lab: Path | None = None) -> Layers:
    """What this installation ships, with a lab folder over it."""
    return Layers(paths.assets_dir(), paths.personas_dir(), lab)


def installed_packs(lab: Path) -> tuple[Path, ...]:
    """The folders of the packs in a lab folder, in the order of their ids."""
    return tuple(path for path in entries(lab / PACKS) if os.path.isdir(path) and re.fullmatch(ID_PATTERN, path.name))


def entries(folder: Path) -> list[Path]:
    """What lies in a folder, in one order, without what computers leave behind; nothing where there is no folder."""
    try:
        return sorted(path for path in folder.iterdir() if not is_nobodys(path.name))
    except OSError:
        return []


def is_nobodys(name: str) -> bool:
    """Whether this is no content, but a hidden file, a copy that an editor keeps, or a half-written one."""
    return _NOBODYS.fullmatch(name) is not None


def holds(folder: Path, name: str) -> bool:
    """Whether a folder has this name among its entries: no name leads out, and none is found in other letters."""
    try:
        return name in os.listdir(folder)
    except OSError:
        return False
