"""A question in one step from what a person marked: a cloze of the words, or a card of a note."""

import re

from db import address
from db.models import Note, Passage
from db.quiz.models import Question

_LONGEST = 220
"""Characters shown on either side of the words."""

_CARD = re.compile(r"(?s)\s*(.+?)\s*(?:::|\n\s*\n)\s*(.+?)\s*")


def of_words(passage: Passage, document: str, start: int, end: int) -> Question:
    """Make a cloze of a paragraph with the words from `start` to `end` (code points) taken out."""
    while start < end and passage.text[start].isspace():
        start += 1
    while end > start and passage.text[end - 1].isspace():
        end -= 1
    before, after = passage.text[:start], passage.text[end:]
    if len(before) > _LONGEST:
        before = "… " + before[-_LONGEST:].partition(" ")[2]
    if len(after) > _LONGEST:
        after = after[:_LONGEST].rpartition(" ")[0] + " …"
    answer = passage.text[start:end]
    text = f"{_plain(before)}{{{{{_plain(answer)}}}}}{_plain(after)}"
    said = address.describe(passage.label)
    return Question(
        id="", kind="cloze", prompt=f"Which words are missing from {document}, {said}?",
        explanation=f"{document}, {said} has “{answer}”.",
        evidence=(f"{document} {passage.label}",),
        topics=("my own",), difficulty=2, text=text,
    )  # fmt: skip


def of_note(note: Note, passage: Passage) -> Question:
    """Make a question of a note: of `front :: back` a flashcard, of marked words a cloze.

    A note on a whole paragraph asks for what it says, and the paragraph is the answer.
    """
    document, place = note.anchor.key.document, address.describe(note.anchor.label)
    where = (f"{document} {note.anchor.label}",)
    topics = note.tags or ("my own",)
    if match := _CARD.fullmatch(note.body):
        return Question("", "flashcard", match[1], f"{document}, {place}.", where, topics, 2,
                        back=match[2])  # fmt: skip
    if note.anchor.quote:
        return of_words(passage, document, note.anchor.start, note.anchor.end)
    prompt = note.body.strip() or f"What does {document}, {place} say?"
    return Question("", "flashcard", prompt, f"{document}, {place}.", where, topics, 2,
                    back=passage.text)  # fmt: skip


def _plain(words: str) -> str:
    return words.replace("{", "(").replace("}", ")").replace("|", "/")
