"""A clip in British Sign Language that a team has: shown with the signer's name, and absent where there is none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication

from empathylab.domain.session import Twin
from empathylab.files.layers import Layers, layers_over
from empathylab.files.library import load_library
from empathylab.files.validating import faults_of
from empathylab.ui.page.scheme import file_of
from support.form_browser import ASSETS, FormBrowser

FORM = "parking-permit-short"
WORDS = """format = 1
id = "ours"
[[signed]]
form = "parking-permit-short"
clip = "permit.webm"
signer = "Dee Hall & friends"
consent = "in writing, 3 May 2026"
"""


@pytest.fixture
def layers(tmp_path: Path) -> Layers:
    """With a lab folder that has a clip."""
    words = tmp_path / "words"
    words.mkdir()
    (words / "ours.toml").write_text(WORDS, encoding="utf-8")
    shutil.copy(ASSETS / "tasks" / FORM / "code.webm", words / "permit.webm")
    return layers_over(tmp_path)


@pytest.fixture
def browser(qapp: QApplication, layers: Layers) -> Iterator[FormBrowser]:
    made = FormBrowser(is_in_lab=True, layers=layers)
    yield made
    made.close()


def test_the_form_built_well_offers_the_clip_with_the_signers_name(browser: FormBrowser, layers: Layers) -> None:
    form = load_library(layers).form(FORM)
    browser.open_url(QUrl(form.start_url(Twin.ACCESSIBLE)))
    assert browser.spoken("[data-plays=signed]") == ("button", "Play in British Sign Language: Dee Hall & friends")
    browser.wait(lambda: browser.run("document.getElementById('signed').readyState") >= 2)
    assert browser.page.complaints == []


def test_with_barriers_or_without_a_clip_there_is_no_such_step(layers: Layers) -> None:
    assert "signed" not in load_library(layers).form(FORM).start_url(Twin.BARRIER, ("wall-of-text",))
    assert "signed" not in load_library().form(FORM).start_url(Twin.ACCESSIBLE)


@pytest.mark.parametrize("gone", ['signer = "Dee Hall & friends"\n', 'consent = "in writing, 3 May 2026"\n'])
def test_a_clip_without_name_or_consent_is_not_shown(layers: Layers, tmp_path: Path, gone: str) -> None:
    (tmp_path / "words" / "ours.toml").write_text(WORDS.replace(gone, ""), encoding="utf-8")
    library = load_library(layers)
    assert library.form(FORM).signed is None
    assert library.faults


def test_a_clip_that_is_not_there_is_a_fault_and_one_that_is_has_its_place(layers: Layers, tmp_path: Path) -> None:
    assert faults_of(layers) == []
    (tmp_path / "words" / "permit.webm").unlink()
    assert "there is no permit.webm" in str(faults_of(layers))


def test_of_the_words_clips_alone_are_served(layers: Layers, tmp_path: Path) -> None:
    assert file_of(QUrl("lab://forms/words/permit.webm"), layers) == tmp_path / "words" / "permit.webm"
    (tmp_path / "words" / "page.html").write_text("<p>", encoding="utf-8")
    assert file_of(QUrl("lab://forms/words/page.html"), layers) is None
    assert file_of(QUrl("lab://forms/words/ours.toml"), layers) is None
