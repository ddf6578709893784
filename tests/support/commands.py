"""Commands as somebody types them, within the process of the test: quicker by what a new one imports."""

from __future__ import annotations

import io
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass

import pytest

from empathylab import cli


@dataclass(frozen=True)
class Done:
    returncode: object
    stdout: str
    stderr: str


def typed(*arguments: str) -> Done:
    out, err, status = io.StringIO(), io.StringIO(), None
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "argv", ["empathylab", *arguments])
        patch.setattr(os, "environ", os.environ.copy())
        try:
            cli.main()
        except SystemExit as ended:
            status = ended.code
    return Done(status, out.getvalue(), err.getvalue())
