"""What an address means: the forms' own files alone, and of what a facilitator allowed nothing near it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl

from empathylab.files.layers import Layers, layers_over
from empathylab.files.paths import assets_dir
from empathylab.ui.page.allowed import Allowed
from empathylab.ui.page.scheme import file_of
from support.web_station import MISSED_BIN


@pytest.mark.parametrize(
    "address",
    [
        "lab://forms/tasks/../../pyproject.toml",
        "lab://forms/tasks/%2e%2e/%2e%2e/pyproject.toml",
        "lab://forms/tasks/..%2f..%2fREADME.html",
        "lab://forms/tasks/missed-bin/task.toml",
        "lab://forms/tasks/missed-bin/",
        "lab://forms/",
        "lab://elsewhere/tasks/missed-bin/your-details.html",
        "lab://forms/questions/questions.toml",
        "lab://forms//etc/passwd.html",
        "lab://forms/tasks/.hidden.html",
        "https://forms/tasks/missed-bin/your-details.html",
    ],
)
def test_only_the_forms_own_files_are_served(address: str) -> None:
    assert file_of(QUrl(address), layers_over()) is None


def test_a_link_out_of_the_assets_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.html"
    outside.write_text("secret")
    folder = tmp_path / "assets" / "tasks"
    folder.mkdir(parents=True)
    (folder / "link.html").symlink_to(outside)
    assert file_of(QUrl("lab://forms/tasks/link.html"), Layers(tmp_path / "assets", tmp_path)) is None


def test_the_forms_are_served() -> None:
    assert (
        file_of(QUrl(f"{MISSED_BIN}?barriers=no-name"), layers_over())
        == (assets_dir() / "tasks/missed-bin/your-details.html").resolve()
    )


def test_an_allowed_address_means_that_origin_or_folder_and_nothing_near_it(tmp_path: Path) -> None:
    allowed = Allowed(["https://example.org", tmp_path.as_uri()])
    assert allowed.permits(QUrl("https://example.org/a/form"))
    assert allowed.permits(QUrl((tmp_path / "form.html").as_uri()))
    assert not allowed.permits(QUrl("https://example.org.evil.net/"))
    assert not allowed.permits(QUrl("https://example.org:8443/"))
    assert not allowed.permits(QUrl("http://example.org/"))
    assert not allowed.permits(QUrl((tmp_path.parent / "other.html").as_uri()))
    assert not allowed.permits(QUrl(f"{tmp_path.as_uri()}/../x.html"))
    assert not allowed.permits(QUrl(MISSED_BIN))
    assert Allowed(["lab://forms"]).permits(QUrl(MISSED_BIN))
