"""The quiet lines under terms of the glossary: dotted, the first of each in a paragraph."""

from collections.abc import Iterator
from functools import lru_cache

from PySide6.QtCore import QLineF, QObject, Qt
from PySide6.QtGui import QPainter, QPen

from db.glossary import Found, Glossary, first_of_each
from desktop.reader.page import Page, Place
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
        lines = [line for place in self._page.in_view() for line in self._lines(page, place)]
        painter = QPainter(self._page.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._theme.color("muted"), 1.2)
        pen.setStyle(Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([0.01, 3.0])
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLines(lines)
        painter.end()

    def _lines(self, page: Page, place: Place) -> Iterator[QLineF]:
        """Yield the lines under the terms of a passage."""
        index = page.index_of(place.passage.label)
        if index is None or place.passage.kind in {"record", "heading"}:
            return
        below = page.document.defaultFont().pixelSize() * 1.2
        for one in self._found(place.passage.text):
            for rect in rects(self._page, Spot(*page.span(index, one.start, one.end))):
                height = min(rect.top() + below, rect.bottom() - 1.0)
                yield QLineF(rect.left(), height, rect.right(), height)
