"""The commands of voice control: a grammar made of the page's own words, and what a sentence of it means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

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


#: Signs that are words to whoever reads them out.
_SIGNS = {"&": " and ", "+": " plus ", "%": " percent ", "@": " at ", "’": "'"}
_MOST_SAYINGS = 12


def plain(words: str) -> str:
    """As it is said: small letters, numbers below a hundred and some signs in words, no punctuation."""
    told = "".join(_SIGNS.get(each, each) for each in words.casefold())
    kept = "".join(each if each.isalnum() or each == "'" else " " for each in told)
    return " ".join(in_words(int(each)) if each.isdecimal() and len(each) < 3 else each for each in kept.split())


def sayings(words: str) -> list[str]:
    """All ways to say plain words: a long number goes digit by digit, in pairs as a year, or as a whole."""
    ways = product(*(_numbers_said(each) if each.isdecimal() else [each] for each in words.split()))
    return [" ".join(way) for way, _ in zip(ways, range(_MOST_SAYINGS), strict=False)]


def _numbers_said(digits: str) -> list[str]:
    one_by_one = [in_words(int(each)) for each in digits]
    said = [" ".join(one_by_one), " ".join("oh" if each == "zero" else each for each in one_by_one)]
    if len(digits) == 4:
        said.append(_in_pairs(digits))
    if len(digits) in (3, 4) and digits[0] != "0":
        said += _as_a_whole(int(digits))
    return list(dict.fromkeys(said))


def _in_pairs(digits: str) -> str:
    first, second = in_words(int(digits[:2])), in_words(int(digits[2:]))
    return f"{first} hundred" if second == "zero" else f"{first} {'oh ' if digits[2] == '0' else ''}{second}"


def _as_a_whole(number: int) -> list[str]:
    thousands, rest = divmod(number, 1000)
    hundreds, below = divmod(rest, 100)
    more = [in_words(thousands), "thousand"] * bool(thousands) + [in_words(hundreds), "hundred"] * bool(hundreds)
    if not below:
        return [" ".join(more)]
    return [" ".join([*more, *between, in_words(below)]) for between in ((), ("and",))]


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


def command_of(sentence: str, labels: Mapping[str, str], numbers: int = 0) -> VoiceCommand | None:
    """What a whole sentence of that grammar means; None for a part of one. `labels` are those said → as they stand.

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
    return VoiceCommand(CommandKind.CLICK, labels[rest]) if verb == "click" and rest in labels else None
