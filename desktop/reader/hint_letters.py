"""Letters on the links in view, to follow one without the mouse."""

from collections.abc import Iterator
from itertools import islice, product

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.reader.page_view import PageView
from desktop.reader.pointing import Spot, links_in, rects
from desktop.theme import Theme

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
_SIDE = 4


def letters_for(count: int) -> list[str]:
    """Return so many different names of letters, all of one length."""
    length = 1
    while len(LETTERS) ** length < count:
        length += 1
    return ["".join(name) for name in islice(product(LETTERS, repeat=length), count)]


class HintLetters(QWidget):
    """Lies over a page while a link is being chosen; it is given the page's keys."""

    chosen = Signal(object)
    """The Spot whose letters were typed."""

    def __init__(self, page: PageView, theme: Theme) -> None:
        super().__init__(page.viewport())
        self._page, self._theme = page, theme
        self._named: dict[str, Spot] = {}
        self._typed = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._theme = theme

    @property
    def named(self) -> dict[str, Spot]:
        """The links that can still be chosen, by their letters."""
        return {name: spot for name, spot in self._named.items() if name.startswith(self._typed)}

    def start(self) -> bool:
        """Put letters on the links in view; tell whether there are any."""
        spots = list(self._in_view())
        self._named = dict(zip(letters_for(len(spots)), spots, strict=True))
        self._typed = ""
        if spots:
            self.setGeometry(self._page.viewport().rect())
            said = ", ".join(f"{name}: {self._words(spot)}" for name, spot in self._named.items())
            self.setAccessibleName("Links in view")
            self.setAccessibleDescription(said)
            self.show()
            self.raise_()
        return bool(spots)

    def _in_view(self) -> Iterator[Spot]:
        area = self._page.viewport().rect()
        block = self._page.cursorForPosition(QPoint(area.center().x(), 0)).block()
        last = self._page.cursorForPosition(QPoint(area.center().x(), area.bottom())).block()
        while block.isValid() and block.blockNumber() <= last.blockNumber():
            for spot in links_in(block):
                found = rects(self._page, spot)
                if found and area.contains(found[0].center()):
                    yield spot
            block = block.next()

    def _words(self, spot: Spot) -> str:
        cursor = self._page.textCursor()
        cursor.setPosition(spot.start)
        cursor.setPosition(spot.end, cursor.MoveMode.KeepAnchor)
        return cursor.selectedText()

    def key(self, event: QKeyEvent) -> None:
        """Take a key: a letter narrows, the last one chooses, anything else ends it."""
        typed = self._typed + event.text().lower()
        if event.key() == Qt.Key.Key_Backspace:
            typed = self._typed[:-1]
        elif not event.text().isalpha() or not any(n.startswith(typed) for n in self._named):
            if event.text() or event.key() == Qt.Key.Key_Escape:
                self.hide()
            return
        self._typed = typed
        if typed in self._named:
            self.hide()
            self.chosen.emit(self._named[typed])
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a plate with its letters before each link."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        for name, spot in self.named.items():
            found = rects(self._page, spot)
            if found:
                self._plate(painter, metrics, name.upper(), QPointF(found[0].topLeft()))
        painter.end()

    def _plate(self, painter: QPainter, metrics: QFontMetricsF, name: str, at: QPointF) -> None:
        width = metrics.horizontalAdvance(name) + 2 * _SIDE
        height = metrics.height()
        plate = QRectF(max(0.0, at.x() - width / 2), at.y() - height / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent"))
        painter.drawRoundedRect(plate, 4, 4)
        painter.setPen(self._theme.color("page"))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, name)
