"""My library in the whole desk: collections, details, the wastebasket, each taken back again."""

from contextlib import closing

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db import connection
from db.library import documents
from db.library.importing import import_paths
from db.models import Anchor, EditionKey
from db.notes import store
from desktop.app import Desk
from desktop.shelf.collections_box import Asked
from desktop.shelf.library_page import LibraryPage

KEYS = Qt.Key
FRENCH = EditionKey("A/RES/80/173", "official", "fr")
GONE = "A/RES/80/173"


@pytest.fixture
def desk(open_desk, official) -> Desk:
    with closing(connection.open_study(official)) as study:
        words = documents.edition(study, FRENCH).passages[3]
        store.add(study, Anchor(FRENCH, words.label, 0, 9, words.text[:9], "", words.text[9:40]))
    return open_desk(at=official)


@pytest.fixture
def page(qtbot, desk) -> LibraryPage:
    desk.window.actions_by_name["my_library"].trigger()
    made = desk.window.tabs.current()
    assert isinstance(made, LibraryPage)
    qtbot.waitUntil(lambda: made.model.rowCount() > 10)
    return made


def choose(page: LibraryPage, *names: str) -> None:
    page.table.setFocus()
    page.table.choose(list(names))
    assert [one.document for one in page.chosen] == list(names)


def names(page: LibraryPage) -> list[str]:
    return [one.name for one in page.collections]


def test_my_library_opens_once_and_a_document_from_it(qtbot, desk, page):
    desk.window.actions_by_name["my_library"].trigger()
    assert desk.window.tabs.current() is page
    choose(page, GONE)
    qtbot.keyClick(page.table, KEYS.Key_Return)
    qtbot.waitUntil(lambda: desk.navigator.reader() is not None)
    qtbot.waitUntil(lambda: desk.navigator.reader().document == GONE)


def test_documents_go_into_a_collection_by_keys_and_out_by_undo(qtbot, desk, page):
    choose(page, "A/RES/78/311", "fu-cong")
    desk.window.actions_by_name["collect"].trigger()
    shelving = desk.features.shelving
    qtbot.waitUntil(lambda: shelving._box is not None and shelving._box.isVisible())
    qtbot.keyClicks(shelving._box.box, "Monday")
    qtbot.keyClick(shelving._box.box, KEYS.Key_Return)
    qtbot.waitUntil(lambda: names(page) == ["Monday"])
    qtbot.waitUntil(lambda: page.collections[0].documents == ("A/RES/78/311", "fu-cong"))
    assert [one.document for one in page.chosen] == ["A/RES/78/311", "fu-cong"]
    desk.window.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: page.collections[0].documents == ())
    desk.window.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: names(page) == [])
    desk.window.actions_by_name["redo"].trigger()
    qtbot.waitUntil(lambda: names(page) == ["Monday"])
    page.facets.delete_requested.emit(page.collections[0].id)
    qtbot.waitUntil(lambda: names(page) == [])
    assert "stay in the library" in desk.window.banner.words
    desk.window.banner.action_requested.emit("shelf:undo")
    qtbot.waitUntil(lambda: names(page) == ["Monday"])


def test_a_name_that_is_taken_is_said_and_nothing_is_lost(qtbot, desk, page):
    shelving = desk.features.shelving
    for _ in range(2):
        choose(page, "fu-cong")
        desk.window.actions_by_name["collect"].trigger()
        qtbot.waitUntil(lambda: shelving._box is not None and shelving._box.isVisible())
        shelving._box.chosen.emit(Asked("make", None, "Monday"))
        shelving._box.dismiss()
        qtbot.waitUntil(lambda: names(page) == ["Monday"])
    qtbot.waitUntil(lambda: "already" in desk.window.statusBar().currentMessage())


def test_details_are_said_refused_saved_and_taken_back(qtbot, desk, page):
    choose(page, GONE)
    qtbot.keyClick(page.table, KEYS.Key_F2)
    shelving = desk.features.shelving
    qtbot.waitUntil(lambda: shelving._form is not None and shelving._form.isVisible())
    form = shelving._form
    before = form.fields["title"].text()
    form.fields["title"].setText("Ferries for all")
    form.fields["date"].setText("32 July")
    qtbot.keyClick(form.fields["date"], KEYS.Key_Return)
    qtbot.waitUntil(form.problem.isVisible)
    assert form.isVisible()
    form.fields["date"].setText("1 July 2025")
    qtbot.keyClick(form.fields["date"], KEYS.Key_Return)
    qtbot.waitUntil(lambda: page.chosen[0].title == "Ferries for all")
    assert not form.isVisible()
    assert page.table.hasFocus()
    assert page.chosen[0].details.date == "2025-07-01"
    panel = desk.features.panels.shelf.model
    shown = lambda: panel.index_of(GONE).data()  # noqa: E731
    qtbot.waitUntil(lambda: shown() == "Ferries for all")
    desk.window.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: shown() == before)


