"""How many visits go to the server at once, and what counts as sent."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from empathylab.bench import synthetic_visits
from empathylab.domain.records import ActionRecord, ReviewState
from empathylab.storage import open_store, outbox
from empathylab.storage.sync import BATCH_S, FIRST_BATCH, LARGEST_BATCH, SMALLEST_BATCH, next_batch


def test_a_quick_server_gets_more_at_once_and_a_slow_line_less() -> None:
    assert next_batch(FIRST_BATCH, 0.1) == 2 * FIRST_BATCH
    for took_s in (0.6 * BATCH_S, BATCH_S, 1.9 * BATCH_S):
        assert next_batch(FIRST_BATCH, took_s) == FIRST_BATCH
    assert next_batch(FIRST_BATCH, 3 * BATCH_S) == FIRST_BATCH // 2


@pytest.mark.parametrize("took_s", [0.0, 1_000.0])
def test_a_batch_stays_within_its_limits(took_s: float) -> None:
    size = FIRST_BATCH
    for _ in range(20):
        size = next_batch(size, took_s)
    assert size == (LARGEST_BATCH if took_s == 0.0 else SMALLEST_BATCH)


def test_what_changes_while_it_is_being_sent_waits_for_the_next_sync(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.begin_event(synthetic_visits.settings())
    store.put_action(ActionRecord("a1", synthetic_visits.EVENT, "Label every field"))
    sent = store.outbox_batch(10)
    store.put_action(ActionRecord("a1", synthetic_visits.EVENT, "Label every field", is_done=True))
    store.tick_off([item.number for item in sent])
    assert store.waiting_to_send() == 1
    store.close()


def test_words_go_first_and_in_no_order_that_tells_of_their_visits(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.begin_event(synthetic_visits.settings())
    for _ in synthetic_visits.visits(store, 4, facts=20):
        pass
    written = [comment.id for comment in store.comments()]
    for comment in written:
        store.review(comment, ReviewState.RELEASED)
    waiting = store.outbox_batch(100)
    words = [item for item in waiting if item.kind == "comment"]
    assert len(words) > 1
    assert waiting[: len(words)] == words
    assert max(item.number for item in words) < 0
    steps = {later.number - earlier.number for earlier, later in pairwise(words)}
    assert steps != {1}
    store.close()


def test_what_was_deleted_before_it_was_sent_waits_as_a_deletion_alone(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.begin_event(synthetic_visits.settings())
    store.put_action(ActionRecord("a1", synthetic_visits.EVENT, "Label every field"))
    store.drop_action("a1")
    assert [(item.kind, item.item_id) for item in store.outbox_batch(10)] == [("tombstone", "a1")]
    store.close()


def test_a_deletion_waits_also_where_the_same_comes_from_another_laptop(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.begin_event(synthetic_visits.settings())
    for item_id in ("a1", "a2"):
        store.put_action(ActionRecord(item_id, synthetic_visits.EVENT, "Label every field"))
    store.drop_action("a1")
    store.write(lambda connection: outbox.drop(connection, ["a1", "a2"]))
    assert [(item.kind, item.item_id) for item in store.outbox_batch(10)] == [("tombstone", "a1")]
    store.close()
