"""Names, roles, states and descriptions of web-platform-tests, case by case, against what the reader has of them.

    pytest tests/conformance/test_reader_wpt.py --wpt FOLDER -s

The tests run as they are, in their own harness, and the reader answers what they ask of the browser; of the manual
ones it is checked what they expect of ATK. Every case that the reader answers otherwise stands in known.toml with its
reason; the test fails on any other.
"""

from __future__ import annotations

import json
import time
import tomllib
from collections import Counter
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
from engine import Engine
from wpt_manual import checks_of, steps_of
from wpt_server import ANSWER, serving

pytestmark = [pytest.mark.qt_log_ignore("js:", extend=True), pytest.mark.usefixtures("qapp")]

KNOWN = Path(__file__).with_name("known.toml")
FOLDERS = ("accname", "core-aam", "graphics-aam", "html-aam", "svg-aam", "wai-aria")
_TIMEOUT_S = 10

_ONE = """
  const { element, attribute, value } = %s;
  const el = document.getElementById(element ?? "test"); if (!el) return null;
  if (attribute) el.setAttribute(attribute, value.replaceAll('"', ""));
  labReader.walk(document.body, 0);
  const node = labReader.describe(el, labReader.roleOf(el), 0);
  const nothing = { description: "", states: [], level: 0, place: 0, size: 0, roleSaid: "", value: "" };
  return { name: labReader.tidy(el.computedName), ...nothing, ...node };
"""
#: A case: the file and its title, and what is wrong with the answer; empty when nothing is.
Cases = dict[str, str]


def automatic(engine: Engine, address: str) -> list[tuple[str, str]]:
    """(title, fault) of a page that tests itself."""
    engine.load(address)
    deadline = time.monotonic() + _TIMEOUT_S
    while time.monotonic() < deadline:
        results = engine.ask("return globalThis.labResults ?? null", 0)
        if results is not None:
            return [(one["title"], one["fault"]) for one in results]
    return [("the page", "gave no results")]


def manual(engine: Engine, address: str, steps: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """(title, fault) of a page that says what an accessibility interface is to give."""
    engine.load(address)
    cases = []
    for step in steps:
        node = engine.ask(_ONE % json.dumps(step))
        if node is None or "test" not in step:
            continue
        for what, wanted, found in checks_of(step, node):
            fault = "" if wanted.split() == found.split() else f"wanted {wanted!r}, found {found!r}"
            cases.append((f"{step.get('title', '')} [{what}]", fault))
    return cases


def cases_of(folder: Path) -> Cases:
    """Every case by "file › title"."""
    seen: Cases = {}
    with serving(folder) as address:
        engine = Engine(ANSWER, address)
        for file in sorted(file for name in FOLDERS for file in (folder / name).rglob("*.html")):
            text, name = file.read_text("utf-8"), file.relative_to(folder).as_posix()
            steps = steps_of(text)
            if not steps and "testharness.js" not in text:
                continue
            found = manual(engine, f"{address}/{name}", steps) if steps else automatic(engine, f"{address}/{name}")
            count: Counter[str] = Counter()
            for title, fault in found:
                count[title] += 1
                number = f" ({count[title]})" if count[title] > 1 else ""
                seen[f"{name} › {title}{number}"] = fault
        engine.close()
    return seen


def test_names_and_roles(wpt: Path) -> None:
    cases = cases_of(wpt)
    assert cases, f"no cases under {wpt}"
    wrong = {key: fault for key, fault in cases.items() if fault}
    known = tomllib.loads(KNOWN.read_text("utf-8"))["wpt"]
    for name in FOLDERS:
        for kind in ("manual", "automatic"):
            mine = [key for key in cases if key.startswith(f"{name}/") and ("-manual" in key) == (kind == "manual")]
            bad = sum(1 for key in mine if key in wrong)
            print(f"{name}, {kind}: {len(mine)} cases, {len(mine) - bad} pass, {bad} fail")  # noqa: T201
    print(f"web-platform-tests: {len(cases)} cases, {len(cases) - len(wrong)} pass, {len(wrong)} fail")  # noqa: T201
    news = [f"{key}\n  {fault}" for key, fault in wrong.items() if not any(fnmatchcase(key, one) for one in known)]
    gone = [one for one in known if not any(fnmatchcase(key, one) for key in wrong)]
    assert not news, f"{len(news)} not known:\n" + "\n".join(news)
    assert not gone, f"known, but they pass now: {gone}"
