"""Ticks over the scroll bar of a page: where in the whole text something was found."""

from collections.abc import Generator, Iterable, Sequence
from itertools import groupby
from operator import attrgetter

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from db.search.finding import Found
from desktop.reader.page import Page
from desktop.reader.text_view import TextView
from desktop.theme import Theme
from desktop.widgets.slices import Slices

_HIGH, _HIGHER = 3, 7


class ScrollMarks(QWidget):
    """Lies over the scroll bar, on whichever side that is, and lets the mouse through."""

    def __init__(self, view: TextView, theme: Theme) -> None:
        super().__init__(view.verticalScrollBar())
        self._view, self._theme = view, theme
        self._bar = view.verticalScrollBar()
        self._page: Page | None = None
        self._found: Sequence[Found] = ()
        self._current: Found | None = None
        self._heights: set[int] = set()
        self._own: int | None = None
        self._slices = Slices(self)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._bar.installEventFilter(self)
        view.laid_out.connect(self._measure)
        self.resize(self._bar.size())
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        self._theme = theme
        self.update()

    def set_found(self, found: Sequence[Found]) -> None:
        """Show where these are."""
        self._found, self._current, self._page = found, None, self._view.page
        self.setVisible(bool(found))
        self._measure()

    def set_current(self, current: Found | None) -> None:
        """Show which of them one is at."""
        self._current = current
        self._own = self._height_of(current)
        self.update()

    @property
    def ticks(self) -> list[int]:
        """How far down the bar there is a tick, in pixels."""
        return sorted(self._heights)

    @property
    def current_tick(self) -> int | None:
        """How far down the bar the match is that one is at, in pixels."""
        return self._own

    # where they are ---------------------------------------------------------------------------

    def _measure(self) -> None:
        """Find out where the ticks are: again whenever more of the text is laid out."""
        self._slices.stop()
        if not self._found:
            self._heights, self._own = set(), None
            self.update()
        elif self._page is not None and self._page is self._view.page:
            self._slices.start(self._measuring(self._page), self._measured)

    def _measuring(self, page: Page) -> Generator[None, None, set[int]]:
        heights: set[int] = set()
        for passage, group in groupby(self._found, key=attrgetter("passage")):
            heights |= self._heights_in(page, passage, group)
            yield
        return heights

    def _measured(self, heights: set[int]) -> None:
        self._heights = heights
        self._own = self._height_of(self._current)
        self.update()

    def _height_of(self, one: Found | None) -> int | None:
        page = self._page
        if one is None or page is None or page is not self._view.page:
            return None
        return next(iter(self._heights_in(page, one.passage, [one])))

    def _heights_in(self, page: Page, passage: int, found: Iterable[Found]) -> set[int]:
        """Return how far down the bar matches of a passage are: by its height, once it is known."""
        top, height = self._view.extent(passage)
        length = len(page.places[passage].passage.text) or 1
        room = self.height() - _HIGHER
        return {round(room * (top + height * one.start / length)) for one in found}

    # look -------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the bar."""
        if event.type() == QEvent.Type.Resize:
            self.resize(self._bar.size())
            self._measure()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a line for each place; the current one is higher and as wide as the bar."""
        painter = QPainter(self)
        painter.setPen(self._theme.color("page"))
        painter.setBrush(self._theme.color("accent"))
        for height in self._heights:
            painter.drawRect(QRectF(2.5, height + 1.5, self.width() - 6, _HIGH + 1))
        if self._own is not None:
            painter.setBrush(self._theme.color("text"))
            painter.drawRect(QRectF(0.5, self._own - 0.5, self.width() - 1, _HIGHER))
        painter.end()
