"""Everything that lies in a lab folder, mutated: a sentence each with what to do, and the lab works with the rest.

Some of each time; a thousand of each file with `pytest -m attack`.
"""

from __future__ import annotations

import random
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from empathylab.domain.calibration import Calibration
from empathylab.domain.words import has_command
from empathylab.features import FEATURES
from empathylab.files import gathering
from empathylab.files.layers import Layer, layers_over
from empathylab.files.leading import house_of, load_leading
from empathylab.files.library import Library, load_library
from empathylab.files.offered import offered_station, problems_of
from empathylab.files.overrides import with_overrides
from empathylab.files.own_profile import OwnProfile, write_profile
from empathylab.files.scaffolds import write_scaffold
from empathylab.files.settings import Choices, Settings
from empathylab.files.validating import faults_of
from empathylab.motor.own_hands import KeyErrors
from empathylab.session.planning import plan_at
from empathylab.session.randomisation import Order
from empathylab.vision.own_sight import OwnSight
from support import own_folder

pytestmark = pytest.mark.attack

FEW, MANY = 2, 1_000
#: What people and programs write where something else belongs.
_NASTY = (
    *("nan", "inf", "-1", "0", "1e308", "99999999999999999999", "true", "1979-05-27", "0x7f", "-0.0", "1e-320"),
    *('""', "[]", "{}", "[[]]", "[1, 2]", '["a", "a"]', '{ kind = "zoom" }', f'"{"x" * 5_000}"', '" "', '"\\n"'),
    *('"\\u0000"', '"\\u001b[2J"', '"\\u202e x"', '"\\u200b"', '"\\ufdd0"', '"%s{}"', '"*"', '"(?P<"', '"[[["'),
    *('"../../../etc/passwd"', '"file:///etc/passwd"', '"C:\\\\x"', '"http://127.0.0.1:1/"', '"a/b"', '"ashleigh"'),
)
_BYTES = (b"\0", b'"', b"[[", b"}}", b"\xff", b"=", b"\n", b'"""', b"\xef\xbb\xbf")
_VALUE = re.compile(r"(\s*[\w.-]+\s*=\s*)(.*)")
#: Somebody's own eyes and hands, lent to the lab.
_KIM = OwnProfile(
    "Kim",
    date(2026, 11, 29),
    OwnSight(0.62, 1.3, 0.21),
    KeyErrors(400, 400, missed=12, slips=3, along=2, doubled=1, long=1, long_ms=(700.0,), gaps_ms=(90.0,)),
)
_WORDS = """format = 1
id = "place"
[agreements]
en = "We ask you to take part."
[[lived]]
persona = "ashleigh"
text = "I lose my place."
source = "A woman in Leeds"
consent = "She said yes, in June."
[[steps]]
id = "lift"
phase = "week"
do = "Ask for the key of the lift"
how = "At the desk."
[spoken]
welcome = "Hello"
[house]
organisation = "Leeds"
colour = "#123456"
"""
FILES = (
    *("personas/dora.toml", "personas/mine.toml", "portraits/mine.svg", "stations/desk.toml", "stations/mine.toml"),
    *("tasks/lost-key/task.toml", "tasks/mine/task.toml", "tasks/ours/task.toml", "words/place.toml", "pack.toml"),
    *("barriers/no-sense/barrier.toml", "barriers/mine/barrier.toml", "personas/own-kim.toml"),
)


@pytest.fixture
def lab(tmp_path: Path) -> Path:
    folder = tmp_path / "lab"
    for make in (own_folder.persona, own_folder.station, own_folder.task, own_folder.barrier):
        make(folder)
    for kind in ("persona", "task", "station", "barrier"):
        write_scaffold(kind, "mine", folder)
    write_scaffold("service", "ours", folder)
    write_profile(_KIM, folder / "personas")
    (folder / "words").mkdir()
    (folder / "words" / "place.toml").write_text(_WORDS, encoding="utf-8")
    (folder / "pack.toml").write_text(
        'format = 1\nid = "ours"\nname = "Ours"\nversion = "1"\nauthor = "Kim"\nlicence = "MIT"\n', encoding="utf-8"
    )
    return folder


@pytest.fixture(autouse=True)
def _shipped_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What came with the lab stays as it is, and is not read anew for each of thousands of mutations."""
    known: dict[Path, Any] = {}

    def read_once(layer: Layer, path: Path, *how: Any) -> Any:
        if layer.is_own:
            return read(layer, path, *how)
        if path not in known:
            known[path] = read(layer, path, *how)
        return known[path]

    read = gathering.read
    monkeypatch.setattr(gathering, "read", read_once)


@pytest.mark.parametrize("name", FILES)
def test_a_mutated_file_is_told_in_a_sentence_or_works(lab: Path, name: str, pytestconfig: pytest.Config) -> None:
    count = MANY if "attack" in pytestconfig.getoption("markexpr", "") else FEW
    chance, path = random.Random(name), lab / name
    good, before, shipped = path.read_bytes(), content_of(lab), names_in(load_library())
    for _ in range(count):
        path.write_bytes(mutated(good, chance))
        library = load_library(layers_over(lab))
        assert shipped <= names_in(library)
        told = [*map(str, library.faults), *map(str, faults_of(library.layers))]
        assert [words for words in told if has_command(words) or len(words) > 8_000] == []
        assert [str(fault) for fault in library.faults if not fault.what_to_do] == []
        live_with(library)
    path.write_bytes(good)
    assert content_of(lab) == before


def content_of(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def names_in(library: Library) -> set[tuple[str, str]]:
    """Whatever one file is like, what came with the lab is there."""
    kinds = {"persona": library.personas, "station": library.stations, "task": library.tasks}
    return {(kind, each) for kind, all_of_it in kinds.items() for each in all_of_it}


def mutated(good: bytes, chance: random.Random) -> bytes:
    change = change_line if chance.random() < 0.65 else change_bytes
    for _ in range(chance.choice((1, 1, 2, 4))):
        good = change(good, chance)
    return good


def change_line(content: bytes, chance: random.Random) -> bytes:
    """A value, or a line that is lost or there twice."""
    lines = content.decode("utf-8", "replace").split("\n")
    place = chance.randrange(len(lines))
    written = _VALUE.match(lines[place])
    if written and chance.random() < 0.7:
        lines[place] = written[1] + chance.choice(_NASTY)
    elif chance.random() < 0.5:
        del lines[place]
    else:
        lines.insert(chance.randrange(len(lines)), lines[place])
    return "\n".join(lines).encode()


def change_bytes(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content) + 1)
    until = place + chance.choice((0, 1, chance.randrange(60), len(content)))
    return content[:place] + chance.choice((b"", *_BYTES, chance.randbytes(9))) + content[until:]


def live_with(library: Library) -> None:
    """What a lab makes of its files, as far as that is nothing that is seen."""
    for station in library.stations.values():
        offered = offered_station(library, Settings(), station.id)
        problems_of(library, Settings(), station.id)
        for who in offered.personas:
            plan_at(
                offered,
                library,
                [library.persona(who)],
                event="Thursday",
                calibration=Calibration(),
                seed=3,
                next_order=lambda _row, _seed: Order.TURNED,
            )
    for persona in library.personas.values():
        for run in (persona.barrier, persona.helped):
            for feature in FEATURES.worn((*run.simulations, *run.helps)):
                assert feature.explain()
            FEATURES.expand((*run.simulations, *run.helps))
        with_overrides(persona, Choices(helps=(), extras=tuple(extra.id for extra in persona.extras)))
    load_leading(library)
    house_of(library, Settings())
