"""The moments that hurt, with an audit beside them, ready to be pasted into a tracker: Markdown, CSV and pictures."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from empathylab.domain.moments import Finding, MarkedMoment
from empathylab.domain.words import visible
from empathylab.reports.cells import safe
from empathylab.reports.files import make_folder, whole_file

_COLUMNS = ("number", "kind", "page", "criterion", "what", "element", "worn", "heard", "picture")


def write_moments(moments: Sequence[MarkedMoment], findings: Sequence[Finding], audit: str, folder: Path) -> Path:
    """Write `moments.md`, `moments.csv` and a PNG for each moment; returns the Markdown file.

    `audit` is one sentence on how the audit was made. Raises MachineError when the folder cannot be written.
    """
    make_folder(folder)
    for number, moment in enumerate(moments, 1):
        if moment.picture:
            with whole_file(folder / _picture(number)) as part:
                part.write_bytes(moment.picture)
    with whole_file(folder / "moments.csv") as part:
        _write_rows(part, moments, findings)
    with whole_file(folder / "moments.md") as part:
        part.write_text(_markdown(moments, findings, audit), encoding="utf-8")
    return folder / "moments.md"


def _picture(number: int) -> str:
    return f"moment-{number:02d}.png"


def _markdown(moments: Sequence[MarkedMoment], findings: Sequence[Finding], audit: str) -> str:
    parts = ["# What hurt", *(_told(number, each) for number, each in enumerate(moments, 1))]
    if not moments:
        parts.append("Nothing was marked.")
    parts += ["# What axe-core finds", audit, *map(_found, findings)]
    return "\n\n".join(parts) + "\n"


def _told(number: int, moment: MarkedMoment) -> str:
    lines = [
        f"## {number}. {_plain(moment.note) or (moment.criterion and moment.criterion.name) or 'That hurt'}",
        f"- Page: {_plain(moment.place.title)} {_code(moment.place.address)}",
        f"- WCAG 2.2: {_criterion(moment)}",
        f"- Worn: {moment.worn}",
    ]
    if moment.place.html:
        lines.append(f"- Element: {_code(moment.place.html)}")
    if moment.phrases:
        lines.append("- The screen reader said: " + " · ".join(f"“{_plain(phrase)}”" for phrase in moment.phrases))
    if moment.picture:
        lines += ["", f"![The page as it was seen]({_picture(number)})"]
    return "\n".join(lines)


def _plain(words: str) -> str:
    """A page's own words can be no markup of the list."""
    line = " ".join(visible(words).split())
    return line.replace("&", "&amp;").replace("<", "&lt;").replace("[", "\\[").replace("`", "'")


def _code(words: str) -> str:
    return f"`{' '.join(visible(words).split()).replace('`', chr(39))}`"


def _criterion(moment: MarkedMoment) -> str:
    return f"{moment.criterion} ({moment.criterion.level})" if moment.criterion else "not said"


def _found(finding: Finding) -> str:
    lines = [
        f"## {_plain(finding.words)}",
        f"- Rule: {finding.rule} ({finding.impact})",
        f"- WCAG: {', '.join(finding.criteria) or 'good practice'}",
        f"- Page: {_code(finding.address)}",
        *(f"- Element: {_code(target)}" for target in finding.targets),
    ]
    return "\n".join(lines)


def _write_rows(path: Path, moments: Sequence[MarkedMoment], findings: Sequence[Finding]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(_COLUMNS)
        for number, each in enumerate(moments, 1):
            picture = _picture(number) if each.picture else ""
            heard = " | ".join(each.phrases)
            place = each.place
            cells = ("moment", place.address, _criterion(each), each.note, place.html, each.worn, heard, picture)
            rows.writerow([number, *map(safe, cells)])
        for number, found in enumerate(findings, len(moments) + 1):
            named, targets = ", ".join(found.criteria), " | ".join(found.targets)
            cells = ("axe", found.address, named, found.words, targets, "", "", "")
            rows.writerow([number, *map(safe, cells)])
