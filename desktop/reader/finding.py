"""Finding in the document of a tab: between its find bar, its page and its scroll bar."""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor

from db.search.finding import Finder, Found
from desktop.reader.find_bar import FindBar
from desktop.reader.page_view import PageView
from desktop.reader.scroll_marks import ScrollMarks
from desktop.theme import Theme
from desktop.widgets.slices import Slices


class Finding(QObject):
    """Finds what is typed into the bar on the page that is shown, from where one is on."""

    def __init__(self, page: PageView, bar: FindBar, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self.bar = page, bar
        self._marks = ScrollMarks(page, theme)
        self._slices = Slices(self)
        self._passages: list[str] = []
        self._finder = Finder(())
        self._found: Sequence[Found] = ()
        self._at = -1
        self._from = (0, 0)
        self._stood = ""
        self._steps = 0
        self._goes = True
        page.page_shown.connect(self._page_shown)
        page.installEventFilter(self)
        bar.changed.connect(self._look)
        bar.step_requested.connect(self.step)
        bar.closed.connect(self._closed)
        self._page_shown()

    def set_theme(self, theme: Theme) -> None:
        """Dress in another theme; the page marks in its own."""
        self.bar.set_theme(theme)
        self._marks.set_theme(theme)

    def open(self, words: str = "") -> None:
        """Open the bar with the selected words, or what was looked for last, or `words`."""
        selected = self._selected()
        if self.bar.isVisible() and not selected:
            self.bar.open_with("")
            return
        self._begin_here()
        if selected:
            self._page.clear_selection()  # and with it what stands over the page beside it
        self.bar.open_with(selected or self.bar.words or words)
        self._look()

    def step(self, by: int) -> None:
        """Go to the next match (1) or the previous one (-1), round the end where there is none."""
        if self.bar.isHidden():
            self._begin_here()
            self.bar.show()
            self._look()
            if self._found and self._place() == self._found[self._at][:2]:
                self._turn(by)
        elif self.is_looking:
            self._steps = by
        elif self._found:
            self._turn(by)

    @property
    def is_looking(self) -> bool:
        """Whether some of the passages have not been looked at yet."""
        return self._slices.busy

    # where one begins -------------------------------------------------------------------------

    def _selected(self) -> str:
        if not self._page.textCursor().hasSelection():
            return ""
        anchor = self._page.anchor()
        return " ".join(anchor.quote.split()) if anchor else ""

    def _begin_here(self) -> None:
        self._from, self._stood = self._place(), self._page.current

    def _has_gone_elsewhere(self) -> bool:
        """Tell whether the person has gone to another paragraph than finding has led them to."""
        return self._page.current != self._stood

    def _place(self) -> tuple[int, int]:
        """Return where the selection or the caret is, or the paragraph that one has gone to."""
        page = self._page.page
        if page is None or (current := page.index_of(self._page.current)) is None:
            return 0, 0
        cursor = self._page.textCursor()
        index = page.at(cursor.selectionStart())
        if index is None or not (cursor.hasSelection() or index == current):
            return current, 0
        return index, page.offset(index, cursor.selectionStart())

    # finding ----------------------------------------------------------------------------------

    def _page_shown(self) -> None:
        """Find again what was found, where other passages are shown; stay where one is."""
        page = self._page.page
        passages = [place.passage.text for place in page.places] if page else []
        same = passages == self._passages
        if not same:
            self._passages, self._finder = passages, Finder(passages)
        if self.bar.isHidden():
            return
        if same and not self.is_looking:
            self._mark()
            return
        self._begin_here()
        self._look(goes=False)

    def _look(self, goes: bool = True) -> None:
        self._steps, self._goes = 0, goes
        if self._has_gone_elsewhere():
            self._begin_here()
        if not self.bar.words.strip():
            self._slices.stop()
            self._found, self._at = (), -1
            self._mark()
            self.bar.say("")
            return
        self._slices.start(self._finder.finding(self.bar.words, self.bar.options), self._finished)
        self._slices.now()

    def _finished(self, found: Sequence[Found]) -> None:
        self._found = found
        first = bisect_left(found, self._from)
        wrapped = first == len(found)
        self._at = 0 if wrapped else first
        if not found:
            self._at = -1
            self._mark()
            self.bar.say("Not found in this edition")
        elif self._steps:
            self._turn(self._steps)
        else:
            self._show("from the top" if wrapped and self._goes else "")

    def _turn(self, by: int) -> None:
        if self._has_gone_elsewhere():
            self._at = bisect_left(self._found, self._place()) - (by > 0)
        there = self._at + by
        self._at = there % len(self._found)
        beyond = "from the top" if there >= len(self._found) else "from the end"
        self._goes = True
        self._show("" if there == self._at else beyond)
        self._from = self._found[self._at][:2]

    def _show(self, beyond: str) -> None:
        self._mark()
        where = f"{self._at + 1:,} of {len(self._found):,}"
        self.bar.say(f"{where} · {beyond}" if beyond else where)
        if self._goes:
            self._page.reveal(self._found[self._at])
            self._stood = self._page.current

    def _mark(self) -> None:
        current = self._found[self._at] if self._found else None
        self._page.set_found(self._found, current)
        self._marks.set_found(self._found)
        self._marks.set_current(current)

    # the end ----------------------------------------------------------------------------------

    def _closed(self) -> None:
        """Take the marks away; the match one was at stays selected."""
        self._slices.stop()
        page = self._page.page
        current = self._found[self._at] if self._found else None
        self._found, self._at = (), -1
        self._mark()
        self._page.setFocus()
        if page is not None and current is not None and current.passage < len(page.places):
            first, last = page.span(current.passage, current.start, current.end)
            cursor = QTextCursor(page.document)
            cursor.setPosition(first)
            cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
            self._page.setTextCursor(cursor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape on the page closes the bar first."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and self.bar.isVisible()
        ):
            self.bar.close_bar()
            return True
        return super().eventFilter(watched, event)
