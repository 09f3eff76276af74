"""The passage of a hit beside the list, its words marked, between its neighbours."""

from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from db.models import LANGUAGES, RIGHT_TO_LEFT, Hit
from desktop.search import asking
from desktop.search.wording import KIND_WORDS, VOICE_WORDS, place
from desktop.tasks import Worker
from desktop.theme import Theme, reader_font
from desktop.widgets.row_paint import tip

if TYPE_CHECKING:
    from db.search.context import Context

PAUSE = 40
"""Milliseconds one stays at a hit before its passage is read."""
_SIZE, _SMALL = 17, 14
_BEFORE, _AFTER = 240, 2000
"""So many characters of the neighbours are shown: the passage itself is to be in view."""


class HitPreview(QWidget):
    """Shows one hit after the other; it is read off the window's thread."""

    open_requested = Signal(object)
    """The Hit in view is to be opened."""
    left = Signal()

    def __init__(self, worker: Worker, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._worker, self._theme = worker, theme
        self._hit: Hit | None = None
        self._name = ""
        self._context: Context | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._read)
        self.head = QLabel(self)
        self.head.setObjectName("panelTitle")
        self.head.setWordWrap(True)
        self.head.setTextFormat(Qt.TextFormat.PlainText)
        self.foot = QLabel(self)
        self.foot.setObjectName("muted")
        self.foot.setWordWrap(True)
        self.foot.setTextFormat(Qt.TextFormat.PlainText)
        self.view = QTextBrowser(self)
        self.view.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.view.setAccessibleName("The passage")
        self.view.document().setDocumentMargin(4)
        self.open_button = QPushButton("Open", self)
        self.open_button.setToolTip("Open it where it stands (Enter in the list)")
        row = QHBoxLayout()
        row.addWidget(self.foot, 1)
        row.addWidget(self.open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 14, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.view, 1)
        column.addLayout(row)
        self.open_button.clicked.connect(self._open)
        self.show_hit(None)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._theme = theme
        self._paint()

    def show_hit(self, hit: Hit | None, name: str = "") -> None:
        """Show a hit's passage in a moment, under its document's name; None for nothing."""
        self._name = name
        if hit == self._hit and hit is not None:
            return
        self._hit, self._context = hit, None
        if hit is None:
            self._pause.stop()
            self._paint()
        else:
            self._pause.start()

    def _read(self) -> None:
        if self._hit is not None:
            work = partial(asking.beside, hit=self._hit)
            self._worker.ask(self, work, self._came, self._not_read, lane="preview")

    def _came(self, found: "Context | None") -> None:
        self._context = found
        self._paint()

    def _not_read(self, error: Exception) -> None:
        self._paint()
        self.foot.setText(str(error))

    def _paint(self) -> None:
        hit = self._hit
        for part in (self.open_button, self.foot):
            part.setVisible(hit is not None)
        if hit is None:
            self.head.setText("")
            self.view.setHtml("")
            return
        self.head.setText(f"{self._name or hit.document_title}, {place(hit)}")
        self.head.setToolTip(tip(hit.document_title))
        language = LANGUAGES.get(hit.key.language, hit.key.language)
        speaker = self._context.passage.speaker if self._context else ""
        said = KIND_WORDS.get(hit.what, "") or VOICE_WORDS[hit.voice]
        self.foot.setText(" · ".join(filter(None, (speaker, said, language))))
        self.view.document().setDefaultFont(reader_font(hit.key.language, _SIZE))
        self.view.setHtml(self._html(hit))

    def _html(self, hit: Hit) -> str:
        rtl = ' dir="rtl"' if hit.key.language in RIGHT_TO_LEFT else ""
        if self._context is None or hit.what != "passage":
            words = _marked(hit.snippet, hit.snippet_marks, self._theme)
            return f"<div{rtl}>{words}</div>"
        found = self._context
        before = "".join(self._neighbour(ending(one.text)) for one in found.before)
        after = "".join(self._neighbour(one.text[:_AFTER]) for one in found.after)
        here = _marked(found.passage.text, hit.marks, self._theme)
        return f"<div{rtl}>{before}<p>{here}</p>{after}</div>"

    def _neighbour(self, words: str) -> str:
        return f'<p style="color: {self._theme.muted}; font-size: {_SMALL}px">{escape(words)}</p>'

    def _open(self) -> None:
        if self._hit is not None:
            self.open_requested.emit(self._hit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens the passage, Escape goes back to the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def ending(text: str) -> str:
    """Return the end of a passage, cut between words."""
    if len(text) <= _BEFORE:
        return text
    return f"… {text[-_BEFORE:].partition(' ')[2]}"


def _marked(text: str, marks: tuple[tuple[int, int], ...], theme: Theme) -> str:
    style = f"background-color: {theme.orange}; text-decoration: underline; font-weight: 600"
    made, at = [], 0
    for start, end in marks:
        made.append(escape(text[at:start]))
        made.append(f'<span style="{style}">{escape(text[start:end])}</span>')
        at = end
    return "".join([*made, escape(text[at:])]).replace("\n", "<br>")
