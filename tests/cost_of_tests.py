"""What tests cost: seconds of the processor, of their own process and of all that it starts, which no load moves.

PYTHONPATH=tests .venv/bin/python -m pytest -p cost_of_tests [-n 3 ...]     (on Linux)

A part of all: --cost-every 4 takes a quarter of the tests, the same each time.
"""

from __future__ import annotations

import os
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

TICKS_PER_S = os.sysconf("SC_CLK_TCK")
#: How many lines a table has.
MOST_LINES = 40
ROWS = pytest.StashKey[dict[str, list[float]]]()


def children_of(process_id: int) -> Iterator[int]:
    """Those there are now; one that ends while it is looked at has none."""
    with suppress(OSError):
        for path in Path(f"/proc/{process_id}/task").glob("*/children"):
            yield from map(int, path.read_text(encoding="utf-8").split())


def used_s(process_id: int) -> tuple[float, float]:
    """Seconds that a process has used, and those of its children that have ended; nothing where it is gone."""
    try:
        fields = Path(f"/proc/{process_id}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0, 0
    user, system, ended_user, ended_system = map(int, fields[11:15])
    return (user + system) / TICKS_PER_S, (ended_user + ended_system) / TICKS_PER_S


def below_s(process_id: int) -> float:
    """Seconds that all below a process have used."""
    return used_s(process_id)[1] + sum(used_s(each)[0] + below_s(each) for each in children_of(process_id))


class Meter:
    """Whatever is used between two looks belongs to the later one, so that nothing is lost."""

    def __init__(self) -> None:
        self._own_s = self._below_s = 0.0

    def look(self) -> tuple[float, float]:
        own, below = time.process_time(), below_s(os.getpid())
        used = (own - self._own_s, below - self._below_s)
        self._own_s, self._below_s = own, below
        return used


METER = Meter()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--cost-every", type=int, default=1, help="take one of so many tests")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[ROWS] = defaultdict(lambda: [0.0, 0.0, 0])


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    every = config.getoption("cost_every")
    items[:] = [item for item in items if zlib.crc32(item.nodeid.encode()) % every == 0]


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> None:
    begun = METER.look()
    if (told := getattr(session.config, "workeroutput", None)) is not None:
        told["begun"] = begun
    else:
        add(session.config, "start and collection", *begun)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    add(node.config, "start and collection", *getattr(node, "workeroutput", {}).get("begun", (0, 0)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    report = yield
    report.cost_s = METER.look()
    return report


def pytest_runtest_logreport(report: Any) -> None:
    TOLD.append((report.nodeid, report.when, *report.cost_s))


#: Reports come in where no configuration is at hand.
TOLD: list[tuple[str, str, float, float]] = []


def add(config: pytest.Config, what: str, own: float, below: float, count: int = 1) -> None:
    row = config.stash[ROWS][what]
    row[:] = row[0] + own, row[1] + below, row[2] + count


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    for test, when, own, below in TOLD:
        file = test.partition("::")[0]
        for what in ("all tests", f"  {when}", f"folder {os.path.dirname(file)}", f"file {file}", f"test {test}"):
            add(config, what, own, below, count=when == "call")
    rows, lines = config.stash[ROWS], Counter[str]()
    terminalreporter.section("seconds of the processor: own process, what it starts, how many")
    for what, (own, below, count) in sorted(rows.items(), key=lambda row: -row[1][0] - row[1][1]):
        kind = what.partition(" ")[0] or "all"
        lines[kind] += 1
        if lines[kind] <= MOST_LINES:
            terminalreporter.write_line(f"{own:8.2f} {below:8.2f} {count:5.0f}  {what}")
