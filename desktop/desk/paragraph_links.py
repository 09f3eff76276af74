"""Links to a paragraph, for other programs: copied from the page or the tab in front."""

import html

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from db import address, links
from db.library import documents
from db.links import Link
from desktop.reader.reader import Reader
from desktop.tabs.navigator import Navigator


class ParagraphLinks(QObject):
    """Puts links on the clipboard: as text, and as a link with words where that is understood."""

    told = Signal(str)

    def __init__(self, navigator: Navigator, parent: QObject) -> None:
        super().__init__(parent)
        self._navigator = navigator

    def copy_link(self) -> None:
        """Copy a link to the paragraph where one is."""
        if (reader := self._navigator.reader()) is not None:
            self._copy(reader)
        else:
            self.told.emit("Only a paragraph of a document has a link.")

    def copy_link_of(self, page: QWidget) -> None:
        """Copy a link to the paragraph where one is on a page."""
        if (reader := self._navigator.open_tabs.reader_on(page)) is not None:
            self._copy(reader)

    def _copy(self, reader: Reader) -> None:
        link, where = link_to(reader), reader.title
        if link.label:
            where = f"{where}, {address.describe(link.label)}"
        written, copied = links.write(link), QMimeData()
        copied.setText(written)
        copied.setHtml(f'<a href="{html.escape(written)}">{html.escape(where)}</a>')
        QGuiApplication.clipboard().setMimeData(copied)
        self.told.emit(f"Link copied: {where}")


def link_to(reader: Reader) -> Link:
    """Return a link to where a reader is; it names the edition unless that is the first one."""
    found, key = reader.loaded_document, reader.key
    if key is None or (found is not None and key == documents.choose_edition(found)):
        return Link(reader.document, reader.label)
    return Link(reader.document, reader.label, key.kind, key.language)
