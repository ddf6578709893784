"""What the glossary names is there."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

import empathylab

GLOSSARY = Path(empathylab.__file__).parents[1] / "docs" / "glossary.md"
NAMED = sorted(set(re.findall(r"`((?:[a-z_]+\.)*[A-Za-z_]+)`", GLOSSARY.read_text(encoding="utf-8"))))
PACKAGES = {path.stem for path in Path(empathylab.__file__).parent.iterdir()}


def test_each_part_of_the_program_stands_in_it() -> None:
    parts = {name for name in PACKAGES if name[0].isalpha() and name != "py"}
    assert parts - {name.split(".")[0] for name in NAMED} == set()


@pytest.mark.parametrize("name", [name for name in NAMED if name.split(".")[0] in PACKAGES and name != "helps"])
def test_each_name_in_code_letters_is_there(name: str) -> None:
    module, _, thing = f"empathylab.{name}".rpartition(".")
    if thing[0].isupper() or module == "empathylab.files.overrides":
        assert hasattr(importlib.import_module(module), thing)
    else:
        importlib.import_module(f"{module}.{thing}")
