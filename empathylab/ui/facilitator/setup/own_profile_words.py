"""What was measured of somebody, in plain words, for them alone."""

from __future__ import annotations

from collections.abc import Iterator

from empathylab.domain.words import how_many, percent
from empathylab.motor.own_hands import KeyErrors
from empathylab.vision.own_sight import OwnSight

#: Fewer errors of a kind than these tell little of how often it happens.
_ENOUGH = 100


def sight_words(sight: OwnSight) -> Iterator[str]:
    """Acuity and contrast, each with its figure."""
    if sight.is_at_floor:
        yield f"You see as fine as this screen can show, or finer: {sight.floor_logmar:.2f} logMAR."
    else:
        yield f"The smallest rings that you can tell: {sight.logmar:.2f} logMAR, give or take 0.1."
    yield f"The palest: {percent(10**-sight.log_cs, 1)} of black, {sight.log_cs:.2f} log units, give or take 0.15."


def hands_words(hands: KeyErrors) -> Iterator[str]:
    """How often each kind of error came."""
    counts = (
        ("missed", hands.missed),
        ("another key", hands.slips),
        ("two keys at once", hands.along),
        ("one press twice", hands.doubled),
        ("held too long", hands.long),
    )
    yield f"Of {how_many(hands.letters, 'letter')}: {', '.join(f'{number} {what}' for what, number in counts)}."
    if any(0 < number < _ENOUGH for _what, number in counts):
        yield "These are few to count by: the more lines you copy, the surer they are."
