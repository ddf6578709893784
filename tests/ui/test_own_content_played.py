"""What `empathylab new` begins is played as it stands, and its pages tell the record nothing of their own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from empathylab.domain.events import FieldFocused, PageShown
from empathylab.files.scaffolds import write_scaffold
from empathylab.session.stages import Stage
from support.participant_lab import open_station

_ECHO = """"use strict";
const field = document.getElementById("full-name");
field.removeAttribute("data-field");
window.tried = [];
for (const way of ["done.html", "../../portraits/my-persona.svg", "http://127.0.0.1:9/", "file:///etc/hostname"]) {
  fetch(way).then(() => window.tried.push("came"), () => window.tried.push("refused"));
}
field.addEventListener("input", () => {
  field.dataset.field = `x${field.value}`;
  document.getElementById("postcode").focus();
  field.focus();
});
"""


def test_a_begun_form_persona_and_barrier_are_played_and_nothing_typed_passes_for_an_id(
    tmp_path: Path, qapp: QApplication
) -> None:
    lab = tmp_path / "lab"
    for what in ("persona", "task", "barrier"):
        write_scaffold(what, f"my-{what}", lab)
    task = lab / "tasks" / "my-task"
    (task / "echo.js").write_text(_ECHO, encoding="utf-8")
    page = task / "your-wish.html"
    words = page.read_text(encoding="utf-8").replace("</body>", '<script src="echo.js"></script></body>')
    page.write_text(words, encoding="utf-8")
    with open_station(tmp_path, task="my-task") as station:
        station.arrive_at(Stage.BARRIER, "my-persona")
        station.wait(lambda: station.happened(PageShown), "the page")
        assert station.visit.plan.form.id == "my-task"
        view = station.lab.window.view
        view.page_focus("full-name")
        station.wait(lambda: station.happened(FieldFocused), "the field")
        station.hands.type("CANARY")
        station.wait(lambda: len(station.happened(FieldFocused)) > 4, "the page's own ids")
        assert {event.field for event in station.happened(FieldFocused)} == {"", "postcode", "full-name"}
        assert "CANARY" not in str(station.visit.log)
        page_says: list[object] = []
        view.page.runJavaScript("window.tried.join()", page_says.append)
        station.wait(lambda: page_says, "what became of its requests")
        assert page_says == ["refused,refused,refused,refused"]
