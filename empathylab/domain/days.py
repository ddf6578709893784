"""Days as people in Britain write them: the day first, then the month; in English whatever the computer speaks."""

from __future__ import annotations

import re
from datetime import date, datetime

from empathylab.domain.errors import InputError

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_IN_FIGURES = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})")
_IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([A-Za-z]{3,})\.?,?\s+(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def day_words(day: date) -> str:
    """A day in words, such as "3 May 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_day_words(day: date) -> str:
    """A day in a cell of a list, such as "3 May 2026" and "13 Dec 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def moment_words(at: datetime) -> str:
    """A moment in the last week in words, such as "Saturday 14:05"."""
    return f"{_WEEKDAYS[at.weekday()]} {at:%H:%M}"


def day_from(words: str) -> date:
    """The day that somebody wrote, such as 13/12/2026, 13 Dec 2026 or 2026-12-13; InputError for anything else."""
    parts = _parts(" ".join(words.split()))
    try:
        if parts is not None:
            return date(*parts)
    except ValueError:
        pass
    raise InputError(
        f"“{words.strip()}” is not a day of the calendar.",
        "Write the day, the month and the year, such as 13/12/2026 or 13 December 2026.",
    )


def _parts(words: str) -> tuple[int, int, int] | None:
    """Year, month and day as they are written; None where they are not."""
    if found := _YEAR_FIRST.fullmatch(words):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _IN_FIGURES.fullmatch(words):
        return _year(found[3]), int(found[2]), int(found[1])
    if found := _IN_WORDS.fullmatch(words):
        month = _month(found[2])
        return None if month is None else (_year(found[3]), month, int(found[1]))
    return None


def _year(figures: str) -> int:
    return int(figures) if len(figures) == 4 else 2000 + int(figures)


def _month(name: str) -> int | None:
    """By its first letters, three at least; `Sept` too."""
    return next((number for number, month in enumerate(_MONTHS, 1) if month.lower().startswith(name.lower())), None)
