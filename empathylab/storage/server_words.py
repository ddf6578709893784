"""A server's errors and odd answers in plain words without credentials."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from empathylab.domain.errors import RecordsError
from empathylab.storage.reader import RecordsReader
from empathylab.storage.server_limits import NOT_WANTED, TOO_MUCH, TOO_SLOW

#: What an answer is read with says so in many ways when it is none that a PostgreSQL gives.
_ODD = (SQLAlchemyError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError)
_SENT = "What was sent stays sent, the rest goes with the next sync."
_NOT_FROM_HERE = (
    "The server lets nobody in from here with this user and database.",
    "Ask who runs it to allow this station (pg_hba.conf).",
)
#: SQLSTATE, or a part of the message → what happened, what to do. The first that fits is taken.
_WORDS = (
    (
        (TOO_SLOW,),
        "The server let the lab in and then gave no answer in time.",
        "Nothing is lost: sync again later. If it stays so, tell who runs the server.",
    ),
    (
        (TOO_MUCH,),
        "The server sends far more than it was asked for, so the lab hung up.",
        "Check the address; if it is right, tell who runs the server. Nothing is lost.",
    ),
    ((NOT_WANTED,), "The lab was closed while it asked the server.", _SENT),
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
        f"Check the network and the address. {_SENT}",
    ),
    (
        (
            "closed the connection",
            "connection is closed",
            "connection lost",
            "receive data",
            "send data",
            "socket closed",
        ),
        "The connection to the server broke off.",
        f"Check the network and sync again. {_SENT}",
    ),
)


def in_plain_words(error: DBAPIError, where: str) -> RecordsError:
    """The RecordsError for an error of PostgreSQL at `where`."""
    original = error.orig
    state: str | None = getattr(original, "sqlstate", None)
    message = str(original).lower()
    for signs, what_happened, what_to_do in _WORDS:
        if any(_fits(sign, state, message) for sign in signs):
            return RecordsError(f"{what_happened} ({where})", what_to_do)
    if state is None:
        return _odd(where)  # the server did not say so, but who read its answer
    return RecordsError(f"The server ({where}) reports an error of its own ({state}).", f"Tell who runs it. {_SENT}")


def _fits(sign: str, state: str | None, message: str) -> bool:
    is_state = sign[0].isdigit()
    return (state or "").startswith(sign) if is_state else sign in message


def _odd(where: str) -> RecordsError:
    return RecordsError(
        f"What answers there is no PostgreSQL server that the lab can use. ({where})",
        f"Check the address; if it is right, tell who runs the server. {_SENT}",
    )


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
    except _ODD:
        raise _odd(where) from None


class ServerReader(RecordsReader):
    """The records on a server."""

    def __init__(self, engine: Engine, where: str) -> None:
        super().__init__(engine, lambda error: in_plain_words(error, where))
        self._where = where

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        with plain_words(self._where), super().snapshot() as connection:
            yield connection
