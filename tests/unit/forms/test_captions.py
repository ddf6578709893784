"""The film's captions and text: the same words, who speaks, each sound, slow enough to read; the machine's are not."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
import webvtt

from support.captions import Cue, cues_of, word_error_rate, words_of
from support.reading_grade import grade

FORM = Path(__file__).resolve().parents[3] / "assets" / "tasks" / "parking-permit-short"
PAGE = (FORM / "proof.html").read_text(encoding="utf-8")
FASTEST_WORDS_A_MINUTE = 180
HIGHEST_GRADE = 6


def shown(tag: str, inside: str) -> list[str]:
    """The words of each element of this tag in a piece of HTML."""
    return [html.unescape(re.sub(r"<[^>]+>", "", each)) for each in re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}>", inside)]


TRANSCRIPT = shown("p", PAGE[PAGE.index('class="transcript"') :].partition("</details>")[0])
EDITED, MACHINE = cues_of(FORM / "film.vtt"), cues_of(FORM / "film.auto.vtt")


def said(cues: list[Cue]) -> list[str]:
    return [word for cue in cues for word in cue.words]


@pytest.mark.parametrize(("name", "cues"), [("film.vtt", EDITED), ("film.auto.vtt", MACHINE)])
def test_a_player_can_read_the_track(name: str, cues: list[Cue]) -> None:
    read = webvtt.read(str(FORM / name))
    assert [cue.text for cue in read] == [re.sub(r"<[^>]+>", "", cue.text) for cue in cues]
    assert all(one.end_s <= other.begin_s for one, other in zip(cues, cues[1:], strict=False))


def test_edited_captions_are_what_is_said_to_the_word() -> None:
    transcript = [word for line in TRANSCRIPT if not line.startswith("[") for word in words_of(line.partition(": ")[2])]
    assert word_error_rate(transcript, said(EDITED)) == 0


def test_edited_captions_name_who_speaks_and_what_is_heard() -> None:
    assert {cue.text[1:-1] for cue in EDITED if cue.is_sound} == {"Soft chime", "Doorbell rings", "Camera clicks"}
    assert all(re.match(r"<v (\w+)>\1: ", cue.text) for cue in EDITED if not cue.is_sound)
    assert [line for line in TRANSCRIPT if line.startswith("[")] == [cue.text for cue in EDITED if cue.is_sound]


def test_a_machine_mistakes_as_many_words_as_machines_do_and_names_nobody() -> None:
    assert 0.15 <= word_error_rate(said(EDITED), said(MACHINE)) <= 0.30
    assert {cue.text for cue in MACHINE if cue.is_sound} == {"[Music]", "[Applause]"}
    assert not any(":" in cue.text for cue in MACHINE)


def test_nobody_speaks_faster_than_can_be_read() -> None:
    for cue in (*EDITED, *MACHINE):
        assert cue.words_a_minute <= FASTEST_WORDS_A_MINUTE, cue.text


def test_what_is_read_in_place_of_the_film_is_plain_and_says_all_of_it() -> None:
    table = [": ".join(shown("t[hd]", row)) for row in re.findall(r"<tr>(.*?)</tr>", PAGE)]
    lines = [line.partition(": ")[2] for line in TRANSCRIPT if not line.startswith("[")]
    assert len(table) == 4
    assert grade(". ".join(table)) <= HIGHEST_GRADE
    assert grade(" ".join(lines)) <= HIGHEST_GRADE
    spoken = " ".join(said(EDITED))
    for must in FACTS:
        assert must in spoken
        assert any(must in row.lower() for row in table)


#: What has to be known after the film, in the words that film and table share.
FACTS = (
    "council tax bill",
    "tenancy agreement",
    "less than three months",
    "photo of the whole page",
    "all four corners",
    "within seven days",
)
