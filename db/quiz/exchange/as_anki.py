"""Questions as an Anki package (`.apkg`), by genanki (MIT).

What makes a package that can be imported again and again: ids of note types and decks never
change, a note's GUID is made of its question's id, and its time is when the question was changed,
not when it was exported. Anki takes a note anew where ours is younger, and so leaves alone what a
person has edited since; scheduling stays with its cards. Templates show text only, with Anki's own
colours in night mode, and no script.
"""

import io
import sqlite3
import zipfile
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from itertools import count
from typing import TYPE_CHECKING, Any

from db.quiz.exchange.choice import BANK_STAMP, Outgoing, Place, by_document
from db.quiz.exchange.faces import faces, shuffled
from db.quiz.questions import CHOICE_KINDS, gaps

if TYPE_CHECKING:
    import genanki

QUESTION_TYPE, CHOICE_TYPE, CLOZE_TYPE = 1_684_112_301, 1_684_112_302, 1_684_112_303
"""The ids of our note types, drawn once; a change of their fields takes new ones."""
LETTERS = "ABCDEFGHIJ"
MOST_CHOICES = len(LETTERS)
PREFIX = "resolute::"
"""What tags begin with that are ours and no topics."""
FIELDS = {
    QUESTION_TYPE: ("Question", "Quote", "Answer", "Explanation", "Source", "Key"),
    CHOICE_TYPE: ("Question", "Quote", *LETTERS, "Answer", "Reasons", "Explanation", "Source",
                  "Key"),
    CLOZE_TYPE: ("Text", "Question", "Explanation", "Source", "Key"),
}  # fmt: skip
_NAMES = {
    QUESTION_TYPE: "Resolute question",
    CHOICE_TYPE: "Resolute multiple choice",
    CLOZE_TYPE: "Resolute cloze",
}
_FIRST_DECK = 1_684_200_000
_CSS = """
.card { font-family: "Source Serif 4", "Noto Serif", Georgia, serif; font-size: 20px;
  line-height: 1.5; text-align: start; max-width: 36em; margin: 0 auto; padding: 12px; }
blockquote { margin: .6em 0 .6em 1em; font-style: italic; }
.cloze { font-weight: bold; }
.more, .source { font-size: 80%; margin-top: .8em; }
.nightMode a, .night_mode a { color: #6cb8f0; }
"""
_QUOTE = "{{#Quote}}<blockquote dir=auto>{{Quote}}</blockquote>{{/Quote}}"
_MORE = (
    "{{#Explanation}}<div class=more dir=auto>{{Explanation}}</div>{{/Explanation}}"
    "<div class=source>{{Source}}</div>"
)
_REASONS = "{{#Reasons}}<div class=more dir=auto>{{Reasons}}</div>{{/Reasons}}"
_CHOICES = "".join(
    f"{{{{#{letter}}}}}<p dir=auto>{letter}. {{{{{letter}}}}}</p>{{{{/{letter}}}}}"
    for letter in LETTERS
)
_FRONT = f"<div dir=auto>{{{{Question}}}}</div>{_QUOTE}"
_ANSWER = "{{FrontSide}}<hr id=answer><div dir=auto><b>{{Answer}}</b></div>"


@lru_cache
def _models() -> "dict[int, genanki.Model]":
    import genanki

    sides = {
        QUESTION_TYPE: (_FRONT, _ANSWER + _MORE),
        CHOICE_TYPE: (
            _FRONT + _CHOICES,
            _ANSWER + _REASONS + _MORE,
        ),
        CLOZE_TYPE: (
            "<div dir=auto>{{Question}}</div><p dir=auto>{{cloze:Text}}</p>",
            f"<div dir=auto>{{{{Question}}}}</div><p dir=auto>{{{{cloze:Text}}}}</p>{_MORE}",
        ),
    }
    return {
        number: genanki.Model(
            number,
            _NAMES[number],
            fields=[{"name": name} for name in FIELDS[number]],
            templates=[{"name": "Card 1", "qfmt": front, "afmt": back}],
            css=_CSS,
            model_type=int(number == CLOZE_TYPE),
        )
        for number, (front, back) in sides.items()
    }


