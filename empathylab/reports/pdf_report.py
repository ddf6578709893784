"""The report as a tagged PDF that meets PDF/UA-1, set by Typst from the same values as the HTML report."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from empathylab.files import paths
from empathylab.reports.assemble import report_of
from empathylab.reports.content import Content
from empathylab.reports.files import whole_file
from empathylab.reports.model import Report
from empathylab.reports.typeset import pdf_of

TEMPLATE = Path("report", "report.typ")


def write_pdf(content: Content, folder: Path) -> list[Path]:
    """Write report.pdf."""
    path = folder / "report.pdf"
    report = report_of(content)
    with whole_file(path) as part:
        part.write_bytes(as_pdf(report))
    return [path]


def as_pdf(report: Report) -> bytes:
    """The whole document; raises MachineError when Typst refuses."""
    return pdf_of(TEMPLATE, {"report": asdict(report)}, paths.assets_dir())
