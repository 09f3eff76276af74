"""A text in one column: how it is laid out, and where its passages stand in it and in the view."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QHideEvent, QPalette, QTextBlock
from PySide6.QtWidgets import QTextEdit, QWidget

from db.models import RIGHT_TO_LEFT
from desktop.reader import column
from desktop.reader.gutter import WIDTH as GUTTER_WIDTH
from desktop.reader.in_view import InView, Seen
from desktop.reader.laid_out import LaidOut
from desktop.reader.page import Page, Place
from desktop.reader.typography import Typography
from desktop.theme import Theme


class ColumnView(QTextEdit):
    """Holds a composed page and knows where everything is on it; what is shown is for others."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # A viewport of ours: PySide would load every widget class to find the type of Qt's own.
        self._viewport = QWidget(self)
        self._viewport.setBackgroundRole(QPalette.ColorRole.Base)
        self._viewport.setAutoFillBackground(True)
        self.setViewport(self._viewport)
        self.document().documentLayout().setPaintDevice(self._viewport)  # not the one just gone
        self.setReadOnly(True)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: where it came with the text, all of it would be laid out a second time.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(
            flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
            | flags.LinksAccessibleByMouse | flags.LinksAccessibleByKeyboard
        )  # fmt: skip
        self._viewport.setMouseTracking(True)
        self._theme = theme
        self._page: Page | None = None
        self._pending: tuple[str, int, bool] | None = None
        """What is to come into view once laid out: a label, where in it, whether by scrolling."""
        self._type = Typography()
        self._layout, self._in_view = LaidOut(self), InView(self)

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self._page

    @property
    def _rtl(self) -> bool:
        return self._page is not None and self._page.edition.key.language in RIGHT_TO_LEFT

    def _align(self) -> None:
        if self._page is not None:
            column.align(self._page.document, self._type)

    def _fit_column(self) -> None:
        self._in_view.forget()
        if self._page is not None:
            size = self._viewport.size()
            self._margin = column.fit(self._page.document, self._type, size, self._rtl)

    _margin = GUTTER_WIDTH

    def _column(self) -> QRectF:
        """Return from where to where the lines run, in the viewport."""
        form = self.document().rootFrame().frameFormat()
        width = self._viewport.width() - form.leftMargin() - form.rightMargin()
        return QRectF(form.leftMargin(), 0, width, self._viewport.height())

    # where passages stand -----------------------------------------------------------------------

    @property
    def is_laid_out(self) -> bool:
        """Whether all of the text has its place, so that heights can be asked for."""
        return self._page is not None and self._pending is None and not self._layout.busy

    def rect_of(self, index: int) -> QRectF:
        """Return where a passage stands in the text, in pixels from its beginning."""
        assert self._page is not None
        return self._rect(self._page.places[index].block)

    def _visible(self) -> Seen:
        """Return the passages that can be seen, each with its rectangle in the viewport."""
        assert self._page is not None
        return self._in_view.of(self._page, settled=self.is_laid_out)

    def _rect(self, number: int) -> QRectF:
        assert self._page is not None
        block: QTextBlock = self._page.document.findBlockByNumber(number)
        return self._page.document.documentLayout().blockBoundingRect(block)

    def extent(self, index: int) -> tuple[float, float]:
        """Return where a passage begins and how high it is, as parts of the whole text's height.

        Until all is laid out it is told by the number of characters.
        """
        assert self._page is not None
        place, document = self._page.places[index], self._page.document
        if self._layout.busy or self._pending is not None:
            all_of_it = document.characterCount()
            return place.first / all_of_it, len(place.passage.text) / all_of_it
        rect, height = self._rect(place.block), document.documentLayout().documentSize().height()
        return rect.top() / height, rect.height() / height

    def in_view(self) -> list[Place]:
        """Return the passages that are in view."""
        return [place for place, _ in self._visible()] if self._page else []

    @property
    def _edge(self) -> float:
        """Where the rule of the gutter runs."""
        return self._viewport.width() - self._margin + 14 if self._rtl else self._margin - 14

    def _ground(self, rect: QRectF) -> QRectF:
        return QRectF(rect.left() - 8, rect.top(), rect.width() + 16, rect.height() + 4)

    def _in_gutter(self, point: QPoint) -> bool:
        side = self._margin
        return point.x() > self._viewport.width() - side if self._rtl else point.x() < side

    def _beyond_the_text(self, point: QPoint) -> bool:
        column = self._column()
        return point.x() < column.left() if self._rtl else point.x() > column.right()

    def clear_selection(self) -> None:
        """Let go of the selected words; the caret stays at their end."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        self.setTextCursor(cursor)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the window's thread to the pages that are seen."""
        super().hideEvent(event)
        self._layout.pause()
