"""What Guidepup's virtual screen reader says of the lab's forms and of ten more pages, beside what the reader says.

    pytest tests/conformance/test_reader_guidepup.py --guidepup FOLDER -s

Everything that one of the two says and the other does not has one of the reasons below, else the test fails.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from pathlib import Path

import pytest
from engine import Engine

from empathylab.bench.reading import GUIDEPUP, guidepup_source
from empathylab.reader.decoding import page_from
from empathylab.reader.page_messages import PageOpened
from empathylab.reader.transcript import SaidPhrase, transcript

pytestmark = [pytest.mark.qt_log_ignore("js:", extend=True), pytest.mark.usefixtures("qapp")]

HERE = Path(__file__).parent
PAGES = sorted((HERE.parents[1] / "assets" / "tasks").rglob("*.html")) + sorted((HERE / "pages").glob("*.html"))
_WALK = """
(async () => {
  const { virtual } = labPeer;
  await virtual.start({ container: document.body });
  const first = virtual.activeNode;
  for (let step = 0; step < 3000; step += 1) {
    await virtual.next();
    if (virtual.activeNode === first && !(await virtual.lastSpokenPhrase()).startsWith("end of")) break;
  }
  globalThis.labLog = await virtual.spokenPhraseLog();
})();
"""
_FOLDED = "return Array.from(document.querySelectorAll('details:not([open])'), (el) => el.textContent).join(' ')"
_STATES = ("not ", "level ", "position ", "set size", "has popup", "expanded", "required", "invalid", "current value")
#: Roles that stand alone in a phrase: what they hold is said in phrases of its own.
BARE = {"paragraph", "listitem", "list", "row", "rowgroup", "group", "main", "document", "end of document", "generic"}
BARE |= {"status", "definition", "term", "strong", "caption", "contentinfo", "image", "textbox", "cell", "table"}
#: Names of controls that say something else than what stands inside them.
INSIDE = {"x"}


def reason_for_theirs(phrase: str, ours: str, folded: str) -> str:
    """Why the reader does not say what Guidepup says; empty when it does say it, "?" when nobody knows."""
    role, _, rest = phrase.partition(", ")
    name = rest if rest else ("" if role in BARE else phrase)
    words = [part for part in name.split(", ") if not part.startswith(_STATES)]
    if phrase.startswith("end of "):
        return "leaving a container is said at full verbosity only"
    if not words or not words[0] or all(word in ours for word in words[:1]):
        return ""
    if role == "option":
        return "the options of a closed list are not on the page"
    if words[0] in folded:
        return "what is folded away in details is not on the page"
    if phrase in INSIDE:
        return "what stands inside a button that has a name of its own is not read"
    return "?"


_NUMBER = re.compile(r"^\d+\. ")


def _has_words(name: str, phrases: str) -> bool:
    """Guidepup parts a sentence at strong and links; the reader at links only, and it says numbers of items."""
    return all(word.strip(".,:;") in phrases for word in _NUMBER.sub("", name).split())


def guidepup_says(engine: Engine) -> list[str]:
    """Its phrases from the top once round."""
    engine.page.runJavaScript(guidepup_source() or "", 0)
    engine.page.runJavaScript(_WALK, 0)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        said = engine.ask("return globalThis.labLog ?? null", 0)
        if said is not None:
            return [str(phrase) for phrase in said]
    return []


def reader_says(engine: Engine) -> list[SaidPhrase]:
    return transcript(_page(engine))[2:]


def _page(engine: Engine) -> PageOpened:
    page = page_from(json.dumps(engine.ask("return labReader.snapshot()")))
    assert page is not None
    return page


def test_both_say_the_same_but_for_known_reasons(guidepup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(GUIDEPUP, str(guidepup))
    reasons: Counter[str] = Counter()
    unknown: list[str] = []
    ours_count = theirs_count = 0
    for page in PAGES:
        engine = Engine()
        engine.load(page)
        ours, folded = reader_says(engine), engine.ask(_FOLDED)
        theirs = guidepup_says(engine)
        engine.close()
        assert theirs, f"Guidepup said nothing of {page.name}"
        all_ours, all_theirs = " ".join(one.phrase for one in ours), " ".join(theirs)
        ours_count, theirs_count = ours_count + len(ours), theirs_count + len(theirs)
        for phrase in theirs:
            reason = reason_for_theirs(phrase, all_ours, folded)
            reasons[reason] += bool(reason)
            if reason == "?":
                unknown.append(f"{page.name}: only Guidepup: {phrase}")
        names = [one.node.name for one in ours if one.node and one.node.name]
        unknown += [f"{page.name}: only the reader: {name}" for name in names if not _has_words(name, all_theirs)]
    print(f"\n{len(PAGES)} pages: the reader {ours_count} phrases, Guidepup {theirs_count}")  # noqa: T201
    for reason, count in reasons.most_common():
        print(f"  {count:5} {reason}")  # noqa: T201
    assert not unknown, "\n".join(unknown)
