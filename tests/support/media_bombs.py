"""Pictures, films and sounds that are small as files and claim, or are, giants; and mutations of sound ones."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

from PIL import Image

FILM = Path(__file__).parent / "media" / "tones.webm"
#: A pack's largest file.
LARGEST_BYTES = 5_000_000
_PIECE = 1 << 24
_SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _packed_zeros(count: int) -> bytes:
    """The same packed piece over and over: to pack a gigabyte takes half a minute."""
    packer, adler = zlib.compressobj(9, wbits=-15), 1
    piece = packer.compress(bytes(_PIECE)) + packer.flush(zlib.Z_FULL_FLUSH)
    times = count // _PIECE
    rest = packer.compress(bytes(count - times * _PIECE)) + packer.flush()
    for size in [_PIECE] * times + [count - times * _PIECE]:
        adler = zlib.adler32(bytes(size), adler)
    return b"\x78\x9c" + piece * times + rest + struct.pack(">I", adler)


def png(width: int, height: int, raw_bytes: int, depth: int = 8, colour: int = 6) -> bytes:
    """As wide and high as it says, as far as its bytes reach."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    data = _packed_zeros(raw_bytes)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def gif(width: int, height: int, frames: int, frame_px: int = 1) -> bytes:
    """An endless film of pictures, each shown for no time."""
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"\x21\xf9\x04\x04\0\0\0\0\x2c" + struct.pack("<HHHHB", 0, 0, frame_px, frame_px, 0) + b"\x02\x02\x4c\x01\0"
    return head + b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0" + frame * frames + b"\x3b"


def encoded(kind: str, width: int, height: int, **how: object) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (width, height), "#888").save(written, kind, **how)  # type: ignore[arg-type]
    return written.getvalue()


def jpeg_of(width: int, height: int) -> bytes:
    """A small one whose header says otherwise."""
    small = encoded("JPEG", 64, 64)
    place = small.index(b"\xff\xc0") + 5
    return small[:place] + struct.pack(">HH", height, width) + small[place + 4 :]


