"""Stops of Tab that are drawn and priced are those of real key presses, in pages that are hard to go through."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from test_page_cost import priced

from empathylab.cost.prepared_page import PreparedPage
from support.form_browser import FormBrowser
from support.real_stops import pressed_stops

pytestmark = pytest.mark.usefixtures("qapp")

#: What is a stop and what is none, kind by kind; each has an id.
HARD = {
    "numbers, radio buttons and what is folded": """
        <button id=plain>Plain</button><button id=second tabindex=2>Two</button><button id=first tabindex=1>One</button>
        <button id=never tabindex=-1>Never</button><button id=off disabled>Off</button>
        <fieldset><label><input id=r1 type=radio name=r>A</label><label><input id=r2 type=radio name=r checked>B</label>
        <label><input id=r3 type=radio name=r>C</label></fieldset>
        <label><input id=lone1 type=radio name=lone>D</label><label><input id=lone2 type=radio name=lone>E</label>
        <details id=shut><summary id=shut-summary>Shut</summary><a id=in-shut href=#a>In it</a></details>
        <details id=open open><summary id=open-summary>Open</summary><a id=in-open href=#a>In it</a></details>
        <a id=no-link>No link</a><a id=a href=#a>Link</a><input id=hidden type=hidden>
        <input id=date type=date aria-label=Date><input id=range type=range aria-label=Range>""",
    "shadow trees, scrollers and what can be written in": """
        <my-part id=host></my-part><my-part id=focus-host tabindex=0></my-part>
        <div id=scroller style="height:40px;overflow:auto"><p style="height:200px">Rules</p></div>
        <div id=scroller-with style="height:40px;overflow:auto">
          <a id=in-scroller href=#a>In it</a><p style="height:200px"></p></div>
        <div id=written contenteditable>Write</div><div id=not-written contenteditable=false>No</div>
        <div id=inert inert><button id=in-inert>In it</button></div>
        <div hidden><button id=in-hidden>In it</button></div>
        <div style="visibility:hidden"><button id=unseen>In it</button></div>
        <button id=see-through style="opacity:0">Through</button>
        <button id=small style="width:0;height:0;padding:0;border:0"></button>
        <video id=film controls width=320 height=180></video><audio id=sound controls></audio>
        <script>customElements.define("my-part", class extends HTMLElement {
          connectedCallback() {
            this.attachShadow({ mode: "open" }).innerHTML =
              `<button id=${this.id}-inner>Inner</button><button id=${this.id}-last tabindex=-1>Last</button>`;
          }
        });</script>""",
    "a dialog, a popover and a frame": """
        <dialog id=shut-dialog><button id=in-shut-dialog>In it</button></dialog>
        <dialog id=beside open><button id=in-beside>In it</button></dialog>
        <button id=opens popovertarget=pop>Opens</button><div id=pop popover><button id=in-pop>In it</button></div>
        <iframe id=frame title=Pay srcdoc='<label>Card <input id=card></label><button id=pay>Pay</button>'></iframe>
        <div id=bar role=toolbar aria-label=Text>
          <button id=bold tabindex=0>B</button><button id=italic tabindex=-1>I</button></div>
        <div id=tabs role=tablist>
          <button id=t1 role=tab aria-selected=true>1</button><button id=t2 role=tab tabindex=-1>2</button></div>
        <button id=moves>Moves</button><button id=jumped>Jumped</button><button id=end>End</button>
        <script>moves.addEventListener("focus", () => end.focus());</script>""",
    "a dialog over everything": """
        <button id=below>Below</button>
        <dialog id=over><button id=yes>Yes</button><input id=why aria-label=Why><button id=no>No</button></dialog>
        <script>over.showModal()</script>""",
    "a trap": """
        <button id=before>Before</button><input id=trap aria-label=Trap><button id=behind>Behind</button>
        <script>trap.addEventListener("keydown", (event) => event.key === "Tab" && event.preventDefault())</script>""",
}


@pytest.fixture(scope="module")
def browser(qapp: object) -> Iterator[FormBrowser]:
    made = FormBrowser()
    yield made
    made.close()


@pytest.mark.parametrize("kind", HARD)
def test_each_stop_is_the_one_that_a_real_press_comes_to(kind: str, browser: FormBrowser, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<!doctype html><meta charset=utf-8><title>P</title><main><h1>P</h1>{HARD[kind]}</main>", "utf-8")
    found = priced(str(page))
    nodes = PreparedPage(found).tree.nodes
    browser.open_url(QUrl.fromLocalFile(str(page)))
    assert [nodes[stop].field for stop in found.stops if stop in nodes] == pressed_stops(browser)


#: Pages that move the focus when no key is pressed, and where it rests after each press.
MOVING = {
    "a timer": ('b.addEventListener("focus", () => setTimeout(() => end.focus(), 150));', ["a", "end"]),
    "two frames": (
        'b.addEventListener("focus", () => requestAnimationFrame(() => requestAnimationFrame(() => end.focus())));',
        ["a", "end"],
    ),
    "what is taken back": ('a.addEventListener("blur", () => setTimeout(() => a.focus(), 0));', ["a"]),
    "what repeats itself": ("setInterval(() => a.focus(), 40);", ["a"]),
    "what takes itself away": ('b.addEventListener("focus", () => b.remove());', ["a", "b", "c", "end"]),
    "nothing": ('b.addEventListener("focus", () => setTimeout(() => {}, 50));', ["a", "b", "c", "end"]),
}


@pytest.mark.parametrize("what", MOVING)
def test_a_stop_is_where_the_focus_rests_when_the_page_moves_it_by_itself(what: str, tmp_path: Path) -> None:
    moves, rests = MOVING[what]
    fields = "".join(f"<label>{each} <input id={each}></label>" for each in "abc")
    page = tmp_path / "page.html"
    body = f"<main><h1>P</h1>{fields}<button id=end>End</button></main><script>{moves}</script>"
    page.write_text(f"<!doctype html><meta charset=utf-8><title>P</title>{body}", "utf-8")
    found = priced(str(page))
    nodes = PreparedPage(found).tree.nodes
    assert [nodes[stop].field for stop in found.stops] == rests
