"""A pack from anybody: what is right is installed whole and taken out whole, what is wrong is one sentence."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from random import Random

import pytest

from empathylab.domain.errors import InputError, MachineError
from empathylab.files import pack_archive, packs
from empathylab.files.layers import Layers, layers_over
from empathylab.files.library import load_library
from empathylab.files.pack_writing import write_pack
from empathylab.files.packs import inspect_pack, install, installed, take_out
from support import made_packs, only_here, own_folder
from support.made_packs import LABEL, by_hand, good_pack


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return good_pack(tmp_path_factory.mktemp("pack"))


@pytest.fixture
def layers(tmp_path: Path) -> Layers:
    return layers_over(tmp_path / "lab")


def left(layers: Layers) -> list[str]:
    """All that lies among the packs, hidden things too."""
    assert layers.lab is not None
    folder = layers.lab / "packs"
    return sorted(os.listdir(folder)) if folder.is_dir() else []


def test_a_pack_shows_what_is_inside_and_is_installed_and_taken_out(pack: Path, layers: Layers) -> None:
    look = inspect_pack(pack, layers)
    assert (look.label.name, look.label.made_by, look.label.version) == ("Leeds", "The Leeds team", "2")
    assert dict(look.inside)["personas"] == ("Leeds Persona",)
    assert look.faults == ()
    assert left(layers) == [], "looking installs nothing"
    install(pack, layers)
    assert left(layers) == ["leeds"]
    library = load_library(layers)
    assert library.faults == ()
    assert {"leeds-task", "leeds-service"} <= set(library.tasks)
    assert [each.label.id for each in installed(layers)] == ["leeds"]
    with pytest.raises(InputError, match="A pack 'leeds' is here already"):
        install(pack, layers)
    take_out("leeds", layers)
    assert left(layers) == []
    with pytest.raises(InputError, match="no pack 'leeds'"):
        take_out("leeds", layers)


def test_the_same_content_is_the_same_bytes(tmp_path: Path) -> None:
    folder = made_packs.good_folder(tmp_path / "one")
    shutil.copytree(folder, tmp_path / "two")
    (tmp_path / "two" / "personas" / ".leeds-persona.toml.swp").write_text("x", encoding="utf-8")
    for number, name in enumerate(("one", "two")):
        os.utime(tmp_path / name / "pack.toml", (number, number))
        write_pack(tmp_path / name, tmp_path / f"{name}-out.labpack")
    assert (tmp_path / "one-out.labpack").read_bytes() == (tmp_path / "two-out.labpack").read_bytes()


def test_a_folder_with_faults_is_not_packed_and_all_of_them_are_told(tmp_path: Path) -> None:
    folder = made_packs.good_folder(tmp_path / "made")
    (folder / "portraits" / "leeds-persona.svg").unlink()
    (folder / "barriers" / "leeds-barrier" / "test.html").unlink()
    with pytest.raises(InputError) as caught:
        write_pack(folder, tmp_path / "out.labpack")
    assert f"{Path('personas', 'leeds-persona.toml')}:23: look.portrait" in str(caught.value)
    assert "has no test.html" in str(caught.value)
    assert not list(tmp_path.glob("*out*"))


def test_a_folder_without_a_label_is_packed_under_a_number(tmp_path: Path) -> None:
    own_folder.persona(tmp_path / "own")
    look = write_pack(tmp_path / "own", tmp_path / "out.labpack")
    assert look.label.id.startswith("pack-")


def test_an_agreement_comes_in_no_pack(tmp_path: Path) -> None:
    (tmp_path / "own" / "words").mkdir(parents=True)
    words = 'format = 1\nid = "ours"\n[agreements]\nen = "You give us everything."\n'
    (tmp_path / "own" / "words" / "ours.toml").write_text(words, encoding="utf-8")
    with pytest.raises(InputError, match="agreements: does not come in a pack"):
        write_pack(tmp_path / "own", tmp_path / "out.labpack")


def test_two_packs_with_one_id_inside_are_told_apart_and_the_second_stays_out(
    pack: Path, layers: Layers, tmp_path: Path
) -> None:
    install(pack, layers)
    other = {**made_packs.members(pack.read_bytes()), "pack.toml": LABEL.replace('"leeds"', '"york"')}
    second = by_hand(tmp_path / "york.labpack", other)
    assert any("taken by the pack 'leeds'" in fault for fault in inspect_pack(second, layers).faults)
    with pytest.raises(InputError, match="is not installed"):
        install(second, layers)
    assert left(layers) == ["leeds"]


def test_a_station_that_names_a_missing_task_is_not_installed(pack: Path, layers: Layers, tmp_path: Path) -> None:
    files = made_packs.members(pack.read_bytes())
    station = "stations/leeds-station.toml"
    files[station] = files[station].replace(b'"missed-bin"', b'"gone"')
    with pytest.raises(InputError, match="there is no task 'gone'"):
        install(by_hand(tmp_path / "x.labpack", dict(files)), layers)
    assert left(layers) == []


@pytest.mark.parametrize(
    "address", ["http://192.168.1.1/", "https://router/", "http://127.0.0.1:631/", "https://10.0.0.1"]
)
def test_a_service_in_a_pack_opens_nothing_of_this_house(
    pack: Path, layers: Layers, tmp_path: Path, address: str
) -> None:
    files = made_packs.members(pack.read_bytes())
    task = "tasks/leeds-service/task.toml"
    files[task] = files[task].replace(b"allowed = []", f'allowed = ["{address}"]'.encode())
    faults = inspect_pack(by_hand(tmp_path / "x.labpack", dict(files)), layers).faults
    assert "allowed.0: is an address of the own network" in faults[0]


def test_where_the_services_of_a_pack_lead_is_told(pack: Path, layers: Layers, tmp_path: Path) -> None:
    files = made_packs.members(pack.read_bytes())
    task = "tasks/leeds-service/task.toml"
    files[task] = files[task].replace(b'"site/index.html"', b'"https://bins.example.org/start"')
    look = inspect_pack(by_hand(tmp_path / "x.labpack", dict(files)), layers)
    assert look.addresses == ("https://bins.example.org",)
    assert look.faults == ()


@pytest.mark.parametrize(
    "name",
    [
        "../out.toml",
        "personas/../../out.toml",
        "/etc/out.toml",
        "C:/out.toml",
        "personas\\out.toml",
        "\\\\server\\share\\out.toml",
        "personas/con.toml",
        "tasks/aux/task.toml",
        "tasks/x/COM1.html",
        "tasks/x/a./b.html",
        "tasks/x /b.html",
        "tasks/x/page.html.",
        "tasks/x/p\u00e4ge.html",
        "tasks/x/pa\u202egepj.html",
        "tasks/x/p\u0430ge.html",
        "tasks/x/pa\x07ge.html",
        "tasks/x/page.html:hidden",
        "tasks/x/.hidden.html",
        "tasks//page.html",
        "tasks/x/" + "a" * 81 + ".html",
        "tasks/a/b/c/d/e/f/g.html",
        "tasks/x/run.exe",
        "tasks/x/run.py",
        "tasks/x/run.sh",
        "portraits/face.html",
        "personas/face.js",
        "css/form.css",
        "packs/other/pack.toml",
        "autorun.inf",
        "",
    ],
)
def test_a_name_that_some_computer_cannot_keep_or_that_leads_out_is_refused(
    layers: Layers, tmp_path: Path, name: str
) -> None:
    pack = by_hand(tmp_path / "x.labpack", {"pack.toml": LABEL, name: "x"})
    with pytest.raises(InputError, match=r"cannot be used|no pack"):
        install(pack, layers)
    assert left(layers) == []
    assert not list(tmp_path.rglob("out.toml"))


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({"tasks/x/page.html": "x", "tasks/x/Page.html": "y"}, "twice"),
        ({"tasks/x/page.html": "x", "Tasks/x/other.html": "y"}, "twice|nothing that a pack may hold"),
        ({"tasks/x.html": "x", "tasks/x.html/page.html": "y"}, "twice"),
        ({"tasks/x/a.html/page.html": "x", "tasks/x/A.html": "y"}, "twice"),
        ({f"tasks/x/p{number}.html": "x" for number in range(10_000)}, "too many files"),
        ({"tasks/x/page.html": b"0" * 5_000_001}, "larger than 5 MB"),
        ({"tasks/x/page.html": b"0" * 4_999_999}, "too large"),
    ],
    ids=["case", "case of a folder", "file and folder", "file and folder in capitals", "10,000", "large", "bomb"],
)
def test_limits_of_a_pack(layers: Layers, tmp_path: Path, files: dict[str, bytes | str], fault: str) -> None:
    with pytest.raises(InputError, match=fault):
        install(by_hand(tmp_path / "x.labpack", {"pack.toml": LABEL, **files}), layers)
    assert left(layers) == []


def test_many_files_that_are_large_together_are_refused(
    layers: Layers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack_archive, "LARGEST_WHOLE_BYTES", 50_000)
    files: dict[str, bytes | str] = {f"tasks/x/{number}.png": os.urandom(10_000) for number in range(6)}
    with pytest.raises(InputError, match="too large"):
        inspect_pack(by_hand(tmp_path / "x.labpack", {"pack.toml": LABEL, **files}), layers)


def test_a_size_that_the_directory_lies_about_is_found_out(layers: Layers, tmp_path: Path) -> None:
    path = by_hand(tmp_path / "x.labpack", {"pack.toml": LABEL, "tasks/x/page.html": b"0" * 4_999_999})
    content = path.read_bytes()
    path.write_bytes(content.replace((4_999_999).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    with pytest.raises(InputError):
        inspect_pack(path, layers)


def sharing_one_file(path: Path) -> None:
    """A directory of many names for one packed file, as bombs without any archive in them have."""
    by_hand(path, {"pack.toml": LABEL, "tasks/x/p000.html": b"0" * 900_000})
    content = path.read_bytes()
    start = content.rindex(b"PK\x01\x02")
    entry, end = content[start : content.index(b"PK\x05\x06")], content[content.index(b"PK\x05\x06") :]
    more = [entry.replace(b"p000", b"p%03d" % number) for number in range(1, 900)]
    count = (2 + len(more)).to_bytes(2, "little")
    size = (content.index(b"PK\x05\x06") - content.index(b"PK\x01\x02") + sum(map(len, more))).to_bytes(4, "little")
    head = content[: start + len(entry)] + b"".join(more)
    path.write_bytes(head + end[:8] + count + count + size + end[16:])


def packed_by(method: int, path: Path) -> None:
    with zipfile.ZipFile(path, "w", method) as made:
        made.writestr("pack.toml", LABEL)
        made.writestr("tasks/x/page.html", b"0" * 50_000_000)


#: Packs that are small until they are unpacked, or take long to look through.
_BOMBS: dict[str, Callable[[Path], object]] = {
    "one file, 900 names": sharing_one_file,
    "bzip2": partial(packed_by, zipfile.ZIP_BZIP2),
    "LZMA": partial(packed_by, zipfile.ZIP_LZMA),
    "50 MB": partial(packed_by, zipfile.ZIP_DEFLATED),
    "a label of 50 MB": lambda path: by_hand(path, {"pack.toml": LABEL + "#" * 50_000_000}),
    "a label of half a million parts": lambda path: by_hand(path, {"pack.toml": "a." * 490_000 + "a=1"}),
    "a pack in a pack": lambda path: by_hand(path, {"pack.toml": LABEL, "tasks/x/in.labpack": b"PK" * 1_000}),
    "pictures that are large together": lambda path: by_hand(
        path, {"pack.toml": LABEL, **{f"tasks/x/p{number}.png": b"0" * 4_000_000 for number in range(40)}}
    ),
    "a portrait of a million parts": lambda path: by_hand(
        path, {"pack.toml": LABEL, "portraits/x.svg": "<svg xmlns='http://www.w3.org/2000/svg'>" + "<g>" * 1_000_000}
    ),
    "a portrait that grows": lambda path: by_hand(
        path,
        {
            "pack.toml": LABEL,
            "portraits/x.svg": "<!DOCTYPE svg [<!ENTITY a 'aaaa'>"
            + "".join(f"<!ENTITY b{number} '{f'&b{number - 1};' * 10 if number else '&a;'}'>" for number in range(20))
            + "]><svg xmlns='http://www.w3.org/2000/svg'>&b19;</svg>",
        },
    ),
    "no end of folders": lambda path: by_hand(path, {"pack.toml": LABEL, "tasks/x/" + "a/" * 30_000 + "p.html": "x"}),
}


@pytest.mark.attack
@pytest.mark.parametrize("make", _BOMBS.values(), ids=_BOMBS)
def test_a_pack_made_to_burst_is_a_sentence_and_takes_no_room(
    layers: Layers, tmp_path: Path, make: Callable[[Path], object]
) -> None:
    make(tmp_path / "x.labpack")
    tracemalloc.start()
    try:
        with pytest.raises(InputError):
            install(tmp_path / "x.labpack", layers)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 80_000_000
    assert left(layers) == []


def test_links_are_refused(layers: Layers, tmp_path: Path) -> None:
    pack = by_hand(tmp_path / "x.labpack", {"pack.toml": LABEL}, {"tasks/x/page.html": "/etc/passwd"})
    with pytest.raises(InputError, match="is a link or a device"):
        install(pack, layers)


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x05\x06" + bytes(18), b"no zip", bytes(100_000)])
def test_what_is_no_pack_is_said(layers: Layers, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.labpack"
    path.write_bytes(content)
    with pytest.raises(InputError):
        inspect_pack(path, layers)
    with pytest.raises(InputError):
        inspect_pack(tmp_path, layers)
    with pytest.raises(InputError, match="There is no file"):
        inspect_pack(tmp_path / "gone.labpack", layers)


@only_here.named_pipes
def test_a_pipe_is_not_waited_for(layers: Layers, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.labpack")
    with pytest.raises(InputError, match="no ordinary file"):
        inspect_pack(tmp_path / "x.labpack", layers)


def test_a_locked_pack_and_one_without_label_are_refused(layers: Layers, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no pack\.toml"):
        inspect_pack(by_hand(tmp_path / "x.labpack", {"personas/x.toml": "x"}), layers)
    locked = by_hand(tmp_path / "y.labpack", {"pack.toml": LABEL}).read_bytes()
    mark = locked.rindex(b"PK\x01\x02") + 8
    (tmp_path / "y.labpack").write_bytes(locked[:mark] + b"\x01" + locked[mark + 1 :])
    with pytest.raises(InputError):
        inspect_pack(tmp_path / "y.labpack", layers)


def test_a_full_disk_leaves_nothing(pack: Path, layers: Layers, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(packs.os, "fsync", full)
    with pytest.raises(MachineError, match="No space left"):
        install(pack, layers)
    monkeypatch.undo()
    assert left(layers) == []


_KILLED = """
import os, signal, sys
from pathlib import Path
from empathylab.files import pack_archive, packs
from empathylab.files.layers import layers_over
steps = int(sys.argv[3])
def fsync(_handle):
    global steps
    steps -= 1
    if steps <= 0:
        os.kill(os.getpid(), signal.SIGKILL)
