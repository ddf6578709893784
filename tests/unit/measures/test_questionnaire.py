from __future__ import annotations

import pytest

from empathylab.measures.questionnaire import umux_lite


@pytest.mark.parametrize(("capable", "easy", "score"), [(1, 1, 0), (7, 7, 100), (4, 4, 50), (6, 5, 75)])
def test_umux_lite(capable: int, easy: int, score: float) -> None:
    assert umux_lite(capable, easy) == pytest.approx(score)


def test_a_skipped_item_gives_no_score() -> None:
    assert umux_lite(None, 5) is None
    assert umux_lite(5, None) is None


def test_an_answer_off_the_scale_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="8 is not on the scale"):
        umux_lite(8, 1)
