"""What a simulation or a help is to all that lists, checks, explains or wears one: the `Feature` protocol."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Protocol, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from empathylab.domain.errors import Fault, InputError
from empathylab.domain.explanation import tell
from empathylab.domain.faults import choices_of, faults_of, limits_of, unit_of
from empathylab.domain.spec import Spec, Value


class Group(StrEnum):
    """Which sense or side a feature belongs to.

    `same` is what of a person stays from run to run, in a visitor's words; empty where nothing is said of it.
    """

    HANDS = "hands", "hands"
    POINTER = "pointer"
    SIGHT = "sight", "eyes"
    READER = "screen reader", "dark screen"
    HEARING = "hearing", "ears"
    KEY_HELP = "help of the keyboard"
    PAGE_HELP = "help of the page"

    same: str

    def __new__(cls, name: str, same: str = "") -> Group:
        group = str.__new__(cls, name)
        group._value_ = name
        group.same = same
        return group

    @property
    def is_help(self) -> bool:
        """Else it is simulated."""
        return self in (Group.KEY_HELP, Group.PAGE_HELP)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One figure of a feature: a number from `low` to `high` in `unit`, one of `choices`, else a text or a switch.

    `default` is None where the feature works it out from others.
    """

    name: str
    default: Value | None
    meaning: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()

    def __str__(self) -> str:
        """`logmar 0 to 1.6 logMAR`, `side left|right`."""
        if self.choices:
            return f"{self.name} {'|'.join(self.choices)}"
        return self.name if self.low is None else f"{self.name} {self.low:g} to {self.high:g} {self.unit}".rstrip()


class Feature(Protocol):
    """A simulation or a help with its figures in force. A catalogue lists the classes."""

    #: The `kind` of data files, `--sim` and records.
    id: ClassVar[str]
    title: ClassVar[str]
    group: ClassVar[Group]
    #: The study, or the proposal of our own, that its figures rest on; empty where there are none to speak of.
    source: ClassVar[str]
    #: The groups of simulations that this help answers: for them set-up offers it. None for a simulation.
    answers: ClassVar[frozenset[Group]]
    #: Is it drawn into the page's picture?
    needs_lens: ClassVar[bool]

    @classmethod
    def parameters(cls) -> tuple[Parameter, ...]:
        """What can be set, with limits and units."""

    @classmethod
    def check(cls, params: Mapping[str, Value]) -> list[Fault]:
        """Everything wrong with such parameters, each fault at its own; empty when they can be used."""

    @classmethod
    def make(cls, params: Mapping[str, Value]) -> Self:
        """The feature with these parameters and the defaults of the others; InputError with every fault."""

    @property
    def parts(self) -> tuple[Spec, ...]:
        """What a preset stands for; a record has these in its place."""

    def explain(self) -> str:
        """How it works, with its figures, for whoever stands beside it."""

    def cite(self) -> str:
        """`source`, or that of the preset chosen."""


T = TypeVar("T")
AnyFeature = TypeVar("AnyFeature", bound=Feature)


class FeatureModel(BaseModel):
    """A feature whose parameters are the fields of a pydantic model; immutable, refuses what it cannot do honestly."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False, hide_input_in_errors=True)

    id: ClassVar[str]
    title: ClassVar[str]
    group: ClassVar[Group]
    #: Sentences with the figures in force, see `domain.explanation`.
    explanation: ClassVar[tuple[str, ...]]
    source: ClassVar[str] = ""
    answers: ClassVar[frozenset[Group]] = frozenset()
    needs_lens: ClassVar[bool] = False

    @classmethod
    def parameters(cls) -> tuple[Parameter, ...]:
        found = []
        for name, field in cls.model_fields.items():
            low, high = limits_of(field) or (None, None)
            default = field.get_default()
            meaning = field.description or ""
            found.append(Parameter(name, default, meaning, unit_of(field), low, high, choices_of(field)))
        return tuple(found)

    @classmethod
    def check(cls, params: Mapping[str, Value]) -> list[Fault]:
        try:
            cls.model_validate(dict(params))
        except ValidationError as error:
            return [Fault(fault.where or "kind", fault.problem) for fault in faults_of(error, cls)]
        return []

    @classmethod
    def make(cls, params: Mapping[str, Value]) -> Self:
        try:
            return cls.model_validate(dict(params))
        except ValidationError as error:
            told = (f"{fault.where} {fault.problem}".strip() for fault in faults_of(error, cls))
            raise InputError(f"{cls.id}: " + "; ".join(told) + ".") from None

    @property
    def spec(self) -> Spec:
        """The feature as a data file states it."""
        return Spec(self.id, self.model_dump(exclude_none=True))

    @property
    def parts(self) -> tuple[Spec, ...]:
        return ()

    def figures(self) -> Mapping[str, object]:
        """What the sentences of the explanation may tell."""
        return self.model_dump()

    def explain(self) -> str:
        return f"{self.title}: {tell(self.explanation, self.figures())}"

    def cite(self) -> str:
        return self.source

    def __str__(self) -> str:
        return str(self.spec)


def limited(default: T, low: float, high: float, unit: str, what: str, reason: str = "") -> T:
    """A number from low to high; `reason` says why there is nothing beyond, for whoever is refused."""
    made: T = Field(default, ge=low, le=high, description=what, json_schema_extra={"unit": unit, "reason": reason})
    return made


def wears(specs: Iterable[Spec], feature: type[Feature]) -> bool:
    """Whether a feature is among these specs."""
    return any(spec.kind == feature.id for spec in specs)


def worn(specs: Iterable[Spec], feature: type[AnyFeature]) -> AnyFeature | None:
    """The feature with its figures among these specs; None when it is not there."""
    return next((feature.make(spec.params) for spec in specs if spec.kind == feature.id), None)
