"""Looks at a page for a team: where somebody is in it, and what axe-core finds."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWebEngineCore import QWebEnginePage

from empathylab.domain.moments import Finding, Place
from empathylab.files.places import assets_dir
from empathylab.ui.page.channel import ISOLATED_WORLD

_PACKAGE = "axe_playwright_python"
#: Promises do not come back through `runJavaScript`, so the answer is left in the isolated world and asked for.
_RUN = """
globalThis.labAxe = undefined;
axe.run(document, {resultTypes: ["violations"]}).then(
  ({violations}) => { globalThis.labAxe = JSON.stringify(violations.map(({id, help, impact, tags, nodes}) =>
    ({id, help, impact, tags, targets: nodes.slice(0, 5).map(({target}) => target.flat().join(" "))}))); },
  () => { globalThis.labAxe = "[]"; });
"""
_CRITERION_TAG = re.compile(r"wcag(\d)(\d)(\d+)")


def axe_source() -> str:
    """axe-core's script, out of the package that ships it; empty when the extra `audit` is not installed."""
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or found.origin is None:
        return ""
    script = Path(found.origin).with_name("axe.min.js")
    return script.read_text(encoding="utf-8") if script.is_file() else ""


def ask_place(page: QWebEnginePage, cursor: int | None, answer: Callable[[Place], object]) -> None:
    """Where in the page somebody is: at the reader's cursor, else at the focus. Without anything entered."""
    source = (assets_dir() / "js" / "page-place.js").read_text(encoding="utf-8")
    call = f"labPlace({json.dumps(cursor)})"

    def take(told: object) -> None:
        answer(Place(**json.loads(told)) if isinstance(told, str) and told else Place("", "", ""))

    page.runJavaScript(source + call, ISOLATED_WORLD.value, take)


def begin_audit(page: QWebEnginePage) -> None:
    """Let axe-core look at the page as it is now, in the isolated world, where no policy of the page stops it."""
    page.runJavaScript(axe_source() + _RUN, ISOLATED_WORLD.value)


def ask_audit(page: QWebEnginePage, address: str, answer: Callable[[tuple[Finding, ...] | None], object]) -> None:
    """What was found; None while it still looks."""

    def take(told: object) -> None:
        answer(tuple(_finding(address, each) for each in json.loads(told)) if isinstance(told, str) and told else None)

    page.runJavaScript("globalThis.labAxe ?? ''", ISOLATED_WORLD.value, take)


def _finding(address: str, told: dict[str, Any]) -> Finding:
    criteria = tuple(".".join(found.groups()) for tag in told["tags"] if (found := _CRITERION_TAG.fullmatch(tag)))
    impact = str(told["impact"] or "not rated")
    return Finding(address, str(told["id"]), str(told["help"]), impact, criteria, tuple(map(str, told["targets"])))
