"""What larger text is predicted to do, and which zoom comfort asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from empathylab.domain.session import Condition, Twin
from empathylab.domain.spec import Spec
from empathylab.measures.zoom import acuity_reserve, comfortable_zoom, predicted_zoom, reserve_at

PPD = 37.8
CLAUDIA = Condition(
    "missed-bin",
    Twin.ACCESSIBLE,
    "a",
    simulations=(Spec("acuity", {"logmar": 0.7}),),
    ppd=PPD,
    text_px=20,
    pixel_ratio=1,
)


def test_zoom_is_predicted_as_published() -> None:
    for logmar, threshold, comfortable in ((0.5, 1.2, (2.1, 2.4)), (0.7, 1.9, (3.3, 3.8)), (1.0, 3.8, (6.6, 7.6))):
        zoom = predicted_zoom(logmar, PPD, 16)
        assert zoom.threshold == pytest.approx(threshold, rel=0.03)
        assert zoom.comfortable == pytest.approx(comfortable, rel=0.03)
        assert acuity_reserve(zoom.threshold, logmar, PPD, 16) == pytest.approx(1)
        assert acuity_reserve(zoom.comfortable[1], logmar, PPD, 16) == pytest.approx(2)


def test_two_hundred_percent_falls_short_of_comfort() -> None:
    assert predicted_zoom(0.5, PPD, 16).comfortable[0] > 2.0


@pytest.mark.parametrize(("logmar", "comfort"), [(0.0, (1.0, 1.0)), (0.5, (1.7, 1.9)), (0.7, (2.6, 3.0))])
def test_the_zoom_that_comfort_needs_follows_from_the_acuity(logmar: float, comfort: tuple[float, float]) -> None:
    condition = replace(CLAUDIA, simulations=(Spec("acuity", {"logmar": logmar}),))
    assert comfortable_zoom(condition) == pytest.approx(comfort, abs=0.05)


def test_a_screen_twice_as_dense_asks_for_the_same_zoom() -> None:
    dense = replace(CLAUDIA, ppd=2 * PPD, pixel_ratio=2)
    assert comfortable_zoom(dense) == comfortable_zoom(CLAUDIA)
    assert reserve_at(2.0, dense) == pytest.approx(reserve_at(2.0, CLAUDIA))


@pytest.mark.parametrize("unknown", [{"simulations": ()}, {"ppd": 0}, {"text_px": 0}, {"pixel_ratio": 0}])
def test_where_acuity_screen_or_text_are_not_known_no_zoom_is_told(unknown: dict[str, object]) -> None:
    assert comfortable_zoom(replace(CLAUDIA, **unknown)) is None  # type: ignore[arg-type]
