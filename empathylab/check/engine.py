"""Does the web engine start, show a form, and tell names and roles?"""

from __future__ import annotations

import json
import time

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWebEngineCore import qWebEngineChromiumVersion

from empathylab.domain.live import CheckLevel, CheckLine
from empathylab.files.layers import layers_over
from empathylab.ui.page.channel import ISOLATED_WORLD
from empathylab.ui.page.locked_page import LockedPage
from empathylab.ui.page.scripts import call, script

_PAGE = "lab://forms/tasks/missed-bin/your-details.html"
_PATIENCE_MS = 20_000


def engine_line() -> CheckLine:
    """Load a real form in the locked-down page and ask for its first field's computed role and name."""
    started = time.monotonic()
    found = _first_field()
    took_ms = round((time.monotonic() - started) * 1000)
    version = f"Chromium {qWebEngineChromiumVersion()!s}"
    if found is None:
        return CheckLine("Web engine", CheckLevel.PROBLEM, f"{version} does not show a form. Install the lab again.")
    if not found.get("role"):
        return CheckLine(
            "Web engine",
            CheckLevel.PROBLEM,
            f"{version} does not tell roles and names, so the screen reader station cannot work.",
        )
    return CheckLine(
        "Web engine", CheckLevel.OK, f"{version}; a form was ready in {took_ms} ms: {found['role']}, {found['name']}."
    )


def _first_field() -> dict[str, str] | None:
    loop = QEventLoop()
    answers: list[str] = []
    page = LockedPage(layers_over(), loop)

    def answer(text: object) -> None:
        answers.append(str(text))
        loop.quit()

    def loaded(is_ok: bool) -> None:
        if is_ok:
            page.runJavaScript(script("check-field.js") + call("labCheck.field"), ISOLATED_WORLD.value, answer)
        else:
            loop.quit()

    page.loadFinished.connect(loaded)
    page.load(_PAGE)
    QTimer.singleShot(_PATIENCE_MS, loop.quit)
    loop.exec()
    found = json.loads(answers[0]) if answers and answers[0] else None
    return found if isinstance(found, dict) and found else None
