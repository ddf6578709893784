"""Whether a packed page that went by is all there: each packing, each way to say where an answer ends, each cut."""

from __future__ import annotations

import gzip
import zlib

import pytest

from empathylab.gate.heads import answer_of
from empathylab.gate.packing import PackedPage, packed_page

_WORDS = b"<h1>Bins</h1>" + bytes(range(256)) * 4


def bare(words: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(words) + packer.flush()


PACKED = {"gzip": gzip.compress(_WORDS), "zlib": zlib.compress(_WORDS), "bare": bare(_WORDS)}
CODINGS = {"gzip": ("gzip", "x-gzip"), "zlib": ("deflate",), "bare": ("deflate",)}


def answer(packed: bytes, how: str) -> bytes:
    """The body of an answer."""
    if how != "chunks":
        return packed
    parts = [packed[at : at + 100] for at in range(0, len(packed), 100)]
    return b"".join(b"%x;a=b\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def carried(packed: bytes, coding: str, how: str, step_bytes: int) -> PackedPage:
    page = PackedPage(coding, length=len(packed) if how == "length" else None, is_chunked=how == "chunks")
    body = answer(packed, how)
    for at in range(0, len(body), step_bytes):
        page.take(body[at : at + step_bytes])
    if how == "connection":
        assert not page.is_cut_short, "more may come"
        page.end()
    return page


@pytest.mark.parametrize("step_bytes", [1, 7, 10_000])
@pytest.mark.parametrize("how", ["length", "chunks", "connection"])
@pytest.mark.parametrize("kind", PACKED)
def test_a_page_that_breaks_off_in_what_is_packed_is_told_from_a_whole_one(
    kind: str, how: str, step_bytes: int
) -> None:
    packed = PACKED[kind]
    for coding in CODINGS[kind]:
        assert not carried(packed, coding, how, step_bytes).is_cut_short
        assert not carried(packed + b"more", coding, how, step_bytes).is_cut_short, "as engines take it"
        for length in (1, len(packed) // 2, len(packed) - 3):
            assert carried(packed[:length], coding, how, step_bytes).is_cut_short


def test_what_the_engine_tells_itself_is_not_told_here() -> None:
    for strange in (b"<h1>not packed</h1>", PACKED["gzip"][:10] + b"\xff" * 100):
        assert not carried(strange, "gzip", "length", 1).is_cut_short
    for body in (b"zz\r\nx", b"5" * 9_000, answer(PACKED["gzip"], "chunks")[:300]):
        page = PackedPage("gzip", is_chunked=True)
        page.take(body)
        page.end()
        assert not page.is_cut_short
    for head in (b"+20", b"0x20", b"2_0", b"-20"):
        page = PackedPage("gzip", is_chunked=True)
        page.take(head + b"\r\n" + PACKED["gzip"][:32] + b"\r\n0\r\n\r\n")
        assert not page.is_cut_short, "no engine takes that for a chunk's head"
    page = PackedPage("gzip", length=900)
    page.take(PACKED["gzip"][:50])
    page.end()
    assert not page.is_cut_short, "fewer bytes than were told"


def test_a_page_that_unpacks_to_a_hundred_megabytes_takes_no_more_than_one_at_once() -> None:
    huge = gzip.compress(bytes(100_000_000))
    assert not carried(huge, "gzip", "length", 65_536).is_cut_short


@pytest.mark.parametrize(
    ("head", "is_looked_at"),
    [
        ("Content-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip", True),
        ("content-type: Application/XHTML+xml\r\ncontent-encoding: Deflate", True),
        ("Content-Type: text/html", False),
        ("Content-Type: image/png\r\nContent-Encoding: gzip", False),
        ("Content-Type: text/html\r\nContent-Encoding: br", False),
    ],
)
def test_only_packed_pages_are_looked_at(head: str, is_looked_at: bool) -> None:
    assert (packed_page(answer_of(f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode())) is not None) is is_looked_at
