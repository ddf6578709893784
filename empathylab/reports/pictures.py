"""The report's charts as pictures for slides and papers: SVG and PNG, with what they say in words and their tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from empathylab.files import paths
from empathylab.reports.assemble import report_of
from empathylab.reports.content import Content
from empathylab.reports.drawing import FONT
from empathylab.reports.files import make_folder, whole_file
from empathylab.reports.model import Chart, Report
from empathylab.reports.typeset import png_of

FOLDER = "pictures"
#: Elsewhere the lab's typeface is not installed.
_FONTS_ELSEWHERE = f"{FONT}, Atkinson Hyperlegible, Arial, sans-serif"


def write_pictures(content: Content, out_dir: Path) -> list[Path]:
    """Write `pictures/`: two files for each chart, and `words.txt`."""
    return write_charts(report_of(content), out_dir / FOLDER)


def write_charts(report: Report, folder: Path) -> list[Path]:
    """Write the charts of a report and `words.txt` into this folder."""
    make_folder(folder)
    written = [path for name, chart in charts_of(report) for path in _write(folder / name, chart)]
    return [*written, _write_words(folder / "words.txt", report)]


def charts_of(report: Report) -> Iterator[tuple[str, Chart]]:
    """Each chart with the name of its file, such as "zoom-2"."""
    for section in report.sections:
        for number, chart in enumerate(section.charts, 1):
            yield (f"{section.id}-{number}" if len(section.charts) > 1 else section.id), chart


def _write(stem: Path, chart: Chart) -> list[Path]:
    svg, png = stem.with_suffix(".svg"), stem.with_suffix(".png")
    with whole_file(svg) as part:
        part.write_text(chart.svg.replace(f'"{FONT}"', f'"{_FONTS_ELSEWHERE}"'), encoding="utf-8")
    with whole_file(png) as part:
        part.write_bytes(png_of(chart.svg, paths.assets_dir()))
    return [svg, png]


def _write_words(path: Path, report: Report) -> Path:
    """What stands beside a picture for whoever does not see it; its table with tabs, as spreadsheets take it."""
    with whole_file(path) as part:
        part.write_text("\n\n".join(_words(name, chart) for name, chart in charts_of(report)), encoding="utf-8")
    return path


def _words(name: str, chart: Chart) -> str:
    rows = (chart.table.header, *chart.table.rows)
    return "\n".join([name, chart.words, chart.table.caption, *("\t".join(row) for row in rows)])
