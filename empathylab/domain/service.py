"""A service of a team's own as a task: where it begins, when it is finished, and how its fields are called."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from empathylab.domain.persona import DataModel, Id, Text
from empathylab.domain.task import Task


class Pairs(StrEnum):
    """What a visit compares: a service without and with what helps, two versions with the same help, or all four."""

    WITHOUT_WITH = "without-with"
    VERSIONS = "versions"
    BOTH = "both"


class Version(DataModel):
    """One of the versions: `starts_at` is an address, or a page in the task's folder."""

    id: Id
    name: Text
    starts_at: Text


class Finish(DataModel):
    """What tells that the service is finished; any of them is enough.

    `address` is a pattern over the address without its query, such as `*/confirmation`; `heading` the words of a
    heading; `selector` a CSS selector of something that is seen.
    """

    address: str = ""
    heading: str = ""
    selector: str = ""

    @model_validator(mode="after")
    def _has_one(self) -> Self:
        if not (self.address or self.heading or self.selector):
            raise ValueError("needs an address, a heading or a selector")
        return self


class NamedField(DataModel):
    """What a field is called in records: it is found by its label, or by a CSS selector."""

    id: Id
    label: str = ""
    selector: str = ""

    @model_validator(mode="after")
    def _is_found(self) -> Self:
        if not (self.label or self.selector):
            raise ValueError("needs a label or a selector")
        return self


class Service(Task):
    """A folder with a task.toml of `kind = "service"`.

    `allowed` are origins that its pages may load from besides their own; `file` is made up, in the task's folder, and
    what a file field is given. A field that nobody names is called by its page and place. With
    `marks` visitors may mark a moment that hurts.
    """

    kind: Literal["service"]
    pairs: Pairs = Pairs.WITHOUT_WITH
    versions: tuple[Version, ...] = Field(min_length=1, max_length=2)
    finished_when: Finish
    allowed: tuple[Text, ...] = ()
    fields: tuple[NamedField, ...] = ()
    file: str = ""
    marks: bool = False

    def version(self, version_id: str) -> Version:
        """The one of this id."""
        return next(each for each in self.versions if each.id == version_id)
