"""The page of the file beside the paragraphs that were read of it, with the current one marked."""

from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.tasks import Worker
from desktop.theme import Theme

if TYPE_CHECKING:
    from db.formats.pdf_picture import Box, Picture

_KEPT = 6
"""So many pages are kept as pictures."""
_SETTLING = 60
"""Milliseconds without another paragraph or width after which a page is drawn."""
_MARK = 70
"""How strong the mark over the paragraph is, of 255."""


class _Leaf(QWidget):
    """A page as a picture, as wide as it is given room."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.image: QImage | None = None
        self.boxes: Sequence[Box] = ()
        self.words = ""

    def hasHeightForWidth(self) -> bool:
        """Overrides QWidget.hasHeightForWidth."""
        return self.image is not None

    def heightForWidth(self, width: int) -> int:
        """Overrides QWidget.heightForWidth."""
        return self.height_at(width)

    def height_at(self, width: int) -> int:
        """Return how high the page is at a width."""
        if self.image is None or not self.image.width():
            return 0
        return round(width * self.image.height() / self.image.width())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Overrides QWidget.paintEvent."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self.image is None:
            painter.setPen(self.theme.color("muted"))
            room = self.rect().adjusted(16, 16, -16, -16)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, int(flags), self.words)
            painter.end()
            return
        painter.drawImage(self.rect(), self.image)
        mark = self.theme.color("accent")
        mark.setAlpha(_MARK)
        for left, top, right, bottom in self.boxes:
            box = QRectF(left * self.width(), top * self.height(), (right - left) * self.width(),
                         (bottom - top) * self.height())  # fmt: skip
            painter.fillRect(box.adjusted(-1, -1, 1, 1), mark)
        painter.end()


class PagePictures(QWidget):
    """Shows a page of a PDF; drawn in a worker's thread, a little after it was asked for."""

    def __init__(self, worker: Worker, data: bytes, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._worker, self._data = worker, data
        self._page, self._text = 0, ""
        self._pictures: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self.leaf = _Leaf(theme, self)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.area.setWidget(self.leaf)
        self.area.setAccessibleName("The page of the file")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)
        self._soon = QTimer(self, singleShot=True, interval=_SETTLING)
        self._soon.timeout.connect(self._ask)

    def minimumSizeHint(self) -> QSize:
        """Overrides QWidget.minimumSizeHint."""
        return QSize(200, 120)

    def set_theme(self, theme: Theme) -> None:
        """Paint with this theme from now on."""
        self.leaf.theme = theme
        self.leaf.update()

    def show_place(self, page: int, text: str) -> None:
        """Show a page (from 1, 0 where it is not known) and mark a paragraph on it."""
        if page != self._page:
            self.leaf.boxes = ()
        self._page, self._text = page, text
        self.leaf.setAccessibleName(f"Page {page}" if page else "")
        if page:
            self._soon.start()
        else:
            self._show(None, "It is not known on which page this paragraph is.")

    def _width(self) -> int:
        return max(1, round(self.area.viewport().width() * self.devicePixelRatioF()))

    def _ask(self) -> None:
        if not self.isVisible() or not self._page:
            return
        if kept := self._pictures.get((self._page, self._width())):
            self._show(kept)
            mark = partial(_boxes, data=self._data, page=self._page, text=self._text)
            self._worker.ask(self, mark, self._mark, lane="boxes")
            return
        work = partial(_drawn, data=self._data, page=self._page, width=self._width(),
                       text=self._text)  # fmt: skip
        self._worker.ask(self, work, self._drawn, self._failed, lane="picture")

    def _drawn(self, found: "tuple[Picture, int, list[Box]]") -> None:
        picture, width, boxes = found
        image = QImage(picture.pixels, picture.width, picture.height, picture.stride,
                       QImage.Format.Format_RGB32).copy()  # fmt: skip
        self._pictures[picture.page, width] = image
        if len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        if picture.page == self._page:
            self._show(image)
            self._mark(boxes)

    def _failed(self, error: Exception) -> None:
        self._show(None, str(error))

    def _show(self, image: QImage | None, words: str = "") -> None:
        self.leaf.image, self.leaf.words = image, words
        self.leaf.setMinimumHeight(self.leaf.height_at(self.area.viewport().width()))
        self.leaf.updateGeometry()
        self.leaf.update()

    def _mark(self, boxes: "list[Box]") -> None:
        self.leaf.boxes = boxes
        self.leaf.update()
        if boxes:
            middle = self.leaf.minimumHeight() * (boxes[0][1] + boxes[0][3]) / 2
            self.area.ensureVisible(0, round(middle), 0, self.area.viewport().height() // 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the page for the new width."""
        super().resizeEvent(event)
        self._soon.start()


def _drawn(
    _connection: Any, *, data: bytes, page: int, width: int, text: str
) -> "tuple[Picture, int, list[Box]]":
    from db.formats import pdf_picture

    return pdf_picture.picture(data, page, width), width, pdf_picture.boxes(data, page, text)


def _boxes(_connection: Any, *, data: bytes, page: int, text: str) -> "list[Box]":
    from db.formats import pdf_picture

    return pdf_picture.boxes(data, page, text)
