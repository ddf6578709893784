"""The words of a PDF's pages by the reader that comes with Qt: a tenth of what it takes to read them in Python."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer
from PySide6.QtPdf import QPdfDocument


def words_of_pages(pdf: Path | bytes) -> list[str]:
    """Of each page, in the order in which they are written."""
    content, document = QBuffer(), QPdfDocument()
    content.setData(pdf if isinstance(pdf, bytes) else pdf.read_bytes())
    content.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(content)
    assert document.error() is QPdfDocument.Error.None_, document.error()
    return [_as_read(document.getAllText(page).text()) for page in range(document.pageCount())]


def _as_read(words: str) -> str:
    return words.replace("\r\n", "\n")
