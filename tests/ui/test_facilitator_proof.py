"""The check that the blur is true: rings through the live filter, answered by somebody with known eyes."""

from __future__ import annotations

import random

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from empathylab.files.settings import AcuityProof, load_settings
from empathylab.ui.facilitator.setup.acuity_check import AcuityCheckPage, target_logmar, verdict
from empathylab.ui.facilitator.setup.landolt_view import ring_picture
from empathylab.ui.facilitator.setup.setup_page import SetUpPage
from empathylab.vision import Chain, Viewing, parse
from support.facilitator_lab import Lab

_KEYS = {0: Qt.Key.Key_Right, 90: Qt.Key.Key_Up, 180: Qt.Key.Key_Left, 270: Qt.Key.Key_Down}


@pytest.fixture
def page(lab: Lab, qtbot: QtBot) -> AcuityCheckPage:
    made = AcuityCheckPage(lab.desk(), rng=random.Random(4))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.persona.setCurrentIndex(made.persona.findData("claudia"))
    return made


def _answer_all(page: AcuityCheckPage, qtbot: QtBot, acuity_logmar: float) -> AcuityProof:
    """A person who sees rings above this size and guesses below it."""
    guess = random.Random(7)
    page.start()
    while page.proof is None:
        assert page.stairs is not None
        sees = page.stairs.size > acuity_logmar
        direction = page.direction if sees else guess.choice(list(_KEYS))
        qtbot.keyClick(page.view, _KEYS[direction])
    return page.proof


def test_somebody_with_the_persona_s_eyes_finds_the_station_true(page: AcuityCheckPage, lab: Lab, qtbot: QtBot) -> None:
    target = target_logmar(lab.library.persona("claudia"))
    assert target is not None
    proof = _answer_all(page, qtbot, target)
    assert proof.measured_logmar == pytest.approx(target, abs=0.15)
    assert 0 < proof.uncertainty_logmar < 0.15
    assert page.said.text().startswith(f"Measured {proof.measured_logmar:.2f} ± ")
    assert page.said.text().endswith("The blur is as strong as it says.")
    assert load_settings(lab.folder).proofs[-1] == proof


def test_another_choice_in_mid_way_changes_not_whose_eyes_were_measured(page: AcuityCheckPage, qtbot: QtBot) -> None:
    page.start()
    page.persona.setCurrentIndex(-1)
    while page.proof is None:
        qtbot.keyClick(page.view, Qt.Key.Key_Space)
    assert page.proof.persona == "claudia"


def test_shift_three_times_ends_it_here_too(page: AcuityCheckPage, lab: Lab, qtbot: QtBot) -> None:
    before = load_settings(lab.folder).proofs
    page.start()
    for _ in range(2):
        qtbot.keyClick(page.view, Qt.Key.Key_Shift)
    qtbot.keyClick(page.view, Qt.Key.Key_Left)
    qtbot.keyClick(page.view, Qt.Key.Key_Shift)
    assert page.stairs is not None
    for _ in range(2):
        qtbot.keyClick(page.view, Qt.Key.Key_Shift)
    assert page.stairs is None
    assert page.said.text() == "Stopped. Nothing was stored."
    assert load_settings(lab.folder).proofs == before


def test_a_blur_that_is_too_strong_is_said(page: AcuityCheckPage, qtbot: QtBot) -> None:
    proof = _answer_all(page, qtbot, 1.2)
    assert verdict(proof)[1] is False
    assert "stronger than it says" in page.said.text()


@pytest.mark.parametrize(("measured", "kind"), [(0.72, "small"), (1.7, "bad")])
def test_in_the_list_of_set_up_a_blur_that_is_not_true_stands_out(
    lab: Lab, qtbot: QtBot, measured: float, kind: str
) -> None:
    proof = AcuityProof(
        persona="claudia",
        target_logmar=0.7,
        measured_logmar=measured,
        uncertainty_logmar=0.05,
        is_calibrated=True,
        measured_on="2026-11-28",
    )
    desk = lab.desk()
    desk.change(proofs=(proof,))
    page = SetUpPage(desk, lambda _name: None, {})
    qtbot.addWidget(page)
    page.refresh()
    label = page._statuses["proof"][0]
    assert label.property("kind") == kind
    assert label.text().endswith("too strong") is (kind == "bad")


def test_without_calibration_the_page_says_so(page: AcuityCheckPage) -> None:
    assert "not calibrated" in page.aim.text()


def test_space_is_a_wrong_answer_and_keys_before_the_start_are_none(page: AcuityCheckPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.view, Qt.Key.Key_Right)
    assert page.stairs is None
    page.start()
    assert page.stairs is not None
    size = page.stairs.size
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    assert page.stairs.answers == 1
    assert page.stairs.size != size


def test_the_ring_has_its_true_size_and_goes_through_the_filter() -> None:
    viewing = Viewing(ppd=60.0, is_calibrated=True)
    plain = ring_picture(Chain((), viewing), 380, 1.0, 0)
    dark = np.flatnonzero((plain[:, :, 0] < 128).any(axis=1))
    assert dark[-1] - dark[0] + 1 == pytest.approx(50, abs=1)
    assert (plain[190, 190:230, 0] > 200).all()
    blurred = ring_picture(Chain([parse("acuity:logmar=1.0")], viewing), 380, 1.0, 0)
    assert int(blurred.min()) > int(plain.min()) + 20
    assert int(blurred[5, 5].min()) > 250
