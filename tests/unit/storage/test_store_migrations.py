"""Records of every earlier version are brought up to today's, with what is in them."""

from __future__ import annotations

import contextlib
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from empathylab.bench import synthetic_visits
from empathylab.domain.errors import RecordsError
from empathylab.domain.session import Ending
from empathylab.storage import Store, finalize, migrate, open_records, open_store, rescore, revisions
from empathylab.storage.event_blob import unpack
from empathylab.storage.schema import metadata
from empathylab.storage.sqlite import DATABASE_NAME, writing_engine

HERE = Path(__file__).parent


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    return ScriptDirectory.from_config(config)


def test_the_list_of_versions_is_that_of_the_files() -> None:
    assert [script.revision for script in reversed(list(scripts().walk_revisions()))] == list(migrate.VERSIONS)


def test_the_steps_lead_to_the_tables_that_the_program_uses(tmp_path: Path) -> None:
    engine = writing_engine(tmp_path / DATABASE_NAME)
    with engine.begin() as connection:
        for version in migrate.VERSIONS:
            migrate.migrate(connection, version)
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_a_new_folder_has_at_once_what_the_steps_lead_to(tmp_path: Path) -> None:
    described = []
    for name, versions in (("steps", migrate.VERSIONS), ("new", migrate.VERSIONS[-1:])):
        engine = writing_engine(tmp_path / name)
        with engine.begin() as connection:
            for version in versions:
                migrate.migrate(connection, version)
            described.append(described_tables(connection))
        engine.dispose()
    assert described[0] == described[1]
    assert described[0]["sessions"]


def described_tables(connection: Connection) -> dict[str, list[str]]:
    """Each table's columns, references and indexes as SQLite has them, the order of columns aside."""
    pragmas = ("table_info", "foreign_key_list", "index_list", "table_list")
    asked = {
        table: [row[1:] for pragma in pragmas for row in connection.exec_driver_sql(f"PRAGMA {pragma}('{table}')")]
        for table in inspect(connection).get_table_names()
    }
    return {table: sorted(map(repr, rows)) for table, rows in asked.items()}


@pytest.mark.parametrize("version", migrate.VERSIONS)
def test_records_of_each_version_are_upgraded_with_what_is_in_them(tmp_path: Path, version: str) -> None:
    """`data/records_<version>.sql` is a dump of three visits as that version wrote them."""
    write_old_records(tmp_path, version)
    store = open_store(tmp_path)
    assert store.notices == ()
    assert store.counts().people == 3
    assert [found for _id, found in rescore.differences(store)] == [()] * 3
    assert len(list(store.comments())) > 0
    list(synthetic_visits.visits(store, 1, seed=99))
    assert store.counts().people == 4
    store.close()


@pytest.mark.parametrize("version", migrate.VERSIONS)
def test_records_of_each_version_are_upgraded_although_they_lost_it_and_a_block_is_damaged(
    tmp_path: Path, version: str
) -> None:
    write_old_records(tmp_path, version)
    connection = sqlite3.connect(tmp_path / DATABASE_NAME)
    connection.execute("DELETE FROM alembic_version")
    connection.execute("UPDATE streams SET block = x'00' WHERE session_id = (SELECT max(session_id) FROM streams)")
    connection.commit()
    connection.close()
    store = open_store(tmp_path)
    assert "1 in 'streams'" in store.notices[0]
    assert store.counts().people == 3
    assert len(list(store.event_stream())) == 2
    store.close()


def test_upgraded_records_without_their_table_of_contents_are_read(tmp_path: Path) -> None:
    """Their columns stand in another order than those of a new folder."""
    write_old_records(tmp_path, "0005")
    store = open_store(tmp_path)
    before = [list(store.runs()), list(store.event_stream())]
    store.close()
    path = tmp_path / DATABASE_NAME
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    again = open_store(tmp_path)
    assert "all of it could be read" in again.notices[0]
    assert [list(again.runs()), list(again.event_stream())] == before
    again.close()


def test_older_records_can_be_exported_without_opening_the_lab(tmp_path: Path) -> None:
    write_old_records(tmp_path, migrate.VERSIONS[0])
    reader = open_records(tmp_path)
    assert reader.is_current()
    assert len(list(reader.runs())) == 6
    reader.close()


def test_a_visit_that_an_older_lab_had_open_is_kept_as_interrupted(tmp_path: Path) -> None:
    write_old_records(tmp_path, "0004")
    connection = sqlite3.connect(tmp_path / DATABASE_NAME)
    (session_id,) = connection.execute("SELECT id FROM sessions ORDER BY number DESC LIMIT 1").fetchone()
    (packed,) = connection.execute("SELECT block FROM streams WHERE session_id = ?", (session_id,)).fetchone()
    facts = unpack(packed)
    connection.executemany(
        "INSERT INTO live_facts VALUES (?, ?, ?, ?, ?, ?)", [(session_id, *fact) for fact in facts if fact[0] != 5]
    )
    for table in ("streams", "results", "met"):
        connection.execute(f"DELETE FROM {table} WHERE session_id = ?", (session_id,))
    connection.execute("UPDATE sessions SET ending = 'open', hash = NULL WHERE id = ?", (session_id,))
    connection.commit()
    connection.close()

    store = open_store(tmp_path)
    assert "One visit was cut off" in store.notices[0]
    assert [session.ending for session in store.sessions()][-1] is Ending.INTERRUPTED
    (*_others, stream) = store.event_stream()
    assert len(stream.rows) == len(facts) - 1
    assert [found for _id, found in rescore.differences(store)] == [()] * 3
    store.close()


