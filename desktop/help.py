"""What the program says about itself."""

import html
from pathlib import Path

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

import resources
from desktop.theme import Theme

_WIDEST = 760
"""Pixels; the widest a line of these pages gets, margins included."""


class _Page(QWidget):
    """A quiet column of text."""

    def __init__(self, name: str, words: str, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self._view = QTextBrowser(self)
        for named in (self, self._view):
            named.setAccessibleName(name)
        self._view.setFrameShape(QTextBrowser.Shape.NoFrame)
        self._view.setOpenExternalLinks(True)
        self._view.document().setDocumentMargin(32)
        self._view.setMaximumWidth(_WIDEST)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._view)
        self.setFocusProxy(self._view)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Set the text in a theme's colours."""
        sheet = f"td {{ padding: 3px 24px 3px 0; }} a {{ color: {theme.accent}; }}"
        self._view.document().setDefaultStyleSheet(sheet)
        self._view.setHtml(self._words)


class AboutPage(_Page):
    """What Resolute is, and where the person's data is."""

    def __init__(self, data: Path, theme: Theme) -> None:
        words = resources.path("help/about.html").read_text(encoding="utf-8")
        super().__init__("About Resolute", words.replace("{data}", html.escape(str(data))), theme)
