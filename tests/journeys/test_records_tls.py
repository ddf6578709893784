"""Encrypted syncs: who the server is gets checked, and each refusal says what is wrong."""

from __future__ import annotations

import random
import socketserver
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from empathylab.domain.errors import RecordsError
from empathylab.storage import Store, open_server, sync
from support.scripted_station import whole_visit

if sys.platform == "win32":
    pytest.skip("starts a server the way Unix does", allow_module_level=True)

from support.tls_postgres import programs, tls_postgres

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(programs() is None, reason="this machine has no PostgreSQL server or no openssl"),
]


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, Path]]:
    bin_dir = programs()
    assert bin_dir is not None
    with tls_postgres(bin_dir) as started:
        yield started


@pytest.fixture
def store(store: Store) -> Store:
    whole_visit(store, random.Random(3))
    return store


def test_a_server_that_proves_who_it_is_gets_the_visits(store: Store, server: tuple[str, Path]) -> None:
    address, folder = server
    checked = f"{address}?sslmode=verify-full&sslrootcert={folder / 'ca.crt'}"
    assert sync(store, checked).visits == 1
    reader = open_server(checked)
    assert len(list(reader.sessions())) == 1
    reader.close()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("sslmode=verify-full&sslrootcert={folder}/other-ca.crt", "not signed by"),
        ("sslmode=verify-full&sslrootcert={folder}/nowhere.crt", "sslrootcert"),
        ("sslmode=disable", "takes encrypted connections only"),
    ],
)
def test_a_connection_that_is_not_safe_is_refused_in_words(
    store: Store, server: tuple[str, Path], options: str, said: str
) -> None:
    address, folder = server
    with pytest.raises(RecordsError, match=said) as refused:
        sync(store, f"{address}?{options.format(folder=folder)}")
    assert "\n" not in str(refused.value)
    assert store.waiting_to_send() == 1


def test_a_certificate_for_another_name_is_refused(store: Store, server: tuple[str, Path]) -> None:
    address, folder = server
    by_number = address.replace("localhost", "127.0.0.1")
    with pytest.raises(RecordsError, match="for another name"):
        sync(store, f"{by_number}?sslmode=verify-full&sslrootcert={folder / 'ca.crt'}")


def test_a_user_that_may_not_come_from_here_is_told_whom_to_ask(store: Store, server: tuple[str, Path]) -> None:
    with pytest.raises(RecordsError, match=r"allow this station \(pg_hba\.conf\)"):
        sync(store, server[0].replace("postgres@", "clerk@"))


def test_a_server_without_encryption_is_said_when_the_address_asks_for_it(store: Store) -> None:
    with socketserver.TCPServer(("127.0.0.1", 0), _WithoutTls) as plain:
        Thread(target=plain.serve_forever, daemon=True).start()
        with pytest.raises(RecordsError, match="offers no encryption"):
            sync(store, f"postgresql://127.0.0.1:{plain.server_address[1]}/postgres?sslmode=require")
        plain.shutdown()


class _WithoutTls(socketserver.BaseRequestHandler):
    """Answers the question for TLS as a PostgreSQL does that has none."""

    def handle(self) -> None:
        self.request.recv(8)
        self.request.sendall(b"N")
