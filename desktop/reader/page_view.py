"""The page: the text in one column, labels and voices in the gutter, marks over the words."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from db import address
from db.models import COLORS, RIGHT_TO_LEFT, Anchor, Note
from desktop.reader import marks
from desktop.reader.composer import Page, Place, target_of
from desktop.reader.gutter import VOICE_WORDS, Gutter
from desktop.reader.gutter import WIDTH as GUTTER_WIDTH
from desktop.reader.laid_out import LaidOut
from desktop.theme import Theme

TOP = 36
COLUMN_CHARACTERS = 68
LETTER_WIDTH = 0.48
"""The mean width of a letter of a serif face, as a part of its size."""
_MOVES = frozenset(
    {
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
    }
)


class PageView(QTextEdit):
    """A read-only page with a caret; it says what was asked of it and changes nothing."""

    highlight_requested = Signal(object, str)
    """An Anchor and a colour ('' for the last one used)."""
    note_requested = Signal(object)
    """An Anchor: a note is wanted on these words or this paragraph."""
    note_clicked = Signal(str)
    edit_note_requested = Signal(object)
    """The Note whose highlight is at the caret is to be written."""
    delete_note_requested = Signal(str)
    link_activated = Signal(str)
    place_changed = Signal(str)
    words_selected = Signal(bool)
    painted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # A viewport of ours: PySide would load every widget class to find the type of Qt's own.
        self._viewport = QWidget(self)
        self._viewport.setBackgroundRole(QPalette.ColorRole.Base)
        self._viewport.setAutoFillBackground(True)
        self.setViewport(self._viewport)
        self.document().documentLayout().setPaintDevice(self._viewport)  # not the one just gone
        self.setReadOnly(True)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: where it came with the text, all of it would be laid out a second time.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(
            flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
            | flags.LinksAccessibleByMouse | flags.LinksAccessibleByKeyboard
        )  # fmt: skip
        self.setAccessibleName("Page")
        self._viewport.setMouseTracking(True)
        self._theme = theme
        self._page: Page | None = None
        self._current = ""
        self._highlights: list[marks.Highlight] = []
        self._hits: tuple[int, Sequence[marks.Span]] | None = None
        self._pending: tuple[str, int, bool] | None = None
        self._layout = LaidOut(self)
        self._following = True
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.selectionChanged.connect(self._selection_changed)

    # the page -----------------------------------------------------------------------------

    def show_page(self, page: Page, theme: Theme, label: str = "", offset: int = 0) -> None:
        """Show a composed edition at a label, `offset` pixels into its paragraph."""
        self._page, self._theme = page, theme
        self._highlights, self._hits = [], None
        self._following = False
        self._fit_column()  # before the text is laid out for the first time
        self._layout.watch(page.document.documentLayout())
        self.setDocument(page.document)
        page.document.setParent(self)
        wanted = page.index_of(label)
        index = _first(page) if wanted is None else wanted
        self._current = "" if index is None else page.places[index].passage.label
        self._describe(index)
        self._apply_marks()
        self._following = True
        self._pending = None if index is None else (self._current, offset, wanted is not None)
        if self.isVisible():
            self._settle()
        key = page.edition.key
        self.setAccessibleName(f"{key.document}, {key.kind}, {key.language}")

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self._page

    @property
    def current(self) -> str:
        """The label where the reader stands."""
        return self._current

    def offset(self) -> int:
        """How many pixels of the current paragraph are above the top of the view."""
        if self._page is None or (index := self._page.index_of(self._current)) is None:
            return 0
        top = self._rect(self._page.places[index].block).top()
        return round(self.verticalScrollBar().value() - top)

    def go_to(self, label: str, spans: Sequence[marks.Span] = (), offset: int = -48) -> bool:
        """Bring a paragraph near the top, `spans` of it marked; tell whether it is on this page."""
        if self._page is None or (index := self._page.index_of(label)) is None:
            return False
        passage = self._page.places[index].passage
        self._hits = (index, tuple(spans)) if spans else None
        self._apply_marks()
        self._set_current(passage.label)
        if self.textCursor().hasSelection():
            self.clear_selection()
        self._pending = (passage.label, offset, True)
        if self.isVisible():
            self._settle()
        return True

    def step(self, by: int) -> None:
        """Go to the next or previous paragraph that has a number."""
        if self._page is None or (index := self._page.index_of(self._current)) is None:
            return
        index += by
        while 0 <= index < len(self._page.places):
            passage = self._page.places[index].passage
            if passage.kind != "record" and address.gutter(passage.label):
                self.go_to(passage.label)
                return
            index += by

    def _settle(self) -> None:
        """Go to where one is to be as soon as the text is laid out as far as that.

        Until then nothing is painted, so that nobody sees the page jump.
        """
        if self._pending is None or self._page is None:
            return
        if (index := self._page.index_of(self._pending[0])) is None:
            self._pending = None
            return
        self._viewport.setUpdatesEnabled(False)
        self._layout.reach(self._page.places[index].block, self._viewport.height(), self._arrive)

    def _arrive(self) -> None:
        """Scroll to the place that is pending: its text is laid out, and a page after it."""
        if self._pending is None or self._page is None:
            return
        (label, offset, scrolls), self._pending = self._pending, None
        index = self._page.index_of(label)
        assert index is not None
        following, self._following = self._following, False
        place = self._page.places[index]
        cursor = self.textCursor()
        if not cursor.hasSelection() and self._page.at(cursor.position()) != index:
            cursor.setPosition(place.start)
            self.setTextCursor(cursor)
        if scrolls:
            value = max(0, round(self._rect(place.block).top() + offset))
            bar = self.verticalScrollBar()
            bar.setMaximum(max(bar.maximum(), value))
            bar.setValue(value)
        self._following = following
        self._viewport.setUpdatesEnabled(True)
        self._set_current(place.passage.label)

    # marks --------------------------------------------------------------------------------

    def set_highlights(self, notes: Sequence[Note]) -> None:
        """Show these notes: ranges where they are of this edition, paragraphs otherwise."""
        if self._page is not None:
            self._highlights = marks.highlights(self._page, notes)
            self._apply_marks()

    def _apply_marks(self) -> None:
        if self._page is None:
            return
        selections = [
            marks.selection(
                self._page,
                mark.index,
                (mark.start, mark.end),
                marks.note_format(self._theme, mark.note.color),
            )
            for mark in self._highlights
            if not mark.whole
        ]
        if self._hits:
            form = marks.hit_format(self._theme)
            index, spans = self._hits
            selections += [marks.selection(self._page, index, span, form) for span in spans]
        self.setExtraSelections(selections)
        self._viewport.update()

    # what is selected ---------------------------------------------------------------------

    def anchor(self) -> Anchor | None:
        """Return an anchor for the selected words, or for the current paragraph."""
        if self._page is None:
            return None
        return marks.anchor_of(self._page, self.textCursor(), self._current)

    def selection_rect(self) -> QRectF:
        """Return where the selection begins, in the page's own coordinates."""
        cursor = QTextCursor(self.textCursor())
        cursor.setPosition(cursor.selectionStart())
        rect = self.cursorRect(cursor)
        return QRectF(self._viewport.mapToParent(rect.topLeft()), rect.size())

    def clear_selection(self) -> None:
        """Let go of the selected words; the caret stays at their end."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        self.setTextCursor(cursor)

    def _selection_changed(self) -> None:
        self.words_selected.emit(self.textCursor().hasSelection())

    # keys and mouse -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Highlight, note and move by paragraph; everything else is the text's own."""
        key, plain = event.key(), event.modifiers() in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier,
        )  # fmt: skip
        selected = self.textCursor().hasSelection()
        if plain and selected and Qt.Key.Key_1 <= key <= Qt.Key.Key_6:
            self._highlight(COLORS[key - Qt.Key.Key_1])
        elif plain and selected and key == Qt.Key.Key_H:
            self._highlight("")
        elif plain and key in (Qt.Key.Key_N, Qt.Key.Key_A):
            self._note()
        elif plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._page:
            if mark := marks.highlight_at(
                self._page, self._highlights, self.textCursor().selectionStart()
            ):
                self.delete_note_requested.emit(mark.note.id)
        elif plain and key in (Qt.Key.Key_J, Qt.Key.Key_K):
            self.step(1 if key == Qt.Key.Key_J else -1)
        elif plain and key == Qt.Key.Key_Space:
            self.verticalScrollBar().triggerAction(
                self.verticalScrollBar().SliderAction.SliderPageStepAdd
            )
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (href := self._link()):
            self._follow(href)
        elif plain and key == Qt.Key.Key_Escape and (selected or self._hits):
            self._hits = None
            self._apply_marks()
            self.clear_selection()
        else:
            before = self.textCursor().position()
            super().keyPressEvent(event)
            moved = self.textCursor().position() != before
            if moved or (key in _MOVES and self._pending is not None):
                self._follow_caret()
            return
        event.accept()

    def _follow_caret(self) -> None:
        """Take the paragraph of the caret, which a key moved, as the current one."""
        cursor = self.textCursor()
        if self._page is None or cursor.hasSelection():
            return
        if (index := self._page.at(cursor.position())) is not None:
            self._pending = None  # whoever moves the caret is no longer on the way elsewhere
            self._viewport.setUpdatesEnabled(True)
            self._set_current(self._page.places[index].passage.label)

    def _link(self) -> str:
        """Return where the link under the caret leads, empty where there is none."""
        cursor = QTextCursor(self.textCursor())
        cursor.setPosition(cursor.position())
        cursor.movePosition(
            QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor
        )
        return cursor.charFormat().anchorHref()

    def _note(self) -> None:
        """Ask for a note: on the highlight at the caret, the selected words, or the paragraph."""
        cursor = self.textCursor()
        if self._page is not None and not cursor.hasSelection():
            for position in (cursor.position(), cursor.position() - 1):
                if mark := marks.highlight_at(self._page, self._highlights, position):
                    self.edit_note_requested.emit(mark.note)
                    return
        if (anchor := self.anchor()) is not None:
            self.note_requested.emit(anchor)

    def _highlight(self, color: str) -> None:
        if (anchor := self.anchor()) is not None and anchor.quote:
            self.highlight_requested.emit(anchor, color)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow a link, open a note, or take the clicked paragraph as the current one."""
        drawn = self.textCursor().hasSelection()
        super().mouseReleaseEvent(event)
        if self._page is None or event.button() != Qt.MouseButton.LeftButton:
            return
        event.accept()
        if drawn and self.textCursor().hasSelection():
            return
        if href := self.anchorAt(event.position().toPoint()):
            self.clear_selection()  # Qt selects the link that was clicked
            self._follow(href)
            return
        position = self.cursorForPosition(event.position().toPoint()).position()
        if (mark := marks.highlight_at(self._page, self._highlights, position)) is not None:
            self.note_clicked.emit(mark.note.id)
        if (index := self._page.at(position)) is not None:
            self._set_current(self._page.places[index].passage.label)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over links, and say the voice in the gutter."""
        super().mouseMoveEvent(event)
        self._say_voice(event.position().toPoint())
        over = bool(self.anchorAt(event.position().toPoint()))
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor
        self._viewport.setCursor(shape)

    def _follow(self, href: str) -> None:
        if target := target_of(href):
            self.link_activated.emit(target)
        else:
            QDesktopServices.openUrl(QUrl(href))

    def _say_voice(self, point: QPoint) -> None:
        """Say whose words a passage is while the pointer is in the gutter."""
        words = ""
        if self._page is not None and self._in_gutter(point):
            index = self._page.at(self.cursorForPosition(point).position())
            if index is not None:
                passage = self._page.places[index].passage
                words = f"{self._citation(passage.label)} — {VOICE_WORDS[passage.voice]}"
        if words != self._viewport.toolTip():
            self._viewport.setToolTip(words)

    def _citation(self, label: str) -> str:
        assert self._page is not None
        return f"{self._page.edition.key.document}, {address.describe(label)}"

    def _in_gutter(self, point: QPoint) -> bool:
        side = self._margin
        return point.x() > self._viewport.width() - side if self._rtl else point.x() < side

    # where one is -------------------------------------------------------------------------

    def _set_current(self, label: str) -> None:
        if label != self._current:
            self._current = label
            self._describe(self._page.index_of(label) if self._page else None)
            self._viewport.update()
        self.place_changed.emit(label)

    def _describe(self, index: int | None) -> None:
        """Tell a screen reader where one is, and whose words these are."""
        if self._page is not None and index is not None:
            passage = self._page.places[index].passage
            where, whose = self._citation(passage.label), VOICE_WORDS[passage.voice]
            self.setAccessibleDescription(f"{where}. {whose}")

    def _scrolled(self) -> None:
        if self._page is None or not self._following:
            return
        shown = [place for place in self._visible() if place[0].passage.kind != "record"]
        height = self._viewport.height()
        if any(p.passage.label == self._current and -8 <= r.top() < height - 40 for p, r in shown):
            return
        whole = [place for place, rect in shown if rect.top() >= -8]
        first = whole[0] if whole else (shown[0][0] if shown else None)
        if first is not None:
            self._set_current(first.passage.label)

    def _visible(self) -> Iterator[tuple[Place, QRectF]]:
        """Yield (Place, rectangle in the viewport) of the passages that can be seen."""
        assert self._page is not None
        layout = self._page.document.documentLayout()
        shift = self.verticalScrollBar().value()
        first = self.cursorForPosition(QPoint(self._viewport.width() // 2, 0)).position()
        index = max(0, (self._page.at(first) or 0) - 1)
        for place in self._page.places[index:]:
            block = self._page.document.findBlockByNumber(place.block)
            indent = block.blockFormat().leftMargin()
            rect = layout.blockBoundingRect(block).translated(indent, -shift)
            if rect.top() > self._viewport.height():
                return
            if rect.bottom() > 0:
                yield place, rect

    def _rect(self, number: int) -> QRectF:
        assert self._page is not None
        block: QTextBlock = self._page.document.findBlockByNumber(number)
        return self._page.document.documentLayout().blockBoundingRect(block)

    # layout and paint ---------------------------------------------------------------------

    @property
    def _rtl(self) -> bool:
        return self._page is not None and self._page.edition.key.language in RIGHT_TO_LEFT

    def _fit_column(self) -> None:
        if self._page is None:
            return
        wanted = self._page.document.defaultFont().pixelSize() * LETTER_WIDTH * COLUMN_CHARACTERS
        width = self._viewport.width()
        side = max(16.0, (width - wanted - GUTTER_WIDTH) / 2)
        narrow, wide = side, side + GUTTER_WIDTH
        self._margin = round(wide)
        frame = self._page.document.rootFrame()
        form = frame.frameFormat()
        left, right = (narrow, wide) if self._rtl else (wide, narrow)
        if (form.leftMargin(), form.rightMargin()) != (left, right):
            form.setTopMargin(TOP)
            form.setLeftMargin(left)
            form.setRightMargin(right)
            form.setBottomMargin(max(96, self._viewport.height() * 0.5))
            frame.setFrameFormat(form)

    _margin = GUTTER_WIDTH

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column centred and the current paragraph where it is."""
        if self._page is not None and self._pending is None and self._current:
            self._pending = (self._current, self.offset(), True)
        following, self._following = self._following, False
        super().resizeEvent(event)
        self._fit_column()
        self._following = following
        self._settle()

    def showEvent(self, event: object) -> None:
        """Bring the place that was asked for into view."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._fit_column()
        self._settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the current paragraph's ground, the text, then the gutter."""
        painter = QPainter(self._viewport)
        visible = list(self._visible()) if self._page else []
        for place, rect in visible:
            if place.passage.label == self._current and place.passage.kind != "record":
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._theme.tint)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.drawRoundedRect(self._ground(rect), 6, 6)
        painter.end()
        super().paintEvent(event)
        if self._page is None:
            return
        painter = QPainter(self._viewport)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = self._viewport.width() - self._margin + 14 if self._rtl else self._margin - 14
        noted = {
            self._page.places[mark.index].passage.label: mark.note.color
            for mark in self._highlights
            if mark.whole
        }
        gutter = Gutter(self._page, self._theme, self.font(), edge, self._rtl)
        gutter.paint(painter, visible, self._current, noted)
        painter.end()
        self.painted.emit()

    def _ground(self, rect: QRectF) -> QRectF:
        return QRectF(rect.left() - 8, rect.top(), rect.width() + 16, rect.height() + 4)


def _first(page: Page) -> int | None:
    """Return the number of the first passage that is not of the record."""
    numbers = (n for n, place in enumerate(page.places) if place.passage.kind != "record")
    return next(numbers, 0 if page.places else None)
