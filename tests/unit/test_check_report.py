"""What is sent back from a strange computer says nothing of whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Never

import pytest

from empathylab.check import report
from empathylab.domain.live import CheckLevel, CheckLine
from empathylab.ui.kit import system_keys
from empathylab.ui.kit.system_keys import of_windows


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("70 GB free in /home/nadia/lab.", "70 GB free in (folder)."),
        ("Whole. 2 visits in /home/nadia/lab/records.sqlite", "Whole. 2 visits in (folder)/records.sqlite"),
        ("7 visits in /srv/council/nadia/records.sqlite, SQLite 3", "7 visits in (path), SQLite 3"),
        (r"in C:\Users\Nadia\AppData\lab, SQLite", "in (path), SQLite"),
        (r"in \\server\share\lab, SQLite", "in (path), SQLite"),
        ("below D:/Nadia/lab, as Qt writes it", "below (path), as Qt writes it"),
        ("pages at https://example.org/form", "pages at https://example.org/form"),
        ("Nadia's voice on LAPTOP-7", "(name)'s voice on (name)"),
        ("Chromium 140.0; 1280×800 and/or 2 pixels", "Chromium 140.0; 1280×800 and/or 2 pixels"),
    ],
)
def test_names_and_paths_are_left_out(text: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "_user", lambda: "nadia")
    monkeypatch.setattr(report.platform, "node", lambda: "laptop-7")
    assert report.without_names(text, Path("/home/nadia/lab")) == told


@pytest.mark.parametrize(
    "place",
    [
        r"C:\Users\Ann Smith\lab",
        r"C:\\Users\\Ann Smith\\lab",
        r"c:\users\ann smith\LAB",
    ],
    ids=["as it is", "as an error has it", "in other letters"],
)
def test_a_folder_with_a_space_in_it_is_left_out_however_windows_writes_it(place: str) -> None:
    told = report.without_names(f"Cannot read '{place}'.", Path(r"C:\Users\Ann Smith\lab"))
    assert told == "Cannot read '(folder)'."


@pytest.mark.parametrize(
    ("sticky", "filtering", "words"),
    [
        (0, 0, ""),
        (4, 0, "Five presses of Shift open Windows' question about Sticky Keys."),
        (5, 0, "The system's Sticky Keys are on: they change every key before the lab sees it."),
        (5, 1, "The system's Sticky Keys and Filter Keys are on: they change every key before the lab sees it."),
    ],
)
def test_what_windows_does_with_keys_is_told(sticky: int, filtering: int, words: str) -> None:
    def ask(what: int, size: int, asked: object, _: int) -> int:
        assert size == {0x3A: 8, 0x32: 24}[what]
        asked._obj.flags = {0x3A: sticky, 0x32: filtering}[what]  # type: ignore[attr-defined]
        return 1

    assert of_windows(ask).words == words


def test_a_system_that_does_not_tell_has_nothing_in_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_keys, "_GNOME", ("no-such-program",))
    assert system_keys.system_keys().words == ""


def test_a_folder_named_from_where_one_is_takes_no_part_of_a_word_with_it() -> None:
    told = report.without_names("50 GB free in rec. 2 visits in rec/records.sqlite", Path("rec"))
    assert told == "50 GB free in (folder). 2 visits in (folder)/records.sqlite"


def test_each_line_is_written_before_the_next_is_looked_for(qapp: object, tmp_path: Path) -> None:
    """A check that is ended half-way has told what it knew, and what is not looked for by it stands above."""
    written: list[str] = []

    def lines() -> Iterator[CheckLine]:
        assert any(line.startswith("Python ") for line in written)
        yield CheckLine("Disk", CheckLevel.OK, "Room enough.")
        assert written[-1] == "  ok       Disk: Room enough.\n"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        written.extend(report.report_lines(lines(), tmp_path))


def test_a_part_that_fails_says_how_and_the_others_are_told(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_spec: str) -> Never:
        raise RuntimeError("no such instruction")

    monkeypatch.setattr(report, "parse", broken)
    told = list(report.report_lines([], tmp_path))
    assert "frames: RuntimeError: no such instruction\n" in told
    assert told[-1].startswith("Graphics: ")
