"""The panel beside the text, by keys and mouse."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QToolButton, QWidget

from db import connection
from db.errors import NotAStore
from db.library import documents
from db.models import Anchor, EditionKey, Note
from db.notes import listing, store, wastebasket
from db.places import Places
from desktop import theme as themes
from desktop.hub import Hub
from desktop.notes import filter_box
from desktop.notes.basket_page import BasketPage
from desktop.notes.colors_page import ColorsPage
from desktop.notes.controller import NotesController
from desktop.notes.many_bar import ManyBar
from desktop.notes.model import NotesModel
from desktop.notes.panel import NotesPanel
from desktop.notes.scope_bar import ScopeBar
from desktop.notes.tags_page import TagsPage
from desktop.notes.view_menu import ViewMenu
from desktop.tasks import Worker

KEY = EditionKey("A/RES/78/311", "digest", "en")
OTHER = EditionKey("fu-cong", "digest", "en")
Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def anchor(label: str, quote: str, key: EditionKey = KEY) -> Anchor:
    return Anchor(key, label, 0, len(quote), quote)


@pytest.fixture
def kept(places: Places) -> dict[str, Note]:
    """Notes by name, in the order of the text."""
    with closing(connection.open_study(places)) as study:
        return {
            "blue": store.add(study, anchor("pp6", "safe"), color="blue"),
            "green": store.add(
                study, anchor("op6", "open"), color="green", body="Swapped", tags=["trade"]
            ),
            "pink": store.add(study, anchor("op8", "women"), color="pink", tags=["claim"]),
            "other": store.add(study, anchor("p2", "gap", OTHER), body="Elsewhere"),
        }


@pytest.fixture
def panel(
    qtbot: Any, study_worker: Worker, theme: themes.Theme, monkeypatch: pytest.MonkeyPatch
) -> Iterator[NotesPanel]:
    monkeypatch.setattr(filter_box, "DELAY", 1)
    widget = NotesPanel(study_worker, theme)
    qtbot.addWidget(widget)
    widget.resize(300, 600)
    widget.show()
    widget.activateWindow()
    yield widget
    widget.hide()


def shown(panel: NotesPanel) -> list[str]:
    return [note.anchor.quote for note in panel.cards.notes_model.notes]


def open_on(qtbot: Any, panel: NotesPanel, document: str = KEY.document) -> None:
    panel.set_document(document)
    qtbot.waitUntil(lambda: bool(panel.cards.notes_model.notes))
    panel.cards.setFocus()
    qtbot.waitUntil(panel.cards.hasFocus)


def words(panel: NotesPanel) -> str:
    return " ".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def button(panel: NotesPanel, text: str) -> QWidget:
    every = [*panel.findChildren(QToolButton), *panel.findChildren(QPushButton)]
    return next(one for one in every if one.text() == text)


def stored(places: Places, note: Note) -> Note:
    with closing(connection.open_study(places)) as study:
        return store.get(study, note.id)


@pytest.mark.usefixtures("kept")
def test_the_notes_of_the_document_in_front_in_text_order(qtbot: Any, panel: NotesPanel) -> None:
    open_on(qtbot, panel)
    assert shown(panel) == ["safe", "open", "women"]
    assert "Notes on this document" in words(panel)
    assert "3 notes" in words(panel)
    panel.set_document("fu-cong")
    qtbot.waitUntil(lambda: shown(panel) == ["gap"])
    assert "1 note" in words(panel)


def test_empty_states_say_what_would_be_here_and_how(qtbot: Any, panel: NotesPanel) -> None:
    assert "Open a document" in words(panel)
    panel.set_document(KEY.document)
    qtbot.waitUntil(lambda: "No notes on this document yet" in words(panel))
    assert "press 1 to 6" in words(panel)
    qtbot.mouseClick(button(panel, "All"), LEFT)
    qtbot.waitUntil(lambda: "No notes yet." in words(panel))
    assert "All notes" in words(panel)


@pytest.mark.usefixtures("kept")
def test_all_notes_say_their_document(qtbot: Any, panel: NotesPanel) -> None:
    open_on(qtbot, panel)
    qtbot.mouseClick(button(panel, "All"), LEFT)
    qtbot.waitUntil(lambda: len(shown(panel)) == 4)
    model = panel.cards.notes_model
    rows = [model.index(row) for row in range(model.rowCount())]
    lines = [row.data(NotesModel.LINE) for row in rows if row.data(NotesModel.NOTE)]
    assert [row.data(NotesModel.HEADING) for row in rows if row.data(NotesModel.HEADING)] == [
        "A/RES/78/311", "Fu Cong, 1 July 2024",
    ]  # fmt: skip
    assert lines[0].startswith("A/RES/78/311, PP6")
    assert lines[3].startswith("Fu Cong, 1 July 2024, para.")
    panel.set_document("fu-cong")
    assert len(shown(panel)) == 4
    qtbot.keyClick(button(panel, "All"), Key.Key_Left)
    qtbot.waitUntil(lambda: shown(panel) == ["gap"])


@pytest.mark.usefixtures("kept")
def test_the_filter_is_typed_and_cleared_by_keys(qtbot: Any, panel: NotesPanel) -> None:
    open_on(qtbot, panel)
    panel.filter.setFocus()
    qtbot.keyClicks(panel.filter, "color:green")
    qtbot.waitUntil(lambda: shown(panel) == ["open"])
    qtbot.keyClick(panel.filter, Key.Key_Down)
    qtbot.waitUntil(panel.cards.hasFocus)
    assert panel.cards.current() is not None
    panel.filter.setFocus()
    qtbot.keyClick(panel.filter, Key.Key_Escape)
    qtbot.waitUntil(lambda: len(shown(panel)) == 3)
    assert panel.filter.text() == ""


def test_a_new_note_stays_open_before_the_panel_knows_the_document(
    qtbot: Any, panel: NotesPanel, kept: dict[str, Note]
) -> None:
    panel.write(kept["green"])
    panel.refresh()
    assert panel.editor.isVisible()
    panel.set_document(KEY.document)
    qtbot.waitUntil(lambda: len(shown(panel)) == 3)
    assert panel.editor.isVisible()
    assert panel.editor.note == kept["green"]


@pytest.mark.usefixtures("kept")
def test_a_filter_that_finds_nothing_says_so(qtbot: Any, panel: NotesPanel) -> None:
    open_on(qtbot, panel)
    panel.filter.setText("tag:nobody")
    qtbot.waitUntil(lambda: "No note fits “tag:nobody”." in words(panel))
    qtbot.mouseClick(button(panel, "Clear the filter"), LEFT)
    qtbot.waitUntil(lambda: len(shown(panel)) == 3)
    assert panel.filter.hasFocus()


@pytest.mark.usefixtures("kept")
def test_a_filter_nobody_can_mean_is_explained(qtbot: Any, panel: NotesPanel) -> None:
    open_on(qtbot, panel)
    panel.filter.setText("color:mauve")
    qtbot.waitUntil(lambda: "There is no color:mauve" in words(panel))
    assert panel.filter.hasFocus()


def test_what_cannot_be_read_is_said(
    qtbot: Any, panel: NotesPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_given: Any, **_named: Any) -> list[Note]:
        raise NotAStore("study.db is damaged.")

    monkeypatch.setattr(listing, "listed", damaged)
    panel.set_document(KEY.document)
    qtbot.waitUntil(lambda: "study.db is damaged." in words(panel))


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_enter_goes_to_the_passage(
    qtbot: Any, panel: NotesPanel, kept: dict[str, Note], key: Key
) -> None:
    open_on(qtbot, panel)
    qtbot.keyClick(panel.cards, Key.Key_Home)
    qtbot.keyClick(panel.cards, Key.Key_Down)
    with qtbot.waitSignal(panel.note_activated) as caught:
        qtbot.keyClick(panel.cards, key)
    assert caught.args == [kept["green"]]


def test_a_click_goes_to_the_passage_once(
    qtbot: Any, panel: NotesPanel, kept: dict[str, Note]
) -> None:
    open_on(qtbot, panel)
    asked: list[Note] = []
    panel.note_activated.connect(asked.append)
    card = panel.cards.visualRect(panel.cards.notes_model.index(2))
    qtbot.mouseClick(panel.cards.viewport(), LEFT, pos=card.center())
    assert asked == [kept["pink"]]
    qtbot.mouseClick(panel.cards.viewport(), Qt.MouseButton.RightButton, pos=card.center())
    assert asked == [kept["pink"]]


@pytest.mark.parametrize("key", [Key.Key_E, Key.Key_F2])
def test_a_key_opens_the_editor_and_escape_comes_back(
    qtbot: Any, panel: NotesPanel, kept: dict[str, Note], places: Places, key: Key
) -> None:
    open_on(qtbot, panel)
    panel.show_note(kept["green"].id)
    with qtbot.waitSignal(panel.edit_requested) as caught:
        qtbot.keyClick(panel.cards, key)
    assert caught.args == [kept["green"]]
    qtbot.waitUntil(panel.editor.body.hasFocus)
    qtbot.keyClicks(panel.editor.body, " and more")
    with qtbot.waitSignal(panel.note_saved) as saved:
        qtbot.keyClick(panel.editor.body, Key.Key_Escape)
    assert saved.args[0].body == "Swapped and more"
    qtbot.waitUntil(panel.cards.hasFocus)
    panel.refresh()
    qtbot.waitUntil(lambda: panel.cards.notes_model.notes[1].body == "Swapped and more")
    assert panel.cards.current() == stored(places, kept["green"])


def test_a_double_click_edits(qtbot: Any, panel: NotesPanel, kept: dict[str, Note]) -> None:
    open_on(qtbot, panel)
    card = panel.cards.visualRect(panel.cards.notes_model.index(1))
    qtbot.mouseClick(panel.cards.viewport(), LEFT, pos=card.center())
    with qtbot.waitSignal(panel.edit_requested) as caught:
        qtbot.mouseDClick(panel.cards.viewport(), LEFT, pos=card.center())
    assert caught.args == [kept["green"]]
    assert panel.editor.isVisible()


def test_del_asks_to_delete_and_undo_is_offered(
    qtbot: Any, panel: NotesPanel, kept: dict[str, Note], places: Places
) -> None:
    open_on(qtbot, panel)
    panel.show_note(kept["green"].id)
    with qtbot.waitSignal(panel.delete_requested) as caught:
        qtbot.keyClick(panel.cards, Key.Key_Delete)
    assert caught.args == [kept["green"].id]
    with closing(connection.open_study(places)) as study:
        store.delete(study, kept["green"].id)
    panel.tell_deleted(kept["green"].id, KEY.document)
    panel.refresh()
    qtbot.waitUntil(lambda: shown(panel) == ["safe", "women"])
    assert panel.cards.current() == kept["pink"]
    assert "Note deleted." in words(panel)
    with qtbot.waitSignal(panel.undo_requested) as caught:
        qtbot.mouseClick(button(panel, "Undo"), LEFT)
    assert caught.args == [KEY.document]
    assert "Note deleted." not in words(panel)


def test_a_note_that_is_back_is_not_called_deleted(
    qtbot: Any, panel: NotesPanel, kept: dict[str, Note]
) -> None:
    open_on(qtbot, panel)
    panel.tell_deleted(kept["green"].id, KEY.document)
    assert "Note deleted." in words(panel)
    panel.refresh()
    qtbot.waitUntil(lambda: "Note deleted." not in words(panel))


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")
@pytest.mark.parametrize("by_key", [True, False])
def test_the_menu_of_a_card(
    qtbot: Any, panel: NotesPanel, kept: dict[str, Note], by_key: bool
) -> None:
    open_on(qtbot, panel)
    panel.show_note(kept["pink"].id)
    card = panel.cards.visualRect(panel.cards.currentIndex())
    reason = QContextMenuEvent.Reason
    where, why = (QPoint(5, 5), reason.Keyboard) if by_key else (card.center(), reason.Mouse)
    event = QContextMenuEvent(why, where, panel.cards.viewport().mapToGlobal(where))
    QApplication.sendEvent(panel.cards.viewport(), event)
    menu = panel.cards.findChild(QMenu)
    assert menu.isVisible()
    assert [a.text().split("\t") for a in menu.actions()] == [
        ["Go to the passage", "Enter"],
        ["Edit", "E"],
        ["Delete", "Del"],
    ]
    with qtbot.waitSignal(panel.note_activated) as caught:
        menu.actions()[0].trigger()
    assert caught.args == [kept["pink"]]
    with qtbot.waitSignal(panel.delete_requested) as deleted:
        menu.actions()[2].trigger()
    assert deleted.args == [kept["pink"].id]
    menu.close()


def test_a_note_from_the_page_is_shown_even_behind_a_filter(
    qtbot: Any, panel: NotesPanel, kept: dict[str, Note]
) -> None:
    open_on(qtbot, panel)
    panel.filter.setText("color:green")
    qtbot.waitUntil(lambda: shown(panel) == ["open"])
    panel.show_note(kept["pink"].id)
    qtbot.waitUntil(lambda: panel.cards.current() == kept["pink"])
    assert panel.filter.text() == ""


def test_another_document_saves_and_closes_the_editor(
    qtbot: Any, panel: NotesPanel, kept: dict[str, Note], places: Places
) -> None:
    open_on(qtbot, panel)
    panel.edit(kept["green"])
    qtbot.keyClicks(panel.editor.body, "!")
    panel.set_document("fu-cong")
    qtbot.waitUntil(panel.cards.isVisible)
    qtbot.waitUntil(lambda: shown(panel) == ["gap"])
    assert stored(places, kept["green"]).body == "Swapped!"


def test_the_editor_follows_an_undo(
    qtbot: Any, panel: NotesPanel, kept: dict[str, Note], places: Places
) -> None:
    open_on(qtbot, panel)
    panel.edit(kept["green"])
    with closing(connection.open_study(places)) as study:
        store.update(study, kept["green"].id, body="Elsewhere changed")
        panel.refresh()
        qtbot.waitUntil(lambda: panel.editor.body.toPlainText() == "Elsewhere changed")
        store.delete(study, kept["green"].id)
    panel.refresh()
    qtbot.waitUntil(panel.cards.isVisible)
    assert shown(panel) == ["safe", "women"]


def test_flush_keeps_what_is_typed_when_the_program_ends(
    qtbot: Any, panel: NotesPanel, kept: dict[str, Note], study_worker: Worker, places: Places
) -> None:
    open_on(qtbot, panel)
    panel.edit(kept["green"])
    qtbot.keyClicks(panel.editor.body, " to the end")
    panel.flush()
    study_worker.close(interrupt=False)
    assert stored(places, kept["green"]).body == "Swapped to the end"


def test_many_notes_leave_the_window_alive_and_the_wanted_one_is_found(
    qtbot: Any, panel: NotesPanel, places: Places
) -> None:
    with closing(connection.open_study(places)) as study:
        notes = [store.add(study, anchor(f"op{n}", f"words {n}")) for n in range(1, 301)]
    open_on(qtbot, panel)
    panel.show_note(notes[250].id)
    qtbot.waitUntil(lambda: panel.cards.current() == notes[250])
    viewport = panel.cards.viewport().rect()
    qtbot.waitUntil(lambda: viewport.intersects(panel.cards.visualRect(panel.cards.currentIndex())))
    before = panel.cards.verticalScrollBar().value()
    assert before > 0
    with qtbot.waitSignal(panel.cards.notes_model.modelReset):
        panel.refresh()
    qtbot.waitUntil(lambda: panel.cards.verticalScrollBar().value() == before)
    assert panel.cards.current() == notes[250]


def test_the_notes_follow_page_by_page_under_their_headings(
    qtbot: Any, panel: NotesPanel, places: Places
) -> None:
    many = listing.FIRST + 40
    with closing(connection.open_study(places)) as study:
        for number in range(1, many):
            store.add(study, anchor(f"op{number}", f"words {number}"))
        store.add(study, anchor("p2", "gap", OTHER))
        titles = [documents.document(study, key.document).short_title for key in (KEY, OTHER)]
    qtbot.mouseClick(button(panel, "All"), LEFT)
    qtbot.waitUntil(lambda: f"{many} notes" in words(panel))
    model = panel.cards.notes_model
    qtbot.waitUntil(lambda: len(model.notes) >= listing.FIRST)
    panel.cards.setFocus()
    while len(model.notes) < many:
        with qtbot.waitSignal(model.rowsInserted):
            panel.cards.scrollToBottom()
    assert len({note.id for note in model.notes}) == many
    rows = [model.index(row) for row in range(model.rowCount())]
    heads = [row.data(NotesModel.HEADING) for row in rows]
    assert list(filter(None, heads)) == titles
    assert titles[1] in rows[-1].data(NotesModel.LINE)


def test_the_last_word_is_found_while_it_is_typed(
    qtbot: Any, panel: NotesPanel, kept: dict[str, Note]
) -> None:
    open_on(qtbot, panel)
    qtbot.keyClicks(panel.filter, "swa")
    qtbot.waitUntil(lambda: shown(panel) == [kept["green"].anchor.quote])
    qtbot.keyClicks(panel.filter, " ")
    qtbot.waitUntil(lambda: shown(panel) == [])


def test_the_four_choices_take_little_more_room_than_their_words(
    qtbot: Any, panel: NotesPanel, theme: themes.Theme
) -> None:
    panel.setStyleSheet(themes.style_sheet(theme))
    bar = panel.findChild(ScopeBar)
    four = bar.findChildren(QToolButton)
    bold = four[0].font()
    bold.setBold(True)
    said = [QFontMetrics(bold).horizontalAdvance(f" {one.text()} ") for one in four]
    assert len(four) == 4
    assert bar.sizeHint().width() <= sum(said) + 4 * 4 + 3 * 2
    panel.resize(bar.sizeHint().width() + 24, 600)
    qtbot.waitUntil(lambda: len({one.y() for one in four}) == 1)
    panel.resize(bar.sizeHint().width() - 24, 600)
    qtbot.waitUntil(lambda: len({one.y() for one in four}) == 2)


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("width", [280, 460])
def test_nothing_scrolls_sideways(qtbot: Any, panel: NotesPanel, width: int) -> None:
    panel.resize(width, 400)
    open_on(qtbot, panel)
    assert panel.width() == width
    assert panel.minimumSizeHint().width() <= 280
    assert panel.cards.horizontalScrollBar().maximum() == 0
    card = panel.cards.visualRect(panel.cards.notes_model.index(0))
    assert card.width() <= panel.cards.viewport().width()


def test_every_control_has_a_name_and_a_tooltip(panel: NotesPanel) -> None:
    controls = [panel.filter, panel.cards, *panel.findChildren(QPushButton)]
    controls += [button(panel, "Document"), button(panel, "All")]
    for control in controls:
        assert control.accessibleName() or control.text(), control
        assert control.toolTip(), control


@pytest.mark.usefixtures("kept")
def test_it_follows_the_theme(qtbot: Any, panel: NotesPanel) -> None:
    open_on(qtbot, panel)
    before = panel.cards.grab().toImage()
    panel.set_theme(themes.theme("contrast"))
    assert panel.cards.grab().toImage() != before


def test_written_deleted_and_brought_back_with_the_controller(
    qtbot: Any, panel: NotesPanel, study_worker: Worker, places: Places
) -> None:
    hub = Hub()
    notes = NotesController(study_worker, hub)
    notes.note_added.connect(panel.edit)
    notes.note_deleted.connect(panel.tell_deleted)
    hub.notes_changed.connect(panel.refresh)
    panel.note_saved.connect(panel.refresh)
    panel.delete_requested.connect(notes.delete)
    panel.undo_requested.connect(notes.undo)
    panel.set_document(KEY.document)

    notes.add(anchor("op6", "open"), "green", edit=True)
    qtbot.waitUntil(panel.editor.body.hasFocus)
    qtbot.keyClicks(panel.editor.body, "Mine")
    qtbot.keyClick(panel.editor.body, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(panel.cards.hasFocus)
    qtbot.waitUntil(lambda: [n.body for n in panel.cards.notes_model.notes] == ["Mine"])
    assert panel.cards.current() is not None

    qtbot.keyClick(panel.cards, Key.Key_Delete)
    qtbot.waitUntil(lambda: "No notes on this document yet" in words(panel))
    assert "Note deleted." in words(panel)
    qtbot.mouseClick(button(panel, "Undo"), LEFT)
    qtbot.waitUntil(lambda: [n.body for n in panel.cards.notes_model.notes] == ["Mine"])
    assert "Note deleted." not in words(panel)


# several at once, order, pages --------------------------------------------------------------


@pytest.mark.usefixtures("kept")
def test_several_are_chosen_and_changed_at_once(qtbot: Any, panel: NotesPanel) -> None:
    open_on(qtbot, panel)
    panel.cards.setFocus()
    qtbot.keyClick(panel.cards, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    bar = panel.findChild(ManyBar)
    assert bar.isVisible()
    ids = {note.id for note in panel.cards.notes_model.notes}
    with qtbot.waitSignal(panel.change_many_requested) as asked:
        qtbot.keyClick(panel.cards, Key.Key_4)
    assert (set(asked.args[0]), asked.args[1]) == (ids, {"color": "pink"})
    bar.tags.setText("trade, -claim")
    with qtbot.waitSignal(panel.change_many_requested) as asked:
        qtbot.keyClick(bar.tags, Key.Key_Return)
    assert asked.args[1] == {"add_tags": ("trade",), "remove_tags": ("claim",)}
    with qtbot.waitSignal(panel.delete_many_requested) as gone:
        qtbot.keyClick(panel.cards, Key.Key_Delete)
    assert set(gone.args[0]) == ids


@pytest.mark.usefixtures("kept")
def test_the_menu_sorts_groups_and_filters(qtbot: Any, panel: NotesPanel) -> None:
    open_on(qtbot, panel)
    menu = panel.findChild(ViewMenu)
    menu.group_chosen.emit("color")
    model = panel.cards.notes_model
    qtbot.waitUntil(lambda: model.rowCount() > len(model.notes))
    menu.sort_chosen.emit("newest")
    menu.term_chosen.emit("color:pink")
    qtbot.waitUntil(lambda: {note.color for note in model.notes} == {"pink"})
    assert panel.filter.text() == "color:pink"
    menu.term_chosen.emit("color:pink")
    assert panel.filter.text() == ""


@pytest.mark.usefixtures("kept")
def test_tags_are_renamed_on_their_page(qtbot: Any, panel: NotesPanel) -> None:
    open_on(qtbot, panel)
    panel.open_page("tags")
    page = panel.findChild(TagsPage)
    qtbot.waitUntil(lambda: page.list.model().rowCount() > 0)
    page.new_name.setText("assertion")
    with qtbot.waitSignal(panel.notes_changed):
        qtbot.keyClick(page.new_name, Key.Key_Return)
    qtbot.waitUntil(lambda: "assertion" in page.list.model().index(0, 0).data())
    qtbot.keyClick(page.list, Key.Key_Return)
    qtbot.waitUntil(lambda: panel.filter.text() == "tag:assertion")
    qtbot.waitUntil(lambda: bool(panel.cards.notes_model.notes))


@pytest.mark.usefixtures("kept")
def test_colours_get_names_that_stand_on_the_cards(qtbot: Any, panel: NotesPanel) -> None:
    open_on(qtbot, panel)
    panel.open_page("colors")
    page = panel.findChild(ColorsPage)
    qtbot.keyClicks(page.boxes["pink"][0], "Claim")
    with qtbot.waitSignal(panel.color_names.changed):
        qtbot.keyClick(page.boxes["pink"][0], Key.Key_Return)
    assert panel.color_names.name("pink") == "Claim"
    qtbot.keyClick(page, Key.Key_Escape)
    model = panel.cards.notes_model
    lines = [model.index(row).data(NotesModel.LINE) for row in range(model.rowCount())]
    assert any("Claim" in line for line in lines)


def test_deleted_notes_come_back_or_go_for_good(
    qtbot: Any, panel: NotesPanel, kept: dict[str, Note], places: Places
) -> None:
    with closing(connection.open_study(places)) as study:
        store.delete_many(study, [kept["blue"].id, kept["green"].id])
    panel.set_document(KEY.document)
    panel.open_page("basket")
    page = panel.findChild(BasketPage)
    qtbot.waitUntil(lambda: len(page.cards.notes_model.notes) == 2)
    with qtbot.waitSignal(panel.notes_changed):
        qtbot.keyClick(page.cards, Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.cards.notes_model.notes) == 1)
    qtbot.mouseClick(page.erase, LEFT)
    assert len(page.cards.notes_model.notes) == 1
    qtbot.mouseClick(page.erase, LEFT)
    qtbot.waitUntil(lambda: page.cards.notes_model.notes == ())
    with closing(connection.open_study(places)) as study:
        assert len(store.notes(study)) == 3
        assert wastebasket.deleted(study) == []
