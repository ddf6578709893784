"""Every model and help there is: its parameters, what it stands for, and its place in the chain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field, ValidationError

from empathylab.domain.errors import Fault
from empathylab.domain.explanation import tell
from empathylab.domain.faults import faults_of
from empathylab.domain.persona import DataModel
from empathylab.domain.spec import Spec
from empathylab.domain.words import nearest
from empathylab.motor.hand.bounce import Bounce, BounceParams
from empathylab.motor.hand.chord import Chord, ChordParams
from empathylab.motor.hand.drop import Drop, DropParams
from empathylab.motor.hand.hold import Hold, HoldParams
from empathylab.motor.hand.linger import Linger, LingerParams
from empathylab.motor.hand.neighbour import Neighbour, NeighbourParams
from empathylab.motor.hand.slip import Slip, SlipParams
from empathylab.motor.helps import (
    BounceKeys,
    BounceKeysParams,
    OverlapLock,
    OverlapLockParams,
    RepeatDelay,
    RepeatDelayParams,
    SlowKeys,
    SlowKeysParams,
    StickyKeys,
    StickyKeysParams,
)
from empathylab.motor.pointer import PointerBlockParams, TremorParams
from empathylab.motor.presets import PRESETS
from empathylab.motor.stage import Hand, Stage
from empathylab.motor.strength import FatigueParams, FluctuationParams


class HandsParams(DataModel):
    """A preset by name; stands for all its models."""

    preset: Literal["mild", "moderate", "severe", "bad-day"] = Field(
        default="moderate",
        description="One of the shipped presets.",
    )


@dataclass(frozen=True, slots=True)
class Kind:
    """One model or help. `error` is the class of error by Trewin & Pain; `stage` is None for what is no key filter.

    `told` are the sentences of "how it works", with the parameters as figures (see `domain.told`).
    """

    name: str
    title: str
    error: str
    told: tuple[str, ...]
    params: type[DataModel]
    stage: Callable[[Hand, Any], Stage] | None = None
    is_help: bool = False


#: The hand models in the order in which they act, then what shapes or replaces them.
SIMULATION_KINDS = (
    Kind(
        "hold",
        "Light taps are lost",
        "missing",
        ("A key counts only when it is held down for {accept_ms:seconds}.",),
        HoldParams,
        Hold,
    ),
    Kind(
        "drop",
        "Presses are not felt",
        "missing",
        ("About {probability:percent} of presses do nothing.",),
        DropParams,
        Drop,
    ),
    Kind(
        "slip",
        "The wrong key",
        "substitution, remote",
        (
            "In about {probability:percent} of presses the finger lands on another key: mostly the one beside it, in "
            "{remote:percent} of those one further away.",
        ),
        SlipParams,
        Slip,
    ),
    Kind(
        "neighbour",
        "Two keys at once",
        "additional key",
        ("In about {probability:percent} of presses the finger brushes the key beside it as well.",),
        NeighbourParams,
        Neighbour,
    ),
    Kind(
        "linger",
        "Slow to let go",
        "long press",
        (
            "In about {probability:percent} of presses the finger comes up only after some {hold_ms:seconds}, and the "
            "letter repeats from {system_delay_ms:seconds} on.",
        ),
        LingerParams,
        Linger,
    ),
    Kind(
        "bounce",
        "One press counts twice",
        "bounce",
        ("In about {probability:percent} of presses the finger trembles and the key counts twice.",),
        BounceParams,
        Bounce,
    ),
    Kind(
        "chord",
        "Shift slips away",
        "dropping",
        ("In about {probability:percent} of capitals and shortcuts Shift, Control or Alt comes up too early.",),
        ChordParams,
        Chord,
    ),
    Kind(
        "fatigue",
        "The hand tires",
        "",
        (
            "All of this grows by {growth:percent} with every hundred keys; {rest_s} seconds of rest take half of that "
            "away.",
        ),
        FatigueParams,
    ),
    Kind(
        "fluctuation",
        "Better and worse moments",
        "",
        ("All of this swings up and down by as much as {amplitude:percent}, once in {period_s} seconds.",),
        FluctuationParams,
    ),
    Kind("hands", "Stiff and numb hands", "", ("A preset: several of the models above together.",), HandsParams),
    Kind(
        "pointer-block",
        "No mouse",
        "",
        ("Mouse, touch, pen and wheel do nothing over the form; the lab's own buttons still work.",),
        PointerBlockParams,
    ),
    Kind(
        "tremor",
        "The pointer trembles",
        "",
        ("The pointer swings about where the hand aims, by up to {amplitude_px} pixels ({form} tremor).",),
        TremorParams,
    ),
)

#: What a hand does to keys; a pointer that is blocked or trembles is none of it.
HAND_MODELS = frozenset(kind.name for kind in SIMULATION_KINDS) - {"pointer-block", "tremor"}

#: The helps in the order in which they act, after the hand.
HELP_KINDS = (
    Kind(
        "overlap-lock",
        "Overlap lock",
        "additional key",
        ("A second key that goes down within {lock_ms:seconds} of the first is ignored.",),
        OverlapLockParams,
        OverlapLock,
        is_help=True,
    ),
    Kind(
        "slow-keys",
        "Slow keys",
        "additional key",
        ("A key counts only when it is held for {accept_ms:seconds}, so that a brush in passing does not.",),
        SlowKeysParams,
        SlowKeys,
        is_help=True,
    ),
    Kind(
        "bounce-keys",
        "Bounce keys",
        "bounce",
        ("The same key pressed again within {gap_ms:seconds} is ignored.",),
        BounceKeysParams,
        BounceKeys,
        is_help=True,
    ),
    Kind(
        "repeat-delay",
        "Longer repeat delay",
        "long press",
        ("A key that stays down repeats only after {delay_ms:seconds}.",),
        RepeatDelayParams,
        RepeatDelay,
        is_help=True,
    ),
    Kind(
        "sticky-keys",
        "Sticky keys",
        "dropping",
        ("Shift, Control and Alt can be pressed first and let go, and still count for the next key.",),
        StickyKeysParams,
        StickyKeys,
        is_help=True,
    ),
)
#: All of them by name, in the order of the chain.
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in SIMULATION_KINDS + HELP_KINDS}


def check(spec: Spec, where: str = "") -> list[Fault]:
    """What is wrong with a spec, each fault with the nearest valid word; an empty list when nothing is."""
    known = KINDS.get(spec.kind)
    if known is None:
        return [Fault(_dotted(where, "kind"), f"'{spec.kind}' is no hand model or help{nearest(spec.kind, KINDS)}")]
    try:
        known.params.model_validate(dict(spec.params), strict=True)
    except ValidationError as error:
        found = faults_of(error, known.params)
        return [Fault(_dotted(where, fault.where or "kind"), fault.problem) for fault in found]
    return []


def params_of(spec: Spec) -> Any:
    """The validated parameters of a spec whose `check` found nothing."""
    return KINDS[spec.kind].params.model_validate(dict(spec.params))


def describe(spec: Spec) -> str:
    """How it works, for whoever stands beside it: title, and what happens with the figures in force."""
    given = params_of(spec)
    if spec.kind == "hands":
        preset = PRESETS[given.preset]
        return f"{preset.title}: {preset.explain}"
    known = KINDS[spec.kind]
    return f"{known.title}: {tell(known.told, given.model_dump())}"


def expand(specs: Iterable[Spec]) -> tuple[Spec, ...]:
    """The specs with every preset (`hands`) written out, as it is to be recorded with a run's condition."""
    expanded: list[Spec] = []
    for spec in specs:
        expanded.extend(PRESETS[params_of(spec).preset].simulations if spec.kind == "hands" else (spec,))
    return tuple(expanded)


def stages(hand: Hand, simulations: Sequence[Spec], helps: Sequence[Spec]) -> list[Stage]:
    """The chain: hand models in their fixed order, then helps in theirs, whatever the order of the specs."""
    asked = [*expand(simulations), *helps]
    return [
        known.stage(hand, params_of(spec))
        for known in KINDS.values()
        if known.stage is not None
        for spec in asked
        if spec.kind == known.name
    ]


def _dotted(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name
