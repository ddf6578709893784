"""The reader's data files: what roles are called, what is said, which key does what."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Role:
    """One line of roles.toml; the fields are explained there."""

    said: str = ""
    one: str = ""
    first: bool = False
    stop: str = ""
    entering: str = ""
    kinds: tuple[str, ...] = ()
    mode: str = ""
    private: bool = False
    blank: bool = False
    closes: bool = False


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text("utf-8"))


_VERBOSITY = "verbosity"


@cache
def roles() -> dict[str, Role]:
    """Every role the reader knows."""
    return {name: _role(line) for name, line in _load("roles.toml").items()}


def _role(line: dict[str, Any]) -> Role:
    return Role(**{**line, "kinds": tuple(line.get("kinds", ()))})


_UNKNOWN = Role()


def role_of(name: str) -> Role:
    """What a reader does at this role; nothing special at one it does not know."""
    return roles().get(name, _UNKNOWN)


@cache
def phrases() -> dict[str, dict[str, str]]:
    """The sections of phrases.toml that hold words."""
    return {name: section for name, section in _load("phrases.toml").items() if name != _VERBOSITY}


@cache
def verbosity() -> dict[str, list[str]]:
    """What is said at each verbosity, as phrases.toml has it."""
    told: dict[str, list[str]] = _load("phrases.toml")[_VERBOSITY]
    return told


@cache
def keys() -> dict[str, dict[str, str]]:
    """The sections of keys.toml: stroke → command."""
    return _load("keys.toml")
