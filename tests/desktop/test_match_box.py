"""Boxes of long entries: nothing of them is cut, in the box or in its list."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from desktop.quiz.match_box import MatchBox
from desktop.theme import Theme

LONG = "Calls upon the international community to help an enabling environment grow " * 2


@pytest.fixture
def box(theme: Theme, qtbot: QtBot) -> MatchBox:
    made = MatchBox()
    qtbot.addWidget(made)
    made.addItems(["Choose…", "Short", LONG])
    with qtbot.waitExposed(made):
        made.show()
    return made


def needed(box: MatchBox, words: str, width: int) -> int:
    room = QRect(0, 0, width, 10_000)
    return QFontMetrics(box.font()).boundingRect(room, Qt.TextFlag.TextWordWrap, words).height()


def test_it_is_high_enough_for_its_longest_entry_whichever_is_chosen(box: MatchBox) -> None:
    for width in (180, 300, 900):
        high = box.heightForWidth(width)
        assert high > needed(box, LONG, width - 40)
        box.setCurrentText("Short")
        assert box.heightForWidth(width) == high
        box.setCurrentText(LONG)
    assert box.heightForWidth(180) > box.heightForWidth(900)


def test_the_rows_of_its_list_wrap_in_its_width(box: MatchBox) -> None:
    box.resize(260, box.heightForWidth(260))
    rows, option = box.itemDelegate(), QStyleOptionViewItem()
    hints = [rows.sizeHint(option, box.model().index(n, 0)) for n in range(box.count())]
    assert hints[2].height() >= needed(box, LONG, 240)
    assert hints[2].height() > hints[1].height()
    assert all(hint.width() <= 260 for hint in hints)


def test_the_words_are_painted_over_several_lines(box: MatchBox) -> None:
    box.resize(260, box.heightForWidth(260))
    box.setCurrentText("")
    box.setCurrentIndex(-1)
    empty = box.grab().toImage()
    box.setCurrentText(LONG)
    full = box.grab().toImage()
    lines = [
        y for y in range(full.height())
        if any(full.pixel(x, y) != empty.pixel(x, y) for x in range(12, 200))
    ]  # fmt: skip
    assert max(lines) - min(lines) > 2 * QFontMetrics(box.font()).height()
