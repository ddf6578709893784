"""Starts Orca without a voice: each phrase goes as a line of JSON to $ORCA_LOG.

Run by the system's Python, which has Orca.

A line is {"said": [...], "things": [...]}: the pieces as they were handed to the voice, and what Orca generated them
from, outermost first, each {"role", "name", "way", "said"}; `way` is "focused" for what is only entered.
"""

# ruff: noqa: ANN001, ANN002, ANN003, ANN201, ANN202 - Orca has no types to name.
# mypy: ignore-errors

from __future__ import annotations

import json
import os
import sys

from orca import generator, orca, settings, speech

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


_generated.depth = 0
speech.speak = _spoken
generator.Generator.generate = _generated
orca.getSettingsManager().activate(None, _SETTINGS)
sys.exit(orca.main())
