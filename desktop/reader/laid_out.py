"""Laying a text out a few milliseconds at a time, whatever its length.

Left to itself Qt lays out in steps that double until they take far longer than a frame; its timer
is held off here, and the text is laid out block by block in slices instead.
"""

from collections.abc import Callable, Generator

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QAbstractTextDocumentLayout, QTextDocument

from desktop.widgets.slices import Slices


class LaidOut(QObject):
    """How far a page is laid out, and who waits for a place of it."""

    finished = Signal()
    """All of the text is laid out."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._slices = Slices(self)
        self._layout: QAbstractTextDocumentLayout | None = None
        self._wanted: tuple[int, float, Callable[[], None]] | None = None

    def watch(self, layout: QAbstractTextDocumentLayout) -> None:
        """Take charge of a layout, from its beginning."""
        self._slices.stop()
        self._wanted = None
        self._layout = layout
        layout.installEventFilter(self)

    def reach(
        self, block: int, height: float, arrived: Callable[[], None], *, at_once: bool
    ) -> None:
        """Lay out up to a block and `height` pixels beyond, then call `arrived`; go on to the end.

        With `at_once` what takes no longer than a slice is done before this returns.
        """
        if self._layout is not None:
            self._wanted = block, height, arrived
            self._slices.start(self._laying_out(self._layout), self._finished)
            if at_once:
                self._slices.now()

    def pause(self) -> None:
        """Leave the rest for later: nobody looks."""
        self._slices.pause()

    def resume(self) -> None:
        """Go on where `pause` left off."""
        self._slices.resume()

    @property
    def busy(self) -> bool:
        """Whether some of the text has no place yet."""
        return self._slices.busy

    def _laying_out(self, layout: QAbstractTextDocumentLayout) -> Generator[None, None, None]:
        document: QTextDocument = layout.document()
        block, bottom = document.begin(), 0.0
        while block.isValid():
            rect = layout.blockBoundingRect(block)
            if self._wanted is not None:
                number, height, _ = self._wanted
                if block.blockNumber() == number:
                    bottom = rect.top() + height
                if block.blockNumber() >= number and rect.bottom() >= bottom:
                    self._arrive()
            block = block.next()
            yield

    def _arrive(self) -> None:
        if self._wanted is not None:
            (_, _, arrived), self._wanted = self._wanted, None
            arrived()

    def _finished(self, _nothing: None) -> None:
        self._arrive()
        if self._layout is not None:
            self._layout.documentSize()
            self.finished.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold off the layout's own timer while slices are under way."""
        if event.type() == QEvent.Type.Timer and self._slices.busy:
            return True
        return super().eventFilter(watched, event)
