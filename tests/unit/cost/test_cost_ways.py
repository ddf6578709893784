"""Prices of made-up pages: what each way counts, what it cannot reach, and what a baseline says of it."""

from __future__ import annotations

import contextlib
import json
import math
import random
from dataclasses import fields, replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from empathylab.cost.baseline import read_baseline
from empathylab.cost.figures import Figures, edition, figures, figures_file
from empathylab.cost.junit import junit
from empathylab.cost.page import (
    Control,
    CostPage,
    MagnifiedPage,
    MediaItem,
    Pressable,
    VisiblePage,
    sounds_from,
    visible_page_from,
)
from empathylab.cost.page_cost import PageCost, price_page
from empathylab.cost.way_model import TargetPrice
from empathylab.cost.ways import WAYS
from empathylab.domain.errors import InputError
from empathylab.reader.node import Node
from empathylab.reader.page_messages import Box, PageOpened

SKIP, MENU, LAST_MENU, MAIN, HEADING, LABEL, FIELD, SECOND, SEND = 1, 10, 19, 20, 21, 22, 23, 25, 30
LINK: dict[str, Any] = {"role": "link", "is_focusable": True}


def nodes() -> list[Node]:
    """A skip link, ten links of a menu, and a form of two fields."""
    return [
        Node(SKIP, 0, name="Skip to main content", target="main", **LINK),
        *(Node(MENU + number, 0, name=f"Link {number}", **LINK) for number in range(10)),
        Node(MAIN, 0, "main", field="main"),
        Node(HEADING, MAIN, "heading", name="About you", level=1),
        Node(LABEL, MAIN, "text", name="Full name"),
        Node(FIELD, MAIN, "textbox", name="Full name", field="full-name", is_focusable=True),
        Node(24, MAIN, "text", name="Town"),
        Node(SECOND, MAIN, "textbox", name="Town", field="town", is_focusable=True),
        Node(SEND, MAIN, "button", name="Continue", is_focusable=True),
    ]


def control(node: int, said: str, key: str = "", **more: Any) -> Control:
    given = {"group": "", "is_in_form": True, "is_way_on": False, "is_covered": False, "is_list": False, **more}
    return Control.model_construct(id=node, said=said, box=Box(100, 10.0 * node, 200, 40), key=key, **given)


def pressable(node: int, name: str, **more: Any) -> Pressable:
    given = {"is_in_form": True, "is_dragged": False, "is_answer": False, "key": "", **more}
    return Pressable.model_construct(id=node, name=name, box=Box(100, 300, 200, 40), **given)


def page(**changes: Any) -> CostPage:
    known = nodes()
    stops = tuple(node.id for node in known if node.is_focusable)
    links = [stop for stop in stops if stop < MAIN]
    controls = [
        control(link, "Skip" if link == SKIP else f"Link {link - MENU}", is_in_form=False) for link in links
    ] + [
        control(FIELD, "Full name", "full-name"),
        control(SECOND, "Town", "town"),
        control(SEND, "Continue", is_way_on=True),
    ]
    places = tuple((node.id, 100.0, 10.0 * node.id, 200.0, 40.0) for node in known)
    sight = VisiblePage.model_construct(
        width=1280.0,
        height=800.0,
        limit_s=0.0,
        places=places,
        owners=((LABEL, FIELD), (24, SECOND)),
        contrasts=(),
        controls=tuple(controls),
        pressables=(),
    )
    made = CostPage(PageOpened("About you", "en", tuple(known)), sight, stops, magnified=MagnifiedPage(places=places))
    return replace(made, **changes)


def sight(**changes: Any) -> VisiblePage:
    return page().sight.model_copy(update=changes)


def without(kind: str, node: int, **changes: Any) -> CostPage:
    """The page with one node otherwise, of which nothing is said any more."""
    known = [replace(each, **changes) if each.id == node else each for each in nodes()]
    told = tuple(one.model_copy(update={"said": ""}) if one.id == node else one for one in page().sight.controls)
    owners = tuple(pair for pair in page().sight.owners if pair[1] != node)
    return page(page=PageOpened(kind, "en", tuple(known)), sight=sight(controls=told, owners=owners))


def priced(of: CostPage) -> dict[str, dict[str, tuple[int, float]]]:
    return {way.way: {one.target: (one.presses, one.seconds) for one in way.to} for way in price_page("p", of).ways}


