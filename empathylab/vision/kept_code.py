"""Machine code of compiled functions, kept on the disk for the next start.

Whatever is not there whole (a file is damaged, the disk is full, no folder may be written to) is compiled anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import platformdirs

if TYPE_CHECKING:
    from numba.core.base import BaseContext
    from numba.core.compiler import CompileResult

_HERE = Path(__file__).resolve().parent
_WHOLE = "whole"
#: Of the files that are kept, and of their drafts.
_LONGEST_NAME = 60
_SEAL_BYTES = hashlib.sha256().digest_size


class KeptCode:
    """What Numba asks for the machine code of one function, and gives it to keep; a file for each kind of arguments."""

    #: Files that could not be written.
    lost: ClassVar[set[str]] = set()

    def __init__(self, function: Callable[..., object]) -> None:
        self._name = f"{function.__module__.rpartition('.')[2]}.{function.__qualname__}"

    def load_overload(self, signature: object, target: BaseContext) -> CompileResult | None:
        """Called before these types of arguments are compiled for, which is left out if anything is kept."""
        from numba.core.compiler import CompileResult

        target.refresh()
        folder, name = place_to_keep(), self._file_name(signature)
        if folder is None:
            return None
        with contextlib.suppress(Exception):  # whatever is wrong with it
            kept = pickle.loads(_opened(folder / name))
            made: CompileResult = CompileResult._rebuild(target, *kept)
            return made
        return None

    def save_overload(self, signature: object, result: CompileResult) -> None:
        """Called with what was compiled."""
        from numba.core.serialize import dumps

        folder, name = place_to_keep(), self._file_name(signature)
        try:
            if folder is not None:
                _keep(folder / name, dumps(result._reduce()))
            self.lost.discard(name)
        except OSError:
            self.lost.add(name)

    def _file_name(self, signature: object) -> str:
        return f"{self._name}-{hashlib.sha256(repr(signature).encode()).hexdigest()[:12]}"


def _seal(path: Path, code: bytes) -> bytes:
    """Of the code and its name: nobody looks at machine code before it runs, and one flipped bit may end the lab."""
    return hashlib.sha256(path.name.encode() + code).digest()


def _opened(path: Path) -> bytes:
    """Raises OSError or ValueError when it is not there as it was kept."""
    sealed = path.read_bytes()
    code = sealed[_SEAL_BYTES:]
    if sealed[:_SEAL_BYTES] != _seal(path, code):
        raise ValueError(f"{path.name} is damaged.")
    return code


def _keep(path: Path, code: bytes) -> None:
    """In one step: other processes read, and write, the same file."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    try:
        draft.write_bytes(_seal(path, code) + code)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def is_whole() -> bool:
    """Whether all was compiled before, for this processor, and is kept."""
    folder = place_to_keep()
    return folder is not None and (folder / _WHOLE).exists()


def call_it_whole() -> None:
    """All is compiled now."""
    folder = place_to_keep()
    if folder is not None and not KeptCode.lost:
        with contextlib.suppress(OSError):
            (folder / _WHOLE).touch()


@cache
def place_to_keep() -> Path | None:
    """Beside what Python itself has compiled, or else where this user keeps such things; without one, nowhere."""
    name = f"passes-{_kind_of_code()}"
    for folder in (_HERE / "__pycache__", Path(platformdirs.user_cache_dir("empathylab", appauthor=False))):
        if folder.is_absolute() and ((folder / name / _WHOLE).exists() or _can_keep(folder / name)):
            return folder / name
    return None


def _can_keep(folder: Path) -> bool:
    """By a file with a long name: Windows says of any folder that it can be written to, and its paths have an end."""
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder, prefix="_" * _LONGEST_NAME).close()
        return True
    return False


def _kind_of_code() -> str:
    """By all that is compiled, with what, and for which processor."""
    import numba
    from numba.core.registry import cpu_target

    sources = [*sorted(_HERE.glob("passes/*.py")), _HERE / "light.py", _HERE / "compiled.py"]
    processor = cpu_target.target_context.codegen().magic_tuple()
    made_by = repr((numba.__version__, sys.implementation.cache_tag, processor))
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources) + made_by.encode()).hexdigest()[:12]
