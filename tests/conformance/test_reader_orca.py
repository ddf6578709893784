"""What Orca says in Chromium of the lab's forms, the conformance pages and pages in service style, beside the reader.

    pytest tests/conformance/test_reader_orca.py --orca [--components] -s

Needs Debian's orca, chromium, openbox, xvfb, xdotool and dbus-x11. What one of the two says and the other does not has
its reason in known.toml, else the test fails. With --components pages made of component libraries are read as well.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from component_packages import fetched
from component_pages import component_pages, served, write_pages
from facts import Fact, orca_facts, our_facts
from orca_session import orca_session

from empathylab.reader.transcript import By, transcript
from empathylab.ui.reader.page_load import ReadWish
from empathylab.ui.reader.page_reader import load_page

pytestmark = [pytest.mark.qt_log_ignore("js:", extend=True), pytest.mark.usefixtures("qapp")]

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PAGES = [*sorted((ROOT / "assets" / "tasks").rglob("*.html")), *sorted((HERE / "pages").rglob("*.html"))]
AGAIN = "Orca says it again, on the way back into it or with another part of it."


def _known() -> Mapping[str, str]:
    return tomllib.loads((HERE / "known.toml").read_text("utf-8"))["orca"]


class Comparison:
    """Counts what both say, and what one says, by its reason."""

    def __init__(self) -> None:
        self.both: Counter[str] = Counter()
        self.alone: Counter[tuple[str, str]] = Counter()
        self.reasons: Counter[str] = Counter()
        self.unknown: list[str] = []
        self._known = _known()
        self._used: set[str] = set()

    def add(self, page: str, by: By, orca: Counter[Fact], ours: Counter[Fact]) -> None:
        self.both[by.value] += (orca & ours).total()
        self.alone[by.value, "Orca"] += (orca - ours).total()
        self.alone[by.value, "the reader"] += (ours - orca).total()
        for fact in (orca - ours).elements():
            is_again = ours[fact] > 0 and bool(fact.of or fact.kind == "entry")
            self._explain(f"{page} › {by.value} › Orca › {fact}", "Orca", AGAIN if is_again else "")
        for fact in (ours - orca).elements():
            self._explain(f"{page} › {by.value} › the reader › {fact}", "the reader", "")

    def _explain(self, difference: str, who: str, reason: str) -> None:
        if not reason:
            pattern = next((one for one in self._known if fnmatchcase(difference, one)), "")
            self._used.add(pattern)
            reason = self._known.get(pattern, "")
        if reason:
            self.reasons[f"only {who}: {reason}"] += 1
        else:
            self.unknown.append(difference)

    def unused(self) -> list[str]:
        return [pattern for pattern in self._known if pattern not in self._used]


def _addresses(request: pytest.FixtureRequest, stack: ExitStack) -> Iterator[tuple[str, str]]:
    own = stack.enter_context(served(ROOT))
    yield from ((page.name, f"{own}/{page.relative_to(ROOT).as_posix()}") for page in PAGES)
    if request.config.getoption("--components"):
        root = fetched()
        write_pages(root)
        server = stack.enter_context(served(root))
        yield from ((page.name, f"{server}/{page.name}.html") for page in component_pages())


def test_orca_says_nothing_that_the_reader_does_not_but_for_known_reasons(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    comparison = Comparison()
    with ExitStack() as stack:
        session = stack.enter_context(orca_session(tmp_path / "orca"))
        for name, address in _addresses(request, stack):
            content = load_page(address, ReadWish(timeout_s=60, is_tabbed=True)).content
            for by, heard in ((By.BROWSE, session.browse_through(address)), (By.TAB, session.tab_through(address))):
                ours = our_facts(transcript(content.page, by, content.tab_stops))
                comparison.add(name, by, orca_facts(heard), ours)
    print(f"\nsaid by both: {dict(comparison.both)}, by one: {dict(comparison.alone)}")  # noqa: T201
    for reason, count in comparison.reasons.most_common():
        print(f"  {count:5} {reason}")  # noqa: T201
    assert not comparison.unknown, f"{len(comparison.unknown)} not known:\n" + "\n".join(comparison.unknown)
