"""The alignment of two editions in a tab: what has no answer is seen and put right by hand."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db import address
from db.models import RIGHT_TO_LEFT, EditionKey
from db.shelf.checking import Alignment
from desktop.shelf.alignment_rows import AlignmentModel, Pair, PickedRole, RowRole, pairs
from desktop.theme import Theme
from desktop.widgets.choice_box import ChoiceBox
from desktop.widgets.row_paint import smaller

_Index = QModelIndex | QPersistentModelIndex
_SIDE, _ABOVE, _LINES = 12, 8, 2
_BUTTONS = {
    "pair": ("Pair", "These two answer one another (P)"),
    "pair_on": ("Pair from here on", "These two and those after them answer one another (O)"),
    "part": ("Part", "The paragraphs of this row do not answer one another (X)"),
}
_KEYS = {Qt.Key.Key_P: "pair", Qt.Key.Key_O: "pair_on", Qt.Key.Key_X: "part"}


class _Cells(QStyledItemDelegate):
    """Paints a paragraph's label and two lines of it; a picked one is framed and says so."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.languages = ("en", "en")

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Overrides QStyledItemDelegate.sizeHint."""
        height = option.fontMetrics.height()
        return QSize(0, (1 + _LINES) * height + 2 * _ABOVE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Overrides QStyledItemDelegate.paint."""
        row: Pair = index.data(RowRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect.adjusted(2, 2, -2, -2)
        state, flag = option.state, QStyle.StateFlag
        picked = bool(index.data(PickedRole))
        if not row.matches or state & flag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.tint)
            painter.drawRoundedRect(rect, 6, 6)
        focused = state & flag.State_Selected and option.widget.hasFocus()
        if picked or focused:
            style = Qt.PenStyle.SolidLine if focused else Qt.PenStyle.DashLine
            painter.setPen(QPen(self.theme.color("accent"), 2, style))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, 6, 6)
        self._say(painter, option.font, rect, row, index.column(), picked=picked)
        painter.restore()

    def _say(
        self, painter: QPainter, font: QFont, rect: QRect, row: Pair, column: int, *, picked: bool
    ) -> None:
        passage = row.side(column)
        inside = rect.adjusted(_SIDE, _ABOVE - 2, -_SIDE, 0)
        small = smaller(font)
        painter.setFont(small)
        if passage is None:
            painter.setPen(self.theme.color("muted"))
            painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, "Nothing answers here")
            return
        bits = [address.gutter(passage.label) or passage.label]
        bits += [] if row.matches else ["without an answer"]
        bits += ["paired by hand"] if row.by_hand else []
        bits += ["picked"] if picked else []
        painter.setPen(self.theme.color("accent" if picked or not row.matches else "muted"))
        painter.drawText(inside, Qt.AlignmentFlag.AlignTop, " · ".join(bits))
        painter.setFont(font)
        painter.setPen(self.theme.color("text"))
        metrics = QFontMetrics(font)
        room = round((_LINES - 0.25) * inside.width())
        words = metrics.elidedText(passage.text, Qt.TextElideMode.ElideRight, room)
        rtl = self.languages[column] in RIGHT_TO_LEFT
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        flags = Qt.TextFlag.TextWordWrap | side | Qt.AlignmentFlag.AlignTop
        painter.drawText(inside.adjusted(0, metrics.height() + 2, 0, 0), flags, words)


