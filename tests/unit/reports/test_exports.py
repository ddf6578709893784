"""What leaves the lab can be opened by anybody's spreadsheet, says what its columns mean, and runs nothing."""

from __future__ import annotations

import csv
import json
import tracemalloc
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from empathylab.bench import synthetic_visits
from empathylab.domain.comprehension import ComprehensionCount
from empathylab.domain.errors import InputError, MachineError
from empathylab.domain.pairing import LastingCount
from empathylab.domain.records import (
    ActionRecord,
    AnswerRecord,
    CommentRecord,
    ReviewState,
    RunRecord,
    SessionRecord,
    SessionStream,
)
from empathylab.domain.session import Ending, Mode, Outcome, RunKind
from empathylab.domain.spotting import SpotCount
from empathylab.domain.standard import BoardMark
from empathylab.domain.summary import Counts, FieldTime, Summary, WornCount
from empathylab.domain.workshop import EventSettings
from empathylab.reports.cells import safe
from empathylab.reports.columns import RUNS, TABLES
from empathylab.reports.content import LIMITATIONS
from empathylab.reports.exporting import FORMATS, export
from empathylab.storage import open_store

CONTRACT = (
    "session_id,event,station,persona,run,position,task,form,outcome,seconds,keys,keys_lost,corrections,"
    "pointer_blocked,keys_to_first_field,errors_met,zoom,ease,effort,frustration,started_on"
)
RUN = RunRecord(
    "s1", synthetic_visits.EVENT, "station-1", "claudia", RunKind.BARRIER, 1, "missed-bin", "barrier-a",
    Outcome.COMPLETED, 61.5, 120, 8, 5, 1, 14, 2, 2.5, 2, 80, None, date(2026, 3, 2),
)  # fmt: skip


class FakeRecords:
    """Records in memory: as many runs as wanted, none of them kept."""

    def __init__(self, runs: int = 1, comments: tuple[CommentRecord, ...] = (), condition: str = "{}") -> None:
        self._runs = runs
        self._condition = condition
        self._comments = comments

    def events(self) -> tuple[EventSettings, ...]:
        return (synthetic_visits.settings(),)

    def counts(self, event: str | None = None) -> Counts:
        return Counts(people=self._runs, runs=self._runs, facts=self._runs)

    def parts(self, event: str | None = None, mode: Mode = Mode.SIMULATION) -> tuple[Summary, ...]:
        if mode is not Mode.SIMULATION:
            return ()
        return (self.summary(event),)

    def summary(self, event: str | None = None, mode: Mode = Mode.SIMULATION) -> Summary:
        return Summary(event or "", self.counts(event))

    def worn(self, event: str | None = None) -> tuple[WornCount, ...]:
        return ()

    def field_times(self, event: str | None = None) -> tuple[FieldTime, ...]:
        return ()

    def stations(self, event: str | None = None) -> tuple[str, ...]:
        return ()

    def spotted(self, event: str | None = None) -> tuple[SpotCount, ...]:
        return ()

    def comprehension(self, questions: Collection[str], event: str | None = None) -> tuple[ComprehensionCount, ...]:
        return ()

    def lasting(self, event: str | None = None) -> tuple[LastingCount, ...]:
        return ()

    def sessions(self, event: str | None = None) -> Iterator[SessionRecord]:
        of_visit = (synthetic_visits.EVENT, "station-1", "ashleigh", date(2026, 3, 2), "0.1.0", Ending.FINISHED)
        return (SessionRecord(number, f"s{number}", *of_visit) for number in range(self._runs))

    def runs(self, event: str | None = None) -> Iterator[RunRecord]:
        return (replace(RUN, session_id=f"s{number}", condition=self._condition) for number in range(self._runs))

    def event_stream(self, event: str | None = None) -> Iterator[SessionStream]:
        row = (0, 12, "field.focused", "=cmd()", '{"is_form_field":true}')
        return (SessionStream(f"s{number}", (row,)) for number in range(self._runs))

    def answers(self, event: str | None = None) -> Iterator[AnswerRecord]:
        return iter([AnswerRecord("s0", "ease", RunKind.BARRIER, None, True)])

    def comments(self, event: str | None = None, state: ReviewState | None = None) -> Iterator[CommentRecord]:
        return (comment for comment in self._comments if state in (None, comment.state))

    def board(self, event: str | None = None) -> Iterator[BoardMark]:
        return iter(())

    def actions(self, event: str | None = None) -> Iterator[ActionRecord]:
        return iter([ActionRecord("a", synthetic_visits.EVENT, "@everybody: label fields", "Web team")])

    def left_out(self) -> tuple[str, ...]:
        return ()

    def visits_digest(self, event: str | None = None) -> str:
        return ""


