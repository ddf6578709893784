"""The meters of a page: what comes as a surprise in it, and which of its words are vague."""

from __future__ import annotations

import json

from empathylab.files.vague_phrases import vague_phrases
from empathylab.ui.page.scripts import script

#: What still moves by itself after so long counts (WCAG 2.2, 2.2.2).
QUIET_MS = 5_000


def meters_script() -> str:
    """JavaScript for the isolated world of every document, which tells the probe."""
    facts = {"phrases": vague_phrases(), "quietMs": QUIET_MS}
    return f"globalThis.labMeters = {json.dumps(facts)};\n{script('page-meters.js')}"
