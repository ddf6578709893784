"""The shared PostgreSQL: connecting to it, its version, and its errors in plain words without credentials."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from sqlalchemy import URL, Connection, Engine, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from empathylab.domain.errors import InputError, RecordsError
from empathylab.storage import finalize, scoring
from empathylab.storage.migrate import VERSIONS, migrate, version_of
from empathylab.storage.reader import RecordsReader

CONNECT_TIMEOUT_S = 10
#: Any number will do as long as every station takes the same: who creates the tables holds this lock.
_MIGRATION_LOCK = 7_203_411

_NOT_FROM_HERE = (
    "The server lets nobody in from here with this user and database.",
    "Ask who runs it to allow this station (pg_hba.conf).",
)
#: SQLSTATE, or a part of the message → what happened, what to do. The first that fits is taken.
_WORDS = (
    # An address without sslmode tries with encryption, then without; the answer to the first try counts.
    (("ssl encryption",), *_NOT_FROM_HERE),
    (
        ("no encryption",),
        "The server takes encrypted connections only.",
        "Write sslmode=verify-full into the address, or leave sslmode out.",
    ),
    (
        ("does not support ssl",),
        "The server offers no encryption, and the address asks for it.",
        "Ask who runs it to switch it on.",
    ),
    (("pg_hba.conf",), *_NOT_FROM_HERE),
    (
        ("root certificate file",),
        "The file with the certificate authority of the server cannot be read.",
        "Check sslrootcert in the address.",
    ),
    (
        ("does not match host name", "host name mismatch"),
        "The server's certificate is for another name than the one in the address.",
        "Use the name in the certificate; if that is the one you used, somebody else may be answering.",
    ),
    (
        ("certificate verify failed",),
        "The server's certificate is not signed by the authority that this station trusts.",
        "Check sslrootcert in the address; if it is right, somebody else may be answering, so do not sync.",
    ),
    (
        ("28P01", "28000", "password", "role "),
        "The server refuses this user name or password.",
        "Check both with who runs it.",
    ),
    (("3D000", 'database "'), "There is no such database on the server.", "Check the name at the end of the address."),
    (("42501", "25006"), "This user may not write to the server's database.", "Ask who runs it for the right to."),
    (("53100", "no space left"), "The server's disk is full.", "Nothing is lost: sync again when there is room."),
    (("53300",), "The server has too many connections just now.", "Sync again in a few minutes."),
    (
        ("22P05",),
        "The server's database is not in UTF-8 and lacks letters that were written here; no sync can change that.",
        "Ask who runs it for a database made with ENCODING 'UTF8'. Nothing is lost: all of it goes there.",
    ),
    (
        ("22",),
        "The station's records hold something damaged that the server does not take.",
        "Close the lab there and run `empathylab check`: it sets aside what cannot be read.",
    ),
    (
        ("55P03",),
        "Somebody else holds the server's tables for longer than the server lets a sync wait (lock_timeout).",
        "Sync again in a few minutes.",
    ),
    (
        ("57014", "25P03", "25P04", "57P05"),
        "The server broke off: it allows less time than was needed (statement_timeout or another such limit).",
        "Ask who runs it to allow this user more; what was sent stays sent.",
    ),
    (
        ("ssl", "certificate"),
        "The encrypted connection cannot be made.",
        "Check sslmode and sslrootcert in the address.",
    ),
    (
        (
            "could not translate",
            "failed to resolve",
            "name or service",
            "refused",
            "timeout",
            "unreachable",
            "08",
            "57P",
        ),
        "The server cannot be reached.",
        "Check the network and the address; whatever was sent stays sent, the rest goes with the next sync.",
    ),
)


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
    return url.render_as_string(hide_password=False)


def try_server(address: str) -> str:
    """Ask a server whether it would take a sync; what it holds, in a sentence. Raises RecordsError and InputError."""
    url = server_url(address)
    engine = server_engine(url)
    try:
        with plain_words(place(url)), engine.connect() as connection:
            found = version_of(connection)
    finally:
        engine.dispose()
    if found is None:
        return "The server answers. It is empty: the first sync makes its tables."
    if found == VERSIONS[-1]:
        return "The server answers and has this lab's tables."
    if found in VERSIONS:
        raise _older(found)
    raise RecordsError("The server's tables are of a newer Empathy Lab.", "Install the newer Empathy Lab here too.")


def _older(found: str) -> RecordsError:
    return RecordsError(
        f"The server's tables are of an older version ({found}; this lab has {VERSIONS[-1]}).",
        "When every station has the new lab, run `empathylab sync --upgrade-server` once.",
    )


def server_engine(url: URL) -> Engine:
    """Connections to this PostgreSQL server, made when they are needed."""
    arguments = {"connect_timeout": CONNECT_TIMEOUT_S, "application_name": "empathylab", "client_encoding": "utf8"}
    return create_engine(url, pool_size=2, connect_args=arguments, hide_parameters=True)


def place(url: URL) -> str:
    """Where the server is, for messages: never a password."""
    return f"{url.host or url.query.get('host', 'local socket')}/{url.database or ''}"


def in_plain_words(error: DBAPIError, where: str) -> RecordsError:
    """The RecordsError for an error of PostgreSQL at `where`."""
    original = error.orig
    state: str | None = getattr(original, "sqlstate", None)
    message = str(original).lower()
    for signs, what_happened, what_to_do in _WORDS:
        if any(_fits(sign, state, message) for sign in signs):
            return RecordsError(f"{what_happened} ({where})", what_to_do)
    kind = type(original).__name__
    return RecordsError(
        f"The server ({where}) answered with an error: {kind}.", "Sync again; what was sent stays sent."
    )


def _fits(sign: str, state: str | None, message: str) -> bool:
    is_state = sign[0].isdigit()
    return (state or "").startswith(sign) if is_state else sign in message


@contextmanager
def plain_words(where: str) -> Iterator[None]:
    """Turn the server's own errors inside into RecordsError; the cause is dropped, for it may tell too much."""
    import psycopg

    try:
        yield
    except DBAPIError as error:
        if not isinstance(error.orig, psycopg.Error):
            raise
        raise in_plain_words(error, where) from None
    except psycopg.Error as error:
        raise in_plain_words(DBAPIError(None, None, error), where) from None


def prepare(connection: Connection, may_upgrade: bool = False) -> None:
    """Create the tables on an empty server; refuse one of another version unless it may be upgraded."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
    found = version_of(connection)
    if found in VERSIONS[:-1] and not may_upgrade:
        raise _older(found)
    if migrate(connection):
        finalize.hash_anew(connection)
        scoring.score_anew(connection)


def open_server(address: str) -> RecordsReader:
    """The records on a PostgreSQL server, for exports and reports; raises RecordsError or InputError."""
    url = server_url(address)
    reader = RecordsReader(server_engine(url), partial(in_plain_words, where=place(url)))
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
