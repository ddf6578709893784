"""Of two states of one comment or promise the newer one stays at the server, whichever is sent last."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Connection, create_engine, insert, select
from sqlalchemy.pool import NullPool

from empathylab.domain.joined import JoinReport
from empathylab.domain.records import ReviewState
from empathylab.storage import decisions, facilitator_writes, parcels
from empathylab.storage.revisions import RevisionRelation, merged, order
from empathylab.storage.schema import actions, comments, events, metadata

OLD, NEW, OTHER = ('["a"]', '["a", "b"]', '["a", "c"]')
_COMMENT = {"event": "Day", "station": "one", "question": "q", "redacted_text": "", "theme": "", "tags": "[]"}
_ACTION = {"event": "Day", "owner": "Ann", "due_on": None, "is_done": False}


def database() -> Connection:
    connection = create_engine("sqlite://", poolclass=NullPool).connect()
    metadata.create_all(connection)
    day = {"held_on": date(2026, 1, 1), "keep_until": date(2027, 1, 1), "k": 5, "language": "en"}
    connection.execute(insert(events).values(name="Day", stations="[]", ethics="[]", **day))
    return connection


@pytest.fixture
def server() -> Iterator[Connection]:
    """The rules are the same with SQLite in the server's place."""
    with database() as connection:
        yield connection


def send_comment(server: Connection, history: str, text: str, state: str = "released") -> JoinReport:
    """A station sends its one comment, as it stands there."""
    with database() as station:
        row = {"id": "1", "history": history, "text": text, "state": state, **_COMMENT}
        station.execute(insert(comments).values(row))
        return sent(server, parcels.of_items(station, {"comment": ["1"]}))


def sent(server: Connection, parcel: parcels.Parcel) -> JoinReport:
    return decisions.counted(JoinReport(), decisions.join(server, parcel, is_public=True))


def send_action(server: Connection, history: str, text: str) -> JoinReport:
    with database() as station:
        station.execute(insert(actions).values(id="1", history=history, text=text, **_ACTION))
        return sent(server, parcels.of_items(station, {"action": ["1"]}))


def test_an_older_state_of_a_comment_changes_nothing(server: Connection) -> None:
    assert send_comment(server, NEW, "as reviewed").comments == 1
    assert send_comment(server, OLD, "as it was before").already_there == 1
    assert server.execute(select(comments.c.text, comments.c.history)).one() == ("as reviewed", NEW)


def test_a_newer_state_of_a_comment_takes_the_place_of_the_older(server: Connection) -> None:
    send_comment(server, OLD, "as it was before")
    assert send_comment(server, NEW, "", "withheld").comments == 1
    assert server.execute(select(comments.c.text, comments.c.state)).one() == ("", "withheld")


@pytest.mark.parametrize(("state", "after"), [("released", "waiting"), ("withheld", "withheld")])
def test_words_that_two_copies_decided_on_leave_the_server(server: Connection, state: str, after: str) -> None:
    send_comment(server, NEW, "as reviewed")
    assert send_comment(server, OTHER, "as reviewed elsewhere", state).contested == 1
    text, now, history = server.execute(select(comments.c.text, comments.c.state, comments.c.history)).one()
    assert (text, now) == ("", after)
    assert json.loads(history) == ["a", "b", "c"]


def test_an_older_state_of_a_promise_changes_nothing_and_a_newer_one_stays(server: Connection) -> None:
    send_action(server, OLD, "Ask for a label")
    send_action(server, NEW, "Write the label")
    assert send_action(server, OLD, "Ask for a label").already_there == 1
    assert server.execute(select(actions.c.text)).scalars().all() == ["Write the label"]


@pytest.mark.parametrize(
    ("sent", "there", "is_"),
    [
        (NEW, OLD, RevisionRelation.NEWER),
        (OLD, NEW, RevisionRelation.KNOWN),
        (NEW, NEW, RevisionRelation.KNOWN),
        (NEW, OTHER, RevisionRelation.CONTESTED),
    ],
)
def test_a_state_is_newer_when_it_knows_all_that_the_other_knows(sent: str, there: str, is_: RevisionRelation) -> None:
    assert order(sent, there) is is_


def test_what_knows_both_knows_each_once() -> None:
    assert json.loads(merged(NEW, OTHER)) == ["a", "c", "b"]


@pytest.mark.parametrize(
    ("question", "state", "kept"),
    [
        ("what-hurt", ReviewState.WAITING, "what-hurt"),
        ("what-hurt", ReviewState.RELEASED, ""),
        ("what-hurt", ReviewState.WITHHELD, ""),
        ("one-thing", ReviewState.RELEASED, "one-thing"),
    ],
)
def test_a_question_that_only_some_were_asked_is_kept_until_somebody_has_decided(
    question: str, state: ReviewState, kept: str
) -> None:
    with database() as station:
        row = {"id": "1", "history": "[]", "text": "Words", "state": "waiting", **_COMMENT, "question": question}
        station.execute(insert(comments).values(row))
        facilitator_writes.review(station, "1", {"state": state.value})
        assert station.execute(select(comments.c.question)).scalar_one() == kept
