"""The board: released comments in columns, sorted by dragging or with the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt

from empathylab.domain.errors import LabError
from empathylab.domain.records import FIRST_THEMES, CommentRecord, ReviewState
from empathylab.ui.facilitator.comments.board_parts import (
    MOST_CARDS,
    BoardColumn,
    CommentCard,
    PromisesColumn,
    column_title,
)
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.event_choice import OneEventChoice, OneEventPage
from empathylab.ui.facilitator.controls.form_controls import say
from empathylab.ui.kit import theme
from empathylab.ui.kit.flow import Flow
from empathylab.ui.kit.text_field import TextField
from empathylab.ui.kit.widgets import button, text

UNSORTED = ""
_LONGEST_THEME = 40
_BETWEEN_PX, _SCROLL_BAR_PX = 14, 18


class BoardPage(OneEventPage):
    """Columns for what goes well, what does not, ideas, and themes of one's own."""

    def __init__(self, desk: Desk, *, on_back: Callable[[], object] | None = None) -> None:
        lead = "Drag a comment to a column. Or go to it with the arrow keys, then press Ctrl and an arrow."
        super().__init__("Themes", lead, on_back=on_back)
        self._desk = desk
        self.columns: list[BoardColumn] = []
        self.promises = PromisesColumn((), 0)
        self._comments: dict[str, CommentRecord] = {}
        self.lab_event = OneEventChoice(desk)
        self.lab_event.currentIndexChanged.connect(self.another_event)
        self.body.addLayout(self.lab_event.in_one_line())
        self._holder = Flow(space=_BETWEEN_PX, is_at_top=True)
        self.body.addWidget(self._holder)
        self.body.addStretch(1)
        self.new_theme = TextField()
        self.new_theme.setAccessibleName("Name of a theme of your own")
        self.new_theme.setMaxLength(_LONGEST_THEME)
        self.new_theme.setMinimumWidth(theme.current().px(260))
        self.new_theme.returnPressed.connect(self.add_theme)
        self.add_action(text("Your own theme", "subtitle", wraps=False))
        self.add_action(self.new_theme)
        self.add_button = button("Add column", self.add_theme)
        self.add_action(self.add_button)
        self.add_action(self.said)
        self.watch_edits(lambda: self.new_theme.text().strip())

    def load(self, focus_id: str = "") -> None:
        """Lay the released comments of the chosen event out; the one named gets the focus."""
        try:
            found = list(self._desk.records.comments(self.lab_event.event_name, ReviewState.RELEASED))
            promises = list(self._desk.records.actions(self.lab_event.event_name))
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        self._comments = {comment.id: comment for comment in found}
        self._holder.clear()
        names = self._names(found)
        wide_px = self._column_px(len(names) + 1)
        self.columns = [self._column(name, found, wide_px) for name in names]
        for column in self.columns:
            self._holder.add(column)
        self.promises = PromisesColumn(promises, wide_px)
        self._holder.add(self.promises)
        self.first = next(iter(self._cards()), self.new_theme)
        for card in self._cards():
            if card.comment.id == focus_id:
                card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _column(self, theme_name: str, comments: list[CommentRecord], wide_px: int) -> BoardColumn:
        column = BoardColumn(theme_name, self.put, wide_px)
        under_it = [comment for comment in comments if comment.theme == theme_name]
        for comment in under_it[:MOST_CARDS]:
            column.add(CommentCard(comment, self.move_by, self._go_from))
        if len(under_it) > MOST_CARDS:
            column.tell_more(len(under_it) - MOST_CARDS)
        if theme_name in self._own() and not column.cards:
            column.offer_removal(partial(self.remove_theme, theme_name))
        return column

    def _column_px(self, columns: int) -> int:
        """As many beside each other as can be read: to drag a comment below all the others is hard work."""
        look = theme.current()
        room = self.area.viewport().width() - 2 * look.gap(48) - look.gap(_SCROLL_BAR_PX)
        least, most = (look.gap(180), look.gap(300)) if look.scale < 1.4 else (look.gap(440), look.gap(440))
        return min(max((room - _BETWEEN_PX * (columns - 1)) // columns, least), most)

    def _cards(self) -> list[CommentCard]:
        return [card for column in self.columns for card in column.cards]

    def _names(self, comments: list[CommentRecord]) -> list[str]:
        used = [comment.theme for comment in comments if comment.theme]
        return list(dict.fromkeys([UNSORTED, *FIRST_THEMES, *sorted(used), *self._own()]))

    def _go_from(self, card: CommentCard, across: int, down: int) -> None:
        """The focus to the next comment in its column, or to the next column that has one; it stays at the ends."""
        columns = [column.cards for column in self.columns if column.cards]
        at = next(place for place, cards in enumerate(columns) if card in cards)
        down += columns[at].index(card)
        at = min(max(at + across, 0), len(columns) - 1)
        columns[at][min(max(down, 0), len(columns[at]) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    def move_by(self, comment: CommentRecord, step: int) -> None:
        """To the column beside, if there is one."""
        names = [column.name for column in self.columns]
        place = names.index(comment.theme) + step
        if 0 <= place < len(names):
            self.put(comment.id, names[place])

    def put(self, comment_id: str, name: str) -> None:
        """Sort a comment into a theme and keep it there."""
        comment = self._comments.get(comment_id)
        if comment is None or comment.theme == name:
            return
        try:
            self._desk.records.review(comment.id, comment.state, comment.redacted_text, name, comment.tags)
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        self.bring_into_sight(None)
        self.load(focus_id=comment_id)
        say(self.said, f"Moved to: {column_title(name)}.")

    def add_theme(self) -> None:
        """One more column for this event; it stays until it is removed."""
        name = self.new_theme.text().strip().lower()
        if not name:
            say(self.said, "A column needs a name.", "bad")
            self.new_theme.setFocus()
            return
        self.new_theme.clear()
        self.settle()
        is_new = name not in [column.name for column in self.columns]
        if not is_new or self._keep_own([*self._own(), name]):
            say(self.said, f"{'New column' if is_new else 'There is already a column'}: {column_title(name)}.")
            # In a row of its own it would lie below what is seen.
            self.bring_into_sight(next(column for column in self.columns if column.name == name))

    def remove_theme(self, name: str) -> None:
        """Take an empty column of one's own away."""
        if self._keep_own([own for own in self._own() if own != name]):
            say(self.said, f"Removed: {column_title(name)}.")
            self.new_theme.setFocus(Qt.FocusReason.OtherFocusReason)

    def _own(self) -> tuple[str, ...]:
        return self._desk.settings.own_themes.get(self.lab_event.event_name, ())

    def _keep_own(self, names: list[str]) -> bool:
        try:
            self._desk.change(own_themes={**self._desk.settings.own_themes, self.lab_event.event_name: tuple(names)})
        except LabError as error:
            say(self.said, str(error), "bad")
            return False
        self.load()
        return True
