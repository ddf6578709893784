"""The theme: one table of tokens, which fill assets/ui/lab.qss; text size and the window's size scale all of it."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from string import Template

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontDatabase, QTextLayout
from PySide6.QtWidgets import QApplication, QWidget

from empathylab.domain.calibration import WINDOW_PX
from empathylab.domain.look import INK, LINE, QUIET, STOP
from empathylab.files.paths import assets_dir
from empathylab.files.settings import Settings

FAMILY = "Atkinson Hyperlegible Next"
_OTHER_FAMILIES = ("DejaVu Sans", "sans-serif")
#: What screens show besides, and the typeface has not.
SIGNS = "\u2190\u2191\u2192\u2193\u2318\u25b6\u25cb\u25cf\u2713\u2715\u2717\u275a"
TAB_GAP_PX = 8
#: An open microphone, and where the reader is: seen on any ground.
SIGNAL_COLOUR = "#c8321f"
TEXT_SCALES = (1.0, 1.5, 2.0)
#: From this text size on, what stood side by side stands below one another.
_STACK_FROM_SCALE = 1.4
#: The window for which sizes are given, and how much smaller or larger all of it becomes in another one.
_DRAWN_FOR = QSize(*WINDOW_PX)
_LEAST_FIT, _MOST_FIT = 0.9, 3.0
_NARROW_PX = 1150
#: In steps, so that a window that is pulled a little larger is not built anew.
_FIT_STEP = 0.05
#: No target is smaller, whatever the window.
_LEAST_TARGET_PX = 44
#: Nor is any code: it is read letter by letter.
_LEAST_CODE_PX = 20


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours and sizes. Every text colour has at least 7:1 on its ground; sizes are in px at scale 1 and fit 1.

    `scale` is the text size that somebody asked for, `fit` how large the window is beside one of 1280 × 800;
    `is_narrow` where it is too narrow for three things in a row. `has_f_keys` is off where Ctrl and a digit is shown.
    """

    paper: str = "#fbf8f2"
    card: str = "#ffffff"
    ink: str = INK
    quiet: str = QUIET
    line: str = LINE
    go: str = "#145c2e"
    stop: str = STOP
    focus: str = "#ffdd00"
    on_focus: str = INK
    code: str = "#f4f1ea"
    #: Under the mouse: of a light ground, of an ink one, of one that has the focus.
    hover: str = "#f3efe4"
    hover_ink: str = "#353858"
    hover_focus: str = "#ffe95c"
    #: Of whatever is held down.
    pressed: str = LINE
    on_ink: str = "#ffffff"
    scale: float = 1.0
    fit: float = 1.0
    is_narrow: bool = False
    is_high_contrast: bool = False
    has_motion: bool = True
    has_f_keys: bool = True

    def key_name(self, f_key: str) -> str:
        """What is to be pressed for F1 to F9 on the keyboard at hand."""
        held = "⌘ " if sys.platform == "darwin" else "Ctrl+"
        return f_key if self.has_f_keys else f"{held}{f_key.removeprefix('F')}"

    @property
    def is_large(self) -> bool:
        """Whether text is so large that what stood side by side stands below one another."""
        return self.scale >= _STACK_FROM_SCALE

    @property
    def is_stacked(self) -> bool:
        """Whether three things have no room beside one another."""
        return self.is_large or self.is_narrow

    @property
    def _room(self) -> float:
        """Who asked for larger text gets all of it in a small window, too: it scrolls."""
        return self.fit if self.scale <= 1 else max(1.0, self.fit)

    @property
    def size(self) -> float:
        """How many times as large text is as it is drawn in a window of 1280 × 800."""
        return self.scale * self._room

    def px(self, size: float) -> int:
        """A size at the present scale, in device-independent pixels."""
        return round(size * self.size)

    def gap(self, size: float) -> int:
        """Space grows more slowly than text, so that large text keeps its room."""
        return round(size * (1 + (self.scale - 1) * 0.25) * self._room)

    def edge(self, size: float) -> int:
        """A border, a corner or anything else that grows with the window alone."""
        return max(1, round(size * self._room)) if size else 0


STANDARD = Theme()
HIGH_CONTRAST = Theme(
    paper="#ffffff",
    ink="#000000",
    quiet="#000000",
    line="#000000",
    go="#003d17",
    stop="#7a0000",
    code="#ffffff",
    hover="#dedede",
    hover_ink="#404040",
    pressed="#bdbdbd",
    is_high_contrast=True,
)


def theme_for(settings: Settings) -> Theme:
    """The theme that the settings ask for."""
    base = HIGH_CONTRAST if settings.has_high_contrast else STANDARD
    return replace(base, scale=settings.text_scale, has_motion=settings.has_motion, has_f_keys=settings.has_f_keys)


#: The theme in force, as large as the visitors' window asks for. It is one as the application is, which wears it.
_worn = STANDARD
_IS_PLAIN = "isPlain"
_F_KEYS = re.compile(r"\bF[1-9]\b")


def is_still() -> bool:
    """Whether nothing shall move by itself."""
    return not current().has_motion


def key_name(f_key: str) -> str:
    """What is to be pressed for F1 to F9, as the screens say it now."""
    return current().key_name(f_key)


