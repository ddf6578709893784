"""Typing echo: what is said back while typing and while the caret moves. Nothing of it is kept."""

from __future__ import annotations

from empathylab.reader.page_messages import CaretMoved
from empathylab.reader.settings import Echo
from empathylab.reader.utterance import Part, PartKind, Utterance
from empathylab.reader.words import spoken_character, words


class TypingEcho:
    """What is said of a key that types or deletes.

    Remembers only the word under way, and forgets it as soon as it was said.
    """

    def __init__(self, how: Echo) -> None:
        self.how = how
        #: What is said when the caret moves next: "character", "word", "line" or nothing.
        self.caret_unit = ""
        self._word = ""

    def typed(self, text: str, deleted: str) -> Utterance:
        """After an edit: the character, the word that it finished, or what was deleted."""
        self.caret_unit = ""
        if self.how is Echo.NONE:
            return Utterance(())
        if not text:
            self._word = self._word[:-1]
            return _echo(" ".join(spoken_character(character) for character in deleted[:3]))
        if self.how is Echo.CHARACTERS:
            return _echo(" ".join(words("star") if c == "•" else spoken_character(c) for c in text[:40]))
        return self._words(text)

    def _words(self, text: str) -> Utterance:
        self._word += text
        if self._word[-1].isalnum():
            return Utterance(())
        finished, self._word = self._word.strip(), ""
        return _echo(words("star") if "•" in finished else finished)

    def moved(self, moved: CaretMoved) -> Utterance:
        """After the caret moved; said only when a caret key did it."""
        unit, self.caret_unit = self.caret_unit, ""
        return caret(unit, moved) if unit else Utterance(())

    def left(self) -> None:
        """Another field, or another key: the word under way is over."""
        self._word = ""


def caret(unit: str, moved: CaretMoved) -> Utterance:
    """What is said after the caret moved by a unit: "character", "word" or "line"."""
    if moved.selected:
        return _echo(words("selected", text=moved.selected))
    text = {"character": moved.character, "word": moved.word, "line": moved.line}[unit]
    if unit == "character":
        return _echo(spoken_character(text) if text else words("blank"))
    return _echo(text.replace("•", f"{words('star')} ").strip() or words("blank"))


def _echo(text: str) -> Utterance:
    return Utterance((Part(PartKind.ECHO, text, is_private=True),) if text else ())
