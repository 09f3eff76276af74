"""The paragraphs of a text under review as a list, each row as high as its words need."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from desktop.intake.paragraphs import ParagraphDelegate, ParagraphModel
from desktop.theme import Theme


class ParagraphList(QListView):
    """Keys that the page has a use for go up to it."""

    def __init__(self, model: ParagraphModel, theme: Theme, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._delegate = ParagraphDelegate(theme, language, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setWordWrap(True)  # what has Qt measure the rows anew at another width
        self.setMouseTracking(True)
        self.setAccessibleName("Paragraphs")

    def set_theme(self, theme: Theme) -> None:
        """Paint with this theme from now on."""
        self._delegate.theme = theme
        self.viewport().update()

    def go_to(self, place: int) -> None:
        """Make a row the current one, in view."""
        index = self.model().index(place, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave letters and Enter to the page: the list would search its rows for them."""
        if event.text().strip() or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Delete):
            event.ignore()
        else:
            super().keyPressEvent(event)
