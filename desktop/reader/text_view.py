"""The text of a page: where one is in it, going to a place, and painting."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from db import address
from desktop.reader.column_view import ColumnView
from desktop.reader.gutter import BEYOND, VOICE_WORDS, Gutter, Mismatch, Noted
from desktop.reader.inks import recoloring
from desktop.reader.page import Page, Place
from desktop.reader.typography import Typography
from desktop.theme import Theme
from desktop.widgets.slices import Slices

if TYPE_CHECKING:
    from desktop.reader.known_strip import Known


class TextView(ColumnView):
    """Shows a composed page and knows which of its paragraphs one is at."""

    place_changed = Signal(str)
    painted = Signal()
    scrolled = Signal()
    """The person scrolled; not where the page itself went to a place, or another page led it."""
    went = Signal()
    """A place was asked for, which is the current one now and will be in view."""
    arrived = Signal()
    """A place that was gone to is in view."""
    laid_out = Signal()
    """All of the text is laid out: what is where in it is known."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName("Page")
        self._current = ""
        self._layout.finished.connect(self.laid_out)
        self._recoloring = Slices(self)
        self._layout.finished.connect(self._recoloring.resume)
        self._following = True
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_page(
        self, page: Page, theme: Theme, label: str = "", offset: int = 0, *, at_once: bool = True
    ) -> None:
        """Show a composed edition at a label, `offset` pixels into its paragraph.

        Without `at_once` it is laid out in turns of their own.
        """
        self._recoloring.stop()
        before, self._page, self._theme = self._page, page, theme
        self._following = False
        direction = Qt.LayoutDirection.RightToLeft if self._rtl else Qt.LayoutDirection.LeftToRight
        self.setLayoutDirection(direction)  # the scroll bar is where the lines end
        self._align()
        self._fit_column()  # before the text is laid out for the first time
        # Its layout, once there, would lay out at once, and without a width all of it.
        page.document.setTextWidth(self._viewport.width())
        self._layout.watch(page.document.documentLayout())
        self.setDocument(page.document)
        page.document.setParent(self)
        if before is not None and before.document is not page.document:
            before.document.deleteLater()
        wanted = page.index_of(label)
        index = _first(page) if wanted is None else wanted
        self._current = "" if index is None else page.places[index].passage.label
        self._describe(index)
        self._following = True
        self._pending = None if index is None else (self._current, offset, wanted is not None)
        if self.isVisible():
            self._settle(at_once=at_once)
        key = page.edition.key
        self.setAccessibleName(f"{key.document}, {key.kind}, {key.language}")

    def recolor(self, theme: Theme) -> None:
        """Paint in another theme: what is in view at once, the rest a little later.

        A text that is being laid out is not touched: Qt loses count of what it has laid out.
        """
        self._theme = theme
        self._viewport.update()
        if self._page is not None:
            seen = next((place.block for place, _ in self._visible()), 0)
            self._recoloring.start(
                recoloring(self._page.document, theme, max(0, seen - 2)), self._recolored
            )
            if self._layout.busy:
                self._recoloring.pause()
            else:
                self._recoloring.now()

    def _recolored(self, _nothing: None) -> None:
        self._viewport.update()

    def set_type(self, choice: Typography) -> None:
        """Take another column or alignment, at the same place; the words stay as they are set."""
        before, self._type = self._type, choice
        if self._page is None or before == choice:
            return
        self._keep_place()
        following, self._following = self._following, False
        self._align()
        self._fit_column()
        self._following = following
        if self.isVisible():
            self._settle()

    def _keep_place(self) -> None:
        """Come back to where one is, now that the text is to be laid out anew."""
        if self._page is not None and self._pending is None and self._current:
            self._pending = (self._current, self.offset(), True)

    @property
    def current(self) -> str:
        """The label where the reader stands."""
        return self._current

    def offset(self) -> int:
        """How many pixels of the current paragraph are above the top of the view."""
        if self._page is None or (index := self._page.index_of(self._current)) is None:
            return 0
        if self._pending is not None:
            return self._pending[1]  # where it will be, once the text is laid out so far
        top = self._rect(self._page.places[index].block).top()
        return round(self.verticalScrollBar().value() - top)

    def show_place(self, label: str, offset: int) -> bool:
        """Bring a paragraph near the top of the view; tell whether it is on this page."""
        if self._page is None or (index := self._page.index_of(label)) is None:
            return False
        passage = self._page.places[index].passage
        self._set_current(passage.label)
        self.went.emit()
        if self.textCursor().hasSelection():
            self.clear_selection()
        self._pending = (passage.label, offset, True)
        if self.isVisible():
            self._settle()
        return True

    def _settle(self, *, at_once: bool = True) -> None:
        """Go to where one is to be as soon as the text is laid out as far as that.

        Until then nothing is painted, so that nobody sees the page jump.
        """
        if self._pending is None or self._page is None:
            return
        if (index := self._page.index_of(self._pending[0])) is None:
            self._pending = None
            return
        self._viewport.setUpdatesEnabled(False)
        self._recoloring.pause()
        self._layout.reach(
            self._page.places[index].block, self._viewport.height(), self._arrive, at_once=at_once
        )

    def _arrive(self) -> None:
        """Scroll to the place that is pending: its text is laid out, and a page after it."""
        if self._pending is None or self._page is None:
            return
        (label, offset, scrolls), self._pending = self._pending, None
        index = self._page.index_of(label)
        assert index is not None
        following, self._following = self._following, False
        place = self._page.places[index]
        self._put_caret_at(place.passage.label)
        if scrolls:
            value = max(0, round(self._rect(place.block).top() + offset))
            bar = self.verticalScrollBar()
            bar.setMaximum(max(bar.maximum(), value))
            bar.setValue(value)
        self._following = following
        self._viewport.setUpdatesEnabled(True)
        self._set_current(place.passage.label)
        self.arrived.emit()

    # where one is ------------------------------------------------------------------------------

    def caret(self) -> int:
        """Return where in the text the caret is, or will be once one has arrived."""
        label = None if self._pending is None else self._pending[0]
        return self.textCursor().position() if label is None else self._caret_for(label)

    def _caret_for(self, label: str) -> int:
        """Return where the caret goes with a paragraph: it stays where it is in there already."""
        cursor, at = self.textCursor(), self.textCursor().position()
        if self._page is None or (index := self._page.index_of(label)) is None:
            return at
        start = self._page.places[index].start
        stays = cursor.hasSelection() or (self._page.at(at) == index and at >= start)
        return at if stays else start

    def _put_caret_at(self, label: str) -> None:
        cursor, at = self.textCursor(), self._caret_for(label)
        if cursor.position() != at:
            cursor.setPosition(at)
            self.setTextCursor(cursor)

    def stand_at(self, label: str) -> None:
        """Take a paragraph as the current one, without scrolling."""
        if self._page is not None and (index := self._page.index_of(label)) is not None:
            self._set_current(self._page.places[index].passage.label)

    def _set_current(self, label: str) -> None:
        if label != self._current:
            before, self._current = self._current, label
            self._describe(self._page.index_of(label) if self._page else None)
            self._repaint(before, label)
        self.place_changed.emit(label)

    def _repaint(self, *labels: str) -> None:
        """Paint passages anew, with what stands in the margin; all that is seen if need be."""
        if self._page is None or not self.is_laid_out:
            self._viewport.update()
            return
        shift = self.verticalScrollBar().value()
        for label in filter(None, labels):
            if (index := self._page.index_of(label)) is not None:
                rect = self.rect_of(index).translated(0, -shift)
                top, height = round(rect.top()) - BEYOND, round(rect.height()) + 2 * BEYOND
                self._viewport.update(0, top, self._viewport.width(), height)

    def _describe(self, index: int | None) -> None:
        """Tell a screen reader where one is, and whose words these are."""
        if self._page is not None and index is not None:
            passage = self._page.places[index].passage
            where, whose = self._citation(passage.label), VOICE_WORDS[passage.voice]
            more = self.mismatches().get(passage.label)
            known = self.known().get(passage.label)
            said = (
                f"{where}. {whose}",
                more.sentence if more else "",
                known.words if known else "",
            )
            self.setAccessibleDescription(". ".join(filter(None, said)))

    def _citation(self, label: str) -> str:
        assert self._page is not None
        return f"{self._page.edition.key.document}, {address.describe(label)}"

    def _scrolled(self) -> None:
        on_the_way = self._pending is not None  # the place that was asked for is the current one
        if self._page is not None and self._following and not on_the_way:
            self._keep_current()
            self.scrolled.emit()

    def _keep_current(self) -> None:
        """Stay at the current paragraph while it is in view, else take the first that is."""
        shown = [place for place in self._visible() if place[0].passage.kind != "record"]
        height = self._viewport.height()
        if any(p.passage.label == self._current and -8 <= r.top() < height - 40 for p, r in shown):
            return
        whole = [place for place, rect in shown if rect.top() >= -8]
        first = whole[0] if whole else (shown[0][0] if shown else None)
        if first is not None:
            self._set_current(first.passage.label)

    def scroll_by(self, pixels: int) -> None:
        """Scroll within the current paragraph, which stays the current one."""
        following, self._following = self._following, False
        bar = self.verticalScrollBar()
        bar.setMaximum(max(bar.maximum(), bar.value() + pixels))
        bar.setValue(bar.value() + pixels)
        self._following = following

    # events and paint --------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column centred and the current paragraph where it is."""
        self._keep_place()
        following, self._following = self._following, False
        super().resizeEvent(event)
        self._fit_column()
        self._following = following
        self._settle()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the place that was asked for into view; what takes long has turns of its own."""
        super().showEvent(event)
        self._fit_column()
        self._settle(at_once=not self._layout.busy)
        self._layout.resume()

    def noted(self) -> Mapping[str, Noted]:
        """Return the notes that stand in the gutter, by label; here there are none."""
        return {}

    def mismatches(self) -> Mapping[str, Mismatch]:
        """Return how another page answers some paragraphs, by label; here there is none."""
        return {}

    def known(self) -> Mapping[str, "Known"]:
        """Return how well paragraphs are known, by label; here nothing is said of it."""
        return {}

    def about_to_paint(self, seen: Sequence[Place]) -> None:
        """Make ready what is only wanted of passages that are seen; here there is nothing."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the current paragraph's ground, the text, then the gutter.

        Qt paints with the window even what takes no updates: a page on the way elsewhere is blank.
        """
        if self._pending is not None and not self._viewport.updatesEnabled():
            return
        visible = self._visible() if self._page else ()
        self.about_to_paint([place for place, _ in visible])
        painter = QPainter(self._viewport)
        for place, rect in visible:
            if place.passage.label == self._current and place.passage.kind != "record":
                framed = self._theme.name == "contrast"  # a ground would look like a highlight
                painter.setPen(self._theme.color("accent") if framed else Qt.PenStyle.NoPen)
                painter.setBrush(Qt.BrushStyle.NoBrush if framed else self._theme.tint)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.drawRoundedRect(self._ground(rect), 6, 6)
            self._paint_ground(painter, place, self._ground(rect))
        painter.end()
        super().paintEvent(event)
        if self._page is None:
            return
        painter = QPainter(self._viewport)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gutter = Gutter(self._page, self._theme, self.font(), self._edge, self._rtl)
        exposed = QRectF(event.rect())
        gutter.paint(painter, visible, self._current, self.noted(), self.mismatches(), exposed)
        painter.end()
        self.painted.emit()

    def _paint_ground(self, painter: QPainter, place: Place, ground: QRectF) -> None:
        """Paint more behind a paragraph; here there is nothing."""


def _first(page: Page) -> int | None:
    """Return the number of the first passage that is not of the record."""
    numbers = (n for n, place in enumerate(page.places) if place.passage.kind != "record")
    return next(numbers, 0 if page.places else None)
