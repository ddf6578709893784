"""Prices as JUnit, for continuous integration: a suite for each way, a case for each target."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree

from empathylab.cost.baseline import PriceIncrease
from empathylab.cost.page_cost import PageCost
from empathylab.cost.way_model import WayCost
from empathylab.domain.words import how_many


def junit(cost: PageCost, grown: Sequence[PriceIncrease] = ()) -> str:
    """A price that grew is a failure; what is out of reach is told with its way."""
    root = ElementTree.Element("testsuites", name=_clean(f"empathylab cost {cost.page}"))
    for way in cost.ways:
        _suite(root, way, [one for one in grown if one.way == way.way])
    root.attrib |= _counts(len(root.findall("testsuite/testcase")), len(grown))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def _suite(root: ElementTree.Element, way: WayCost, grown: Sequence[PriceIncrease]) -> None:
    words = {one.target: one.words for one in grown}
    gone = [target for target in words if target not in {one.target for one in way.to}]
    counts = _counts(len(way.to) + len(gone), len(grown))
    suite = ElementTree.SubElement(root, "testsuite", {"name": way.way, **counts})
    for one in way.to:
        case = _case(suite, way, one.target, one.seconds)
        _fail(case, one.target, words)
        told = f"{how_many(one.presses, 'press', 'presses')}, {one.seconds:.1f} s"
        ElementTree.SubElement(case, "system-out").text = told
    for target in gone:
        _fail(_case(suite, way, target, 0.0), target, words)
    if way.unreachable:
        ElementTree.SubElement(suite, "system-out").text = _clean(f"out of reach: {', '.join(way.unreachable)}")


def _counts(tests: int, failures: int) -> dict[str, str]:
    """All that a strict reader of such files wants to be told."""
    return {"tests": str(tests), "failures": str(failures), "errors": "0", "skipped": "0"}


def _case(suite: ElementTree.Element, way: WayCost, target: str, seconds: float) -> ElementTree.Element:
    return ElementTree.SubElement(suite, "testcase", classname=way.way, name=_clean(target), time=f"{seconds:.1f}")


def _fail(case: ElementTree.Element, target: str, words: dict[str, str]) -> None:
    if target in words:
        ElementTree.SubElement(case, "failure", type="grown", message=_clean(f"{target}: {words[target]}"))


def _clean(text: str) -> str:
    """XML has no control characters."""
    return "".join(each if each.isprintable() else " " for each in text)
