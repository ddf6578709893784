"""Data files that somebody made to do harm: refused in one sentence, and the rest of the lab works."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from empathylab.domain.errors import FileFaults, InputError, LabError
from empathylab.domain.words import has_command
from empathylab.files import paths
from empathylab.files.layers import Layers, layers_over
from empathylab.files.library import load_library, read_persona
from empathylab.files.validating import faults_of
from support import only_here, own_folder
from support.commands import typed

GOOD = (paths.personas_dir() / "claudia.toml").read_text(encoding="utf-8")


def persona(folder: Path, *changes: tuple[str, str]) -> Path:
    words = GOOD
    for old, new in changes:
        assert old in words
        words = words.replace(old, new, 1)
    path = folder / "claudia.toml"
    path.write_text(words, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "words",
    [
        "a=" + "[" * 5000 + "]" * 5000,
        "a=" + "{a=" * 2000 + "1" + "}" * 2000,
        "[" + ".".join("a" * 3000) + "]\n",
        "age=" + "9" * 5000,
        "age=0x" + "f" * 5000,
        "#" * 3_000_000,
        "a." * 490_000 + "a=1",
        'x={a={"b" . ' + "a . " * 200_000 + "a=1}}",
    ],
    ids=[
        "deep list",
        "deep table",
        "deep name",
        "endless number",
        "endless hexadecimal",
        "huge file",
        "endless key",
        "endless key within",
    ],
)
def test_a_file_made_to_exhaust_the_reader_is_left_out_and_the_lab_goes_on(tmp_path: Path, words: str) -> None:
    check_is_left_out(tmp_path, words)


def check_is_left_out(tmp_path: Path, words: str) -> None:
    """As a persona's file; the other people are there."""
    folder = tmp_path / "personas"
    shutil.copytree(paths.personas_dir(), folder)
    (folder / "claudia.toml").write_text(words, encoding="utf-8")
    library = load_library(Layers(paths.assets_dir(), folder))
    assert "claudia" not in library.personas
    assert "ashleigh" in library.personas
    assert any("claudia.toml" in str(fault) for fault in library.faults)


#: About a megabyte each of what a reader of TOML might take too long over: a beginning, what comes so often, an end.
#: N is its number.
_LONG = {
    "keys": ("", "kN=1\n", 90_000, ""),
    "tables": ("", "[tN]\n", 90_000, ""),
    "tables in a list": ("", "[[t]]\n", 150_000, ""),
    "tables within tables": ("", "[a.bN.c.d]\n", 50_000, ""),
    "dotted keys": ("", "a.b.c.kN=1\n", 60_000, ""),
    "list": ("a=[", "1,", 490_000, "]"),
    "lists in a list": ("a=[", "[],", 320_000, "]"),
    "table in a line": ("a={", "kN=1,", 80_000, "k=1}"),
    "text": ('a="', "x", 990_000, '"'),
    "text of many lines": ('a="""', "x\n", 490_000, '"""'),
    "escapes": ('a="', r"\u0041", 160_000, '"'),
    "quotation marks": ('a="""', '""x', 320_000, '"""'),
    "spaces": ("a=", " ", 990_000, "1"),
    "comments": ("", "#\n", 490_000, "a"),
    "dates": ("a=[", "2026-01-01T00:00:00Z,", 47_000, "]"),
    "numbers": ("a=[", "1e400,", 160_000, "]"),
    "digits": ("a=0x", "f", 990_000, ""),
}


@pytest.mark.attack
@pytest.mark.long
@pytest.mark.parametrize(("begin", "part", "times", "end"), _LONG.values(), ids=_LONG)
def test_a_megabyte_of_anything_is_left_out_and_the_lab_goes_on(
    tmp_path: Path, begin: str, part: str, times: int, end: str
) -> None:
    words = begin + "".join(part.replace("N", str(number)) for number in range(times)) + end
    check_is_left_out(tmp_path, words)


@only_here.named_pipes
def test_what_never_ends_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "persona.toml")
    with pytest.raises(InputError, match="no ordinary file"):
        read_persona(tmp_path / "persona.toml")
    os.mkfifo(tmp_path / "field.csv")
    path = persona(tmp_path, ('"binocular-advanced"', f'"{tmp_path}/field.csv"'))
    with pytest.raises(FileFaults, match="cannot be read"):
        read_persona(path)