def comment(text: str, state: ReviewState = ReviewState.RELEASED, **more: Any) -> CommentRecord:
    return CommentRecord(
        "c1", synthetic_visits.EVENT, "station-1", "what-like", text, more.pop("redacted", ""), state, **more
    )


def read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_runs_have_exactly_the_promised_columns(tmp_path: Path) -> None:
    export(FakeRecords(), tmp_path, ["csv"])
    header, row = read_csv(tmp_path / "runs.csv")
    added = "station_name,zoom_longest,condition,version,help,host,mode,is_assigned,surprises,vague_phrases"
    assert ",".join(header) == f"{CONTRACT},{added}"
    assert ",".join(row) == (
        "s0,User Research Week,station-1,claudia,barrier,1,missed-bin,barrier-a,completed,"
        "61.5,120,8,5,1,14,2,2.5,2,80,,2026-03-02,,,{},,,,simulation,0,,"
    )
    assert read_csv(tmp_path / "events.csv")[0] == ["session_id", "seq", "at_ms", "kind", "field", "data"]
    assert read_csv(tmp_path / "comments.csv")[0] == ["id", "text", "station", "theme", "tags"]
    assert read_csv(tmp_path / "dictionary.csv")[0] == ["file", "column", "type", "unit", "meaning"]


def test_excel_finds_a_byte_order_mark_in_every_file(tmp_path: Path) -> None:
    for path in export(FakeRecords(), tmp_path, ["csv"]):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def rows_by_name(path: Path, name: str) -> list[dict[str, Any]]:
    """The rows of a sheet below its labels, by the names that programs know the columns by."""
    _labels, header, *rows = openpyxl.load_workbook(path)[name].iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def test_what_is_json_elsewhere_has_columns_in_the_workbook(tmp_path: Path) -> None:
    condition = {
        "task": "missed-bin",
        "barriers": ["no-name", "timeout"],
        "simulations": [{"kind": "acuity", "logmar": 0.7}],
        "is_calibrated": True,
        "ppd": 37.8,
        "of_another_version": 3,
    }
    export(FakeRecords(condition=json.dumps(condition)), tmp_path, ["xlsx"])
    run = rows_by_name(tmp_path / "records.xlsx", "runs")[0]
    assert (run["barriers"], run["simulations"]) == ("no-name; timeout", "acuity: logmar 0.7")
    assert (run["is_calibrated"], run["ppd"], run["more"]) == (1, 37.8, "of_another_version 3")
    event = rows_by_name(tmp_path / "records.xlsx", "events")[0]
    assert event["is_form_field"] == 1
    described = {(row["file"], row["column"]) for row in rows_by_name(tmp_path / "records.xlsx", "dictionary")}
    assert {("runs", name) for name in run} | {("events", name) for name in event} <= described
    cells = [
        cell for sheet in openpyxl.load_workbook(tmp_path / "records.xlsx") for row in sheet.values for cell in row
    ]
    assert not [cell for cell in cells if str(cell).startswith("{")]


def test_the_workbook_begins_with_the_report_and_its_charts(tmp_path: Path) -> None:
    store = open_store(tmp_path / "records")
    store.begin_event(synthetic_visits.settings())
    list(synthetic_visits.visits(store, 30, facts=40))
    export(store, tmp_path, ["xlsx", "summary"])
    store.close()
    for name in ("records.xlsx", "report.xlsx"):
        book = openpyxl.load_workbook(tmp_path / name)
        page = book.worksheets[0]
        assert page["A1"].value == "User Research Week: what we found"
        words = " ".join(str(cell) for row in page.values for cell in row if cell)
        assert "To fix first" in words
        assert "A button that only a mouse can press" in words
        with zipfile.ZipFile(tmp_path / name) as parts:
            charts = [parts.read(part).decode() for part in parts.namelist() if part.startswith("xl/charts/chart")]
            said_instead = parts.read("xl/drawings/drawing1.xml").decode().count(' descr="')
        assert len(charts) >= 3
        assert said_instead == len(charts), "each has its words for who does not see it"
        each_line = next(chart for chart in charts if "each line is one person" in chart)
        shown = each_line.count("<c:ser>") - each_line.count("<c:legendEntry>")
        assert shown == len({"Ashleigh", "Christopher", "Claudia"}), "the kinds of line are told, each once"
        figures = [row[1] for row in book["chart figures"].values]
        assert "A button that only a mouse can press: Christopher" in figures
    said = openpyxl.load_workbook(tmp_path / "report.xlsx")["said"]
    wrapped = [row for row, (_part, words) in enumerate(said.values, 1) if len(str(words)) > 120]
    assert wrapped
    assert all((said.row_dimensions[row].height or 0) >= 30 for row in wrapped), (
        "else lines lie upon lines in LibreOffice"
    )


