"""The file of somebody's own profile: right under any name, and theirs."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from empathylab.domain.errors import InputError
from empathylab.files.library import read_persona
from empathylab.files.own_profile import CONSENT, OwnProfile, write_profile
from empathylab.motor.own_hands import KeyErrors
from empathylab.vision.own_sight import OwnSight
from support import only_here

DAY = date(2026, 11, 29)
SIGHT, HANDS = OwnSight(0.62, 1.3, 0.21), KeyErrors(400, 400, missed=12)


@pytest.mark.parametrize("name", ['Ö "NAME" \\ WORN', "名前", "😀", "ID = TUTOR", "x" * 300])
def test_any_name_makes_a_file_that_is_right(name: str, tmp_path: Path) -> None:
    persona = read_persona(write_profile(OwnProfile(name, DAY, SIGHT, HANDS), tmp_path))
    assert persona.name == persona.attribution == name
    assert CONSENT in persona.source
    assert [spec.kind for spec in persona.barrier.simulations] == ["acuity", "drop"]
    assert persona.barrier.simulations == persona.helped.simulations
    assert persona.age is None


def test_nobody_else_on_the_computer_reads_it(tmp_path: Path) -> None:
    assert only_here.is_private(write_profile(OwnProfile("Kim", DAY, SIGHT, HANDS), tmp_path))


def test_a_name_of_control_characters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot bear that name"):
        write_profile(OwnProfile("a\x1b[0m", DAY, SIGHT), tmp_path)
    assert not any(tmp_path.iterdir())


@pytest.mark.attack
def test_names_out_of_all_of_unicode_make_a_file_that_is_right_or_none(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """A few each time; 2,500 with `pytest -m attack`. Halves of characters are among them."""
    is_in_full, chance = "attack" in pytestconfig.getoption("markexpr", ""), random.Random(8)
    for number in range(2_500 if is_in_full else 20):
        most = chance.choice((0x7F, 0x2FF, 0xFFFF, 0x10FFFF))
        name = "".join(chr(chance.randint(0x20, most)) for _ in range(chance.choice((1, 3, 40))))
        folder = tmp_path / str(number)
        try:
            path = write_profile(OwnProfile(name, DAY, SIGHT, HANDS), folder)
        except InputError:
            assert not folder.exists() or not any(folder.iterdir())
        else:
            assert read_persona(path).name == name
