"""The measuring of the records measures what it says, on a handful of visits."""

from __future__ import annotations

from pathlib import Path

import pytest

from empathylab.bench import records
from empathylab.bench.many_visits import TEMPLATES, make_records
from empathylab.storage import open_records, rescore

pytestmark = pytest.mark.journey


def test_every_promised_figure_is_measured_beside_its_peer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "QUICK_SESSIONS", (21,))
    monkeypatch.setattr(records, "_EVENTS_TO_WRITE", 200)
    found = {figure.name: figure for figure in records.figures(quick=True)}
    assert all(figure.value > 0 for figure in found.values())
    assert [name for name, _value in found["durable events"].peers] == ["bare sqlite3"]
    assert [name for name, _value in found["CSV export, 21 sessions"].peers] == ["plain sqlite3 CSV dump"]
    assert len(found["sync, 21 sessions"].peers) == 2
    for words in ("XLSX export", "JSON export", "HTML export", "PDF export, 21 sessions, peak memory", "summary"):
        assert any(words in name for name in found)


def test_copied_visits_are_whole_and_counted(tmp_path: Path) -> None:
    make_records(tmp_path, TEMPLATES + 5, facts=20)
    reader = open_records(tmp_path)
    assert reader.counts().people == len(list(reader.sessions())) == TEMPLATES + 5
    assert not any(found for _id, found in rescore.differences(reader))
    reader.close()
