"""Own forms and barriers are served like the lab's, under the same policy, and nothing else of the folder is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl

from empathylab.files.layers import layers_over
from empathylab.ui.page.scheme import address_of_form, file_of
from support import own_folder

PAGE = "lab://forms/tasks/lost-key/check.html"


@pytest.fixture
def lab(tmp_path: Path) -> Path:
    lab = tmp_path / "own"
    own_folder.task(lab)
    own_folder.barrier(lab)
    own_folder.persona(lab)
    own_folder.task(lab / "packs" / "leeds", "found-key")
    return lab


@pytest.mark.parametrize(
    ("address", "place"),
    [
        (PAGE, "tasks/lost-key/check.html"),
        ("lab://forms/barriers/no-sense/barrier.js", "barriers/no-sense/barrier.js"),
        ("lab://forms/tasks/found-key/done.html", "packs/leeds/tasks/found-key/done.html"),
    ],
)
def test_pages_and_barriers_come_from_where_they_lie(lab: Path, address: str, place: str) -> None:
    assert file_of(QUrl(address), layers_over(lab)) == (lab / place).resolve()
    assert address_of_form(lab / place, layers_over(lab)) == QUrl(address)


@pytest.mark.parametrize(
    "address",
    [
        "lab://forms/tasks/lost-key/../../personas/dora.toml",
        "lab://forms/tasks/lost-key/%2e%2e/%2e%2e/secret.html",
        "lab://forms/tasks/lost-key//etc/passwd.html",
        "lab://forms/tasks/lost-key/task.toml",
        "lab://forms/tasks/Lost-Key/check.html",
        "lab://forms/tasks/lost-key/CHECK.html",
        "lab://forms/tasks/lost-key/check.HTML",
        "lab://forms/tasks/lost-key/out.html",
        "lab://forms/tasks/lost-key/renamed.html",
        "lab://forms/tasks/lost-key/folder.html",
        "lab://forms/tasks/aside/secret.html",
        "lab://forms/tasks/packs/leeds/tasks/found-key/done.html",
        "lab://forms/packs/leeds/tasks/found-key/done.html",
        "lab://forms/words/secret.html",
        "lab://forms/portraits/face.svg",
        "lab://forms/css/own.css",
        "lab://forms/js/own.js",
        "lab://forms/tasks/lost-key/check.html%00.js",
    ],
)
def test_no_way_leads_out_of_the_forms(lab: Path, tmp_path: Path, address: str) -> None:
    (tmp_path / "secret.html").write_text("secret")
    for kind in ("words", "css", "js", "portraits"):
        (lab / kind).mkdir()
    for place in ("words/secret.html", "css/own.css", "js/own.js", "portraits/face.svg"):
        (lab / place).write_text("x")
    task = lab / "tasks" / "lost-key"
    (task / "out.html").symlink_to(tmp_path / "secret.html")
    (task / "renamed.html").symlink_to(lab / "personas" / "dora.toml")
    (task / "folder.html").mkdir()
    os.symlink(tmp_path, lab / "tasks" / "aside")
    assert file_of(QUrl(address), layers_over(lab)) is None


def test_a_shipped_form_is_served_whole_from_what_is_shipped(lab: Path) -> None:
    """A page added under a shipped form's name would be one of the lab's own."""
    added = lab / "tasks" / "missed-bin" / "more.html"
    added.parent.mkdir()
    added.write_text("mine")
    assert file_of(QUrl("lab://forms/tasks/missed-bin/more.html"), layers_over(lab)) is None
