"""Words as trackers and boards take them in from a table."""

from __future__ import annotations


def one_label(words: str) -> str:
    """A space begins another label, and WeKan takes what stands behind a hyphen for the label's colour."""
    return words.replace(" ", "_").replace("-", "_")


def one_item(words: str) -> str:
    """An item of a description, later lines indented: GitLab obeys a line that begins with a /command."""
    return words.replace("\n", "\n  ")
