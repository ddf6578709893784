"""Data files: what is right loads, what is wrong is named with file, field and the nearest valid word."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pydantic import ValidationError

from empathylab.domain.errors import Fault, FileFaults, InputError
from empathylab.domain.faults import faults_of
from empathylab.domain.keys import KeyPress
from empathylab.domain.persona import NAMED_KEYS
from empathylab.domain.task import Barrier
from empathylab.files import paths
from empathylab.files.layers import Layers
from empathylab.files.library import load_library, read_persona
from empathylab.files.questions import load_questions
from empathylab.ui.keys.key_watch import taught_name


@pytest.fixture
def personas(tmp_path: Path) -> Path:
    folder = tmp_path / "personas"
    shutil.copytree(paths.personas_dir(), folder)
    return folder


def change(path: Path, old: str, new: str) -> Path:
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new, 1), encoding="utf-8")
    return path


def test_everything_shipped_is_right() -> None:
    library = load_library()
    assert library.faults == ()
    assert {"christopher", "claudia", "ashleigh"} <= set(library.personas)
    assert {"station-1", "station-2"} <= set(library.stations)
    assert load_questions().find("ease") is not None


def test_every_persona_names_its_source_and_wears_at_least_five_barriers() -> None:
    for persona in load_library().personas.values():
        assert "Open Government Licence" in persona.attribution
        assert len(persona.barrier.barriers) >= 5


def test_all_faults_of_a_file_are_told_at_once_with_the_nearest_word(personas: Path) -> None:
    path = change(personas / "claudia.toml", "logmar = 0.7", "logmarr = 0.7")
    change(path, '"low-contrast"', '"low-contrst"')
    change(path, 'kind = "zoom"', 'kind = "zoomm"')
    with pytest.raises(FileFaults) as caught:
        read_persona(path)
    told = str(caught.value)
    assert "claudia.toml" in told
    assert "logmar" in told
    assert "did you mean 'low-contrast'?" in told
    assert "did you mean 'zoom'?" in told
    assert len(caught.value.faults) == 3


def test_a_mistyped_field_names_the_nearest_field(personas: Path) -> None:
    with pytest.raises(FileFaults, match="did you mean 'one_line'"):
        read_persona(change(personas / "ashleigh.toml", "one_line =", "one_lin ="))


def test_a_wrong_type_is_said_in_plain_words(personas: Path) -> None:
    with pytest.raises(FileFaults, match="age: must be a whole number"):
        read_persona(change(personas / "ashleigh.toml", "age = 24", 'age = "24"'))


def test_a_value_out_of_range_is_refused_with_the_range(personas: Path) -> None:
    with pytest.raises(FileFaults, match=r"simulations\.0\.logmar"):
        read_persona(change(personas / "claudia.toml", "logmar = 0.7", "logmar = 9"))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('press = "Ctrl+Plus"', 'press = "Ctrl+Pluss"', "tutor.steps.0.press: 'Ctrl+Pluss' is the name of no key"),
        ('press = "Ctrl+Plus"', 'press = "h"', "'h' is the name of no key"),
        (
            '"low-contrast"',
            '"fake-select", "change-on-input"',
            "barrier.barriers: 'fake-select' and 'change-on-input' cannot be worn together",
        ),
        ('"low-contrast"', '"low-contrast", "low-contrast"', "'low-contrast' is there twice"),
        ('id = "claudia"', 'id = "ashleigh"', "id: 'ashleigh' is taken by"),
    ],
)
def test_what_the_lab_could_not_do_is_refused(personas: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(FileFaults) as caught:
        read_persona(change(personas / "claudia.toml", old, new))
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('["by-colour"]', '["by-color"]', "extras.0.barriers.0: there is no barrier 'by-color'"),
        ('["by-colour"]', '["timeout"]', "extras.0.barriers.0: 'timeout' is there twice"),
        ('["by-colour"]', '["countdown"]', "extras.0.barriers: 'countdown' and 'timeout' cannot be worn together"),
        ('cone = "deutan"', 'cone = "deutn"', "extras.0.simulations.0.cone"),
    ],
)
def test_what_is_wrong_with_an_extra_is_told(personas: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(FileFaults) as caught:
        read_persona(change(personas / "christopher.toml", old, new))
    assert told in str(caught.value)


def test_an_id_that_two_files_use_is_refused_wherever_they_lie(personas: Path, tmp_path: Path) -> None:
    copy = tmp_path / "mine.toml"
    shutil.copy(personas / "claudia.toml", copy)
    with pytest.raises(FileFaults, match="'claudia' is taken by"):
        read_persona(copy)
    change(copy, 'id = "claudia"', 'id = "mine"')
    assert read_persona(copy).id == "mine"
    again = tmp_path / "elsewhere" / "mine.toml"
    again.parent.mkdir()
    shutil.copy(copy, again)
    with pytest.raises(FileFaults, match="'mine' is taken by"):
        read_persona(copy, [copy, again])


def test_a_byte_order_mark_is_no_fault(personas: Path) -> None:
    path = personas / "claudia.toml"
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert read_persona(path).id == "claudia"


PRESSES = (
    KeyPress("Tab", True, 0, modifiers=frozenset({"Shift"})),
    KeyPress("Equal", True, 0, "+", legend="+"),
    KeyPress("Minus", True, 0, "-", legend="-"),
    *(
        KeyPress(code, True, 0)
        for code in ["Tab", "Space", "Enter", "Escape", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "F1", "F2"]
    ),
)


def test_every_named_key_can_be_seen_and_every_barrier_excludes_one_that_there_is() -> None:
    assert {taught_name(press) for press in PRESSES} == set(NAMED_KEYS)
    barriers = load_library().barriers
    for barrier in barriers.values():
        assert set(barrier.excludes) <= set(barriers)


def test_the_place_that_a_barrier_is_about_is_named_by_its_id_alone() -> None:
    told = load_library().barriers["auto-captions"].model_dump()
    with pytest.raises(ValidationError) as refused:
        Barrier.model_validate({**told, "at": "#film"})
    assert faults_of(refused.value, Barrier) == [Fault("at", "must be an id in the page, without # and spaces")]


@pytest.mark.parametrize("words", ["format = ", "\x00\x01", "[story", ""])
def test_a_damaged_file_is_left_out_and_the_lab_goes_on(personas: Path, words: str) -> None:
    (personas / "claudia.toml").write_text(words)
    library = load_library(Layers(paths.assets_dir(), personas))
    assert "claudia" not in library.personas
    assert "ashleigh" in library.personas
    assert any("claudia.toml" in str(fault) for fault in library.faults)
    assert "all" in library.stations, "a station goes on without the persona that is left out"


def test_a_helped_run_with_barriers_is_refused(personas: Path) -> None:
    path = change(personas / "claudia.toml", "[helped]", '[helped]\nbarriers = ["timeout"]')
    with pytest.raises(FileFaults, match="the visit ends on the form that works"):
        read_persona(path)


def test_who_asks_for_what_was_left_out_is_told_of_its_own_file_and_of_no_other(personas: Path) -> None:
    (personas / "claudia.toml").write_text("format = ")
    change(personas / "ron.toml", "low-contrast", "low-contrst")
    library = load_library(Layers(paths.assets_dir(), personas))
    with pytest.raises(InputError) as told:
        library.persona("ron")
    assert "low-contrst" in str(told.value)
    assert "claudia.toml" not in str(told.value)
    with pytest.raises(InputError, match=r"claudia\.toml.*ron\.toml"):
        library.persona("nobody")


def test_an_unknown_persona_is_answered_with_the_nearest_and_the_list() -> None:
    with pytest.raises(InputError, match=r"did you mean 'claudia'.*There are:"):
        load_library().persona("cluadia")


def test_a_task_with_a_missing_page_is_told_and_left_out(tmp_path: Path) -> None:
    assets = tmp_path / "assets"
    shutil.copytree(paths.assets_dir(), assets)
    (assets / "tasks" / "missed-bin" / "check.html").unlink()
    library = load_library(Layers(assets, paths.personas_dir()))
    assert "missed-bin" not in library.tasks
    (fault,) = library.faults
    assert "there is no check.html" in str(fault), "one sentence, not one more for each of its stations"
    assert "all" in library.stations, "a station goes on with another form"


def test_a_barrier_that_no_form_could_wear_is_told(tmp_path: Path) -> None:
    """A form fetches the script; a style sheet alone would never be asked for."""
    assets = tmp_path / "assets"
    shutil.copytree(paths.assets_dir(), assets)
    (assets / "barriers" / "low-contrast" / "barrier.js").unlink()
    library = load_library(Layers(assets, paths.personas_dir()))
    assert "low-contrast" not in library.barriers
    assert any("has no barrier.js" in str(fault) for fault in library.faults)


def test_what_stands_in_the_wrong_list_would_do_nothing_and_is_a_fault(personas: Path) -> None:
    path = change(personas / "claudia.toml", 'helps = [{ kind = "zoom" }]', 'helps = [{ kind = "acuity" }]')
    change(path, '{ kind = "acuity", logmar = 0.7, log_cs = 1.12 },', '{ kind = "sticky-keys" },')
    with pytest.raises(FileFaults) as caught:
        read_persona(path)
    assert {(fault.where, fault.problem) for fault in caught.value.faults} == {
        ("tutor.helps.0.kind", "'acuity' belongs to simulations"),
        ("barrier.simulations.0.kind", "'sticky-keys' belongs to helps"),
    }
