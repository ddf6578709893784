"""What components say of themselves with ElementInternals alone, and what they keep in closed shadow trees: it is said,
and the page sees nothing of that."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from support.reader_spy import Reading

THING = """<script>customElements.define('x-thing', class extends HTMLElement {
  static formAssociated = true;
  constructor() { super(); this.inner = this.attachInternals(); }
  connectedCallback() { Object.assign(this.inner, JSON.parse(this.title)); this.title = ''; }
})</script>"""


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
        (
            "<script>customElements.define('x-list', class extends HTMLElement { constructor() { super();"
            "Object.assign(this.attachInternals(), { role: 'list', ariaLabel: 'Bins' }) } })</script>"
            "<x-list><div role=listitem>Blue</div></x-list>",
            "Bins, list with 1 item, Blue",
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


#: A component with a shadow tree that nobody else can look into; what is in it stands in its title.
SHUT = """<script>customElements.define('x-shut', class extends HTMLElement {
  connectedCallback() { this.attachShadow({ mode: 'closed' }).innerHTML = this.title; this.title = ''; }
})</script>"""
WRITTEN = "<template shadowrootmode=closed><button>Go</button></template>"


def shut(inside: str, around: str = "") -> str:
    return f'<x-shut title="{inside}">{around}</x-shut>'


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (shut("<h2>Where</h2><p>In May</p>"), ["heading level 2, Where", "In May"]),
        (shut("<label>Town <input></label>"), ["Town, edit, blank"]),
        (shut("<p>Before</p><slot></slot>", "<a href=/>Home</a>"), ["Before", "link, Home"]),
        (shut("<ul><slot></slot></ul>", "<li>One</li><li>Two</li>"), ["list with 2 items, One", "Two"]),
        (shut("<b>Not</b> <i>shown</i>", "<p>Words</p>"), ["Not shown"]),
        (shut("<x-shut title='<button>Deep</button>'></x-shut>"), ["Deep, button"]),
        (f"<x-thing title='{{}}'>{WRITTEN}</x-thing>", ["Go, button"]),
        (
            f"<iframe title=F srcdoc='{SHUT.replace(chr(39), '`')}<x-shut title=Framed></x-shut>'></iframe>",
            ["F, frame, Framed"],
        ),
    ],
)
def test_what_a_component_keeps_to_itself_is_read(reading: Reading, html: str, said: list[str]) -> None:
    reading.open(f"<p>Start</p>{SHUT}{html}{THING}<p>End</p>")
    reading.press("Ctrl+Home")
    assert [reading.press("Down") for _ in [*said, "End"]] == [*said, "End"]


@pytest.mark.parametrize("mode", ["open", "closed"])
def test_the_focus_and_what_is_typed_in_a_component_are_told(reading: Reading, mode: str) -> None:
    fields = "<label>A <input></label><label>B <input></label>"
    reading.open(f"<p>Start</p>{SHUT.replace('closed', mode)}{shut(fields)}", is_shown=True)
    reading.key("Tab")
    reading.hear("A, edit, blank, focus mode")
    reading.key("X")
    reading.hear("x")
    reading.said.clear()
    QTest.keyClick(reading.view.focusProxy(), Qt.Key.Key_Tab)  # As a script would that moves the focus on.
    reading.hear("B, edit, blank")


def test_what_comes_later_into_a_closed_tree_is_heard(reading: Reading) -> None:
    reading.open(f"<p>Start</p>{SHUT}{shut('<p>One</p>')}")
    reading.press("Ctrl+Home")
    reading.script("document.body.append(Object.assign(document.createElement('x-shut'), { title: '<p>Late</p>' })); 1")
    assert [reading.press("Down"), reading.press("Down")] == ["One", "Late"]


@pytest.mark.parametrize(
    "question",
    [
        "Element.prototype.attachShadow.name + Element.prototype.attachShadow.length",
        "/native code/.test(Element.prototype.attachShadow)",
        "(() => { try { document.createElement('p').attachShadow() } catch (error) { return String(error) } })()",
        "document.createElement('p').attachShadow({ mode: 'closed' }).mode",
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
