"""What of a page somebody points at, with the mouse or the caret: a link, or a term."""

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextBlock, QTextLayout, QTextLine

from db.glossary import Found, Glossary
from desktop.reader.page_view import PageView
from desktop.theme import Theme

REST = 300
"""Milliseconds the pointer rests on a link before it is previewed."""
GRACE = 250
"""Milliseconds a preview stays after the pointer has left, to be reached with it."""
_ALT = Qt.KeyboardModifier.AltModifier
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Spot(NamedTuple):
    """Words of a page from `start` to `end` (document positions): a link's, or a term's."""

    start: int
    end: int
    href: str = ""
    term: str = ""


class Letters(Protocol):
    """What puts letters on the links in view: `hint_letters.HintLetters`."""

    chosen: Any

    def start(self) -> bool:
        """Begin; tell whether there are links in view."""

    def key(self, event: QKeyEvent) -> None:
        """Take a key."""

    def isHidden(self) -> bool:
        """Tell whether no link is being chosen."""

    def hide(self) -> None:
        """End it."""

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""


class Pointing(QObject):
    """Watches a page's mouse and keys; it takes no key that the page has a use for."""

    rested = Signal(object)
    """The Spot on which the pointer has come to rest."""
    asked = Signal(object)
    """The Spot at the caret, or under a double click, that is to be explained now."""
    missed = Signal()
    """An explanation was asked for where there is nothing to explain."""
    left = Signal()
    """The pointer is on none of it any more."""
    unfocused = Signal()
    """The page has no longer the keys."""
    dismissed = Signal()
    """The page is scrolled, typed into or left: nothing is to lie over it."""

    def __init__(self, page: PageView) -> None:
        super().__init__(page)
        self._page = page
        self._glossary = Glossary(())
        self._spot: Spot | None = None
        self._letters: Letters | None = None
        self._at = QPoint()
        self._resting = QTimer(self, singleShot=True, interval=REST)
        self._resting.timeout.connect(self._rest)
        self._leaving = QTimer(self, singleShot=True, interval=GRACE)
        self._leaving.timeout.connect(self._leave)
        page.installEventFilter(self)
        page.viewport().installEventFilter(self)
        page.verticalScrollBar().valueChanged.connect(self._dismiss)
        page.page_shown.connect(self._dismiss)

    def set_glossary(self, glossary: Glossary) -> None:
        """Take the terms that are looked for."""
        self._glossary = glossary

    def set_letters(self, letters: Letters) -> None:
        """Take what puts letters on links; it is given the keys while it does."""
        self._letters = letters
        letters.chosen.connect(self._follow)

    def set_theme(self, theme: Theme) -> None:
        """Let letters be painted in another theme."""
        if self._letters is not None:
            self._letters.set_theme(theme)

    def stay(self) -> None:
        """Leave for now what is shown: the pointer is on it."""
        self._leaving.stop()
        self._resting.stop()

    def forget(self) -> None:
        """Nothing is shown any more."""
        self.stay()
        self._spot = None

    def leave_soon(self) -> None:
        """The pointer has left what is shown."""
        self._leaving.start()

    # mouse --------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Overrides QObject.eventFilter."""
        kind = event.type()
        if watched is self._page:
            if kind == QEvent.Type.FocusOut:
                self.unfocused.emit()
            return isinstance(event, QKeyEvent) and self._key(event)
        if kind in (QEvent.Type.Resize, QEvent.Type.Hide):
            self._dismiss()
        if kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._moved(event)
        elif kind == QEvent.Type.MouseButtonPress:
            self._dismiss()
        elif kind == QEvent.Type.MouseButtonDblClick and isinstance(event, QMouseEvent):
            self._at = event.position().toPoint()
            QTimer.singleShot(0, self._double_clicked)
        elif kind == QEvent.Type.Leave:
            self._resting.stop()
            self._leaving.start()
        return False

    def _moved(self, event: QMouseEvent) -> None:
        self._at = event.position().toPoint()
        if event.buttons():
            self._dismiss()
            return
        if self._spot is not None and not self._leaving.isActive() and not self._over(self._spot):
            self._leaving.start()
        elif self._spot is not None and self._over(self._spot):
            self._leaving.stop()
            return
        self._resting.start()

    def _over(self, spot: Spot) -> bool:
        return any(rect.contains(self._at) for rect in rects(self._page, spot))

    def _rest(self) -> None:
        if self._page.textCursor().hasSelection():
            return
        spot = self._under_pointer()
        if spot is not None and spot != self._spot:
            self._leaving.stop()
            self._spot = spot
            self.rested.emit(spot)

    def _under_pointer(self) -> Spot | None:
        cursor = self._page.cursorForPosition(self._at)
        position = cursor.position()
        for near in (position, position - 1):
            spot = self.spot_at(near)
            if spot is not None and self._over(spot):
                return spot
        return None

    def _double_clicked(self) -> None:
        if (spot := self._under_pointer()) is not None and spot.term:
            self._ask(spot)

    def _leave(self) -> None:
        self._spot = None
        self.left.emit()

    def _dismiss(self) -> None:
        self.forget()
        if self._letters is not None:
            self._letters.hide()
        self.dismissed.emit()

    # keys ---------------------------------------------------------------------------------

    def _key(self, event: QKeyEvent) -> bool:
        """Tell whether a key was ours: to walk from link to link, to have one explained."""
        if event.type() != QEvent.Type.KeyPress:
            return False
        if self._letters is not None and not self._letters.isHidden():
            self._letters.key(event)
            return True
        key, modifiers = event.key(), event.modifiers()
        acts: dict[str, Callable[[], None]] = {
            "next_link": self.next_link,
            "previous_link": self.previous_link,
            "explain": self.explain,
            "letters": self.show_letters,
        }
        act = acts.get(self._page.wanted(event))
        if key in _RETURN and modifiers == _ALT:
            act = self.explain
        if act is None:
            if self._spot is not None and key not in (Qt.Key.Key_Shift, Qt.Key.Key_Control):
                was_escape = key == Qt.Key.Key_Escape
                self._dismiss()
                return was_escape
            return False
        act()
        event.accept()
        return True

    def explain(self) -> None:
        """Explain the link or the term at the caret."""
        position = self._page.caret()
        for near in (position, position - 1):
            if (spot := self.spot_at(near)) is not None:
                self._ask(spot)
                return
        self._dismiss()
        self.missed.emit()

    def _ask(self, spot: Spot) -> None:
        self.stay()
        self._spot = spot
        self.asked.emit(spot)

    def next_link(self) -> None:
        """Put the caret on the next link of the page."""
        self._dismiss()
        position = self._page.caret()
        here = self._link_at(position)
        block = self._page.document().findBlock(position)
        edge = here.end if here else position
        while block.isValid():
            for spot in links_in(block):
                if spot.start >= edge and (here is None or spot.start >= here.end):
                    self._go(spot)
                    return
            block = block.next()

    def previous_link(self) -> None:
        """Put the caret on the link before."""
        self._dismiss()
        position = self._page.caret()
        block = self._page.document().findBlock(position)
        here = self._link_at(position)
        edge = here.start if here else position
        while block.isValid():
            for spot in reversed(links_in(block)):
                if spot.end <= edge:
                    self._go(spot)
                    return
            block = block.previous()

    def show_letters(self) -> None:
        """Put letters on the links in view."""
        self._dismiss()
        if self._letters is None or not self._letters.start():
            self.missed.emit()

    def _follow(self, spot: Spot) -> None:
        self._page.put_caret(spot.start)
        self._page.follow(spot.href)

    def _go(self, spot: Spot) -> None:
        self._page.put_caret(spot.start)

    # what there is ------------------------------------------------------------------------

    def spot_at(self, position: int) -> Spot | None:
        """Return the link or the term at a document position."""
        return self._link_at(position) or self._term_at(position)

    def _link_at(self, position: int) -> Spot | None:
        block = self._page.document().findBlock(position)
        return next((s for s in links_in(block) if s.start <= position < s.end), None)

    def _term_at(self, position: int) -> Spot | None:
        page = self._page.page
        if page is None or page.edition.key.language != "en":
            return None
        index = page.at(position)
        if index is None or page.document.findBlock(position).blockNumber() != (
            page.places[index].block
        ):
            return None
        words = page.places[index].passage.text
        found: Found | None = self._glossary.at(words, page.offset(index, position))
        if found is None:
            return None
        start, end = page.span(index, found.start, found.end)
        return Spot(start, end, term=found.term.term) if start <= position < end else None


