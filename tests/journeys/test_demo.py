"""Scripted participants go the whole way through the real lab; what they leave behind is looked at here."""

from __future__ import annotations

import csv
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImageReader

from empathylab.demo import DemoOptions, run, screenshots
from empathylab.domain.questions import News
from empathylab.domain.session import Ending, Outcome, RunKind
from empathylab.domain.summary import Scale
from empathylab.domain.task import QuestionKind
from empathylab.files.library import load_library
from empathylab.files.questions import load_questions
from empathylab.storage import open_records, open_store, sealing, write_bundle
from empathylab.storage.bundles import open_bundle
from empathylab.storage.event_blob import unpack
from empathylab.storage.schema import streams
from empathylab.ui.page import scheme, way_out
from support import only_here
from support.open_ports import listening
from support.programs import command, environment

scheme.register()

#: Said by Qt on a machine without graphics card, sound device or system bus.
_MACHINE = (
    "QRhiGles2",
    "Failed to create RHI",
    "Vulkan",
    "GBM",
    "GPUInfo",
    "This plugin does not support",
    "PulseAudio",
    "No audio device",
)
pytestmark = [pytest.mark.journey, pytest.mark.qt_log_ignore(*_MACHINE, extend=True)]

PERSONAS = ("christopher", "claudia", "ashleigh", "simone", "pawel")
#: What may be empty: a person can give up before they reach a field; two questions are of the full set alone, and
#: only a team's service has versions.
MAY_BE_EMPTY = {"keys_to_first_field", "effort", "frustration", "version", "help"}
SCREENS = ("attract", "story", "agreement", "tutor", "barrier", "question-barrier-1", "helped", "debrief-1", "thanks")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One demo with all personas; every test looks at what it left."""
    made = tmp_path_factory.mktemp("demo")
    told: list[str] = []
    before, ports = listening(), set[str]()

    def tell(line: str) -> None:
        told.append(line)
        ports.update(listening() - before)

    options = DemoOptions(made / "records", PERSONAS, seed=4, screenshots=made / "pictures", is_quick=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(screenshots, "SETTLE_MS", 20)
        run(options, tell)
    (made / "ports").write_text("\n".join(sorted(ports)))
    assert [line.split(",")[0] for line in told] == list(PERSONAS)
    return made


@only_here.sockets_of_processes
def test_while_it_ran_no_port_was_open_but_the_gates_on_this_computer_alone(folder: Path) -> None:
    """The gate is there before the engine, in a process of tests too."""
    assert (folder / "ports").read_text() == ""
    port = int(way_out.flags()[0].rpartition(":")[2])
    assert f"0100007F:{port:04X}" in listening()


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "records" / "export" / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_session_has_its_two_runs_with_every_column_filled(folder: Path) -> None:
    runs = rows(folder, "runs.csv")
    assert [(row["persona"], row["run"], row["position"]) for row in runs] == [
        (persona, kind, position) for persona in PERSONAS for kind, position in (("barrier", "1"), ("helped", "2"))
    ]
    empty = [(row["persona"], row["run"], name) for row in runs for name, value in row.items() if not value]
    assert [each for each in empty if each[2] not in MAY_BE_EMPTY] == []
    assert {row["form"].rsplit("-", 1)[0] for row in runs} == {"barrier", "accessible"}
    assert all(float(row["seconds"]) > 0 and int(row["keys"]) > 0 for row in runs)


def test_what_is_asked_of_both_forms_is_answered_better_of_the_one_built_well(folder: Path) -> None:
    """Also where the higher number is the worse one, as in what Pawel is asked."""
    scales = {question.id: question.scale for question in load_questions().questions if question.scale is not None}
    given: dict[tuple[str, str], dict[str, int]] = {}
    for row in rows(folder, "answers.csv"):
        if row["run"] and row["question"] in scales and row["number"]:
            given.setdefault((row["session_id"], row["question"]), {})[row["run"]] = int(row["number"])
    pairs = {key: runs for key, runs in given.items() if len(runs) == 2}
    assert {scales[question].rises_with for _session, question in pairs} == {News.GOOD, News.BAD}
    for (_session, question), runs in pairs.items():
        is_higher = runs["helped"] > runs["barrier"]
        assert is_higher is (scales[question].rises_with is News.GOOD), question


def test_every_helped_run_was_completed_and_cost_less(folder: Path) -> None:
    runs = rows(folder, "runs.csv")
    helped = [row for row in runs if row["run"] == "helped"]
    assert {row["outcome"] for row in helped} == {"completed"}
    assert all(int(row["keys_to_first_field"]) <= 12 for row in helped)


def test_an_average_visitor_finishes_the_first_page_of_both_forms(folder: Path) -> None:
    """What is compared between the runs was reached in both; what nobody gets past comes later."""
    records = open_records(folder / "records")
    compared = records.summary().all_pairs(Scale.FIRST_PAGE_SECONDS)
    records.close()
    assert compared.people == len(PERSONAS)


def test_each_persona_shows_in_its_own_figures(folder: Path) -> None:
    by_run = {(row["persona"], row["run"]): row for row in rows(folder, "runs.csv")}
    assert int(by_run["christopher", "barrier"]["keys_lost"]) > 0
    assert float(by_run["claudia", "barrier"]["zoom"]) == 1.0
    assert float(by_run["claudia", "helped"]["zoom"]) > 1.0
    before, after = (int(by_run["ashleigh", kind]["keys_to_first_field"]) for kind in ("barrier", "helped"))
    assert before > 2 * after


def test_where_nothing_is_worn_every_barrier_is_met_and_both_forms_are_sent(folder: Path) -> None:
    """All that is in the way is in the form, and all of it are hurdles; what moves needs longer than quick hands do."""
    runs = [row for row in rows(folder, "runs.csv") if row["persona"] in ("simone", "pawel")]
    assert [row["outcome"] for row in runs] == ["completed"] * 4
    assert [json.loads(row["condition"])["simulations"] for row in runs] == [[]] * 4
    met = [row for row in rows(folder, "events.csv") if row["kind"] == "barrier.met"]
    for row in (row for row in runs if row["run"] == "barrier"):
        planned = set(load_library().persona(row["persona"]).barrier.barriers)
        found = {each["field"] for each in met if each["session_id"] == row["session_id"]}
        assert planned - {"ticker", "carousel"} <= found <= planned


def test_pawels_barriers_surprise_and_the_form_that_is_built_well_does_not(folder: Path) -> None:
    metered = {
        (each["persona"], each["run"]): (int(each["surprises"]), int(each["vague_phrases"]))
        for each in rows(folder, "runs.csv")
        if each["persona"] in ("pawel", "simone")
    }
    surprises, vague = metered["pawel", "barrier"]
    # A clock that runs down by the hands' own clock has hardly begun when quick hands have gone.
    assert (surprises >= 5, vague >= 5) == (True, True), metered
    assert metered["pawel", "helped"] == metered["simone", "helped"] == (0, 0)


def test_barriers_were_met_in_barrier_runs_alone(folder: Path) -> None:
    met: dict[str, set[str]] = {}
    in_run = ""
    for event in rows(folder, "events.csv"):
        in_run = event["field"] if event["kind"] == "run.started" else in_run
        if event["kind"] == "barrier.met":
            assert in_run == "barrier"
            met.setdefault(event["session_id"], set()).add(event["field"])
    assert len(met) == len(PERSONAS)
    known = set(load_library().barriers)
    assert all(barriers and barriers <= known for barriers in met.values())


def typed_words() -> list[bytes]:
    """The card's values are the canary: they went through every key filter and every form."""
    task = load_library().task("missed-bin")
    typed_fields = {question.id for question in task.questions if question.kind is QuestionKind.TEXT}
    values = {line.value for card in task.cards.values() for line in card if line.field in typed_fields}
    assert len(values) >= 4
    return [value.lower().encode() for value in values] + [
        word.lower().encode() for value in values for word in value.split() if len(word) > 4
    ]


