"""Does the web engine start, show a form, and tell names and roles? `python -m empathylab.check.engine` looks.

In a process of its own: a graphics driver that ends it takes nothing with it, and the rest of the check is told.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWebEngineCore import qWebEngineChromiumVersion

from empathylab.domain.live import CheckLevel, CheckLine
from empathylab.files.layers import layers_over
from empathylab.ui.kit.self_check import complete_lines
from empathylab.ui.page import environment
from empathylab.ui.page.application import make_application
from empathylab.ui.page.asking import ask
from empathylab.ui.page.locked_page import LockedPage
from empathylab.ui.page.scripts import call, script

_PAGE = "lab://forms/tasks/missed-bin/your-details.html"
NAME = "Web engine"
COMMAND = (sys.executable, "-m", "empathylab.check.engine")
_PATIENCE_MS = 20_000
_PROCESS_PATIENCE_S = 60
_NO_SANDBOX = "Its sandbox is off, as it always is for root: a page that broke out of it would be in this account."
_OWN_ACCOUNT = "Run the lab as a user of its own before you open a page from outside."
_WHAT_TO_DO = "Bring the driver of the graphics card up to date, restart the computer, then check again."


def engine_line(command: Sequence[str] = COMMAND) -> CheckLine:
    """What the process says; where it says nothing, how it ended."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_PROCESS_PATIENCE_S,
        )
    except subprocess.TimeoutExpired:
        return CheckLine(NAME, CheckLevel.PROBLEM, "The web engine shows no form within a minute.", _WHAT_TO_DO)
    ended = f"The web engine ended before it showed a form (code {done.returncode})."
    return next(complete_lines(done.stdout.splitlines()), CheckLine(NAME, CheckLevel.PROBLEM, ended, _WHAT_TO_DO))


def look() -> CheckLine:
    """Load a real form in the locked-down page and ask for its first field's computed role and name."""
    started = time.monotonic()
    found = _first_field()
    took_ms = round((time.monotonic() - started) * 1000)
    version = f"Chromium {qWebEngineChromiumVersion()!s}"
    if found is None:
        return CheckLine(NAME, CheckLevel.PROBLEM, f"{version} does not show a form. Install the lab again.")
    if not found.get("role"):
        return CheckLine(
            NAME,
            CheckLevel.PROBLEM,
            f"{version} does not tell roles and names, so the screen reader station cannot work.",
        )
    told = f"{version}; a form was ready in {took_ms} ms: {found['role']}, {found['name']}."
    if environment.is_sandboxed():
        return CheckLine(NAME, CheckLevel.OK, told)
    return CheckLine(NAME, CheckLevel.WARNING, f"{told} {_NO_SANDBOX}", _OWN_ACCOUNT)


def _first_field() -> dict[str, str] | None:
    loop = QEventLoop()
    answers: list[str] = []
    page = LockedPage(layers_over(), loop)

    def answer(text: object) -> None:
        answers.append(str(text))
        loop.quit()

    def loaded(is_ok: bool) -> None:
        if is_ok:
            ask(page, script("check-field.js") + call("labCheck.field"), answer, loop)
        else:
            loop.quit()

    page.loadFinished.connect(loaded)
    page.load(_PAGE)
    QTimer.singleShot(_PATIENCE_MS, loop.quit)
    loop.exec()
    found = json.loads(answers[0]) if answers and answers[0] else None
    return found if isinstance(found, dict) and found else None


def main() -> None:
    """Look, and tell in a line of JSON."""
    make_application()
    sys.stdout.write(json.dumps(asdict(look())) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