def links_in(block: QTextBlock) -> list[Spot]:
    """List the links of a block; runs that lead to the same place and touch are one."""
    found: list[Spot] = []
    if not block.isValid():
        return found
    runs: Any = block  # a QTextBlock gives its runs; its stub knows nothing of it
    for run in runs:
        fragment = run.fragment()
        href = fragment.charFormat().anchorHref()
        if not href:
            continue
        start = fragment.position()
        if found and found[-1].href == href and found[-1].end == start:
            start = found.pop().start
        found.append(Spot(start, fragment.position() + fragment.length(), href))
    return found


def rects(page: PageView, spot: Spot) -> list[QRect]:
    """Return where a spot's words are in the viewport, a rectangle a line."""
    block = page.document().findBlock(spot.start)
    if not block.isValid():  # another text is shown since
        return []
    layout: QTextLayout = block.layout()
    area = page.document().documentLayout().blockBoundingRect(block)
    shift = area.topLeft().toPoint() - QPoint(0, page.verticalScrollBar().value())
    start, end = spot.start - block.position(), spot.end - block.position()
    found = []
    line = layout.lineForTextPosition(max(0, start))  # a paragraph may have thousands of lines
    while line.isValid() and line.textStart() < end:
        first = max(start, line.textStart())
        last = min(end, line.textStart() + line.textLength())
        if first < last:
            text = line.naturalTextRect()  # without the space at which the line is broken
            ends = _x(line, first), _x(line, last)
            sides = sorted(min(max(end, text.left()), text.right()) for end in ends)
            top = round(line.y())
            found.append(
                QRect(
                    round(sides[0]), top, round(sides[1] - sides[0]), round(line.height())
                ).translated(shift)
            )
        if line.lineNumber() + 1 >= layout.lineCount():
            break
        line = layout.lineAt(line.lineNumber() + 1)
    return found


def _x(line: QTextLine, position: int) -> float:
    """Return where a character begins; PySide gives the position along with it."""
    x: Any = line.cursorToX(position)
    return float(x[0] if isinstance(x, tuple) else x)
