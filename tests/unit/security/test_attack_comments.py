"""Attacks on comments: tied to the visits they came from, and made of anything that Unicode has.

Some dozens each time, a thousand and five thousand with `pytest -m attack`.
"""

from __future__ import annotations

import csv
import io
import json
import random
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader
from scipy.stats import spearmanr

from empathylab.bench import synthetic_visits
from empathylab.domain.calibration import Calibration
from empathylab.domain.errors import LabError
from empathylab.domain.records import ReviewState
from empathylab.domain.session import Answer, Ending, Outcome, RunKind
from empathylab.domain.words import is_invisible
from empathylab.files.library import load_library
from empathylab.reports.exporting import export
from empathylab.session.plan import plan_visit
from empathylab.session.stages import Stage
from empathylab.session.visit import Visit
from empathylab.storage import Store, open_store
from support.clocks import SetClock

pytestmark = pytest.mark.attack

EVENT = "Library week"
LIBRARY = load_library()
FEW_VISITS, MANY_VISITS = 120, 2_000
FEW_COMMENTS, MANY_COMMENTS = 100, 5_000
WORDS = ("labels", "keyboard", "never", "again", "forms", "colours", "patience", "next", "week")


@dataclass(slots=True)
class Truth:
    """What nobody else knows: the visits in their order, and what each wrote."""

    sessions: list[str] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)

    def place_of(self, text: str) -> int:
        (session,) = (session for session, words in self.words.items() if words == text)
        return self.sessions.index(session)


def _raise(problem: LabError) -> None:
    raise problem


def come_and_write(store: Store, truth: Truth, chance: random.Random) -> None:
    """A whole visit; half of the people write, and take their time for it."""
    clock = SetClock()
    plan = plan_visit(
        event=EVENT,
        station="station-1",
        personas=[LIBRARY.personas[chance.choice(("claudia", "ashleigh"))]],
        task=LIBRARY.tasks["missed-bin"],
        calibration=Calibration(),
        seed=chance.randrange(1_000_000),
    )
    visit = Visit(plan, store, clock, _raise)
    visit.agree()
    truth.sessions.append(visit.session_id)
    for stage, run in ((Stage.BARRIER, RunKind.BARRIER), (Stage.HELPED, RunKind.HELPED)):
        clock.ms += chance.randint(20_000, 90_000)
        visit.go_to(stage)
        clock.ms += chance.randint(20_000, 90_000)
        visit.end_run(Outcome.COMPLETED)
        visit.answer("ease", run, number=chance.randint(1, 7))
    visit.go_to(Stage.DEBRIEF)
    clock.ms += chance.randint(5_000, 60_000)
    visit.go_to(Stage.FEEDBACK)
    words = " ".join(chance.choices(WORDS, k=chance.randint(3, 60))) if chance.random() < 0.5 else ""
    if words:
        words += f" {chance.getrandbits(64):x}"
        truth.words[visit.session_id] = words
    clock.ms += 4_000 + 300 * len(words)
    visit.answer("what-like", None, text=words)
    visit.answer("change-should", None, text="")
    visit.go_to(Stage.THANKS)
    visit.end(Ending.FINISHED)


