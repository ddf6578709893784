"""The kit: every sheet a tagged PDF in the house's name and colour, which reads in black and white; its words plain."""

from __future__ import annotations

import json
import random
import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from pdfua import validate
from pydantic import ValidationError
from pypdf import PdfReader

from empathylab.domain.kit import House, Kit
from empathylab.domain.workshop import EventSettings
from empathylab.files.layers import layers_over
from empathylab.files.leading import house_of, load_leading
from empathylab.files.library import load_library
from empathylab.files.paths import assets_dir
from empathylab.files.settings import Settings
from empathylab.reports.kit import BLANK, CALENDAR, INVITATION, Piece, pieces
from empathylab.reports.print_colour import LEAST_CONTRAST, contrast_on_white, printed
from empathylab.reports.room import on_tables
from support.read_pdf import words_of_pages
from support.reading_grade import grade, word_count
from support.type_sizes import type_sizes

LIBRARY = load_library()
LEADING = load_leading(LIBRARY)
HOUSE = House(
    organisation="Cyngor Abertawe", contact="access@council.example", way_in="a ramp by the side door", colour="#f47738"
)
EVENT = EventSettings("Open day", date(2026, 12, 3), date(2027, 3, 3), place="Town hall, room 2", run_by="the web team")
TABLES = on_tables([LIBRARY.station(f"station-{number}") for number in (1, 2, 3, 4)], LIBRARY, LEADING.kit.room)
PIECES = pieces(LEADING, HOUSE, EVENT, assets_dir(), TABLES)
PRINTS = [piece for piece in PIECES if piece.file.endswith(".pdf")]
HIGHEST_GRADE = 8.0
#: What clear print asks for at least.
LEAST_POINTS = 12


def words_of(path: Path) -> str:
    return " ".join(" ".join(words.split()) for words in words_of_pages(path))


@pytest.mark.parametrize("piece", PRINTS, ids=lambda piece: piece.file)
def test_each_print_is_tagged_and_in_the_name_of_the_house(piece: Piece, tmp_path: Path) -> None:
    out = tmp_path / piece.file
    piece.write(out)
    assert [f"{each.rule_id} {each.message}" for each in validate(str(out)).findings] == []
    document = PdfReader(out)
    root = document.root_object
    assert root["/MarkInfo"]["/Marked"].value
    assert str(root["/Lang"]) == "en-GB"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert document.metadata is not None
    assert str(document.metadata.title).endswith("– Cyngor Abertawe")
    assert "Cyngor Abertawe" in words_of(out)
    assert len(document.pages) <= 2
    assert min(type_sizes(document)) >= LEAST_POINTS


def test_there_is_everything_for_a_day() -> None:
    assert [piece.file.removesuffix(".pdf") for piece in PIECES] == [
        INVITATION,
        "invitation",
        "door-poster",
        "sign-up",
        "room-plan",
        "check-list",
        "what-to-say",
        "role-cards",
        *(f"do-and-dont-{sheet}" for sheet in ("writing", "slides", "forms", "video", "phone")),
        "certificate",
        CALENDAR,
    ]


def test_the_invitation_says_when_where_and_whom_to_ask(tmp_path: Path) -> None:
    PIECES[0].write(tmp_path / INVITATION)
    words = (tmp_path / INVITATION).read_text(encoding="utf-8")
    assert words.startswith("Subject: Come and try: Open day\n")
    for part in ("3 December 2026", "Town hall, room 2", "the web team, Cyngor Abertawe", "access@council.example"):
        assert part in words
    assert "{" not in words
    assert BLANK not in words


def test_a_calendar_is_told_the_days_of_the_run_sheet(tmp_path: Path) -> None:
    PIECES[-1].write(tmp_path / CALENDAR)
    lines = (tmp_path / CALENDAR).read_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    whole = (tmp_path / CALENDAR).read_text(encoding="utf-8").replace("\n ", "").splitlines()
    days = dict(zip(_told(whole, "SUMMARY:"), _told(whole, "DTSTART;VALUE=DATE:"), strict=True))
    assert days == {
        "A week before: Open day": "20261126",
        "A day before: Open day": "20261202",
        "Empathy lab: Open day": "20261203",
        "Afterwards: Open day": "20261204",
        "A week later: Open day": "20261210",
        "A month later: Open day": "20261231",
        "Delete the records: Open day": "20270303",
    }
    assert set(_told(whole, "LOCATION:")) == {"Town hall\\, room 2"}
    assert "“I was here before”" in _told(whole, "DESCRIPTION:")[5]
    assert len(set(_told(whole, "UID:"))) == len(days)


#: What means something to a template, a typesetter, a spreadsheet, a page or whoever reads from right to left.
_MEANING = (
    *(
        "{organisation}",
        "{{",
        "}",
        "%s",
        "$x$",
        "#panic()",
        "\\",
        "*b*",
        "_",
        "`",
        "@ref",
        "<p>",
        "//",
        "/*",
        "=1+1",
        "~",
    ),
    *("\u202e", "\u05d0\u05d1", "\u0645", "\u0301" * 9, "\U0001f469\u200d\U0001f9bd", "\ufeff", "\U000e0041"),
    *('"', "'", " ", "a", "Ŵ"),
)


