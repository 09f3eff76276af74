"""The list of cards and its keys."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QWidget

from db.models import COLORS, Note
from desktop.notes.color_names import ColorNames
from desktop.notes.delegate import NoteDelegate
from desktop.notes.model import NotesModel
from desktop.theme import Theme

_BATCH = 40
"""Cards laid out in one go, about as many as take a frame's time; the rest follow."""

_DIGITS = [int(Qt.Key.Key_1) + number for number in range(len(COLORS))]
_MENU = (
    ("Go to the passage\tEnter", Qt.Key.Key_Return),
    ("Edit\tE", Qt.Key.Key_E),
    ("Delete\tDel", Qt.Key.Key_Delete),
)


class NotesList(QListView):
    """Cards to be walked with the arrow keys; Enter, E or F2, and Del ask for something."""

    jump_requested = Signal(object)
    """The passage of this Note is wanted."""
    edit_requested = Signal(object)
    """This Note is to be edited."""
    delete_requested = Signal(str)
    """The note with this id is to be deleted."""
    delete_many_requested = Signal(object)
    """The notes with these ids are to be deleted at once."""
    color_requested = Signal(object, str)
    """The notes with these ids are to have this colour."""
    chosen_changed = Signal(int)
    """So many notes are chosen now."""

    def __init__(
        self, theme: Theme, names: ColorNames | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName("Notes")
        self.setToolTip(
            "Enter: go to the passage · E: edit · Del: delete · 1-6: colour · "
            "Shift+arrows or Ctrl+A: choose several"
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.notes_model = NotesModel(names, self)
        self.setModel(self.notes_model)
        self._delegate = NoteDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self._reveal, self._scroll = False, 0
        self.verticalScrollBar().rangeChanged.connect(self._settle)
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._double_clicked)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._delegate.set_theme(theme)
        self.viewport().update()

    def current(self) -> Note | None:
        """Return the note of the current card."""
        note = self.currentIndex().data(NotesModel.NOTE)
        return note if isinstance(note, Note) else None

    def chosen(self) -> list[Note]:
        """Return the chosen notes in the order of the list, each once."""
        indexes = sorted(self.selectedIndexes(), key=lambda one: one.row())
        notes = [index.data(NotesModel.NOTE) for index in indexes]
        return list({note.id: note for note in notes if isinstance(note, Note)}.values())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell how many notes are chosen."""
        super().selectionChanged(selected, deselected)
        self.chosen_changed.emit(len(self.selectedIndexes()))

    def choose(self, row: int) -> None:
        """Make a card the current one and bring it into view; a row too high means the last."""
        row = min(row, self.notes_model.rowCount() - 1)
        if row >= 0 and self.notes_model.index(row).data(NotesModel.NOTE) is None:
            row += 1  # a heading: its first note
        if row >= 0:
            self.setCurrentIndex(self.notes_model.index(row))
            self._reveal, self._scroll = True, 0
            self._settle()

    def choose_again(self, note_ids: set[str]) -> None:
        """Choose several notes, the current card staying the current one."""
        select = QItemSelectionModel.SelectionFlag.Select
        for row in range(self.notes_model.rowCount()):
            index = self.notes_model.index(row)
            note = index.data(NotesModel.NOTE)
            if isinstance(note, Note) and note.id in note_ids:
                self.selectionModel().select(index, select)

    def scroll_to(self, value: int) -> None:
        """Scroll down by so many pixels, and no more to the current card."""
        self._reveal, self._scroll = False, value
        self._settle()

    def _settle(self) -> None:
        """Scroll to what is wanted, once the cards down to there are laid out."""
        bar = self.verticalScrollBar()
        index = self.currentIndex()
        if self._reveal and self.visualRect(index).isValid():
            self._reveal = False
            self.scrollTo(index)
        elif self._scroll and bar.maximum() >= self._scroll:
            value, self._scroll = self._scroll, 0
            bar.setValue(value)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to the person where to scroll."""
        self._reveal, self._scroll = False, 0
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for what a key stands for."""
        self._reveal, self._scroll = False, 0
        note = self.current()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if note is None or not plain or not self._ask(event.key(), note):
            super().keyPressEvent(event)

    def _ask(self, key: int, note: Note) -> bool:
        keys = Qt.Key
        if key in {keys.Key_Return, keys.Key_Enter}:
            self.jump_requested.emit(note)
        elif key in {keys.Key_E, keys.Key_F2}:
            self.edit_requested.emit(note)
        elif key == keys.Key_Delete:
            several = [one.id for one in self.chosen()]
            if len(several) > 1 and note.id in several:
                self.delete_many_requested.emit(several)
            else:
                self.delete_requested.emit(note.id)
        elif key in _DIGITS:
            ids = [one.id for one in self.chosen()] or [note.id]
            self.color_requested.emit(ids, COLORS[_DIGITS.index(key)])
        else:
            return False
        return True

    def _clicked(self, index: QModelIndex) -> None:
        several = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if QGuiApplication.keyboardModifiers() & several or index.data(NotesModel.NOTE) is None:
            return
        self.jump_requested.emit(index.data(NotesModel.NOTE))

    def _double_clicked(self, index: QModelIndex) -> None:
        if index.data(NotesModel.NOTE) is None:
            return
        self.edit_requested.emit(index.data(NotesModel.NOTE))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep the right button from counting as a click."""
        if event.button() == Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the cards anew in another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the current card, by mouse or menu key."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            card = self.visualRect(self.currentIndex())
            where = card.topLeft() + QPoint(24, min(40, card.height() // 2))
        else:
            where = event.pos()
        index = self.indexAt(where)
        if index.data(NotesModel.NOTE) is not None:
            menu = self.menu(index.data(NotesModel.NOTE))
            menu.popup(self.viewport().mapToGlobal(where))

    def menu(self, note: Note) -> QMenu:
        """Make the menu of a note; it goes away by itself when it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, key in _MENU:
            menu.addAction(words).setData((key, note))
        menu.triggered.connect(self._menu_chosen)
        return menu

    def _menu_chosen(self, action: QAction) -> None:
        key, note = action.data()
        self._ask(key, note)
