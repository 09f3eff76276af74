"""A label of words that are shown as they are, whatever somebody else has put into them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def plain_label(parent: QWidget, name: str = "") -> QLabel:
    """Make a label that wraps its words and takes none of them for markup."""
    made = QLabel(parent)
    made.setObjectName(name)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made
