"""What the reader makes of a page, beside what the engine itself holds for real screen readers.

    pytest tests/conformance/test_reader_engine.py --engine [--components] -s [-k kinds]

The engine's tree is asked for over its debugging port, which only these tests open. A difference without a reason in
known.toml fails. With --components so are pages made of component libraries, and each example of two of them.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from component_packages import fetched
from component_pages import component_pages, served, write_examples, write_pages
from engine_differences import differences
from engine_tree import things_of

from empathylab.ui.reader.page_load import PageLoad
from empathylab.ui.reader.page_reader import address_of
from empathylab.ui.reader.read_page import ReadPage
from empathylab.ui.reader.read_request import ReadRequest

pytestmark = [pytest.mark.qt_log_ignore("js:", extend=True), pytest.mark.usefixtures("qapp")]

HERE = Path(__file__).parent
PAGES = [*sorted((HERE / "kinds").glob("*.html")), *sorted((HERE / "pages").rglob("*.html"))]
KNOWN: dict[str, str] = tomllib.loads((HERE / "known.toml").read_text("utf-8"))["engine"]


@pytest.fixture(scope="module")
def reasons() -> Iterator[Counter[str]]:
    found: Counter[str] = Counter()
    yield found
    for reason, count in found.most_common():
        print(f"\n  {count:5} {reason}", end="")  # noqa: T201


@pytest.fixture(scope="module")
def own() -> Iterator[str]:
    with served(HERE) as address:
        yield address


def _unexplained(address: str, reasons: Counter[str]) -> list[str]:
    load = PageLoad(address_of(address), address, ReadRequest(timeout_s=60))
    try:
        load.run()
        if load.content is None:
            assert "nothing but its title" in str(load.error)
            return []
        nodes, page = load.content.page.nodes, load.findChild(ReadPage)
        assert page is not None
        found = [f"{Path(address).stem} › {one}" for one in differences(things_of(page, nodes), nodes)]
    finally:
        load.close()
    known = {one: next((why for pattern, why in KNOWN.items() if fnmatchcase(one, pattern)), "") for one in found}
    reasons.update(known[one] for one in found if known[one])
    return [one for one in found if not known[one]]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_is_what_the_engine_holds_of_it(page: Path, own: str, reasons: Counter[str]) -> None:
    assert "\n".join(_unexplained(f"{own}/{page.relative_to(HERE).as_posix()}", reasons)) == ""


@pytest.fixture
def components(request: pytest.FixtureRequest) -> Iterator[str]:
    if not request.config.getoption("--components"):
        pytest.skip("reads component libraries with --components")
    root = fetched()
    write_pages(root)
    with served(root) as address:
        yield address


@pytest.mark.parametrize("name", [page.name for page in component_pages()])
def test_so_is_a_page_made_of_components(name: str, components: str, reasons: Counter[str]) -> None:
    assert "\n".join(_unexplained(f"{components}/{name}.html", reasons)) == ""


@pytest.mark.parametrize("library", ["govuk", "nhsuk"])
def test_so_is_every_example_of_a_library(library: str, components: str, reasons: Counter[str]) -> None:
    names = write_examples(library, fetched())
    assert "\n".join(one for name in names for one in _unexplained(f"{components}/{name}.html", reasons)) == ""
