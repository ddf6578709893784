"""What a team begins is right as it stands, and what it makes wrong is told at once, each with file, line and field."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from empathylab.domain.errors import InputError, MachineError
from empathylab.domain.service import Service
from empathylab.files.layers import layers_over
from empathylab.files.library import load_library
from empathylab.files.scaffolds import SCAFFOLDS, write_scaffold
from empathylab.files.toml_lines import line_of
from empathylab.files.validating import faults_of
from support import own_folder


def told(lab: Path) -> list[str]:
    return [str(fault).removeprefix(f"{lab}/") for fault in faults_of(layers_over(lab))]


def change(path: Path, old: str, new: str) -> None:
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new, 1), encoding="utf-8")


def test_what_is_begun_is_right_as_it_stands_and_is_offered(tmp_path: Path) -> None:
    for what in SCAFFOLDS:
        for path in write_scaffold(what, f"my-{what}", tmp_path):
            words = path.read_text(encoding="utf-8")
            assert "YOUR-" not in words
    assert told(tmp_path) == []
    library = load_library(layers_over(tmp_path))
    assert library.persona("my-persona").name == "My Persona"
    assert "my-persona" in library.station("all").personas
    assert library.form("my-task").barriers
    assert isinstance(library.task("my-service"), Service)
    assert library.station("my-station").task == "missed-bin"
    assert "my-barrier" in library.barriers
    assert list(library.local_words) == ["my-words"]


def test_what_is_there_is_never_written_over(tmp_path: Path) -> None:
    path, *_others = write_scaffold("persona", "dora", tmp_path)
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="is there already, and is left as it is"):
        write_scaffold("persona", "dora", tmp_path)
    assert path.read_text(encoding="utf-8") == "mine"
    (tmp_path / "barriers" / "mine").mkdir(parents=True)
    with pytest.raises(InputError, match="is there already"):
        write_scaffold("barrier", "mine", tmp_path)
    write_scaffold("words", "ours", tmp_path)
    with pytest.raises(InputError, match="taken already"):
        write_scaffold("words", "ours", tmp_path)


@pytest.mark.parametrize("bad", ["", "Dora", "../up", "a/b", "1st", "é", "a" * 49, "a b", "con", "lpt1", "dora\n"])
def test_a_bad_id_is_one_sentence_and_nothing_is_written(tmp_path: Path, bad: str) -> None:
    with pytest.raises(InputError) as caught:
        write_scaffold("persona", bad, tmp_path)
    assert len(str(caught.value).splitlines()) <= 2
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("what", "taken"), [("persona", "claudia"), ("service", "missed-bin"), ("station", "all")])
def test_an_id_that_is_shipped_is_not_begun_anew(tmp_path: Path, what: str, taken: str) -> None:
    with pytest.raises(InputError, match="already"):
        write_scaffold(what, taken, tmp_path)


def test_where_nothing_can_be_written_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "portraits").write_text("in the way", encoding="utf-8")
    with pytest.raises(MachineError, match="cannot be written"):
        write_scaffold("persona", "dora", tmp_path)
    assert not list((tmp_path / "personas").iterdir())


def test_every_fault_of_everything_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    for what in SCAFFOLDS:
        write_scaffold(what, f"my-{what}", tmp_path)
    change(tmp_path / "personas" / "my-persona.toml", "age = 47", "age = 12")
    change(tmp_path / "personas" / "my-persona.toml", '"no-reflow"', '"no-reflw"')
    change(tmp_path / "stations" / "my-station.toml", '"missed-bin"', '"mised-bin"')
    (tmp_path / "portraits" / "my-persona.svg").unlink()
    (tmp_path / "barriers" / "my-barrier" / "test.html").unlink()
    (tmp_path / "tasks" / "my-task" / "done.html").unlink()
    change(tmp_path / "tasks" / "my-task" / "check.html", "<h1>", '<h1 onclick="x()">')
    change(tmp_path / "tasks" / "my-task" / "your-wish.html", 'data-question="tool"', 'data-question="tol"')
    change(tmp_path / "tasks" / "my-service" / "task.toml", '"site/index.html"', '"http://example.org/"')
    (tmp_path / "tasks" / "half").mkdir()
    (tmp_path / "station").mkdir()
    (tmp_path / "personas" / "notes.docx").write_text("x", encoding="utf-8")
    found = "\n".join(told(tmp_path)).replace("\\", "/")
    for words in (
        "personas/my-persona.toml:7: age: 12 is not a number from 16 to 110",
        "barrier.barriers.1: there is no barrier 'no-reflw' (did you mean 'no-reflow'?)",
        "stations/my-station.toml:10: task: there is no task 'mised-bin' (did you mean 'missed-bin'?)",
        "look.portrait: there is no my-persona.svg",
        "barriers/my-barrier/barrier.toml: the folder: has no test.html",
        "pages.2: there is no done.html in the folder",
        "tasks/my-task/check.html:16: refused: the attribute onclick would run a script",
        "tasks/my-task/check.html:17: done.html: leads nowhere",
        "my-service/task.toml:22: versions.0.starts_at: must begin with https://",
        "tasks/half: the folder: has no task.toml",
        "station: its place: is not looked at here",
        "personas/notes.docx: its place",
    ):
        assert words in found
    assert "'tool' is not on" not in found, "a form that is left out is corrected first"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("<h1>", "<script>x()</script><h1>", ":16: refused: a script must be a file of its own"),
        ('href="your-wish.html#full-name"', 'href="https://x.org/a"', "https://x.org/a: is not loaded"),
        ('href="your-wish.html#full-name"', 'href="../../../secret.html"', "../../../secret.html: leads nowhere"),
        ('href="your-wish.html#full-name"', 'href="Your-Wish.html"', "Your-Wish.html: leads nowhere"),
        ('data-page="check"', 'data-page="chek"', 'body: must have data-page="check"'),
        ('data-task="my-task"', 'data-task="missed-bin"', 'body: must have data-task="my-task"'),
    ],
)
def test_pages_that_would_not_work_are_told(tmp_path: Path, old: str, new: str, fault: str) -> None:
    write_scaffold("task", "my-task", tmp_path)
    change(tmp_path / "tasks" / "my-task" / "check.html", old, new)
    (line,) = told(tmp_path)
    assert fault in line


def test_a_question_that_no_page_asks_is_told(tmp_path: Path) -> None:
    write_scaffold("task", "my-task", tmp_path)
    change(tmp_path / "tasks" / "my-task" / "your-wish.html", 'data-question="tool"', 'data-question="tol"')
    (line,) = told(tmp_path)
    assert re.search(r"task\.toml:\d+: questions\.2\.id: 'tool' is not on your-wish\.html", line)


def test_a_link_out_of_the_folder_is_told(tmp_path: Path) -> None:
    lab = tmp_path / "own"
    task = own_folder.task(lab)
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    (task / "more.html").symlink_to(tmp_path / "secret.html")
    assert any("the link: leads out of the folder" in line for line in told(lab))


def test_what_computers_leave_behind_is_no_fault(tmp_path: Path) -> None:
    write_scaffold("persona", "dora", tmp_path)
    for name in (".DS_Store", "personas/.dora.toml.swp", "personas/dora.toml~", "personas/Thumbs.db", "README.md"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("where", "line"),
    [
        ("age", 2),
        ("story.skills.1", 6),
        ("story.skills", 4),
        ("runs.1.kind", 12),
        ("runs.1.gone", 11),
        ("cards.a.0.field", 15),
        ("cards.b.1.value", 20),
        ("cards.dotted.key", 22),
        ("nowhere", None),
    ],
)
def test_a_field_is_found_on_its_line(where: str, line: int | None) -> None:
    text = """# age = 9
age = 12
[story]
skills = [
  "[one, two]",  # 1, 2
  'three',
]
[[runs]]
kind = "a"

[[runs]]
kind = \"\"\"
b = 1\"\"\"
[cards]
a = [{ field = "x", value = "1, 2" }]
b = [
  # first
  { field = "y", value = 4 },

  { field = "z", value = 3 },
]
dotted.key = 1
"""
    assert line_of(text, where) == line


def test_validate_reads_two_hundred_files_while_somebody_waits(tmp_path: Path) -> None:
    """The figure is the bench's; here only that nothing grows with the square of the files."""
    for number in range(40):
        begin_copy(tmp_path, number)
    started = time.perf_counter()
    assert told(tmp_path) == []
    assert time.perf_counter() - started < 60


def begin_copy(lab: Path, number: int) -> None:
    own_folder.persona(lab, f"dora-{number}")