def with_keys(words: str) -> str:
    """Words out of a file or a model, with F1 to F9 named as the screens name them now."""
    return _F_KEYS.sub(lambda found: key_name(found[0]), words)


def current() -> Theme:
    """The theme in force, as it was asked for."""
    return replace(_worn, fit=1.0, is_narrow=False)


def fitted() -> Theme:
    """The same in the visitors' window: every measure scales with it."""
    return _worn


def use(theme: Theme) -> None:
    """Put a theme in force for the whole application; screens built afterwards take their sizes from it."""
    _wear(replace(theme, fit=_worn.fit, is_narrow=_worn.is_narrow))


def _wear(theme: Theme) -> None:
    global _worn
    _worn = theme
    app = QApplication.instance()
    if isinstance(app, QApplication):
        _dress(app, stylesheet(theme))
        for window in app.topLevelWidgets():
            if window.property(_IS_PLAIN):
                _dress_plain(window)


def fit_of(size: QSize) -> float:
    """How large everything is in a window of this size: as it is in one of 1280 × 800, within bounds."""
    fit = min(size.width() / _DRAWN_FOR.width(), size.height() / _DRAWN_FOR.height())
    # A hair more, since 1.35 in steps of 0.05 is a little less than 27.
    steps = int(min(_MOST_FIT, max(_LEAST_FIT, fit)) / _FIT_STEP + 1e-6)
    return round(steps * _FIT_STEP, 2)


def fit_to(size: QSize) -> bool:
    """The visitors' window has this size now. Whether that changes anything; what is shown is then built anew."""
    theme = replace(_worn, fit=fit_of(size), is_narrow=size.width() < _NARROW_PX)
    if theme == _worn:
        return False
    _wear(theme)
    return True


def keep_plain(window: QWidget) -> None:
    """This window may be on another screen than the visitors': its measures are those of `current`."""
    window.setProperty(_IS_PLAIN, True)
    _dress_plain(window)


def _dress_plain(window: QWidget) -> None:
    _dress(window, "" if _worn.fit == 1 else stylesheet(current()))


def _dress(what: QApplication | QWidget, sheet: str) -> None:
    """Between two visitors it is mostly the same, and to set it again polishes every widget there is."""
    if what.styleSheet() != sheet:
        what.setStyleSheet(sheet)


def letters(theme: Theme, size: str) -> QFont:
    """The letters that the sheet gives words of a size without weight."""
    font = QFont()
    font.setFamilies([FAMILY, *_OTHER_FAMILIES])
    font.setPixelSize(theme.px(_SIZES[size]))
    return font


def forget_what_went() -> None:
    """What Qt worked out of the sheet for a place that scrolled outlives that place, until the sheet is set again."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.setStyleSheet(app.styleSheet())


def scaled(theme: Theme, scale: float) -> Theme:
    """The theme with all text so many times as large."""
    return replace(theme, scale=scale)


def load_fonts(assets: Path) -> None:
    """Make the lab's typeface known to Qt; without it the platform's own sans-serif is used.

    It has no arrows, ticks and dots, for which a computer without other fonts would show empty boxes.
    """
    fonts = assets / "fonts"
    _add_fonts(fonts)
    if lacks_signs():
        _add_fonts(fonts / "signs")


def lacks_signs() -> bool:
    """Whether any of them is an empty box in the lab's typeface and in what this computer has beside it."""
    layout = QTextLayout(SIGNS, QFont(FAMILY))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return any(0 in run.glyphIndexes() for run in layout.glyphRuns())


@cache
def _add_fonts(folder: Path) -> None:
    """Once: Qt would take them again for others, and forget at each what it knows of any."""
    for path in sorted(folder.glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


_LINES = re.compile(r"(?<![$\w{])(\d+)px")


@cache
def _sheet() -> str:
    return (assets_dir() / "ui" / "lab.qss").read_text(encoding="utf-8")


#: What the sheet calls each size, in pixels at the usual scale.
_SIZES = {
    **{"body": 22, "display": 46, "title": 30, "small": 18, "number": 54, "hero": 68, "lead": 29, "large": 56},
    **{"verdict": 44, "question": 40, "value": 24, "big": 32, "figure": 28, "field": 32, "tick": 24},
    **{"target": 52, "big_target": 96, "pad": 26, "small_pad": 16},
}
_COLOURS = (
    *("paper", "card", "ink", "quiet", "line", "go", "stop", "focus", "code", "on_ink"),
    *("on_focus", "hover", "hover_ink", "hover_focus", "pressed"),
)


@lru_cache(maxsize=16)
def stylesheet(theme: Theme) -> str:
    """Qt's stylesheet for a theme; borders and corners, which stand in the sheet as numbers, grow with the window."""
    lined = _LINES.sub(lambda found: f"{theme.edge(int(found[1]))}px", _sheet())
    return Template(lined).substitute(
        family=FAMILY,
        tab_gap=TAB_GAP_PX,
        code_size=max(_LEAST_CODE_PX, theme.px(26)),
        small_target=max(_LEAST_TARGET_PX, theme.px(44)),
        tick_image=(assets_dir() / "ui" / "tick.svg").as_posix(),
        tick_round=(theme.px(_SIZES["tick"]) + 2 * theme.edge(2)) // 2,
        **{name: theme.px(size) for name, size in _SIZES.items()},
        **{name: getattr(theme, name) for name in _COLOURS},
    )
