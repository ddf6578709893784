"""Audiograms as people have them: with holes, better than average, with many bands, and mistyped."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from empathylab.domain.errors import InputError
from empathylab.hearing import parse
from empathylab.hearing.audiogram import load, read, shipped

HEAD = "frequency_hz,loss_db_hl"


def test_the_shipped_ones_can_be_read_and_rise_in_frequency() -> None:
    assert {"normal", "elderly", "n2"} <= set(shipped())
    for name in shipped():
        assert (np.diff(load(name).frequencies_hz) > 0).all()


def test_between_tested_frequencies_the_loss_lies_between_and_beyond_them_it_goes_on() -> None:
    elderly = load("elderly")
    assert elderly.at(np.array([500.0, 2000.0])) == pytest.approx([28, 52])
    assert 40 < elderly.at(np.array([1200.0]))[0] < 47
    assert elderly.at(np.array([20.0, 16_000.0])) == pytest.approx([19, 63])


def test_holes_and_any_order_are_taken() -> None:
    found = read([HEAD, "4000,60", "750,", "500,20", "# a note", "1000,30", ""], "mine.csv")
    assert list(found.frequencies_hz) == [500, 1000, 4000]
    assert found.at(np.array([2000.0])) == pytest.approx([45])


def test_twenty_bands_and_ears_better_than_average_are_taken() -> None:
    rows = [f"{250 * 1.19**n:.0f},{-10 + n}" for n in range(20)]
    found = read([HEAD, *rows], "mine.csv")
    assert len(found.loss_db_hl) == 20
    assert found.loss_db_hl.min() == -10


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["hz,db", "500,20"], "no columns frequency_hz and loss_db_hl"),
        ([HEAD], "does not reach from 500 to 4000 Hz"),
        ([HEAD, "1000,20", "4000,30"], "does not reach"),
        ([HEAD, "500,20", "2000,30"], "does not reach"),
        ([HEAD, "500,20", "500,20", "4000,3"], "row 3: 500 Hz stands there twice"),
        ([HEAD, "500,loud"], "row 2: 'loud' is not a number"),
        (["# of the left ear", "", HEAD, "500,loud"], "row 4: 'loud' is not a number"),
        (["loss_db_hl,frequency_hz", "20"], "row 2: '' is not a number"),
        ([HEAD, "much,20"], "'much' is not a number"),
        ([HEAD, "500,nan"], "'nan' is not a number"),
        ([HEAD, "500,110"], "110 is outside -10 to 90 dB HL"),
        ([HEAD, "500,-40"], "-40 is outside"),
        ([HEAD, "50,20"], "50 is outside 100 to 20000 Hz"),
        ([HEAD, ",20"], "'' is not a number"),
    ],
)
def test_what_is_wrong_is_said_with_its_row(lines: list[str], said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(lines, "mine.csv")


def test_a_file_of_ones_own_is_named_in_the_simulation(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(f"{HEAD}\n500,30\n4000,70\n", encoding="utf-8")
    assert "50 dB HL on average" in parse(f"hearing-loss:audiogram={file}").explain()


@pytest.mark.parametrize(
    "written",
    [
        f"\ufeff{HEAD}\r\n500,30\r\n4000,70.5\r\n".encode(),
        b"# gepr\xfcft\r\nfrequency_hz;loss_db_hl\r\n500;30\r\n4000;70,5\r\n",
    ],
    ids=["with a mark in front", "of a country whose numbers have a comma"],
)
def test_a_file_that_excel_has_saved_is_read(written: bytes, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_bytes(written)
    assert load(str(file)).loss_db_hl.tolist() == [30, 70.5]


@pytest.mark.parametrize("name", ["elderley", "missing.csv", ""])
def test_one_that_is_not_there_is_one_sentence(name: str) -> None:
    with pytest.raises(InputError, match="audiogram"):
        parse(f"hearing-loss:audiogram={name}")
