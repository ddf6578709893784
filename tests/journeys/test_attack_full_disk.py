"""Attacks by a disk that has no room left, or some blocks of it: whatever is written is whole or not there.

A sentence says what to do, nothing that was kept is lost, and with room again all goes on. Some amounts of room each
time; every amount with `pytest -m attack`.
"""

from __future__ import annotations

import json
import random
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from empathylab.domain.errors import LabError
from empathylab.domain.records import ReviewState
from empathylab.domain.session import Ending
from empathylab.files import packs, paths
from empathylab.files.layers import layers_over
from empathylab.files.leading import house_of, load_leading
from empathylab.files.library import load_library
from empathylab.files.pack_writing import write_pack
from empathylab.files.scaffolds import write_scaffold
from empathylab.files.settings import Settings
from empathylab.files.standards import standards
from empathylab.hearing import wav_files
from empathylab.reports import kit
from empathylab.reports.evidence import write_evidence
from empathylab.reports.exporting import FORMATS, export
from empathylab.reports.files import make_folder, whole_file
from empathylab.reports.names import library_names
from empathylab.storage import Store, for_report, import_records, open_records, open_store, sqlite, write_bundle, writer
from empathylab.storage.bundles import open_bundle
from support import made_packs
from support.mounting import can_mount, leave_room, small_disk
from support.scripted_station import EVENT, begin, settings, whole_visit

pytestmark = [
    pytest.mark.journey,
    pytest.mark.attack,
    pytest.mark.skipif(not can_mount(), reason="this user may not mount file systems"),
]

_DISK_BYTES = 16 * 2**20
FEW = 2
#: Above what is there in the end: drafts, logs and passing files.
_PASSING_BLOCKS = 80


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT_MS", 50)
    monkeypatch.setattr(writer, "RETRY_S", 0.05)
    with small_disk(tmp_path / "disk", _DISK_BYTES) as folder:
        yield folder


@pytest.fixture
def is_in_full(pytestconfig: pytest.Config) -> bool:
    return "attack" in pytestconfig.getoption("markexpr", "")


def recorded(folder: Path, seed: int, visits: int = 6) -> Path:
    store, chance = open_store(folder), random.Random(seed)
    store.begin_event(settings())
    for _ in range(visits):
        whole_visit(store, chance)
    for comment in list(store.comments()):
        store.review(comment.id, ReviewState.RELEASED)
    store.close()
    return folder


