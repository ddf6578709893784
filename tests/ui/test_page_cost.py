"""Prices of real pages: the engine's own stops, what each barrier does to them, and pages that are hard to price."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage

from empathylab.cost.page import CostPage
from empathylab.cost.page_cost import PageBefore, price_page
from empathylab.cost.prepared_page import PreparedPage
from empathylab.domain.errors import InputError
from empathylab.domain.task import Form
from empathylab.files.library import load_library
from empathylab.files.paths import assets_dir
from empathylab.reader.keystroke_cost import Price, keystroke_cost_of
from empathylab.ui.page.page_price import ask_price
from empathylab.ui.reader.page_reader import load_page
from empathylab.ui.reader.read_request import PageContent, ReadRequest
from empathylab.ui.reader.stops_picture import save_stops, unreached
from support.form_browser import FormBrowser

pytestmark = pytest.mark.usefixtures("qapp")

PRICED = ReadRequest(timeout_s=180, is_priced=True)
SUBMIT = "main form button[type=submit]"
#: What is seen only once a form was sent with something missing.
SAID_AFTERWARDS = {"colour-only-error", "silent-error"}
TASKS = {id_: task for id_, task in load_library().tasks.items() if isinstance(task, Form)}
Prices = dict[tuple[str, str], tuple[int, float]]


def priced(page: str, **request: object) -> CostPage:
    found = content_of(page, **request).cost
    assert found is not None
    return found


def content_of(page: str, **request: object) -> PageContent:
    return load_page(page, ReadRequest(**{**{"timeout_s": 180, "is_priced": True}, **request})).content  # type: ignore[arg-type]


def form_page(task: str, page: str, barrier: str = "") -> str:
    address = (assets_dir() / "tasks" / task / f"{page}.html").resolve().as_uri()
    return f"{address}?barriers={barrier}" if barrier else address


def own_page(folder: Path, body: str) -> str:
    (folder / "page.html").write_text(f"<!doctype html><title>P</title>{body}", encoding="utf-8")
    return str(folder / "page.html")


def prices_of(page: CostPage, before: CostPage | None = None) -> Prices:
    told = price_page("p", page, PageBefore("b", before) if before else None)
    return {(way.way, one.target): (one.presses, one.seconds) for way in told.ways for one in way.to}


@cache
def priced_form(task: str, page: str, barrier: str = "", press: str = "") -> CostPage:
    return priced(form_page(task, page, barrier), press=press)


@cache
def form_prices(task: str, page: str, barrier: str, press: str) -> Prices:
    """As the form's pages follow one another."""
    pages = TASKS[task].pages
    before = pages[pages.index(page) - 1] if page != pages[0] else ""
    return prices_of(priced_form(task, page, barrier, press), priced_form(task, before, barrier) if before else None)


def names(page: CostPage) -> list[str]:
    tree = PreparedPage(page).tree
    return [tree.nodes[stop].name for stop in page.stops if stop in tree.nodes]


def way(page: CostPage, id_: str) -> dict[str, int]:
    return {target: presses for (known, target), (presses, _) in prices_of(page).items() if known == id_}


def out_of_reach(page: CostPage, id_: str) -> tuple[str, ...]:
    return next(way.unreachable for way in price_page("p", page).ways if way.way == id_)


# --- each barrier raises a price and lowers none ---


def changes(task: str, page: str, barrier: str, press: str = "") -> tuple[list[object], list[object]]:
    """What is dearer, or out of reach, on one page of a form with the barrier; and what is cheaper."""
    before, after = (form_prices(task, page, worn, press) for worn in ("", barrier))
    dearer = [key for key, was in before.items() if key not in after or _is_more(after[key], was)]
    cheaper = [(key, was, after[key]) for key, was in before.items() if key in after and _is_less(after[key], was)]
    return [*dearer], [*cheaper]


def _is_more(one: tuple[int, float], other: tuple[int, float]) -> bool:
    return one[0] > other[0] or one[1] > other[1] + 0.051


def _is_less(one: tuple[int, float], other: tuple[int, float]) -> bool:
    """In seconds; fewer presses that take longer are no lower price."""
    return one[1] < other[1] - 0.051 or (one[0] < other[0] and one[1] < other[1] + 0.051)


