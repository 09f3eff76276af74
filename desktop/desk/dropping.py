"""Files dropped on the window, or pasted: they are imported."""

from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.widgets.drop_target import DropTarget

_DRAGGING = (QEvent.Type.DragEnter, QEvent.Type.DragMove)


class Dropping(QObject):
    """Takes files and folders wherever on the window they are let go of."""

    files_given = Signal(object)
    """A list of paths."""
    told = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._target = DropTarget(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def paste(self) -> None:
        """Import the files that are on the clipboard."""
        if paths := files_in(QGuiApplication.clipboard().mimeData()):
            self.files_given.emit(paths)
        else:
            self.told.emit("No files are on the clipboard. Copy some where you keep them.")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is dragged over the window if it is files, and paste where nobody else does."""
        if watched is not self._window:
            return False
        kind = event.type()
        if isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            return self._press(event)
        if kind in _DRAGGING:
            return self._hold(cast(QDropEvent, event))
        if kind == QEvent.Type.DragLeave:
            self._target.hide()
        elif kind == QEvent.Type.Drop:
            return self._drop(cast(QDropEvent, event))
        return False

    def _press(self, event: QKeyEvent) -> bool:
        """Paste files, where what has the keys had no use for them."""
        is_ours = event.matches(QKeySequence.StandardKey.Paste)
        if is_ours:
            self.paste()
        return is_ours

    def _hold(self, event: QDropEvent) -> bool:
        paths = files_in(event.mimeData())
        if not paths:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        named = paths[0].name if len(paths) == 1 else f"{len(paths)} files"
        self._target.show_over(f"Let go to import {named}")
        return True

    def _drop(self, event: QDropEvent) -> bool:
        self._target.hide()
        paths = files_in(event.mimeData())
        if not paths:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.files_given.emit(paths)
        return True


def files_in(data: QMimeData | None) -> list[Path]:
    """Return the files of this computer that are dragged or on the clipboard, each once.

    Some programs copy them as text: one `file:` address a line.
    """
    if data is None:
        return []
    urls = data.urls()
    if not urls and data.hasText():
        lines = data.text().split()
        urls = [QUrl(line) for line in lines] if lines[:1] and _are_files(lines) else []
    found = [Path(url.toLocalFile()) for url in urls if url.isLocalFile() and url.toLocalFile()]
    return list(dict.fromkeys(found))


def _are_files(lines: list[str]) -> bool:
    return all(line.startswith("file:///") for line in lines)
