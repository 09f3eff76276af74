"""The hits as a list: their model, how they are painted, and where one is among them."""

import pytest
from made_hits import hit
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from db.models import EditionKey, Hit
from desktop.search.delegate import HitDelegate, nearer
from desktop.search.hit_list import HitList
from desktop.search.hits import HitModel
from desktop.theme import Theme


def test_the_model_keeps_to_the_rules(qtmodeltester):
    model = HitModel()
    model.show([hit(number) for number in range(1, 4)], more=True)
    qtmodeltester.check(model)
    model.append([hit(9)], more=False)
    qtmodeltester.check(model)


def test_the_model_asks_for_more_once(qtbot):
    model = HitModel()
    model.show([hit(1)], more=True)
    with qtbot.waitSignal(model.more_wanted):
        model.fetchMore(QModelIndex())
    with qtbot.assertNotEmitted(model.more_wanted):
        model.fetchMore(QModelIndex())
    model.append([], more=True)
    assert not model.canFetchMore(QModelIndex())


def painted(theme: Theme, one: Hit, width: int = 300) -> QImage:
    model = HitModel()
    model.show([one], more=False)
    delegate = HitDelegate(theme)
    option = QStyleOptionViewItem()
    font = QFont("Noto Sans")
    font.setPixelSize(13)
    option.font = font
    index = model.index(0, 0)
    height = delegate.sizeHint(option, index).height()
    option.rect = QRect(0, 0, width, height)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(theme.color("page"))
    painter = QPainter(image)
    delegate.paint(painter, option, index)
    painter.end()
    return image


def columns_with(image: QImage, color: QColor) -> list[int]:
    wanted = color.rgb()
    return [
        x
        for x in range(image.width())
        if any(image.pixel(x, y) == wanted for y in range(image.height()))
    ]


def columns_underlined(image: QImage) -> list[int]:
    """Return where there is more blue than red: the ink and its ground have none such."""
    pixels = {
        x: [QColor(image.pixel(x, y)) for y in range(image.height())] for x in range(image.width())
    }
    return [x for x, column in pixels.items() if any(c.blue() > c.red() + 20 for c in column)]


def test_marked_words_are_on_their_colour_and_underlined(theme):
    words = "the digital divide is wide"
    image = painted(theme, hit(snippet=words, marks=((4, 18),)))
    ground = columns_with(image, theme.color("orange"))
    assert ground
    line = columns_underlined(image)
    assert (line[0], line[-1]) == pytest.approx((ground[0], ground[-1]), abs=1)
    assert not columns_with(painted(theme, hit(snippet=words)), theme.color("orange"))


def test_arabic_is_set_from_right_to_left(theme):
    arabic = hit(snippet="بناء القدرات", language="ar", marks=((0, 4),), kind="official")
    image = painted(theme, arabic, width=400)
    assert min(columns_with(image, theme.color("orange"))) > 300
    french = hit(snippet="bonne volonté", language="fr", marks=((0, 5),), kind="official")
    assert max(columns_with(painted(theme, french, width=400), theme.color("orange"))) < 100


def test_marks_count_code_points(theme):
    plain = painted(theme, hit(snippet="A word here", marks=((2, 6),)))
    width = len(columns_with(plain, theme.color("orange")))
    beyond = painted(theme, hit(snippet="\U00020000 word here", marks=((2, 6),)))
    assert abs(len(columns_with(beyond, theme.color("orange"))) - width) <= 1


def test_a_mark_beyond_two_lines_is_brought_into_view(theme):
    words = "many words before it comes " * 5 + "target and more"
    at = words.index("target")
    image = painted(theme, hit(snippet=words, marks=((at, at + 6),)), width=240)
    assert columns_with(image, theme.color("orange"))


def test_nearer_cuts_between_words_and_moves_the_marks():
    words = "one two three four five six seven eight"
    at = words.index("eight")
    text, marks = nearer(words, ((at, at + 5),))
    assert text == "…five six seven eight"
    assert [text[start:end] for start, end in marks] == ["eight"]
    assert nearer(words, ((0, 3),)) == (words, ((0, 3),))
    text, marks = nearer(words, ((at, at + 5),), 30)
    assert text == "…four five six seven eight"
    assert [text[start:end] for start, end in marks] == ["eight"]


@pytest.mark.parametrize(
    "words", ["many words before it comes ", "许多词在它前面，", "كلمات كثيرة قبلها "]
)
@pytest.mark.parametrize("width", [120, 240, 500])
def test_a_mark_at_the_end_leaves_no_line_empty(qapp, theme, words, width):
    text = words * 12 + "target"
    made = HitDelegate(theme)._set(width, hit(snippet=text, marks=((len(text) - 6, len(text)),)))
    assert made.lines == 2
    assert made.shown == len(made.layout.text())
    assert made.layout.text().endswith("target")


# the list -----------------------------------------------------------------------------------


@pytest.fixture
def grouped(qtbot, theme) -> HitList:
    """A list of two documents with twenty hits each, which shows some of the second."""
    model = HitModel()
    model.set_grouped(True)
    window = QWidget()
    qtbot.addWidget(window)
    view = HitList(model, theme, window)
    view.window_kept = window
    view.resize(300, 300)
    with qtbot.waitExposed(window):
        window.show()
    model.show([*hits_of("first", 0), *hits_of("other", 0)], more=False)
    view.setCurrentIndex(model.index(12, 0))
    view.scrollTo(model.index(25, 0), HitList.ScrollHint.PositionAtCenter)
    return view


def hits_of(document: str, first: int) -> list[Hit]:
    key = EditionKey(document, "digest", "en")
    return [hit(number)._replace(key=key) for number in range(first, first + 20)]


@pytest.mark.parametrize("current", [12, 25])
def test_one_stays_where_one_is_though_hits_are_put_in_above(qtbot, grouped, current):
    """The hits of a page that comes stand with their documents, the first of which is above."""
    model, at_25 = grouped.model(), grouped.model().index(25, 0)
    if current == 25:
        grouped.setCurrentIndex(at_25)
    in_view = at_25 if current == 25 else grouped.indexAt(QPoint(0, 0))
    row, top, kept = (
        in_view.row(),
        grouped.visualRect(in_view).top(),
        QPersistentModelIndex(in_view),
    )
    model.append(hits_of("first", 20), more=False)
    qtbot.waitUntil(lambda: grouped.visualRect(model.index(kept.row(), 0)).top() == top)
    assert kept.row() == row + 20


def test_who_scrolls_before_all_hits_are_in_stays_there(qtbot, grouped):
    grouped.model().append(hits_of("first", 20), more=False)
    grouped.scrollToBottom()
    there = grouped.verticalScrollBar().value()
    qtbot.waitUntil(lambda: not grouped._follow_soon.isActive())
    assert grouped.verticalScrollBar().value() == there == grouped.verticalScrollBar().maximum()
