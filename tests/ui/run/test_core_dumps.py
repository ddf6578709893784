"""Whichever process of the lab is killed, its memory goes with it."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from empathylab.ui.page import core_dumps
from support.web_station import WebStation, wait_until

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits are read from /proc"),
    pytest.mark.usefixtures("qapp"),
]


@pytest.fixture(autouse=True)
def _opened(station: WebStation) -> None:
    station.start()


def family(process_id: int) -> list[int]:
    """A process and all that came of it."""
    children = Path(f"/proc/{process_id}/task/{process_id}/children").read_text(encoding="ascii").split()
    return [process_id, *(each for child in children for each in family(int(child)))]


def test_no_process_of_the_lab_may_write_its_memory_down(station: WebStation) -> None:
    page = station.view.page
    assert page is not None
    processes = family(os.getpid())
    assert page.renderProcessPid() in processes
    for each in processes:
        limits = Path(f"/proc/{each}/limits").read_text(encoding="ascii").splitlines()
        size = next(line for line in limits if line.startswith("Max core file size")).split()
        assert set(size[4:6]) <= {"0", "1"}, each
        if filter_bits := Path(f"/proc/{each}/coredump_filter").read_text(encoding="ascii").strip():
            assert int(filter_bits, 16) == 0, each


def test_nobody_looks_into_the_labs_own_memory(station: WebStation) -> None:
    get_dumpable = 3
    assert ctypes.CDLL(None).prctl(get_dumpable, 0, 0, 0, 0) == 0


def test_a_page_that_crashes_leaves_no_file(station: WebStation) -> None:
    page = station.view.page
    assert page is not None
    before = set(Path.cwd().glob("core*"))
    os.kill(page.renderProcessPid(), signal.SIGSEGV)
    wait_until(lambda: "page.restored" in station.kinds(), "the page again")
    assert set(Path.cwd().glob("core*")) == before


def test_what_the_lab_runs_beside_itself_inherits_it() -> None:
    ask = "import resource; print(resource.getrlimit(resource.RLIMIT_CORE))"
    said = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True).stdout.strip()
    assert said in {"(0, 0)", "(1, 1)"}


def test_on_windows_no_report_is_made_and_a_system_without_the_setting_starts_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: dict[str, int] = {}

    class Old:
        def SetErrorMode(self, mode: int) -> None:  # noqa: N802 - Windows' name
            asked["mode"] = mode

    class New(Old):
        def WerSetFlags(self, flags: int) -> None:  # noqa: N802 - Windows' name
            asked["flags"] = flags

    monkeypatch.setattr(sys, "platform", "win32")
    for kernel in (Old(), New()):
        monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
        core_dumps.switch_off()
    assert asked == {"mode": 0x0003, "flags": 0x21}
