"""What hands do to a keyboard and a pointer, and what helps. No Qt, no clock and no chance of its own.

keys = KeyFilter(simulations, helps, seed=7)
for delivered in keys.feed(press):      # send at once, in this order
    send(delivered.press)
if keys.next_due_ms is not None:        # set a timer, then send what tick() gives
    ...
for fact in keys.drain_facts():         # one `key` event each: class and delivery, never which key
    record(fact)
"""

from empathylab.motor.filter import Counts, KeyFilter
from empathylab.motor.kinds import (
    HAND_MODELS,
    HELP_KINDS,
    KINDS,
    SIMULATION_KINDS,
    Kind,
    check,
    describe,
    expand,
    params_of,
)
from empathylab.motor.layout import LAYOUTS, UK, US, Layout
from empathylab.motor.pointer import Tremor, TremorParams, intent_at_speed
from empathylab.motor.presets import PRESETS, Preset
from empathylab.motor.press import Delivered, KeyFact, key_class

__all__ = [
    "HAND_MODELS",
    "HELP_KINDS",
    "KINDS",
    "LAYOUTS",
    "PRESETS",
    "SIMULATION_KINDS",
    "UK",
    "US",
    "Counts",
    "Delivered",
    "KeyFact",
    "KeyFilter",
    "Kind",
    "Layout",
    "Preset",
    "Tremor",
    "TremorParams",
    "check",
    "describe",
    "expand",
    "intent_at_speed",
    "key_class",
    "params_of",
]
