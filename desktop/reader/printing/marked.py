"""The person's highlights and notes on paper: underlined by colour, numbered, told at the end."""

import unicodedata
from collections.abc import Generator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)

from db.address import describe
from db.models import COLORS, Note
from desktop import theme as themes
from desktop.reader.marks import Highlight, highlights, line_format, note_format
from desktop.reader.page import Page
from desktop.reader.printing.options import PrintOptions
from desktop.theme import Theme

_OWN_WORDS = frozenset({"official", "quoted"})


def marking(
    page: Page, notes: Sequence[Note], options: PrintOptions, theme: Theme
) -> Generator[None, None, None]:
    """Put highlights, note numbers and the notes themselves into a composed page, one by one.

    Every colour has an underline of its own, so that it is told apart in black and white; what is
    a line on the screen is a line here. The text changes: afterwards only the blocks of the page's
    places hold, not their positions.
    """
    placed = highlights(page, notes)
    placed.sort(key=lambda one: (one.number, one.end if not one.whole else 1 << 30, one.start))
    numbered = [one for one in placed if one.note.body or one.note.tags] if options.notes else []
    cursor = QTextCursor(page.document)
    cursor.beginEditBlock()
    for one in placed if options.highlights else ():
        _highlight(page, one, theme)
        yield
    for number in range(len(numbered), 0, -1):
        _number(page, numbered[number - 1], number, theme)
        yield
    end = _End(page, theme)
    if options.notes:
        yield from end.telling_notes(numbered, [note for note in notes if note.state == "orphan"])
    if options.highlights:
        end.tell_colors({one.note.color for one in placed if not one.whole})
    cursor.endEditBlock()


def underlined(theme: Theme, color: str) -> QTextCharFormat:
    """Return how a highlight looks on paper: its colour, and the line that colour has."""
    form = note_format(theme, color)
    form.setUnderlineStyle(themes.underline(color, themes.theme("contrast")))
    return form


def _highlight(page: Page, one: Highlight, theme: Theme) -> None:
    if not one.whole:
        cursor = QTextCursor(page.document)
        first, last = page.span(one.number, one.start, one.end)
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        color, style = one.note.color, one.note.style
        filled = style == "fill"
        form = underlined(theme, color) if filled else line_format(theme, color, style)
        cursor.mergeCharFormat(form)


def _number(page: Page, one: Highlight, number: int, theme: Theme) -> None:
    cursor = QTextCursor(page.document)
    cursor.setPosition(page.span(one.number, one.start, one.end)[1])
    cursor.insertText(f"[{number}]", _small(page, theme, above=True))


def _small(page: Page, theme: Theme, *, above: bool = False) -> QTextCharFormat:
    form = QTextCharFormat()
    font = QFont(page.document.defaultFont())
    if not above:
        font.setPixelSize(round(font.pixelSize() * 0.85))
    form.setFont(font)
    form.setForeground(theme.color("muted" if above else "text"))
    if above:
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
    return form


def _runs_right_to_left(words: str) -> bool:
    """Tell the direction of the first letter that has one."""
    kinds = (unicodedata.bidirectional(char) for char in words)
    return next((kind != "L" for kind in kinds if kind in {"L", "R", "AL"}), False)


class _End:
    """What stands after the text of a document."""

    def __init__(self, page: Page, theme: Theme) -> None:
        self._page, self._theme = page, theme
        self._cursor = QTextCursor(page.document)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._form = _small(page, theme)

    def _block(self, top: float, words: str = "") -> None:
        """Begin a block that runs as its words do: notes are not in the document's language."""
        form = QTextBlockFormat()
        form.setTopMargin(top)
        rtl = _runs_right_to_left(words)
        directions = Qt.LayoutDirection
        form.setLayoutDirection(directions.RightToLeft if rtl else directions.LeftToRight)
        self._cursor.insertBlock(form)

    def _heading(self, words: str) -> None:
        self._block(26)
        form = QTextCharFormat(self._form)
        form.setFontWeight(QFont.Weight.DemiBold)
        self._cursor.insertText(words, form)

    def telling_notes(
        self, numbered: Sequence[Highlight], lost: Sequence[Note]
    ) -> Generator[None, None, None]:
        """Write the notes under their numbers, and those whose words are no longer there."""
        if numbered:
            self._heading("Notes")
        for number, one in enumerate(numbered, 1):
            passage = self._page.places[one.number].passage
            own = passage.voice in _OWN_WORDS
            self._note(f"{number}. {describe(passage.label)}", one.note, quoted=own)
            yield
        written = [note for note in lost if note.body or note.anchor.quote]
        if written:
            self._heading("Notes whose words are no longer in the text")
        for note in written:
            self._note(describe(note.anchor.label), note, quoted=False)
            yield

    def _note(self, where: str, note: Note, *, quoted: bool) -> None:
        words = " ".join(note.anchor.quote.split())
        self._block(8)
        self._cursor.insertText(where, self._form)
        if words:
            slanted = QTextCharFormat(self._form)
            slanted.setFontItalic(not quoted)
            self._cursor.insertText(" · ", self._form)
            self._cursor.insertText(f"“{words}”" if quoted else words, slanted)
        if note.tags:
            self._cursor.insertText(f" · {', '.join(note.tags)}", self._form)
        for line in note.body.splitlines():
            self._block(2, line)
            self._cursor.insertText(line, self._form)

    def tell_colors(self, used: set[str]) -> None:
        """Show each colour that is used with its name and its line."""
        if not used:
            return
        self._block(26)
        self._cursor.insertText("Highlights: ", self._form)
        for number, color in enumerate(color for color in COLORS if color in used):
            if number:
                self._cursor.insertText("   ", self._form)
            form = QTextCharFormat(self._form)
            form.merge(underlined(self._theme, color))
            self._cursor.insertText(f" {color} ", form)
