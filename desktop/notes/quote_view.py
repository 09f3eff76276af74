"""The words a note holds on to, above its editor: on their colour, a few lines at most."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from db.models import COLORS, Note
from desktop.notes.typeset import Lines
from desktop.notes.wording import COLOR_NAMES, quoted_note
from desktop.theme import Theme, underline

MOST_LINES = 3
_EDGE = 2


class QuoteView(QWidget):
    """A quotation as high as its lines; the tooltip has all of it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text, self._color = "", COLORS[0]
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_note(self, note: Note) -> None:
        """Show a note's words."""
        self._text = quoted_note(note)
        self.setToolTip(note.anchor.quote)
        self.set_color(note.color)
        self.updateGeometry()

    def set_color(self, color: str) -> None:
        """Put the words on another colour."""
        self._color = color if color in COLORS else COLORS[0]
        self.setAccessibleName(f"{COLOR_NAMES[self._color]} highlight: {self._text}")
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._theme = theme
        self.update()

    def lines(self, width: int) -> Lines:
        """Return the words set in a width."""
        drawn_under = underline(self._color, self._theme)
        return Lines(self._text, self.font(), width - 2 * _EDGE, MOST_LINES, drawn_under)

    def hasHeightForWidth(self) -> bool:
        """Tell the layout that a narrow quotation is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines at a width."""
        return round(self.lines(width).height) + 2 * _EDGE

    def sizeHint(self) -> QSize:
        """Return the size at the present width."""
        return QSize(200, self.heightForWidth(max(self.width(), 120)))

    def minimumSizeHint(self) -> QSize:
        """Return one line's height: the layout asks for the rest by width."""
        return QSize(40, self.fontMetrics().height() + 2 * _EDGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words on their colour."""
        painter = QPainter(self)
        lines = self.lines(self.width())
        text, background = self._theme.color("text"), self._theme.color(self._color)
        lines.draw(painter, QPointF(_EDGE, _EDGE), text, background)
        painter.end()
