"""Marks over the words of a page: highlights and search hits, and the words that are selected."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from db.models import Anchor, Note
from desktop.reader.page import Page
from desktop.theme import Theme, ink, underline

Span = tuple[int, int]


class Selected(NamedTuple):
    """Selected words: where they begin and end, as code points of passages, the end excluded."""

    label: str
    start: int
    last: str
    end: int


class Highlight(NamedTuple):
    """A note as it is shown on a page: a span of a passage, or all of it (`whole`).

    `number` is the passage's on the page.
    """

    note: Note
    number: int
    start: int
    end: int
    whole: bool


def highlights(page: Page, notes: Sequence[Note]) -> list[Highlight]:
    """Place notes on a page: ranges where they are of this edition, whole paragraphs otherwise.

    The longest come first: a short one within a long one is painted over it and found before it.
    """
    found = [
        Highlight(note, index, start, end, not own)
        for note in notes
        if note.anchor.label
        for segment in note.segments
        if segment.state != "orphan"
        for index, start, end, own in _place(page, segment.anchor)
    ]
    return sorted(found, key=length_first)


def length_first(mark: Highlight) -> int:
    """Return what puts the longest of highlights first."""
    return mark.start - mark.end


def _place(page: Page, anchor: Anchor) -> list[tuple[int, int, int, bool]]:
    if (index := page.index_of(anchor.label)) is None:
        return []
    passage = page.places[index].passage
    same = anchor.key == page.edition.key and passage.label == anchor.label
    own = same and anchor.end > anchor.start
    start, end = (anchor.start, anchor.end) if own else (0, len(passage.text))
    return [(index, start, end, own)]


def highlight_at(page: Page, placed: Sequence[Highlight], position: int) -> Highlight | None:
    """Return the uppermost highlight at a document position."""
    if (index := page.at(position)) is None:
        return None
    offset = page.offset(index, position)
    for mark in reversed(placed):
        if mark.number == index and not mark.whole and mark.start <= offset < mark.end:
            return mark
    return None


_LINES = {
    "underline": QTextCharFormat.UnderlineStyle.SingleUnderline,
    "squiggle": QTextCharFormat.UnderlineStyle.WaveUnderline,
}


def line_format(theme: Theme, color: str, style: str) -> QTextCharFormat:
    """Return how a highlight that is a line looks on paper; on the screen it is painted.

    A line through the words has their colour: Qt knows no other. It leaves the line of a fill.
    """
    form = QTextCharFormat()
    if style == "strike":
        form.setFontStrikeOut(True)
    else:
        form.setUnderlineColor(ink(color, theme))
        form.setUnderlineStyle(_LINES[style])
    return form


def note_format(theme: Theme, color: str) -> QTextCharFormat:
    """Return how a highlight looks; high contrast adds an underline of its own per colour."""
    form = QTextCharFormat()
    form.setBackground(theme.color(color))
    form.setUnderlineStyle(underline(color, theme))
    form.setUnderlineColor(theme.color("text"))
    return form


def hit_format(theme: Theme) -> QTextCharFormat:
    """Return how the words of a search look on the page."""
    form = QTextCharFormat()
    form.setBackground(theme.color("orange"))
    form.setFontUnderline(True)
    form.setUnderlineColor(theme.color("accent"))
    return form


def selection(
    page: Page, index: int, span: Span, form: QTextCharFormat
) -> QTextEdit.ExtraSelection:
    """Lay a format over a span (code points) of a passage."""
    first, last = page.span(index, *span)
    cursor = QTextCursor(page.document)
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    made = QTextEdit.ExtraSelection()
    made.cursor, made.format = cursor, form
    return made


def anchors_of(page: Page, cursor: QTextCursor, current: str) -> tuple[Anchor, ...]:
    """Return an anchor for the selected words of each paragraph they touch, spaces left out.

    Without a selection it is the current paragraph, whole.
    """
    from db.notes import anchors
    from desktop.reader.copying import chosen_of

    key = page.edition.key
    if not cursor.hasSelection():
        return (Anchor(key, current),) if current else ()
    made = []
    for passage, first, after in chosen_of(page, cursor, current):
        words = passage.text[first:after]
        start, end = first + len(words) - len(words.lstrip()), first + len(words.rstrip())
        made.append(anchors.make(key, passage, start, end))
    return tuple(made)


def selected(page: Page, cursor: QTextCursor) -> Selected | None:
    """Return what a cursor selects, None without a selection of words of passages."""
    first, last = page.at(cursor.selectionStart()), page.at(cursor.selectionEnd())
    if not cursor.hasSelection() or first is None or last is None:
        return None
    begin = page.offset(first, cursor.selectionStart())
    end = page.offset(last, cursor.selectionEnd())
    return Selected(page.places[first].passage.label, begin, page.places[last].passage.label, end)


def cursor_over(page: Page, what: Selected) -> QTextCursor | None:
    """Return a cursor over words selected earlier, None where they are no longer on the page."""
    first, last = page.index_of(what.label), page.index_of(what.last)
    if first is None or last is None:
        return None
    start, end = page.span(first, what.start, what.start)[0], page.span(last, what.end, what.end)[1]
    cursor = QTextCursor(page.document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor if start < end else None
