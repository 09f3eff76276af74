"""Two documents compared, in a tab of its own: changes by key, the unchanged folded."""

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QToolButton, QVBoxLayout, QWidget

from db.library.compare import Comparison, Pair
from db.library.compare_statistics import said, statistics
from desktop import theme as themes
from desktop.compare.delegate import PairDelegate
from desktop.compare.rows import ComparisonModel, RowRole
from desktop.theme import Theme


class _List(QListView):
    """Rows as high as their texts; keys that the page has a use for go up to it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave letters and Enter to the page: the list would search its rows for them."""
        if event.text().strip() or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


class ComparePage(QWidget):
    """Shows a comparison; a paragraph of it is opened with Enter, the earlier one with Shift."""

    address_requested = Signal(str)
    export_requested = Signal(object)
    """The Comparison is to be written to a file."""
    swap_requested = Signal(object)
    """The Comparison is wanted the other way round."""

    def __init__(self, comparison: Comparison, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.comparison = comparison
        self._theme = theme
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.model = ComparisonModel(self)
        self.list = _List(self)
        self._delegate = PairDelegate(theme, comparison.right.key.language, self.list)
        self._said = QLabel(self)
        self._said.setObjectName("muted")
        self._said.setWordWrap(True)
        self._icons: list[tuple[QToolButton, str]] = []
        self._make_list()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_bar())
        column.addWidget(self._make_figures())
        column.addWidget(self.list)
        self.setFocusProxy(self.list)
        self._show(folded=True)
        self.go_to_change(1)

    def _make_figures(self) -> QLabel:
        figures = QLabel(said(statistics(self.comparison)), self)
        figures.setObjectName("muted")
        figures.setWordWrap(True)
        figures.setContentsMargins(16, 6, 16, 6)
        figures.setAccessibleName("Figures of the comparison")
        return figures

    def _make_list(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(f"Changes from {self._names()[0]} to {self._names()[1]}")
        self.list.activated.connect(self._open)

    def _names(self) -> tuple[str, str]:
        left, right = self.comparison.left.key, self.comparison.right.key
        if left.document != right.document:
            return left.document, right.document
        return f"{left.document}, {left.kind}", f"{right.document}, {right.kind}"

    def _make_bar(self) -> QWidget:
        bar = QWidget(self)
        bar.setObjectName("pageBar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(4)
        row.addWidget(self._said, 1)
        self._fold = self._button("Unchanged", "", "Show the unchanged paragraphs (U)")
        self._fold.setCheckable(True)
        self._fold.toggled.connect(self._toggled)
        before = self._button("", "back", "Previous change (P)")
        before.clicked.connect(self._previous)
        after = self._button("", "forward", "Next change (N)")
        after.clicked.connect(self._next)
        swap = self._button("Swap", "", "The other way round (X)")
        swap.clicked.connect(self._swap)
        save = self._button("Save…", "", "Save as a web page (S)")
        save.clicked.connect(self._export)
        for button in (before, after, self._fold, swap, save):
            row.addWidget(button)
        self._tint()
        return bar

    def _button(self, words: str, icon: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setToolTip(tip)
        button.setAccessibleName(tip.partition(" (")[0])
        button.setIconSize(QSize(18, 18))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._icons += [(button, icon)] if icon else []
        return button

    # what is shown ------------------------------------------------------------------------

    def _show(self, *, folded: bool) -> None:
        self._delegate.forget()
        self.model.show(self.comparison, folded=folded)
        found = self.comparison
        outcomes = ("changed", "added", "removed", "same")
        bits = [f"{found.count(outcome)} {outcome}" for outcome in outcomes]  # type: ignore[arg-type]
        bits += [f"{found.moved} moved"] if found.moved else []
        left, right = self._names()
        self._said.setText(f"{left} → {right}:  {', '.join(bits)}")

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._theme = theme
        self._delegate.set_theme(theme)
        self._tint()
        self.list.viewport().update()

    def _tint(self) -> None:
        for button, icon in self._icons:
            button.setIcon(themes.icon(icon, self._theme.text))

    def current(self) -> Pair | None:
        """Return the pair in the current row, None on a fold."""
        row = self.list.currentIndex().data(RowRole)
        return row if isinstance(row, Pair) else None

    # going about --------------------------------------------------------------------------

    def go_to_change(self, by: int) -> None:
        """Go to the next (1) or previous (-1) paragraph that changed."""
        row = self.model.next_change(self.list.currentIndex().row(), by)
        if row >= 0:
            self._go(row)

    def _go(self, row: int) -> None:
        index = self.model.index(row, 0)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _previous(self) -> None:
        self.go_to_change(-1)

    def _next(self) -> None:
        self.go_to_change(1)

    def _toggled(self, shown: bool) -> None:
        here = self.current()
        self._show(folded=not shown)
        row = self.model.row_of(here) if here is not None else -1
        self._go(max(0, row))

    def _swap(self) -> None:
        self.swap_requested.emit(self.comparison)

    def _export(self) -> None:
        self.export_requested.emit(self.comparison)

    def _open(self, index: QModelIndex) -> None:
        """Open a fold, or the paragraph in the reader."""
        if not self.model.unfold(index.row()):
            self._read(earlier=False)
        else:
            self._go(index.row())

    def _read(self, *, earlier: bool) -> None:
        if (pair := self.current()) is None:
            return
        old, new = self.comparison.left.key.document, self.comparison.right.key.document
        if pair.left is not None and (earlier or pair.right is None):
            self.address_requested.emit(f"{old} {pair.left.label}")
        elif pair.right is not None:
            self.address_requested.emit(f"{new} {pair.right.label}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """N and P go from change to change, Enter opens, the other letters are the buttons'."""
        key = event.key()
        index = self.list.currentIndex()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._read(earlier=True)
            else:
                self._open(index)
        elif key == Qt.Key.Key_N:
            self.go_to_change(1)
        elif key == Qt.Key.Key_P:
            self.go_to_change(-1)
        elif key == Qt.Key.Key_U:
            self._fold.toggle()
        elif key == Qt.Key.Key_X:
            self._swap()
        elif key == Qt.Key.Key_S:
            self._export()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the texts out at the new width."""
        super().resizeEvent(event)
        self._delegate.forget()
