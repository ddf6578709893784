"""Where this process and those that it began wait for others to call, as Linux tells it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_LISTENING = "0A"
_PROCESSES = Path("/proc")


def listening() -> frozenset[str]:
    """The addresses with their ports, as the kernel writes them: 0100007F:1F90 is 127.0.0.1, port 8080."""
    own = {inode for process in _own_processes() for inode in _sockets_of(process)}
    tables = (Path("/proc/self/net") / name for name in ("tcp", "tcp6", "udp", "udp6"))
    rows = (row.split() for table in tables if table.exists() for row in table.read_text().splitlines()[1:])
    return frozenset(row[1] for row in rows if row[9] in own and (row[3] == _LISTENING or row[2].endswith(":0000")))


def _own_processes() -> set[str]:
    parents = dict(_parents())
    own = {str(os.getpid())}
    while more := {process for process, parent in parents.items() if parent in own} - own:
        own |= more
    return own


def _parents() -> Iterator[tuple[str, str]]:
    for each in _PROCESSES.glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended
            yield each.parent.name, each.read_text().rpartition(")")[2].split()[1]


def _sockets_of(process: str) -> Iterator[str]:
    with suppress(OSError):
        for each in (_PROCESSES / process / "fd").iterdir():
            with suppress(OSError):
                kind, _, inode = os.readlink(each).partition(":[")
                if kind == "socket":
                    yield inode.rstrip("]")
