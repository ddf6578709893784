"""The page's side of the reader: the scripts that run in the isolated world of every document."""

from __future__ import annotations

from empathylab.ui.page.scripts import script

SCRIPT_FILES = (
    "reader-dom.js",
    "reader-text.js",
    "reader-counters.js",
    "reader-states.js",
    "reader-places.js",
    "reader-describe.js",
    "reader-tables.js",
    "reader-flat.js",
    "reader-join.js",
    "reader-walk.js",
    "reader-fresh.js",
    "reader-live.js",
    "reader-watch.js",
    "reader-focus.js",
    "reader-typing.js",
    "reader-listen.js",
    "reader-act.js",
    "reader-frames.js",
)


def reader_script() -> str:
    """The page's side, without connection: `labReader` in the isolated world."""
    return script(*SCRIPT_FILES)
