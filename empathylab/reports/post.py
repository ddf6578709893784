"""A post about an event, a short page that may be published as it is: what was tried, found, and done next. Markdown.

It says nothing that the report does not say, so what hides small groups there hides them here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from empathylab.domain.words import isolated
from empathylab.reports.assemble import report_of
from empathylab.reports.content import Content
from empathylab.reports.files import whole_file
from empathylab.reports.markdown import plain, table
from empathylab.reports.model import Fix, Promise, Report, Section


def write_post(content: Content, folder: Path) -> list[Path]:
    """Write post.md; of several events with how they went on from one to the next."""
    path = folder / "post.md"
    with whole_file(path) as part:
        part.write_text(as_post(report_of(content)), encoding="utf-8")
    return [path]


def as_post(report: Report) -> str:
    """The whole page."""
    parts = [f"# {plain(isolated(report.title))}: what we tried and what we found", *map(plain, report.first.lead)]
    for heading, told in (
        ("What we tried", _tried(report)),
        ("What we found", _found(report)),
        ("What we do next", _next(report)),
        ("From event to event", _trend(report)),
        ("What this cannot tell", _bullets(report.limitations)),
        ("How small groups are hidden", [plain(report.first.footnote)] if report.first.footnote else []),
    ):
        if told := list(told):
            parts += [f"## {heading}", *told]
    return "\n\n".join((*parts, plain(report.footer))) + "\n"


def _tried(report: Report) -> Iterator[str]:
    yield from _bullets(f"{fact.number} {fact.words}" for fact in report.first.facts)
    for each in report.first.wearers:
        told = plain(" ".join((each.one_line, *each.worn)))
        yield f"**{plain(each.name)}, {plain(each.people)} people.** {told}"


def _found(report: Report) -> Iterator[str]:
    yield from _bullets(report.first.found)
    yield from map(_fix, report.first.fixes)
    if not report.first.found:
        yield from _bullets(sentence for section in report.sections[:1] for sentence in section.sentences)


def _fix(fix: Fix) -> str:
    return f"**{plain(fix.barrier)}.** {plain(fix.did)} Fix: {plain(fix.fix)} {plain(fix.criteria)}."


def _next(report: Report) -> Iterator[str]:
    if report.first.promises:
        yield "\n".join(map(_promise, report.first.promises))
    else:
        yield "Nothing has been promised yet."


def _promise(promise: Promise) -> str:
    due = f", by {promise.due}" if promise.due else ""
    owner = f" ({promise.owner}{due})" if promise.owner or due else ""
    return f"- {plain(f'{promise.text}{owner}: {promise.state}')}"


def _trend(report: Report) -> Iterator[str]:
    for section in _trends(report):
        for data in section.tables:
            yield table(data.header, data.rows)
        yield from _bullets(section.sentences)


def _trends(report: Report) -> list[Section]:
    return [section for section in report.sections if section.id == "trend"]


def _bullets(sentences: Iterator[str] | tuple[str, ...]) -> list[str]:
    """One list; nothing where there is nothing to say."""
    lines = "\n".join(f"- {plain(sentence)}" for sentence in sentences)
    return [lines] if lines else []
