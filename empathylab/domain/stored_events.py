"""How an interaction event is stored: a kind, a field and data, as records, exports and the data dictionary have them.

This is the one place that writes and reads them. Keys in `data` that are not known are passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, get_type_hints

from empathylab.domain import events as happened
from empathylab.domain.event_log import InteractionEvent
from empathylab.domain.events import CommandKind, Delivery, KeyClass, SaidFate
from empathylab.domain.session import Outcome, RunKind, Twin

#: What is stored: kind, field, data.
Stored = tuple[str, str, dict[str, object]]


def _or_none(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value in (None, "") else read(value)


#: Type of an attribute → from what was stored; raises ValueError, TypeError or OverflowError for what is none.
_READ: dict[object, Callable[[Any], Any]] = {
    str: str,
    int: int,
    float: float,
    bool: bool,
    tuple[str, ...]: tuple,
    RunKind: RunKind,
    KeyClass: KeyClass,
    Delivery: Delivery,
    SaidFate: SaidFate,
    int | None: _or_none(int),
    float | None: _or_none(float),
    RunKind | None: _or_none(RunKind),
    Outcome | None: _or_none(Outcome),
    Twin | None: _or_none(Twin),
    CommandKind | None: _or_none(CommandKind),
}


@dataclass(frozen=True, slots=True)
class _Form:
    """How one type is stored. `field` names the attribute in that column; the others are data, by their own names.

    `is_in_data_too` puts that attribute into data as well, from where it is read; `renamed` has keys of other names.
    """

    kind: str
    type: type[InteractionEvent]
    field: str = ""
    is_in_data_too: bool = False
    renamed: Mapping[str, str] | None = None

    def keys(self) -> dict[str, str]:
        """Attribute → key in data."""
        names = (each.name for each in fields(self.type) if each.name != self.field or self.is_in_data_too)
        return {name: (self.renamed or {}).get(name, name) for name in names}


_FORMS = (
    _Form("stage.entered", happened.StageEntered, "stage"),
    _Form("run.started", happened.RunStarted, "kind", is_in_data_too=True),
    _Form("run.ended", happened.RunEnded, "run"),
    _Form("page.shown", happened.PageShown),
    _Form("page.lost", happened.PageLost),
    _Form("page.restored", happened.PageRestored),
    _Form("page.asked", happened.PageAsked, "what"),
    _Form("field.focused", happened.FieldFocused, "field"),
    _Form("field.left", happened.FieldLeft, "field"),
    _Form("key", happened.KeyHandled, renamed={"key_class": "class"}),
    _Form("pointer.blocked", happened.PointerBlocked),
    _Form("zoom.changed", happened.ZoomChanged),
    _Form("help.taken", happened.HelpTaken, "help"),
    _Form("command.said", happened.CommandSaid),
    _Form("speech.started", happened.SpeechStarted),
    _Form("speech.finished", happened.SpeechFinished),
    _Form("speech.interrupted", happened.SpeechInterrupted),
    _Form("landmark.jumped", happened.LandmarkJumped),
    _Form("mode.changed", happened.ModeChanged),
    _Form("curtain.lifted", happened.CurtainLifted),
    _Form("error.shown", happened.ErrorShown),
    _Form("submit.tried", happened.SubmitTried),
    _Form("barrier.met", happened.BarrierMet, "barrier"),
    _Form("surprise", happened.Surprised, "what"),
    _Form("vague.seen", happened.VagueWordsSeen),
    _Form("stuck", happened.Stuck),
    _Form("moment.marked", happened.MomentMarked),
    _Form("app.focus_lost", happened.AppFocusLost),
    _Form("idle.warned", happened.IdleWarned),
    _Form("stopped", happened.Stopped, "stage"),
    _Form("text.measured", happened.TextMeasured, "line"),
)


class _Codec:
    """A form with what is worked out once: attribute and key of each part of data, and how each is read."""

    def __init__(self, form: _Form) -> None:
        hints = get_type_hints(form.type)
        self.kind, self.type, self.field = form.kind, form.type, form.field
        self.keys = tuple(form.keys().items())
        self._read_field = None if not form.field or form.is_in_data_too else _READ[hints[form.field]]
        self._readers = tuple((name, key, _READ[hints[name]]) for name, key in self.keys)

    def write(self, event: InteractionEvent) -> Stored:
        field = getattr(event, self.field) if self.field else ""
        return self.kind, str(field or ""), {key: getattr(event, name) for name, key in self.keys}

    def read(self, field: str, data: Mapping[str, object]) -> InteractionEvent:
        values: dict[str, Any] = {name: read(data[key]) for name, key, read in self._readers if key in data}
        if self._read_field is not None:
            values[self.field] = self._read_field(field)
        return self.type(**values)


_CODECS = tuple(map(_Codec, _FORMS))
_BY_TYPE = {codec.type: codec for codec in _CODECS}
_BY_KIND = {codec.kind: codec for codec in _CODECS}
KINDS = tuple(_BY_KIND)
#: Every key that data may have.
DATA_KEYS = tuple(dict.fromkeys(key for codec in _CODECS for _name, key in codec.keys))


def to_stored(event: InteractionEvent) -> Stored:
    """An event as it is stored."""
    return _BY_TYPE[type(event)].write(event)


def from_stored(kind: str, field: str, data: Mapping[str, object]) -> InteractionEvent:
    """An event that was stored; raises ValueError, TypeError or OverflowError when it cannot be one."""
    codec = _BY_KIND.get(kind)
    if codec is None:
        raise ValueError(f"There is no event of the kind '{kind}'.")
    return codec.read(field, data)
