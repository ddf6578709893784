"""The stops that are priced and drawn, in pages made of component libraries, are those of real key presses.

pytest tests/conformance/test_cost_components.py --components
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from component_packages import fetched
from component_pages import ComponentPage, component_pages, served, write_pages
from PySide6.QtCore import QUrl

from empathylab.cost.page_cost import price_page
from empathylab.cost.prepared_page import PreparedPage
from empathylab.ui.reader.page_reader import load_page
from empathylab.ui.reader.read_request import ReadRequest
from support.form_browser import FormBrowser
from support.real_stops import NUMBER, pressed_stops

pytestmark = [pytest.mark.qt_log_ignore("js:", extend=True), pytest.mark.usefixtures("qapp")]

#: Once a library has done what it does to its page, everything in it is numbered.
NUMBERED = f"""<script type="module">
await new Promise((done) => setTimeout(done, 1500));
{NUMBER};
document.documentElement.dataset.numbered = "";
</script>"""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    root = fetched()
    write_pages(root)
    for page in component_pages():
        _number(root / f"{page.name}.html")
    with served(root) as address:
        yield address


def _number(page: Path) -> None:
    page.with_stem(f"{page.stem}-numbered").write_text(page.read_text("utf-8") + NUMBERED, "utf-8")


@pytest.fixture(scope="module")
def browser(server: str) -> Iterator[FormBrowser]:
    made = FormBrowser(server=server)
    yield made
    made.close()


@pytest.mark.parametrize("page", component_pages(), ids=lambda page: page.name)
def test_each_stop_is_the_one_that_a_real_press_comes_to(
    page: ComponentPage, server: str, browser: FormBrowser
) -> None:
    address = f"{server}/{page.name}-numbered.html"
    found = load_page(address, ReadRequest(timeout_s=60, is_priced=True, wait_for="html[data-numbered]")).content.cost
    assert found is not None
    nodes = PreparedPage(found).tree.nodes
    browser.open_url(QUrl(address))
    browser.wait(lambda: browser.run("document.documentElement.dataset.numbered") == "")
    assert [nodes[stop].field for stop in found.stops if stop in nodes] == pressed_stops(browser)
    assert len(price_page(address, found).ways) == 10
