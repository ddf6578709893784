"""A person presses the reader's keys over a real page in the real engine and hears what is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from empathylab.domain.events import LandmarkJumped, ModeChanged
from empathylab.reader.settings import Echo, ReaderSettings
from empathylab.ui.reader.reader_tree import _Bridge
from support.reader_spy import Reading

FORM = """<!doctype html><html lang="en"><title>Report a missed bin</title>
<a href="#main">Skip to main content</a>
<header><nav aria-label="Council">
<ul><li><a href="x.html">Home</a></li><li><a href="y.html">Bins</a></li></ul></nav></header>
<main id="main"><h1>Report a missed bin</h1>
<p>Tell us <strong>which</strong> bin. See <a href="z.html">our guide</a> first.</p>
<form><h2>About you</h2>
<label for="name">Full name</label><input id="name" required aria-describedby="hint">
<div id="hint">As on your bill</div>
<input id="nameless">
<fieldset><legend>Which bin was missed?</legend>
<label><input type="radio" name="bin" value="a"> Blue</label>
<label><input type="radio" name="bin"> Green</label></fieldset>
<label><input type="checkbox" id="agree"> I agree</label>
<label for="day">Day</label><select id="day"><option>Monday</option><option>Tuesday</option></select>
<label for="code">Code</label><input id="code" type="password">
<img src="map.png"><img src="line.png" alt=""><button>Continue</button></form></main></html>"""


@pytest.fixture
def form(reading: Reading) -> Reading:
    reading.open(FORM)
    return reading


def test_on_load_the_title_then_what_there_is_to_jump_by_then_everything(qtbot: QtBot, tmp_path: Path) -> None:
    reading = Reading(qtbot, tmp_path, ReaderSettings())
    reading.station.start()
    with qtbot.waitSignal(reading.station.opened):
        (tmp_path / "page.html").write_text(FORM, encoding="utf-8")
        reading.page.load(QUrl.fromLocalFile(str(tmp_path / "page.html")))
    reading.hear("Continue, button")
    assert reading.said[:4] == [
        "Report a missed bin",
        "page has 2 headings and 4 links",
        "link, Skip to main content",
        "banner landmark, Council, navigation landmark, list with 2 items, link, Home",
    ]
    reading.close()


def test_quick_keys_go_forwards_and_with_shift_backwards(form: Reading) -> None:
    assert form.press("H") == "main landmark, heading level 1, Report a missed bin"
    assert form.press("2") == "heading level 2, About you"
    assert form.press("H") == "no next heading"
    assert form.press("Shift+H") == "heading level 1, Report a missed bin"
    assert form.press("3") == "no next heading level 3"
    assert form.press("F") == "Full name, edit, required, blank, As on your bill"
    assert form.press("E") == "edit, blank"
    assert form.press("R") == "Which bin was missed?, group, Blue, radio button, not checked, 1 of 2"
    assert form.press("R") == "Green, radio button, not checked, 2 of 2"
    assert form.press("X") == "I agree, check box, not checked"
    assert form.press("C") == "Day, combo box, collapsed, Monday, 1 of 2"
    assert form.press("G") == "graphic"
    assert form.press("B") == "Continue, button"
    assert form.press("Shift+K") == "link, our guide"
    assert form.press("Shift+D") == "heading level 1, Report a missed bin"
    assert form.press("Shift+D") == "banner landmark, Council, navigation landmark, list with 2 items, link, Home"
    jumps = [event.by for event in form.happened if isinstance(event, LandmarkJumped)]
    assert jumps[:2] == ["heading", "heading"]
    assert "combobox" in jumps


def test_arrows_walk_items_characters_and_words(form: Reading) -> None:
    form.press("H")
    assert form.press("Down") == "Tell us which bin. See"
    assert form.press("Right") == "e"
    assert form.press("Ctrl+Right") == "us"
    assert form.press("Ctrl+Left") == "Tell"
    assert form.press("End") == "e"
    assert form.press("Right") == "o"
    assert form.press("Down") == "first."
    assert form.press("Up") == "link, our guide"
    assert form.press("Ctrl+End") == "Continue, button"
    assert form.press("Down") == "end of page"
    assert form.press("Ctrl+Home").endswith("link, Skip to main content")
    assert form.press("Up") == "top of page"


def test_letters_never_reach_the_page_while_browsing(form: Reading) -> None:
    assert form.key("Q")
    assert not form.key("Tab")
    assert form.key("Insert+F7")
    assert form.press("Escape") == "elements list closed"


def test_enter_on_a_field_is_focus_mode_and_escape_leaves_it(form: Reading) -> None:
    form.press("F")
    assert form.press("Return") == "focus mode"
    form.qtbot.waitUntil(lambda: form.script("document.activeElement.id") == "name")
    assert not form.key("H")
    assert form.press("Escape") == "browse mode"
    assert form.key("H")
    assert [event.mode for event in form.happened if isinstance(event, ModeChanged)] == ["focus", "browse"]


def test_space_ticks_a_box_and_says_so(form: Reading) -> None:
    form.press("X", "Space")
    form.hear("checked")
    form.press("Space")
    form.hear("not checked")


def test_enter_on_a_radio_button_chooses_it_and_goes_on_browsing(form: Reading) -> None:
    form.view.show()
    form.press("R", "Return")
    form.hear("checked")
    form.settle()
    assert form.said == ["checked"]
    assert form.station.mode == "browse"
    assert form.press("Down") == "Green, radio button, not checked, 2 of 2"
    assert form.press("X") == "I agree, check box, not checked"


def test_an_arrow_in_a_group_says_the_radio_button_that_it_chose(form: Reading) -> None:
    form.view.show()
    form.press("R", "Space")
    form.hear("checked")
    form.press("Insert+Space")
    form.hear("focus mode")
    for stroke, chosen in (("Down", "Green"), ("Down", "Blue"), ("Up", "Green")):
        form.said.clear()
        form.key(stroke)
        form.hear(lambda said, chosen=chosen: len(said) > 0 and said[-1].startswith(chosen))
        form.settle()
        assert form.said[-1] == f"{chosen}, radio button, checked, {1 if chosen == 'Blue' else 2} of 2"


def test_a_page_that_opens_in_the_other_mode_says_so(form: Reading) -> None:
    form.press("E", "Return")
    assert form.station.mode == "focus"
    with form.qtbot.waitSignal(form.station.opened):
        form.page.load(form.page.url())
    form.hear("page has 2 headings and 4 links, browse mode")


def test_the_list_of_elements_leads_out_of_focus_mode_and_says_so(form: Reading) -> None:
    form.press("E", "Return")
    form.qtbot.waitUntil(lambda: form.script("document.activeElement.id") == "name")
    form.press("Insert+F7")
    assert form.press("Escape") == "elements list closed, browse mode"


def test_tab_after_browsing_goes_on_from_the_cursor(form: Reading) -> None:
    form.press("X")
    assert form.key("Tab")
    form.hear(lambda said: "Day, combo box, collapsed, Monday, 1 of 2, focus mode" in said)


def test_typing_is_echoed_and_a_password_only_as_stars(form: Reading) -> None:
    form.view.show()
    kept: list[str] = []
    form.station.public_phrase.connect(kept.append)
    form.press("E", "Return")
    form.qtbot.waitUntil(lambda: form.script("document.activeElement.id") == "name")
    form.said.clear()
    form.key("A")
    form.hear("a")
    form.key("Period")
    form.hear("dot")
    form.key("Backspace")
    form.hear(lambda said: said.count("dot") == 2)
    form.press("Escape")
    form.press("Ctrl+End", "Shift+E", "Return")
    form.qtbot.waitUntil(lambda: form.script("document.activeElement.id") == "code")
    form.said.clear()
    form.key("S")
    form.hear("star")
    assert "s" not in form.said
    assert kept.count("…") >= 4
    assert not {"a", "dot", "star"} & set(kept)


def test_caret_keys_say_where_the_caret_went(form: Reading) -> None:
    form.view.show()
    form.script("document.getElementById('name').value = 'Ada King'")
    form.press("E", "Return")
    form.qtbot.waitUntil(lambda: form.script("document.activeElement.id") == "name")
    form.key("Home")
    form.hear("cap A")
    form.key("Right")
    form.hear("d")


def test_no_more_of_what_is_typed_leaves_the_page_than_is_said(form: Reading) -> None:
    form.view.show()
    form.script("document.getElementById('name').value = 'Ada King'")
    form.press("E", "Return")
    form.qtbot.waitUntil(lambda: form.script("document.activeElement.id") == "name")
    sent: list[tuple[str, str]] = []
    bridge = form.page.findChild(_Bridge)
    bridge.received.connect(lambda kind, data: sent.append((kind, data)))
    form.script("document.getElementById('name').setSelectionRange(3, 3)")
    form.settle()
    assert "caret" not in dict(sent)
    form.key("Home")
    form.hear("cap A")
    assert "caret" in dict(sent)
    form.script(f"document.execCommand('insertText', false, '{'x' * 4000}')")
    form.qtbot.waitUntil(lambda: "typed" in dict(sent))
    assert json.loads(dict(sent)["typed"])["text"] == "x" * 40


def test_where_nothing_is_said_back_nothing_that_is_typed_leaves_the_page(qtbot: QtBot, tmp_path: Path) -> None:
    reading = Reading(qtbot, tmp_path, ReaderSettings(echo=Echo.NONE, is_reading_on_load=False))
    reading.open(FORM)
    reading.view.show()
    reading.press("E", "Return")
    reading.qtbot.waitUntil(lambda: reading.script("document.activeElement.id") == "name")
    sent: list[tuple[str, str]] = []
    reading.page.findChild(_Bridge).received.connect(lambda kind, data: sent.append((kind, data)))
    reading.key("Q")
    reading.key("Backspace")
    reading.qtbot.waitUntil(lambda: [kind for kind, _data in sent].count("typed") == 2)
    assert {data for kind, data in sent if kind == "typed"} == {
        json.dumps({"text": "", "deleted": ""}, separators=(",", ":"))
    }
    reading.close()


def test_what_was_typed_leaves_the_page_when_its_field_is_said_and_not_before(form: Reading) -> None:
    """Echo and caret tell the one letter, or the line that is said; a field that is passed by tells nothing."""
    form.view.show()
    form.press("E", "Return")
    form.qtbot.waitUntil(lambda: form.script("document.activeElement.id") == "name")
    sent: list[tuple[str, str]] = []
    form.page.findChild(_Bridge).received.connect(lambda kind, data: sent.append((kind, data)))
    for letter in "CANARY":
        form.key(letter)
    form.hear("y")
    form.said.clear()
    form.key("Home")
    form.hear("c")
    assert json.loads(dict(sent)["caret"]) == {"character": "c"}
    form.script("document.getElementById('nameless').value = 'canary'; document.getElementById('agree').click()")
    form.press("Escape", "Shift+H")
    form.script("document.body.append('More')")
    form.qtbot.waitUntil(lambda: any("More" in data for _kind, data in sent))
    assert not any("canary" in data for _kind, data in sent)
    assert form.press("E") == "Full name, edit, required, canary, As on your bill"
    assert form.press("E") == "edit, canary"
    assert any("canary" in data for _kind, data in sent)
    sent.clear()
    form.script("document.body.append('And more')")
    form.qtbot.waitUntil(lambda: any("And more" in data for _kind, data in sent))
    form.settle()
    assert not any("canary" in data for _kind, data in sent)


WRITTEN = """<!doctype html><html lang="en"><title>Notes</title><main><h1>Notes</h1><div contenteditable>One</div>
<h2 contenteditable>Two</h2>
<table border="1"><tr><th contenteditable>Three</th><td>4</td></tr><tr><td>5</td><td>6</td></tr></table>
<p id="last">Last</p></main></html>"""


def test_what_is_written_in_a_part_of_the_page_leaves_it_when_it_is_said_and_not_before(reading: Reading) -> None:
    reading.open(WRITTEN)
    reading.view.show()
    assert reading.press("E") == "main landmark, edit, multi line, One"
    sent: list[tuple[str, str]] = []
    reading.page.findChild(_Bridge).received.connect(lambda kind, data: sent.append((kind, data)))
    write = (
        "getSelection().selectAllChildren(document.activeElement); document.execCommand('insertText', false, 'canary')"
    )
    for _ in range(3):
        reading.press("Return")
        reading.qtbot.waitUntil(lambda: reading.script("document.activeElement.isContentEditable") is True)
        reading.script(write)
        reading.press("Escape", "E")
    reading.qtbot.waitUntil(lambda: reading.script("document.body.innerText.match(/canary/g).length") == 3)
    reading.press("Ctrl+End")
    reading.settle()
    sent.clear()
    reading.script("document.getElementById('last').textContent = 'More'")
    reading.qtbot.waitUntil(lambda: any("More" in data for _kind, data in sent))
    reading.settle()
    assert not any("canary" in data for _kind, data in sent)
    assert (
        reading.press("Shift+E")
        == "table with 2 rows and 2 columns, row 1, column 1, row header, edit, multi line, canary"
    )
    assert reading.press("Shift+E") == "heading level 2, edit, multi line, canary"
    assert any("canary" in data for _kind, data in sent)


def test_details_without_a_summary_open_like_any_other(reading: Reading) -> None:
    reading.open("<details>Words</details><p>Last</p>", is_shown=True)
    assert reading.press("Ctrl+Home") == "Details, button, collapsed"
    reading.press("Return")
    reading.hear("expanded")
    assert reading.press("Down") == "Words"
    assert reading.press("Up") == "Details, button, expanded"


def test_a_skip_link_moves_the_cursor_to_its_target(form: Reading) -> None:
    form.press("Ctrl+Home", "Return")
    form.hear("main landmark, heading level 1, Report a missed bin")


def test_the_elements_list_jumps(form: Reading) -> None:
    assert form.press("Insert+F7").startswith("elements list, headings, 2")
    assert form.press("Down") == "heading level 2, About you, 2 of 2"
    assert form.press("Right").startswith("elements list, links, 4")
    form.press("Left", "Down")
    assert form.press("Return").endswith("heading level 2, About you")
    assert form.station.mode == "browse"


def test_any_key_silences_and_say_all_goes_on_until_then(form: Reading) -> None:
    form.voice.is_slow = True
    form.press("Ctrl+Shift+Down")
    form.voice.finish()
    form.hear(lambda said: len(said) == 2)
    form.key("Shift")
    assert not form.station.reader.speaker.is_speaking
    form.voice.finish()
    form.hear(lambda said: len(said) == 2)


def test_stopped_it_says_nothing_and_leaves_the_keys_alone(form: Reading) -> None:
    form.station.stop()
    form.said.clear()
    assert not form.key("H")
    assert form.script("document.body.prepend('Change'); document.getElementById('name').focus(); 1") == 1
    assert form.script("globalThis.labReader === undefined")
    assert form.said == []


def test_verbosity_turns_and_short_leaves_descriptions_out(form: Reading) -> None:
    assert form.press("Insert+V") == "full"
    assert form.press("Insert+V") == "short"
    assert form.press("E").endswith("Full name, edit, required, blank")