def out_of_reach(of: CostPage) -> dict[str, tuple[str, ...]]:
    return {way.way: way.unreachable for way in price_page("p", of).ways}


def test_there_are_ten_ways_and_each_reaches_everything_on_a_page_that_is_built_well() -> None:
    found = priced(page())
    assert list(found) == [way.id for way in WAYS]
    assert len(found) == 10
    assert all(
        list(targets) == ["main content", "first field", "full-name", "town", "way on"] for targets in found.values()
    )
    assert not any(out_of_reach(page()).values())


def test_by_keyboard_a_skip_link_is_taken_where_it_saves_presses() -> None:
    """Tab, Enter, Tab; without the link, past all ten of the menu."""
    key, think = figures().key_s, figures().think_s
    assert priced(page())["keyboard"]["first field"] == (3, round(3 * key + think, 1))
    no_skip = page(page=PageOpened("P", "en", tuple(nodes()[1:])), stops=page().stops[1:])
    assert priced(no_skip)["keyboard"]["first field"] == (11, round(11 * key + think, 1))


def test_each_field_is_priced_from_the_one_before_so_that_a_jumping_order_costs() -> None:
    jumping = page(stops=(*page().stops[:11], SECOND, SEND, FIELD))
    assert priced(page())["keyboard"]["way on"][0] == 5
    assert priced(jumping)["keyboard"]["way on"][0] == 3 + 2 + 2 + 1


def test_a_focus_that_does_not_show_costs_a_thought_at_each_stop() -> None:
    hidden = priced(page(unseen_stops=frozenset(page().stops)))["keyboard"]["first field"]
    seen = priced(page())["keyboard"]["first field"]
    assert hidden[0] == seen[0]
    assert hidden[1] == pytest.approx(seen[1] + 2 * figures().think_s, abs=0.11)


def test_a_switch_waits_for_each_stop_and_what_tab_skips_it_does_not_reach() -> None:
    assert priced(page())["switch-scanning"]["full-name"] == (2, 2.0)
    stuck = page(stops=page().stops[:-1])
    assert out_of_reach(stuck)["switch-scanning"] == out_of_reach(stuck)["keyboard"] == ("way on",)


def test_a_field_without_a_name_sends_the_reader_back_for_its_words_and_voice_cannot_call_it() -> None:
    nameless = without("no name", FIELD, name="")
    for way in ("reader-browse", "reader-headings", "reader-fields"):
        assert priced(nameless)[way]["full-name"] > priced(page())[way]["full-name"]
    assert out_of_reach(nameless)["voice"] == ("full-name",)
    assert out_of_reach(nameless)["read-aloud"] == ("full-name",)


def test_what_is_out_of_reach_was_looked_for_and_makes_nothing_behind_it_cheaper() -> None:
    nameless = without("no name", FIELD, name="")
    assert priced(nameless)["voice"]["town"][1] > priced(page())["voice"]["town"][1]


def test_a_list_that_sends_the_page_away_ends_every_way_by_keys() -> None:
    leaving = out_of_reach(page(leaving=frozenset({FIELD})))
    assert all("town" in leaving[way] for way in ("keyboard", "reader-browse", "reader-fields", "switch-scanning"))
    assert not leaving["unsteady-pointer"]


def test_faint_words_are_read_more_slowly_through_a_magnifier_and_no_faster_elsewhere() -> None:
    faint = page(sight=sight(contrasts=tuple((node.id, 2.2) for node in nodes())))
    before, after = priced(page()), priced(faint)
    assert after["magnifier-4x"]["way on"] > before["magnifier-4x"]["way on"]
    assert {**after, "magnifier-4x": 0} == {**before, "magnifier-4x": 0}


def test_what_is_wider_than_the_magnified_window_is_panned_over() -> None:
    wide = tuple((node, x, y, 900.0, height) for node, x, y, _, height in page().magnified.places)
    assert (
        priced(page(magnified=MagnifiedPage(places=wide)))["magnifier-4x"]["way on"]
        > priced(page())["magnifier-4x"]["way on"]
    )


def test_a_small_target_takes_several_clicks() -> None:
    small = tuple(
        one.model_copy(update={"box": Box(100, 230, 12, 12)}) if one.id == FIELD else one
        for one in page().sight.controls
    )
    presses, seconds = priced(page(sight=sight(controls=small)))["unsteady-pointer"]["full-name"]
    assert presses > priced(page())["unsteady-pointer"]["full-name"][0]
    assert seconds > priced(page())["unsteady-pointer"]["full-name"][1]


