"""Whether a compressed response is complete: the engine shows what there is of it and says nothing."""

from __future__ import annotations

import re
import zlib

from empathylab.gate.heads import AnswerHead

_PAGES = ("text/html", "application/xhtml+xml")
_GZIP = frozenset({"gzip", "x-gzip"})
_GZIP_BITS, _ZLIB_BITS, _BARE_BITS = 31, 15, -15
_MOST_AT_ONCE_BYTES = 1 << 20
#: A longer line is no chunk's head.
_LINE_BYTES = 4_096
#: What else Python takes for a number no engine does: signs, underscores, 0x.
_CHUNK_HEAD = re.compile(rb"([0-9a-fA-F]+)[ \t]*(;.*)?")


class PackedPage:
    """A page's compressed response as it passes; nothing of it is kept.

    `coding`: gzip or deflate. `length`: its bytes, None where its chunks or the connection's end tell that it is over.
    """

    def __init__(self, coding: str, *, length: int | None = None, is_chunked: bool = False) -> None:
        self._coding, self._is_chunked = coding, is_chunked
        self._is_counted, self._left = length is not None, length or 0
        self._waiting = b""
        self._unpacker: zlib._Decompress | None = None
        self._is_over = self._is_strange = False

    @property
    def is_cut_short(self) -> bool:
        """Whether the response is over, and what is compressed in it is not."""
        return self._is_over and self._unpacker is not None and not self._unpacker.eof and not self._is_strange

    def take(self, part: bytes) -> None:
        """Take the next bytes."""
        if self._is_over or self._is_strange:
            return
        try:
            if self._is_chunked:
                self._take_chunks(part)
            else:
                self._take_plain(part)
        except (ValueError, zlib.error):
            self._is_strange = True

    def end(self) -> None:
        """The connection is over. An incomplete response that tells its own length is told of by the engine."""
        self._is_over = self._is_over or not (self._is_counted or self._is_chunked)

    def _take_plain(self, part: bytes) -> None:
        self._unpack(part[: self._left] if self._is_counted else part)
        self._left -= len(part)
        self._is_over = self._is_counted and self._left <= 0

    def _take_chunks(self, part: bytes) -> None:
        self._waiting += part
        while self._waiting and not self._is_over:
            if not self._left and not self._take_line():
                return
            self._unpack(self._waiting[: self._left])
            taken = min(self._left, len(self._waiting))
            self._waiting, self._left = self._waiting[taken:], self._left - taken

    def _take_line(self) -> bool:
        """A chunk's head, or the empty line after a chunk; False: not there as a whole yet. ValueError: neither."""
        line, end, rest = self._waiting.partition(b"\r\n")
        if len(line) > _LINE_BYTES:
            raise ValueError("no chunk's head")
        if end:
            self._waiting = rest
            self._left = _chunk_bytes(line) if line else 0
            self._is_over = bool(line) and self._left == 0
        return bool(end)

    def _unpack(self, part: bytes) -> None:
        if part and self._unpacker is None:
            self._unpacker = zlib.decompressobj(self._bits(part[0]))
        while part and self._unpacker is not None and not self._unpacker.eof:
            self._unpacker.decompress(part, _MOST_AT_ONCE_BYTES)
            part = self._unpacker.unconsumed_tail

    def _bits(self, first: int) -> int:
        """What servers call deflate comes with the head of zlib, or without it."""
        if self._coding in _GZIP:
            return _GZIP_BITS
        return _ZLIB_BITS if first & 0x0F == zlib.DEFLATED and first >> 4 <= 7 else _BARE_BITS


def _chunk_bytes(head: bytes) -> int:
    found = _CHUNK_HEAD.fullmatch(head)
    if found is None:
        raise ValueError("no chunk's head")
    return int(found[1], 16)


def packed_page(answer: AnswerHead) -> PackedPage | None:
    """A watch over a response; None: no page, not compressed, or in a way that no engine asks for without TLS."""
    coding = answer.value("content-encoding")
    is_page = answer.value("content-type").partition(";")[0].strip() in _PAGES
    if not is_page or coding not in {*_GZIP, "deflate"}:
        return None
    if answer.value("transfer-encoding") == "chunked":
        return PackedPage(coding, is_chunked=True)
    length = answer.value("content-length")
    return PackedPage(coding, length=int(length) if length.isdecimal() else None)
