"""Each barrier as a person meets it, with real keys, on pages from disk."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from empathylab.domain.task import FORM_TEXT_PX
from support.form_browser import ASSETS, FormBrowser

TAB, ENTER, DOWN, ESCAPE = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Escape


@pytest.fixture
def browser(browser: FormBrowser) -> FormBrowser:
    """For somebody new: nothing is kept of what was entered before. Which page is opened is for the test to say."""
    browser.run("location.protocol === 'file:' && sessionStorage.clear()")
    return browser


def words(browser: FormBrowser) -> list[str]:
    """The words on the screen, in order."""
    return str(browser.run("document.querySelector('main').innerText")).split()


def tab_stops(browser: FormBrowser, presses: int) -> list[str]:
    stops = []
    for _ in range(presses):
        browser.press(TAB)
        stops.append(browser.focused)
    return stops


def submit_empty(browser: FormBrowser) -> None:
    browser.focus(".button")
    browser.press(ENTER)


def test_all_of_them_come_from_disk_without_a_complaint(browser: FormBrowser) -> None:
    every = sorted(path.name for path in (ASSETS / "barriers").iterdir() if path.is_dir())
    for page in ("your-details", "collection", "check"):
        browser.open("missed-bin", page, every)
    assert browser.signals("fault") == []
    assert browser.page.complaints == []


def test_barriers_go_along_to_the_next_page(browser: FormBrowser) -> None:
    browser.open("missed-bin", "your-details", ["low-contrast", "no-fieldset"])
    browser.focus("#full-name")
    browser.type("Sam Reed")
    browser.press(TAB)
    browser.type("14 Mare Court")
    with browser.next_page():
        browser.press(ENTER)
    assert browser.page_name == "collection"
    assert browser.run("Boolean(document.querySelector('[data-barrier=no-fieldset]'))") is True


def test_an_unknown_barrier_is_told_to_the_lab_and_the_form_stands(browser: FormBrowser) -> None:
    browser.open("missed-bin", "your-details", ["no-nmae", "../../evil"])
    assert browser.signals("fault") == [{"message": "There is no barrier 'no-nmae'."}]
    assert browser.run("getComputedStyle(document.body).visibility") == "visible"


def test_a_barrier_is_met_once_a_page_and_a_late_listener_can_still_read_it(browser: FormBrowser) -> None:
    browser.open("missed-bin", "your-details", ["no-name"])
    assert browser.barriers_met() == []
    for _ in range(2):
        browser.focus("#full-name")
        browser.focus("#address")
    assert browser.barriers_met() == ["no-name"]
    assert browser.run("document.body.dataset.barriersMet") == "no-name"


class TestNames:
    def test_no_name_is_only_edit_blank(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details")
        assert browser.spoken("#full-name") == ("textbox", "Full name")
        browser.open("missed-bin", "your-details", ["no-name"])
        assert browser.spoken("#full-name") == ("textbox", "")
        assert "Full" in words(browser)

    def test_placeholder_label_vanishes_on_typing(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details", ["placeholder-label"])
        browser.focus("#address")
        shown = "document.querySelector('#address:placeholder-shown') !== null"
        assert browser.run(shown) is True
        browser.type("1")
        assert browser.run(shown) is False
        assert "Address" not in words(browser)
        assert browser.barriers_met() == ["placeholder-label"]

    def test_date_parts_are_three_identical_boxes(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "collection", ["date-parts"])
        assert {browser.spoken(f"#missed-on-{part}") for part in ("day", "month", "year")} == {("textbox", "")}
        assert browser.spoken("#missed-on")[0] == "generic"
        browser.focus("#missed-on-day")
        assert browser.barriers_met() == ["date-parts"]

    def test_no_fieldset_leaves_yes_without_its_question(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "collection")
        assert browser.spoken("#whole-street") == ("group", "Was the whole street missed?")
        browser.open("missed-bin", "collection", ["no-fieldset"])
        assert browser.spoken("#whole-street")[0] == "generic"
        assert browser.spoken("#whole-street-1") == ("radio", "Yes")
        browser.focus("#whole-street-1")
        assert browser.barriers_met() == ["no-fieldset"]

    def test_image_button_is_only_button(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details", ["image-button"])
        assert browser.spoken(".button") == ("button", "")
        browser.focus(".button")
        assert browser.barriers_met() == ["image-button"]

    def test_flat_headings_leave_nothing_for_h(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details", ["flat-headings"])
        submit_empty(browser)
        assert browser.run("document.querySelectorAll('h1,h2,h3,h4,h5,h6,[role=heading]').length") == 0
        assert browser.barriers_met() == ["flat-headings"]


class TestKeyboard:
    def test_tab_goes_past_the_mouse_only_button_and_a_click_sends(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "check", ["mouse-only-button"])
        browser.focus("main .answers__row:last-child a")
        assert tab_stops(browser, 1) == ["a Accessibility"]
        assert browser.barriers_met() == ["mouse-only-button"]
        browser.press(TAB, ENTER, shift=True)
        assert browser.signals("submit") == []
        browser.run("document.querySelector('.button').scrollIntoView()")
        x, y = browser.run("(r => [r.x + 20, r.y + 20])(document.querySelector('.button').getBoundingClientRect())")
        proxy = browser.view.focusProxy()
        QTest.mouseClick(proxy, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(int(x), int(y)))
        browser.wait(lambda: browser.signals("submit") == [{"page": "check"}])

    def test_mouse_only_button_is_met_by_whoever_stays_before_it(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "check", ["mouse-only-button"])
        browser.run("document.querySelector('.button').scrollIntoView()")
        browser.wait(lambda: browser.barriers_met() == ["mouse-only-button"])

    def test_fake_select_says_nothing_and_has_no_arrows_but_can_be_done(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "collection")
        assert browser.spoken("#bin") == ("combobox", "Which bin was missed?")
        browser.open("missed-bin", "collection", ["fake-select"])
        assert browser.spoken("#bin")[0] == "generic"
        browser.focus("#bin")
        assert browser.barriers_met() == ["fake-select"]
        browser.press(DOWN, DOWN)
        chosen = "document.querySelector('[name=bin]').value"
        assert browser.run(chosen) == ""
        browser.press(ENTER, TAB, TAB, TAB, ENTER)
        assert browser.run(chosen) == "Food waste"
        assert browser.focused == "bin"

    def test_fake_select_shows_its_error_and_takes_the_focus_from_the_summary(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "collection", ["fake-select"])
        submit_empty(browser)
        browser.press(TAB, ENTER)
        assert browser.focused == "bin"

    def test_nothing_shows_the_focus_without_its_ring(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details", ["no-focus-ring"])
        look = "(s => [s.outlineStyle, s.boxShadow])(getComputedStyle(document.activeElement))"
        for _ in range(8):
            browser.press(TAB)
            assert browser.run(look) == ["none", "none"]
        assert browser.barriers_met() == ["no-focus-ring"]

    def test_a_focused_button_looks_exactly_like_one_that_is_not(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "check", ["no-focus-ring"])
        browser.focus("main .answers__row:last-child a")
        browser.press(TAB)
        browser.settle()
        focused = browser.view.grab().toImage()
        browser.run("document.activeElement.blur()")
        browser.settle()
        assert browser.view.grab().toImage() == focused

    def test_the_tab_order_jumps_down_and_up(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details", ["tab-order"])
        assert tab_stops(browser, 5)[2:] == ["full-name", "button Continue", "address"]
        assert browser.barriers_met() == ["tab-order"]

    @pytest.mark.parametrize("worn", [["tab-order", "no-skip-link"], ["no-skip-link", "tab-order"]])
    def test_the_forty_links_still_come_first_when_the_tab_order_jumps(
        self, browser: FormBrowser, worn: list[str]
    ) -> None:
        browser.open("missed-bin", "your-details", worn)
        stops = tab_stops(browser, 44)
        assert stops[:2] == ["a Northmere Council", "a Adult social care"]
        assert stops[41:] == ["full-name", "button Continue", "address"]
        assert set(browser.barriers_met()) == set(worn)

    @pytest.mark.parametrize("is_backwards", [False, True])
    def test_the_date_picker_keeps_the_focus(self, browser: FormBrowser, is_backwards: bool) -> None:
        browser.open("missed-bin", "collection", ["keyboard-trap"])
        browser.focus("#missed-on-day")
        browser.press(*[TAB] * 40, ESCAPE, TAB, shift=is_backwards)
        assert browser.run("document.activeElement.closest('.question').dataset.question") == "missed-on"
        assert browser.barriers_met() == ["keyboard-trap"]

    def test_one_arrow_in_the_drop_down_leaves_the_page(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "collection", ["change-on-input"])
        browser.focus("#bin")
        with browser.next_page():
            browser.press(DOWN)
        assert browser.page_name == "check"
        assert browser.barriers_met() == ["change-on-input"]
        assert "Rubbish" in words(browser)

    def test_forty_presses_before_the_form_instead_of_three(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details", ["no-skip-link"])
        stops = tab_stops(browser, 42)
        assert stops.index("full-name") == 41
        assert browser.barriers_met() == ["no-skip-link"]


class TestErrors:
    def test_colour_only_error_has_no_words(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details", ["colour-only-error"])
        before = words(browser)
        border = "getComputedStyle(document.getElementById('full-name')).borderColor"
        colour = browser.run(border)
        submit_empty(browser)
        assert words(browser) == before
        assert browser.run(border) != colour
        assert not browser.page.title().startswith("Error")
        assert browser.signals("errors") == [{"count": 2, "fields": ["full-name", "address"]}]
        assert browser.barriers_met() == ["colour-only-error"]

    def test_silent_error_is_seen_and_not_announced(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details", ["silent-error"])
        submit_empty(browser)
        assert "problem" in words(browser)
        assert browser.focused == "button Continue"
        assert not browser.page.title().startswith("Error")
        announced = "[role=alert], [role=status], [aria-live], [aria-invalid], [aria-describedby$=error]"
        assert browser.run(f"document.querySelectorAll({announced!r}).length") == 0
        assert browser.barriers_met() == ["silent-error"]


class TestSight:
    def test_low_contrast_is_two_point_two_to_one(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details", ["low-contrast"])
        ink = browser.run("getComputedStyle(document.querySelector('h1')).color")
        paper = browser.run("getComputedStyle(document.documentElement).backgroundColor")
        assert contrast(ink, paper) == pytest.approx(2.2, abs=0.05)
        assert browser.barriers_met() == ["low-contrast"]

    def test_the_text_of_a_form_is_as_large_as_the_zoom_for_comfort_takes_it_for(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details", [])
        assert browser.run("parseFloat(getComputedStyle(document.body).fontSize)") == FORM_TEXT_PX

    def test_without_reflow_zoom_brings_scrolling_and_no_larger_text(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details", ["no-reflow"])
        size = "parseFloat(getComputedStyle(document.querySelector('label')).fontSize) * devicePixelRatio"
        plain_size = browser.run(size)
        assert browser.barriers_met() == []
        browser.zoom(2.0)
        assert browser.run("document.documentElement.scrollWidth > innerWidth") is True
        assert browser.run(size) == pytest.approx(plain_size, rel=0.03)
        hint = "document.querySelector('.question__hint')"
        assert browser.run(f"{hint}.scrollWidth > {hint}.clientWidth") is True
        assert browser.barriers_met() == ["no-reflow"]


class TestTimeout:
    def test_the_work_is_lost_without_a_warning(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details", ["timeout"], is_clock_set=True, timeout_seconds=900)
        browser.focus("#full-name")
        browser.type("Sam")
        assert browser.run("document.getElementById('full-name').value") == "Sam"
        with browser.next_page():
            browser.pass_time(900_000)
        assert "ended." in words(browser)
        assert browser.page_name == "your-details"
        assert browser.run("document.getElementById('full-name').value") == ""
        assert browser.signals("timeout") == [{"seconds": 900}]
        assert browser.barriers_met() == ["timeout"]

    def test_it_comes_on_a_later_page_too_and_goes_back_to_the_first(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "collection", ["timeout"], timeout_seconds=0.05)
        browser.wait(lambda: "ended." in words(browser))
        assert browser.page_name == "your-details"

    def test_it_is_told_at_the_top_however_much_stands_before_the_form(self, browser: FormBrowser) -> None:
        browser.open("parking-permit-short", "proof", ["wall-of-text", "timeout"], timeout_seconds=0.05)
        browser.wait(lambda: "ended." in words(browser))
        assert " ".join(words(browser)[4:8]) == "Your session has ended."

    def test_it_comes_once_in_a_run_so_that_the_visitor_can_arrive(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "collection", ["timeout"], timeout_seconds=0.05)
        browser.wait(lambda: "ended." in words(browser))
        with browser.next_page():
            browser.run("labForm.go('check.html')")
        assert browser.run("labForm.notes().hasTimedOut") is True
        assert "ended." not in words(browser)
        assert len(browser.signals("timeout")) == 1


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio of two colours as the engine writes them: rgb(r, g, b)."""

    def luminance(colour: str) -> float:
        parts = [int(part) / 255 for part in colour[4:-1].split(",")]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