def package(outgoing: Sequence[Outgoing]) -> bytes:
    """Write a package: a deck for each document; the same questions give the same bytes."""
    import genanki

    decks = []
    for title, members in by_document(outgoing):
        name = title.replace("::", ":")
        deck = genanki.Deck(deck_id(name), f"Resolute::{name}")
        for one in members:
            deck.add_note(_note(one))
        decks.append(deck)
    connection = sqlite3.connect(":memory:")
    try:
        genanki.Package(decks).write_to_db(
            connection.cursor(), BANK_STAMP, count(BANK_STAMP * 1000)
        )
        connection.commit()
        return _zipped(connection.serialize())
    finally:
        connection.close()


def deck_id(name: str) -> int:
    """Return a deck's id, the same for its name at all times."""
    from zlib import crc32

    return _FIRST_DECK + crc32(name.encode()) % (1 << 28)


def guid(question_id: str) -> str:
    """Return a note's GUID: made of the question's id alone, so that it survives rewording."""
    import genanki

    return str(genanki.guid_for("resolute", question_id))


def _zipped(collection: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (("collection.anki2", collection), ("media", b"{}")):
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return out.getvalue()


def _note(one: Outgoing) -> "genanki.Note":
    number, fields = fields_of(one)
    return _stamped()(
        one.stamp, model=_models()[number], fields=fields, tags=tags_of(one),
        guid=guid(one.question.id),
    )  # fmt: skip


@lru_cache
def _stamped() -> Any:
    """Return genanki's note with a time of its own; genanki gives all notes the package's."""
    import genanki

    class Stamped(genanki.Note):  # type: ignore[misc,unused-ignore]
        def __init__(self, stamp: int, **given: Any) -> None:
            super().__init__(**given)
            self._stamp = stamp

        def write_to_db(self, cursor: Any, _timestamp: float, deck: int, ids: Any) -> None:
            super().write_to_db(cursor, self._stamp, deck, ids)

    return Stamped


def fields_of(one: Outgoing) -> tuple[int, list[str]]:
    """Return a note's type and its fields, as HTML in which the question's words are only text."""
    question = shuffled(one.question)
    shown = faces(question)
    more = [html(question.explanation), sources(one.places), escape(question.id)]
    quote = html(question.quote)
    if question.kind == "cloze" and not question.others:
        return CLOZE_TYPE, [_cloze(question.text), html(question.prompt), *more]
    if question.kind in CHOICE_KINDS and len(question.choices) <= MOST_CHOICES:
        blank = [""] * (MOST_CHOICES - len(shown.offered))
        reasons = "<br>".join(f"{html(said)}: {html(why)}" for said, why in shown.reasons)
        answer = "<br>".join(map(html, shown.answer))
        return CHOICE_TYPE, [html(question.prompt), quote, *map(html, shown.offered), *blank,
                             answer, reasons, *more]  # fmt: skip
    asked = [line for line in shown.asked if line != f"“{question.quote}”"]
    offered = "".join(f"<li>{html(said)}</li>" for said in shown.offered)
    lefts = "".join(f"<li>{html(pair.left)}</li>" for pair in question.pairs)
    front = "<br>".join(map(html, asked))
    front += "".join(f"<ul>{items}</ul>" for items in (lefts, offered) if items)
    return QUESTION_TYPE, [front, quote, "<br>".join(map(html, shown.answer)), *more]


def html(words: str) -> str:
    """Return words as HTML, lines kept."""
    return escape(words, quote=False).replace("\n", "<br>")


def sources(places: Sequence[Place]) -> str:
    """Return links to the paragraphs that decide a question."""
    return " · ".join(f'<a href="{escape(one.link)}">{escape(one.citation)}</a>' for one in places)


def _cloze(text: str) -> str:
    """Return a cloze's text as Anki has it, a card for every gap."""
    parts, number = [], 0
    for piece in gaps(text):
        if isinstance(piece, str):
            parts.append(html(piece))
        else:
            number += 1
            parts.append(f"{{{{c{number}::{html(piece.answer)}}}}}")
    return "".join(parts)


def tags_of(one: Outgoing) -> list[str]:
    """Return a note's tags: its topics, then its kind and its paragraphs under `resolute::`."""
    topics = [tag(topic) for topic in one.question.topics]
    ours = [f"kind::{one.question.kind}", f"difficulty::{one.question.difficulty}"]
    ours += [tag(place.address.replace(" ", "::")) for place in one.places]
    return list(dict.fromkeys(filter(None, [*topics, *(PREFIX + words for words in ours)])))


def tag(words: str) -> str:
    """Return words as a tag of Anki, which has no spaces."""
    return "_".join(words.split())
