"""How much is unpacked of a file that anybody may have made; each limit is several times what a lab writes.

A parcel of a thousand visits of 200 events is 3.5 MB of JSON with 270,000 values; their events unpack to 14 times as
much as their blocks, those of 100,000 visits to 1.3 GB. The limit of a visit alone is the block's (`event_blob`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from empathylab.domain.errors import InputError
from empathylab.domain.records import StreamRow
from empathylab.storage import stored
from empathylab.storage.parcels import Parcel

MOST_FILE_BYTES = 10**9
_MOST_TEXT_BYTES = 24 * 2**20
_MOST_VALUES = 2_500_000
_FREE_BYTES, _LARGEST_RATIO, _MOST_BYTES = 256 * 2**20, 50, 8 * 2**30


def json_within_limits(text: bytes) -> bytes:
    """The same JSON, unread; raises ValueError for one of more values than memory is lent for.

    Each value but the first stands behind a comma or a bracket, also in a text within the text.
    """
    if len(text) > _MOST_TEXT_BYTES or sum(map(text.count, (b",", b"[", b"{"))) > _MOST_VALUES:
        raise ValueError("more than any lab writes at once")
    return text


def check_size(file_bytes: int) -> None:
    """Raise InputError for a file that is larger than any lab writes."""
    if file_bytes > MOST_FILE_BYTES:
        raise InputError(
            f"The file is larger than {MOST_FILE_BYTES // 10**9} GB, more than any lab writes.",
            "Nothing of it was taken. Write a file for each event.",
        )


class UnpackingLimit:
    """How many bytes of events a whole file may unpack to; one for each file."""

    def __init__(self, file_bytes: int) -> None:
        self._left = min(_FREE_BYTES + _LARGEST_RATIO * file_bytes, _MOST_BYTES)

    def block(self, value: object) -> tuple[StreamRow, ...]:
        """The events of a visit, as `stored.block` reads them; raises InputError once the file has unpacked to more."""
        return stored.block(value, self._take)

    def _take(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise _unpacks_to_too_much()


def of_limited_values(found: Iterator[Parcel]) -> Iterator[Parcel]:
    """The same; raises InputError where a value is longer than the connection reads."""
    try:
        yield from found
    except sqlite3.DataError:
        raise _unpacks_to_too_much() from None


def _unpacks_to_too_much() -> InputError:
    return InputError(
        "The file unpacks to far more than any lab writes.",
        "Nothing of it was taken. Look where it came from, and have that laptop write it again.",
    )
