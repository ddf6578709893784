"""The page that a visitor keeps: everything that was met with its mending, and nothing of who was here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from empathylab.domain.errors import InputError
from empathylab.files.library import load_library
from empathylab.files.paths import assets_dir
from empathylab.reports.take_away import ComparedLine, RunLine, TakeAway, write_take_away
from support.read_pdf import words_of_pages
from support.type_sizes import type_sizes

LIBRARY = load_library()
RUNS = (
    RunLine("With barriers", "could not go on"),
    RunLine("Built well", "completed"),
)


def page(*met: str, people: tuple[str, ...] = ("claudia",)) -> TakeAway:
    return TakeAway(
        form="Report a missed bin collection",
        personas=tuple(map(LIBRARY.persona, people)),
        runs=RUNS,
        compared=(ComparedLine("Page one, time (shorter is better)", "3:41", "1:12"),),
        notes=("Time is compared only as far as you came in both.",),
        sentences=("You read at 200 %.",),
        met=tuple(LIBRARY.barriers[each] for each in met),
        actions=("Put your own service through it.",),
    )


def words_of(path: Path) -> str:
    return " ".join("".join(words_of_pages(path)).split())


def test_every_barrier_that_was_met_stands_there_with_its_mending(tmp_path: Path) -> None:
    out = tmp_path / "page.pdf"
    write_take_away(page(*LIBRARY.barriers), out, assets_dir())
    words = words_of(out).replace(" ", "")
    for barrier in LIBRARY.barriers.values():
        assert f"You met {barrier.met}".replace(" ", "") in words
        for told in (barrier.meaning, barrier.also_stops, barrier.fix):
            assert told.replace(" ", "") in words
    assert "3:41" in words
    assert LIBRARY.persona("claudia").caveat.replace(" ", "") in words


def test_it_is_tagged_and_named_and_has_no_date(tmp_path: Path) -> None:
    out = tmp_path / "page.pdf"
    write_take_away(page("no-name"), out, assets_dir())
    pdf = PdfReader(out)
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Empathy Lab: Report a missed bin collection, as Claudia meets it"
    assert pdf.metadata.creation_date is None
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_with_no_barrier_met_it_says_so_on_one_page(tmp_path: Path) -> None:
    out = tmp_path / "page.pdf"
    write_take_away(page(), out, assets_dir())
    assert len(PdfReader(out).pages) == 1
    assert "Other people meet them" in words_of(out)
    write_take_away(replace(page(), is_opened=False), out, assets_dir())
    assert "You did not open the form with barriers" in words_of(out)


def test_worn_together_it_names_both(tmp_path: Path) -> None:
    out, people = tmp_path / "page.pdf", ("christopher", "claudia")
    write_take_away(page(people=people), out, assets_dir())
    assert "As Christopher and Claudia meet it:" in words_of(out)
    assert all(LIBRARY.persona(each).caveat in words_of(out) for each in people)


def test_who_reads_the_screen_at_twice_the_size_takes_large_print_home(tmp_path: Path) -> None:
    out = tmp_path / "page.pdf"
    for is_large, sentences_pt, least_pt in ((False, 11, 8.5), (True, 16.5, 12)):
        write_take_away(page("no-focus-ring"), out, assets_dir(), is_large=is_large)
        sizes = type_sizes(PdfReader(out))
        assert sentences_pt in sizes
        assert min(sizes) >= least_pt


def test_no_page_holds_a_last_line_alone(tmp_path: Path) -> None:
    out = tmp_path / "page.pdf"
    for most in range(1, 7):
        write_take_away(page(*list(LIBRARY.barriers)[:most]), out, assets_dir())
        assert "What to do" in words_of_pages(out)[-1]


def test_a_place_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no folder"):
        write_take_away(page(), tmp_path / "gone" / "page.pdf", assets_dir())
