"""A report to send back from a computer that the lab was never tried on: measured, without names and paths."""

from __future__ import annotations

import getpass
import os
import platform
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
import psutil
from PySide6 import __version__ as pyside_version
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication, QOffscreenSurface, QOpenGLContext
from PySide6.QtQuick import QQuickWindow
from PySide6.QtWebEngineCore import qWebEngineChromiumVersion

from empathylab import __version__
from empathylab.domain.live import CheckLine
from empathylab.ui.kit import other_screen_reader
from empathylab.ui.kit.system_keys import system_keys
from empathylab.vision import Chain, Viewing, parse

_FRAME_PX = (800, 1280)
_FRAMES = 15
_SIMULATIONS = ("acuity:logmar=0.7", "straylight:log_s=1.6", "hemianopia:side=left")
_GL_VENDOR, _GL_RENDERER = 0x1F00, 0x1F01


def report_lines(lines: Iterable[CheckLine], data_dir: Path) -> Iterator[str]:
    """The report, each line as soon as it is known; needs a QApplication. `lines` are those of the check.

    What takes long, or could end the process, comes last: what stands before it is written by then.
    """
    return (without_names(f"{line}\n", data_dir) for line in _lines(lines))


def _lines(lines: Iterable[CheckLine]) -> Iterator[str]:
    yield "Empathy Lab: report of a computer"
    yield ""
    for part in (_versions, _screens, _keys):
        yield from _told(part)
    yield ""
    yield "The check:"
    yield from (f"  {line.level.value:<8} {line.name}: {line.whole}" for line in lines)
    yield ""
    for part in (_frames, _graphics):
        yield from _told(part)


def _told(part: Callable[[], Iterator[str]]) -> Iterator[str]:
    """A part that fails says how, and the others are told."""
    try:
        yield from part()
    except Exception as error:  # noqa: BLE001 - a strange computer fails in its own ways, and that is what is asked for
        yield f"{part.__name__.strip('_')}: {type(error).__name__}: {error}"


def _versions() -> Iterator[str]:
    yield f"Empathy Lab {__version__}, {'packaged' if _is_packaged() else 'from its source'}"
    yield f"System: {platform.system()} {platform.release()} ({platform.version()}), {platform.machine()}"
    yield f"Python {platform.python_version()}, Qt {qVersion()}, PySide {pyside_version}"
    yield f"Chromium {qWebEngineChromiumVersion()!s}"
    yield f"Processors: {os.cpu_count()}, memory: {psutil.virtual_memory().total / 1e9:.0f} GB"


def _is_packaged() -> bool:
    return (Path(__file__).resolve().parents[1] / "_data").is_dir()


def _screens() -> Iterator[str]:
    for screen in QGuiApplication.screens():
        size = screen.size()
        yield (
            f"Screen: {size.width()}×{size.height()} points at {screen.devicePixelRatio():g}, "
            f"{screen.refreshRate():.0f} Hz, {screen.logicalDotsPerInch():.0f} dots an inch"
        )


def _graphics() -> Iterator[str]:
    """How Qt draws, and with what; "none" where there is no OpenGL at all."""
    drawn = f"{QGuiApplication.platformName()}, {QQuickWindow.sceneGraphBackend() or 'default'} scene graph"
    surface, context = QOffscreenSurface(), QOpenGLContext()
    surface.create()
    if not (context.create() and context.makeCurrent(surface)):
        yield f"Graphics: {drawn}; OpenGL: none"
        return
    functions = context.functions()
    named = [str(functions.glGetString(name)) for name in (_GL_VENDOR, _GL_RENDERER)]
    context.doneCurrent()
    yield f"Graphics: {drawn}; OpenGL: {', '.join(named)}"


def _frames() -> Iterator[str]:
    """What a frame of the lens costs here."""
    page = np.random.default_rng(1).integers(0, 256, (*_FRAME_PX, 3), np.uint8)
    for text in _SIMULATIONS:
        chain = Chain([parse(text)], Viewing(ppd=37.8))
        spent_ms = []
        for _ in range(_FRAMES):
            started = time.perf_counter()
            chain.apply(page)
            spent_ms.append((time.perf_counter() - started) * 1000)
        yield f"Lens {_FRAME_PX[1]}×{_FRAME_PX[0]}, {text}: {statistics.median(spent_ms):.1f} ms a frame"


def _keys() -> Iterator[str]:
    yield f"Another screen reader: {'is running' if other_screen_reader.is_running() else 'none that tells of itself'}"
    yield f"The system's keys: {system_keys().words or 'nothing in the way'}"


def without_names(text: str, data_dir: Path) -> str:
    """The text without folders, the user's name and the computer's."""
    folders = {
        str(data_dir),
        str(data_dir.resolve()),
        sys.prefix,
        str(Path(__file__).resolve().parents[2]),
        str(Path.home()),
    }
    # Qt turns Windows' strokes round, errors double them, and to Windows large and small letters are the same.
    folders |= {written for folder in folders for written in (Path(folder).as_posix(), folder.replace("\\", r"\\"))}
    for folder in sorted(folders, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(folder)}(?!\w)", "(folder)", text, flags=re.IGNORECASE)
    text = re.sub(r"(?:\b[A-Za-z]:[\\/]|\\\\)\S[^\s,;]*|(?<![\w/:])/(?:\w[^\s,;/]*/)+[^\s,;]*", "(path)", text)
    for name in filter(None, (_user(), platform.node())):
        text = re.sub(rf"\b{re.escape(name)}\b", "(name)", text, flags=re.IGNORECASE)
    return text


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