def states(task: str, barrier: str) -> list[tuple[str, str]]:
    """The form's pages as they open; of what shows in errors alone, as they are after something was missing."""
    pages = TASKS[task].pages[:-1]
    if barrier in SAID_AFTERWARDS:
        return [(page, SUBMIT) for page in pages if page != "check"]
    return [(page, "") for page in pages]


def assert_dearer(task: str, barrier: str, pages: list[tuple[str, str]]) -> None:
    found = [changes(task, page, barrier, press) for page, press in pages]
    assert any(dearer for dearer, _ in found), f"{barrier} raises no price of {task}"
    assert not [each for _, cheaper in found for each in cheaper], f"{barrier} lowers a price of {task}"


@pytest.mark.parametrize(
    ("barrier", "page"),
    [
        ("no-name", "your-details"),
        ("silent-error", "your-details"),
        ("mouse-only-button", "check"),
        ("help-moves", "check"),
    ],
)
def test_a_barrier_raises_a_price_and_lowers_none(barrier: str, page: str) -> None:
    press = SUBMIT if barrier in SAID_AFTERWARDS else ""
    assert_dearer("missed-bin", barrier, [(page, press)])


WORN = [(task, barrier) for task, form in TASKS.items() for barrier in form.barriers]


@pytest.mark.soak
@pytest.mark.long
@pytest.mark.parametrize(("task", "barrier"), WORN)
def test_each_barrier_raises_a_price_of_each_form_and_lowers_none(task: str, barrier: str) -> None:
    assert_dearer(task, barrier, states(task, barrier))


# --- the stops ---


def pressed_stops(browser: FormBrowser, task: str, page: str, barrier: str, presses: int) -> list[str]:
    browser.open(task, page, [barrier])
    stops = []
    for _ in range(presses):
        browser.press(Qt.Key.Key_Tab)
        stops.append(str(browser.run(_WHERE)))
    return stops


_WHERE = (
    "(document.activeElement.id || document.activeElement.innerText || '').trim().replace(/\\s+/g, ' ').slice(0, 30)"
)


@pytest.mark.soak
@pytest.mark.long
@pytest.mark.parametrize(("task", "barrier"), WORN)
def test_the_stops_drawn_are_those_of_real_presses_on_every_form(browser: FormBrowser, task: str, barrier: str) -> None:
    for page in TASKS[task].pages:
        _assert_same_stops(browser, task, page, barrier)


UNSEEN = """<details><summary>Menu</summary><a href="#1">One</a></details>
<p style="visibility: hidden"><a href="#2">Two</a></p><p inert><a href="#3">Three</a></p>
<fieldset disabled><button>Four</button></fieldset><a href="#5">Five</a><input id="who">"""
_IS_AT_FIELD = "document.activeElement.matches('input, select, textarea')"


@pytest.mark.parametrize("barriers", [[], ["no-skip-link"], ["tab-order"], None], ids=str)
def test_the_price_that_a_visitor_is_told_is_that_of_real_presses(
    browser: FormBrowser, barriers: list[str] | None, tmp_path: Path
) -> None:
    told: list[Price] = []
    if barriers is None:
        browser.open_url(QUrl.fromLocalFile(own_page(tmp_path, UNSEEN)))
    else:
        browser.open("missed-bin-short", "report", barriers)
    ask_price(browser.page, told.append, browser.page)
    browser.wait(lambda: bool(told))
    presses = 0
    while not browser.run(_IS_AT_FIELD):
        browser.press(Qt.Key.Key_Tab)
        presses += 1
    assert told[0].tab == presses


def test_the_stops_drawn_are_those_of_real_presses(browser: FormBrowser) -> None:
    _assert_same_stops(browser, "missed-bin", "your-details", "tab-order")


def _assert_same_stops(browser: FormBrowser, task: str, page: str, barrier: str) -> None:
    found = priced_form(task, page, barrier)
    prepared = PreparedPage(found)
    expected = pressed_stops(browser, task, page, barrier, len(found.stops))
    # What a page opens while Tab is pressed through it, a date picker say, is a stop and was not there to be read.
    drawn = ((prepared.tree.nodes.get(stop), pressed) for stop, pressed in zip(found.stops, expected, strict=True))
    for node, pressed in drawn:
        if node is None:
            continue
        said = prepared.controls[node.id].said if node.id in prepared.controls else ""
        assert pressed in {node.field, node.name[:30], said[:30]} or not pressed or not node.name, (node, pressed)


