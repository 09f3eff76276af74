"""The page of a document's tab: one reader, or two side by side."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from db.shelf.repairs import Repair
from desktop.reader.reader import Reader
from desktop.theme import Theme

if TYPE_CHECKING:
    from desktop.reader.linking import Link

BESIDE = 560
"""From this width on, in pixels, two readers stand beside each other; else one above the other."""


class Spread(QWidget):
    """Holds the readers of a tab; the active one is that which had the keys last."""

    active_changed = Signal(object)
    """The Reader that is active now."""
    changed = Signal()
    """Sides came, went, changed places, were linked or let go, or show something else."""
    side_requested = Signal()
    """The person wants to choose what stands on the other side."""
    closing = Signal(object)
    """A Reader that is about to go."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link: Link | None = None
        self._linked = True
        self._sizes: list[int] = []
        self._splitter = QSplitter(self)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._splitter.splitterMoved.connect(self._dragged)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._splitter)
        self._readers: list[Reader] = []
        self._active: Reader

    @property
    def room(self) -> QWidget:
        """Where its readers are made: one that moves in later is styled all over again."""
        return self._splitter

    def put_first(self, reader: Reader) -> None:
        """Show the one reader that it cannot be without."""
        self._put(reader)
        self._active = reader
        self.setFocusProxy(reader)

    def _put(self, reader: Reader) -> None:
        assert reader.parent() is self._splitter
        self._readers.append(reader)
        reader.bar.sides_requested.connect(self._side_clicked)

    # what is shown ------------------------------------------------------------------------------

    def readers(self) -> list[Reader]:
        """Return the readers, the first side first."""
        return list(self._readers)

    @property
    def active(self) -> Reader:
        """The reader that has the keys, or had them last."""
        return self._active

    @property
    def other(self) -> Reader | None:
        """The reader beside the active one, if there is one."""
        others = [reader for reader in self._readers if reader is not self._active]
        return others[0] if others else None

    @property
    def is_split(self) -> bool:
        """Whether two readers are side by side."""
        return len(self._readers) > 1

    @property
    def title(self) -> str:
        """What the tab is called: the documents that are shown."""
        return " | ".join(dict.fromkeys(reader.title for reader in self._readers))

    def put_beside(self, reader: Reader) -> None:
        """Show a second reader behind the first."""
        assert not self.is_split
        self._put(reader)
        self.set_sizes([1000, 1000])
        for one in self._readers:
            self._wire(one)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)
        self._arrange()
        self._relink()
        self._tell()
        reader.show()

    def _wire(self, reader: Reader) -> None:
        reader.bar.link_toggled.connect(self.toggle_link)
        reader.bar.swap_requested.connect(self.swap)
        reader.bar.close_requested.connect(self._close_clicked)
        reader.loaded.connect(self._loaded)

    def _unwire(self, reader: Reader) -> None:
        reader.bar.link_toggled.disconnect(self.toggle_link)
        reader.bar.swap_requested.disconnect(self.swap)
        reader.bar.close_requested.disconnect(self._close_clicked)
        reader.loaded.disconnect(self._loaded)

    def close_side(self, reader: Reader) -> None:
        """Close one of two sides; the other one stays."""
        if not self.is_split:
            return
        self._unlink()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.disconnect(self._focus_changed)
        for one in self._readers:
            self._unwire(one)
        focused = application.focusWidget()
        had_keys = focused is not None and self.isAncestorOf(focused)
        self.closing.emit(reader)
        self._readers.remove(reader)
        self._activate(self._readers[0])
        reader.hide()
        reader.setParent(None)
        reader.deleteLater()
        self._tell()
        if had_keys:
            self._active.setFocus()

    def _of_bar(self, bar: object) -> Reader:
        return next((one for one in self._readers if one.bar is bar), self._active)

    def _close_clicked(self) -> None:
        self.close_side(self._of_bar(self.sender()))

    def _side_clicked(self) -> None:
        self.activate(self._of_bar(self.sender()))
        self.side_requested.emit()

    def swap(self) -> None:
        """Let the sides change places."""
        if self.is_split:
            self._readers.reverse()
            self._splitter.insertWidget(0, self._readers[0])
            self._splitter.setSizes(self._sizes)
            self._relink()
            self._tell()

    # which side ---------------------------------------------------------------------------------

    def turn(self) -> None:
        """Give the keys to the other side."""
        if (other := self.other) is not None:
            other.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def activate(self, reader: Reader) -> None:
        """Make a reader the active one, without giving it the keys."""
        if reader in self._readers and reader is not self._active:
            self._activate(reader)
            self._tell()

    def _activate(self, reader: Reader) -> None:
        self._active = reader
        self.setFocusProxy(reader)
        self.active_changed.emit(reader)

    def _focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        for reader in self._readers:
            if now is not None and (reader is now or reader.isAncestorOf(now)):
                self.activate(reader)
                return

    # linked -------------------------------------------------------------------------------------

    @property
    def linked(self) -> bool:
        """Whether both sides move together."""
        return self._linked

    def toggle_link(self) -> None:
        """Let both sides move together, or each by itself."""
        self.set_linked(not self._linked)

    def set_linked(self, linked: bool) -> None:
        """Let both sides move together, or each by itself."""
        self._linked = linked
        self._relink()
        self._tell()

    def _relink(self) -> None:
        self._unlink()
        if self._linked and self.is_split:
            from desktop.reader.linking import Link

            first, second = self._readers
            self._link = Link(first.page, second.page, self, self._repairs)
            self._link.start(self._readers.index(self._active))

    def _repairs(self) -> Sequence[Repair]:
        return self._readers[0].repairs

    def _unlink(self) -> None:
        if self._link is not None:
            self._link.stop()
            self._link = None

    def _loaded(self, _edition: object) -> None:
        if self._link is not None:
            self._link.start(self._readers.index(self._active))
        self._tell()

    # how it looks -------------------------------------------------------------------------------

    def _tell(self) -> None:
        """Say on the bars which side is which."""
        several = len({reader.document for reader in self._readers}) > 1
        for number, reader in enumerate(self._readers):
            reader.bar.show_sides(
                split=self.is_split,
                first=number == 0,
                active=reader is self._active,
                linked=self._linked,
                document=reader.title if several else "",
            )
        self.changed.emit()

    def sizes(self) -> list[int]:
        """Return the proportion of the sides as it was last set or dragged."""
        return self._sizes

    def set_sizes(self, sizes: list[int]) -> None:
        """Give each side a share of the room, in this proportion."""
        self._sizes = sizes
        self._splitter.setSizes(sizes)

    def _dragged(self) -> None:
        self._sizes = self._splitter.sizes()

    def _arrange(self) -> None:
        beside = self.width() >= BESIDE or not self.is_split
        wanted = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if wanted != self._splitter.orientation():
            self._splitter.setOrientation(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put both sides beside or above each other, as the room is."""
        super().resizeEvent(event)
        self._arrange()

    def set_theme(self, theme: Theme) -> None:
        """Let every side take another theme."""
        for reader in self._readers:
            reader.set_theme(theme)
