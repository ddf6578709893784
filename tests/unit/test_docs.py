"""What the documents point to is there: files, headings, commands with their options, tests and scripts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from empathylab.cli import group
from empathylab.domain.local_words import LocalWords

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
#: The changelog tells of what was, too.
GUIDES = [document for document in DOCUMENTS if document.name != "CHANGELOG.md"]
_FENCED = re.compile(r"^```.*?^```", re.M | re.S)
_OWN_COMMAND = re.compile(r"^(?:empathylab|python3? lab\.py) ((?!test\b)[a-z].*)")


def prose(document: Path) -> str:
    return _FENCED.sub("", document.read_text(encoding="utf-8"))


def anchors(document: Path) -> set[str]:
    """The names by which a heading is found, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", prose(document), re.M)
    shown = [re.sub(r"\[([^]]*)]\([^)]*\)", r"\1", heading).lower() for heading in headings]
    return {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in shown}


def code(document: Path) -> Iterator[str]:
    """What stands in code letters, a line or a span each."""
    text = document.read_text(encoding="utf-8")
    for block in _FENCED.findall(text):
        yield from block.splitlines()[1:-1]
    yield from re.findall(r"`([^`\n]+)`", _FENCED.sub("", text))


def relative_name(document: Path) -> str:
    return document.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative_name)
def test_every_link_leads_somewhere(document: Path) -> None:
    links = [link for link in re.findall(r"]\(([^)\s]+)\)", prose(document)) if not re.match(r"[a-z]+:", link)]
    for link in links:
        name, _, anchor = link.partition("#")
        target = document.parent / name if name else document
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def command_of(words: list[str]) -> tuple[click.Command, dict[str, click.Parameter]]:
    """The command that words begin with, and its options."""
    found: click.Command = group
    for word in words:
        if not isinstance(found, click.Group) or not re.fullmatch(r"[a-z]+", word):
            break
        inner = found.get_command(click.Context(found), word)
        assert inner is not None, f"there is no command {word}"
        found = inner
    return found, {name: option for option in found.params for name in option.opts}


@pytest.mark.parametrize("document", GUIDES, ids=relative_name)
def test_every_command_can_be_given_as_it_is_written(document: Path) -> None:
    for told in (match[1] for match in map(_OWN_COMMAND.match, code(document)) if match):
        words = re.split(r"\s+#", told)[0].split()
        _, options = command_of(words)
        for option, value in re.findall(r"(?<![\w-])(--[a-z-]+)(?:[ =]([a-z_]\w*))?", " ".join(words)):
            assert option in options or option == "--help", f"{told}: {option}"
            kind = options[option].type if option in options else None
            assert not (value and isinstance(kind, click.Choice)) or value in kind.choices, f"{told}: {value}"


@pytest.mark.parametrize("document", GUIDES, ids=relative_name)
def test_every_test_and_script_that_is_run_is_there(document: Path) -> None:
    run = [told for told in code(document) if re.match(r"(\S*python\S* |pytest |\.venv/)", told)]
    paths = [word for told in run for word in told.split() if re.match(r"(tests|docs|personas|assets)/[\w/.-]+$", word)]
    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("document", GUIDES, ids=relative_name)
def test_what_a_command_chooses_among_tests_is_there(document: Path) -> None:
    """By `-k`: without it a command would run nothing, and say that all is well. Folders of pages are names, too."""
    for told in (told for told in code(document) if "pytest" in told and " -k " in told):
        paths = [ROOT / path for path in re.findall(r"tests/[\w/.-]+", told)]
        sources = [path.read_text("utf-8") for path in paths if path.is_file()]
        folders = [each.name for path in paths for each in path.parent.rglob("*") if each.is_dir()]
        chosen = re.findall(r" -k (\w+)", told)
        assert [words for words in chosen if not any(words in each for each in [*sources, *folders])] == [], told


#: Where what stands in italics is what a button, a page or a tick is called.
_NAMING = ("README.md", *(f"docs/{name}.md" for name in ("facilitator", "facilitating", "collecting", "own-content")))
_NAMING += tuple(f"docs/{name}.md" for name in ("cost", "own-profile", "platforms", "services", "station", "visit"))
_ITALICS = re.compile(r"(?<![*\w])\*(?![\s*])([^*]+?)(?<!\s)\*(?![*\w])")


@pytest.fixture(scope="module")
def said() -> str:
    """Every word of the program and its data, with words that are broken over lines put together."""
    files = [path for folder in ("empathylab", "assets", "personas") for path in (ROOT / folder).rglob("*")]
    sources = (path.read_text(encoding="utf-8") for path in files if path.suffix in (".py", ".toml"))
    return re.sub(r'"\s*\n\s*f?"', "", "\n".join(sources))


@pytest.mark.parametrize("name", _NAMING)
def test_what_is_named_on_a_screen_is_called_so_there(name: str, said: str) -> None:
    named = (" ".join(match.split()) for match in _ITALICS.findall(re.sub(r"`[^`\n]+`", "", prose(ROOT / name))))
    parts = {part.rstrip(":") for each in named for part in each.split(" → ")}
    assert sorted(part for part in parts if part not in said) == []


@pytest.mark.parametrize("document", GUIDES, ids=relative_name)
def test_what_stands_under_set_up_is_called_as_it_is_there(document: Path) -> None:
    source = (ROOT / "empathylab/ui/facilitator/setup/setup_page.py").read_text(encoding="utf-8")
    titles = {"Run sheet", *re.findall(r'SetUpTask\(\s*"[a-z-]+", "([^"]+)"', source)}
    assert len(titles) > 15
    told = re.findall(r"Set up → (.{60})", " ".join(prose(document).split()) + 60 * " ")
    assert [each for each in told if not each.replace("*", "").startswith(tuple(titles))] == []


def words_blocks(document: Path) -> list[str]:
    """The examples that go into a file in words/."""
    blocks = re.findall(r"^```toml\n(.*?)^```", document.read_text(encoding="utf-8"), re.M | re.S)
    return [block for block in blocks if re.match(r"\[\[?(steps|spoken|house|agreements|lived|signed)\]", block)]


def test_words_of_ones_own_are_right_as_the_guide_has_them() -> None:
    blocks = words_blocks(ROOT / "docs" / "facilitating.md")
    assert len(blocks) == 3
    for block in blocks:
        LocalWords.model_validate(tomllib.loads(f'format = 1\nid = "ours"\n{block}'))
