"""Makes a package for another system on this computer."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from empathylab import __version__
from empathylab.domain.errors import InputError, MachineError
from empathylab.shipping.archive import write_archive
from empathylab.shipping.content import items
from empathylab.shipping.fetching import PinnedLists, fetch_runtime, fetch_wheels
from empathylab.shipping.package_check import faults_of
from empathylab.shipping.target import TargetSystem, selection

#: What a tar, and what a zip ends with; Windows opens zips alone by a double-click.
_MOST_TOLD = 5
_ENDINGS = {"windows": (".zip",), "macos": (".zip",), "linux": (".tar.gz",)}


def make_package(
    target: TargetSystem, pinned: PinnedLists, out: Path, wheels: Path | None, say: Callable[[str], None]
) -> None:
    """Fetch what is missing in the folder `wheels` (a passing one when there is none), and write the package.

    InputError: `out` ends wrongly. MachineError: something is not to be had. OSError: there is no room.
    """
    if not out.name.endswith(_ENDINGS[target.id]):
        raise InputError(f"A package for {target.id} is a {_ENDINGS[target.id][0]} file.", f"Not {out.name}.")
    with tempfile.TemporaryDirectory() as passing:
        folder = wheels or Path(passing)
        say(f"Packages for {target.title}, about 450 MB")
        fetched = fetch_wheels(pinned, target, folder)
        runtime = fetch_runtime(target.runtime, folder) if target.runtime else None
        say(f"Writing {out}")
        write_archive(out, f"Empathy Lab {__version__}", items(target, fetched, runtime, selection()))
    if faults := faults_of(out):
        raise MachineError(f"{out} is not right: {' '.join(faults[:_MOST_TOLD])}", "Do not give it to anybody.")
