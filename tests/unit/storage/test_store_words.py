"""The databases' own errors, in words that say what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError

from empathylab.storage import faults, server, server_words


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("database or disk is full", "The disk is full"),
        ("attempt to write a readonly database", "read-only"),
        ("database is locked", "Another program holds"),
        ("database disk image is malformed", "damaged"),
        ("disk I/O error", "refuses to write"),
        ("unable to open database file", "cannot be opened"),
        ("something new", "something new"),
    ],
)
def test_sqlite_says_what_happened_and_what_to_do(message: str, said: str) -> None:
    error = faults.in_plain_words(DBAPIError(None, None, sqlite3.OperationalError(message)), Path("records.sqlite"))
    assert said in error.what_happened
    assert "records.sqlite" in error.what_happened
    assert error.what_to_do


@pytest.mark.parametrize(
    ("original", "said"),
    [
        (psycopg.errors.DiskFull("could not extend file"), "disk is full"),
        (psycopg.errors.InsufficientPrivilege("no"), "may not write"),
        (psycopg.errors.TooManyConnections("no"), "too many connections"),
        (psycopg.errors.UntranslatableCharacter("no equivalent in encoding LATIN1"), "is not in UTF-8"),
        (psycopg.errors.QueryCanceled("canceling statement due to statement timeout"), "allows less time"),
        (psycopg.errors.IdleInTransactionSessionTimeout("terminating connection due to timeout"), "allows less time"),
        (psycopg.errors.LockNotAvailable("canceling statement due to lock timeout"), "holds the server's tables"),
        (psycopg.errors.AdminShutdown("terminating connection"), "cannot be reached"),
        (psycopg.OperationalError("server does not support SSL, but SSL was required"), "offers no encryption"),
        (psycopg.OperationalError('FATAL: database "x" does not exist'), "no such database"),
        (psycopg.OperationalError("connection timeout expired"), "cannot be reached"),
        (psycopg.errors.SyntaxError("secret statement"), "an error of its own (42601)"),
    ],
)
def test_the_server_says_what_happened_and_nothing_it_should_not(original: psycopg.Error, said: str) -> None:
    error = server_words.in_plain_words(DBAPIError(None, None, original), "server/records")
    assert said in error.what_happened
    assert "secret" not in str(error)
    assert error.what_to_do


def test_options_for_tls_stay_in_the_address() -> None:
    url = server.server_url("postgresql://lab:hunter2@server/records?sslmode=verify-full&sslrootcert=ca.pem")
    assert url.query == {"sslmode": "verify-full", "sslrootcert": "ca.pem"}
    assert server.place(url) == "server/records"


def test_an_address_is_kept_without_any_password_wherever_it_stood() -> None:
    given = "postgresql://lab:hunter2@server/records?password=hunter3&sslmode=verify-full&sslpassword=hunter4"
    assert server.without_password(given) == "postgresql://lab@server/records?sslmode=verify-full"
