"""Statements are put together once in a process; each database still gets its own."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import Compiled

from empathylab.storage import open_store
from empathylab.storage.shared_statements import SharedStatements
from support.scripted_station import settings, whole_visit


def use(folder: Path) -> None:
    store = open_store(folder)
    store.begin_event(settings())
    whole_visit(store, random.Random(1))
    assert len(list(store.runs())) == 2
    store.close()


def test_a_second_folder_needs_no_statement_put_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(tmp_path / "first")
    put_together: list[Any] = []
    monkeypatch.setattr(SharedStatements, "__setitem__", lambda _self, key, _statement: put_together.append(key))
    use(tmp_path / "second")
    assert put_together == []


def test_databases_that_differ_share_none() -> None:
    def speaking(dialect: Dialect, *version: int) -> Dialect:
        dialect.server_version_info = version
        return dialect

    statements, statement = SharedStatements(), Compiled(sqlite.dialect(), None)
    statements[speaking(sqlite.dialect(), 3, 45), "SELECT"] = statement
    assert statements.get((speaking(sqlite.dialect(), 3, 45), "SELECT")) is statement
    assert statements.get((speaking(sqlite.dialect(), 3, 46), "SELECT")) is None
    assert statements.get((speaking(postgresql.dialect(), 3, 45), "SELECT")) is None