@pytest.fixture(scope="module")
def away(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another laptop's records, a bundle of them and a pack."""
    folder = tmp_path_factory.mktemp("away")
    reader = open_records(recorded(folder / "records", 2))
    write_bundle(reader, folder / "theirs.labrecords", "Library desk")
    reader.close()
    made_packs.good_pack(folder)
    made_packs.good_folder(folder / "content")
    return folder


def exported(name: str, away: Path, out: Path) -> None:
    reader = open_records(away / "records")
    try:
        export(reader, out, [name])
    finally:
        reader.close()


def bundled(away: Path, out: Path) -> None:
    reader = open_records(away / "records")
    try:
        write_bundle(reader, out / "mine.labrecords", "Library desk")
    finally:
        reader.close()


def evidence(away: Path, out: Path) -> None:
    reader = open_records(away / "records")
    try:
        write_evidence(reader, out, [EVENT], standards(), library_names())
    finally:
        reader.close()


def sheets(_away: Path, out: Path) -> None:
    library = load_library()
    make_folder(out)
    for piece in kit.pieces(load_leading(library), house_of(library, Settings()), None, paths.assets_dir(), ()):
        piece.write(out / piece.file)


def scaffold(_away: Path, out: Path) -> None:
    if not (out / "tasks" / "mine").exists():
        write_scaffold("task", "mine", out)


def packed(away: Path, out: Path) -> None:
    write_pack(away / "content", out / "ours.labpack")


def installed(away: Path, out: Path) -> None:
    (pack,) = away.glob("*.labpack")
    layers = layers_over(out)
    if not packs.installed(layers):
        packs.install(pack, layers)


JOBS: dict[str, Callable[[Path, Path], None]] = {
    **{name: partial(exported, name) for name in FORMATS},
    "bundle": bundled,
    "evidence": evidence,
    "kit": sheets,
    "scaffold": scaffold,
    "pack": packed,
    "install": installed,
}
#: In the ordinary run one of each way to write: by the system, by XlsxWriter, by a bundle's own, into a folder.
_SHARE = ("csv", "xlsx", "summary", "bundle", "install")


def is_told(call: Callable[[], None]) -> bool:
    """Did it end in a sentence that says what to do?"""
    try:
        call()
    except LabError as error:
        told, to_do = str(error), error.what_to_do
    else:
        return False
    assert "\n" not in told
    assert to_do
    return True


def clear(disk: Path) -> None:
    for path in disk.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def left_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def is_whole(name: str, content: bytes, folder: Path) -> bool:
    """By its end; what has none that shows is compared with the one that was written with room."""
    match Path(name).suffix:
        case ".xlsx":
            return zipfile.ZipFile(folder / name).testzip() is None
        case ".json":
            return json.loads(content) is not None
        case ".pdf":
            return content.rstrip().endswith(b"%%EOF")
        case ".html":
            return content.rstrip().endswith(b"</html>")
        case ".labrecords":
            return not is_told(partial(read_all, folder / name))
    return False


def read_all(bundle: Path) -> None:
    """What seals it is another each time, so that two are never the same."""
    with open_bundle(bundle) as (_contents, parcels):
        for _parcel in parcels:
            pass


@pytest.mark.parametrize("job", [pytest.param(name, marks=() if name in _SHARE else pytest.mark.long) for name in JOBS])
def test_what_is_written_is_whole_or_not_there(job: str, disk: Path, away: Path, is_in_full: bool) -> None:
    (disk / "out").mkdir()
    JOBS[job](away, disk / "out")
    good = left_in(disk / "out")
    needed = sum(-(-len(content) // 4096) for content in good.values())
    amounts = range(needed + 6) if is_in_full else sorted({0, *random.Random(job).sample(range(needed), FEW - 1)})
    told = 0
    for blocks in amounts:
        clear(disk)
        (disk / "out").mkdir()
        leave_room(disk / "ballast", blocks)
        told += is_told(lambda: JOBS[job](away, disk / "out"))
        found = left_in(disk / "out")
        broken = [each for each in found.keys() - good.keys() if not each.endswith(".lock")]
        odd = [each for each, content in found.items() if content != good.get(each)]
        assert broken == [], blocks
        assert [each for each in odd if not is_whole(each, found[each], disk / "out")] == [], blocks
        (disk / "ballast").unlink()
        JOBS[job](away, disk / "out")
    assert told


def test_a_workbook_needs_no_room_elsewhere(disk: Path, away: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The computer's own folder for passing files is full."""
    monkeypatch.setattr(tempfile, "tempdir", str(disk))
    leave_room(disk / "ballast", 0)
    for name in ("xlsx", "summary"):
        exported(name, away, away / "out")
    assert [path.name for path in disk.iterdir()] == ["ballast"]


def test_a_recording_that_the_disk_has_no_room_for_leaves_the_one_before(disk: Path) -> None:
    kept = wav_files.Recording(np.zeros((1, 60_000)), 16_000, 2)
    target = disk / "heard.wav"
    wav_files.write(target, kept)
    before = target.read_bytes()
    leave_room(disk / "ballast", 3)
    with pytest.raises(LabError, match="room on the disk"), whole_file(target) as part:
        wav_files.write(part, kept)
    assert target.read_bytes() == before
    assert {path.name for path in disk.iterdir()} == {"ballast", "heard.wav"}


def comes_home(store: Store, away: Path) -> None:
    import_records(store, away / "theirs.labrecords")


def folder_comes_home(store: Store, away: Path) -> None:
    import_records(store, away / "records")


def is_purged(store: Store, _away: Path) -> None:
    store.purge(EVENT)


def is_reported(store: Store, _away: Path) -> None:
    for_report(store, store.data_dir)


DEEDS: dict[str, Callable[[Store, Path], None]] = {
    "bring in": comes_home,
    "bring in a folder": folder_comes_home,
    "purge": is_purged,
    "report": is_reported,
}


@pytest.mark.parametrize("deed", DEEDS)
def test_records_stay_in_use_whatever_there_is_no_room_for(
    deed: str, disk: Path, away: Path, tmp_path: Path, is_in_full: bool
) -> None:
    """The thread that writes goes on: a visit begins and ends as soon as there is room, and nothing was lost."""
    master = recorded(tmp_path / "master", 1)
    amounts = range(_PASSING_BLOCKS) if is_in_full else (0, 26, 27)
    for blocks in amounts:
        clear(disk)
        store = open_store(Path(shutil.copytree(master, disk / "records")))
        leave_room(disk / "ballast", blocks)
        before = store.counts().people
        has_failed = is_told(partial(DEEDS[deed], store, away))
        found = store.counts().people
        assert not has_failed or found == before, blocks
        (disk / "ballast").unlink()
        store.begin_event(settings())
        store.end_session(begin(store, random.Random(3)), Ending.FINISHED)
        store.commit()
        assert store.counts().people == found + 1, blocks
        store.close()
        again = open_store(disk / "records")
        assert again.notices == (), blocks
        assert again.counts().people == found + 1, blocks
        assert not again.has_remains()
        again.close()


def test_a_lab_that_cannot_open_its_records_for_want_of_room_says_so(disk: Path, tmp_path: Path) -> None:
    master = recorded(tmp_path / "master", 1, visits=1)
    for blocks in (0, 1, 4):
        clear(disk)
        shutil.copytree(master, disk / "records")
        leave_room(disk / "ballast", blocks)
        with pytest.raises(LabError, match="disk is full"):
            open_store(disk / "records")


@pytest.mark.parametrize("is_room_taken_meanwhile", [False, True])
def test_damaged_records_wait_for_the_room_to_be_read(
    disk: Path, tmp_path: Path, is_in_full: bool, is_room_taken_meanwhile: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could be read until the disk was full was all that was in use from then on, and nobody was told."""
    if is_room_taken_meanwhile:
        monkeypatch.setattr("empathylab.storage.folder._check_room_to_mend", lambda _path, _damage: None)
    master = recorded(tmp_path / "master", 1, visits=36)
    content = bytearray((master / sqlite.DATABASE_NAME).read_bytes())
    content[4096 * 6 : 4096 * 8] = random.Random(1).randbytes(4096 * 2)
    (master / sqlite.DATABASE_NAME).write_bytes(content)
    whole = None
    for blocks in (2_000, *(range(120) if is_in_full else (24, 62, 63))):
        clear(disk)
        shutil.copytree(master, disk / "records")
        leave_room(disk / "ballast", blocks)
        if not is_told(lambda: open_store(disk / "records").close()):
            assert whole is None or people_in(disk / "records") == whole, blocks
        (disk / "ballast").unlink()
        store = open_store(disk / "records")
        whole = whole or store.counts().people
        assert store.counts().people == whole, blocks
        store.close()
    assert whole


def people_in(folder: Path) -> int:
    reader = open_records(folder)
    try:
        return reader.counts().people
    finally:
        reader.close()


def test_a_pack_is_looked_into_or_a_sentence_where_passing_files_have_no_room(
    disk: Path, away: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pack,) = away.glob("*.labpack")
    monkeypatch.setattr(tempfile, "tempdir", str(disk / "gone"))
    assert is_told(lambda: packs.inspect_pack(pack, layers_over(away / "lab")) and None)
