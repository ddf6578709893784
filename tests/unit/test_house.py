"""How the code is laid out: small modules, each with a name of its own in the interface, scripts in files."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median

import pytest

import empathylab
from empathylab.features import FEATURES
from support.parsed import parsed

PACKAGE = Path(empathylab.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))


@cache
def tree_of(path: Path) -> ast.Module:
    """What a module's text says; read once."""
    return parsed(path)


@cache
def pieces_of(path: Path) -> tuple[ast.AST, ...]:
    """All that a module is made of; gone through once, which takes as long as to read it."""
    return tuple(ast.walk(tree_of(path)))


def test_no_module_is_long() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert median(lines.values()) < 120
    assert [f"{path.relative_to(PACKAGE)}: {count}" for path, count in lines.items() if count > 300] == []


def test_what_has_to_be_written_by_who_inherits_is_abstract() -> None:
    """So that the types tell, and not a visitor."""
    assert [path.name for path in MODULES if "raise NotImplementedError" in path.read_text(encoding="utf-8")] == []


def borderline(node: ast.Module | ast.ClassDef) -> Iterator[ast.AST | None]:
    """The types that others see: of what has no underscore, and of how an object is made."""
    for each in node.body:
        match each:
            case ast.FunctionDef(name=name, args=args, returns=returns) if not name.startswith("_") or name in _MADE:
                yield from (arg.annotation for arg in ast.walk(args) if isinstance(arg, ast.arg))
                yield returns
            case ast.ClassDef(name=name, bases=bases) if not name.startswith("_"):
                yield from (*bases, *borderline(each))
            case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation) if not name.startswith("_"):
                yield annotation
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if not name.startswith("_"):
                yield value


_MADE = ("__init__", "__call__", "__iter__", "__getitem__")


def test_nothing_crosses_a_border_without_a_type() -> None:
    """Within a module `Any` may be what a file, a database or a page gave; what it gives on has a type."""
    found = [
        f"{path.relative_to(PACKAGE)}: {ast.unparse(told)}"
        for path in MODULES
        for told in borderline(tree_of(path))
        if told is not None and any(isinstance(each, ast.Name) and each.id == "Any" for each in ast.walk(told))
    ]
    assert found == []


def test_no_two_modules_of_the_interface_have_one_name() -> None:
    names = Counter(path.name for path in MODULES if path.is_relative_to(PACKAGE / "ui"))
    assert [name for name, times in names.items() if times > 1] == ["__init__.py"]


def test_no_two_modules_of_tests_have_one_name() -> None:
    """Else pytest finds neither when both are asked for."""
    names = Counter(path.name for path in (PACKAGE.parent / "tests").rglob("test_*.py"))
    assert [name for name, times in names.items() if times > 1] == []


def test_no_two_things_have_one_name() -> None:
    """A class that others may use says by its name alone what it is."""
    named = Counter(
        node.name
        for path in MODULES
        for node in tree_of(path).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, times in named.items() if times > 1] == []


#: What others build on.
DESCRIBED = "domain files gate hearing measures motor reader reports session speech storage vision voice_control cost"


def undescribed(node: ast.Module | ast.ClassDef, inherited: set[str]) -> Iterator[str]:
    """Public names without a first line; what a class promises by a protocol or a base is described there."""
    for each in node.body:
        if isinstance(each, ast.ClassDef | ast.FunctionDef) and not each.name.startswith("_"):
            if not ast.get_docstring(each) and not (isinstance(node, ast.ClassDef) and each.name in inherited):
                yield each.name
            if isinstance(each, ast.ClassDef):
                yield from undescribed(each, inherited)


def test_every_public_name_says_what_it_is() -> None:
    trees = {path: tree_of(path) for path in MODULES}
    classes = [each for path in MODULES for each in pieces_of(path) if isinstance(each, ast.ClassDef)]
    methods = [each for one in classes for each in one.body if isinstance(each, ast.FunctionDef)]
    inherited = {each.name for each in methods if ast.get_docstring(each)}
    found = [
        f"{path.relative_to(PACKAGE)}: {name}"
        for path, tree in trees.items()
        if path.relative_to(PACKAGE).parts[0] in DESCRIBED.split() and "migrations" not in path.parts
        for name in undescribed(tree, inherited)
    ]
    assert found == []
    assert [path.name for path, tree in trees.items() if path.stem != "__init__" and not ast.get_docstring(tree)] == []


