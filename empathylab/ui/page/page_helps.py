"""Helps that work inside the page: answers offered from the prompt card, letters that jump, no time-out, reading aloud.

What is offered comes from the made-up card of the condition, never from a visitor.
"""

from __future__ import annotations

import json
from pathlib import Path

from empathylab.domain.feature import wears
from empathylab.domain.session import Condition
from empathylab.domain.task import Form
from empathylab.files.toml import read_value
from empathylab.helps import AccessKeys, Autocomplete, NoTimeout, ReadAloud
from empathylab.ui.page.scripts import script

#: What the script of the helps that the form knows of can do.
_SCRIPTED = (Autocomplete, AccessKeys, NoTimeout)
_FILE = "page-helps.js"


def page_helps_script(condition: Condition, assets: Path) -> str:
    """JavaScript for the isolated world of every document; empty when the condition has none of these helps.

    FileFaults: the condition's task file has a fault.
    """
    aloud = [script("page-aloud.js")] if wears(condition.helps, ReadAloud) else []
    return "\n".join([*_in_form(condition, assets), *aloud])


def _in_form(condition: Condition, assets: Path) -> list[str]:
    kinds = [help_.id for help_ in _SCRIPTED if wears(condition.helps, help_)]
    facts = json.dumps({"kinds": kinds, "card": _card(condition, assets) if Autocomplete.id in kinds else {}})
    return [f"globalThis.labHelps = {facts};", (assets / "js" / _FILE).read_text("utf-8")] if kinds else []


def _card(condition: Condition, assets: Path) -> dict[str, str]:
    """What the card says for each field; the tutor and a visitor's own page have none."""
    path = assets / "tasks" / condition.task / "task.toml"
    if not path.is_file():
        return {}
    return {line.field: line.value for line in read_value(path, Form).cards.get(condition.content, ())}
