"""Personas, stations, barriers, tasks, questions and what leads added to a copy: where CONTRIBUTING says, no code."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from empathylab.domain.kit import House
from empathylab.files.layers import Layers
from empathylab.files.leading import load_leading
from empathylab.files.library import load_library
from empathylab.files.paths import assets_dir, personas_dir
from empathylab.files.questions import load_questions
from empathylab.reports.kit import pieces

CONTRIBUTING = Path(__file__).parents[2] / "CONTRIBUTING.md"


def persona(data: Path) -> None:
    _copy_with(data / "personas" / "claudia.toml", data / "personas" / "dora.toml", 'id = "claudia"', 'id = "dora"')
    _change(
        data / "assets" / "stations" / "station-1.toml",
        'personas = ["christopher"',
        'personas = ["dora", "christopher"',
    )


def station(data: Path) -> None:
    folder = data / "assets" / "stations"
    _copy_with(folder / "station-1.toml", folder / "station-9.toml", 'id = "station-1"', 'id = "station-9"')


def barrier(data: Path) -> None:
    folder = data / "assets" / "barriers"
    shutil.copytree(folder / "no-name", folder / "no-sense")
    _change(folder / "no-sense" / "barrier.toml", 'id = "no-name"', 'id = "no-sense"')
    _change(data / "assets" / "tasks" / "missed-bin" / "task.toml", "barriers = [", 'barriers = [\n  "no-sense",')


def task(data: Path) -> None:
    folder = data / "assets" / "tasks"
    shutil.copytree(folder / "missed-bin", folder / "lost-key")
    _change(folder / "lost-key" / "task.toml", 'id = "missed-bin"', 'id = "lost-key"')


def question(data: Path) -> None:
    words = '[[questions]]\nid = "again"\nmoment = "last"\nkind = "text"\ntext = "Would you come again?"\n\n'
    _change(data / "assets" / "questions" / "questions.toml", "[[questions]]", words + "[[questions]]")


def barrier_with_sound(data: Path) -> None:
    """What a barrier plays lies in its folder."""
    folder = data / "assets" / "barriers"
    shutil.copytree(folder / "phone-check", folder / "phone-rings")
    for name in ("barrier.toml", "barrier.js"):
        _change(folder / "phone-rings" / name, '"phone-check"', '"phone-rings"')
    _change(data / "assets" / "tasks" / "missed-bin" / "task.toml", "barriers = [", 'barriers = [\n  "phone-rings",')


def step(data: Path) -> None:
    words = '[[phases.steps]]\nid = "week-cake"\ndo = "Order a cake"\nhow = "One without nuts."\n\n'
    _change(data / "assets" / "leading" / "run-sheet.toml", "[[phases.steps]]", words + "[[phases.steps]]")


def script(data: Path) -> None:
    words = '[[scripts]]\nid = "cake"\ntitle = "Cake"\nkey = "C"\nsay = "There is cake over there."\n\n'
    _change(data / "assets" / "leading" / "what-to-say.toml", "[[scripts]]", words + "[[scripts]]")


def sheet(data: Path) -> None:
    words = '[[sheets]]\nid = "letters"\ntitle = "Letters"\ndo = ["Say who writes."]\ndont = ["Do not shout."]\n\n'
    _change(data / "assets" / "leading" / "kit.toml", "[[sheets]]", words + "[[sheets]]")


LEADING = "Add a step, a hard moment, a sheet of the kit"
ADDITIONS: tuple[tuple[str, Callable[[Path], None]], ...] = (
    ("Add a persona", persona),
    ("Add a station", station),
    ("Add a barrier", barrier),
    ("Add a barrier", barrier_with_sound),
    ("Add a task", task),
    ("Add a question", question),
    (LEADING, step),
    (LEADING, script),
    (LEADING, sheet),
)


@pytest.mark.parametrize(("section", "add"), ADDITIONS, ids=[add.__name__ for _section, add in ADDITIONS])
def test_what_is_added_is_read_and_stands_where_contributing_says(
    tmp_path: Path, section: str, add: Callable[[Path], None]
) -> None:
    shutil.copytree(personas_dir(), tmp_path / "personas")
    shutil.copytree(assets_dir(), tmp_path / "assets")
    before, files = _count(tmp_path), _files(tmp_path)
    add(tmp_path)
    assert _count(tmp_path) == before + 1
    told = CONTRIBUTING.read_text(encoding="utf-8").split(f"## {section}\n", 1)[1].split("\n## ", 1)[0]
    for path, words in _files(tmp_path).items():
        if files.get(path) != words:
            assert f"`{_home(path)}/" in told


def test_everything_that_contributing_says_how_to_add_is_added_to_a_copy() -> None:
    """Here, or in the tests of features beside this file."""
    sections = re.findall(r"^## (Add .*)$", CONTRIBUTING.read_text(encoding="utf-8"), re.M)
    sections.remove("Add a feature")  # which all of those are
    tried = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_adding_*.py"))
    assert [each for each in sections if f'"{each}"' not in tried] == []


def _count(data: Path) -> int:
    library, asked = load_library(Layers(data / "assets", data / "personas")), load_questions(data / "assets")
    assert library.faults == ()
    leading = load_leading(library)
    led = (*(phase.steps for phase in leading.sheet.phases), leading.words.scripts)
    sheets = pieces(leading, House(), None, data / "assets")
    of_library = (library.personas, library.stations, library.barriers, library.tasks)
    return sum(map(len, (*of_library, asked.questions, *led, sheets)))


def _home(path: str) -> str:
    """`personas`, or what stands in `assets`: `assets/tasks`."""
    return "/".join(path.split("/")[: 2 if path.startswith("assets/") else 1])


def _files(data: Path) -> dict[str, bytes]:
    return {path.relative_to(data).as_posix(): path.read_bytes() for path in data.rglob("*") if path.is_file()}


def _copy_with(source: Path, target: Path, old: str, new: str) -> None:
    shutil.copy(source, target)
    _change(target, old, new)


def _change(path: Path, old: str, new: str) -> None:
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new, 1), encoding="utf-8")
