"""Reads which libraries a library or program of Windows loads with itself (the PE format, 64-bit)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_PE_AT, _SECTION_BYTES, _ENTRY_BYTES = 0x3C, 40, 20
_COFF_BYTES, _OPTIONAL_SIZE_AT, _IMPORTS_AT = 24, 20, 120


def imports(content: bytes) -> frozenset[str]:
    """The names in small letters; none where it is no such file."""
    if content[:2] != b"MZ":
        return frozenset()
    try:
        return frozenset(_names(content))
    except (struct.error, ValueError):
        return frozenset()


def _names(content: bytes) -> Iterator[str]:
    (header,) = struct.unpack_from("<I", content, _PE_AT)
    sections = _sections(content, header)
    (address,) = struct.unpack_from("<I", content, header + _COFF_BYTES + _IMPORTS_AT)
    entry = _offset(address, sections)
    while name_at := struct.unpack_from("<12xI", content, entry)[0]:
        start = _offset(name_at, sections)
        yield content[start : content.index(b"\0", start)].decode("ascii").lower()
        entry += _ENTRY_BYTES


def _sections(content: bytes, header: int) -> list[tuple[int, int, int]]:
    """Of each where it lies in memory, its length, and where it lies in the file."""
    (count,) = struct.unpack_from("<H", content, header + 6)
    (optional,) = struct.unpack_from("<H", content, header + _OPTIONAL_SIZE_AT)
    first = header + _COFF_BYTES + optional
    found = (struct.unpack_from("<8xIIII", content, first + number * _SECTION_BYTES) for number in range(count))
    return [(address, max(size, raw), place) for size, address, raw, place in found]


def _offset(address: int, sections: list[tuple[int, int, int]]) -> int:
    for start, length, place in sections:
        if start <= address < start + length:
            return address - start + place
    raise ValueError(address)
