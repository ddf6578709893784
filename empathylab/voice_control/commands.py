"""The commands of voice control: a grammar made of the page's own words, and what a sentence of it means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from empathylab.domain.events import CommandKind

_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
#: What is said for a key → its code.
KEYS = {
    "tab": "Tab",
    "enter": "Enter",
    "space": "Space",
    "escape": "Escape",
    "up": "ArrowUp",
    "down": "ArrowDown",
    "left": "ArrowLeft",
    "right": "ArrowRight",
}
_SHORT_FORMS = {"show numbers": "show-numbers", "hide numbers": "hide-numbers", "stop listening": "stop-listening"}


@dataclass(frozen=True, slots=True)
class VoiceCommand:
    """What was said. `words` are those of a control, a key's code or a number from 1; they never leave the run."""

    kind: CommandKind
    words: str = ""


def plain(words: str) -> str:
    """As it is said: small letters, numbers below a hundred in words, no punctuation."""
    kept = "".join(each if each.isalnum() or each == "'" else " " for each in words.casefold().replace("’", "'"))
    return " ".join(in_words(int(each)) if each.isdecimal() and len(each) < 3 else each for each in kept.split())


def in_words(number: int) -> str:
    """0 to 99 in English."""
    if number < len(_UNITS):
        return _UNITS[number]
    tens, unit = divmod(number, 10)
    return _TENS[tens - 2] + (f" {_UNITS[unit]}" if unit else "")


def grammar(labels: Iterable[str], numbers: int = 0) -> str:
    """The sentences that are listened for, in the Java Speech Grammar Format.

    `labels` are plain words on the page; the numbers from 1 to `numbers` are those that are shown.
    """
    sentences = [f"press ( {' | '.join(KEYS)} )", *_SHORT_FORMS]
    if clicked := list(dict.fromkeys(filter(None, labels))):
        sentences.append(f"click ( {' | '.join(clicked)} )")
    if shown := [in_words(number) for number in range(1, numbers + 1)]:
        sentences.append(f"[ click ] ( {' | '.join(shown)} )")
    return f"#JSGF V1.0;\ngrammar page;\npublic <command> = {' | '.join(sentences)};\n"


def command_of(sentence: str, labels: Iterable[str], numbers: int = 0) -> VoiceCommand | None:
    """What a whole sentence of that grammar means; None for a part of one.

    A number that is shown goes before a control that is called the same.
    """
    if sentence in _SHORT_FORMS:
        return VoiceCommand(CommandKind(_SHORT_FORMS[sentence]))
    verb, _, rest = sentence.partition(" ")
    said = rest if verb == "click" else sentence
    for number in range(1, numbers + 1):
        if said == in_words(number):
            return VoiceCommand(CommandKind.NUMBER, str(number))
    if verb == "press" and rest in KEYS:
        return VoiceCommand(CommandKind.PRESS, KEYS[rest])
    return VoiceCommand(CommandKind.CLICK, rest) if verb == "click" and rest in set(labels) else None
