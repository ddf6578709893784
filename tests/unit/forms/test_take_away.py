"""The page that a visitor keeps: everything that was met with its mending, and nothing of who was here."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from empathylab.domain.errors import InputError
from empathylab.files.library import load_library
from empathylab.files.paths import assets_dir
from empathylab.reports.take_away import ComparedLine, RunLine, TakeAway, write_take_away

LIBRARY = load_library()
RUNS = (
    RunLine("With barriers", "could not go on"),
    RunLine("Built well", "completed"),
)


def page(*met: str) -> TakeAway:
    return TakeAway(
        form="Report a missed bin collection",
        persona=LIBRARY.persona("claudia"),
        runs=RUNS,
        compared=(ComparedLine("Page one, time (shorter is better)", "3:41", "1:12"),),
        notes=("Time is compared only as far as you came in both.",),
        sentences=("You read at 200 %.",),
        met=tuple(LIBRARY.barriers[each] for each in met),
        actions=("Put your own service through it.",),
    )


def words_of(path: Path) -> str:
    return " ".join("".join(each.extract_text() for each in PdfReader(path).pages).split())


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


def test_a_place_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no folder"):
        write_take_away(page(), tmp_path / "gone" / "page.pdf", assets_dir())
