"""Widgets set in lines, as words are."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.flow import FlowLayout


def test_a_row_breaks_and_even_widths_halve(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    row = FlowLayout(holder, gap=8, even=True)
    buttons = [QPushButton("Good 10 min", holder) for _ in range(4)]
    for button in buttons:
        row.addWidget(button)
    holder.show()
    one = buttons[0].sizeHint()
    for room, lines in ((one.width() * 4 + 24, 1), (one.width() * 2 + 8, 2), (one.width(), 4)):
        holder.resize(room, row.heightForWidth(room))
        row.setGeometry(holder.rect())
        assert len({button.y() for button in buttons}) == lines
        assert len({button.width() for button in buttons}) == 1
        assert max(button.geometry().right() for button in buttons) < room
        assert row.heightForWidth(room) == lines * one.height() + (lines - 1) * 8
    buttons[0].hide()
    assert row.heightForWidth(one.width()) == 3 * one.height() + 16


def test_where_lines_run_from_the_right_so_do_the_widgets(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    row = FlowLayout(holder, gap=8)
    buttons = [QPushButton(words, holder) for words in ("One", "Two, which is longer", "Three")]
    for button in buttons:
        row.addWidget(button)
    holder.resize(600, 60)
    holder.show()
    row.setGeometry(holder.rect())
    first, second, third = (button.geometry() for button in buttons)
    assert first.right() == holder.rect().right()
    assert second.right() == first.left() - 9
    assert third.right() == second.left() - 9
    assert row.minimumSize().width() == 0, "a row forces nothing wider"
