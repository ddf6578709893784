"""Every model of hands and pointer, and every help of the keyboard. A new one is a file in `hand` and a line here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from empathylab.domain.catalogue import Catalogue
from empathylab.domain.spec import Spec
from empathylab.motor.hand.bounce import Bounce
from empathylab.motor.hand.chord import Chord
from empathylab.motor.hand.drop import Drop
from empathylab.motor.hand.fatigue import Fatigue
from empathylab.motor.hand.fluctuation import Fluctuation
from empathylab.motor.hand.hold import Hold
from empathylab.motor.hand.linger import Linger
from empathylab.motor.hand.neighbour import Neighbour
from empathylab.motor.hand.slip import Slip
from empathylab.motor.helps import BounceKeys, OverlapLock, RepeatDelay, SlowKeys, StickyKeys
from empathylab.motor.key_feature import HandModel, MotorFeature
from empathylab.motor.pointer import PointerBlock, Tremor
from empathylab.motor.presets import PRESETS, known_preset
from empathylab.motor.stage import Hand, KeyStage


class Hands(HandModel):
    """All models of one pair of hands, as a preset by name."""

    id: ClassVar[str] = "hands"
    title: ClassVar[str] = "Stiff and numb hands"
    explanation: ClassVar[tuple[str, ...]] = ()

    preset: Annotated[str, AfterValidator(known_preset)] = Field(
        "moderate", description="One of the shipped presets.", json_schema_extra={"choices": list(PRESETS)}
    )

    @property
    def parts(self) -> tuple[Spec, ...]:
        return PRESETS[self.preset].simulations

    def explain(self) -> str:
        preset = PRESETS[self.preset]
        return f"{preset.title}: {preset.explain}"

    def cite(self) -> str:
        return PRESETS[self.preset].source


#: The hand models in the order in which they act, then what shapes or replaces them.
SIMULATIONS: Catalogue[MotorFeature] = Catalogue(
    (
        Hold,
        Drop,
        Slip,
        Neighbour,
        Linger,
        Bounce,
        Chord,
        Fatigue,
        Fluctuation,
        Hands,
        PointerBlock,
        Tremor,
    )
)
#: The helps in the order in which they act, after the hand.
HELPS: Catalogue[MotorFeature] = Catalogue((OverlapLock, SlowKeys, BounceKeys, RepeatDelay, StickyKeys), "help")
#: All of them, in the order of the chain.
FEATURES: Catalogue[MotorFeature] = Catalogue((*SIMULATIONS, *HELPS), "hand model or help")


def stages(hand: Hand, simulations: Sequence[Spec], helps: Sequence[Spec]) -> list[KeyStage]:
    """The chain: hand models in their fixed order, then helps in theirs, whatever the order of the specs."""
    asked = FEATURES.worn((*FEATURES.expand(simulations), *helps))
    in_order = [each for feature in FEATURES for each in asked if each.id == feature.id]
    return [stage for each in in_order if (stage := each.stage(hand)) is not None]


def shortest_press_ms(specs: Sequence[Spec]) -> float:
    """How long a key must be held to count under all of these."""
    return max((each.shortest_press_ms for each in FEATURES.worn(FEATURES.expand(specs))), default=0.0)
