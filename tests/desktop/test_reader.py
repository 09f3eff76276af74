"""A document in a tab: what is loaded, what its bar does, and what it says when it cannot."""

import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from made_editions import edition, passage
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from db import connection
from db.errors import UnknownAddress
from db.library.tables import add_document, add_edition
from db.models import Anchor, Document, EditionKey, Note
from db.places import Places
from db.study import positions
from desktop import theme as themes
from desktop.reader import loader, setting
from desktop.reader.bar import edition_name
from desktop.reader.loading import Loaded, Target, load
from desktop.reader.look import Look
from desktop.reader.reader import LARGEST, SMALLEST, Reader
from desktop.tasks import Worker
from desktop.theme import Theme

RESOLUTION = "A/RES/78/311"
DIGEST = EditionKey(RESOLUTION, "digest", "en")
LEFT = Qt.MouseButton.LeftButton
Make = Callable[..., Reader]


@pytest.fixture
def make(qtbot: QtBot, reader_worker: Worker, theme: Theme) -> Make:
    """Makes readers of documents, shown in windows of their own."""

    def made(document: str = RESOLUTION, *, show: bool = True) -> Reader:
        reader = Reader(document, reader_worker, Look(theme))
        qtbot.addWidget(reader)
        reader.resize(900, 600)
        if show:
            with qtbot.waitExposed(reader):
                reader.show()
            reader.activateWindow()
            reader.setFocus()
        return reader

    return made


@pytest.fixture
def reader(make: Make, qtbot: QtBot) -> Reader:
    """The resolution, loaded."""
    return opened(qtbot, make(), Target(RESOLUTION))


