"""How likely recall was when a card in review was asked again: kept with the review, once."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from db import clock
from db.quiz.memory import Model
from db.quiz.store import Card, card_from_state
from db.quiz.waiting import days_between


@lru_cache(maxsize=8)
def model(parameters: Sequence[float] = ()) -> Model:
    """Return the model under these parameters (a tuple; empty: FSRS's own)."""
    return Model(parameters)


def of(card: Card | None, now: datetime, parameters: tuple[float, ...] = ()) -> float | None:
    """Return the chance of recall, None for a card not in review or asked again the same day."""
    if card is None or card.phase != "review" or not card.last_review or not card.stability:
        return None
    days = days_between(card.last_review, now)
    return round(model(parameters).recall(card.stability, days), 6) if days else None


def fill(connection: sqlite3.Connection) -> None:
    """Give reviews made before there was the column their chance; the caller has the transaction.

    A state that cannot be read leaves its review without one.
    """
    rows = connection.execute(
        "SELECT rowid, card_before, made FROM review WHERE mode = 'learn' AND card_before <> ''"
    ).fetchall()
    found = []
    for rowid, state, made in rows:
        try:
            chance = of(card_from_state("", state), clock.parse(made))
        except (ValueError, KeyError, TypeError):
            continue
        if chance is not None:
            found.append((chance, rowid))
    connection.executemany("UPDATE review SET predicted = ? WHERE rowid = ?", found)
