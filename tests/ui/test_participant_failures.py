"""When something of the machine fails in mid-run, the visitor's screen stays calm and the facilitator is told."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from empathylab.files import paths
from empathylab.session.flow import Input
from empathylab.session.stages import Stage
from empathylab.ui.page import scheme
from empathylab.ui.visit.screens.closing_screens import StoppedScreen
from empathylab.vision import Chain
from support.participant_lab import Station, open_station


def test_a_lens_that_cannot_filter_stops_the_run_calmly(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, allowed_logs: list[str]
) -> None:
    allowed_logs += ["could not filter a picture", "The picture could not be filtered"]
    with open_station(tmp_path) as station:
        station.arrive()
        station.director.form.close()

        def fail(*_arguments: object, **_named: object) -> None:
            raise MemoryError("no room for a frame")

        monkeypatch.setattr(Chain, "renew", fail)
        station.go_to(Stage.BARRIER)
        station.wait(lambda: isinstance(station.screen, StoppedScreen), "the calm screen")
        assert station.visit.stopped_by is Input.FAILED
        told = [label.text() for label in station.screen.findChildren(QLabel) if label.isVisible()]
        assert "The lab ended this. Everything is normal again." in told
        assert any("could not be filtered" in str(problem) for problem in station.lab.problems)


BREAKS = "setTimeout(() => { throw new Error('Sam Reed') }, 50);"
CIRCLES = "addEventListener('load', () => location.replace(location.href + '?again'));"
LEAVES = "addEventListener('load', () => location.assign('https://elsewhere.example/'));"


@pytest.fixture
def broken(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Station]:
    """A station whose forms can be broken by a test: it works on a copy of the assets."""
    copied = tmp_path / "assets"
    shutil.copytree(paths.assets_dir(), copied)
    monkeypatch.setattr(paths, "assets_dir", lambda: copied)
    with open_station(tmp_path / "records") as station:
        station.assets = copied  # type: ignore[attr-defined]
        yield station


def begin(station: Station, script: str, allowed_logs: list[str]) -> list[str]:
    """Begin the barrier run of a form with a script of its own; returns where problems are told."""
    allowed_logs.append("Fix the form")
    page = station.assets / "tasks" / "missed-bin-short" / "report.html"  # type: ignore[attr-defined]
    page.with_name("broken.js").write_text(script)
    page.write_text(page.read_text().replace("</head>", '<script src="broken.js"></script></head>'))
    station.arrive()
    station.director.form.close()
    station.go_to(Stage.BARRIER)
    return station.lab.problems  # type: ignore[return-value]


@pytest.mark.parametrize(("old", "new"), [('"no-name"', '"no-nam"'), ('"report"', '"reprot"')])
def test_a_station_whose_form_cannot_be_used_goes_on_with_another(
    tmp_path: Path,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    allowed_logs: list[str],
    old: str,
    new: str,
) -> None:
    allowed_logs += ["cannot be used"]
    copied = tmp_path / "assets"
    shutil.copytree(paths.assets_dir(), copied)
    monkeypatch.setattr(paths, "assets_dir", lambda: copied)
    form = copied / "tasks" / "missed-bin-short" / "task.toml"
    form.write_text(form.read_text().replace(old, new, 1))
    with open_station(tmp_path / "records") as station:
        told = str(station.lab.problems[-1])
        assert new.strip('"') in told
        assert "Until then visitors get “Book a library computer”." in told
        station.arrive_at(Stage.BARRIER)
        assert station.visit.plan.task.id == "library-computer"


def test_a_script_error_is_told_without_its_words_and_the_form_goes_on(
    broken: Station, allowed_logs: list[str]
) -> None:
    problems = begin(broken, BREAKS, allowed_logs)
    broken.wait(lambda: problems, "the facilitator to be told")
    assert "broken.js, line 1" in str(problems[0])
    assert "Sam Reed" not in str(problems[0])
    assert broken.director.form.is_open


def test_a_form_that_leads_elsewhere_stays(broken: Station, allowed_logs: list[str]) -> None:
    problems = begin(broken, LEAVES, allowed_logs)
    broken.wait(lambda: problems, "the facilitator to be told")
    assert "outside the lab" in str(problems[0])
    assert broken.director.form.is_open


def test_a_form_that_goes_in_circles_is_ended_calmly(broken: Station, allowed_logs: list[str]) -> None:
    problems = begin(broken, CIRCLES, allowed_logs)
    broken.wait(lambda: isinstance(broken.screen, StoppedScreen), "the calm screen")
    assert "without end" in str(problems[0])


def test_a_page_that_is_missing_is_named(broken: Station, allowed_logs: list[str]) -> None:
    (broken.assets / "tasks" / "missed-bin-short" / "check.html").unlink()  # type: ignore[attr-defined]
    problems = begin(broken, "addEventListener('load', () => labForm.go('check.html'));", allowed_logs)
    broken.wait(lambda: isinstance(broken.screen, StoppedScreen), "the calm screen")
    assert "no page 'check.html'" in str(problems[0])


def test_a_page_that_goes_while_it_is_asked_for_ends_the_run_calmly(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, allowed_logs: list[str]
) -> None:
    """Else the visitor would wait before an empty page, since an answer would never come."""
    allowed_logs.append("The form has no page")
    monkeypatch.setattr(scheme, "file_of", lambda *_: tmp_path / "fôrm.html")
    with open_station(tmp_path / "records") as station:
        station.arrive("claudia")
        station.wait(lambda: isinstance(station.screen, StoppedScreen), "the way out")
