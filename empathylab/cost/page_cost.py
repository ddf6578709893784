"""A page's price for each way of using it, as a value and as what others read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from empathylab.cost.figures import edition
from empathylab.cost.page import CostPage
from empathylab.cost.prepared_page import PreparedPage
from empathylab.cost.virtual_lists import VirtualList, virtual_lists
from empathylab.cost.way_model import WayCost, price
from empathylab.cost.way_to_help import help_place
from empathylab.cost.ways import WAYS
from empathylab.cost.ways.sight import ReadingAge
from empathylab.domain.words import how_many


@dataclass(frozen=True, slots=True)
class PageCost:
    """Presses and seconds for every way; `reading_age` in years, 0 where there are too few words to tell.

    `width_px`: the window that the page was laid out in; `after`: the page that somebody comes from, if that is known;
    `press`: what was pressed first; `unanswerable`: fields that keep the form from being sent, whatever anybody does.
    """

    page: str
    ways: tuple[WayCost, ...]
    reading_age: float = 0.0
    width_px: int = 1280
    after: str = ""
    press: str = ""
    unanswerable: tuple[str, ...] = ()
    virtual_lists: tuple[VirtualList, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The prices as `empathylab cost --json` writes them."""
        return {
            "page": self.page,
            "edition": edition(),
            "width_px": self.width_px,
            "after": self.after,
            "press": self.press,
            "reading_age": self.reading_age,
            "unanswerable": list(self.unanswerable),
            "virtual_lists": [asdict(one) for one in self.virtual_lists],
            "ways": [_way_dict(way) for way in self.ways],
        }

    def lines(self) -> Iterator[str]:
        """The prices as lines of text for people."""
        for way in self.ways:
            yield way.title
            for one in way.to:
                name = f" ({one.name})" if one.name and one.name != one.target else ""
                presses = how_many(one.presses, "press", "presses")
                yield f"  {one.target + name:<50} {presses:>12} {one.seconds:>8.1f} s"
            if way.unreachable:
                yield f"  out of reach: {', '.join(way.unreachable)}"
        if self.reading_age:
            yield f"The page's reading age is {self.reading_age:.0f}."
        yield from self.remarks()

    def remarks(self) -> Iterator[str]:
        """What the prices do not show, in sentences."""
        for field in self.unanswerable:
            yield f"Nobody can send this form: “{field}” must be answered and is not on the screen, whatever is chosen."
        for one in self.virtual_lists:
            there = f"{one.here:,} of {one.total:,}"
            yield f"{one.name}: {there} are on the page, and the prices are of those alone."


def _way_dict(way: WayCost) -> dict[str, object]:
    to = [{"target": one.target, "name": one.name, "presses": one.presses, "seconds": one.seconds} for one in way.to]
    return {"way": way.way, "to": to, "unreachable": list(way.unreachable)}


@dataclass(frozen=True, slots=True)
class PageBefore:
    """The page that somebody comes from, and what it is called."""

    address: str
    page: CostPage


def price_page(address: str, page: CostPage, before: PageBefore | None = None, press: str = "") -> PageCost:
    """Every way through a page, and on to help where it is known which page was before it.

    `press` is what was pressed in it first.
    """
    prepared = PreparedPage(page)
    ways = [make(prepared) for make in WAYS]
    age = next((way.page_age for way in ways if isinstance(way, ReadingAge)), 0.0)
    stood = help_place(PreparedPage(before.page)) if before else None
    costs = tuple(price(way, stood) for way in ways)
    unanswerable = tuple(field for one in page.kept_back for field in one.fields)
    after = before.address if before else ""
    return PageCost(address, costs, age, page.width_px, after, press, unanswerable, virtual_lists(prepared.tree))
