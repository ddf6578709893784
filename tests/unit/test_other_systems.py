"""What is written for one system alone stands behind a seam: the sources, walked for the kinds of it that came up."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import empathylab
from support.parsed import parsed

PACKAGE = Path(empathylab.__file__).parent
ROOT = PACKAGE.parent
OF_ONE_SYSTEM = {"curses", "fcntl", "grp", "msvcrt", "posix", "pwd", "resource", "syslog", "termios", "tty", "winreg"}
#: Qt takes the names of days and months from the computer's language, and Windows has no `-`.
OF_THE_LANGUAGE = re.compile(r"%[aAbBcpxX]|%-")
MODES = re.compile(r"[rwxab]\+?[bt]?\+?")
#: Folders that only some systems have, and who asks first which system it is, or whether they are there.
FOLDERS = re.compile(r"/(tmp|dev|proc|sys|usr|var|etc|opt|bin|home|Library|Volumes)(/|$)")
LOOKS_FIRST = {
    "empathylab/bench/processes.py",
    "empathylab/cli/display.py",
    "empathylab/speech/platforms.py",
    "empathylab/speech/private_files.py",
    "empathylab/ui/kit/other_screen_reader.py",
    "empathylab/ui/kit/screen_saver.py",
    "empathylab/ui/page/core_dumps.py",
    "empathylab/ui/page/environment.py",
    "empathylab/ui/page/session_bus.py",
    "empathylab/files/usb_sticks.py",
    "lab.py",
}
#: Who waits for a file that another program holds; speech, below it, has overwritten what it takes away, and goes on.
WAITS_FOR_HELD_FILES = {"empathylab/files/held_files.py", "empathylab/speech/private_files.py"}
#: The bench alone meets its own files; a draft of machine code has its process's name.
OF_ITS_OWN = {"empathylab/bench/records.py", "empathylab/vision/kept_code.py"}
#: The lab itself and the tests as a whole end when they end; pip and apt have bounds of their own, and may ask.
WAITS_FOR_EVER = {"lab.py", "empathylab/first_start/__init__.py"}


@cache
def sources() -> dict[str, str]:
    paths = [*sorted(PACKAGE.rglob("*.py")), ROOT / "lab.py"]
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}


@cache
def tree_of(name: str) -> ast.AST:
    return parsed(ROOT / name)


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node, dotted(node.func)


def dotted(node: ast.AST) -> str:
    """`subprocess.run`; what is no name has a question mark in its place."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "?"


def words_of(node: ast.Call) -> dict[str, ast.expr]:
    return {word.arg: word.value for word in node.keywords if word.arg}


def text_without_encoding(tree: ast.AST) -> Iterator[ast.AST]:
    for node, name in calls(tree):
        given = words_of(node)
        if "encoding" in given:
            continue
        literals = [each.value for each in [*node.args, *given.values()] if isinstance(each, ast.Constant)]
        modes = [each for each in literals if isinstance(each, str) and MODES.fullmatch(each)]
        is_text_file = name.endswith((".open", "fdopen")) or name == "open"
        if (
            (name.endswith(".read_text") and not node.args)
            or (name.endswith(".write_text") and len(node.args) < 2)
            or (is_text_file and modes and "format" not in given and not any("b" in mode for mode in modes))
            or given.keys() & {"text", "universal_newlines"}
            and name.startswith("subprocess.")
        ):
            yield node


