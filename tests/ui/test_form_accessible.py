"""The accessible twins in the real engine: keyboard, screen reader, zoom, errors, and nothing for axe-core to find."""

from __future__ import annotations

import json
import subprocess
import tomllib

import pytest
from PySide6.QtCore import Qt

from empathylab.bench.form_helps import page_facts
from empathylab.domain.task import CardLine, Form, QuestionKind
from support.form_browser import ASSETS, FormBrowser, axe_finds
from support.programs import command, environment

TASKS = {
    path.parent.name: Form.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    for path in sorted((ASSETS / "tasks").glob("*/task.toml"))
}
PAGES = [(task.id, page) for task in TASKS.values() for page in task.pages]
QUESTION_PAGES = [(name, page) for name, page in PAGES if page not in ("check", "done")]
TUTORS = sorted(path.stem for path in (ASSETS / "tutor").glob("*.html"))


def answer(browser: FormBrowser, task: Form, line: CardLine) -> None:
    """Answer one question as a person with a keyboard does, from the first of its fields."""
    question = next(question for question in task.questions if question.id == line.field)
    if question.kind is QuestionKind.TEXT:
        browser.type(line.value)
    elif question.kind is QuestionKind.DATE:
        day, month, year = line.value.split()
        browser.type(day)
        browser.press(Qt.Key.Key_Tab)
        browser.type(month)
        browser.press(Qt.Key.Key_Tab)
        browser.type(year)
    elif question.kind is QuestionKind.SELECT:
        browser.press(*[Qt.Key.Key_Down] * (question.options.index(line.value) + 1))
    elif question.kind is QuestionKind.RADIOS:
        browser.press(Qt.Key.Key_Space, *[Qt.Key.Key_Down] * question.options.index(line.value))
    else:
        for option in question.options:
            if option in line.value.split(", "):
                browser.press(Qt.Key.Key_Space)
            if option != question.options[-1]:
                browser.press(Qt.Key.Key_Tab)


def fill_page(browser: FormBrowser, task: Form, page: str, card: str) -> None:
    """Tab from question to question, answer those on the card, and press Enter on Continue."""
    answers = {line.field: line for line in task.cards[card]}
    for question in (question for question in task.questions if question.page == page):
        while browser.run("document.activeElement.dataset.field || ''") != question.id:
            browser.press(Qt.Key.Key_Tab)
        if question.id in answers:
            answer(browser, task, answers[question.id])
    browser.press(Qt.Key.Key_Tab)
    assert browser.focused.startswith("button")
    with browser.next_page():
        browser.press(Qt.Key.Key_Return)


@pytest.mark.parametrize("card", ["a", "b"])
@pytest.mark.parametrize("name", TASKS)
def test_a_person_with_only_a_keyboard_gets_from_start_to_confirmation(
    browser: FormBrowser, name: str, card: str
) -> None:
    task = TASKS[name]
    browser.open(name, task.pages[0])
    asked = task.pages[: task.pages.index("check")]
    for page in asked:
        fill_page(browser, task, page, card)
    assert browser.page_name == "check"
    shown = dict(
        browser.run("[...document.querySelectorAll('[data-answer]')].map((e) => [e.dataset.answer, e.textContent])")
    )
    assert {line.field: line.value for line in task.cards[card]}.items() <= shown.items()
    with browser.next_page():
        browser.run("document.querySelector('.button').focus()")
        browser.press(Qt.Key.Key_Return)
    assert browser.run("document.body.dataset.outcome") == "completed"
    assert [detail["page"] for detail in browser.signals("submit")] == [*asked, "check"]
    assert browser.signals("errors") == []
    assert browser.page.complaints == []
    assert task.cards[card][0].value not in browser.run("JSON.stringify({...sessionStorage})")


@pytest.mark.parametrize(("name", "page"), PAGES)
def test_a_page_names_its_fields_fits_at_400_percent_and_leaves_axe_nothing_to_find(
    browser: FormBrowser, name: str, page: str
) -> None:
    browser.open(name, page)
    assert axe_finds(browser) == {}
    assert browser.page.complaints == []
    assert browser.barriers_met() == []
    asked = {question.id: question for question in TASKS[name].questions if question.page == page}
    labels = {field: each.label + (" (optional)" if each.is_optional else "") for field, each in asked.items()}
    assert {field: browser.spoken(f"#{field}")[1] for field in asked} == labels
    browser.zoom(4.0)
    assert scrolling_sideways(browser) == []


