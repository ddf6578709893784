"""The folders of tasks and barriers say what the pages show."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest

from empathylab.domain.task import Barrier, CardLine, Form, FormQuestion, QuestionKind
from empathylab.files.criteria import criteria

ASSETS = Path(__file__).resolve().parents[3] / "assets"
TASKS = sorted(path.parent for path in (ASSETS / "tasks").glob("*/task.toml"))
BARRIERS = sorted(path for path in (ASSETS / "barriers").iterdir() if path.is_dir())
#: The forms of a visit of five minutes; the others are as long as councils' own.
SHORT = {"missed-bin-short", "parking-permit-short"}
PAGES = sorted((ASSETS / "tasks").rglob("*.html")) + sorted((ASSETS / "tutor").glob("*.html"))
TYPED = (QuestionKind.TEXT, QuestionKind.LONG_TEXT, QuestionKind.DATE)


def load_task(folder: Path) -> Form:
    return Form.model_validate(tomllib.loads((folder / "task.toml").read_text(encoding="utf-8")))


@dataclass
class Page(HTMLParser):
    """What a form's page asks: the words in order, and per question its kind and its options."""

    words: list[str] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    attributes: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, path: Path) -> Page:
        page = cls()
        HTMLParser.__init__(page)
        page.feed(path.read_text(encoding="utf-8"))
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.attributes |= named.keys()
        if "data-question" in named:
            self.kinds[named["data-question"]] = named["data-kind"]
        self.links += [named[name] for name in ("href", "src", "action", "data-back") if name in named]
        if named.get("type") in ("radio", "checkbox"):
            self.options.setdefault(named["name"], []).append(named["value"])
        if tag == "select":
            self.options[named["name"]] = []
        if tag == "option":
            self.options[next(reversed(self.options))].append("")

    def handle_data(self, data: str) -> None:
        if data.strip() and self.tags and self.tags[-1] == "option":
            last = self.options[next(reversed(self.options))]
            if not last[-1]:
                last[-1] = data.strip()
        if data.strip():
            self.words.append(data.strip())


def test_the_lab_ships_at_least_three_tasks_and_eighteen_barriers() -> None:
    assert {"library-computer", "missed-bin", "parking-permit"} <= {folder.name for folder in TASKS}
    assert len(BARRIERS) >= 18


@pytest.mark.parametrize("folder", TASKS, ids=lambda folder: folder.name)
class TestTask:
    def test_is_named_like_its_folder_and_has_its_pages(self, folder: Path) -> None:
        task = load_task(folder)
        assert task.id == folder.name
        assert {f"{page}.html" for page in task.pages} == {path.name for path in folder.glob("*.html")}

    def test_wears_barriers_that_exist(self, folder: Path) -> None:
        assert set(load_task(folder).barriers) <= {barrier.name for barrier in BARRIERS}

    def test_has_every_kind_of_question_that_a_council_form_has(self, folder: Path) -> None:
        kinds = [question.kind for question in load_task(folder).questions]
        assert {QuestionKind.TEXT, QuestionKind.RADIOS, QuestionKind.SELECT} <= set(kinds)
        if folder.name not in SHORT:
            assert kinds.count(QuestionKind.TEXT) >= 2
            assert {QuestionKind.DATE, QuestionKind.CHECKBOXES} <= set(kinds)

    def test_asks_on_its_pages_what_the_paper_asks(self, folder: Path) -> None:
        for question in load_task(folder).questions:
            page = Page.read(folder / f"{question.page}.html")
            assert page.kinds[question.id] == question.kind
            assert question.label + (" (optional)" if question.is_optional else "") in page.words
            assert not question.hint or question.hint in page.words
            shown = page.options.get(question.id, [])
            assert tuple(shown[1:] if question.kind is QuestionKind.SELECT else shown) == question.options

    def test_leaves_what_stands_above_and_below_to_the_one_frame(self, folder: Path) -> None:
        for path in folder.glob("*.html"):
            page = Page.read(path)
            assert not {"header", "nav", "footer"} & set(page.tags)
            assert page.links.count("../../js/form-frame.js") == 2

    def test_asks_nothing_that_the_paper_leaves_out(self, folder: Path) -> None:
        task = load_task(folder)
        asked = [name for page in task.pages for name in Page.read(folder / f"{page}.html").kinds]
        assert asked == [question.id for question in task.questions]

    def test_has_two_cards_that_answer_the_same_questions(self, folder: Path) -> None:
        task = load_task(folder)
        first, second = task.cards["a"], task.cards["b"]
        assert [(line.field, line.label) for line in first] == [(line.field, line.label) for line in second]
        needed = {question.id for question in task.questions if not question.is_optional}
        assert {line.field for line in first} == needed

    def test_has_cards_of_equal_length(self, folder: Path) -> None:
        task = load_task(folder)
        questions = {question.id: question for question in task.questions}
        for one, other in zip(task.cards["a"], task.cards["b"], strict=True):
            assert one.value != other.value
            assert effort(questions[one.field], one) == effort(questions[other.field], other)

    def test_has_cards_whose_answers_can_be_given(self, folder: Path) -> None:
        task = load_task(folder)
        questions = {question.id: question for question in task.questions}
        for line in (*task.cards["a"], *task.cards["b"]):
            assert len(line.value) <= 20
            if questions[line.field].options:
                assert set(line.value.split(", ")) <= set(questions[line.field].options)


