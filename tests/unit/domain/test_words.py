"""Names in sentences, whichever way their letters run."""

from __future__ import annotations

import pytest

from empathylab.domain.words import isolated


@pytest.mark.parametrize(("name", "is_isolated"), [("Spring", False), ("公開", False), ("اليوم", True)])
def test_a_name_that_runs_to_the_left_keeps_to_itself(name: str, is_isolated: bool) -> None:
    assert isolated(name) == (f"\u2068{name}\u2069" if is_isolated else name)
