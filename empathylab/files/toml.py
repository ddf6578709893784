"""Reads one TOML file into a checked value; every fault is reported at once, in plain words."""

from __future__ import annotations

import json
import re
import stat
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from empathylab.domain.errors import Fault, FileFaults, InputError
from empathylab.domain.faults import faults_of
from empathylab.files.durable import LARGEST_TEXT_BYTES

Model = TypeVar("Model", bound=BaseModel)

#: No person writes a key of so many parts, and Python's reader takes hours for one of half a million.
_LONG_KEY = re.compile(r"""(?<![\w"'-])(?:[\w"'-]++[ \t]*+\.[ \t]*+){64}""")
_TOML_BITS = 64
#: More than what is shipped, and longer than what people write.
_MOST_KEPT_TABLES, _MOST_KEPT_CHARACTERS = 256, 50_000
_TOO_DEEP = Fault("the file", "is nested too deep, or has a number that is far too long")


def read_table(path: Path) -> Mapping[str, object]:
    """The file's contents, which nobody changes; raises FileFaults or InputError in one sentence."""
    try:
        _check_size(path)
        words = path.read_text(encoding="utf-8-sig")  # Windows' Notepad may put a mark in front.
        return _kept_table(words) if len(words) < _MOST_KEPT_CHARACTERS else _table_of(words)
    except FileNotFoundError:
        raise InputError(f"There is no file {path}.", "Check the name and the folder.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise FileFaults(path, [Fault("the file", f"cannot be read as text in UTF-8: {error}")]) from None
    except tomllib.TOMLDecodeError as error:
        raise FileFaults(path, [Fault("the file", f"is not valid TOML: {error}")]) from None
    except (RecursionError, ValueError):
        # Python's reader has no words of its own for brackets a thousand deep or a number of 5,000 digits.
        raise FileFaults(path, [_TOO_DEEP]) from None


def _table_of(words: str) -> Mapping[str, object]:
    if _LONG_KEY.search(words):
        raise ValueError("a long key")
    table = tomllib.loads(words)
    if _has_long_number(table):
        raise ValueError("a long number")
    return table


#: What is shipped is read again with each folder of own content that is laid over it: its words are the same.
_kept_table = lru_cache(maxsize=_MOST_KEPT_TABLES)(_table_of)


def _has_long_number(value: object) -> bool:
    """TOML's have 64 bits at most; in hexadecimal Python's reader takes longer ones, which it cannot write again."""
    if isinstance(value, dict):
        return any(map(_has_long_number, value.values()))
    if isinstance(value, list):
        return any(map(_has_long_number, value))
    return isinstance(value, int) and value.bit_length() > _TOML_BITS


def _check_size(path: Path) -> None:
    """Neither a device or pipe, which never ends, nor a file that no person wrote."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise FileFaults(path, [Fault("the file", "is no ordinary file, and must be a text file in UTF-8")])
    if path.stat().st_size > LARGEST_TEXT_BYTES:
        raise FileFaults(path, [Fault("the file", f"is larger than {LARGEST_TEXT_BYTES // 1000:,} kB")])


def read_value(path: Path, model: type[Model]) -> Model:
    """Read `path` as a `model`; raises FileFaults with every fault that pydantic finds."""
    return value_of(path, read_table(path), model)


def value_of(path: Path, table: Mapping[str, object], model: type[Model]) -> Model:
    """A file's table as a `model`; raises FileFaults with every fault that pydantic finds."""
    try:
        # Strict by way of JSON, where a list may be a tuple and a word an enum, but "24" is not a number.
        return model.model_validate_json(json.dumps(table, default=str), strict=True)
    except ValidationError as error:
        raise FileFaults(path, faults_of(error, model)) from None
    except RecursionError:
        raise FileFaults(path, [_TOO_DEEP]) from None
