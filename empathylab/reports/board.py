"""The board that maps each point of a standard to its evidence, with what assessors wrote; also for other tools."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import reduce
from pathlib import Path

from empathylab.domain.standard import (
    BoardCard,
    BoardMark,
    BoardNote,
    Evidence,
    EvidencePart,
    MarkKind,
    PointState,
    Standard,
)
from empathylab.reports.cells import safe_row
from empathylab.reports.files import whole_file
from empathylab.reports.issue_words import one_item, one_label

#: Jira must have `Summary`, GitLab and WeKan `Title`, which say the same. Kanboard reads by place: an item's reference,
#: title and description first, the column at the seventh, the swimlane at the ninth, and a number at the tenth, where
#: words are none.
COLUMNS = (
    *("Point", "Summary", "Description", "Evidence", "Notes", "Recommendations"),
    *("Status", "Title", "Standard", "Labels"),
)
#: What assessors write to be read by others.
NOTES = (MarkKind.NOTE, MarkKind.RECOMMENDATION)
_COLOURS = {
    PointState.OPEN: "black",
    PointState.MET: "green",
    PointState.PARTLY: "yellow",
    PointState.NOT_MET: "red",
}
_HEADINGS = {MarkKind.NOTE: "Notes", MarkKind.RECOMMENDATION: "Recommendations"}


def suggested(standards: Iterable[Standard], links: Mapping[EvidencePart, Evidence]) -> tuple[BoardCard, ...]:
    """A card for each point, with what the lab has to say to it."""
    return tuple(
        BoardCard(
            standard.id, point, tuple(replace(links[part], part=part) for part in point.evidence if part in links)
        )
        for standard in standards
        for point in standard.points
    )


def with_marks(cards: Iterable[BoardCard], marks: Iterable[BoardMark]) -> tuple[BoardCard, ...]:
    """The cards with what assessors wrote, in the order in which they wrote it; of several states the last counts."""
    of_point: dict[str, list[BoardMark]] = {}
    for mark in marks:
        of_point.setdefault(mark.point, []).append(mark)
    return tuple(reduce(_with_mark, of_point.get(card.id, ()), card) for card in cards)


def _with_mark(card: BoardCard, mark: BoardMark) -> BoardCard:
    if mark.kind is MarkKind.STATE:
        return replace(card, state=PointState(mark.text)) if mark.text in set(PointState) else card
    if mark.kind is MarkKind.EVIDENCE:
        return replace(card, evidence=(*card.evidence, Evidence(mark.text)))
    if mark.kind is MarkKind.NOT_EVIDENCE:
        return replace(card, evidence=tuple(each for each in card.evidence if each.part != mark.text))
    return replace(card, notes=(*card.notes, BoardNote(mark.kind, mark.role, mark.text)))


def write_board(cards: tuple[BoardCard, ...], standards: tuple[Standard, ...], title: str, folder: Path) -> list[Path]:
    """Write board.csv and board.json; returns both."""
    titles = {standard.id: standard.title for standard in standards}
    with whole_file(folder / "board.csv") as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        rows.writerows(safe_row(_row(card, titles[card.standard])) for card in cards)
    with whole_file(folder / "board.json") as part:
        part.write_text(json.dumps(_lists(cards, titles, title), indent=1, ensure_ascii=False), encoding="utf-8")
    return [folder / "board.csv", folder / "board.json"]


def _row(card: BoardCard, standard: str) -> tuple[str, ...]:
    return (
        str(card.point.number),
        _title(card),
        _description(card),
        "\n".join(_evidence(card)),
        *("\n".join(_said(card, kind)) for kind in NOTES),
        card.state.value,
        _title(card),
        standard,
        one_label(card.standard),
    )


def _title(card: BoardCard) -> str:
    return f"{card.point.number}. {card.point.title}"


def _evidence(card: BoardCard) -> Iterator[str]:
    return (f"{each.words} ({each.link})" if each.link else each.words for each in card.evidence)


def _said(card: BoardCard, kind: MarkKind) -> Iterator[str]:
    return (f"{note.role}: {note.text}" if note.role else note.text for note in card.notes if note.kind is kind)


def _lists(cards: tuple[BoardCard, ...], titles: Mapping[str, str], title: str) -> dict[str, object]:
    """Lists and cards, as Trello's own export has them, with what only the lab knows beside.

    Importers look for all that stands there, empty lists too, before they take anything in.
    """
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    return {
        "format": 1,
        "name": title,
        "closed": False,
        "prefs": {"background": "blue", "permissionLevel": "private"},
        "labels": [{"id": state.value, "name": state.value, "color": _COLOURS[state]} for state in PointState],
        "lists": [
            {"id": name, "name": words, "closed": False, "pos": place}
            for place, (name, words) in enumerate(titles.items(), 1)
        ],
        "cards": [_card(card, now) for card in cards],
        **{nothing: [] for nothing in ("actions", "checklists", "members")},
    }


def _card(card: BoardCard, now: str) -> dict[str, object]:
    return {
        "id": card.id,
        "idList": card.standard,
        "pos": card.point.number,
        "name": _title(card),
        "desc": _description(card),
        "closed": False,
        "dateLastActivity": now,
        "idMembers": [],
        "idLabels": [card.state.value],
        "labels": [{"id": card.state.value, "name": card.state.value, "color": _COLOURS[card.state]}],
        "state": card.state.value,
        "attachments": [{"name": each.words, "url": each.link} for each in card.evidence],
        "notes": [{"kind": note.kind.value, "role": note.role, "text": note.text} for note in card.notes],
    }


def _description(card: BoardCard) -> str:
    """All that a board tool shows of a card: what the point asks for, its evidence, what assessors wrote."""
    parts = (("Evidence", _evidence(card)), *((_HEADINGS[kind], _said(card, kind)) for kind in NOTES))
    listed = ("\n".join([f"{heading}:", *(f"- {one_item(line)}" for line in lines)]) for heading, lines in parts)
    return "\n\n".join([card.point.ours, *(part for part in listed if "\n" in part)])
