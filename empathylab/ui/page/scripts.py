"""What runs in pages: scripts and style sheets out of `assets/`, and calls of the functions that they define."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from empathylab.files.paths import assets_dir


def script(*names: str) -> str:
    """The text of these files of `assets/js/`, one after another."""
    return "\n".join(_text(assets_dir() / "js" / name) for name in names)


def style(*names: str) -> str:
    """The text of these files of `assets/css/`, one after another."""
    return "\n".join(_text(assets_dir() / "css" / name) for name in names)


@cache
def _text(path: Path) -> str:
    """Read once: each page that is read wants dozens of them."""
    return path.read_text("utf-8")


def call(function: str, *arguments: object, otherwise: str = "") -> str:
    """A call of "labReader.show" or the like; it gives `otherwise` where the script has not run, or says nothing."""
    owner, _, name = function.partition(".")
    given = ", ".join(json.dumps(each) for each in arguments)
    return f"globalThis.{owner}?.{name}?.({given}) ?? {json.dumps(otherwise)}"
