"""The run sheet's days as a calendar file (iCalendar, RFC 5545): whole days, which any calendar takes in.

A laptop that lies in a cupboard reminds nobody of what is to be done weeks later; a calendar does.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from empathylab.domain.run_sheet import Phase, RunSheet
from empathylab.domain.words import visible
from empathylab.domain.workshop import EventSettings
from empathylab.reports.files import whole_file

#: A line has no more octets than this; what is longer goes on behind a line break and a space.
_MOST_OCTETS = 75
_MARKED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def write_calendar(sheet: RunSheet, event: EventSettings, out: Path) -> None:
    """Write it; taken in again under another day, the entries move instead of being there twice."""
    with whole_file(out) as part:
        part.write_bytes("".join(f"{line}\r\n" for line in map(_folded, _lines(sheet, event))).encode())


def _lines(sheet: RunSheet, event: EventSettings) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Empathy Lab//Run sheet//EN")
    for day, phases in _by_day(sheet).items():
        titles = " and ".join(phase.title for phase in phases) if day else "Empathy lab"
        words = "\n".join(visible(f"{step.do}: {step.how}") for phase in phases for step in phase.steps)
        yield from _entry(event, event.held_on + timedelta(days=day), f"day{day:+d}", titles, words)
    words = "Export, Delete records. The lab offers it from this day on."
    yield from _entry(event, event.keep_until, "delete", "Delete the records", words)
    yield "END:VCALENDAR"


def _by_day(sheet: RunSheet) -> dict[int, list[Phase]]:
    found: dict[int, list[Phase]] = {}
    for phase in sheet.phases:
        found.setdefault(phase.days, []).append(phase)
    return found


def _entry(event: EventSettings, day: date, key: str, title: str, words: str) -> Iterator[str]:
    name = visible(event.name)
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(NAMESPACE_URL, f'{name} {key}')}"
    yield f"DTSTAMP:{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(f'{title}: {name}')}"
    if event.place:
        yield f"LOCATION:{_text(visible(event.place))}"
    yield f"DESCRIPTION:{_text(words)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(words: str) -> str:
    return words.translate(_MARKED)


def _folded(line: str) -> str:
    """In pieces that end between two signs, never within one."""
    pieces, octets = [""], 0
    for sign in line:
        size = len(sign.encode())
        if octets + size > _MOST_OCTETS:
            pieces.append(" ")
            octets = 1
        pieces[-1] += sign
        octets += size
    return "\r\n".join(pieces)
