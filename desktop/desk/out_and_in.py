"""What the tabs have in common in which things of one's own go out, and come in from files."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from db import connection
from desktop.late_worker import LateWorker
from desktop.parts import Parts


class OutAndIn(QObject):
    """Opens a tab in which `things` go out, and one for each file that brings some.

    A worker of its own reads for them, so that the person's things are saved meanwhile; what
    comes in is written by the one that writes all of them.
    """

    address_requested = Signal(str)
    things = ""
    """What they are called: notes, questions."""
    files = ""
    """The files they come in, as a file dialog filters them."""

    def __init__(self, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        self._parts, self._tabs = parts, parts.window.tabs
        name = f"{self.things} out and in"
        self._reading = LateWorker(name, connection.open_reader, parts.places, self)

    def close(self) -> None:
        """Stop what is under way: the desk is about to close."""
        self._reading.close()

    # out ------------------------------------------------------------------------------------

    def open_export(self) -> None:
        """Open the tab in which those of the document in front, or others, go out."""
        reader = self._parts.navigator.reader()
        page = self._outgoing()
        if page is None:
            page = self._make_export()
            page.wish_changed.connect(self._keep)
            page.address_requested.connect(self.address_requested)
            self._tabs.add(f"{self.things} out", page, f"Export {self.things}")
        self._tabs.show_page(page)
        page.show_document(reader.document if reader else None)
        page.setFocus()

    def _outgoing(self) -> Any:
        return self._tabs.page(f"{self.things} out")

    def page_closing(self, page: QWidget) -> None:
        """Stop what a tab is at that is about to be closed."""
        if page is self._outgoing():
            self._outgoing().cancel()

    def _make_export(self) -> Any:
        """Make the page in which they go out, with what was chosen last."""
        raise NotImplementedError

    def _keep(self, wish: Any) -> None:
        """Keep what was chosen, for the next time."""
        raise NotImplementedError

    # in -------------------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Let the person choose a file, and say what it would bring."""
        title = f"Import {self.things}"
        path, _ = QFileDialog.getOpenFileName(self._parts.window, title, "", self.files)
        if path:
            self.look_at(Path(path))

    def look_at(self, path: Path) -> None:
        """Open the tab that says what a file would bring."""
        raise NotImplementedError

    def _show_import(self, path: Path, library: Any = None) -> None:
        key = (f"{self.things} in", str(path))
        page: Any = self._tabs.page(key)
        if page is None:
            page = self._make_import(library)
            self._tabs.add(key, page, f"Import {path.name}")
        self._tabs.show_page(page)
        page.look_at(path)
        page.setFocus()

    def _make_import(self, library: Any) -> Any:
        """Make the page that says what a file would bring."""
        raise NotImplementedError
