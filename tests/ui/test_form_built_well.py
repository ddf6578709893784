"""What a form that is built well does for people who spell differently, tire, or want to know what comes."""

from __future__ import annotations

import json
import random
import string

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from support.form_browser import FormBrowser

FORM, FIRST, PAGES = "library-computer", "your-details", ("your-details", "your-session", "check")
DOWN, ENTER, ESCAPE = Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape
STREETS = ("Canal Street", "Abbey Avenue")
ANSWERS = {"full-name": "Mo Ellis", "card-number": "40718265"}
BUTTON = "main form > .button:not([type=button])"


def misspelled(word: str, mistakes: int, chance: random.Random) -> str:
    """Letters left out, put in, taken for another or exchanged with their neighbour: so many edits from the word."""
    letters = list(word)
    for _ in range(mistakes):
        at, letter = chance.randrange(len(letters) - 1), chance.choice(string.ascii_lowercase)
        how = chance.choice(("out", "in", "other", "exchanged"))
        if how == "out":
            del letters[at]
        elif how == "in":
            letters.insert(at, letter)
        elif how == "other":
            letters[at] = letter
        else:
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters)


def two_hundred() -> list[tuple[str, str]]:
    """Each misspelling with the street that is meant; none is the name of a street by chance."""
    chance = random.Random(20)
    made = [
        (misspelled(street, mistakes, chance), street) for street in STREETS for mistakes in (1, 2) for _ in range(60)
    ]
    return [(typed, street) for typed, street in made if typed not in STREETS][:200]


def test_a_search_finds_a_street_that_is_misspelled_and_the_barrier_finds_none(browser: FormBrowser) -> None:
    cases = two_hundred()
    assert len(cases) == 200
    browser.open(FORM, FIRST)
    typed = json.dumps([words for words, _ in cases])
    found = browser.run(f"{typed}.map((typed) => labForm.find(typed, labForm.lists.streets))")
    right = sum(street in names for (_, street), names in zip(cases, found, strict=True))
    assert right / len(cases) >= 0.95
    assert max(map(len, found)) <= 5
    browser.open(FORM, FIRST, ["exact-spelling"])
    taken = browser.run(
        f"{typed}.filter((typed) => {{ street.value = typed; street.dispatchEvent(new Event('change'));"
        " return document.querySelector('[name=street]').value !== ''; })"
    )
    assert taken == []


def test_a_search_among_ten_thousand_streets_finds_the_one(browser: FormBrowser) -> None:
    browser.open(FORM, FIRST)
    browser.run(
        "labForm.many = [...labForm.lists.streets, ...Array.from({ length: 10000 }, (_, n) => `${[n, n >> 4, n >> 8]"
        ".map((m) => 'bcdfghjklmnpqrst'[m % 16] + 'aeiou'[m % 5]).join('')} Road`)], 0"
    )
    assert browser.run("labForm.many.length") > 10_000
    assert browser.run("labForm.find('Cannal Sreet', labForm.many)")[0] == "Canal Street"
    assert browser.run("labForm.find('', labForm.many)") == []
    assert browser.run("labForm.find('canal st', labForm.many)")[0] == "Canal Street"


def test_a_suggestion_is_taken_with_the_keys_and_told_to_a_screen_reader(browser: FormBrowser) -> None:
    browser.open(FORM, FIRST)
    browser.focus("#street")
    browser.type("abby avnue")
    assert browser.spoken("#street") == ("combobox", "Your street")
    assert browser.run("document.querySelector('#street').getAttribute('aria-expanded')") == "true"
    assert "suggestion" in browser.run("document.querySelector('main [role=status]').textContent")
    browser.press(DOWN)
    assert (
        browser.run("document.getElementById(street.getAttribute('aria-activedescendant')).textContent") == STREETS[1]
    )
    browser.press(ENTER)
    assert browser.run("street.value") == STREETS[1]
    assert browser.run("document.querySelector('.suggestions').hidden")
    assert browser.page_name == FIRST


def test_a_suggestion_is_an_offer_and_what_was_typed_is_taken_as_well(browser: FormBrowser) -> None:
    browser.open(FORM, FIRST)
    browser.focus("#street")
    browser.type("Canel")
    browser.press(ESCAPE)
    assert browser.run("[street.value, document.querySelector('.suggestions').hidden]") == ["Canel", True]
    browser.type(" St")
    browser.focus("#library")
    assert browser.run("[street.value, document.querySelector('.suggestions').hidden]") == ["Canel St", True]


