"""Pages that change while they are read. The cursor is never lost and speech never lags behind."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWebEngineCore import QWebEngineScript

from empathylab.ui.page.channel import ISOLATED_WORLD, inject, remove
from support.reader_spy import Reading


def test_only_what_changed_is_sent(reading: Reading) -> None:
    reading.open("<main><p id=a>One</p><p id=b>Two</p></main>")
    sent: list[int] = []
    change = reading.station.reader.changed
    reading.station.reader.changed = lambda changes: (sent.extend(len(one.nodes) for one in changes), change(changes))[
        1
    ]  # type: ignore[method-assign, func-returns-value]
    reading.script("document.getElementById('b').textContent = 'Deux'")
    reading.qtbot.waitUntil(lambda: bool(sent))
    assert sent == [2]
    assert reading.press("Ctrl+End") == "main landmark, Deux"


def test_a_removed_item_leaves_the_cursor_at_what_followed(reading: Reading) -> None:
    reading.open("<p>One</p><section><p>Two</p><p>Three</p></section><p>Four</p>")
    reading.press("Ctrl+Home", "Down")
    count = len(reading.station.reader.tree.items)
    reading.script("document.querySelector('section').remove()")
    reading.qtbot.waitUntil(lambda: len(reading.station.reader.tree.items) < count)
    assert reading.press("Insert+Up") == "Four"
    assert reading.press("Up") == "One"


def test_an_emptied_page_and_a_filled_one(reading: Reading) -> None:
    reading.open("<p>One</p>")
    reading.script("document.body.replaceChildren()")
    reading.qtbot.waitUntil(lambda: not reading.station.reader.tree.items)
    assert reading.press("Insert+Up") == "empty page"
    reading.script("document.body.innerHTML = '<h1>Back</h1>'")
    reading.qtbot.waitUntil(lambda: bool(reading.station.reader.tree.items))
    assert reading.press("Down") in {"heading level 1, Back", "end of page"}
    assert reading.press("Insert+Up") == "heading level 1, Back"


def test_the_focused_element_may_vanish(reading: Reading) -> None:
    reading.open("<p>Before</p><button>Gone</button><p>After</p>", is_shown=True)
    reading.press("B")
    reading.key("Tab")
    reading.script("document.querySelector('button').focus(); document.querySelector('button').remove()")
    reading.qtbot.waitUntil(lambda: len(reading.station.reader.tree.items) == 2)
    assert reading.press("Insert+Up") in {"After", "Before"}


def test_a_label_changes_the_name_of_its_field(reading: Reading) -> None:
    reading.open("<label for=f>Name</label><p>x</p><input id=f><p id=hint>old</p><input id=g aria-labelledby=hint>")
    reading.script(
        "document.querySelector('label').textContent = 'Full name'; document.getElementById('hint').textContent = 'new'"
    )
    nodes = reading.station.reader.tree.nodes
    reading.qtbot.waitUntil(lambda: {"Full name", "new"} <= {n.name for n in nodes.values() if n.role == "textbox"})


def test_what_is_under_the_cursor_is_said_when_it_changes(reading: Reading) -> None:
    reading.open("<button aria-expanded=false onclick=\"this.setAttribute('aria-expanded', 'true')\">Menu</button>")
    reading.press("B", "Return")
    reading.hear("expanded")


def test_hidden_by_a_class_and_shown_again(reading: Reading) -> None:
    reading.open("<style>.off { display: none }</style><div id=d><p>Sometimes</p></div><p>Always</p>")
    reading.script("document.getElementById('d').className = 'off'")
    reading.qtbot.waitUntil(lambda: len(reading.station.reader.tree.items) == 1)
    reading.script("document.getElementById('d').className = ''")
    reading.qtbot.waitUntil(lambda: len(reading.station.reader.tree.items) == 2)


def test_a_change_in_a_part_that_is_laid_out_only_when_it_comes_near(reading: Reading) -> None:
    reading.open("<p>One</p><hr style='height: 9000px'><section style='content-visibility: auto'><button>A</button>")
    assert reading.press("B") == "A, button"
    reading.press("Ctrl+Home")
    count = len(reading.station.reader.tree.items)
    reading.script("document.querySelector('section').insertAdjacentHTML('beforeend', '<button>B</button>')")
    reading.qtbot.waitUntil(lambda: len(reading.station.reader.tree.items) > count)
    assert [reading.press("B"), reading.press("B")] == ["A, button", "B, button"]
    assert reading.script("document.adoptedStyleSheets.length") == 0


def test_what_no_observer_sees_is_found_when_the_page_is_quiet(reading: Reading) -> None:
    reading.open("<input type=checkbox aria-label=Box><p id=p>x</p>")
    reading.script("document.querySelector('input').checked = true; document.getElementById('p').textContent = 'y'")
    nodes = reading.station.reader.tree.nodes
    reading.qtbot.waitUntil(lambda: any("checked" in n.states for n in nodes.values()))


def test_polite_and_assertive_regions(reading: Reading) -> None:
    reading.open(
        "<div aria-live=polite id=p></div><div role=alert id=a></div><div aria-live=off id=o></div><p>text</p>"
    )
    reading.script("document.getElementById('p').textContent = 'Saved'")
    reading.hear("Saved")
    reading.script(
        "document.getElementById('o').textContent = 'Quiet'; document.getElementById('a').textContent = 'Stop!'"
    )
    reading.hear("Stop!")
    assert "Quiet" not in reading.said


def test_an_alert_that_appears_interrupts(reading: Reading) -> None:
    reading.open("<p>Long text</p><div id=e role=alert hidden>Check your answers</div>")
    reading.voice.is_slow = True
    reading.press("Ctrl+Home")
    reading.script("document.getElementById('e').hidden = false")
    reading.hear("Check your answers")


LIVE = """<div role=alert id=a>There is a problem</div><div role=status id=s>Saved <i id=i>twice</i></div>
<div aria-live=polite id=p><p aria-atomic=true>Total <b id=t>1</b></p><p id=plain>Row <b id=r>2</b></p></div>
<div role=status aria-atomic=false id=n>Sent <b id=nb>3</b></div>
<div aria-live=polite aria-relevant=additions id=ad><b id=ab>4</b></div><div aria-live=loud id=l>5</div>
<div aria-live=polite>Outer <span aria-live=off id=off>6</span></div>
<div aria-live=polite id=v style="visibility: hidden">7</div>
<div aria-live=polite>Left <b id=ah aria-hidden=true>8</b></div>
<div aria-live=polite id=c><p id=h hidden>Shown</p></div><p>text</p>"""


def test_live_regions_say_what_is_new_of_them_and_as_much_as_their_author_wants(reading: Reading) -> None:
    """Alerts that were there and classes that change nothing are passed over; aria-atomic and the like count."""
    reading.open(LIVE)
    set_text = "document.getElementById({!r}).textContent = {!r}; 1"

    def said_after(script: str) -> list[str]:
        reading.said.clear()
        reading.script(script)
        reading.script("document.getElementById('plain').append(document.createTextNode(' end'))")
        reading.hear("end")
        return [phrase for phrase in reading.said if phrase != "end"]

    assert said_after("document.body.className = 'js'; document.getElementById('a').className = 'big'; 1") == []
    assert said_after("document.getElementById('i').className = 'spins'; 1") == []
    assert said_after(set_text.format("ab", "40")) == []
    assert said_after(set_text.format("l", "50")) == []
    assert said_after(set_text.format("off", "60")) == []
    assert said_after(set_text.format("v", "70")) == [], "hidden words, however they change"
    assert said_after(set_text.format("ah", "80")) == []
    for part, text, phrase in (
        ("t", "10", "Total 10"), ("r", "20", "20"), ("nb", "30", "30"), ("i", "once", "Saved once"),
    ):  # fmt: skip
        reading.said.clear()
        reading.script(set_text.format(part, text))
        reading.hear(phrase)
    reading.script("document.getElementById('h').hidden = false; 1")
    reading.hear("Shown")
    reading.said.clear()
    reading.script("document.getElementById('r').firstChild.data = 'changed in place'; 1")
    reading.hear("changed in place")
    reading.script(
        "document.getElementById('s').ariaBusy = 'true'; document.getElementById('i').textContent = 'thrice'; 1"
    )
    assert said_after("1") == []
    reading.script("document.getElementById('s').ariaBusy = 'false'; 1")
    reading.hear("Saved thrice")
    reading.script(
        "const b = document.createElement('p'); b.textContent = 'Added'; document.getElementById('ad').append(b)"
    )
    reading.hear("Added")
    assert said_after("globalThis.gone = document.getElementById('a'); gone.remove(); 1") == []
    reading.script("document.body.append(gone)")
    reading.hear("There is a problem")


@pytest.mark.parametrize("inside", ["<p>Saved", "<div role=status>Saved</div>"])
def test_a_message_that_the_browser_shows_is_said(reading: Reading, inside: str) -> None:
    region = "role=alert" if "status" not in inside else ""
    reading.open(f"<div popover=manual id=p {region}>{inside}</div><p>text</p>")
    reading.script("document.getElementById('p').showPopover(); 1")
    reading.hear("Saved")


def test_words_changed_in_place_in_a_component_are_said(reading: Reading) -> None:
    reading.open("<div aria-live=polite id=c><template shadowrootmode=open>One</template></div><p>text</p>")
    reading.script("document.getElementById('c').shadowRoot.firstChild.data = 'Two'; 1")
    reading.hear("Two")


def newest_waiting(reading: Reading) -> str:
    queue = reading.station.reader.speaker._queue
    return queue[-1][1].text if queue else ""


def test_of_a_flood_only_the_newest_is_kept(reading: Reading) -> None:
    reading.open("<div aria-live=polite id=p></div><p>text</p>", is_shown=True)
    reading.voice.is_slow = True
    reading.press("Ctrl+Home")
    reading.script(
        "let n = 0; const add = () => { document.getElementById('p').textContent = `Update ${++n}`; "
        "if (n < 1000) setTimeout(add, 0); "
        "else document.title = 'over'; }; add(); 1"
    )
    reading.qtbot.waitUntil(lambda: reading.page.title() == "over")
    reading.qtbot.waitUntil(lambda: newest_waiting(reading) in {"Update 1000", "over"})
    assert reading.station.reader.speaker.waiting == 1
    assert reading.said == ["text"]
    reading.voice.finish()
    reading.hear(lambda said: said[-1] in {"Update 1000", "over"})
    assert len(reading.said) == 2


def test_the_error_summary_that_gets_focus_is_read(reading: Reading) -> None:
    reading.open(
        "<div tabindex=-1 role=alert id=s aria-labelledby=t><h2 id=t>There is a problem</h2>"
        "<ul><li><a href=#n>Enter a name</a></ul></div><input id=n>",
        is_shown=True,
    )
    reading.script("document.getElementById('s').focus()")
    reading.hear(lambda said: any("There is a problem" in phrase and "Enter a name" in phrase for phrase in said))


def test_the_active_part_of_what_has_no_focus_leaves_the_cursor_where_it_is(reading: Reading) -> None:
    reading.open(
        "<button id=b>Menu</button><p>One</p><p>Two</p><ul role=listbox id=l tabindex=-1><li role=option id=o>Red</ul>",
        is_shown=True,
    )
    reading.script("document.getElementById('b').focus(); 1")
    reading.hear("Menu, button")
    assert reading.press("Down", "Down") == "Two"
    reading.script("document.getElementById('l').setAttribute('aria-activedescendant', 'o'); 1")
    reading.settle()
    assert reading.press("Up") == "One"


def test_the_active_descendant_is_the_focus(reading: Reading) -> None:
    reading.open(
        "<ul role=listbox tabindex=0 aria-label=Bins>"
        "<li role=option id=o1>Blue</li><li role=option id=o2>Green</li></ul>",
        is_shown=True,
    )
    reading.script("document.querySelector('ul').focus()")
    reading.hear(lambda said: any("list box" in phrase for phrase in said))
    reading.script("document.querySelector('ul').setAttribute('aria-activedescendant', 'o2')")
    reading.hear(lambda said: said[-1] == "Green, 2 of 2")


def test_the_active_descendant_in_a_list_that_is_closed_is_not_the_focus(reading: Reading) -> None:
    reading.open(
        "<div role=combobox tabindex=0 aria-label=City aria-expanded=false aria-controls=l aria-activedescendant=o>"
        "</div><div role=listbox id=l hidden><div role=option id=o aria-selected=true>Leeds</div></div>",
        is_shown=True,
    )
    reading.script("document.querySelector('[role=combobox]').focus()")
    reading.hear("City, combo box, collapsed, focus mode")


def test_the_title_that_changes_is_said(reading: Reading) -> None:
    reading.open("<p>x</p>")
    reading.script("document.title = 'Error: Report a bin'")
    reading.hear("Error: Report a bin")


def test_the_next_page_starts_afresh(reading: Reading) -> None:
    reading.open("<h1>One</h1>")
    reading.press("H")
    reading.open("<title>Second</title><h1>Two</h1>", name="second.html")
    assert reading.press("Insert+Up") == "heading level 1, Two"


def test_a_page_of_20000_nodes(reading: Reading) -> None:
    reading.open("<main>" + "".join(f"<p>Text {i} <a href=#>link {i}</a></p>" for i in range(7000)) + "</main>")
    assert len(reading.station.reader.tree.order) >= 20000
    assert reading.press("Ctrl+End") == "main landmark, link, link 6999"
    assert reading.press("Shift+K") == "link, link 6998"


def test_a_large_page_that_grows_is_not_walked_again_for_every_piece(reading: Reading) -> None:
    """A page that comes piece by piece would wait for a walk of all of it after each."""
    reading.open("<main>" + "<p>Some <a href='#'>link</a></p>" * 1_500 + "</main>", is_shown=True)
    walks: list[int] = []
    change = reading.station.reader.changed

    def changed(changes: Any) -> Any:
        walks.extend(len(one.nodes) for one in changes if len(one.nodes) > 1_500)
        return change(changes)

    reading.station.reader.changed = changed  # type: ignore[method-assign]
    reading.script(
        "let left = 200; const main = document.querySelector('main');"
        "const channel = new MessageChannel(); channel.port1.onmessage = () => {"
        " main.append('more '); left -= 1; if (left) setTimeout(() => channel.port2.postMessage(0), 1);"
        " else document.title = 'grown'; }; channel.port2.postMessage(0); 1"
    )
    reading.qtbot.waitUntil(lambda: reading.view.title() == "grown", timeout=60_000)
    assert 0 < len(walks) < 30


def test_a_busy_computer_takes_a_page_in_no_smaller_pieces(reading: Reading) -> None:
    """After each piece the engine brings all its tree up to date: a long page took a minute to come."""
    reading.open(
        "<script>customElements.define('slow-word', class extends HTMLElement {"
        " connectedCallback() { for (const end = performance.now() + 11; performance.now() < end;); } });"
        "let seen = 0, pieces = 0; const turn = new MessageChannel(); turn.port1.onmessage = () => {"
        " const now = document.getElementsByTagName('slow-word').length; if (now > seen) pieces += 1; seen = now;"
        " if (document.readyState === 'loading') turn.port2.postMessage(0); }; turn.port2.postMessage(0);</script>"
        + "<slow-word>word</slow-word>"
        * 60
    )
    assert reading.script("pieces") < 5


def test_keys_mashed_over_a_page_that_changes_all_the_time(reading: Reading) -> None:
    reading.open("<main id=m></main><p>always</p>")
    reading.script(
        "let n = 0; setInterval(() => { const m = document.getElementById('m'); n += 1; m.innerHTML = "
        "Array.from({ length: n % 7 }, (_, i) => `<h2>H${i}</h2><input aria-label=f${i}><ul><li>${n}</ul>`).join(''); "
        "}, 5); 1"
    )
    keys = [
        "H",
        "Down",
        "F",
        "Up",
        "Shift+H",
        "Tab",
        "Return",
        "Escape",
        "Ctrl+End",
        "Left",
        "Insert+F7",
        "Down",
        "Escape",
        "Right",
        "L",
    ]
    for turn in range(40):
        for key in keys:
            reading.key(key)
        reading.qtbot.wait(10)
        assert reading.station.reader.speaker.waiting <= 1, turn
    tree, cursor = reading.station.reader.tree, reading.station.reader.cursor
    assert cursor.item in tree.items


def test_what_has_left_the_page_is_let_go(reading: Reading) -> None:
    reading.open("<main id=m></main><p>always</p>", is_shown=True)
    reading.script(
        "let n = 0; const turn = () => { const m = document.getElementById('m'); n += 1; m.innerHTML = "
        "Array.from({ length: 100 }, (_, i) => `<p>${n} ${i} <button>b</button></p>`).join(''); "
        "if (n < 60) setTimeout(turn, 55); else document.title = 'over'; }; turn(); 1"
    )
    reading.qtbot.waitUntil(lambda: reading.page.title() == "over")
    known: list[int] = []
    reading.page.runJavaScript("labReader.knownCount()", ISOLATED_WORLD.value, known.append)
    reading.qtbot.waitUntil(lambda: bool(known))
    assert known[0] < 6000
    assert len(reading.station.reader.tree.nodes) < 500


def test_the_cursor_is_scrolled_into_view(reading: Reading) -> None:
    reading.open("<p>Top</p>" + "<p>Between</p>" * 200 + "<p>Bottom</p>", is_shown=True)
    reading.press("Ctrl+End")
    reading.qtbot.waitUntil(lambda: reading.script("window.scrollY") > 1000)
    reading.press("Ctrl+Home")
    reading.qtbot.waitUntil(lambda: reading.script("window.scrollY") < 50)


def test_an_engine_without_names_and_roles_is_said_to_be_unreadable(reading: Reading) -> None:
    gone = "delete Element.prototype.computedName"
    inject(reading.page, "no-names", gone, QWebEngineScript.InjectionPoint.DocumentCreation)
    reading.start()
    with reading.qtbot.waitSignal(reading.station.opened):
        reading.page.setHtml("<title>Form</title><button>Send</button>")
    remove(reading.page, "no-names")
    assert len(reading.said) == 1
    assert "cannot be read" in reading.said[0]


def test_numbers_and_headers_are_those_of_the_list_and_table_as_they_are_now(reading: Reading) -> None:
    reading.open("<ol id=o><li>Two</ol><table><tr><th id=h>Day<tr><td>Mon</table>")
    assert reading.press("Ctrl+Home") == "list with 1 item, 1. Two"
    reading.script("document.getElementById('o').insertAdjacentHTML('afterbegin', '<li>One'), 1")
    assert reading.press("Ctrl+Home") == "1. One"
    assert reading.press("Down") == "2. Two"
    reading.script("document.getElementById('o').start = 5, 1")
    assert reading.press("Ctrl+Home") == "5. One"
    reading.script("document.getElementById('h').textContent = 'When', 1")
    assert reading.press("Ctrl+End") == "table with 2 rows and 1 column, row 2, When, column 1, Mon"


def test_the_languages_of_a_name_are_those_of_its_words_now(reading: Reading) -> None:
    reading.open("<h1 lang=en id=h>Hello <i lang=cy>Croeso</i></h1>")
    reading.press("Ctrl+Home")
    reading.script("document.getElementById('h').textContent = 'Bye', 1")
    assert reading.press("Ctrl+Home") == "heading level 1, Bye"
    assert reading.station.reader.cursor.node.spans == ()
