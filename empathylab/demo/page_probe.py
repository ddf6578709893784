"""A scripted participant's eyes: what has the focus in the form, as anybody watching the screen could tell."""

from __future__ import annotations

import json
from dataclasses import dataclass

from PySide6.QtWebEngineCore import QWebEngineScript

from empathylab.demo.keyboard_driver import wait_for
from empathylab.ui.run.run_view import RunView

# A page may be asked before its body is there: an error here would be taken for one of the form.
_LOOK = """
JSON.stringify((() => {
  let at = document.activeElement;
  const owner = at && at.closest("[data-field]");
  const label = at && at.labels && at.labels[0];
  const parts = at && at.matches("input[inputmode=numeric]") && owner
    ? [...owner.querySelectorAll("input")].indexOf(at) : -1;
  return {
    page: document.body?.dataset.page || "", tag: at ? at.tagName.toLowerCase() : "", type: (at && at.type) || "",
    field: (owner && owner.dataset.field) || (at && at.id) || "", part: parts,
    words: (label ? label.textContent : at ? at.textContent : "").trim().slice(0, 80),
    value: at && "value" in at ? String(at.value) : "", isChecked: !!(at && at.checked),
    isSubmit: !!(at && at.matches("form [type=submit], form button:not([type=button])")),
  };
})())
"""


@dataclass(frozen=True, slots=True)
class Sight:
    """What is seen of the focused element."""

    page: str = ""
    tag: str = ""
    type: str = ""
    field: str = ""
    part: int = -1
    words: str = ""
    value: str = ""
    isChecked: bool = False
    isSubmit: bool = False


class Eyes:
    """Looks at the page through the isolated world; changes nothing in it."""

    def __init__(self, view: RunView) -> None:
        self._view = view

    def look(self) -> Sight:
        """The focused element now; nothing while no page is there."""
        page = self._view.page
        if page is None:
            return Sight()
        seen: list[str] = []
        page.runJavaScript(_LOOK, QWebEngineScript.ScriptWorldId.ApplicationWorld.value, lambda text: seen.append(text))
        wait_for(lambda: seen or self._view.page is None, "an answer from the form")
        return Sight(**json.loads(seen[0])) if seen and seen[0] else Sight()
