"""Writes marked moments with an audit beside them, ready to be pasted into a tracker: Markdown, CSV and pictures."""

from __future__ import annotations

import csv
from pathlib import Path
from textwrap import shorten

from empathylab.domain.moments import AxeViolation, BlockedRequest, MarkedMoment, MeterFinding, PageFindings
from empathylab.domain.words import visible
from empathylab.reports.cells import beginning, safe
from empathylab.reports.files import make_folder, whole_file
from empathylab.reports.issue_words import one_item, one_label, quoted

_MOST_IN_SUMMARY = 250
#: Jira must have `Summary`, in one line; GitLab and WeKan the same as `Title`. Kanboard reads by place: reference,
#: title and description first, a day at the thirteenth, numbers at the three before and the fifteenth, where words are
#: none, and at the last whether it is closed, which what begins with t, y or 1 is.
COLUMNS = (
    *("number", "Summary", "Description", "criterion", "changes tried", "heard", "element", "what", "Title"),
    *("page", "worn", "picture", "when", "sharp picture", "Labels", "kind"),
)
#: What a description tells besides its first line, in this order; of these a page's own words are quoted.
_TOLD = ("page", "criterion", "element", "worn", "heard", "picture", "when", "sharp picture", "changes tried")
_OF_THE_PAGE = frozenset(("page", "element", "heard", "changes tried"))


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
    found = [
        *(_moment_cells(number, each) for number, each in enumerate(hurt.moments, 1)),
        *(_cells("not opened", each.address, what=f"{each.asked} {each.why}") for each in hurt.unopened),
        *map(_unclear_cells, hurt.unclear),
        *map(_finding_cells, hurt.findings),
    ]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        for number, cells in enumerate(found, 1):
            whole = {**cells, **_issue(cells)}
            rows.writerow([number, *(safe(whole.get(name, "")) for name in COLUMNS[1:])])


def _issue(cells: dict[str, str]) -> dict[str, str]:
    """The same as an issue: what it is in a line, all else of it in words, what kind it is as a label."""
    what = cells["what"] or f"{cells['kind']}: {cells.get('element') or cells['page']}"
    summary = beginning(shorten(what, _MOST_IN_SUMMARY, placeholder=" …"), _MOST_IN_SUMMARY)
    whole = what if summary != what else ""
    told = (("what", whole), *((name, cells.get(name, "")) for name in _TOLD))
    description = "\n".join(
        f"{name}: {quoted(words) if name in _OF_THE_PAGE else one_item(words)}" for name, words in told if words
    )
    return {"Summary": summary, "Title": summary, "Description": description, "Labels": one_label(cells["kind"])}


def _cells(kind: str, page: str, **others: str) -> dict[str, str]:
    return {"kind": kind, "page": page, **others}


def _moment_cells(number: int, moment: MarkedMoment) -> dict[str, str]:
    return {
        **_cells("moment", moment.place.address, what=moment.note, element=moment.place.html, worn=moment.worn),
        "criterion": _criterion(moment),
        "heard": " | ".join(moment.phrases),
        "picture": _picture(number) if moment.picture else "",
        "when": _when(moment),
        "sharp picture": _sharp(number) if moment.sharp else "",
        "changes tried": " | ".join(map(str, moment.changes)),
    }


def _finding_cells(found: AxeViolation) -> dict[str, str]:
    criteria = ", ".join(found.criteria)
    return _cells("axe", found.address, criterion=criteria, what=found.words, element=" | ".join(found.targets))


def _unclear_cells(unclear: MeterFinding) -> dict[str, str]:
    what = f"{unclear.what}, {unclear.count} ×"
    return _cells("unclear", unclear.address, what=what, element=" | ".join(unclear.places))