def test_the_dictionary_describes_every_column_of_every_file(tmp_path: Path) -> None:
    written = export(FakeRecords(), tmp_path, ["csv"])
    described = {(row[0], row[1]) for row in read_csv(tmp_path / "dictionary.csv")[1:]}
    there = {(path.stem, name) for path in written for name in read_csv(path)[0]}
    assert described == there
    assert all(row[4] for row in read_csv(tmp_path / "dictionary.csv"))


def test_every_column_of_runs_is_a_field_of_the_record() -> None:
    assert [name for name in RUNS.header if not hasattr(RunRecord, name)] == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\0"])
def test_text_that_a_spreadsheet_would_run_is_made_harmless(start: str, tmp_path: Path) -> None:
    text = f"{start}HYPERLINK(1)"
    export(FakeRecords(comments=(comment(text),)), tmp_path, ["csv", "xlsx"])
    (row,) = read_csv(tmp_path / "comments.csv")[1:]
    assert row[1].startswith("'")
    assert "\0" not in row[1]
    book = openpyxl.load_workbook(tmp_path / "records.xlsx")
    cell = book["comments"]["B3"]
    assert cell.data_type == "s"
    assert str(cell.value).startswith("'")


def test_a_field_id_that_is_a_formula_is_made_harmless_too(tmp_path: Path) -> None:
    export(FakeRecords(), tmp_path, ["csv"])
    assert read_csv(tmp_path / "events.csv")[1][4] == "'=cmd()"


def test_numbers_stay_numbers(tmp_path: Path) -> None:
    assert safe(-3) == -3
    export(FakeRecords(), tmp_path, ["xlsx"])
    (values,) = rows_by_name(tmp_path / "records.xlsx", "runs")
    assert (values["seconds"], values["keys"], values["frustration"]) == (61.5, 120, None)


def test_the_workbook_has_the_same_sheets_as_there_are_files(tmp_path: Path) -> None:
    export(FakeRecords(), tmp_path, ["xlsx"])
    assert openpyxl.load_workbook(tmp_path / "records.xlsx").sheetnames == [
        "report",
        *(table.name for table in TABLES),
        "chart figures",
    ]


def test_a_workbook_can_be_read_and_printed_as_it_is(tmp_path: Path) -> None:
    """Ids and sentences are not cut off, labels stand over names, both are frozen, and every column has its filter."""
    export(FakeRecords(comments=(comment("A long remark. " * 30),)), tmp_path, ["xlsx"])
    book = openpyxl.load_workbook(tmp_path / "records.xlsx")
    assert book["runs"].column_dimensions["A"].width > 36
    assert [book["runs"].cell(row, 10).value for row in (1, 2)] == ["Time (seconds)", "seconds"]
    remark = book["comments"]["B3"]
    assert remark.alignment.wrap_text
    assert book["comments"].row_dimensions[3].height >= 15 * len(remark.value) / 80
    tables = [book[table.name] for table in TABLES]
    assert all(sheet.page_setup.fitToHeight == 0 and sheet.print_title_rows == "$1:$2" for sheet in tables)
    assert all(sheet.auto_filter.ref and sheet.freeze_panes in ("A3", "B3") for sheet in tables)


def test_a_sheet_that_is_full_says_where_the_rest_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("empathylab.reports.workbook.MAX_ROWS", 40)
    export(FakeRecords(runs=100), tmp_path, ["xlsx"])
    sheet = openpyxl.load_workbook(tmp_path / "records.xlsx")["runs"]
    assert sheet.max_row == 40
    assert "export as CSV" in sheet["A40"].value


