"""A check box whose frame can be seen on a dark ground."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QStyleOptionButton


class CheckBox(QCheckBox):
    """Framed in the muted colour: Fusion takes a darker shade of the window for it."""

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Let the style find the muted colour where it looks for the window's."""
        super().initStyleOption(option)
        palette = QPalette(option.palette)
        muted = palette.color(QPalette.ColorRole.PlaceholderText)
        palette.setColor(QPalette.ColorRole.Window, muted)
        option.palette = palette
