"""What a note has besides its words: tags, a folder, a colour and a style."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from db.models import Note
from desktop.notes import wording
from desktop.notes.color_names import ColorNames
from desktop.notes.colors import ColorChoice
from desktop.notes.style_choice import StyleChoice
from desktop.theme import Theme


class NoteDetails(QWidget):
    """Shows what a kind of note has of them, and says what the person did; it keeps no note."""

    tags_edited = Signal()
    color_chosen = Signal(str)
    style_chosen = Signal(str)
    folder_left = Signal(str)
    """What stood in the folder's line when it was left."""

    def __init__(self, theme: Theme, names: ColorNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._tags_name = self._name("Tags")
        self.tags = self._line("Tags", "trade, wording")
        self.tags.setToolTip("Words apart by commas or spaces; trade/tariffs is a tag below trade")
        self.colors = ColorChoice(theme, names, self)
        self.styles = StyleChoice(self)
        self._folder_name = self._name("Folder")
        self.folder = self._line("Folder", "Thesis/Chapter 2")
        self.folder.setToolTip("Where it is kept; a stroke puts a folder into another")
        self._color_name = self._name("")
        self._lay_out()
        self.tags.textEdited.connect(self.tags_edited)
        self.colors.chosen.connect(self._color_chosen)
        self.styles.chosen.connect(self.style_chosen)
        self.folder.editingFinished.connect(self._folder_left)

    def _name(self, words: str) -> QLabel:
        label = QLabel(words, self)
        label.setObjectName("muted")
        return label

    def _line(self, name: str, example: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(name)
        line.setPlaceholderText(example)
        return line

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for name, line in ((self._tags_name, self.tags), (self._folder_name, self.folder)):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(name)
            row.addWidget(line)
            column.addLayout(row)
        for part in (self._color_name, self.colors, self.styles):
            column.addWidget(part)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self.colors.set_theme(theme)

    def show_note(self, note: Note) -> None:
        """Show what this kind of note has: a style its words, a folder what is kept in one."""
        self.tags.setText(", ".join(note.tags))
        self.colors.check(note.color)
        self._show_color()
        self.styles.check(note.style)
        self.styles.setVisible(bool(note.anchor.quote))
        self.folder.setText(note.folder)
        filed = note.kind == "bookmark" or not note.anchor.key.document
        for part in (self._folder_name, self.folder):
            part.setVisible(filed)

    def read_tags(self) -> tuple[str, ...]:
        """Return the tags that are typed."""
        return wording.read_tags(self.tags.text())

    def _show_color(self) -> None:
        name = self._names.name(self.colors.color)
        own = name != wording.COLOR_NAMES[self.colors.color]
        self._color_name.setText(f"Colour: {name if own else name.lower()}")

    def _color_chosen(self, color: str) -> None:
        self._show_color()
        self.color_chosen.emit(color)

    def _folder_left(self) -> None:
        self.folder_left.emit(self.folder.text())