def test_the_picture_numbers_every_stop_and_marks_what_only_a_pointer_reaches(tmp_path: Path) -> None:
    content = content_of(form_page("missed-bin", "check", "mouse-only-button"), is_pictured=True)
    assert content.cost is not None
    assert content.picture is not None
    save_stops(content, tmp_path / "june.png")
    drawn = QImage(str(tmp_path / "june.png"))
    prepared = PreparedPage(content.cost)
    assert _differs_at(drawn, content.picture, [prepared.box(stop) for stop in content.cost.stops])
    assert len(unreached(prepared)) == 1
    assert _differs_at(drawn, content.picture, unreached(prepared))
    with pytest.raises(InputError, match="Name a PNG"):
        save_stops(content, tmp_path / "june.doc")


def _differs_at(one: QImage, other: QImage, boxes: list[object]) -> bool:
    """A badge stands at the corner of each."""
    places = [(max(12, int(box.x)), max(12, int(box.y))) for box in boxes if box is not None]  # type: ignore[attr-defined]
    return all(one.pixelColor(x, y) != other.pixelColor(x, y) for x, y in places)


# --- pages that are hard to price ---


def test_numbers_in_tabindex_shadow_trees_and_scrollers(tmp_path: Path) -> None:
    page = own_page(
        tmp_path,
        """<main><h1>Three</h1><button tabindex=2>Second</button><button tabindex=1>First</button>
        <div style="height:80px;overflow:auto" aria-label=Rules role=region><p style="height:400px">Rules</p></div>
        <my-part></my-part><script>
        document.querySelector('my-part').attachShadow({mode: 'open'}).innerHTML =
          '<label>In it <input id=inner></label>';
        </script></main>""",
    )
    found = priced(page)
    assert names(found) == ["First", "Second", "Rules", "In it"]
    assert way(found, "keyboard")["inner"] == 4


def test_a_frame_of_another_origin_is_passed_through(tmp_path: Path) -> None:
    frame = "<iframe title=Pay srcdoc='<label>Card <input></label>' sandbox></iframe>"
    found = priced(own_page(tmp_path, f"<main><h1>Pay</h1>{frame}<label>Note <input id=note></label></main>"))
    assert way(found, "keyboard")["note"] > 1
    assert "note" in way(found, "reader-browse")


def test_a_trap_holds_the_keyboard_and_what_is_behind_it_is_named(tmp_path: Path) -> None:
    found = priced(form_page("missed-bin", "collection", "keyboard-trap"))
    assert out_of_reach(found, "keyboard") == ("note", "way on")
    assert "note" in way(found, "reader-browse")


def test_a_list_that_sends_the_page_away_is_found_out_and_the_page_stays() -> None:
    found = priced(form_page("missed-bin", "collection", "change-on-input"))
    assert len(found.leaving) == 1
    assert "whole-street" in out_of_reach(found, "keyboard")


@pytest.mark.parametrize("goes", ["location.href = 'else.html'", "this.form.submit()"])
def test_a_field_that_sends_the_page_away_as_the_focus_comes_is_found_out_and_the_page_stays(
    goes: str, tmp_path: Path
) -> None:
    fields = f'<label>A <input id=a></label><label>B <input id=b onfocus="{goes}"></label><label>C <input id=c></label>'
    found = priced(own_page(tmp_path, f"<main><h1>P</h1><form>{fields}<button>Send</button></form></main>"))
    assert out_of_reach(found, "keyboard") == ("c", "way on")
    assert "c" in way(found, "magnifier-4x")


def test_a_sound_that_begins_by_itself_is_in_the_way_of_whoever_listens_and_of_nobody_else() -> None:
    dearer, cheaper = changes("missed-bin-short", "report", "autoplay-sound")
    assert {way for way, _ in dearer} == {"reader-browse", "reader-headings", "reader-fields", "read-aloud"}  # type: ignore[misc]
    assert not cheaper


def test_a_film_that_no_words_stand_for_is_sat_through() -> None:
    dearer, cheaper = changes("parking-permit-short", "proof", "uncaptioned-video")
    assert ("keyboard", "registration") in dearer
    assert not cheaper


