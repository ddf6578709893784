"""Attacks by files that are small until they are unpacked: each is a sentence, and takes no more memory than others."""

from __future__ import annotations

import json
import random
import sqlite3
import tracemalloc
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark import ParameterSet

from empathylab.domain.errors import LabError
from empathylab.storage import (
    Store,
    import_records,
    open_records,
    open_store,
    preview_import,
    sealing,
    unpacking,
    write_bundle,
)
from empathylab.storage.folder import OPEN_MARK_NAME
from empathylab.storage.parcels import COLUMNS
from support.scripted_station import settings, whole_visit

pytestmark = [pytest.mark.journey, pytest.mark.attack]

MEGABYTE = 2**20
#: What bringing anything in may take for a moment; the bombs took up to four times as much.
MOST_MEMORY = 400 * MEGABYTE
CLAIMED = 32 * MEGABYTE
LIST, WORD = "[],", '"ab",'
OLDER = Path(__file__).parents[1] / "unit" / "storage" / "data" / "bundle_0010.labrecords"
Tables = dict[str, list[list[Any]]]


def peak_bytes(call: Callable[[], object]) -> int:
    """How much Python had at most at once meanwhile, more than before."""
    tracemalloc.start()
    try:
        call()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "home")
    yield store
    store.close()


@pytest.fixture
def pieces(tmp_path: Path) -> list[bytes]:
    """Of a bundle of two visits."""
    store = open_store(tmp_path / "away")
    store.begin_event(settings())
    for seed in range(2):
        whole_visit(store, random.Random(seed))
    store.close()
    reader = open_records(tmp_path / "away")
    write_bundle(reader, tmp_path / "honest.labrecords", "Library desk")
    reader.close()
    with (tmp_path / "honest.labrecords").open("rb") as file:
        return list(sealing.unseal(file))


def sealed(folder: Path, pieces: list[bytes]) -> Path:
    path = folder / "bomb.labrecords"
    with path.open("wb") as file:
        sealing.seal(file, pieces)
    return path


def opened(piece: bytes) -> tuple[Tables, bytes]:
    end = 4 + int.from_bytes(piece[:4], "big")
    return json.loads(piece[4:end]), piece[end:]


def closed(text: bytes, blocks: bytes = b"") -> bytes:
    return len(text).to_bytes(4, "big") + text + blocks