def test_the_first_line_of_a_description_is_a_sentence() -> None:
    """Whoever sees that line alone, in an editor or a list, is told what the thing is."""
    found = [
        f"{path.relative_to(PACKAGE)}: {each.name}"
        for path in MODULES
        for each in pieces_of(path)
        if isinstance(each, ast.ClassDef | ast.FunctionDef) and not each.name.startswith("_")
        if (told := ast.get_docstring(each)) and not told.splitlines()[0].endswith((".", "?", "!", ":", ".)"))
    ]
    assert found == []


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Each call in a module, with the last name of what is called."""
    for node in pieces_of(path):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                yield name, node


@cache
def all_calls() -> dict[str, list[tuple[str, ast.Call]]]:
    return {path.relative_to(PACKAGE).as_posix(): list(calls(path)) for path in MODULES}


@pytest.fixture(scope="module", autouse=True)
def _forget() -> Iterator[None]:
    """Half a million pieces of text are nothing that later tests should carry along."""
    yield
    tree_of.cache_clear()
    pieces_of.cache_clear()
    all_calls.cache_clear()


def test_a_feature_is_named_by_its_class_and_nowhere_by_a_string() -> None:
    """So that one that is renamed or gone is found by the types."""
    found = [
        f"{path}: {ast.unparse(call)}"
        for path, made in all_calls().items()
        for name, call in made
        if name == "Spec" and call.args and isinstance(call.args[0], ast.Constant)
    ]
    found += [
        f"{path.relative_to(PACKAGE)}: {ast.unparse(node)}"
        for path in MODULES
        for node in pieces_of(path)
        if isinstance(node, ast.Compare) and ast.unparse(node.left).endswith(".kind")
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and each.value in FEATURES.kinds
    ]
    assert found == []


def test_what_a_signal_carries_is_a_value_with_a_type() -> None:
    loose = {"dict", "tuple"}
    found = [
        f"{path}: {ast.unparse(call)}"
        for path, made in all_calls().items()
        for name, call in made
        if name == "Signal" and any(isinstance(arg, ast.Name) and arg.id in loose for arg in call.args)
    ]
    assert found == []


def test_settings_are_read_and_saved_by_the_live_set_up_alone() -> None:
    """Commands, which run without a lab, read them for themselves."""
    inside = ("app.py", "ui/", "session/", "storage/", "reports/", "files/")
    asks = {"load_settings", "save_settings"}
    asked = {path for path, made in all_calls().items() if asks & {name for name, _ in made}}
    assert {path for path in asked if path.startswith(inside)} == {"files/setup.py", "files/settings.py"}


def test_one_place_hears_what_a_page_answers() -> None:
    """Else each answer would stay in memory. A bench that asks a page's own scripts ends soon."""
    heard = {
        path
        for path, made in all_calls().items()
        for name, call in made
        if name == "runJavaScript" and (len(call.args) > 2 or call.keywords)
    }
    assert heard == {"ui/page/asking.py", "bench/reading.py"}


def test_one_place_makes_the_voice_that_sounds() -> None:
    """The lab's; what measures speech and what checks it have one of their own."""
    made = {path for path, names in all_calls().items() if "SpokenVoice" in {name for name, _ in names}}
    assert {path for path in made if not path.startswith(("bench/", "check/", "demo/"))} == {"ui/sound/audio.py"}
    service = {path for path, names in all_calls().items() if "SpeechService" in {name for name, _ in names}}
    assert service == {"app.py"}


def test_what_is_talked_about_is_frozen() -> None:
    """Values of the domain, messages of a page and facts about it: nobody changes them behind another's back."""
    homes = ("domain", "reader/page_messages.py", "ui/page/page_facts.py", "session/flow.py")
    made = [
        f"{path.relative_to(PACKAGE)}: {node.name}"
        for path in MODULES
        if path.relative_to(PACKAGE).as_posix().startswith(homes)
        for node in pieces_of(path)
        if isinstance(node, ast.ClassDef)
        for told in map(ast.unparse, node.decorator_list)
        if told.startswith("dataclass") and "frozen=True" not in told
    ]
    assert made == []


def test_scripts_and_style_sheets_are_files() -> None:
    """TypeScript checks those of `assets/`, and nobody what stands in a string."""
    is_script = re.compile(
        r"=> |\bfunction\b *\w*\(|\bdocument\.\w|querySelector|^ *[.#]?[\w-]+ *\{[^{}]*:[^{}]*;", re.M
    )
    found = [
        f"{path.relative_to(PACKAGE)}: {node.value[:60]!r}"
        for path in MODULES
        for node in pieces_of(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and is_script.search(node.value)
    ]
    assert found == []


def test_nobody_asks_what_screen_is_shown_to_learn_the_state() -> None:
    """Nor do scripted participants. A stage of the vision pipeline is none of a visit."""
    asked = re.compile(r"isinstance\((?:[^()]|\(\))*(?:Screen|Page|Stage|\.current\(\))\b")
    others = [path for path in MODULES if path.relative_to(PACKAGE).parts[0] != "vision"]
    assert [path.name for path in others if asked.search(path.read_text(encoding="utf-8"))] == []


def test_news_are_told_before_the_focus_moves() -> None:
    """They go with it then, once; a busy screen reader says what comes after it with the place, and as news again."""
    late = [
        f"{path.relative_to(PACKAGE)}: {ast.unparse(told)}"
        for path in MODULES
        if "etFocus(" in path.read_text(encoding="utf-8") or "take_focus(" in path.read_text(encoding="utf-8")
        for node in pieces_of(path)
        for block in (getattr(node, "body", []), getattr(node, "orelse", []))
        if isinstance(block, list)
        for told in _told_late(block)
    ]
    assert late == []


def _told_late(block: list[ast.stmt]) -> Iterator[ast.stmt]:
    """A table tells by its cells, and takes that back at once."""
    has_moved = False
    for statement in block:
        called = _called(statement)
        if has_moved and called.rpartition(".")[2] in {"say", "announce", "tell", "tell_saved"}:
            yield statement
        has_moved = has_moved or (called.endswith((".setFocus", ".take_focus")) and ".table." not in called)


def _called(statement: ast.stmt) -> str:
    is_call = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)
    return ast.unparse(statement.value.func) if is_call else ""  # type: ignore[attr-defined]


def test_the_lab_opens_without_what_its_first_screen_does_not_need() -> None:
    later = {"alembic", "jinja2", "psycopg", "rapidfuzz", "scipy", "typst", "xlsxwriter"} | {
        "sqlalchemy.dialects.postgresql",
        "empathylab.reports.exporting",
        "empathylab.ui.facilitator.shell.facilitator_window",
    }
    asked = (
        "import sys\nfrom empathylab.ui.kit import memory\n"
        "with memory.start_up():\n    import empathylab.app\n"
        f"print(*sorted({later} & sys.modules.keys()))"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, timeout=120, check=True)
    assert told.stdout.split() == []
