"""The facilitator's locks: they may refuse too many, and never open because something is damaged."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from empathylab.cli.pin import command
from empathylab.files.access_locks import (
    CODE_FILE,
    PIN_FILE,
    AccessLocks,
    forget_locks,
    load_locks,
    make_code,
    save_locks,
    set_pin,
)
from empathylab.files.pin import make_pin
from empathylab.files.settings import FILE_NAME, Settings, load_settings, save_settings
from support import cheap_secrets, only_here

PIN = "24681357"
#: Mutations of each file in the ordinary run, and with `pytest -m attack`.
FEW, MANY = 25, 1_000


def test_pin_and_code_open_and_nothing_else_does(tmp_path: Path) -> None:
    _, code = set_pin(tmp_path, PIN)
    locks = load_locks(tmp_path)
    assert locks.tried(PIN, 0)[0]
    assert locks.tried(code, 0)[0]
    assert locks.tried(code.lower().replace("-", ""), 0)[0]
    for wrong in ("", "0", "BCDF-BCDF-BCDF", "é"):
        assert not locks.tried(wrong, 0)[0]


def test_each_guess_takes_hundredths_of_a_second() -> None:
    assert set(cheap_secrets.IN_THE_LAB.values()) == {2**14}
    assert cheap_secrets.PASSPHRASE_IN_THE_LAB == (3, 64 * 2**20)


def test_wrong_codes_have_to_wait_like_wrong_pins() -> None:
    locks = AccessLocks(make_pin(PIN), make_pin(PIN))
    for _ in range(3):
        _, locks = locks.tried("BCDF", 100.0)
    assert locks.wait_s(100.0) == 5
    assert locks.settled(0.0).wait_s(0.0) == 105 or locks.settled(0.0).wait_s(0.0) <= 300


def test_the_files_are_for_this_user_only_and_hold_neither_pin_nor_code(tmp_path: Path) -> None:
    _, code = set_pin(tmp_path, PIN)
    for name in (PIN_FILE, CODE_FILE):
        assert only_here.is_private(tmp_path / name)
        words = (tmp_path / name).read_text()
        assert PIN not in words
        assert code not in words
        assert code.replace("-", "") not in words


def test_taking_the_locks_away_leaves_an_open_door(tmp_path: Path) -> None:
    set_pin(tmp_path, PIN)
    (tmp_path / CODE_FILE).write_text("{}")
    assert forget_locks(tmp_path)
    assert load_locks(tmp_path) == AccessLocks()
    assert not forget_locks(tmp_path)


def test_a_pin_among_the_settings_is_carried_over_with_its_wrong_tries(tmp_path: Path) -> None:
    pin = make_pin(PIN).model_copy(update={"failures": 4, "locked_until": 7.0})
    (tmp_path / FILE_NAME).write_text(earlier_settings(pin.model_dump()))
    settings = load_settings(tmp_path)
    assert (settings.event, settings.notices) == ("Thursday", ())
    assert load_locks(tmp_path) == AccessLocks(pin)
    save_settings(tmp_path, settings)
    assert "pin" not in json.loads((tmp_path / FILE_NAME).read_text())
    load_settings(tmp_path)
    assert load_locks(tmp_path) == AccessLocks(pin)


def test_no_pin_among_the_settings_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(earlier_settings(None))
    load_settings(tmp_path)
    assert not load_locks(tmp_path).has_lock


def test_the_administrator_of_the_machine_can_take_a_pin_away(tmp_path: Path) -> None:
    def told(*words: str) -> str:
        return CliRunner().invoke(command, ["--data", str(tmp_path), *words]).output

    assert told() == "No PIN is set.\n"
    set_pin(tmp_path, PIN)
    assert told() == "A PIN is set.\n"
    (tmp_path / PIN_FILE).write_bytes(b"\0")
    assert "cannot be read" in told()
    assert "choose a new PIN now" in told("--forget")
    assert told("--forget") == "No PIN is set.\n"


def earlier_settings(pin: object) -> str:
    """The file as labs wrote it that kept the PIN in it."""
    table = json.loads(Settings(event="Thursday", text_scale=1.5).model_dump_json())
    return json.dumps({**table, "format": 1, "pin": pin}, indent=1)


def flip(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + bytes([content[place] ^ 1 << chance.randrange(8)]) + content[place + 1 :]


def overwrite(content: bytes, chance: random.Random) -> bytes:
    place, length = chance.randrange(len(content)), chance.randrange(1, 40)
    return content[:place] + chance.randbytes(length) + content[place + length :]


def cut_out(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + content[place + chance.randrange(1, 40) :]


def cut_off(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def put_in(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + chance.choice((b"9", b"{", b'"', b",", b"null", b"\0", b"-")) + content[place:]


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (flip, overwrite, cut_out, cut_off, put_in)


@pytest.mark.attack
@pytest.mark.parametrize("name", [FILE_NAME, PIN_FILE, CODE_FILE, "earlier settings", "all"])
def test_no_damage_to_a_file_opens_the_door(
    tmp_path: Path, allowed_logs: list[str], pytestconfig: pytest.Config, name: str
) -> None:
    """Whatever happens, the lab has its lock; where it happens to one file, the PIN or the code opens it."""
    allowed_logs += ["settings file was damaged", "cannot be read"]
    chance = random.Random(name)
    pin, code = make_pin(PIN), make_code()[1]
    is_in_full = "attack" in pytestconfig.getoption("markexpr", "")
    for number in range(MANY if is_in_full else FEW):
        folder = tmp_path / str(number)
        folder.mkdir()
        if name == "earlier settings":
            (folder / FILE_NAME).write_text(earlier_settings(pin.model_dump()))
        else:
            save_settings(folder, Settings(event="Thursday", text_scale=1.5))
            save_locks(folder, AccessLocks(pin, code))
        for damaged in {"earlier settings": (FILE_NAME,), "all": (FILE_NAME, PIN_FILE, CODE_FILE)}.get(name, (name,)):
            path = folder / damaged
            path.write_bytes(chance.choice(MUTATIONS)(path.read_bytes(), chance))
        for _start in range(2):
            load_settings(folder)
            locks = load_locks(folder)
            assert locks.has_lock
            assert not locks.tried("", 0)[0]
        if name not in ("earlier settings", "all"):
            assert locks.pin == pin or locks.code == code


@only_here.links
@pytest.mark.parametrize("target", ["gone.json", PIN_FILE, "folder"], ids=["nowhere", "itself", "a folder"])
def test_a_pin_that_leads_nowhere_just_now_is_a_lock_all_the_same(tmp_path: Path, target: str) -> None:
    """Such as a link to a share that is not there after a restart."""
    (tmp_path / "folder").mkdir()
    (tmp_path / PIN_FILE).symlink_to(tmp_path / target)
    assert load_locks(tmp_path).has_lock
    assert forget_locks(tmp_path)
    assert not load_locks(tmp_path).has_lock


def test_a_clock_that_was_set_back_makes_nobody_wait_longer_than_five_minutes() -> None:
    locked = make_pin("2468").model_copy(update={"locked_until": 1_000_000.0})
    assert locked.wait_s(now=0) == 300
    assert locked.wait_s(now=999_990) == 10
