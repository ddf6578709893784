"""The engine without the lab: shows which ways out the page of all ways really has. `open_engine.py URL`."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWidgets import QApplication

application = QApplication(sys.argv)
profile = QWebEngineProfile()
page = QWebEnginePage(profile)
page.setVisible(True)
page.titleChanged.connect(lambda title: application.quit() if title == "tried" else None)
page.load(QUrl(sys.argv[1]))
QTimer.singleShot(60_000, application.quit)
application.exec()
page.deleteLater()
page.destroyed.connect(application.quit)
application.exec()
