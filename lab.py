#!/usr/bin/env python3
"""Sets up what is missing and opens the lab. Needs nothing but Python's standard library.

python3 lab.py                 open the lab
python3 lab.py COMMAND ...     any empathylab command: demo, check, export, ...
python3 lab.py test [...]      set up, then run every check and test (arguments go to pytest)
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from empathylab.first_start import SetupProblem
from empathylab.first_start.libraries import APT_PACKAGES, install_libraries
from empathylab.first_start.packages import (
    can_run,
    compile_project,
    environment_python,
    install_pinned,
    make_environment,
)
from empathylab.first_start.system import refuse_unsupported

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"


def main(arguments: Sequence[str]) -> int:
    is_test = bool(arguments) and arguments[0] == "test"
    checks: list[Check] = []
    try:
        set_up(is_test, lambda: checks.extend(start_checks(arguments[1:]) if is_test else ()))
    except SetupProblem as problem:
        print(f"Empathy Lab cannot start: {problem}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Empathy Lab cannot start: {error}. Is there room, and may you write in {ROOT}?", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Start again to go on where it was.", file=sys.stderr)
        return 1
    return run_tests(arguments[1:], checks) if is_test else open_lab(arguments)


def set_up(is_test: bool, once_installed: Callable[[], object] = lambda: None) -> None:
    """Bring the environment to what the pinned list says; costs one small file read when nothing is missing.

    Code is compiled by one process alone, so that `once_installed` may begin what goes on beside it.
    """
    if is_ready(for_tests=True) or (not is_test and is_ready(for_tests=False)):
        once_installed()
        return
    refuse_unsupported()
    print("Setting up Empathy Lab. This happens once and takes a few minutes.", flush=True)
    install_libraries(is_test)
    make_environment(VENV)
    install_pinned(VENV, pinned_list(is_test))
    once_installed()
    compile_project(environment_python(VENV), ROOT)
    stamp(is_test).write_text(fingerprint(is_test), encoding="ascii")


def is_ready(*, for_tests: bool) -> bool:
    """The tests' packages hold the lab's. A Python that was removed since, or is somebody else's, runs none of them."""
    is_stamped = stamp(for_tests).is_file() and stamp(for_tests).read_text(encoding="ascii") == fingerprint(for_tests)
    return is_stamped and can_run(VENV)


def pinned_list(is_test: bool) -> Path:
    return ROOT / ("constraints-test.txt" if is_test else "constraints.txt")


def stamp(is_test: bool) -> Path:
    return VENV / ("ready-test" if is_test else "ready")


def fingerprint(is_test: bool) -> str:
    """Changes whenever the environment has to be made anew."""
    made_for = repr((sys.version_info[:2], str(ROOT), APT_PACKAGES, is_test)).encode()
    return hashlib.sha256(pinned_list(is_test).read_bytes() + b"\0" + made_for).hexdigest()


def open_lab(arguments: Sequence[str]) -> int:
    command = [str(environment_python(VENV)), "-m", "empathylab", *arguments]
    if os.name == "nt":
        return subprocess.call(command)
    os.execv(command[0], command)


#: Of the whole run: a test that hangs is ended, named and told where it stood, and the others go on.
LIMITS = ("-o", "faulthandler_timeout=300", "-o", "faulthandler_exit_on_timeout=true")
#: Tests wait for pages, phrases and disks too, so one more goes on than there are cores; who is done takes from others.
SIDE_BY_SIDE = ("-n", str((os.cpu_count() or 1) + 1), "--dist", "worksteal")
#: A test of real pages, sounds and servers may fail by what else the computer does: so few are tried once more, alone.
MOST_TRIED_AGAIN = 3
#: For one check, after the tests.
CHECK_LIMIT_S = 600


def start_checks(pytest_arguments: Sequence[str]) -> list[Check]:
    """Style, types and layers beside the tests; with arguments none, for the work in hand."""
    return [] if pytest_arguments else [start_check(each) for each in checks_of(str(environment_python(VENV)))]


