"""Seven pairs of pages, good and bad, written after the stories that GDS and HMRC tell of their seven personas."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>
<script src="{script}.js"></script></head><body data-page="{page}"><header><a href="#main">Northmere Council</a>
<a href="#help">Help</a></header><main id="main">{body}</main></body></html>"""
_BUTTON = '<form action="{next}.html"><input name="answer"><button>{words}</button></form>'
_CONTACT = '<a href="#help">Contact us</a>'
_SCRIPTS = {
    "clock": "let left = 90; setInterval(() => { left -= 1; clock.textContent = `Time left: 1:${left % 60}`; }, 100);",
    "jump": "setTimeout(() => location.assign('christopher-bad-2.html'), 600);",
    "news": "setInterval(() => { news.textContent = `News ${Date.now()}`; }, 150);",
    "none": "",
}


@dataclass(frozen=True, slots=True)
class Side:
    """The bodies of one page after the other, and what runs in the first."""

    bodies: tuple[str, ...]
    script: str = "none"


@dataclass(frozen=True, slots=True)
class PagePair:
    """What one person's story is about, built well and badly."""

    name: str
    good: Side
    bad: Side


def _asks(words: str, question: str = "What is your name?") -> str:
    return f"<h1>{question}</h1>" + _BUTTON.replace("{words}", words)


PAIRS = (
    PagePair(
        "pawel",  # steps that nobody told him of
        Side(("<p>Step 1 of 2</p>" + _asks("Continue"), "<p>Step 2 of 2</p>" + _asks("Send"))),
        Side(("<p>Step 1 of 1</p>" + _asks("Continue"), "<p>Step 2 of 2</p>" + _asks("Send"))),
    ),
    PagePair(
        "ashleigh",  # a button that she knows by its name
        Side((_asks("Continue"), _asks("Continue"))),
        Side((_asks("Continue"), _asks("Proceed to next section"))),
    ),
    PagePair(
        "claudia",  # at four times the size one learns where things stand
        Side((_asks("Continue") + _CONTACT, _asks("Continue") + _CONTACT)),
        Side((_asks("Continue") + _CONTACT, _CONTACT + _asks("Continue"))),
    ),
    PagePair(
        "ron",  # who needs longer than a clock gives
        Side(("<p id=clock>Take your time. Your answers are kept.</p>" + _asks("Continue"),)),
        Side(("<p id=clock>Time left: 1:30</p>" + _asks("Continue"),), "clock"),
    ),
    PagePair(
        "christopher",  # a list that sends him on before he has chosen
        Side((_asks("Continue"),)),
        Side((_asks("Continue"), _asks("Continue")), "jump"),
    ),
    PagePair(
        "simone",  # news that run along while she reads
        Side(("<p id=news>News: the library is open on Sunday.</p>" + _asks("Continue"),)),
        Side(("<p id=news>News</p>" + _asks("Continue"),), "news"),
    ),
    PagePair(
        "saleem",  # a letter in an office's English, his second language
        Side(("<h1>Send us your council tax bill</h1><p>We answer by e-mail within five days.</p>" + _asks("Send"),)),
        Side(
            (
                "<h1>Supporting evidence</h1><p>In accordance with the usual requirements, relevant documents may be "
                "requested in due course, where applicable.</p>" + _asks("Send"),
            )
        ),
    ),
)


def pages_of(pairs: Iterable[PagePair]) -> dict[str, str]:
    """Every page by the name of its file, and the scripts."""
    files = {f"{name}.js": source for name, source in _SCRIPTS.items()}
    for pair in pairs:
        for which, side in (("good", pair.good), ("bad", pair.bad)):
            for number, body in enumerate(side.bodies, 1):
                name, script = f"{pair.name}-{which}-{number}", side.script if number == 1 else "none"
                told = body.replace("{next}", f"{pair.name}-{which}-{number + 1}")
                files[f"{name}.html"] = _PAGE.format(title=pair.name, script=script, page=name, body=told)
    return files
