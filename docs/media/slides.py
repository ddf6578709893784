"""The film's slides: drawn, and without a word on them, so that what is said is in the sound alone. Needs pillow."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 640, 360
#: Drawn so much larger and made smaller, so that edges are smooth.
_TIMES = 3
INK, PAPER, QUIET, WHITE = "#17182b", "#fbf8f2", "#c9c2b2", "#ffffff"
BLUE, GREEN, RED, YELLOW, SKIN = "#1c3b9a", "#145c2e", "#9b1c1c", "#ffdd00", "#c98d66"
Drawing = Callable[["Brush"], None]


class Brush:
    """Places and sizes in the slide's own pixels."""

    def __init__(self, ground: str) -> None:
        self.picture = Image.new("RGB", (WIDTH * _TIMES, HEIGHT * _TIMES), ground)
        self._draw = ImageDraw.Draw(self.picture)

    def box(
        self, x: float, y: float, wide: float, tall: float, fill: str, round_px: float = 0, edge: str | None = None
    ) -> None:
        corners = [x * _TIMES, y * _TIMES, (x + wide) * _TIMES, (y + tall) * _TIMES]
        self._draw.rounded_rectangle(corners, round_px * _TIMES, fill, edge, 4 * _TIMES if edge else 0)

    def dot(self, x: float, y: float, radius: float, fill: str) -> None:
        self._draw.ellipse(
            [(x - radius) * _TIMES, (y - radius) * _TIMES, (x + radius) * _TIMES, (y + radius) * _TIMES], fill
        )

    def shape(self, *corners: tuple[float, float], fill: str) -> None:
        self._draw.polygon([(x * _TIMES, y * _TIMES) for x, y in corners], fill)

    def line(self, *places: tuple[float, float], fill: str = INK, width: float = 5) -> None:
        self._draw.line([(x * _TIMES, y * _TIMES) for x, y in places], fill, round(width * _TIMES), "curve")

    def arc(
        self, x: float, y: float, radius: float, start: float, end: float, fill: str = INK, width: float = 10
    ) -> None:
        corners = [(x - radius) * _TIMES, (y - radius) * _TIMES, (x + radius) * _TIMES, (y + radius) * _TIMES]
        self._draw.arc(corners, start, end, fill, round(width * _TIMES))


def _slide(drawn: Drawing, ground: str) -> Callable[[], Image.Image]:
    def make() -> Image.Image:
        brush = Brush(ground)
        drawn(brush)
        return brush.picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)

    return make


def _house(brush: Brush, x: float, wall: str, roof: str) -> None:
    brush.box(x, 150, 120, 130, wall)
    brush.shape((x - 12, 152), (x + 60, 84), (x + 132, 152), fill=roof)
    brush.box(x + 44, 214, 32, 66, INK, 4)
    for window in (14, 76):
        brush.box(x + window, 168, 30, 32, YELLOW, 3, INK)


def _road(brush: Brush) -> None:
    brush.box(0, 280, WIDTH, 80, "#474a63")
    for x in range(20, WIDTH, 90):
        brush.box(x, 316, 46, 7, WHITE)


def _car(brush: Brush, x: float, y: float, colour: str) -> None:
    brush.shape((x + 40, y), (x + 66, y - 40), (x + 140, y - 40), (x + 174, y), fill=colour)
    brush.box(x, y - 4, 220, 44, colour, 14)
    brush.shape((x + 56, y - 3), (x + 73, y - 31), (x + 100, y - 31), (x + 100, y - 3), fill="#e6ebfa")
    brush.shape((x + 109, y - 3), (x + 109, y - 31), (x + 135, y - 31), (x + 158, y - 3), fill="#e6ebfa")
    for wheel in (50, 170):
        brush.dot(x + wheel, y + 40, 21, INK)
        brush.dot(x + wheel, y + 40, 9, QUIET)


def _page(brush: Brush, x: float, y: float, wide: float, tall: float, crest: str) -> None:
    brush.box(x, y, wide, tall, WHITE, 4, INK)
    brush.dot(x + wide * 0.22, y + tall * 0.17, wide * 0.1, crest)
    for row in range(6):
        length = wide * (0.72 if row % 3 else 0.5)
        brush.box(x + wide * 0.13, y + tall * (0.34 + row * 0.09), length, tall * 0.025, QUIET)