def scrolling_sideways(browser: FormBrowser) -> list[str]:
    """At 400 % a window is 320 px wide: nothing is wider, and nothing has to be scrolled or is cut off."""
    width, content = browser.run("[innerWidth, document.documentElement.scrollWidth]")
    assert width == 320
    assert content <= width
    cut: list[str] = browser.run(
        "[...document.querySelectorAll('main *, footer *')].filter((e) => e.scrollWidth > e.clientWidth + 1"
        " && getComputedStyle(e).overflowX !== 'visible' && !e.matches('.visually-hidden')).map((e) => e.outerHTML)"
    )
    return cut


@pytest.mark.parametrize(("name", "page"), QUESTION_PAGES)
def test_axe_finds_nothing_when_errors_are_shown(browser: FormBrowser, name: str, page: str) -> None:
    browser.open(name, page)
    browser.focus(".button")
    browser.press(Qt.Key.Key_Return)
    required = [q.id for q in TASKS[name].questions if q.page == page and not q.is_optional]
    assert browser.signals("errors") == [{"count": len(required), "fields": required}]
    assert axe_finds(browser) == {}


@pytest.mark.parametrize("tutor", TUTORS)
def test_axe_finds_nothing_on_the_tutor_pages(browser: FormBrowser, tutor: str) -> None:
    browser.open("../tutor", tutor)
    assert axe_finds(browser) == {}
    assert browser.page.complaints == []


