"""What Orca says in Chromium of the lab's forms, the conformance pages and pages in service style, beside the reader.

    pytest tests/conformance/test_reader_orca.py --orca [--components] -s [-k service]

Needs Debian's orca, chromium, openbox, xvfb, xdotool and dbus-x11. What one of the two says and the other does not has
its reason in known.toml, else the test fails. With --components pages made of component libraries are read as well.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from component_packages import fetched
from component_pages import component_pages, served, write_pages
from facts import Fact, orca_facts, our_facts
from orca_session import OrcaSession, orca_session

from empathylab.reader.transcript import ReadBy, transcript
from empathylab.ui.reader.page_reader import load_page
from empathylab.ui.reader.read_request import ReadRequest

pytestmark = [pytest.mark.qt_log_ignore("js:", extend=True), pytest.mark.usefixtures("qapp")]

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PAGES = [*sorted((ROOT / "assets" / "tasks").rglob("*.html")), *sorted((HERE / "pages").rglob("*.html"))]
AGAIN = "Orca says it again, on the way back into it or with another part of it."

IN_PARTS = "A link is one item under its whole name; Orca stops at each line and picture in it."


def _known() -> Mapping[str, str]:
    return tomllib.loads((HERE / "known.toml").read_text("utf-8"))["orca"]


def _of_a_link(fact: Fact, others: Iterable[Fact]) -> str:
    """A reason, where the other says the same link by a part of its words or by all of them."""
    links = [other.of for other in others if other.said == "link"] if fact.said == "link" and fact.of else []
    return IN_PARTS if any(of and (of in fact.of or fact.of in of) for of in links) else ""


class Comparison:
    """Counts what both say, and what one says, by its reason."""

    def __init__(self) -> None:
        self.both: Counter[str] = Counter()
        self.alone: Counter[tuple[str, str]] = Counter()
        self.reasons: Counter[str] = Counter()
        self._known = _known()

    def add(self, page: str, by: ReadBy, orca: Counter[Fact], ours: Counter[Fact]) -> list[str]:
        """The differences that have no reason."""
        self.both[by.value] += (orca & ours).total()
        self.alone[by.value, "Orca"] += (orca - ours).total()
        self.alone[by.value, "the reader"] += (ours - orca).total()
        news = []
        for fact in (orca - ours).elements():
            is_again = ours[fact] > 0 and bool(fact.of or fact.kind == "entry")
            reason = AGAIN if is_again else _of_a_link(fact, ours)
            news.append(self._unexplained(f"{page} › {by.value} › Orca › {fact}", "Orca", reason))
        for fact in (ours - orca).elements():
            reason = _of_a_link(fact, orca)
            news.append(self._unexplained(f"{page} › {by.value} › the reader › {fact}", "the reader", reason))
        return [difference for difference in news if difference]

    def _unexplained(self, difference: str, who: str, reason: str) -> str:
        reason = reason or next((why for one, why in self._known.items() if fnmatchcase(difference, one)), "")
        if not reason:
            return difference
        self.reasons[f"only {who}: {reason}"] += 1
        return ""


def _pages() -> list[str]:
    """As they are named in known.toml: files with their ending, pages of components without."""
    return [*(page.relative_to(ROOT).as_posix() for page in PAGES), *(page.name for page in component_pages())]


@pytest.fixture(scope="module")
def orca(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OrcaSession]:
    with orca_session(tmp_path_factory.mktemp("orca")) as session:
        yield session


@pytest.fixture(scope="module")
def own() -> Iterator[str]:
    with served(ROOT) as address:
        yield address


@pytest.fixture(scope="module")
def components() -> Iterator[str]:
    root = fetched()
    write_pages(root)
    with served(root) as address:
        yield address


@pytest.fixture(scope="module")
def comparison() -> Iterator[Comparison]:
    comparison = Comparison()
    yield comparison
    print(f"\nsaid by both: {dict(comparison.both)}, by one: {dict(comparison.alone)}")  # noqa: T201
    for reason, count in comparison.reasons.most_common():
        print(f"  {count:5} {reason}")  # noqa: T201


@pytest.mark.parametrize("page", _pages())
def test_orca_says_nothing_that_the_reader_does_not_but_for_known_reasons(
    page: str, orca: OrcaSession, comparison: Comparison, request: pytest.FixtureRequest
) -> None:
    is_component = not page.endswith(".html")
    if is_component and not request.config.getoption("--components"):
        return
    server = request.getfixturevalue("components" if is_component else "own")
    address = f"{server}/{page}.html" if is_component else f"{server}/{page}"
    content = load_page(address, ReadRequest(timeout_s=600, is_tabbed=True)).content
    news: list[str] = []
    for by, heard in ((ReadBy.BROWSE, orca.browse_through(address)), (ReadBy.TAB, orca.tab_through(address))):
        ours = our_facts(transcript(content.page, by, content.tab_stops))
        news += comparison.add(Path(page).name, by, orca_facts(heard), ours)
    assert not news, f"{len(news)} not known:\n" + "\n".join(news)
