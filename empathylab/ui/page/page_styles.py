"""What helps inside the page: zoom with reflow, a visible focus, other colours, a larger pointer and caret.

They are put into every page as constructed style sheets from the isolated world, where no content policy and no
rule of the page stops them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from empathylab.domain.keys import KeyPress
from empathylab.domain.spec import Spec
from empathylab.helps import AccessKeys, Autocomplete, FocusRing, HighContrast, Invert, LargePointer

ZOOM_STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.0)

#: Keys, as tutors name them, that do nothing unless this help is there.
ONLY_WITH = {"Ctrl+Plus": "zoom", "Ctrl+Minus": "zoom", "Ctrl+0": "zoom"}

_FOCUS_RING = """
:focus-visible, label:has(> :focus-visible), summary:focus-visible {
  outline: 4px solid #ffdd00 !important; outline-offset: 0 !important; box-shadow: 0 0 0 8px #17182b !important;
}
"""
_INVERT = """
:root { filter: invert(1) hue-rotate(180deg) !important; background: #fff !important; }
img, video, picture, svg image { filter: invert(1) hue-rotate(180deg) !important; }
"""
_HIGH_CONTRAST = """
*, *::before, *::after {
  color: #fff !important; background-color: #000 !important; border-color: #fff !important;
  text-shadow: none !important; box-shadow: none !important; opacity: 1 !important;
}
a, a * { color: #ffff00 !important; text-decoration: underline !important; }
button, button *, [role=button], input[type=submit] { color: #000 !important; background-color: #fff !important; }
::placeholder { color: #d0d0d0 !important; }
:focus-visible { outline: 4px solid #ffdd00 !important; }
"""
_POINTER = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='56' height='76'%3E%3Cpath "
    "d='M4 4v58l14-13 9 22 12-5-9-21h20z' fill='%23000' stroke='%23fd0' stroke-width='4'/%3E%3C/svg%3E"
)
_LARGE_POINTER = f"""
*, *::before, *::after {{ cursor: url("{_POINTER}") 4 4, auto !important; }}
"""
#: Lists open inside the page, where the lens, the curtain and the key models are, instead of in a window of their own.
_LISTS_INSIDE = """
select:not([multiple], [size]), select:not([multiple], [size])::picker(select) { appearance: base-select !important; }
select::picker(select) { max-height: 45vh; overflow: auto; }
"""
#: The caret stands still: its blinking would be filtered twice a second for nothing.
_UNDER_A_LENS = """
* { caret-animation: manual !important; }
"""
_AUTOCOMPLETE = """
.lab-offer { margin: 4px 0 0 !important; font-size: 1rem !important; color: #0b4f4a; }
.lab-offer.is-over { visibility: hidden; }
"""
_ACCESS_KEYS = """
.lab-access-key {
  margin: 0 0 0 10px; padding: 1px 7px; border: 1px solid #4a4a5a; border-radius: 4px; white-space: nowrap;
  font-family: inherit; font-size: 1rem; font-weight: 600; line-height: 1.4; color: #17182b; background: #f3f0e9;
}
"""
_SHEETS = {
    FocusRing.id: _FOCUS_RING,
    Invert.id: _INVERT,
    HighContrast.id: _HIGH_CONTRAST,
    LargePointer.id: _LARGE_POINTER,
    Autocomplete.id: _AUTOCOMPLETE,
    AccessKeys.id: _ACCESS_KEYS,
}


def style_script(helps: Iterable[Spec], *, is_under_lens: bool) -> str:
    """JavaScript for the isolated world that dresses a document."""
    css = _LISTS_INSIDE + "".join(_SHEETS.get(spec.kind, "") for spec in helps)
    if is_under_lens:
        css += _UNDER_A_LENS
    return (
        "(() => { const sheet = new CSSStyleSheet(); "
        f"sheet.replaceSync({json.dumps(css)}); "
        "document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; })();"
    )


def zoom_asked(press: KeyPress, zoom: float) -> float | None:
    """The zoom that Ctrl with +, − or 0 asks for, None for any other key."""
    if "Control" not in press.modifiers or "Alt" in press.modifiers:
        return None
    if press.code == "Equal" or press.text == "+":
        return min((step for step in ZOOM_STEPS if step > zoom + 0.01), default=ZOOM_STEPS[-1])
    if press.code == "Minus" or press.text == "-":
        return max((step for step in ZOOM_STEPS if step < zoom - 0.01), default=ZOOM_STEPS[0])
    return 1.0 if press.code == "Digit0" else None