def effort(question: FormQuestion, line: CardLine) -> int:
    """Letters to type, or choices to make."""
    if question.kind is QuestionKind.DATE:
        return len(line.value.split()[0]) + len(line.value.split()[2])
    return len(line.value) if question.kind in TYPED else len(line.value.split(", "))


@pytest.mark.parametrize("folder", BARRIERS, ids=lambda folder: folder.name)
class TestBarrier:
    def test_explains_itself_and_names_its_criterion(self, folder: Path) -> None:
        barrier = Barrier.model_validate(tomllib.loads((folder / "barrier.toml").read_text(encoding="utf-8")))
        assert barrier.id == folder.name
        assert all(re.match(r"[1-4]\.\d\.\d{1,2} [A-Z]", criterion) for criterion in barrier.wcag)
        assert all(re.fullmatch(r"F\d{1,3}", failure) for failure in barrier.failures)

    def test_blames_the_form_and_not_the_person(self, folder: Path) -> None:
        text = (folder / "barrier.toml").read_text(encoding="utf-8").lower()
        assert not re.search(r"you (failed|forgot|could not|were slow)|your mistake", text)

    def test_calls_people_people(self, folder: Path) -> None:
        barrier = Barrier.model_validate(tomllib.loads((folder / "barrier.toml").read_text(encoding="utf-8")))
        assert not re.search(r"(^|[.;] )who ", f"{barrier.meaning} {barrier.also_stops}", re.IGNORECASE)

    def test_fits_its_two_fragments_side_by_side(self, folder: Path) -> None:
        barrier = Barrier.model_validate(tomllib.loads((folder / "barrier.toml").read_text(encoding="utf-8")))
        for fragment in (barrier.html.barrier, barrier.html.built_well):
            assert len(fragment.splitlines()) <= 2
            assert max(map(len, fragment.splitlines())) <= 56

    def test_brings_a_style_sheet_exactly_when_it_asks_for_one(self, folder: Path) -> None:
        script = (folder / "barrier.js").read_text(encoding="utf-8")
        assert f'labForm.barrier("{folder.name}"' in script
        assert ("hasStyle: true" in script) == (folder / "barrier.css").exists()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_page_needs_no_network_and_no_inline_script(path: Path) -> None:
    page = Page.read(path)
    for link in page.links:
        assert not re.match(r"[a-z]+:|//|/", link), f"{link} is not relative"
        target = link.partition("#")[0]
        assert not target or (path.parent / target).is_file(), f"{link} leads nowhere"
    assert not any(name.startswith("on") for name in page.attributes)
    assert not re.search(r"<script(?![^>]*\bsrc=)", path.read_text(encoding="utf-8"))


#: Counts the requests of pages that `empathylab read` opens; no form of the lab has it.
COUNTING = {"page-work.js"}
SCRIPTS = [path for path in sorted(ASSETS.rglob("*.js")) if path.name not in COUNTING]


REACHING = {".css": r"https?://|@import", ".js": r"https?://|\bfetch\(|XMLHttpRequest|\bimport\("}


@pytest.mark.parametrize("path", SCRIPTS + sorted(ASSETS.rglob("*.css")), ids=lambda p: p.name)
def test_no_script_or_style_reaches_for_the_network(path: Path) -> None:
    words = re.sub(r"http://www\.w3\.org/\d{4}/(xhtml|svg)", "a namespace", path.read_text(encoding="utf-8"))
    # A script may look for the style sheets of a page that bring in others.
    assert not re.search(REACHING[path.suffix], words)


def test_the_page_about_the_forms_describes_every_barrier_and_signal() -> None:
    text = (ASSETS.parent / "docs" / "forms.md").read_text(encoding="utf-8")
    assert [folder.name for folder in BARRIERS if f"| `{folder.name}` |" not in text] == []
    scripts = " ".join(path.read_text(encoding="utf-8") for path in (ASSETS / "barriers").glob("*/barrier.js"))
    scripts += " ".join(path.read_text(encoding="utf-8") for path in (ASSETS / "js").glob("form*.js"))
    sent = set(re.findall(r"\.signal\(\"([a-z]+)\"", scripts))
    assert sent == set(re.findall(r"^\| `lab:([a-z]+)`", text, re.MULTILINE))


@pytest.mark.parametrize("folder", TASKS, ids=lambda folder: folder.name)
def test_no_wall_stands_on_the_first_page(folder: Path) -> None:
    """What is compared between the runs comes before: a date that holds on is asked later, the button is last."""
    task = load_task(folder)
    dates = {question.page for question in task.questions if question.kind is QuestionKind.DATE}
    assert "keyboard-trap" not in task.barriers or task.pages[0] not in dates


def test_every_barrier_says_who_can_fix_it() -> None:
    barriers = [tomllib.loads((folder / "barrier.toml").read_text(encoding="utf-8")) for folder in BARRIERS]
    assert [each["id"] for each in barriers if not each.get("who")] == []
    assert {each["id"] for each in barriers if each.get("is_wall")} == {
        "keyboard-trap", "mouse-only-button", "drag-only", "puzzle", "audio-code",
    }  # fmt: skip


def test_each_criterion_that_a_form_can_fail_has_a_barrier_or_a_line_that_says_why_not() -> None:
    shown = {
        criterion
        for folder in BARRIERS
        for criterion in tomllib.loads((folder / "barrier.toml").read_text(encoding="utf-8")).get("wcag", ())
    }
    for criterion in criteria():
        assert (str(criterion) in shown) != bool(criterion.no_barrier), str(criterion)
