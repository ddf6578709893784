"""ARIA-AT: the pages of its test plans in the engine, NVDA's commands, and whether what must be conveyed is said.

    pytest tests/conformance/test_reader_aria_at.py --aria-at FOLDER -s

An assertion is checked when it names in quotes what is to be heard; the others are counted as not checked by machine.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from empathylab.reader.keymap import ReadingMode
from support.reader_spy import Reading

pytestmark = [pytest.mark.qt_log_ignore("js:", "requestActivate", extend=True)]

KNOWN = Path(__file__).with_name("known.toml")
KEYS = {"ins": "Insert", "esc": "Escape", "pageUp": "PageUp", "pageDown": "PageDown", "ctrl": "Ctrl", "alt": "Alt"} | {
    word: str(number)
    for number, word in enumerate(("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"))
}
#: What ARIA-AT quotes → what the reader may say for it.
SAID = {
    "checkbox": ("check box",),
    "combobox": ("combo box",),
    "combo box": ("combo box",),
    "image": ("graphic",),
    "img": ("graphic",),
    "graphic": ("graphic",),
    "group": ("group",),
    "radio group": ("group",),
    "radio button": ("radio button",),
    "banner": ("banner landmark",),
    "complementary": ("complementary landmark",),
    "contentinfo": ("content information landmark",),
    "main": ("main landmark",),
    "form": ("form landmark",),
    "navigation": ("navigation landmark",),
    "navigation region": ("navigation landmark",),
    "menu button": ("opens menu",),
    "toggle button": ("pressed",),
    "on": ("on",),
    "off": ("off",),
    "mixed": ("partly",),
    "partially checked": ("partly checked",),
    "spinbutton": ("spin button",),
    "spin button": ("spin button",),
    "tablist": ("tab list",),
    "tab panel": ("tab panel",),
    "tabpanel": ("tab panel",),
    "menuitem": ("menu item",),
    "menuitemcheckbox": ("check menu item",),
    "menuitemradio": ("radio menu item",),
    "listbox": ("list box",),
    "edit": ("edit", "combo box"),
    "column header": ("column",),
    "unchecked": ("not checked",),
    "not valid": ("invalid entry",),
}


#: Where nothing has been heard yet, the page is given so much more of its time.
_MORE_TURNS = 20


@dataclass(frozen=True)
class Case:
    name: str
    page: Path
    keys: str
    mode: str
    assertions: tuple[tuple[str, str], ...]


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def cases_of(plan: Path) -> Iterator[Case]:
    data = plan / "data"
    if not (data / "nvda-commands.csv").is_file():
        return
    known = {
        row["assertionId"]: (int(row["priority"]), row["assertionPhrase"] or row["assertionStatement"])
        for row in rows(data / "assertions.csv")
    }
    tests = {row["testId"]: row for row in rows(data / "tests.csv")}
    reference = next((row["value"] for row in rows(data / "references.csv") if row["refId"] == "reference"), "")
    for row in rows(data / "nvda-commands.csv"):
        test = tests.get(row["testId"])
        if test is None:
            continue
        script = f".{test['setupScript']}" if test["setupScript"] else ""
        page = (plan / reference).with_suffix(f"{script}.html")
        wanted = priorities(test["assertions"], row.get("assertionExceptions") or "", known)
        yield Case(
            f"{plan.name} › {row['testId']} › {row['command']} › {row['settings']}",
            page,
            row["command"],
            row["settings"],
            wanted,
        )


def priorities(listed: str, exceptions: str, known: dict[str, tuple[int, str]]) -> tuple[tuple[str, str], ...]:
    """Assertions that must or should hold (priority 1 and 2), after a command's own exceptions."""
    found: dict[str, tuple[int, str]] = {}
    for token in [*listed.split(), *exceptions.split()]:
        number, _, name = token.rpartition(":")
        if name in known:
            found[name] = (int(number) if number else known[name][0], known[name][1])
    return tuple((name, phrase) for name, (priority, phrase) in found.items() if priority in {1, 2})


def is_said(phrase: str, heard: str) -> bool | None:
    """None: the assertion does not quote what is to be heard."""
    quoted = [text for text in re.findall(r"'([^']+)'", phrase) if text]
    if not quoted:
        return None
    heard = heard.lower().replace("'", "").replace("’", "")
    if phrase.startswith("not convey") or "is not conveyed" in phrase:
        return not any(re.search(rf"\b{re.escape(text.lower())}\b", heard) for text in quoted)
    return all(any(word in heard for word in SAID.get(text.lower(), (text.lower(),))) for text in quoted)


def perform(reading: Reading, case: Case) -> str:
    """Set the page up, press the keys, and give back all that was heard."""
    reading.open_file(case.page)
    reading.script("document.querySelector('.button-run-test-setup')?.click(); 1")
    reading.settle()
    reading.station.reader.set_mode(ReadingMode.FOCUS if case.mode == "focusMode" else ReadingMode.BROWSE)
    reading.said.clear()
    for stroke in case.keys.split():
        reading.key(
            "+".join(
                KEYS.get(part, part.upper() if len(part) == 1 else part.capitalize()) for part in stroke.split("+")
            )
        )
        reading.settle()
    for _ in range(_MORE_TURNS):  # A busy computer says it late.
        if reading.said:
            break
        reading.settle()
    return ", ".join(reading.said)


def test_what_must_be_conveyed(aria_at: Path, qtbot: QtBot, tmp_path: Path) -> None:
    known = tomllib.loads(KNOWN.read_text("utf-8")).get("aria-at", {})
    passed, failed, unchecked, broken = 0, {}, 0, 0
    reading = Reading(qtbot, tmp_path)
    reading.view.show()
    reading.station.start()
    for plan in sorted((aria_at / "tests" / "apg").iterdir()):
        for case in cases_of(plan):
            if not case.page.is_file() or case.mode not in {"browseMode", "focusMode"}:
                broken += 1
                continue
            heard = perform(reading, case)
            for name, phrase in case.assertions:
                answer = is_said(phrase, heard)
                passed += answer is True
                unchecked += answer is None
                if answer is False:
                    failed[f"{case.name} › {name}"] = f"{phrase}\n  heard {heard!r}"
    reading.close()
    counts = f"{passed} pass, {len(failed)} fail, {unchecked} not checked by machine, {broken} commands left out"
    print(f"\nARIA-AT: {counts}")  # noqa: T201
    news = [f"{key}: {value}" for key, value in failed.items() if not any(fnmatchcase(key, one) for one in known)]
    assert not news, f"{len(news)} not known:\n" + "\n".join(news)
