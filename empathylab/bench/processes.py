"""What the lab's processes (its own, the web engine's, the speech worker's) take of the machine, as /proc tells it."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Usage:
    """All processes of the lab together; memory is of the lab's own process, its heap and what else is no file's."""

    memory_mb: float
    handles: int
    threads: int
    processes: int


def usage() -> Usage:
    """What is taken now; zeros where the system does not tell."""
    folders = [_PROC / str(pid) for pid in _ours()]
    return Usage(
        own_mb(),
        sum(_count(folder / "fd") for folder in folders),
        sum(_count(folder / "task") for folder in folders),
        len(folders),
    )


def cpu_s() -> dict[int, float]:
    """Processor seconds of each process of the lab by its id; without /proc, of this process alone."""
    if sys.platform == "win32" or not (_PROC / "self" / "stat").is_file():
        return {os.getpid(): time.process_time()}
    return {pid: ticks / os.sysconf("SC_CLK_TCK") for pid, ticks in _ours().items()}


def own_mb() -> float:
    """Memory of this process that is no file's, in MB; 0 where the system does not tell.

    What is mapped of files is left out: the system takes it back when others want memory.
    """
    try:
        lines = (_PROC / "self" / "status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("RssAnon:")), 0.0)


def _ours() -> dict[int, int]:
    """This process and all that came from it: id and ticks spent."""
    ticks, parents = {}, {}
    for stat in _PROC.glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        pid = int(stat.parent.name)
        parents[pid], ticks[pid] = int(fields[1]), int(fields[11]) + int(fields[12])
    ours = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return {pid: ticks[pid] for pid in ours if pid in ticks}


def _count(folder: Path) -> int:
    """Entries of a folder; 0 when its process has just ended."""
    try:
        return len(os.listdir(folder))
    except OSError:
        return 0