def test_words_in_slots_and_shadow_trees_and_of_made_up_controls_can_be_said(tmp_path: Path) -> None:
    page = own_page(
        tmp_path,
        """<main><h1>P</h1><form><my-field>Town</my-field>
        <div role=radiogroup aria-label=Size><div role=radio tabindex=0 aria-checked=true id=small>Small</div></div>
        <my-button>Send</my-button></form></main><script>
        const make = (name, inside) => customElements.define(name, class extends HTMLElement {
          constructor() { super(); this.attachShadow({ mode: "open" }).innerHTML = inside; }
        });
        make("my-field", "<label><slot></slot> <input id=town></label>");
        make("my-button", "<button type=submit><span><slot></slot></span></button>");</script>""",
    )
    assert out_of_reach(priced(page), "voice") == ()


def test_a_control_in_a_shadow_tree_stands_for_its_host(tmp_path: Path) -> None:
    """By its host's name, called by the words beside it, come to by Tab, and read on the layer that lies behind it."""
    page = own_page(
        tmp_path,
        """<style>[tabindex], my-button { cursor: pointer; position: relative }</style><main><h1>P</h1><form>
        <my-field id=town></my-field>
        <div role=radiogroup aria-label=Size><div role=radio tabindex=0 aria-checked=true id=small>Small</div>
        <div role=radio tabindex=-1 aria-checked=false>Large</div></div>
        <my-button id=send type=submit>Send</my-button></form></main><script>
        const make = (name, inside) => customElements.define(name, class extends HTMLElement {
          constructor() { super(); this.attachShadow({ mode: "open" }).innerHTML = inside; }
        });
        make("my-field", "<span>Town</span> <input aria-label=Town>");
        make("my-button", `<style>:host { color: white } button { all: unset; position: relative }
          div { position: absolute; inset: 0; background: navy }</style><div></div><button><slot></slot></button>`);
        </script>""",
    )
    found = priced(page)
    assert found.sight.pressables == ()
    assert way(found, "keyboard") == {"main content": 1, "first field": 1, "town": 1, "small": 2, "way on": 3}
    assert out_of_reach(found, "voice") == ()
    assert prices_of(found)["magnifier-4x", "way on"][1] < 30


def test_a_box_that_is_not_drawn_and_has_no_stand_in_is_an_answer_for_a_pointer_alone(
    tmp_path: Path,
) -> None:
    page = own_page(
        tmp_path,
        """<style>form input:not([id=name]) { display: none }</style><main><h1>P</h1><form>
        <label for=name>Name</label><input id=name>
        <fieldset><legend>Size</legend><input type=radio name=size id=s required><label for=s>Small</label>
        <label><input type=radio name=size> Large</label></fieldset>
        <div><input type=checkbox id=agree><label for=agree><span>I agree</span></label></div>
        <div><input type=checkbox id=news><span role=checkbox aria-checked=false tabindex=0 aria-labelledby=n></span>
        <label for=news id=n>News</label></div>
        <div><label for=letter>Your letter</label><input type=file id=letter><button type=button>Choose</button></div>
        <button>Send</button></form></main>""",
    )
    found = priced(page)
    for by_keys in ("keyboard", "reader-browse", "reader-fields", "switch-scanning", "voice"):
        assert set(out_of_reach(found, by_keys)) >= {"size", "agree"}, by_keys
        assert not {"news", "letter", "way on"} & set(out_of_reach(found, by_keys)), by_keys
    assert {"size", "agree", "way on"} <= set(way(found, "unsteady-pointer"))


def test_without_a_landmark_the_main_content_goes_on_from_its_heading(tmp_path: Path) -> None:
    found = priced(own_page(tmp_path, "<a href=#x>Home</a><h1>P</h1><form><label>A <input id=a></label></form>"))
    assert way(found, "keyboard")["main content"] == 2


def test_a_page_that_never_rests_and_one_that_is_not_there_are_told_in_a_sentence(tmp_path: Path) -> None:
    busy = "<h1>Now</h1><script>setInterval(() => document.body.append(document.createElement('hr')), 30)</script>"
    with pytest.raises(InputError, match="come to rest|had not loaded"):
        priced(own_page(tmp_path, busy), timeout_s=2)
    with pytest.raises(InputError, match="There is no file"):
        priced(str(tmp_path / "none.html"))
    with pytest.raises(InputError, match="no-such"):
        priced(own_page(tmp_path, "<h1>Here</h1>"), press=".no-such")


