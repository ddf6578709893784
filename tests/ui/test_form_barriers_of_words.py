"""Barriers that people who write no code can mend, as a person meets them: real keys and a real pointer."""

from __future__ import annotations

import re

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest

from empathylab.files.library import load_library
from empathylab.files.overrides import with_overrides
from empathylab.files.settings import Choices
from empathylab.vision import SIMULATIONS, Chain, Viewing
from support.form_browser import FormBrowser
from support.reading_grade import grade

TAB, ENTER = Qt.Key.Key_Tab, Qt.Key.Key_Return
Picture = NDArray[np.uint8]
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
BUTTON = ".button:not([type=button])"


def words(browser: FormBrowser) -> str:
    return str(browser.run("document.querySelector('main').innerText"))


def middle_of(browser: FormBrowser, selector: str) -> QPoint:
    x, y = browser.run(
        f"(e => (e.scrollIntoView({{block: 'center'}}), (r => [r.x + r.width / 2, r.y + r.height / 2])"
        f"(e.getBoundingClientRect())))(document.querySelector({selector!r}))"
    )
    return QPoint(round(x), round(y))


def enter_on_the_button(browser: FormBrowser) -> None:
    browser.focus(BUTTON)
    browser.press(ENTER)


def to_the_next_page(browser: FormBrowser) -> None:
    with browser.next_page():
        enter_on_the_button(browser)


def fill_in(browser: FormBrowser, **values: str) -> None:
    for field, value in values.items():
        browser.focus(f"#{field.replace('_', '-')}")
        browser.type(value)


def christophers_eyes() -> Chain:
    """What is worn once the facilitator has switched it on."""
    christopher = with_overrides(load_library().persona("christopher"), Choices(extras=("colour-vision",)))
    return Chain(SIMULATIONS.worn(christopher.barrier.simulations), Viewing(37.8))


def pictures(browser: FormBrowser, eyes: Chain) -> tuple[Picture, Picture]:
    """The page around its button, as it is painted and as it is seen; height × width × 3, uint8 sRGB."""
    middle_of(browser, ".button")
    browser.settle()
    there, colour = place_of(browser, ".button"), colour_of(browser, ".button")
    # What the page has painted comes to the window some frames later.
    browser.wait(lambda: distance(ground(grabbed(browser)[there]), colour) < 4)
    plain = grabbed(browser)
    return plain, eyes.apply(plain)


def grabbed(browser: FormBrowser) -> Picture:
    """What the window shows; height × width × 3, uint8 sRGB."""
    image = browser.view.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()


def colour_of(browser: FormBrowser, selector: str) -> Picture:
    """The colour that the first such element is to be filled with; three channels, uint8 sRGB."""
    said = str(browser.run(f"getComputedStyle(document.querySelector({selector!r})).backgroundColor"))
    return np.array([int(each) for each in re.findall(r"\d+", said)[:3]], np.uint8)


def place_of(browser: FormBrowser, selector: str) -> tuple[slice, slice]:
    """Rows and columns of the first such element in the picture, without its edges."""
    edges = "(r => [r.left, r.top, r.right, r.bottom])(document.querySelector({!r}).getBoundingClientRect())"
    left, top, right, bottom = map(round, browser.run(edges.format(selector)))
    return slice(top + 3, bottom - 3), slice(left + 3, right - 3)


def ground(part: Picture) -> Picture:
    """The colour of most pixels."""
    colours, counts = np.unique(part.reshape(-1, 3), axis=0, return_counts=True)
    return np.asarray(colours[np.argmax(counts)])


def ink_contrast(part: Picture) -> float:
    """WCAG's ratio of the lightest to the darkest pixel."""
    linear = (part / 255) ** 2.2 @ (0.2126, 0.7152, 0.0722)
    return float((linear.max() + 0.05) / (linear.min() + 0.05))


