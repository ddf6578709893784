"""Tests as pytest rewrites them, written down by one process before others start, where each would do it all again."""

from __future__ import annotations

import compileall
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import pytest
from _pytest.assertion import rewrite

#: Of these pytest rewrites the asserts, of no other module.
_REWRITTEN = ("conftest.py", "test_*.py")
_SUPPORT = Path(__file__).parent


def write_down(config: pytest.Config, folders: Iterable[Path]) -> None:
    """Every module of tests that is newer than what is written down of it; a fault in one is told by who imports it."""
    if sys.dont_write_bytecode:
        return
    compileall.compile_dir(_SUPPORT, quiet=2)
    for path in (each for folder in folders for kind in _REWRITTEN for each in folder.rglob(kind)):
        with suppress(OSError, SyntaxError, ValueError):
            _write_down(path, config)


def written(path: Path) -> Path:
    """Where pytest looks for what it once made of a module."""
    return rewrite.get_cache_dir(path) / f"{path.stem}{rewrite.PYC_TAIL}"


def _write_down(path: Path, config: pytest.Config) -> None:
    there = written(path)
    if there.exists() and there.stat().st_mtime_ns >= path.stat().st_mtime_ns:
        return
    there.parent.mkdir(parents=True, exist_ok=True)
    source_hash, code = rewrite._rewrite_test(path, config)
    rewrite._write_pyc(config.stash[rewrite.assertstate_key], code, source_hash, there)
