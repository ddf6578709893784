"""What ARCHITECTURE prints is what there is."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import empathylab
from empathylab.domain.feature import Feature
from empathylab.session.stages import Stage
from empathylab.ui.keys.window_input import ORDER

PACKAGE = Path(empathylab.__file__).parent
TOLD = (PACKAGE.parent / "ARCHITECTURE.md").read_text(encoding="utf-8")


def test_it_names_every_part_of_the_program() -> None:
    tree = TOLD.split("```")[1]
    parts = {path.stem for path in PACKAGE.iterdir() if path.name[0].isalpha() and path.name != "py.typed"}
    assert sorted(part for part in parts if not re.search(rf"\b{part}\b", tree)) == []


def test_it_prints_the_hands_through_which_a_key_goes() -> None:
    places = ", ".join(f"Place.{place.name}" for place in ORDER)
    assert f"ORDER = ({places})" in TOLD


def test_it_prints_every_state_of_a_visit() -> None:
    printed = TOLD[TOLD.index("**A visit.**") : TOLD.index("**A frame.**")]
    assert [stage.value for stage in Stage if not re.search(rf"(?<![\w-]){stage.value}(?![\w-])", printed)] == []


def test_it_prints_all_that_a_feature_is() -> None:
    printed = TOLD.split("class Feature(Protocol):")[1].split("```")[0]
    told = {name for name in re.findall(r"^    (?:def )?(\w+)[:(]", printed, re.MULTILINE)}
    methods = {name for name, _member in inspect.getmembers(Feature, inspect.isroutine) if not name.startswith("_")}
    assert told == {*inspect.get_annotations(Feature), *methods, "parts"}


def test_each_module_that_it_names_is_there() -> None:
    paths = set(re.findall(r"`((?:[a-z_]+/)+[a-z_]+)`", TOLD)) - {"assets/", "tests/"}
    there = [
        PACKAGE / f"{path}.py" for path in paths if path.split("/")[0] in {each.name for each in PACKAGE.iterdir()}
    ]
    assert sorted(str(path.relative_to(PACKAGE)) for path in there if not path.exists()) == []


def test_it_fits_two_screens_of_eighty_lines_and_the_traps_another_half() -> None:
    whole, traps = TOLD.split("## Traps that cost time")
    assert len(whole.splitlines()) <= 165
    assert len(traps.splitlines()) <= 50