class TestWords:
    def test_links_that_all_say_click_here(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "check", ["click-here"])
        names = browser.run("[...document.querySelectorAll('main a')].map((link) => link.computedName)")
        assert len(names) >= 5
        assert set(names) == {"click here"}
        browser.focus("main a")
        assert browser.barriers_met() == ["click-here"]

    def test_a_button_with_an_arrow_alone(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details", ["icon-only"])
        assert browser.spoken(BUTTON) == ("button", "→")
        browser.focus(BUTTON)
        assert browser.barriers_met() == ["icon-only"]

    def test_two_hundred_words_around_the_one_sentence_that_matters(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details")
        lead = str(browser.run("document.querySelector('.lead').textContent"))
        browser.open("missed-bin", "your-details", ["wall-of-text"])
        wall = str(browser.run("document.querySelector('.lead').textContent"))
        assert lead in wall
        assert len(wall.split()) > 200
        assert grade(wall) >= 12
        assert grade(lead) <= 6
        assert browser.barriers_met() == ["wall-of-text"]

    def test_words_that_could_mean_anything(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "collection", ["vague-words"])
        assert "The house number" not in words(browser)
        hints = browser.run("[...document.querySelectorAll('.question__hint')].map((hint) => hint.textContent)")
        assert len(hints) >= 4
        assert all(
            any(vague in hint.lower() for vague in ("relevant", "necessary", "usual", "applic")) for hint in hints
        )
        assert browser.barriers_met() == ["vague-words"]

    def test_a_button_is_called_something_else_on_every_page(self, browser: FormBrowser) -> None:
        names = []
        for page in ("your-details", "collection", "check"):
            browser.open("missed-bin", page, ["renamed-button"])
            names.append(browser.spoken(BUTTON)[1])
        assert names == ["Continue", "Store section", "Execute submission"]
        browser.focus(BUTTON)
        assert browser.barriers_met() == ["renamed-button"]

    def test_a_button_whose_name_in_the_code_is_another(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details", ["label-not-in-name"])
        assert "Continue" in words(browser)
        assert browser.spoken(BUTTON) == ("button", "Submit step")
        browser.focus(BUTTON)
        assert browser.barriers_met() == ["label-not-in-name"]

    def test_each_page_says_that_it_is_the_last(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details", ["hidden-steps"])
        assert "Step 1 of 1" in words(browser)
        assert browser.barriers_met() == []
        fill_in(browser, full_name="Sam Reed", address="14 Mare Court")
        to_the_next_page(browser)
        assert "Step 2 of 2" in words(browser)
        assert browser.barriers_met() == ["hidden-steps"]

    def test_help_is_somewhere_else_on_each_page(self, browser: FormBrowser) -> None:
        places = []
        for page in ("your-details", "collection", "check"):
            browser.open("missed-bin", page, ["help-moves"])
            link = "[...document.querySelectorAll('a')].find((a) => a.textContent === 'Contact us')"
            places.append(browser.run(f"[...document.querySelectorAll('a')].indexOf({link})"))
        assert len(set(places)) == 3
        assert browser.barriers_met() == ["help-moves", "help-moves"]

    def test_only_a_telephone_call_changes_an_answer(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "check", ["phone-only"])
        assert browser.run("document.querySelectorAll('main .answers a[href]').length") == 0
        assert browser.run("document.querySelectorAll('main .answers a[aria-disabled=true]').length") > 0
        assert "ring 01632" in words(browser)
        assert browser.barriers_met() == ["phone-only"]
        assert browser.page.complaints == []
        enter_on_the_button(browser)
        assert browser.signals("submit") == [{"page": "check"}], "what stands there can be sent all the same"


class TestAskedTooMuch:
    def test_a_telephone_number_has_to_be_given(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details", ["phone-required"])
        fill_in(browser, full_name="Sam Reed", address="14 Mare Court")
        enter_on_the_button(browser)
        assert "Enter a mobile number" in words(browser)
        fill_in(browser, telephone="07700900123")
        to_the_next_page(browser)
        assert browser.page_name == "collection"
        assert browser.barriers_met() == ["phone-required"]

    def test_what_was_written_first_is_asked_again_on_every_page_after_it(self, browser: FormBrowser) -> None:
        asked = []
        labels = "[...document.querySelectorAll('label[for^=asked-again]')].map((label) => label.textContent).join()"
        forms = {"missed-bin-short": ("report", "check"), "missed-bin": ("your-details", "collection", "check")}
        for task, pages in forms.items():
            for page in pages:
                browser.open(task, page, ["placeholder-label", "ask-again"])
                asked.append(browser.run(labels))
        assert asked == ["", "Address", "", "Full name", "Full name"]
        enter_on_the_button(browser)
        assert browser.focused == "asked-again-check"
        assert browser.barriers_met() == ["ask-again"]

    def test_a_code_is_typed_off_and_not_pasted_and_changes_with_each_mistake(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "check", ["copy-the-code"])
        code = "document.querySelector('.copy-the-code').textContent"
        first = str(browser.run(code))
        QGuiApplication.clipboard().setText(first)
        browser.focus("#code")
        QTest.keyClick(browser.view.focusProxy(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        browser.settle()
        assert browser.run("document.getElementById('code').value") == ""
        browser.type("O0l1")
        enter_on_the_button(browser)
        second = str(browser.run(code))
        assert second != first
        assert browser.focused == "code"
        browser.type(second)
        enter_on_the_button(browser)
        assert browser.signals("errors"), "the check of the answers comes next"
        assert browser.barriers_met() == ["copy-the-code"]

    def test_a_picture_puzzle_says_nothing_to_who_does_not_see_it(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "check", ["puzzle"])
        assert browser.spoken(".puzzle")[1] == ""
        fill_in(browser, letters="nonsense")
        enter_on_the_button(browser)
        assert browser.signals("errors") == []
        browser.type("rvwmek")
        enter_on_the_button(browser)
        assert browser.signals("errors")
        assert browser.barriers_met() == ["puzzle"]

    @pytest.mark.parametrize(("typed", "chosen"), [("Food waste", "Food waste"), ("food waste", ""), ("Food wast", "")])
    def test_a_search_knows_the_exact_words_alone(self, browser: FormBrowser, typed: str, chosen: str) -> None:
        browser.open("missed-bin", "collection", ["exact-spelling"])
        fill_in(browser, bin=typed)
        browser.press(TAB)
        assert browser.run("document.querySelector('[name=bin]').value") == chosen
        assert ("No match" in words(browser)) == (not chosen)
        assert browser.barriers_met() == ["exact-spelling"]


class TestThingsThatMove:
    def test_news_run_along_and_are_met_after_five_seconds(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details", ["ticker"], is_clock_set=True)
        browser.pass_time(4900)
        running = "document.querySelector('.ticker__news').getAnimations().map((a) => a.playState)"
        assert browser.run(running) == ["running"]
        assert browser.barriers_met() == []
        browser.pass_time(100)
        assert browser.barriers_met() == ["ticker"]

    def test_a_panel_changes_by_itself(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details", ["carousel"], is_clock_set=True)
        before = words(browser)
        browser.pass_time(4000)
        assert words(browser) != before
        assert browser.barriers_met() == ["carousel"]

    def test_a_clock_runs_down_and_takes_the_answers_once(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details", ["countdown"], is_clock_set=True, timeout_seconds=2)
        before = browser.run("document.title")
        fill_in(browser, full_name="Sam Reed")
        assert "Time left: 0:02" in words(browser)
        browser.pass_time(1000)
        assert "Time left: 0:01" in words(browser)
        with browser.next_page():
            browser.pass_time(1000)
        assert browser.run("document.getElementById('full-name').value") == ""
        assert "Time left" not in words(browser)
        assert "Time is up. Please start again." in words(browser)
        told = browser.run("document.title")
        assert (told.startswith(before), told.endswith(". Time is up. Please start again.")) == (True, True)
        assert browser.signals("timeout") == [{"seconds": 2}]
        assert browser.barriers_met() == ["countdown"]

    def test_the_page_is_laid_out_anew_and_can_be_sent(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "check", ["moved-layout"])
        links = "[...document.querySelectorAll('body > header a')].map((link) => link.textContent)"
        assert "Contact us" in browser.run(links)
        browser.focus("main .answers__row:last-child a")
        browser.press(TAB)
        assert browser.run("document.activeElement.matches('.button')") is True
        browser.press(ENTER)
        assert browser.signals("submit") == [{"page": "check"}]
        assert browser.barriers_met() == ["moved-layout"]


class TestHandsAndEyes:
    def test_which_button_goes_on_is_told_by_its_colour_alone(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details", ["by-colour"])
        assert browser.spoken(".by-colour__on") == browser.spoken(".by-colour__other") == ("button", "OK")
        fill_in(browser, full_name="Sam Reed")
        browser.focus(".by-colour__other")
        browser.press(ENTER)
        assert browser.run("document.getElementById('full-name').value") == ""
        assert browser.barriers_met() == ["by-colour"]

    def test_as_christopher_sees_it_the_two_buttons_are_alike_and_the_twin_needs_no_colour(
        self, browser: FormBrowser
    ) -> None:
        browser.open("missed-bin", "your-details", ["by-colour"])
        plain, seen = pictures(browser, christophers_eyes())
        on, other = (place_of(browser, each) for each in (".by-colour__on", ".by-colour__other"))
        assert distance(ground(plain[on]), ground(plain[other])) > 60
        assert distance(ground(seen[on]), ground(seen[other])) < 20
        browser.open("missed-bin", "your-details")
        _, seen = pictures(browser, christophers_eyes())
        assert browser.spoken(BUTTON) == ("button", "Continue")
        for words in (BUTTON, "h1", "label"):
            assert ink_contrast(seen[place_of(browser, words)]) >= 4.5, words

    def test_a_press_beside_a_tiny_box_does_nothing(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "collection", ["tiny-targets"])
        sides = "[...document.querySelectorAll('.choice input')].map((e) => e.getBoundingClientRect().height)"
        assert max(browser.run(sides)) <= 12
        beside = middle_of(browser, ".choice input") + QPoint(20, 0)
        QTest.mouseClick(browser.view.focusProxy(), LEFT, NONE, beside)
        browser.wait(lambda: browser.barriers_met() == ["tiny-targets"])
        assert browser.run("document.querySelectorAll('input:checked').length") == 0

    def test_an_answer_has_to_be_dragged(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "collection", ["drag-only"])
        assert browser.run("document.querySelectorAll('.drag-only [tabindex], .drag-only button').length") == 0
        word, box = middle_of(browser, ".drag-only__word"), middle_of(browser, ".drag-only__box")
        word = middle_of(browser, ".drag-only__word")
        box = QPoint(
            *browser.run(
                "(r => [Math.round(r.x + 40), Math.round(r.y + 10)])"
                "(document.querySelector('.drag-only__box').getBoundingClientRect())"
            )
        )
        proxy = browser.view.focusProxy()
        QTest.mousePress(proxy, LEFT, NONE, word)
        QTest.mouseMove(proxy, box)
        QTest.mouseRelease(proxy, LEFT, NONE, box)
        browser.wait(lambda: browser.run("document.querySelector('[name=bin]').value") == "Rubbish")
        assert browser.barriers_met() == ["drag-only"]

    def test_a_strip_lies_over_what_has_the_focus(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "collection", ["covered-focus"])
        for _ in range(12):
            browser.press(TAB)
            if browser.barriers_met():
                break
        assert browser.barriers_met() == ["covered-focus"]
        x, y = browser.run("(r => [r.x + 2, r.y + 2])(document.activeElement.getBoundingClientRect())")
        assert browser.run(f"document.elementFromPoint({x}, {y}).closest('.covered-focus') !== null") is True

    @pytest.mark.parametrize("barriers", [["dense-justified"], []])
    def test_with_the_spacing_of_1_4_12_words_are_cut_off(self, browser: FormBrowser, barriers: list[str]) -> None:
        browser.open("missed-bin", "your-details", barriers)
        browser.run(
            "document.querySelectorAll('main *').forEach((e) => Object.assign(e.style,"
            "{lineHeight: '1.5', letterSpacing: '0.12em', wordSpacing: '0.16em'}))"
        )
        texts = "[...document.querySelectorAll('main p, main label')]"
        cut = browser.run(f"{texts}.filter((e) => e.scrollHeight > e.clientHeight + 1).length")
        assert bool(cut) == bool(barriers)
        assert browser.barriers_met() == barriers

    def test_words_that_are_a_picture_take_no_other_spacing(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details", ["text-as-image"])
        assert browser.run("document.querySelector('h1').textContent") == ""
        assert browser.spoken("h1") == ("heading", "Your details")
        width = browser.run("document.querySelector('h1 canvas').width")
        browser.zoom(3.0)
        assert browser.run("document.querySelector('h1 canvas').width") == width
        assert browser.barriers_met() == ["text-as-image"]


def distance(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one.astype(int) - other.astype(int)).max())
