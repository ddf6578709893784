"""How a persona's people are drawn in every chart: colour, dash and marker, any one of which tells personas apart."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from empathylab.domain.persona import LineKind, Look

Corners = tuple[tuple[float, float], ...]

#: The lab's own colours, on its screens and on paper.
INK, QUIET, LINE, STOP = "#17182b", "#474a63", "#d9d3c5", "#9b1c1c"
#: Of a persona that no file describes, such as one of another lab.
UNKNOWN_COLOUR = QUIET

#: The lengths of dash and gap in turn, in widths of the line; nothing for an unbroken one.
_DASHES: Mapping[LineKind, tuple[float, ...]] = {
    LineKind.SOLID: (),
    LineKind.DASHED: (4, 2),
    LineKind.DOTTED: (1.2, 2),
    LineKind.DASH_DOT: (5, 1.6, 1.2, 1.6),
    LineKind.SHORT_DASHES: (2.5, 2.5),
    LineKind.LONG_DASHES: (9, 3),
    LineKind.DASH_DOT_DOT: (5, 1.6, 1.2, 1.6, 1.2, 1.6),
}
#: The corners of the marker around its middle, in parts of its size; nothing for a circle.
_MARKERS: Mapping[LineKind, Corners] = {
    LineKind.SOLID: (),
    LineKind.DASHED: ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    LineKind.DOTTED: ((0, -1.2), (1.1, 0.9), (-1.1, 0.9)),
    LineKind.DASH_DOT: ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    LineKind.SHORT_DASHES: ((0, 1.2), (1.1, -0.9), (-1.1, -0.9)),
    LineKind.LONG_DASHES: ((-1.4, -0.6), (1.4, -0.6), (1.4, 0.6), (-1.4, 0.6)),
    LineKind.DASH_DOT_DOT: ((-0.6, -1.4), (0.6, -1.4), (0.6, 1.4), (-0.6, 1.4)),
}


@dataclass(frozen=True, slots=True)
class LineLook:
    """Colour as #rrggbb; `dash` in widths of the line and `marker` in parts of its size, as above."""

    colour: str
    dash: tuple[float, ...] = ()
    marker: Corners = ()


def line_look(persona_ids: str, looks: Mapping[str, Look]) -> LineLook:
    """How one persona, or several worn together (`christopher+claudia`), are drawn.

    The first one's colour and marker, the last one's dash. It follows from the personas alone, never from who else is
    in a chart.
    """
    ids = persona_ids.split("+")
    first, last = (_kind(each, looks.get(each)) for each in (ids[0], ids[-1]))
    known = looks.get(ids[0])
    return LineLook(known.colour if known else UNKNOWN_COLOUR, _DASHES[last], _MARKERS[first])


def _kind(persona_id: str, look: Look | None) -> LineKind:
    """As the file says; else by the id, so that it is the same in every lab."""
    if look is not None and look.line is not None:
        return look.line
    kinds = tuple(LineKind)
    return kinds[zlib.crc32(persona_id.encode()) % len(kinds)]
