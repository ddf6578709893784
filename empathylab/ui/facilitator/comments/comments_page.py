"""The page where one comment after the other is read, freed of names, and released or held back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPlainTextEdit

from empathylab.domain.errors import LabError
from empathylab.domain.records import CommentRecord, ReviewState
from empathylab.files.questions import load_questions
from empathylab.ui.facilitator.comments.comment_table import STATE_WORDS
from empathylab.ui.facilitator.controls.choice import Choice
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.event_choice import OneEventChoice, OneEventPage
from empathylab.ui.facilitator.controls.form_controls import beside, field, flow, put, say, switch
from empathylab.ui.facilitator.controls.privacy_hints import PrivacyQuestion, telling_parts, telling_words
from empathylab.ui.kit import theme
from empathylab.ui.kit.announcing import announce
from empathylab.ui.kit.widgets import Card, button, text

BLACK = "▇▇▇"


class CommentsPage(OneEventPage):
    """One comment at a time."""

    def __init__(self, desk: Desk, go: Callable[[str], object]) -> None:
        super().__init__("Comments")
        self._desk = desk
        self._comments: list[CommentRecord] = []
        self._at = 0
        self._asked = PrivacyQuestion()
        #: What was changed in a wording and is not decided on yet, by the comment's id.
        self._begun: dict[str, str] = {}
        self._questions = load_questions()
        self.lab_event = OneEventChoice(desk)
        self.state = Choice("Show", list(STATE_WORDS.items()), ReviewState.WAITING)
        self.place = text("", "quiet")
        self.original = text("", "body")
        self.hint = text("", "bad")
        self.wording = QPlainTextEdit()
        self.wording.setTabChangesFocus(True)
        self.wording.setFixedHeight(theme.current().px(104))
        self._build(go)
        self.wording.textChanged.connect(self._keep_begun)
        self.watch_edits(lambda: dict(self._begun))
        self.state.changed.connect(self.load)
        self.lab_event.currentIndexChanged.connect(self._from_the_first)
        desk.records_changed.connect(self._came_in)

    def _build(self, go: Callable[[str], object]) -> None:
        self.body.addLayout(beside(field("Event", self.lab_event), self.state))
        # Above the card, so that they stay where they are however long a comment is.
        self.steps = flow(
            button("Previous", lambda: self.step(-1), "small"), button("Next", lambda: self.step(1), "small")
        )
        self.body.addLayout(beside(self.place, self.steps, weights=(1, 0)))
        self.card = Card(text("As it was written", "subtitle"), self.original, self.hint)
        hint = "Take out names and places. Select words, then Black out."
        self.card.box.addLayout(field("Wording that may leave the lab", self.wording, hint))
        self.card.box.addWidget(flow(button("Black out", self.black_out, "small")))
        self.body.addWidget(self.card)
        self.body.addWidget(self.said)
        self.body.addStretch(1)
        self.release_button = button("Release", self.release, "main")
        self.hold_button = button("Hold back", self.hold_back)
        self.add_action(self.release_button)
        self.add_action(self.hold_button)
        self.add_action(button("As a list", lambda: go("comment-list")))
        self.add_action(button("Sort into themes", lambda: go("board")))
        self.add_action(button("What we will do", lambda: go("promises")))

    @property
    def comment(self) -> CommentRecord | None:
        """The one on the screen."""
        return self._comments[self._at] if self._comments else None

    def load(self) -> None:
        """Read the comments of the chosen event in the chosen state."""
        state = ReviewState(str(self.state.value))
        try:
            self._comments = list(self._desk.records.comments(self.lab_event.event_name, state))
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        self._at = min(self._at, max(0, len(self._comments) - 1))
        self._show()

    def _from_the_first(self) -> None:
        self._at = 0
        say(self.said, "")
        self.load()

    def _came_in(self) -> None:
        """New comments never replace the one being worked on."""
        if self.isVisible() and not self._comments:
            self.load()

    def step(self, by: int) -> None:
        """To the next comment or the one before, round the ends."""
        if self._comments:
            self._at = (self._at + by) % len(self._comments)
            self._asked.forget()
            say(self.said, "")
            self._show()
            announce(self.place, self._heard())

    def _show(self) -> None:
        comment = self.comment
        self.card.setVisible(comment is not None)
        self.steps.setVisible(len(self._comments) > 1)
        for control in (self.release_button, self.hold_button):
            switch(control, is_on=comment is not None)
        if comment is None:
            put(self.place, self._none_here())
            return
        question = self._questions.find(comment.question)
        asked = f" Asked: {question.text}" if question else ""
        put(self.place, f"Comment {self._at + 1} of {len(self._comments)}.{asked}")
        put(self.original, comment.text)
        put(self.hint, telling_words(telling_parts(comment.text)))
        self.wording.setPlainText(self._begun.get(comment.id, comment.public_text))

    def _keep_begun(self) -> None:
        """A wording is found again as it was left, by whatever way."""
        comment = self.comment
        if comment is None:
            return
        self._begun.pop(comment.id, None)
        if self.wording.toPlainText() != comment.public_text:
            self._begun[comment.id] = self.wording.toPlainText()

    def _heard(self) -> str:
        """What is new on the screen, for whoever does not see it: the next comment must not be released unheard."""
        lines = (self.place, self.original, self.hint) if self.comment else (self.place,)
        return " ".join(line.accessibleName() for line in lines if line.text())

    def _none_here(self) -> str:
        event = self.lab_event.event_name
        is_waiting = self.state.value is ReviewState.WAITING
        return f"No comment of “{event}” waits." if is_waiting else f"There are none of “{event}”."

    def black_out(self) -> None:
        """Replace the selected words, or the parts that were named when nothing is selected."""
        cursor = self.wording.textCursor()
        if cursor.hasSelection():
            cursor.insertText(BLACK)
            say(self.said, "Blacked out.")
            return
        words = self.wording.toPlainText()
        parts = telling_parts(words)
        for part in parts:
            words = words.replace(part, BLACK)
        self.wording.setPlainText(words)
        say(self.said, f"Blacked out: {', '.join(parts)}." if parts else "Select words first.")

    def release(self) -> None:
        """Let the wording leave the lab."""
        self._decide(ReviewState.RELEASED, "Released. It is part of exports now.")

    def hold_back(self) -> None:
        """Keep the comment out of everything that leaves the lab."""
        self._decide(ReviewState.WITHHELD, "Held back. It stays out of exports.")

    def _is_sure(self, wording: str) -> bool:
        """Whoever releases one after the other may have looked past a name."""
        doubt = self._asked.doubt(wording, telling_parts(wording), "Black it out, or press Release again.")
        if doubt:
            say(self.said, doubt, "bad")
        return not doubt

    def _decide(self, state: ReviewState, words: str) -> None:
        comment = self.comment
        if comment is None:
            say(self.said, self._none_here(), "quiet")
            return
        wording = self.wording.toPlainText().strip()
        redacted = wording if wording != comment.text else ""
        if state is ReviewState.RELEASED and not wording:
            say(self.said, "Nothing would be left of this comment. Hold it back instead.", "bad")
            return
        if state is ReviewState.RELEASED and not self._is_sure(wording):
            return
        try:
            self._desk.records.review(comment.id, state, redacted, comment.theme, comment.tags)
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        self._begun.pop(comment.id, None)
        self.load()
        self.settle()
        say(self.said, words, then=self._heard())
