"""The kit as files: tagged PDFs to print, the invitation as plain text to send, the days for a calendar."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from empathylab.domain.days import day_words
from empathylab.domain.kit import House, Invitation
from empathylab.domain.workshop import EventSettings
from empathylab.files.leading import Leading
from empathylab.reports.calendar_file import write_calendar
from empathylab.reports.files import whole_file
from empathylab.reports.print_colour import printed
from empathylab.reports.typeset import typeset

#: Where nothing is known somebody writes it in.
BLANK = "………………"
INVITATION = "invitation.txt"
CALENDAR = "calendar.ics"


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of the kit: its title for the screen, its name, and what writes it to a path."""

    title: str
    file: str
    write: Callable[[Path], object]


def _invitation(words: Invitation, filled: Mapping[str, str]) -> dict[str, object]:
    return {
        "subject": words.subject.format_map(filled),
        "mail": [part.format_map(filled) for part in words.mail],
        "post": words.post.format_map(filled),
    }


def pieces(
    leading: Leading, house: House, event: EventSettings | None, assets: Path, on_tables: Sequence[str] = ()
) -> tuple[Piece, ...]:
    """All of them; `on_tables` tells what stands on each (`room.on_tables`).

    Without an event, and where it does not say who runs it or where, lines to write on are left, and there are no days.
    """
    kit, filled = leading.kit, _filled(house, event)
    invitation, look = _invitation(kit.invitation, filled), _look(house, event, filled)

    def piece(title: str, name: str, content: Mapping[str, object], template: str = "") -> Piece:
        inputs = {"kit": {**look, **content}}
        return Piece(title, f"{name}.pdf", partial(_typeset, f"kit/{template or name}.typ", inputs, assets=assets))

    days = () if event is None else (_days(leading, event),)
    return (
        Piece("Invitation, to copy", INVITATION, partial(_write_text, invitation)),
        piece("Invitation", "invitation", invitation),
        piece("Poster for the door", "door-poster", kit.door.model_dump()),
        piece("Sign-up sheet", "sign-up", {**kit.sign_up.model_dump(mode="json"), "times": kit.sign_up.times}),
        piece("Room plan", "room-plan", {**kit.room.model_dump(), "on_tables": on_tables or (BLANK,)}),
        piece("Run sheet, as a check list", "check-list", {"phases": leading.sheet.model_dump(mode="json")["phases"]}),
        piece("What to say", "what-to-say", leading.words.model_dump(mode="json")),
        piece("Role cards", "role-cards", {"roles": [role.model_dump() for role in kit.roles]}),
        *(
            piece(f"Do and Don't: {sheet.title}", f"do-and-dont-{sheet.id}", sheet.model_dump(), "do-and-dont")
            for sheet in kit.sheets
        ),
        piece("Certificate for apprentices", "certificate", kit.certificate.model_dump()),
        *days,
    )


def _look(house: House, event: EventSettings | None, filled: Mapping[str, str]) -> dict[str, str]:
    """What stands on each sheet."""
    return {
        "colour": printed(house.colour),
        "organisation": house.organisation or "Empathy Lab",
        "event": event.name if event else "",
        "day": filled["day"],
        "place": filled["place"],
    }


def _days(leading: Leading, event: EventSettings) -> Piece:
    return Piece("The event's days, for your calendar", CALENDAR, partial(write_calendar, leading.sheet, event))


def _filled(house: House, event: EventSettings | None) -> dict[str, str]:
    return {
        "event": event.name if event else BLANK,
        "day": day_words(event.held_on) if event else BLANK,
        "place": (event.place if event else "") or BLANK,
        "host": (event.run_by if event else "") or BLANK,
        "organisation": house.organisation or BLANK,
        "contact": house.contact or BLANK,
        "way_in": house.way_in or BLANK,
    }


def _typeset(template: str, inputs: Mapping[str, object], out: Path, assets: Path) -> None:
    typeset(template, inputs, out, assets)


def _write_text(invitation: Mapping[str, object], out: Path) -> None:
    mail = invitation["mail"]
    assert isinstance(mail, list)
    parts = (f"Subject: {invitation['subject']}", *mail, "—", f"As a post: {invitation['post']}")
    with whole_file(out) as part:
        part.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
