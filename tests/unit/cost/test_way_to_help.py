"""Help that stands where it stood on the page before, elsewhere, or not at all."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from test_cost_ways import LINK, MAIN, nodes, page

from empathylab.cost.baseline import read_baseline
from empathylab.cost.page import CostPage
from empathylab.cost.page_cost import PageBefore, price_page
from empathylab.cost.prepared_page import PreparedPage
from empathylab.cost.way_to_help import HELP, HelpPlace, way_to_help, where_it_stood
from empathylab.cost.ways import WAYS
from empathylab.domain.errors import InputError
from empathylab.reader.node import Node

MENU, FOOTER, PRIVACY, CONTACT = 5, 40, 41, 42


def with_help(place: str, name: str = "Contact us") -> CostPage:
    """The form between a menu and a footer, with the link in one of them, in the text, or nowhere."""
    where = {"menu": MENU, "text": MAIN, "footer": FOOTER}.get(place)
    menu = replace_parents(nodes(), MENU)
    known = [
        Node(MENU, 0, "navigation", name="Services"),
        *menu,
        Node(FOOTER, 0, "contentinfo"),
        Node(PRIVACY, FOOTER, name="Privacy", **LINK),
    ]
    if where is not None:
        at = next(number for number, node in enumerate(known) if node.id == where) + 1
        at = len(known) if place == "footer" else at
        known.insert(at, Node(CONTACT, where, name=name, **LINK))
    stops = tuple(node.id for node in known if node.is_focusable)
    told = page()
    first = told.sight.controls[0]
    links = tuple(
        first.model_copy(update={"id": node.id, "said": node.name}) for node in known if node.id in {PRIVACY, CONTACT}
    )
    places = (
        *told.sight.places,
        *((node.id, 100.0, 10.0 * node.id, 200.0, 40.0) for node in known if node.id >= FOOTER),
    )
    sight = told.sight.model_copy(update={"controls": (*told.sight.controls, *links), "places": places})
    magnified = told.magnified.model_copy(update={"places": places})
    return page(page=replace(told.page, nodes=tuple(known)), stops=stops, sight=sight, magnified=magnified)


def replace_parents(known: list[Node], menu: int) -> list[Node]:
    """The ten links of the menu stand in its landmark."""
    return [replace(node, parent=menu) if 10 <= node.id < MAIN else node for node in known]


def to_help(of: CostPage, before: CostPage) -> dict[str, float]:
    told = price_page("p", of, PageBefore("b", before))
    return {way.way: one.seconds for way in told.ways for one in way.to if one.target == HELP}


def test_help_that_stands_where_it_stood_is_no_further_in_any_way() -> None:
    assert to_help(with_help("footer"), with_help("footer")) == {way.id: 0 for way in WAYS}
    assert not any(to_help(with_help("footer", "Get help"), with_help("footer")).values())


@pytest.mark.parametrize("place", ["menu", "text"])
def test_help_that_stands_elsewhere_is_further_for_all_but_who_calls_it_by_its_words(place: str) -> None:
    found = to_help(with_help(place), with_help("footer"))
    assert {way for way, seconds in found.items() if seconds} == {way.id for way in WAYS} - {"voice"}


def test_who_looks_where_help_stood_comes_to_the_last_link_there() -> None:
    prepared = PreparedPage(with_help("footer"))
    menu = HelpPlace("contact us", -1, ("navigation", "Services"))
    found = way_to_help(prepared, menu)
    assert found is not None
    looked_at = where_it_stood(prepared, menu, found)
    last = max(node.id for node in nodes() if 10 <= node.id < MAIN)
    assert looked_at is not None
    assert (found.node, looked_at.node) == (CONTACT, last)


def test_help_that_is_gone_is_named_and_changes_no_other_price() -> None:
    footer, gone = with_help("footer"), with_help("nowhere")
    told = price_page("p", gone, PageBefore("b", footer))
    assert all(HELP in way.unreachable for way in told.ways)
    assert [way.to for way in told.ways] == [way.to for way in price_page("p", gone).ways]


def test_nobody_asks_for_help_where_it_is_not_known_or_was_not_on_the_page_before() -> None:
    footer, nowhere = with_help("footer"), with_help("nowhere")
    for told in (price_page("p", footer), price_page("p", footer, PageBefore("b", nowhere))):
        assert not any(HELP in {one.target for one in way.to} or HELP in way.unreachable for way in told.ways)


def test_a_baseline_knows_which_page_was_before(tmp_path: Path) -> None:
    file = tmp_path / "cost.json"
    told = price_page("p", with_help("footer"), PageBefore("http://there/start", with_help("footer")))
    file.write_text(json.dumps(told.as_dict()), "utf-8")
    assert read_baseline(file, "p", after="http://here/start").grown(told) == []
    with pytest.raises(InputError, match="after http://there/start"):
        read_baseline(file, "p")
    file.write_text(json.dumps(price_page("p", with_help("footer")).as_dict()), "utf-8")
    with pytest.raises(InputError, match="by itself"):
        read_baseline(file, "p", after="http://here/start")
    with pytest.raises(InputError, match="nothing pressed"):
        read_baseline(file, "p", press="button")