@pytest.mark.attack
def test_every_sheet_is_written_whatever_a_house_and_a_place_are_called(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """A few sheets in an ordinary run."""
    is_in_full = "attack" in pytestconfig.getoption("markexpr", "")
    chance, written = random.Random(8), 0
    for number in range(30 if is_in_full else 3):
        name, contact, way_in, place, run_by = (
            "".join(chance.choices(_MEANING, k=chance.randint(1, 8))) for _ in range(5)
        )
        with suppress(ValidationError):  # said where it is typed
            house = House(organisation=name, contact=contact, way_in=way_in)
            event = EventSettings(name or "Day", date(2026, 12, 3), date(2027, 3, 3), place=place, run_by=run_by)
            sheets = pieces(LEADING, house, event, assets_dir(), TABLES)
            for piece in sheets if is_in_full else chance.sample(sheets, 2):
                piece.write(tmp_path / f"{number} {piece.file}")
                written += 1
    assert written == len(list(tmp_path.iterdir())) > 0


def _told(lines: list[str], name: str) -> list[str]:
    return [line.removeprefix(name) for line in lines if line.startswith(name)]


@pytest.mark.parametrize("event", [None, EventSettings("Open day", date(2026, 12, 3), date(2027, 3, 3))])
def test_what_nobody_has_set_is_a_line_to_write_on(event: EventSettings | None, tmp_path: Path) -> None:
    """No event at all, and one of which nobody said where it is and who hosts it."""
    for piece in pieces(LEADING, House(), event, assets_dir())[:3]:
        piece.write(tmp_path / piece.file)
    assert f"Who runs it: {BLANK}, {BLANK}." in (tmp_path / INVITATION).read_text(encoding="utf-8")
    assert f"The way in: {BLANK}." in (tmp_path / INVITATION).read_text(encoding="utf-8")
    assert "…" in words_of(tmp_path / "door-poster.pdf")
    assert ("Open day" in words_of(tmp_path / "invitation.pdf")) is (event is not None)


@pytest.mark.parametrize("colour", ["#ffffff", "#ffdd00", "#f47738", "#1d70b8", "#17182b", "#000000"])
def test_a_pale_colour_is_darkened_until_it_reads_in_black_and_white(colour: str) -> None:
    dark = printed(colour)
    assert contrast_on_white([int(dark[at : at + 2], 16) for at in (1, 3, 5)]) >= LEAST_CONTRAST
    assert printed(dark) == dark


def test_on_each_table_stands_what_its_people_use(tmp_path: Path) -> None:
    listening, everybody = LIBRARY.station("station-2"), LIBRARY.station("all")
    only_hands = LIBRARY.station("station-1").model_copy(update={"personas": ("christopher",), "name": "Hands"})
    assert on_tables((only_hands, listening, everybody), LIBRARY, LEADING.kit.room) == (
        "Hands – laptop, keyboard, no mouse.",
        "Station 2: listening – laptop, keyboard, no mouse, headphones.",
        "All personas at one desk – laptop, keyboard, mouse, headphones.",
    )
    assert [line.split(" – ")[-1] for line in TABLES] == [
        "laptop, keyboard, mouse.",
        "laptop, keyboard, no mouse, headphones.",
        "laptop, keyboard, mouse, headphones.",
        "laptop, keyboard, mouse, headphones.",
    ]
    plan = next(piece for piece in PIECES if piece.file == "room-plan.pdf")
    plan.write(tmp_path / plan.file)
    assert all(line in words_of(tmp_path / plan.file) for line in TABLES)


def test_do_and_dont_are_told_apart_by_a_word_and_a_sign(tmp_path: Path) -> None:
    sheet = next(piece for piece in PIECES if piece.file == "do-and-dont-forms.pdf")
    sheet.write(tmp_path / sheet.file)
    words = words_of(tmp_path / sheet.file)
    assert words.count("✓") == words.count("✗") == 5
    assert words.index("Do ✓") < words.index("Don't ✗")


def test_without_the_labs_typeface_it_is_printed_all_the_same(tmp_path: Path) -> None:
    shutil.copytree(assets_dir() / "print", tmp_path / "assets" / "print")
    poster = next(
        piece for piece in pieces(LEADING, HOUSE, EVENT, tmp_path / "assets") if piece.file == "role-cards.pdf"
    )
    poster.write(tmp_path / poster.file)
    assert "Apprentice" in words_of(tmp_path / poster.file)


def test_a_name_in_any_script_is_printed(tmp_path: Path) -> None:
    house = House(organisation="Rada Łódź 天 😀 <b>#x[y] {event}")
    poster = pieces(LEADING, house, EVENT, assets_dir())[2]
    poster.write(tmp_path / poster.file)
    assert "Rada Łód" in words_of(tmp_path / poster.file)


def test_every_sentence_is_plain() -> None:
    found = [words for words in texts(json.loads(LEADING.kit.model_dump_json())) if word_count(words) >= 6]
    assert len(found) > 60
    assert [words for words in found if grade(words) > HIGHEST_GRADE] == []


def texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in texts(item)]
    return [value] if isinstance(value, str) else []


def test_whose_lab_it_is_stands_in_words_and_what_is_typed_goes_before_it(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "ours.toml").write_text(
        'format = 1\nid = "ours"\n[house]\norganisation = "Northmere Council"\ncolour = "#005a9c"\n', encoding="utf-8"
    )
    library = load_library(layers_over(tmp_path))
    assert library.faults == ()
    assert house_of(library, Settings()) == House(organisation="Northmere Council", colour="#005a9c")
    assert house_of(library, Settings(house=HOUSE)) == HOUSE
    assert house_of(LIBRARY, Settings()) == House()


def test_times_go_from_the_first_to_the_last() -> None:
    assert isinstance(LEADING.kit, Kit)
    times = LEADING.kit.sign_up.times
    assert (times[0], times[1], times[-1]) == ("10:00", "10:15", "15:45")
