"""Work on records that is cut off at one of its statements, in a process of its own.

Each such process is forked from one that has done the like before: it begins in milliseconds, and its SQL is put
together.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NoReturn

import psycopg
from sqlalchemy import Engine, event

from empathylab.domain.errors import RecordsError
from empathylab.storage import import_records, open_records, open_store, sync, write_bundle
from support.scripted_station import processes

#: Where a process is killed; a server may cut the connection instead.
KILLED_BEFORE, KILLED_AFTER = "station killed before", "station killed after"
CUT_BY_SERVER = "server cuts the connection"
#: How a process ends that lived on; one that was killed tells so by itself.
_WHOLE, _CUT, _FAILED = range(3)
#: Does the work, from the moment on that it is given a counter's `counting`.
Work = Callable[["_Counter"], None]


def syncing(folder: Path, address: str) -> Work:
    """To send what a station has; the server of this address may cut it off."""
    return partial(_sync, folder, address)


def collecting(folder: Path, bundle: Path) -> Work:
    """To bring a bundle in."""
    return partial(_collect, folder, bundle)


def bundling(folder: Path, path: Path) -> Work:
    """To write a bundle."""
    return partial(_bundle, folder, path)


class Killer:
    """Has work done, and cut off, elsewhere."""

    def __init__(self) -> None:
        context = processes()
        self._orders, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,))
        self._process.start()
        theirs.close()

    def do(self, work: Work) -> None:
        """Have it done to its end, which those that follow begin with."""
        assert self._order(_done, work)

    def cut_off(self, work: Work, statement: int, side: str) -> bool:
        """Have it begun, and cut off at this statement, counted from one; False where it ended before."""
        return self._order(_is_cut_off, work, statement, side)

    def _order(self, *order: object) -> bool:
        self._orders.send(order)
        return bool(self._orders.recv())

    def close(self) -> None:
        self._orders.close()
        self._process.join()


@contextmanager
def killer() -> Iterator[Killer]:
    """For a module's tests."""
    made = Killer()
    try:
        yield made
    finally:
        made.close()


def _serve(orders: Connection) -> None:
    with contextlib.suppress(EOFError):
        while True:
            do, *given = orders.recv()
            orders.send(do(*given))


def _done(work: Work) -> bool:
    work(_Counter())
    return True


def _is_cut_off(work: Work, statement: int, side: str) -> bool:
    process_id = os.fork()
    if not process_id:
        _end_after(work, statement, side)
    ended = os.waitstatus_to_exitcode(os.waitpid(process_id, 0)[1])
    assert ended in (_WHOLE, _CUT, -signal.SIGKILL), f"it failed, and ended with {ended}"
    return ended != _WHOLE


def _end_after(work: Work, statement: int, side: str) -> NoReturn:
    exit_code = _FAILED
    try:
        with _Counter(statement, side) as counter:
            work(counter)
        exit_code = _CUT if counter.statements >= statement else _WHOLE
    finally:
        os._exit(exit_code)


def _sync(folder: Path, address: str, counter: _Counter) -> None:
    store = open_store(folder)
    with counter.counting(address), contextlib.suppress(RecordsError):
        sync(store, address)
    store.close()


def _collect(folder: Path, bundle: Path, counter: _Counter) -> None:
    store = open_store(folder)
    with counter.counting():
        import_records(store, bundle)
    store.close()


def _bundle(folder: Path, path: Path, counter: _Counter) -> None:
    reader = open_records(folder)
    with counter.counting():
        write_bundle(reader, path, "station")
    reader.close()


class _Counter:
    """Listens to every statement that SQLAlchemy sends while work is under way, and ends it at one of them."""

    def __init__(self, dies_at: int = 0, side: str = "") -> None:
        self.statements = 0
        self._is_counting = False
        self._dies_at, self._side, self._address = dies_at, side, ""

    def __enter__(self) -> _Counter:
        event.listen(Engine, "before_cursor_execute", self._before)
        event.listen(Engine, "after_cursor_execute", self._after)
        return self

    def __exit__(self, *_error: object) -> None:
        event.remove(Engine, "before_cursor_execute", self._before)
        event.remove(Engine, "after_cursor_execute", self._after)

    @contextmanager
    def counting(self, address: str = "") -> Iterator[None]:
        self._address, self._is_counting = address, True
        try:
            yield
        finally:
            self._is_counting = False

    def _before(self, *_all: Any) -> None:
        if not self._is_counting:
            return
        self.statements += 1
        if self.statements != self._dies_at:
            return
        if self._side == KILLED_BEFORE:
            os.kill(os.getpid(), signal.SIGKILL)
        elif self._side == CUT_BY_SERVER:
            self._is_counting = False
            _cut_all_others(self._address)

    def _after(self, *_all: Any) -> None:
        if self._is_counting and self.statements == self._dies_at and self._side == KILLED_AFTER:
            os.kill(os.getpid(), signal.SIGKILL)


def _cut_all_others(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