class _Table(QTableView):
    """Space or a click picks a paragraph; letters and Escape go up to the page."""

    picked = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space picks; what the page has a use for goes up to it."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.picked.emit(self.currentIndex())
        elif event.text().strip() or event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class AlignmentPage(QWidget):
    """Shows how two editions of a document answer one another; what is put right goes out."""

    editions_chosen = Signal(object)
    """The two editions (EditionKey) that are to be seen."""
    repair_requested = Signal(str, str, str)
    """`pair`, `pair_on` or `part`, with a label of either side."""
    undo_requested = Signal()
    redo_requested = Signal()
    told = Signal(str)

    def __init__(self, document: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.alignment: Alignment | None = None
        self.setAccessibleName(f"Alignment of {document}")
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.model = AlignmentModel(self)
        self.table = _Table(self)
        self._cells = _Cells(theme, self.table)
        self.boxes = (ChoiceBox(self), ChoiceBox(self))
        self.status = QLabel(self)
        self.status.setObjectName("muted")
        self.status.setWordWrap(True)
        self.buttons = {name: self._button(name) for name in _BUTTONS}
        self._only = QToolButton(self)
        self._only.setText("Only mismatches")
        self._only.setToolTip("Show only what has no answer, with what is around it (M)")
        self._only.setCheckable(True)
        self._lay_out()
        self.setFocusProxy(self.table)

    def _button(self, name: str) -> QToolButton:
        words, tip = _BUTTONS[name]
        button = QToolButton(self)
        button.setText(words)
        button.setToolTip(tip)
        button.setProperty("act", name)
        button.clicked.connect(self._act)
        return button

    def _lay_out(self) -> None:
        self.table.setModel(self.model)
        self.table.setItemDelegate(self._cells)
        self.table.setShowGrid(False)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.table.setFrameShape(QTableView.Shape.NoFrame)
        self.table.setTabKeyNavigation(False)
        self.table.setAccessibleName("Paragraphs side by side: Space picks one of each side")
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        height = (1 + _LINES) * self.table.fontMetrics().height() + 2 * _ABOVE
        self.table.verticalHeader().setDefaultSectionSize(height)
        self.table.picked.connect(self._pick)
        self.table.clicked.connect(self._pick)
        self.table.selectionModel().currentChanged.connect(self._offer)
        self._only.toggled.connect(self._show)
        bar = QWidget(self)
        bar.setObjectName("pageBar")
        bar.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 6, 12, 6)
        for number, box in enumerate(self.boxes):
            box.setAccessibleName(f"{('First', 'Second')[number]} edition")
            box.activated.connect(self._chosen)
            row.addWidget(box, 1)
        for button in (*self.buttons.values(), self._only):
            row.addWidget(button)
        self.status.setContentsMargins(16, 8, 16, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (bar, self.status, self.table):
            column.addWidget(widget, 1 if widget is self.table else 0)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._cells.theme = theme
        self.table.viewport().update()

    # what is shown --------------------------------------------------------------------------------

    def show_alignment(self, found: Alignment, editions: Sequence[tuple[EditionKey, str]]) -> None:
        """Show an alignment; `editions` are all of the document, each with its name."""
        first = self.alignment is None
        self.alignment = found
        shown = found.left.key, found.right.key
        for box, key in zip(self.boxes, shown, strict=True):
            box.clear()
            for one, name in editions:
                box.addItem(name, one)
            box.setCurrentIndex([one for one, _ in editions].index(key))
        if first:
            self._only.setChecked(bool(found.mismatches))
        self._show()

    def _show(self) -> None:
        if (found := self.alignment) is None:
            return
        at = self.table.currentIndex()
        self._cells.languages = (found.left.key.language, found.right.key.language)
        titles = self.boxes[0].currentText(), self.boxes[1].currentText()
        rows = pairs(found, only_mismatches=self._only.isChecked())
        self.model.show(rows, titles)
        lonely, hand = len(found.mismatches), sum(fix.paired for fix in found.fixes)
        count = len(found.rows) - lonely
        words = f"{count} paragraphs answer one another"
        has = "has" if lonely == 1 else "have"
        words += f"; {lonely} {has} no answer." if lonely else ", one to one."
        words += f" {hand} paired by hand." if hand else ""
        if lonely:
            words += " Pick one of each side with Space or a click, then pair them."
        self.status.setText(words)
        row = min(max(0, at.row()), self.model.rowCount() - 1)
        self.table.setCurrentIndex(self.model.index(row, max(0, at.column())))
        self._offer()

    def _chosen(self) -> None:
        keys = tuple(box.currentData() for box in self.boxes)
        if keys[0] == keys[1]:
            self.told.emit("Choose two different editions.")
        else:
            self.editions_chosen.emit(keys)

    def _offer(self, *_index: object) -> None:
        left, right = self.model.picked
        row = self.model.pair(self.table.currentIndex().row())
        for name in ("pair", "pair_on"):
            self.buttons[name].setEnabled(bool(left and right))
        self.buttons["part"].setEnabled(row is not None and row.matches)

    # what is put right ----------------------------------------------------------------------------

    def _pick(self, index: QModelIndex) -> None:
        self.model.pick(index)
        self._offer()

    def _act(self) -> None:
        self.act(self.sender().property("act"))

    def act(self, name: str) -> None:
        """Ask for a repair of what is picked, or of the current row."""
        if not self.buttons[name].isEnabled():
            return
        left, right = self.model.picked
        row = self.model.pair(self.table.currentIndex().row())
        if name == "part" and row is not None and row.left is not None and row.right is not None:
            left, right = row.left.label, row.right.label
        self.repair_requested.emit(name, left, right)

    def go_to_mismatch(self, by: int) -> None:
        """Go to the next (1) or previous (-1) paragraph without an answer."""
        at = self.table.currentIndex()
        row = self.model.next_mismatch(at.row(), by)
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, at.column()))

    def undo(self) -> None:
        """Ask to take back the last change."""
        self.undo_requested.emit()

    def redo(self) -> None:
        """Ask to repeat what was taken back."""
        self.redo_requested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """P, O and X are the buttons', M shows all, N and B go about, Escape picks nothing."""
        key = event.key()
        if key in _KEYS:
            self.act(_KEYS[Qt.Key(key)])
        elif key == Qt.Key.Key_M:
            self._only.toggle()
        elif key in (Qt.Key.Key_N, Qt.Key.Key_B):
            self.go_to_mismatch(1 if key == Qt.Key.Key_N else -1)
        elif key == Qt.Key.Key_Escape and self.model.let_go():
            self._offer()
        else:
            super().keyPressEvent(event)
