"""A page that writes ticked files into a folder, beside the screen, and shows where they are."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path

from empathylab.reports.files import make_folder
from empathylab.ui.facilitator.controls.background_task import Progress, start_task
from empathylab.ui.facilitator.controls.folder import FolderChoice, documents_folder, no_file_manager, show_folder
from empathylab.ui.facilitator.controls.form_controls import Page, flow, say
from empathylab.ui.kit.widgets import button

#: A file's name, and what writes it to a path.
Job = tuple[str, Callable[[Path], object]]


class FileWritingPage(Page):
    """What is ticked is in `jobs`; the page lays itself out and ends with `add_making`."""

    nothing_ticked = "Tick what you want to print."

    def __init__(
        self,
        title: str,
        lead: str,
        folder: str,
        *,
        verb: str = "Make PDFs",
        on_back: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(title, lead, on_back=on_back)
        self.folder = FolderChoice("Folder", documents_folder() / "Empathy Lab" / folder)
        self.show_button = button("Show in folder", self.show_files)
        self.show_button.hide()
        self.make_button = button(verb, self.make, "main")

    def add_making(self) -> None:
        """Below the content: the folder, what is told, and the way to the files."""
        self.body.addWidget(self.folder)
        self.body.addWidget(self.said)
        self.body.addWidget(flow(self.show_button))
        self.body.addStretch(1)
        self.add_action(self.make_button)

    @abstractmethod
    def jobs(self) -> Sequence[Job]:
        """What to write."""

    def make(self) -> None:
        """Write every ticked file; while that goes on the button has the keyboard, and does nothing."""
        if self.is_kept:
            return
        jobs = self.jobs()
        if not jobs:
            say(self.said, self.nothing_ticked, "bad")
            return
        folder = self.folder.folder

        def do(progress: Progress) -> Path:
            make_folder(folder)
            for number, (name, write) in enumerate(jobs, 1):
                write(folder / name)
                progress(number, len(jobs))
            return folder

        say(self.said, "Making PDFs…", "quiet")
        self.work = start_task(self, do, done=self._done, failed=self._failed, progressed=self._tell_progress)

    def _tell_progress(self, done: int, total: int) -> None:
        say(self.said, f"{done} of {total} made.", "quiet")

    def _done(self, folder: Path) -> None:
        say(self.said, f"Written to {folder}")
        self.show_button.show()
        self.show_button.setFocus()
        self.bring_into_sight(self.show_button)

    def show_files(self) -> None:
        """Open the folder of the files, or say where it is."""
        if not show_folder(self.folder.folder):
            say(self.said, no_file_manager(self.folder.folder), "bad")

    def _failed(self, words: str) -> None:
        say(self.said, words, "bad")
