"""What a report counts, as statements on numbers of people: read from its JSON."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from empathylab.files.questions import load_questions
from empathylab.measures.scales import SCALES
from empathylab.reports.sharing import COUNTED
from support.made_up_events import CAN_MEET, Visit

ENDINGS = ("Completed", "Gave up", "Ended another way")
WAYS = ("Better", "The same", "Worse")
ORDERS = ("with barriers, then built well", "with barriers")
#: What these sections tell is not of everybody who met a persona.
_OF_OTHERS = ("audit", "lot", "hosts")
#: What people were told, as it is asked after.
_ASKED = load_questions()
FACTS = {each.id: each.text for each in _ASKED.questions if each.id in _ASKED.facts}
#: The k of the reports that are attacked.
HIDDEN_BELOW = 5
#: The personas whose people are counted one by one, by the name of a scale.
Drawn = Mapping[str, tuple[str, ...]]
#: What may be counted one by one, and how many words say what it is before any say of whom.
_ONE_BY_ONE = {"answered": 2, "way": 3}
_RUNS = ("With barriers", "Built well")
_KEYS = "Key presses to the first field"
_KEYS_CAPTION = f"{_KEYS}, half needed at most"
#: What is counted, by its name: such as ("persona", "ann") or ("ending", "Completed", "With barriers").
Name = tuple[str, ...]


@dataclass(frozen=True)
class Statement:
    """A printed number: at least `low`, and if it says so at most `high`; of a difference, `less` is taken away."""

    name: Name
    low: int
    high: int | None
    less: Name | None = None


def number(words: str) -> tuple[int, int | None] | None:
    """What a printed number says; None where nothing is told."""
    found = re.fullmatch(r"(at least |fewer than )?([\d,]+)", words.strip())
    if found is None:
        return None
    value = int(found[2].replace(",", ""))
    if found[1] is None:
        return value, value
    return (value, None) if found[1].startswith("at") else (0, value - 1)


def statements(
    report: dict[str, Any], drawn: Drawn | None = None, *, is_of_several: bool = False
) -> Iterator[Statement]:
    """Everything that the report's JSON counts; sentences and tables alike.

    On several events or stations together "everybody" is never said, so that its absence says nothing.
    """
    told = (each for each in _counted(report) if not (is_of_several and each.less and each.high is None))
    return (_of_those_drawn(each, drawn) for each in told)


def drawn_of(made: Sequence[Visit]) -> Drawn:
    """The personas of whom enough answered, by the name of what they answered."""
    counted = {SCALES[scale].name: Counter(each.persona for each in made if scale in each.pairs) for scale in COUNTED}
    return {name: tuple(sorted(who for who in of if of[who] >= HIDDEN_BELOW)) for name, of in counted.items()}


def _of_those_drawn(said: Statement, drawn: Drawn | None) -> Statement:
    """People who are counted one by one are those of the personas that are drawn: of all they are a part.

    Which those are is not said of every scale; whoever guesses it right knows more.
    """
    words = _ONE_BY_ONE.get(said.name[0])
    if len(said.name) != words or said.low != said.high:
        return said
    return replace(said, high=None) if drawn is None else replace(said, name=(*said.name, *drawn[said.name[1]]))


def halved(report: dict[str, Any]) -> Iterator[Name]:
    """Of how many the middle lies between two whole numbers of keys: nobody pressed half a key."""
    tables = (table for section in report["sections"] for table in section["tables"])
    for table in (each for each in tables if each["caption"] == _KEYS_CAPTION):
        for persona, *keys in table["rows"]:
            if any(words.endswith(".5") for words in keys):
                yield ("answered", _KEYS, persona.lower())


def unsaid(report: dict[str, Any], said: Sequence[Statement], drawn: Drawn) -> Iterator[Statement]:
    """What it means to whoever knows the code that a report on one event does not tell a number: it is small."""
    told = {name for each in said for name in (each.name, each.less)}
    tables = {table["caption"]: table["rows"] for section in report["sections"] for table in section["tables"]}
    apart = {row[0].lower() for row in tables.get("People by the persona they met", ())} & set(CAN_MEET)
    names = [("answered", scale, who) for scale, those in drawn.items() for who in set(CAN_MEET) - set(those)]
    names += [("barrier", barrier, who) for who in apart for barrier in CAN_MEET[who]]
    if _KEYS_CAPTION in tables:
        names += [("answered", _KEYS, who) for who in apart]
    if ("people",) in told:
        names += [("persona", who) for who in CAN_MEET]
        names += [("order", order) for order in ORDERS if apart]
        names += [("ending", "Completed", run, who) for run in _RUNS for who in apart]
    yield from (Statement(name, 0, HIDDEN_BELOW - 1) for name in names if name not in told)


def _counted(told: dict[str, Any]) -> Iterator[Statement]:
    report = {**told, "sections": [each for each in told["sections"] if each["id"] not in _OF_OTHERS]}
    for fact in report["facts"]:
        if fact["words"] == "people took part":
            yield from _stated(("people",), fact["number"])
    sentences = [*report["in_short"], *(words for section in report["sections"] for words in section["sentences"])]
    figures = [f"{fact['number']} {fact['words']}" for fact in report["facts"]]
    for each in (each for words in (*figures, *sentences) for each in _of_sentence(words)):
        if not (each.less and each.high is None and _may_hide_everybody(report, each.less)):
            yield each
    for section in report["sections"]:
        for fix in section["fixes"]:
            yield from _of_fix(fix)
    for section in report["sections"]:
        for words in section["charts"]:
            yield from _of_panels(words)
        for table in section["tables"]:
            yield from _of_table(table)


def _stated(name: Name, words: str) -> Iterator[Statement]:
    if (told := number(words)) is not None:
        yield Statement(name, *told)


def _of_panels(words: str) -> Iterator[Statement]:
    for persona, better, same, worse in re.findall(r"(\w+): ([\d,]+) [\w ]+, ([\d,]+) the same, ([\d,]+) ", words):
        for way, people in zip(WAYS, (better, same, worse), strict=True):
            yield from _stated(("way", "Ease", way, persona.lower()), people)


def _of_sentence(words: str) -> Iterator[Statement]:
    if words.startswith("The order of the runs: "):
        for people, order in re.findall(r"(at least [\d,]+) people (.+?)[;.]", words):
            yield from _stated(("order", order), people)
        if small := re.search(r"each other order (fewer than \d+)", words):
            told = {found[1] for found in re.findall(r"(at least [\d,]+) people (.+?)[;.]", words)}
            for order in set(ORDERS) - told:
                yield from _stated(("order", order), small[1])
    if done := re.match(r"With barriers, (.+) could send the form; built well, (.+) could\.", words):
        for run, told in zip(_RUNS, done.groups(), strict=True):
            yield from _of_share(told, ("ending", "Completed", run), ("tried", run))
    if sent := re.fullmatch(r"(.+) could send the form (with barriers|built well)", words):
        run = sent[2].capitalize()
        yield from _of_share(sent[1], ("ending", "Completed", run), ("tried", run))
    if reached := re.match(r"(.+) people (finished the first page|reached the first field) of both forms", words):
        scale = "Time for the first page" if "page" in reached[2] else "Time to the first field"
        yield from _stated(("answered", scale), reached[1][:1].lower() + reached[1][1:])


def _may_hide_everybody(report: dict[str, Any], completed: Name) -> bool:
    """Is there a persona of whom few sent the form in this run? Beside it "everybody" is not said."""
    tables = [table for section in report["sections"] for table in section["tables"]]
    found = [table for table in tables if table["caption"] == "People who completed the form"]
    run = completed[-1]
    return any(not row[table["header"].index(run)].startswith("at least") for table in found for row in table["rows"])


def _of_share(words: str, part: Name, whole: Name) -> Iterator[Statement]:
    """Such as "at least 15 of at least 40 people", or "everybody (at least 40 people)".

    "Everybody" is not left out where it is true, so its absence says that somebody is missing.
    """
    if everybody := re.match(r"everybody\b(?:.*?\((.+) people\))?", words):
        yield from _stated(whole, everybody[1] or "")
        yield Statement(whole, 0, 0, less=part)
    elif share := re.match(r"((?:at least|fewer than) \d+)(?: of (.+?) (?:people|who were .*))?$", words):
        yield from _stated(part, share[1])
        yield from _stated(whole, share[2] or "")
        yield Statement(whole, 1, None, less=part)


def _of_fix(fix: dict[str, str]) -> Iterator[Statement]:
    """Who met a barrier of how many, and how many of them did not send the form."""
    barrier = fix["barrier"].lower().replace(" ", "-")
    met, _, stopped = fix["did"].removeprefix("Met by ").removesuffix(".").partition("; ")
    for words in met.split(" and "):
        if who := re.search(r"who (?:was|were) (\w+)", words):
            persona = who[1].lower()
            yield from _of_share(words, ("barrier", barrier, persona), ("tried", "With barriers", persona))
    if count := re.match(r"(.+) of them could not send the form", stopped):
        yield from _stated(("stopped", barrier), count[1])


def _of_table(table: dict[str, Any]) -> Iterator[Statement]:
    rows, header = table["rows"], table["header"]
    match table["caption"]:
        case "People by the persona they met":
            listed = {row[0].lower() for row in rows}
            for name, people in rows:
                others = sorted(set(CAN_MEET) - listed) if name == "Each other persona" else [name.lower()]
                for persona in others:
                    yield from _stated(("persona", persona), people)
        case "How the runs ended, people":
            for name, *people in rows:
                for run, words in zip(header[1:], people, strict=True):
                    yield from _stated(("ending", name, run), words)
        case "People who completed the form":
            for name, *people in rows:
                for run, words in zip(header[1:], people, strict=True):
                    yield from _stated(("ending", "Completed", run, name.lower()), words)
        case caption if caption == _KEYS_CAPTION:
            for name, *keys in rows:
                yield Statement(("answered", _KEYS, name.lower()), HIDDEN_BELOW, None)
                yield from _of_middles(("way", _KEYS), name.lower(), *map(float, keys))
        case "How many people met each barrier at least once":
            for name, people, _who in rows:
                yield from _stated(("barrier", name.lower().replace(" ", "-")), people)
        case "How long people took, as far as they came in both forms":
            for name, before, after, people in rows:
                yield from _stated(("answered", name), people)
                yield from _of_middles(("way", name), "", *map(_seconds, (before, after)))
        case "How often people meet disabled people":
            for often, people in rows:
                yield from _stated(("contact", often), people)
        case "Weeks later":
            for name, people, *ways, size in rows:
                scale = name.split(" (")[0]
                yield from _stated(("later", scale), people)
                yield from _of_size(("later", scale), name, size)
                for way, words in zip(WAYS, ways, strict=True):
                    yield from _stated(("later", scale, way), words)
        case "How many knew what they were told":
            for question, _right, *knew in rows:
                for run, words in zip(_RUNS, knew, strict=True):
                    yield from _of_what_was_known(("told", question, run), words)
        case "What it took, within each person" | "Then and now, within each person":
            for name, people, *ways, size in rows:
                scale = name.split(" (")[0]
                yield from _stated(("answered", scale), people)
                yield from _of_size(("way", scale), name, size)
                for way, words in zip(WAYS, ways, strict=True):
                    yield from _stated(("way", scale, way), words)


def _of_middles(name: Name, persona: str, before: float, after: float) -> Iterator[Statement]:
    """Where half needed less than half did at the other time, somebody did: less is better of all that is measured."""
    if before != after:
        of = (persona,) if persona else ()
        yield Statement((*name, WAYS[0] if after < before else WAYS[2], *of), 1, None)


def _seconds(clock: str) -> float:
    """Of what is told as 1:05."""
    minutes, seconds = clock.split(":")
    return 60 * float(minutes) + float(seconds)


def _of_size(name: Name, scale: str, size: str) -> Iterator[Statement]:
    """Where an interval holds changes for the worse, somebody's was; nobody's is between those of all."""
    better, worse = (WAYS[0], WAYS[2]) if "(more is better)" in scale else (WAYS[2], WAYS[0])
    if re.search(r"interval \N{MINUS SIGN}", size):
        yield Statement((*name, worse), 1, None)
    if re.search(r" to \+", size):
        yield Statement((*name, better), 1, None)


def _of_what_was_known(name: Name, words: str) -> Iterator[Statement]:
    """Such as "at least 5 of at least 10"; a dash says nothing."""
    knew, _, answered = words.partition(" of ")
    if answered:
        yield from _stated((*name, "Right"), knew)
        yield from _stated(name, answered)


def told_of_side(report: dict[str, Any], host: str, section: str = "hosts") -> Iterator[Statement]:
    """What the report says of one of the groups that a section sets side by side, such as the visits with a host."""
    return (_of_those_drawn(each, None) for each in _of_side(report, host, section))


def _of_side(report: dict[str, Any], host: str, section: str) -> Iterator[Statement]:
    tables = (table for each in report["sections"] if each["id"] == section for table in each["tables"])
    for name, side, people, *ways, _size in (row for table in tables for row in table["rows"]):
        scale = name.split(" (")[0]
        if side == host:
            yield from _stated(("answered", scale), people)
            for way, words in zip(WAYS, ways, strict=True):
                yield from _stated(("way", scale, way), words)


def told_of_lot(report: dict[str, Any], arm: str) -> Iterator[Statement]:
    """What the report says of those whom the lot gave one kind of visit."""
    sentences = (words for each in report["sections"] if each["id"] == "lot" for words in each["sentences"])
    for words in sentences:
        if came := re.search(rf"Came out, people: .*?{arm.lower()}, ((?:at least|fewer than) \d+)", words):
            yield from _stated(("people",), came[1])
    yield from told_of_side(report, arm, "lot")


def told_of_looking(report: dict[str, Any]) -> Iterator[Statement]:
    """What it says of those who only looked, drawn or not."""
    for section in (each for each in report["sections"] if each["id"] == "audit"):
        if came := re.match(r"(At least \d+) people looked", section["sentences"][0]):
            yield from _stated(("people",), came[1].lower())
        for table in section["tables"]:
            yield from (_of_those_drawn(each, None) for each in _of_table(table))
