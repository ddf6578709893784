"""Copies of other people's suites stay outside the project; without their folder those tests are not collected."""

from __future__ import annotations

from pathlib import Path

import pytest

from empathylab.ui.page import scheme

scheme.register()

NEEDS = {"test_reader_wpt.py": "--wpt", "test_reader_aria_at.py": "--aria-at", "test_reader_guidepup.py": "--guidepup"}
NEEDS |= {"test_reader_orca.py": "--orca", "test_reader_components.py": "--components"}
NEEDS |= {"test_service_components.py": "--components", "test_reader_engine.py": "--engine"}
NEEDS |= {"test_cost_components.py": "--components"}


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("conformance")
    group.addoption("--wpt", type=Path, help="folder of a web-platform-tests copy (accname/, html-aam/, wai-aria/)")
    group.addoption("--aria-at", type=Path, help="folder of an aria-at copy (tests/apg/)")
    group.addoption("--guidepup", type=Path, help="folder in which npm installed @guidepup/virtual-screen-reader")
    group.addoption("--orca", action="store_true", help="read with Orca in Chromium as well; takes half an hour")
    group.addoption("--engine", action="store_true", help="compare with the tree that the engine itself holds")
    group.addoption(
        "--components", action="store_true", help="read pages made of component libraries, fetched from npm"
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--engine", default=False):
        from devtools import open_port

        open_port()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    option = NEEDS.get(collection_path.name)
    return True if option and not config.getoption(option, default=None) else None


@pytest.fixture
def wpt(request: pytest.FixtureRequest) -> Path:
    return Path(request.config.getoption("--wpt"))


@pytest.fixture
def aria_at(request: pytest.FixtureRequest) -> Path:
    return Path(request.config.getoption("--aria-at"))


@pytest.fixture
def guidepup(request: pytest.FixtureRequest) -> Path:
    return Path(request.config.getoption("--guidepup"))
