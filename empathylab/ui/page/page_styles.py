"""What helps inside the page: zoom with reflow, a visible focus, other colours, a larger pointer and caret.

They are put into every page as constructed style sheets from the isolated world, where no content policy and no
rule of the page stops them.
"""

from __future__ import annotations

from collections.abc import Iterable

from empathylab.domain.keys import KeyPress
from empathylab.domain.spec import Spec
from empathylab.helps import (
    AccessKeys,
    Autocomplete,
    FocusRing,
    HighContrast,
    Invert,
    LargePointer,
    ReadAloud,
    Spacing,
    Zoom,
)
from empathylab.ui.page.scripts import call, script, style

ZOOM_STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.0)

#: Keys, as tutors name them, that do nothing unless this help is there.
ONLY_WITH = {
    "Ctrl+Plus": Zoom.id,
    "Ctrl+Minus": Zoom.id,
    "Ctrl+0": Zoom.id,
    "Ctrl+L": ReadAloud.id,
    "Ctrl+G": Spacing.id,
}

#: Helps that are a style sheet, `help-<id>.css`.
_SHEETS = frozenset(
    {FocusRing.id, Invert.id, HighContrast.id, LargePointer.id, Autocomplete.id, AccessKeys.id, ReadAloud.id}
)


def style_script(helps: Iterable[Spec], *, is_under_lens: bool) -> str:
    """JavaScript for the isolated world that dresses a document."""
    files = ["page-lists.css", *(f"help-{spec.kind}.css" for spec in helps if spec.kind in _SHEETS)]
    if is_under_lens:
        files.append("page-under-lens.css")
    return script("page-lists.js") + script("page-styles.js") + call("labStyles.wear", style(*files))


def spacing_script(*, is_on: bool) -> str:
    """JavaScript for the isolated world that gives the text of a document more space, or takes it back."""
    return call("labStyles.turn", style(f"help-{Spacing.id}.css"), is_on)


def zoom_asked(press: KeyPress, zoom: float) -> float | None:
    """The zoom that Ctrl with +, − or 0 asks for, None for any other key."""
    if "Control" not in press.modifiers or "Alt" in press.modifiers:
        return None
    if press.code == "Equal" or press.text == "+":
        return min((step for step in ZOOM_STEPS if step > zoom + 0.01), default=ZOOM_STEPS[-1])
    if press.code == "Minus" or press.text == "-":
        return max((step for step in ZOOM_STEPS if step < zoom - 0.01), default=ZOOM_STEPS[0])
    return 1.0 if press.code == "Digit0" else None
