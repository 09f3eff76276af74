"""From the document in front to a tab where it is printed or saved as PDF."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from db.models import Note
from desktop.settings import Settings
from desktop.tabs.navigator import Navigator
from desktop.theme import Themes
from desktop.widgets.tabs import TabArea

if TYPE_CHECKING:
    from desktop.reader.printing.options import PrintOptions
    from desktop.reader.printing.page import PrintPage

_SETTING = "printing"


class Printing(QObject):
    """Opens the tab for printing a document, and keeps it and the notes on it together."""

    def __init__(
        self,
        navigator: Navigator,
        tabs: TabArea,
        themes: Themes,
        settings: Settings,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._navigator, self._tabs = navigator, tabs
        self._themes, self._settings = themes, settings

    def open(self) -> None:
        """Show the document in front as it will be printed; once more, choose the printer."""
        from desktop.reader.printing.page import PrintPage

        if isinstance(page := self._tabs.current(), PrintPage):
            page.print_out()
        else:
            self._open()

    def save_pdf(self) -> None:
        """Show the document in front as it will be printed, and choose a file for it."""
        from desktop.reader.printing.page import PrintPage

        page = self._tabs.current()
        page = page if isinstance(page, PrintPage) else self._open()
        if page is not None:
            page.save_pdf()

    def _open(self) -> "PrintPage | None":
        from db import clock
        from desktop.reader.printing.options import from_data
        from desktop.reader.printing.page import PrintPage
        from desktop.reader.printing.sheets import Printed

        reader = self._navigator.reader()
        if reader is None or reader.edition is None or reader.loaded_document is None:
            return None
        today = clock.now().astimezone().date().isoformat()
        printed = Printed(reader.loaded_document, reader.edition, tuple(reader.notes), today)
        page = self._page_of(reader.document)
        if page is None:
            options = from_data(self._settings.data(_SETTING))
            page = PrintPage(printed, options, self._themes.current)
            page.options_changed.connect(self._keep)
            self._tabs.add(_key(reader.document), page, f"Print {reader.title}")
        page.show_printed(printed)
        self._tabs.show_page(page)
        page.setFocus()
        return page

    def _page_of(self, document: str) -> "PrintPage | None":
        page: PrintPage | None = self._tabs.page(_key(document))  # type: ignore[assignment]
        return page

    def _keep(self, options: "PrintOptions") -> None:
        self._settings.keep(_SETTING, options.as_data())

    def page_closing(self, page: QWidget) -> None:
        """Stop what a tab is at that is about to be closed."""
        from desktop.reader.printing.page import PrintPage

        if isinstance(page, PrintPage):
            page.cancel()

    def stop(self) -> None:
        """Stop all work: the desk is about to close."""
        for page in self._tabs.pages():
            self.page_closing(page)

    def notes_loaded(self, document: str, notes: Sequence[Note]) -> None:
        """Bring the notes on a document that is about to be printed up to date."""
        if (page := self._page_of(document)) is not None:
            page.set_notes(notes)


def _key(document: str) -> tuple[str, str]:
    return "print", document.casefold()
