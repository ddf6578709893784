"""The page's side of the reader: the scripts that run in the isolated world of every document."""

from __future__ import annotations

import json
from functools import cache

from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript

from empathylab.reader.tables import phrases
from empathylab.ui.page.channel import MAIN_WORLD, inject, remove
from empathylab.ui.page.scripts import script

_INTERNALS = "lab-internals"
_CREATION = QWebEngineScript.InjectionPoint.DocumentCreation
_SILENT = "\nlabReader.isEchoing = false;"
SCRIPT_FILES = (
    "reader-dom.js",
    "reader-closed.js",
    "reader-internals.js",
    "reader-generated.js",
    "reader-text.js",
    "reader-counters.js",
    "reader-formula.js",
    "reader-states.js",
    "reader-places.js",
    "reader-combo.js",
    "reader-ids.js",
    "reader-roles.js",
    "reader-values.js",
    "reader-describe.js",
    "reader-tables.js",
    "reader-flat.js",
    "reader-join.js",
    "reader-kinds.js",
    "reader-sizes.js",
    "reader-undrawn.js",
    "reader-walk.js",
    "reader-fresh.js",
    "reader-live.js",
    "reader-watch.js",
    "reader-focus.js",
    "reader-typing.js",
    "reader-listen.js",
    "reader-act.js",
    "reader-frames.js",
)


def take_internals_down(page: QWebEnginePage) -> None:
    """What components of this page say of themselves with ElementInternals, in documents loaded from now on.

    And the shadow trees that they keep to themselves.
    """
    inject(page, _INTERNALS, script("page-internals.js", "page-closed.js"), _CREATION, MAIN_WORLD)


def leave_internals(page: QWebEnginePage) -> None:
    """Not in documents loaded from now on."""
    remove(page, _INTERNALS)


@cache
def reader_script(*more: str, is_echoing: bool = True) -> str:
    """The page's side, without connection: `labReader` in the isolated world, then `more` files.

    Where nothing typed is said back (`is_echoing` is false), nothing of it leaves the page either.
    """
    source = f"{script(*SCRIPT_FILES)}\nlabReader.formulaWords = {json.dumps(phrases()['formula'])};"
    return "\n".join([source if is_echoing else source + _SILENT, script(*more)])