def test_a_page_that_ends_by_itself_is_begun_again_by_whoever_is_slower() -> None:
    ending = priced(page(sight=sight(limit_s=3.0)))
    assert ending["reader-browse"]["way on"][1] == pytest.approx(priced(page())["reader-browse"]["way on"][1] + 3)
    assert ending["keyboard"]["first field"] == priced(page())["keyboard"]["first field"]


def test_a_thing_that_only_hears_clicks_is_the_way_on_and_out_of_reach() -> None:
    block = pressable(SEND, "Continue")
    known = [replace(one, role="text", is_focusable=False) if one.id == SEND else one for one in nodes()]
    controls = tuple(one for one in page().sight.controls if one.id != SEND)
    given = {"sight": sight(controls=controls, pressables=(block,)), "stops": page().stops[:-1]}
    dead = page(page=PageOpened("P", "en", tuple(known)), **given)
    assert out_of_reach(dead)["keyboard"] == ("way on", "Continue")
    assert "way on" in out_of_reach(dead)["reader-fields"]
    assert "way on" in priced(dead)["unsteady-pointer"]


@pytest.mark.parametrize("is_dragged", [True, False])
def test_an_answer_for_a_pointer_alone_is_out_of_reach_for_keys_and_voice_and_looked_for(is_dragged: bool) -> None:
    more = {"is_dragged": is_dragged, "is_answer": True, "key": "town"}
    words = tuple(pressable(node, name, **more) for node, name in ((SECOND, "Ely"), (26, "Wells")))
    known = [
        replace(each, role="text", is_focusable=False, field="") if each.id == SECOND else each for each in nodes()
    ]
    known.insert(-1, Node(26, MAIN, "text", name="Wells"))
    controls = tuple(one for one in page().sight.controls if one.id != SECOND)
    stops = tuple(stop for stop in page().stops if stop != SECOND)
    given = {"sight": sight(controls=controls, pressables=words), "stops": stops}
    pointed = page(page=PageOpened("P", "en", tuple(known)), **given)
    by_key = ("keyboard", "reader-browse", "reader-headings", "reader-fields", "switch-scanning", "voice")
    assert all(out_of_reach(pointed)[way] == ("town",) for way in by_key)
    for way in (*by_key, "unsteady-pointer"):
        assert priced(pointed)[way]["way on"][1] >= priced(page())[way]["way on"][1], way
    by_pointer, usual = priced(pointed)["unsteady-pointer"]["town"], priced(page())["unsteady-pointer"]["town"]
    assert (by_pointer > usual) if is_dragged else by_pointer


def answers(*names: str) -> CostPage:
    """A page that asks nothing, with a link to change each answer and a button that sends."""
    links = [Node(FIELD + 2 * place, MAIN, "link", name=name, is_focusable=True) for place, name in enumerate(names)]
    told = [Node(link.id - 1, MAIN, "text", name="Not given") for link in links]
    rows = [node for pair in zip(told, links, strict=True) for node in pair]
    known = (Node(MAIN, 0, "main"), *rows, Node(SEND, MAIN, "button", name="Send", is_focusable=True))
    controls = [control(link.id, "Change", f"page.html#{link.id}") for link in links]
    asked = sight(controls=(*controls, control(SEND, "Send", is_way_on=True)), owners=())
    return page(
        page=PageOpened("P", "en", known), sight=asked, stops=tuple(node.id for node in known if node.is_focusable)
    )


def test_the_links_of_a_form_before_its_button_are_weighed_up() -> None:
    found = priced(answers("Change your name", "Change your town"))
    assert list(found["keyboard"]) == ["main content", "page.html#23", "page.html#25", "way on"]


def test_links_that_all_say_the_same_send_a_reader_back_to_the_words_before_them() -> None:
    apart, alike = priced(answers("Change one", "Change two")), priced(answers("Click here", "Click here"))
    for way in ("reader-browse", "reader-headings", "reader-fields"):
        assert alike[way].keys() == apart[way].keys()
    assert alike["reader-browse"]["way on"] > apart["reader-browse"]["way on"]
    assert alike["keyboard"] == apart["keyboard"]


def test_words_that_are_cut_off_at_a_larger_size_are_read_at_the_usual_one() -> None:
    cut = page(magnified=MagnifiedPage(places=page().magnified.places, cut=(HEADING,)))
    assert priced(cut)["magnifier-4x"]["first field"] > priced(page())["magnifier-4x"]["first field"]


