"""The lab as one file: what goes in, what stays out, and that what is in it is what was pinned."""

from __future__ import annotations

import hashlib
import plistlib
import re
import struct
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

import pytest

from empathylab import __version__, shipping
from empathylab.shipping import package_check
from empathylab.shipping.archive import Item, write_archive
from empathylab.shipping.content import items
from empathylab.shipping.fetching import PinnedLists
from empathylab.shipping.package_check import faults_of
from empathylab.shipping.target import selection, targets
from empathylab.shipping.wheel_selection import comes_along

PINNED = PinnedLists.of(Path(__file__).parents[3])


def named(pinned: str) -> set[str]:
    return {line.split("==")[0] for line in pinned.splitlines() if line[:1].isalnum()}


@pytest.mark.parametrize(
    ("system", "has", "has_not"),
    [
        ("windows", {"comtypes", "pywin32", "tzdata", "numpy", "pyside6"}, {"pyobjc-core"}),
        ("linux", {"numpy", "pyside6"}, {"pyobjc-core", "comtypes", "pywin32"}),
        ("macos", {"pyobjc-core", "pyobjc-framework-cocoa"}, {"comtypes", "pywin32"}),
    ],
)
def test_of_the_pinned_list_each_system_gets_its_own(system: str, has: set[str], has_not: set[str]) -> None:
    assert PINNED is not None
    wanted = PINNED.wanted_for(targets()[system])
    assert has <= named(wanted)
    assert "pocketsphinx" in named(wanted), "optional from the source, and to a package nothing can be added"
    assert "pytest" not in named(wanted)
    assert not has_not & named(wanted)
    assert " ; " not in wanted
    assert wanted.count("numpy==") == 1
    entries = [line for line in wanted.splitlines() if line[:1].isalnum()]
    assert all(line.endswith(" \\") for line in entries), "each has its hashes"


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt6WebEngineCore.dll",
        "PySide6/QtWidgets.pyd",
        "PySide6/QtWebEngineProcess.exe",
        "PySide6/Qt/libexec/QtWebEngineProcess",
        "PySide6/Qt/lib/libQt6WebEngineCore.so.6",
        "PySide6/QtCore.abi3.so",
        "PySide6/pyside6qml.abi3.dll",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/plugins/tls/qschannelbackend.dll",
        "PySide6/translations/qtwebengine_locales/en-GB.pak",
        "PySide6/resources/icudtl.dat",
        "win32/win32api.pyd",
        "cv2/cv2.pyd",
        "llvmlite/binding/llvmlite.dll",
        "numba/_dispatcher.cp313-win_amd64.pyd",
        "numba/np/ufunc/_internal.cp313-win_amd64.pyd",
        "numba/core/typeconv/typeconv.py",
        "pocketsphinx/model/en-us/en-us/mdef",
        "pocketsphinx/model/en-us/cmudict-en-us.dict",
    ],
)
def test_what_the_lab_needs_comes_along(path: str) -> None:
    assert comes_along(path, selection())


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt6Designer.dll",
        "PySide6/Qt63DRender.dll",
        "PySide6/Qt/lib/libQt6Quick3D.so.6",
        "PySide6/designer.exe",
        "PySide6/qml/Qt/labs/assetdownloader/plugin.dll",
        "PySide6/Qt/qml/QtQuick/plugin.so",
        "PySide6/translations/qtwebengine_locales/de.pak",
        "PySide6/resources/qtwebengine_devtools_resources.pak",
        "PySide6/QtCore.pyi",
        "cv2/opencv_videoio_ffmpeg500_64.dll",
        "numpy/linalg/tests/test_linalg.py",
        "numba/cuda/cudadrv/driver.py",
        "numba/np/ufunc/tbbpool.cp313-win_amd64.pyd",
        "numba/core/runtime/nrt.cpp",
        "PySide6/plugins/webview/qtwebview_webview2.dll",
        "pocketsphinx/model/en-us/en-us.lm.bin",
    ],
)
def test_what_it_does_not_need_stays_out(path: str) -> None:
    assert not comes_along(path, selection())


def wheel(
    folder: Path, name: str, files: Iterable[tuple[str, bytes]], licence: str = "License-Expression: MIT"
) -> Path:
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for inside, content in files:
            archive.writestr(inside, content)
        archive.writestr(f"{name}-1.0.dist-info/METADATA", f"Name: {name}\nVersion: 1.0\n{licence}\n\nwords\n")
        archive.writestr(f"{name}-1.0.dist-info/licenses/LICENSE", "terms")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shipped")


@pytest.fixture(scope="module")
def runtime(folder: Path) -> Iterator[zipfile.ZipFile]:
    path = folder / "embed.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("cp313/pythonw.exe", b"MZ")
        archive.writestr("cp313/python313._pth", "python313.zip\n.\n")
    with zipfile.ZipFile(path) as archive:
        yield archive