@pytest.fixture
def french(official: Places, make: Make, qtbot: QtBot) -> Reader:
    """The resolution in French, among all its editions."""
    key = EditionKey(RESOLUTION, "official", "fr")
    return opened(qtbot, make(), Target(RESOLUTION, key, "op6"))


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A library that answers only when it is told to."""
    go = threading.Event()

    def waiting(opened: Any, target: Target) -> Loaded:
        assert go.wait(10)
        return load(opened, target)

    monkeypatch.setattr(loader, "load", waiting)
    yield go
    go.set()


def opened(qtbot: QtBot, reader: Reader, target: Target) -> Reader:
    with qtbot.waitSignal(reader.loaded):
        reader.show_target(target)
    return reader


def button(reader: Reader, words: str) -> QToolButton:
    return next(
        one
        for one in reader.findChildren(QToolButton)
        if words in (one.text(), one.accessibleName())
    )


def texts(reader: Reader) -> list[str]:
    return [label.text() for label in reader.findChildren(QLabel) if label.isVisible()]


# loading ------------------------------------------------------------------------------------


def test_a_document_opens_in_its_best_edition_at_its_beginning(reader: Reader) -> None:
    assert reader.key == DIGEST
    assert reader.label == "pp1"
    assert reader.title == reader.loaded_document.short_title
    assert reader.edition.passages
    assert reader.document in reader.in_library


def test_until_it_is_loaded_a_reader_is_what_it_was_asked_for(
    make: Make, slow: threading.Event
) -> None:
    waiting = make()
    target = Target(RESOLUTION, DIGEST, "op6", 12)
    waiting.show_target(target)
    assert (waiting.key, waiting.label, waiting.target()) == (DIGEST, "op6", target)
    assert (waiting.edition, waiting.loaded_document, waiting.progress()) == (None, None, "")
    assert waiting.in_library == {}
    waiting.next_edition()
    waiting.toggle_record()
    waiting.larger()
    waiting.reload()


def test_a_document_opens_where_it_was_left_the_last_time(
    official: Places, make: Make, qtbot: QtBot
) -> None:
    key = EditionKey(RESOLUTION, "official", "es")
    with closing(connection.open_study(official)) as study:
        positions.save(study, key, "op4")
    left = opened(qtbot, make(), Target(RESOLUTION))
    assert (left.key, left.label) == (key, "op4")
    asked = opened(qtbot, make(), Target(RESOLUTION, label="op9"))
    assert (asked.key, asked.label) == (DIGEST, "op9")


def test_of_an_edition_that_has_gone_the_best_there_is_comes_instead(
    make: Make, qtbot: QtBot
) -> None:
    gone = EditionKey(RESOLUTION, "official", "ru")
    reader = opened(qtbot, make(), Target(RESOLUTION, gone, "op6"))
    assert (reader.key, reader.label) == (DIGEST, "op6")


def test_what_comes_late_for_an_older_wish_is_not_shown(
    make: Make, qtbot: QtBot, slow: threading.Event
) -> None:
    reader, shown = make(), []
    reader.loaded.connect(lambda edition: shown.append(reader.label))
    for label in ("op1", "op2", "op3"):
        reader.show_target(Target(RESOLUTION, DIGEST, label))
    slow.set()
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == ["op3"]


def test_a_tab_that_is_not_looked_at_loads_nothing(
    make: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Target] = []
    monkeypatch.setattr(Reader, "show_target", lambda self, target: asked.append(target))
    reader = make(show=False)
    target = Target(RESOLUTION, DIGEST, "op6", 5)
    reader.postpone(target, "Capacity")
    assert (reader.title, reader.target(), asked) == ("Capacity", target, [])
    with qtbot.waitExposed(reader):
        reader.show()
    assert asked == [target]


def test_a_postponed_tab_that_is_asked_for_something_else_shows_that(
    make: Make, qtbot: QtBot
) -> None:
    reader = make(show=False)
    reader.postpone(Target(RESOLUTION, DIGEST, "op1"), "Capacity")
    shown: list[str] = []
    reader.loaded.connect(lambda _: shown.append(reader.label))
    reader.show_target(Target(RESOLUTION, DIGEST, "op9"))
    with qtbot.waitExposed(reader):
        reader.show()
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == ["op9"]


def test_a_paragraph_of_the_same_edition_needs_no_loading(
    qtbot: QtBot, reader: Reader, slow: threading.Event
) -> None:
    with qtbot.assertNotEmitted(reader.loaded), qtbot.waitSignal(reader.place_changed) as told:
        reader.show_target(Target(RESOLUTION, label="op6", marks=((0, 5),)))
    assert told.args == [DIGEST, "op6"]
    assert len(reader.page.extraSelections()) == 1


def test_a_hit_in_another_edition_comes_with_its_marks(
    official: Places, make: Make, qtbot: QtBot
) -> None:
    reader = opened(qtbot, make(), Target(RESOLUTION))
    chinese = EditionKey(RESOLUTION, "official", "zh")
    opened(qtbot, reader, Target(RESOLUTION, chinese, "op6", marks=((0, 2), (4, 6))))
    (text,) = [p.text for p in reader.edition.passages if p.label == "op6"]
    marked = [s.cursor.selectedText() for s in reader.page.extraSelections()]
    assert marked == [text[0:2], text[4:6]]


def test_loading_anew_shows_the_changed_text_at_the_same_place(
    places: Places, make: Make, qtbot: QtBot
) -> None:
    words = [f"Paragraph {n}, {'ink ' * 60}" for n in range(1, 30)]
    with closing(connection.open_study(places)) as study:
        write_ink(study, words)
        reader = opened(qtbot, make("A/RES/1/9"), Target("A/RES/1/9", label="op20"))
        write_ink(study, [f"{text} and quills" for text in words])
    with qtbot.waitSignal(reader.loaded):
        reader.reload()
    assert reader.label == "op20"
    assert all(p.text.endswith("and quills") for p in reader.edition.passages)
    assert reader.page.offset() == -48


def write_ink(study: sqlite3.Connection, words: list[str]) -> None:
    made = edition([passage(f"op{n}", text) for n, text in enumerate(words, 1)])
    with study:
        add_document(study, Document("A/RES/1/9", "resolution", "On ink", "Ink & quills"))
        add_edition(study, made)


# what cannot be shown -----------------------------------------------------------------------


def test_a_document_that_is_not_there_is_said_in_a_sentence(make: Make, qtbot: QtBot) -> None:
    reader = make("A/RES/1/1")
    with qtbot.waitSignal(reader.failed) as failed:
        reader.show_target(Target("A/RES/1/1"))
    assert isinstance(failed.args[0], UnknownAddress)
    assert "There is no document “A/RES/1/1”" in reader.banner.words
    assert reader.target() == Target("A/RES/1/1")


@pytest.mark.parametrize("first", [True, False])
def test_a_paragraph_that_is_not_there_is_said_and_one_reads_on(
    make: Make, qtbot: QtBot, first: bool
) -> None:
    reader = opened(qtbot, make(), Target(RESOLUTION, label="op99" if first else ""))
    if not first:
        reader.show_target(Target(RESOLUTION, label="op99"))
    assert reader.banner.words == "There is no paragraph “op99” in this edition."
    assert reader.label == "pp1"
    reader.show_target(Target(RESOLUTION, label="op6"))
    assert reader.banner.words == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_J, Qt.Key.Key_PageDown])
def test_what_was_said_of_a_paragraph_is_over_once_one_is_at_another(
    make: Make, qtbot: QtBot, key: Qt.Key
) -> None:
    reader = opened(qtbot, make(), Target(RESOLUTION, label="op99"))
    assert reader.banner.words
    while reader.label == "pp1":
        assert reader.banner.words
        QTest.keyClick(reader.page, key)
    qtbot.waitUntil(lambda: reader.banner.words == "")


def test_what_was_said_of_a_paragraph_is_over_once_one_has_left_the_tab(reader: Reader) -> None:
    reader.show_target(Target(RESOLUTION, label="op99"))
    reader.hide()
    reader.show()
    assert reader.banner.words == ""


def test_while_a_document_is_missing_that_is_said(make: Make, qtbot: QtBot) -> None:
    reader = make("A/RES/1/1")
    with qtbot.waitSignal(reader.failed):
        reader.show_target(Target("A/RES/1/1"))
    reader.hide()
    reader.show()
    assert "There is no document" in reader.banner.words


def test_escape_closes_the_message_once_the_page_has_no_use_for_it(
    qtbot: QtBot, reader: Reader
) -> None:
    reader.show_target(Target(RESOLUTION, label="op99"))
    QTest.keyClick(reader.page, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert reader.page.textCursor().hasSelection()
    QTest.keyClick(reader.page, Qt.Key.Key_Escape)
    assert reader.banner.words
    QTest.keyClick(reader.page, Qt.Key.Key_Escape)
    assert reader.banner.words == ""


def test_a_reader_that_failed_can_be_asked_again(
    places: Places, reader_worker: Worker, make: Make, qtbot: QtBot
) -> None:
    reader = make("A/RES/1/9")
    with qtbot.waitSignal(reader.failed):
        reader.show_target(Target("A/RES/1/9"))
    with closing(connection.open_study(places)) as study:
        write_ink(study, ["Ink."])
    reader_worker.reopen()
    opened(qtbot, reader, Target("A/RES/1/9"))
    assert reader.banner.words == ""
    assert reader.label == "op1"


def test_what_was_loaded_before_the_persons_file_was_there_is_loaded_again(
    places: Places, official_study: Path, reader_worker: Worker, make: Make, qtbot: QtBot
) -> None:
    french = EditionKey(RESOLUTION, "official", "fr")
    first = opened(qtbot, make(), Target(RESOLUTION, french, "op6"))  # there is none yet
    second = opened(qtbot, make(show=False), Target(RESOLUTION, DIGEST, "op9"))
    third = make("A/RES/79/1")
    with qtbot.waitSignal(third.failed):
        third.show_target(Target("A/RES/79/1"))
    places.make()
    shutil.copy(official_study, places.study)
    reader_worker.reopen()
    for reader in (first, second, third):
        with qtbot.waitSignal(reader.loaded):
            reader.look_again()
    assert [(one.key, one.label) for one in (first, second)] == [(french, "op6"), (DIGEST, "op9")]
    assert len(second.loaded_document.editions) == 7
    assert third.edition is not None
    assert not any(reader.banner.isVisible() for reader in (first, second, third))
    with qtbot.assertNotEmitted(first.loaded):
        first.look_again()
        with qtbot.waitSignal(second.loaded):
            second.show_target(Target(RESOLUTION, french))


def test_a_tab_closed_while_it_loads_is_left_alone(
    make: Make, qtbot: QtBot, slow: threading.Event, reader_worker: Worker
) -> None:
    closed, other = make(), make("fu-cong")
    closed.show_target(Target(RESOLUTION))
    with qtbot.waitSignal(closed.destroyed):
        closed.deleteLater()
    slow.set()
    opened(qtbot, other, Target("fu-cong"))
    assert other.label == "p1"


# the bar ------------------------------------------------------------------------------------


def test_the_bar_says_what_one_reads(french: Reader) -> None:
    assert button(french, "Edition").text().startswith("Official text · Français")
    count = sum(p.kind in {"preambular", "operative"} for p in french.edition.passages)
    assert f"{count} paragraphs" in texts(french)


def test_one_paragraph_is_no_plural(places: Places, make: Make, qtbot: QtBot) -> None:
    with closing(connection.open_study(places)) as study:
        write_ink(study, ["Ink."])
    reader = opened(qtbot, make("A/RES/1/9"), Target("A/RES/1/9"))
    assert "1 paragraph" in texts(reader)


def test_editions_turn_round_and_round_at_the_same_paragraph(qtbot: QtBot, french: Reader) -> None:
    languages = [french.key.language]
    for _ in range(6):
        with qtbot.waitSignal(french.loaded):
            french.next_edition()
        assert french.label == "op6"
        languages.append(f"{french.key.kind} {french.key.language}")
    assert languages[1:] == [
        "official es", "official ru", "official ar", "official zh", "digest en", "official en"
    ]  # fmt: skip


def test_where_there_is_one_edition_the_next_is_said_not_to_be(make: Make, qtbot: QtBot) -> None:
    reader = opened(qtbot, make("fu-cong"), Target("fu-cong"))
    with qtbot.assertNotEmitted(reader.loaded):
        reader.next_edition()
    assert "this edition only" in reader.banner.words


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")
def test_an_edition_is_chosen_in_the_menu_by_keys(qtbot: QtBot, french: Reader) -> None:
    menu = button(french, "Edition").menu()
    menu.aboutToShow.emit()  # it is filled as it opens
    assert [action.text() for action in menu.actions()] == [
        "Study digest",
        "Official text · English",
        "Official text · Français",
        "Official text · Español",
        "Official text · Русский",
        "Official text · العربية",
        "Official text · 中文",
        "",
        "Provenance: where this text is from",
    ]
    assert [action.text() for action in menu.actions() if action.isChecked()] == [
        "Official text · Français"
    ]
    menu.aboutToShow.connect(partial(press_in, menu), Qt.ConnectionType.QueuedConnection)
    with qtbot.waitSignal(french.loaded):
        french.open_edition_menu()
    assert french.key == DIGEST


def press_in(menu: QMenu) -> None:
    menu.setActiveAction(menu.actions()[0])
    QTest.keyClick(menu, Qt.Key.Key_Return)


def test_the_record_unfolds_at_the_head_and_folds_back_to_where_one_was(reader: Reader) -> None:
    reader.show_target(Target(RESOLUTION, label="op6"))
    reader.toggle_record()
    assert reader.page.page.index_of("record.symbol") is not None
    assert reader.label.startswith("record.")
    assert button(reader, "Record").isChecked()
    reader.toggle_record()
    assert reader.page.page.index_of("record.symbol") is None
    assert reader.label == "op6"
    assert not button(reader, "Record").isChecked()


def test_a_line_of_the_record_that_is_asked_for_unfolds_it(reader: Reader) -> None:
    reader.show_target(Target(RESOLUTION, label="record.draft"))
    assert reader.label == "record.draft"
    assert button(reader, "Record").isChecked()


def test_a_document_without_a_record_has_no_button_for_it(make: Make, qtbot: QtBot) -> None:
    reader = opened(qtbot, make("fu-cong"), Target("fu-cong", label="p3"))
    has = any(p.kind == "record" for p in reader.edition.passages)
    assert button(reader, "Record").isVisible() is has
    assert button(reader, "Get the official text").isVisible() is False


def test_the_official_text_is_offered_where_it_is_missing(qtbot: QtBot, reader: Reader) -> None:
    with qtbot.waitSignal(reader.official_requested) as asked:
        QTest.mouseClick(button(reader, "Get the official text"), LEFT)
    assert asked.args == [RESOLUTION]


def test_where_there_are_official_texts_they_are_not_offered(french: Reader) -> None:
    assert not button(french, "Get the official text").isVisible()


def test_every_control_of_the_bar_has_a_name_a_tip_and_the_focus(reader: Reader) -> None:
    controls = [one for one in reader.findChildren(QToolButton) if one.isVisible()]
    assert len(controls) >= 4
    for one in controls:
        assert one.accessibleName() or one.text(), one
        assert one.toolTip(), one
        assert one.focusPolicy() & Qt.FocusPolicy.TabFocus, one


def test_the_bar_fits_into_a_narrow_window(reader: Reader) -> None:
    assert reader.minimumSizeHint().width() <= 560


# how it looks -------------------------------------------------------------------------------


def test_the_size_is_asked_for_and_changed_at_the_same_place(
    qtbot: QtBot, reader: Reader, theme: Theme
) -> None:
    reader.show_target(Target(RESOLUTION, label="op6"))
    with qtbot.waitSignal(reader.size_changed) as asked:
        QTest.mouseClick(button(reader, "Larger text (Ctrl++)"), LEFT)
    assert asked.args == [19]
    reader.set_look(Look(theme, 19))
    assert reader.page.page.document.defaultFont().pixelSize() == 19
    assert (reader.label, reader.page.offset()) == ("op6", -48)
    with qtbot.waitSignal(reader.size_changed) as asked:
        QTest.mouseClick(button(reader, "Smaller text (Ctrl+-)"), LEFT)
    assert asked.args == [18]


@pytest.mark.parametrize(("size", "step"), [(LARGEST, Reader.larger), (SMALLEST, Reader.smaller)])
def test_the_size_has_ends(
    qtbot: QtBot, reader: Reader, theme: Theme, size: int, step: Callable[[Reader], None]
) -> None:
    reader.set_look(Look(theme, size))
    with qtbot.assertNotEmitted(reader.size_changed):
        step(reader)


def test_another_theme_keeps_the_place_the_record_and_the_notes(
    qtbot: QtBot, reader: Reader
) -> None:
    reader.toggle_record()
    reader.show_target(Target(RESOLUTION, label="op6"))
    reader.set_notes([Note("n1", Anchor(DIGEST, "op6", 0, 5, "x"))])
    dark = themes.theme("dark")
    reader.set_theme(dark)
    assert (reader.label, reader.page.offset()) == ("op6", -48)
    assert reader.page.page.index_of("record.symbol") is not None
    qtbot.waitUntil(lambda: len(reader.page.extraSelections()) == 1)
    (mark,) = reader.page.extraSelections()
    assert mark.format.background().color().name() == dark.color("yellow").name()


def test_a_tab_that_is_not_looked_at_is_set_anew_only_when_it_is(
    qtbot: QtBot, reader: Reader, theme: Theme
) -> None:
    reader.show_target(Target(RESOLUTION, label="op6"))
    reader.hide()
    before = reader.page.page
    for size in (19, 20, 21):
        reader.set_look(Look(theme, size))
    assert reader.page.page is before
    assert reader.target().label == "op6"
    with qtbot.waitExposed(reader):
        reader.show()
    assert reader.page.page.document.defaultFont().pixelSize() == 21
    assert (reader.label, reader.page.offset()) == ("op6", -48)


def accents(reader: Reader) -> set[str]:
    """The colours of the page's links."""
    blocks = (reader.page.document().findBlockByNumber(n) for n in range(200))
    return {
        part.format.foreground().color().name()
        for block in blocks
        if block.isValid()
        for part in block.textFormats()
        if part.format.isAnchor()
    }


