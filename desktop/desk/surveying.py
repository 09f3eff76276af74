"""Progress and the matrix in tabs: opened, saved, and the schedule changed after a backup."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from db import connection
from desktop.late_worker import LateWorker
from desktop.parts import Parts

if TYPE_CHECKING:
    from db.places import Places
    from db.quiz.rescheduling import Plan
    from desktop.quiz.progress.page import ProgressPage

_PROGRESS = "progress"


class Surveying(QObject):
    """Opens the pages; a worker of its own counts, so that notes are saved meanwhile."""

    address_requested = Signal(str)
    quiz_requested = Signal(str, object)
    told = Signal(str)
    opened = Signal()
    schedule_changed = Signal()

    def __init__(self, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        self._parts, self._tabs = parts, parts.window.tabs
        self._counting = LateWorker("statistics", connection.open_reader, parts.places, self)

    def close(self) -> None:
        """Stop what is being counted: the desk is about to close."""
        self._counting.close()

    # progress ---------------------------------------------------------------------------------

    def open_progress(self, section: str = "activity") -> None:
        """Open the page of progress at a section, or bring it to the front and count again."""
        page: Any = self._tabs.page(_PROGRESS)
        if page is None:
            page = self._make_page()
            self._tabs.add(_PROGRESS, page, "Progress")
        else:
            self._counting().reopen()
        self._tabs.show_page(page)
        page.open(section)
        self.opened.emit()

    def open_schedule(self) -> None:
        """Open the section of the schedule."""
        self.open_progress("schedule")

    def _make_page(self) -> "ProgressPage":
        from desktop.quiz.progress.page import ProgressPage

        page = ProgressPage(self._counting(), self._parts.themes.current)
        page.address_requested.connect(self.address_requested)
        page.save_requested.connect(self._choose_file)
        page.schedule.apply_requested.connect(self._apply)
        page.schedule.undo_requested.connect(self._undo)
        return page

    def _choose_file(self) -> None:
        from desktop.quiz.progress import saving

        path, _ = QFileDialog.getSaveFileName(
            self._parts.window, "Save progress", "progress.png", ";;".join(saving.FILTERS.values())
        )
        if path:
            self.save_to(Path(path))

    def save_to(self, path: Path) -> None:
        """Write the figures shown into a file (png, pdf or csv; any other ending is a picture)."""
        from desktop.quiz.progress import saving

        page: Any = self._tabs.page(_PROGRESS)
        if path.suffix.casefold().lstrip(".") not in saving.FILTERS:
            path = path.with_name(f"{path.name}.png")
        try:
            saving.save(page.figures, path, self._parts.themes.current)
        except OSError as error:
            self.told.emit(f"{path} cannot be written: {error.strerror or error}")
            return
        self.told.emit(f"Saved as {path}")

    # the schedule -----------------------------------------------------------------------------

    def _apply(self, plan: "Plan", words: str) -> None:
        work = partial(_applied, places=self._parts.places, plan=plan, words=words)
        self._parts.study.ask(self, work, self._changed, self._failed)

    def _undo(self) -> None:
        self._parts.study.ask(self, _undone, self._changed, self._failed)

    def _changed(self, words: str) -> None:
        page: Any = self._tabs.page(_PROGRESS)
        if page is not None:
            page.schedule.tell(words)
        self.told.emit(words)
        self.schedule_changed.emit()

    def _failed(self, error: Exception) -> None:
        self.told.emit(str(error))

    # the matrix -------------------------------------------------------------------------------

    def open_matrix(self) -> None:
        """Open the matrix of the document in front, or of the one that was in front last."""
        reader = self._parts.navigator.open_tabs.latest()
        if reader is None:
            self.told.emit("Open a document first: the matrix is of its paragraphs.")
            return
        from desktop.quiz.matrix_page import MatrixPage

        key = ("matrix", reader.document)
        page: Any = self._tabs.page(key)
        if page is None:
            page = MatrixPage(self._counting(), self._parts.themes.current, reader.document)
            page.address_requested.connect(self.address_requested)
            page.quiz_requested.connect(self.quiz_requested)
            self._tabs.add(key, page, f"Matrix {reader.document}")
        self._tabs.show_page(page)
        page.setFocus()
        self.opened.emit()


def _applied(opened: Any, places: "Places", plan: "Plan", words: str) -> str:
    from db import clock
    from db.quiz import rescheduling
    from db.study import backup

    backup.create(opened, places, "before-schedule")
    backup.prune(places, "before-schedule")
    moved = rescheduling.apply(opened, plan, words, clock.now())
    return f"Done: {words}. {moved:,} cards moved."


def _undone(opened: Any) -> str:
    from db import clock
    from db.quiz import rescheduling

    done = rescheduling.undo(opened, clock.now())
    if done is None:
        return "There is no change of the schedule to take back."
    rest = f" {done.passed:,} answered since stay as they are." if done.passed else ""
    return f"Taken back: {done.words}. {done.cards:,} cards are where they were.{rest}"
