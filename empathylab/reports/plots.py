"""Plots of the report that need more than a bar: two runs on one line of seconds, and barriers from event to event.

They print and read well without colour: what was built well is a filled marker, what had barriers a ring; personas have
their marker and their dash.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from empathylab.domain.look import INK, LINE, QUIET, LineLook
from empathylab.measures.axes import Axis
from empathylab.reports.drawing import BARS, PAPER, WIDTH, drawing, marker, text

_LINE_PX, _MARKER_PX, _ROW_PX, _GAP_PX, _LABEL_PX = 3, 7, 21, 12, 330
_BAR_ROW_PX = 28
#: More events than this stand beside each other in the table only.
MOST_EVENTS = 6


@dataclass(frozen=True, slots=True)
class TwoRuns:
    """One persona's line: from what it was with barriers to what it was built well; None where that is not told."""

    name: str
    look: LineLook
    before: float | None
    after: float | None


def two_runs_chart(rows: Sequence[tuple[str, Sequence[TwoRuns]]], axis: Axis, unit: str) -> str:
    """Each row's name beside a line for each persona, along one axis; who has which marker stands above."""
    left, right = _LABEL_PX, WIDTH - 30
    parts, y = _legend({line.name: line.look for _name, lines in rows for line in lines})
    top = y
    for name, lines in rows:
        parts.append(text(left - 24, y + _ROW_PX * (len(lines) + 1) / 2 + 6, name, "end"))
        for line in lines:
            y += _ROW_PX
            parts += _two_runs(line, axis, (left, right), y)
        y += _GAP_PX
    return drawing(WIDTH, y + 66, [*_seconds(axis, (left, right), (top, y + 10), unit), *parts])


def _seconds(axis: Axis, sides: tuple[float, float], heights: tuple[float, float], unit: str) -> list[str]:
    """The lines behind, with their numbers."""
    (left, right), (top, bottom) = sides, heights
    parts = [text(right, bottom + 48, unit, "end", QUIET)]
    for tick in axis.ticks:
        x = axis.place(tick, left, right)
        parts.append(f'<line x1="{x:.1f}" y1="{top}" x2="{x:.1f}" y2="{bottom}" stroke="{LINE}"/>')
        parts.append(text(x, bottom + 24, f"{tick:g}", "middle"))
    return parts


def _legend(looks: Mapping[str, LineLook]) -> tuple[list[str], float]:
    """Who and which run a marker is, in rows of three; and where the rows end."""
    ink = LineLook(INK)
    signs = [(name, look, True) for name, look in looks.items()]
    signs += [("with barriers", ink, False), ("built well", ink, True)]
    parts = []
    for place, (name, look, is_filled) in enumerate(signs):
        x, y = 14 + place % 3 * 270, 14 + place // 3 * 28
        parts.append(marker(look, x, y, _MARKER_PX, is_filled=is_filled))
        parts.append(text(x + 18, y + 6, name, "start"))
    return parts, 14.0 + (len(signs) - 1) // 3 * 28 + 22


def _two_runs(line: TwoRuns, axis: Axis, sides: tuple[float, float], y: float) -> list[str]:
    parts = []
    before, after = (None if value is None else axis.place(value, *sides) for value in (line.before, line.after))
    if before is not None and after is not None:
        dash = " ".join(f"{part * _LINE_PX:g}" for part in line.look.dash)
        parts.append(
            f'<line x1="{before:.1f}" y1="{y}" x2="{after:.1f}" y2="{y}" stroke="{line.look.colour}" '
            f'stroke-width="{_LINE_PX}" stroke-dasharray="{dash}"/>'
        )
    if before is not None:
        parts.append(marker(line.look, before, y, _MARKER_PX, is_filled=False))
    if after is not None:
        parts.append(marker(line.look, after, y, _MARKER_PX))
    return parts


@dataclass(frozen=True, slots=True)
class SharePart:
    """A share between 0 and 1, and its words."""

    share: float
    words: str


def shares_over_events(events: Sequence[str], rows: Sequence[tuple[str, Sequence[SharePart | None]]]) -> str:
    """Each row's name over a bar for each event that tells of it: how many of those who came."""
    left, room, y, parts = 250, 270, 0.0, []
    for name, shares in rows:
        y += _BAR_ROW_PX
        parts.append(text(0, y, name, "start", is_bold=True))
        for event, part in zip(events, shares, strict=True):
            y += _BAR_ROW_PX
            parts.append(text(left - 14, y, _short(event), "end"))
            parts.append(_outline(left, y - 16, room))
            if part is not None:
                wide = max(2.0, room * min(1.0, part.share))
                parts.append(f'<rect x="{left}" y="{y - 16}" width="{wide:.1f}" height="20" fill="{BARS}"/>')
            parts.append(text(left + room + 12, y, part.words if part else "not shown", "start"))
        y += 14
    return drawing(WIDTH, y + 6, parts)


def _outline(x: float, y: float, wide: float) -> str:
    return f'<rect x="{x}" y="{y}" width="{wide}" height="20" fill="{PAPER}" stroke="{QUIET}"/>'


def _short(words: str, most: int = 24) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
