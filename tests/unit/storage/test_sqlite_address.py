"""Records lie on any path that a system has, shares of other computers among them."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from empathylab.storage.sqlite import sqlite_address


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (PurePosixPath("/srv/lab/records.sqlite"), "file:///srv/lab/records.sqlite"),
        (PureWindowsPath("C:/Users/Łukasz/records.sqlite"), "file:///C:/Users/%C5%81ukasz/records.sqlite"),
        (PureWindowsPath("//server/share/records.sqlite"), "file:////server/share/records.sqlite"),
    ],
)
def test_no_part_of_a_path_is_taken_for_a_host(path: PurePath, address: str) -> None:
    assert sqlite_address(path) == address


def test_signs_that_mean_something_in_an_address_are_part_of_the_name(tmp_path: Path) -> None:
    path = tmp_path / ("a#c %20.sqlite" if os.name == "nt" else "a?b#c %20.sqlite")
    sqlite3.connect(path).close()
    connection = sqlite3.connect(f"{sqlite_address(path)}?mode=ro", uri=True)
    assert connection.execute("PRAGMA database_list").fetchall()[0][2] == str(path)
    connection.close()
