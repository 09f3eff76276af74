"""Notes out and in: the tabs for both, and the file of the reading record."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from desktop.desk.out_and_in import OutAndIn

if TYPE_CHECKING:
    from desktop.exchange.export_page import ExportPage
    from desktop.exchange.import_page import ImportPage
    from desktop.exchange.work import Wish

_SETTING = "export"


class Exchanging(OutAndIn):
    """Opens the tabs in which notes go out and come in, and saves the reading record."""

    told = Signal(str)
    things = "notes"
    files = "Annotations (*.jsonld *.json *.annotations);;All files (*)"

    # out and in -----------------------------------------------------------------------------

    def _make_export(self) -> "ExportPage":
        from desktop.exchange.export_page import ExportPage

        now = self._parts.themes.current
        return ExportPage(self._reading(), self._kept(), now, self._tabs.room)

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
        if (page := self._outgoing()) is not None:
            page.show_document(None)

    def look_at(self, path: Path) -> None:
        """Open the tab that says what a file would bring, once the documents are known."""
        from db.library import documents

        self._path = path
        self._reading().ask(self, documents.documents, self._open_import, lane="documents")

    def _open_import(self, library: Any) -> None:
        self._show_import(self._path, library)

    def _make_import(self, library: Any) -> "ImportPage":
        from desktop.exchange.import_page import ImportPage

        offered = [(one.id, one.short_title) for one in library]
        page = ImportPage(self._reading(), self._parts.study, offered,
                          self._parts.themes.current, self._tabs.room)  # fmt: skip
        page.notes_changed.connect(self._parts.hub.notes_changed)
        return page

    # the record -----------------------------------------------------------------------------

    def choose_record_file(self) -> None:
        """Let the person choose a file, and write the reading record into it."""
        path, _ = QFileDialog.getSaveFileName(
            self._parts.window, "Save the reading record", "reading-record.csv", "Table (*.csv)"
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
