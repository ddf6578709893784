"""Two visits of one person are paired by three words, of which a salted hash is kept and nothing else."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from empathylab.bench import synthetic_visits
from empathylab.domain.pairing import LastingCount
from empathylab.domain.session import Answer, Ending, Mode
from empathylab.domain.summary import Scale
from empathylab.reports.assemble import assemble
from empathylab.reports.names import library_names
from empathylab.storage import Store, open_store
from empathylab.storage.bundles import write_bundle
from empathylab.storage.importing import import_records

EVENT = synthetic_visits.EVENT
WORDS = ("acorn", "pebble", "lighthouse")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "here")
    yield opened
    opened.close()


def visit(
    store: Store,
    chance: random.Random,
    now: int,
    words: tuple[str, ...] | None = None,
    then: int = 3,
    mode: Mode = Mode.SIMULATION,
) -> str:
    session_id = synthetic_visits.begin(store, chance, mode=mode)
    for question, number in {"confidence-then": then, "confidence-now": now}.items():
        store.answer(Answer(session_id, question, None, number))
    if words is not None:
        store.pair(session_id, store.pairing_of(EVENT, words))
    store.end_session(session_id, Ending.FINISHED)
    store.commit()
    return session_id


def follow_up(store: Store, chance: random.Random, later: int, words: tuple[str, ...]) -> str:
    session_id = synthetic_visits.begin(store, chance, mode=Mode.FOLLOW_UP)
    store.answer(Answer(session_id, "confidence-now", None, later))
    store.pair(session_id, store.pairing_again(EVENT, words))
    store.end_session(session_id, Ending.FINISHED)
    store.commit()
    return session_id


def values(counts: tuple[LastingCount, ...]) -> list[tuple[Scale, int, int, int]]:
    return [(each.scale, each.now, each.later, each.people) for each in counts]


def test_who_comes_back_with_the_words_in_any_order_is_paired(store: Store) -> None:
    chance = random.Random(1)
    visit(store, chance, 6, WORDS)
    visit(store, chance, 5)
    follow_up(store, chance, 4, tuple(reversed(WORDS)))
    assert values(store.lasting(EVENT)) == [(Scale.CONFIDENCE, 6, 4, 1)]
    assert store.counts(EVENT).people == 2


@pytest.mark.parametrize("mode", [Mode.AUDIT, Mode.TALK])
def test_what_stayed_of_a_simulation_is_told_of_nobody_who_wore_nothing(store: Store, mode: Mode) -> None:
    chance = random.Random(1)
    visit(store, chance, 6, WORDS, mode=mode)
    follow_up(store, chance, 4, WORDS)
    assert store.lasting(EVENT) == ()


def test_words_that_nobody_has_pair_with_nobody(store: Store) -> None:
    chance = random.Random(1)
    visit(store, chance, 6, WORDS)
    follow_up(store, chance, 4, ("anchor", "apple", "apron"))
    assert store.lasting(EVENT) == ()


def test_of_two_visits_with_the_same_words_neither_is_paired(store: Store) -> None:
    chance = random.Random(1)
    for now in (6, 5):
        visit(store, chance, now, WORDS)
    follow_up(store, chance, 4, WORDS)
    assert store.lasting(EVENT) == ()


def test_each_event_tells_of_its_own_visitors(store: Store) -> None:
    chance = random.Random(1)
    visit(store, chance, 6, WORDS)
    follow_up(store, chance, 4, WORDS)
    assert store.lasting("Another") == ()
    assert values(store.lasting(None)) == values(store.lasting(EVENT)) == [(Scale.CONFIDENCE, 6, 4, 1)]


def test_who_comes_back_twice_counts_once(store: Store) -> None:
    chance = random.Random(1)
    visit(store, chance, 6, WORDS)
    for later in (4, 2):
        follow_up(store, chance, later, WORDS)
    assert sum(each.people for each in store.lasting(EVENT)) == 1


def test_a_deleted_visit_stays_unpaired(store: Store) -> None:
    chance = random.Random(1)
    session_id = synthetic_visits.begin(store, chance)
    store.pair(session_id, store.pairing_of(EVENT, WORDS))
    store.commit()
    store.forget_session(session_id)
    store.commit()
    follow_up(store, chance, 4, WORDS)
    assert store.lasting(EVENT) == ()


def test_nothing_of_the_words_is_in_any_file_and_two_events_have_other_salts(store: Store, tmp_path: Path) -> None:
    chance = random.Random(1)
    visit(store, chance, 6, WORDS)
    assert store.pairing_of(EVENT, WORDS) == store.pairing_of(EVENT, WORDS)
    assert store.pairing_of(EVENT, tuple(f" {word.title()}" for word in WORDS)) == store.pairing_of(EVENT, WORDS)
    assert store.pairing_of("Another", WORDS).digest != store.pairing_of(EVENT, WORDS).digest
    for path in (tmp_path / "here").iterdir():
        if path.is_file():
            assert not any(word.encode() in path.read_bytes() for word in WORDS), path


def test_pairs_travel_in_bundles_and_are_purged_with_their_event(store: Store, tmp_path: Path) -> None:
    chance = random.Random(1)
    visit(store, chance, 6, WORDS)
    write_bundle(store, tmp_path / "a.labrecords", "here", [EVENT])
    there = open_store(tmp_path / "there")
    import_records(there, tmp_path / "a.labrecords")
    follow_up(there, random.Random(2), 4, WORDS)
    assert values(there.lasting(EVENT)) == [(Scale.CONFIDENCE, 6, 4, 1)]
    there.purge(EVENT)
    with there.snapshot() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM pairings").scalar_one() == 0
    there.close()


def words_for(number: int) -> tuple[str, ...]:
    return ("acorn", "pebble", f"word{number}")


@pytest.mark.parametrize(("came", "back", "is_told"), [(12, 8, True), (12, 4, False), (12, 11, False), (13, 10, False)])
def test_the_report_tells_what_stayed_where_enough_came_back_and_it_is_open_how_many_did_not(
    store: Store, came: int, back: int, is_told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "visits_digest", lambda _event=None: "")  # no number is lower by a lot
    chance = random.Random(1)
    for number in range(came):
        visit(store, chance, 6, words_for(number))
    for number in range(back):
        follow_up(store, chance, 5, words_for(number))
    sections = {section.id: section for section in assemble(store, EVENT, library_names()).sections}
    assert ("lasting" in sections) is is_told
    if is_told:
        row = sections["lasting"].tables[0].rows[0]
        assert row[1:5] == ("at least 5", "not shown", "not shown", "at least 5")
