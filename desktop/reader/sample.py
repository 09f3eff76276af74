"""A few lines of text set as the page is, to choose type by."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QWidget

from db.models import RIGHT_TO_LEFT
from desktop.reader.look import Look
from desktop.theme import reader_font

WORDS = {
    "ar": "هكذا تبدو الصفحة: سطور يسهل البدء بها، ويسهل المضي فيها حتى آخرها.",
    "zh": "页面就是这样排的：一行一行读下去，不费眼力，也不会看错行。",
    "en": "This is how the page is set: lines that are easy to begin and to follow to the end.",
    "fr": "Voici comment la page est composée : des lignes qu’on suit sans effort jusqu’au bout.",
    "ru": "Так набрана страница: строки, которые легко начать и легко дочитать до самого конца.",
    "es": "Así se compone la página: renglones fáciles de empezar y de seguir hasta el final.",
}
_MARGIN = 10
_HEIGHT = 100


class Sample(QWidget):
    """Paints one sentence of a language in the type that is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(_MARGIN)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setFixedHeight(_HEIGHT)

    @property
    def document(self) -> QTextDocument:
        """The sentence as it is set."""
        return self._document

    def show_look(self, look: Look, language: str) -> None:
        """Set the sentence of a language in this look."""
        words = WORDS.get(language, WORDS["en"])
        self.setAccessibleName(f"Sample: {words}")
        font = reader_font(language, look.size, look.type.family(language))
        self._document.setDefaultFont(font)
        self._document.setPlainText(words)
        form = QTextBlockFormat()
        share = look.type.leading * font.pixelSize() / QFontMetricsF(font).height()
        form.setLineHeight(share, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if look.type.justified:
            form.setAlignment(Qt.AlignmentFlag.AlignJustify)
        if language in RIGHT_TO_LEFT:
            form.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        cursor = QTextCursor(self._document)
        cursor.setBlockFormat(form)
        self.update()

    def sizeHint(self) -> QSize:
        """Some lines in the usual size; what is larger is cut off below."""
        return QSize(300, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sentence in the palette's colours."""
        painter = QPainter(self)
        self._document.setTextWidth(self.width())
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette = self.palette()
        context.clip = QRectF(self.rect())
        painter.setClipRect(self.rect())
        self._document.documentLayout().draw(painter, context)
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
