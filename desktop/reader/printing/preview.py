"""The pages as they will be on paper, one under the other, painted when they come into view."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPageSize, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from desktop import theme as themes
from desktop.reader.printing.sheets import Sheets
from desktop.theme import Theme

_GAP = 16
_WIDEST = 900
"""Pixels: the widest a page is shown."""
_KEPT = 6
"""So many painted pages are kept for scrolling."""


class PreviewView(QAbstractScrollArea):
    """Shows pages at the width of the view; Page Up and Down, Home and End go through them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: Sheets | None = None
        self._painted: dict[int, QPixmap] = {}
        self._theme = theme
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._tell)
        self._tell()

    def show_sheets(self, sheets: Sheets | None) -> None:
        """Show these pages, as near as may be to where the ones before were scrolled."""
        bar = self.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self._sheets = sheets
        self._arrange()
        bar.setValue(round(share * bar.maximum()))
        self._tell()

    def set_theme(self, theme: Theme) -> None:
        """Take another ground to lie on; the paper stays white."""
        self._theme = theme
        self.viewport().update()

    @property
    def current(self) -> int:
        """The number of the page in view, counted from 0."""
        if self._sheets is None:
            return 0
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        return max(0, min(middle // self._step, self._sheets.count - 1))

    def _tell(self) -> None:
        """Say for a screen reader which page is in view."""
        if self._sheets is None:
            self.setAccessibleName("Preview")
        else:
            self.setAccessibleName(f"Preview, page {self.current + 1} of {self._sheets.count}")

    @property
    def _size(self) -> QSize:
        """How large a page is shown, in pixels."""
        width = max(120, min(_WIDEST, self.viewport().width() - 2 * _GAP))
        if self._sheets is None:
            return QSize(width, width)
        paper = self._sheets.paper.size(QPageSize.Unit.Point)
        return QSize(width, round(width * paper.height() / paper.width()))

    @property
    def _step(self) -> int:
        return self._size.height() + _GAP

    def _arrange(self) -> None:
        self._painted.clear()
        count = self._sheets.count if self._sheets else 0
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, count * self._step + _GAP - self.viewport().height()))
        bar.setPageStep(self._step)
        bar.setSingleStep(48)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the width, and stay at the same page."""
        super().resizeEvent(event)
        self.show_sheets(self._sheets)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and the last page; the arrows are the view's own."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif event.key() == Qt.Key.Key_PageDown:
            bar.setValue((self.current + 1) * self._step)
        elif event.key() == Qt.Key.Key_PageUp:
            bar.setValue((self.current - 1) * self._step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in view, and a ring where the keys are."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._theme.color("window"))
        if self._sheets is None:
            painter.end()
            return
        shift, size = self.verticalScrollBar().value(), self._size
        left = (self.viewport().width() - size.width()) // 2
        first = max(0, (shift - _GAP) // self._step)
        for number in range(first, self._sheets.count):
            top = _GAP + number * self._step - shift
            if top > self.viewport().height():
                break
            painter.drawPixmap(QPointF(left, top), self._page(number, size))
            painter.setPen(self._theme.color("accent" if self._is_at(number) else "border"))
            painter.drawRect(QRectF(QRect(left, top, size.width(), size.height())))
        painter.end()

    def _is_at(self, number: int) -> bool:
        return self.hasFocus() and number == self.current

    def _page(self, number: int, size: QSize) -> QPixmap:
        """Return a page as a picture, painted once for as long as it is near."""
        assert self._sheets is not None
        if (known := self._painted.get(number)) is not None:
            return known
        ratio = self.devicePixelRatioF()
        made = QPixmap(size * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(themes.theme("light").color("page"))
        painter = QPainter(made)
        points = self._sheets.paper.size(QPageSize.Unit.Point).width()
        self._sheets.paint(painter, number, size.width() / points)
        painter.end()
        while len(self._painted) >= _KEPT:
            del self._painted[max(self._painted, key=lambda other: abs(other - number))]
        self._painted[number] = made
        return made
