"""A request to open a page headless, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtGui import QImage

from empathylab.cost.page import CostPage
from empathylab.domain.calibration import WINDOW_PX
from empathylab.domain.errors import InputError
from empathylab.files.layers import Layers, layers_over
from empathylab.reader.page_messages import Focus, PageOpened
from empathylab.reader.transcript import LivePhrase


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """How a page is to be opened: in a window of `width_px`, given up after `timeout_s`.

    It is read when it has come to rest and shows something that matches `wait_for` (a CSS selector); with `wait_s`,
    so long after it began to load, whatever it is still at. `is_tabbed`: the Tab key is pressed through it then;
    `is_priced`: so is everything else that its price rests on taken down, `is_pictured`: with a picture of all of it.
    `is_unhurried`: with time after each press of Tab for what it sets off. `press`: what matches this selector is
    pressed first, and the page read when it has come to rest again.
    `layers`: where the lab's own forms are, and those of a lab folder.
    """

    timeout_s: float = 15.0
    wait_for: str = ""
    wait_s: float | None = None
    width_px: int = WINDOW_PX[0]
    is_tabbed: bool = False
    layers: Layers = field(default_factory=layers_over)
    is_priced: bool = False
    is_pictured: bool = False
    press: str = ""
    is_unhurried: bool = False


@dataclass(frozen=True, slots=True)
class PageContent:
    """What was read of a page.

    The page, what the Tab key came to and of that what it goes round in without coming out, what live regions and
    dialogs said meanwhile, and the ids of the nodes that kept changing; `cost` is what its price rests on, and
    `picture` all of it, where that was wished for. `left_out`: Tab did not come to its end.
    """

    page: PageOpened
    tab_stops: tuple[Focus, ...] = ()
    tab_trap: tuple[Focus, ...] = ()
    heard: tuple[LivePhrase, ...] = ()
    moving: tuple[int, ...] = ()
    cost: CostPage | None = None
    picture: QImage | None = None
    left_out: InputError | None = None
