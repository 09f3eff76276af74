"""Documents of any kind into the library: chosen or dropped, with progress, stopped when wished.

A single PDF is reviewed before it is stored; of more files, or a folder, a page says what came of
each.
"""

import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from db import connection
from db.places import Places
from desktop.desk import arrivals
from desktop.desk.arrivals import shown_of
from desktop.late_worker import LateWorker
from desktop.theme import Themes
from desktop.widgets.banner import Banner
from desktop.widgets.tabs import TabArea

if TYPE_CHECKING:
    from db.library.importing import ImportReport, Progress
    from db.library.reference import ImportResult
    from desktop.intake.outcomes_page import OutcomesPage

FILES = "Documents (*.docx *.doc *.pdf *.html *.htm *.txt *.md *.xml *.zip);;All files (*)"
SHOW = "import:show"
"""What the banner asks for: the page of what came of each file."""
NOTES = "notes:"
"""How the banner's action begins that shows notes; a filter of notes follows."""
_KEY = "import"
_FEW = 3
"""From more files on a page says what comes of them while they are read."""
_NAMED = 2
"""So many files that failed are named in the message."""


class Importing(QObject):
    """Imports in a thread of its own, so that notes are kept and searches answered meanwhile."""

    told = Signal(str)
    """How far it is."""
    said = Signal(str)
    """What came of it, in a few sentences."""
    review_wanted = Signal(object)
    """These paths are to be reviewed before they are stored."""
    document_requested = Signal(str)
    result_requested = Signal(object)
    """What this ImportResult is about is to be reviewed."""
    imported = Signal(object)
    """The set of documents that are new or changed."""
    arrived = Signal(object)
    """The edition that came, of several the first; or None."""
    running_changed = Signal(bool)
    _progressed = Signal(object)

    def __init__(
        self, places: Places, tabs: TabArea, themes: Themes, banner: Banner, window: QWidget
    ) -> None:
        super().__init__(window)
        self._places, self._window = places, window
        self._tabs, self._themes, self._banner = tabs, themes, banner
        self._results: tuple[ImportResult, ...] = ()
        self._title, self._summary = "Import", ""
        self._paths: list[Path] = []
        self._has_page = False
        self._work = LateWorker("importing", connection.open_study, places, self)
        self._stop = threading.Event()
        self.running = False
        self._progressed.connect(self._tell)

    def choose_files(self) -> None:
        """Let the person choose files."""
        paths, _ = QFileDialog.getOpenFileNames(self._window, "Import documents", "", FILES)
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
        self._stop.clear()
        self._run(True)
        self._title = _title(paths)
        self.told.emit("Looking at the files …")
        self._has_page = False
        if len(paths) > _FEW:
            self._begin_page()
        self._paths = list(paths)
        work = partial(_imported, paths=self._paths, tell=self._progressed.emit,
                       stopped=self._stop.is_set)  # fmt: skip
        self._work().ask(self, work, self._done, self._failed)

    def stop(self) -> None:
        """Stop after the file that is being read; what is finished is kept."""
        if self.running:
            self._stop.set()
            self.told.emit("Stopping …")

    def close(self) -> None:
        """Stop for good: the desk is about to close."""
        self._stop.set()
        self._work.close(interrupt=False)

    def _run(self, running: bool) -> None:
        self.running = running
        self.running_changed.emit(running)

    def _tell(self, progress: "Progress") -> None:
        from desktop.intake.outcomes_page import SETTLING, left

        if not self.running:
            return
        page = self._page()
        if not self._has_page and progress.total > _FEW:
            page = self._begin_page()
        if page is not None and self._has_page:
            page.tell(progress)
        if self._stop.is_set():
            return
        words = f"{progress.files:,} of {progress.total:,} files, {progress.passages:,} paragraphs"
        if progress.rate and progress.files < progress.total and progress.seconds > 2:
            words += f", about {left(progress.seconds_left)} left"
        if progress.settling:
            words = SETTLING
        self.told.emit(words)

    def _done(self, report: "ImportReport | None") -> None:
        self._run(False)
        if report is None:
            self.told.emit("")
            self.review_wanted.emit(self._paths)
            return
        self._results, self._summary = report.results, " ".join(counted(report))
        page = self._page() if self._has_page else None
        if page is not None:
            page.end(self._results, self._summary)
        changed = {one.document for one in report.results if one.outcome in {"added", "updated"}}
        self.told.emit("")
        if page is None or page is not self._tabs.current():
            lost = _offer_notes(report)  # stays until it is seen to
            say = self._banner.say if any(lost) else self._banner.say_for_now
            say(said(report), *_offer(report), lost)
        self.said.emit(said(report))
        self.arrived.emit(shown_of(report.results))
        if changed:
            self.imported.emit(changed)

    def _failed(self, error: Exception) -> None:
        self._run(False)
        self.told.emit("")
        words = str(error)
        if self._has_page and (page := self._page()) is not None:
            if page.model.all:
                words += " What is listed was finished before and is kept."
            page.end(page.model.all, words)
        self._banner.say_for_now(words)
        self.said.emit(words)

    # the page ---------------------------------------------------------------------------------

    def _page(self) -> "OutcomesPage | None":
        page: OutcomesPage | None = self._tabs.page(_KEY)  # type: ignore[assignment]
        return page

    def show_page(self) -> None:
        """Show what came of each file of the last import."""
        if self.running:
            self._show(self._page() or self._begin_page())
        elif self._results:
            page = self._page() or self._make_page()
            page.end(self._results, self._summary)
            self._show(page)
        else:
            self.told.emit("Nothing has been imported since the program was started.")

    def _begin_page(self) -> "OutcomesPage":
        if (before := self._page()) is not None:
            self._tabs.close_requested.emit(before)
        page = self._page() or self._make_page()
        page.begin()
        self._has_page = True
        self._show(page)
        return page

    def _make_page(self) -> "OutcomesPage":
        from desktop.intake.outcomes_page import OutcomesPage

        page = OutcomesPage(self._title, self._themes.current)
        page.document_requested.connect(self.document_requested)
        page.review_requested.connect(self.result_requested)
        page.save_requested.connect(self._choose_table)
        page.stop_requested.connect(self.stop)
        self._tabs.add(_KEY, page, self._title)
        return page

    def _show(self, page: "OutcomesPage") -> None:
        self._tabs.show_page(page)
        page.setFocus()

    def take_up(self, action: str) -> None:
        """Do what the person chose of the banner, if it is about an import."""
        if action == SHOW:
            self.show_page()

    def _choose_table(self, results: "Sequence[ImportResult]") -> None:
        path, _ = QFileDialog.getSaveFileName(
            self._window, "Save the table of files", "import.csv", "Table (*.csv)"
        )
        if path:
            self.save_table(results, Path(path))

    def save_table(self, results: "Sequence[ImportResult]", path: Path) -> None:
        """Write what came of each file as a table: whole, or not at all."""
        from db.library import outcomes

        try:
            outcomes.save(results, path)
        except OSError as error:
            self.told.emit(f"{path.name} could not be written: {error.strerror}.")
        else:
            self.told.emit(f"Saved as {path.name}")