def _street(brush: Brush) -> None:
    for x, wall, roof in (
        (40, "#e8d5b5", RED),
        (190, "#e2f1ef", "#0b5b57"),
        (340, "#f4e6f5", BLUE),
        (490, "#e8d5b5", GREEN),
    ):
        _house(brush, x, wall, roof)
    _road(brush)
    _car(brush, 220, 286, RED)


def _home(brush: Brush) -> None:
    brush.box(0, 280, WIDTH, 80, "#b9cfa6")
    _house(brush, 260, "#e2f1ef", "#0b5b57")
    brush.dot(306, 250, 4, YELLOW)
    brush.line((150, 280), (150, 180), width=10)
    brush.dot(150, 150, 46, GREEN)
    brush.dot(498, 206, 32, SKIN)
    brush.box(468, 238, 60, 82, BLUE, 24)


def _asking(brush: Brush) -> None:
    brush.dot(320, 150, 70, SKIN)
    brush.shape((250, 140), (262, 84), (320, 66), (380, 86), (390, 140), (352, 108), (288, 108), fill="#57391f")
    brush.box(220, 226, 200, 160, "#0b5b57", 60)
    for eye in (295, 345):
        brush.dot(eye, 150, 6, INK)
    brush.arc(320, 168, 26, 25, 155, "#8d4a3a", 5)


def _papers(brush: Brush) -> None:
    _page(brush, 120, 50, 180, 256, BLUE)
    _page(brush, 340, 50, 180, 256, RED)
    brush.line((390, 262), (410, 246), (428, 266), (450, 244), (476, 260), fill=BLUE, width=4)


def _calendar(brush: Brush) -> None:
    for index, x in enumerate((90, 250, 410)):
        brush.box(x, 90, 140, 160, WHITE, 8, INK)
        brush.box(x, 90, 140, 40, (GREEN, BLUE, RED)[index], 8)
        for row in range(3):
            for column in range(4):
                brush.box(x + 17 + column * 29, 146 + row * 32, 18, 18, QUIET, 3)
    brush.line((110, 290), (530, 290), width=7)
    brush.shape((110, 290), (136, 274), (136, 306), fill=INK)


def _phone(brush: Brush) -> None:
    _page(brush, 180, 70, 180, 240, BLUE)
    for x, y, across, down in ((168, 58, 1, 1), (372, 58, -1, 1), (168, 322, 1, -1), (372, 322, -1, -1)):
        brush.line((x + 34 * across, y), (x, y), (x, y + 34 * down), fill=RED, width=7)
    brush.box(430, 70, 130, 230, INK, 18)
    brush.box(440, 92, 110, 176, "#e6ebfa", 4)
    _page(brush, 466, 116, 60, 84, BLUE)
    brush.dot(495, 284, 9, WHITE)


def _post(brush: Brush) -> None:
    brush.box(120, 120, 240, 150, WHITE, 6, INK)
    brush.line((122, 122), (240, 212), (358, 122))
    brush.line((400, 195), (520, 195), fill=GREEN, width=14)
    brush.shape((560, 195), (510, 160), (510, 230), fill=GREEN)


def _parked(brush: Brush) -> None:
    _road(brush)
    brush.box(500, 90, 100, 100, BLUE, 8)
    brush.box(546, 190, 8, 100, INK)
    brush.line((535, 172), (535, 108), (556, 108), fill=WHITE, width=11)
    brush.arc(556, 125, 22, 270, 90, WHITE, 11)
    brush.line((535, 141), (556, 141), fill=WHITE, width=11)
    _car(brush, 130, 250, GREEN)
    brush.box(212, 226, 16, 20, YELLOW, 2, INK)


SLIDES: Mapping[str, Callable[[], Image.Image]] = {
    "street": _slide(_street, "#dfeaf6"),
    "house": _slide(_home, "#dfeaf6"),
    "question": _slide(_asking, "#f4e6d2"),
    "papers": _slide(_papers, PAPER),
    "calendar": _slide(_calendar, PAPER),
    "phone": _slide(_phone, "#e2f1ef"),
    "post": _slide(_post, PAPER),
    "car": _slide(_parked, "#dfeaf6"),
}
