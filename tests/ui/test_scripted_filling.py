"""A scripted participant at a computer so slow that between two pages there is none."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from empathylab.demo.form_filler import FormFiller
from empathylab.demo.page_probe import FocusSeen
from empathylab.domain.session import RunKind
from empathylab.files.library import load_library
from support.participant_screens import plan_for


def test_between_two_pages_the_form_is_neither_sent_nor_given_up(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, filled = iter(["proof", "", "", "reply", "check", "", "done"]), list[str]()
    eyes: Any = SimpleNamespace(look=lambda: FocusSeen(page=next(shown)))
    hands: Any = None
    monkeypatch.setattr(FormFiller, "_fill_page", lambda _filler, page: filled.append(page))
    plan = plan_for(load_library(), "ron")
    pages = {"pages": ("proof", "reply", "check", "done")}
    plan = SimpleNamespace(form=plan.form.model_copy(update=pages), conditions=plan.conditions)  # type: ignore[assignment]
    filler = FormFiller(hands, eyes, plan, RunKind.BARRIER, lambda: False, lambda: False, lambda: "", hands)
    assert filler.fill()
    assert filled == ["proof", "reply", "check"]