def said(report: "ImportReport") -> str:
    """Say in a few sentences what came of an import; files that failed are named.

    So is a single file of which there is something to say.
    """
    first, *notes = counted(report)
    alone = len(report.results) == 1 and bool(report.results[0].message)
    told = [one for one in report.results if alone or one.outcome == "failed"]
    named = [f"{Path(one.path).name}: {one.message}" for one in told[:_NAMED]]
    more = [f"And {len(told) - _NAMED} more."] if len(told) > _NAMED else []
    return " ".join([first, *named, *more, *notes])


def counted(report: "ImportReport") -> list[str]:
    """Say how many files had which outcome, and what became of notes, a sentence each."""
    from db.library.outcomes import OUTCOMES

    counts: Counter[str] = Counter(one.outcome for one in report.results)
    told = ", ".join(f"{counts[one]:,} {one}" for one in OUTCOMES if counts[one])
    words = [f"Import {'stopped' if report.stopped else 'done'}: {told or 'nothing to import'}."]
    if report.stopped:
        words.append("Import the same again to go on: what is finished is kept and passed over.")
    if report.moved:
        words.append(f"{len(report.moved)} note(s) moved with their words: is:moved shows them.")
    if report.orphan:
        words.append(
            f"{len(report.orphan)} note(s) no longer find their words: is:orphan shows them."
        )
    return words


def _title(paths: Sequence[Path]) -> str:
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    return f"Import of {paths[0].name}{more}"


def _offer(report: "ImportReport") -> tuple[str, str]:
    """Offer the page where the message does not say all of it, else what came."""
    if len(report.results) != 1:
        return SHOW, "Show the files"
    return ("", "") if shown_of(report.results) is None else (arrivals.SHOW, arrivals.LABEL)


def _offer_notes(report: "ImportReport") -> tuple[str, str]:
    """Lead to the notes that are not where they were: those without a place before the moved."""
    if report.orphan:
        return f"{NOTES}is:orphan", "Show the notes without a place"
    return (f"{NOTES}is:moved", "Show the moved notes") if report.moved else ("", "")


class _Sparing:
    """Tells of progress a few times a second, however many files there are."""

    def __init__(self, tell: Any) -> None:
        self._tell, self._next = tell, 0.0
        self._news: list[ImportResult] = []

    def __call__(self, progress: "Progress") -> None:
        self._news += progress.news
        if progress.seconds >= self._next:
            self._next = progress.seconds + 0.2
            self._tell(replace(progress, news=tuple(self._news)))
            self._news = []


def _imported(opened: Any, paths: Sequence[Path], tell: Any, stopped: Any) -> "ImportReport | None":
    """Import, in the worker's thread; None where the one file is to be reviewed first."""
    from db.library.importing import import_paths
    from db.review.proposal import wants_review

    if len(paths) == 1 and wants_review(opened, paths[0]):
        return None
    return import_paths(opened, paths, progress=_Sparing(tell), cancelled=stopped)