@pytest.fixture(scope="module")
def package(folder: Path, runtime: zipfile.ZipFile) -> Path:
    """Made once, and only read."""
    wheels = [
        wheel(folder, "pypiwin32", [], "License: UNKNOWN"),
        wheel(folder, "shiboken6", [("shiboken6/msvcp140.dll", b"MZ")]),
        wheel(folder, "useful", [("useful/__init__.py", b"x = 1"), ("useful-1.0.data/purelib/more.py", b"")]),
    ]
    out = folder / "lab.zip"
    write_archive(out, "Empathy Lab", items(targets()["windows"], wheels, runtime, selection()))
    return out


def test_a_windows_package_is_python_packages_project_and_what_opens_it(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        names = set(archive.namelist())
        path_file = archive.read("Empathy Lab/python/python313._pth").decode()
        opener = archive.read("Empathy Lab/Empathy Lab.cmd")
        licences = archive.read("Empathy Lab/licences/LIST.txt").decode()
    assert {f"Empathy Lab/{name}" for name in ("python/pythonw.exe", "lib/useful/__init__.py", "lib/more.py")} <= names
    assert {f"Empathy Lab/{folder}/msvcp140.dll" for folder in ("python", "lib/shiboken6")} <= names
    assert "Empathy Lab/lib/empathylab/_data/personas/ashleigh.toml" in names
    assert "Empathy Lab/lib/empathylab/__main__.py" in names
    assert path_file.splitlines()[:3] == ["python313.zip", ".", "..\\lib"]
    assert opener.count(b"\r\n") == opener.count(b"\n"), "a command file has Windows' line ends"
    assert b"pythonw.exe" in opener
    assert licences.endswith("useful 1.0: MIT (lib/useful-1.0.dist-info/licenses/LICENSE)\n")
    assert faults_of(package) == []


def test_what_was_not_written_as_words_has_its_terms_told(package: Path) -> None:
    """Films, sounds, fonts and pictures among it."""
    with zipfile.ZipFile(package) as archive:
        told = archive.read("Empathy Lab/licences/EMPATHY-LAB.txt").decode()
        mit = archive.read("Empathy Lab/licences/MIT.txt").decode()
        names = archive.namelist()
        ours = [name for name in names if "/lib/empathylab/" in name]
        endings = {PurePosixPath(name).suffix for name in ours if b"\0" in archive.read(name)}
    assert mit.startswith("MIT License")
    assert {".webm", ".ttf", ".png"} <= endings
    assert [ending for ending in endings if ending not in told] == []
    named = re.findall(r"lib/empathylab/\S+", told)
    assert [place for place in named if not any(name.startswith(f"Empathy Lab/{place}") for name in names)] == []


def test_the_same_content_is_the_same_file(package: Path, runtime: zipfile.ZipFile, tmp_path: Path) -> None:
    again = tmp_path / "again.zip"
    wheels = sorted(package.parent.glob("*.whl"))
    write_archive(again, "Empathy Lab", items(targets()["windows"], wheels, runtime, selection()))
    assert hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(package.read_bytes()).digest()


def test_a_linux_package_is_a_tar_whose_starter_can_be_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "lab.tar.gz"
    write_archive(out, "Empathy Lab", items(targets()["linux"], [], None, selection()))
    with tarfile.open(out) as archive:
        assert archive.getmember("Empathy Lab/empathy-lab").mode & 0o111
        assert archive.getmember("Empathy Lab/READ ME.txt").mode & 0o111 == 0
    assert faults_of(out) == []
    monkeypatch.setattr(package_check, "LARGE_BYTES", 100)
    assert any("nobody says what for" in fault for fault in faults_of(out)), "a tar is looked over as a zip is"


STARTERS = Path(shipping.__file__).parent / "starters"
TELLS = """#!/bin/sh
echo "$EMPATHYLAB_STARTER|$PYTHONPATH|$*"
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a shell is what starts them")
@pytest.mark.parametrize(
    ("starter", "lies_at", "packages"),
    [
        ("linux/empathy-lab", "empathy-lab", "lib"),
        ("macos/empathy-lab", "Lab.app/Contents/MacOS/empathy-lab", "Lab.app/Contents/Resources/lib"),
    ],
)
def test_a_starter_opens_the_lab_or_carries_a_command_out(
    starter: str, lies_at: str, packages: str, tmp_path: Path
) -> None:
    python = tmp_path / "bin" / "python3.13"
    path = tmp_path / "Own folder" / lies_at
    for place, words in (
        (python, TELLS),
        (path, re.sub(r"(?m)^python=/Library.*$", f"python='{python}'", (STARTERS / starter).read_text("utf-8"))),
    ):
        place.parent.mkdir(parents=True)
        place.write_text(words, encoding="utf-8")
        place.chmod(0o755)

    def told(*arguments: str) -> str:
        environ = {"PATH": f"{python.parent}:/usr/bin:/bin"}
        done = subprocess.run([path, *arguments], env=environ, capture_output=True, encoding="utf-8", timeout=300)
        return done.stdout.strip()

    begins = f"{path}|{tmp_path / 'Own folder' / packages}|-m empathylab"
    assert told() == f"{begins} --check-first"
    assert told("--station", "station-1") == f"{begins} --check-first --station station-1"
    assert told("check", "--report", "report.txt") == f"{begins} check --report report.txt"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell is what starts it")
@pytest.mark.parametrize(("arguments", "shown"), [((), True), (("check",), False)])
def test_who_double_clicks_is_shown_that_the_python_is_missing(
    arguments: tuple[str, ...], shown: bool, tmp_path: Path
) -> None:
    """A command says it where its errors go: nobody sits before a script's window."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "readlink").symlink_to("/bin/true")
    dialog = tmp_path / "bin" / "zenity"
    dialog.write_text(f'#!/bin/sh\necho "$*" > "{tmp_path}/shown"\n', encoding="utf-8")
    dialog.chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", STARTERS / "linux" / "empathy-lab", *arguments],
        env={"PATH": str(tmp_path / "bin")},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 1
    assert "needs Python 3.13" in done.stderr
    assert (tmp_path / "shown").exists() == shown
    assert not shown or "needs Python 3.13" in (tmp_path / "shown").read_text("utf-8")


def test_what_a_mac_is_told_of_the_application_fits_what_is_in_it() -> None:
    told = plistlib.loads(targets()["macos"].starters()["Empathy Lab.app/Contents/Info.plist"])
    assert told["CFBundleShortVersionString"] == __version__
    assert f"macOS {told['LSMinimumSystemVersion'].partition('.')[0]} " in targets()["macos"].title
    assert "voice control" in told["NSMicrophoneUsageDescription"], "without it macOS ends who asks for the microphone"
    assert f"Contents/MacOS/{told['CFBundleExecutable']}" in " ".join(targets()["macos"].files)


def test_every_word_for_windows_can_be_read_there() -> None:
    for path, content in targets()["windows"].starters().items():
        assert content.isascii(), path
        assert content.count(b"\r\n") == content.count(b"\n"), f"{path} has Windows' line ends"


def test_a_changed_long_large_doubled_or_unlicensed_file_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package_check, "LARGE_BYTES", 100)
    out = tmp_path / "lab.zip"
    files = [
        Item("licences/LIST.txt", b"odd 1.0: UNKNOWN (see this folder)\n"),
        Item("lib/odd-1.0.dist-info/METADATA", b"Name: odd\n"),
        Item("lib/" + "long/" * 45 + "file", b""),
        Item("lib/large.bin", bytes(101)),
        Item("lib/Twice", b"1"),
        Item("lib/twice", b"2"),
    ]
    write_archive(out, "Empathy Lab", iter(files))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("Empathy Lab/lib/added", b"later")
    told = " ".join(faults_of(out))
    for part in (
        "odd comes along",
        "characters; 200 fit",
        "large.bin has",
        "twice is there twice",
        "added is not what",
    ):
        assert part in told, part


