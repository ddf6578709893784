"""What every chart is drawn with: words, markers, a hatch, the colours of ink and paper."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from empathylab.domain.look import INK, LineLook

FONT = "Atkinson Hyperlegible Next"
PAPER, BARS = "#ffffff", "#0b5b57"
WIDTH = 820


def marker(look: LineLook, x: float, y: float, size: float, *, is_filled: bool = True) -> str:
    """Filled, or its outline over paper."""
    fill = look.colour if is_filled else PAPER
    paint = f'fill="{fill}"' if is_filled else f'fill="{fill}" stroke="{look.colour}" stroke-width="2.5"'
    if not look.marker:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" {paint}/>'
    points = " ".join(f"{x + dx * size:.1f},{y + dy * size:.1f}" for dx, dy in look.marker)
    return f'<polygon points="{points}" {paint}/>'


def hatch() -> str:
    """A pattern for filling, known as `url(#hatch)`, that is told apart without colour."""
    return (
        '<defs><pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="8" height="8" fill="{PAPER}"/><rect width="3" height="8" fill="{INK}"/></pattern></defs>'
    )


def text(x: float, y: float, words: str, anchor: str, colour: str = INK, *, is_bold: bool = False) -> str:
    """Words at a place; `anchor` is SVG's: start, middle or end."""
    weight = ' font-weight="700"' if is_bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="17" fill="{colour}"{weight}>'
        f"{escape(words)}</text>"
    )


def drawing(width: float, height: float, parts: Sequence[str]) -> str:
    """A whole picture of these parts, in pixels."""
    body = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" font-family="{FONT}">{body}</svg>'
    )
