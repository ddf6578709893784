"""`empathylab export`, `sync` and `rescore`, as somebody types them."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from empathylab.bench import synthetic_visits
from empathylab.cli import main
from empathylab.storage import open_store
from empathylab.storage.migrate import VERSIONS, migrate
from empathylab.storage.server import server_engine, server_url

pytestmark = pytest.mark.journey

Type = Callable[..., int]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Type:
    """Type a command; returns its exit status."""

    def type_it(*words: str | Path) -> int:
        monkeypatch.setattr(sys, "argv", ["empathylab", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        return int(ended.value.code or 0)

    return type_it


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """Twelve visits of one event."""
    store = open_store(tmp_path / "records")
    store.begin_event(synthetic_visits.settings())
    list(synthetic_visits.visits(store, 12, facts=40))
    store.close()
    return store.data_dir


def test_everything_is_exported_and_each_file_named(
    typed: Type, records: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed("export", "--data", records, "--out", tmp_path / "out", "--event", synthetic_visits.EVENT) == 0
    named = {Path(line).name for line in capsys.readouterr().out.splitlines()}
    assert named == {path.name for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert {"runs.csv", "records.xlsx", "records.json", "report.html", "report.pdf"} <= named


def test_who_exports_records_that_were_to_be_deleted_is_told(
    typed: Type, records: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for keep_until, is_told in ((date(2099, 3, 2), False), (date(2026, 10, 1), True)):
        store = open_store(records)
        store.begin_event(replace(synthetic_visits.settings(), keep_until=keep_until))
        store.close()
        assert typed("export", "--data", records, "--out", tmp_path / "out", "--format", "html") == 0
        told = f"{synthetic_visits.EVENT} was to be deleted on 1 October 2026: use what you need, then delete it."
        assert (told in capsys.readouterr().err) is is_told


def test_a_report_after_another_leaves_new_visits_out_until_there_are_enough(
    typed: Type, records: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(*words: str) -> str:
        assert typed("export", "--data", records, "--out", tmp_path / "out", "--format", "html", *words) == 0
        return capsys.readouterr().err

    assert "leaves out" not in told()
    store = open_store(records)
    list(synthetic_visits.visits(store, 2, seed=3, facts=40))
    store.close()
    assert "The report leaves out 2 visits that came after an earlier one" in told()
    assert "leaves out" not in told("--anew")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export", "--data", "nowhere", "--out", "out"), "There are no records in nowhere."),
        (("sync", "--data", "nowhere", "--to", "postgresql://server/records"), "There are no records in nowhere."),
        (("rescore", "--data", "nowhere"), "There are no records in nowhere."),
    ],
)
def test_a_wrong_folder_is_one_line_and_leaves_no_new_folder(
    typed: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...], said: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert typed(*words) == 1
    shown = capsys.readouterr().err
    assert shown.startswith(f"empathylab: {said}")
    assert shown.count("\n") == 1
    assert not (tmp_path / "nowhere").exists()


def test_an_unknown_event_names_those_that_are_there(
    typed: Type, records: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed("export", "--data", records, "--out", tmp_path / "out", "--event", "Nix") == 1
    assert synthetic_visits.EVENT in capsys.readouterr().err


def test_an_unknown_format_is_wrong_usage(typed: Type, records: Path, tmp_path: Path) -> None:
    assert typed("export", "--data", records, "--out", tmp_path / "out", "--format", "doc") == 2


def test_rescoring_proves_the_scores_and_finds_one_that_was_changed(
    typed: Type, records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed("rescore", "--data", records) == 0
    assert capsys.readouterr().out == "12 visits scored again, 0 differ.\n"
    connection = sqlite3.connect(records / "records.sqlite")
    connection.execute("UPDATE runs SET seconds = 1 WHERE position = 2 AND session_id = (SELECT min(id) FROM sessions)")
    connection.commit()
    connection.close()
    assert typed("rescore", "--data", records) == 1
    assert "run 2, seconds: stored 1.0, computed" in capsys.readouterr().out
    assert typed("rescore", "--data", records, "--update") == 0
    assert typed("rescore", "--data", records) == 0


def test_a_station_syncs_and_the_server_is_exported(
    typed: Type, records: Path, database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed("sync", "--data", records, "--to", database) == 0
    assert capsys.readouterr().out == "12 sent\n"
    assert typed("sync", "--data", records, "--to", database) == 0
    assert capsys.readouterr().out == "Nothing to send.\n"
    assert typed("export", "--data", records, "--out", tmp_path / "here", "--format", "csv") == 0
    assert typed("export", "--from", database, "--out", tmp_path / "there", "--format", "csv") == 0
    for name in ("runs.csv", "events.csv"):
        assert (tmp_path / "here" / name).read_bytes() == (tmp_path / "there" / name).read_bytes()


@pytest.mark.parametrize("version", VERSIONS[:-1])
def test_a_server_of_an_older_version_is_upgraded_when_that_is_asked_for(
    typed: Type, records: Path, database: str, capsys: pytest.CaptureFixture[str], version: str
) -> None:
    engine = server_engine(server_url(database))
    with engine.begin() as connection:
        migrate(connection, version)
    engine.dispose()
    assert typed("sync", "--data", records, "--to", database) == 1
    assert f"older version ({version}" in capsys.readouterr().err
    assert typed("sync", "--data", records, "--to", database, "--upgrade-server") == 0
    assert capsys.readouterr().out == "12 sent\n"


def test_no_server_is_one_line_without_the_password(
    typed: Type, records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed("sync", "--data", records, "--to", "postgresql://lab:hunter2@127.0.0.1:9/records") == 1
    shown = capsys.readouterr()
    assert shown.err.startswith("empathylab: The server cannot be reached.")
    assert "hunter2" not in shown.err + shown.out
    assert not any(b"hunter2" in path.read_bytes() for path in records.iterdir())


#: What a command makes, and whether anybody else may read it, since it is made to be handed on.
_MADE = [
    (("bundle", "{out}/a.labrecords", "--data", "{records}"), False),
    (("kit", "{out}", "--data", "{records}"), False),
    (("export", "--out", "{out}", "--data", "{records}"), False),
    (("evidence", "--out", "{out}", "--data", "{records}"), False),
    (("rescore", "--data", "{records}"), False),
    (("paper", "missed-bin", "{out}/form.pdf"), True),
    *(
        (("new", kind, "new-one", "--lab", "{out}"), True)
        for kind in ("persona", "task", "service", "station", "barrier")
    ),
]


@pytest.mark.attack
@pytest.mark.skipif(os.name == "nt", reason="on Windows a file is as its folder is")
@pytest.mark.parametrize("usual", [0, 0o022], ids=["everybodys", "usual"])
@pytest.mark.parametrize(
    ("words", "is_handed_on"),
    [pytest.param(*each, marks=pytest.mark.long if place > 1 else ()) for place, each in enumerate(_MADE)],
    ids=[" ".join(words[:2]).split(" {")[0].split(" --")[0] for words, _is_handed_on in _MADE],
)
def test_whatever_an_accounts_usual_mode_what_a_command_makes_is_its_users(
    typed: Type, records: Path, tmp_path: Path, words: tuple[str, ...], is_handed_on: bool, usual: int
) -> None:
    """To read as well, but for what is made for others, which nobody else writes to."""
    out = tmp_path / "out"
    out.mkdir(mode=0o700)
    before = os.umask(usual)
    try:
        assert typed(*(word.format(out=out, records=records) for word in words)) == 0
    finally:
        os.umask(before)
    found = [path for folder in (out, records) for path in folder.rglob("*")]
    assert found
    others = stat.S_IWGRP | stat.S_IWOTH if is_handed_on else stat.S_IRWXG | stat.S_IRWXO
    assert {str(path): oct(path.stat().st_mode) for path in found if path.stat().st_mode & others} == {}


#: A lab that has the folder: it writes a visit for each line that it reads, and says so.
_OTHER_LAB = """
import sys
from pathlib import Path
from empathylab.bench import synthetic_visits
from empathylab.storage import open_store
store = open_store(Path(sys.argv[1]))
for seed, line in enumerate(sys.stdin, 100):
    list(synthetic_visits.visits(store, 1, seed=seed, facts=40))
    print(store.counts().people, flush=True)