def progressive_jpeg(scans: int) -> bytes:
    """Thousands of passes over one picture."""
    whole = encoded("JPEG", 4_000, 4_000, progressive=True)
    start = whole.rindex(b"\xff\xda")
    last = whole[start:-2]
    return whole[:-2] + last * min(scans, (LARGEST_BYTES - len(whole)) // len(last)) + b"\xff\xd9"


def webp_of(width: int, height: int) -> bytes:
    small = encoded("WEBP", 64, 64, lossless=True)
    place = small.index(b"VP8L") + 9
    bits = (width - 1) | (height - 1) << 14
    return small[:place] + struct.pack("<I", bits | 1 << 28) + small[place + 4 :]


def drawing(inside: str, width: object = 300, height: object = 200) -> bytes:
    return f'<svg {_SPACES} width="{width}" height="{height}">{inside}</svg>'.encode()


def _doubled(levels: int, times: int, of: str) -> str:
    """Each level uses the one before so many times."""
    parts = [f"<g id='a0'>{of}</g>"]
    for level in range(1, levels):
        one = f"<use xlink:href='#a{level - 1}'/>"
        parts.append(f"<g id='a{level}'>{one * times}</g>")
    return f"<defs>{''.join(parts)}</defs><use xlink:href='#a{levels - 1}'/>"


def _filtered(inside: str, px: int = 20_000) -> str:
    box = f"x='0' y='0' width='{px}' height='{px}'"
    return f"<filter id='f' filterUnits='userSpaceOnUse' {box}>{inside}</filter><rect {box} filter='url(#f)'/>"


def _nested_patterns(levels: int) -> str:
    tile = "<pattern id='p{}' width='.01' height='.01'><rect width='999' height='999' fill='url(#p{})'/></pattern>"
    return "".join(tile.format(level, level + 1) for level in range(levels))


_ENTITIES = "".join(f'<!ENTITY b{n} "{"".join([f"&b{n - 1};"] * 10)}">' for n in range(1, 10))
PICTURES: dict[str, Callable[[], bytes]] = {
    "claims.png": lambda: png(100_000, 100_000, 1_000),
    "giant.png": lambda: png(16_000, 16_000, 16_000 * 64_001),
    "one-bit.png": lambda: png(100_000, 100_000, 12_501 * 100_000, 1, 0),
    "wide.png": lambda: png(2_000_000_000, 1, 4_000_000),
    "claims.gif": lambda: gif(65_535, 65_535, 3),
    "million.gif": lambda: gif(9, 9, LARGEST_BYTES // 24),
    "frames.gif": lambda: gif(12_000, 12_000, 400),
    "claims.jpg": lambda: jpeg_of(65_500, 65_500),
    "passes.jpg": lambda: progressive_jpeg(20_000),
    "claims.webp": lambda: webp_of(16_383, 16_383),
    "uses.svg": lambda: drawing(_doubled(10, 10, "<rect width='9' height='9'/>")),
    "filters.svg": lambda: drawing(_filtered("<feTurbulence baseFrequency='0.9' numOctaves='999999999'/>" * 20)),
    "blur.svg": lambda: drawing(_filtered("<feMorphology operator='dilate' radius='9999'/>" * 30)),
    "scales.svg": lambda: drawing("<rect width='9e9' height='9e9'/>", 999_999_999, 999_999_999),
    "entities.svg": lambda: (
        b'<!DOCTYPE svg [<!ENTITY b0 "ha">' + _ENTITIES.encode() + b"]>" + drawing("<text>&b9;</text>")
    ),
    "deep.svg": lambda: drawing("<g>" * 200_000 + "</g>" * 200_000),
    "itself.svg": lambda: drawing("<image xlink:href='itself.svg' width='300' height='200'/>" * 50),
    "foreign.svg": lambda: drawing(
        "<script>for (;;);</script><foreignObject width='300' height='200'>"
        "<iframe xmlns='http://www.w3.org/1999/xhtml' src='http://127.0.0.1:9/'/></foreignObject>"
        "<image xlink:href='http://127.0.0.1:9/a.png' width='9' height='9'/><use xlink:href='http://127.0.0.1:9/b.svg#a'/>"
    ),
    "dashes.svg": lambda: drawing("<path d='M0 0H1e7' stroke='red' stroke-dasharray='.001'/>" * 20, 10_000_000, 9),
    "patterns.svg": lambda: drawing(_nested_patterns(12) + "<rect width='300' height='200' fill='url(#p0)'/>"),
}


def webm(at: bytes, value: bytes) -> bytes:
    """The film with another value behind each of these element names, whose length stays."""
    content = bytearray(FILM.read_bytes())
    place = content.find(at)
    assert place >= 0
    start = place + len(at) + 1
    content[start : start + len(value)] = value
    return bytes(content)


def wav(rate_hz: int, channels: int, bits: int, claimed_bytes: int) -> bytes:
    block = channels * max(1, bits // 8)
    rates = (rate_hz, rate_hz * block & 0xFFFFFFFF)
    form = struct.pack("<HHIIHH", 1, channels, *rates, block & 0xFFFF, bits)
    size = struct.pack("<I", claimed_bytes)
    return b"RIFF" + size + b"WAVEfmt \x10\0\0\0" + form + b"data" + size + bytes(20_000)


SOUNDS: dict[str, Callable[[], bytes]] = {
    "claims.wav": lambda: wav(48_000, 2, 16, 0xFFFFFFFF),
    "channels.wav": lambda: wav(48_000, 65_535, 8, 0x7FFFFFFF),
    "rate.wav": lambda: wav(0xFFFFFFFF, 2, 16, 0xFFFFFFFF),
    "wide.webm": lambda: webm(b"\xb0", b"\xff\xff"),
    "hours.webm": lambda: webm(b"\x44\x89", struct.pack(">d", 1e300)),
    "noise.ogg": lambda: b"OggS\0\2" + random.Random(1).randbytes(100_000),
    "noise.mp4": lambda: b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + b"\xff\xff\xff\xffmdat" + bytes(100_000),
    "frames.mp3": lambda: b"ID3\4\0\0\x7f\x7f\x7f\x7f" + b"\xff\xfb\xe0\0" * 25_000,
    "noise.m4a": lambda: b"\0\0\0\x18ftypM4A \0\0\0\0M4A mp42" + b"\xff\xff\xff\xffmoov" + bytes(100_000),
}


def sound_ones() -> dict[str, bytes]:
    """A small file of each kind, to be mutated."""
    blurred = _filtered("<feGaussianBlur stdDeviation='3'/>", 90)
    return {
        "a.png": encoded("PNG", 200, 150),
        "a.gif": gif(200, 150, 20, 40),
        "a.jpg": encoded("JPEG", 200, 150),
        "a.webp": encoded("WEBP", 200, 150),
        "a.svg": drawing(_doubled(3, 3, "<rect width='9' height='9'/>") + blurred),
        "a.webm": FILM.read_bytes(),
        "a.wav": wav(8_000, 1, 16, 20_000),
    }


def mutated(good: bytes, chance: random.Random) -> bytes:
    """Bytes changed, most of them where the headers are; a piece lost, doubled or cut off."""
    content = bytearray(good)
    for _ in range(chance.choice((1, 2, 6, 30))):
        place = chance.randrange(min(len(content), chance.choice((64, 400, len(content)))))
        match chance.randrange(5):
            case 0 | 1:
                content[place] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)))
            case 2:
                content[place : place + 4] = chance.choice((b"\xff" * 4, b"\x7f\xff\xff\xff", bytes(4)))
            case 3:
                del content[place : place + chance.randrange(1, 50)]
            case _:
                content[place:place] = content[place : place + chance.randrange(1, 200)]
        if not content:
            break
    return bytes(content or b"\0")
