"""Shows what a page says or asks, one at a time, where the lens, the keys and the reader of the run reach it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Slot
from PySide6.QtWidgets import QApplication, QWidget

from empathylab.ui.lens.lens import Lens
from empathylab.ui.page.page_focus import PageFocus
from empathylab.ui.page.page_question import DialogAnswer, PageQuestion
from empathylab.ui.reader.reading import Reading
from empathylab.ui.run.page_dialog import PageDialog


class PageDialogs(QObject):
    """A page's own questions and messages, laid over its view.

    `area` is that view.
    """

    def __init__(self, area: QWidget, lens: Lens, reading: Reading, focus: PageFocus) -> None:
        super().__init__(area)
        self._area, self._lens, self._reading, self._focus = area, lens, reading, focus
        self._question: PageQuestion | None = None
        self._dialog: PageDialog | None = None
        self._shown = 0
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)

    @property
    def is_open(self) -> bool:
        return self._dialog is not None

    @property
    def focused(self) -> QWidget | None:
        """What takes the keys in place of the page."""
        return None if self._dialog is None else self._dialog.focused or self._dialog

    def begin(self) -> None:
        """Another page: what it says first is the first."""
        self._shown = 0

    def show(self, question: PageQuestion) -> None:
        """Over the page and beneath what lies over that, until it is answered."""
        self._question = question
        self._dialog = dialog = PageDialog(self._area, question, is_first=not self._shown)
        self._shown += 1
        question.answered.connect(self._close)
        dialog.looked_different.connect(self._lens.grab_soon)
        dialog.edited.connect(self._reading.say_edit)
        dialog.stackUnder(self._lens)
        dialog.show()
        self._lens.lay_in(dialog)
        self._reading.turn_to(f"{dialog.heading}: {dialog.words}")
        dialog.take_focus()

    def dismiss(self) -> None:
        """Whoever goes on without an answer has said no; a page may always be left."""
        if self._question is not None:
            self._question.answer(DialogAnswer(is_yes=False))

    def place(self) -> None:
        """The page's part of the window has another size."""
        if self._dialog is not None:
            self._dialog.place()

    @Slot()
    def _close(self) -> None:
        dialog, self._dialog, self._question = self._dialog, None, None
        if dialog is None:
            return
        had_focus = dialog.focused is not None
        self._lens.lay_in(None)
        self._lens.gaze.set_element(QRectF())
        self._reading.turn_to_page()
        dialog.hide()
        dialog.deleteLater()
        if had_focus:
            self._focus.take()

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        dialog = self._dialog
        if dialog is None or new is None or not dialog.isAncestorOf(new):
            return
        corner = new.mapTo(self._area, new.rect().topLeft())
        self._lens.gaze.set_element(QRectF(corner, new.size()))
        self._lens.look_again()
        self._lens.grab_soon()
        self._reading.say_control(new)
