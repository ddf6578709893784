"""Visits say whether a host with lived experience was there; events keep the roles, and no names."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from empathylab.bench import synthetic_visits
from empathylab.domain.roles import Host, HostThere, Roles
from empathylab.files.setup import LiveSetUp
from empathylab.reports.assemble import assemble
from empathylab.reports.model import Section
from empathylab.reports.names import library_names
from empathylab.session.current_event import CurrentEvent
from empathylab.storage import Store, open_store
from empathylab.storage.sqlite import DATABASE_NAME

EVENT = synthetic_visits.EVENT
ROLES = Roles(Host.PAID, has_apprentice=True)


def with_hosts(folder: Path, there: dict[HostThere, int]) -> Store:
    store, chance = open_store(folder), random.Random(1)
    store.begin_event(replace(synthetic_visits.settings(), roles=ROLES))
    for host, visits in there.items():
        for _ in range(visits):
            synthetic_visits.visit(store, chance, facts=20, host=host)
    store.commit()
    return store


def told_of_hosts(store: Store) -> Section | None:
    sections = assemble(store, EVENT, library_names()).sections
    return next((section for section in sections if section.id == "hosts"), None)


def test_visits_with_a_host_and_without_are_parts_of_their_own(tmp_path: Path) -> None:
    store = with_hosts(tmp_path, {HostThere.YES: 3, HostThere.NO: 2})
    assert {part.host: part.counts.people for part in store.parts(EVENT)} == {HostThere.YES: 3, HostThere.NO: 2}
    assert sorted(run.host.value for run in store.runs()) == ["no"] * 4 + ["yes"] * 6
    assert store.events()[0].roles == ROLES
    store.close()


def test_the_report_sets_them_side_by_side_where_both_are_enough(tmp_path: Path) -> None:
    store = with_hosts(tmp_path, {HostThere.YES: 12, HostThere.NO: 12})
    section = told_of_hosts(store)
    assert section is not None
    assert {row[1] for row in section.tables[0].rows} == {"There", "Not there"}
    store.close()


def test_few_visits_without_a_host_are_not_compared(tmp_path: Path) -> None:
    store = with_hosts(tmp_path, {HostThere.YES: 12, HostThere.NO: 3})
    section = told_of_hosts(store)
    assert section is not None
    assert section.tables == ()
    assert "Too few" in section.sentences[0]
    store.close()


def test_an_event_without_a_host_says_nothing_of_hosts(tmp_path: Path) -> None:
    store = with_hosts(tmp_path, {HostThere.NO: 12})
    store.begin_event(synthetic_visits.settings())
    assert told_of_hosts(store) is None
    event = CurrentEvent(store, LiveSetUp(tmp_path), EVENT, report=print)
    assert event.host(is_away=False) is HostThere.NO
    store.close()


def test_a_host_who_steps_away_is_not_there(tmp_path: Path) -> None:
    store = with_hosts(tmp_path, {HostThere.YES: 1})
    event = CurrentEvent(store, LiveSetUp(tmp_path), EVENT, report=print)
    assert event.host(is_away=False) is HostThere.YES
    assert event.host(is_away=True) is HostThere.NO
    store.close()


def test_damaged_roles_cost_no_event(tmp_path: Path) -> None:
    with_hosts(tmp_path, {HostThere.YES: 1}).close()
    with closing(sqlite3.connect(tmp_path / DATABASE_NAME)) as records, records:
        records.execute("UPDATE events SET roles = '[1'")
    store = open_store(tmp_path)
    assert store.events()[0].roles == Roles()
    store.close()
