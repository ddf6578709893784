"""A start that was ended from outside is known the next time; one that ended by itself is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from empathylab.files.last_start import broke_off, marked


def test_a_start_is_marked_until_its_first_screen_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "records"
    with marked(folder) as arrived:
        assert broke_off(folder), "as it would be found if the process ended here"
        arrived()
        assert not broke_off(folder)
    assert not broke_off(folder)


def test_one_that_ends_with_an_error_has_said_so_itself(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="told"), marked(tmp_path):
        raise ValueError("told")
    assert not broke_off(tmp_path)


def test_a_folder_that_cannot_be_made_is_told_by_whoever_needs_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with marked(tmp_path / "file" / "records") as arrived:
        assert not broke_off(tmp_path / "file" / "records"), "nothing could be marked, and nothing is raised"
        arrived()
