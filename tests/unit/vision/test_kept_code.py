"""Machine code that is kept for the next start: whatever has happened to it, the next start computes the same."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from empathylab.vision import Chain, Viewing, compiled, kept_code, parse
from empathylab.vision.kept_code import KeptCode, call_it_whole, is_whole
from empathylab.vision.light import Floats
from empathylab.vision.passes import frames


def _doubled(light: Floats) -> float:
    return float(2 * light[0])


def start(function: Callable[..., Any] = _doubled) -> tuple[float, bool]:
    """What the function gives in a new start, and whether it had to be compiled."""
    made: Any = compiled.compiled(function)
    return made(np.full(3, 21, np.float32)), not made._cache_hits


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where code is kept, and nothing is yet."""
    monkeypatch.setattr(kept_code, "place_to_keep", lambda: tmp_path)
    monkeypatch.setattr(KeptCode, "lost", set())
    return tmp_path


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut off": lambda code: code[: len(code) // 2],
    "zeros": lambda code: bytes(len(code)),
    "a flipped bit": lambda code: code[:-9] + bytes([code[-9] ^ 1]) + code[-8:],
    "a pickle that raises": lambda _: b"cos\nno_such_name\n.",
}


def test_damaged_code_is_compiled_anew_and_kept_in_its_place(folder: Path) -> None:
    assert start() == (42, True)
    assert start() == (42, False)
    [file] = folder.iterdir()
    whole = file.read_bytes()
    for damage in DAMAGE.values():
        file.write_bytes(damage(whole))
        assert start() == (42, True)
        assert start() == (42, False)


def test_code_of_another_function_under_its_name_is_not_taken(folder: Path) -> None:
    start()
    [file] = folder.iterdir()
    file.rename(file.with_name(file.name.replace("_doubled", "_tripled")))

    def _tripled(light: Floats) -> float:
        return float(3 * light[0])

    _tripled.__qualname__ = "_tripled"
    assert start(_tripled) == (63, True)


def test_where_code_cannot_be_written_it_is_compiled_each_time_and_nothing_is_called_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_code, "place_to_keep", lambda: folder / "gone")
    assert start() == start() == (42, True)
    monkeypatch.setattr(kept_code, "place_to_keep", lambda: folder)
    call_it_whole()
    assert not is_whole(), "something is missing"
    assert start() == (42, True)
    call_it_whole()
    assert is_whole()


def test_without_a_place_it_is_compiled_and_nothing_else_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_code, "place_to_keep", lambda: None)
    assert start() == start() == (42, True)
    call_it_whole()
    assert not is_whole()


def test_code_that_others_have_prepared_is_read_where_one_may_not_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"passes-{kept_code._kind_of_code()}"
    shared, own = tmp_path / "shared", tmp_path / "own"
    (shared / "__pycache__" / name).mkdir(parents=True)
    monkeypatch.setattr(kept_code, "_kind_of_code", lambda: name.removeprefix("passes-"))
    monkeypatch.setattr(kept_code, "_HERE", shared)
    monkeypatch.setattr(kept_code, "_can_keep", lambda folder: own in folder.parents)
    monkeypatch.setattr(kept_code.platformdirs, "user_cache_dir", lambda *_, **__: str(own))
    place = kept_code.place_to_keep.__wrapped__
    assert place() == own / name
    (shared / "__pycache__" / name / "whole").touch()
    assert place() == shared / "__pycache__" / name


def test_a_cache_that_is_no_full_path_is_not_made_where_the_lab_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a home the system's word for it stays as it is, a tilde."""
    (tmp_path / "__pycache__").write_text("a file")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(kept_code, "_HERE", tmp_path)
    monkeypatch.setattr(kept_code, "_kind_of_code", lambda: "any")
    monkeypatch.setattr(kept_code.platformdirs, "user_cache_dir", lambda *_, **__: "~/.cache/empathylab")
    assert kept_code.place_to_keep.__wrapped__() is None
    assert [path.name for path in tmp_path.iterdir()] == ["__pycache__"]


def test_a_users_own_settings_of_the_compiler_change_nothing_and_print_nothing() -> None:
    ours = {"NUMBA_DISABLE_JIT": "1", "NUMBA_DEBUG_CACHE": "1", "NUMBA_NUM_THREADS": "none", "NUMBA_OPT": "x"}
    code = "from empathylab.vision.passes import frames; print(type(frames.decode).__name__)"
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **ours}, capture_output=True, text=True, timeout=300
    )
    assert (done.stdout, done.stderr) == ("CPUDispatcher\n", "")


@pytest.mark.parametrize("worn", ["acuity:logmar=0.7", "colour"])
def test_a_frame_of_qts_that_may_not_be_written_to_needs_no_other_code_than_any(worn: str) -> None:
    passes: list[Any] = [frames.decode, frames.decode_smaller]
    frame = np.zeros((64, 64, 4), np.uint8)
    Chain([parse(worn)], Viewing()).apply_bgrx(frame)
    before = [list(each.signatures) for each in passes]
    frame.flags.writeable = False
    Chain([parse(worn)], Viewing()).apply_bgrx(frame)
    assert [list(each.signatures) for each in passes] == before
