"""What the engine is told before it starts."""

from __future__ import annotations

import pytest

from empathylab.ui.page import environment


def test_the_labs_window_takes_in_no_tree_of_a_page_unless_another_screen_reader_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QTWEBENGINE_CHROMIUM_FLAGS", "")
    environment.prepare()
    assert not environment.is_tree_shared()
    environment.share_tree()
    assert environment.is_tree_shared()
    environment.prepare()
    assert environment.is_tree_shared()
