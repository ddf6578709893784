"""Pictures of all screens before and after a change that nobody should see, compared point by point.

`python docs/pictures/compare.py BEFORE AFTER OUT` takes two names of commits. Each is taken out of Git into a folder of
its own; there a scripted visitor of each `--persona` leaves the album of a visit, and each page of the facilitator is
opened over the same records. Told is each picture that differs, or is on one side alone, and OUT gets the two beside
each other. `QT_QPA_PLATFORM=offscreen` needs no screen.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

ROOT = Path(__file__).parents[2]
#: The facilitator's pages that have been there from the first, for a commit that does not list its own.
EARLIER_PAGES = (
    *("event", "stations", "worn", "screen", "sound", "keyboard", "proof", "words", "look", "prints", "own-page"),
    *("permanent", "pin", "Live", "Results", "trend", "Comments", "board", "promises", "Export", "purge"),
)
_SHELL = "empathylab.ui.facilitator.shell"
#: Of 255: what another rounding of the same picture comes to.
_SAME_WITHIN = 3


def main() -> int:
    """1 where any picture differs."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("before")
    asked.add_argument("after")
    asked.add_argument("out", type=Path)
    asked.add_argument("--persona", action="append", default=[])
    told = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sides = [folder / side for side in ("before", "after")]
        for commit, side in zip((told.before, told.after), sides, strict=True):
            take(commit, side, folder / "records", told.persona or ["christopher"])
        different = list(differences(*sides, told.out))
        count = len(list(sides[1].glob("*.png")))
    print(*different, f"{count} pictures, {len(different)} of them different", sep="\n")
    return int(bool(different))


def take(commit: str, pictures: Path, records: Path, personas: list[str]) -> None:
    """All pictures of one commit; the facilitator looks at what the first one's visitors left."""
    tree = pictures.with_name(f"{pictures.name}-tree")
    subprocess.run(["git", "worktree", "add", "--quiet", "--detach", tree, commit], cwd=ROOT, check=True)
    there = os.environ | {"PYTHONPATH": str(tree)}
    mine = pictures.with_name(f"{pictures.name}-records")
    try:
        for persona in personas:
            album = ["--persona", persona, "--seed", "5", "--data", mine, "--screenshots", pictures / persona]
            subprocess.run([sys.executable, "-m", "empathylab", "demo", *album], cwd=tree, env=there, check=True)
            for picture in (pictures / persona).iterdir():
                picture.rename(pictures / f"{persona}-{picture.name}")
        if not records.exists():
            shutil.copytree(mine, records)
        shutil.copytree(records, looked_at := pictures.with_name(f"{pictures.name}-looked-at"))
        subprocess.run([sys.executable, __file__, "--pages", looked_at, pictures], cwd=tree, env=there, check=True)
        subprocess.run([sys.executable, __file__, "--screens", tree, pictures], cwd=tree, env=there, check=True)
    finally:
        subprocess.run(["git", "worktree", "remove", "--force", tree], cwd=ROOT, check=True)


def take_pages(records: Path, pictures: Path) -> None:
    """Each of the facilitator's pages, with whatever commit is imported here."""
    app = import_module("empathylab.app")
    make = app if hasattr(app, "make_application") else import_module("empathylab.ui.page.application")
    rest: Any = _first("empathylab.demo.keyboard_driver", "empathylab.demo.hands").rest
    make.make_application()
    lab: Any = app.Lab(app.Options(records, "all", "Demo", is_windowed=True))
    lab.open()
    lab.open_facilitator()
    window: Any = next(
        each for each in app.QApplication.topLevelWidgets() if type(each).__name__ == "FacilitatorWindow"
    )
    window.resize(1280, 800)
    window.grab().save(str(pictures / "facilitator-door.png"))
    window._open()
    for page in ("Set up", *getattr(_first(f"{_SHELL}.pages", "empathylab.app"), "PAGES", EARLIER_PAGES)):
        window.go(page)
        rest(1500)
        window.grab().save(str(pictures / f"facilitator-{page}.png"))
    # However a commit ends, its pictures are there.
    os._exit(0)


def take_screens(tree: Path, pictures: Path) -> None:
    """Each screen that a visitor may meet, and what stands around a form, as the tests of that commit build them."""
    sys.path.insert(0, str(tree / "tests"))
    app, built, lab = map(import_module, ("empathylab.app", "support.participant_screens", "support.participant_lab"))
    view: Any = import_module("empathylab.ui.run.run_view")
    station: Any = import_module("empathylab.ui.visit.screens.station_window")
    page: Any = import_module("empathylab.ui.page.application")
    (app if hasattr(app, "make_application") else page).make_application()
    theme: Any = import_module("empathylab.ui.kit.theme")
    theme.load_fonts(tree / "assets")
    theme.use(theme.STANDARD)
    window = station.StationWindow(view.RunView(lab.silent_voice()))
    window.resize(1280, 800)
    window.show()
    for name, screen in built.screens(lambda _what: lambda *_given: None):
        window.show_screen(screen)
        _grab(window, pictures / f"screen-{name}.png")
    for name in built.forms(window):
        _grab(window, pictures / f"form-{name}.png")
    os._exit(0)


def _grab(window: Any, path: Path) -> None:
    application: Any = import_module("PySide6.QtWidgets").QApplication
    for _ in range(6):
        application.processEvents()
    window.grab().save(str(path))


def _first(*modules: str) -> Any:
    for name in modules[:-1]:
        try:
            return import_module(name)
        except ModuleNotFoundError:
            continue
    return import_module(modules[-1])


def differences(before: Path, after: Path, out: Path) -> Iterator[str]:
    """A line for each picture that differs, or has no other side."""
    out.mkdir(parents=True, exist_ok=True)
    old, new = ({path.name: path for path in side.glob("*.png")} for side in (before, after))
    for name in sorted(old.keys() | new.keys()):
        if name not in old or name not in new:
            yield f"{name}: only {'before' if name in old else 'after'}"
        elif share := share_that_differs(old[name], new[name]):
            beside = [Image.open(side[name]).convert("RGB") for side in (old, new)]
            both = Image.new("RGB", (sum(each.width for each in beside), max(each.height for each in beside)))
            both.paste(beside[0], (0, 0))
            both.paste(beside[1], (beside[0].width, 0))
            both.save(out / name)
            yield f"{name}: {share:.2%} of its points"


def share_that_differs(before: Path, after: Path) -> float:
    """0 to 1; pictures of two sizes differ in all."""
    first, second = (np.asarray(Image.open(path).convert("RGB"), dtype=np.int16) for path in (before, after))
    if first.shape != second.shape:
        return 1.0
    return float((np.abs(first - second).max(axis=2) > _SAME_WITHIN).mean())


if __name__ == "__main__":
    if sys.argv[1:2] == ["--pages"]:
        take_pages(Path(sys.argv[2]), Path(sys.argv[3]))
    elif sys.argv[1:2] == ["--screens"]:
        take_screens(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        sys.exit(main())
