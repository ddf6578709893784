"""The report as one self-contained HTML file: fonts and charts inside, no script, nothing loaded from anywhere."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from empathylab.files import paths
from empathylab.reports.assemble import report_of
from empathylab.reports.content import Content
from empathylab.reports.files import whole_file
from empathylab.reports.model import Report

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATE = "report.html.j2"
_FONTS = {"regular": "AtkinsonHyperlegibleNext-Regular.ttf", "bold": "AtkinsonHyperlegibleNext-Bold.ttf"}


def write_html(content: Content, folder: Path) -> list[Path]:
    """Write report.html."""
    path = folder / "report.html"
    report = report_of(content)
    with whole_file(path) as part:
        part.write_text(as_html(report), encoding="utf-8")
    return [path]


def as_html(report: Report) -> str:
    """The whole page."""
    return _template(paths.assets_dir()).render(report=report, fonts=embedded_fonts())


@cache
def _template(assets: Path) -> Template:
    """Compiled once: that takes several times as long as to fill it in."""
    # Imported when it is used: the lab opens its first screen sooner.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(assets / "report"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    return environment.get_template(TEMPLATE)


def embedded_fonts() -> dict[str, str]:
    """The lab's typeface for a page that may load nothing, each as base64."""
    folder = paths.assets_dir() / "fonts"
    return {name: base64.b64encode((folder / file).read_bytes()).decode() for name, file in _FONTS.items()}