@pytest.mark.parametrize(
    "portrait", ["/etc/passwd", "../../personas/claudia.toml", "../portraits/claudia.svg", "a" * 6000]
)
def test_a_portrait_is_a_picture_of_the_portraits_folder(tmp_path: Path, portrait: str) -> None:
    with pytest.raises(FileFaults, match=r"look\.portrait: must be the name of an SVG file"):
        read_persona(persona(tmp_path, ('"claudia.svg"', f'"{portrait}"')))


@pytest.mark.parametrize(
    ("page", "told"), [("../../../etc/passwd", "small letters"), ("zooom", "there is no zooom.html in assets/tutor")]
)
def test_the_tutors_page_is_one_that_is_there(tmp_path: Path, page: str, told: str) -> None:
    with pytest.raises(FileFaults, match=rf"tutor\.page: .*{told}"):
        read_persona(persona(tmp_path, ('page = "zoom"', f'page = "{page}"')))


@pytest.mark.parametrize("bad_id", ["a/b", "../x", "A", "a b", "a\\n", "x" * 400])
def test_an_id_is_short_and_plain_since_it_becomes_a_name_of_files_and_addresses(tmp_path: Path, bad_id: str) -> None:
    with pytest.raises(FileFaults, match="id: must be"):
        read_persona(persona(tmp_path, ('id = "claudia"', f'id = "{bad_id}"')))


@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "[1]", "{ a = 1 }", "true", "2020-01-01"])
def test_only_a_number_is_a_number(tmp_path: Path, number: str) -> None:
    with pytest.raises(FileFaults, match=r"barrier\.simulations\.0\.logmar"):
        read_persona(persona(tmp_path, ("logmar = 0.7", f"logmar = {number}")))


@pytest.mark.parametrize("character", ["\\u0000", "\\u001b", "\\u202e"])
def test_words_hold_nothing_that_a_terminal_or_a_reader_would_obey(tmp_path: Path, character: str) -> None:
    with pytest.raises(FileFaults, match="job: must not contain control characters"):
        read_persona(persona(tmp_path, ('"Social worker"', f'"Social {character}worker"')))


@pytest.mark.parametrize("character", ["\\u0000", "\\u001b", "\\u202e"])
def test_no_sentence_quotes_what_a_terminal_or_a_reader_would_obey(tmp_path: Path, character: str) -> None:
    own_folder.station(tmp_path, **{'task = "missed-bin-short"': f'task = "{character}[2J"'})
    library = load_library(layers_over(tmp_path))
    told = [*map(str, library.faults), *map(str, faults_of(library.layers))]
    assert len(told) > 1
    assert [words for words in told if has_command(words)] == []


def test_ten_thousand_faults_are_told_in_a_few_lines(tmp_path: Path) -> None:
    with pytest.raises(FileFaults) as caught:
        read_persona(persona(tmp_path, ('{ kind = "zoom" }', '{ kind = "zooom" },' * 3000)))
    assert len(str(caught.value)) < 5_000
    assert "more" in str(caught.value)


def test_the_command_says_it_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "deep.toml").write_text("a=" + "[" * 5000)
    answer = typed("personas", "validate", str(tmp_path / "deep.toml"))
    assert answer.returncode == 1
    assert "Traceback" not in answer.stderr
    assert "deep.toml" in answer.stderr


def test_every_fault_is_a_lab_error(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LabError):
        read_persona(tmp_path / "x.toml")


@only_here.named_pipes
@pytest.mark.parametrize("name", ["portraits/mine.svg", "tasks/lost-key/check.html", "barriers/no-sense/test.html"])
def test_a_pipe_among_the_files_is_told_and_not_waited_for(tmp_path: Path, name: str) -> None:
    own_folder.persona(tmp_path)
    own_folder.task(tmp_path)
    own_folder.barrier(tmp_path)
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).unlink(missing_ok=True)
    os.mkfifo(tmp_path / name)
    assert [fault for fault in faults_of(load_library(layers_over(tmp_path)).layers) if fault.path == tmp_path / name]
