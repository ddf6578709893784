"""Environment variables that have to be set before Qt WebEngine starts. Imports no Qt."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from empathylab.ui.page import core_dumps, engine_files, session_bus, way_out

#: ComputedAccessibilityInfo gives `el.computedRole` and `el.computedName`: the ones that real screen readers get.
CHROMIUM_FLAGS = (
    "--enable-blink-features=ComputedAccessibilityInfo",
    # Only a whole browser listens to what is said, and the engine ends the process of a page that asks for it.
    "--disable-blink-features=ScriptedSpeechRecognition,UnprefixedSpeechRecognition",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Chromium's remarks on missing desktop services are of no use to a facilitator.
    "--log-level=3",
    # By the clock a page would be taken in smaller pieces the busier the computer is, and after each of them the whole
    # tree of accessible objects is brought up to date: by its length it comes in as many as ever.
    "--disable-features=TimedHTMLParserBudget",
    # Without it the engine drops keys that come before a new page's first picture: keys would be lost that no
    # simulation took.
    "--allow-pre-commit-input",
)
#: The page's process builds the engine's tree of accessible objects, without which each role and name takes a look at
#: the whole page, and the lab's process takes none of it in: that would hold the window, 2 s for a list of 100,000.
#: Chromium has this for its own measurements, and only where the tree is not forced by a flag.
TREE_KEPT = (
    "--enable-features=AccessibilityPerformanceMeasurementExperiment:"
    "accessibility_performance_group_name/RendererSerializationOnly"
)
#: The lab's process has the tree as well, and gives it to whoever asks.
TREE_SHARED = "--force-renderer-accessibility"
#: What pages ask as `prefers-reduced-motion`. Windows and macOS the engine asks itself.
STILLNESS = "--force-prefers-reduced-motion"
_FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
_NO_SANDBOX = "QTWEBENGINE_DISABLE_SANDBOX"
_FLAG = re.compile(r'(?:[^\s"]|"[^"]*")+')
#: What a computer may need for the engine to start and to draw. Other flags that are set are not passed on: among them
#: are those that let programs look into a page, write to files what happens in it, or lead it round the gate.
_OF_THE_COMPUTER = re.compile(
    "--(disable-gpu|enable-gpu|ignore-gpu|in-process-gpu|use-gl|use-angle|ozone|force-device-scale-factor|lang=|no-sandbox)"
)
#: What developers set to look into the engine, into its encrypted connections, and at keys on their way to it.
_LOOKING_IN = ("QTWEBENGINE_REMOTE_DEBUGGING", "SSLKEYLOGFILE", "WAYLAND_DEBUG")
_LOGGING = "QT_LOGGING_RULES"
#: Qt's debug output has each letter that it draws, of a comment too, and a page's console whatever the page says there.
_NOTHING_TYPED = "*.debug=false;js=false"
_GRAPHICS_DEVICES = Path("/dev/dri")


def prepare(*more: str) -> None:
    """No dumps of memory, the engine's files, its only way out and flags, and `more`; call it before the QApplication.

    Of what is set already stays what a computer needs to draw; nothing that looks in.
    """
    core_dumps.switch_off()
    session_bus.set_address()
    engine_files.set_paths()
    for name in _LOOKING_IN:
        os.environ.pop(name, None)
    tree = TREE_SHARED if is_tree_shared() else TREE_KEPT
    present = [flag for flag in _FLAG.findall(os.environ.get(_FLAGS, "")) if _OF_THE_COMPUTER.match(flag)]
    os.environ[_FLAGS] = " ".join([*present, *CHROMIUM_FLAGS, tree, *way_out.flags(), *more])
    # Chromium's sandbox refuses to run as root; for everybody else it stays on.
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ[_NO_SANDBOX] = "1"
    os.environ[_LOGGING] = _logging_rules()
    if not _has_graphics_device():
        # Grabbing a picture from OpenGL drawn by the processor takes 25 ms at 1280×800, from Qt's own painter 1 ms.
        os.environ.setdefault("QT_QUICK_BACKEND", "software")


def _logging_rules() -> str:
    """What is set for Qt's log, but nothing that would write down what is typed: the last rule counts."""
    # Qt says on stderr which optional libraries it did without; nobody at an event can use that.
    given = os.environ.get(_LOGGING, "qt.multimedia.symbolsresolver=false;qt.multimedia.ffmpeg=false")
    return given if given.endswith(_NOTHING_TYPED) else f"{given};{_NOTHING_TYPED}"


def share_tree() -> None:
    """Another screen reader is to read the pages; call it before the engine's first page, later it changes nothing."""
    os.environ[_FLAGS] = os.environ.get(_FLAGS, "").replace(TREE_KEPT, TREE_SHARED)


def ask_for_stillness(*, unless: bool = False) -> None:
    """Pages are told that nothing shall move; call it before the engine's first page, later it changes nothing."""
    if unless:
        return
    flags = os.environ.get(_FLAGS, "").split(" ")
    os.environ[_FLAGS] = " ".join([*(flag for flag in flags if flag != STILLNESS), STILLNESS])


def is_stillness_asked() -> bool:
    """Whether pages are told that nothing shall move, whatever a visitor asks for."""
    return STILLNESS in os.environ.get(_FLAGS, "")


def is_tree_shared() -> bool:
    """Whether another screen reader finds more in a page than that there is one."""
    return TREE_SHARED in os.environ.get(_FLAGS, "")


def is_sandboxed() -> bool:
    """Whether a page that broke the engine would still be kept from this account's files."""
    return _NO_SANDBOX not in os.environ and "--no-sandbox" not in os.environ.get(_FLAGS, "")


def _has_graphics_device() -> bool:
    """Whether OpenGL can be more than a program on the processor. Only Linux comes without it."""
    return not sys.platform.startswith("linux") or any(_GRAPHICS_DEVICES.glob("renderD*"))