def test_a_document_is_removed_after_a_question_and_comes_back(qtbot, desk, page):
    desk.navigator.open_document(GONE)
    qtbot.waitUntil(lambda: desk.navigator.reader().edition is not None)
    desk.window.actions_by_name["my_library"].trigger()
    choose(page, GONE)
    qtbot.keyClick(page.table, KEYS.Key_Delete)
    banner = desk.window.banner
    qtbot.waitUntil(lambda: "Remove A/RES/80/173, 6 editions?" in banner.words)
    assert "1 note" in banner.words
    qtbot.waitUntil(lambda: desk.window.focusWidget() is banner._button)
    QTest.keyClick(banner._button, KEYS.Key_Space)
    qtbot.waitUntil(lambda: page.model.rows_of([GONE]) == [])
    qtbot.waitUntil(lambda: desk.navigator.open_tabs.readers_of(GONE) == [])
    assert page.acts.wastebasket.text() == "Wastebasket (6)"
    assert "Removed A/RES/80/173, 6 editions." in banner.words
    page.acts.wastebasket.click()
    desk.window.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: page.model.rows_of([GONE]) != [])
    with closing(connection.open_reader(desk.places)) as opened:
        assert [note.state for note in store.notes(opened)] == ["anchored"]


def test_keeping_removes_nothing_and_a_bundled_document_stays(qtbot, desk, page):
    choose(page, GONE)
    desk.window.actions_by_name["remove"].trigger()
    banner = desk.window.banner
    qtbot.waitUntil(lambda: "Remove" in banner.words)
    banner._other.click()
    assert page.model.rows_of([GONE])
    choose(page, "fu-cong")
    desk.window.actions_by_name["remove"].trigger()
    said = desk.window.statusBar().currentMessage
    qtbot.waitUntil(lambda: "comes with the program" in said())


def test_the_edition_in_front_is_removed_and_another_one_is_shown(qtbot, desk):
    desk.navigator.open_address(GONE)
    qtbot.waitUntil(lambda: desk.navigator.reader().document == GONE)
    reader = desk.navigator.reader()
    qtbot.waitUntil(lambda: reader.edition is not None)
    reader.show_edition(FRENCH)
    qtbot.waitUntil(lambda: reader.edition.key == FRENCH)
    desk.window.actions_by_name["remove"].trigger()
    banner = desk.window.banner
    qtbot.waitUntil(lambda: "the official edition of A/RES/80/173 in French" in banner.words)
    banner._button.click()
    qtbot.waitUntil(lambda: reader.edition.key.language == "en")
    desk.features.shelving.wastebasket.open()
    box = lambda: next(  # noqa: E731
        (one for one in desk.window.children() if one.objectName() == "popover"
         and one.isVisible()), None
    )  # fmt: skip
    qtbot.waitUntil(lambda: box() is not None)
    qtbot.keyClick(box().box, KEYS.Key_Return)
    with closing(connection.open_reader(desk.places)) as opened:
        qtbot.waitUntil(
            lambda: any(e.key == FRENCH for e in documents.document(opened, GONE).editions)
        )


def test_the_wastebasket_is_emptied_for_good_only_when_that_is_chosen(qtbot, desk, page):
    choose(page, GONE)
    desk.window.actions_by_name["remove"].trigger()
    banner = desk.window.banner
    qtbot.waitUntil(lambda: "Remove" in banner.words)
    banner._button.click()
    qtbot.waitUntil(page.acts.emptying.isVisible)

    page.acts.emptying.click()
    qtbot.waitUntil(lambda: "for good" in banner.words)
    assert "6 editions of 1 document" in banner.words
    assert "1 note on it stays" in banner.words
    qtbot.waitUntil(banner._button.hasFocus)
    qtbot.keyClick(banner._button, KEYS.Key_Space)  # the keys are on Keep
    assert not banner.isVisible()
    assert page.acts.emptying.isVisible()

    desk.window.actions_by_name["empty_wastebasket"].trigger()
    qtbot.waitUntil(lambda: "for good" in banner.words)
    qtbot.keyClick(banner._other, KEYS.Key_Space)
    qtbot.waitUntil(lambda: not page.acts.emptying.isVisible())
    page.undo()
    said = desk.window.statusBar().currentMessage
    qtbot.waitUntil(lambda: said() == "Nothing to undo.")
    desk.window.actions_by_name["empty_wastebasket"].trigger()
    qtbot.waitUntil(lambda: said() == "The wastebasket is empty.")


def test_what_an_older_version_read_is_read_again_at_a_click(qtbot, open_desk, places, tmp_path):
    file = tmp_path / "ferries.docx"
    made = docx.Document()
    made.add_paragraph("The harbour ferry leaves at noon.")
    made.save(str(file))
    with closing(connection.open_study(places)) as study, study:
        import_paths(study, [file])
        study.execute("UPDATE edition SET provenance = json_set(provenance, '$.reader', '2')")
    desk = open_desk(at=places)
    desk.window.actions_by_name["my_library"].trigger()
    page = desk.window.tabs.current()
    qtbot.waitUntil(page.again.isVisible)
    assert page.again.text() == "A text was read by an older version: read again"
    with qtbot.waitSignal(desk.features.importing.said) as said:
        page.again.click()
    assert said.args == ["Import done: 1 updated."]
    qtbot.waitUntil(lambda: not page.again.isVisible())
    desk.window.actions_by_name["read_again"].trigger()
    shown = desk.window.statusBar().currentMessage
    qtbot.waitUntil(lambda: shown().startswith("Nothing in your library"))
