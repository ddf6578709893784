"""What the reader finds in a page: frames, shadow trees, hidden things, owned things, tables, descriptions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from empathylab.domain.voice import Cue
from empathylab.ui.page.channel import ISOLATED_WORLD
from support.reader_spy import Reading


@pytest.fixture
def items(reading: Reading) -> Callable[[str], list[str]]:
    """All that arrow keys come upon in a page, phrase by phrase."""

    def read(html: str) -> list[str]:
        reading.open(html)
        found = [reading.press("Ctrl+Home")]
        while (phrase := reading.press("Down")) != "end of page":
            found.append(phrase)
        return found

    return read


def test_text_is_joined_across_inline_elements_and_parted_by_blocks(items: Callable[[str], list[str]]) -> None:
    assert items("<p>One <b>bold</b> word,<br>a line</p><div>a block<div>another</div>rest</div>") == [
        "One bold word,",
        "a line",
        "a block",
        "another",
        "rest",
    ]


def test_hidden_things_are_silent(items: Callable[[str], list[str]]) -> None:
    html = """<p hidden>a</p><p style="display:none">b</p>
    <p style="visibility:hidden">c <b style="visibility:visible">seen</b></p>
    <p aria-hidden="true">d</p><p inert>e</p><details><summary>More</summary>f</details><img alt="" src="x.png">
    <template>g</template><script>1</script><p style="content-visibility:hidden">h</p><p>last</p>"""
    assert items(html) == ["seen", "More, button, collapsed", "last"]


def test_capitals_that_a_style_sheet_writes_by_way_of_a_variable_are_read(items: Callable[[str], list[str]]) -> None:
    html = "<style>body { --case: uppercase } h2, p { text-transform: var(--case) }</style><h2>Who</h2><p>Everybody</p>"
    assert items(html) == ["heading level 2, WHO", "EVERYBODY"]


@pytest.mark.parametrize(
    ("html", "dialog"),
    [
        ("<main inert><h1>Page</h1><dialog><p>Sure?</p><button>OK</button></dialog></main><p>After</p>", "document"),
        (
            "<main><h1>Page</h1><my-part><template shadowrootmode=open><dialog><p>Sure?</p><slot></slot></dialog>"
            "</template><button>OK</button></my-part></main><p>After</p>",
            "document.querySelector('my-part').shadowRoot",
        ),
    ],
    ids=["in what is inert", "in a shadow tree"],
)
def test_a_modal_dialog_that_opens_is_all_there_is(reading: Reading, html: str, dialog: str) -> None:
    reading.open(html)
    reading.script(f"{dialog}.querySelector('dialog').showModal()")
    assert [reading.press("Ctrl+Home"), reading.press("Down")] == ["dialog, modal, Sure?", "OK, button"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Level <meter value=2 max=5>two</meter>", "Level 2"),
        ("In <select><option>May<option selected>June</select> at <input type=range value=30>", "In June at 30"),
        ("<span role=spinbutton aria-valuenow=3 aria-valuetext=three>x</span> times", "three times"),
        ("<span role=listbox aria-label=L><b role=option>p</b><b role=option aria-selected=true>q</b></span>", "q"),
        ("Press <input type=submit value=Send> <svg><title>Arrow</title></svg>", "Press Send Arrow"),
        ("<a href=# title=Help></a>", "Help"),
        ("Tick <input type=checkbox aria-label=Rain>", "Tick Rain"),
    ],
)
def test_a_control_in_a_description_is_said_by_what_it_holds(reading: Reading, words: str, said: str) -> None:
    reading.open(f"<button aria-describedby=d>One</button><div id=d>{words}</div>")
    assert reading.press("Ctrl+Home") == f"One, button, {said}"


def test_open_shadow_trees_and_slots_are_read_in_the_order_seen(items: Callable[[str], list[str]]) -> None:
    html = """<div><template shadowrootmode="open"><p>Before</p><slot name="x"></slot><p>After</p><slot></slot>
    <button>Inside</button></template><span>default</span><h2 slot="x">Slotted</h2></div>"""
    assert items(html) == ["Before", "heading level 2, Slotted", "After", "default", "Inside, button"]


def test_frames_of_the_same_origin_are_read_through(items: Callable[[str], list[str]]) -> None:
    html = '<p>Out</p><iframe title="Pay" srcdoc="<h1>Card</h1><input aria-label=Number>"></iframe><p>Out again</p>'
    assert items(html) == ["Out", "Pay, frame, heading level 1, Card", "Number, edit, blank", "Out again"]


def test_owned_elements_are_read_at_their_owner_and_cycles_end(items: Callable[[str], list[str]]) -> None:
    html = """<p id="late">Owned</p><div role="group" aria-label="G" aria-owns="late"><p>First</p></div>
    <div id="a" role="group" aria-label="A" aria-owns="b"><p>in a</p></div>
    <div id="b" role="group" aria-label="B" aria-owns="a"><p>in b</p></div>"""
    assert items(html) == ["G, group, First", "Owned", "A, group, in a", "B, group, in b"]


def test_nothing_is_lost_in_a_ring_of_owners(items: Callable[[str], list[str]]) -> None:
    html = """<div id="a" role="group" aria-label="A" aria-owns="b"><p>in a</p></div>
    <div id="b" role="group" aria-label="B" aria-owns="c a b"><p>in b</p></div>
    <div id="c" role="group" aria-label="C" aria-owns="a c"><p>in c</p></div><p>end</p>"""
    assert items(html) == ["A, group, in a", "B, group, in b", "C, group, in c", "end"]


def test_an_owner_inside_what_it_would_own_by_another(items: Callable[[str], list[str]]) -> None:
    html = """<div id="a"><p>in a</p><div id="x" aria-owns="b"></div></div><div id="b"><p>in b</p>
    <div aria-owns="a"></div></div>"""
    assert items(html) == ["in a", "in b"]


def test_a_formula_is_one_thing(items: Callable[[str], list[str]]) -> None:
    assert items("<p>So <math><mi>x</mi><mo>=</mo><mn>2</mn></math> it is</p>") == ["So", "x = 2, math", "it is"]


def test_generated_content_is_text(items: Callable[[str], list[str]]) -> None:
    html = """<style>.star::after { content: " (required)" } .icon::before { content: "x" / "Warning: " }
    .at::before { content: attr(data-say) " " }</style><p class="star">Name</p>
    <p class="icon">hot</p><p class="at" data-say="Step">2</p>"""
    assert items(html) == ["Name (required)", "Warning: hot", "Step 2"]


def test_a_table_tells_its_size_and_each_cell_its_headers(items: Callable[[str], list[str]]) -> None:
    html = """<table><caption>Collections</caption><tr><th>Day<th>Bin</tr><tr><th scope="row">Monday<td>Blue</tr>
    <tr><th scope="row">Tuesday<td>Green</tr></table>"""
    assert items(html) == [
        "Collections, table with 3 rows and 2 columns",
        "row 1, column 1, column header, Day",
        "column 2, column header, Bin",
        "row 2, Day, column 1, row header, Monday",
        "Monday, Bin, column 2, Blue",
        "row 3, Day, column 1, row header, Tuesday",
        "Tuesday, Bin, column 2, Green",
    ]


def test_a_field_tells_its_states_description_and_error(items: Callable[[str], list[str]]) -> None:
    html = """<input aria-label="Post code" aria-invalid="true" aria-errormessage="e" title="As on a letter"
    required readonly value="SW1">
    <p id="e" hidden>never</p>
    <input aria-label="Phone" aria-invalid="true" aria-errormessage="f" disabled><p id="f">Too short</p>"""
    assert items(html) == [
        "Post code, edit, required, invalid entry, read only, SW1, As on a letter",
        "Phone, edit, invalid entry, dimmed, blank, Too short",
        "Too short",
    ]


def test_images_without_alternative_are_only_graphics(items: Callable[[str], list[str]]) -> None:
    html = """<img src="a.png"><img src="b.png" alt="Map"><button><img src="c.png"></button>
    <a href="/"><img src="d.png" alt="Home"></a><svg role="img" aria-label="Chart"></svg><svg><path d=""/></svg>
    <input type="image" src="e.png">"""
    found = items(html)
    assert found == ["graphic", "graphic, Map", "button", "link, graphic, Home", "graphic, Chart", "Submit, button"]


@pytest.mark.parametrize(
    "html",
    [
        """<p>Behind</p><dialog aria-label="Sure?"><p>Delete all?</p><button>Yes</button></dialog>
        <script>document.querySelector("dialog").showModal()</script>""",
        """<main><h1>Behind</h1><my-dialog><template shadowrootmode=open><my-part><template shadowrootmode=open>
        <dialog><slot></slot><button>Yes</button></dialog></template><slot></slot></my-part></template>
        <p>Delete all?</p></my-dialog><p>Behind as well</p></main><script>
        document.querySelector("my-dialog").shadowRoot.firstChild.shadowRoot.querySelector("dialog").showModal()</script>""",
    ],
    ids=["in the page", "in a shadow tree"],
)
def test_an_open_modal_dialog_is_all_there_is(items: Callable[[str], list[str]], html: str) -> None:
    assert items(html) == ["Delete all?", "Yes, button"]


def test_right_to_left_emoji_and_no_language_are_read_as_they_are(items: Callable[[str], list[str]]) -> None:
    assert items('<p dir="rtl" lang="ar">مرحبا بكم</p><p>😀 ok 👩🏽‍🚀</p><button>حفظ</button>') == [
        "مرحبا بكم",
        "😀 ok 👩🏽‍🚀",
        "حفظ, button",
    ]


def test_a_heading_in_a_link_is_found_as_heading_and_as_link(reading: Reading) -> None:
    reading.open('<p>x</p><a href="/a"><h3>News</h3></a><h4><a href="/b">Old</a></h4>')
    assert reading.press("H") == "heading level 3, link, News"
    assert reading.press("H") == "heading level 4, link, Old"
    assert reading.press("Shift+K") == "heading level 3, link, News"


def test_phrases_carry_the_language_of_their_place(reading: Reading) -> None:
    languages: list[str] = []
    speak = reading.voice.speak
    reading.voice.speak = lambda i, text, language="", cue=Cue.NONE: (
        languages.append(language),
        speak(i, text, language, cue),
    )[1]  # type: ignore[method-assign, func-returns-value]
    reading.open('<!doctype html><html lang="en"><title>T</title><p>Hello</p><p lang="cy">Croeso</p></html>')
    languages.clear()
    reading.press("Ctrl+Home", "Down")
    assert languages == ["en", "cy"]


def test_a_custom_role_description_is_said_instead_of_the_role(items: Callable[[str], list[str]]) -> None:
    assert items('<button aria-roledescription="slide">One</button>') == ["One, slide"]


def test_list_boxes_tabs_trees_and_sliders(items: Callable[[str], list[str]]) -> None:
    html = """<div role="tablist"><button role="tab" aria-selected="true">One</button>
    <button role="tab">Two</button></div>
    <ul role="tree"><li role="treeitem" aria-expanded="true">Root
    <ul role="group"><li role="treeitem">Leaf</li></ul></li></ul>
    <input type="range" aria-label="Loud" value="30"><progress value="0.5" aria-label="Done"></progress>
    <div role="listbox" aria-label="L"><div role="option" aria-selected="true">o1</div>
    <div role="option">o2</div></div>"""
    found = items(html)
    assert found[:2] == ["tab list, One, tab, selected, 1 of 2", "Two, tab, 2 of 2"]
    assert "Loud, slider, 30" in found
    assert "Done, progress bar, 50%" in found
    assert "L, list box with 2 items, o1, selected, 1 of 2" in found


def test_text_of_a_style_sheet_keeps_its_place(items: Callable[[str], list[str]]) -> None:
    html = """<style>.star::before { content: "* " } .row::after { content: "!" } 
    .must::after { content: " (required)" } </style>
    <main><ul><li>One<li class="star">Two<li class="star"><a href="/">Three</a><li class="row"><p>Four</p></ul>
    <label class="must" for="n">Name</label><input id="n"></main>"""
    assert items(html) == [
        "main landmark, list with 4 items, One",
        "* Two",
        "*",
        "link, Three",
        "Four",
        "!",
        "Name (required), edit, blank",
    ]


def test_a_drawing_is_read_as_a_drawing(items: Callable[[str], list[str]]) -> None:
    html = """<svg><title>Complaints by month</title><desc>They fell.</desc><defs><style>.a{}</style>
    <text>Unused</text></defs><metadata>Made with DrawTool</metadata>
    <script>var drawn = 1</script><text y="9">January 40</text></svg>
    <svg aria-label="Wards"><a href="n"><text y="9">North</text></a></svg>
    <svg><title>Arrow</title><path d="M0 0"/></svg>
    <a href="/"><svg><title>Download</title></svg></a>"""
    assert items(html) == [
        "graphic, Complaints by month, They fell., January 40",
        "graphic, Wards, link, North",
        "graphic, Arrow",
        "link, graphic, Download",
    ]


def test_a_drawer_that_only_says_it_is_modal_hides_nothing(reading: Reading) -> None:
    reading.open(
        """<div role="dialog" aria-modal="true" aria-label="Basket" style="position:fixed;left:-999px">
        <button>Pay</button></div><h1>Bags</h1>""",
        is_shown=True,
    )
    assert reading.press("H") == "heading level 1, Bags"
    reading.script("document.querySelector('button').focus()")
    reading.qtbot.waitUntil(lambda: "Bags" not in {node.name for node in reading.station.reader.tree.nodes.values()})
    reading.script("document.querySelector('div').hidden = true")
    reading.qtbot.waitUntil(lambda: "Bags" in {node.name for node in reading.station.reader.tree.nodes.values()})


HTML_IN_XML = """<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head>
<title>Licence</title><style>p{}</style></head>
<body><h1>Licence</h1><script>var secret = 1</script><label for="a">Name</label><input id="a" type="text"/>
<input aria-label="Password" type="password" value="abc"/><select aria-label="Ward"><option>North</option></select>
<label><input type="radio" name="r" checked="checked"/> Yes</label><details>
<summary>Help</summary><p>Hidden</p></details>
<p>One<br/>Two</p><dl><dt>Fee</dt><dd>5</dd></dl><input type="file" aria-label="Photo"/><img src="x.png" alt=""/>
<p xml:lang="cy">Croeso</p></body></html>"""


def test_a_page_in_xml_is_read_as_the_same_page_in_html(reading: Reading) -> None:
    def said(name: str) -> list[str]:
        reading.open(HTML_IN_XML, name)
        found = [reading.press("Ctrl+Home")]
        while (phrase := reading.press("Down")) != "end of page":
            found.append(phrase)
        return found

    assert said("page.xhtml") == said("page.html")


@pytest.mark.parametrize(
    "name", ["matches", "shadowRoot", "nodeType", "inert", "getAttribute", "id", "lang", "body", "readyState"]
)
def test_a_form_whose_fields_hide_what_it_is(items: Callable[[str], list[str]], name: str) -> None:
    html = f"""<form aria-label="Bins"><label>Name <input name="{name}"></label></form><img name="{name}" alt="Map">
    <form name="{name}"><button>Send</button></form><p id="labReader">end</p>"""
    assert items(html) == ["Bins, form landmark, Name, edit, blank", "graphic, Map", "Send, button", "end"]


def test_broken_addresses_are_taken_as_they_stand(reading: Reading) -> None:
    reading.open(
        """<p>Hello</p><a href="#50%-off">Offer</a><img src="50%.png"><h2 id="50%-off">Half</h2>""", is_shown=True
    )
    assert reading.press("K") == "link, Offer"
    reading.key("Return")
    reading.hear("heading level 2, Half")


def test_a_part_that_cannot_be_read_is_named_and_the_rest_is_read(reading: Reading) -> None:
    reading.open("<p>One</p><div id=d><p>Two</p></div><p>Three</p>")
    broken = "const say = labReader.describe; labReader.describe = (el, ...more) => el.id ? null.x : say(el, ...more)"
    reading.page.runJavaScript(broken, ISOLATED_WORLD.value)
    reading.script("document.body.append('Four')")
    assert reading.press("Ctrl+Home") == "One"
    assert reading.press("Down") == "part that cannot be read"
    assert reading.press("Down") == "Three"


def test_a_walk_asks_the_engine_once_for_each_name(reading: Reading) -> None:
    """Once for the field, though what its label says is looked at as well."""
    reading.open("<label>Your <b>full</b> name <input></label><button>Send <i>now</i></button>")
    asked = """(() => {
        const { get } = Object.getOwnPropertyDescriptor(Element.prototype, "computedName"), asked = [];
        const noted = { get() { asked.push(this.localName); return get.call(this); } };
        Object.defineProperty(Element.prototype, "computedName", noted);
        labReader.snapshot();
        return asked.join(" ");
    })()"""
    told: list[str] = []
    reading.page.runJavaScript(asked, ISOLATED_WORLD.value, told.append)
    reading.qtbot.waitUntil(lambda: bool(told))
    assert told == ["input button"]


def test_words_of_another_language_are_told_apart(reading: Reading) -> None:
    reading.open(
        """<!doctype html><html lang=en><title>Page</title><h1>Welcome <span lang=cy>Croeso</span></h1>
        <p>Read <b>this</b> <span lang=cy>yn Gymraeg</span> now.</p><p lang=fr>Bonjour</p>
        <a href=cy lang=cy>Cymraeg</a>"""
    )
    nodes = reading.station.reader.tree.nodes.values()
    assert [(node.language, [(span.text, span.language) for span in node.spans]) for node in nodes if node.name] == [
        ("en", [("Welcome ", "en"), ("Croeso", "cy")]),
        ("en", [("Read this ", "en"), ("yn Gymraeg", "cy"), (" now.", "en")]),
        ("fr", []),
        ("cy", []),
    ]


def test_no_more_of_a_field_leaves_the_page_than_is_said_and_never_a_password(reading: Reading) -> None:
    """What follows a field's first words, and every letter of a password, stays out of the channel to the lab."""
    told: list[str] = []
    reading.station._tree._bridge.received.connect(lambda _kind, data: told.append(data))
    words = "word " * 200 + "canary"
    reading.open(f"<textarea id=long>{words}</textarea><input value='{words}'><input type=password value=canary>")
    reading.script("document.getElementById('long').focus(); document.getElementById('long').value += ' canary'")
    for key in ("End", "Home", "Down", "Tab", "End", "Tab", "Home"):
        reading.press(key)
    assert any("word word" in each for each in told)
    assert not any("canary" in each for each in told)


def test_the_focus_in_a_frame_that_is_written_anew_is_followed(reading: Reading) -> None:
    reading.open("<p>Out</p><iframe title=Pay id=f></iframe>", is_shown=True)
    written = "<input aria-label=Card>"
    reading.script(f"const inner = f.contentDocument; inner.open(); inner.write('{written}'); inner.close()")
    assert reading.press("Ctrl+Home", "Down") == "Pay, frame, Card, edit, blank"
    reading.script("f.contentDocument.querySelector('input').focus()")
    reading.hear(lambda said: any("focus mode" in phrase for phrase in said))
