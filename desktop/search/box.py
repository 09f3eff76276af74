"""The box of the search: words are completed in it, and what is wrong is underlined."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QListView, QWidget

from db.search.values import FIELDS
from db.text import from_utf16, to_utf16
from desktop.theme import Theme
from desktop.widgets.box_over_list import ChoiceList, ListBox
from desktop.widgets.entry_list import Entry, EntryDelegate, EntryModel

if TYPE_CHECKING:
    from db.search.suggestions import Completion

SHORTEST = 2
"""So many letters are typed before a name of a field is offered: most words are no field."""
_MOST_ROWS = 8

MEANINGS = {
    "doc": "the document",
    "symbol": "the document's symbol",
    "para": "the paragraph",
    "part": "the part of the document",
    "verb": "the verb it opens with",
    "to": "who is addressed",
    "theme": "what it is about",
    "speaker": "who speaks",
    "voice": "official, quoted, reported, digest",
    "kind": "preambular, operative, heading …",
    "lang": "the language",
    "date": "2024, 2019..2021",
    "session": "of the General Assembly",
    "nc": "with just these accents",
    "re": "a regular expression",
    "tag": "notes with this tag",
    "color": "highlights in this colour",
    "style": "fill, underline, strike, squiggle",
    "folder": "notes and bookmarks in this folder",
    "quote": "words you highlighted",
    "added": "notes of the last days",
    "edited": "notes changed in the last days",
    "in": "texts, notes, cards, glossary",
    "is": "read, unread, highlight, due …",
    "text": "words of the text alone",
}
"""What each field says, beside its name."""


class Completions(QListView):
    """What the last word may become, under the box; it never takes the keys by itself."""

    picked = Signal(object)
    """The Completion that was chosen."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("switcher")
        self.setAccessibleName("Completions")
        self._model = EntryModel(self)
        self._delegate = EntryDelegate(theme, self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self._offered: Sequence[Completion] = ()
        self.clicked.connect(self._clicked)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint with this theme from now on."""
        self._delegate.theme = theme

    def offer(self, completions: "Sequence[Completion]", below: QRect) -> None:
        """Show what may be put in, under a part of the parent; nothing hides it."""
        self._offered = completions
        self._model.set_entries([_entry(one) for one in completions])
        self.clearSelection()
        self.setCurrentIndex(self.rootIndex())
        if not completions:
            self.hide()
            return
        height = self.sizeHintForRow(0) * min(len(completions), _MOST_ROWS) + 12
        size = QSize(below.width(), height)
        self.setGeometry(QRect(below.bottomLeft() + QPoint(0, 3), size))
        self.show()
        self.raise_()

    def move_by(self, by: int) -> bool:
        """Go to the next row or the one before; tell whether there was one."""
        row = self.currentIndex().row() + by
        if not 0 <= row < self._model.rowCount():
            return False
        self.setCurrentIndex(self._model.index(row, 0))
        return True

    @property
    def chosen(self) -> "Completion | None":
        """What is gone to with the arrow keys; None where nothing is."""
        row = self.currentIndex().row()
        return self._offered[row] if 0 <= row < len(self._offered) else None

    @property
    def first(self) -> "Completion | None":
        """What Tab puts in: what is gone to, else the first."""
        return self.chosen or (self._offered[0] if self._offered else None)

    def _clicked(self) -> None:
        if (one := self.chosen) is not None:
            self.picked.emit(one)


def _entry(one: "Completion") -> Entry:
    name = one.text.removesuffix(":")
    return Entry(one.text, one.text, MEANINGS.get(name, "") if one.text.endswith(":") else "")


class SearchBox(ListBox):
    """A box over a list that asks for completions and shows what is wrong with its words.

    Tab puts in what is offered first; Down goes through what is offered, then into the list.
    """

    completions_wanted = Signal(str, int)
    """What is typed, and where its caret is, in code points."""
    page_wanted = Signal()
    """Alt and Return: the search is wanted as a page."""
    emptied_further = Signal()
    """Backspace in the empty box."""
    down_when_empty = Signal()

    def __init__(self, below: ChoiceList, theme: Theme, parent: QWidget) -> None:
        super().__init__(below, parent)
        self._theme, self._host = theme, parent
        self._problems: Sequence[tuple[int, int]] = ()
        self._offered_for, self._tab_waits = "", False
        self.completions = Completions(theme, parent)
        self.completions.picked.connect(self.put_in)
        self.textEdited.connect(self._edited)
        self.textChanged.connect(self._changed)

    def set_theme(self, theme: Theme) -> None:
        """Underline in this theme's colour from now on."""
        self._theme = theme
        self.completions.set_theme(theme)
        self.mark(self._problems)

    # what is wrong --------------------------------------------------------------------------

    def mark(self, problems: Sequence[tuple[int, int]]) -> None:
        """Underline these spans, in code points of what is typed; none takes the lines away."""
        if not problems and not self._problems:
            return
        self._problems = problems
        text, caret = self.text(), self.cursorPosition()
        wavy = QTextCharFormat()
        wavy.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wavy.setUnderlineColor(self._theme.color("danger"))
        attributes = []
        for start, end in problems:
            first, last = to_utf16(text, start), to_utf16(text, max(end, start + 1))
            kind = QInputMethodEvent.AttributeType.TextFormat
            attributes.append(QInputMethodEvent.Attribute(kind, first - caret, last - first, wavy))
        # The only way to give a part of a line edit a format: as an input method does.
        blocked = self.blockSignals(True)
        QCoreApplication.sendEvent(self, QInputMethodEvent("", attributes))
        self.blockSignals(blocked)
        self.update()

    def _changed(self) -> None:
        if self._problems:
            self.mark(())

    # completing -----------------------------------------------------------------------------

    def _edited(self) -> None:
        text = self.text()
        caret = from_utf16(text, self.cursorPosition())
        before = text[:caret].rpartition(" ")[2].lstrip("(-").lower()
        name, colon, _ = before.partition(":")
        begun = len(before) >= SHORTEST and any(one.startswith(name) for one in FIELDS)
        self._tab_waits = False
        if (colon and name in FIELDS) or (begun and not colon):
            self.completions_wanted.emit(text, caret)
        else:
            self.offer(())

    def ask_for_completions(self) -> None:
        """Offer what the word before the caret may become, whatever it is."""
        text = self.text()
        self.completions_wanted.emit(text, from_utf16(text, self.cursorPosition()))

    def offer(self, completions: "Sequence[Completion]") -> None:
        """Show what the last word may become; what is there already is not offered."""
        text = self.text()
        self._offered_for = text
        others = [one for one in completions if text[one.start : one.end] != one.text]
        if self._tab_waits and others:
            self._tab_waits = False
            self.put_in(others[0])
            return
        corner = self.mapTo(self._host, QPoint())
        self.completions.offer(others, QRect(corner, self.size()))

    def put_in(self, one: "Completion") -> None:
        """Put a completion in place of what is typed of it."""
        text = self.text()
        more = "" if one.text.endswith(":") or text[one.end :].startswith(" ") else " "
        self.offer(())
        self.setText(text[: one.start] + one.text + more + text[one.end :])
        self.setCursorPosition(to_utf16(self.text(), one.start + len(one.text + more)))
        if one.text.endswith(":"):
            self.ask_for_completions()

    # keys -----------------------------------------------------------------------------------

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab puts in what is offered, where something is."""
        if forward and self.completions.isVisible() and (one := self.completions.first):
            if self._offered_for == self.text():
                self.put_in(one)
            else:  # what is in view was offered for fewer letters; the other is under way
                self._tab_waits = True
            return True
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of what is offered first, then those of the box over a list."""
        if self.completions.isVisible() and self._completion_key(event):
            return
        key, held = event.key(), event.modifiers()
        control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
        if key == Qt.Key.Key_Space and held == control:
            self.ask_for_completions()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held & alt:
            self.page_wanted.emit()
        elif key == Qt.Key.Key_Backspace and not self.text():
            self.emptied_further.emit()
        else:
            super().keyPressEvent(event)

    def _completion_key(self, event: QKeyEvent) -> bool:
        keys = Qt.Key
        match event.key():
            case keys.Key_Down:
                if self.completions.move_by(1):
                    return True
                self.offer(())
            case keys.Key_Up:
                if not self.completions.move_by(-1):
                    self.offer(())
                return True
            case keys.Key_Escape:
                self.offer(())
                return True
            case keys.Key_Return | keys.Key_Enter:
                one = self.completions.chosen
                self.offer(())
                if one is not None:
                    self.put_in(one)
                    return True
            case keys.Key_Left | keys.Key_Right | keys.Key_Home | keys.Key_End:
                self.offer(())
        return False

    def _enter_list(self) -> None:
        if self.text().strip() or self._below.isVisible():
            super()._enter_list()
        else:
            self.down_when_empty.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take away what is offered once the keys are elsewhere."""
        super().focusOutEvent(event)
        self.offer(())

    def event(self, event: QEvent) -> bool:
        """Keep Escape for what is offered: a shortcut of the window would come before it."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.completions.isVisible()
        ):
            event.accept()
            return True
        return super().event(event)
