"""The library panel, by keys and mouse, on the bundled library."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from db import connection
from db.errors import LibraryMissing
from db.library.documents import documents
from db.models import Document, EditionKey, EditionSummary
from db.places import Places
from desktop import theme as themes
from desktop.shelf import panel as panels
from desktop.shelf.documents import DocumentModel, RowRole, facts
from desktop.shelf.panel import ShelfPanel
from desktop.tasks import Worker

RESOLUTION = "A/RES/78/311"


@pytest.fixture
def library(places: Places) -> list[Document]:
    opened = connection.open_reader(places)
    try:
        return documents(opened)
    finally:
        opened.close()


@pytest.fixture
def panel(qtbot, reader_worker: Worker) -> ShelfPanel:
    made = ShelfPanel(reader_worker, themes.theme("light"))
    qtbot.addWidget(made)
    made.resize(300, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.refresh()
    qtbot.waitUntil(lambda: made.model.rowCount() > 0)
    made.focus_box()
    qtbot.waitUntil(made.box.hasFocus)
    return made


def listed(panel: ShelfPanel) -> list[str]:
    rows = range(panel.model.rowCount())
    return [panel.model.index(row, 0).data(RowRole).document.id for row in rows]


def document(**parts) -> Document:
    editions = tuple(
        EditionSummary(EditionKey(RESOLUTION, kind, language), "", 1)
        for kind, language in parts.pop("editions", ())
    )
    given = {"id": RESOLUTION, "kind": "resolution", "title": "T", "short_title": "S"}
    return Document(**(given | parts), editions=editions)


def test_the_library_is_listed_in_its_order(panel, library):
    assert listed(panel) == [one.id for one in library]
    assert RESOLUTION in listed(panel)


def test_what_a_document_is_in_a_line():
    editions = (("digest", "en"), ("official", "en"), ("official", "fr"), ("import", "ru"))
    whole = document(date="2024-07-01", editions=editions)
    assert facts(whole) == "Resolution 78/311 · 1 July 2024 · digest, official en fr, import ru"
    report = document(id="press", kind="press-report", date="2024")
    assert facts(report) == "Press report · 2024"
    assert facts(document(id="x", kind="", date="")) == ""


def test_typing_filters_by_title(qtbot, panel):
    qtbot.keyClicks(panel.box, "STATEMENT wo")
    panel.box.insert("mén")
    assert listed(panel) == ["hrc-56"]
    assert panel.list.currentIndex().row() == 0
    with qtbot.waitSignal(panel.document_activated) as opened:
        qtbot.keyClick(panel.box, Qt.Key.Key_Return)
    assert opened.args == ["hrc-56"]


def test_a_symbol_filters_too(qtbot, panel):
    qtbot.keyClicks(panel.box, "78/311")
    assert RESOLUTION in listed(panel)
    assert "hrc-56" not in listed(panel)


def test_a_filter_without_a_match_says_so_and_escape_ends_it(qtbot, panel, library):
    qtbot.keyClicks(panel.box, "zzz")
    assert listed(panel) == []
    assert panel.status.isVisible()
    assert panel.status.text() == "No document has “zzz” in its title."
    qtbot.keyClick(panel.box, Qt.Key.Key_Return)
    qtbot.keyClick(panel.box, Qt.Key.Key_Escape)
    assert panel.box.text() == ""
    assert len(listed(panel)) == len(library)
    assert not panel.status.isVisible()
    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(panel.box, Qt.Key.Key_Escape)


def test_keys_go_through_the_list_and_open(qtbot, panel):
    names = listed(panel)
    qtbot.keyClick(panel.box, Qt.Key.Key_Down)
    assert panel.list.hasFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.document_activated) as opened:
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert opened.args == [names[1]]
    qtbot.keyClick(panel.list, Qt.Key.Key_Up)
    qtbot.keyClick(panel.list, Qt.Key.Key_Up)
    assert panel.box.hasFocus()


def test_tab_goes_from_the_box_into_the_list(qtbot, panel):
    qtbot.keyClick(panel.box, Qt.Key.Key_Tab)
    assert panel.list.hasFocus()


def test_click_and_double_click_open(qtbot, panel):
    view, names = panel.list.viewport(), listed(panel)
    at = panel.list.visualRect(panel.model.index(2, 0)).center()
    opened = []
    panel.document_activated.connect(opened.append)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)
    assert opened == [names[2]]
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=at)
    assert set(opened) == {names[2]}
    qtbot.mouseClick(view, Qt.MouseButton.RightButton, pos=at)
    assert set(opened) == {names[2]}


def test_the_current_document_is_marked_in_words_too(panel):
    panel.set_current("fu-cong")
    index = panel.model.index_of("fu-cong")
    assert index.data(RowRole).current is True
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith(", open now")
    assert panel.list.currentIndex() == index
    panel.set_current("hrc-56")
    assert index.data(RowRole).current is False
    panel.set_current("")
    assert not any(
        panel.model.index(row, 0).data(RowRole).current for row in range(panel.model.rowCount())
    )


def test_the_mark_can_be_seen(panel):
    before = panel.list.grab().toImage()
    panel.set_current("fu-cong")
    panel.list.clearSelection()
    after = panel.list.grab().toImage()
    accent = themes.theme("light").color("accent").rgb()
    rect = panel.list.visualRect(panel.model.index_of("fu-cong"))
    pixels = [(x, rect.center().y()) for x in range(12)]
    assert not any(before.pixel(*pixel) == accent for pixel in pixels)
    assert any(after.pixel(*pixel) == accent for pixel in pixels)


def test_rows_wrap_to_the_width_without_a_bar(panel):
    index = panel.model.index_of(RESOLUTION)
    narrow = panel.list.visualRect(index).height()
    panel.resize(700, 700)
    panel.list.doItemsLayout()
    assert panel.list.visualRect(index).height() < narrow
    panel.resize(240, 700)
    assert not panel.list.horizontalScrollBar().isVisible()


def test_a_refresh_shows_what_was_added_and_keeps_the_filter(qtbot, panel, library, monkeypatch):
    qtbot.keyClicks(panel.box, "added")
    added = document(id="A/RES/80/1", title="Something added")
    monkeypatch.setattr(panels, "documents", lambda opened: [*library, added])
    panel.refresh()
    qtbot.waitUntil(lambda: listed(panel) == ["A/RES/80/1"])
    assert not panel.status.isVisible()


def test_a_library_that_cannot_be_read_is_said(qtbot, panel, monkeypatch):
    def documents(opened):
        raise LibraryMissing("The bundled library is missing. Install Resolute again.")

    monkeypatch.setattr(panels, "documents", documents)
    panel.refresh()
    qtbot.waitUntil(panel.status.isVisible)
    assert panel.status.text() == "The bundled library is missing. Install Resolute again."


def test_titles_and_filters_are_never_markup(qtbot, panel, library):
    hostile = document(title="<img src='file:///x'> & <b>bold</b>")
    panel.model.set_documents([hostile])
    shown = panel.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert shown.startswith("<qt>&lt;img src=&#x27;file:///x&#x27;&gt; &amp; &lt;b&gt;bold")
    assert "<br>" in shown
    qtbot.keyClicks(panel.box, "<u>no")
    assert panel.status.text() == "No document has “<u>no” in its title."
    assert panel.status.textFormat() == Qt.TextFormat.PlainText


def test_how_to_add_documents_and_official_texts_is_said(panel):
    said = "\n".join(label.text() for label in panel.findChildren(QLabel))
    assert "Add files of your own: Ctrl+Shift+O\nGet any official text: Ctrl+O" in said


def test_the_model_keeps_to_the_rules(qtmodeltester, library):
    model = DocumentModel()
    model.set_documents(library)
    qtmodeltester.check(model)
    model.set_filter("statement")
    model.set_current("fu-cong")
    qtmodeltester.check(model)


@pytest.mark.parametrize("name", themes.NAMES)
def test_every_theme_paints(panel, name):
    panel.set_theme(themes.theme(name))
    panel.set_current(RESOLUTION)
    assert not panel.grab().isNull()


def test_controls_have_names(panel):
    assert panel.box.accessibleName()
    assert panel.box.toolTip()
    assert panel.list.accessibleName()
