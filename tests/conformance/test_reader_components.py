"""Pages made of component libraries, with the libraries' own scripts, in good and bad use.

    pytest tests/conformance/test_reader_components.py --components

The libraries are fetched from npm once, at the versions and checksums of `components/package-lock.json`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from component_packages import fetched
from component_pages import ComponentPage, component_pages, names_by_another, served, write_pages

from empathylab.reader.transcript import ReadBy, transcript
from empathylab.ui.reader.page_reader import load_page
from empathylab.ui.reader.read_request import ReadRequest

pytestmark = [pytest.mark.qt_log_ignore("js:", extend=True), pytest.mark.usefixtures("qapp")]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    root = fetched()
    write_pages(root)
    with served(root) as address:
        yield address


@pytest.mark.parametrize("page", component_pages(), ids=lambda page: page.name)
def test_a_page_made_of_components_is_said_as_it_is(page: ComponentPage, server: str) -> None:
    content = load_page(f"{server}/{page.name}.html", ReadRequest(timeout_s=60, is_tabbed=True)).content
    said = [one.phrase for one in transcript(content.page)]
    stops = [one.phrase for one in transcript(content.page, ReadBy.TAB, content.tab_stops)]
    assert [phrase for phrase in page.says if phrase not in said] == []
    assert [phrase for phrase in page.stops if phrase not in stops] == []
    assert [phrase for phrase in said for words in page.never if words in phrase] == []


#: Whose names are said; of any other role one is not.
NAMED = frozenset(
    (
        "button",
        "link",
        "textbox",
        "searchbox",
        "checkbox",
        "radio",
        "switch",
        "combobox",
        "listbox",
        "spinbutton",
        "slider",
    )
    + ("tab", "heading", "group", "dialog", "image", "navigation", "region", "search", "option", "menuitem")
)

#: A name in which it stands itself, by `aria-labelledby`: as ACCNAME says, and left out there.
NOT_THEIRS = frozenset({"file-upload-1", "file-upload"})


@pytest.mark.parametrize("page", component_pages(), ids=lambda page: page.name)
def test_each_part_has_the_name_that_another_reading_of_the_specification_gives_it(
    page: ComponentPage, server: str
) -> None:
    """dom-accessibility-api computes ACCNAME 1.2 from the page alone; nobody here and no browser had a hand in it."""
    content = load_page(f"{server}/{page.name}.html", ReadRequest(timeout_s=60)).content
    wanted = names_by_another(page.name)
    parts = [node for node in content.page.nodes if node.field in wanted and node.role in NAMED]
    wrong = [
        f"{node.role} #{node.field}: {node.name!r}, not {wanted[node.field]!r}"
        for node in parts
        if node.name.split() != wanted[node.field].split() and node.field not in NOT_THEIRS
    ]
    assert wrong == []
