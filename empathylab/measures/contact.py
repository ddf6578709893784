"""How often people meet disabled people, by their answer on a scale of 7, in bands that a report can tell."""

from __future__ import annotations

CONTACT = {
    "Seldom or never (1 or 2)": range(1, 3),
    "Now and then (3 to 5)": range(3, 6),
    "Often (6 or 7)": range(6, 8),
}
