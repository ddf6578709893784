"""SQL is put together once in a process, whichever folder or server it is for: a third of what a short use costs."""

from __future__ import annotations

from collections.abc import Hashable

from sqlalchemy import Dialect
from sqlalchemy.engine.interfaces import Compiled
from sqlalchemy.util import LRUCache

_MOST_STATEMENTS = 500
Key = tuple[Dialect, *tuple[Hashable, ...]]


class SharedStatements:
    """What engines keep their SQL in. SQLAlchemy's own is for one engine, whose dialect its keys begin with."""

    def __init__(self) -> None:
        self._statements: LRUCache[Hashable, Compiled] = LRUCache(_MOST_STATEMENTS)

    def get(self, key: Key) -> Compiled | None:
        return self._statements.get(_of_all(key))

    def __setitem__(self, key: Key, statement: Compiled) -> None:
        self._statements[_of_all(key)] = statement


def _of_all(key: Key) -> Hashable:
    """The same for every engine that speaks with the same version of the same database."""
    dialect, *rest = key
    return (dialect.name, dialect.server_version_info, *rest)


#: Goes to `create_engine` as its execution options.
SHARED_STATEMENTS = {"compiled_cache": SharedStatements()}