@pytest.fixture(scope="module")
def event(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> tuple[Path, Truth]:
    """The folder of an event whose facilitator reviews each comment as it comes in, with every export of it."""
    is_in_full = "attack" in pytestconfig.getoption("markexpr", "")
    folder, truth, chance = tmp_path_factory.mktemp("event"), Truth(), random.Random(5)
    store = open_store(folder)
    store.begin_event(synthetic_visits.settings(EVENT))
    for _ in range(MANY_VISITS if is_in_full else FEW_VISITS):
        come_and_write(store, truth, chance)
        for comment in store.comments(EVENT, ReviewState.WAITING):
            store.review(comment.id, ReviewState.RELEASED)
    export(store, folder / "out", ["all"], EVENT)
    store.close()
    return folder, truth


def read_csv(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def signs_of_comments(folder: Path, texts: list[str]) -> Iterator[tuple[str, list[float]]]:
    """Everything of a comment that has an order, in the files and in the database."""
    board = [row["text"] for row in read_csv(folder / "out" / "comments.csv")]
    document = [each["text"] for each in json.loads((folder / "out" / "records.json").read_text("utf-8"))["comments"]]
    sheet = openpyxl.load_workbook(folder / "out" / "records.xlsx")["comments"]
    book = [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)]
    for name, found in (("comments.csv", board), ("records.json", document), ("records.xlsx", book)):
        yield name, [found.index(text) for text in texts]
    raw = (folder / "records.sqlite").read_bytes()
    yield "bytes of the database", [raw.find(text.encode()) for text in texts]
    with closing(sqlite3.connect(folder / "records.sqlite")) as database:
        rows = dict(database.execute("SELECT text, id FROM comments"))
        kept = [text for (text,) in database.execute("SELECT text FROM comments NOT INDEXED")]
        numbers = dict(database.execute("SELECT item_id, number FROM outbox WHERE kind = 'comment'"))
    yield "order of the table", [kept.index(text) for text in texts]
    yield "numbers of the outbox", [numbers[rows[text]] for text in texts]
    yield "ids", [int(rows[text][:8], 16) for text in texts]


def signs_of_visits(folder: Path, sessions: list[str]) -> Iterator[tuple[str, list[float]]]:
    """Everything of a visit that could be longer, later or more for who wrote something."""
    given, skipped, facts, last_ms = (defaultdict[str, float](float) for _ in range(4))
    for row in read_csv(folder / "out" / "answers.csv"):
        given[row["session_id"]] += 1
        skipped[row["session_id"]] += int(row["is_skipped"])
    ended = dict.fromkeys(sessions, 0.0)
    for row in read_csv(folder / "out" / "events.csv"):
        facts[row["session_id"]] += 1
        last_ms[row["session_id"]] = float(row["at_ms"])
        if row["kind"] == "run.ended":
            ended[row["session_id"]] = float(row["at_ms"])
    yield "answers", [given[each] for each in sessions]
    yield "skipped", [skipped[each] for each in sessions]
    yield "facts", [facts[each] for each in sessions]
    yield "time after the runs", [last_ms[each] - ended[each] for each in sessions]
    with closing(sqlite3.connect(folder / "records.sqlite")) as database:
        blocks = dict(database.execute("SELECT session_id, length(block) FROM streams"))
    yield "room in the database", [blocks[each] for each in sessions]


def is_like_chance(signs: list[float], truth: list[float]) -> bool:
    """Is there no more between them than between things that have nothing to do with each other?"""
    if len(set(signs)) < 2:
        return True
    correlation = spearmanr(signs, truth).statistic
    return bool(abs(correlation) < 4 / (len(truth) - 1) ** 0.5)


def test_no_order_of_comments_tells_whose_they_are(event: tuple[Path, Truth]) -> None:
    folder, truth = event
    texts = sorted(truth.words.values())
    places = [float(truth.place_of(text)) for text in texts]
    telling = [name for name, signs in signs_of_comments(folder, texts) if not is_like_chance(signs, places)]
    assert telling == []


def test_nothing_of_a_visit_tells_whether_somebody_wrote_and_how_much(event: tuple[Path, Truth]) -> None:
    folder, truth = event
    lengths = [float(len(truth.words.get(each, ""))) for each in truth.sessions]
    telling = [name for name, signs in signs_of_visits(folder, truth.sessions) if not is_like_chance(signs, lengths)]
    assert telling == []


def test_no_file_holds_a_comment_near_the_id_of_its_visit_and_no_other(event: tuple[Path, Truth]) -> None:
    """In whichever page: the next id to a comment is not oftener its own than chance would have it."""
    folder, truth = event
    near = 0
    for path in folder.glob("records.sqlite*"):
        raw = path.read_bytes()
        for session, words in truth.words.items():
            place = raw.find(words.encode())
            near += place >= 0 and session.encode() in raw[max(0, place - 300) : place + len(words) + 300]
    assert near <= 8


def any_comments(count: int) -> list[str]:
    """Of every plane: letters, marks, symbols, what cannot be seen, what is no character, alone and among others."""
    chance = random.Random(17)
    made = []
    for number in range(count):
        plane = chance.choice((0, 0, 0, 1, 2, 3, 14, 15, 16)) if chance.random() < 0.9 else chance.randrange(17)
        odd = [chr(0x10000 * plane + chance.randrange(0x10000)) for _ in range(chance.randint(1, 12))]
        odd += chance.choices(["\ufeff", "\u200b", "\u202e", "\U000e0041", "\ufe0f", "\ufdd0", "\x00", "=", "a"], k=2)
        chance.shuffle(odd)
        made.append(f"{''.join(odd)}no {number}" if chance.random() < 0.5 else f"no {number}{''.join(odd)}")
    return made


def test_comments_out_of_all_of_unicode_come_out_in_every_format(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    is_in_full = "attack" in pytestconfig.getoption("markexpr", "")
    texts = any_comments(MANY_COMMENTS if is_in_full else FEW_COMMENTS)
    store = open_store(tmp_path / "data")
    store.begin_event(synthetic_visits.settings())
    for start in range(0, len(texts), 100):
        visit = synthetic_visits.begin(store, random.Random(start))
        for number, words in enumerate(texts[start : start + 100]):
            store.answer(Answer(visit, f"q{number}", None, text=words))
        store.end_session(visit, Ending.FINISHED)
    store.commit()
    kept = list(store.comments())
    for number, comment in enumerate(kept):
        store.review(comment.id, ReviewState.RELEASED, theme=f"theme {number // 25}")
    export(store, tmp_path / "out", ["all"])
    store.close()
    assert len(kept) == len(texts)
    _check_formats(tmp_path / "out", len(texts))


def _check_formats(out: Path, count: int) -> None:
    board = [row["text"] for row in read_csv(out / "comments.csv")]
    document = [each["text"] for each in json.loads((out / "records.json").read_text("utf-8"))["comments"]]
    page = (out / "report.html").read_text("utf-8")
    assert len(board) == len(document) == count
    for name, text in (("csv", "".join(board)), ("json", "".join(document)), ("html", page)):
        assert [hex(ord(each)) for each in set(text) if is_invisible(each)] == [], name
    assert [text for text in board if text[:1] in "=+-@\t\r"] == []
    # Below labels and names.
    assert openpyxl.load_workbook(out / "records.xlsx")["comments"].max_row == count + 2
    words = "".join(each.extract_text() for each in PdfReader(out / "report.pdf").pages)
    told = [number for number in range(count) if f"no{number}" in words.replace(" ", "").replace("\n", "")]
    assert len(told) == count