rename = os.rename
def killed_before(*names):
    os.kill(os.getpid(), signal.SIGKILL)
packs.os.fsync = fsync
packs.os.rename = killed_before
packs.install(Path(sys.argv[1]), layers_over(Path(sys.argv[2])))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
@pytest.mark.parametrize("step", [3, 100])
def test_killed_in_the_middle_nothing_is_installed_and_the_next_time_it_is(
    pack: Path, layers: Layers, step: int
) -> None:
    command = [sys.executable, "-c", _KILLED, str(pack), str(layers.lab), str(step)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert done.returncode == -signal.SIGKILL
    assert installed(layers) == ()
    assert load_library(layers).faults == ()
    assert layers.lab is not None
    (half,) = (layers.lab / "packs").iterdir()
    os.utime(half, (1, 1))
    install(pack, layers)
    assert left(layers) == ["leeds"], "what was left behind is swept up"


_INSTALLS = """
import sys
from pathlib import Path
from empathylab.files import packs
from empathylab.files.layers import layers_over
print("now", flush=True)
packs.install(Path(sys.argv[1]), layers_over(Path(sys.argv[2])))
"""


@pytest.mark.attack
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_killed_at_any_moment_it_is_there_whole_or_not_at_all(
    pack: Path, layers: Layers, pytestconfig: pytest.Config
) -> None:
    """Once each time, 100 times with `-m attack`."""
    is_in_full = "attack" in pytestconfig.getoption("markexpr", "")
    chance = Random(9)
    for _ in range(100 if is_in_full else 1):
        command = [sys.executable, "-c", _INSTALLS, str(pack), str(layers.lab)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as installing:
            assert installing.stdout is not None
            installing.stdout.readline()
            with suppress(subprocess.TimeoutExpired):
                installing.wait(timeout=chance.uniform(0, 0.6))
            installing.kill()
        whole = installed(layers)
        assert all(not look.faults for look in whole)
        assert load_library(layers).faults == ()
        for look in whole:
            take_out(look.label.id, layers)


@pytest.mark.attack
def test_broken_packs_are_one_sentence_each_and_leave_nothing(
    pack: Path, layers: Layers, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """30 each time, 1,000 with `-m attack`."""
    is_in_full = "attack" in pytestconfig.getoption("markexpr", "")
    content, chance = pack.read_bytes(), Random(18)
    path = tmp_path / "x.labpack"
    for _ in range(1_000 if is_in_full else 30):
        path.write_bytes(_broken(content, chance, tmp_path))
        with suppress(InputError):
            install(path, layers)
            assert load_library(layers).faults == ()
            take_out(left(layers)[0], layers)
        assert left(layers) == []


_NOISE = (b"", b"[", b'"', b"\x00", b"\xff", b"<", b"9" * 400, b"[[" * 90)


def _broken(content: bytes, chance: Random, folder: Path) -> bytes:
    way = chance.randrange(6)
    if way == 0:
        return content[: chance.randrange(len(content))]
    if way in (1, 2):
        changed = bytearray(content)
        for _ in range(chance.choice((1, 3, 30))):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        return bytes(changed)
    if way == 3:
        at = chance.randrange(len(content))
        return content[:at] + chance.randbytes(chance.randrange(1, 300)) + content[at:]
    files = made_packs.members(content)
    name = chance.choice(sorted(files))
    words = bytearray(files[name])
    for _ in range(chance.choice((1, 5, 50))):
        at = chance.randrange(len(words))
        words[at : at + chance.randrange(3)] = chance.choice(_NOISE)
    files[name] = bytes(words)
    if way == 5:
        files[chance.choice(("../x.toml", "tasks/x.toml", "tasks/é.html", "personas/nul.toml", "a/" * 9))] = b"x"
    made = by_hand(folder / "made.labpack", dict(files))
    return made.read_bytes()
