"""Posters of the personas and the forms on paper, as PDFs to print."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

from empathylab.files.paths import assets_dir
from empathylab.files.questions import load_questions
from empathylab.reports.follow_up_sheet import write_follow_up_sheet
from empathylab.reports.paper import write_paper_form
from empathylab.reports.poster import write_poster
from empathylab.ui.facilitator.controls.choice import Choice, tick
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.file_writing import FileWritingPage, Job
from empathylab.ui.facilitator.controls.form_controls import beside
from empathylab.ui.kit.widgets import Card

PaperSize = Literal["a3", "a4"]
SIZES: tuple[PaperSize, ...] = ("a3", "a4")


class PrintsPage(FileWritingPage):
    """Tick what to print; the PDFs are tagged, so that a screen reader reads them too."""

    def __init__(self, desk: Desk, *, on_back: Callable[[], object] | None = None) -> None:
        lead = "PDFs for the room: hang them up, hand them out."
        super().__init__("Posters and paper forms", lead, "prints", on_back=on_back)
        self._desk = desk
        self.posters = {item.id: tick(item.name) for item in desk.library.personas.values()}
        self.forms = {item.id: tick(item.title) for item in desk.library.forms.values()}
        self.follow_up = tick("Weeks later: questions for people who come back", is_on=False)
        self.paper_size = Choice("Paper of the posters", [(size, size.upper()) for size in SIZES], "a3")
        posters = Card.titled("Posters", *self.posters.values(), self.paper_size, space=4)
        forms = Card.titled("Forms on paper", *self.forms.values(), self.follow_up, space=4)
        forms.box.addStretch(1)
        self.body.addLayout(beside(posters, forms))
        self.add_making()

    def jobs(self) -> list[Job]:
        """The posters and forms that are ticked."""
        library, assets = self._desk.library, assets_dir()
        size: PaperSize = "a3" if self.paper_size.value == "a3" else "a4"
        posters = [item for item in library.personas.values() if self.posters[item.id].isChecked()]
        sheet = partial(write_follow_up_sheet, load_questions(), assets=assets)
        forms = [item for item in library.forms.values() if self.forms[item.id].isChecked()]
        return [
            *((f"poster-{it.id}-{size}.pdf", partial(write_poster, it, assets=assets, size=size)) for it in posters),
            *((f"form-{it.id}.pdf", partial(write_paper_form, it, assets=assets)) for it in forms),
            *((("follow-up.pdf", sheet),) if self.follow_up.isChecked() else ()),
        ]
