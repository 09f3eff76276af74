"""Previews and definitions over the page in front, and what becomes of documents not there."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QPoint, QRect, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from db.address import Address
from db.glossary import Glossary
from db.library.reference import Claim
from db.models import EditionKey
from desktop.reader.hint_letters import HintLetters
from desktop.reader.hrefs import DESK, target_of
from desktop.reader.pointing import Pointing, Spot, rects
from desktop.reader.preview import Preview, Sheet, sheet_of, sheet_of_claim, sheet_of_term
from desktop.reader.reader import Reader
from desktop.reader.term_lines import TermLines
from desktop.tasks import Worker
from desktop.theme import Theme

_LANE = "preview"


class _Read(NamedTuple):
    glossary: Glossary
    claims: dict[str, Claim]


class Referring(QObject):
    """One popup for all pages: it shows what the pointer rests on or the caret asks for."""

    address_requested = Signal(str)
    official_requested = Signal(str)
    term_requested = Signal(str)
    """The glossary is wanted, at this term."""
    told = Signal(str)

    def __init__(self, reading: Worker, host: QWidget, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._reading, self._host, self._theme = reading, host, theme
        self._read = _Read(Glossary(()), {})
        self._shows_terms = True
        self._watched: list[tuple[Reader, Pointing, TermLines]] = []
        self._reader: Reader | None = None
        self._beside = self._within = QRect()
        self._asked = ""
        self.preview = Preview(theme, host)
        self.preview.action_requested.connect(self._act)
        self.preview.entered.connect(self._stay)
        self.preview.left.connect(self._leave)
        self.preview.closed.connect(self._give_back)
        reading.ask(self, _read_lists, self._lists_read, self._not_read)

    def _lists_read(self, read: _Read) -> None:
        self._read = read
        for _, pointing, lines in self._watched:
            pointing.set_glossary(read.glossary)
            lines.set_glossary(read.glossary)

    def _not_read(self, error: Exception) -> None:
        """Without the glossary the page is read as well; the shelf says what is wrong."""

    def watch(self, reader: Reader) -> None:
        """Look after a reader's page."""
        pointing, lines = Pointing(reader.page), TermLines(reader.page, self._theme)
        pointing.set_glossary(self._read.glossary)
        lines.set_glossary(self._read.glossary)
        lines.show(self._shows_terms)
        pointing.set_letters(HintLetters(reader.page, self._theme))
        pointing.rested.connect(partial(self._show_spot, reader, ""))
        pointing.asked.connect(partial(self._ask_spot, reader))
        pointing.missed.connect(self._nothing_here)
        pointing.left.connect(partial(self._pointer_left, reader))
        reader.page.desk_requested.connect(partial(self._explain_claim, pointing))
        pointing.dismissed.connect(partial(self._dismissed, reader))
        pointing.unfocused.connect(self._look_for_focus)
        self._watched.append((reader, pointing, lines))
        reader.destroyed.connect(self._forget)

    def _forget(self) -> None:
        from shiboken6 import isValid

        self._watched = [one for one in self._watched if isValid(one[0]) and isValid(one[1])]
        if self._reader is not None and not isValid(self._reader):
            self._reader = None
            self.preview.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._theme = theme
        self.preview.set_theme(theme)
        for _, pointing, lines in self._watched:
            pointing.set_theme(theme)
            lines.set_theme(theme)

    def show_terms(self, shown: bool) -> None:
        """Underline terms of the glossary or leave them be."""
        self._shows_terms = shown
        for _, _, lines in self._watched:
            lines.show(shown)

    # what is shown ------------------------------------------------------------------------

    def _ask_spot(self, reader: Reader, spot: Spot) -> None:
        """Explain something by key; asked again, let its buttons have the keys."""
        again = f"{spot.start} {spot.href}{spot.term}"
        if self._asked == again and self.preview.isVisible() and self.preview.take_keys():
            return
        self._show_spot(reader, again, spot)

    def _show_spot(self, reader: Reader, asked: str, spot: Spot) -> None:
        self._asked, self._reader = asked, reader
        found = rects(reader.page, spot)
        if not found:
            return
        corner = reader.page.viewport().mapTo(self._host, QPoint())
        self._beside = found[0].translated(corner)
        self._within = QRect(corner, reader.page.viewport().size())
        if spot.term:
            if (term := self._read.glossary.named(spot.term)) is not None:
                self._show(sheet_of_term(term))
        elif claim := self._read.claims.get(spot.href.removeprefix(f"{DESK}claim:")):
            self._show(sheet_of_claim(claim))
        elif target := target_of(spot.href):
            document, _, label = target.partition(" ")
            work = partial(_look, target=Address(document, label), like=reader.key)
            self._reading.ask(self, work, self._looked, self._not_looked, lane=_LANE)

    def _looked(self, looked: Any) -> None:
        self._show(sheet_of(looked))

    def _not_looked(self, error: Exception) -> None:
        self.told.emit(str(error))

    def _show(self, sheet: Sheet) -> None:
        if self._reader is not None and self._reader.isVisible():
            self.preview.show_sheet(sheet, self._beside, self._within)

    def _nothing_here(self) -> None:
        self.told.emit("There is no link or glossary term at the caret. L goes to the next link.")

    def _dismiss(self) -> None:
        self._asked = ""
        self.preview.hide()

    def _dismissed(self, reader: Reader) -> None:
        """A page took back what it was asked; the others have no say in what is shown."""
        if reader is self._reader:
            self._dismiss()

    def _look_for_focus(self) -> None:
        """What was asked for by key goes with the keys, unless they went to its buttons."""
        QTimer.singleShot(0, self, self._leave_without_focus)

    def _leave_without_focus(self) -> None:
        focused = QApplication.focusWidget()
        inside = focused is not None and self.preview.isAncestorOf(focused)
        if self._asked and not inside and not (self._reader and self._reader.page.hasFocus()):
            self._dismiss()

    def _pointer_left(self, reader: Reader) -> None:
        """What was asked for by key stays, wherever the pointer goes."""
        if reader is self._reader and not self._asked:
            self.preview.hide()

    def _explain_claim(self, pointing: Pointing, what: str) -> None:
        """A verdict that is followed is explained: there is nowhere else to go."""
        if what.startswith("claim:"):
            pointing.explain()

    def _pointing(self) -> Pointing | None:
        return next((p for reader, p, _ in self._watched if reader is self._reader), None)

    def _stay(self) -> None:
        if (pointing := self._pointing()) is not None:
            pointing.stay()

    def _leave(self) -> None:
        if (pointing := self._pointing()) is not None:
            pointing.leave_soon()

    def _give_back(self) -> None:
        self._asked = ""
        if (pointing := self._pointing()) is not None:
            pointing.forget()
        if self._reader is not None:
            self._reader.page.setFocus()

    # what is done -------------------------------------------------------------------------

    def _act(self, action: str) -> None:
        self._give_back()
        kind, _, what = action.partition(":")
        acts: dict[str, Callable[[str], Any]] = {
            "open": self.address_requested.emit,
            "browse": _browse,
            "official": self.official_requested.emit,
            "glossary": self.term_requested.emit,
        }
        acts[kind](what)


def _browse(url: str) -> None:
    QDesktopServices.openUrl(QUrl(url))


def _read_lists(connection: Any) -> _Read:
    from db.library import lists

    claims = {claim.id: claim for claim in lists.claims(connection)}
    return _Read(Glossary(lists.glossary(connection)), claims)


def _look(connection: Any, target: Address, like: EditionKey | None) -> Any:
    from db.library.lookup import look_up

    return look_up(connection, target, like)
