"""Sealed files: encrypted pieces, of which one that was changed, cut off or put in another order is refused.

libsodium's secretstream (XChaCha20-Poly1305) through PyNaCl. With a passphrase the key comes from it by Argon2id (64
MB, three passes); without one the key stands in the file, so that anybody can read it and damage is found all the same.

The file: MAGIC, a byte for the format, a byte for the kind of key, the key or its salt, secretstream's header; then for
each piece its length as four bytes and its sealed content. The last piece says that it is the last.
"""

from __future__ import annotations

import secrets
from collections.abc import Generator, Iterable, Iterator
from enum import IntEnum
from typing import IO, Any

from empathylab.domain.errors import InputError, RecordsError

MAGIC = b"\x89LABREC\n"
FORMAT = 1
#: A piece of a lab is far smaller; a longer one is not read into memory.
MOST_BYTES = 64 * 2**20
_KEY_BYTES, _SALT_BYTES = 32, 16
_PASSES, _MEMORY_BYTES = 3, 64 * 2**20
_LENGTH_BYTES = 4


class KeyHolder(IntEnum):
    """Where the key of a file is."""

    INSIDE = 0
    PASSPHRASE = 1


class WrongPassphrase(InputError):
    """The file does not open with what was given, or with nothing."""


def seal(file: IO[bytes], pieces: Iterable[bytes], passphrase: str = "") -> None:
    """Write the pieces, each sealed; raises OSError."""
    box = _box()
    source = secrets.token_bytes(_SALT_BYTES if passphrase else _KEY_BYTES)
    kind = KeyHolder.PASSPHRASE if passphrase else KeyHolder.INSIDE
    state = box.crypto_secretstream_xchacha20poly1305_state()
    start = MAGIC + bytes((FORMAT, kind)) + source
    header: bytes = box.crypto_secretstream_xchacha20poly1305_init_push(state, _key(kind, source, passphrase))
    file.write(start + header)
    for piece, tag in _with_tags(pieces, box):
        sealed: bytes = box.crypto_secretstream_xchacha20poly1305_push(state, piece, start, tag)
        file.write(len(sealed).to_bytes(_LENGTH_BYTES, "big") + sealed)


def needs_passphrase(file: IO[bytes]) -> bool:
    """Whether the file is locked. Raises InputError where it is none of ours, or of a newer lab."""
    return _kind(file) is KeyHolder.PASSPHRASE


def unseal(file: IO[bytes], passphrase: str = "") -> Generator[bytes, None, None]:
    """The pieces, in order; raises WrongPassphrase, InputError (no such file), RecordsError (damaged), OSError."""
    box = _box()
    kind = _kind(file)
    if kind is KeyHolder.PASSPHRASE and not passphrase:
        raise WrongPassphrase("This file is locked with a passphrase.", "Type the one that was given to it.")
    source = _read(file, _SALT_BYTES if kind is KeyHolder.PASSPHRASE else _KEY_BYTES)
    header = _read(file, box.crypto_secretstream_xchacha20poly1305_HEADERBYTES)
    start = MAGIC + bytes((FORMAT, kind)) + source
    state = box.crypto_secretstream_xchacha20poly1305_state()
    box.crypto_secretstream_xchacha20poly1305_init_pull(state, header, _key(kind, source, passphrase))
    is_first, is_last = True, False
    while not is_last:
        piece, is_last = _next_piece(file, box, state, start, is_locked=kind is KeyHolder.PASSPHRASE and is_first)
        is_first = False
        yield piece
    if file.read(1):
        raise damaged()


def damaged() -> RecordsError:
    """The error for a file that is not whole."""
    return RecordsError(
        "The file is damaged: it was cut off, changed, or is not whole yet.",
        "Nothing of it was taken. Have the other laptop write it again.",
    )


def newer_lab() -> InputError:
    """The error for a file in a format that this lab does not know yet."""
    return InputError("This file was written by a newer Empathy Lab.", "Install the newer Empathy Lab here too.")


def _with_tags(pieces: Iterable[bytes], box: Any) -> Iterator[tuple[bytes, int]]:
    """Each piece one later, so that the last is known."""
    before: bytes | None = None
    for piece in pieces:
        if before is not None:
            yield before, box.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
        before = piece
    yield before or b"", box.crypto_secretstream_xchacha20poly1305_TAG_FINAL


def _next_piece(file: IO[bytes], box: Any, state: Any, start: bytes, *, is_locked: bool) -> tuple[bytes, bool]:
    length = int.from_bytes(_read(file, _LENGTH_BYTES), "big")
    if not box.crypto_secretstream_xchacha20poly1305_ABYTES <= length <= MOST_BYTES:
        raise damaged()
    sealed = _read(file, length)
    try:
        piece, tag = box.crypto_secretstream_xchacha20poly1305_pull(state, sealed, start)
    except RuntimeError:  # what PyNaCl says of a piece that was not sealed with this key
        if is_locked:
            raise WrongPassphrase(
                "The passphrase does not open this file, or the file is damaged.", "Try the passphrase again."
            ) from None
        raise damaged() from None
    return piece, tag == box.crypto_secretstream_xchacha20poly1305_TAG_FINAL


def _kind(file: IO[bytes]) -> KeyHolder:
    start = file.read(len(MAGIC) + 2)
    if not start.startswith(MAGIC) or len(start) < len(MAGIC) + 2:
        raise InputError("This is no file of records from Empathy Lab.", "Choose one whose name ends in .labrecords.")
    if start[-2] != FORMAT or start[-1] not in tuple(KeyHolder):
        raise newer_lab()
    return KeyHolder(start[-1])


def _key(kind: KeyHolder, source: bytes, passphrase: str) -> bytes:
    if kind is KeyHolder.INSIDE:
        return source
    from nacl.pwhash import argon2id

    key: bytes = argon2id.kdf(_KEY_BYTES, passphrase.encode(), source, _PASSES, _MEMORY_BYTES)
    return key


def _read(file: IO[bytes], count: int) -> bytes:
    found = file.read(count)
    if len(found) != count:
        raise damaged()
    return found


def _box() -> Any:
    """PyNaCl, imported when it is needed: a lab starts without it."""
    from nacl import bindings

    return bindings