store.close()
"""


@pytest.fixture(scope="module")
def write_in_other_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Callable[[], int]]]:
    """The folder that another process has open; has it take a visit, and tells how many there are."""
    folder = tmp_path_factory.mktemp("held") / "records"
    with closing(open_store(folder)) as store:
        store.begin_event(synthetic_visits.settings())
    command = [sys.executable, "-c", _OTHER_LAB, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as lab:
        assert lab.stdin is not None
        assert lab.stdout is not None
        write, read = lab.stdin, lab.stdout

        def write_visit() -> int:
            write.write("\n")
            write.flush()
            return int(read.readline())

        yield folder, write_visit
        lab.stdin.close()
        assert lab.wait() == 0


@pytest.mark.attack
@pytest.mark.parametrize(
    "words",
    [
        ("export", "--out", "{out}", "--format", "csv"),
        ("rescore",),
        ("bundle", "{out}.labrecords"),
        ("pin",),
        pytest.param(("check",), marks=pytest.mark.long),
    ],
    ids=["export", "rescore", "bundle", "pin", "check"],
)
def test_a_command_reads_beside_a_lab_that_goes_on_writing(
    write_in_other_lab: tuple[Path, Callable[[], int]], typed: Type, tmp_path: Path, words: tuple[str, ...]
) -> None:
    folder, write_visit = write_in_other_lab
    before = write_visit()
    assert typed(*(word.format(out=tmp_path / "out") for word in words), "--data", folder) == 0
    assert write_visit() == before + 1


@pytest.mark.attack
@pytest.mark.parametrize("words", [(), ("demo", "--participants", "1")], ids=["lab", "demo"])
def test_a_second_lab_says_that_another_has_the_folder(
    write_in_other_lab: tuple[Path, Callable[[], int]],
    typed: Type,
    words: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder, write_visit = write_in_other_lab
    before = write_visit()
    assert typed(*words, "--data", folder) != 0
    assert f"Another Empathy Lab is using the records in {folder}. Close it" in capsys.readouterr().err
    assert write_visit() == before + 1
