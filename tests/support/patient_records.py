"""Records that wait for a busy computer's disk as long as every other wait of a test, as soon as this is imported."""

from __future__ import annotations

from empathylab.storage import writer

writer.PATIENCE_S = 120.0