def test_what_is_written_takes_time_that_counts_where_a_page_ends_by_itself() -> None:
    usual, ending = priced(page()), priced(page(sight=sight(limit_s=60.0)))
    assert ending["switch-scanning"]["way on"][1] == pytest.approx(usual["switch-scanning"]["way on"][1] + 60)
    assert ending["keyboard"] == usual["keyboard"]


def test_a_page_without_a_form_a_main_content_or_anything_at_all() -> None:
    bare = CostPage(PageOpened("", "", ()), sight(places=(), owners=(), controls=()), ())
    assert all(way.to == () and way.unreachable == ("main content",) for way in price_page("p", bare).ways)
    text = PageOpened("T", "en", (Node(1, 0, "main"), Node(2, 1, "text", name="Closed today")))
    found = price_page("p", CostPage(text, sight(owners=(), controls=()), ()))
    assert [one.target for one in found.ways[1].to] == ["main content"]


def test_what_a_page_says_that_is_wrong_takes_the_place_of_its_fields() -> None:
    known = [replace(one, states=("invalid entry",)) if one.id == SECOND else one for one in nodes()]
    found = priced(page(page=PageOpened("P", "en", tuple(known))))
    assert list(found["keyboard"]) == ["error town"]


def asked_besides(*names: str) -> CostPage:
    """The page with links of these names before its button."""
    own = [Node(100 + place, MAIN, name=name, **LINK) for place, name in enumerate(names)]
    known = nodes()
    known[-1:-1] = own
    controls = [*page().sight.controls, *(control(node.id, node.name) for node in own)]
    stops = tuple(node.id for node in known if node.is_focusable)
    return page(page=PageOpened("", "en", tuple(known)), sight=sight(controls=tuple(controls)), stops=stops)


def test_where_two_have_the_same_words_a_number_is_said_besides() -> None:
    apart, alike = (priced(asked_besides(*names))["voice"]["way on"][1] for names in (("Add", "Edit"), ("Add", "Add")))
    a_number_s = 60 / figures().speaking_wpm + figures().recognition_s
    assert alike - apart == pytest.approx(2 * a_number_s, abs=0.11)


@pytest.mark.parametrize(("links", "are_weighed"), [(60, True), (61, False)])
def test_a_form_of_more_links_than_anybody_weighs_up_is_asked_for_its_fields_alone(
    links: int, are_weighed: bool
) -> None:
    many = asked_besides(*(f"Change {number}" for number in range(links)))
    assert ("Change 0" in priced(many)["keyboard"]) is are_weighed


# --- held against an earlier day ---


def saved(tmp_path: Path, of: PageCost, **changes: Any) -> Path:
    file = tmp_path / "base.json"
    file.write_text(json.dumps({**of.as_dict(), **changes}), encoding="utf-8")
    return file


def test_a_price_that_grew_is_told_with_its_element_unless_it_may(tmp_path: Path) -> None:
    before, after = price_page("a/p.html", page()), price_page("b/p.html", page(stops=page().stops[1:]))
    baseline = read_baseline(saved(tmp_path, before), "b/p.html")
    assert baseline.grown(before) == []
    assert {one.target for one in baseline.grown(after) if one.way == "keyboard"} >= {"main content", "first field"}
    assert baseline.grown(after, worse_percent=10_000) == []


def longer(of: PageCost, presses: int = 0, seconds: float = 0.0) -> PageCost:
    """The same page, its way on so much dearer for everybody."""
    ways = (replace(way, to=(*way.to[:-1], _dearer(way.to[-1], presses, seconds))) for way in of.ways)
    return replace(of, ways=tuple(ways))


def _dearer(one: TargetPrice, presses: int, seconds: float) -> TargetPrice:
    return replace(one, presses=one.presses + presses, seconds=one.seconds + seconds)


def test_where_a_price_may_grow_by_some_per_cent_a_few_presses_or_seconds_are_let_pass(tmp_path: Path) -> None:
    before = price_page("p.html", page())
    baseline = read_baseline(saved(tmp_path, before), "p.html")
    most_presses, most_s = int(figures().slight_presses), figures().slight_s
    assert baseline.grown(longer(before, most_presses, most_s), 10) == []
    assert len(baseline.grown(longer(before, most_presses + 1), 10)) == len(before.ways)
    assert len(baseline.grown(longer(before, 0, most_s + 0.1), 10)) == len(before.ways)
    assert len(baseline.grown(longer(before, 1))) == len(before.ways), "without per cent nothing may grow"
    assert baseline.grown(longer(before, 0, 0.05)) == [], "seconds are told in tenths"
    assert len(baseline.grown(longer(before, 0, 0.1))) == len(before.ways)


