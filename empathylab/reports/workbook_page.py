"""The first sheet of a workbook: the report's page one, to read, with charts that Excel draws itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from empathylab.domain.look import INK, LINE, QUIET
from empathylab.reports.cells import safe
from empathylab.reports.charts import Bar, Slopes
from empathylab.reports.drawing import BARS
from empathylab.reports.model import Chart, FirstPage, Report

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart as SheetChart
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

PLAIN_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
PAGE, FIGURES = "report", "chart figures"
_WIDTHS = (4, 46, 22, 18, 14)
_CHARACTERS = sum(_WIDTHS)
_FIGURE_WIDTHS = (34, 40, 14, 14, 40)
LINE_POINTS, _MAX_POINTS = 15, 409
_CHART_ROWS, _CHARTS_A_PAGE = 17, 4
_CHART_SIZE = {"width": 740, "height": 330}
#: More people than this are drawn in the report; as lines of Excel's they would be a block.
_MOST_LINES = 120
_A4 = 9


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart: where its names and its values stand on the sheet of figures, and how it is drawn."""

    name: str
    categories: tuple[int, int, int, int]
    values: tuple[int, int, int, int]
    colour: str
    dash: str = "solid"


@dataclass(frozen=True, slots=True)
class NativeChart:
    """A heading, what Excel calls the kind, what it says in words, and the series."""

    heading: str
    kind: str
    words: str
    series: tuple[Series, ...]


class ChartSheet:
    """The rows of the sheet behind the charts, and the charts on them."""

    def __init__(self, report: Report) -> None:
        self.rows: list[tuple[object, ...]] = [("Chart", "What", "First value", "Second value", "As it is told")]
        self.charts: list[NativeChart] = []
        for section in report.sections:
            for chart in section.charts:
                self._add(section.heading, chart)

    def _add(self, heading: str, chart: Chart) -> None:
        if chart.bars:
            series = tuple(self._bars(heading, chart.bars))
            self.charts.append(NativeChart(heading, "bar", chart.words, series))
        elif 0 < sum(count for panel in chart.lines for *_ends, count in panel.pairs) <= _MOST_LINES:
            title = f"{chart.table.caption.split(',')[0]}: each line is one person"
            self.charts.append(NativeChart(title, "line", chart.words, tuple(self._lines(heading, chart))))

    def _bars(self, heading: str, bars: Sequence[Bar]) -> Iterator[Series]:
        """Bars alike in colour are one series, so that each persona keeps its own; Excel draws the first one lowest."""
        colours = [bar.look.colour if bar.look else BARS for bar in bars]
        for colour in dict.fromkeys(colours):
            first = len(self.rows)
            for bar, own in reversed(list(zip(bars, colours, strict=True))):
                label = f"{bar.label}: {bar.of_whom}" if bar.of_whom else bar.label
                self.rows.append((heading, label, bar.value if own == colour else None, None, bar.words))
            last = len(self.rows) - 1
            yield Series("", (first, 1, last, 1), (first, 2, last, 2), colour)

    def _lines(self, heading: str, chart: Chart) -> Iterator[Series]:
        """A line for each person, from the first to the second value."""
        header = len(self.rows)
        _first, *sides = chart.table.header
        self.rows.append((heading, "", *sides, ""))
        for panel in chart.lines:
            for before, after, people in panel.pairs:
                for _person in range(people):
                    here = len(self.rows)
                    self.rows.append((heading, panel.name, before, after, ""))
                    colour, dash = panel.look.colour, _dash(panel)
                    yield Series(panel.name, (header, 2, header, 3), (here, 2, here, 3), colour, dash)


def _dash(panel: Slopes) -> str:
    """The kind of line of Excel's that is nearest to the persona's own."""
    parts = panel.look.dash
    if not parts:
        return "solid"
    if len(parts) > 4:
        return "long_dash_dot_dot"
    if len(parts) > 2:
        return "dash_dot"
    return "round_dot" if parts[0] < 2 else "long_dash" if parts[0] > 6 else "dash"


def write_page(book: Workbook, report: Report, figures: ChartSheet) -> None:
    """Page one as a sheet, row after row, then the charts below it."""
    sheet = book.add_worksheet(PAGE)
    looks = _looks(book)
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.hide_gridlines(2)
    row = 0
    for row, (look, cells) in enumerate(_lines(report), 1):
        _write_line(sheet, row - 1, looks, look, cells)
    pages = range(row, row + _CHART_ROWS * len(figures.charts), _CHART_ROWS * _CHARTS_A_PAGE)
    for chart in figures.charts:
        sheet.insert_chart(row, 0, _native(book, chart), {"object_position": 1, "description": chart.words})
        row += _CHART_ROWS
    _make_page_printable(sheet)
    sheet.set_h_pagebreaks(list(pages))


def write_figures(book: Workbook, figures: ChartSheet) -> None:
    """A workbook's sheet of the report's figures."""
    sheet = book.add_worksheet(FIGURES)
    bold, wrapped = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    for place, width in enumerate(_FIGURE_WIDTHS):
        sheet.set_column(place, place, width, wrapped)
    sheet.freeze_panes(1, 0)
    for number, cells in enumerate(figures.rows):
        make_high_enough(sheet, number, zip(map(str, cells), _FIGURE_WIDTHS, strict=False))
        for place, cell in enumerate(cells):
            if isinstance(cell, str):
                sheet.write_string(number, place, str(safe(cell)), bold if number == 0 else wrapped)
            elif cell is not None:
                sheet.write_number(number, place, cell)
    sheet.autofilter(0, 0, len(figures.rows) - 1, 4)
    make_printable(sheet)


