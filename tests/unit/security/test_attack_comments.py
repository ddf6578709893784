"""Attacks on comments: tied to the visits they came from, and made of anything that Unicode has.

Some dozens each time, a thousand and five thousand with `pytest -m attack`.
"""

from __future__ import annotations

import csv
import io
import json
import random
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import fmean

import openpyxl
import pytest

from empathylab.bench import synthetic_visits
from empathylab.domain.records import ReviewState
from empathylab.domain.session import Answer, Ending
from empathylab.domain.words import is_invisible
from empathylab.reports.exporting import export
from empathylab.session.stages import Stage
from empathylab.storage import import_records, open_store, parcels, write_bundle
from empathylab.storage.schema import comments
from support.people_who_write import EVENT, Truth, come_and_write, review_at_once, settings
from support.ranks import rank_correlation
from support.read_pdf import words_of_pages

pytestmark = pytest.mark.attack

FEW_VISITS, MANY_VISITS = 120, 2_000
FEW_COMMENTS, MANY_COMMENTS = 100, 5_000
K = 5


@pytest.fixture(scope="module")
def event(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> tuple[Path, Truth]:
    """The folder of an event whose facilitator reviews each comment as it comes in, with every export of it."""
    is_in_full = "attack" in pytestconfig.getoption("markexpr", "")
    folder, truth, chance = tmp_path_factory.mktemp("event"), Truth(), random.Random(5)
    store = open_store(folder)
    store.begin_event(settings(K))
    for _ in range(MANY_VISITS if is_in_full else FEW_VISITS):
        come_and_write(store, truth, chance)
        review_at_once(store)
    export(store, folder / "out", ["all"], EVENT)
    store.close()
    return folder, truth


def read_csv(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def signs_of_comments(folder: Path, texts: list[str]) -> Iterator[tuple[str, list[float]]]:
    """Everything of a comment that has an order, in the files and in the database."""
    board = [row["text"] for row in read_csv(folder / "out" / "comments.csv")]
    document = [each["text"] for each in json.loads((folder / "out" / "records.json").read_text("utf-8"))["comments"]]
    with closing(openpyxl.load_workbook(folder / "out" / "records.xlsx", read_only=True)) as workbook:
        book = [row[1] for row in workbook["comments"].iter_rows(min_row=2, values_only=True)]
    for name, found in (("comments.csv", board), ("records.json", document), ("records.xlsx", book)):
        yield name, [found.index(text) for text in texts]
    yield from signs_in_database(folder, texts)
    with closing(open_store(folder)) as here, closing(open_store(folder / "brought")) as there:
        with here.snapshot() as connection:
            sent = [row for parcel in parcels.everything(connection) for row in parcel.column(comments, "text")]
        yield "order in parcels", [sent.index(text) for text in texts]
        write_bundle(here, folder / "out" / "all.labrecords", "Desk")
        import_records(there, folder / "out" / "all.labrecords")
    for name, signs in signs_in_database(folder / "brought", texts):
        yield f"{name}, where a bundle was taken in", signs


def signs_in_database(folder: Path, texts: list[str]) -> Iterator[tuple[str, list[float]]]:
    raw = (folder / "records.sqlite").read_bytes()
    yield "bytes of the database", [raw.find(text.encode()) for text in texts]
    with closing(sqlite3.connect(folder / "records.sqlite")) as database:
        rows = dict(database.execute("SELECT text, id FROM comments"))
        kept = [text for (text,) in database.execute("SELECT text FROM comments NOT INDEXED")]
        numbers = dict(database.execute("SELECT item_id, number FROM outbox WHERE kind = 'comment'"))
    yield "order of the table", [kept.index(text) for text in texts]
    yield "numbers of the outbox", [numbers[rows[text]] for text in texts]
    yield "ids", [int(rows[text][:8], 16) for text in texts]


def signs_of_visits(folder: Path, sessions: list[str]) -> Iterator[tuple[str, dict[str, float]]]:
    """Everything of a visit that could be longer, later or more for who wrote something, of those that have it."""
    given, skipped, facts, last_ms = (defaultdict[str, float](float) for _ in range(4))
    for row in read_csv(folder / "out" / "answers.csv"):
        given[row["session_id"]] += 1
        skipped[row["session_id"]] += int(row["is_skipped"])
    before: dict[str, tuple[str, float]] = {}
    took: dict[str, dict[str, float]] = defaultdict(dict)
    for row in read_csv(folder / "out" / "events.csv"):
        session, at_ms = row["session_id"], float(row["at_ms"])
        facts[session] += 1
        last_ms[session] = at_ms
        if row["kind"] in ("stage.entered", "run.ended"):
            name, since_ms = before.get(session, ("", at_ms))
            took[f"time after {name}"][session] = at_ms - since_ms
            before[session] = (f"{row['kind']} {row['field']}", at_ms)
    yield from took.items()
    for name, found in (("answers", given), ("skipped", skipped), ("facts", facts), ("whole time", last_ms)):
        yield name, {each: found[each] for each in sessions}
    with closing(sqlite3.connect(folder / "records.sqlite")) as database:
        yield "room in the database", dict(database.execute("SELECT session_id, length(block) FROM streams"))


def is_like_chance(signs: list[float], truth: list[float]) -> bool:
    """Is there no more between them than between things that have nothing to do with each other?"""
    if len(set(signs)) < 2 or len(set(truth)) < 2:
        return True
    return abs(rank_correlation(signs, truth)) < 4 / (len(truth) - 1) ** 0.5


def test_no_order_of_comments_tells_whose_they_are(event: tuple[Path, Truth]) -> None:
    folder, truth = event
    texts, order = sorted(truth.wrote), truth.sessions
    places = [float(order.index(truth.wrote[text].session_id)) for text in texts]
    telling = [name for name, signs in signs_of_comments(folder, texts) if not is_like_chance(signs, places)]
    assert telling == []


def test_nothing_of_a_visit_tells_whether_somebody_wrote_and_how_much(event: tuple[Path, Truth]) -> None:
    """Beside visits of its own kind: who is asked more writes more."""
    folder, truth = event
    kinds = {each: truth.kind_of(each) for each in truth.sessions}
    telling = []
    for name, signs in signs_of_visits(folder, truth.sessions):
        for stage in {"", name.rpartition(" ")[2]} & {"", *Stage}:
            lengths = {each: truth.much_of(each, stage) for each in signs}
            if not is_like_chance(beside_its_kind(signs, kinds), beside_its_kind(lengths, kinds)):
                telling.append(f"{name}: what was written in {stage or 'all'}")
    assert telling == []


def beside_its_kind(values: dict[str, float], kinds: dict[str, str]) -> list[float]:
    """How much more each is than what those of its kind are in the middle of all."""
    of_kind = defaultdict[str, list[float]](list)
    for each, value in values.items():
        of_kind[kinds[each]].append(value)
    return [value - fmean(of_kind[kinds[each]]) for each, value in values.items()]


def test_a_comment_may_be_of_k_visits_or_more_by_where_it_was_written(event: tuple[Path, Truth]) -> None:
    """One that tells no station may be of those at the stations that no comment tells."""
    folder, _truth = event
    at_station = Counter({row["session_id"]: row["station"] for row in read_csv(folder / "out" / "runs.csv")}.values())
    told = {row["station"] for row in read_csv(folder / "out" / "comments.csv")}
    untold = sum(visits for station, visits in at_station.items() if station not in told)
    assert len(told) > 2
    assert [station for station in told if min(at_station[station] if station else untold, K) < K] == []


def test_no_comment_keeps_a_question_that_only_some_were_asked(event: tuple[Path, Truth]) -> None:
    """Once it was read: until then whoever reads it has to know what it answers."""
    folder, truth = event
    with closing(sqlite3.connect(folder / "records.sqlite")) as database:
        kept = {question for (question,) in database.execute("SELECT question FROM comments")}
    assert {"what-hurt", "ways-offered"} <= {written.question for written in truth.wrote.values()}
    assert kept.isdisjoint(("what-hurt", "ways-offered"))


def test_no_file_holds_a_comment_near_the_id_of_its_visit_and_no_other(event: tuple[Path, Truth]) -> None:
    """In whichever page: the next id to a comment is not oftener its own than chance would have it."""
    folder, truth = event
    near = 0
    for path in folder.glob("records.sqlite*"):
        raw = path.read_bytes()
        for words, written in truth.wrote.items():
            place = raw.find(words.encode())
            near += place >= 0 and written.session_id.encode() in raw[max(0, place - 300) : place + len(words) + 300]
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
    words = "".join(words_of_pages(out / "report.pdf"))
    told = [number for number in range(count) if f"no{number}" in words.replace(" ", "").replace("\n", "")]
    assert len(told) == count
