"""Scripted participants that drive the real lab: windows, web forms, filters, key events, speech."""

from empathylab.demo.run import DemoOptions, run

__all__ = ["DemoOptions", "run"]
