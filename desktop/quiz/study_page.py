"""What the round and the flashcards have in common: a centred column that scrolls, keys, style."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.quiz.models import Question
from desktop.quiz import lookup, reading
from desktop.quiz.choices import ChoiceButton
from desktop.quiz.clause_view import AskingView, ClauseView
from desktop.quiz.view import View
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.banner import Banner

COLUMN = 640
"""Pixels; the widest a line of the quiz gets at the usual size."""
_AIR = 24
_NAMED = {
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Escape: "Esc",
    Qt.Key.Key_Backspace: "Backspace",
    Qt.Key.Key_PageUp: "PgUp",
    Qt.Key.Key_PageDown: "PgDown",
    Qt.Key.Key_Delete: "Del",
    Qt.Key.Key_Minus: "-",
    Qt.Key.Key_At: "@",
    Qt.Key.Key_Asterisk: "*",
}


def key_name(event: QKeyEvent) -> str:
    """Return a key's name: `Enter`, `Space`, `Esc`, `Undo`, `Ctrl+Enter`, a letter or a digit."""
    if event.matches(QKeySequence.StandardKey.Undo):
        return "Undo"
    modifiers = Qt.KeyboardModifier
    held = event.modifiers() & ~(modifiers.KeypadModifier | modifiers.ShiftModifier)
    name = _NAMED.get(Qt.Key(event.key()), "")
    if not name and (Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_Z):
        name = chr(event.key())
    if held == modifiers.ControlModifier and name == "Enter":
        return "Ctrl+Enter"
    return "" if held else name


