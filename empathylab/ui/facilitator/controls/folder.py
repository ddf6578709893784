"""Where files go: a folder that can be chosen, and shown afterwards."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from empathylab.ui.facilitator.controls.form_controls import field, flow
from empathylab.ui.kit import theme
from empathylab.ui.kit.text_field import TextField
from empathylab.ui.kit.widgets import button


class FolderChoice(QWidget):
    """A folder by name or by the computer's own dialog."""

    def __init__(self, label: str, folder: Path) -> None:
        super().__init__()
        self.path = TextField(str(folder))
        self.path.setMinimumWidth(theme.current().px(300 if theme.current().is_large else 420))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self.choose_button = button("Choose…", self._choose, "small")
        self.choose_button.setAccessibleName(f"Choose: {label}")
        box.addLayout(field(label, self.path))
        box.addWidget(flow(self.choose_button))

    @property
    def folder(self) -> Path:
        return Path(self.path.text().strip()).expanduser()

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Choose a folder", str(self.folder))
        if chosen:
            self.path.setText(chosen)


def documents_folder() -> Path:
    """The user's own folder for documents, as the desktop names it."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found else Path.home()


def no_file_manager(folder: Path) -> str:
    """What to tell where `show_folder` could not."""
    return f"This computer has nothing to show folders with. The files are in {folder}"


def show_folder(folder: Path) -> bool:
    """Open a folder in the desktop's file manager; False when there is none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder.resolve())))
