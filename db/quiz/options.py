"""How a person learns: limits, steps, retention; kept in `study.db`, read with suspicion."""

import json
import sqlite3
from dataclasses import asdict, dataclass, field, fields
from math import isnan
from typing import Any

_KEY = "quiz_options"


@dataclass(frozen=True, slots=True)
class LearnOptions:
    """Steps are minutes; `parameters` are FSRS's own numbers, empty for its defaults.

    `leech_after` so many lapses a card is a leech: it is set aside (`leech_aside`) or only named.
    `siblings_apart`: of the questions on one paragraph one comes a day. `easy_days` is the share
    of the usual load for Monday to Sunday (`easy_days.py`), empty where every day is alike.
    """

    new_a_day: int = 10
    reviews_a_day: int = 200
    retention: float = 0.9
    learning_steps: tuple[float, ...] = (1.0, 10.0)
    relearning_steps: tuple[float, ...] = (10.0,)
    longest_interval: int = 36500
    leech_after: int = 8
    leech_aside: bool = True
    siblings_apart: bool = True
    parameters: tuple[float, ...] = field(default=())
    easy_days: tuple[float, ...] = field(default=())


_RANGES: dict[str, tuple[float, float]] = {
    "new_a_day": (0, 9999),
    "reviews_a_day": (0, 99999),
    "retention": (0.7, 0.99),
    "longest_interval": (1, 36500),
    "leech_after": (0, 99),
}
_LONGEST_STEP = 24 * 60
_PARAMETERS = 21
_WEEK = 7


def read(connection: sqlite3.Connection) -> LearnOptions:
    """Return the options as they were kept; what is missing or makes no sense is as at first."""
    row = connection.execute("SELECT value FROM main.meta WHERE key = ?", (_KEY,)).fetchone()
    try:
        values = json.loads(row[0]) if row else {}
    except ValueError:
        values = {}
    return sound(values if isinstance(values, dict) else {})


def write(connection: sqlite3.Connection, options: LearnOptions) -> LearnOptions:
    """Keep the options, brought into range, and return them as kept."""
    with connection:
        return put(connection, options)


def put(connection: sqlite3.Connection, options: LearnOptions) -> LearnOptions:
    """Do what `write` does; the caller has the transaction."""
    kept = sound(asdict(options))
    connection.execute(
        "INSERT INTO main.meta VALUES (?, ?) ON CONFLICT (key)"
        " DO UPDATE SET value = excluded.value",
        (_KEY, json.dumps(asdict(kept))),
    )
    return kept


def sound(values: dict[str, Any]) -> LearnOptions:
    """Make options of what a file has of them, each value brought into its range."""
    made = {
        option.name: _sound(option.name, values[option.name], option.default)
        for option in fields(LearnOptions)
        if option.name in values and option.name not in ("parameters", "easy_days")
    }
    numbers = _numbers(values.get("parameters"))
    return LearnOptions(
        **made,
        parameters=numbers if len(numbers) == _PARAMETERS else (),
        easy_days=_week(_numbers(values.get("easy_days"))),
    )


def _week(shares: tuple[float, ...]) -> tuple[float, ...]:
    """Return the load of seven days, each from 0 to 1; empty where every day is an ordinary one."""
    kept = tuple(min(max(share, 0.0), 1.0) for share in shares)
    return kept if len(kept) == _WEEK and max(kept) > 0 and min(kept) < 1 else ()


def _numbers(value: Any) -> tuple[float, ...]:
    if not isinstance(value, list | tuple):
        return ()
    return tuple(
        float(one) for one in value
        if isinstance(one, int | float) and not isinstance(one, bool) and abs(one) < 1e6
    )  # fmt: skip


def _sound(name: str, value: Any, usual: Any) -> Any:
    if isinstance(usual, bool):
        return value if isinstance(value, bool) else usual
    if isinstance(usual, tuple):
        steps = tuple(step for step in _numbers(value) if 0 < step <= _LONGEST_STEP)
        return steps[:9] if steps or value in ([], ()) else usual
    if isinstance(value, bool) or not isinstance(value, int | float) or isnan(value):
        return usual
    least, most = _RANGES[name]
    return type(usual)(min(max(value, least), most))
