"""What is counted of each ended session, so that results need not be counted again each time they are looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from empathylab.domain.records import Scale
from empathylab.storage.schema import met, results, tallies

#: Times are put together in steps this wide, in seconds.
SECONDS_STEP = 5
_SESSIONS_AT_A_TIME = 500


class Key(NamedTuple):
    """One thing that is counted; the values are numbers as text, outcomes, or ids."""

    event: str
    name: str
    persona: str
    first: str = ""
    second: str = ""


def of_session(result: Mapping[str, Any], barriers: Iterable[str]) -> Counter[Key]:
    """What one session adds, from its row of `results` and the barriers met."""
    event, persona = result["event"], result["persona"]
    found = Counter({Key(event, "people", persona): 1})
    found[Key(event, "runs", "")] += result["runs"]
    found[Key(event, "facts", "")] += result["facts"]
    found[Key(event, "order", "", result["run_order"])] += 1
    found.update(Key(event, "barrier", "", barrier) for barrier in barriers)
    for scale in Scale:
        column = scale.value.replace("-", "_")
        before, after = result[f"{column}_before"], result[f"{column}_after"]
        if before is not None and after is not None:
            found[Key(event, scale.value, persona, _text(before, scale), _text(after, scale))] += 1
    for name, side in (("outcome-barrier", "before"), ("outcome-helped", "after")):
        if result[f"outcome_{side}"] is not None:
            found[Key(event, name, persona, result[f"outcome_{side}"])] += 1
    if result["zoom_chosen"] is not None:
        predicted = result["zoom_predicted"]
        chosen, expected = f"{result['zoom_chosen']:g}", "" if predicted is None else f"{predicted:g}"
        found[Key(event, "zoom", persona, chosen, expected)] += 1
    if result["usefulness"] is not None:
        found[Key(event, "usefulness", "", f"{result['usefulness']:.6g}")] += 1
    return found


def add(connection: Connection, counts: Mapping[Key, int], sign: int = 1) -> None:
    """Add to the table, or with `sign` -1 take away; in one order, so that stations never wait for each other."""
    rows = [{**key._asdict(), "amount": sign * amount} for key, amount in sorted(counts.items()) if amount]
    if not rows:
        return
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(tallies)
    together = {"amount": tallies.c.amount + statement.excluded.amount}
    keys = [column.name for column in tallies.primary_key.columns]
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=together), rows)


def stored(connection: Connection, session_ids: Sequence[str]) -> Counter[Key]:
    """What these ended sessions count for, from their stored results."""
    barriers: dict[str, list[str]] = {}
    for row in connection.execute(select(met).where(met.c.session_id.in_(session_ids))):
        barriers.setdefault(row.session_id, []).append(row.barrier)
    found: Counter[Key] = Counter()
    of_sessions = select(results).where(results.c.session_id.in_(session_ids))
    for result in connection.execute(of_sessions).mappings():
        found.update(of_session(result, barriers.get(result["session_id"], ())))  # type: ignore[arg-type]
    return found


def rebuild(connection: Connection) -> None:
    """Count everything again, after the tables or what is counted have changed."""
    connection.execute(delete(tallies))
    ids = connection.execute(select(results.c.session_id)).scalars().all()
    found: Counter[Key] = Counter()
    for start in range(0, len(ids), _SESSIONS_AT_A_TIME):
        found.update(stored(connection, ids[start : start + _SESSIONS_AT_A_TIME]))
    add(connection, found)


def _text(value: float, scale: Scale) -> str:
    if scale is Scale.SECONDS:
        value = SECONDS_STEP * round(value / SECONDS_STEP)
    return f"{value:.10g}"
