"""Switches core dumps off: what was typed may still stand in the memory of a process that is killed.

Called before the first process is begun; what is set here, all later ones inherit, the engine's too.
"""

from __future__ import annotations

import contextlib
import ctypes
import sys
from pathlib import Path
from typing import Any

#: Not 0: systems that hand a dump to a program of theirs do so whatever the limit is, but for this one (core(5),
#: `umh_pipe_setup` in Linux). A file of one byte is not written either.
_NO_DUMP_BYTES = 1
#: Which kinds of memory a dump may hold, by bits: none.
_FILTER = Path("/proc/self/coredump_filter")
#: Windows: no report of a crash (SetErrorMode, inherited), and none with the heap (WerSetFlags, of this process).
_SEM_FAILCRITICALERRORS, _SEM_NOGPFAULTERRORBOX = 0x0001, 0x0002
_WER_NOHEAP, _WER_NO_UI = 0x01, 0x20
_PR_SET_DUMPABLE = 4


def switch_off() -> None:
    """Switch dumps off for this process and all that it will begin."""
    if sys.platform == "win32":
        _switch_off_reports(ctypes.windll.kernel32)
        return
    import resource

    # Where somebody has set the most to nothing already, it cannot be more.
    most = 0 if resource.getrlimit(resource.RLIMIT_CORE)[1] == 0 else _NO_DUMP_BYTES
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))
    # Where the system has no such filter, or shows no /proc, the limit alone stands.
    with contextlib.suppress(OSError):
        _FILTER.write_text("0", encoding="ascii")


def _switch_off_reports(kernel32: Any) -> None:
    kernel32.SetErrorMode(_SEM_FAILCRITICALERRORS | _SEM_NOGPFAULTERRORBOX)
    with contextlib.suppress(AttributeError):  # Not every system that runs Windows programs has it.
        kernel32.WerSetFlags(_WER_NOHEAP | _WER_NO_UI)


def protect_memory() -> None:
    """Of this process alone, and against being looked into as well.

    Called once the engine runs: its sandbox cannot be set up from a process that is shut.
    """
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
