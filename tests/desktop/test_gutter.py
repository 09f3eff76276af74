"""The gutter as it is painted: whose words they are is told by shape."""

import pytest
from made_editions import page, passage
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication
from shown_pages import LONG

from db.models import COLORS, VOICES, Voice
from desktop import theme as themes
from desktop.reader.gutter import Gutter


def painted(
    voice: Voice, *, rtl: bool = False, current: bool = False, label: str = "op7"
) -> QImage:
    """The gutter of one paragraph, all in the same colour: what differs then differs by shape."""
    theme = themes.theme("light")
    made = page(passage("op1", "x"), passage(label, LONG, voice), language="ar" if rtl else "en")
    made.document.setTextWidth(400)
    grey = themes.Theme("grey", *["#ffffff"] * 3, *["#000000"] * 6, *["#808080"] * len(COLORS))
    image = QImage(120, 120, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.page))
    painter = QPainter(image)
    font = QFont(QApplication.font())
    font.setPixelSize(13)
    gutter = Gutter(made, grey, font, 40 if rtl else 80, rtl)
    gutter.paint(painter, [(made.places[1], QRectF(0, 8, 400, 100))], label if current else "", {})
    painter.end()
    return image


def inked(image: QImage, area: QRect) -> int:
    return sum(
        image.pixelColor(x, y).lightness() < 160
        for x in range(area.left(), area.right() + 1)
        for y in range(area.top(), area.bottom() + 1)
    )


@pytest.mark.usefixtures("theme")
def test_whose_words_they_are_is_told_by_shape_not_by_colour() -> None:
    shapes = {voice: painted(voice) for voice in VOICES}
    for one in VOICES:
        for other in VOICES:
            assert (shapes[one] == shapes[other]) is (one == other), (one, other)


@pytest.mark.usefixtures("theme")
def test_the_rule_is_solid_dashed_or_dotted() -> None:
    rule = QRect(79, 40, 3, 64)
    lengths = {voice: inked(painted(voice), rule) for voice in ("official", "reported", "digest")}
    assert lengths["official"] > lengths["reported"] > lengths["digest"] > 0


@pytest.mark.usefixtures("theme")
def test_a_word_under_the_label_says_what_is_retold() -> None:
    below = QRect(0, 32, 70, 14)
    words = {voice: inked(painted(voice), below) for voice in VOICES}
    assert words["official"] == words["quoted"] == 0
    assert words["reported"] > 20
    assert words["digest"] > 20


@pytest.mark.usefixtures("theme")
def test_the_current_paragraph_is_told_by_weight() -> None:
    label = QRect(0, 0, 76, 30)
    for voice in VOICES:
        bold = inked(painted(voice, current=True), label)
        assert bold > inked(painted(voice), label), voice


@pytest.mark.usefixtures("theme")
def test_from_right_to_left_the_gutter_is_on_the_right() -> None:
    image = painted("official", rtl=True)
    assert inked(image, QRect(0, 0, 38, 120)) == 0
    assert inked(image, QRect(46, 0, 74, 60)) > 0


@pytest.mark.usefixtures("theme")
@pytest.mark.parametrize("label", ["op7", "op7.a", "pp12"])
def test_a_label_stands_in_the_gutter(label: str) -> None:
    assert inked(painted("official", label=label), QRect(0, 0, 76, 40)) > 8
