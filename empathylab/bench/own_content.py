"""How long a team waits for its own content: everything checked, saved and seen, packed and looked at."""

from __future__ import annotations

import tempfile
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

from empathylab.bench.figure import Figure, median_ms
from empathylab.files.beginning import begin
from empathylab.files.layers import layers_over
from empathylab.files.library import load_library
from empathylab.files.pack_writing import write_pack
from empathylab.files.packs import install, look_into
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
                begin(kind, f"our-{kind}-{number}", lab)
        files = sum(path.is_file() for path in lab.rglob("*"))
        return [*_validating(lab, files), *_packing(lab, Path(folder), files)]


def _validating(lab: Path, files: int) -> list[Figure]:
    layers = layers_over(lab)
    assert not faults_of(layers)
    checked_s = median_ms(lambda: faults_of(layers), repeats=3, warm_up=0) / 1000
    read_s = median_ms(lambda: load_library(layers), repeats=3, warm_up=0) / 1000
    plain_s = median_ms(lambda: _only_read(lab), repeats=3, warm_up=0) / 1000
    peers = (("Python's tomllib alone, of the same files", plain_s),)
    return [
        Figure("validate", checked_s, "s", 2.0, peers, f"{files} files"),
        Figure("what was saved is read anew", read_s, "s", 1.0, note=f"{files} files, beside the first screen"),
    ]


def _only_read(lab: Path) -> None:
    for path in lab.rglob("*.toml"):
        tomllib.loads(path.read_text(encoding="utf-8"))


def _packing(lab: Path, folder: Path, files: int) -> list[Figure]:
    pack, elsewhere = folder / "all.labpack", layers_over(folder / "other")
    written_s = _once_s(lambda: write_pack(lab, pack))
    looked_s = _once_s(lambda: look_into(pack, elsewhere))
    installed_s = _once_s(lambda: install(pack, elsewhere))
    size = f"{files} files, {pack.stat().st_size / 1000:,.0f} kB"
    return [
        Figure("pack, checked", written_s, "s", note=size),
        Figure("a pack is looked at", looked_s, "s", note=size),
        Figure("a pack is installed", installed_s, "s", note=size),
    ]


def _once_s(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
