"""Dressing the application in a theme, and changing it within a frame or two.

The style sheet names roles of the palette and is the same in every theme. To set another one would
have Qt polish each widget once for every widget above it; here each is polished once: what is in
view at once, what is hidden in slices after that.
"""

from collections.abc import Generator, Iterable
from itertools import filterfalse

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop import theme as themes
from desktop.theme import Theme
from desktop.widgets.slices import Slices

BASE = 13
"""Pixels of the interface's letters."""


class Dresser(QObject):
    """Gives the application the colours and letters of a theme."""

    def __init__(self, first: Theme, parent: QObject | None = None) -> None:
        """Make it before the widgets: what is made later has its letters from the beginning."""
        super().__init__(parent)
        self._slices = Slices(self)
        self._worn = first
        application = _application()
        font = application.font()
        font.setPixelSize(BASE)
        application.setFont(font)
        application.setPalette(themes.palette(first))
        application.setStyleSheet(themes.style_sheet())

    def dress(self, of: Theme) -> None:
        """Wear a theme: at once where it is seen, a little later where it is not."""
        if of == self._worn:
            return
        self._worn = of
        application = _application()
        application.setPalette(themes.palette(of))
        widgets = application.allWidgets()
        for widget in filter(QWidget.isVisible, widgets):
            _polish(widget)
        self._slices.start(_polishing(list(filterfalse(QWidget.isVisible, widgets))), _done)


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


def _polish(widget: QWidget) -> None:
    widget.style().polish(widget)
    widget.update()


def _polishing(widgets: Iterable[QWidget]) -> Generator[None, None, None]:
    for widget in widgets:
        if isValid(widget):
            _polish(widget)
        yield


def _done(_nothing: None) -> None:
    """There is nothing left to do."""