def test_what_is_on_the_page_no_longer_is_told_apart_from_what_cannot_be_reached(tmp_path: Path) -> None:
    baseline = read_baseline(saved(tmp_path, price_page("p.html", page())), "p.html")
    without = tuple(one for one in page().page.nodes if one.id != SECOND)
    now = price_page("p.html", page(page=replace(page().page, nodes=without)))
    told = [one.words for one in baseline.grown(now) if one.target == "town"]
    assert len(told) == len(now.ways)
    assert all("is on the page no longer" in words for words in told)


def test_what_is_out_of_reach_now_has_grown_however_much_it_may(tmp_path: Path) -> None:
    stuck = price_page("p.html", page(stops=page().stops[:-1]))
    baseline = read_baseline(saved(tmp_path, price_page("p.html", page())), "p.html")
    told = [one for one in baseline.grown(stuck, 10_000) if one.way == "keyboard"]
    assert [one.target for one in told] == ["way on"]
    assert "out of reach now" in told[0].words


def told_of(*, presses: float = 1, seconds: float = 1) -> dict[str, Any]:
    """All that a baseline has of one way."""
    to = [{"target": "a", "presses": presses, "seconds": seconds}]
    return {"ways": [{"way": "voice", "to": to, "unreachable": []}]}


def test_a_baseline_of_one_way_is_read(tmp_path: Path) -> None:
    file = saved(tmp_path, price_page("p.html", page()), **told_of(seconds=2))
    assert read_baseline(file, "p.html").prices == {("voice", "a"): (1, 2)}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"page": "/other.html"}, "another page"),
        ({"edition": edition() - 1}, "other figures"),
        ({"width_px": 320}, "320 pixels wide"),
        ({"ways": [{}]}, "no prices"),
        ({"ways": 3}, "no prices"),
        (told_of(presses=math.nan), "no prices"),
        (told_of(presses=10**400), "no prices"),
        (told_of(seconds=-1), "no prices"),
        (told_of(seconds=math.inf), "no prices"),
    ],
)
def test_a_baseline_that_is_none_is_one_sentence(tmp_path: Path, changes: dict[str, Any], words: str) -> None:
    file = saved(tmp_path, price_page("p.html", page()), **changes)
    with pytest.raises(InputError, match=words):
        read_baseline(file, "p.html")


