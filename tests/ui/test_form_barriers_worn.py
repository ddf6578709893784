"""Each barrier on each page, over the lab's own scheme as visitors get it: what axe-core can see of it; all at once."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication

from support.form_browser import ASSETS, FormBrowser, axe_finds

BARRIERS = sorted(path.name for path in (ASSETS / "barriers").iterdir() if path.is_dir())
PAGES = ("your-details", "collection", "check")

#: What axe-core can see; on every other page, and of every other barrier, it sees nothing.
SEEN_BY_AXE: dict[tuple[str, str], dict[str, set[str]]] = {
    ("no-name", "your-details"): {"label": {"#full-name"}},
    ("date-parts", "collection"): {"label": {"#missed-on-day", "#missed-on-month", "#missed-on-year"}},
    ("image-button", "your-details"): {"button-name": {"button"}, "image-alt": {"img"}},
    ("image-button", "collection"): {"button-name": {"button"}, "image-alt": {"img"}},
    **{("flat-headings", page): {"page-has-heading-one": {"html"}} for page in PAGES},
}
#: Rules that point at nearly everything on the page, so that the rule alone is compared.
SEEN_EVERYWHERE = {"low-contrast": "color-contrast", "tab-order": "tabindex"}


@pytest.fixture(scope="module")
def tab(qapp: QApplication) -> Iterator[FormBrowser]:
    """What pages share and barriers bring along is fetched once for all of them."""
    browser = FormBrowser(is_in_lab=True)
    yield browser
    browser.close()


@dataclass(frozen=True)
class PlainPage:
    """A page of the form without a barrier."""

    html: str
    texts: frozenset[str]


TEXTS = "document.querySelector('main').textContent.split('\\n').map((t) => t.trim())"
HTML = "document.documentElement.outerHTML"
#: Words that a barrier takes away from the page, since that is what it is.
TAKEN_AWAY = {
    "placeholder-label": {"Address", "The house number and the street"},
    "image-button": {"Continue"},
    "icon-only": {"Continue", "Send report"},
    "renamed-button": {"Continue", "Send report"},
    "by-colour": {"Continue", "Send report"},
    "moved-layout": {"Continue", "Send report"},
    "drag-only": {"Choose a bin"},
    "date-parts": {"Day", "Month", "Year"},
}
#: Of these nothing is left of some words on a page: they are about the words.
ABOUT_WORDS = {"vague-words", "text-as-image", "click-here", "phone-only", "exact-spelling"}


@pytest.fixture(scope="module")
def plain(tab: FormBrowser) -> dict[str, PlainPage]:
    found = {}
    for page in PAGES:
        tab.open("missed-bin", page)
        found[page] = PlainPage(str(tab.run(HTML)), frozenset(tab.run(TEXTS)))
    return found


#: All that axe-core can meet of a document: what is in it, how it looks, what its fields hold, and where the focus is.
DOCUMENT = """[document.documentElement.outerHTML,
  [...document.styleSheets, ...document.adoptedStyleSheets].map(
    (sheet) => sheet.href ?? [...sheet.cssRules].map((rule) => rule.cssText)),
  [...document.querySelectorAll('*')].map(
    (each) => [each.value, each.checked, each.shadowRoot?.innerHTML, each === document.activeElement])]"""


@pytest.fixture(scope="module")
def found_before() -> dict[str, dict[str, set[str]]]:
    """What axe-core has found, by what it looked at: many a barrier leaves a page as another one does."""
    return {}


def found_by_axe(browser: FormBrowser, barrier: str, before: dict[str, dict[str, set[str]]]) -> dict[str, set[str]]:
    document = json.dumps(browser.run(DOCUMENT))
    for name_of_barrier in (f"barriers={barrier}", f"barriers/{barrier}/barrier.js"):
        document = document.replace(name_of_barrier, "")
    if document not in before:
        before[document] = {rule: set(targets) for rule, targets in axe_finds(browser).items()}
    return before[document]


@pytest.mark.parametrize("barrier", BARRIERS)
def test_a_barrier_is_what_axe_sees_of_it_and_leaves_the_questions_and_no_trace(
    browser: FormBrowser, plain: dict[str, PlainPage], found_before: dict[str, dict[str, set[str]]], barrier: str
) -> None:
    for page in PAGES:
        browser.open("missed-bin", page, [barrier])
        found = found_by_axe(browser, barrier, found_before)
        if barrier in SEEN_EVERYWHERE:
            assert found.keys() == {SEEN_EVERYWHERE[barrier]}
        else:
            assert found == SEEN_BY_AXE.get((barrier, page), {})
        worn = " ".join(browser.run(TEXTS))
        gone = {text for text in plain[page].texts if text not in worn}
        assert barrier in ABOUT_WORDS or gone <= TAKEN_AWAY.get(barrier, set())
        browser.open("missed-bin", page)
        assert browser.run(HTML) == plain[page].html
        assert "barrier" not in plain[page].html
    assert browser.page.complaints == []


def together(barriers: list[str]) -> list[str]:
    """As many of them, from the first on, as can be worn at once."""
    files = {each: tomllib.loads((ASSETS / "barriers" / each / "barrier.toml").read_text("utf-8")) for each in barriers}
    excluded = {(each, other) for each in barriers for other in files[each].get("excludes", ())}
    worn: list[str] = []
    for each in barriers:
        if not any((each, other) in excluded or (other, each) in excluded for other in worn):
            worn.append(each)
    return worn


#: Of these nothing in the page tells: they are styles, errors, clocks, or they lead away.
WITHOUT_MARK = {
    "no-focus-ring", "low-contrast", "no-reflow", "timeout", "silent-error", "colour-only-error", "change-on-input",
}  # fmt: skip


CARRIED = "[...document.querySelectorAll('[data-barrier]')].map((e) => e.dataset.barrier)"


BUTTONS = "[...document.querySelectorAll('.button')].map((e) => [e.innerHTML, e.getAttribute('aria-label')])"


def seen(browser: FormBrowser, task: str, page: str, worn: list[str]) -> set[str]:
    """The barriers that something on the page carries."""
    browser.open(task, page, worn)
    return set(" ".join(browser.run(CARRIED)).split())


def buttons(browser: FormBrowser, task: str, page: str, worn: list[str]) -> list[object]:
    browser.open(task, page, worn)
    return sorted(browser.run(BUTTONS), key=str)


@pytest.mark.parametrize("page", PAGES)
def test_what_is_on_a_button_is_the_same_in_whatever_order_barriers_are_put_on(browser: FormBrowser, page: str) -> None:
    about_buttons = [
        each for each in BARRIERS if "button" in (ASSETS / "barriers" / each / "barrier.js").read_text(encoding="utf-8")
    ]
    left = about_buttons
    while left:
        worn = together([*left, *(each for each in about_buttons if each not in left)])
        left = [each for each in left if each not in worn]
        assert buttons(browser, "missed-bin", page, worn) == buttons(browser, "missed-bin", page, worn[::-1])


@pytest.mark.parametrize(
    "task", ["missed-bin", "missed-bin-short", "parking-permit", "parking-permit-short", "library-computer"]
)
def test_a_form_can_wear_all_that_it_names_at_once_and_none_takes_away_another(browser: FormBrowser, task: str) -> None:
    named = tomllib.loads((ASSETS / "tasks" / task / "task.toml").read_text(encoding="utf-8"))["barriers"]
    pages = [path.stem for path in (ASSETS / "tasks" / task).glob("*.html")]
    carried: dict[str, set[str]] = {page: set() for page in pages}
    worn_and_not_there: set[tuple[str, str]] = set()
    for in_order in (named, named[::-1]):
        left = in_order
        while left:
            worn = together(list(dict.fromkeys([*left, *in_order])))
            left = [each for each in left if each not in worn]
            for page in pages:
                there = seen(browser, task, page, worn)
                carried[page] |= there
                worn_and_not_there |= {(page, each) for each in worn if each not in there}
    assert set().union(*carried.values()) >= set(named) - WITHOUT_MARK
    # Some are on a page only with what another brings.
    doubtful = {(page, each) for page, each in worn_and_not_there if each in carried[page]}
    assert {(page, each) for page, each in doubtful if each in seen(browser, task, page, [each])} == set()
    assert browser.page.complaints == []
