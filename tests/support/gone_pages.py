"""How a test parts with what a page stood in."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QObject
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile


def let_go(page: QWebEnginePage, profile: QWebEngineProfile, with_page: QObject | None = None) -> None:
    """The page goes, alone or with what holds it, and only then its profile, as Qt wants it."""
    loop = QEventLoop()
    page.destroyed.connect(loop.quit)
    (with_page or page).deleteLater()
    loop.exec()
    profile.deleteLater()
