"""The facilitator's PIN: kept as a salted scrypt hash, with a delay that grows with each wrong try."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from pydantic import Field

from empathylab.domain.errors import InputError
from empathylab.domain.persona import DataModel

MIN_DIGITS, MAX_DIGITS = 4, 12
_FREE_TRIES = 3
_FIRST_DELAY_S, _LONGEST_DELAY_S = 5.0, 300.0
_SCRYPT = {"n": 2**14, "r": 8, "p": 1}


class Pin(DataModel):
    """A PIN nobody can read back. `locked_until` is in seconds of the wall clock, so that a restart keeps the delay."""

    salt: str = Field(pattern=r"^[0-9a-f]{32}$")
    hash: str = Field(pattern=r"^[0-9a-f]{128}$")
    failures: int = Field(default=0, ge=0)
    locked_until: float = 0.0

    def wait_s(self, now: float) -> float:
        """Seconds until another try is taken; never above the longest delay, even when the clock was set back."""
        return min(max(0.0, self.locked_until - now), _LONGEST_DELAY_S)

    def settled(self, now: float) -> Pin:
        """The same PIN, which waits no longer than it ever would where the clock was set back."""
        latest = now + _LONGEST_DELAY_S
        return self if self.locked_until <= latest else self.model_copy(update={"locked_until": latest})

    def tried(self, digits: str, now: float) -> tuple[bool, Pin]:
        """Whether `digits` open the lock, and the PIN as it must be saved. While locked nothing opens it."""
        if self.wait_s(now) > 0:
            return False, self
        if hmac.compare_digest(_hash(digits, self.salt), self.hash):
            return True, self.model_copy(update={"failures": 0, "locked_until": 0.0})
        failures = self.failures + 1
        return False, self.model_copy(update={"failures": failures, "locked_until": now + _delay_s(failures)})


def make_pin(digits: str) -> Pin:
    """A new PIN; raises InputError when it is not 4 to 12 digits."""
    if not (digits.isascii() and digits.isdigit() and MIN_DIGITS <= len(digits) <= MAX_DIGITS):
        raise InputError("This cannot be a PIN.", f"Use {MIN_DIGITS} to {MAX_DIGITS} digits and nothing else.")
    return hashed(digits)


def hashed(secret: str) -> Pin:
    """The salted hash of a secret, PIN or recovery code, so that nobody can read it back."""
    salt = secrets.token_hex(16)
    return Pin(salt=salt, hash=_hash(secret, salt))


def _delay_s(failures: int) -> float:
    """None for the first tries, then 5, 10, 20 … up to 300 seconds."""
    if failures < _FREE_TRIES:
        return 0.0
    return min(_FIRST_DELAY_S * 2.0 ** min(failures - _FREE_TRIES, 10), _LONGEST_DELAY_S)


def _hash(digits: str, salt: str) -> str:
    return hashlib.scrypt(digits.encode(), salt=bytes.fromhex(salt), **_SCRYPT).hex()
