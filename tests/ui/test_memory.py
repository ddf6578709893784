"""A lab runs for weeks: what a visit has let go is given back."""

from __future__ import annotations

import ctypes
import gc
import linecache
import platform
import sys
import weakref
from collections.abc import Callable
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtQuick import QQuickWindow
from PySide6.QtQuickWidgets import QQuickWidget
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from empathylab.bench import synthetic_visits
from empathylab.bench.processes import own_mb
from empathylab.bench.visitors import after_each, kept_of_visitors
from empathylab.demo.keyboard_driver import rest
from empathylab.files.library import load_library
from empathylab.session.stages import Stage
from empathylab.storage import open_store
from empathylab.ui.kit import memory, theme
from empathylab.ui.page.asking import _is_made_anew, ask
from empathylab.ui.visit.flow.director import PAINTED_MS
from empathylab.ui.visit.screens.closing_screens import DeletedScreen
from support.form_browser import FormBrowser
from support.participant_lab import Station
from support.participant_screens import plan_for


def test_the_text_of_a_module_that_is_imported_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Qt for Python reads it: of a whole lab 27 MB."""
    module = tmp_path / "made_up_module.py"
    module.write_text("READ_BY_NOBODY = 1\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with memory.start_up():
        __import__("made_up_module")
    assert str(module) not in linecache.cache


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries do it by themselves")
def test_what_was_let_go_in_pieces_goes_back_to_the_system() -> None:
    pieces = [bytearray(60_000) for _ in range(2_000)]
    full = own_mb()
    kept = pieces[::200]
    del pieces
    memory.give_back()
    assert own_mb() < full - 60
    assert len(kept) == 10


def test_visitors_of_a_bench_come_until_the_time_is_over_and_are_held_against_the_tenth() -> None:
    visited: list[int] = []
    told: list[str] = []
    taken = after_each(visited.append, quick=True, minutes=0, tell=told.append)
    assert visited == list(range(11))
    assert [figure.peers[0][0] for figure in kept_of_visitors(taken)] == ["after 10"] * 4
    assert [words.split(":")[0] for words in told] == ["10 of 30 visitors"]
    assert len(after_each(visited.append, quick=True, minutes=60, tell=told.append)) == 30
    assert len(told) == 1 + 3


def test_what_holds_only_itself_goes_after_the_visit() -> None:
    screen = Whole()
    screen.part = [screen]
    gone = weakref.ref(screen)
    gc.collect()
    del screen
    assert gone() is not None
    memory.give_back()
    assert gone() is None


def test_nobody_looks_for_garbage_until_the_lab_is_there_even_when_it_fails_to_open() -> None:
    seen = []
    gc.collect()
    laid_aside = gc.get_freeze_count()

    def open_lab() -> None:
        with memory.start_up():
            seen.append(gc.isenabled())
            raise OSError("no lab")

    with pytest.raises(OSError, match="no lab"):
        open_lab()
    assert seen == [False]
    # It stays laid aside: taken back, all that the tests imported would be looked through after each visit to come.
    assert gc.get_freeze_count() > laid_aside


def test_where_the_c_library_cannot_be_asked_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "libc_ver", lambda: ("", ""))
    memory._trim.cache_clear()
    asked: list[int] = []
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: SimpleNamespace(malloc_trim=asked.append))
    memory.give_back()
    memory._trim.cache_clear()
    assert asked == []


class Whole:
    """Something of which a part knows it."""

    part: list[Whole]


class _Allocated(ctypes.Structure):
    """What glibc's `mallinfo2` tells."""

    _fields_ = [(f"part_{number}", ctypes.c_size_t) for number in range(10)]

    @property
    def used(self) -> int:
        """In pieces (`uordblks`) and mapped by itself (`hblkhd`)."""
        return int(self.part_7) + int(self.part_4)


def _used_bytes() -> int:
    gc.collect()
    tell = ctypes.CDLL(None).mallinfo2
    tell.restype = _Allocated
    return tell().used