def run_tests(pytest_arguments: Sequence[str], checks: Sequence[Check]) -> int:
    """The tests, all or those named, and what the checks beside them found."""
    python = str(environment_python(VENV))
    failed = run_pytest(python, pytest_arguments) if pytest_arguments else run_all(python)
    return 1 if tell_checks(checks) or failed else 0


def run_all(python: str) -> int:
    """Every test, side by side; a few that failed so are tried once more, and told of by name whatever comes of it."""
    with tempfile.TemporaryDirectory(prefix="lab-tests-", dir=quick_place(), ignore_cleanup_errors=True) as folder:
        failed = run_pytest(python, ["-q", "--cache-clear", f"--basetemp={folder}/t", *SIDE_BY_SIDE, *LIMITS])
    names = failed_tests() if failed == 1 else []
    if not 0 < len(names) <= MOST_TRIED_AGAIN:
        return failed
    print("These failed beside others, and are tried once more, alone:", *names, sep="\n  ", flush=True)
    failed = run_pytest(python, ["-q", "--last-failed", *LIMITS])
    if not failed:
        print(
            "Alone they passed. Find what makes them depend on what else goes on, and mend it:",
            *names,
            sep="\n  ",
            flush=True,
        )
    return failed


#: Of which a run takes a part.
ROOM_BYTES = 4 * 2**30


def quick_place() -> Path | None:
    """Memory for the folders of tests: thousands of small files that are synced cost a disk more.

    None, the usual place, where there is no room, or nothing may be run from it.
    """
    memory = Path("/dev/shm")
    if not (memory.is_dir() and os.access(memory, os.W_OK)):
        return None
    there = os.statvfs(memory)
    has_room = there.f_bavail * there.f_frsize > ROOM_BYTES
    return memory if has_room and not there.f_flag & os.ST_NOEXEC else None


def run_pytest(python: str, arguments: Sequence[str]) -> int:
    command = [python, "-m", "pytest", *arguments]
    tell(command)
    return subprocess.call(command, cwd=ROOT, env=environment_of_tests())


def failed_tests() -> list[str]:
    """What pytest wrote down for its --last-failed."""
    noted = ROOT / ".pytest_cache" / "v" / "cache" / "lastfailed"
    return list(json.loads(noted.read_text("utf-8"))) if noted.is_file() else []


def environment_of_tests() -> dict[str, str]:
    """Tests are many processes of the same modules: what one has compiled the others take.

    Their sums of vectors are short, and every processor is busy: a second thread for them only waits.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "OPENBLAS_NUM_THREADS": "1"}


def checks_of(python: str) -> list[list[str]]:
    """All that reads the code without running it."""
    return [
        [python, "-m", "ruff", "check", "."],
        [python, "-m", "ruff", "format", "--check", "."],
        [python, "tests/javascript/check.py"],
        [str(environment_python(VENV).with_name("lint-imports"))],
        [python, "-m", "mypy"],
    ]


class Check(NamedTuple):
    """One that goes on. What it says is in a file: a pipe that nobody reads yet would hold it up once it is full."""

    command: Sequence[str]
    process: subprocess.Popen[bytes]
    said: IO[bytes]


def start_check(command: Sequence[str]) -> Check:
    said = tempfile.TemporaryFile()  # noqa: SIM115 - it is read, and closed, when the tests are over
    return Check(command, subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=subprocess.STDOUT), said)


def tell_checks(started: Sequence[Check]) -> int:
    """What each found, after the tests; how many of them found something, or hung."""
    for check in started:
        tell(check.command)
        has_hung = has_to_be_ended(check.process)
        check.said.seek(0)
        sys.stdout.buffer.write(check.said.read() + (b"It hung, and was ended.\n" if has_hung else b""))
        sys.stdout.flush()
        check.said.close()
    return sum(check.process.returncode != 0 for check in started)


def has_to_be_ended(process: subprocess.Popen[bytes]) -> bool:
    try:
        process.wait(CHECK_LIMIT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    return False


def tell(command: Sequence[str]) -> None:
    print(f"> {' '.join([Path(command[0]).name, *command[1:]])}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
