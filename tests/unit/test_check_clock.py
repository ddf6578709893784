"""A clock that was set back is told; one that is right is said."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from empathylab.check.clock import clock_line
from empathylab.domain.live import CheckLevel


def test_the_clock_is_said(tmp_path: Path) -> None:
    now = datetime.now().astimezone() + timedelta(days=1)
    line = clock_line(tmp_path / "nothing here yet", now)
    assert line.level is CheckLevel.OK
    assert f"{now:%H:%M}" in line.sentence


def test_a_clock_before_what_was_written_last_was_set_back(tmp_path: Path) -> None:
    (tmp_path / "records.sqlite").write_bytes(b"")
    line = clock_line(tmp_path, datetime.now().astimezone() - timedelta(days=400))
    assert line.level is CheckLevel.WARNING
    assert "was it set back" in line.sentence
