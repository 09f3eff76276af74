"""What cards and editors say of a note, in words: place, colour, tags, age, state, trouble."""

import logging
import re
from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QDateTime, QLocale

from db import clock
from db.address import describe
from db.errors import ResoluteError
from db.models import Anchor, Note
from db.notes.markup import plain, title

log = logging.getLogger(__name__)

COLOR_NAMES = {
    "yellow": "Yellow",
    "green": "Green",
    "blue": "Blue",
    "pink": "Pink",
    "orange": "Orange",
    "purple": "Purple",
}
STATES = {
    "anchored": "",
    "moved": "Moved: its words were found again in a changed text",
    "orphan": "Not found in the text any more",
}
STYLE_NAMES = {"underline": "underlined", "strike": "struck through", "squiggle": "wavy line"}
WHOLE_PARAGRAPH = "The whole paragraph"
WHOLE_DOCUMENT = "The whole document"
FREE = "In a notebook"
MOST_QUOTED = 600
"""Characters of a quote that are set at all; no card or editor has room for more."""

_MARKS = '“”„«»‹›‘「」『』《》"'
_JUST_NOW = timedelta(seconds=50)


def quoted(anchor: Anchor) -> str:
    """Return the words a note holds on to, in quotation marks, or that it holds all of them.

    Words that bring a quotation mark at either end get no second one beside it.
    """
    if not anchor.quote:
        return WHOLE_PARAGRAPH
    words = " ".join(anchor.quote[:MOST_QUOTED].split("\n"))
    if len(anchor.quote) > MOST_QUOTED:
        words += "…"
    has_marks = words[0] in _MARKS or words[-1] in _MARKS
    return words if has_marks else f"“{words}”"


def quoted_note(note: Note) -> str:
    """Return the words of every part of a highlight, or what a note without words stands on."""
    anchor = note.anchor
    if note.kind == "bookmark":
        return f"Bookmark: {note.body.strip() or place(note)}"
    if not anchor.key.document:
        return title(note.body) or FREE
    if not anchor.label:
        return WHOLE_DOCUMENT
    if not note.more:
        return quoted(anchor)
    words = " … ".join(one.anchor.quote for one in note.segments)
    return quoted(anchor._replace(quote=words))


def place(note: Note, document: str = "") -> str:
    """Say where a note stands: `para. 6`, or `A/RES/78/311, para. 6` with a document's title."""
    if not note.anchor.key.document:
        return note.folder or "notebook"
    where = describe(note.anchor.label) if note.anchor.label else "whole document"
    if note.more:
        where = f"{where} to {describe(note.more[-1].anchor.label)}"
    return f"{document}, {where}" if document else where


def small_line(
    note: Note,
    now: datetime,
    document: str = "",
    name: Callable[[str], str] = lambda color: COLOR_NAMES.get(color, color),
) -> str:
    """Return a card's last line: place, colour, tags, age; only between these it may break."""
    color = name(note.color) if note.kind == "note" else ""
    color = color.lower() if color == COLOR_NAMES.get(note.color) else color
    style = "" if note.style == "fill" or not note.anchor.quote else STYLE_NAMES[note.style]
    where = place(note, document).replace("para. ", "para.\u00a0")
    folder = note.folder if note.anchor.key.document else ""
    when = age(note.modified, now).replace(" ", "\u00a0")
    parts = (where, color, style, ", ".join(note.tags), folder, when)
    return " · ".join(filter(None, parts))


def said(note: Note, body: str) -> str:
    """Return what a card says below its first line: a bookmark's words are that, a title is too."""
    if note.kind == "bookmark":
        return ""
    words = body.strip()
    return words.partition("\n")[2].strip() if not note.anchor.key.document else words


def spoken(
    note: Note,
    now: datetime,
    document: str = "",
    name: Callable[[str], str] = lambda color: COLOR_NAMES.get(color, color),
) -> str:
    """Return everything a card shows, as one text for a screen reader."""
    state, line = STATES[note.standing], small_line(note, now, document, name)
    body = said(note, plain(note.body))
    parts = (quoted_note(note), body, state, line)
    return ". ".join(part.rstrip(".") for part in parts if part)


def age(stamp: str, now: datetime) -> str:
    """Say how long ago a UTC stamp was, or the date; empty for what is no stamp."""
    try:
        moment = clock.parse(stamp)
    except ValueError:
        return ""
    passed = now - moment
    if passed < _JUST_NOW:
        return "just now"
    if passed < timedelta(hours=1):
        return f"{max(1, round(passed.total_seconds() / 60))} min ago"
    if passed < timedelta(days=1):
        return f"{passed.total_seconds() // 3600:.0f} h ago"
    if passed < timedelta(days=7):
        return "1 day ago" if passed.days == 1 else f"{passed.days} days ago"
    date = moment.astimezone()
    wanted = "d MMM" if date.year == now.astimezone().year else "d MMM yyyy"
    return QLocale.c().toString(QDateTime.fromSecsSinceEpoch(int(moment.timestamp())), wanted)


def exact_time(note: Note) -> str:
    """Say when a note was made and last changed, in the person's own way of writing times."""
    said = []
    for word, stamp in (("Made", note.created), ("Changed", note.modified)):
        try:
            seconds = int(clock.parse(stamp).timestamp())
        except ValueError:
            continue
        moment = QDateTime.fromSecsSinceEpoch(seconds)
        said.append(f"{word} {QLocale().toString(moment, QLocale.FormatType.ShortFormat)}")
    return "\n".join(said[:1] if note.created == note.modified else said)


def read_tags(text: str) -> tuple[str, ...]:
    """Read tags as typed, apart by commas or spaces, each only once.

    What a tag cannot hold and is likely typed on the way to one (`#`, quotation marks, a stroke
    with nothing behind it yet) is left out.
    """
    typed = re.split(r"[\s,;،、，；]+", text.replace("::", "/"))
    words = (word.replace('"', "").strip("#:/") for word in typed)
    found: dict[str, str] = {}
    for word in words:
        if word:
            found.setdefault(word.casefold(), word)
    return tuple(found.values())


def sentence(error: Exception) -> str:
    """Say an error to a person; one that nobody foresaw goes to the log in full as well."""
    if isinstance(error, ResoluteError):
        return str(error)
    log.error("work on the notes failed", exc_info=error)
    return f"The notes could not be read or written ({error}). Try it once more."
