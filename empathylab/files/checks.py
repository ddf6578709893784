"""Checks of data files beyond their own fields: what they name and is not there, and what the lab could not do.

A check looks at a file's table, not at the finished value, so that it also speaks when the value cannot be made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from empathylab.domain.errors import Fault
from empathylab.domain.persona import to_spec
from empathylab.domain.spec import Spec
from empathylab.domain.station import Station
from empathylab.domain.task import Barrier
from empathylab.domain.words import nearest
from empathylab.features import FEATURES
from empathylab.files.criteria import criteria
from empathylab.files.drawings import drawing_faults
from empathylab.files.layers import Layer, holds
from empathylab.files.toml import read_table

Table = Mapping[str, object]
Checker = Callable[[Layer, Path, Table], Iterable[Fault]]
#: Where a barrier of one's own can be met and tried.
TEST_PAGE = "test.html"


def barrier_checker(assets: Path) -> Checker:
    """The check of barriers; those of one's own need a page on which they can be met."""
    criteria = _criteria(assets)

    def check(layer: Layer, path: Path, table: Table) -> Iterable[Fault]:
        yield from _folder_faults(path, table)
        yield from _unknown("wcag", _words(table.get("wcag")), criteria, "success criterion")
        if not (path.parent / "barrier.js").is_file():
            yield Fault("the folder", "has no barrier.js, which is what a form wears")
        if layer.is_own and not (path.parent / TEST_PAGE).is_file():
            yield Fault("the folder", f"has no {TEST_PAGE}, the page on which the barrier is tried")

    return check


def _criteria(assets: Path) -> Iterable[str]:
    """Written as W3C writes them, so that whoever looks one up finds it."""
    return [f"{each.number} {each.name}" for each in criteria(assets)]


def _folder_faults(path: Path, table: Table) -> Iterable[Fault]:
    if table.get("id") != path.parent.name:
        yield Fault("id", f"must be the folder's name, '{path.parent.name}'")


def form_checker(barriers: Iterable[str]) -> Checker:
    """The check of forms, which may wear these barriers."""

    def check(_layer: Layer, path: Path, table: Table) -> Iterable[Fault]:
        yield from _folder_faults(path, table)
        for index, page in enumerate(_words(table.get("pages"))):
            if not holds(path.parent, f"{page}.html"):
                yield Fault(f"pages.{index}", f"there is no {page}.html in the folder")
        yield from _unknown("barriers", _words(table.get("barriers")), barriers, "barrier")
        questions = [str(question.get("id")) for question in _tables(table.get("questions"))]
        cards = table.get("cards")
        for version in ("a", "b"):
            lines = _tables(cards.get(version)) if isinstance(cards, dict) else []
            if not lines:
                yield Fault(f"cards.{version}", "is missing: both parallel versions are needed")
            yield from _unknown(f"cards.{version}", [str(line.get("field")) for line in lines], questions, "question")

    return check


def persona_checker(barriers: Mapping[str, Barrier], assets: Path) -> Checker:
    """The check of personas, who may meet these barriers."""

    def check(layer: Layer, path: Path, table: Table) -> Iterable[Fault]:
        look = table.get("look")
        portrait = look.get("portrait") if isinstance(look, dict) else None
        if isinstance(portrait, str):
            yield from _portrait_faults(portrait_path(layer, portrait, assets), portrait)
        tutor = table.get("tutor")
        page = tutor.get("page") if isinstance(tutor, dict) else None
        if isinstance(page, str) and not holds(assets / "tutor", f"{page}.html"):
            yield Fault("tutor.page", f"there is no {page}.html in assets/tutor")
        for name in ("tutor", "barrier", "helped"):
            part = table.get(name)
            if isinstance(part, dict):
                yield from _plan_faults(name, part, barriers)
        first = table.get("barrier")
        met = _words(first.get("barriers")) if isinstance(first, dict) else []
        for index, extra in enumerate(_tables(table.get("extras"))):
            yield from _plan_faults(f"extras.{index}", extra, barriers, met)

    return check


def portrait_path(layer: Layer, name: str, assets: Path) -> Path | None:
    """The file of a portrait, beside the persona's own file or shipped; None where there is none."""
    folders = (layer.folder("portraits"), assets / "portraits")
    return next((folder / name for folder in folders if holds(folder, name)), None)


def _portrait_faults(path: Path | None, name: str) -> Iterable[Fault]:
    if path is None:
        yield Fault("look.portrait", f"there is no {name} in the folder portraits")
    else:
        yield from (Fault("look.portrait", f"{name}: {problem}") for problem in drawing_faults(path))


