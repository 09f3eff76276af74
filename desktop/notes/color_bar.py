"""The small bar above selected words: colours, styles and a note, never taking the focus."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from db.models import COLORS
from desktop.keys.keyed import keyed
from desktop.notes.color_names import ColorNames
from desktop.notes.colors import SIDE, ColorButton
from desktop.theme import Theme

STYLES = {
    "underline": ("Underline", "U"),
    "strike": ("Strike through", "S"),
    "squiggle": ("Wavy line", "~"),
}
"""The styles beside the fill: what they are called, and the letter that shows them."""


class ColorBar(QWidget):
    """Asks for a highlight or a note on what is selected; whoever shows it places it.

    The digits on it are the keys of the page, which keeps the focus.
    """

    color_chosen = Signal(str)
    """A highlight in this colour is wanted."""
    style_chosen = Signal(str)
    """A highlight in this style is wanted, in the colour used last."""
    note_requested = Signal()
    """A note is wanted."""
    range_requested = Signal()
    """The highlight that is touched is to take the selected range."""
    merge_requested = Signal()
    """The highlights that are touched are to become one."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, names: ColorNames | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names = names or ColorNames(self)
        self.setAccessibleName("Highlight the selected words")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 4, 6, 4)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        for number, color in enumerate(COLORS):
            swatch = ColorButton(color, "", theme, self._names, self)
            keyed(swatch, "{short}", f"page.{color}", "text")
            swatch.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._group.addButton(swatch, number)
            row.addWidget(swatch)
        self._group.idClicked.connect(self._clicked)
        row.addSpacing(4)
        for style, (words, letter) in STYLES.items():
            row.addWidget(self._make_style(style, words, letter))
        row.addSpacing(4)
        self._note = self._make("Note", "Write a note on these words", "note")
        self._range = self._make("Range", "The highlight takes this range", "range")
        self._merge = self._make("Merge", "Make one of these highlights", "merge")
        for button, asked in (
            (self._note, self.note_requested),
            (self._range, self.range_requested),
            (self._merge, self.merge_requested),
        ):
            button.clicked.connect(asked)
            row.addWidget(button)
        self.offer_for(0)
        self.hide()

    def _make_style(self, style: str, words: str, letter: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(letter)
        font = button.font()
        font.setUnderline(style == "underline")
        font.setStrikeOut(style == "strike")
        button.setFont(font)
        button.setAccessibleName(words)
        keyed(button, f"{words} ({{short}})", f"page.{style}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setFixedSize(SIDE - 4, SIDE)
        button.setStyleSheet("QToolButton { padding: 0; }")  # the letter has no room otherwise
        button.setProperty("markStyle", style)
        button.clicked.connect(self._style_clicked)
        return button

    def _make(self, words: str, tip: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setAccessibleName(words)
        keyed(button, f"{words}  {{short}}", f"page.{name}", "text")
        keyed(button, f"{tip} ({{short}})", f"page.{name}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setMinimumHeight(SIDE)
        return button

    def offer_for(self, touched: int) -> None:
        """Offer what makes sense where the selection touches so many highlights."""
        self._range.setVisible(touched == 1)
        self._merge.setVisible(touched > 1)
        self.adjustSize()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._theme = theme
        for swatch in self.findChildren(ColorButton):
            swatch.set_theme(theme)
        self.update()

    def _clicked(self, number: int) -> None:
        self.color_chosen.emit(COLORS[number])

    def _style_clicked(self) -> None:
        self.style_chosen.emit(self.sender().property("markStyle"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the plate under the buttons."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("muted"), 1))
        painter.setBrush(self._theme.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()