def test_the_same_page_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    page = form_page("library-computer", "your-details")
    found = [priced(page) for _ in range(2)]
    one, other = (json.dumps(price_page("p", each).as_dict()) for each in found)
    assert one == other
    # The debrief counts the same on the page that a visitor has open.
    price = keystroke_cost_of(PreparedPage(found[0]).tree)
    assert price is not None
    assert price.skip_link is not None
    assert way(found[0], "keyboard")["first field"] == min(price.tab, price.skip_link)


# --- forms that nobody can send, and lists of which only a part is there ---

STUCK = (
    "<label>Name <input></label><label hidden>Middle name <input required name=stuck></label>",
    "<label><input type=radio name=r> One</label><div style='display:none'><input required name=stuck-too></div>",
)
SENT = (
    "<input type=checkbox required id=t hidden><label for=t>I agree</label>",
    "<label><input type=radio onclick=\"this.form.querySelector('p').hidden = false\"> Other</label>"
    "<p hidden><input required></p>",
    "<select onchange=\"this.form.code.value = 'x'\"><option>A<option>B</select><input name=code required hidden>",
    "<select required hidden><option value=''>-</select><div tabindex=0 role=combobox>Choose</div>",
    "<p hidden><input required></p><button type=button>Find address</button>",
    "<p hidden id=more><input required></p><a href='#more'>More</a>",
    "<details><summary>More</summary><input required></details>",
    "<input required hidden><button formnovalidate>Send at once</button>",
    "<input required hidden disabled><fieldset disabled><input required hidden></fieldset>",
    "<input required hidden value=known><input type=hidden required>",
)


def as_form(content: str) -> str:
    return f"<form>{content}<button>Send</button></form>"


def test_a_form_that_a_field_out_of_sight_keeps_back_is_told_and_not_priced(tmp_path: Path) -> None:
    forms = "".join(map(as_form, (*SENT, *STUCK))) + "<form novalidate><input required hidden><button>Send</button>"
    cost = price_page("p", priced(own_page(tmp_path, f"<main><h1>Forms</h1>{forms}")))
    assert cost.unanswerable == ("Middle name", "stuck-too")
    for form, is_sent in ((STUCK[0], False), (SENT[0], True)):
        page = priced(own_page(tmp_path, f"<main><h1>Form</h1>{as_form(form)}"))
        told = price_page("p", page)
        assert {"way on" in way.unreachable for way in told.ways} == {not is_sent}, form
        assert any(line.startswith("Nobody can send this form: “Middle name”") for line in told.lines()) != is_sent


def test_of_a_list_that_is_there_in_part_the_prices_say_so(tmp_path: Path) -> None:
    body = """<main><h1>Lists</h1>
    <ul aria-label=Streets><li aria-setsize=500 aria-posinset=1>One<li aria-setsize=500 aria-posinset=2>Two</ul>
    <table aria-label=People aria-rowcount=1000><tr><th>Name<th>Town<tr aria-rowindex=2><td>Ann<td>Northmere</table>
    <div role=listbox aria-label=Names tabindex=0><div role=option aria-setsize=9 aria-posinset=4>Bob</div></div>
    <ul aria-label=Whole><li>One<li>Two<ul><li>Three<li>Four<li>Five</ul></ul>
    <table aria-label=All aria-rowcount=2><tr><th>Name<tr><td>Ann</table><select size=4><option>A<option>B</select>
    <div role=feed aria-label=News><article aria-setsize=-1 aria-posinset=1 tabindex=0>It rains</article></div>"""
    told = price_page("p", priced(own_page(tmp_path, body)))
    assert [(one.name, one.here, one.total) for one in told.virtual_lists] == [
        ("Streets", 2, 500),
        ("People", 2, 1000),
        ("Names", 1, 9),
    ]
    assert "Streets: 2 of 500 are on the page, and the prices are of those alone." in told.lines()
    assert told.as_dict()["virtual_lists"][0] == {"name": "Streets", "here": 2, "total": 500}  # type: ignore[index]
