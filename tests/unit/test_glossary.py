"""What the glossary names is there, and what is there is named in its words or in plain ones."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import empathylab
from support.parsed import parsed

TEXT = (Path(empathylab.__file__).parents[1] / "docs" / "glossary.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`((?:[a-z_]+\.)*[A-Za-z_]+)`", TEXT)))
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


PLAIN = (Path(__file__).parent / "plain-words.txt").read_text(encoding="utf-8").split()
TERMS = {word.lower() for term in re.findall(r"\*\*(.+?)\*\*", TEXT) for word in re.findall(r"[A-Za-z]+", term)}
#: Of a word as it stands in names: what is taken off its end, and what stands there in its base form.
ENDINGS = (
    *(
        ("ies", "y"),
        ("es", ""),
        ("s", ""),
        ("ied", "y"),
        ("ing", ""),
        ("ing", "e"),
        ("ly", ""),
        ("able", ""),
        ("able", "e"),
    ),
    *((ending, left) for ending in ("ed", "er", "ers", "or", "ors", "est", "ing", "ings") for left in ("", "e")),
)


def names() -> Iterator[tuple[str, str]]:
    """Each module with what it gives to others; a step of a migration says what it did."""
    root = Path(empathylab.__file__).parent
    for path in sorted(root.rglob("*.py")):
        module = path.relative_to(root).as_posix()
        if "versions" in path.parts:
            continue
        yield module, path.parent.name if path.stem == "__init__" else path.stem.strip("_")
        for node in parsed(path).body:
            match node:
                case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                    yield module, name
                case ast.Assign(targets=targets):
                    yield from (
                        (module, each.id) for to in targets for each in ast.walk(to) if isinstance(each, ast.Name)
                    )


def forms(word: str) -> Iterator[str]:
    """The word itself, and what it may be a form of."""
    yield word
    yield from (word.removesuffix(ending) + left for ending, left in ENDINGS if word.endswith(ending))
    if doubled := re.fullmatch(r"(\w+?(\w))\2(?:ed|ing|ers?|est)", word):
        yield doubled[1]


def test_each_word_of_each_name_is_plain_or_in_the_glossary() -> None:
    """A word that somebody coins has to be put there, or something else is called by a word that is there."""
    known = {*PLAIN, *TERMS}
    unknown = [
        f"{module}: {name} ({word})"
        for module, name in names()
        if not name.startswith("_")
        for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)
        if known.isdisjoint(forms(word.lower()))
    ]
    assert unknown == []


def test_the_plain_words_are_sorted() -> None:
    assert sorted({*PLAIN}) == PLAIN
