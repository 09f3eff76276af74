"""The sums over all reviews that triggers keep: made anew from the reviews themselves."""

import sqlite3

from db.quiz.tables import MONTH, PERCENT, QUARTER

_RECALLED = "predicted IS NOT NULL AND correct"
_SUMS = (
    "INSERT INTO answer_count (question, answers, right)"
    " SELECT question, count(*), sum(correct) FROM review WHERE deleted = '' GROUP BY question",
    "INSERT INTO answer_time (quarter, answers, milliseconds, right, recalls, expected, recalled)"
    f" SELECT {QUARTER.format(row='review')}, count(*), sum(milliseconds), sum(correct),"
    f" count(predicted), total(predicted), sum({_RECALLED}) FROM review WHERE deleted = ''"
    " GROUP BY 1",
    "INSERT INTO answer_chance (month, percent, recalls, expected, recalled)"
    f" SELECT {MONTH.format(row='review')}, {PERCENT.format(row='review')}, count(*),"
    f" sum(predicted), sum({_RECALLED}) FROM review WHERE deleted = ''"
    " AND predicted IS NOT NULL GROUP BY 1, 2",
)


def recount(connection: sqlite3.Connection) -> None:
    """Empty the sums and add every review up; the caller has the transaction."""
    for table in ("answer_count", "answer_time", "answer_chance"):
        connection.execute(f"DELETE FROM main.{table}")
    for statement in _SUMS:
        connection.execute(statement)
