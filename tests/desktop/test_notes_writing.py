"""Writing a note: how it reads, links and tags completed, two windows, input methods, places."""

from contextlib import closing
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import connection
from db.models import NOWHERE, Anchor, EditionKey, Note
from db.notes import store
from db.places import Places
from desktop.notes import autosave
from desktop.notes.editor import NoteEditor
from desktop.tasks import Worker
from desktop.theme import Theme

KEY = EditionKey("A/RES/78/311", "digest", "en")
Key = Qt.Key


@pytest.fixture
def note(places: Places) -> Note:
    with closing(connection.open_study(places)) as study:
        store.add(study, NOWHERE, body="# Digital divide\nmore", tags=["trade/tariffs", "trade"])
        return store.add(study, Anchor(KEY, "op6"), body="First")


@pytest.fixture
def editor(
    qtbot: QtBot, study_worker: Worker, theme: Theme, monkeypatch: pytest.MonkeyPatch, note: Note
) -> NoteEditor:
    monkeypatch.setattr(autosave, "AUTOSAVE", 20)
    made = NoteEditor(study_worker, theme)
    qtbot.addWidget(made)
    made.resize(320, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.edit(note)
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is made.body)
    return made


def stored(places: Places, note: Note) -> Note:
    with closing(connection.open_study(places)) as study:
        return store.get(study, note.id)


def test_a_note_is_shown_as_it_reads(qtbot: QtBot, editor: NoteEditor) -> None:
    assert editor.preview.isHidden()
    editor.body.setPlainText("**Aim**: [[op6]], <b>raw</b> <script>x</script> ![p](file:///etc/p)")
    qtbot.waitUntil(lambda: "Aim: op6, <b>raw</b>" in editor.preview.toPlainText())
    assert "<script>x</script>" in editor.preview.toPlainText()
    assert editor.preview.loadResource(2, QUrl("file:///etc/passwd")) is None
    with qtbot.waitSignal(editor.link_activated) as asked:
        editor.preview.anchorClicked.emit(QUrl("resolute:A/RES/78/311#op6"))
    assert asked.args == ["resolute:A/RES/78/311#op6"]
    editor.body.setPlainText("plain words")
    qtbot.waitUntil(editor.preview.isHidden)


def test_a_paragraph_is_of_the_document_of_the_note_that_is_taken_up(
    qtbot: QtBot, editor: NoteEditor
) -> None:
    editor.finish()
    editor.edit(Note("n2", Anchor(EditionKey("A/RES/78/1", "digest", "en"), "op1"), "[[op6]]"))
    qtbot.waitUntil(lambda: "resolute:A/RES/78/1" in editor.preview.toHtml())


def test_a_link_is_completed_with_the_keys(qtbot: QtBot, editor: NoteEditor) -> None:
    editor.body.clear()
    qtbot.keyClicks(editor.body, "see [[divid")
    qtbot.waitUntil(editor.completing.list.isVisible)
    qtbot.keyClick(editor.body, Key.Key_Tab)
    assert editor.body.toPlainText().startswith("see [[note:")
    assert editor.body.toPlainText().endswith("|Digital divide]]")
    qtbot.keyClicks(editor.body, " and [[op6")
    qtbot.waitUntil(editor.completing.list.isVisible)
    qtbot.keyClick(editor.body, Key.Key_Escape)
    assert editor.completing.list.isHidden()
    assert editor.note is not None


def test_a_tag_is_completed(qtbot: QtBot, editor: NoteEditor, places: Places, note: Note) -> None:
    editor.tags.setFocus()
    qtbot.keyClicks(editor.tags, "tarif")
    qtbot.waitUntil(editor.completing.list.isVisible)
    qtbot.keyClick(editor.tags, Key.Key_Return)
    assert editor.tags.text() == "trade/tariffs, "
    qtbot.waitUntil(lambda: stored(places, note).tags == ("trade/tariffs",))


def test_backlinks_are_named(qtbot: QtBot, editor: NoteEditor, places: Places, note: Note) -> None:
    with closing(connection.open_study(places)) as study:
        store.add(study, NOWHERE, body=f"Thesis\n[[note:{note.id[:8]}]]")
    editor.finish()
    editor.edit(note)
    qtbot.waitUntil(lambda: "Thesis" in editor.backlinks.text())
    assert editor.backlinks.isVisible()


