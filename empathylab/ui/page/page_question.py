"""What a page says or asks in a dialog: alert, confirm, prompt, and whether it may be left."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Signal

#: A page can say as much as it likes.
MOST_CHARACTERS = 1_000


class DialogKind(StrEnum):
    """Which of them it is."""

    ALERT = "alert"
    CONFIRM = "confirm"
    PROMPT = "prompt"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class DialogAnswer:
    """`words` are those of a prompt. With `is_enough` the page is not to show another."""

    is_yes: bool
    words: str = ""
    is_enough: bool = False


class PageQuestion(QObject):
    """One of them. The page's own process stands still until it is answered; the lab does not."""

    answered = Signal()

    def __init__(self, kind: DialogKind, words: str, default: str = "") -> None:
        super().__init__()
        self.kind, self.words, self.default = kind, words[:MOST_CHARACTERS], default
        self._answer: DialogAnswer | None = None
        self._loop = QEventLoop()

    def wait(self) -> DialogAnswer:
        """What the engine's own dialogs do: everything else goes on meanwhile. With the lab it ends as "no"."""
        if self._answer is None:
            self._loop.exec()
        return self._answer or DialogAnswer(is_yes=False)

    def answer(self, answer: DialogAnswer) -> None:
        """The first answer counts."""
        if self._answer is None:
            self._answer = answer
            self._loop.quit()
            self.answered.emit()


def kind_of_confirm(words: str) -> DialogKind:
    """Qt asks whether a page may be left in the same way as a page's own questions, in words of its own."""
    leaving = "Are you sure you want to leave this page? Changes that you made may not be saved."
    is_leaving = words == QCoreApplication.translate("QWebEnginePage", leaving)
    return DialogKind.LEAVE if is_leaving else DialogKind.CONFIRM
