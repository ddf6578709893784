"""What another program holds for a moment, as on Windows an antivirus does, is replaced and deleted when it lets go."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from empathylab.files import held_files
from empathylab.files.durable import write_durably
from empathylab.reports.files import whole_file
from empathylab.storage.wiping import wipe


class HeldError(PermissionError):
    """As Windows says it."""

    winerror = 32


class NotOpenedError(PermissionError):
    """As Windows' C library says it, which has no number of Windows'."""

    winerror = None


@dataclass
class Antivirus:
    """Refuses so many times, then lets go; refuses for good where it is `for_good`."""

    folder: Path
    refusals: int = 0
    for_good: bool = False
    raised: type[PermissionError] = HeldError
    asked: list[Path] = field(default_factory=list)

    def before(self, act: Callable[..., None]) -> Callable[..., None]:
        def held(path: Path, *arguments: object, **words: object) -> None:
            if path.is_relative_to(self.folder):
                self.asked.append(path)
                if self.for_good or len(self.asked) <= self.refusals:
                    raise self.raised(13, "The process cannot access the file, another process is using it")
            act(path, *arguments, **words)

        return held


@pytest.fixture
def antivirus(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Antivirus:
    looks = Antivirus(tmp_path)
    monkeypatch.setattr(os, "replace", looks.before(os.replace))
    monkeypatch.setattr(Path, "unlink", looks.before(Path.unlink))
    monkeypatch.setattr(held_files, "PATIENCE_S", 0.1)
    return looks


def save(path: Path) -> None:
    write_durably(path, "new")


def export(path: Path) -> None:
    with whole_file(path) as part:
        part.write_text("new", encoding="utf-8")


@pytest.mark.parametrize("raised", [HeldError, NotOpenedError])
@pytest.mark.parametrize("write", [save, export])
def test_what_is_held_for_a_moment_is_written(
    write: Callable[[Path], None], raised: type[PermissionError], antivirus: Antivirus, tmp_path: Path
) -> None:
    antivirus.raised = raised
    path = tmp_path / "file.json"
    path.write_text("old", encoding="utf-8")
    antivirus.refusals = 2
    write(path)
    assert path.read_text(encoding="utf-8") == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_deleted_visit_that_is_held_for_a_moment_is_gone_all_the_same(antivirus: Antivirus, tmp_path: Path) -> None:
    visit = tmp_path / "visit.open"
    visit.write_bytes(b"what somebody did")
    antivirus.refusals = 2
    wipe(visit)
    assert list(tmp_path.iterdir()) == []


def test_what_is_held_for_good_is_told_in_time(antivirus: Antivirus, tmp_path: Path) -> None:
    antivirus.for_good = True
    with pytest.raises(PermissionError):
        held_files.take_away(tmp_path / "open in Excel")
    assert len(antivirus.asked) > 1


def test_where_no_other_program_is_the_reason_nobody_waits(antivirus: Antivirus, tmp_path: Path) -> None:
    antivirus.for_good, antivirus.raised = True, PermissionError
    with pytest.raises(PermissionError):
        held_files.take_away(tmp_path / "of another user")
    assert len(antivirus.asked) == 1


class ReadOnlyError(PermissionError):
    """As Windows says it of a file that is marked as only to be read."""

    winerror = 5


def of_windows(act: Callable[..., None], target: int) -> Callable[..., None]:
    def marked(*paths: Path, **words: object) -> None:
        if paths[target].exists() and not paths[target].stat().st_mode & stat.S_IWRITE:
            raise ReadOnlyError(13, "Access is denied")
        act(*paths, **words)

    return marked


@pytest.mark.parametrize(
    ("act", "left"), [(save, ["file"]), (export, ["file"]), (wipe, []), (held_files.take_away, [])]
)
def test_what_is_marked_as_only_to_be_read_goes_all_the_same(
    act: Callable[[Path], object], left: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As what was copied from a share or a disc is, which Windows neither replaces nor deletes."""
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o444)
    monkeypatch.setattr(os, "replace", of_windows(os.replace, 1))
    monkeypatch.setattr(Path, "unlink", of_windows(Path.unlink, 0))
    act(path)
    assert [each.name for each in tmp_path.iterdir()] == left
