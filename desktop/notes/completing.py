"""Completing links in a note and tags below it, from what the person's file has."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from db.text import fold
from desktop.notes import work
from desktop.notes.body_edit import BodyEdit
from desktop.notes.completer import Completer
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.entry_list import Entry

_MOST = 12
_APART = " ,;،、，；"


class Completing(QObject):
    """Asks what a begun link or tag may become, and puts in what is picked."""

    def __init__(
        self, worker: Worker, body: BodyEdit, tags: QLineEdit, theme: Theme, host: QWidget
    ) -> None:
        super().__init__(host)
        self._worker, self._body, self._tags, self._host = worker, body, tags, host
        self.document = ""
        self.list = Completer(theme, host)
        self.list.picked.connect(self._put_in)
        body.link_begun.connect(self._link_begun)
        body.link_left.connect(self.list.hide)
        tags.textEdited.connect(self._tag_typed)

    def take_key(self, event: QKeyEvent) -> bool:
        """Let the list have a key that is for it."""
        return self.list.take_key(event)

    def stop(self) -> None:
        """Offer nothing any more."""
        self.list.hide()

    def _link_begun(self, typed: str) -> None:
        asked = partial(work.link_targets, typed=typed, document=self.document)
        self._worker.ask(self, asked, self._offer_links, self._failed, lane="completion")

    def _offer_links(self, targets: Sequence[Any]) -> None:
        if self._body.hasFocus() and self._body.begun() is not None:
            entries = [Entry(one.link, one.words, one.more) for one in targets]
            self.list.offer(entries, self._body.caret_rect(self._host))

    def _tag_typed(self) -> None:
        if self._begun_tag():
            self._worker.ask(self, work.tags, self._offer_tags, self._failed, lane="completion")
        else:
            self.list.hide()

    def _offer_tags(self, tags: Sequence[Any]) -> None:
        begun = fold(self._begun_tag())
        if not begun or not self._tags.hasFocus():
            return
        found = [one for one in tags if begun in fold(one.tag) and fold(one.tag) != begun]
        found.sort(key=lambda one: (not fold(one.tag).startswith(begun), -one.all))
        entries = [Entry(one.tag, one.tag, keys=str(one.all)) for one in found[:_MOST]]
        at = self._tags.mapTo(self._host, QPoint(0, 0))
        self.list.offer(entries, QRect(at, self._tags.size()))

    def _begun_tag(self) -> str:
        typed = self._tags.text()[: self._tags.cursorPosition()]
        return typed[self._begin(typed) :]

    @staticmethod
    def _begin(typed: str) -> int:
        return max(typed.rfind(char) for char in _APART) + 1

    def _put_in(self, words: str) -> None:
        if self._body.hasFocus():
            self._body.put_link(words)
            return
        at = self._tags.cursorPosition()
        typed, rest = self._tags.text()[:at], self._tags.text()[at:]
        self._tags.setText(f"{typed[: self._begin(typed)]}{words}, {rest.lstrip(' ,')}")
        self._tags.textEdited.emit(self._tags.text())

    def _failed(self, _error: Exception) -> None:
        self.list.hide()  # nothing is lost: one types on
