"""A small library of notes for the tests of what goes out and comes in."""

import sqlite3
from datetime import UTC, datetime

from db.library import documents
from db.models import NOWHERE, Anchor, EditionKey, Note
from db.notes import anchors, store
from db.notes.exchange import choice, entries
from db.notes.exchange.entries import Entry

DIGEST = EditionKey("A/RES/78/311", "digest", "en")
SPEECH = EditionKey("fu-cong", "digest", "en")
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
NASTY = '<script>alert("1")</script> & "x" <img src=x onerror=y>'


def mark(study: sqlite3.Connection, key: EditionKey, label: str, quote: str = "") -> Anchor:
    """Anchor words of a passage of the bundled library, or all of it."""
    passages = documents.edition(study, key).passages
    passage = next(one for one in passages if one.label == label)
    start = passage.text.index(quote)
    return anchors.make(key, passage, start, start + len(quote))


def fill(study: sqlite3.Connection) -> list[Note]:
    """Make one note of every kind there is."""
    quote = "central and coordinating"
    store.add(study, mark(study, DIGEST, "op12", quote), body="Why **central**?\n\n- one\n- two",
              color="green", tags=["claims/a", "ask"], now=NOON)  # fmt: skip
    store.add(study, mark(study, DIGEST, "op6"), body=NASTY, now=NOON)
    several = [mark(study, DIGEST, "op6", "Calls upon"), mark(study, DIGEST, "op7")]
    text = next(p.text for p in documents.edition(study, DIGEST).passages if p.label == "op7")
    several[1] = mark(study, DIGEST, "op7", text[:30])
    store.add(study, several, style="squiggle", color="pink", now=NOON)
    store.add(study, mark(study, SPEECH, "p5", "bridge the digital divide"), style="underline",
              body="=HYPERLINK(1)", now=NOON)  # fmt: skip
    store.add(study, mark(study, DIGEST, "op1"), kind="bookmark", folder="To read/Soon",
              body="@home", now=NOON)  # fmt: skip
    store.add(study, Anchor(DIGEST, ""), body="On all of it.", now=NOON)
    store.add(study, NOWHERE, body="# Free\n\nthought", folder="Thesis", tags=["draft"], now=NOON)
    return store.notes(study)


def gathered(study: sqlite3.Connection, **wanted: object) -> list[Entry]:
    """Gather what an export says of the notes that are wanted, of all by default."""
    found = choice.chosen(study, choice.Choice(**wanted))  # type: ignore[arg-type]
    return entries.gather(study, found)