@pytest.mark.attack
def test_a_baseline_that_was_mutated_is_read_or_one_sentence(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """A few each time; 3,000 with `pytest -m attack`."""
    is_in_full, chance = "attack" in pytestconfig.getoption("markexpr", ""), random.Random(7)
    now = price_page("p.html", page())
    file = saved(tmp_path, now)
    good = file.read_text("utf-8")
    nonsense = ("", "null", "-1", "1e999", "NaN", "9" * 400, "[]", "{}", '"x"', "\0", "[" * 50_000, "\ud800")
    for _ in range(3_000 if is_in_full else 20):
        start = chance.randrange(len(good))
        end = start + chance.choice((0, 1, chance.randrange(80)))
        words = good[:start] + chance.choice(nonsense) + good[end:]
        file.write_bytes(words.encode("utf-8", "surrogatepass"))
        with contextlib.suppress(InputError):
            read_baseline(file, "p.html").grown(now, chance.choice((0, 10)))


def test_no_baseline_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_baseline(tmp_path / "none.json", "p.html")


def test_junit_has_a_case_for_each_target_and_a_failure_for_each_that_grew(tmp_path: Path) -> None:
    baseline = read_baseline(saved(tmp_path, price_page("p.html", page())), "p.html")
    worse = price_page("p.html", page(stops=page().stops[:-1]))
    root = ElementTree.fromstring(junit(worse, baseline.grown(worse)))
    assert {name: root.get(name) for name in ("tests", "failures", "errors", "skipped")} == {
        "tests": str(len(root.findall("testsuite/testcase"))),
        "failures": str(len(root.findall("testsuite/testcase/failure"))),
        "errors": "0",
        "skipped": "0",
    }
    assert all([part.tag for part in case] != ["system-out", "failure"] for case in root.iter("testcase"))
    keyboard = root.findall("testsuite")[0]
    assert keyboard.get("tests") == "5"
    assert [case.get("name") for case in keyboard.findall("testcase") if case.find("failure") is not None] == ["way on"]


def test_the_same_page_twice_gives_the_same_bytes() -> None:
    one, other = (json.dumps(price_page("p", page()).as_dict()) for _ in range(2))
    assert one == other


def test_every_constant_has_a_unit_a_meaning_and_a_source() -> None:
    told = figures_file()
    assert set(told) == {"edition", "help_names", *(field.name for field in fields(Figures))}
    assert all(set(row) == {"value", "unit", "meaning", "source"} for name, row in told.items() if name != "edition")


def test_what_a_page_answers_is_taken_as_it_should_be_or_not_at_all(allowed_logs: list[str]) -> None:
    allowed_logs.append("A page's costs cannot be read")
    assert visible_page_from("") is None
    assert visible_page_from('{"width": 1}') is None
    assert visible_page_from("[" * 10_000) is None


def test_words_that_go_away_with_the_first_key_have_to_be_uncovered_and_are_not_read_aloud() -> None:
    covered = [one.model_copy(update={"is_covered": True}) if one.id == FIELD else one for one in page().sight.controls]
    of = page(sight=sight(controls=tuple(covered)))
    presses, thought_s = figures().uncover_presses, figures().uncover_presses * figures().key_s + figures().think_s
    for way in ("reader-browse", "reader-headings", "reader-fields"):
        (before, before_s), (now, now_s) = (priced(each)[way]["full-name"] for each in (page(), of))
        assert now - before == presses
        assert now_s - before_s == pytest.approx(thought_s, abs=0.11)
    assert "full-name" in out_of_reach(of)["read-aloud"]
    assert "full-name" not in out_of_reach(page())["read-aloud"]


def test_a_landmark_that_tab_comes_into_behind_its_first_words_is_heard() -> None:
    def seconds(role: str) -> float:
        known = nodes()
        at = [node.id for node in known].index(LABEL)
        known[at:at] = [
            Node(50, MAIN, role),
            Node(51, 50, "text", name="On this page there is much more than anybody would like to listen to"),
            Node(52, 50, name="Top", **LINK),
        ]
        stops = tuple(node.id for node in known if node.is_focusable)
        return priced(page(page=PageOpened("About you", "en", tuple(known)), stops=stops))["reader-headings"][
            "full-name"
        ][1]

    assert seconds("navigation") > seconds("group")


def sound(**changes: Any) -> tuple[MediaItem, ...]:
    given = {"id": LABEL, "duration_s": 40.0, "is_in_words": False, "is_by_itself": False, **changes}
    return (MediaItem.model_construct(**given),)


def seconds_more(of: CostPage) -> dict[str, float]:
    """To the way on, beside the page as it is."""
    return {way: prices["way on"][1] - priced(page())[way]["way on"][1] for way, prices in priced(of).items()}


def test_a_film_that_no_words_stand_for_is_begun_and_sat_through_in_every_way() -> None:
    begun_s = 40 + figures().think_s + figures().key_s
    assert all(more == pytest.approx(begun_s, abs=0.11) for more in seconds_more(page(sounds=sound())).values())
    assert set(seconds_more(page(sounds=sound(is_in_words=True))).values()) == {0}
    assert set(seconds_more(page(sounds=sound(duration_s=0.0))).values()) == {0}


def test_what_is_said_while_the_page_sounds_by_itself_is_heard_once_more() -> None:
    more = seconds_more(page(sounds=sound(is_by_itself=True)))
    by_ear = {"reader-browse", "reader-headings", "reader-fields", "read-aloud"}
    assert {way for way, seconds in more.items() if seconds} == by_ear
    assert set(seconds_more(page(sounds=sound(is_by_itself=True, duration_s=2.0))).values()) == {0}
    twice = 2 * priced(page())["read-aloud"]["way on"][1]
    assert priced(page(sounds=sound(is_by_itself=True)))["read-aloud"]["way on"][1] == pytest.approx(twice, abs=0.3)


def test_what_a_page_says_of_its_sounds_is_taken_as_it_should_be_or_not_at_all() -> None:
    assert sounds_from("") == sounds_from("[1]") == sounds_from('[{"id": 1}]') == ()
    told = '[{"id": 1, "durationS": 4.5, "isInWords": true, "isByItself": false}]'
    assert [one.duration_s for one in sounds_from(told)] == [4.5]
