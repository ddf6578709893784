"""Posters of the personas and the forms on paper, as PDFs to print."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Literal

from empathylab.files.library import load_questions
from empathylab.files.places import assets_dir
from empathylab.reports.follow_up_sheet import write_follow_up_sheet
from empathylab.reports.paper import write_paper_form
from empathylab.reports.poster import write_poster
from empathylab.ui.facilitator.controls.background_task import BackgroundTask, Progress
from empathylab.ui.facilitator.controls.choice import Choice, tick
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.folder import FolderChoice, documents_folder, no_file_manager, show_folder
from empathylab.ui.facilitator.controls.form_controls import Page, beside, flow, say
from empathylab.ui.kit.widgets import Card, button

PaperSize = Literal["a3", "a4"]
SIZES: tuple[PaperSize, ...] = ("a3", "a4")


class PrintsPage(Page):
    """Tick what to print; the PDFs are tagged, so that a screen reader reads them too."""

    def __init__(self, desk: Desk, *, on_back: Callable[[], object] | None = None) -> None:
        super().__init__("Posters and paper forms", "PDFs for the room: hang them up, hand them out.", on_back=on_back)
        self._desk = desk
        self.posters = {item.id: tick(item.name) for item in desk.library.personas.values()}
        self.forms = {item.id: tick(item.title) for item in desk.library.forms.values()}
        self.follow_up = tick("Weeks later: questions for who comes back", is_on=False)
        self.paper_size = Choice("Paper of the posters", [(size, size.upper()) for size in SIZES], "a3")
        self.folder = FolderChoice("Folder", documents_folder() / "Empathy Lab" / "prints")
        self.show_button = button("Show in folder", self.show_files)
        self.show_button.hide()
        self.make_button = button("Make PDFs", self.make, "main")
        self._build()

    def _build(self) -> None:
        posters = Card.titled("Posters", *self.posters.values(), self.paper_size, space=4)
        forms = Card.titled("Forms on paper", *self.forms.values(), self.follow_up, space=4)
        forms.box.addStretch(1)
        self.body.addLayout(beside(posters, forms))
        self.body.addWidget(self.folder)
        self.body.addWidget(self.said)
        self.body.addWidget(flow(self.show_button))
        self.body.addStretch(1)
        self.add_action(self.make_button)

    def make(self) -> None:
        """Write every ticked PDF."""
        jobs = self._jobs()
        if not jobs:
            say(self.said, "Tick what you want to print.", "bad")
            return
        folder = self.folder.folder

        def do(progress: Progress) -> Path:
            folder.mkdir(parents=True, exist_ok=True)
            for number, (name, write) in enumerate(jobs, 1):
                write(folder / name)
                progress(number, len(jobs))
            return folder

        self.make_button.setEnabled(False)
        say(self.said, "Making PDFs…", "quiet")
        self.work = BackgroundTask(do)
        self.work.progressed.connect(self._tell_progress)
        self.work.done.connect(self._done)
        self.work.failed.connect(self._failed)
        self.work.start()

    def _tell_progress(self, done: int, total: int) -> None:
        say(self.said, f"{done} of {total} made.", "quiet")

    def _jobs(self) -> list[tuple[str, Callable[[Path], object]]]:
        """File names and what writes each."""
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

    def _done(self, folder: Path) -> None:
        self.make_button.setEnabled(True)
        say(self.said, f"Written to {folder}")
        self.show_button.show()
        self.show_button.setFocus()
        self.bring_into_sight(self.show_button)

    def show_files(self) -> None:
        """Open the folder of the PDFs, or say where it is."""
        if not show_folder(self.folder.folder):
            say(self.said, no_file_manager(self.folder.folder), "bad")

    def _failed(self, words: str) -> None:
        self.make_button.setEnabled(True)
        say(self.said, words, "bad")
