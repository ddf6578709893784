"""What a visit consists of is decided before it begins."""

from __future__ import annotations

from empathylab.domain.calibration import Calibration
from empathylab.domain.feature import wears
from empathylab.files.library import load_library
from empathylab.helps import Zoom
from empathylab.session.plan import plan_visit


def test_who_wears_two_personas_learns_the_keys_that_both_need() -> None:
    library = load_library()
    worn = [library.persona(name) for name in ("christopher", "claudia")]
    task = library.form("missed-bin")
    plan = plan_visit(event="", station="", personas=worn, task=task, calibration=Calibration(), seed=1)
    assert [step.press for step in plan.tutor.steps] == ["Tab", "Space", "Down", "Enter", "Ctrl+Plus"]
    assert wears(plan.tutor.helps, Zoom), "the key does something there"
    assert plan.tutor.page == worn[0].tutor.page
