"""Settings and library of a running lab: one value, changed in one place, and heard by whoever listens."""

from __future__ import annotations

from pathlib import Path

import pytest

from empathylab.domain.errors import MachineError
from empathylab.domain.persona import LivedWords
from empathylab.files.library import Library, load_library
from empathylab.files.settings import FILE_NAME, Choices, Settings, load_settings
from empathylab.files.setup import LiveSetUp


@pytest.fixture(scope="module")
def files() -> Library:
    return load_library()


def test_a_change_is_saved_and_heard_and_the_value_before_stays_as_it_was(tmp_path: Path, files: Library) -> None:
    setup = LiveSetUp(tmp_path, files)
    before, heard = setup.now, []
    setup.listen(lambda changed: heard.append((sorted(changed), setup.settings.event)))
    setup.change(event="Thursday", text_scale=1.5)
    assert heard == [(["event", "text_scale"], "Thursday")]
    assert load_settings(tmp_path) == setup.settings
    assert before.settings == Settings()


def test_what_is_chosen_is_in_the_library_and_the_files_stay_as_they_are(tmp_path: Path, files: Library) -> None:
    setup = LiveSetUp(tmp_path, files)
    words = LivedWords(text="My hands know the weather.", source="A.", consent="Asked in May.")
    setup.change(choices={"christopher": Choices(hands="severe")}, lived_words={"christopher": (words,)})
    for started in (setup, LiveSetUp(tmp_path, files)):
        persona = started.library.persona("christopher")
        assert persona.barrier.simulations[-1].params == {"preset": "severe"}
        assert persona.lived_words == (words,)
        assert started.now.files is files


def test_what_cannot_be_saved_has_not_changed_and_nobody_hears_of_it(tmp_path: Path, files: Library) -> None:
    setup = LiveSetUp(tmp_path, files)
    heard: list[frozenset[str]] = []
    setup.listen(heard.append)
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(MachineError):
        setup.change(event="Thursday")
    assert setup.settings == Settings()
    assert heard == []


def test_who_has_stopped_listening_hears_no_more_also_in_the_middle_of_being_told(
    tmp_path: Path, files: Library
) -> None:
    setup = LiveSetUp(tmp_path, files)
    heard: list[str] = []
    stop = setup.listen(lambda _changed: (heard.append("first"), stop()))
    setup.listen(lambda _changed: heard.append("second"))
    setup.change(event="Thursday")
    setup.change(event="Friday")
    assert heard == ["first", "second", "second"]


def test_what_there_was_to_say_of_a_damaged_file_is_over_with_the_first_change(
    tmp_path: Path, files: Library, allowed_logs: list[str]
) -> None:
    allowed_logs.append("The settings file was damaged")
    (tmp_path / FILE_NAME).write_text("{", encoding="utf-8")
    setup = LiveSetUp(tmp_path, files)
    assert len(setup.settings.notices) == 1
    setup.change(event="Thursday")
    assert setup.settings.notices == ()
