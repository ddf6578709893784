"""The filter of an event's comments that a facilitator sets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from empathylab.domain.records import CommentRecord, ReviewState
from empathylab.ui.facilitator.controls.privacy_hints import tells


class HintFilter(StrEnum):
    """Comments filtered by whether something in them may tell who somebody is."""

    ALL = "all"
    SOMETHING = "something"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class CommentFilter:
    """Filters comments: `state` None lets all states through; `words` may stand in any order and case."""

    state: ReviewState | None = None
    words: str = ""
    pointed: HintFilter = HintFilter.ALL

    def passes(self, comment: CommentRecord) -> bool:
        """Whether this comment is wanted."""
        if self.state not in (None, comment.state):
            return False
        text = f"{comment.text} {comment.redacted_text} {comment.theme}".casefold()
        return all(word in text for word in self.words.casefold().split()) and self._points(comment)

    def _points(self, comment: CommentRecord) -> bool:
        if self.pointed is HintFilter.ALL:
            return True
        return tells(comment.public_text) == (self.pointed is HintFilter.SOMETHING)

    def filtered(self, comments: Iterable[CommentRecord]) -> list[CommentRecord]:
        """The comments that are wanted, in their order."""
        return [comment for comment in comments if self.passes(comment)]


def without_telling(comments: Iterable[CommentRecord]) -> list[CommentRecord]:
    """The comments in which nothing is pointed out."""
    return CommentFilter(pointed=HintFilter.NOTHING).filtered(comments)
