"""The page that may be published as it is: it says no more than the report, and nobody's words are markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from empathylab.bench import synthetic_visits
from empathylab.domain.records import ActionRecord
from empathylab.reports.assemble import assemble
from empathylab.reports.exporting import export
from empathylab.reports.html_report import as_html
from empathylab.reports.markdown import plain
from empathylab.reports.names import library_names
from empathylab.reports.post import as_post
from empathylab.storage import Store, open_store
from support.made_up_events import MadeUpEvents, visits


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "records")
    store.begin_event(synthetic_visits.settings())
    list(synthetic_visits.visits(store, 24, facts=10))
    due = date(2026, 9, 1)
    store.put_action(
        ActionRecord("one", synthetic_visits.EVENT, "Label every <field> in *bold*", "Web team", due_on=due)
    )
    yield store
    store.close()


def words_of(markdown_or_html: str, *, is_markdown: bool) -> str:
    shown = MarkdownIt("commonmark").enable("table").render(markdown_or_html) if is_markdown else markdown_or_html
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<(style|svg).*?</\1>", " ", shown))).split())


def test_it_tells_what_was_tried_what_was_found_and_what_comes_next(records: Store, tmp_path: Path) -> None:
    (path,) = export(records, tmp_path / "out", ("post",), synthetic_visits.EVENT)
    text = path.read_text(encoding="utf-8")
    assert path.name == "post.md"
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert headings == [
        "What we tried", "What we found", "What we do next", "What this cannot tell", "How small groups are hidden",
    ]  # fmt: skip
    assert "- Label every \\<field\\> in \\*bold\\* (Web team, by 1 September 2026): " in text


def test_every_number_stands_in_the_report_with_the_same_words(records: Store) -> None:
    report = assemble(records, synthetic_visits.EVENT, library_names())
    told = words_of(as_html(report), is_markdown=False)
    for block in re.split(r"\n+", re.sub(r"(?m)^#.*$", "", as_post(report))):
        for sentence in re.split(r"(?<=\.)\s+", words_of(block, is_markdown=True)):
            assert sentence in told or "Label every" in sentence or not re.search(r"\d", sentence), sentence


@pytest.mark.parametrize("seed", range(6))
def test_no_number_of_people_is_told_that_the_report_does_not_tell(seed: int) -> None:
    report = assemble(MadeUpEvents({"one": visits(seed), "two": visits(seed + 100)}, 5), None, library_names())
    numbers = set(re.findall(r"\d[\d,]*", words_of(as_html(report), is_markdown=False)))
    assert set(re.findall(r"\d[\d,]*", words_of(as_post(report), is_markdown=True))) <= numbers


def test_an_event_that_nobody_came_to_has_a_page_too(tmp_path: Path) -> None:
    store = open_store(tmp_path / "records")
    store.begin_event(synthetic_visits.settings())
    text = as_post(assemble(store, synthetic_visits.EVENT, library_names()))
    store.close()
    assert "Results are not shown" in text
    assert "Nothing has been promised yet." in text


PLAYED = (
    "# no heading", "- no list", "1. no list", "> no quotation", "<b>no</b> tag", "[no](http://link)", "`no` code",
    "*no* _no_", "a | b", "two\nlines", "=cmd()", "---", "2026 is a year", "5) five",
)  # fmt: skip


@pytest.mark.parametrize("words", PLAYED)
def test_what_people_wrote_is_no_markup(words: str) -> None:
    shown = MarkdownIt("commonmark").enable("table").render(plain(words))
    assert shown == f"<p>{html.escape(' '.join(words.split()), quote=False)}</p>\n"
