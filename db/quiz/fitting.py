"""FSRS's parameters fitted to a person's own reviews, by `fsrs-rs-python` where it is installed.

The optimizer is that of the FSRS project (the one Anki uses), in Rust; it comes with the optional
dependency `resolute[fit]`. What it finds is brought within the bounds that the package `fsrs`
schedules with.
"""

import random
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from db.errors import UsageError
from db.quiz.histories import Grades, histories
from db.quiz.memory import DEFAULT
from db.quiz.options import read

LEAST = 400
"""Reviews on a later day under which a fit says more of chance than of the person."""
MOST = 50_000
"""Reviews a fit takes: of more, cards are drawn by chance, always the same."""
LONGEST = 64
"""Grades of one card that a fit looks at."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether a fit can be offered: reviews on a later day, how many it takes, the package."""

    reviews: int
    needed: int
    installed: bool

    @property
    def ready(self) -> bool:
        """Tell whether parameters can be fitted now."""
        return self.installed and self.reviews >= self.needed


@dataclass(frozen=True, slots=True)
class Fit:
    """Parameters that were found; log loss and error (RMSE over bins) before and after, lower
    being better; `reviews` is how many were compared."""

    parameters: tuple[float, ...]
    before: float
    after: float
    error_before: float
    error_after: float
    reviews: int

    @property
    def better(self) -> bool:
        """Tell whether they predict these reviews better than those in use."""
        return self.after < self.before


def readiness(connection: sqlite3.Connection) -> Readiness:
    """Tell whether there are enough reviews, and what to fit with."""
    (reviews,) = connection.execute(
        "SELECT coalesce(sum(recalls), 0) FROM answer_chance"
    ).fetchone()
    return Readiness(int(reviews), LEAST, find_spec("fsrs_rs_python") is not None)


def fit(connection: sqlite3.Connection) -> Fit:
    """Fit parameters to all reviews; nothing is changed. Raises UsageError with what to do."""
    at_hand = readiness(connection)
    if not at_hand.installed:
        raise UsageError(
            "Fitting needs the package fsrs-rs-python. Install it with"
            " “pip install resolute[fit]”, then try again."
        )
    if not at_hand.ready:
        raise UsageError(
            f"There are {at_hand.reviews} reviews on a later day; a fit takes {LEAST}. "
            "Go on learning, and try again then."
        )
    return _fit(_material(connection), read(connection).parameters or DEFAULT)


def _material(connection: sqlite3.Connection) -> list[Grades]:
    """Return whole cards' grades, of many cards as many as make up MOST reviews."""
    found = [grades[:LONGEST] for _, begun, grades in histories(connection) if begun is None]
    random.Random("fit").shuffle(found)
    kept: list[Grades] = []
    reviews = 0
    for grades in found:
        kept.append(grades)
        reviews += len(grades)
        if reviews >= MOST:
            break
    return kept


def _fit(material: Sequence[Grades], current: Sequence[float]) -> Fit:
    import fsrs_rs_python as rs

    items = [item for grades in material for item in _items(rs, grades)]
    try:
        found = bounded(rs.FSRS(list(current)).compute_parameters(items))
    except (RuntimeError, ValueError) as error:
        raise UsageError(f"The reviews cannot be fitted: {error}") from error
    before, after = (rs.FSRS(list(one)).evaluate(items) for one in (current, found))
    return Fit(
        found, before.log_loss, after.log_loss, before.rmse_bins, after.rmse_bins, len(items)
    )


def _items(rs: Any, grades: Grades) -> list[Any]:
    """Return an item for every review on a later day: the grades up to it."""
    reviews = [rs.FSRSReview(rating, days) for rating, days in grades]
    return [rs.FSRSItem(reviews[: end + 1]) for end in range(1, len(reviews)) if grades[end][1] > 0]


def bounded(parameters: Sequence[float]) -> tuple[float, ...]:
    """Bring parameters within what `fsrs` schedules with."""
    from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

    return tuple(
        round(min(max(value, low), high), 6)
        for value, low, high in zip(
            parameters, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True
        )
    )
