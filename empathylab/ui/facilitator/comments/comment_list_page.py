"""All comments of an event as a list: searched, filtered, decided on with one key each, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from empathylab.domain.errors import LabError
from empathylab.domain.records import CommentRecord, ReviewState
from empathylab.ui.facilitator.comments.comment_filter import CommentFilter, HintFilter, without_telling
from empathylab.ui.facilitator.comments.comment_table import STATE_WORDS, CommentTable
from empathylab.ui.facilitator.controls.choice import Choice
from empathylab.ui.facilitator.controls.confirm import ConfirmButton
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.event_choice import OneEventChoice, OneEventPage
from empathylab.ui.facilitator.controls.form_controls import beside, field, put, say, switch
from empathylab.ui.facilitator.controls.privacy_hints import PrivacyQuestion, telling_parts
from empathylab.ui.kit.text_field import TextField
from empathylab.ui.kit.widgets import button, text

_STATES = ((ReviewState.WAITING.value, "To review"), ("", "All"))
_POINTED = ((HintFilter.ALL, "All"), (HintFilter.NOTHING, "Nothing"), (HintFilter.SOMETHING, "Something"))
_DONE = {ReviewState.RELEASED: "released", ReviewState.WITHHELD: "held back"}


class CommentListPage(OneEventPage):
    """What is decided here is written at once; Undo takes back the last decision, also one about many."""

    def __init__(self, desk: Desk, *, on_back: Callable[[], object] | None = None) -> None:
        super().__init__("Comments as a list", on_back=on_back)
        self._desk = desk
        self._all: list[CommentRecord] = []
        self._before: list[CommentRecord] = []
        self._asked = PrivacyQuestion()
        self.lab_event = OneEventChoice(desk)
        self.state = Choice("Show", list(_STATES), ReviewState.WAITING.value)
        self.pointed = Choice("Pointed out", list(_POINTED), HintFilter.ALL)
        self.search = TextField()
        self.place = text("", "quiet")
        self.table = self.first = CommentTable()
        self.whole = text("", "body")
        self._build()
        self.lab_event.currentIndexChanged.connect(self._another_event)
        for changed in (self.state.changed, self.pointed.changed, self.search.textChanged):
            changed.connect(self._sift)
        self.table.asked.connect(self.decide)
        self.table.undo_asked.connect(self.undo)
        self.table.moved.connect(self._show_whole)

    def _build(self) -> None:
        self.body.addLayout(beside(field("Event", self.lab_event), field("Search", self.search)))
        self.body.addLayout(beside(self.state, self.pointed))
        self.body.addLayout(beside(self.place, self.said))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.whole)
        self.deciding = (
            button("Release", lambda: self.decide(ReviewState.RELEASED), "main"),
            button("Hold back", lambda: self.decide(ReviewState.WITHHELD)),
        )
        for each in self.deciding:
            self.add_action(each)
        self.release_all = ConfirmButton("Release all with nothing pointed out", self.release_quiet, kind="plain")
        self.undo_button = button("Undo", self.undo)
        self.add_action(self.release_all)
        self.add_action(self.undo_button)

    def load(self) -> None:
        """Read the chosen event's comments."""
        try:
            self._all = list(self._desk.records.comments(self.lab_event.event_name))
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        self._sift()

    def _another_event(self) -> None:
        self._before = []
        say(self.said, "")
        self.load()

    def _sift(self, *_changed: object) -> None:
        state = ReviewState(str(self.state.value)) if self.state.value else None
        sieve = CommentFilter(state, self.search.text(), HintFilter(str(self.pointed.value)))
        self.table.show_comments(sieve.filtered(self._all))
        shown = len(self.table.comments)
        self._show_whole()
        put(self.place, f"{shown} of {len(self._all)} shown; {self._waiting()} to review. R releases, H holds back.")
        self.release_all.setEnabled(bool(self._quiet()))
        self.undo_button.setEnabled(bool(self._before))

    def _waiting(self) -> int:
        return sum(comment.state is ReviewState.WAITING for comment in self._all)

    def _show_whole(self) -> None:
        comment = self.table.comment
        put(self.whole, comment.public_text if comment else "")
        for each in self.deciding:
            switch(each, is_on=comment is not None)

    def _quiet(self) -> list[CommentRecord]:
        """Of those in the table, the ones that wait and in which nothing is pointed out."""
        return [each for each in without_telling(self.table.comments) if each.state is ReviewState.WAITING]

    def decide(self, state: ReviewState) -> None:
        """About the one in hand. Where something is pointed out a release is asked about once."""
        comment = self.table.comment
        if comment is None:
            return
        parts = telling_parts(comment.public_text) if state is ReviewState.RELEASED else []
        doubt = self._asked.doubt(comment.id, parts, "Black it out one by one, or press R again.")
        if doubt:
            say(self.said, doubt, "bad")
        else:
            self._write([replace(comment, state=state)], f"One comment {_DONE[state]}.")

    def release_quiet(self) -> None:
        """All that are shown and wait, and in which nothing is pointed out."""
        quiet = self._quiet()
        words = "One comment released." if len(quiet) == 1 else f"{len(quiet)} comments released."
        self._write([replace(each, state=ReviewState.RELEASED) for each in quiet], words)

    def undo(self) -> None:
        """As it was before the last decision."""
        before, self._before = self._before, []
        if before:
            self._write(before, f"Taken back: {STATE_WORDS[before[0].state].lower()} as before.", is_undoing=True)

    def _write(self, comments: Sequence[CommentRecord], words: str, *, is_undoing: bool = False) -> None:
        ids = {comment.id for comment in comments}
        before = [comment for comment in self._all if comment.id in ids]
        try:
            self._desk.records.review_all(comments)
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        self._before = [] if is_undoing else before
        self._asked.forget()
        # A button that is switched off would hand the keyboard on, out of the page.
        self.table.setFocus()
        self.load()
        say(self.said, f"{words} {self._waiting()} to review.")