def test_a_withheld_comment_of_an_older_version_is_sent_again_as_another_revision_than_a_released_one(
    tmp_path: Path,
) -> None:
    histories = []
    for name, state in (("here", "withheld"), ("there", "released")):
        folder = tmp_path / name
        folder.mkdir()
        write_old_records(folder, "0005")
        connection = sqlite3.connect(folder / DATABASE_NAME)
        connection.execute("UPDATE comments SET state = ?, revision = 2", (state,))
        connection.commit()
        connection.close()
        store = open_store(folder)
        with store.snapshot() as snapshot:
            histories.append(snapshot.exec_driver_sql("SELECT history FROM comments").scalars().first())
            sent = snapshot.exec_driver_sql("SELECT count(*) FROM outbox WHERE kind = 'comment'").scalar_one()
        assert bool(sent) is (state == "withheld")
        store.close()
    assert revisions.order(*histories) is revisions.RevisionRelation.CONTESTED


@pytest.mark.parametrize("version", migrate.VERSIONS)
def test_nothing_older_records_hold_tells_who_wrote_something(tmp_path: Path, version: str) -> None:
    write_old_records(tmp_path, version)
    store = open_store(tmp_path)
    hashes = {session_id: session_hash for session_id, session_hash in rows_of(store, "SELECT id, hash FROM sessions")}
    assert not [each for each in store.answers() if each.question.startswith(("what-", "change-"))]
    with store.snapshot() as connection:
        assert hashes == {session_id: finalize.hash_of(connection, session_id) for session_id in hashes}
    store.close()
    with closing(sqlite3.connect(tmp_path / DATABASE_NAME)) as connection:
        (remains,) = connection.execute("PRAGMA user_version").fetchone()
    assert not remains


@pytest.mark.attack
@pytest.mark.parametrize("version", migrate.VERSIONS)
def test_records_that_name_another_version_than_theirs_are_known_by_their_tables(
    tmp_path: Path, version: str, pytestconfig: pytest.Config
) -> None:
    """One other version each time, all of them with `pytest -m attack`. What 0003 brought is a table alone."""
    is_in_full = "attack" in pytestconfig.getoption("markexpr", "")
    others = [each for each in migrate.VERSIONS if each != version]
    for stated in others if is_in_full else random.Random(version).sample(others, 1) + ["0003"] * (version == "0002"):
        folder = tmp_path / stated
        folder.mkdir()
        write_old_records(folder, version)
        spoil(folder, f"UPDATE alembic_version SET version_num = '{stated}'")
        store = open_store(folder)
        assert store.counts().people == 3
        assert len(list(store.runs())) == 6
        store.close()


def random_change(connection: sqlite3.Connection, chance: random.Random) -> str:
    """A table or a column lost, doubled, under another name, or come too early."""
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    table = chance.choice([name for name in tables if not name.startswith("sqlite_")])
    column = chance.choice([row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')])
    later = chance.choice(
        [each for each in metadata.sorted_tables if each.name not in tables] or [metadata.sorted_tables[0]]
    )
    new = chance.choice(list(metadata.tables.get(table, later).columns)).name
    changes = (
        f"DROP TABLE {table}",
        f"ALTER TABLE {table} RENAME TO other",
        f"ALTER TABLE {table} RENAME COLUMN {column} TO other",
        f"ALTER TABLE {table} DROP COLUMN {column}",
        f"ALTER TABLE {table} ADD COLUMN {new} TEXT",
        f"CREATE TABLE {later.name} ({chance.choice(list(later.columns)).name} TEXT)",
        f"CREATE VIEW {later.name} AS SELECT 1",
        f"UPDATE alembic_version SET version_num = '{chance.choice((*migrate.VERSIONS, '', '9', 'x'))}'",
        "INSERT INTO alembic_version VALUES ('0001')",
    )
    return chance.choice(changes)


@pytest.mark.attack
def test_tables_that_are_of_no_version_are_put_right_or_a_sentence(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    is_in_full, chance = "attack" in pytestconfig.getoption("markexpr", ""), random.Random(9)
    for number in range(1_000 if is_in_full else 15):
        folder = tmp_path / str(number)
        folder.mkdir()
        write_old_records(folder, chance.choice(migrate.VERSIONS))
        for _ in range(chance.choice((1, 2, 3))):
            with (
                contextlib.suppress(sqlite3.OperationalError, sqlite3.IntegrityError),
                closing(connected(folder)) as connection,
            ):
                connection.execute(random_change(connection, chance))
                connection.commit()
        with contextlib.suppress(RecordsError):
            store = open_store(folder)
            store.summary()
            list(store.runs())
            store.close()
        shutil.rmtree(folder)


def connected(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(folder / DATABASE_NAME)


def spoil(folder: Path, statement: str) -> None:
    with closing(connected(folder)) as connection:
        connection.execute(statement)
        connection.commit()


def rows_of(store: Store, query: str) -> list[tuple[str, str]]:
    with store.snapshot() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def write_old_records(folder: Path, version: str) -> None:
    connection = sqlite3.connect(folder / DATABASE_NAME)
    connection.executescript((HERE / "data" / f"records_{version}.sql").read_text(encoding="utf-8"))
    connection.close()
