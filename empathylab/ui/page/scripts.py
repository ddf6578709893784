"""What runs in pages: scripts and style sheets out of `assets/`, and calls of the functions that they define."""

from __future__ import annotations

import json

from empathylab.files.paths import assets_dir


def script(*names: str) -> str:
    """The text of these files of `assets/js/`, one after another."""
    return "\n".join((assets_dir() / "js" / name).read_text("utf-8") for name in names)


def style(*names: str) -> str:
    """The text of these files of `assets/css/`, one after another."""
    return "\n".join((assets_dir() / "css" / name).read_text("utf-8") for name in names)


def call(function: str, *arguments: object, otherwise: str = "") -> str:
    """A call of "labReader.show" or the like; it gives `otherwise` where the script has not run, or says nothing."""
    owner, _, name = function.partition(".")
    given = ", ".join(json.dumps(each) for each in arguments)
    return f"globalThis.{owner}?.{name}?.({given}) ?? {json.dumps(otherwise)}"
