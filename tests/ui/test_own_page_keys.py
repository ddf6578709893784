"""The keys beside a team's own page: which ones the card shows, and how often Shift stops a page that uses it too."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from empathylab.ui.keys import stop_keys
from empathylab.ui.own_page import issue_capture
from empathylab.ui.own_page.own_page_screens import HurtScreen, PageFindingsScreen, keep_list
from support.own_page_lab import open_page, page_js
from support.participant_lab import Station
from support.web_station import pixels, sharpness, wait_until

PLAIN = '<!doctype html><html lang="en"><title>Order a bin</title><h1>Order a bin</h1><input id="who">'
MARKED = f'{PLAIN}<div data-module="govuk-exit-this-page"><a href="https://elsewhere.example/">Exit this page</a></div>'
ANSWERS = f"""{PLAIN}<p id="state"></p><script>
let taps = 0;
document.addEventListener("keyup", (event) => {{
  if (event.key === "Shift") document.getElementById("state").textContent = ++taps;
}});
</script>"""
#: What tells keyboards from mice changes the page at the first key; a clock changes it all the time.
FIRST_KEY = f"""{PLAIN}<script>
addEventListener("keydown", () => {{ document.documentElement.dataset.by = "keyboard"; }}, {{ once: true }});
</script>"""

#: With so many timers the page changes whenever anything is waited for.
TIMERS = f"""{PLAIN}<button id="go">Go</button><p id="state"></p><script>
let done = 0;
const change = () => {{
  state.textContent = Math.random();
  if (++done === 40000) document.title = "Going";
}};
go.onclick = () => {{ for (let n = 0; n < 20000; n++) setInterval(change, 0); }};
</script>"""


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    # Nothing is shown here by how long a page takes to be painted, or to answer between two taps of Shift.
    monkeypatch.setattr(issue_capture, "_PATIENCE_MS", 60_000)
    monkeypatch.setattr(stop_keys, "WITHIN_MS", 600_000)


def page_of(folder: Path, words: str) -> Path:
    path = folder / "order.html"
    path.write_text(words, encoding="utf-8")
    return path


def stop_words(station: Station) -> str:
    return station.button("Stop").text()


def test_beside_a_page_that_uses_shift_itself_stop_takes_five_and_says_so(station: Station, tmp_path: Path) -> None:
    open_page(station, page_of(tmp_path, MARKED), "claudia")
    wait_until(lambda: "Shift × 5" in stop_words(station), "five")
    assert any("press the Stop button, or Shift five times" in words for words in station.words())
    station.press(Qt.Key.Key_Shift, 3)
    assert "●●●○○" in stop_words(station)
    assert station.director.form.is_open
    station.press(Qt.Key.Key_Shift, 2)
    assert isinstance(station.screen, PageFindingsScreen)
    open_page(station, page_of(tmp_path, PLAIN), "claudia")
    assert "Shift × 3" in stop_words(station)
    station.stop()
    assert isinstance(station.screen, PageFindingsScreen)


def test_a_page_that_answers_two_taps_of_shift_is_known_before_the_third(station: Station, tmp_path: Path) -> None:
    open_page(station, page_of(tmp_path, ANSWERS), "claudia")
    assert "Shift × 3" in stop_words(station)
    for tap in ("1", "2"):
        station.press(Qt.Key.Key_Shift)
        wait_until(lambda tap=tap: page_js(station, "document.getElementById('state').textContent") == tap, "the tap")
    wait_until(lambda: "○○○" in stop_words(station), "five")
    station.press(Qt.Key.Key_Shift)
    assert station.director.form.is_open
    station.press_button("Stop")
    assert isinstance(station.screen, PageFindingsScreen)


def test_a_page_with_thousands_of_timers_does_nothing_at_shift(station: Station, tmp_path: Path) -> None:
    open_page(station, page_of(tmp_path, TIMERS), "claudia")
    page = station.lab.window.view.page
    page_js(station, "document.getElementById('go').focus(); 0")
    station.press(Qt.Key.Key_Space)
    wait_until(lambda: page is not None and page.title() == "Going", "its timers")
    station.stop()
    assert isinstance(station.screen, PageFindingsScreen)


def test_a_page_that_only_notices_the_first_key_leaves_stop_as_it_is(station: Station, tmp_path: Path) -> None:
    open_page(station, page_of(tmp_path, FIRST_KEY), "claudia")
    station.press(Qt.Key.Key_Shift, 2)
    wait_until(lambda: page_js(station, "document.documentElement.dataset.by") == "keyboard", "the first key")
    station.press(Qt.Key.Key_Shift)
    assert isinstance(station.screen, PageFindingsScreen)


@pytest.mark.parametrize(("has_helps", "is_offered"), [(False, False), (True, True)])
def test_the_card_offers_only_keys_that_act(
    station: Station, tmp_path: Path, has_helps: bool, is_offered: bool
) -> None:
    open_page(station, page_of(tmp_path, PLAIN), "claudia", has_helps=has_helps)
    said = station.words()
    assert ("Your keys" in said) == is_offered
    assert any("Ctrl +, Ctrl - and Ctrl 0 are switched off" in words for words in said) != is_offered


def test_a_moment_under_the_lens_has_its_time_and_the_sharp_picture_without_what_was_typed(
    station: Station, tmp_path: Path
) -> None:
    open_page(station, page_of(tmp_path, PLAIN), "claudia")
    wait_until(lambda: station.lab.window.view.lens.picture is not None, "the lens")
    page_js(station, "document.getElementById('who').value = 'WWWWWWWWWWWW'")
    station.press(Qt.Key.Key_F2)
    wait_until(lambda: isinstance(station.screen, HurtScreen), "the note")
    station.press_button("Keep")
    station.stop()
    hurt = station.director.own_page.found
    keep_list(hurt, tmp_path)
    seen, sharp = (QImage(str(next(tmp_path.glob(f"*/{name}")))) for name in ("moment-01.png", "moment-01-sharp.png"))
    assert sharpness(pixels(sharp)) > 3 * sharpness(pixels(seen))
    told = next(tmp_path.glob("*/moments.md")).read_text(encoding="utf-8")
    assert "- When: 2026-05-03" in told
    assert "moment-01-sharp.png" in told
    assert any("3 May 2026" in words for words in station.words())
