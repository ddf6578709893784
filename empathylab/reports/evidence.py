"""The evidence that a service assessment asks for: a folder that opens from disk, no script needed to read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from empathylab.domain.records import RecordsSource
from empathylab.domain.standard import BoardCard, Evidence, EvidencePart, Standard
from empathylab.domain.words import isolated, visible
from empathylab.files import paths
from empathylab.reports.assemble import assemble
from empathylab.reports.board import suggested, with_marks, write_board
from empathylab.reports.content import known_event
from empathylab.reports.files import make_folder, whole_file
from empathylab.reports.html_report import as_html, embedded_fonts
from empathylab.reports.linked_notes import linked
from empathylab.reports.marked_moments import MarkedPlace, copy_pictures, read_marked
from empathylab.reports.model import DataTable, Report
from empathylab.reports.names import Names
from empathylab.reports.pictures import FOLDER, write_charts
from empathylab.reports.releases import Release, releases_table


@dataclass(frozen=True, slots=True)
class Chapter:
    """One event's report, and the file that has the whole of it."""

    report: Report
    file: str


@dataclass(frozen=True, slots=True)
class Site:
    """The values that all pages of the folder show."""

    title: str
    chapters: tuple[Chapter, ...]
    marked: tuple[MarkedPlace, ...]
    cards: tuple[BoardCard, ...]
    standards: tuple[Standard, ...]
    costs: DataTable | None = None
    drawn: tuple[Release, ...] = ()


def write_evidence(
    source: RecordsSource,
    out: Path,
    events: Sequence[str],
    standards: tuple[Standard, ...],
    names: Names,
    *,
    moments: Sequence[Path] = (),
    releases: Sequence[Release] = (),
) -> list[Path]:
    """Write index.html, a page for each event, board.html, board.csv, board.json and pictures/; returns the files.

    No `events`: all of them. `moments` are folders that marked moments were written to, `releases` what the page cost
    at each. Small groups are hidden as in every report. Raises InputError, MachineError, RecordsError.
    """
    asked = [known_event(source, event) for event in events] or [None]
    marked = tuple(place for folder in moments for place in read_marked(folder))
    make_folder(out)
    chapters = tuple(
        Chapter(assemble(source, event, names), f"report-{number}.html") for number, event in enumerate(asked, 1)
    )
    title = " and ".join(isolated(visible(chapter.report.title)) for chapter in chapters)
    written_on = (mark for event in asked for mark in source.board(event))
    cards = with_marks(suggested(standards, _links(chapters, marked, bool(releases))), written_on)
    drawn = tuple(each for each in releases if each.stops is not None)
    site = Site(title, chapters, marked, cards, standards, releases_table(releases), drawn)
    written = [*_write_pages(site, out), *write_board(cards, standards, title, out)]
    pictures = ((each.picture, each.file) for each in marked), ((each.stops, each.file) for each in drawn)
    return [*written, *copy_pictures(chain(*pictures), out), *_write_charts(chapters, out / FOLDER)]


def board_of(source: RecordsSource, event: str, standards: tuple[Standard, ...], names: Names) -> tuple[BoardCard, ...]:
    """The board of one event as it stands now: what the lab suggests, and what was written on it."""
    chapters = (Chapter(assemble(source, event, names), "report-1.html"),)
    return with_marks(suggested(standards, _links(chapters, ())), source.board(event))


def _write_pages(site: Site, out: Path) -> Iterator[Path]:
    for chapter in site.chapters:
        yield _write(out / chapter.file, as_html(chapter.report))
    page = _pages()
    for name in ("index", "board"):
        yield _write(out / f"{name}.html", page(name, site))


def _write(path: Path, text: str) -> Path:
    with whole_file(path) as part:
        part.write_text(text, encoding="utf-8")
    return path


def _pages() -> Callable[[str, Site], str]:
    # Imported when it is used, as in html_report.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(paths.assets_dir() / "evidence")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.globals |= {"linked": linked, "fonts": embedded_fonts()}
    return lambda name, site: environment.get_template(f"{name}.html.j2").render(site=site)


def _write_charts(chapters: tuple[Chapter, ...], folder: Path) -> Iterator[Path]:
    """Each chart by itself, to be put where others put pictures."""
    for chapter in chapters:
        yield from write_charts(chapter.report, folder / Path(chapter.file).stem)


# --- what can be said to a point --------------------------------------------------------------------------------------

#: Part → what leads to it, and the section of a report that it is.
_SECTIONS = {
    EvidencePart.WORN: ("What was simulated, with its units", "worn"),
    EvidencePart.ENDINGS: ("How people came through the form", "endings"),
    EvidencePart.EASE: ("How easy people found it", "ease"),
    EvidencePart.BARRIERS: ("What stood in people's way, and how each is fixed", "barriers"),
    EvidencePart.SERVICE: ("How people came through your service", "service"),
    EvidencePart.TREND: ("From event to event, and what was changed in between", "trend"),
}


def _links(
    chapters: tuple[Chapter, ...], marked: tuple[MarkedPlace, ...], has_costs: bool = False
) -> dict[EvidencePart, Evidence]:
    """Where each part stands, of the first report that has it."""
    found: dict[EvidencePart, Evidence] = {}
    for chapter in chapters:
        for part, evidence in _links_of(chapter):
            found.setdefault(part, evidence)
    if marked:
        found[EvidencePart.MOMENTS] = Evidence("Moments that hurt, with pictures", "index.html#moments")
    if has_costs:
        found[EvidencePart.COSTS] = Evidence("What the page costs, release by release", "index.html#costs")
    return found


def _links_of(chapter: Chapter) -> Iterator[tuple[EvidencePart, Evidence]]:
    report = chapter.report
    for section in report.sections:
        for part, (words, name) in _SECTIONS.items():
            if section.id == name:
                yield part, Evidence(words, f"{chapter.file}#{name}")
        if section.id == "words" and section.quotes:
            yield EvidencePart.COMMENTS, Evidence("What people said", f"{chapter.file}#words")
    if report.first.found:
        yield EvidencePart.FOUND, Evidence("What was found, in short", f"{chapter.file}#in-short")
        yield EvidencePart.PEOPLE, Evidence("Who took part, and as whom", f"{chapter.file}#in-short")
    if any(each.worn for each in report.first.wearers):
        yield EvidencePart.WORN, Evidence("What was simulated, with its units", f"{chapter.file}#in-short")
    if report.first.promises:
        yield EvidencePart.PROMISES, Evidence("What was promised, by whom, by when", f"{chapter.file}#actions")
    yield EvidencePart.PRINCIPLES, Evidence("How people's data were kept from harm", f"{chapter.file}#principles")
