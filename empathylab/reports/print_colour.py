"""A house's colour, as dark as print on white needs it, so that it reads in black and white too."""

from __future__ import annotations

#: Of text on its ground, as everywhere in the lab.
LEAST_CONTRAST = 7.0
_DARKER = 0.95


def printed(colour: str) -> str:
    """The colour itself, or darker, until it has at least 7:1 on white; #rrggbb."""
    channels = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    while contrast_on_white(channels) < LEAST_CONTRAST:
        channels = [int(each * _DARKER) for each in channels]
    return "#" + "".join(f"{each:02x}" for each in channels)


def contrast_on_white(channels: list[int]) -> float:
    """WCAG 2.2's contrast ratio of sRGB channels of 0 to 255 on white."""
    linear = [each / 255 / 12.92 if each <= 10 else ((each / 255 + 0.055) / 1.055) ** 2.4 for each in channels]
    red, green, blue = linear
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
