"""Assembles a report from the records: findings, words, promises, principles, limitations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from empathylab import __version__
from empathylab.domain.records import FIRST_THEMES, CommentRecord, RecordsSource, ReviewState
from empathylab.domain.summary import FieldTime
from empathylab.domain.words import isolated, visible
from empathylab.domain.workshop import DEFAULT_K, EventSettings, Principle
from empathylab.files.questions import load_questions
from empathylab.reports import endings, findings
from empathylab.reports.arms import arm_sections
from empathylab.reports.barriers import barriers_section
from empathylab.reports.comprehension import comprehension_section
from empathylab.reports.content import Content, ethics_text, limitations_of, reported_events, title_of_events
from empathylab.reports.fields import fields_section
from empathylab.reports.first_page import first_page, promise_of, saying_why_little, worn_section
from empathylab.reports.hosts import host_section
from empathylab.reports.lasting import lasting_section
from empathylab.reports.model import DataTable, Quotes, Report, Section, said_once
from empathylab.reports.names import Names
from empathylab.reports.service_section import service_found, service_section
from empathylab.reports.sharing import Shareable, shareable
from empathylab.reports.spotting import spotting_section
from empathylab.reports.trend import trend_section

#: More comments than this under a theme stand in comments.csv only.
MOST_QUOTES = 30
#: Longer ones are cut, with a word that they are.
MOST_QUOTED_CHARACTERS = 2_000
_NO_THEME = "Other comments"
_PROMISE_QUESTIONS = {
    "change-should": "What people said they will do",
    "change-should-not": "What people said they will stop doing",
    "change-stops": "What people said stands in their way",
}


def report_of(content: Content) -> Report:
    """The report on what is exported: the same in all formats, but for damage that was come upon between them."""
    if not content.kept:
        content.kept.append(assemble(content.source, content.event, content.names))
    return replace(content.kept[0], limitations=limitations_of(content.source))


def assemble(source: RecordsSource, event: str | None, names: Names) -> Report:
    """The report on one event, or on all of them."""
    settings = reported_events(source, event)
    k = max((found.k for found in settings), default=DEFAULT_K)
    data = shareable(source, event, k, names, events=[each.name for each in settings])
    worn, times, asked = source.worn(event), source.field_times(event), load_questions()
    told = (
        (*worn_section(data, worn), *said_once(_sections(data, times)), *host_section(settings, data))
        if data.people.is_counted
        else (_too_few(k),)
    )
    first = first_page(source, event, settings, data, worn)
    service = service_section(source, event, data)
    if service and not first.found:
        first = replace(first, found=service_found(service[0]))
    return Report(
        title=title_of_events(settings, event),
        first=saying_why_little(first, k),
        sections=(
            *told,
            *comprehension_section(source.comprehension(asked.facts, event), asked, k, data.lowering),
            *(spotting_section(source.spotted(event), k, data.lowering) if data.people.is_counted else ()),
            *lasting_section(source.lasting(event), data),
            *arm_sections(source, event, data),
            *service,
            *trend_section(source, settings, data.events),
            _words_section(source, event),
            _actions_section(source, event),
        ),
        principles=_principles(settings),
        limitations=limitations_of(source),
        footer=f"Written by Empathy Lab {__version__}.",
    )


def _sections(data: Shareable, times: tuple[FieldTime, ...]) -> tuple[Section, ...]:
    return (
        findings.ease_section(data),
        barriers_section(data),
        findings.effort_section(data),
        *fields_section(times, data),
        endings.endings_section(data),
        endings.zoom_section(data),
        findings.change_section(data),
        findings.people_section(data),
    )


def _too_few(k: int) -> Section:
    sentence = (
        f"No event had {k} people or more, or people were so few as each persona that a number would tell of them. "
        "Results are not shown, so that nobody can be told from them."
    )
    return Section("people", "Too few people to report on", (sentence,))


def _words_section(source: RecordsSource, event: str | None) -> Section:
    released = source.comments(event, ReviewState.RELEASED)
    by_theme = _by(released, _theme_of)
    quotes = tuple(Quotes(theme, tuple(by_theme[theme])) for theme in sorted(by_theme, key=_place_of_theme))
    note = () if quotes else ("No comment has been reviewed and released yet.",)
    return Section("words", "In people's own words", note, quotes=quotes)


def _theme_of(comment: CommentRecord) -> str:
    """The theme that somebody sorted it under; nothing for what is unsorted and stands among the promises."""
    return comment.theme or ("" if comment.question in _PROMISE_QUESTIONS else _NO_THEME)


def _promise_of(comment: CommentRecord) -> str:
    """The heading among the promises of what nobody sorted under a theme."""
    return "" if comment.theme else _PROMISE_QUESTIONS.get(comment.question, "")


def _place_of_theme(theme: str) -> tuple[int, str]:
    """The usual themes as on the board, then those of one's own, then what nobody sorted."""
    usual = {name.capitalize(): place for place, name in enumerate(FIRST_THEMES)}
    last = len(usual) + (theme == _NO_THEME)
    return usual.get(theme, last), theme


def _actions_section(source: RecordsSource, event: str | None) -> Section:
    promises = map(promise_of, source.actions(event))
    rows = tuple((each.text, each.owner, each.due, each.state) for each in promises)
    header = ("Promise", "Role or team", "By", "State")
    tables = (DataTable("What we promised", header, rows),) if rows else ()
    released = source.comments(event, ReviewState.RELEASED)
    by_question = _by(released, _promise_of)
    quotes = tuple(
        Quotes(title, tuple(by_question[title])) for title in _PROMISE_QUESTIONS.values() if title in by_question
    )
    note = () if rows or quotes else ("Nothing has been promised yet.",)
    return Section("actions", "What will change", note, tables=tables, quotes=quotes)


def _by(comments: Iterable[CommentRecord], group: Callable[[CommentRecord], str]) -> dict[str, list[str]]:
    """The first texts of each group and how many more there are; a comment without a group is left out."""
    found: dict[str, list[str]] = {}
    more: Counter[str] = Counter()
    for comment in comments:
        name = group(comment)
        name = name[:1].upper() + name[1:]
        if name and len(found.setdefault(name, [])) < MOST_QUOTES:
            found[name].append(_quoted(visible(comment.public_text)))
        elif name:
            more[name] += 1
    for name, count in more.items():
        found[name].append(f"… and {count:,} more in comments.csv")
    return found


def _quoted(words: str) -> str:
    """A comment as a report has room for it."""
    if len(words) <= MOST_QUOTED_CHARACTERS:
        return words
    start = words[:MOST_QUOTED_CHARACTERS].rsplit(" ", 1)[0]
    return f"{start} … (comments.csv has all {len(words):,} characters)"


def _principles(settings: tuple[EventSettings, ...]) -> tuple[tuple[str, str], ...]:
    """Each question with each event's answer."""
    several = len(settings) > 1
    return tuple(
        (principle.question, (f"{isolated(visible(found.name))}: " if several else "") + ethics_text(found, principle))
        for principle in Principle
        for found in settings
    )
