"""Connections to a server that may be hostile, broken or far away: no answer is waited for without end.

libpq's own limits do not help there: its keep-alives and `tcp_user_timeout` are answered by the other system, however
dead the server is, `statement_timeout` is the server's to keep, and `connect_timeout` ends when it lets somebody in.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from time import monotonic
from typing import Any, ClassVar, TypeVar

import psutil
import psycopg
from psycopg.abc import PQGen, PQGenConn
from psycopg.rows import TupleRow

from empathylab.storage.server_limits import NOT_WANTED, TOO_MUCH, TOO_SLOW, ServerLimits

T = TypeVar("T")
WaitsFor = TypeVar("WaitsFor")
#: How often it is looked whether the lab still wants the answer.
_LOOK_S = 0.1
#: No network fills much within this time.
_YOUNG_S = 0.05


class ServerGivenUp(psycopg.OperationalError):
    """The server answers too slowly or too much, or nobody waits for it any more."""


class ServerWatch:
    """Looks, while an answer of one connection is waited for, whether it is worth waiting any longer."""

    def __init__(self, limits: ServerLimits, is_wanted: Callable[[], bool]) -> None:
        self._limits, self._is_wanted = limits, is_wanted
        self._ends_at = monotonic() + limits.altogether_s
        self._process = psutil.Process()

    def over(self, answer: Generator[WaitsFor, int, T]) -> Generator[WaitsFor, int, T]:
        """The same answer, given up at a limit.

        What an answer fills is seen by the memory that its pieces take: thirty bytes can become two thousand.
        """
        began, at_first, filled = monotonic(), self._memory_bytes(), 0
        ready: int | None = None
        while True:
            before = at_first if _is_young(began) else self._memory_bytes()
            try:
                waits_for = next(answer) if ready is None else answer.send(ready)
            except (StopIteration, psycopg.Error) as end:
                self._check_memory(filled + self._more_bytes(began, before))
                if isinstance(end, StopIteration):
                    return end.value  # type: ignore[no-any-return]
                raise
            filled += self._more_bytes(began, before)
            self._check(min(self._ends_at, began + self._limits.answer_s), filled)
            ready = yield waits_for

    def _check(self, ends_at: float, filled: int) -> None:
        if not self._is_wanted():
            raise ServerGivenUp(NOT_WANTED)
        if monotonic() >= ends_at:
            raise ServerGivenUp(TOO_SLOW)
        self._check_memory(filled)

    def _check_memory(self, filled: int) -> None:
        if filled > self._limits.most_bytes:
            raise ServerGivenUp(TOO_MUCH)

    def _more_bytes(self, began: float, before: int) -> int:
        """What a piece has filled; nothing while the answer is young, for looking takes longer than most answers do.

        A single piece, asked for while it was young, takes as long as a fast server sends without a pause.
        """
        return 0 if _is_young(began) else max(0, self._memory_bytes() - before)

    def _memory_bytes(self) -> int:
        return int(self._process.memory_info().rss)


def _is_young(began: float) -> bool:
    return monotonic() - began <= _YOUNG_S


class WatchedCursor(psycopg.ServerCursor[TupleRow]):
    """Of a connection that is lost it is closed all the same: its rows have been read, and the next question tells."""

    def close(self) -> None:
        try:
            super().close()
        except psycopg.Error:
            self.connection.close()
            super().close()

    def __del__(self, _warn: object = None) -> None:
        """No warning that an answer which broke off was not closed: the engine closes all of its connections."""


class WatchedConnection(psycopg.Connection[TupleRow]):
    """A connection of psycopg with a watch over everything that it waits for."""

    watch: ClassVar[ServerWatch]

    @classmethod
    def under(cls, watch: ServerWatch) -> type[WatchedConnection]:
        """The kind of connection that this watch is over; psycopg makes a connection from its class alone."""
        return type(cls.__name__, (cls,), {"watch": watch})

    @classmethod
    def _connect_gen(cls, conninfo: str = "") -> PQGenConn[Any]:
        connection = yield from cls.watch.over(super()._connect_gen(conninfo))
        connection.server_cursor_factory = WatchedCursor
        return connection

    def wait(self, gen: PQGen[T], interval: float = _LOOK_S, timeout: float | None = None) -> T:
        try:
            return super().wait(self.watch.over(gen), interval, timeout)
        except ServerGivenUp:
            self.pgconn.finish()  # else a ROLLBACK would be sent, and waited for
            raise
