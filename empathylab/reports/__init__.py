"""Everything that leaves the lab: tables, reports, paper."""

from empathylab.reports.exporting import FORMATS, export

__all__ = ["FORMATS", "export"]
