"""From a document to a file of it: which edition, in which format, where to."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from db.library import documents
from db.models import Document, EditionKey
from desktop.reader.bar import edition_name
from desktop.tabs.navigator import Navigator
from desktop.tasks import Worker
from desktop.widgets.popover import Choice, Popover
from desktop.widgets.tabs import TabArea


class Chosen(NamedTuple):
    """What is to be written: an edition, in one of the formats of `db.library.exporting`."""

    key: EditionKey
    form: str


class Exporting(QObject):
    """Asks for an edition, a format and a place, and writes the file off the window's thread."""

    told = Signal(str)

    def __init__(self, navigator: Navigator, tabs: TabArea, reading: Worker, host: QWidget) -> None:
        super().__init__(host)
        self._navigator, self._tabs, self._reading, self._host = navigator, tabs, reading, host
        self._box: Popover | None = None
        self._front: EditionKey | None = None

    def choose(self, name: str) -> None:
        """Ask what of a document is to be written."""
        reader = self._navigator.reader()
        self._front = reader.key if reader is not None else None
        work = partial(documents.document, name=name)
        self._reading.ask(self, work, self._offer, self._failed, lane="export")

    def _offer(self, found: Document) -> None:
        if self._box is None:
            self._box = Popover("", "Find an edition or a format", self._host)
            self._box.chosen.connect(self._ask_where)
            self._box.closed.connect(self._navigator.focus)
        self._box.set_title(f"Export {found.id}")
        page = self._tabs.current() or self._host
        self._box.open_over(QRect(page.mapTo(self._host, QPoint()), page.size()))
        self._box.set_choices(choices(found, self._front))

    def _ask_where(self, chosen: Chosen) -> None:
        from db.library import exporting

        form = exporting.FORMS[chosen.form]
        start = f"{_plain(chosen.key.document)}-{chosen.key.kind}-{chosen.key.language}"
        path, _ = QFileDialog.getSaveFileName(
            self._host, f"Export as {form.words}", start + form.ending,
            f"{form.words} (*{form.ending})",
        )  # fmt: skip
        if path:
            self.save(chosen, Path(path))

    def save(self, chosen: Chosen, path: Path) -> None:
        """Write an edition to a file."""
        work = partial(_saved, chosen=chosen, path=path)
        self._reading.ask(self, work, self._done, self._failed)

    def _done(self, words: str) -> None:
        self.told.emit(words)

    def _failed(self, error: Exception) -> None:
        self.told.emit(str(error))


def choices(found: Document, front: EditionKey | None) -> Sequence[Choice]:
    """List the editions in every format, the one in front first."""
    from db.library import exporting

    keys = [summary.key for summary in found.editions]
    keys.sort(key=lambda key: key != front)
    return [
        Choice(f"{form.words} · {edition_name(key)}", form.ending, Chosen(key, name))
        for key in keys
        for name, form in exporting.FORMS.items()
    ]


def _plain(name: str) -> str:
    return "".join(c if c.isalnum() or c in "-." else "_" for c in name)


def _saved(connection: Any, chosen: Chosen, path: Path) -> str:
    """Write the file, in the worker's thread; return a sentence of what came of it."""
    from db.library import exporting

    found = documents.document(connection, chosen.key.document)
    edition = documents.edition(connection, chosen.key)
    try:
        exporting.save(found, edition, chosen.form, path)
    except OSError as error:
        return f"{path.name} could not be written: {error.strerror}. Choose another place."
    return f"Saved as {path.name}"
