"""Names, descriptions and roles of web-platform-tests, element by element, against what the reader has of them.

    pytest tests/conformance/test_reader_wpt.py --wpt FOLDER -s

Every case that the reader answers otherwise stands in known.toml with its reason; the test fails on any other.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from engine import Engine
from fragments import ENGINE_START

pytestmark = [pytest.mark.qt_log_ignore(*ENGINE_START, "js:", extend=True), pytest.mark.usefixtures("qapp")]

KNOWN = Path(__file__).with_name("known.toml")
FOLDERS = ("accname", "html-aam", "wai-aria")
_STEPS = re.compile(r"new ATTAcomm\(\s*(\{.*\})\s*\)\s*;?\s*</script>", re.DOTALL)

_EXPECTED = """
  labReader.walk(document.body, 0);
  const all = [];
  const visit = (root) => { for (const el of root.querySelectorAll("*")) {
    if (el.hasAttribute("data-expectedlabel") || el.hasAttribute("data-expectedrole")) all.push(el);
    if (el.shadowRoot) visit(el.shadowRoot);
  } };
  visit(document);
  return all.map((el) => { const role = labReader.roleOf(el); const node = labReader.describe(el, role, 0); return {
    title: el.dataset.testname || el.outerHTML.slice(0, 80), html: el.outerHTML.slice(0, 200),
    wantedName: el.dataset.expectedlabel ?? null, wantedRole: el.dataset.expectedrole ?? null,
    name: node.n ?? labReader.tidy(el.computedName), role: el.computedRole || role }; });
"""
_ONE = """
  labReader.walk(document.body, 0);
  const el = document.getElementById(%s); if (!el) return null;
  const node = labReader.describe(el, labReader.roleOf(el), 0);
  return { name: node.n ?? labReader.tidy(el.computedName), description: node.d ?? "" };
"""
SAME_ROLE = {"img": "image", "presentation": "none", "directory": "list"}


def marked(engine: Engine, file: Path) -> list[tuple[str, str, str]]:
    """(title, wanted, found) of the elements that say in attributes what is expected."""
    engine.load(file)
    cases = []
    for one in engine.ask(_EXPECTED) or []:
        if one["wantedName"] is not None:
            cases.append((f"{one['title']} [name]", one["wantedName"], one["name"]))
        if one["wantedRole"] is not None:
            wanted = SAME_ROLE.get(one["wantedRole"], one["wantedRole"])
            cases.append((f"{one['title']} [role]", wanted, SAME_ROLE.get(one["role"], one["role"])))
    return cases


def manual(engine: Engine, file: Path, text: str) -> list[tuple[str, str, str]]:
    """(title, wanted, found) of a page that says in a script what an accessibility interface is to give."""
    found = _STEPS.search(text)
    if found is None:
        return []
    engine.load(file)
    cases = []
    for step in json.loads(found.group(1))["steps"]:
        answer = engine.ask(_ONE % json.dumps(step.get("element", "test"))) or {}
        for kind, what, test, wanted in (check for check in step["test"]["ATK"] if len(check) == 4):
            if kind == "property" and what in {"name", "description"} and test == "is":
                cases.append((f"{step['title']} [{what}]", wanted, answer.get(what, "no such element")))
    return cases


def cases_of(folder: Path) -> dict[str, tuple[str, str]]:
    """Every case by "file › title": what is wanted, what was found."""
    engine = Engine()
    seen: dict[str, tuple[str, str]] = {}
    for file in sorted(file for name in FOLDERS for file in (folder / name).rglob("*.html")):
        text = file.read_text("utf-8")
        count: Counter[str] = Counter()
        for title, wanted, found in manual(engine, file, text) if "ATTAcomm" in text else marked(engine, file):
            count[title] += 1
            number = f" ({count[title]})" if count[title] > 1 else ""
            seen[f"{file.relative_to(folder)} › {title}{number}"] = (_tidy(wanted), _tidy(found))
    engine.close()
    return seen


def _tidy(text: str) -> str:
    return " ".join(text.split())


def test_names_and_roles(wpt: Path, record_property: Any) -> None:
    cases = cases_of(wpt)
    assert cases, f"no cases under {wpt}"
    wrong = {key: value for key, value in cases.items() if value[0] != value[1]}
    known = tomllib.loads(KNOWN.read_text("utf-8"))["wpt"]
    print(f"\nweb-platform-tests: {len(cases)} cases, {len(cases) - len(wrong)} pass, {len(wrong)} fail")  # noqa: T201
    news = [f"{key}\n  wanted {want!r}\n  found  {got!r}" for key, (want, got) in wrong.items() if key not in known]
    gone = [key for key in known if key in cases and key not in wrong]
    assert not news, f"{len(news)} not known:\n" + "\n".join(news)
    assert not gone, f"known, but they pass now: {gone}"
