"""Text with the space that WCAG's 1.4.12 asks for: exactly so much, and nothing cut off where a form is built well."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt

from empathylab.domain.spec import Spec
from empathylab.domain.task import Form
from empathylab.files.library import load_library
from empathylab.ui.page.scripts import call, script, style
from support.form_browser import FormBrowser
from support.web_station import WebStation, wait_until

CTRL = Qt.KeyboardModifier.ControlModifier
SPACING = Spec("spacing")
#: Of each element with words of its own, in parts of its font size.
SPACES = """JSON.stringify([...document.querySelectorAll("main *")].filter((each) =>
  [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())).map((each) => {
    const look = getComputedStyle(each), size = parseFloat(look.fontSize);
    const of = (value) => Math.round(parseFloat(value) / size * 1000) / 1000 || 0;
    const below = each.matches("p") ? of(look.marginBottom) : 2;
    return [of(look.lineHeight), of(look.letterSpacing), of(look.wordSpacing), below];
  }))"""
#: Elements whose words do not fit into them; what is for screen readers alone is as small as it is meant to be.
CUT_OFF = """[...document.querySelectorAll("main *")].filter((each) => {
  const box = each.getBoundingClientRect();
  const isBox = box.width > 1 && box.height > 1 && getComputedStyle(each).display !== "inline";
  return each.textContent.trim() && isBox && !each.closest("svg, select")
    && (each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1);
}).map((each) => each.localName + " " + each.textContent.trim().slice(0, 40))"""


def spaces(station: WebStation) -> set[tuple[float, ...]]:
    return {tuple(each) for each in json.loads(station.js(SPACES))}


def is_spaced(station: WebStation) -> bool:
    return spaces(station) == {(1.5, 0.12, 0.16, 2.0)}


def test_a_key_gives_the_four_values_and_takes_them_back_on_every_page(station: WebStation) -> None:
    station.start(helps=(SPACING,))
    before = spaces(station)
    station.press(Qt.Key.Key_G, CTRL)
    wait_until(lambda: is_spaced(station), "more space")
    station.js("location.assign('collection.html'), 0")
    wait_until(lambda: station.js("document.body?.dataset.page") == "collection", "the next page")
    wait_until(lambda: is_spaced(station), "the same space")
    station.press(Qt.Key.Key_G, CTRL)
    wait_until(lambda: spaces(station) & before, "the page as it was")
    assert [each.field for each in station.of_kind("help.taken")] == ["spacing"]
    station.start(helps=(SPACING,))
    assert spaces(station) == before, "the next run begins as the page is"


def test_without_the_help_the_keys_are_the_pages(station: WebStation) -> None:
    station.start()
    before = spaces(station)
    station.press(Qt.Key.Key_G, CTRL)
    station.settle()
    assert spaces(station) == before
    assert not station.of_kind("help.taken")


def cut_off(browser: FormBrowser, task: str, page: str, barriers: Sequence[str] = ()) -> list[str]:
    browser.open(task, page, barriers)
    browser.page.runJavaScript(script("page-styles.js") + call("labStyles.turn", style("help-spacing.css"), True), 0)
    browser.settle()
    return list(browser.run(CUT_OFF))


@pytest.mark.parametrize("form", load_library().forms.values(), ids=lambda form: form.id)
def test_nothing_is_cut_off_where_a_form_is_built_well(browser: FormBrowser, form: Form) -> None:
    assert {page: cut_off(browser, form.id, page) for page in form.pages} == {page: [] for page in form.pages}


def test_words_are_cut_off_where_lines_are_dense_and_justified(browser: FormBrowser) -> None:
    assert cut_off(browser, "parking-permit", "your-details", ["dense-justified"])
