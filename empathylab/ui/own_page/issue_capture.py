"""Takes down a moment in a page: where it was, and a picture as it was seen, with every field emptied."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QPixmap

from empathylab.domain.moments import PagePlace
from empathylab.ui.own_page.page_audit import ask_place
from empathylab.ui.page.redaction import Redaction
from empathylab.ui.run.run_view import RunView

#: After the page has painted its fields empty, until Qt has painted the page.
_PAINT_MS = 150
#: A page that does not paint is taken down without a picture.
_PATIENCE_MS = 2_000

#: The place, the page as it was seen, and as it is where something lay over it; each PNG is empty when it failed.
Taken = Callable[[PagePlace, bytes, bytes], object]


class IssueCapture(QObject):
    """One moment at a time; a page that is lost meanwhile is not told of."""

    def __init__(self, view: RunView) -> None:
        super().__init__(view)
        self._view = view
        self._redaction = Redaction(self)
        self._paint = QTimer(self, singleShot=True, interval=_PAINT_MS)
        self._redaction.became_ready.connect(self._paint.start)
        self._paint.timeout.connect(self._painted)
        # Not in the middle of the lens's painting: the picture is taken by painting once more.
        view.lens.painted.connect(self._lens_painted, Qt.ConnectionType.QueuedConnection)
        self._is_lens_due = False
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._finish)
        self._taken: Taken | None = None
        self._place = PagePlace("", "", "")

    def take(self, taken: Taken) -> None:
        """Ask for the moment; `taken` follows unless another one is under way."""
        page = self._view.page
        if page is not None and self._taken is None:
            self._taken = taken
            self._patience.start()
            ask_place(page, self._view.cursor_node, self._placed, self)

    def _placed(self, place: PagePlace) -> None:
        page = self._view.page
        if page is not None and self._taken is not None:
            self._place = place
            self._redaction.begin(page)

    def _painted(self) -> None:
        """A lens shows the page a while later: until then it shows what was entered."""
        if self._view.lens.is_on:
            self._is_lens_due = True
            self._view.lens.wait_for_new_picture()
        else:
            self._finish(self._seen(), self._beneath())

    @Slot()
    def _lens_painted(self) -> None:
        if self._is_lens_due:
            self._finish(self._seen(), self._beneath())

    def _seen(self) -> bytes:
        return _png(self._view.grab())

    def _beneath(self) -> bytes:
        """The page without lens or curtain."""
        is_covered = self._view.lens.is_on or self._view.is_dark
        return _png(QPixmap.fromImage(self._view.lens.page_picture())) if is_covered else b""

    def _finish(self, picture: bytes = b"", sharp: bytes = b"") -> None:
        self._is_lens_due = False
        self._redaction.end()
        self._paint.stop()
        self._patience.stop()
        taken, self._taken = self._taken, None
        if taken is not None:
            taken(self._place, picture, sharp)


def _png(picture: QPixmap) -> bytes:
    buffer = QBuffer()
    picture.save(buffer, "PNG")
    return bytes(buffer.data().data())