def test_another_theme_recolors_every_word_of_the_same_page(qtbot: QtBot, reader: Reader) -> None:
    before, dark = reader.page.page, themes.theme("dark")
    reader.set_theme(dark)
    qtbot.waitUntil(lambda: accents(reader) == {dark.color("accent").name()})
    assert reader.page.page is before


def test_a_hidden_tab_is_recolored_when_it_is_looked_at(qtbot: QtBot, reader: Reader) -> None:
    reader.hide()
    before, sepia = accents(reader), themes.theme("sepia")
    reader.set_theme(themes.theme("dark"))
    reader.set_theme(sepia)
    assert accents(reader) == before
    reader.show()
    qtbot.waitUntil(lambda: accents(reader) == {sepia.color("accent").name()})


def test_a_long_page_is_set_anew_in_slices_at_the_same_place(
    qtbot: QtBot, reader: Reader, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setting, "AT_ONCE", 3)
    reader.show_target(Target(RESOLUTION, label="op6"))
    before = reader.page.page
    for size in (19, 20, 21):
        reader.set_look(Look(theme, size))
        assert reader.page.page is before
    qtbot.waitUntil(lambda: reader.page.page is not before)
    assert reader.page.page.document.defaultFont().pixelSize() == 21
    assert (reader.label, reader.page.offset()) == ("op6", -48)


