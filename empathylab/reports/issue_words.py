"""Words as trackers and boards take them in from a table."""

from __future__ import annotations

import re

#: What begins a macro, a link, a picture or a call of somebody in the markup of a tracker: Markdown, Textile, Jira's.
_COMMAND = re.compile(r"\{(?=\{)|\[(?=[\[~])|!(?=\[)|(?<![^\s\"'`>])[@!](?=\S)")


def one_label(words: str) -> str:
    """A space begins another label, and WeKan takes what stands behind a hyphen for the label's colour."""
    return words.replace(" ", "_").replace("-", "_")


def one_item(words: str) -> str:
    """An item of a description, later lines indented: GitLab obeys a line that begins with a /command."""
    return words.replace("\n", "\n  ")


def quoted(words: str) -> str:
    """A page's own words in a description: as code where Markdown is read, and a command to no tracker.

    Redmine carries out what stands in {{ }}, Kanboard fetches a picture, and GitLab drops a tag that is not code.
    """
    line = _COMMAND.sub(r"\g<0> ", " ".join(words.split()))
    return f"`{line.replace('`', chr(39))}`"