def filled(unit: str, megabytes: int) -> str:
    return unit * (megabytes * MEGABYTE // len(unit.encode()))


def nest_of_lists(pieces: list[bytes]) -> list[bytes]:
    return [pieces[0], closed(f'{{"sessions":[{filled(LIST, 40)}[]]}}'.encode())]


def many_short_words(pieces: list[bytes]) -> list[bytes]:
    return [pieces[0], closed(f'{{"sessions":[[{filled(WORD, 40)}1]]}}'.encode())]


def one_wide_word(pieces: list[bytes]) -> list[bytes]:
    """A letter that takes four bytes makes Python keep all others in as many."""
    return [pieces[0], closed(f'{{"sessions":[["{filled("a", 40)}\U0001f600"]]}}'.encode())]


def names_of_objects(pieces: list[bytes]) -> list[bytes]:
    return [pieces[0], closed(f'{{"sessions":[[{filled("{},", 40)}1]]}}'.encode())]


def huge_envelope(pieces: list[bytes]) -> list[bytes]:
    return [f'{{"version":[{filled(LIST, 40)}1]}}'.encode(), *pieces[1:]]


def nest_in_a_word(pieces: list[bytes]) -> list[bytes]:
    """JSON in a column of JSON."""
    tables, blocks = opened(pieces[1])
    tables["events"][COLUMNS["events"].index("ethics")] = [f"[{filled(LIST, 40)}1]"]
    return [pieces[0], closed(json.dumps(tables).encode(), blocks), *pieces[2:]]


def with_blocks(pieces: list[bytes], block: bytes, count: int) -> list[bytes]:
    """The last visit so many times, each under an id of its own and with this block."""
    tables, _blocks = opened(pieces[-1])
    names = json.loads(pieces[0])["columns"]
    owner = tables["sessions"][names["sessions"].index("id")][-1]
    for name, columns in tables.items():
        place = names[name].index("id" if name == "sessions" else "session_id")
        owned = [row for row in zip(*columns, strict=True) if row[place] == owner]
        rows = [
            tuple(f"{value}-{number}" if at == place else value for at, value in enumerate(row))
            for number in range(count)
            for row in owned
        ]
        tables[name] = [list(values) for values in zip(*rows, strict=True)]
    tables["streams"][names["streams"].index("block")] = [len(block)] * count
    return [*pieces[:-1], closed(json.dumps(tables).encode(), block * count)]


def visits_of_a_thousand_times_their_size(pieces: list[bytes]) -> list[bytes]:
    return with_blocks(pieces, zlib.compress(b"[[]," + b" " * MEGABYTE + b"[],[],[]]", 9), 100)


def older_visits_of_a_thousand_times_their_size(_pieces: list[bytes]) -> list[bytes]:
    with OLDER.open("rb") as file:
        return visits_of_a_thousand_times_their_size(list(sealing.unseal(file)))


def one_visit_of_nothing_but_lists(pieces: list[bytes]) -> list[bytes]:
    return with_blocks(pieces, zlib.compress(f"[[{filled(LIST, 31)}1],[],[],[]]".encode()), 1)


def one_visit_of_nothing_but_words(pieces: list[bytes]) -> list[bytes]:
    return with_blocks(pieces, zlib.compress(f"[[{filled(WORD, 31)}1],[],[],[]]".encode()), 1)


def as_many_events_as_are_taken(pieces: list[bytes]) -> list[bytes]:
    return with_blocks(pieces, zlib.compress(f"[[{WORD * 3_900_000}1],[],[],[]]".encode()), 1)


def as_much_as_is_taken(pieces: list[bytes]) -> list[bytes]:
    """Nothing that a limit is for, and no lab's rows either."""
    return [pieces[0], closed(f'{{"sessions":[[{WORD * 2_400_000}"\U0001f600"]]}}'.encode())]


REFUSED = (
    as_much_as_is_taken,
    nest_of_lists,
    many_short_words,
    one_wide_word,
    names_of_objects,
    huge_envelope,
    nest_in_a_word,
    visits_of_a_thousand_times_their_size,
    older_visits_of_a_thousand_times_their_size,
)
LEFT_OUT = (as_many_events_as_are_taken, one_visit_of_nothing_but_lists, one_visit_of_nothing_but_words)
LONG_VALUES = ("comments.history", "events.ethics", "streams.block")
#: In the ordinary run some of each; all of them with `pytest -m attack`.
SHARE = (
    nest_of_lists,
    visits_of_a_thousand_times_their_size,
    older_visits_of_a_thousand_times_their_size,
    one_visit_of_nothing_but_lists,
    "events.ethics",
)


def tried(bombs: Sequence[object]) -> list[ParameterSet]:
    return [pytest.param(each, marks=() if each in SHARE else pytest.mark.long) for each in bombs]


def rows_in(store: Store) -> int:
    with sqlite3.connect(store.path) as connection:
        return sum(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in COLUMNS)


@pytest.mark.parametrize("bomb", tried(REFUSED))
def test_a_bundle_that_unpacks_to_more_than_any_lab_writes_is_a_sentence(
    home: Store,
    tmp_path: Path,
    pieces: list[bytes],
    bomb: Callable[[list[bytes]], list[bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(unpacking, "_FREE_BYTES", MEGABYTE)
    path, told = sealed(tmp_path, bomb(pieces)), []

    def bring_in() -> None:
        with pytest.raises(LabError) as error:
            import_records(home, path)
        told.append(str(error.value))

    assert peak_bytes(bring_in) < MOST_MEMORY
    assert "Nothing of it was taken" in told[0]
    assert "\n" not in told[0]
    assert rows_in(home) == 0
    assert not list(home.data_dir.glob("records-arriving-*"))


@pytest.mark.parametrize("bomb", tried(LEFT_OUT))
def test_a_visit_that_unpacks_to_more_than_any_is_left_out_and_counted(
    home: Store, tmp_path: Path, pieces: list[bytes], bomb: Callable[[list[bytes]], list[bytes]]
) -> None:
    path, left_out = sealed(tmp_path, bomb(pieces)), []
    assert peak_bytes(lambda: left_out.append(import_records(home, path).damaged)) < MOST_MEMORY
    assert left_out == [1]


@pytest.mark.parametrize("column", tried(LONG_VALUES))
def test_a_folder_with_a_value_longer_than_any_lab_writes_is_a_sentence(
    home: Store, tmp_path: Path, pieces: list[bytes], column: str
) -> None:
    assert pieces  # of the folder
    table, name = column.split(".")
    with sqlite3.connect(tmp_path / "away" / "records.sqlite") as connection:
        connection.execute(f"UPDATE {table} SET {name} = '[' || replace(hex(zeroblob(5000000)), '0', '[],') || '1]'")
    connection.close()

    def bring_in() -> None:
        with pytest.raises(LabError, match="than any lab writes"):
            import_records(home, tmp_path / "away")

    assert peak_bytes(bring_in) < MOST_MEMORY
    assert rows_in(home) == 0


def test_a_folder_that_has_to_be_repaired_takes_less_than_a_value_of_it_claims(
    home: Store, tmp_path: Path, pieces: list[bytes]
) -> None:
    assert pieces  # of the folder
    (tmp_path / "away" / OPEN_MARK_NAME).touch()
    with closing(sqlite3.connect(tmp_path / "away" / "records.sqlite")) as connection:
        connection.execute(f"UPDATE comments SET history = hex(zeroblob({CLAIMED // 2}))")
        connection.execute("DROP TABLE tallies")
        connection.commit()

    def bring_in() -> None:
        with pytest.raises(LabError, match="than any lab writes"):
            import_records(home, tmp_path / "away")

    assert peak_bytes(bring_in) < CLAIMED
    assert rows_in(home) == 0


def test_a_file_larger_than_any_lab_writes_is_neither_copied_nor_read(home: Store, tmp_path: Path) -> None:
    path = tmp_path / "huge.labrecords"
    with path.open("wb") as file:
        file.truncate(unpacking.MOST_FILE_BYTES + 1)
    for ask in (import_records, preview_import):
        with pytest.raises(LabError, match=r"larger than .* Nothing of it was taken"):
            ask(home, path)
    assert not list(home.data_dir.glob("records-arriving-*"))
