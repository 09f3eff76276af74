"""What is asked of the store about one's own questions, cards and options: functions, without Qt.

`db.quiz` is imported where it is used: the start of the program does not wait for it.
"""

from typing import TYPE_CHECKING, Any

from db.models import Anchor, EditionKey
from db.quiz.models import Question
from desktop.quiz import learning

if TYPE_CHECKING:
    from db.models import Note
    from db.quiz.options import LearnOptions
    from db.quiz.own_rows import Origin, OwnQuestion


def make_drafts(connection: Any, key: EditionKey, seed: int) -> list[Question]:
    """Make questions from an edition, those left out that one has already."""
    from db.quiz.generate import generate
    from db.quiz.generate.material import gather

    rows = connection.execute("SELECT id FROM main.own_question WHERE deleted = ''")
    there = {name for (name,) in rows}
    return [one for one in generate(gather(connection, key), seed=seed) if one.id not in there]


def add_questions(
    connection: Any, questions: list[Question], origin: "Origin", key: EditionKey | None
) -> int:
    """Make questions one's own, in one transaction; return how many."""
    from db.quiz import own

    return len(own.add_all(connection, questions, origin=origin, key=key))


def undo_questions(connection: Any) -> bool:
    """Take the last change of one's questions back."""
    from db.quiz import own_changes

    return own_changes.undo(connection)


def own_questions(connection: Any) -> "list[OwnQuestion]":
    """Return one's questions, held against what their clauses say today."""
    from db.quiz import own

    own.check_clauses(connection)
    return own.own_questions(connection)


def undo_own(connection: Any, redo: bool) -> "list[OwnQuestion]":
    """Take the last change back, or do it again, and return what there is then."""
    from db.quiz import own_changes

    own_changes.redo(connection) if redo else own_changes.undo(connection)
    return own_questions(connection)


def settle_own(connection: Any, question_id: str, what: str) -> "list[OwnQuestion]":
    """Throw a question away (`remove`) or say that it `holds`, and return what there is then."""
    from db.quiz import own

    if what == "remove":
        own.remove(connection, [question_id])
    else:
        own.rest_on_today(connection, question_id)
    return own_questions(connection)


def save_own(connection: Any, question: Question, new: bool) -> "list[OwnQuestion]":
    """Write a question, and return what there is then; raises UsageError where it is not sound."""
    from db.quiz import own

    own.add(connection, question) if new else own.change(connection, question)
    return own_questions(connection)


def ask_of_words(connection: Any, anchor: Anchor) -> str:
    """Make a question of selected words in one step; return its prompt."""
    from db.library import documents
    from db.quiz import from_text, own

    (passage, *_) = documents.passages_of(connection, anchor.key, anchor.label)
    made = from_text.of_words(passage, anchor.key.document, anchor.start, anchor.end)
    own.add(connection, made, origin="highlight", key=anchor.key)
    return made.prompt


def ask_of_notes(connection: Any, notes: "tuple[Note, ...]") -> int:
    """Make a question of each note in one step; return how many."""
    from db.library import documents
    from db.quiz import from_text, own

    made = []
    for note in notes:
        anchor = note.anchor
        (passage, *_) = documents.passages_of(connection, anchor.key, anchor.label)
        made.append(from_text.of_note(note, passage))
    return len(own.add_all(connection, made, origin="note"))


def set_aside(
    connection: Any, question_id: str, what: str, on: bool
) -> "learning.Card | learning.NothingDue":
    """Bury, suspend or flag a card, or take that back; return what comes next."""
    from db import clock
    from db.quiz import cards

    now = clock.now()
    if what == "flag":
        cards.flag(connection, [question_id], 1 if on else 0, now)
        return learning.card(connection, question_id)
    work = cards.bury if what == "bury" else cards.suspend
    work(connection, [question_id], now, on=on)
    return learning.next_card(connection) if on else learning.card(connection, question_id)


def read_options(connection: Any) -> "LearnOptions":
    """Return how one learns."""
    from db.quiz import options

    return options.read(connection)


def write_options(connection: Any, values: dict[str, Any]) -> "LearnOptions":
    """Keep how one learns, what is not named left as it is; return it as kept."""
    from dataclasses import asdict

    from db.quiz import options

    kept = asdict(options.read(connection))
    return options.write(connection, options.sound({**kept, **values}))
