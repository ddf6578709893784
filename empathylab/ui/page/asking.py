"""Asks a page, and hears the answer as long as there is somebody to hear it; nothing is kept of it afterwards."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable

import PySide6
from PySide6.QtCore import QObject
from PySide6.QtWebEngineCore import QWebEngineFrame, QWebEnginePage
from shiboken6 import isValid

from empathylab.ui.page.channel import ISOLATED_WORLD

#: What a page is asked where it matters alone that it answers.
IS_THERE = "true"
_SHARED_NUMBERS = 1024


def ask(
    page: QWebEnginePage,
    source: str,
    then: Callable[[object], object],
    asker: QObject,
    *,
    frame: QWebEngineFrame | None = None,
) -> None:
    """Give `then` what `source` comes to in the lab's own world, in one of the page's frames if that is named.

    A page that goes answers what it was asked after all, and can be asked no more; whoever asked may be gone as well.
    Nobody is told then.
    """

    def answered(answer: object) -> None:
        if _KEEPS_ANSWERS and _is_made_anew(answer) and sys.getrefcount(answer) == _HELD_ONCE + 1:
            _let_go(answer)
        if isValid(page) and isValid(asker):
            then(answer)

    (frame or page).runJavaScript(source, ISOLATED_WORLD.value, answered)


def _is_made_anew(answer: object) -> bool:
    """Not what Python itself may hold as well: small numbers, single letters, true and false."""
    match answer:
        case bool() | None:
            return False
        case int():
            return abs(answer) > _SHARED_NUMBERS
        case str():
            return len(answer) > 1
    return isinstance(answer, float)


def _references(answer: object) -> int:
    return sys.getrefcount(answer)


# PySide 6.11 calls back with `PyTuple_Pack(1, answer)`, which takes a reference of its own to the answer, and never
# lets go of the one that it had: each number and each text, also what somebody typed, would stay in memory for good.
# What Python counts for an answer that is held by the call alone is found by such a call; where it counts one more,
# that one is nobody's. A newer PySide may let go of it after the call, which looks the same from in here: so this is
# only for versions in which the fault was seen, and `tests/ui/test_memory.py` tells when one has it no more.
_KEEPS_ANSWERS = PySide6.__version__ in {"6.11.3"}
_call = ctypes.pythonapi.PyObject_CallObject
_call.restype, _call.argtypes = ctypes.py_object, (ctypes.py_object, ctypes.py_object)
_let_go = ctypes.pythonapi.Py_DecRef
_let_go.restype, _let_go.argtypes = None, (ctypes.py_object,)
_HELD_ONCE: int = _call(_references, (str(1.5),))
