"""Records leave one laptop as a file and join another's: once, whole, and by the stricter rules."""

from __future__ import annotations

import json
import random
import shutil
import threading
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from empathylab.bench import synthetic_visits
from empathylab.cli import bundle, collect
from empathylab.domain.errors import InputError, LabError, RecordsError
from empathylab.domain.joined import JoinReport
from empathylab.domain.records import ActionRecord, ReviewState
from empathylab.domain.session import Ending
from empathylab.domain.workshop import EventSettings
from empathylab.storage import (
    RecordsReader,
    Store,
    WrongPassphrase,
    aggregates,
    import_records,
    is_locked,
    keep_what_is_here,
    open_records,
    open_store,
    preview_import,
    rescore,
    sealing,
    set_aside,
    sources_in,
    stored,
    take_the_other,
    write_bundle,
)

EVENT = synthetic_visits.EVENT
Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Makes a folder of records with some visits."""

    def make(name: str, visits: int, event: str = EVENT) -> Path:
        store = open_store(tmp_path / name)
        if event not in {each.name for each in store.events()}:
            store.begin_event(synthetic_visits.settings(event))
        for _ in synthetic_visits.visits(store, visits, zlib.crc32(name.encode()) + visits, event, facts=20):
            pass
        store.close()
        return tmp_path / name

    return make


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "home")
    store.begin_event(synthetic_visits.settings())
    for _ in synthetic_visits.visits(store, 3, seed=1, facts=20):
        pass
    yield store
    store.close()


def bundled(folder: Path, passphrase: str = "", events: list[str] | None = None, name: str = "") -> Path:
    reader = open_records(folder)
    path = folder.parent / f"{name or folder.name}.labrecords"
    write_bundle(reader, path, folder.name, events, passphrase)
    reader.close()
    return path


def everything_in(source: RecordsReader) -> list[object]:
    return [
        sorted(map(repr, found))
        for found in (source.runs(), source.event_stream(), source.answers(), source.comments(), source.actions())
    ]


def is_counted_right(store: Store) -> bool:
    with store.snapshot() as connection:
        return aggregates.is_right(connection)


def test_what_was_taken_home_is_brought_in_once(home: Store, make: Make) -> None:
    path = bundled(make("away", 4))
    comments = len(list(home.comments()))
    report = import_records(home, path)
    assert (report.visits, report.quarantined, report.damaged) == (4, 0, 0)
    assert home.counts(EVENT).people == 7
    assert report.comments == len(list(home.comments())) - comments > 0
    assert home.stations(EVENT) == ("", "away")
    assert is_counted_right(home)
    before = everything_in(home)
    again = import_records(home, path)
    assert replace(again, already_there=0) == JoinReport()
    assert everything_in(home) == before


@pytest.mark.parametrize("version", ["0010", "0011"])
def test_a_file_that_an_older_lab_wrote_is_brought_up_to_today_as_it_is_taken(home: Store, version: str) -> None:
    """`data/bundle_<version>.labrecords` are files with three visits, as `empathylab bundle` wrote them then."""
    path = Path(__file__).parent / "data" / f"bundle_{version}.labrecords"
    report = import_records(home, path)
    assert (report.visits, report.quarantined, report.damaged) == (3, 0, 0)
    assert report.comments > 0
    assert home.counts(EVENT).people == 6
    assert [found for _id, found in rescore.differences(home)] == [()] * 6
    assert is_counted_right(home)
    before = everything_in(home)
    assert replace(import_records(home, path), already_there=0) == JoinReport()
    assert everything_in(home) == before
    assert not [each.name for each in home.data_dir.iterdir() if each.name.startswith("records-arriving")]


def test_everything_of_a_visit_comes_out_as_it_went_in(tmp_path: Path, make: Make) -> None:
    folder = make("away", 5)
    empty = open_store(tmp_path / "empty")
    import_records(empty, bundled(folder, "correct horse"), passphrase="correct horse")
    alone = open_records(folder)
    named = [replace(run, station_name="away") for run in alone.runs()]
    assert list(empty.runs()) == named
    assert list(empty.event_stream()) == list(alone.event_stream())
    assert list(empty.comments()) == list(alone.comments())
    assert empty.events() == alone.events()
    assert empty.summary(EVENT) == alone.summary(EVENT)
    empty.close()


def test_a_folder_of_another_lab_is_brought_in_also_while_that_lab_is_open(home: Store, tmp_path: Path) -> None:
    other = open_store(tmp_path / "other")
    for _ in synthetic_visits.visits(other, 2, seed=9, facts=20):
        pass
    assert import_records(home, tmp_path / "other").visits == 2
    for _ in synthetic_visits.visits(other, 1, seed=10, facts=20):
        pass
    assert import_records(home, tmp_path / "other").visits == 1
    other.close()


def test_a_damaged_folder_is_told_of_as_another_labs(home: Store, make: Make) -> None:
    """Starting one's own lab again, as one's own damaged records ask for, mends nothing there."""
    folder, before = make("away", 3), everything_in(home)
    file = folder / "records.sqlite"
    whole = file.read_bytes()
    for damaged in (b"no database", whole[:4096] + b"\xff" * (len(whole) - 4096)):
        file.write_bytes(damaged)
        for look in (preview_import, import_records):
            with pytest.raises(RecordsError) as caught:
                look(home, folder)
            assert caught.value.what_happened.startswith("The records' database is damaged.")
            assert caught.value.what_to_do.startswith("Copy that folder, open the copy once")
    assert everything_in(home) == before


def test_only_the_chosen_events_travel(home: Store, make: Make, tmp_path: Path) -> None:
    make("away", 2)
    folder = make("away", 3, event="Town hall")
    assert import_records(home, bundled(folder, events=["Town hall"])).visits == 3
    assert {event.name for event in home.events()} == {EVENT, "Town hall"}
    with pytest.raises(InputError, match="no event named 'Fair'"):
        bundled(folder, events=["Fair"])


def test_events_of_one_name_are_kept_apart_when_somebody_says_so_and_that_is_remembered(
    home: Store, make: Make
) -> None:
    folder = make("away", 2)
    import_records(home, bundled(folder), {EVENT: "Other week"})
    assert home.counts("Other week").people == 2
    make("away", 3)
    path = bundled(folder)
    assert preview_import(home, path).known_as == {EVENT: "Other week"}
    assert import_records(home, path).visits == 3
    assert (home.counts(EVENT).people, home.counts("Other week").people) == (3, 5)
    assert is_counted_right(home)


def test_an_event_written_in_other_letters_joins_the_one_here_unless_both_are_known(home: Store, make: Make) -> None:
    shouted = EVENT.upper()
    path = bundled(make("away", 2, event=shouted))
    assert preview_import(home, path).usual_names == {shouted: EVENT}
    import_records(home, path)
    assert (home.counts(EVENT).people, home.counts(shouted).people) == (5, 0)
    import_records(home, bundled(make("both", 2, event=shouted)), {shouted: shouted})
    assert home.counts(shouted).people == 2, "kept apart when somebody says so"
    import_records(home, bundled(make("once more", 1, event=shouted)))
    assert (home.counts(EVENT).people, home.counts(shouted).people) == (5, 3)


def test_what_was_deleted_stays_deleted_on_both_sides(home: Store, make: Make, tmp_path: Path) -> None:
    folder = make("away", 3)
    early = bundled(folder, name="early")
    import_records(home, early)
    other = open_store(folder)
    other.purge(EVENT)
    other.close()
    assert import_records(home, bundled(folder)).deletions > 3
    assert home.counts(EVENT).people == 3
    assert import_records(home, early).refused == 3
    assert home.counts(EVENT).people == 3
    assert is_counted_right(home)
    assert not home.has_remains()


def test_the_same_id_with_another_content_is_set_aside(home: Store, make: Make, tmp_path: Path) -> None:
    folder = make("away", 1)
    import_records(home, bundled(folder))
    other = open_store(folder)
    other.write(lambda connection: connection.exec_driver_sql("UPDATE sessions SET hash = 'x', persona = 'claudia'"))
    other.close()
    before = everything_in(home)
    path = bundled(folder)
    assert import_records(home, path).quarantined == 1
    assert everything_in(home) == before
    (waiting,) = set_aside(home)
    assert (waiting.came["persona"], waiting.came["event"], len(waiting.here)) == ("claudia", EVENT, 6)
    keep_what_is_here(home, waiting)
    assert (set_aside(home), everything_in(home)) == ((), before)
    import_records(home, path)
    take_the_other(home, waiting)
    assert set_aside(home) == ()
    assert {each.id: each.persona for each in home.sessions()}[waiting.item_id] == "claudia"
    assert import_records(home, path).already_there > 0 == len(set_aside(home))
    assert is_counted_right(home)
    with pytest.raises(InputError, match="not set aside any more"):
        take_the_other(home, waiting)


def test_the_other_copy_of_a_visit_stays_with_the_event_that_it_was_brought_in_under(
    home: Store, make: Make, tmp_path: Path
) -> None:
    folder = make("away", 1)
    import_records(home, bundled(folder), {EVENT: "Autumn"})
    other = open_store(folder)
    other.write(lambda connection: connection.exec_driver_sql("UPDATE sessions SET hash = 'x', persona = 'claudia'"))
    other.close()
    import_records(home, bundled(folder), {EVENT: EVENT})
    (waiting,) = set_aside(home)
    take_the_other(home, waiting)
    changed = next(each for each in home.sessions() if each.id == waiting.item_id)
    assert (changed.persona, changed.event) == ("claudia", "Autumn")
    assert is_counted_right(home)


def test_a_promise_that_was_changed_on_both_sides_is_decided_here(home: Store, make: Make, tmp_path: Path) -> None:
    promise = ActionRecord("a1", EVENT, "Label every field", "Ann")
    home.put_action(promise)
    write_bundle(home, tmp_path / "home.labrecords", "home")
    other = open_store(tmp_path / "other")
    import_records(other, tmp_path / "home.labrecords")
    home.put_action(replace(promise, owner="Ben"))
    other.put_action(replace(promise, owner="Cleo", due_on=date(2026, 5, 1)))
    other.close()
    path = bundled(tmp_path / "other")
    write_bundle(home, tmp_path / "bens.labrecords", "home")
    assert import_records(home, path).contested == 1
    (waiting,) = set_aside(home)
    assert (waiting.here["owner"], waiting.came["owner"]) == ("Ben", "Cleo")
    take_the_other(home, waiting)
    assert [(action.owner, action.due_on) for action in home.actions()] == [("Cleo", date(2026, 5, 1))]
    for known in (path, tmp_path / "bens.labrecords"):
        assert replace(import_records(home, known), already_there=0) == JoinReport()


def test_withheld_in_one_copy_is_withheld_and_unreviewed_comments_can_be_reviewed_here(
    home: Store, make: Make, tmp_path: Path
) -> None:
    folder = make("away", 3)
    import_records(home, bundled(folder))
    comment = next(iter(open_records(folder).comments()))
    assert {each.id: each.state for each in home.comments()}[comment.id] is ReviewState.WAITING
    home.review(comment.id, ReviewState.RELEASED, "as reviewed here")
    other = open_store(folder)
    other.review(comment.id, ReviewState.WITHHELD)
    other.close()
    assert import_records(home, bundled(folder)).contested == 1
    (found,) = (each for each in home.comments() if each.id == comment.id)
    assert (found.state, found.text) == (ReviewState.WITHHELD, comment.text)


def test_the_stricter_settings_hold_and_a_year_between_two_clocks_changes_nothing(home: Store, make: Make) -> None:
    folder = make("away", 2)
    other = open_store(folder)
    other.begin_event(EventSettings(EVENT, date(2027, 3, 2), date(2026, 12, 1), k=10))
    other.put_action(ActionRecord("a1", EVENT, "Label every field"))
    other.close()
    import_records(home, bundled(folder))
    (event,) = home.events()
    assert (event.k, event.keep_until, event.held_on) == (10, date(2026, 12, 1), date(2026, 3, 2))
    assert [action.text for action in home.actions()] == ["Label every field"]


def test_a_bundle_of_oneself_changes_nothing(home: Store) -> None:
    path = home.data_dir.parent / "own.labrecords"
    write_bundle(home, path, "home")
    before = everything_in(home)
    assert replace(import_records(home, path), already_there=0) == JoinReport()
    assert everything_in(home) == before
    with pytest.raises(InputError, match="the records themselves"):
        import_records(home, home.data_dir)


def test_a_wrong_passphrase_and_a_missing_one_are_said(home: Store, make: Make) -> None:
    path = bundled(make("away", 1), "correct horse")
    assert is_locked(path)
    for given in ("", "battery staple"):
        with pytest.raises(WrongPassphrase):
            import_records(home, path, passphrase=given)
    assert home.counts(EVENT).people == 3


def test_what_joined_goes_on_to_a_server_and_into_the_next_bundle(home: Store, make: Make, tmp_path: Path) -> None:
    waiting = home.waiting_to_send()
    import_records(home, bundled(make("away", 2)))
    assert home.waiting_to_send() == waiting + 2
    path = tmp_path / "all.labrecords"
    third = open_store(tmp_path / "third")
    write_bundle(home, path, "home")
    assert import_records(third, path).visits == 5
    third.close()


def test_a_stick_with_many_files_and_a_folder_with_nothing(home: Store, make: Make, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    for number in range(300):
        (stick / f"photo {number}.jpg").write_bytes(b"picture")
    with pytest.raises(InputError, match="nothing to bring in"):
        sources_in(stick)
    for name in ("one", "two"):
        shutil.move(bundled(make(name, 1)), stick)
    assert [path.name for path in sources_in(stick)] == ["one.labrecords", "two.labrecords"]
    assert [import_records(home, path).visits for path in sources_in(stick)] == [1, 1]


@pytest.mark.parametrize(
    "content", [b"", b"\x89LABREC\n", b"PK\x03\x04 something else", b"\x89LABREC\n\x07\x00" + bytes(99)]
)
def test_a_file_that_is_none_is_told_in_one_sentence(home: Store, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd.labrecords"
    path.write_bytes(content)
    with pytest.raises(InputError):
        import_records(home, path)


def test_a_file_that_was_cut_off_is_not_taken_in_half(home: Store, make: Make) -> None:
    path = bundled(make("away", 3))
    whole = path.read_bytes()
    before = everything_in(home)
    for end in (60, 90, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:end])
        with pytest.raises(LabError):
            import_records(home, path)
    path.write_bytes(whole + b"more")
    with pytest.raises(RecordsError, match="damaged"):
        import_records(home, path)
    assert everything_in(home) == before
    assert not list(home.data_dir.glob("records-arriving-*"))


def test_a_visit_goes_on_while_something_long_is_taken_in(home: Store) -> None:
    has_begun, may_end = threading.Event(), threading.Event()

    def long_work(_connection: object, breathe: Callable[[], None]) -> None:
        has_begun.set()
        while not may_end.wait(0.001):
            breathe()

    worker = threading.Thread(target=home.take, args=(long_work,), daemon=True)
    worker.start()
    assert has_begun.wait(60)
    session_id = synthetic_visits.begin(home, random.Random(99))
    home.commit()
    assert worker.is_alive(), "what the visitor did is durable, and the work goes on"
    home.end_session(session_id, Ending.FINISHED)
    may_end.set()
    home.commit()
    worker.join(60)
    assert home.counts(EVENT).people == 4


def test_what_a_crash_left_of_a_file_that_was_being_taken_is_gone_at_the_next_start(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    left = tmp_path / "records-arriving-0a1b.labrecords"
    left.write_bytes(b"words of visitors")
    open_store(tmp_path).close()
    assert not left.exists()


def test_the_commands_take_records_from_one_folder_to_another(make: Make, tmp_path: Path) -> None:
    words, path = tmp_path / "passphrase.txt", tmp_path / "away.labrecords"
    words.write_text("four plain words here\n", encoding="utf-8")
    locked = ["--passphrase-file", str(words)]
    done = CliRunner().invoke(bundle.command, ["--data", str(make("away", 2)), str(path), *locked])
    assert (done.exit_code, f"{EVENT}: 2 visits" in done.output) == (0, True)
    data = ["--data", str(tmp_path / "here")]
    for said in ("2 visits taken in", "already here"):
        done = CliRunner().invoke(collect.command, [str(path), *data, *locked, "--join", f"{EVENT}=Autumn"])
        assert (done.exit_code, said in done.output) == (0, True), done.output
    here = open_records(tmp_path / "here")
    assert [event.name for event in here.events()] == ["Autumn"]
    here.close()
    assert CliRunner().invoke(collect.command, [str(path), *data, "--join", "Autumn"]).exit_code == 2
    assert isinstance(CliRunner().invoke(collect.command, [str(path), *data]).exception, WrongPassphrase)


def test_half_a_character_is_refused_in_what_a_file_tells_of_itself_and_left_out_of_its_rows(
    home: Store, make: Make
) -> None:
    path = bundled(make("away", 1))
    with path.open("rb") as file:
        told, *rest = sealing.unseal(file)
    contents = json.loads(told)
    contents["events"][0][-1] = ["\ud800"]
    with path.open("wb") as file:
        sealing.seal(file, [json.dumps(contents).encode(), *rest])
    with pytest.raises(RecordsError, match="damaged"):
        import_records(home, path)
    assert everything_in(home)
    assert stored.CONVERTERS["sessions"]["station_name"]("Gŵyl 🎉") == "Gŵyl 🎉"
    row = {"station_name": "\ud800"}
    assert list(stored.faults("sessions", row)) == ["station_name"]
