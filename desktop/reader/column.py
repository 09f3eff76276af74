"""The column of a page: how wide it is, where it stands, and to which side its lines are even."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextDocument

from desktop.reader.gutter import WIDTH as GUTTER_WIDTH
from desktop.reader.typography import Typography

TOP = 36
_NARROWEST = 160
"""Pixels of the column that a margin leaves, however wide it is to be."""
LETTER_WIDTH = 0.48
"""The mean width of a letter of a serif face, as a part of its size."""


def align(document: QTextDocument, choice: Typography) -> None:
    """Set running text ragged, or justified where that is chosen."""
    option = document.defaultTextOption()
    justified, ragged = Qt.AlignmentFlag.AlignJustify, Qt.AlignmentFlag.AlignLeft
    alignment = justified if choice.justified else ragged
    if option.alignment() != alignment:
        option.setAlignment(alignment)
        document.setDefaultTextOption(option)


def fit(document: QTextDocument, choice: Typography, view: QSize, rtl: bool) -> int:
    """Centre the column in a view; return how wide its margin is on the gutter's side, in pixels.

    Margins are changed only where they are others: all of the text is laid out anew by that.
    """
    wanted = document.defaultFont().pixelSize() * LETTER_WIDTH * choice.measure
    least = min(choice.margin, max(8, (view.width() - GUTTER_WIDTH - _NARROWEST) / 2))
    narrow = max(least, (view.width() - wanted - GUTTER_WIDTH) / 2)
    wide = narrow + GUTTER_WIDTH
    left, right = (narrow, wide) if rtl else (wide, narrow)
    frame = document.rootFrame()
    form = frame.frameFormat()
    if (form.leftMargin(), form.rightMargin()) != (left, right):
        form.setTopMargin(TOP)
        form.setLeftMargin(left)
        form.setRightMargin(right)
        form.setBottomMargin(max(96, view.height() * 0.5))
        document.setLayoutEnabled(False)  # Qt would lay out much of the text at once here,
        frame.setFrameFormat(form)
        document.setLayoutEnabled(True)  # and here no more than is wanted
    return round(wide)
