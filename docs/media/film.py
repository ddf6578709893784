"""Draws and speaks the council's film: `python docs/media/film.py`. Needs espeak-ng, av, pillow and numpy.

What is said stands here once; the film, its captions and the captions as a machine writes them all come out of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from recorder import RATE_HZ, Floats, Voice, camera, chime, doorbell, silence, spoken, write_film
from slides import SLIDES

FORM = Path(__file__).parents[2] / "assets" / "tasks" / "parking-permit-short"
NADIA, TOM = Voice("en-gb+f2", 48, 138), Voice("en-gb-scotland+m3", 46, 122)
NAMES = {NADIA: "Nadia", TOM: "Tom"}
PAUSE_S = 0.5


@dataclass(frozen=True)
class Part:
    """Something said, or a sound with its label; and what a machine makes of it."""

    slide: str
    words: str
    machine: str
    who: Voice | None = None
    sound: Floats | None = None


PARTS = (
    Part("street", "Soft chime", "[Music]", sound=chime()),
    Part(
        "street",
        "Hello. I am Nadia, from parking at Northmere Council.",
        "hello I am not here from parking at north mere counsel",
        NADIA,
    ),
    Part(
        "house",
        "Before you get a permit, we need proof that you live here.",
        "before you get a permit we need proof that you live here",
        NADIA,
    ),
    Part("house", "Doorbell rings", "[Music]", sound=doorbell()),
    Part("question", "What do I have to show?", "what do I have to show", TOM),
    Part(
        "papers",
        "Your council tax bill, or your tenancy agreement. One of them is enough.",
        "your counsel tax build or your tendency a green mint one of them is a nuff",
        NADIA,
    ),
    Part("question", "Can it be from last year?", "can it be from last year", TOM),
    Part(
        "calendar", "No. It has to be less than three months old.", "know it has to be less than free mouths old", NADIA
    ),
    Part("phone", "Camera clicks", "[Applause]", sound=camera()),
    Part(
        "phone",
        "Take a photo of the whole page. We must see all four corners.",
        "take a photo of the hole page we must see all for corners",
        NADIA,
    ),
    Part("post", "Send it to us within seven days.", "send it to us with in eleven days", NADIA),
    Part(
        "car",
        "Then your permit starts on the day that you choose.",
        "then your permit starts on the day that you choose",
        NADIA,
    ),
    Part("car", "Soft chime", "[Music]", sound=chime()),
)


def main() -> None:
    """Speak, draw, write, and say what came out."""
    FORM.mkdir(exist_ok=True)
    pause = silence(PAUSE_S)
    heard = [part.sound if part.who is None else spoken(part.who, part.words) for part in PARTS]
    sound = np.concatenate([piece for part in heard if part is not None for piece in (part, pause)])
    ends_s = np.cumsum([(len(part) + len(pause)) / RATE_HZ for part in heard if part is not None])
    times = list(pairwise((0.0, *map(float, ends_s))))
    write_film(
        FORM / "film.webm", sound, [(end, SLIDES[part.slide]()) for (_, end), part in zip(times, PARTS, strict=True)]
    )
    write_track(FORM / "film.vtt", [(*time, label(part)) for time, part in zip(times, PARTS, strict=True)])
    write_track(FORM / "film.auto.vtt", [(*time, part.machine) for time, part in zip(times, PARTS, strict=True)])
    print(f"{len(sound) / RATE_HZ:.1f} s, {(FORM / 'film.webm').stat().st_size / 1000:.0f} kB")


def label(part: Part) -> str:
    """Who speaks stands before what is said; a sound stands in brackets."""
    return f"[{part.words}]" if part.who is None else f"<v {NAMES[part.who]}>{NAMES[part.who]}: {part.words}"


def write_track(path: Path, cues: list[tuple[float, float, str]]) -> None:
    """WebVTT, a cue for each part; it stays until the next one begins."""
    blocks = [f"{clock(start)} --> {clock(end)}\n{words}" for start, end, words in cues]
    path.write_text("\n\n".join(["WEBVTT", *blocks]) + "\n", encoding="utf-8")


def clock(seconds: float) -> str:
    """Minutes, seconds and thousandths, as WebVTT wants them."""
    return f"{int(seconds // 60):02}:{seconds % 60:06.3f}"


if __name__ == "__main__":
    main()