def _grows_by_less(most_bytes: int, use: Callable[[], object]) -> bool:
    """Whether what is done again takes less than so much more, once of three times: other threads take some as well."""

    def grown_bytes() -> int:
        before = _used_bytes()
        use()
        return _used_bytes() - before

    return any(grown_bytes() < most_bytes for _ in range(3))


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc tells what is allocated")
def test_nothing_is_kept_of_the_look_of_screens_that_have_gone(qapp: QApplication) -> None:
    theme.use(theme.STANDARD)
    window = QWidget()
    shown = QVBoxLayout(window)
    plan = plan_for(load_library(), "claudia")
    window.show()

    def show_and_throw_away(screens: int) -> None:
        for _ in range(screens):
            screen = DeletedScreen(plan, lambda: None)
            shown.addWidget(screen)
            for _ in range(3):  # laid out, and painted
                qapp.processEvents()
            screen.hide()
            screen.deleteLater()
            qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        theme.forget_what_went()

    show_and_throw_away(20)
    assert _grows_by_less(60 * 500, lambda: show_and_throw_away(60))


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc tells what is allocated")
def test_nothing_is_kept_in_memory_of_the_records_of_visits_that_have_ended(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.begin_event(synthetic_visits.settings())

    def record(visits: int, seed: int) -> None:
        for _ in synthetic_visits.visits(store, visits, seed, facts=20):
            pass
        store.commit()

    seeds = count(1)
    try:
        record(30, next(seeds))
        assert _grows_by_less(60 * 2_000, lambda: record(60, next(seeds)))
    finally:
        store.close()


def test_whoever_chooses_at_once_is_not_held_up_by_what_the_last_visit_left(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    forgotten: list[bool] = []
    monkeypatch.setattr(theme, "forget_what_went", lambda: forgotten.append(station.director.is_free))
    station.arrive()
    station.director.show_attract()
    station.arrive()
    rest(PAINTED_MS)
    assert forgotten == []
    station.director.show_attract()
    station.wait(lambda: forgotten)
    assert forgotten == [True]


@pytest.mark.parametrize("is_in_front", [True, False], ids=["in front", "behind another window"])
def test_nothing_is_kept_of_the_widgets_of_pages_that_have_gone(station: Station, is_in_front: bool) -> None:
    def kept() -> int:
        gc.collect()
        # By its type, since whoever asks a weak proxy what it is asks the one that has gone.
        return sum(issubclass(type(each), QQuickWidget | QQuickWindow) for each in gc.get_objects())

    other = QWidget()
    if not is_in_front:
        other.show()
        other.activateWindow()
        station.wait(other.isActiveWindow)
    before = kept()
    for _ in range(2):
        station.arrive_at(Stage.BARRIER)
        station.press(Qt.Key.Key_Tab)
        station.director.show_attract()
    station.wait(lambda: kept() <= before)


@pytest.mark.parametrize("is_in_frame", [False, True], ids=["page", "frame"])
@pytest.mark.parametrize(("source", "told"), [("'ab'.repeat(9)", "ab" * 9), ("1 / 4", 0.25)], ids=["text", "number"])
def test_whoever_asked_a_page_alone_holds_the_answer(
    browser: FormBrowser, source: str, told: object, is_in_frame: bool
) -> None:
    """Texts and numbers; there is one true, one false, one empty text and one of each letter."""
    page, answers = browser.page, list[object]()
    ask(page, source, answers.append, page, frame=page.mainFrame() if is_in_frame else None)
    browser.wait(lambda: bool(answers))
    held_once = [str(1.5)]
    assert answers == [told]
    assert sys.getrefcount(answers[0]) == sys.getrefcount(held_once[0])


@pytest.mark.parametrize("answer", [7, 211, -3, "é", "", True, None])
def test_what_python_holds_itself_is_never_let_go(answer: object) -> None:
    """A PySide without the fault gives these with one reference more than the asker's, which is Python's own."""
    assert not _is_made_anew(answer)
