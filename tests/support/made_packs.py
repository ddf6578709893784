"""Packs for tests: a good one, and ones that somebody made by hand."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

from empathylab.files.pack_writing import write_pack
from empathylab.files.scaffolds import write_scaffold

LABEL = 'format = 1\nid = "leeds"\nname = "Leeds"\nmade_by = "The Leeds team"\nversion = "2"\n'


def good_folder(folder: Path, prefix: str = "leeds") -> Path:
    """One of everything."""
    for what in ("persona", "task", "service", "station", "barrier"):
        write_scaffold(what, f"{prefix}-{what}", folder)
    (folder / "pack.toml").write_text(LABEL, encoding="utf-8")
    return folder


def good_pack(folder: Path) -> Path:
    out = folder / "leeds.labpack"
    write_pack(good_folder(folder / "made"), out)
    return out


def by_hand(path: Path, files: dict[str, bytes | str], links: dict[str, str] | None = None) -> Path:
    """A pack with any names, packed tight."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            info.filename = name  # its constructor would cut and mend some names
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, content)
        for name, target in (links or {}).items():
            info = zipfile.ZipInfo(name)
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            made.writestr(info, target)
    return path


def members(pack: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(pack)) as opened:
        return {info.filename: opened.read(info) for info in opened.infolist()}
