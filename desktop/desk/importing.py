"""Documents of any kind into the library: chosen or dropped, with progress, stopped when wished."""

import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from db import connection
from db.places import Places
from desktop.tasks import Worker

if TYPE_CHECKING:
    from db.library.importing import ImportReport, Progress

_FILES = "Documents (*.docx *.doc *.pdf *.html *.htm *.txt *.md *.xml *.zip);;All files (*)"
_NAMED = 3
"""So many files that failed are named in the message."""


class Importing(QObject):
    """Imports in a thread of its own, so that notes are kept and searches answered meanwhile."""

    told = Signal(str)
    """How far it is."""
    said = Signal(str)
    """What came of it, to stay in view."""
    imported = Signal(object)
    """The set of documents that are new or changed."""
    running_changed = Signal(bool)
    _progressed = Signal(object)

    def __init__(self, places: Places, window: QWidget) -> None:
        super().__init__(window)
        self._places, self._window = places, window
        self._worker: Worker | None = None
        self._stop = threading.Event()
        self.running = False
        self._progressed.connect(self._tell)

    def choose_files(self) -> None:
        """Let the person choose files."""
        paths, _ = QFileDialog.getOpenFileNames(self._window, "Import documents", "", _FILES)
        if paths:
            self.start([Path(path) for path in paths])

    def choose_folder(self) -> None:
        """Let the person choose a folder, with all that is in it."""
        if path := QFileDialog.getExistingDirectory(self._window, "Import a folder"):
            self.start([Path(path)])

    def start(self, paths: Sequence[Path]) -> None:
        """Import files, folders and zips."""
        if self.running:
            self.told.emit("An import is under way. Wait until it is done, or stop it first.")
            return
        if self._worker is None:
            opening = partial(connection.open_study, self._places)
            plainly = partial(connection.said_plainly, self._places)
            self._worker = Worker("importing", opening, self, plainly)
        self._stop.clear()
        self._run(True)
        self.told.emit("Looking at the files …")
        work = partial(_imported, paths=list(paths), tell=self._progressed.emit,
                       stopped=self._stop.is_set)  # fmt: skip
        self._worker.ask(self, work, self._done, self._failed)

    def stop(self) -> None:
        """Stop after the file that is being read; what is finished is kept."""
        if self.running:
            self._stop.set()
            self.told.emit("Stopping …")

    def close(self) -> None:
        """Stop for good: the desk is about to close."""
        self._stop.set()
        if self._worker is not None:
            self._worker.close(interrupt=False)

    def _run(self, running: bool) -> None:
        self.running = running
        self.running_changed.emit(running)

    def _tell(self, progress: "Progress") -> None:
        if not self.running or self._stop.is_set():
            return
        words = f"{progress.files:,} of {progress.total:,} files, {progress.passages:,} passages"
        if progress.rate and progress.files < progress.total and progress.seconds > 2:
            words += f", about {max(1, round(progress.seconds_left))} s left"
        self.told.emit(words)

    def _done(self, report: "ImportReport") -> None:
        self._run(False)
        changed = {one.document for one in report.results if one.outcome in {"added", "updated"}}
        self.told.emit("")
        self.said.emit(said(report))
        if changed:
            self.imported.emit(changed)

    def _failed(self, error: Exception) -> None:
        self._run(False)
        self.told.emit("")
        self.said.emit(str(error))


def said(report: "ImportReport") -> str:
    """Say in a few sentences what came of an import; files that failed are named."""
    counted = {
        outcome: sum(one.outcome == outcome for one in report.results)
        for outcome in ("added", "updated", "unchanged", "skipped", "failed")
    }
    told = ", ".join(f"{count:,} {outcome}" for outcome, count in counted.items() if count)
    words = [f"Import {'stopped' if report.stopped else 'done'}: {told or 'nothing to import'}."]
    failed = [one for one in report.results if one.outcome == "failed"]
    words += [f"{Path(one.path).name}: {one.message}" for one in failed[:_NAMED]]
    if len(failed) > _NAMED:
        words.append(f"And {len(failed) - _NAMED} more.")
    if report.moved:
        words.append(f"{len(report.moved)} note(s) moved with their words: is:moved shows them.")
    if report.orphan:
        words.append(
            f"{len(report.orphan)} note(s) no longer find their words: is:orphan shows them."
        )
    return " ".join(words)


class _Sparing:
    """Tells of progress a few times a second, however many files there are."""

    def __init__(self, tell: Any) -> None:
        self._tell, self._next = tell, 0.0

    def __call__(self, progress: "Progress") -> None:
        if progress.seconds >= self._next:
            self._next = progress.seconds + 0.2
            self._tell(progress)


def _imported(opened: Any, paths: Sequence[Path], tell: Any, stopped: Any) -> "ImportReport":
    """Import, in the worker's thread."""
    from db.library.importing import import_paths

    return import_paths(opened, paths, progress=_Sparing(tell), cancelled=stopped)
