"""The systems for which a package can be made, as `targets.toml` has them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Runtime:
    """A Python that comes along: the distribution of a package index that carries it, and the archive inside.

    `joined` are files of wheels that lie beside it as well.
    """

    name: str
    version: str
    sha256: str
    member: str
    joined: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TargetSystem:
    """One system. `platforms` are the tags of wheels that run there, the best first; `markers` is what lists are asked.

    `files` are the project's own words and starters: path in the package → path below `starters/`. The rest lies in the
    folder `inside`.
    """

    id: str
    title: str
    python: str
    platforms: tuple[str, ...]
    markers: Mapping[str, str]
    files: Mapping[str, str]
    separator: str
    runtime: Runtime | None = None
    inside: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """What the markers of a pinned list are evaluated with."""
        python = {
            "python_version": self.python,
            "python_full_version": self.runtime.version if self.runtime else f"{self.python}.0",
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
        }
        return {**python, **self.markers}

    def starters(self) -> dict[str, bytes]:
        """The files that open the lab and say how."""
        return {path: (_HERE / "starters" / source).read_bytes() for path, source in self.files.items()}


@dataclass(frozen=True, slots=True)
class Selection:
    """What of the wheels comes along: Qt's modules, the engine's languages, and globs of what stays out."""

    qt_modules: frozenset[str]
    languages: frozenset[str]
    left_out: tuple[str, ...]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((_HERE / "targets.toml").read_text(encoding="utf-8"))


def targets() -> dict[str, TargetSystem]:
    """All target systems by id."""
    return {
        key: _target(key, dict(value))
        for key, value in _data().items()
        if isinstance(value, dict) and "platforms" in value
    }


def selection() -> Selection:
    """Which parts of the wheels go into a package, for every system."""
    qt, out = _data()["qt"], _data()["left_out"]
    return Selection(frozenset(qt["modules"]), frozenset(qt["languages"]), tuple(out["patterns"]))


def _target(key: str, value: dict[str, Any]) -> TargetSystem:
    runtime = value.pop("runtime", None)
    if runtime:
        runtime = Runtime(**{**runtime, "joined": tuple(runtime["joined"])})
    value["platforms"] = tuple(value["platforms"])
    return TargetSystem(id=key, runtime=runtime, **value)


def options() -> tuple[str, ...]:
    """The packages that the lab can do without, and that a package has all the same."""
    return tuple(_data()["options"])


def large_files() -> dict[str, str]:
    """Globs of files over 5 MB, and what each is for."""
    return dict(_data()["large"])
