"""What a page says that it asks for is believed only where it is counts."""

from __future__ import annotations

import pytest

from empathylab.reader.keystroke_cost import Price
from empathylab.ui.page.page_price import price_from


def test_counts_are_a_price() -> None:
    assert price_from('{"tab": 42, "skip_link": null}') == Price(tab=42)
    assert price_from('{"tab": 5, "skip_link": 3}') == Price(tab=5, skip_link=3)


@pytest.mark.parametrize(
    "told", [None, "", "[]", "{", '{"tab": "42"}', '{"tab": true}', '{"tab": 0}', '{"tab": 1e9}', '{"skip_link": 3}', 7]
)
def test_anything_else_is_none(told: object) -> None:
    assert price_from(told) is None
