"""The project's own cases, written from the specifications; each fragment stands in a shadow tree of its own."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from fragments import phrases_of

CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize("file", sorted(CASES.glob("*.toml")), ids=lambda path: path.stem)
def test_what_the_specifications_say(file: Path, qapp: object, tmp_path: Path) -> None:
    cases = tomllib.loads(file.read_text("utf-8"))["cases"]
    said = phrases_of([case[1] for case in cases], tmp_path)
    wrong = [
        f"{case[0]}\n  {case[1]}\n  says    {' | '.join(found)}\n  not     {_wanted(case)}"
        for case, found in zip(cases, said, strict=True)
        if " | ".join(found) != _wanted(case)
    ]
    assert not wrong, f"{len(wrong)} of {len(cases)}:\n" + "\n".join(wrong)


def _wanted(case: list[str]) -> str:
    """What the specification says, or, where the engine is known to differ, what it says instead (after the colon)."""
    return case[2] if len(case) == 3 else case[3].split(": ", 1)[1]
