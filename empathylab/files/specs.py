"""Checks the simulations and helps that a data file names, against whoever knows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from empathylab import motor, vision
from empathylab.domain.errors import Fault
from empathylab.domain.spec import Spec, Value
from empathylab.domain.words import nearest
from empathylab.reader.settings import Echo, Verbosity

#: What a parameter may be: a number within limits, one of some words, or `bool`.
Allowed = tuple[float, float] | tuple[str, ...] | type[bool]


@dataclass(frozen=True, slots=True)
class StationKind:
    """Something that the station itself switches: how it works (see `domain.told`), and what its parameters may be.

    `usual` are the figures in force when none are given.
    `answers` says whom it helps ("hands", "sight"); what answers nobody in particular is not offered as a switch.
    """

    title: str
    told: tuple[str, ...]
    params: Mapping[str, Allowed] = field(default_factory=dict)
    usual: Mapping[str, Value] = field(default_factory=dict)
    answers: frozenset[str] = frozenset()


_HANDS, _SIGHT = frozenset({"hands"}), frozenset({"sight"})

STATION_KINDS: Mapping[str, StationKind] = {
    "screen-reader": StationKind(
        "Screen reader",
        (
            "The page is read aloud from the names that the page gives to its parts.",
            "It speaks at {rate_wpm} words a minute.",
            "The screen is dark until F8 is pressed{curtain}.",
        ),
        {
            "rate_wpm": (80, 500),
            "pitch": (0.5, 2),
            "curtain": bool,
            "verbosity": tuple(Verbosity),
            "echo": tuple(Echo),
            "file_names": bool,
        },
    ),
    "zoom": StationKind(
        "Larger text",
        ("Ctrl with + and - changes the size of everything on the page; lines fold to the window.",),
        answers=_SIGHT,
    ),
    "invert": StationKind(
        "Inverted colours", ("Light becomes dark and dark becomes light; pictures stay.",), answers=_SIGHT
    ),
    "high-contrast": StationKind("High contrast", ("White text on black, yellow links.",), answers=_SIGHT),
    "large-pointer": StationKind(
        "Larger pointer and caret", ("Mouse pointer and text cursor are easy to find.",), answers=_SIGHT
    ),
    "magnifier": StationKind(
        "Magnifying glass",
        ("A strip of the page is shown {factor} times as large and follows the keyboard.",),
        {"factor": (1.5, 8)},
        {"factor": 2.0},
        _SIGHT,
    ),
    "focus-ring": StationKind(
        "Visible focus", ("A strong ring stands around what the keyboard acts on.",), answers=_HANDS | _SIGHT
    ),
    "autocomplete": StationKind(
        "Offered answers", ("A field that says what it is for offers the answer; Enter fills it in.",), answers=_HANDS
    ),
    "access-keys": StationKind(
        "Access keys",
        ("Alt and a letter, shown beside each label, goes straight to a field or presses Continue.",),
        answers=_HANDS,
    ),
    "no-timeout": StationKind("No time-out", ("The form waits as long as a person needs.",), answers=_HANDS),
    "headings": StationKind("Headings", ("The parts of the page have headings that a screen reader can jump to.",)),
    "skip-link": StationKind("Skip link", ("The first press of Tab offers to go past the menu, to the form.",)),
    "labels": StationKind("Labels", ("Every field has a name, so that a screen reader says what to enter.",)),
}

_VISION_KINDS = tuple(kind.KIND for kind in vision.SIMULATIONS)


def spec_faults(where: str, spec: Spec) -> Iterable[Fault]:
    """Faults of one simulation or help: an unknown kind or parameter, a value out of range."""
    if spec.kind in STATION_KINDS:
        yield from _station_faults(where, spec)
    elif spec.kind in _VISION_KINDS:
        yield from (Fault(f"{where}.{fault.where}", fault.problem) for fault in vision.check(spec))
    elif spec.kind in motor.KINDS:
        yield from (Fault(f"{where}.{fault.where}", fault.problem) for fault in motor.check(spec))
    else:
        known = [*STATION_KINDS, *_VISION_KINDS, *motor.KINDS]
        yield Fault(f"{where}.kind", f"'{spec.kind}' is not known{nearest(spec.kind, known)}")


def _station_faults(where: str, spec: Spec) -> Iterable[Fault]:
    known = STATION_KINDS[spec.kind].params
    for name, value in spec.params.items():
        if name not in known:
            yield Fault(f"{where}.{name}", f"is not a parameter of '{spec.kind}'{nearest(name, known)}")
        else:
            problem = _problem(value, known[name])
            if problem:
                yield Fault(f"{where}.{name}", problem)


def _problem(value: Value, allowed: Allowed) -> str:
    if isinstance(allowed, type):
        return "" if isinstance(value, bool) else "must be true or false"
    words = [str(word) for word in allowed if isinstance(word, str)]
    if words:
        hint = nearest(str(value), words) if isinstance(value, str) else ""
        return "" if value in words else f"must be one of {', '.join(words)}{hint}"
    low, high = (float(limit) for limit in allowed)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return "" if is_number and low <= float(value) <= high else f"must be a number from {low:g} to {high:g}"
