"""Writing a note: nothing that was typed is lost, whatever key ends it."""

import threading
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton

from db import connection
from db.errors import StoreNotWritable
from db.models import Anchor, EditionKey, Note
from db.notes import store
from db.places import Places
from desktop import theme as themes
from desktop.notes import autosave
from desktop.notes.editor import NoteEditor
from desktop.notes.quote_view import MOST_LINES, QuoteView
from desktop.tasks import Worker

KEY = EditionKey("A/RES/78/311", "digest", "en")
WORDS = Anchor(KEY, "op6", 4, 9, "words")
Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
FULL = "The disk that holds study.db is full. Free some space; nothing was changed."


@pytest.fixture
def note(places: Places) -> Note:
    with closing(connection.open_study(places)) as study:
        return store.add(study, WORDS, body="First", color="green", tags=["trade"])


@pytest.fixture
def other(places: Places) -> Note:
    with closing(connection.open_study(places)) as study:
        return store.add(study, Anchor(KEY, "op7"), body="Another", color="blue")


@pytest.fixture
def editor(qtbot: Any, study_worker: Worker, theme: themes.Theme) -> Iterator[NoteEditor]:
    widget = NoteEditor(study_worker, theme)
    qtbot.addWidget(widget)
    widget.resize(300, 500)
    widget.show()
    widget.activateWindow()
    yield widget
    widget.hide()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A store that answers only when it is told to."""
    go, save = threading.Event(), store.save

    def waiting(*given: Any, **named: Any) -> store.Saved:
        assert go.wait(10)
        return save(*given, **named)

    monkeypatch.setattr(store, "save", waiting)
    yield go
    go.set()


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bool]]:
    """A disk that is full until the list is emptied."""
    state, save = [True], store.save

    def failing(*given: Any, **named: Any) -> store.Saved:
        if state:
            raise StoreNotWritable(FULL)
        return save(*given, **named)

    monkeypatch.setattr(store, "save", failing)
    return state


def stored(places: Places, note: Note) -> Note:
    with closing(connection.open_study(places)) as study:
        return store.get(study, note.id)


def take_up(qtbot: Any, editor: NoteEditor, note: Note) -> None:
    editor.edit(note)
    qtbot.waitUntil(editor.body.hasFocus)


def test_it_shows_the_note(qtbot: Any, editor: NoteEditor, note: Note) -> None:
    take_up(qtbot, editor, note)
    assert editor.body.toPlainText() == "First"
    assert editor.tags.text() == "trade"
    assert editor.colors.color == "green"
    quote = editor.findChild(QuoteView)
    assert quote.accessibleName() == "Green highlight: “words”"
    assert quote.toolTip() == "words"
    assert editor.note == note


def test_a_long_quote_has_three_lines(qtbot: Any, editor: NoteEditor) -> None:
    long = Note("n", Anchor(KEY, "op6", 0, 900, "many words " * 80))
    take_up(qtbot, editor, long)
    quote = editor.findChild(QuoteView)
    lines = quote.lines(276)
    assert lines.count == MOST_LINES
    assert lines.cut
    qtbot.waitUntil(lambda: quote.height() >= round(lines.height))


@pytest.mark.parametrize(("key", "held"), [(Key.Key_Return, CONTROL), (Key.Key_Escape, None)])
def test_both_keys_that_close_keep_what_was_typed(
    qtbot: Any, editor: NoteEditor, note: Note, places: Places, key: Key, held: Any
) -> None:
    take_up(qtbot, editor, note)
    qtbot.keyClicks(editor.body, " and more")
    with qtbot.waitSignals([editor.saved, editor.closed], order="strict"):
        qtbot.keyClick(editor.body, key, held or Qt.KeyboardModifier.NoModifier)
    assert editor.note is None
    assert stored(places, note).body == "First and more"


def test_escape_closes_from_the_tags_too(
    qtbot: Any, editor: NoteEditor, note: Note, places: Places
) -> None:
    take_up(qtbot, editor, note)
    qtbot.keyClick(editor.body, Key.Key_Tab)
    qtbot.waitUntil(editor.tags.hasFocus)
    editor.tags.clear()
    qtbot.keyClicks(editor.tags, "claim, #wording trade::")
    with qtbot.waitSignal(editor.closed):
        qtbot.keyClick(editor.tags, Key.Key_Escape)
    assert stored(places, note).tags == ("claim", "trade", "wording")


def test_closing_without_a_change_asks_nothing(qtbot: Any, editor: NoteEditor, note: Note) -> None:
    take_up(qtbot, editor, note)
    with qtbot.assertNotEmitted(editor.saved), qtbot.waitSignal(editor.closed):
        qtbot.keyClick(editor.body, Key.Key_Escape)


def test_enter_is_a_new_line(qtbot: Any, editor: NoteEditor, note: Note) -> None:
    take_up(qtbot, editor, note)
    with qtbot.assertNotEmitted(editor.closed):
        qtbot.keyClick(editor.body, Key.Key_Return)
        qtbot.keyClick(editor.tags, Key.Key_Return)
    assert editor.body.toPlainText() == "First\n"


def test_it_saves_while_one_writes(
    qtbot: Any, editor: NoteEditor, note: Note, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "AUTOSAVE", 1)
    editor.autosave.timer.setInterval(1)
    take_up(qtbot, editor, note)
    with qtbot.waitSignal(editor.saved) as caught:
        qtbot.keyClicks(editor.body, "!")
    assert caught.args[0].body == "First!"
    assert stored(places, note).body == "First!"
    assert editor.note is not None
    assert editor.body.hasFocus()


def test_the_colour_is_chosen_by_alt_and_a_digit(
    qtbot: Any, editor: NoteEditor, note: Note, places: Places
) -> None:
    take_up(qtbot, editor, note)
    with qtbot.waitSignal(editor.saved) as caught:
        qtbot.keyClick(editor.body, Key.Key_4, ALT)
    assert caught.args[0].color == "pink"
    assert editor.body.toPlainText() == "First"
    assert editor.findChild(QuoteView).accessibleName().startswith("Pink")
    assert stored(places, note).color == "pink"
    with qtbot.waitSignal(editor.saved) as caught:
        qtbot.mouseClick(editor.colors.buttons()[5], LEFT)
    assert caught.args[0].color == "purple"


def test_latest_wins_while_the_store_is_slow(
    qtbot: Any, editor: NoteEditor, note: Note, places: Places, slow: threading.Event
) -> None:
    take_up(qtbot, editor, note)
    qtbot.keyClicks(editor.body, " one")
    editor.flush()
    qtbot.keyClicks(editor.body, " two")
    with qtbot.assertNotEmitted(editor.closed):
        qtbot.keyClick(editor.body, Key.Key_Escape)
        QApplication.processEvents()
    assert editor.body.toPlainText() == "First one two"
    with qtbot.waitSignal(editor.closed):
        slow.set()
    assert stored(places, note).body == "First one two"


def test_another_note_waits_until_this_one_is_safe(
    qtbot: Any, editor: NoteEditor, note: Note, other: Note, places: Places, slow: threading.Event
) -> None:
    take_up(qtbot, editor, note)
    qtbot.keyClicks(editor.body, " kept")
    editor.edit(other)
    assert editor.body.toPlainText() == "First kept"
    slow.set()
    qtbot.waitUntil(lambda: editor.note is not None and editor.note.id == other.id)
    assert editor.body.toPlainText() == "Another"
    assert stored(places, note).body == "First kept"
    assert stored(places, other).body == "Another"


def test_a_failed_save_says_why_and_keeps_the_text(
    qtbot: Any, editor: NoteEditor, note: Note, places: Places, full: list[bool]
) -> None:
    take_up(qtbot, editor, note)
    qtbot.keyClicks(editor.body, " kept")
    with qtbot.assertNotEmitted(editor.closed):
        qtbot.keyClick(editor.body, Key.Key_Escape)
        qtbot.waitUntil(lambda: editor.trouble == FULL)
    assert editor.body.toPlainText() == "First kept"
    full.clear()
    again = next(b for b in editor.findChildren(QPushButton) if b.text() == "Try again")
    assert again.isVisible()
    with qtbot.waitSignal(editor.saved):
        qtbot.mouseClick(again, LEFT)
    assert editor.trouble == ""
    assert not again.isVisible()
    assert stored(places, note).body == "First kept"


def test_another_note_is_not_taken_up_over_text_that_could_not_be_saved(
    qtbot: Any, editor: NoteEditor, note: Note, other: Note, full: list[bool]
) -> None:
    take_up(qtbot, editor, note)
    qtbot.keyClicks(editor.body, " kept")
    editor.edit(other)
    qtbot.waitUntil(lambda: editor.trouble == FULL)
    assert editor.note is not None
    assert editor.note.id == note.id
    assert editor.body.toPlainText() == "First kept"


def test_what_cannot_be_saved_can_be_discarded(
    qtbot: Any, editor: NoteEditor, note: Note, places: Places, full: list[bool]
) -> None:
    take_up(qtbot, editor, note)
    qtbot.keyClicks(editor.body, " lost")
    editor.flush()
    qtbot.waitUntil(lambda: editor.trouble == FULL)
    discard = next(b for b in editor.findChildren(QPushButton) if b.text() == "Discard")
    with qtbot.waitSignal(editor.closed):
        qtbot.mouseClick(discard, LEFT)
    assert stored(places, note).body == "First"


def test_a_tag_that_cannot_be_does_not_keep_the_text_from_being_saved(
    qtbot: Any, editor: NoteEditor, note: Note, places: Places
) -> None:
    take_up(qtbot, editor, note)
    qtbot.keyClicks(editor.body, " kept")
    editor.tags.setText("none")
    editor.flush()
    qtbot.waitUntil(lambda: "cannot be a tag" in editor.trouble)
    assert stored(places, note).body == "First kept"
    assert stored(places, note).tags == ("trade",)


def test_delete_keeps_the_last_words_for_an_undo(
    qtbot: Any, editor: NoteEditor, note: Note, places: Places
) -> None:
    take_up(qtbot, editor, note)
    qtbot.keyClicks(editor.body, " last words")
    delete = next(b for b in editor.findChildren(QPushButton) if b.text() == "Delete")
    with qtbot.waitSignal(editor.delete_requested) as caught:
        qtbot.mouseClick(delete, LEFT)
    assert caught.args == [note.id]
    assert editor.note is None
    assert stored(places, note).body == "First last words"


def test_composed_letters_are_not_lost(
    qtbot: Any, editor: NoteEditor, note: Note, places: Places
) -> None:
    take_up(qtbot, editor, note)
    QApplication.sendEvent(editor.body, QInputMethodEvent("zhong", []))
    editor.take_change(Note(note.id, note.anchor, "From elsewhere"))
    assert editor.body.textCursor().block().layout().preeditAreaText() == "zhong"
    composed = QInputMethodEvent()
    composed.setCommitString("中文")
    QApplication.sendEvent(editor.body, composed)
    with qtbot.waitSignal(editor.closed):
        qtbot.keyClick(editor.body, Key.Key_Escape)
    assert stored(places, note).body == "First中文"


def test_a_change_from_elsewhere_is_shown_unless_something_is_typed(
    qtbot: Any, editor: NoteEditor, note: Note
) -> None:
    take_up(qtbot, editor, note)
    changed = Note(note.id, note.anchor, "Undone", "orange", ("claim",))
    editor.take_change(changed)
    assert (editor.body.toPlainText(), editor.colors.color) == ("Undone", "orange")
    assert editor.tags.text() == "claim"
    qtbot.keyClicks(editor.body, " mine")
    editor.take_change(note)
    assert editor.body.toPlainText() == "Undone mine"
    editor.let_go()
    assert editor.note is not None


def test_the_window_s_shortcuts_do_not_take_the_editor_s_keys(
    qtbot: Any, editor: NoteEditor, note: Note
) -> None:
    pressed = []
    for keys in ("Esc", "Alt+2", "Ctrl+Return"):
        action = editor.addAction(keys)
        action.setShortcut(keys)
        action.triggered.connect(pressed.append)
    take_up(qtbot, editor, note)
    qtbot.keyClick(editor.body, Key.Key_2, ALT)
    with qtbot.waitSignal(editor.closed):
        qtbot.keyClick(editor.body, Key.Key_Return, CONTROL)
    assert pressed == []


def test_every_part_has_a_name_and_a_tooltip(qtbot: Any, editor: NoteEditor, note: Note) -> None:
    take_up(qtbot, editor, note)
    parts = [editor.body, editor.tags, *editor.findChildren(QPushButton), *editor.colors.buttons()]
    for part in parts:
        assert part.accessibleName() or part.text(), part
        assert part.toolTip(), part
    assert editor.minimumSizeHint().width() <= 256
    assert editor.minimumSizeHint().height() <= 380


@pytest.mark.parametrize("name", themes.NAMES)
def test_it_follows_the_theme(qtbot: Any, editor: NoteEditor, note: Note, name: str) -> None:
    take_up(qtbot, editor, note)
    theme = themes.theme(name)
    editor.set_theme(theme)
    image = editor.findChild(QuoteView).grab().toImage()
    pixels = {image.pixelColor(x, 10).name() for x in range(image.width())}
    assert theme.green.lower() in pixels
