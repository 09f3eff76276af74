"""Text to be read on a quiz page: the serif face, generous lines, one size for the whole page."""

import html
from typing import Protocol, runtime_checkable

from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme as themes
from desktop.theme import Theme

BASE = 18
"""Pixels of the reading text where nobody chose another size."""
_LINE = 1.45


@runtime_checkable
class Styled(Protocol):
    """A part of a page that paints or measures for itself."""

    def restyle(self, theme: Theme, size: int) -> None:
        """Take other colours and another size of the reading text, in pixels."""


def interface_size(size: int) -> int:
    """Return the size of what is not running text, where the reading text has `size` pixels."""
    return max(11, round(size * 0.78))


class ReadingText(QLabel):
    """Plain words in the reading face, wrapped, `step` pixels off the page's size."""

    def __init__(
        self, words: str, theme: Theme, size: int, *, step: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words, self._step = words, step
        self._theme, self._size = theme, size
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(words)
        self.restyle(theme, size)

    @property
    def words(self) -> str:
        """What it says, without markup."""
        return self._words

    def say(self, words: str) -> None:
        """Say something else."""
        self._words = words
        self.setAccessibleName(words)
        self.restyle(self._theme, self._size)

    def restyle(self, theme: Theme, size: int) -> None:
        """Set the words anew; the height of a line is measured in the size, not the font."""
        self._theme, self._size = theme, size
        font = themes.reader_font("en", size + self._step)
        share = round(100 * _LINE * font.pixelSize() / QFontMetricsF(font).lineSpacing())
        families = ", ".join(f"'{family}'" for family in font.families())
        self.setText(
            f'<p style="margin: 0; line-height: {share}%; font-size: {font.pixelSize()}px;'
            f' font-family: {html.escape(families)}">'
            + html.escape(self._words).replace("\n", "<br/>")
            + "</p>"
        )


class QuotedText(QFrame):
    """Words that a question is about, set off by a line at their side.

    They stand without quotation marks: they may be a report of the words.
    """

    def __init__(
        self, words: str, theme: Theme, size: int, *, step: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("quote")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 0, 4)
        column.addWidget(ReadingText(words, theme, size, step=step, parent=self))


def page_sheet(theme: Theme, size: int) -> str:
    """Return the style sheet of a quiz page: sizes that follow the text, feedback, quotes."""
    small = interface_size(size)
    return f"""
QWidget#quizPage, QScrollArea#quizScroll, QWidget#quizColumn {{ background: {theme.page}; }}
QFrame#quizFooter {{ background: {theme.page}; border: none;
  border-top: 1px solid {theme.border}; }}
QLabel, QPushButton, QComboBox {{ font-size: {small}px; }}
QLabel#kicker {{ font-size: {max(11, small - 2)}px; }}
QLabel#heading {{ font-weight: 600; }}
QPushButton#link[quiet="true"] {{ color: {theme.muted}; font-size: {max(11, small - 2)}px; }}
QFrame#quote, QFrame#clause {{ border: none; border-left: 3px solid {theme.border}; }}
QFrame#feedback {{ background: {theme.tint.name()}; border: none;
  border-left: 3px solid {theme.accent}; }}
QFrame#feedback[mark="right"] {{ border-left-color: {theme.ok}; }}
QFrame#feedback[mark="wrong"] {{ border-left-color: {theme.danger}; }}
QLabel#verdict {{ font-weight: 600; }}
QLabel#verdict[mark="right"] {{ color: {theme.ok}; }}
QLabel#verdict[mark="wrong"] {{ color: {theme.danger}; }}
QLineEdit#gap {{ font-size: {size}px; padding: 2px 8px; }}
QLineEdit#gap:focus {{ padding: 1px 7px; }}
QLineEdit#gap[mark="right"] {{ border: 2px solid {theme.ok}; padding: 1px 7px; }}
QLineEdit#gap[mark="wrong"] {{ border: 2px solid {theme.danger}; padding: 1px 7px; }}
"""
