"""The content of a package, file by file: a Python, the packages, the project, and what opens it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from email.parser import BytesHeaderParser
from pathlib import Path, PurePosixPath

from empathylab.files.paths import assets_dir, personas_dir
from empathylab.shipping.archive import Item
from empathylab.shipping.target import Selection, TargetSystem
from empathylab.shipping.wheel_selection import comes_along

_PACKAGE = Path(__file__).resolve().parents[1]
_PYTHON, _LIBRARIES, _LICENCES = "python", "lib", "licences"
#: Where packages lie that find each other by a path file, which an embeddable Python does not read.
_FURTHER = ("win32", "win32/lib")
#: The files of a wheel that go elsewhere: `name-1.0.data/purelib/…` lies beside the others.
_DATA = re.compile(r"[^/]+\.data/(?:purelib|platlib)/")
_WITHOUT_CACHES = "__pycache__"
_STARTERS = {".cmd", ""}


def items(
    target: TargetSystem, wheels: list[Path], runtime: zipfile.ZipFile | None, chosen: Selection
) -> Iterator[Item]:
    """All files, in the same order each time. What is read is held one file at a time."""
    for path, content in sorted(target.starters().items()):
        yield Item(path, content, PurePosixPath(path).suffix in _STARTERS)
    coming = [wheel for wheel in wheels if _comes_along(wheel, chosen)]
    for item in (*_python(target, runtime), *_licences(coming)):
        yield _inside(target, item)
    for wheel in coming:
        for item in (*_joined_to_python(target, wheel), *_of_wheel(wheel, chosen)):
            yield _inside(target, item)
    for item in _project():
        yield _inside(target, item)


def _inside(target: TargetSystem, item: Item) -> Item:
    return replace(item, path=f"{target.inside}/{item.path}") if target.inside else item


def _python(target: TargetSystem, runtime: zipfile.ZipFile | None) -> Iterator[Item]:
    if runtime is None:
        return
    names = sorted(name for name in runtime.namelist() if not name.endswith("/"))
    for name in names:
        file = PurePosixPath(name).name
        content = _path_file(target, file) if file.endswith("._pth") else runtime.read(name)
        yield Item(f"{_PYTHON}/{file}", content)


def _joined_to_python(target: TargetSystem, wheel: Path) -> Iterator[Item]:
    joined = target.runtime.joined if target.runtime else ()
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted({*joined} & {*archive.namelist()}):
            yield Item(f"{_PYTHON}/{PurePosixPath(name).name}", archive.read(name))


def _path_file(target: TargetSystem, name: str) -> bytes:
    """Where this Python looks, and nowhere else: no setting of the computer's changes what the lab imports."""
    folders = [_LIBRARIES, *(f"{_LIBRARIES}/{further}" for further in _FURTHER)]
    lines = [f"{PurePosixPath(name).stem}.zip", ".", *(f"../{folder}" for folder in folders)]
    return "".join(line.replace("/", target.separator) + "\r\n" for line in lines).encode("ascii")


def _comes_along(wheel: Path, chosen: Selection) -> bool:
    """One that another asks for by an old name may have nothing in it."""
    with zipfile.ZipFile(wheel) as archive:
        return any(comes_along(name, chosen) for name in archive.namelist())


def _of_wheel(wheel: Path, chosen: Selection) -> Iterator[Item]:
    with zipfile.ZipFile(wheel) as archive:
        for info in sorted(archive.infolist(), key=lambda info: info.filename):
            if not info.is_dir() and comes_along(info.filename, chosen):
                is_executable = bool(info.external_attr >> 16 & 0o111)
                yield Item(f"{_LIBRARIES}/{_DATA.sub('', info.filename)}", archive.read(info), is_executable)


def _project() -> Iterator[Item]:
    """As in a wheel: the data lies inside the package."""
    data = f"{_LIBRARIES}/empathylab/_data"
    yield from _folder(_PACKAGE, f"{_LIBRARIES}/empathylab")
    yield from _folder(assets_dir(), f"{data}/assets")
    yield from _folder(personas_dir(), f"{data}/personas")


def _folder(folder: Path, into: str) -> Iterator[Item]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and _WITHOUT_CACHES not in inside.parts and inside.parts[0] != "_data":
            yield Item(f"{into}/{inside.as_posix()}", path.read_bytes())


def _licences(wheels: list[Path]) -> Iterator[Item]:
    """One list of everything that comes along and under which terms, and the texts that wheels refer to."""
    yield Item(f"{_LICENCES}/LIST.txt", "".join(f"{line}\n" for line in map(_licence_line, wheels)).encode())
    yield Item(f"{_LICENCES}/MIT.txt", (_PACKAGE.parent / "LICENSE").read_bytes())
    texts = Path(__file__).parent / "licences"
    yield from _folder(texts, _LICENCES)


def _licence_line(wheel: Path) -> str:
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        about = BytesHeaderParser().parsebytes(archive.read(name))
        texts = [each for each in archive.namelist() if _is_licence_text(each)]
    classified = [value.rpartition("::")[2] for value in about.get_all("Classifier", []) if "License ::" in value]
    terms = about["License-Expression"] or about["License"] or ", ".join(map(str.strip, classified))
    where = ", ".join(f"lib/{text}" for text in texts[:3]) or "see this folder"
    return f"{about['Name']} {about['Version']}: {terms} ({where})"


def _is_licence_text(name: str) -> bool:
    return ".dist-info/" in name and not name.endswith("/") and re.search(r"licen[cs]e|copying", name, re.I) is not None
