"""The schema of `study.db`, as named migrations; each runs in a transaction and only once.

`PRAGMA user_version` repeats how many there are, so that a start needs one read to know that
nothing is to be done, and an older program can tell that a file is newer than itself.
"""

from sqlite_utils import Database, Migrations

from db.library.tables import CONTENT_TABLES
from db.notes.index import NOTE_INDEX_TABLES
from db.quiz.tables import COUNT_REVIEWS, QUIZ_TABLES, REVIEW_FACTS, STANDING_KEPT
from db.study.tables import (
    NOTE_COLUMNS,
    PERSONAL_TABLES,
    READING_TABLES,
    SAVED_SEARCH_TABLES,
    SHELF_TABLES,
)

migrations = Migrations("study")


def _run(db: Database, script: str) -> None:
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m001_documents_notes_cards(db: Database) -> None:
    """Begin: documents, notes, cards, reviews, reading positions."""
    _run(db, CONTENT_TABLES)
    _run(db, PERSONAL_TABLES)


@migrations()
def m002_reading(db: Database) -> None:
    """Add which paragraphs have been read."""
    _run(db, READING_TABLES)


@migrations()
def m003_shelf(db: Database) -> None:
    """Add collections, details of documents, repairs of alignments, the wastebasket."""
    _run(db, SHELF_TABLES)


@migrations()
def m004_own_questions(db: Database) -> None:
    """Add one's own questions, and of cards what the schedule must find quickly."""
    _run(db, QUIZ_TABLES)


@migrations()
def m005_notes(db: Database) -> None:
    """Give notes a style, a kind, a folder and segments, and changes the step they belong to."""
    _run(db, NOTE_COLUMNS)


@migrations()
def m006_saved_searches(db: Database) -> None:
    """Add the searches a person keeps under a name."""
    _run(db, SAVED_SEARCH_TABLES)


@migrations()
def m007_review_facts(db: Database) -> None:
    """Keep with each review how likely recall was, and what a change of the schedule replaced."""
    from db.quiz.statistics import counts, predicted

    _run(db, REVIEW_FACTS)
    predicted.fill(db.conn)
    counts.recount(db.conn)
    _run(db, COUNT_REVIEWS)


@migrations()
def m008_standing(db: Database) -> None:
    """Keep where each of one's own questions stands in one narrow row."""
    _run(db, STANDING_KEPT)


@migrations()
def m009_note_index(db: Database) -> None:
    """Lay the index of notes; `connection` fills it when all migrations are made."""
    _run(db, NOTE_INDEX_TABLES)
