"""A lab folder of one's own in a test's folder, with copies of what is shipped under other ids."""

from __future__ import annotations

import shutil
from pathlib import Path

from empathylab.files import paths


def persona(lab: Path, name: str = "dora", **changes: str) -> Path:
    """Claudia under another id, in personas/, with her portrait."""
    words = (paths.personas_dir() / "claudia.toml").read_text(encoding="utf-8")
    path = lab / "personas" / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_changed(words, {'id = "claudia"': f'id = "{name}"', **changes}), encoding="utf-8")
    return path


def station(lab: Path, name: str = "desk", **changes: str) -> Path:
    """Station 2 under another id."""
    words = (paths.assets_dir() / "stations" / "station-2.toml").read_text(encoding="utf-8")
    path = lab / "stations" / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_changed(words, {'id = "station-2"': f'id = "{name}"', **changes}), encoding="utf-8")
    return path


def task(lab: Path, name: str = "lost-key") -> Path:
    """The missed bin under another id; returns its folder."""
    folder = lab / "tasks" / name
    shutil.copytree(paths.assets_dir() / "tasks" / "missed-bin", folder)
    for path in folder.iterdir():
        words = path.read_text(encoding="utf-8")
        path.write_text(words.replace("missed-bin", name), encoding="utf-8")
    return folder


def barrier(lab: Path, name: str = "no-sense") -> Path:
    """A shipped barrier under another id, with a page to try it on; returns its folder."""
    folder = lab / "barriers" / name
    shutil.copytree(paths.assets_dir() / "barriers" / "no-fieldset", folder)
    for path in folder.iterdir():
        path.write_text(path.read_text(encoding="utf-8").replace("no-fieldset", name), encoding="utf-8")
    (folder / "test.html").write_text('<!doctype html><html lang="en"><title>Try it</title></html>', encoding="utf-8")
    return folder


def _changed(words: str, changes: dict[str, str]) -> str:
    for old, new in changes.items():
        assert old in words
        words = words.replace(old, new, 1)
    return words
