"""A lab runs for weeks: what a visit has let go is given back."""

from __future__ import annotations

import gc
import platform

import pytest

from empathylab.bench.processes import resident_mb
from empathylab.ui.kit import memory


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries do it by themselves")
def test_what_was_let_go_in_pieces_goes_back_to_the_system() -> None:
    pieces = [bytearray(60_000) for _ in range(2_000)]
    full = resident_mb()
    kept = pieces[::200]
    del pieces
    memory.give_back()
    assert resident_mb() < full - 60
    assert len(kept) == 10


def test_nobody_looks_for_garbage_until_the_lab_is_there_even_when_it_fails_to_open() -> None:
    seen = []

    def open_lab() -> None:
        with memory.start_up():
            seen.append(gc.isenabled())
            raise OSError("no lab")

    with pytest.raises(OSError, match="no lab"):
        open_lab()
    try:
        assert [*seen, gc.isenabled()] == [False, True]
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


def test_where_the_c_library_cannot_be_asked_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "libc_ver", lambda: ("", ""))
    memory._trim.cache_clear()
    memory.give_back()
    memory._trim.cache_clear()
