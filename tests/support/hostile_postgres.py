"""A server that lets a station in as PostgreSQL does, answers so many questions, and then means no good.

Until it turns it is a relay to a real server, so that it can turn in the middle of whatever the lab asks.
"""

from __future__ import annotations

import contextlib
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from psycopg.conninfo import conninfo_to_dict

_READY = b"Z"
_HEAD = struct.Struct("!cI")


class Manners:
    """What it does once it has turned, with the socket of the station; `is_over` is set at the end of the test."""

    def __init__(self, station: socket.socket, asked: Event, is_over: Event) -> None:
        self._station, self._asked, self._is_over = station, asked, is_over

    def never_answers(self) -> None:
        self._is_over.wait()

    def answers_a_byte_at_a_time(self) -> None:
        """A row that would take a thousand seconds; the test's clock goes faster."""
        for byte in message(b"D", bytes(1000)):
            self._station.sendall(bytes([byte]))
            if self._is_over.wait(0.01):
                return

    def keeps_saying_that_it_is_there(self) -> None:
        """Notices, which answer nothing."""
        while not self._is_over.wait(0.005):
            self._station.sendall(notice(b"N", b"I am here"))

    def floods_with_rows(self) -> None:
        self._station.sendall(COLUMN)
        self._flood(message(b"D", b"\0\1" + struct.pack("!I", 8000) + b"x" * 8000) * 8)

    def floods_with_one_row(self) -> None:
        self._until_asked()
        self._station.sendall(COLUMN + _HEAD.pack(b"D", 2**30))
        self._flood(b"x" * 65_536)

    def floods_with_settings(self) -> None:
        number = 0
        while not self._is_over.is_set():
            some = b"".join(message(b"S", b"name%d\0%s\0" % (n, b"x" * 900)) for n in range(number, number + 64))
            self._station.sendall(some)
            number += 64

    def floods_with_notices(self) -> None:
        self._flood(notice(b"N", b"x" * 900) * 64)

    def floods_with_answers(self) -> None:
        """Whole answers, one after the other, to a single question."""
        self._until_asked()
        self._flood((COLUMN + message(b"D", b"\0\1\0\0\0\1x") + message(b"C", b"SELECT 1\0")) * 64)

    def _until_asked(self) -> None:
        """What comes before the question is dropped, and the rest of it then is an answer that makes no sense."""
        while not (self._asked.wait(0.1) or self._is_over.is_set()):
            pass

    def _flood(self, content: bytes) -> None:
        while not self._is_over.is_set():
            self._station.sendall(content)

    def hangs_up(self) -> None:
        pass

    def hangs_up_in_the_middle_of_a_row(self) -> None:
        self._station.sendall(COLUMN + _HEAD.pack(b"D", 5000) + b"\0\1")

    def sends_noise(self) -> None:
        self._station.sendall(bytes(range(256)) * 40)

    def errs_in_another_encoding(self) -> None:
        self._station.sendall(notice(b"E", b"\xff\xfe\x80 caf\xe9 \x1b[31m postgresql://user:secret@host") + ready())

    def errs_without_a_word(self) -> None:
        self._station.sendall(message(b"E", b"\0") + ready())

    def errs_with_a_book(self) -> None:
        self._station.sendall(notice(b"E", b"word " * 5000) + ready())

    def answers_with_other_types(self) -> None:
        """A word where a number or a truth is expected; whatever is asked."""
        self._answer_all(COLUMN + message(b"D", b"\0\1\0\0\0\3odd") + message(b"C", b"SELECT 1\0") + ready())

    def answers_with_broken_letters(self) -> None:
        row = message(b"D", b"\0\1\0\0\0\3\xff\xfe\x80")
        self._answer_all(COLUMN + row + message(b"C", b"\xff\0") + ready())

    def answers_with_more_columns(self) -> None:
        columns = message(b"T", struct.pack("!H", 1600) + (b"c\0" + _TEXT) * 1600)
        self._answer_all(columns + message(b"C", b"SELECT 0\0") + ready())

    def answers_with_nothing(self) -> None:
        self._answer_all(message(b"I", b"") + ready())

    def _answer_all(self, content: bytes) -> None:
        while not self._is_over.is_set():
            if self._asked.wait(0.1):
                self._asked.clear()
                self._station.sendall(content)

    def asks_for_a_copy(self) -> None:
        self._station.sendall(message(b"G", b"\0\0\0"))
        self._is_over.wait()


def message(kind: bytes, content: bytes) -> bytes:
    return _HEAD.pack(kind, len(content) + 4) + content


def notice(kind: bytes, words: bytes) -> bytes:
    return message(kind, b"SERROR\0VERROR\0CXX000\0M" + words + b"\0\0")


def ready() -> bytes:
    return message(_READY, b"I")


_TEXT = struct.pack("!IhIhih", 0, 0, 25, -1, -1, 0)
#: One column of words.
COLUMN = message(b"T", b"\0\1" + b"c\0" + _TEXT)
Turn = Callable[[Manners], None]


@contextmanager
def hostile_postgres(real: str, answers: int, turn: Turn) -> Iterator[str]:
    """The address of a server that gives so many answers of the real one at `real` and then turns."""
    is_over = Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        Thread(target=_let_in, args=(listening, real, answers, turn, is_over), daemon=True).start()
        try:
            port, name = listening.getsockname()[1], conninfo_to_dict(real)["dbname"]
            yield f"postgresql://postgres@127.0.0.1:{port}/{name}?sslmode=disable&gssencmode=disable"
        finally:
            is_over.set()


def _let_in(listening: socket.socket, real: str, answers: int, turn: Turn, is_over: Event) -> None:
    with contextlib.suppress(OSError):
        while True:
            station, _address = listening.accept()
            Thread(target=_serve, args=(station, real, answers, turn, is_over), daemon=True).start()


def _serve(station: socket.socket, real: str, answers: int, turn: Turn, is_over: Event) -> None:
    asked = Event()
    with station, _reach(real) as behind:
        asking = Thread(target=_pass_on, args=(station, behind, asked), daemon=True)
        asking.start()
        with contextlib.suppress(OSError):
            _relay(behind, station, answers, asked)
            turn(Manners(station, asked, is_over))
        # Closing alone does not tell who still reads there.
        for each in (station, behind):
            _hang_up(each)
        asking.join()


def _hang_up(each: socket.socket) -> None:
    with contextlib.suppress(OSError):
        each.shutdown(socket.SHUT_RDWR)


def _reach(real: str) -> socket.socket:
    found = conninfo_to_dict(real)
    behind = socket.socket(socket.AF_UNIX)
    behind.connect(f"{found['host']}/.s.PGSQL.{found.get('port', 5432)}")
    return behind


def _pass_on(station: socket.socket, behind: socket.socket, asked: Event) -> None:
    """What the station asks, also when nobody answers any more."""
    with contextlib.suppress(OSError):
        while question := station.recv(65_536):
            asked.set()
            behind.sendall(question)
    _hang_up(behind)


def _relay(behind: socket.socket, station: socket.socket, answers: int, asked: Event) -> None:
    """Pass on what the real server says until it has given so many answers; after each the next question is new."""
    with behind.makefile("rb") as file:
        while answers and (head := file.read(_HEAD.size)):
            kind, length = _HEAD.unpack(head)
            if kind == _READY:
                asked.clear()
            station.sendall(head + file.read(length - 4))
            answers -= kind == _READY
