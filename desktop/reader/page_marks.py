"""What is marked on a page: notes, the words of a search, what was found, what has been read."""

from bisect import insort
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QTextEdit

from db.models import Note
from desktop.reader import marks
from desktop.reader.gutter import Noted
from desktop.reader.page import Page, Place
from desktop.theme import Theme

if TYPE_CHECKING:
    from desktop.reader.found import FoundOnPage

_AROUND = 24
"""So many passages before and behind those in view are marked with them."""
_AROUND_FOUND = 4
"""The same where words are found: there may be a hundred in each."""
_MANY = 200
"""With more highlights than that on a page as few passages as where words are found."""


class PageMarks:
    """Marks what is in view of a page and a little around it: Qt lays out all text up to a mark."""

    def __init__(self) -> None:
        self.found: FoundOnPage | None = None
        self._highlights: list[marks.Highlight] = []
        self.noted: Mapping[str, Noted] = {}
        self._hits: tuple[int, Sequence[marks.Span]] | None = None
        self._marked = range(0)
        self._made: dict[tuple[object, ...], QTextEdit.ExtraSelection] = {}

    def __bool__(self) -> bool:
        return bool(self._highlights or self._hits or self.found)

    def clear(self) -> None:
        """Another page is to be shown: nothing of this one is marked on it."""
        self._highlights, self.noted, self._hits = [], {}, None
        self._made.clear()
        if self.found is not None:
            self.found.set((), None)

    @property
    def has_hits(self) -> bool:
        """Whether words of a search are marked."""
        return self._hits is not None

    def set_hits(self, index: int | None, spans: Sequence[marks.Span]) -> None:
        """Mark the words of a search in a passage; none to mark nothing."""
        self._hits = (index, tuple(spans)) if spans and index is not None else None

    def set_notes(self, page: Page, notes: Sequence[Note]) -> None:
        """Mark these notes: ranges where they are of this edition, paragraphs otherwise."""
        self._highlights = marks.highlights(page, notes)
        self.noted = {
            page.places[mark.number].passage.label: _noted(mark.note, page)
            for mark in self._highlights
            if mark.whole
        }

    def note_at(self, page: Page, position: int) -> Note | None:
        """Return the note whose highlight is uppermost at a document position."""
        mark = marks.highlight_at(page, self._highlights, position)
        return mark.note if mark is not None else None

    def add_note(self, page: Page, note: Note) -> list[marks.Highlight]:
        """Take one note more, and return where it is; its marks are made with the next others."""
        placed = marks.highlights(page, [note])
        for mark in placed:
            insort(self._highlights, mark, key=marks.length_first)
            if mark.whole:
                label = page.places[mark.number].passage.label
                self.noted = {**self.noted, label: _noted(note, page)}
        return placed

    def notes_between(self, page: Page, begin: int, end: int) -> list[Note]:
        """Return the notes whose highlights touch a stretch of the document, in its order."""
        touched: dict[str, tuple[int, Note]] = {}
        for mark in self._highlights:
            if not mark.whole:
                first, last = page.span(mark.number, mark.start, mark.end)
                if first < end and begin < last:
                    touched.setdefault(mark.note.id, (first, mark.note))
        return [note for _, note in sorted(touched.values(), key=lambda one: one[0])]

    def selections(
        self, page: Page, seen: Sequence[Place], theme: Theme
    ) -> list[QTextEdit.ExtraSelection]:
        """Return the marks for what is seen, and remember for how far they are there."""
        numbers = [page.at(place.first) or 0 for place in seen] or [0]
        few = not self.found and len(self._highlights) <= _MANY
        around = _AROUND if few else _AROUND_FOUND
        self._marked = range(numbers[0] - around, numbers[-1] + around + 1)
        made = [
            self._selection(page, mark, theme)
            for mark in self._highlights
            if not mark.whole and mark.note.style == "fill" and mark.number in self._marked
        ]
        if self._hits and self._hits[0] in self._marked:
            index, spans = self._hits
            lit = marks.hit_format(theme)
            made += [marks.selection(page, index, span, lit) for span in spans]
        if self.found:
            made += self.found.selections(page, self._marked, theme)
        return made

    def _selection(
        self, page: Page, mark: marks.Highlight, theme: Theme
    ) -> QTextEdit.ExtraSelection:
        """Return the mark of a highlight, made once: a cursor costs more than all else of it."""
        key = (mark.number, mark.start, mark.end, mark.note.color, theme.name)
        if (made := self._made.get(key)) is None:
            form = marks.note_format(theme, mark.note.color)
            made = marks.selection(page, mark.number, (mark.start, mark.end), form)
            self._made[key] = made
        return made

    def lack(self, page: Page, seen: Sequence[Place]) -> bool:
        """Tell whether something has come into view for which there are no marks yet."""
        if not (seen and self):
            return False
        ends = page.at(seen[0].first), page.at(seen[-1].first)
        return any(end not in self._marked for end in ends)

    def paint(self, painter: QPainter, page: Page, theme: Theme, scroll: float) -> None:
        """Paint the notes that are lines, and the frame around the match one is at."""
        lines = [
            mark
            for mark in self._highlights
            if mark.note.style != "fill" and mark.number in self._marked
        ]
        if lines:
            from desktop.reader.note_lines import paint_lines

            paint_lines(painter, page, lines, theme, scroll)
        if self.found:
            self.found.paint(painter, page, self._marked, theme)


def _noted(note: Note, page: Page) -> Noted:
    return Noted(note.color, note.anchor.key != page.edition.key, note.kind == "bookmark")
