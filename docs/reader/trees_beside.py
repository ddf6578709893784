"""What the engine's tree of accessible objects costs a page whose 500 fields all change ten times a second.

`python docs/reader/trees_beside.py` opens that page without a tree, with the lab's and with the engine's two smaller
ones, each in a process of its own, and tells how much processor time one turn of the page takes of its thread and of
the lab's.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer, QUrl
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication

from empathylab.bench.reading import page_of
from empathylab.ui.page import environment

_GROUP = environment.TREE_KEPT.rpartition("/")[0]
TREES = {
    "none": "",
    "the lab's: whole, and the page's process alone has it": environment.TREE_KEPT,
    "whole without boxes of lines, the lab's process has it too": f"{_GROUP}/AXModeCompleteNoInlineTextBoxes",
    "basic, the lab's process has it too": f"{_GROUP}/WebContentsOnly",
}
_NODES, _SECONDS, _TURNS = 3_000, 5, 3
_CHANGING = """<script>let turn = 0; const fields = document.querySelectorAll('input');
setInterval(() => { turn += 1; for (const field of fields) field.value = turn; }, 100)</script>"""


def main() -> None:
    """By turns, since the computer does other things meanwhile."""
    for _ in range(_TURNS):
        for name, flag in TREES.items():
            command = [sys.executable, __file__, flag or "none"]
            told = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
            print(f"{told.strip()}  {name}", flush=True)


def measure(flag: str) -> None:
    """One page in one engine."""
    environment.TREE_KEPT = flag
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    environment.prepare()
    application = QApplication(["empathylab"])
    view = QWebEngineView()
    view.resize(800, 600)
    view.show()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "page.html")
        file.write_text(page_of(_NODES) + _CHANGING, encoding="utf-8")
        _open(view.page(), file)
        _wait(2)
        page, lab = view.page().renderProcessPid(), os.getpid()
        before = _turn(view.page()), _processor_ms(page), _processor_ms(lab)
        _wait(_SECONDS)
        after = _turn(view.page()), _processor_ms(page), _processor_ms(lab)
    turns, in_page, in_lab = (late - early for late, early in zip(after, before, strict=True))
    print(f"{in_page / turns:5.1f} ms in the page, {in_lab / turns:5.1f} in the lab, {turns:.0f} turns")
    sys.stdout.flush()
    del application
    os._exit(0)  # The engine's window needs no orderly end here.


def _open(page: QWebEnginePage, file: Path) -> None:
    loop = QEventLoop()
    page.loadFinished.connect(loop.quit)
    page.load(QUrl.fromLocalFile(str(file)))
    loop.exec()


def _wait(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def _turn(page: QWebEnginePage) -> float:
    loop, told = QEventLoop(), list[object]()
    page.runJavaScript("turn", 0, lambda turn: (told.append(turn), loop.quit()))
    loop.exec()
    return float(str(told[0]))


def _processor_ms(process: int) -> float:
    """Of its first thread, which is the one that everything waits for."""
    return int(Path(f"/proc/{process}/task/{process}/schedstat").read_text("ascii").split()[0]) / 1e6


if __name__ == "__main__":
    measure("" if sys.argv[1] == "none" else sys.argv[1]) if len(sys.argv) > 1 else main()
