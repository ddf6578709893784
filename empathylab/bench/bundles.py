"""Bundles: writing one and taking it in, beside a plain sqlite3 copy of the same rows into the same tables."""

from __future__ import annotations

import shutil
import sqlite3
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from empathylab.bench import synthetic_visits
from empathylab.bench.figure import Figure, wall_s
from empathylab.storage import import_records, open_records, open_store, write_bundle

_COPIED = ("events", "sessions", "runs", "answers", "streams", "results", "met", "comments", "tallies", "outbox")
_ROUNDS, _ROUNDS_OF_MANY, _MANY = 5, 1, 50_000
_GOAL_TIMES, _GOAL_MB = 3.0, 200.0

#: What a measuring process runs: a bundle and its way into new records, then the peak of its memory in MB.
_BOTH = """
import sys
from pathlib import Path
from empathylab.storage import import_records, open_records, open_store, write_bundle
source, folder = open_records(Path(sys.argv[1])), Path(sys.argv[2])
write_bundle(source, folder / "peak.labrecords", "Bench", passphrase="four plain words here")
store = open_store(folder / "peak")
import_records(store, folder / "peak.labrecords", passphrase="four plain words here")
store.close()
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else []
print(*(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")))
"""


def figures(folder: Path, records: Path, sessions: int) -> Iterator[Figure]:
    """Both ways at this size, by turns with their peer."""
    folder.mkdir(parents=True, exist_ok=True)
    rounds = _ROUNDS if sessions < _MANY else _ROUNDS_OF_MANY
    taken = [_round(folder, records) for _ in range(rounds)]
    plain_s = statistics.median(plain for plain, *_ in taken)
    for place, name in enumerate(("bundle", "collect"), start=1):
        yield Figure(
            f"{name}, {sessions:,} sessions",
            statistics.median(each[place] for each in taken),
            "s",
            peers=(("plain sqlite3 copy", plain_s),),
            times=statistics.median(each[place] / each[0] for each in taken),
            goal_times=_GOAL_TIMES,
        )
    peak_mb = _peak_mb(folder, records)
    yield Figure(f"bundle and collect, {sessions:,} sessions, peak memory", peak_mb, "MB", goal=_GOAL_MB)
    shutil.rmtree(folder)


def _round(folder: Path, records: Path) -> tuple[float, float, float]:
    """Seconds for a plain copy, for a bundle, for taking that in; new tables are there before."""
    plain, path = _new_records(folder / "plain"), folder / "one.labrecords"
    plain_s = wall_s(lambda: _copy_plainly(records / "records.sqlite", plain))
    source = open_records(records)
    bundle_s = wall_s(lambda: write_bundle(source, path, "Bench"))
    source.close()
    store = open_store(_new_records(folder / "taken").parent)
    collect_s = wall_s(lambda: import_records(store, path))
    assert store.counts(synthetic_visits.EVENT).people > 0
    store.close()
    return plain_s, bundle_s, collect_s


def _new_records(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    store = open_store(folder)
    store.close()
    return store.path


def _copy_plainly(source: Path, target: Path) -> None:
    """As durable as the lab's own: nothing is left in the computer's memory."""
    reading, writing = sqlite3.connect(source), sqlite3.connect(target)
    writing.execute("PRAGMA synchronous = FULL")
    for name in _COPIED:
        rows = reading.execute(f'SELECT * FROM "{name}"')
        marks = ", ".join("?" * len(rows.description))
        writing.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
    writing.commit()
    reading.close()
    writing.close()


def _peak_mb(folder: Path, records: Path) -> float:
    """Of both, locked with a passphrase, in a process of its own; 0 MB where the system does not tell."""
    command = [sys.executable, "-c", _BOTH, str(records), str(folder)]
    root = str(Path(__file__).resolve().parents[2])
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, cwd=root, timeout=3600)
    return float(done.stdout.split()[0]) if done.stdout.split() else 0.0