def library(*needed: str) -> bytes:
    """A library for Windows that loads these, and nothing else of one."""
    entries, names = bytearray(), bytearray()
    for name in needed:
        entries += struct.pack("<12xI4x", 0x1000 + 20 * (len(needed) + 1) + len(names))
        names += name.encode() + b"\0"
    section = bytes(entries) + bytes(20) + bytes(names)
    header = b"MZ".ljust(60, b"\0") + struct.pack("<I", 64) + b"PE\0\0" + struct.pack("<2xH12xH2x", 1, 240)
    optional = struct.pack("<120xI116x", 0x1000)
    return header + optional + struct.pack("<8sIIII16x", b".rdata", len(section), 0x1000, len(section), 368) + section


def test_a_library_that_misses_what_windows_has_not_is_told(tmp_path: Path) -> None:
    """Microsoft's C++ runtime is on many computers, and on none because of Windows."""
    out = tmp_path / "lab.zip"
    files = [
        Item("python/vcruntime140.dll", library("KERNEL32.dll")),
        Item("lib/whole/one.pyd", library("VCRUNTIME140.dll", "MSVCP140.dll", "KERNEL32.dll")),
        Item("lib/whole/msvcp140.dll", library()),
        Item("lib/odd/two.pyd", library("python313.dll", "MSVCP140.dll")),
        Item("lib/odd/three.dll", b"MZ and no more"),
    ]
    write_archive(out, "Empathy Lab", iter(files))
    assert faults_of(out) == ["lib/odd/two.pyd needs msvcp140.dll beside it or beside Python."]


def test_what_was_changed_or_lost_since_it_was_packed_is_told(package: Path, tmp_path: Path) -> None:
    spoiled = tmp_path / "spoiled.zip"
    with zipfile.ZipFile(package) as whole, zipfile.ZipFile(spoiled, "w") as archive:
        for name in whole.namelist():
            inside = name.partition("/")[2]
            if inside != "Send back.cmd":
                archive.writestr(name, b"else" if inside == "Empathy Lab.cmd" else whole.read(name))
    assert faults_of(spoiled) == ["Empathy Lab.cmd is not what CONTENTS.sha256 says.", "Send back.cmd is missing."]


def test_a_package_that_fails_half_way_leaves_no_file(tmp_path: Path) -> None:
    def broken() -> Iterator[Item]:
        yield Item("a", b"")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_archive(tmp_path / "lab.zip", "Empathy Lab", broken())
    assert list(tmp_path.iterdir()) == []
