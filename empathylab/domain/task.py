"""A task: what a visitor does in a run. A form of the lab's own has twins, and barriers that it may wear."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal
from urllib.parse import quote, urlencode

from pydantic import Field

from empathylab.domain.persona import DataModel, Id, PlaceId, Text
from empathylab.domain.session import Twin

#: The size of the forms' text, in CSS pixels.
FORM_TEXT_PX = 20.0


class QuestionKind(StrEnum):
    """What a question is answered with."""

    TEXT = "text"
    LONG_TEXT = "long-text"
    DATE = "date"
    RADIOS = "radios"
    CHECKBOXES = "checkboxes"
    SELECT = "select"


class FormQuestion(DataModel):
    """One question of the form, enough to print it on paper and to script a participant."""

    id: Id
    label: Text
    kind: QuestionKind
    page: Id
    hint: str = ""
    options: tuple[Text, ...] = ()
    is_optional: bool = False
    lines: int = Field(default=1, ge=1, le=10)


class CardLine(DataModel):
    """One line of the card a visitor copies from: `field` is the question's id."""

    field: Id
    label: Text
    value: Text


class Task(DataModel):
    """What forms and services have in common.

    `cards` holds the parallel contents: "a" and "b", for a service of four runs also "c" and "d".
    """

    format: int = Field(ge=1, le=1)
    id: Id
    title: Text
    service: Text
    intro: Text
    cards: dict[str, tuple[CardLine, ...]]


class Signed(DataModel):
    """A clip in British Sign Language of what a form says, by a Deaf signer, shown only with name and consent.

    `clip` is a file in a folder words.
    """

    clip: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,47}\.webm$")
    signer: Text
    consent: Text


class Form(Task):
    """One folder in assets/tasks/ with a task.toml.

    `pages` are the form's pages in order, each a file `<page>.html` in the folder; `barriers` are the ids
    (folders in assets/barriers) that this form knows how to wear; `signed` is there where a team has such a clip.
    """

    kind: Literal["form"] = "form"
    pages: tuple[Id, ...] = Field(min_length=2)
    questions: tuple[FormQuestion, ...] = Field(min_length=1)
    barriers: tuple[Id, ...] = ()
    signed: Signed | None = None

    def start_url(self, twin: Twin, barriers: tuple[str, ...] = (), *, is_still: bool = False) -> str:
        """Where the form begins, on the lab's own scheme; the accessible twin wears no barrier, and may be signed."""
        if twin is Twin.BARRIER or self.signed is None:
            return self.url_of(self.pages[0], barriers if twin is Twin.BARRIER else (), is_still=is_still)
        return self._address(self.pages[0], is_still, {"signed": self.signed.clip, "signer": self.signed.signer})

    def url_of(self, page: str, barriers: tuple[str, ...] = (), field: str = "", *, is_still: bool = False) -> str:
        """One of its pages with these barriers, with the focus in a field where one is named.

        `is_still`: nothing moves by itself in it, as for somebody who has asked for that.
        """
        place = f"#{field}" if field else ""
        return self._address(page, is_still, {"barriers": ",".join(barriers)} if barriers else {}) + place

    def _address(self, page: str, is_still: bool, told: Mapping[str, str]) -> str:
        still = {"still": "1"} if is_still else {}
        query = urlencode({**told, **still}, quote_via=quote, safe=",")
        return f"lab://forms/tasks/{self.id}/{page}.html{'?' if query else ''}{query}"


class Fragments(DataModel):
    """Two fragments of HTML that a visitor sees side by side, broken and mended."""

    barrier: Text
    built_well: Text


class Barrier(DataModel):
    """One defect that a form can wear, told so that a visitor learns from it (`barrier.toml`).

    `excludes` names barriers that cannot be worn with it: they need what it takes away. `is_wall` says that nobody gets
    past it who has to use the form as its personas do; through a hurdle a determined visitor gets. `who` can mend it:
    those whose work it is. `at` is the id of what it is about in a page, where that is no field. `wcag` names the
    criteria that it fails, none where it keeps to their letter; `failures` those of W3C's documented failures that it
    is an instance of.
    """

    format: int = Field(ge=1, le=1)
    id: Id
    met: Text
    meaning: Text
    also_stops: Text
    fix: Text
    wcag: tuple[Text, ...] = ()
    failures: tuple[Text, ...] = ()
    excludes: tuple[Id, ...] = ()
    is_wall: bool = False
    who: str = ""
    at: PlaceId = ""
    html: Fragments

    @property
    def criteria(self) -> str:
        """Which of WCAG's success criteria it fails, in words."""
        return f"WCAG 2.2: {', '.join(self.wcag)}" if self.wcag else "Within the letter of WCAG 2.2"