class TestErrors:
    def test_the_summary_takes_the_focus_and_says_what_to_do(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details")
        browser.focus(".button")
        browser.press(Qt.Key.Key_Return)
        assert browser.run("document.activeElement.className") == "error-summary"
        assert browser.page.title().startswith("Error: Your details")
        links = browser.run("[...document.querySelectorAll('.error-summary a')].map((e) => e.textContent)")
        assert links == ["Enter your full name", "Enter your address"]

    def test_a_link_of_the_summary_goes_to_the_field_which_says_the_same(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details")
        browser.focus(".button")
        browser.press(Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return)
        assert browser.focused == "address"
        described = browser.run(
            "document.activeElement.getAttribute('aria-describedby').split(' ')"
            ".map((id) => document.getElementById(id).textContent)"
        )
        assert described == ["The house number and the street", "Error: Enter your address"]
        assert browser.run("document.activeElement.ariaInvalid") == "true"

    def test_what_was_right_is_kept_and_the_errors_go_when_they_are_mended(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details")
        browser.focus("#full-name")
        browser.type("Sam Reed")
        browser.press(Qt.Key.Key_Return)
        assert browser.run("document.getElementById('full-name').value") == "Sam Reed"
        browser.focus("#address")
        browser.type("14 Mare Court")
        with browser.next_page():
            browser.press(Qt.Key.Key_Return)
        assert browser.page_name == "collection"

    @pytest.mark.parametrize(
        ("parts", "words", "marked"),
        [
            (("", "", ""), "Enter the date the bin was missed", ["day", "month", "year"]),
            (("6", "", "2026"), "The date must include a month", ["month"]),
            (("6", "", ""), "The date must include a month and year", ["month", "year"]),
            (("31", "6", "2026"), "The date must be a real date", ["day", "month", "year"]),
            (("6", "13", "2026"), "The date must be a real date", ["day", "month", "year"]),
            (("6", "5", "26"), "The date must be a real date", ["day", "month", "year"]),
            (("six", "5", "2026"), "The date must be a real date", ["day", "month", "year"]),
        ],
    )
    def test_a_date_says_which_part_is_wrong(
        self, browser: FormBrowser, parts: tuple[str, str, str], words: str, marked: list[str]
    ) -> None:
        browser.open("missed-bin", "collection")
        for part, value in zip(("day", "month", "year"), parts, strict=True):
            browser.run(f"document.getElementById('missed-on-{part}').value = '{value}'")
        browser.focus(".button")
        browser.press(Qt.Key.Key_Return)
        assert browser.run("document.getElementById('missed-on-error').textContent") == f"Error: {words}"
        invalid = browser.run("[...document.querySelectorAll('.date [aria-invalid]')].map((e) => e.id)")
        assert invalid == [f"missed-on-{part}" for part in marked]

    def test_a_month_may_be_written_out(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "collection")
        for part, value in (("day", "6"), ("month", "May"), ("year", "2026")):
            browser.run(f"document.getElementById('missed-on-{part}').value = '{value}'")
        browser.focus(".button")
        browser.press(Qt.Key.Key_Return)
        assert "missed-on" not in browser.signals("errors")[0]["fields"]

    def test_sending_with_gaps_says_which_and_leads_back_to_them(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details")
        browser.open("missed-bin", "check")
        browser.focus(".button")
        browser.press(Qt.Key.Key_Return)
        assert browser.page_name == "check"
        with browser.next_page():
            browser.press(Qt.Key.Key_Tab, Qt.Key.Key_Return)
        assert browser.page_name == "your-details"
        assert browser.focused == "full-name"


class TestTheWay:
    def test_the_skip_link_is_the_first_stop_and_leads_to_the_form(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details")
        browser.press(Qt.Key.Key_Tab)
        assert browser.focused == "a Skip to main content"
        browser.press(Qt.Key.Key_Return, Qt.Key.Key_Tab)
        assert browser.focused == "full-name"

    def test_change_leads_to_the_question_and_continue_back_to_the_answers(self, browser: FormBrowser) -> None:
        task = TASKS["missed-bin"]
        browser.open("missed-bin", "your-details")
        fill_page(browser, task, "your-details", "a")
        fill_page(browser, task, "collection", "a")
        browser.focus("a[href='your-details.html#address']")
        with browser.next_page():
            browser.press(Qt.Key.Key_Return)
        assert browser.focused == "address"
        assert browser.run("document.activeElement.value") == "14 Mare Court"
        with browser.next_page():
            browser.press(Qt.Key.Key_Return)
        assert browser.page_name == "check"

    def test_back_keeps_what_was_entered_on_both_pages(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details")
        fill_page(browser, TASKS["missed-bin"], "your-details", "a")
        browser.focus("#bin")
        browser.press(Qt.Key.Key_Down)
        browser.focus(".back-link")
        with browser.next_page():
            browser.press(Qt.Key.Key_Return)
        assert browser.run("document.getElementById('full-name').value") == "Sam Reed"
        browser.focus(".button")
        with browser.next_page():
            browser.press(Qt.Key.Key_Return)
        assert browser.run("document.getElementById('bin').value") == "Rubbish"

    def test_a_form_opened_anew_is_empty(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details")
        fill_page(browser, TASKS["missed-bin"], "your-details", "a")
        browser.open("missed-bin", "your-details")
        assert browser.run("document.getElementById('full-name').value") == ""

    def test_a_page_that_comes_back_after_a_crash_has_its_answers(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details")
        browser.focus("#full-name")
        browser.type("Sam Reed")
        browser.press(Qt.Key.Key_Tab)
        with browser.next_page():
            browser.view.reload()
        assert browser.run("document.getElementById('full-name').value") == "Sam Reed"

    def test_a_link_of_the_menu_leads_out_and_back_without_loss(self, browser: FormBrowser) -> None:
        browser.open("missed-bin", "your-details")
        browser.focus("#full-name")
        browser.type("Sam Reed")
        browser.focus(".site-header__name")
        with browser.next_page():
            browser.press(Qt.Key.Key_Return)
        assert browser.page_name == "elsewhere"
        browser.focus("[data-back]")
        with browser.next_page():
            browser.press(Qt.Key.Key_Return)
        assert browser.run("document.getElementById('full-name').value") == "Sam Reed"


@pytest.mark.parametrize(("name", "page"), QUESTION_PAGES)
def test_the_bench_counts_the_stops_that_a_person_meets(browser: FormBrowser, name: str, page: str) -> None:
    browser.open(name, page)
    stops = page_facts(name, page).stops
    browser.press(*[Qt.Key.Key_Tab] * (stops - 1))
    assert not browser.run("document.activeElement.matches('form .button')")
    browser.press(Qt.Key.Key_Tab)
    assert browser.run("document.activeElement.matches('form .button')")


def test_focus_is_always_drawn_with_an_outline(browser: FormBrowser) -> None:
    browser.open("missed-bin", "collection")
    seen = set()
    for _ in range(16):
        browser.press(Qt.Key.Key_Tab)
        seen.add(browser.run("getComputedStyle(document.activeElement).outlineStyle"))
    assert seen == {"solid"}


def test_targets_are_large_enough_for_shaky_hands(browser: FormBrowser) -> None:
    """44 px for whatever stands on its own line; a tick box counts together with its words."""
    browser.open("missed-bin", "collection")
    small = browser.run(
        "[...document.querySelectorAll('main :is(input:not([type=radio], [type=checkbox]), select, textarea, button),"
        " .choice')].filter((e) => e.getBoundingClientRect().height < 44).map((e) => e.outerHTML)"
    )
    assert small == []


def test_focus_choices_and_ticks_are_seen_in_forced_colours() -> None:
    done = subprocess.run(
        command("forced_colours"), capture_output=True, text=True, timeout=300, check=True, env=environment()
    )
    assert json.loads(done.stdout.splitlines()[-1]) == {
        "is_forced": True,
        "focus": True,
        "choice": True,
        "tick": True,
        "button_edge": "solid",
    }