def test_a_page_that_comes_while_another_is_set_anew_is_the_one_that_stays(
    qtbot: QtBot, official: Places, reader: Reader, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setting, "AT_ONCE", 3)
    reader.set_look(Look(theme, 24))
    key = EditionKey(RESOLUTION, "official", "fr")
    opened(qtbot, reader, Target(RESOLUTION, key, "op6"))
    assert not reader.setting.resetting.busy
    assert reader.page.page.edition.key == key
    assert reader.page.page.document.defaultFont().pixelSize() == 24


def test_notes_that_come_before_the_text_are_shown_with_it(make: Make, qtbot: QtBot) -> None:
    reader = make()
    reader.set_notes([Note("n1", Anchor(DIGEST, "op6", 0, 5, "x"))])
    opened(qtbot, reader, Target(RESOLUTION))
    assert len(reader.page.extraSelections()) == 1


def test_progress_is_how_far_down_one_stands(reader: Reader) -> None:
    assert reader.progress().endswith(" %")
    first = int(reader.progress().removesuffix(" %"))
    reader.show_target(Target(RESOLUTION, label="op15"))
    assert reader.progress() == "100 %"
    assert 0 < first < 10


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (DIGEST, "Study digest"),
        (DIGEST._replace(kind="official", language="ar"), "Official text · العربية"),
        (DIGEST._replace(kind="import", language="de"), "Imported text · de"),
        (DIGEST._replace(kind="draft"), "draft · English"),
    ],
)
def test_editions_have_names(key: EditionKey, name: str) -> None:
    assert edition_name(key) == name


def test_a_message_is_read_above_the_page(reader: Reader) -> None:
    reader.show_target(Target(RESOLUTION, label="op99"))
    assert reader.banner.y() < reader.page.y()
    assert reader.banner.isVisible()
