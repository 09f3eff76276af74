"""A tab with two sides: which is active, what its bars say, and how they are closed and swapped."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from db.models import EditionKey
from db.places import Places
from desktop.reader.loading import Target
from desktop.reader.look import Look
from desktop.reader.reader import Reader
from desktop.reader.spread import BESIDE, Spread
from desktop.tasks import Worker
from desktop.theme import Theme

RESOLUTION = "A/RES/78/311"
ENGLISH = EditionKey(RESOLUTION, "official", "en")
ARABIC = EditionKey(RESOLUTION, "official", "ar")
Make = Callable[[EditionKey, QWidget], Reader]


@pytest.fixture
def make(official: Places, reader_worker: Worker, theme: Theme) -> Make:
    """Makes readers that are about to show an edition."""

    def made(key: EditionKey, room: QWidget) -> Reader:
        reader = Reader(key.document, reader_worker, Look(theme), room)
        reader.show_target(Target(key.document, key, "op4"))
        return reader

    return made


@pytest.fixture
def spread(make: Make, qtbot: QtBot) -> Spread:
    """English alone, in a window."""
    spread = Spread()
    spread.put_first(make(ENGLISH, spread.room))
    qtbot.addWidget(spread)
    spread.resize(1000, 600)
    with qtbot.waitExposed(spread):
        spread.show()
    spread.activateWindow()
    spread.setFocus()
    loaded(qtbot, spread)
    return spread


@pytest.fixture
def split(spread: Spread, make: Make, qtbot: QtBot) -> Spread:
    """English and Arabic side by side."""
    spread.put_beside(make(ARABIC, spread.room))
    loaded(qtbot, spread)
    return spread


def loaded(qtbot: QtBot, spread: Spread) -> None:
    qtbot.waitUntil(
        lambda: all(r.edition is not None and r.page.is_laid_out for r in spread.readers())
    )


def button(reader: Reader, name: str) -> QToolButton:
    found = [
        one for one in reader.bar.findChildren(QToolButton) if one.accessibleName().startswith(name)
    ]
    assert len(found) == 1, [one.accessibleName() for one in found]
    return found[0]


def click(reader: Reader, name: str) -> None:
    QTest.mouseClick(button(reader, name), Qt.MouseButton.LeftButton)


def focused(qtbot: QtBot, reader: Reader) -> None:
    qtbot.waitUntil(reader.page.hasFocus)


def test_alone_it_is_a_reader_with_a_way_to_another_side(qtbot: QtBot, spread: Spread) -> None:
    (reader,) = spread.readers()
    assert spread.active is reader
    assert not spread.is_split
    assert spread.other is None
    with qtbot.waitSignal(spread.side_requested):
        click(reader, "Side by side")
    assert reader.page.width() == spread.width()


def test_what_needs_two_sides_does_nothing_with_one(spread: Spread) -> None:
    (reader,) = spread.readers()
    spread.turn()
    spread.swap()
    spread.close_side(reader)
    spread.toggle_link()
    spread.toggle_link()
    assert spread.readers() == [reader]


def test_two_sides_stand_beside_each_other_at_the_same_paragraph(split: Spread) -> None:
    english, arabic = split.readers()
    assert [reader.key for reader in split.readers()] == [ENGLISH, ARABIC]
    assert english.mapTo(split, QPoint()).x() < arabic.mapTo(split, QPoint()).x()
    assert abs(english.width() - arabic.width()) <= 2
    assert english.label == arabic.label == "op4"
    assert english.page.offset() == arabic.page.offset()


def test_the_side_that_has_the_keys_is_active(qtbot: QtBot, split: Spread) -> None:
    english, arabic = split.readers()
    assert split.active is english
    with qtbot.waitSignal(split.active_changed) as said:
        split.turn()
    assert said.args == [arabic]
    focused(qtbot, arabic)
    assert split.active is arabic
    assert split.other is english
    QTest.mouseClick(english.page.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(250, 200))
    focused(qtbot, english)
    assert split.active is english


def test_the_tab_gives_the_keys_to_the_active_side(qtbot: QtBot, split: Spread) -> None:
    split.activate(split.readers()[1])
    split.setFocus()
    focused(qtbot, split.readers()[1])


def test_the_active_side_is_told_by_more_than_a_colour(qtbot: QtBot, split: Spread) -> None:
    english, arabic = split.readers()
    edition = [button(reader, "Edition") for reader in split.readers()]
    assert edition[0].font().bold() or edition[0].font().weight() >= 600
    assert edition[1].font().weight() < 600
    split.turn()
    focused(qtbot, arabic)
    assert edition[0].font().weight() < 600 <= edition[1].font().weight()
    assert english.bar.accessibleName() == "First side"
    assert arabic.bar.accessibleName() == "Second side"


def test_right_to_left_has_its_scroll_bar_and_margin_mirrored(split: Spread) -> None:
    english, arabic = (reader.page for reader in split.readers())
    assert english.verticalScrollBar().mapTo(english, QPoint()).x() > english.width() / 2
    assert arabic.verticalScrollBar().mapTo(arabic, QPoint()).x() < arabic.width() / 2


def test_left_moves_the_caret_left_in_arabic_and_through_its_numbers(
    qtbot: QtBot, split: Spread
) -> None:
    arabic = split.readers()[1]
    arabic.page.go_to("pp3")  # it cites resolutions and dates
    split.turn()
    focused(qtbot, arabic)
    index = arabic.page.page.index_of("pp3")
    length = len(arabic.page.page.places[index].passage.text)
    seen = set()
    for _ in range(length):
        before = arabic.page.cursorRect()
        seen.add(arabic.page.textCursor().position())
        QTest.keyClick(arabic.page, Qt.Key.Key_Left)
        after = arabic.page.cursorRect()
        assert after.x() <= before.x() or after.y() > before.y()
    assert len(seen) > 0.9 * length, "every letter is reached"
    here = arabic.page.cursorRect()
    QTest.keyClick(arabic.page, Qt.Key.Key_Right)
    assert arabic.page.cursorRect().x() >= here.x()


def test_linked_they_scroll_together_and_let_go_each_by_itself(split: Spread) -> None:
    english, arabic = (reader.page.verticalScrollBar() for reader in split.readers())
    before = arabic.value()
    english.setValue(english.value() + 400)
    assert arabic.value() > before
    click(split.readers()[0], "Move both")
    assert not split.linked
    assert not button(split.readers()[0], "Move both").isChecked()
    before = arabic.value()
    english.setValue(english.value() + 400)
    assert arabic.value() == before
    click(split.readers()[0], "Move both")
    assert split.linked
    assert arabic.value() > before


def test_another_edition_on_one_side_stays_linked(qtbot: QtBot, split: Spread) -> None:
    english, arabic = split.readers()
    english.page.go_to("op9")
    french = EditionKey(RESOLUTION, "official", "fr")
    arabic.show_edition(french)
    qtbot.waitUntil(lambda: arabic.key == french)
    loaded(qtbot, split)
    english.page.go_to("op11")
    qtbot.waitUntil(lambda: arabic.label == "op11")


def test_the_sides_change_places_and_stay_what_they_are(qtbot: QtBot, split: Spread) -> None:
    english, arabic = split.readers()
    click(english, "Swap")
    assert split.readers() == [arabic, english]
    assert arabic.mapTo(split, QPoint()).x() < english.mapTo(split, QPoint()).x()
    assert split.active is english
    assert not button(english, "Swap").isVisible()
    loaded(qtbot, split)
    english.page.go_to("op2")
    qtbot.waitUntil(lambda: arabic.label == "op2")


@pytest.mark.parametrize("side", [0, 1])
def test_either_side_closes_and_the_other_has_all_the_room(
    qtbot: QtBot, split: Spread, side: int
) -> None:
    gone, stays = split.readers()[side], split.readers()[1 - side]
    with qtbot.waitSignals([split.closing, split.changed]):
        click(gone, "Close this side")
    assert split.readers() == [stays]
    assert split.active is stays
    focused(qtbot, stays)
    qtbot.waitUntil(lambda: stays.width() == split.width())
    assert not button(stays, "Close this side").isVisible()
    assert stays.page._opposite == {}
    stays.page.go_to("op7")
    assert stays.label == "op7"


def test_a_side_is_opened_again_after_it_was_closed(
    qtbot: QtBot, split: Spread, make: Make
) -> None:
    split.close_side(split.readers()[0])
    split.put_beside(make(ENGLISH, split.room))
    loaded(qtbot, split)
    assert [reader.key for reader in split.readers()] == [ARABIC, ENGLISH]
    split.readers()[0].page.go_to("op3")
    assert split.readers()[1].label == "op3"
    click(split.readers()[1], "Close this side")
    assert [reader.key for reader in split.readers()] == [ARABIC]


def test_different_documents_are_named_on_the_bars_and_on_the_tab(
    qtbot: QtBot, spread: Spread, make: Make
) -> None:
    spread.put_beside(make(EditionKey("A/RES/79/1", "official", "fr"), spread.room))
    loaded(qtbot, spread)
    assert spread.title == "A/RES/78/311 | A/RES/79/1"
    words = [button(reader, "Edition").text() for reader in spread.readers()]
    assert words == ["A/RES/78/311 · English  ▾", "A/RES/79/1 · Français  ▾"]


def test_one_document_is_named_once(split: Spread) -> None:
    assert split.title == "A/RES/78/311"


@pytest.mark.parametrize(("width", "across"), [(BESIDE, True), (BESIDE - 1, False)])
def test_a_narrow_tab_has_its_sides_one_above_the_other(
    qtbot: QtBot, split: Spread, width: int, across: bool
) -> None:
    split.resize(width, 500)
    first, second = split.readers()
    qtbot.waitUntil(lambda: (first.height() == second.height() == split.height()) == across)
    for reader in split.readers():
        assert not reader.page.horizontalScrollBar().isVisible()
        assert reader.bar.width() <= reader.width()
        inside = [one for one in reader.bar.findChildren(QToolButton) if one.isVisible()]
        assert all(one.geometry().right() <= reader.bar.width() for one in inside)


def test_the_share_of_each_side_is_taken_up_again(split: Spread) -> None:
    split.set_sizes([300, 700])
    first, second = (reader.width() for reader in split.readers())
    assert abs(first - 300) <= 2
    assert abs(second - 700) <= 2


def test_a_share_that_was_dragged_is_kept(split: Spread) -> None:
    handle = split._splitter.handle(1)
    middle = handle.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(handle, middle - QPoint(200, 0))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=middle - QPoint(200, 0))
    first, second = split.sizes()
    assert 250 < first < 350 < second
    assert [reader.width() for reader in split.readers()] == [first, second]


def test_before_it_is_shown_it_knows_its_shares(make: Make, qtbot: QtBot) -> None:
    unseen = Spread()
    unseen.put_first(make(ENGLISH, unseen.room))
    qtbot.addWidget(unseen)
    unseen.put_beside(make(ARABIC, unseen.room))
    unseen.set_sizes([300, 500])
    assert unseen.sizes() == [300, 500]


def test_larger_text_keeps_both_at_the_same_paragraph(
    qtbot: QtBot, split: Spread, theme: Theme
) -> None:
    english, arabic = split.readers()
    english.page.go_to("op8")
    for reader in split.readers():
        reader.set_look(Look(theme, 24))
    loaded(qtbot, split)
    assert [reader.label for reader in split.readers()] == ["op8", "op8"]
    qtbot.waitUntil(lambda: abs(english.page.offset() - arabic.page.offset()) <= 1)


def test_a_drag_of_what_is_between_keeps_both_at_the_same_paragraph(
    qtbot: QtBot, split: Spread
) -> None:
    english, arabic = split.readers()
    english.page.go_to("op8")
    split.set_sizes([350, 650])
    qtbot.waitUntil(lambda: english.page.is_laid_out and arabic.page.is_laid_out)
    assert [reader.label for reader in split.readers()] == ["op8", "op8"]
    qtbot.waitUntil(lambda: abs(english.page.offset() - arabic.page.offset()) <= 1)


def test_another_theme_reaches_both_sides(split: Spread) -> None:
    from desktop import theme as themes

    split.set_theme(themes.theme("dark"))
    assert [reader.page._theme.name for reader in split.readers()] == ["dark", "dark"]
    assert [reader.label for reader in split.readers()] == ["op4", "op4"]
