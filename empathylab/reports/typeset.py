"""From a Typst template of the assets and some data to a tagged PDF (PDF/UA-1), with the lab's own typeface."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from empathylab.domain.errors import InputError, MachineError
from empathylab.domain.words import presentable
from empathylab.reports.files import whole_file
from empathylab.reports.printable import each_text, fonts_of, latin_only, plain_only, shown_by

#: Texts go to a template as they are, anything else as JSON.
Inputs = Mapping[str, object]
#: A font of this computer's that makes a document larger is not worth it: it has to go by mail.
LARGEST_BYTES = 5_000_000
_PICTURE_PPI = 192
#: What Typst says of characters: one that no font has, and one that a PDF/UA must not hold.
_OF_A_CHARACTER = ("could not be displayed", "disallowed codepoint")


def typeset(template: str, inputs: Inputs, out: Path, assets: Path) -> None:
    """Write `assets/print/<template>` with its `inputs` to `out`, whole or not at all.

    Raises InputError when `out` cannot be a PDF, MachineError when it cannot be written.
    """
    _check_place(out)
    pdf = pdf_of(Path("print", template), inputs, assets)
    with whole_file(out) as part:
        part.write_bytes(pdf)


def pdf_of(template: Path, inputs: Inputs, assets: Path) -> bytes:
    """The document that a template below `assets` makes of its inputs; raises MachineError when Typst refuses.

    Fonts come from assets/fonts, so that the paper looks the same on every computer. Only where none of them has a
    character are this computer's asked too, as long as the document stays small; what no font has is told in words.
    """
    for change, has_system_fonts in _attempts(assets / "fonts"):
        try:
            changed = {name: each_text(value, change) for name, value in inputs.items()}
            pdf = _compiled(template, changed, assets, has_system_fonts)
            if not has_system_fonts or len(pdf) <= LARGEST_BYTES:
                return pdf
        except (RuntimeError, OSError) as error:
            refusal = error
            if not _is_of_a_character(error):
                break
    raise MachineError(
        f"The page cannot be set from {assets / template} ({str(refusal).splitlines()[0]}).",
        "Install Empathy Lab again.",
    ) from refusal


def png_of(svg: str, assets: Path) -> bytes:
    """A drawing as a picture, twice as fine as a screen at 100 %; raises MachineError when Typst refuses."""
    import typst

    try:
        made = typst.compile(
            assets / "print" / "picture.typ",
            root=assets,
            font_paths=fonts_of(assets / "fonts", has_system_fonts=True),
            format="png",
            ppi=_PICTURE_PPI,
            sys_inputs={"svg": svg},
        )
    except (RuntimeError, OSError) as error:
        raise MachineError(
            f"A picture cannot be drawn ({str(error).splitlines()[0]}).", "Install Empathy Lab again."
        ) from error
    assert isinstance(made, bytes)
    return made


def _attempts(fonts: Path) -> Iterator[tuple[Callable[[str], str], bool]]:
    """How texts are changed, and whether this computer's fonts are asked: the best first."""
    for has_system_fonts in (False, True):
        yield presentable, has_system_fonts
    for has_system_fonts in (True, False):
        yield shown_by(fonts, has_system_fonts=has_system_fonts), has_system_fonts
    for change in (latin_only, plain_only):
        yield change, False


def _compiled(template: Path, inputs: Inputs, assets: Path, has_system_fonts: bool) -> bytes:
    import typst

    texts = {name: value if isinstance(value, str) else json.dumps(value) for name, value in inputs.items()}
    made = typst.compile(
        assets / template,
        root=assets,
        font_paths=fonts_of(assets / "fonts", has_system_fonts=has_system_fonts),
        format="pdf",
        sys_inputs=texts,
        pdf_standards="ua-1",
    )
    assert isinstance(made, bytes)
    return made


def _is_of_a_character(error: Exception) -> bool:
    return any(words in str(error) for words in _OF_A_CHARACTER)


def _check_place(out: Path) -> None:
    if out.suffix.lower() != ".pdf":
        raise InputError(f"{out.name} is not the name of a PDF file.", "Give a name that ends in .pdf.")
    if out.is_dir():
        raise InputError(f"{out} is a folder.", "Give the name of a file in it.")
    if not out.absolute().parent.is_dir():
        raise InputError(f"There is no folder {out.parent}.", "Make it first, or choose another.")
