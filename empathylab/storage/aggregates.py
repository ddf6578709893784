"""What is counted of each ended session, so that results need not be counted again each time they are looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import compress
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, delete, func, select

from empathylab.domain.session import Mode
from empathylab.domain.summary import Scale
from empathylab.storage.dialects import insert_into
from empathylab.storage.schema import met, results, tallies

#: Times are put together in steps this wide, in seconds.
SECONDS_STEP = 5
_STEPS = {Scale.SECONDS: SECONDS_STEP, Scale.FIRST_PAGE_SECONDS: SECONDS_STEP, Scale.FIRST_FIELD_SECONDS: 1}
_SESSIONS_AT_A_TIME = 500
_AsText = Callable[[Any], str]


class CountKey(NamedTuple):
    """One thing that is counted; the values are numbers as text, outcomes, or ids.

    The `name` begins with the visits' mode and a colon, but for simulations.
    """

    event: str
    name: str
    persona: str
    first: str = ""
    second: str = ""


def of_session(result: Mapping[str, object], barriers: Iterable[str]) -> Counter[CountKey]:
    """What one session adds, from its row of `results` and the barriers met."""
    columns = {name: (value,) for name, value in result.items()}
    who = result["mode"], result["event"], result["persona"], result["outcome_before"]
    return _counted(columns) + _met((*who, barrier, 1) for barrier in barriers)


def prefix_of(mode: str) -> str:
    """What the names of everything counted of visits of this mode begin with."""
    return "" if mode == Mode.SIMULATION else f"{mode}:"


def _met(amounts: Iterable[tuple[Any, ...]]) -> Counter[CountKey]:
    """Barriers met, beside how the run with barriers ended."""
    return Counter(
        {
            CountKey(event, f"{prefix_of(mode)}barrier", persona, barrier, outcome or ""): amount
            for mode, event, persona, outcome, barrier, amount in amounts
        }
    )


def _counted(columns: Mapping[str, Sequence[Any]]) -> Counter[CountKey]:
    """What the sessions in these columns of `results` add, each mode under names of its own."""
    found: Counter[CountKey] = Counter()
    modes = set(columns["mode"])
    for mode in modes:
        is_of_mode = [each == mode for each in columns["mode"]]
        its_own = columns if len(modes) == 1 else {name: list(compress(columns[name], is_of_mode)) for name in columns}
        counts = _counted_of_mode(its_own)
        found.update({key._replace(name=f"{prefix_of(mode)}{key.name}"): amount for key, amount in counts.items()})
    return found


def _counted_of_mode(columns: Mapping[str, Sequence[Any]]) -> Counter[CountKey]:
    """What the sessions in these columns of `results` add.

    Equal rows are counted before keys are made of them: a sync does this for every session that it sends.
    """
    event, persona = columns["event"], columns["persona"]
    found: Counter[CountKey] = Counter()
    for name in ("runs", "facts"):
        for (each, amount), people in _alike(event, columns[name]):
            found[CountKey(each, name, "")] += amount * people
    for (each, order), people in _alike(event, columns["run_order"]):
        found[CountKey(each, "order", "", order)] += people
    for (each, value), people in _alike(event, columns["usefulness"]):
        found[CountKey(each, "usefulness", "", f"{value:.6g}")] += people
    for (each, value), people in _alike(event, columns["contact"]):
        found[CountKey(each, "contact", "", str(value))] += people
    for name, sides, as_text in _by_persona(columns):
        for (each, worn, *values), people in _alike(event, persona, *sides):
            found[CountKey(each, name, worn, *map(as_text, values))] += people
    return found


def _by_persona(columns: Mapping[str, Sequence[Any]]) -> Iterator[tuple[str, tuple[Sequence[Any], ...], _AsText]]:
    """What is counted for each persona: its name, the columns of its one or two values, how a value becomes text."""
    yield "people", (), str
    for scale in Scale:
        column = scale.value.replace("-", "_")
        as_text = partial(_in_steps, step=_STEPS[scale]) if scale in _STEPS else "{:.10g}".format
        yield scale.value, (columns[f"{column}_before"], columns[f"{column}_after"]), as_text
    yield "outcome-barrier", (columns["outcome_before"],), str
    yield "outcome-helped", (columns["outcome_after"],), str
    comfort = list(map(_range_text, columns["zoom_comfort_from"], columns["zoom_comfort_to"]))
    yield "zoom", (columns["zoom_chosen"], comfort), lambda zoom: zoom if isinstance(zoom, str) else f"{zoom:g}"


def _alike(*columns: Sequence[Any]) -> Iterator[tuple[tuple[Any, ...], int]]:
    """Each combination of values with the number of rows that share it; rows where one is missing are left out."""
    return ((row, count) for row, count in Counter(zip(*columns, strict=True)).items() if None not in row)


def add(connection: Connection, counts: Mapping[CountKey, int], sign: int = 1) -> None:
    """Add to the table, or with `sign` -1 take away; in one order, so that stations never wait for each other."""
    rows = [{**key._asdict(), "amount": sign * amount} for key, amount in sorted(counts.items()) if amount]
    if not rows:
        return
    statement = insert_into(connection, tallies)
    together = {"amount": tallies.c.amount + statement.excluded.amount}
    keys = [column.name for column in tallies.primary_key.columns]
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=together), rows)


def of_rows(
    names: Sequence[str], result_rows: Sequence[tuple[object, ...]], met_rows: Sequence[tuple[object, ...]]
) -> Counter[CountKey]:
    """What sessions add, from their rows of `results` (whose columns these are) and of `met`."""
    columns = dict(zip(names, zip(*result_rows, strict=True), strict=True)) if result_rows else dict.fromkeys(names, ())
    persona, outcome, mode = columns["persona"], columns["outcome_before"], columns["mode"]
    who = dict(zip(columns["session_id"], zip(mode, persona, outcome, strict=True), strict=True))
    known = ((who[row[0]], *row[1:]) for row in met_rows if row[0] in who)
    barriers = Counter((mode, event, *rest, barrier) for (mode, *rest), barrier, event in known)
    return _counted(columns) + _met((*key, amount) for key, amount in barriers.items())


def stored(connection: Connection, session_ids: Sequence[str] | Select[tuple[str]]) -> Counter[CountKey]:
    """What these ended sessions count for, from their stored results."""
    rows = connection.execute(_ALL_RESULTS.where(results.c.session_id.in_(session_ids)))
    names = tuple(rows.keys())
    by_column = list(zip(*rows.all(), strict=True)) or [()] * len(names)
    barriers = connection.execute(_BY_BARRIER.where(met.c.session_id.in_(session_ids)))
    return _counted(dict(zip(names, by_column, strict=True))) + _met(map(tuple, barriers.all()))


_ALL_RESULTS = select(results)
_ALIKE = (results.c.mode, met.c.event, results.c.persona, results.c.outcome_before, met.c.barrier)
_OF_MET = met.join(results, results.c.session_id == met.c.session_id)
_BY_BARRIER = select(*_ALIKE, func.count()).select_from(_OF_MET).group_by(*_ALIKE)


def rebuild(connection: Connection) -> None:
    """Count everything again, after the tables or what is counted have changed."""
    found = _counted_anew(connection)
    connection.execute(delete(tallies))
    add(connection, found)


def is_right(connection: Connection) -> bool:
    """Does the table say what counting again says?"""
    there = {CountKey(*row[:-1]): row[-1] for row in connection.execute(select(tallies)).all() if row[-1] != 0}
    return there == {key: amount for key, amount in _counted_anew(connection).items() if amount}


def _counted_anew(connection: Connection) -> Counter[CountKey]:
    ids = connection.execute(select(results.c.session_id)).scalars().all()
    found: Counter[CountKey] = Counter()
    for start in range(0, len(ids), _SESSIONS_AT_A_TIME):
        found.update(stored(connection, ids[start : start + _SESSIONS_AT_A_TIME]))
    return found


def _range_text(low: float | None, high: float | None) -> str:
    """Such as "2.6 3"; nothing where it is not known."""
    return "" if low is None or high is None else f"{low:g} {high:g}"


def range_from(text: str) -> tuple[float, float] | None:
    """What `_range_text` wrote."""
    if not text:
        return None
    low, high = map(float, text.split())
    return low, high


def _in_steps(seconds: float, step: int) -> str:
    return f"{step * round(seconds / step):.10g}"