def test_nothing_that_was_typed_is_anywhere(folder: Path) -> None:
    needles = typed_words()
    for path in (folder / "records").rglob("*"):
        if path.is_file():
            content = path.read_bytes().lower()
            assert [needle for needle in needles if needle in content] == [], path.name


def test_nothing_that_was_typed_is_in_a_bundle_and_a_locked_one_holds_no_word_at_all(
    folder: Path, tmp_path: Path
) -> None:
    reader = open_records(folder / "records")
    for name, passphrase in (("open", ""), ("locked", "four plain words here")):
        write_bundle(reader, tmp_path / name, "Library desk", passphrase=passphrase)
    reader.close()
    with (tmp_path / "open").open("rb") as file:
        inside = b"".join(sealing.unseal(file)).lower()
    with open_bundle(tmp_path / "open") as (_contents, parcels):
        blocks = [block for each in parcels for block in each.column(streams, "block")]
    inside += b"".join(repr(unpack(block)).lower().encode() for block in blocks)
    assert b"field.focused" in inside
    assert [needle for needle in typed_words() if needle in inside] == []
    locked = (tmp_path / "locked").read_bytes().lower()
    assert {word for word in re.findall(rb"[a-z][a-z-]{5,}", inside) if word in locked} == set()


def test_comments_are_exported_apart_from_who_said_them(folder: Path) -> None:
    comments = rows(folder, "comments.csv")
    assert len(comments) >= len(PERSONAS)
    assert set(comments[0]) == {"id", "text", "station", "theme", "tags"}
    sessions = {row["session_id"] for row in rows(folder, "runs.csv")}
    assert not sessions & {row["id"] for row in comments}


def test_there_is_a_picture_of_every_screen(folder: Path) -> None:
    pictures = sorted((folder / "pictures").glob("*.png"))
    for persona in PERSONAS:
        for screen in SCREENS[1:]:
            assert any(path.stem.endswith(f"{persona}-{screen}") for path in pictures), (persona, screen)
    assert all(QImageReader(str(path)).size().width() == 1280 for path in pictures)


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed by a signal")
def test_after_a_power_cut_in_mid_run_everything_acknowledged_is_there(tmp_path: Path) -> None:
    process = subprocess.Popen(
        command("station_until_killed", tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    for _ in range(3):
        session_id, events = process.stdout.readline().split()
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()

    store = open_store(tmp_path)
    try:
        (session,) = store.sessions("Killed")
        (run_record,) = store.runs("Killed")
        (stream,) = store.event_stream("Killed")
        kept = list(stream.rows)
    finally:
        store.close()
    assert (session.id, session.ending) == (session_id, Ending.INTERRUPTED)
    assert (run_record.run, run_record.outcome) == (RunKind.BARRIER, Outcome.INTERRUPTED)
    assert len(kept) >= int(events)
    assert [row[0] for row in kept] == list(range(len(kept)))
    assert "canary" not in str(kept)
