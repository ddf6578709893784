"""Writes marked moments with an audit beside them, ready to be pasted into a tracker: Markdown, CSV and pictures."""

from __future__ import annotations

import csv
from pathlib import Path
from textwrap import shorten

from empathylab.domain.moments import AxeViolation, BlockedRequest, MarkedMoment, MeterFinding, PageFindings
from empathylab.domain.words import visible
from empathylab.reports.cells import safe
from empathylab.reports.files import make_folder, whole_file
from empathylab.reports.issue_words import one_item, one_label

#: As trackers take it in: Jira must have the first one, in one line; GitLab and WeKan the same as `Title`.
_ISSUE = ("Summary", "Description", "Labels")
_MOST_IN_SUMMARY = 250
_COLUMNS = (
    *("number", "kind", "page", "criterion", "what", "element"),
    *("worn", "heard", "picture", "when", "sharp picture", "changes tried"),
)


def write_moments(hurt: PageFindings, folder: Path) -> Path:
    """Write `moments.md`, `moments.csv` and the pictures of each moment; returns the Markdown file.

    Raises MachineError when the folder cannot be written.
    """
    make_folder(folder)
    for number, moment in enumerate(hurt.moments, 1):
        for name, picture in _pictures(number, moment).items():
            with whole_file(folder / name) as part:
                part.write_bytes(picture)
    with whole_file(folder / "moments.csv") as part:
        _write_rows(part, hurt)
    with whole_file(folder / "moments.md") as part:
        part.write_text(_markdown(hurt), encoding="utf-8")
    return folder / "moments.md"


def _pictures(number: int, moment: MarkedMoment) -> dict[str, bytes]:
    """By file name; without those that could not be taken."""
    named = {_picture(number): moment.picture, _sharp(number): moment.sharp}
    return {name: picture for name, picture in named.items() if picture}


def _picture(number: int) -> str:
    return f"moment-{number:02d}.png"


def _sharp(number: int) -> str:
    return f"moment-{number:02d}-sharp.png"


def _markdown(hurt: PageFindings) -> str:
    parts = ["# What hurt", *(_told(number, each) for number, each in enumerate(hurt.moments, 1))]
    if not hurt.moments:
        parts.append("Nothing was marked.")
    if hurt.unopened:
        parts += ["# What did not open here", "\n".join(map(_not_opened, hurt.unopened))]
    if hurt.unclear:
        parts += ["# What came unannounced or was unclear", "\n".join(map(_not_clear, hurt.unclear))]
    parts += ["# What axe-core finds", hurt.audit, *map(_found, hurt.findings)]
    return "\n\n".join(parts) + "\n"


def _told(number: int, moment: MarkedMoment) -> str:
    lines = [
        f"## {number}. {_plain(moment.note) or (moment.criterion and moment.criterion.name) or 'That hurt'}",
        f"- Page: {_plain(moment.place.title)} {_code(moment.place.address)}",
        f"- WCAG 2.2: {_criterion(moment)}",
        f"- Worn: {moment.worn}",
        f"- When: {_when(moment)}",
    ]
    if moment.place.html:
        lines.append(f"- Element: {_code(moment.place.html)}")
    lines += [f"- Change tried: {_plain(str(change))}" for change in moment.changes]
    if moment.phrases:
        lines.append("- The screen reader said: " + " · ".join(f"“{_plain(phrase)}”" for phrase in moment.phrases))
    if moment.picture:
        lines += ["", f"![The page as it was seen]({_picture(number)})"]
    if moment.sharp:
        lines += ["", f"![The page as it is]({_sharp(number)})"]
    return "\n".join(lines)


def _plain(words: str) -> str:
    """A page's own words can be no markup of the list."""
    line = " ".join(visible(words).split())
    return line.replace("&", "&amp;").replace("<", "&lt;").replace("[", "\\[").replace("`", "'")


def _code(words: str) -> str:
    return f"`{' '.join(visible(words).split()).replace('`', chr(39))}`"


def _criterion(moment: MarkedMoment) -> str:
    return f"{moment.criterion} ({moment.criterion.level})" if moment.criterion else "not said"


def _when(moment: MarkedMoment) -> str:
    return f"{moment.at.astimezone():%Y-%m-%d %H:%M}"


def _not_opened(unopened: BlockedRequest) -> str:
    return f"- {_plain(unopened.asked)} {_plain(unopened.why)} On {_code(unopened.address)}."


def _not_clear(unclear: MeterFinding) -> str:
    where = f": {', '.join(map(_code, unclear.places))}" if unclear.places else ""
    return f"- {unclear.what}, {unclear.count} ×{where}. On {_code(unclear.address)}."


def _found(finding: AxeViolation) -> str:
    lines = [
        f"## {_plain(finding.words)}",
        f"- Rule: {finding.rule} ({finding.impact})",
        f"- WCAG: {', '.join(finding.criteria) or 'good practice'}",
        f"- Page: {_code(finding.address)}",
        *(f"- Element: {_code(target)}" for target in finding.targets),
    ]
    return "\n".join(lines)


def _write_rows(path: Path, hurt: PageFindings) -> None:
    cells = [
        *(_moment_cells(number, each) for number, each in enumerate(hurt.moments, 1)),
        *(("not opened", each.address, "", f"{each.asked} {each.why}") for each in hurt.unopened),
        *map(_unclear_cells, hurt.unclear),
        *map(_finding_cells, hurt.findings),
    ]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow((*_ISSUE, *_COLUMNS, "Title"))
        for number, row in enumerate(cells, 1):
            whole = (*row, *("",) * (len(_COLUMNS) - 1 - len(row)))
            issue = [*map(safe, _issue(whole))]
            rows.writerow([*issue, number, *map(safe, whole), issue[0]])


def _issue(cells: tuple[str, ...]) -> tuple[str, str, str]:
    """The same as an issue: what it is in a line, all else of it in words, what kind it is as a label."""
    kind, *_ = cells
    told = dict(zip(_COLUMNS[1:], cells, strict=True))
    del told["kind"]
    what = told.pop("what") or f"{kind}: {told['element'] or told['page']}"
    description = "\n".join(one_item(f"{name}: {words}") for name, words in told.items() if words)
    return shorten(what, _MOST_IN_SUMMARY, placeholder=" …"), description, one_label(kind)


def _moment_cells(number: int, moment: MarkedMoment) -> tuple[str, ...]:
    picture = _picture(number) if moment.picture else ""
    sharp = _sharp(number) if moment.sharp else ""
    place, heard = moment.place, " | ".join(moment.phrases)
    told = (place.address, _criterion(moment), moment.note, place.html, moment.worn, heard, picture)
    return ("moment", *told, _when(moment), sharp, " | ".join(map(str, moment.changes)))


def _finding_cells(found: AxeViolation) -> tuple[str, ...]:
    return ("axe", found.address, ", ".join(found.criteria), found.words, " | ".join(found.targets))


def _unclear_cells(unclear: MeterFinding) -> tuple[str, ...]:
    return ("unclear", unclear.address, "", f"{unclear.what}, {unclear.count} ×", " | ".join(unclear.places))
