"""Labels of columns for people, beside the names that programs know them by."""

from __future__ import annotations

from empathylab.reports.columns import Column

#: Where the name alone would not say it.
_LABELS = {
    "session_id": "Visit",
    "run": "Run",
    "position": "Place in the order",
    "task": "Form",
    "form": "Twin and card",
    "outcome": "How it ended",
    "seconds": "Time (seconds)",
    "keys": "Keys pressed",
    "keys_lost": "Keys lost to the simulation",
    "pointer_blocked": "Attempts with a pointer",
    "zoom": "Largest zoom (times)",
    "zoom_longest": "Zoom read with longest (times)",
    "surprises": "Surprises",
    "vague_phrases": "Vague phrases",
    "started_on": "Day",
    "seq": "Place in the visit",
    "at_ms": "Milliseconds since its start",
    "kind": "What happened",
    "number": "Answer",
    "is_skipped": "Skipped (1 is yes)",
    "owner": "Role or team",
    "due_on": "By when",
    "is_done": "Done (1 is yes)",
    "asked_on": "Last asked after",
    "ppd": "Pixels in a degree of sight",
    "distance_cm": "Distance from the screen (cm)",
    "is_calibrated": "Screen measured (1 is yes)",
    "text_px": "Size of the text (CSS px)",
    "pixel_ratio": "Physical px in a CSS px",
    "is_loudness_set": "Volume set by a voice (1 is yes)",
    "is_form_field": "Can be filled in (1 is yes)",
    "is_again": "Said again (1 is yes)",
    "wpm": "Words a minute",
    "kspc": "Keys a character",
    "more": "More, that has no column",
}


def label(column: Column) -> str:
    """Such as "Keys to first field (key presses)"."""
    if column.name in _LABELS:
        return _LABELS[column.name]
    words = column.name.replace("_", " ").capitalize()
    is_told = column.unit and column.type == "number"
    return f"{words} ({column.unit})" if is_told else words
