"""From a template in assets/print and some data to a tagged PDF, with the lab's own typeface."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import typst

from empathylab.domain.errors import InputError, MachineError
from empathylab.reports.files import whole_file


def typeset(template: str, inputs: Mapping[str, str], out: Path, assets: Path) -> None:
    """Write `assets/print/<template>` with its `inputs` to `out` as PDF/UA-1, whole or not at all.

    Fonts come from assets/fonts only, so that the paper looks the same on every computer; without them typst's
    own take their place. Raises InputError when `out` cannot be a PDF, MachineError when it cannot be written.
    """
    _check_place(out)
    try:
        pdf = typst.compile(
            assets / "print" / template,
            root=assets,
            font_paths=[assets / "fonts"],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs=dict(inputs),
            pdf_standards=["ua-1"],
        )
    except (RuntimeError, OSError) as error:
        raise MachineError(
            f"The page cannot be set from {assets / 'print' / template} ({str(error).splitlines()[0]}).",
            "Install Empathy Lab again.",
        ) from error
    with whole_file(out) as part:
        part.write_bytes(pdf)


def _check_place(out: Path) -> None:
    if out.suffix.lower() != ".pdf":
        raise InputError(f"{out.name} is not the name of a PDF file.", "Give a name that ends in .pdf.")
    if out.is_dir():
        raise InputError(f"{out} is a folder.", "Give the name of a file in it.")
    if not out.absolute().parent.is_dir():
        raise InputError(f"There is no folder {out.parent}.", "Make it first, or choose another.")
