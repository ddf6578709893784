"""How the code is laid out: small modules, each with a name of its own in the interface, scripts in files."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from statistics import median

import empathylab

PACKAGE = Path(empathylab.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))


def test_a_module_is_seldom_long() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert median(lines.values()) < 120
    assert [f"{path.relative_to(PACKAGE)}: {count}" for path, count in lines.items() if count > 350] == []


def test_no_two_modules_of_the_interface_have_one_name() -> None:
    names = Counter(path.name for path in MODULES if path.is_relative_to(PACKAGE / "ui"))
    assert [name for name, times in names.items() if times > 1] == ["__init__.py"]


def test_nobody_asks_what_screen_is_shown_to_learn_the_state() -> None:
    asked = re.compile(r"isinstance\([^)]*(Screen|Page|\.current\(\))\b")
    found = [path.name for path in (PACKAGE / "ui").rglob("*.py") if asked.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_the_lab_opens_without_what_its_first_screen_does_not_need() -> None:
    later = {"alembic", "jinja2", "psycopg", "rapidfuzz", "scipy", "typst", "xlsxwriter"} | {
        "sqlalchemy.dialects.postgresql",
        "empathylab.reports.exporting",
        "empathylab.ui.facilitator.shell.facilitator_window",
    }
    asked = f"import sys, empathylab.app; print(*sorted({later} & sys.modules.keys()))"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, timeout=120, check=True)
    assert told.stdout.split() == []
