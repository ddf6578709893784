"""What components say of themselves with ElementInternals alone: it is said, and the page sees nothing of that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from support.reader_spy import Reading

THING = """<script>customElements.define('x-thing', class extends HTMLElement {
  static formAssociated = true;
  constructor() { super(); this.inner = this.attachInternals(); }
  connectedCallback() { Object.assign(this.inner, JSON.parse(this.title)); this.title = ''; }
})</script>"""


@pytest.fixture
def reading(qtbot: QtBot, tmp_path: Path) -> Iterator[Reading]:
    made = Reading(qtbot, tmp_path)
    yield made
    made.close()


def thing(role: str, more: str = "", words: str = "", attributes: str = "") -> str:
    title = f'{{"role": "{role}"{", " if more else ""}{more}}}'
    return f"<x-thing title='{title}' {attributes}>{words}</x-thing>"


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (thing("checkbox", '"ariaChecked": "mixed", "ariaLabel": "All"'), "All, check box, partly checked"),
        (thing("checkbox", '"ariaChecked": "true"', "One", "aria-checked=false"), "One, check box, not checked"),
        (thing("heading", '"ariaLevel": "3"', "Three"), "heading level 3, Three"),
        (thing("button", '"ariaExpanded": "false", "ariaDisabled": "true"', "More"), "More, button, collapsed, dimmed"),
        (
            thing("radiogroup", '"ariaLabel": "How"', thing("radio", "", "Post") + thing("radio", "", "Phone")),
            "How, group, Post, radio button, not checked, 1 of 2",
        ),
        (f"<label for=t>Town</label>{thing('textbox', '', '', 'id=t tabindex=0')}", "Town, edit, blank"),
    ],
)
def test_what_a_component_says_of_itself_is_said(reading: Reading, html: str, said: str) -> None:
    reading.open("<p>Start</p>" + THING + html)
    reading.press("Ctrl+Home")
    assert reading.press("Down") == said


def test_what_it_refers_to_is_said_and_so_is_what_it_finds_wrong(reading: Reading) -> None:
    reading.open(THING + thing("textbox", '"ariaLabel": "Date"', "", "tabindex=0") + "<p id=why>In May</p>")
    reading.script(
        "const { inner } = document.querySelector('x-thing'); inner.ariaDescribedByElements = [why];"
        "inner.setValidity({ valueMissing: true }, 'Give it'); 1"
    )
    assert reading.press("Ctrl+Home") == "Date, edit, invalid entry, blank, In May"


@pytest.mark.parametrize(
    "question",
    [
        "HTMLElement.prototype.attachInternals.name + HTMLElement.prototype.attachInternals.length",
        "/native code/.test(HTMLElement.prototype.attachInternals)",
        "JSON.stringify(Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'attachInternals'))",
        "(() => { try { document.body.attachInternals() } catch (error) { return String(error) } })()",
        "(() => { try { document.querySelector('x-thing').attachInternals() } catch (error) { return error.name } })()",
        "document.querySelector('x-thing').inner instanceof ElementInternals",
        "Object.keys(globalThis).filter((name) => /intern|lab/.test(name)).length",
    ],
)
def test_a_page_sees_what_it_would_see_without_a_reader(reading: Reading, question: str) -> None:
    page = THING + thing("button", "", "Press")
    reading.open(page)
    heard = reading.script(question)
    reading.station.stop()
    with reading.qtbot.waitSignal(reading.page.loadFinished):
        reading.page.triggerAction(reading.page.WebAction.Reload)
    assert heard == reading.script(question)


def test_no_page_stops_it_by_taking_its_tools_away_and_none_hears_what_is_asked(reading: Reading) -> None:
    reading.open(
        "<script>heard = 0; for (const name of ['lab-asks-internals', 'lab-is-referred-to'])"
        "  for (const where of [globalThis, document]) where.addEventListener(name, () => { heard += 1 }, true);"
        "JSON.stringify = Reflect.apply = WeakMap.prototype.get = Event.prototype.composedPath = () => { throw 1 };"
        "Event.prototype.stopImmediatePropagation = () => {}; FocusEvent = null;"
        "Object.prototype.apply = Object.prototype.get = () => { throw 1 };"
        "Array.prototype[Symbol.iterator] = null</script>"
        "<script>customElements.define('x-odd', class extends HTMLElement { constructor() { super();"
        "  const inner = this.attachInternals(); inner.role = 'switch'; inner.ariaChecked = 'true' } })</script>"
        "<x-odd>Odd</x-odd>"
    )
    assert reading.press("Ctrl+Home") == "Odd, switch, on"
    assert reading.script("heard") == 0
