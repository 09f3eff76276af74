"""The quiet lines under terms of the glossary: dotted, the first of each in a paragraph."""

from functools import lru_cache

from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from db.glossary import Found, Glossary, first_of_each
from desktop.reader.page_view import PageView
from desktop.reader.pointing import Spot, rects
from desktop.theme import Theme

_QUIET = frozenset({"procedure", "verb"})
"""Terms of these kinds (draft, session, Decides) are explained on request and not underlined."""
_KEPT = 512


class TermLines(QObject):
    """Draws on a page each time it is painted; only what is in view is looked at."""

    def __init__(self, page: PageView, theme: Theme) -> None:
        super().__init__(page)
        self._page, self._theme = page, theme
        self._shown = True
        self.set_glossary(Glossary(()))
        page.painted.connect(self._paint)

    def set_glossary(self, glossary: Glossary) -> None:
        """Take the terms that are underlined."""

        @lru_cache(maxsize=_KEPT)
        def found(words: str) -> tuple[Found, ...]:
            terms = (one for one in glossary.find(words) if one.term.kind not in _QUIET)
            return tuple(first_of_each(terms))

        self._found = found
        self._page.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self._theme = theme

    def show(self, shown: bool) -> None:
        """Draw the lines or leave them out."""
        self._shown = shown
        self._page.viewport().update()

    def _paint(self) -> None:
        page = self._page.page
        if not self._shown or page is None or page.edition.key.language != "en":
            return
        painter = QPainter(self._page.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._theme.color("muted"), 1.2)
        pen.setStyle(Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([0.01, 3.0])
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for place in self._page.seen():
            if place.passage.kind in {"record", "heading"}:
                continue
            index = page.index_of(place.passage.label)
            assert index is not None
            for one in self._found(place.passage.text):
                start, end = page.span(index, one.start, one.end)
                self._underline(painter, Spot(start, end))
        painter.end()

    def _underline(self, painter: QPainter, spot: Spot) -> None:
        below = self._page.document().defaultFont().pixelSize() * 1.2
        for rect in rects(self._page, spot):
            height = min(rect.top() + below, rect.bottom() - 1.0)
            painter.drawLine(QPointF(rect.left(), height), QPointF(rect.right(), height))
