"""Starts Orca without a voice: each phrase goes as a line of JSON to $ORCA_LOG.

Run by the system's Python, which has Orca.

A line is {"said": [...], "things": [...]}: the pieces as they were handed to the voice, and what Orca generated them
from, outermost first, each {"role", "name", "way", "said"}; `way` is "focused" for what is only entered. Between them
stand {"released": KEY} when Orca has done with a key, {"loaded": true} with a page that has come, and for each line in
$ORCA_ASK {"at_rest": EVENTS} as soon as it has nothing else to do: the application has answered it by then, so what it
told before has arrived, and EVENTS is how much that was.
"""

# ruff: noqa: ANN001, ANN002, ANN003, ANN201, ANN202 - Orca has no types to name.
# mypy: ignore-errors

from __future__ import annotations

import contextlib
import json
import os
import sys

import pyatspi
from gi.repository import Atspi, GLib
from orca import event_manager, generator, orca, orca_state, settings, speech

#: After 800 ms Orca takes an application for hung, and says nothing of what it was told about. Here it is only slow.
_PATIENCE_MS = 120_000
_SETTINGS = {
    "enablePositionSpeaking": True,
    "layoutMode": False,
    "sayAllOnLoad": False,
    "enableKeyEcho": False,
    "enableEchoByCharacter": False,
    "speechServerFactory": None,
}
settings.speechServerFactory = None
speech.init = lambda *_, **__: None

_log = open(os.environ["ORCA_LOG"], "a", buffering=1, encoding="utf-8")  # noqa: SIM115 - as long as Orca runs
_things: list[dict[str, object]] = []
_speak, _generate = speech.speak, generator.Generator.generate


def _pieces(content) -> list[str]:
    if isinstance(content, str):
        return [content] if content.strip() else []
    return [piece for one in content for piece in _pieces(one)] if type(content) is list else []


def _spoken(content, *args, **kwargs):
    if not getattr(_spoken, "is_inside", False):
        _log.write(json.dumps({"said": _pieces(content), "things": list(_things)}) + "\n")
        _things.clear()
    _spoken.is_inside, before = True, getattr(_spoken, "is_inside", False)
    try:
        _speak(content, *args, **kwargs)
    finally:
        _spoken.is_inside = before


def _generated(self, obj, **args):
    if self._mode != "speech":
        return _generate(self, obj, **args)
    _generated.depth += 1
    try:
        result = _generate(self, obj, **args)
    finally:
        _generated.depth -= 1
    way = args.get("formatType") or ("focused" if args.get("alreadyFocused") else "unfocused")
    thing = {"id": hash(obj), "role": obj.getRoleName(), "name": obj.name, "way": way, "depth": _generated.depth}
    _things.append({**thing, "leaving": bool(args.get("leaving")), "said": _pieces(result)})
    return result


def _key_done(self, event):
    taken = _take_key(self, event)
    if event.type == pyatspi.KEY_RELEASED_EVENT:
        _log.write(json.dumps({"released": event.event_string}) + "\n")
    return taken


def _arrived(self, event):
    _arrived.events += 1
    _enqueue(self, event)


def _handled(self, event):
    _handle(self, event)
    if event.type.startswith("document:load-complete"):
        _log.write(json.dumps({"loaded": True}) + "\n")


def _asked(channel, *_):
    channel.readline()
    # After all that waits: the queue of events is worked off at a higher priority.
    GLib.idle_add(_answer, priority=GLib.PRIORITY_LOW)
    return True


def _answer():
    with contextlib.suppress(Exception):  # What had the focus may be gone.
        (orca_state.locusOfFocus or orca_state.activeWindow).queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
    _log.write(json.dumps({"at_rest": _arrived.events}) + "\n")


_manager = event_manager.EventManager
_take_key, _enqueue, _handle = _manager._processKeyboardEvent, _manager._enqueue, _manager._processObjectEvent
_manager._processKeyboardEvent, _manager._enqueue, _manager._processObjectEvent = _key_done, _arrived, _handled
_arrived.events = 0
_ask = GLib.IOChannel.unix_new(os.open(os.environ["ORCA_ASK"], os.O_RDWR))
GLib.io_add_watch(_ask, GLib.PRIORITY_DEFAULT, GLib.IOCondition.IN, _asked)
_generated.depth = 0
Atspi.set_timeout(_PATIENCE_MS, _PATIENCE_MS)
speech.speak = _spoken
generator.Generator.generate = _generated
orca.getSettingsManager().activate(None, _SETTINGS)
sys.exit(orca.main())
