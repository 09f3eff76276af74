"""Asking for notes by the grammar of the search, all of them at once."""

import sqlite3

from db.models import Note
from db.notes import listing
from db.notes.listing import Wish


def asked(connection: sqlite3.Connection, query: str, document: str = "") -> list[Note]:
    """Return the notes that a query finds, of a document or all, in the order of the text."""
    wish = Wish("document" if document else "all", document, query)
    return list(listing.every(connection, wish))
