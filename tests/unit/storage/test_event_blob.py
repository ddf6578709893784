"""Events go into a block and come out of it as they were."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathylab.storage.event_blob import pack, unpack

EVENTS = st.lists(st.tuples(st.integers(0, 10**9), st.text(), st.text(), st.text()))


@given(EVENTS)
def test_what_is_packed_is_unpacked_in_whatever_order_the_clock_gave(events: list[tuple[int, str, str, str]]) -> None:
    rows = tuple((seq, *event) for seq, event in enumerate(events))
    assert unpack(pack(rows)) == rows


@pytest.mark.parametrize("cut", [1, 5, 11])
def test_half_a_block_is_damage(cut: int) -> None:
    with pytest.raises(ValueError, match="block"):
        unpack(pack([(0, 10, "key", "", "{}")])[:-cut])


def test_a_small_block_that_unpacks_to_a_thousand_times_as_much_is_no_visit() -> None:
    """As somebody may hand in on a stick; unpacked whole it would take the memory of the machine."""
    with pytest.raises(ValueError, match="larger than any visit"):
        unpack(zlib.compress(b"[[]," + b" " * 40_000_000 + b"[],[],[]]"))


def test_the_longest_visit_is_unpacked() -> None:
    """Two hours in which twenty keys a second are pressed."""
    rows = [(seq, 50 * seq, "key", "", '{"class":"character","delivery":"delivered"}') for seq in range(144_000)]
    assert len(unpack(pack(rows))) == 144_000
