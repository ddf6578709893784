"""What an assessor gets: a site that opens from disk, a board that other tools import, and nothing of small groups."""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from empathylab.bench import synthetic_visits
from empathylab.cli.evidence import command
from empathylab.domain.errors import InputError, LabError
from empathylab.domain.moments import (
    AxeViolation,
    BlockedRequest,
    MarkedMoment,
    MeterFinding,
    PageFindings,
    PagePlace,
)
from empathylab.domain.records import ActionRecord, ReviewState
from empathylab.domain.standard import BoardMark, EvidencePart, MarkKind
from empathylab.files.standards import standards
from empathylab.files.toml import FileFaults
from empathylab.reports.evidence import write_evidence
from empathylab.reports.moments import write_moments
from empathylab.reports.names import library_names
from empathylab.reports.releases import read_releases
from empathylab.storage import Store, open_store
from support.made_up_events import MadeUpEvents, visits

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("records")
    store = open_store(path)
    store.begin_event(synthetic_visits.settings())
    list(synthetic_visits.visits(store, 30, facts=20))
    for comment in store.comments():
        store.review(comment.id, ReviewState.RELEASED, "", "ideas")
    store.put_action(ActionRecord("one", synthetic_visits.EVENT, "Label every <field>", "Web team"))
    store.close()
    return path


@pytest.fixture
def records(folder: Path) -> Iterator[Store]:
    store = open_store(folder)
    yield store
    store.close()


def run(*args: object) -> str:
    result = CliRunner().invoke(command, [str(each) for each in args])
    return str(result.exception) if isinstance(result.exception, LabError) else result.output


def links_of(page: Path) -> set[str]:
    return set(re.findall(r'(?:href|src)="([^"]+)"', page.read_text(encoding="utf-8")))


def test_the_folder_has_a_site_a_board_and_pictures_and_every_link_leads_somewhere(
    folder: Path, tmp_path: Path
) -> None:
    run("--data", folder, "--event", synthetic_visits.EVENT, "--out", tmp_path)
    assert {"index.html", "board.html", "board.csv", "board.json", "pictures"} <= {p.name for p in tmp_path.iterdir()}
    for page in tmp_path.glob("*.html"):
        assert "<script" not in page.read_text(encoding="utf-8")
        assert "@font-face" in page.read_text(encoding="utf-8"), "read in the lab's typeface on any computer"
        for link in links_of(page):
            file, _, name = link.partition("#")
            if not link.startswith(("https:", "data:")):
                target = (tmp_path / file) if file else page
                assert target.is_file(), link
                assert not name or f'id="{name}"' in target.read_text(encoding="utf-8"), link


def cards_of(site: Path) -> list[dict[str, Any]]:
    """What a board tool takes in."""
    cards: list[dict[str, Any]] = json.loads((site / "board.json").read_text(encoding="utf-8"))["cards"]
    return cards


