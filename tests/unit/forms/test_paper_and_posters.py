"""The paper twin and the posters: tagged PDFs that carry every question and every word of the persona."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from empathylab.domain.errors import InputError, MachineError
from empathylab.domain.persona import LivedWords
from empathylab.files import paths
from empathylab.files.library import load_library
from empathylab.reports.paper import write_paper_form
from empathylab.reports.poster import Size, write_poster
from empathylab.reports.rehearsal_sheet import write_rehearsal_sheet
from support.commands import typed
from support.read_pdf import words_of_pages

LIBRARY = load_library()
ASSETS = paths.assets_dir()


def words_of(pdf: Path) -> str:
    return " ".join(" ".join(words.split()) for words in words_of_pages(pdf))


def assert_tagged(pdf: PdfReader, title: str) -> None:
    """What PDF/UA asks of the file as a whole."""
    root = pdf.root_object
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/StructTreeRoot"]
    assert str(root["/Lang"]) == "en-GB"
    assert pdf.metadata is not None
    assert pdf.metadata.title == title
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def structure_types(pdf: PdfReader) -> set[str]:
    """The tags in the structure tree: headings, paragraphs, lists…"""
    found: set[str] = set()
    todo = [pdf.root_object["/StructTreeRoot"]]
    while todo:
        node = todo.pop().get_object()
        if isinstance(node, list):
            todo += node
        elif isinstance(node, dict):
            found.add(str(node.get("/S", "")))
            todo += [node["/K"]] if "/K" in node else []
    return found


@pytest.mark.parametrize("task", LIBRARY.tasks.values(), ids=lambda task: task.id)
def test_the_paper_twin_asks_every_question_of_the_form(task, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    out = tmp_path / "form.pdf"
    write_paper_form(task, out, ASSETS)
    text = words_of(out)
    for number, question in enumerate(task.questions, 1):
        assert f"{number}. {question.label}" in text
        assert all(option in text for option in question.options)
    assert "(optional)" in text or not any(question.is_optional for question in task.questions)


@pytest.mark.parametrize("lines", range(2, 8))
def test_what_is_signed_after_a_rehearsal_stands_above_the_names(lines: int, tmp_path: Path) -> None:
    out = tmp_path / "sheet.pdf"
    rows = [
        ("Moment", "Tried first", "Keys", "Shortest", "Seconds"),
        *[("Long word " * lines, "-", "1", "2", "3")] * 10,
    ]
    write_rehearsal_sheet("Event", date(2026, 12, 9), rows, out, ASSETS)
    last = words_of_pages(out)[-1]
    assert "What we say by signing" in last
    assert "Apprentice: name and date" in last


@pytest.mark.parametrize("task", LIBRARY.tasks.values(), ids=lambda task: task.id)
def test_the_paper_twin_is_a4_tagged_and_black_on_white(task, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    out = tmp_path / "form.pdf"
    write_paper_form(task, out, ASSETS)
    pdf = PdfReader(out)
    assert_tagged(pdf, f"{task.title} – {task.service}")
    assert {"/H1", "/H2", "/L", "/LI", "/P"} <= structure_types(pdf)
    assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [595, 842]
    drawn = b"".join(page.get_contents().get_data() for page in pdf.pages)  # type: ignore[union-attr]
    assert set(re.findall(rb"cs ([\d. ]+) (?:scn|SCN)", drawn)) == {b"0"}, "one channel, and it is black"
    assert not re.search(rb"\b(rg|RG|k|K)\b\n", drawn)


@pytest.mark.parametrize("persona", LIBRARY.personas.values(), ids=lambda persona: persona.id)
@pytest.mark.parametrize(("size", "points"), [("a4", (595, 842)), ("a3", (842, 1191))])
def test_a_poster_is_one_page_with_the_whole_persona(  # type: ignore[no-untyped-def]
    persona, size: Size, points: tuple[int, int], tmp_path: Path
) -> None:
    out = tmp_path / "poster.pdf"
    write_poster(persona, out, ASSETS, size)
    pdf = PdfReader(out)
    text = words_of(out)
    assert len(pdf.pages) == 1
    assert tuple(round(float(side)) for side in pdf.pages[0].mediabox[2:]) == points
    assert_tagged(pdf, f"{persona.name}: {persona.one_line}")
    assert "/Figure" in structure_types(pdf)
    said = (persona.story.person, *persona.story.skills, *persona.story.gets_in_the_way, persona.attribution)
    for sentence in said:
        assert sentence.replace(" ", "") in text.replace(" ", "")


def test_a_poster_shows_the_words_of_a_local_person_with_their_source(tmp_path: Path) -> None:
    words = LivedWords(text="I hear the page.", source="A resident, 2026", consent="In writing")
    persona = LIBRARY.persona("ashleigh").model_copy(update={"lived_words": (words,)})
    write_poster(persona, tmp_path / "poster.pdf", ASSETS, "a4")
    text = words_of(tmp_path / "poster.pdf")
    assert "“I hear the page.”" in text
    assert "A resident, 2026" in text
    assert "In writing" not in text


def test_a_poster_with_much_to_say_stays_one_page(tmp_path: Path) -> None:
    words = LivedWords(text="I hear the page. " * 12, source="A resident, 2026", consent="In writing")
    persona = LIBRARY.persona("christopher").model_copy(update={"lived_words": (words, words)})
    write_poster(persona, tmp_path / "poster.pdf", ASSETS, "a4")
    (words_of_page,) = words_of_pages(tmp_path / "poster.pdf")
    assert " ".join(words_of_page.split()).endswith(persona.attribution)


@pytest.mark.parametrize(
    ("place", "says"),
    [("form.doc", "not the name of a PDF"), ("missing/form.pdf", "There is no folder"), ("folder.pdf", "is a folder")],
)
def test_a_bad_place_is_one_clear_sentence(tmp_path: Path, place: str, says: str) -> None:
    (tmp_path / "folder.pdf").mkdir()
    with pytest.raises(InputError, match=says):
        write_paper_form(LIBRARY.task("missed-bin"), tmp_path / place, ASSETS)


def test_a_missing_template_or_portrait_is_said(tmp_path: Path) -> None:
    ashleigh = LIBRARY.persona("ashleigh")
    look = ashleigh.look.model_copy(update={"portrait": str(tmp_path / "gone.svg")})
    without = ashleigh.model_copy(update={"look": look})
    with pytest.raises(MachineError, match="cannot be set"):
        write_paper_form(LIBRARY.task("missed-bin"), tmp_path / "form.pdf", tmp_path)
    with pytest.raises(MachineError, match="portrait .* is missing"):
        write_poster(without, tmp_path / "poster.pdf", ASSETS, "a4")
    assert list(tmp_path.iterdir()) == []


def test_the_command_writes_the_form_and_a_mistyped_task_gets_a_hint(tmp_path: Path) -> None:
    good = typed("paper", "missed-bin", str(tmp_path / "form.pdf"))
    assert (good.returncode, good.stderr) == (0, "")
    assert (tmp_path / "form.pdf").read_bytes().startswith(b"%PDF")
    bad = typed("paper", "missed-bn", str(tmp_path / "other.pdf"))
    assert bad.returncode == 1
    assert "did you mean 'missed-bin'" in bad.stderr
    assert len(bad.stderr.splitlines()) == 1
