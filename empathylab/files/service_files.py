"""Checks a service's task.toml beyond its types, and puts its folder into its addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from empathylab.domain.errors import Fault, LabError
from empathylab.domain.service import Pairs, Service
from empathylab.files.toml import read_table
from empathylab.gate import Origin
from empathylab.gate.origins import PORTS

KIND = "service"
_PAGES = (".html", ".htm", ".xhtml")
_INSECURE = "must begin with https://; http:// is for this computer and the local network"
_NOT_WHOLE = "is not a whole address: write it like https://example.org/form"
_FOUR_RUNS = "needs two versions: each is tried without and with what helps"


def is_service(path: Path) -> bool:
    """Whether this task.toml is a service's; one that cannot be read is told of where forms are read."""
    try:
        return read_table(path).get("kind") == KIND
    except LabError:
        return False


def service_faults(path: Path, table: Mapping[str, object]) -> Iterable[Fault]:
    """Addresses that lead nowhere or out of the folder, cards that are missing, versions that the pairs need."""
    if table.get("id") != path.parent.name:
        yield Fault("id", f"must be the folder's name, '{path.parent.name}'")
    versions = _tables(table.get("versions"))
    for index, version in enumerate(versions):
        yield from _address_faults(f"versions.{index}.starts_at", version.get("starts_at"), path.parent)
    yield from _pair_faults(table.get("pairs"), versions)
    allowed = table.get("allowed")
    for index, origin in enumerate(allowed if isinstance(allowed, list) else []):
        yield from _origin_faults(f"allowed.{index}", origin)
    yield from _file_faults(table.get("file"), path.parent)
    yield from _card_faults(table.get("cards"))


def faults_in_pack(table: Mapping[str, object]) -> Iterable[Fault]:
    """A service that came from anybody leads to no machine of this house, whose doors nobody guards from inside."""
    allowed = table.get("allowed")
    addresses = [(f"allowed.{index}", each) for index, each in enumerate(allowed if isinstance(allowed, list) else [])]
    versions = enumerate(_tables(table.get("versions")))
    addresses += [(f"versions.{index}.starts_at", version.get("starts_at")) for index, version in versions]
    for where, address in addresses:
        origin = _read_origin(address) if isinstance(address, str) else None
        if origin is not None and origin.is_on_own_network:
            yield Fault(where, "is an address of the own network, which a pack may not open")


def located(service: Service, folder: Path) -> Service:
    """The service with whole addresses: pages of its folder as files, and that folder among what they may load."""
    versions = tuple(
        each if _is_on_network(each.starts_at) else each.model_copy(update={"starts_at": _uri(folder, each.starts_at)})
        for each in service.versions
    )
    is_in_folder = any(not _is_on_network(each.starts_at) for each in service.versions)
    homes = [_origin_of(urlsplit(each.starts_at)) for each in service.versions if _is_on_network(each.starts_at)]
    allowed = (*homes, *([folder.resolve().as_uri()] if is_in_folder else ()), *service.allowed)
    file = str((folder / service.file).resolve()) if service.file else ""
    return service.model_copy(update={"versions": versions, "allowed": tuple(dict.fromkeys(allowed)), "file": file})


def _is_on_network(address: str) -> bool:
    return "://" in address


def _origin_of(parts: SplitResult) -> str:
    return f"{parts.scheme}://{parts.netloc}"


def _uri(folder: Path, page: str) -> str:
    """The page's own query and fragment stay."""
    name, mark, rest = page, "", ""
    for sign in ("?", "#"):
        if sign in name:
            name, mark, rest = name.split(sign, 1)[0], sign, page[page.index(sign) + 1 :]
    return f"{(folder / name).resolve().as_uri()}{mark}{rest}"


def _address_faults(where: str, address: object, folder: Path) -> Iterable[Fault]:
    if not isinstance(address, str) or not address:
        return
    if _is_on_network(address):
        yield from _network_faults(where, address)
    elif not _is_inside(folder, name := address.split("?")[0].split("#")[0]):
        yield Fault(where, f"there is no {name} in the folder")
    elif not name.lower().endswith(_PAGES):
        yield Fault(where, f"{name} is no HTML page")


def _network_faults(where: str, address: str) -> Iterable[Fault]:
    origin = _read_origin(address)
    if origin is None or urlsplit(address).username is not None:
        yield Fault(where, _NOT_WHOLE)
    elif origin.scheme == "http" and not origin.is_on_own_network:
        yield Fault(where, _INSECURE)


def _origin_faults(where: str, address: object) -> Iterable[Fault]:
    if not isinstance(address, str) or not address:
        return
    yield from _network_faults(where, address)
    parts = urlsplit(address) if _read_origin(address) else None
    if parts is not None and (parts.path not in ("", "/") or parts.query or parts.fragment):
        yield Fault(where, f"is a page: write its origin, {_origin_of(parts)}")


def _read_origin(address: str) -> Origin | None:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in PORTS or not parts.hostname or any(character.isspace() for character in address):
        return None
    return Origin(parts.scheme, parts.hostname, port or PORTS[parts.scheme])


def _is_inside(folder: Path, name: str) -> bool:
    """A file below the folder, wherever links lead."""
    try:
        path = (folder / name).resolve()
        return path.is_file() and path.is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        return False


def _pair_faults(pairs: object, versions: Sequence[Mapping[str, object]]) -> Iterable[Fault]:
    if pairs == Pairs.VERSIONS and len(versions) == 1:
        yield Fault("pairs", "needs two versions, which are held beside each other")
    if pairs == Pairs.BOTH and len(versions) == 1:
        yield Fault("pairs", _FOUR_RUNS)
    ids = [version.get("id") for version in versions]
    if len(ids) == 2 and ids[0] == ids[1]:
        yield Fault("versions.1.id", f"'{ids[1]}' is there twice")


def _file_faults(file: object, folder: Path) -> Iterable[Fault]:
    if isinstance(file, str) and file and not _is_inside(folder, file):
        yield Fault("file", f"there is no {file} in the folder")


def _card_faults(cards: object) -> Iterable[Fault]:
    for content in ("a", "b"):
        if not (_tables(cards.get(content)) if isinstance(cards, dict) else []):
            yield Fault(f"cards.{content}", "is missing: both parallel versions are needed")


def _tables(value: object) -> list[Mapping[str, object]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
