"""How long a team waits for its own content: everything checked, saved and seen, packed and looked at."""

from __future__ import annotations

import tempfile
import tomllib
from pathlib import Path

from empathylab.bench.figure import Figure, by_turns, median_ms, wall_s
from empathylab.files.layers import layers_over
from empathylab.files.library import load_library
from empathylab.files.pack_writing import write_pack
from empathylab.files.packs import inspect_pack, install
from empathylab.files.scaffolds import write_scaffold
from empathylab.files.validating import faults_of

#: Of each kind: about two hundred files, or fifty.
_OF_EACH, _OF_EACH_QUICK = 15, 4
_KINDS = ("persona", "task", "service", "station", "barrier")


def figures(quick: bool) -> list[Figure]:
    """`validate` beside Python's own reading of the same files, and a pack of them."""
    with tempfile.TemporaryDirectory() as folder:
        lab = Path(folder) / "lab"
        for kind in _KINDS:
            for number in range(_OF_EACH_QUICK if quick else _OF_EACH):
                write_scaffold(kind, f"our-{kind}-{number}", lab)
        files = sum(path.is_file() for path in lab.rglob("*"))
        return [*_validating(lab, files), *_packing(lab, Path(folder), files)]


def _validating(lab: Path, files: int) -> list[Figure]:
    layers = layers_over(lab)
    assert not faults_of(layers)
    checked = by_turns(lambda: wall_s(lambda: faults_of(layers)), lambda: wall_s(lambda: _only_read(lab)), 3, warm_up=0)
    read_s = median_ms(lambda: load_library(layers), repeats=3, warm_up=0) / 1000
    peers = (("Python's tomllib alone, of the same files", checked.peer),)
    return [
        Figure("validate", checked.ours, "s", 2.0, peers, f"{files} files", checked.times),
        Figure("what was saved is read anew", read_s, "s", 1.0, note=f"{files} files, beside the first screen"),
    ]


def _only_read(lab: Path) -> None:
    for path in lab.rglob("*.toml"):
        tomllib.loads(path.read_text(encoding="utf-8"))


def _packing(lab: Path, folder: Path, files: int) -> list[Figure]:
    pack, elsewhere = folder / "all.labpack", layers_over(folder / "other")
    written_s = wall_s(lambda: write_pack(lab, pack))
    looked_s = wall_s(lambda: inspect_pack(pack, elsewhere))
    installed_s = wall_s(lambda: install(pack, elsewhere))
    size = f"{files} files, {pack.stat().st_size / 1000:,.0f} kB"
    return [
        Figure("pack, checked", written_s, "s", note=size),
        Figure("a pack is looked at", looked_s, "s", note=size),
        Figure("a pack is installed", installed_s, "s", note=size),
    ]
