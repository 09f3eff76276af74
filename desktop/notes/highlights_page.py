"""Only what was highlighted, read as a document of its own: by paragraph, in the text's order."""

import html
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QWidget

from db import links
from db.address import describe
from db.models import RIGHT_TO_LEFT, Note
from db.notes.markup import NOTE, plain
from desktop.notes.color_names import ColorNames
from desktop.theme import Theme, ink, reader_font

_WIDEST = 760
_NONE = (
    "<p>Nothing is highlighted yet. Select words in a text and press 1 to 6; they are gathered "
    "here, to be read without the rest.</p>"
)


class HighlightsPage(QWidget):
    """A quiet column of quotations; each leads to its paragraph, and to its note."""

    address_requested = Signal(str)
    note_requested = Signal(str)
    """The note with this id is wanted."""

    def __init__(self, theme: Theme, names: ColorNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._names = theme, names
        self._notes: Sequence[Note] | None = None
        self._titles: Mapping[str, str] = {}
        self.view = QTextBrowser(self)
        self.view.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.view.setOpenLinks(False)
        self.view.setMaximumWidth(_WIDEST)
        self.view.document().setDocumentMargin(28)
        self.view.anchorClicked.connect(self._clicked)
        for named in (self, self.view):
            named.setAccessibleName("Only my highlights")
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.view)
        self.setFocusProxy(self.view)
        names.changed.connect(self._set)
        self.set_theme(theme)

    def show_notes(self, notes: Sequence[Note], titles: Mapping[str, str]) -> None:
        """Show these highlights, each document under its title."""
        self._notes, self._titles = notes, titles
        self._set()

    def set_theme(self, theme: Theme) -> None:
        """Set the text in another theme."""
        self._theme = theme
        self.view.document().setDefaultFont(reader_font("en", 17))
        self._set()

    def _set(self) -> None:
        bar = self.view.verticalScrollBar()
        at = bar.value()
        theme = self._theme
        sheet = (
            f"a {{ color: {theme.accent}; text-decoration: none; }}"
            f"p.small {{ color: {theme.muted}; font-size: 13px; margin: 0 0 18px 0; }}"
            "p.words { margin: 0 0 2px 0; } p.mine { margin: 4px 0 2px 16px; font-size: 15px; }"
        )
        self.view.document().setDefaultStyleSheet(sheet)
        if self._notes is not None:
            self.view.setHtml("".join(self._document(self._notes)) or _NONE)
        bar.setValue(at)

    def _document(self, listed: Sequence[Note]) -> Iterator[str]:
        by_document = groupby(listed, key=lambda note: note.anchor.key.document)
        for document, notes in by_document:
            yield f"<h2>{html.escape(self._titles.get(document, document))}</h2>"
            for note in notes:
                yield from self._note(note)

    def _note(self, note: Note) -> Iterator[str]:
        side = "rtl" if note.anchor.key.language in RIGHT_TO_LEFT else "ltr"
        for segment in note.segments:
            anchor = segment.anchor
            words = html.escape(anchor.quote).replace("\n", "<br>")
            marked = f'<span style="{self._style(note)}">{words}</span>'
            yield f'<p class="words" dir="{side}">{marked}</p>'
        if note.body.strip():
            body = html.escape(plain(note.body).strip()).replace("\n", "<br>")
            yield f'<p class="mine">{body}</p>'
        anchor = note.anchor
        href = links.write(
            links.Link(anchor.key.document, anchor.label, anchor.key.kind, anchor.key.language)
        )
        where = html.escape(describe(anchor.label))
        said = html.escape(" · ".join(filter(None, [self._names.name(note.color), *note.tags])))
        yield (
            f'<p class="small"><a href="{html.escape(href)}">{where}</a> · {said} · '
            f'<a href="{NOTE}{note.id}">note</a></p>'
        )

    def _style(self, note: Note) -> str:
        """Say in CSS how a highlight is drawn."""
        if note.style == "fill":
            return f"background-color: {getattr(self._theme, note.color, self._theme.yellow)};"
        line = "line-through" if note.style == "strike" else "underline"
        return f"text-decoration: {line}; color: {ink(note.color, self._theme).name()};"

    def _clicked(self, url: QUrl) -> None:
        target = url.toString()
        if target.startswith(NOTE):
            self.note_requested.emit(target.removeprefix(NOTE))
        else:
            self.address_requested.emit(target)
