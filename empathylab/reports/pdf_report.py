"""The report as a tagged PDF that meets PDF/UA-1, set by Typst from the same values as the HTML report."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Literal

from empathylab.domain.errors import MachineError
from empathylab.files import places
from empathylab.reports.assemble import assemble
from empathylab.reports.content import Content
from empathylab.reports.files import whole_file
from empathylab.reports.model import Report
from empathylab.reports.names import library_names

TEMPLATE = "report.typ"
STANDARD: Literal["ua-1"] = "ua-1"


def write_pdf(content: Content, folder: Path) -> list[Path]:
    """Write report.pdf."""
    path = folder / "report.pdf"
    report = assemble(content.source, content.event, library_names())
    with whole_file(path) as part:
        part.write_bytes(as_pdf(report))
    return [path]


def as_pdf(report: Report) -> bytes:
    """The whole document; raises MachineError when Typst refuses."""
    import typst

    assets = places.assets_dir()
    try:
        made = typst.compile(
            str(assets / "report" / TEMPLATE),
            format="pdf",
            font_paths=[str(assets / "fonts")],
            ignore_system_fonts=True,
            sys_inputs={"report": json.dumps(asdict(report))},
            pdf_standards=STANDARD,
        )
    except typst.TypstError as error:
        raise MachineError(f"The PDF report cannot be set: {error}.", "Please report this.") from error
    assert isinstance(made, bytes)
    return made