def test_json_is_one_document_with_every_table(tmp_path: Path) -> None:
    export(FakeRecords(runs=3), tmp_path, ["json"])
    document = json.loads((tmp_path / "records.json").read_text(encoding="utf-8"))
    assert set(document) == {"format", *(table.name for table in TABLES)}
    assert document["runs"][2]["session_id"] == "s2"
    assert document["events"][0]["events"] == [
        {"seq": 0, "at_ms": 12, "kind": "field.focused", "field": "=cmd()", "data": {"is_form_field": True}}
    ]


def test_only_released_comments_leave_and_in_their_reviewed_wording(tmp_path: Path) -> None:
    comments = (
        comment("Ann was kind", redacted="[name] was kind", theme="going well", tags=("people", "help")),
        comment("not yet read", ReviewState.WAITING),
        comment("not for others", ReviewState.WITHHELD),
    )
    written = export(FakeRecords(runs=5, comments=comments), tmp_path)
    assert read_csv(tmp_path / "comments.csv")[1:] == [
        ["c1", "[name] was kind", "station-1", "going well", "people, help"]
    ]
    for path in written:
        content = path.read_bytes()
        assert b"not yet read" not in content
        assert b"Ann was kind" not in content


def test_each_export_carries_the_four_answers_and_the_limitations(tmp_path: Path) -> None:
    export(FakeRecords(), tmp_path, ["csv", "xlsx", "json", "html"])
    about = (tmp_path / "about.csv").read_text(encoding="utf-8-sig")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    document = (tmp_path / "records.json").read_text(encoding="utf-8")
    for answer in synthetic_visits.settings().ethics:
        for text in (about, page, document):
            assert answer.principle.question in text
            assert answer.why in text
    assert LIMITATIONS[0] in about
    assert LIMITATIONS[0] in page
    sheet = openpyxl.load_workbook(tmp_path / "records.xlsx")["about"]
    assert LIMITATIONS[0] in [row[2].value for row in sheet.iter_rows()]


def test_progress_goes_up_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    export(FakeRecords(runs=500), tmp_path, ["csv", "json"], progress=lambda done, all_: told.append((done, all_)))
    assert [done for done, _all in told] == sorted(done for done, _all in told)
    assert told[-1] == (2000, 2000)
    assert len(told) > 50


@pytest.mark.parametrize("name", ["csv", "json", "xlsx"])
def test_memory_does_not_grow_with_the_number_of_visits(tmp_path: Path, name: str) -> None:
    def peak_bytes(runs: int) -> int:
        tracemalloc.start()
        export(FakeRecords(runs=runs), tmp_path, [name])
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    peak_bytes(10)
    few, many = peak_bytes(50), peak_bytes(2_000)
    assert many < few + 1_000_000


def test_all_formats_tell_of_one_report_that_is_put_together_once(tmp_path: Path) -> None:
    asked: list[str | None] = []

    class Asked(FakeRecords):
        def worn(self, event: str | None = None) -> tuple[WornCount, ...]:
            asked.append(event)
            return super().worn(event)

    export(Asked(runs=3), tmp_path, event=synthetic_visits.EVENT)
    assert asked == [synthetic_visits.EVENT]


def test_an_unknown_format_or_event_is_said_with_what_there_is(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no export format 'doc'.*csv"):
        export(FakeRecords(), tmp_path, ["doc"])
    with pytest.raises(InputError, match=r"no event named 'Nix'.*User Research Week"):
        export(FakeRecords(), tmp_path, ["csv"], event="Nix")


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(MachineError, match="cannot be made"):
        export(FakeRecords(), tmp_path / "file" / "out", ["csv"])


def test_an_export_that_fails_half_way_leaves_no_half_file(tmp_path: Path) -> None:
    class Breaking(FakeRecords):
        def event_stream(self, event: str | None = None) -> Iterator[SessionStream]:
            yield SessionStream("s0", ((0, 1, "key", "", "{}"),))
            raise OSError(28, "No space left on device")

    with pytest.raises(MachineError, match="No space left"):
        export(Breaking(), tmp_path, ["csv"])
    names = {path.name for path in tmp_path.iterdir()}
    assert "events.csv" not in names
    assert not any(name.endswith(".part") for name in names)


def test_all_formats_are_written_by_default(tmp_path: Path) -> None:
    suffixes = {path.suffix[1:] for path in export(FakeRecords(), tmp_path)}
    assert suffixes == {*FORMATS, "md", "txt"} - {"summary", "post", "pictures"}
    assert {"report.xlsx", "report.json"} <= {path.name for path in tmp_path.iterdir()}
