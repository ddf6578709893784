"""What is said is what the page holds when it is said, also where nothing was mutated: properties, style sheets."""

from __future__ import annotations

import pytest
from test_reader_pages import STOPS

from empathylab.reader.node import Node
from empathylab.ui.reader.page_reader import load_page
from empathylab.ui.reader.read_request import ReadRequest
from support.reader_spy import Reading

COUNT = """<p>Start</p><fieldset><legend>Bins</legend><label><input type=checkbox checked>Food</label>
<label><input type=checkbox id=none>None</label></fieldset><label for=sum>Chosen</label><input id=sum value=1 readonly>
<script>none.onclick = () => { document.querySelector('input').checked = false; sum.value = 0 }</script>"""

# A page, what a script does to it without a mutation, the next item then.
CHANGES = {
    "a tick": (
        "<input type=checkbox aria-label=Food>",
        "document.querySelector('input').checked = true",
        "Food, check box, checked",
    ),
    "neither ticked nor not": (
        "<input type=checkbox aria-label=All>",
        "document.querySelector('input').indeterminate = true",
        "All, check box, partly checked",
    ),
    "a value": (
        "<input aria-label=Sum value=1>",
        "document.querySelector('input').value = 2",
        "Sum, edit, 2",
    ),
    "a longer value": (
        "<textarea aria-label=Notes></textarea>",
        "document.querySelector('textarea').value = 'Gate code'",
        "Notes, edit, multi line, Gate code",
    ),
    "a choice": (
        "<select aria-label=Ward><option>North<option>South</select>",
        "document.querySelector('select').selectedIndex = 1",
        "Ward, combo box, collapsed, South, 2 of 2",
    ),
    "the other of two": (
        "<label><input type=radio name=r checked>Yes</label><label><input type=radio name=r>No</label>",
        "document.querySelectorAll('input')[1].checked = true",
        "Yes, radio button, not checked, 1 of 2",
    ),
    "a group around it": (
        "<div role=group aria-label=Date><input aria-label=Day></div>",
        "document.querySelector('input').value = 7",
        "Date, group, Day, edit, 7",
    ),
    "a popover": (
        "<div popover>Saved</div>",
        "document.querySelector('div').showPopover()",
        "Saved",
    ),
    "a rule": (
        "<style>.late { display: none }</style><h2 class=late>Late</h2>",
        "document.styleSheets[0].deleteRule(0)",
        "heading level 2, Late",
    ),
    "a sheet": (
        "<p class=old>Old</p><p>New</p>",
        "const s = new CSSStyleSheet; s.replaceSync('.old { display: none }'); document.adoptedStyleSheets = [s]",
        "New",
    ),
    "has": (
        "<style>body:not(:has(:checked)) .more { display: none }</style><p class=more>More</p><input type=checkbox>",
        "document.querySelector('input').checked = true",
        "More",
    ),
    "a sibling of what is ticked": (
        "<style>#a:checked ~ p { display: none }</style><input type=checkbox id=a hidden><p>Off</p><h2>On</h2>",
        "document.querySelector('input').checked = true",
        "heading level 2, On",
    ),
    "words before it": (
        "<style>:checked + p::before { content: 'Chosen: ' }</style><input type=checkbox hidden><p>Red</p>",
        "document.querySelector('input').checked = true",
        "Chosen: Red",
    ),
    "a part of its label": (
        "<style>#a:checked ~ label b { display: none }</style><input type=checkbox id=a hidden><div></div>"
        "<label for=n>Name <b>(required)</b></label><input id=n>",
        "document.querySelector('input').checked = true",
        "Name, edit, blank",
    ),
    "a part of a label far away": (
        "<style>#a:checked ~ label b { display: none }</style><input type=checkbox id=a hidden><input id=n>"
        "<p>Between</p><label for=n>Name <b>(required)</b></label>",
        "document.querySelector('input').checked = true",
        "Name, edit, blank",
    ),
    "a part of a name far away": (
        "<style>#a:checked ~ h2 b { display: none }</style><input type=checkbox id=a hidden>"
        "<section aria-labelledby=h><p>Here</p></section><p>Between</p><h2 id=h>Bins <b>today</b></h2>",
        "document.querySelector('input').checked = true",
        "Bins, region, Here",
    ),
    "a part of a button": (
        "<style>#a:checked ~ button b { display: none }</style><input type=checkbox id=a hidden>"
        "<button>Save <b>a draft</b></button>",
        "document.querySelector('input').checked = true",
        "Save, button",
    ),
    "the last of a list": (
        "<ul><li>One<li>Two<li class=late>Three</ul>",
        "const s = new CSSStyleSheet; s.replaceSync('.late { display: none }'); document.adoptedStyleSheets = [s]",
        "list with 2 items, One",
    ),
    "all that is around": (
        "<section class=old><div><p>Old</p></div><p>Older</p></section><p>New</p>",
        "const s = new CSSStyleSheet; s.replaceSync('.old { display: none }'); document.adoptedStyleSheets = [s]",
        "New",
    ),
    "a shadow tree": (
        "<div id=host>Light</div>",
        "document.getElementById('host').attachShadow({ mode: 'open' }).innerHTML = '<button>Dark'",
        "Dark, button",
    ),
    "what its own element says": (
        "<my-knob tabindex=0></my-knob><script>customElements.define('my-knob', class extends HTMLElement {"
        "constructor() { super(); this.inner = this.attachInternals(); this.inner.role = 'button'; } })</script>",
        "document.querySelector('my-knob').inner.ariaLabel = 'Louder'",
        "Louder, button",
    ),
    "a state that only its own element knows": (
        "<my-box>Rain</my-box><script>customElements.define('my-box', class extends HTMLElement {"
        "constructor() { super(); this.inner = this.attachInternals(); this.inner.role = 'checkbox'; } })</script>",
        "document.querySelector('my-box').inner.ariaChecked = 'true'",
        "Rain, check box, checked",
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_without_a_mutation_is_said_as_it_is(reading: Reading, change: str) -> None:
    html, script, said = CHANGES[change]
    reading.open("<p>Start</p>" + html)
    assert reading.press("Ctrl+Home") == "Start"
    reading.script(f"{script}; 1")
    assert reading.press("Down") == said


def test_going_back_says_what_a_later_choice_undid(reading: Reading) -> None:
    reading.open(COUNT)
    assert reading.press("X") == "Bins, group, Food, check box, checked"
    assert reading.press("X") == "None, check box, not checked"
    reading.press("Space")
    reading.hear("checked")
    assert reading.press("Up") == "Food, check box, not checked"
    assert reading.press("E") == "Chosen, edit, read only, 0"


def test_from_what_has_vanished_the_way_leads_on(reading: Reading) -> None:
    reading.open("<section class=old><p>Old</p><div><p>Older</p></div></section><p>New</p>")
    assert reading.press("Ctrl+Home") == "Old"
    reading.script(
        "const s = new CSSStyleSheet; s.replaceSync('.old { display: none }'); document.adoptedStyleSheets = [s]; 1"
    )
    assert reading.press("Down") == "New"


def test_what_appears_beyond_the_next_item_is_found_when_the_way_leads_there(reading: Reading) -> None:
    reading.open(
        "<style>#a:checked ~ * h2 { display: block }</style><style>h2 { display: none }</style><input id=a "
        "type=checkbox hidden><p>One</p><p>Two</p><section><div><h2>Late</h2></div></section><p>End</p>"
    )
    assert reading.press("Ctrl+Home") == "One"
    reading.script("document.querySelectorAll('style')[1].sheet.deleteRule(0); 1")
    assert reading.press("Down") == "Two"
    assert reading.press("Down") == "heading level 2, Late"
    reading.script("document.querySelectorAll('style')[1].sheet.insertRule('h2 { display: none }'); 1")
    assert reading.press("Up", "Down") == "End"
    reading.script("document.querySelectorAll('style')[1].sheet.deleteRule(0); 1")
    assert reading.press("Ctrl+Home", "H") == "heading level 2, Late"


def test_characters_are_those_of_the_value_by_now(reading: Reading) -> None:
    reading.open("<div>x</div><input value=Ada>")
    reading.press("E")
    reading.script("document.querySelector('input').value = 'Bob'")
    assert reading.press("Right") == "o"


def test_the_focus_is_said_as_it_is(reading: Reading) -> None:
    reading.open("<input type=checkbox aria-label=Food>", is_shown=True)
    reading.script("const box = document.querySelector('input'); box.checked = true; box.focus()")
    reading.hear("Food, check box, checked")
    reading.script("document.querySelector('input').checked = false")
    assert reading.press("Insert+Tab") == "Food, check box, not checked"


def test_an_animation_that_ends_is_looked_at(reading: Reading) -> None:
    reading.open(
        "<style>@keyframes go { to { visibility: hidden } } .go { animation: go 0.05s forwards }</style>"
        "<p>Start</p><p class=go>Gone</p>",
        is_shown=True,
    )
    nodes = reading.station.reader.tree
    reading.qtbot.waitUntil(lambda: [node.name for node in nodes.nodes.values() if node.role == "text"] == ["Start"])


def test_a_page_without_time_is_said_as_it_was(reading: Reading) -> None:
    reading.open("<p>One</p><p>Two</p>")
    reading.press("Ctrl+Home")
    reading.be_patient(300)
    reading.page.runJavaScript("const end = Date.now() + 1000; while (Date.now() < end);", 0)
    assert reading.press("Down") == "Two"


def test_tab_from_the_cursor_comes_where_the_real_key_comes(reading: Reading) -> None:
    # The engine itself complains of a focus that is hidden.
    reading.open(STOPS.replace('aria-hidden="true"', ""), is_shown=True)
    reader = reading.station.reader
    found: list[Node] = []
    while not found or found[-1].id not in {node.id for node in found[:-1]}:
        last = found[-1].id if found else 0
        reader.page.tab(last, 1)
        reading.qtbot.waitUntil(lambda last=last: reader.focus is not None and reader.focus.id != last)
        assert reader.focus is not None
        found.append(reader.focus)
    real = load_page(str(reading.folder / "page.html"), ReadRequest(timeout_s=60, is_tabbed=True)).content.tab_stops
    assert [(node.role, node.name) for node in found[:-1]] == [(stop.node.role, stop.node.name) for stop in real]
