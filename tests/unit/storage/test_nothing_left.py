"""Where nothing was taken in, nothing is made: a folder that had no records has none afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from empathylab.bench import synthetic_visits
from empathylab.check.lines import records_line
from empathylab.cli import collect, evidence, export
from empathylab.domain.errors import InputError, MachineError, RecordsError
from empathylab.storage import folder as records_folder
from empathylab.storage import open_records, open_store, write_bundle
from empathylab.storage.sqlite import DATABASE_NAME


@pytest.fixture(scope="module")
def away(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two visits of one event."""
    store = open_store(tmp_path_factory.mktemp("away"))
    store.begin_event(synthetic_visits.settings())
    list(synthetic_visits.visits(store, 2, facts=20))
    store.close()
    return store.data_dir


def bundled(away: Path, path: Path, passphrase: str = "") -> Path:
    reader = open_records(away)
    write_bundle(reader, path, "away", passphrase=passphrase)
    reader.close()
    return path


def cut_off(away: Path, path: Path) -> None:
    path.write_bytes(bundled(away, path).read_bytes()[:-20])


def no_events(_away: Path, path: Path) -> None:
    path.mkdir()
    open_store(path).close()


def another_programs(_away: Path, path: Path) -> None:
    path.mkdir()
    connection = sqlite3.connect(path / DATABASE_NAME)
    connection.execute("CREATE TABLE invoices (paid)")
    connection.close()


#: What there is to take in, and how it is told that nothing of it was.
Made = Callable[[Path, Path], object]
NOTHING_TO_TAKE: dict[str, tuple[Made, str]] = {
    "empty": (lambda _, path: path.write_bytes(b""), "no file of records"),
    "text": (lambda _, path: path.write_text("hello", encoding="utf-8"), "no file of records"),
    "cut off": (cut_off, "damaged"),
    "locked": (lambda away, path: bundled(away, path, "four plain words here"), "passphrase"),
    "not there": (lambda _, path: None, "nothing to bring in"),
    "no events": (no_events, "nothing in it"),
    "another program's": (another_programs, "another program's"),
}


def collected(*words: Path | str) -> Result:
    return CliRunner().invoke(collect.command, [str(each) for each in words])


def what_is_there(folder: Path) -> dict[str, bytes]:
    return {str(each): each.read_bytes() if each.is_file() else b"" for each in folder.rglob("*")}


@pytest.mark.parametrize("name", NOTHING_TO_TAKE)
def test_nothing_is_made_where_nothing_was_taken(away: Path, tmp_path: Path, name: str) -> None:
    made, said = NOTHING_TO_TAKE[name]
    source, home = tmp_path / "source", tmp_path / "home"
    made(away, source)
    home.mkdir()
    (home / "letter.txt").write_text("mine", encoding="utf-8")
    before = what_is_there(home)
    for folder in (home, home / "new" / "records"):
        done = collected(source, "--data", folder)
        assert said in f"{done.output} {done.exception}"
        assert what_is_there(home) == before


def test_what_was_taken_stays_when_the_next_file_is_none(away: Path, tmp_path: Path) -> None:
    wrong, home = tmp_path / "wrong", tmp_path / "home"
    wrong.write_text("hello", encoding="utf-8")
    done = collected(bundled(away, tmp_path / "away.labrecords"), wrong, "--data", home)
    assert done.exit_code == 1
    reader = open_records(home)
    assert reader.counts().people == 2
    reader.close()


def test_records_that_were_there_stay_whatever_comes(tmp_path: Path) -> None:
    open_store(tmp_path / "home").close()
    wrong = tmp_path / "wrong"
    wrong.write_text("hello", encoding="utf-8")
    collected(wrong, "--data", tmp_path / "home")
    open_records(tmp_path / "home").close()


def test_who_takes_records_in_is_told_that_those_here_were_damaged(away: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / DATABASE_NAME).write_bytes(b"no database at all")
    done = collected(bundled(away, tmp_path / "away.labrecords"), "--data", home)
    assert done.exit_code == 0
    assert "The records' database was damaged" in done.stderr


def test_another_programs_database_is_left_alone(away: Path, tmp_path: Path) -> None:
    """To the last byte, and with the rights that it had."""
    another_programs(away, tmp_path / "theirs")
    path = tmp_path / "theirs" / DATABASE_NAME
    path.chmod(0o644)
    before = path.read_bytes(), path.stat().st_mode
    for opened in (open_records, open_store):
        with pytest.raises(RecordsError, match="another program's"):
            opened(path.parent)
    assert (path.read_bytes(), path.stat().st_mode) == before


def test_looking_at_a_folder_that_is_not_there_does_not_make_it(tmp_path: Path) -> None:
    assert records_line(tmp_path / "no" / "where").sentence.startswith("Whole. 0 visits")
    assert what_is_there(tmp_path) == {}


def test_nothing_is_noted_of_a_report_whose_folder_cannot_be_made(away: Path, tmp_path: Path) -> None:
    def noted() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in away.glob("records-reported*")}

    (tmp_path / "file").touch()
    before = noted()
    done = CliRunner().invoke(export.command, ["--data", str(away), "--out", str(tmp_path / "file" / "out")])
    assert isinstance(done.exception, MachineError)
    assert noted() == before


def test_evidence_without_its_moments_makes_no_folder(away: Path, tmp_path: Path) -> None:
    words = ["--data", str(away), "--out", str(tmp_path / "out"), "--moments", str(tmp_path / "nowhere")]
    assert isinstance(CliRunner().invoke(evidence.command, words).exception, InputError)
    assert what_is_there(tmp_path) == {}


def test_who_waited_for_a_lock_that_is_taken_away_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opened just before, it would be a lock on a file that no third lab finds."""
    first = records_folder.FolderLock(tmp_path)
    opened = records_folder._open_for_lock(tmp_path / records_folder.LOCK_NAME)
    first.release_without_trace()
    assert not list(tmp_path.iterdir())
    with monkeypatch.context() as patched:
        patched.setattr(records_folder, "_open_for_lock", lambda _path: opened)
        with pytest.raises(RecordsError, match="Another Empathy Lab"):
            records_folder.FolderLock(tmp_path)
    records_folder.FolderLock(tmp_path).release()
