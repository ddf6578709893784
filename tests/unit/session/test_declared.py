"""What a page of a team's own names is recorded only where its file has that name: nothing typed can pass for an id."""

from __future__ import annotations

import pytest

from empathylab.domain.event_log import InteractionEvent
from empathylab.domain.events import BarrierMet, FieldFocused, FieldLeft, PageShown, SubmitTried
from empathylab.files.library import load_library
from empathylab.session.declared import as_declared, declared_ids

IDS = declared_ids(load_library().form("missed-bin"))


@pytest.mark.parametrize(
    "event",
    [FieldFocused("full-name", True), FieldLeft("address"), PageShown("check"), BarrierMet("no-name"), SubmitTried()],
)
def test_what_the_file_declares_is_kept(event: InteractionEvent) -> None:
    assert as_declared(event, IDS) == event


@pytest.mark.parametrize(
    ("event", "kept"),
    [
        (FieldFocused("CANARY", True), FieldFocused("", True)),
        (FieldLeft("CANARY"), FieldLeft("")),
        (PageShown("CANARY"), PageShown()),
        (BarrierMet("CANARY"), None),
    ],
)
def test_what_a_page_makes_up_is_not(event: InteractionEvent, kept: InteractionEvent | None) -> None:
    assert as_declared(event, IDS) == kept
