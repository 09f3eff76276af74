"""Texts under review: read off the window's thread, put right in a tab, stored when accepted."""

from collections import deque
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from db import connection
from db.models import EditionKey
from db.places import Places
from desktop.desk.importing import FILES
from desktop.late_worker import LateWorker
from desktop.tabs.navigator import Navigator
from desktop.theme import Themes
from desktop.widgets.banner import Banner
from desktop.widgets.tabs import TabArea

if TYPE_CHECKING:
    from db.library.reference import ImportResult
    from db.review.draft import Draft
    from db.review.proposal import Proposal
    from db.review.revision import Revision
    from db.review.storing import Stored
    from desktop.intake.review_page import ReviewPage

UNDO, AGAIN = "review:undo", "review:again"
"""What the banner asks for: the text out again, or the review that was left."""


class Reviewing(QObject):
    """Opens a tab for each text, one after another; what is accepted can be taken back."""

    told = Signal(str)
    stored = Signal(object)
    """The set of documents that are new or changed."""

    def __init__(
        self, places: Places, navigator: Navigator, tabs: TabArea, themes: Themes, banner: Banner,
        window: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._places, self._navigator, self._tabs = places, navigator, tabs
        self._themes, self._banner, self._window = themes, banner, window
        self._work = LateWorker("reviewing", connection.open_study, places, self)
        self._waiting: deque[Path] = deque()
        self._last: Stored | None = None
        self._left: tuple[Proposal, Revision | None] | None = None
        self._page: ReviewPage | None = None

    def start(self) -> None:
        """Offer the review that was left when the program ended, if there is one."""
        if self._places.review.is_file():
            work = partial(_taken, path=self._places.review)
            self._work().ask(self, work, self._offer, self._failed)

    def _offer(self, proposal: "Proposal | None") -> None:
        if proposal is not None:
            self._left = proposal, None
            name = Path(proposal.path).name or proposal.draft.title
            self._banner.say(f"The review of {name} was not finished.", AGAIN, "Go on with it")

    def close(self) -> None:
        """Keep what is under review and stop for good: the desk is about to close."""
        if self._page is not None and self._page.has_work():
            work = partial(_keep, path=self._places.review, proposal=self._page.proposal,
                           draft=self._page.draft)  # fmt: skip
            self._work().ask(self, work)
        self._work.close(interrupt=False)

    # what is to be reviewed -------------------------------------------------------------------

    def choose_files(self) -> None:
        """Let the person choose files whose paragraphs are reviewed before they are stored."""
        paths, _ = QFileDialog.getOpenFileNames(self._window, "Import and review", "", FILES)
        self.review_files([Path(path) for path in paths])

    def review_files(self, paths: Sequence[Path]) -> None:
        """Review files, one after another."""
        self._waiting.extend(paths)
        if self._page is None:
            self._next()

    def review_front(self) -> None:
        """Review the imported text in front once more."""
        reader = self._navigator.reader()
        if reader is None or reader.key is None:
            self.told.emit("Open an imported document first.")
        else:
            self.review_edition(reader.key)

    def review_result(self, result: "ImportResult") -> None:
        """Review what a file of an import has become."""
        if result.key is not None:
            self.review_edition(result.key)

    def review_edition(self, key: EditionKey) -> None:
        """Review a stored text once more."""
        work = partial(_propose_again, key=key)
        self._work().ask(self, work, self._open, self._failed, lane="propose")

    def _next(self) -> None:
        if self._waiting:
            path = self._waiting.popleft()
            self.told.emit(f"Reading {path.name} …")
            work = partial(_propose, path=path)
            self._work().ask(self, work, self._open, self._failed, lane="propose")

    def _failed(self, error: Exception) -> None:
        self.told.emit("")
        self._banner.say(str(error))
        self._next()

    # the tab ----------------------------------------------------------------------------------

    def _open(self, proposal: "Proposal", revision: "Revision | None" = None) -> None:
        from desktop.intake.review_page import ReviewPage

        self.told.emit("")
        if self._page is not None:  # one at a time: nobody reads two texts at once
            self._tabs.show_page(self._page)
            self.told.emit("Store or cancel the text under review first.")
            return
        page = self._page = ReviewPage(proposal, self._work(), self._themes.current, revision)
        page.accepted.connect(self._accept)
        page.cancelled.connect(self._close_page)
        more = f" ({len(self._waiting)} more)" if self._waiting else ""
        name = proposal.draft.document.id or Path(proposal.path).name or proposal.draft.title
        self._tabs.add(("review", id(page)), page, f"Review {name}{more}")
        self._tabs.show_page(page)
        page.setFocus()

    def _accept(self) -> None:
        if (page := self._page) is not None:
            page.setEnabled(False)  # until it is stored: once
            work = partial(_store, draft=page.draft, path=page.proposal.path)
            self._work().ask(self, work, self._stored, self._not_stored)

    def _stored(self, stored: "Stored") -> None:
        self._last = stored
        self._close_page()
        count = stored.passages
        words = f"{stored.key.document} is stored: {count} paragraph{'s' * (count != 1)}."
        if stored.notes.orphan:
            words += f" {len(stored.notes.orphan)} note(s) no longer find their words."
        self._banner.say(words, UNDO, "Undo")
        self.stored.emit({stored.key.document})
        if not self._waiting:
            self._navigator.open_document(stored.key.document)
        self._next()

    def _not_stored(self, error: Exception) -> None:
        if self._page is not None:
            self._page.setEnabled(True)
        self._banner.say(str(error))

    def _close_page(self) -> None:
        if (page := self._page) is not None:
            self._tabs.set_pinned(page, False)
            self._tabs.close_requested.emit(page)

    def page_closing(self, page: QWidget) -> None:
        """Keep what was done in a tab that is about to be closed: it can be opened again."""
        if page is not self._page or self._page is None:
            return
        closed, self._page = self._page, None
        if closed.isEnabled():
            self._left = closed.proposal, closed.revision
            name = Path(closed.proposal.path).name or closed.draft.title
            self._banner.say(f"Nothing of {name} was stored.", AGAIN, "Review it again")
            self._next()

    # the banner -------------------------------------------------------------------------------

    def take_up(self, action: str) -> None:
        """Do what the person chose of the banner, if it is about a review."""
        if action == UNDO and self._last is not None:
            stored, self._last = self._last, None
            work = partial(_take_back, stored=stored)
            self._work().ask(self, work, self._taken_back, self._not_stored)
        elif action == AGAIN and self._left is not None:
            self._open(*self._left)

    def _taken_back(self, found: tuple[str, bool]) -> None:
        document, is_there = found
        if not is_there:
            for spread in self._navigator.open_tabs.spreads():
                if any(reader.document == document for reader in spread.readers()):
                    self._navigator.open_tabs.remove(spread)
        self.told.emit("Undone")
        self.stored.emit({document})


def _keep(_opened: Any, *, path: Path, proposal: "Proposal", draft: "Draft") -> None:
    from db.review import keeping

    keeping.keep(path, proposal, draft)


def _taken(_opened: Any, *, path: Path) -> "Proposal | None":
    from db.review import keeping

    return keeping.take(path)


def _propose(opened: Any, *, path: Path) -> "Proposal":
    from db.review import proposal

    return proposal.propose(opened, path)


def _propose_again(opened: Any, *, key: EditionKey) -> "Proposal":
    from db.review import proposal

    return proposal.propose_again(opened, key)


def _store(opened: Any, *, draft: "Draft", path: str) -> "Stored":
    from db.review import storing

    return storing.store(opened, draft, path)


def _take_back(opened: Any, *, stored: "Stored") -> tuple[str, bool]:
    from db.library.documents import documents
    from db.review import storing

    storing.take_back(opened, stored)
    document = stored.key.document
    return document, any(one.id == document for one in documents(opened))
