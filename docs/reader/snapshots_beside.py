"""Snapshots of the reader's scripts of several commits, by turns in one engine on one page.

`python docs/reader/snapshots_beside.py 4f169a28 HEAD --nodes 3000` takes names of commits out of Git and tells of each
the page's thread in processor time and by the clock, then the medians of the turns' ratios to the first.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[2]
_FIRST_WORLD = 20
_WRITTEN = """
try: from empathylab.ui.reader.reader_script import reader_script as script
except ImportError: from empathylab.ui.web.reader_script import script
print(script())
"""
_TIMED = """(() => { const begun = performance.now();
    for (let turn = 0; turn < %d; turn += 1) JSON.stringify(labReader.snapshot());
    return performance.now() - begun; })()"""


def main() -> None:
    """One engine for all of them: what the computer does meanwhile is the same for each."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("commits", nargs="+")
    asked.add_argument("--nodes", type=int, default=3000)
    asked.add_argument("--turns", type=int, default=15)
    asked.add_argument("--each", type=int, default=5, help="snapshots a turn")
    told = asked.parse_args()
    page = _Page([_script_of(commit) for commit in told.commits], told.nodes)
    turns = [page.turn(told.each, is_turned=bool(turn % 2)) for turn in range(told.turns + 2)][2:]
    for place, commit in enumerate(told.commits):
        processor, clock = (median(turn[place][of] for turn in turns) for of in (0, 1))
        ratios = [median(turn[place][of] / turn[0][of] for turn in turns) for of in (0, 1)]
        print(
            f"{commit}: {processor:.1f} ms of the processor, {ratios[0]:.2f}; by the clock {clock:.1f}, {ratios[1]:.2f}"
        )
    sys.stdout.flush()
    os._exit(0)  # The engine's window needs no orderly end here.


def _script_of(commit: str) -> str:
    """The page's side of that commit, as its own code puts it together."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "tree")
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", tree, commit], cwd=ROOT, check=True)
        try:
            there = os.environ | {"PYTHONPATH": str(tree)}
            command = [sys.executable, "-c", _WRITTEN]
            done = subprocess.run(command, cwd=tree, env=there, capture_output=True, encoding="utf-8", check=True)
            return done.stdout
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", tree], cwd=ROOT, check=True)


class _Page:
    """A page of the bench's with each script in a world of its own."""

    def __init__(self, scripts: list[str], nodes: int) -> None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from PySide6.QtCore import QUrl
        from PySide6.QtWebEngineCore import QWebEngineScript
        from PySide6.QtWebEngineWidgets import QWebEngineView
        from PySide6.QtWidgets import QApplication

        from empathylab.bench.reading import page_of, wait_for
        from empathylab.ui.page import environment

        environment.prepare()
        self._application = QApplication(["empathylab"])
        self._view = QWebEngineView()
        self._page = self._view.page()
        self._view.resize(800, 600)
        self._view.show()
        self._count = len(scripts)
        for place, source in enumerate(scripts):
            made = QWebEngineScript()
            made.setSourceCode(source)
            made.setWorldId(_FIRST_WORLD + place)
            made.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
            self._page.scripts().insert(made)
        file = Path(tempfile.mkdtemp(), "page.html")
        file.write_text(page_of(nodes), encoding="utf-8")
        self._page.load(QUrl.fromLocalFile(str(file)))
        wait_for(self._page.loadFinished)

    def turn(self, each: int, *, is_turned: bool) -> list[tuple[float, float]]:
        """Of each script: milliseconds of the processor, and by the clock, for a snapshot."""
        places = range(self._count)
        found = {place: self._snapshots(place, each) for place in (reversed(places) if is_turned else places)}
        return [found[place] for place in places]

    def _snapshots(self, place: int, each: int) -> tuple[float, float]:
        begun = self._processor_ms()
        clock_ms = float(json.loads(self._ask(_TIMED % each, _FIRST_WORLD + place)))
        return (self._processor_ms() - begun) / each, clock_ms / each

    def _processor_ms(self) -> float:
        """Of the page's thread, as Linux counts it."""
        process = self._page.renderProcessPid()
        return int(Path(f"/proc/{process}/task/{process}/schedstat").read_text("ascii").split()[0]) / 1e6

    def _ask(self, source: str, world: int) -> str:
        from PySide6.QtCore import QEventLoop

        loop, answers = QEventLoop(), list[Any]()
        self._page.runJavaScript(source, world, lambda answer: (answers.append(answer), loop.quit()))
        if not answers:
            loop.exec()
        return json.dumps(answers[0])


if __name__ == "__main__":
    main()