class _Column(QWidget):
    """What scrolls: as high as its text at this width, not as its text at the least width."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("quizColumn")

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class StudyPage(QWidget):
    """A page of the tab area that shows one `View` at a time; keys work wherever its focus is."""

    address_requested = Signal(str)
    """A paragraph is wanted in the reader."""
    pointing_requested = Signal(object)
    """The answer to this Question is to be pointed at in its document; `take_passage` brings it."""
    answer_recorded = Signal()
    """The store has one answer more, or one less."""
    left = Signal(str)
    """The person is done here; with the JSON of a round that can be continued, else empty."""

    def __init__(self, worker: Worker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quizPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._worker, self._theme, self._size = worker, theme, reading.BASE
        self.view: View | None = None
        self._banner = Banner(self)
        self._banner.action_requested.connect(self._help)
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("quizScroll")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._scroll_to_sought)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._tell_clause)
        self._scroll.verticalScrollBar().valueChanged.connect(self._tell_clause)
        self._sought: tuple[QWidget, QWidget] | None = None
        self._column = _Column()
        row = QHBoxLayout(self._column)
        row.setContentsMargins(24, 24, 24, 24)
        self._slot = QVBoxLayout()
        row.addStretch(1)
        row.addLayout(self._slot, 1000)
        row.addStretch(1)
        self._scroll.setWidget(self._column)
        self._bar, self._bar_slot = self._make_bar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._banner)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._bar)
        self.setStyleSheet(reading.page_sheet(theme, self._size))

    def _make_bar(self) -> tuple[QFrame, QVBoxLayout]:
        """Make the bar below the page, in which a view's footer stands in its column."""
        bar = QFrame(self)
        bar.setObjectName("quizFooter")
        row = QHBoxLayout(bar)
        row.setContentsMargins(24, 10, 24, 10)
        slot = QVBoxLayout()
        row.addStretch(1)
        row.addLayout(slot, 1000)
        row.addStretch(1)
        bar.hide()
        return bar, slot

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self._restyle()

    def set_font_size(self, size: int) -> None:
        """Set the reading text to `size` pixels, everything else in proportion."""
        self._size = size
        self._restyle()

    def _restyle(self) -> None:
        self.setStyleSheet(reading.page_sheet(self._theme, self._size))
        for part in self.findChildren(QWidget):
            if isinstance(part, reading.Styled):
                part.restyle(self._theme, self._size)
        if self.view:
            self.view.setMaximumWidth(self._widest())
            if self.view.footer:
                self.view.footer.setMaximumWidth(self._widest())

    def _widest(self) -> int:
        return COLUMN * max(self._size, reading.BASE) // reading.BASE

    def _show(self, view: View) -> None:
        """Put a view in place of the one before; the focus goes with it if the page has it."""
        had_focus = self.isAncestorOf(self.window().focusWidget() or self.window())
        had_focus = had_focus or self.hasFocus() or self.view is None
        if self.view:
            self._slot.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
            if self.view.footer:
                self._bar_slot.removeWidget(self.view.footer)
                self.view.footer.hide()
                self.view.footer.deleteLater()
        self.view, self._sought = view, None
        view.setMaximumWidth(self._widest())
        self._slot.addWidget(view, 0, Qt.AlignmentFlag.AlignTop)
        view.show()
        self._bar.setVisible(view.footer is not None)
        if view.footer:
            view.footer.setMaximumWidth(self._widest())
            self._bar_slot.addWidget(view.footer)
            view.footer.show()
        self._ask_paragraphs(view)
        self._scroll.verticalScrollBar().setValue(0)
        if had_focus:
            (view.start() or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _announce(self, words: str) -> None:
        """Have a screen reader say something now."""
        self.setAccessibleDescription(words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _seek(self, first: QWidget, last: QWidget) -> None:
        """Scroll so that what came just now is seen, its beginning above all."""
        self._sought = first, last
        QTimer.singleShot(0, self._scroll_to_sought)

    def _scroll_to_sought(self) -> None:
        if self._sought is None:
            return
        first, last = self._sought
        bar, height = self._scroll.verticalScrollBar(), self._scroll.viewport().height()
        top = first.mapTo(self._column, QPoint(0, 0)).y() - _AIR
        bottom = last.mapTo(self._column, QPoint(0, last.height())).y() + _AIR
        bar.setValue(min(max(bar.value(), bottom - height), max(top, 0)))

    def _ask_paragraphs(self, view: View) -> None:
        """Bring the paragraphs that something is to be found in, where the view asks for that."""
        if isinstance(view, AskingView) and view.question.kind == "find-in-text":
            view.pointing_requested.connect(self.pointing_requested)
            work = partial(lookup.paragraphs, question=view.question)
            self._worker.ask(self, work, self._show_paragraphs, self._no_clause, lane="text")

    def _show_paragraphs(self, clauses: tuple[lookup.Clause, ...]) -> None:
        if isinstance(self.view, AskingView):
            self.view.show_text(clauses)

    @property
    def asked(self) -> Question | None:
        """The question that is asked now."""
        return self.view.question if isinstance(self.view, AskingView) else None

    def take_passage(self, address: str) -> bool:
        """Take the paragraph that was pointed at as the answer; tell whether it can be one."""
        taken = isinstance(self.view, AskingView) and self.view.take_passage(address)
        if taken:
            self._announce("Chosen. Enter checks it.")
        return taken

    # the clause ---------------------------------------------------------------------------

    def _clause(self) -> None:
        """Show the clauses of what is asked; go to them if they are out of view, else fold them."""
        view = self.view
        if not isinstance(view, AskingView):
            return
        if view.clause is not None and view.clause.isVisible() and not self._begins(view.clause):
            self._go_to(view.clause)
        elif not view.hide_clauses():
            self._ask_clauses(self._show_clauses)

    def _begins(self, part: QWidget) -> bool:
        """Tell whether the beginning of a part is in view."""
        viewport = self._scroll.viewport()
        return 0 <= part.mapTo(viewport, QPoint(0, _AIR)).y() < viewport.height()

    def _tell_clause(self) -> None:
        """Have the link say whether its clauses are to be gone to or folded."""
        if isinstance(self.view, AskingView) and self.view.clause is not None:
            self.view.tell_clause(begins=self._begins(self.view.clause))

    def _go_to(self, clause: ClauseView) -> None:
        self._announce(clause.words)
        self._seek(clause, clause)

    def _ask_clauses(self, done: Callable[[Any], Any]) -> None:
        if isinstance(self.view, AskingView) and self.view.question.evidence:
            work = partial(lookup.clauses, addresses=self.view.question.evidence)
            self._worker.ask(self, work, done, self._no_clause, lane="clause")

    def _show_evidence(self) -> None:
        """Show the clauses after an answer, without taking the eye or the ear off the verdict."""
        self._ask_clauses(self._add_clauses)

    def _show_clauses(self, clauses: tuple[lookup.Clause, ...]) -> None:
        if found := self._add_clauses(clauses):
            self._go_to(found)

    def _add_clauses(self, clauses: tuple[lookup.Clause, ...]) -> ClauseView | None:
        view = self.view
        shown = tuple(clause.address for clause in clauses)
        if isinstance(view, AskingView) and view.question.evidence == shown:
            found = view.show_clauses(clauses, self._theme, self._size)
            QTimer.singleShot(0, self, self._tell_clause)  # it has its place with the next layout
            return found
        return None

    def _no_clause(self, error: Exception) -> None:
        self._banner.say(f"The clause cannot be shown: {error}")

    # keys ---------------------------------------------------------------------------------

    def _help(self, action: str) -> None:
        """Do what the banner's button asks for."""

    def _keys(self) -> frozenset[str]:
        """Return the names of the keys that mean something now."""
        return self.view.keys() if self.view else frozenset()

    def _press(self, key: str) -> None:
        """Do what a key of `_keys` means."""
        if self.view:
            self.view.press(key)

    def _leave(self) -> None:
        """Go, with progress kept."""
        self.left.emit("")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to what the view begins with."""
        super().focusInEvent(event)
        if self.view and (first := self.view.start()):
            first.setFocus(event.reason())

    def event(self, event: QEvent) -> bool:
        """Keep our keys from being taken as shortcuts of the window, while the focus is here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            name = key_name(event)
            if name == "Esc" or name in self._keys():
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer to the keys of the quiz; the rest scrolls, or goes up to the window."""
        name = key_name(event)
        self._sought = None
        if name in ("Enter", "Space") and event.isAutoRepeat():
            return
        if name == "Esc":
            self._leave()
        elif name == "Enter" and (button := self._focused_button()):
            button.click()
        elif name in self._keys():
            self._press(name)
        elif not self._scroll_by(event.key()):
            super().keyPressEvent(event)

    def _focused_button(self) -> QPushButton | None:
        focused = self.focusWidget()
        if isinstance(focused, QPushButton) and not isinstance(focused, ChoiceButton):
            return focused if focused.isVisible() and focused.isEnabled() else None
        return None

    def _scroll_by(self, key: int) -> bool:
        bar = self._scroll.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        if key not in steps:
            return False
        bar.setValue(bar.value() + steps[Qt.Key(key)])
        return True
