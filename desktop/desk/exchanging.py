"""Notes out and in: the tabs for both, and the file of the reading record."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from db import connection
from desktop.parts import Parts
from desktop.tasks import Worker

if TYPE_CHECKING:
    from desktop.exchange.export_page import ExportPage
    from desktop.exchange.work import Wish

_SETTING = "export"
_EXPORT = "notes out"
_FILES = "Annotations (*.jsonld *.json *.annotations);;All files (*)"


class Exchanging(QObject):
    """Opens the tabs in which notes go out and come in.

    A worker of its own reads for them, so that notes are saved meanwhile; what comes in is written
    by the one that writes all notes.
    """

    told = Signal(str)
    address_requested = Signal(str)

    def __init__(self, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        self._parts, self._tabs = parts, parts.window.tabs
        self._worker: Worker | None = None
        self._path = Path()

    def _reading(self) -> Worker:
        if self._worker is None:
            places = self._parts.places
            self._worker = Worker("exchange", partial(connection.open_reader, places), self,
                                  partial(connection.said_plainly, places))  # fmt: skip
        return self._worker

    def close(self) -> None:
        """Stop what is under way: the desk is about to close."""
        if self._worker is not None:
            self._worker.close()

    # out ------------------------------------------------------------------------------------

    def open_export(self) -> None:
        """Open the tab in which the notes of the document in front, or others, go out."""
        reader = self._parts.navigator.reader()
        page = self._export_page()
        self._tabs.show_page(page)
        page.show_document(reader.document if reader else None)
        page.setFocus()

    def _export_page(self) -> "ExportPage":
        from desktop.exchange.export_page import ExportPage

        page: Any = self._tabs.page(_EXPORT)
        if page is None:
            now = self._parts.themes.current
            page = ExportPage(self._reading(), self._kept(), now, self._tabs.room)
            page.wish_changed.connect(self._keep)
            page.address_requested.connect(self.address_requested)
            self._tabs.add(_EXPORT, page, "Export notes")
        found: ExportPage = page
        return found

    def _kept(self) -> "Wish":
        """Return the format, style and template that were chosen last."""
        from db.cite import NAMES
        from db.notes.exchange.formats import FORMATS
        from desktop.exchange.work import Wish

        kept = self._parts.settings.data(_SETTING)
        kept = kept if isinstance(kept, dict) else {}
        default = Wish()
        form, style, template = (kept.get(name) for name in ("form", "style", "template"))
        return Wish(
            form=form if isinstance(form, str) and form in FORMATS else default.form,
            style=style if isinstance(style, str) and style in NAMES else default.style,
            template=template if isinstance(template, str) and template else default.template,
        )

    def _keep(self, wish: "Wish") -> None:
        kept = {"form": wish.form, "style": wish.style, "template": wish.template}
        self._parts.settings.keep(_SETTING, kept)

    def notes_changed(self, _document: str) -> None:
        """Bring the sample up to date."""
        page: Any = self._tabs.page(_EXPORT)
        if page is not None:
            page.show_document(None)

    def page_closing(self, page: QWidget) -> None:
        """Stop what a tab is at that is about to be closed."""
        if page is self._tabs.page(_EXPORT):
            export: Any = page
            export.cancel()

    # in -------------------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Let the person choose a file of annotations, and say what it would bring."""
        path, _ = QFileDialog.getOpenFileName(self._window, "Import notes", "", _FILES)
        if path:
            self.look_at(Path(path))

    def look_at(self, path: Path) -> None:
        """Open the tab that says what a file would bring."""
        self._path = path
        from db.library import documents

        self._reading().ask(self, documents.documents, self._open_import, lane="documents")

    def _open_import(self, library: Any) -> None:
        from desktop.exchange.import_page import ImportPage

        key = ("notes in", str(self._path))
        page: ImportPage | None = self._tabs.page(key)  # type: ignore[assignment]
        if page is None:
            offered = [(one.id, one.short_title) for one in library]
            page = ImportPage(self._reading(), self._parts.study, offered,
                              self._parts.themes.current, self._tabs.room)  # fmt: skip
            page.notes_changed.connect(self._parts.hub.notes_changed)
            self._tabs.add(key, page, f"Import {self._path.name}")
        self._tabs.show_page(page)
        page.look_at(self._path)
        page.setFocus()

    # the record -----------------------------------------------------------------------------

    def choose_record_file(self) -> None:
        """Let the person choose a file, and write the reading record into it."""
        path, _ = QFileDialog.getSaveFileName(
            self._window, "Save the reading record", "reading-record.csv", "Table (*.csv)"
        )
        if path:
            self.save_record_to(Path(path))

    def save_record_to(self, path: Path) -> None:
        """Write what was read, noted and answered into a table."""
        from desktop.exchange import work

        path = path if path.suffix else path.with_suffix(".csv")
        asked = partial(work.record_saved, path=path)
        self._reading().ask(self, asked, self._record_saved, self._failed)

    def _record_saved(self, done: tuple[int, Path]) -> None:
        rows, path = done
        self.told.emit(f"{rows:,} row{'' if rows == 1 else 's'} saved as {path}")

    def _failed(self, error: Exception) -> None:
        self._parts.hub.trouble_met.emit(str(error))

    @property
    def _window(self) -> QWidget:
        return self._parts.window