def make_high_enough(sheet: Worksheet, row: int, texts: Iterable[tuple[str, int]]) -> None:
    """Room for wrapped words; LibreOffice does not find it out by itself."""
    lines = max(sum(1 + len(line) // width for line in words.split("\n")) for words, width in texts)
    if lines > 1:
        sheet.set_row(row, min(lines * LINE_POINTS, _MAX_POINTS))


def make_printable(sheet: Worksheet) -> None:
    """A table on pages as wide as it is, its header on each."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&RPage &P of &N")


Line = tuple[str, tuple[str, ...]]


def _lines(report: Report) -> Iterator[Line]:
    """Each row of the sheet: how it looks, and its cells; a single cell goes over the whole width."""
    first = report.first
    yield "title", (f"{report.title}: what we found",)
    yield "quiet", (" ".join(first.lead),)
    for fact in first.facts:
        yield "fact", ("", f"{fact.number} {fact.words}")
    yield from _people(first)
    if first.found:
        yield "heading", ("What was found",)
        yield from (("text", (sentence,)) for sentence in first.found)
    yield from _fixes(first)
    yield "heading", ("What we promised",)
    yield "header", ("", "Promise", "Role or team", "By", "State")
    yield from (("cells", ("", each.text, each.owner, each.due, each.state)) for each in first.promises)
    if not first.promises:
        yield "text", ("Nothing has been promised yet.",)
    yield "quiet", (first.footnote,)


def _people(first: FirstPage) -> Iterator[Line]:
    if first.wearers:
        yield "heading", (first.wearers_heading,)
    for wearer in first.wearers:
        yield "strong", (f"{wearer.name}, {wearer.people} people. {wearer.one_line}",)
        if wearer.worn:
            yield "text", (" ".join(wearer.worn),)


def _fixes(first: FirstPage) -> Iterator[Line]:
    if first.fixes:
        yield "heading", ("To fix first",)
    for number, fix in enumerate(first.fixes, 1):
        yield "strong", (f"{number}. {fix.barrier}. {fix.did}",)
        who = f" Who can fix it: {fix.who}." if fix.who else ""
        yield "text", (f"Fix: {fix.fix} {fix.criteria}. Also stops: {fix.also_stops}{who}",)


def _write_line(sheet: Worksheet, row: int, looks: dict[str, Format], look: str, cells: tuple[str, ...]) -> None:
    if len(cells) == 1:
        words = str(safe(cells[0]))
        size = 0.55 if look == "title" else 1.0
        lines = 1 + int(len(words) / (_CHARACTERS * size))
        height = LINE_POINTS * lines if look not in ("title", "heading") else 30 * lines if look == "title" else 24
        sheet.set_row(row, height)
        sheet.merge_range(row, 0, row, len(_WIDTHS) - 1, words, looks[look])
        return
    if look == "fact":
        sheet.set_row(row, 22)
        sheet.merge_range(row, 0, row, len(_WIDTHS) - 1, str(safe(cells[1])), looks[look])
        return
    longest = max(len(words) / width for words, width in zip(cells, _WIDTHS, strict=True))
    sheet.set_row(row, LINE_POINTS * (1 + int(longest)))
    for place, words in enumerate(cells):
        sheet.write_string(row, place, str(safe(words)), looks[look])


def _looks(book: Workbook) -> dict[str, Format]:
    text = {"text_wrap": True, "valign": "top", "font_color": INK}
    return {
        "title": book.add_format({**text, "bold": True, "font_size": 22, "valign": "vcenter"}),
        "quiet": book.add_format({**text, "font_color": QUIET}),
        "fact": book.add_format({**text, "bold": True, "font_size": 14}),
        "heading": book.add_format({**text, "bold": True, "font_size": 14, "valign": "bottom"}),
        "strong": book.add_format({**text, "bold": True}),
        "text": book.add_format(text),
        "header": book.add_format({**text, "bold": True, "bottom": 1}),
        "cells": book.add_format({**text, "bottom": 4}),
    }


def _native(book: Workbook, drawn: NativeChart) -> SheetChart:
    chart = book.add_chart({"type": drawn.kind, **({"subtype": "stacked"} if drawn.kind == "bar" else {})})
    for series in drawn.series:
        line = {"color": series.colour, "width": 1.75, "dash_type": series.dash}
        look = {"line": line} if drawn.kind == "line" else {"fill": {"color": series.colour}, "gap": 40}
        places = {name: [FIGURES, *getattr(series, name)] for name in ("categories", "values")}
        chart.add_series({"name": series.name, **places, **look})
    chart.set_title({"name": drawn.heading, "name_font": {"size": 13, "color": INK}, "overlay": False})
    chart.set_legend(_legend(drawn.series))
    if drawn.kind == "bar":
        chart.set_y_axis({"num_font": {"size": 10}})
        chart.set_x_axis(
            {
                "name": "people, at least",
                "name_font": {"size": 10, "bold": False},
                "min": 0,
                "major_gridlines": {"visible": True, "line": {"color": LINE}},
            }
        )
    chart.set_size(_CHART_SIZE)
    return chart


def _legend(series: Sequence[Series]) -> dict[str, object]:
    """Each name once, though each person has a line; what bars are of stands beside them."""
    names = [each.name for each in series]
    again = [place for place, name in enumerate(names) if name in names[:place]]
    return {"position": "bottom", "delete_series": again} if any(names) else {"none": True}


def _make_page_printable(sheet: Worksheet) -> None:
    sheet.set_portrait()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_print_scale(60)
    sheet.set_footer("&L&A&RPage &P of &N")
