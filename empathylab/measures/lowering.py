"""By how many people a number is told lower than it is: drawn by a key that nobody has, without a largest one.

"At least 15", rounded down to a multiple of 5, is less than 20 to whoever knows the rule, and beside other numbers that
leaves a small group fewer than k possible sizes. Lower by a few people at first, by more and more seldom, it bounds
nothing from above: however many people there were, the lot may have made this of them. One person more makes a number
that is told somewhat less likely, and never impossible.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, field

#: Of so many numbers, one is lower by k people or more: the mean is less than two people for a k of 5.
LOWERED_BY_K = 1 / 10
_DIGEST_BITS = 256


@dataclass(frozen=True, slots=True)
class Lowering:
    """The lots of one set of records: as long as nobody else comes, each number has the same one in every report."""

    key: str = field(repr=False)

    def people(self, counted: str, k: int) -> int:
        """By how many people the number with this name is lower."""
        if not self.key or k <= 1:
            return 0
        digest = hashlib.sha256("\0".join((self.key, str(k), counted)).encode()).digest()
        chance = (int.from_bytes(digest) + 1) / 2**_DIGEST_BITS
        return int(k * math.log(chance) / math.log(LOWERED_BY_K))

    def of(self, group: str) -> Lowering:
        """Those of a group whose numbers stand beside those of all."""
        return Lowering(f"{self.key}\0{group}" if self.key else "")


#: Of the facilitator's own screens, and of records that were made up.
NOT_LOWERED = Lowering("")