def test_every_point_of_both_standards_is_on_the_board(folder: Path, tmp_path: Path) -> None:
    run("--data", folder, "--out", tmp_path)
    with (tmp_path / "board.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [len(standard.points) for standard in standards()] == [14, 15]
    assert len(rows) == 29
    assert all(row["Summary"] for row in rows)
    (fifth,) = [row for row in rows if row["Summary"] == "5. Make sure everyone can use the service"]
    assert "What stood in people's way" in fifth["Evidence"]
    board = json.loads((tmp_path / "board.json").read_text(encoding="utf-8"))
    assert {card["idList"] for card in board["cards"]} == {each["id"] for each in board["lists"]}
    assert len(board["cards"]) == 29


def test_the_table_is_taken_in_by_trackers_as_it_is(records: Store, folder: Path, tmp_path: Path) -> None:
    """By the rules of Jira's, GitLab's and WeKan's own importers, which pass over every column but a few."""
    point = "gov-uk-service-standard-5"
    note = BoardMark("t", synthetic_visits.EVENT, point, MarkKind.NOTE, "Lead assessor", "Read this\n/close\n/label ~x")
    records.put_mark(note)
    run("--data", folder, "--event", synthetic_visits.EVENT, "--out", tmp_path)
    records.drop_mark("t")
    with (tmp_path / "board.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        assert row["Title"] == row["Summary"]
        assert len(row["Title"]) < 255
        assert not set(row["Labels"]) & set(" -"), "WeKan parts labels at spaces, and takes what follows - for a colour"
        assert all(line in row["Description"] for line in row["Evidence"].splitlines())
    (fifth,) = [row for row in rows if row["Notes"]]
    assert "Notes:\n- Lead assessor: Read this\n  /close\n  /label ~x" in fifth["Description"]
    assert not re.search(r"^/", "\n".join(row["Description"] for row in rows), re.MULTILINE), "GitLab would obey"


#: What Kanboard takes each cell of a row for, by its place (its `TaskImport::getColumnMapping`, August 2026).
KANBOARD = (
    *("reference", "title", "description", "assignee", "creator", "color", "column", "category", "swimlane"),
    *("score", "estimated", "spent", "started", "due", "priority", "closed"),
)


def as_kanboard_reads_it(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8-sig", newline="") as file:
        _, *rows = csv.reader(file)
    return [dict(zip(KANBOARD, row, strict=False)) for row in rows]


def assert_tasks(tasks: list[dict[str, str]], titles: list[str]) -> None:
    """Each open, with its title and no number or day that nobody gave it."""
    assert [task["title"] for task in tasks] == titles
    for number, task in enumerate(tasks, 1):
        assert task["reference"] in {str(number), task["title"].partition(".")[0]}
        assert not any(task.get(name, "")[:1].isdigit() for name in ("score", "estimated", "spent", "due", "priority"))
        assert task.get("closed", "")[:1] not in set("ty1")


def test_kanboard_takes_in_the_board_by_the_places_of_its_columns(folder: Path, tmp_path: Path) -> None:
    run("--data", folder, "--out", tmp_path)
    tasks = as_kanboard_reads_it(tmp_path / "board.csv")
    points = [point for standard in standards() for point in standard.points]
    assert_tasks(tasks, [f"{point.number}. {point.title}" for point in points])
    assert [task["description"].splitlines()[0] for task in tasks] == [point.ours for point in points]
    assert {task["column"] for task in tasks} == {"not looked at"}
    assert {task["swimlane"] for task in tasks} == {standard.title for standard in standards()}


def test_trackers_take_in_what_a_page_says_and_obey_none_of_it(tmp_path: Path) -> None:
    """Kanboard and Redmine were seen to fetch the picture, to list their macros and to call the administrator."""
    words = "{{toc}} [[Wiki]] ![a](http://x/a.png) @admin !http://x/b.png! `a` <b>3</b>"
    where = PagePlace("https://x.test/", "Page", f'<input title="{words}">')
    moment = MarkedMoment(where, datetime(2026, 11, 29, 12, tzinfo=UTC), "Claudia", (words, "@here"), PNG, PNG)
    note = "It is long. " * 40
    broken = AxeViolation("https://x.test/", "label", "The field has no label", "critical", (), ("#a",))
    blocked = BlockedRequest("https://x.test/", "It asked to print.", "It may not.")
    unclear = MeterFinding("https://x.test/", "Vague phrases", 2, ("12 details",))
    write_moments(PageFindings((moment, replace(moment, note=note)), (broken,), "", (blocked,), (unclear,)), tmp_path)
    tasks = as_kanboard_reads_it(tmp_path / "moments.csv")
    assert f"what: {note}" in tasks[1]["description"]
    titles = [tasks[1]["title"], "It asked to print. It may not.", "Vague phrases, 2 ×", "The field has no label"]
    assert_tasks(tasks, [f"moment: {where.html}", *titles])
    assert tasks[0]["started"] == f"{moment.at.astimezone():%Y-%m-%d %H:%M}"
    told = dict(line.split(": ", 1) for line in tasks[0]["description"].splitlines())
    said = "{ {toc}} [ [Wiki]] ! [a](http://x/a.png) @ admin ! http://x/b.png! 'a' <b>3</b>"
    assert told["element"] == f'`<input title="{said}">`'
    assert told["heard"] == f"`{said} | @ here`"


def test_the_board_has_all_that_importers_of_trellos_export_ask_for(folder: Path, tmp_path: Path) -> None:
    """As WeKan checks it before it takes anything in; Trello leaves out nothing that is empty."""
    run("--data", folder, "--out", tmp_path)
    board = json.loads((tmp_path / "board.json").read_text(encoding="utf-8"))
    assert board["prefs"] == {"background": "blue", "permissionLevel": "private"}
    assert (board["actions"], board["checklists"], board["members"]) == ([], [], [])
    assert not any(each["closed"] for each in (board, *board["lists"], *board["cards"]))
    known = {label["id"] for label in board["labels"]}
    for card in board["cards"]:
        assert len(card["idLabels"]) == 1
        assert known.issuperset(card["idLabels"])
        assert card["idMembers"] == []
        assert datetime.fromisoformat(card["dateLastActivity"]).tzinfo is not None


def test_what_was_written_stands_on_the_board_and_what_was_taken_off_does_not_come_back(
    records: Store, folder: Path, tmp_path: Path
) -> None:
    point = "gov-uk-service-standard-5"
    for name, kind, text in (
        ("a", MarkKind.STATE, "met in part"),
        ("b", MarkKind.RECOMMENDATION, "=1+1"),
        ("c", MarkKind.NOTE, "Taken off"),
        ("d", MarkKind.NOT_EVIDENCE, EvidencePart.BARRIERS.value),
        ("e", MarkKind.EVIDENCE, "Our own log"),
    ):
        records.put_mark(BoardMark(name, synthetic_visits.EVENT, point, kind, "Lead assessor", text))
    run("--data", folder, "--event", synthetic_visits.EVENT, "--out", tmp_path)
    assert "Lead assessor: Taken off" in (tmp_path / "board.html").read_text(encoding="utf-8")
    (card,) = [each for each in cards_of(tmp_path) if each["id"] == point]
    assert card["desc"].endswith("Notes:\n- Lead assessor: Taken off\n\nRecommendations:\n- Lead assessor: =1+1")
    assert "Evidence:\n- " in card["desc"]
    records.drop_mark("c")
    run("--data", folder, "--event", synthetic_visits.EVENT, "--out", tmp_path)
    with (tmp_path / "board.csv").open(encoding="utf-8-sig", newline="") as file:
        (fifth,) = [row for row in csv.DictReader(file) if row["Summary"].startswith("5. Make sure")]
    assert fifth["Status"] == "met in part"
    assert (fifth["Notes"], fifth["Recommendations"]) == ("", "Lead assessor: =1+1")
    assert "Our own log" in fifth["Evidence"]
    assert "What stood in people's way" not in fifth["Evidence"]
    for name in "abde":
        records.drop_mark(name)


def test_moments_come_with_their_pictures_and_a_note_leads_to_the_one_it_names(
    records: Store, folder: Path, tmp_path: Path
) -> None:
    point = "gov-uk-service-standard-5"
    note = BoardMark("n", synthetic_visits.EVENT, point, MarkKind.NOTE, "Lead assessor", "Mend moment 2 & look again")
    records.put_mark(note)
    marked = tmp_path / "marked"
    marked.mkdir()
    (marked / "moment-01.png").write_bytes(PNG)
    (marked / "not-a-picture.png").write_bytes(b"<svg onload=alert(1)>")
    rows = [("moment", "Button <b>", "moment-01.png"), ("moment", "Gone", "moment-02.png"), ("axe", "x", "")]
    rows += [("moment", "Elsewhere", "../../etc/passwd"), ("moment", "No picture", "not-a-picture.png")]
    lines = [f"{kind},{what},{picture}" for kind, what, picture in rows] + 200 * ["moment,One more,moment-01.png"]
    (marked / "moments.csv").write_text("\n".join(["kind,what,picture", *lines]), encoding="utf-8")
    run("--data", folder, "--out", tmp_path / "out", "--moments", marked)
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    board = (tmp_path / "out" / "board.html").read_text(encoding="utf-8")
    records.drop_mark("n")
    assert 'Mend <a href="index.html#moment-2">moment 2</a> &amp; look again' in board
    assert 'id="moment-2"' in page
    assert "Button &lt;b&gt;" in page
    assert page.count("There is no picture of it.") == 3
    assert len(list((tmp_path / "out" / "pictures").glob("marked-*.png"))) == 197


def test_what_the_page_cost_at_each_release_stands_side_by_side(folder: Path, tmp_path: Path) -> None:
    ways = [("keyboard", 5, 5.5, []), ("voice", 0, 9.9, ["name"])]
    files = []
    for release, more in (("may", 20), ("june", 0)):
        to = [
            {"way": way, "to": [{"target": "way on", "presses": n + more, "seconds": s + more}], "unreachable": missed}
            for way, n, s, missed in ways
        ]
        files.append(tmp_path / f"{release}.json")
        files[-1].write_text(json.dumps({"page": "p.html", "ways": to}), encoding="utf-8")
    (tmp_path / "june.png").write_bytes(PNG)
    (tmp_path / "may.png").write_bytes(b"no picture")
    run("--data", folder, "--out", tmp_path / "out", "--cost", files[0], "--cost", files[1])
    assert [path.name for path in (tmp_path / "out" / "pictures").glob("stops-*")] == ["stops-02.png"]
    page = " ".join((tmp_path / "out" / "index.html").read_text(encoding="utf-8").split())
    assert '<th scope="col">may</th><th scope="col">june</th>' in page
    assert '<th scope="row">Keyboard alone</th><td>25.5 s, 25 presses</td><td>5.5 s, 5 presses</td>' in page
    assert "<td>9.9 s; out of reach: name</td>" in page
    assert '<th scope="row">Reader, by browsing</th><td>out of reach</td><td>out of reach</td>' in page
    assert page.count('<img src="pictures/stops-02.png" alt="june: the page, its stops') == 1
    assert "index.html#costs" in (tmp_path / "out" / "board.html").read_text(encoding="utf-8")
    (tmp_path / "none.json").write_text("[]", encoding="utf-8")
    assert "holds no prices" in run("--data", folder, "--out", tmp_path / "out", "--cost", tmp_path / "none.json")
    assert "cannot be read" in run("--data", folder, "--out", tmp_path / "out", "--cost", tmp_path / "gone.json")


def test_releases_of_one_name_keep_each_its_own_picture(tmp_path: Path) -> None:
    for release in ("may", "june"):
        (tmp_path / release).mkdir()
        (tmp_path / release / "form.json").write_text(json.dumps({"page": "p.html", "ways": []}), encoding="utf-8")
        (tmp_path / release / "form.png").write_bytes(PNG)
    drawn = read_releases([tmp_path / "may" / "form.json", tmp_path / "june" / "form.json"])
    assert [each.stops for each in drawn] == [tmp_path / "may" / "form.png", tmp_path / "june" / "form.png"]
    assert len({each.file for each in drawn}) == 2


@pytest.mark.parametrize("seed", range(3))
def test_the_site_tells_no_number_that_the_reports_do_not_tell(tmp_path: Path, seed: int) -> None:
    source = MadeUpEvents({"one": visits(seed), "two": visits(seed + 50)}, 5)
    write_evidence(source, tmp_path, ("one", "two"), standards(), library_names())
    told = {name: numbers(tmp_path / name) for name in ("index.html", "report-1.html", "report-2.html")}
    assert told["index.html"] <= told["report-1.html"] | told["report-2.html"] | {"2.2"}


def numbers(page: Path) -> set[str]:
    text = re.sub(r"(?s)<(style|svg).*?</\1>", " ", page.read_text(encoding="utf-8"))
    return set(re.findall(r"\d[\d,.]*\d|\d", html.unescape(re.sub(r"<[^>]+>", " ", text))))


def test_no_visits_is_a_folder_that_says_so(tmp_path: Path) -> None:
    store = open_store(tmp_path / "records")
    store.begin_event(synthetic_visits.settings())
    store.close()
    run("--data", tmp_path / "records", "--out", tmp_path / "out", "--event", synthetic_visits.EVENT)
    assert "Results are not shown" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_what_is_not_there_is_one_sentence(folder: Path, tmp_path: Path) -> None:
    assert "There is no event named 'Nought'" in run("--data", folder, "--out", tmp_path, "--event", "Nought")
    assert "There are no moments in" in run("--data", folder, "--out", tmp_path, "--moments", tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("change", "told"),
    [("number = 2", "number 1 stands there twice"), ('title = "Two"', "points.1.title"), ("", "")],
)
def test_a_standard_with_faults_is_told_with_its_file(tmp_path: Path, change: str, told: str) -> None:
    point = '[[points]]\nnumber = 1\ntitle = "One"\nours = "Ours"\n'
    second = point.replace("number = 1", "number = 2").replace('"One"', '"Two"')
    text = f'format = 1\nid = "mine"\ntitle = "Mine"\nsource = "Here"\n{point}{second}'
    wrong = {"number = 2": "number = 1", 'title = "Two"': "title = 2"}.get(change, "")
    (tmp_path / "mine.toml").write_text(text.replace(change, wrong) if change else text, encoding="utf-8")
    if not told:
        assert len(standards(tmp_path)[0].points) == 2
        return
    with pytest.raises((FileFaults, InputError), match=told):
        standards(tmp_path)
