"""Charts as SVG that print and read well without colour: shape, dash and label say it all a second time.

The same drawings go into the HTML report and, through Typst, into the PDF. Sizes are SVG user units (pixels at 100 %).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from empathylab.domain.look import INK, LINE, QUIET, STOP, LineLook
from empathylab.domain.words import how_much
from empathylab.measures.axes import Axis
from empathylab.reports.drawing import BARS, WIDTH, drawing, hatch, marker, text

#: Above this many people a line stands for several and its width says how many.
_MOST_SINGLE_LINES = 120
_SPREAD_PX = 2.4
_LINE_PX = 2.5
#: Of the panels of a chart; more of them go into another row below, so that their labels keep apart.
_MOST_SIDE_BY_SIDE, _ALONE_TALL_PX, _ROW_TALL_PX = 3, 366, 290


@dataclass(frozen=True, slots=True)
class Slopes:
    """One panel: a name, how its lines look and, for each (before, after), how many people."""

    name: str
    look: LineLook
    pairs: tuple[tuple[float, float, int], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: label, length, and the words at its end when the number may not be shown; `of_whom` is a persona."""

    label: str
    value: float
    words: str
    is_hatched: bool = False
    look: LineLook | None = None
    of_whom: str = ""


def slope_chart(panels: Sequence[Slopes], axis: Axis, sides: tuple[str, str]) -> str:
    """A panel for each group, a few to a row; in it a line for each person, from the left side to the right one."""
    rows = max(1, -(-len(panels) // _MOST_SIDE_BY_SIDE))
    columns = max(1, -(-len(panels) // rows))
    tall = _ALONE_TALL_PX if rows == 1 else _ROW_TALL_PX
    parts: list[str] = []
    for row in range(rows):
        shown = panels[row * columns : (row + 1) * columns]
        parts += _slopes_row(shown, columns, axis, sides, (row * tall, (row + 1) * tall))
    return drawing(WIDTH, rows * tall, parts)


def _slopes_row(
    panels: Sequence[Slopes], columns: int, axis: Axis, sides: tuple[str, str], heights: tuple[float, float]
) -> Iterator[str]:
    above, below = heights
    top, bottom, left = above + 58, below - 46, 128
    room = (WIDTH - left - 10) / columns
    yield _grid(axis, left, top, bottom)
    for number, panel in enumerate(panels):
        from_px = left + room * number + room * 0.22
        to_px = left + room * (number + 1) - room * 0.22
        yield _panel(panel, axis, (from_px, to_px), (top, bottom))
        yield text((from_px + to_px) / 2, above + 26, panel.name, "middle", is_bold=True)
        yield text(from_px, bottom + 30, sides[0], "middle")
        yield text(to_px, bottom + 30, sides[1], "middle")


def bar_chart(bars: Sequence[Bar], highest: float) -> str:
    """Horizontal bars with their numbers in words at the end."""
    row, label_px, room = 38, 370, WIDTH - 370 - 190
    parts = [hatch()] if any(bar.is_hatched for bar in bars) else []
    for number, bar in enumerate(bars):
        y = 6 + number * row
        length = max(2.0, room * bar.value / max(highest, 1))
        fill = "url(#hatch)" if bar.is_hatched else BARS
        parts.append(text(label_px - 14, y + 20, bar.label, "end"))
        parts.append(f'<rect x="{label_px}" y="{y}" width="{length:.1f}" height="28" fill="{fill}" stroke="{INK}"/>')
        parts.append(text(label_px + length + 12, y + 20, bar.words, "start", is_bold=True))
    return drawing(WIDTH, 12 + row * len(bars), parts)


def barrier_chart(rows: Sequence[tuple[str, Sequence[Bar]]]) -> str:
    """Each barrier's name over the bars of those who met it: in their persona's colour, with its marker and words."""
    highest = max(bar.value for _name, bars in rows for bar in bars)
    line, room, left, y, parts = 30, 300, 34, 0.0, []
    for name, bars in rows:
        parts.append(text(0, y + 20, name, "start", is_bold=True))
        for bar in bars:
            y += line
            length = max(2.0, room * bar.value / max(highest, 1))
            fill = bar.look.colour if bar.look else BARS
            parts.append(marker(bar.look, 14, y + 14, 7) if bar.look else "")
            parts.append(f'<rect x="{left}" y="{y + 4}" width="{length:.1f}" height="20" fill="{fill}"/>')
            parts.append(text(left + length + 12, y + 20, bar.words, "start"))
        y += line + 8
    return drawing(WIDTH, y, parts)


def dot_chart(
    values: Sequence[tuple[float, int]], axis: Axis, mark: tuple[tuple[float, ...], str] | None, look: LineLook
) -> str:
    """Dots stacked over a line of numbers, one for each person; `mark` is one or two places with their words."""
    left, right, most = 40, WIDTH - 40, max((people for _value, people in values), default=1)
    size = min(16.0, 160 / most)
    base = 70 + size * most
    parts = [f'<line x1="{left}" y1="{base}" x2="{right}" y2="{base}" stroke="{INK}" stroke-width="2"/>']
    for tick in axis.ticks:
        parts.append(text(axis.place(tick, left, right), base + 28, how_much(tick, "time"), "middle"))
    for value, people in values:
        x = axis.place(value, left, right)
        parts += [marker(look, x, base - size * (n + 0.6), size * 0.42) for n in range(people)]
    if mark is not None:
        for x in (axis.place(place, left, right) for place in mark[0]):
            parts.append(
                f'<line x1="{x:.1f}" y1="34" x2="{x:.1f}" y2="{base}" stroke="{STOP}" stroke-width="3"'
                ' stroke-dasharray="8 4"/>'
            )
        parts.append(text(x, 24, mark[1], "middle" if x < right - 150 else "end", is_bold=True))
    return drawing(WIDTH, base + 44, parts)


def _grid(axis: Axis, left: float, top: float, bottom: float) -> str:
    parts = []
    for tick in axis.ticks:
        y = axis.place(tick, bottom, top)
        parts.append(f'<line x1="{left}" y1="{y:.1f}" x2="{WIDTH - 10}" y2="{y:.1f}" stroke="{LINE}"/>')
        parts.append(text(left - 12, y + 6, f"{tick:g}", "end"))
    parts.append(text(0, bottom + 30, axis.low_label, "start", QUIET))
    parts.append(text(0, top - 28, axis.high_label, "start", QUIET))
    return "".join(parts)


def _panel(panel: Slopes, axis: Axis, sides: tuple[float, float], heights: tuple[float, float]) -> str:
    look = panel.look
    dash = " ".join(f"{part * _LINE_PX:g}" for part in look.dash)
    (from_px, to_px), (top, bottom) = sides, heights
    people = sum(count for _before, _after, count in panel.pairs)
    parts = []
    for before, after, count in panel.pairs:
        lines = count if people <= _MOST_SINGLE_LINES else 1
        width = _LINE_PX if people <= _MOST_SINGLE_LINES else 1 + 24 * count / people
        for number in range(lines):
            shift = (number - (lines - 1) / 2) * _SPREAD_PX
            y1, y2 = axis.place(before, bottom, top) + shift, axis.place(after, bottom, top) + shift
            parts.append(
                f'<line x1="{from_px:.1f}" y1="{y1:.1f}" x2="{to_px:.1f}" y2="{y2:.1f}" stroke="{look.colour}" '
                f'stroke-width="{width:.1f}" stroke-dasharray="{dash}" stroke-opacity="0.75"/>'
            )
            parts.append(marker(look, from_px, y1, 5) + marker(look, to_px, y2, 5))
    return "".join(parts)
