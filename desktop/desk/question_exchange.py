"""Questions out and in: the tabs for both."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from db import connection
from desktop.parts import Parts
from desktop.tasks import Worker

_SETTING = "export_questions"
_EXPORT = "questions out"
_FILES = (
    "Questions (*.apkg *.colpkg *.gift *.txt *.xml *.csv *.tsv);;"
    "Anki (*.apkg *.colpkg);;GIFT (*.gift *.txt);;Moodle XML (*.xml);;Tables (*.csv *.tsv *.txt);;"
    "All files (*)"
)


class QuestionExchange(QObject):
    """Opens the tabs in which questions go out and come in.

    A worker of its own reads for them, so that answers are saved meanwhile; what comes in is
    written by the one that writes all of the person's things.
    """

    address_requested = Signal(str)
    questions_changed = Signal()

    def __init__(self, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        self._parts, self._tabs = parts, parts.window.tabs
        self._worker: Worker | None = None

    def _reading(self) -> Worker:
        if self._worker is None:
            places = self._parts.places
            self._worker = Worker("questions", partial(connection.open_reader, places), self,
                                  partial(connection.said_plainly, places))  # fmt: skip
        return self._worker

    def close(self) -> None:
        """Stop what is under way: the desk is about to close."""
        if self._worker is not None:
            self._worker.close()

    def open_export(self) -> None:
        """Open the tab in which the questions on the document in front, or others, go out."""
        from desktop.exchange.question_export_page import QuestionExportPage

        page: Any = self._tabs.page(_EXPORT)
        reader = self._parts.navigator.reader()
        if page is None:
            now = self._parts.themes.current
            page = QuestionExportPage(self._reading(), self._kept(), now, self._tabs.room)
            page.wish_changed.connect(self._keep)
            page.address_requested.connect(self.address_requested)
            self._tabs.add(_EXPORT, page, "Export questions")
        self._tabs.show_page(page)
        page.show_document(reader.document if reader else None)
        page.setFocus()

    def _kept(self) -> Any:
        """Return the format that was chosen last."""
        from db.quiz.exchange.formats import FORMATS
        from desktop.exchange.question_work import Wish

        form = self._parts.settings.text(_SETTING)
        return Wish(form=form) if form in FORMATS else Wish()

    def _keep(self, wish: Any) -> None:
        self._parts.settings.keep(_SETTING, wish.form)

    def page_closing(self, page: QWidget) -> None:
        """Stop what a tab is at that is about to be closed."""
        if page is self._tabs.page(_EXPORT):
            export: Any = page
            export.cancel()

    def choose_file(self) -> None:
        """Let the person choose a file of questions, and say what it would bring."""
        path, _ = QFileDialog.getOpenFileName(self._parts.window, "Import questions", "", _FILES)
        if path:
            self.look_at(Path(path))

    def look_at(self, path: Path) -> None:
        """Open the tab that says what a file would bring."""
        from desktop.exchange.question_import_page import QuestionImportPage

        key = ("questions in", str(path))
        page: Any = self._tabs.page(key)
        if page is None:
            page = QuestionImportPage(self._reading(), self._parts.study,
                                      self._parts.themes.current, self._tabs.room)  # fmt: skip
            page.questions_changed.connect(self.questions_changed)
            self._tabs.add(key, page, f"Import {path.name}")
        self._tabs.show_page(page)
        page.look_at(path)
        page.setFocus()