def _plan_faults(name: str, part: Table, barriers: Mapping[str, Barrier], met: Sequence[str] = ()) -> Iterable[Fault]:
    """Of the tutor, a run or an extra: barriers that are unknown or cannot be worn so, simulations and helps.

    `met` are the barriers that are there without it.
    """
    worn = _words(part.get("barriers"))
    yield from _unknown(f"{name}.barriers", worn, barriers, "barrier")
    yield from _clashes(f"{name}.barriers", worn, met, barriers)
    if name == "helped" and worn:
        yield Fault("helped.barriers", "must be empty: the visit ends on the form that works")
    for list_name in ("simulations", "helps"):
        for index, row in enumerate(_tables(part.get(list_name))):
            spec = to_spec(row)
            if isinstance(spec, Spec):
                yield from _spec_faults(f"{name}.{list_name}.{index}", spec, list_name)
            else:
                yield Fault(f"{name}.{list_name}.{index}.kind", "is missing")


def _spec_faults(where: str, spec: Spec, list_name: str) -> Iterable[Fault]:
    """What is wrong with it, and whether it stands in the wrong list, where it would do nothing."""
    yield from FEATURES.check(spec, where)
    if spec.kind in FEATURES:
        right = "helps" if FEATURES.of(spec.kind).group.is_help else "simulations"
        if list_name != right:
            yield Fault(f"{where}.kind", f"'{spec.kind}' belongs to {right}")


def _clashes(where: str, worn: Sequence[str], met: Sequence[str], barriers: Mapping[str, Barrier]) -> Iterable[Fault]:
    for index, each in enumerate(worn):
        if each in met or each in worn[:index]:
            yield Fault(f"{where}.{index}", f"'{each}' is there twice")
        for other in barriers[each].excludes if each in barriers else ():
            if other in met or other in worn:
                yield Fault(where, f"'{each}' and '{other}' cannot be worn together")


def station_checker(personas: Iterable[str], tasks: Iterable[str]) -> Checker:
    """The check of stations; a persona or task that was left out for a fault of its own counts as there."""

    def check(_layer: Layer, path: Path, table: Table) -> Iterable[Fault]:
        offered = _words(table.get("personas"))
        yield from _unknown("personas", offered, personas, "persona")
        task = str(table.get("task", Station.model_fields["task"].default))
        yield from (Fault("task", fault.problem) for fault in _unknown("task", [task], tasks, "task"))
        forms = table.get("forms")
        for who, form in forms.items() if isinstance(forms, dict) else ():
            yield from _unknown(f"forms.{who}", _words([form]), tasks, "task")
        groups = table.get("together")
        for index, group in enumerate(groups if isinstance(groups, list) else []):
            yield from _unknown(f"together.{index}", _words(group), offered, "persona of this station")

    return check


def words_checker(personas: Iterable[str], tasks: Iterable[str], assets: Path) -> Checker:
    """The check of local words: whom and what they are about has to be there; no pack brings an agreement."""

    def check(layer: Layer, path: Path, table: Table) -> Iterable[Fault]:
        for index, signed in enumerate(_tables(table.get("signed"))):
            yield from _unknown(f"signed.{index}.form", [str(signed.get("form"))], tasks, "form")
            if not holds(path.parent, str(signed.get("clip"))):
                yield Fault(f"signed.{index}.clip", f"there is no {signed.get('clip')} in the folder words")
        names = [str(each.get("persona")) for each in _tables(table.get("lived"))]
        yield from _unknown("lived", names, personas, "persona")
        if steps := _tables(table.get("steps")):
            phases = _ids(read_table(assets / "leading" / "run-sheet.toml"), "phases")
            yield from _unknown("steps", [str(each.get("phase")) for each in steps], phases, "phase")
        if isinstance(spoken := table.get("spoken"), dict):
            said = read_table(assets / "leading" / "what-to-say.toml")
            yield from _unknown("spoken", spoken, _ids(said, "scripts", "moments"), "script or moment")
        if layer.pack and "agreements" in table:
            yield Fault("agreements", "does not come in a pack: what visitors agree to is this lab's own")

    return check


def _ids(table: Table, *names: str) -> list[str]:
    """Those of the tables in these lists of a file."""
    return [str(each["id"]) for name in names for each in _tables(table[name])]


def _words(value: object) -> list[str]:
    """The texts of a list, nothing of anything else: what else is wrong pydantic says."""
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _tables(value: object) -> list[Table]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _unknown(where: str, wanted: Iterable[str], known: Iterable[str], what: str) -> Iterable[Fault]:
    names = list(known)
    for index, name in enumerate(wanted):
        if name not in names:
            yield Fault(f"{where}.{index}", f"there is no {what} '{name}'{nearest(name, names)}")
