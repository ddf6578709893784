"""Ending a page's process never ends the lab, whatever the system says of one that has gone."""

from __future__ import annotations

import os

import pytest

from empathylab.ui.page.page_process import end_process


@pytest.mark.parametrize(
    "said", [ProcessLookupError(), PermissionError(), OSError(22, "The parameter is incorrect")], ids=repr
)
def test_a_process_that_has_gone_is_as_good_as_ended(said: OSError, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last is Windows' (WinError 87)."""

    asked: list[int] = []

    def refuse(process: int, _signal: int) -> None:
        asked.append(process)
        raise said

    monkeypatch.setattr(os, "kill", refuse)
    end_process(4321)
    assert asked == [4321]
