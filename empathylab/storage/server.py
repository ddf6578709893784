"""The shared PostgreSQL: its address, connecting to it under limits, and its version."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError

from empathylab.domain.errors import InputError, RecordsError
from empathylab.storage import finalize, scoring
from empathylab.storage.migrate import VERSIONS, FoundTables, find_tables, migrate
from empathylab.storage.reader import RecordsReader
from empathylab.storage.server_limits import ServerLimits
from empathylab.storage.server_words import ServerReader, plain_words
from empathylab.storage.shared_statements import SHARED_STATEMENTS

if TYPE_CHECKING:
    import psycopg

CONNECT_TIMEOUT_S = 10
#: Somebody sits and waits, for a word or two.
_TRYING = ServerLimits(answer_s=30, altogether_s=30, most_bytes=64 * 2**20)
#: Writing a large table anew, or waiting until another station has, may take minutes; much to send, a night.
_WORKING = ServerLimits(answer_s=600, altogether_s=12 * 3600, most_bytes=512 * 2**20)
#: What PostgreSQL takes as options of an address, beside the password before the @.
_SECRETS = ("password", "sslpassword")
#: Any number will do as long as every station takes the same: who creates the tables holds this lock.
_MIGRATION_LOCK = 7_203_411


def server_url(address: str) -> URL:
    """The address as a URL for psycopg; raises InputError, which never repeats the address."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise _bad_address() from None
    if url.drivername not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise _bad_address()
    return url.set(drivername="postgresql+psycopg")


def _bad_address() -> InputError:
    return InputError("The server's address is not understood.", "It looks like postgresql://user@host/database.")


def without_password(address: str) -> str:
    """The address as it may be kept; raises InputError."""
    url = server_url(address).set(drivername="postgresql")._replace(password=None)
    return url.difference_update_query(_SECRETS).render_as_string(hide_password=False)


def always() -> bool:
    """Whether an answer is still wanted, where nobody goes away."""
    return True


def try_server(address: str, is_wanted: Callable[[], bool] = always) -> str:
    """Ask a server whether it would take a sync; what it holds, in a sentence. Raises RecordsError and InputError."""
    url = server_url(address)
    engine = server_engine(url, _TRYING, is_wanted)
    try:
        with plain_words(place(url)), engine.connect() as connection:
            found = _found(connection).version
    finally:
        engine.dispose()
    if found is None:
        return "The server answers. It is empty: the first sync makes its tables."
    if found == VERSIONS[-1]:
        return "The server answers and has this lab's tables."
    if found in VERSIONS:
        raise _older(found)
    raise RecordsError("The server's tables are of a newer Empathy Lab.", "Install the newer Empathy Lab here too.")


def _found(connection: Connection) -> FoundTables:
    """RecordsError where they are another program's."""
    found = find_tables(connection)
    if found.are_another_programs:
        raise RecordsError(
            "The server's database holds the tables of another program.",
            "Ask who runs it for a database that is for Empathy Lab alone.",
        )
    return found


def _older(found: str) -> RecordsError:
    return RecordsError(
        f"The server's tables are of an older version ({found}; this lab has {VERSIONS[-1]}).",
        "When every station has the new lab, run `empathylab sync --upgrade-server` once.",
    )


def server_engine(url: URL, limits: ServerLimits = _WORKING, is_wanted: Callable[[], bool] = always) -> Engine:
    """Connections to this PostgreSQL server, made when they are needed; what is not wanted any more is given up."""
    arguments = {"connect_timeout": CONNECT_TIMEOUT_S, "application_name": "empathylab", "client_encoding": "utf8"}
    engine = create_engine(
        url,
        pool_size=2,
        connect_args=arguments,
        hide_parameters=True,
        use_native_hstore=False,
        execution_options=SHARED_STATEMENTS,
    )

    opened: list[psycopg.Connection[Any]] = []

    @event.listens_for(engine, "do_connect")
    def _connect(_dialect: object, _record: object, address: Sequence[Any], parameters: Mapping[str, Any]) -> Any:
        from empathylab.storage.watched_connection import ServerWatch, WatchedConnection

        kind = WatchedConnection.under(ServerWatch(limits, is_wanted))
        opened.append(kind.connect(*address, **parameters))
        return opened[-1]

    @event.listens_for(engine, "engine_disposed")
    def _close(_engine: object) -> None:
        """Also those that an odd answer left outside the pool."""
        for each in opened:
            each.close()

    return engine


def place(url: URL) -> str:
    """Where the server is, for messages: never a password."""
    return f"{url.host or url.query.get('host', 'local socket')}/{url.database or ''}"


def prepare(connection: Connection, may_upgrade: bool = False) -> None:
    """Create the tables on an empty server; refuse one of another version unless it may be upgraded."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
    found = _found(connection)
    if found.version in VERSIONS[:-1] and not may_upgrade:
        raise _older(found.version)
    if migrate(connection, there=found):
        finalize.hash_anew(connection)
        scoring.score_anew(connection)


def open_server(address: str) -> RecordsReader:
    """The records on a PostgreSQL server, for exports and reports; raises RecordsError or InputError."""
    url = server_url(address)
    reader = ServerReader(server_engine(url), place(url))
    try:
        if not reader.is_current():
            raise RecordsError(
                f"The records on the server ({place(url)}) are of another version of the lab, or there are none yet.",
                "Run `empathylab sync` from a station first.",
            )
    except RecordsError:
        reader.close()
        raise
    return reader
