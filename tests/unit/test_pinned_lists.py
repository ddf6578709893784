"""The two lists that set-up installs from: every pip reads them, on every system, whatever its kernel is called."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.specifiers import InvalidSpecifier, Specifier
from packaging.version import Version
from pip._vendor.packaging.markers import Marker as PipsMarker

ROOT = Path(__file__).resolve().parents[2]
LISTS = ("constraints.txt", "constraints-test.txt")
KERNELS = (
    "6.1.0-18-amd64",  # Debian
    "6.8.0-45-generic",  # Ubuntu
    "6.11.4-301.fc41.x86_64",
    "5.14.0-427.13.1.el9_4.x86_64",
    "6.10.10-arch1-1",
    "6.4.0-150600.23.25-default",  # openSUSE
    "5.15.153.1-microsoft-standard-WSL2",
    "6.18.44-fc-v657",
    "6.6.51+rpt-rpi-v8",
    "5.10.0-custom_build~1",
    "10",  # Windows
    "23.6.0",  # macOS 14
    "",
)
SYSTEMS = ("linux", "win32", "darwin")
PYTHONS = ("3.11.0", "3.11.7", "3.12.1", "3.13.0", "3.14.8")


def entries(name: str) -> list[str]:
    return re.split(r"\n(?=\S)", (ROOT / name).read_text(encoding="utf-8").strip())


def markers(name: str) -> list[str]:
    found = [re.search(r"; (.+?)\s*\\", entry) for entry in entries(name)]
    return [match.group(1) for match in found if match]


def environments() -> Iterator[dict[str, str]]:
    here = {key: str(value) for key, value in default_environment().items()}
    for system in SYSTEMS:
        for python in PYTHONS:
            for kernel in KERNELS:
                release = {"platform_release": kernel, "platform_version": f"#1 SMP {kernel}", "sys_platform": system}
                yield here | release | {"python_full_version": python, "python_version": python[:4]}


@cache
def compared(marker: str) -> list[tuple[str, Specifier]]:
    """Names in a marker, and what it compares with a version."""
    found = []
    for name, operator, value in re.findall(r"(\w+) (<=|>=|<|>|==|!=|~=) '([^']*)'", marker):
        with suppress(InvalidSpecifier):
            found.append((name, Specifier(operator + value)))
    return found


def holds_as_in_pip_24(marker: str, environment: dict[str, str]) -> None:
    """pip 24.1 to 25.3: what is compared with a version has to be one, whoever's name it is. Raises where it is not."""
    for name, specifier in compared(marker):
        specifier.contains(Version(environment[name]))


@pytest.mark.parametrize("name", LISTS)
def test_every_marker_is_understood_by_every_pip_on_every_kernel(name: str) -> None:
    found = markers(name)
    assert len(found) >= 8
    everywhere = list(environments())
    for marker in set(found):
        ours, pips = Marker(marker), PipsMarker(marker)
        for environment in everywhere:
            holds_as_in_pip_24(marker, environment)
            assert pips.evaluate(environment) is ours.evaluate(environment), (marker, environment)


def test_what_is_looked_for_is_what_stopped_set_up() -> None:
    with pytest.raises(ValueError, match="6.8.0-45-generic"):
        holds_as_in_pip_24("platform_release >= '20'", {"platform_release": "6.8.0-45-generic"})


@pytest.mark.parametrize("name", LISTS)
def test_every_entry_is_pinned_with_hashes_and_no_registry_is_named(name: str) -> None:
    assert len(entries(name)) > 20
    for entry in entries(name):
        assert re.match(r"[\w.-]+==\S+ ", entry), entry
        assert "--hash=sha256:" in entry, entry
        assert "://" not in entry


@pytest.mark.parametrize(
    ("name", "extras"), [("constraints.txt", ()), ("constraints-test.txt", ("dev", "audit", "voice"))]
)
def test_what_the_project_asks_for_is_pinned_within_its_bounds(name: str, extras: tuple[str, ...]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(one for extra in extras for one in project["optional-dependencies"][extra])]
    pins = defaultdict[str, list[str]](list)  # one for some systems, another for others
    for package, version in re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE):
        pins[package].append(version)
    for requirement in map(Requirement, wanted):
        assert any(map(requirement.specifier.contains, pins[requirement.name])), requirement


def test_of_the_mac_only_what_its_voice_imports_is_installed() -> None:
    names = re.findall(r"^pyobjc[\w-]*", (ROOT / "constraints.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert names == ["pyobjc-core", "pyobjc-framework-cocoa"]


def test_qt_stays_on_the_version_that_was_tried() -> None:
    assert re.search(r"^pyside6==6\.11\.", (ROOT / "constraints.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)
