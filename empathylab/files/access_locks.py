"""The facilitator's locks: a PIN, and a recovery code for whoever forgot it or finds it damaged.

Each is in a file of its own with a check of its content, apart from the settings and from each other, so that damage
costs one of them at most. A file that is there and cannot be read still says that there was a lock: the door stays
shut.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from empathylab.domain.errors import MachineError
from empathylab.domain.persona import DataModel
from empathylab.files.durable import write_durably
from empathylab.files.held_files import take_away
from empathylab.files.pin import Pin, hashed, make_pin

PIN_FILE, CODE_FILE = "pin.json", "recovery.json"
#: No vowels, so that a code is no word; no digits, so that nobody takes it for a PIN.
_LETTERS, _GROUPS, _GROUP_LETTERS = "BCDFGHJKLMNPQRSTVWXZ", 3, 4
_LARGEST_BYTES = 10_000


class _Kept(DataModel):
    """A lock as it is stored; `check` is the SHA-256 of the lock."""

    lock: Pin
    check: str


@dataclass(frozen=True, slots=True)
class AccessLocks:
    """The PIN and the recovery code as far as they can be read; None where there is none, or a damaged one."""

    pin: Pin | None = None
    code: Pin | None = None
    is_damaged: bool = False

    @property
    def has_lock(self) -> bool:
        """Whether a PIN was ever set. Then nobody comes in without it or the code, whatever became of the files."""
        return self.is_damaged or self.pin is not None or self.code is not None

    def wait_s(self, now: float) -> float:
        """Seconds until another try is taken."""
        return max((lock.wait_s(now) for lock in (self.pin, self.code) if lock), default=0.0)

    def settled(self, now: float) -> AccessLocks:
        """The same locks, which wait no longer than they ever would where the clock was set back."""
        pin, code = (lock and lock.settled(now) for lock in (self.pin, self.code))
        return replace(self, pin=pin, code=code)

    def tried(self, words: str, now: float) -> tuple[bool, AccessLocks]:
        """Whether a PIN or a code opens the lock, and the locks as they must be kept."""
        if is_code(words):
            is_open, code = self.code.tried(_letters(words), now) if self.code else (False, None)
            return is_open, replace(self, code=code)
        is_open, pin = self.pin.tried(words, now) if self.pin else (False, None)
        return is_open, replace(self, pin=pin)


def is_code(words: str) -> bool:
    """Whether these words are meant as a recovery code."""
    return bool(_letters(words))


def make_code() -> tuple[str, Pin]:
    """A new code as it is shown, and the lock that it opens."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_GROUPS * _GROUP_LETTERS))
    shown = "-".join(letters[start : start + _GROUP_LETTERS] for start in range(0, len(letters), _GROUP_LETTERS))
    return shown, hashed(letters)


def load_locks(data_dir: Path) -> AccessLocks:
    """The locks of a lab; a file that is there and unreadable makes a damaged one, never an open one."""
    found = [_read(data_dir / name) for name in (PIN_FILE, CODE_FILE)]
    pin, code = (lock if isinstance(lock, Pin) else None for lock in found)
    return AccessLocks(pin, code, is_damaged=any(lock is False for lock in found))


def save_locks(data_dir: Path, locks: AccessLocks) -> None:
    """Save the locks; one that is missing is left as it is on the disk. Raises MachineError."""
    for name, lock in ((PIN_FILE, locks.pin), (CODE_FILE, locks.code)):
        if lock is not None:
            kept = _Kept(lock=lock, check=_check(lock))
            _write(data_dir / name, kept.model_dump_json(indent=1))


def set_pin(data_dir: Path, digits: str) -> tuple[AccessLocks, str]:
    """Set a new PIN and a new code; return the locks and the code, which nobody can read again."""
    shown, code = make_code()
    locks = AccessLocks(make_pin(digits), code)
    save_locks(data_dir, locks)
    return locks, shown


def forget_locks(data_dir: Path) -> bool:
    """Take PIN and code away, damaged or not; False when there were none. Raises MachineError."""
    try:
        names = [name for name in (PIN_FILE, CODE_FILE) if _is_there(data_dir / name)]
        for name in names:
            take_away(data_dir / name)
    except OSError as error:
        raise MachineError(f"The PIN in {data_dir} cannot be taken away ({error.strerror}).") from error
    return bool(names)


def carry_over(data_dir: Path, table: Mapping[str, object] | None) -> None:
    """Move the PIN of an earlier lab out of the settings into a file of its own.

    `table` is what the settings hold, None when that cannot be read or is damaged in part: then it cannot be told
    whether a PIN was in it, and a lab without a lock of its own stays shut.
    """
    locks = load_locks(data_dir)
    if locks.pin is not None or locks.code is not None:
        return
    old = None if table is None else table.get("pin")
    if old is None and table is not None:
        return
    try:
        save_locks(data_dir, AccessLocks(Pin.model_validate(old)))
    except ValidationError:
        if not locks.has_lock:
            _write(data_dir / PIN_FILE, "The PIN was damaged.\n")


def _read(path: Path) -> Pin | bool | None:
    """The lock in a file, None when there is no file, False when it cannot be read."""
    try:
        if not _is_there(path):
            return None
        if not path.is_file() or path.stat().st_size > _LARGEST_BYTES:
            return False
        kept = _Kept.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return False
    return kept.lock if kept.check == _check(kept.lock) else False


def _is_there(path: Path) -> bool:
    """Also a link to what is not there just now; raises OSError where that cannot be told."""
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    return True


def _check(lock: Pin) -> str:
    return hashlib.sha256(lock.model_dump_json().encode()).hexdigest()


def _letters(words: str) -> str:
    return "".join(letter for letter in words.upper() if letter in _LETTERS)


def _write(path: Path, words: str) -> None:
    try:
        write_durably(path, words)
    except OSError as error:
        raise MachineError(
            f"The PIN cannot be saved in {path.parent}: {error.strerror}.", "Check that the disk has room."
        ) from error
