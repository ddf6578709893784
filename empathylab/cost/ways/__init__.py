"""The ten ways of using a page, each a model of its own."""

from __future__ import annotations

from empathylab.cost.way_model import Way
from empathylab.cost.ways.hearing import Browsing, ByFields, ByHeadings, ByReadAloud
from empathylab.cost.ways.pointer import UnsteadyPointer
from empathylab.cost.ways.sight import ByMagnifier, ReadingAge
from empathylab.cost.ways.stops import Keyboard, Scanning
from empathylab.cost.ways.voice import ByVoice

WAYS: tuple[type[Way], ...] = (
    Keyboard,
    Browsing,
    ByHeadings,
    ByFields,
    Scanning,
    ByVoice,
    ByMagnifier,
    UnsteadyPointer,
    ByReadAloud,
    ReadingAge,
)