def imports_of_one_system(tree: ast.AST) -> Iterator[ast.AST]:
    """Inside a function or behind a question they are somebody's seam."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = {node.module} if isinstance(node, ast.ImportFrom) else {each.name for each in node.names}
            if names & OF_ONE_SYSTEM:
                yield node


def days_of_the_language(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        is_format = isinstance(node, ast.FormattedValue) and node.format_spec is not None
        is_call = isinstance(node, ast.Call) and ast.unparse(node.func).endswith("strftime")
        if (is_format or is_call) and OF_THE_LANGUAGE.search(ast.unparse(node)):
            yield node


def replaced_or_deleted(tree: ast.AST) -> Iterator[ast.AST]:
    """Windows refuses while another program has the file open."""
    at_once = ("os.rename", "os.replace", "os.remove", "os.unlink")
    return (node for node, name in calls(tree) if name in at_once or name.endswith((".unlink", "path.rename")))


def folders_of_one_system(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and FOLDERS.match(node.value):
            yield node


def unbounded_waits(tree: ast.AST) -> Iterator[ast.AST]:
    waiting = {"subprocess.run", "subprocess.call", "subprocess.check_call", "subprocess.check_output"}
    return (node for node, name in calls(tree) if name in waiting and "timeout" not in words_of(node))


def signals_of_one_system(tree: ast.AST) -> Iterator[ast.AST]:
    """By name; `getattr` with something to fall back on asks first."""
    asked = re.compile(r"signal\.SIG(KILL|STOP|CONT|HUP|USR1|USR2|ALRM|CHLD|PIPE|QUIT)|os\.(fork|killpg|mkfifo|setsid)")
    return (node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and asked.fullmatch(dotted(node)))


Kind = Callable[[ast.AST], Iterator[ast.AST]]


@pytest.mark.parametrize(
    ("kind", "hint", "may"),
    [
        (text_without_encoding, r"(read|write)_text\(|open\(|text=|newlines=", set()),
        (imports_of_one_system, rf"import .*({'|'.join(OF_ONE_SYSTEM)})|from ({'|'.join(OF_ONE_SYSTEM)}) ", set()),
        (days_of_the_language, OF_THE_LANGUAGE.pattern, set()),
        (replaced_or_deleted, r"(re(name|place|move)|unlink)\(", WAITS_FOR_HELD_FILES | OF_ITS_OWN),
        (folders_of_one_system, r"[\"']/\w", LOOKS_FIRST),
        (unbounded_waits, r"subprocess\.", WAITS_FOR_EVER),
        (signals_of_one_system, r"signal\.SIG|os\.[fkms]", set()),
    ],
)
def test_nothing_of_one_system_stands_where_all_of_them_come_by(kind: Kind, hint: str, may: set[str]) -> None:
    found = {
        name: [f"{name}:{getattr(node, 'lineno', 0)}" for node in kind(tree_of(name))]
        for name, words in sources().items()
        if re.search(hint, words)
    }
    assert [place for name, places in found.items() if name not in may for place in places] == []
    assert [name for name in may if not found.get(name)] == [], "who no longer needs it is taken off the list"


def read_at_once(tree: ast.Module | ast.ClassDef) -> Iterator[Any]:
    """What Python carries out when it imports a module, without what its functions do when they are called."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield from (*node.decorator_list, *read_at_once(node))
        elif isinstance(node, ast.FunctionDef):
            yield from (*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults))
        else:
            yield node


def test_every_module_of_the_tests_can_be_read_on_every_system() -> None:
    """One that names what a system has not is left out as a whole, and with it what would run there."""
    found = []
    for path in sorted((ROOT / "tests").rglob("*.py")):
        at_once = ast.Module(list(read_at_once(parsed(path))), [])  # type: ignore[arg-type]
        found += [
            f"{path.name}:{node.lineno}" for node in (*signals_of_one_system(at_once), *imports_of_one_system(at_once))
        ]
    assert found == []


def test_records_are_opened_by_addresses_that_also_a_share_has() -> None:
    """Of a share `as_uri` has a host in it, which SQLite refuses; `sqlite_address` has none."""
    assert [
        name for name, words in sources().items() if name.startswith("empathylab/storage/") and ".as_uri(" in words
    ] == []


def test_what_speaks_before_the_console_is_asked_speaks_ascii() -> None:
    """Set-up prints to whatever the console is, cp1252 among it."""
    early = [name for name in sources() if name == "lab.py" or "/first_start/" in name]
    said = [node.value for name in early for node in ast.walk(tree_of(name)) if isinstance(node, ast.Constant)]
    assert [words for words in said if isinstance(words, str) and not words.isascii()] == []
