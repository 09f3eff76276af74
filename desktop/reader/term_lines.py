"""The quiet lines under terms of the glossary: dotted, the first of each in a paragraph."""

from collections.abc import Generator, Iterator
from functools import lru_cache

from PySide6.QtCore import QLineF, QObject, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from db.glossary import Found, Glossary, first_of_each
from desktop.reader.page import Page, Place
from desktop.reader.page_view import PageView
from desktop.reader.pointing import Spot, rects
from desktop.theme import Theme
from desktop.widgets.slices import Slices

_QUIET = frozenset({"procedure", "verb"})
"""Terms of these kinds (draft, session, Decides) are explained on request and not underlined."""
_KEPT = 512
_APART, _HIGH = 4, 2
"""Pixels from dot to dot, and of a line's height."""


class TermLines(QObject):
    """Draws on a page each time it is painted; only what is in view is looked at, and once."""

    def __init__(self, page: PageView, theme: Theme) -> None:
        super().__init__(page)
        self._page, self._theme = page, theme
        self._shown = True
        self._lines: dict[str, list[QLineF]] = {}
        """The lines of passages by label, in pixels from the text's beginning."""
        self._looking = Slices(self)
        self.set_glossary(Glossary(()))
        page.painted.connect(self._paint)
        page.page_shown.connect(self._forget)
        page.laid_out.connect(self._forget)

    def set_glossary(self, glossary: Glossary) -> None:
        """Take the terms that are underlined."""

        @lru_cache(maxsize=_KEPT)
        def found(words: str) -> tuple[Found, ...]:
            terms = (one for one in glossary.find(words) if one.term.kind not in _QUIET)
            return tuple(first_of_each(terms))

        self._found = found
        self._forget()
        self._page.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self._theme = theme

    def show(self, shown: bool) -> None:
        """Draw the lines or leave them out."""
        self._shown = shown
        self._page.viewport().update()

    def _forget(self) -> None:
        """Another text is shown, or it is laid out anew, or other terms are to be found in it."""
        self._looking.stop()
        self._lines = {}

    def _paint(self) -> None:
        page = self._page.page
        if not self._shown or page is None or page.edition.key.language != "en":
            return
        if not self._page.is_laid_out:
            return
        seen = self._page.in_view()
        if missing := [place for place in seen if place.passage.label not in self._lines]:
            self._looking.start(self._measuring(page, missing), self._measured)
        lines = [line for place in seen for line in self._lines.get(place.passage.label, ())]
        if lines:
            self._draw(lines)

    def _draw(self, lines: list[QLineF]) -> None:
        viewport = self._page.viewport()
        dot = _dot(self._theme.muted, viewport.devicePixelRatioF())
        painter = QPainter(viewport)
        painter.translate(0, -self._page.verticalScrollBar().value())
        for line in lines:
            painter.drawTiledPixmap(QRectF(line.x1(), line.y1() - 1, line.length(), _HIGH), dot)
        painter.end()

    def _measuring(self, page: Page, missing: list[Place]) -> Generator[None, None, None]:
        """Find the lines of one passage after the other: the frame they come into waits not."""
        for place in missing:
            if page is not self._page.page:  # another text is shown since
                return
            self._lines[place.passage.label] = list(self._under(page, place))
            yield

    def _measured(self, _nothing: None) -> None:
        self._page.viewport().update()

    def _under(self, page: Page, place: Place) -> Iterator[QLineF]:
        """Yield the lines under the terms of a passage."""
        index = page.index_of(place.passage.label)
        if index is None or place.passage.kind in {"record", "heading"}:
            return
        below = page.document.defaultFont().pixelSize() * 1.2
        shift = self._page.verticalScrollBar().value()
        for one in self._found(place.passage.text):
            for rect in rects(self._page, Spot(*page.span(index, one.start, one.end))):
                height = shift + min(rect.top() + below, rect.bottom() - 1.0)
                yield QLineF(rect.left(), height, rect.right(), height)


@lru_cache(maxsize=8)
def _dot(color: str, ratio: float) -> QPixmap:
    """Return a dot with the gap after it: rows of it are drawn faster than a dotted pen draws."""
    dot = QPixmap(QSizeF(_APART * ratio, _HIGH * ratio).toSize())
    dot.setDevicePixelRatio(ratio)
    dot.fill(Qt.GlobalColor.transparent)
    painter = QPainter(dot)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawEllipse(QRectF(0.4, 0.3, 1.4, 1.4))
    painter.end()
    return dot
