"""Another screen reader that has been at work since before the lab began."""

from __future__ import annotations

import pytest

from empathylab.ui.kit import other_screen_reader
from empathylab.ui.page import environment


def let_another_reader_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(other_screen_reader, "is_running", lambda: True)
    monkeypatch.setattr(environment, "is_tree_shared", lambda: True)