def test_nothing_is_stored_while_a_word_is_composed(
    qtbot: QtBot, editor: NoteEditor, places: Places, note: Note
) -> None:
    qtbot.keyClicks(editor.body, "x")
    QApplication.sendEvent(editor.body, QInputMethodEvent("ni", []))
    assert editor.body.is_composing
    editor.autosave.flush_later()
    assert not editor.autosave.is_under_way
    assert stored(places, note).body == "First"
    done = QInputMethodEvent()
    done.setCommitString("你")
    QApplication.sendEvent(editor.body, done)
    qtbot.waitUntil(lambda: stored(places, note).body == "Firstx你")


def test_two_windows_keep_both_texts(
    qtbot: QtBot, editor: NoteEditor, places: Places, note: Note
) -> None:
    with closing(connection.open_study(places)) as study:
        store.update(study, note.id, body="Theirs", color="pink")
    with qtbot.waitSignal(editor.saved):
        qtbot.keyClicks(editor.body, " mine")
        editor.flush()
    assert editor._news.isVisible()
    assert "Both texts are kept" in editor._news.text()
    with closing(connection.open_study(places)) as study:
        bodies = {one.body for one in store.notes(study)}
    assert {"First mine", "Theirs"} <= bodies
    assert stored(places, note).color == "pink"


def test_a_paste_that_no_note_could_hold_is_refused(qtbot: QtBot, editor: NoteEditor) -> None:
    huge = QMimeData()
    huge.setText("x" * 10_000_000)
    editor.body.insertFromMimeData(huge)
    assert editor.body.toPlainText() == "First"
    assert "too long to paste (10.0 million" in editor._news.text()


def test_style_and_folder_are_asked_for(qtbot: QtBot, editor: NoteEditor, places: Places) -> None:
    with closing(connection.open_study(places)) as study:
        marked = store.add(study, Anchor(KEY, "op6", 0, 5, "Calls"))
        kept = store.add(study, Anchor(KEY, "op6"), kind="bookmark")
    editor.finish()
    editor.edit(marked)
    assert editor.details.styles.isVisible()
    with qtbot.waitSignal(editor.change_requested) as asked:
        editor.details.styles._group.button(3).click()
    assert asked.args == [marked.id, {"style": "squiggle"}]
    editor.finish()
    editor.edit(kept)
    assert not editor.details.styles.isVisible()
    editor.details.folder.setFocus()
    qtbot.keyClicks(editor.details.folder, "Thesis/1")
    with qtbot.waitSignal(editor.change_requested) as asked:
        qtbot.keyClick(editor.details.folder, Key.Key_Tab)
    assert asked.args == [kept.id, {"folder": "Thesis/1"}]


def test_an_orphan_is_offered_places(qtbot: QtBot, editor: NoteEditor, places: Places) -> None:
    words = "both to promote and to provide a “business environment” that is equal"
    with closing(connection.open_study(places)) as study:
        lost = store.add(study, Anchor(KEY, "op6", 4, 4 + len(words), words))
        study.execute("UPDATE note SET state = 'orphan' WHERE id = ?", (lost.id,))
        study.commit()
        lost = store.get(study, lost.id)
    editor.finish()
    editor.edit(lost)
    assert editor.standing.isVisible()
    found: list[Any] = []

    def offered() -> bool:
        found[:] = [b for b in editor.standing.findChildren(type(editor._done))
                    if b.text().startswith("para. 6")]  # fmt: skip
        return bool(found)

    qtbot.waitUntil(offered)
    with qtbot.waitSignal(editor.attach_requested) as asked:
        found[0].click()
    assert asked.args[0] == lost.id
    assert "business environment" in asked.args[1].quote
    with qtbot.waitSignal(editor.attach_here_requested):
        editor.standing._here.click()


def test_a_moved_note_is_confirmed_or_let_go(
    qtbot: QtBot, editor: NoteEditor, note: Note, places: Places
) -> None:
    with closing(connection.open_study(places)) as study:
        study.execute("UPDATE note SET state = 'moved' WHERE id = ?", (note.id,))
        study.commit()
        moved = store.get(study, note.id)
    editor.finish()
    editor.edit(moved)
    assert editor.standing._confirm.isVisible()
    with qtbot.waitSignal(editor.confirm_requested):
        editor.standing._confirm.click()
    with qtbot.waitSignal(editor.detach_requested):
        editor.standing._detach.click()
