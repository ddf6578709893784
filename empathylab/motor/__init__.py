"""Models of what hands do to a keyboard and a pointer, and of what helps. No Qt, no clock, no chance of their own.

keys = KeyFilter(simulations, helps, seed=7)
for delivered in keys.feed(press):      # send at once, in this order
    send(delivered.press)
if keys.next_due_ms is not None:        # set a timer, then send what tick() gives
    ...
for fact in keys.drain_facts():         # one `key` event each: class and delivery, never which key
    record(fact)
"""

from empathylab.motor.features import FEATURES, HELPS, SIMULATIONS, Hands, shortest_press_ms
from empathylab.motor.filter import KeyFilter, PressCounts
from empathylab.motor.helps import BounceKeys, SlowKeys
from empathylab.motor.layout import LAYOUTS, UK, US, Layout
from empathylab.motor.pointer import PointerBlock, Tremor, TremorPath, intent_at_speed
from empathylab.motor.presets import PRESETS, HandPreset, known_preset
from empathylab.motor.press import Delivered, KeyFact, key_class

__all__ = [
    "FEATURES",
    "HELPS",
    "LAYOUTS",
    "PRESETS",
    "SIMULATIONS",
    "UK",
    "US",
    "BounceKeys",
    "PressCounts",
    "Delivered",
    "Hands",
    "KeyFact",
    "KeyFilter",
    "Layout",
    "PointerBlock",
    "HandPreset",
    "SlowKeys",
    "Tremor",
    "TremorPath",
    "intent_at_speed",
    "key_class",
    "known_preset",
    "shortest_press_ms",
]
