"""The paragraph under the hand: its label, its kind, its words, and what can be done with it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.models import RIGHT_TO_LEFT, Passage
from db.review.labels import KINDS
from db.text import from_utf16, to_utf16
from desktop.widgets.choice_box import ChoiceBox

_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HELD = Qt.KeyboardModifier.ControlModifier


class _WordBox(QPlainTextEdit):
    """The words of a paragraph, all on one line of their own; Ctrl+Enter parts them."""

    split_requested = Signal()
    left = Signal()
    """Escape was pressed."""
    finished = Signal()
    """The focus went elsewhere."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter splits at the caret, Escape leaves; Enter breaks no line."""
        if event.key() in _RETURN:
            if event.modifiers() & _HELD:
                self.split_requested.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that one is done with the words."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.finished.emit()


class ParagraphEditor(QWidget):
    """Shows one paragraph; what a person wants of it goes up as a request."""

    merge_requested = Signal()
    split_requested = Signal(int)
    """Before this character of the words as they stand here."""
    drop_requested = Signal()
    count_requested = Signal()
    label_typed = Signal(str)
    kind_chosen = Signal(str)
    words_changed = Signal(str)
    left = Signal()
    """Escape: back to the list."""

    def __init__(self, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._one: Passage | None = None
        self.label = QLineEdit(self)
        self.label.setAccessibleName("Label")
        self.label.setToolTip("The paragraph's place in the document: 6, 6 (a), PP3, h2")
        self.label.setMaximumWidth(110)
        self.kind = ChoiceBox(self)
        self.kind.setAccessibleName("Kind")
        self.kind.setToolTip("What the paragraph is (K)")
        for kind in KINDS:
            self.kind.addItem(kind.capitalize(), kind)
        self.words = _WordBox(self)
        self.words.setAccessibleName("Words")
        self.words.setTabChangesFocus(True)
        self.words.setMinimumHeight(64)
        self.words.setToolTip("The words, to be mended; Ctrl+Enter splits at the caret")
        if language in RIGHT_TO_LEFT:
            self.words.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.merge = self._button("Join to previous", "Join it to the paragraph before (M)")
        self.split = self._button("Split at caret", "Split it at the caret (Ctrl+Enter)")
        self.drop = self._button("Leave out", "Leave it out of the text (Del)")
        self.count = self._button("Count anew", "Number it and those like it from 1 (N)")
        self._lay_out()
        self._wire()

    def _button(self, words: str, tip: str) -> QPushButton:
        made = QPushButton(words, self)
        made.setToolTip(tip)
        made.setAutoDefault(False)
        return made

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        name = QLabel("Label", self)
        name.setObjectName("muted")
        for part in (name, self.label, self.kind, self.count):
            head.addWidget(part)
        head.addStretch(1)
        for part in (self.merge, self.split, self.drop):
            foot.addWidget(part)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.words, 1)
        column.addLayout(foot)

    def _wire(self) -> None:
        self.merge.clicked.connect(self.merge_requested)
        self.split.clicked.connect(self._split)
        self.drop.clicked.connect(self.drop_requested)
        self.count.clicked.connect(self.count_requested)
        self.label.editingFinished.connect(self._label_typed)
        self.label.installEventFilter(self)
        self.kind.activated.connect(self._kind_chosen)
        self.words.split_requested.connect(self._split)
        self.words.left.connect(self.left)
        self.words.finished.connect(self.commit)

    # what is shown ----------------------------------------------------------------------------

    def show_paragraph(self, one: Passage | None, *, first: bool) -> None:
        """Show a paragraph; the first has none before it to be joined to."""
        same = one is not None and self._one is not None and one.text == self._one.text
        self._one = one
        self.setEnabled(one is not None)
        self.merge.setEnabled(not first)
        self.label.setText(one.label if one else "")
        self.kind.setCurrentIndex(KINDS.index(one.kind) if one and one.kind in KINDS else -1)
        if not same:
            self.words.setPlainText(one.text if one else "")

    def typed(self) -> str:
        """Return the words as they stand here, no-break spaces kept: toPlainText loses them."""
        return self.words.document().toRawText().replace("\u2029", " ").replace("\u2028", " ")

    def commit(self) -> bool:
        """Hand over words that were changed; tell whether there were any."""
        if self._one is None or self.typed() == self._one.text:
            return False
        self.words_changed.emit(self.typed())
        return True

    def caret(self) -> int:
        """Return before which character the caret stands."""
        return from_utf16(self.typed(), self.words.textCursor().position())

    def put_caret(self, at: int) -> None:
        """Put the caret before a character."""
        cursor = QTextCursor(self.words.document())
        cursor.setPosition(to_utf16(self.typed(), at))
        self.words.setTextCursor(cursor)

    # what is done -----------------------------------------------------------------------------

    def _split(self) -> None:
        at = self.caret()
        self.commit()
        self.split_requested.emit(at)

    def _label_typed(self) -> None:
        if self._one is not None and self.label.text().strip() != self._one.label:
            self.label_typed.emit(self.label.text())

    def _kind_chosen(self) -> None:
        self.kind_chosen.emit(str(self.kind.currentData()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape in the label takes back what was typed and leaves."""
        if (
            watched is self.label
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            self.label.setText(self._one.label if self._one else "")
            self.left.emit()
            return True
        return super().eventFilter(watched, event)
