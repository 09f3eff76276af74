"""Adding the official texts of a document from a file the person chooses."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from db.languages import language_name
from desktop.desk.arrivals import shown_of
from desktop.tasks import Worker


class Adding(QObject):
    """Asks for a file, reads it off the window's thread and says what came of it."""

    added = Signal(str)
    """A document has editions it did not have."""
    said = Signal(str, object)
    """What comes of it, and the edition to show, or None."""

    def __init__(self, study: Worker, window: QWidget) -> None:
        super().__init__(window)
        self._study, self._window = study, window

    def choose(self, document: str) -> None:
        """Let the person choose a zip or XML file, and add what it has of the document."""
        path, _ = QFileDialog.getOpenFileName(
            self._window,
            f"Official texts of {document}",
            "",
            "Official texts (*.zip *.xml);;All files (*)",
        )
        if path:
            self.add(document, Path(path))

    def add(self, document: str, path: Path) -> None:
        """Add the official texts of a document that a zip, folder or file has."""
        self.said.emit(f"Reading {path.name} …", None)
        work = partial(_add, document=document, path=path)
        self._study.ask(self, work, self._done, self._failed, lane="official")

    def _done(self, outcome: tuple[str, list[Any]]) -> None:
        document, results = outcome
        kept = [result for result in results if result.outcome in {"added", "updated"}]
        languages = sorted(language_name(one.key.language) for one in kept if one.key)
        failed = [result.message for result in results if result.outcome == "failed"]
        words = []
        if languages:
            words.append(f"Added the official text of {document} in {', '.join(languages)}.")
        elif not failed:
            words.append(f"The official text of {document} was there already.")
        self.said.emit(" ".join([*words, *failed[:2]]), shown_of(kept or results))
        if languages:
            self.added.emit(document)

    def _failed(self, error: Exception) -> None:
        self.said.emit(str(error), None)


def _add(connection: Any, document: str, path: Path) -> tuple[str, list[Any]]:
    from db.library.official import add_official
    from db.notes import store

    results = add_official(connection, [document], path)
    if any(result.outcome in {"added", "updated"} for result in results):
        store.reanchor(connection, documents={document})
    return document, results
