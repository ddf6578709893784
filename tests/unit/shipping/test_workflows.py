"""What is kept ready for other people's servers, and was never run, names commands and files that there are."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest

from empathylab.cli import COMMANDS
from empathylab.shipping.target import targets

WORKFLOWS = sorted((Path(__file__).parents[3] / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_says_that_it_never_ran_and_calls_what_there_is(workflow: Path) -> None:
    words = workflow.read_text(encoding="utf-8")
    assert words.startswith("# NEVER RUN YET")
    called = re.findall(r"lab\.py (\S+)", words)
    assert called
    assert [command for command in called if command not in {*COMMANDS, "test"}] == []


def test_each_system_has_its_package_made_and_started_by_its_own_starter() -> None:
    words = next(path for path in WORKFLOWS if path.name == "package.yml").read_text(encoding="utf-8")
    jobs = dict(re.findall(r"system: (\w+)\n(?:.*\n)*?\s+check: (.*)", words))
    assert jobs.keys() == targets().keys()
    starters = {system: {PurePosixPath(path).name for path in target.files} for system, target in targets().items()}
    assert [system for system, check in jobs.items() if not any(name in check for name in starters[system])] == []
