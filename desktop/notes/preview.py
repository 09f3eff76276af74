"""A note as it reads: its Markdown set, raw HTML as text, nothing loaded, links asked for."""

from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QPalette, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from db.notes.markup import to_markdown
from desktop.theme import Theme

DELAY = 60
"""Milliseconds after a key in which several are set at once."""
MOST = 20_000
"""Characters that are set: more cannot be looked over beside the text, and would hold it up."""
_HIGHEST = 260
_FEATURES = (
    QTextDocument.MarkdownFeature.MarkdownDialectGitHub
    | QTextDocument.MarkdownFeature.MarkdownNoHTML
)


class NotePreview(QTextBrowser):
    """Follows what is typed a moment later; as high as its text, up to a limit."""

    link_activated = Signal(str)
    """Where a link in the note leads."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("How the note reads")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.anchorClicked.connect(self._clicked)
        self._body, self._document = "", ""
        self._pause = QTimer(self, singleShot=True, interval=DELAY)
        self._pause.timeout.connect(self._set)
        self.document().setDocumentMargin(6)
        # A palette of its own would be lost when the application is dressed in another theme.
        self.viewport().setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.set_theme(theme)

    def show_body(self, body: str, document: str) -> None:
        """Show a note; `op6` alone is a paragraph of `document`."""
        self._body, self._document = body, document
        self._pause.start()

    def set_theme(self, _theme: Theme) -> None:
        """Set the note anew: links keep the colour they were set in."""
        self._set()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Load nothing: a note's pictures and styles could be anywhere."""
        return None

    def _set(self) -> None:
        body = self._body[:MOST]
        if len(self._body) > MOST:
            body += "\n\n…"
        self.document().setMarkdown(to_markdown(body, self._document), _FEATURES)
        self._calm_headings()
        self.updateGeometry()

    def _calm_headings(self) -> None:
        """Set headings little larger than the text: there is not much room beside a page."""
        block = self.document().begin()
        while block.isValid():
            if level := block.blockFormat().headingLevel():
                cursor = QTextCursor(block)
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                form = QTextCharFormat()
                form.setProperty(QTextFormat.Property.FontSizeAdjustment, max(0, 2 - level))
                cursor.mergeCharFormat(form)
            block = block.next()

    def sizeHint(self) -> QSize:
        """Return the height of the text, up to the limit."""
        self.document().setTextWidth(self.viewport().width())
        return QSize(200, min(_HIGHEST, round(self.document().size().height()) + 2))

    def minimumSizeHint(self) -> QSize:
        """Return the height of two lines."""
        return QSize(40, 2 * self.fontMetrics().height())

    def _clicked(self, url: QUrl) -> None:
        self.link_activated.emit(url.toString())