@pytest.mark.parametrize("field", ["full-name", "card-number", "street"])
def test_what_was_copied_can_be_pasted(browser: FormBrowser, field: str) -> None:
    browser.open(FORM, FIRST)
    QGuiApplication.clipboard().setText("Canal Street")
    browser.focus(f"#{field}")
    QTest.keyClick(browser.view.focusProxy(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    browser.settle()
    assert browser.run(f"document.getElementById('{field}').value") == "Canal Street"


def asked(browser: FormBrowser, barriers: tuple[str, ...]) -> list[str]:
    """Every question that the form asks on its way, by its words."""
    words: list[str] = []
    browser.open(FORM, FIRST, barriers)
    for page in PAGES:
        browser.open(FORM, page, barriers)
        words += browser.run(
            "[...document.querySelectorAll('.question__label')].map((each) => each.textContent.trim())"
        )
    return words


def test_what_is_known_is_not_asked_again(browser: FormBrowser) -> None:
    plain, barrier = asked(browser, ()), asked(browser, ("ask-again",))
    assert len(plain) - len(set(plain)) == 0
    assert len(barrier) - len(set(barrier)) >= 2


def test_the_steps_are_told_beforehand_and_what_is_left_empty_is_fine(browser: FormBrowser) -> None:
    told = []
    for page in PAGES:
        browser.open(FORM, page)
        told.append(str(browser.run("document.querySelector('.steps').textContent")))
    assert [words.split(".")[0].split(",")[0] for words in told] == ["Step 1 of 3", "Step 2 of 3", "Step 3 of 3"]
    assert "three minutes" in told[0]
    assert "You need" in told[0]
    browser.open(FORM, "your-session")
    assert browser.run("document.getElementById(note.getAttribute('aria-describedby')).textContent") == (
        "You may leave this empty"
    )
    browser.open(FORM, FIRST, ["hidden-steps"])
    assert browser.run("document.querySelector('.steps')") is None


def test_answers_are_saved_and_there_again_when_somebody_comes_back(browser: FormBrowser) -> None:
    browser.open(FORM, FIRST)
    for field, value in ANSWERS.items():
        browser.focus(f"#{field}")
        browser.type(value)
    browser.focus("[data-save]")
    browser.press(ENTER)
    assert browser.spoken("dialog") == ("dialog", "Your answers are saved")
    browser.press(ESCAPE)
    assert browser.run("document.querySelector('dialog')") is None
    browser.open(FORM, FIRST)
    assert browser.run(
        "[document.getElementById('full-name').value, document.getElementById('card-number').value]"
    ) == [*ANSWERS.values()]
    assert "Welcome back" in browser.run("document.querySelector('main').innerText")


def test_answers_that_were_not_saved_are_gone_when_the_form_is_opened_anew(browser: FormBrowser) -> None:
    browser.run("sessionStorage.clear(), 0")
    browser.open(FORM, FIRST)
    browser.focus("#full-name")
    browser.type("Mo Ellis")
    browser.open(FORM, FIRST)
    assert browser.run("document.getElementById('full-name').value") == ""


def test_nobody_has_to_ring_where_a_form_is_built_well(browser: FormBrowser) -> None:
    browser.open(FORM, "check")
    assert "nobody has to ring" in browser.run("document.querySelector('main').innerText")
    browser.open(FORM, "check", ["phone-only"])
    words = browser.run("document.querySelector('main').innerText")
    assert "nobody has to ring" not in words
    assert "ring 01632" in words


def test_a_clock_that_runs_down_saves_nothing(browser: FormBrowser) -> None:
    browser.open(FORM, FIRST, ["countdown"])
    assert browser.run("document.querySelector('[data-save]')") is None


@pytest.mark.parametrize(
    ("form", "page"), [("missed-bin-short", "report"), ("parking-permit-short", "proof"), (FORM, FIRST)]
)
def test_whatever_has_the_focus_is_in_the_window_with_its_ring(browser: FormBrowser, form: str, page: str) -> None:
    """Tab scrolls just as far as it must: what stood at the lower edge had no ring there."""
    browser.open(form, page)
    cut = browser.run(
        """(() => {
          const [ring, cut] = [8, []];
          for (const control of document.querySelectorAll("main :is(a, input, select, button, summary), footer a")) {
            const { top, height } = control.getBoundingClientRect();
            scrollBy({ top: top - innerHeight + height / 2, behavior: "instant" });
            control.focus();
            const box = control.getBoundingClientRect();
            const isAtEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
            if (box.height && box.bottom + ring > innerHeight && !isAtEnd) cut.push(control.outerHTML.slice(0, 60));
          }
          return cut;
        })()"""
    )
    assert cut == []
