"""The ten ways of using a page, each a model of its own."""

from __future__ import annotations

from empathylab.cost.journey import Way
from empathylab.cost.ways.hearing import Browsing, ByFields, ByHeadings, ReadAloud
from empathylab.cost.ways.pointer import UnsteadyPointer
from empathylab.cost.ways.sight import Magnifier, ReadingAge
from empathylab.cost.ways.stops import Keyboard, Scanning
from empathylab.cost.ways.voice import Voice

WAYS: tuple[type[Way], ...] = (
    Keyboard,
    Browsing,
    ByHeadings,
    ByFields,
    Scanning,
    Voice,
    Magnifier,
    UnsteadyPointer,
    ReadAloud,
    ReadingAge,
)
