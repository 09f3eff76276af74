"""Searching further: facets and chips, groups, completions, marks, the form, saved searches."""

from threading import Event

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit

from db.models import EditionKey, Hit
from db.search import candidates
from db.search.facets import Facets
from db.search.saved import SavedSearch
from desktop.search import asking
from desktop.search.building import Form, from_query, to_query
from desktop.search.chips import Chip
from desktop.search.facet_picker import FacetPicker
from desktop.search.hits import HitModel, HitRole, RowRole
from desktop.search.panel import SearchPanel
from desktop.search.wording import FACET_WORDS
from desktop.tasks import Worker
from desktop.theme import Theme

Key, Held = Qt.Key, Qt.KeyboardModifier
RESOLUTION = "A/RES/78/311"
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


@pytest.fixture
def panel(qtbot, reader_worker: Worker, theme: Theme) -> SearchPanel:
    made = SearchPanel(reader_worker, theme)
    qtbot.addWidget(made)
    made.resize(300, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.focus_box()
    qtbot.waitUntil(made.box.hasFocus)
    return made


def types(qtbot, panel: SearchPanel, words: str) -> None:
    qtbot.keyClicks(panel.box, words)
    qtbot.waitUntil(lambda: not panel.inquiry.waiting)


def chips(panel: SearchPanel) -> list[Chip]:
    return [one for one in panel.head.chips.findChildren(Chip) if one.isVisible()]


# facets and chips ---------------------------------------------------------------------------


def test_a_facet_is_chosen_by_key_and_taken_away_again(qtbot, panel):
    types(qtbot, panel, "development")
    whole = panel.model.hits()
    panel.press("narrow")
    picker = panel.narrower.picker
    qtbot.waitUntil(lambda: picker.model.rowCount() > 5)
    qtbot.keyClicks(picker.box, "preamble")
    assert picker.model.rowCount() == 1
    qtbot.keyClick(picker.box, Key.Key_Return)
    qtbot.waitUntil(lambda: not panel.inquiry.waiting)
    assert not picker.isVisible()
    assert panel.box.hasFocus()
    assert [chip.text() for chip in chips(panel)] == ["Part: Preamble  ×"]
    assert {one.label[:2] for one in panel.model.hits()} == {"pp"}
    qtbot.keyClick(chips(panel)[0], Key.Key_Delete)
    qtbot.waitUntil(lambda: not panel.inquiry.waiting)
    assert chips(panel) == []
    assert panel.model.hits() == whole


def test_a_count_stands_behind_a_name_from_the_right(panel):
    picker = FacetPicker(panel)
    counts = dict.fromkeys(FACET_WORDS, ()) | {"language": (("en", 3), ("ar", 1))}
    picker.show_counts(Facets(counts, 4, False), {})
    said = [picker.model.index(row).data() for row in range(picker.model.rowCount())]
    assert said == ["English · 3 · Language", "\u2068العربية\u2069 · 1 · Language"]


def test_nothing_is_narrowed_before_something_is_found(qtbot, panel):
    with qtbot.waitSignal(panel.told) as told:
        panel.press("narrow")
    assert told.args == ["Search for something first; then narrow what is found."]


def test_backspace_in_the_empty_box_takes_the_last_chip(qtbot, panel):
    panel.narrow("part", "Preamble")
    panel.narrow("language", "en")
    qtbot.waitUntil(lambda: len(chips(panel)) == 2)
    assert [chip.text() for chip in chips(panel)] == ["Part: Preamble  ×", "Language: English  ×"]
    panel.box.setFocus()
    qtbot.keyClick(panel.box, Key.Key_Backspace)
    assert [one.words for one in panel.head.narrowings] == ["Part: Preamble"]
    qtbot.waitUntil(lambda: not panel.inquiry.waiting)
    assert panel.model.loaded == 15
    qtbot.keyClick(panel.box, Key.Key_Escape)
    assert panel.head.narrowings == ()
    assert panel.starts.isVisible()


def test_one_searches_within_what_is_found(qtbot, panel, monkeypatch):
    monkeypatch.setattr(asking, "PAGE", 1000)
    types(qtbot, panel, "development")
    whole = {one.address for one in panel.model.hits()}
    panel.search_within()
    assert panel.box.text() == ""
    assert [one.words for one in panel.head.narrowings] == ["among “development”"]
    types(qtbot, panel, "goals")
    found = {one.address for one in panel.model.hits()}
    assert found
    assert found < whole


def test_counts_never_come_before_the_hits(qtbot, panel):
    panel.inquiry.wants_counts = True
    order = []
    panel.inquiry.answered.connect(lambda _: order.append("hits"))
    panel.inquiry.counted.connect(lambda _: order.append("counts"))
    qtbot.keyClicks(panel.box, "women")
    qtbot.waitUntil(lambda: "counts" in order)
    assert order[0] == "hits"
    assert order.count("counts") == 1
    assert panel.inquiry.facets.total == 13


def test_how_many_there_are_is_counted_after_the_hits(qtbot, panel, monkeypatch):
    monkeypatch.setattr(candidates, "COUNTED", 5)
    said = []
    panel.inquiry.answered.connect(lambda _: said.append(panel.status.text()))
    qtbot.keyClicks(panel.box, "women")
    qtbot.waitUntil(lambda: panel.status.text() == "13 passages")
    assert said[-1] == "Many passages; more words narrow them down."
    assert panel.inquiry.facets is None


def test_the_next_hits_come_before_the_count(qtbot, panel, monkeypatch):
    monkeypatch.setattr(candidates, "COUNTED", 5)
    monkeypatch.setattr(asking, "PAGE", 5)
    counting = Event()
    total = asking.total

    def slowly(connection, **asked):
        if not counting.is_set():
            counting.set()
            connection.execute(ENDLESS).fetchone()  # until it is stopped
        return total(connection, **asked)

    monkeypatch.setattr(asking, "total", slowly)
    qtbot.keyClicks(panel.box, "women")
    qtbot.waitUntil(counting.is_set)
    with qtbot.waitSignal(panel.inquiry.more_came):
        panel.model.fetchMore(QModelIndex())
    qtbot.waitUntil(lambda: panel.status.text() == "13 passages")
    assert panel.model.loaded > 5


def test_how_many_begin_so_is_said_where_a_word_is_not_finished(qtbot, panel, monkeypatch):
    monkeypatch.setattr(candidates, "COUNTED", 5)
    qtbot.keyClicks(panel.box, "resol")
    qtbot.waitUntil(lambda: panel.status.text().endswith("passages for resol*"))


# groups -------------------------------------------------------------------------------------


def hit(document: str, label: str) -> Hit:
    return Hit(EditionKey(document, "digest", "en"), label, document, "digest", "x", (), (), 1.0)


def test_the_hits_of_a_document_stand_together_over_pages():
    model = HitModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_grouped(True)
    model.show([hit("a", "1"), hit("b", "1"), hit("a", "2")], more=True)
    model.append([hit("b", "2"), hit("c", "1"), hit("a", "3")], more=False)
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    said = [(row.data(RowRole).hit or row.data(RowRole).group) for row in rows]
    assert [one.label if isinstance(one, Hit) else one.document for one in said] == [
        "a", "1", "2", "3", "b", "1", "2", "c", "1",
    ]  # fmt: skip
    assert [one.count for one in said if not isinstance(one, Hit)] == [3, 2, 1]
    model.set_counts({"a": 10})
    assert model.index(0, 0).data(RowRole).group.count == 10
    model.set_grouped(False)
    assert [one.label for one in model.hits()] == ["1", "1", "2", "2", "1", "3"]


def test_headings_are_passed_over_by_key(qtbot, panel):
    types(qtbot, panel, "development")
    panel.press("group")
    assert panel.head.buttons["group"].isChecked()
    first = panel.model.hits()[0]
    assert panel.model.index(0, 0).data(HitRole) is None
    qtbot.keyClick(panel.box, Key.Key_Down)
    assert panel.list.currentIndex().data(HitRole) == first
    qtbot.keyClick(panel.list, Key.Key_Up)
    assert panel.box.hasFocus()
    with qtbot.waitSignal(panel.hit_activated) as opened:
        qtbot.keyClick(panel.box, Key.Key_Return)
    assert opened.args == [first]
    qtbot.waitUntil(lambda: panel.model.index(0, 0).data(RowRole).group.count == 13)


# completing ---------------------------------------------------------------------------------


def offered(panel: SearchPanel) -> list[str]:
    shown = panel.box.completions
    return [one.text for one in shown._offered] if shown.isVisible() else []


def test_fields_and_their_values_are_completed_by_tab(qtbot, panel):
    qtbot.keyClicks(panel.box, "spe")
    qtbot.waitUntil(lambda: offered(panel) == ["speaker:"])
    qtbot.keyClick(panel.box, Key.Key_Tab)
    assert panel.box.text() == "speaker:"
    qtbot.waitUntil(lambda: '"Fu Cong"' in offered(panel))
    qtbot.keyClicks(panel.box, "fu")
    qtbot.waitUntil(lambda: offered(panel) == ['"Fu Cong"'])
    qtbot.keyClick(panel.box, Key.Key_Down)
    qtbot.keyClick(panel.box, Key.Key_Return)
    assert panel.box.text() == 'speaker:"Fu Cong" '
    assert offered(panel) == []
    qtbot.waitUntil(lambda: panel.model.loaded == 8)


def test_escape_takes_the_offer_away_and_leaves_the_words(qtbot, panel):
    qtbot.keyClicks(panel.box, "verb:")
    qtbot.waitUntil(lambda: len(offered(panel)) > 3)
    qtbot.keyClick(panel.box, Key.Key_Escape)
    assert offered(panel) == []
    assert panel.box.text() == "verb:"
    qtbot.keyClick(panel.box, Key.Key_Space, Held.ControlModifier)
    qtbot.waitUntil(lambda: len(offered(panel)) > 3)


def test_an_ordinary_word_is_offered_nothing(qtbot, panel):
    asked = []
    panel.box.completions_wanted.connect(lambda text, caret: asked.append(text))
    types(qtbot, panel, "women q")
    assert asked == []


def test_a_click_puts_a_completion_in(qtbot, panel):
    qtbot.keyClicks(panel.box, "in:")
    qtbot.waitUntil(lambda: "notes" in offered(panel))
    shown = panel.box.completions
    row = shown.visualRect(shown.model().index(offered(panel).index("notes"), 0))
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert panel.box.text() == "in:notes "


# what is wrong, and what was meant ------------------------------------------------------------


def underlined(box: QLineEdit) -> int:
    """Count the pixels of the danger colour in the box."""
    image = box.grab().toImage()
    return sum(
        (colour := image.pixelColor(x, y)).red() > colour.green() + 40
        for x in range(image.width())
        for y in range(image.height())
    )


def test_what_is_wrong_is_underlined_at_its_place(qtbot, panel):
    types(qtbot, panel, "women color:red")
    assert panel.box._problems == [(6, 15)]
    assert panel.status.text().startswith("13 passages\nThere is no color:red.")
    assert underlined(panel.box) > 10
    assert panel.box.text() == "women color:red"
    assert panel.box.isUndoAvailable()
    panel.box.setText("women")
    assert underlined(panel.box) == 0
    qtbot.waitUntil(lambda: not panel.inquiry.waiting)


def test_what_was_meant_is_a_click_away(qtbot, panel):
    types(qtbot, panel, "multilingualsm")
    qtbot.waitUntil(panel.meant.isVisible)
    assert panel.meant.text() == "Did you mean multilingualism?"
    qtbot.keyClick(panel.meant, Key.Key_Space)
    qtbot.waitUntil(lambda: not panel.inquiry.waiting and panel.model.loaded == 1)
    assert not panel.meant.isVisible()


# the form -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("women risks", Form(all_of="women risks")),
        ('a "b c" (d or e) -f', Form("a", "b c", "d e", "f")),
        ('doc:A/RES/78/311 part:"Operative part" lang:en verb:Notes speaker:Fu',
         Form(document=RESOLUTION, part="Operative part", language="en", verb="Notes",
              speaker="Fu")),
        ("date:2019..2021", Form(since="2019", until="2021")),
        ("date:2019..", Form(since="2019")),
        ("date:..2021", Form(until="2021")),
        ("date:2024", Form(since="2024", until="2024")),
        ("women near:5 a b", Form(all_of="women", rest="near:5 a b")),
        ("a or (b c)", Form(rest="a or b c")),
        ("", Form()),
    ],
)  # fmt: skip
def test_a_query_is_read_into_the_form_and_written_from_it(query, form):
    assert from_query(query) == form
    assert from_query(to_query(form)) == form


@pytest.mark.parametrize("line", ['"', "(", "*", "or", "NOT", "\ud800", "a" * 2000, "-", ":", "x:"])
def test_whatever_is_typed_into_the_form_is_a_query(line):
    for name in Form.__slots__:
        assert isinstance(to_query(Form(**{name: line})), str)


def test_the_form_writes_into_the_box(qtbot, panel):
    types(qtbot, panel, "development")
    panel.press("builder")
    lines = panel.builder.lines
    assert lines["all_of"].hasFocus()
    assert lines["all_of"].text() == "development"
    qtbot.keyClicks(lines["none_of"], "goals")
    assert panel.box.text() == "development -goals"
    qtbot.keyClicks(lines["part"], "Preamble")
    assert panel.box.text() == "development -goals part:Preamble"
    qtbot.waitUntil(lambda: not panel.inquiry.waiting)
    assert {one.label[:2] for one in panel.model.hits()} == {"pp"}
    qtbot.waitUntil(lambda: lines["speaker"].completer().model().rowCount() > 2)
    qtbot.keyClick(lines["none_of"], Key.Key_Escape)
    assert panel.box.hasFocus()
    panel.box.setText('women "in a row"')
    assert lines["in_a_row"].text() == "in a row"
    assert lines["none_of"].text() == ""
    panel.press("builder")
    assert not panel.builder.isVisible()


# saved and recent searches --------------------------------------------------------------------


def test_saved_and_recent_searches_stand_under_the_empty_box(qtbot, panel):
    panel.set_saved([SavedSearch("1", "The divide", '"digital divide"')])
    panel.set_recent(["women", "risks"])
    words = [one.words for one in panel.starts.model.entries]
    assert words[:5] == ["Saved", "The divide", "Recent", "women", "risks"]
    qtbot.keyClick(panel.box, Key.Key_Down)
    rows = panel.starts.list
    assert rows.hasFocus()
    assert panel.starts.model.entries[rows.currentIndex().row()].words == "women"
    qtbot.keyClick(rows, Key.Key_Up)
    qtbot.keyClick(rows, Key.Key_Return)
    qtbot.waitUntil(lambda: not panel.inquiry.waiting)
    assert panel.box.text() == '"digital divide"'


def test_a_saved_search_is_renamed_and_deleted_by_key(qtbot, panel):
    one = SavedSearch("1", "The divide", '"digital divide"')
    panel.set_saved([one])
    qtbot.keyClick(panel.box, Key.Key_Down)
    rows = panel.starts.list
    qtbot.keyClick(rows, Key.Key_F2)
    line = panel.keeping.name_line.edit
    assert line.hasFocus()
    assert line.text() == "The divide"
    qtbot.keyClicks(line, "Divides")
    with qtbot.waitSignal(panel.keeping.rename_requested) as renamed:
        qtbot.keyClick(line, Key.Key_Return)
    assert renamed.args == ["1", "Divides"]
    qtbot.keyClick(panel.box, Key.Key_Down)
    with qtbot.waitSignal(panel.starts.delete_wanted) as deleted:
        qtbot.keyClick(rows, Key.Key_Delete)
    assert deleted.args == [one]
    panel.keeping.tell_done("Deleted “The divide”.")
    with qtbot.waitSignal(panel.keeping.undo_requested):
        qtbot.mouseClick(panel.keeping.done_line.undo, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert not panel.keeping.isVisible()


def test_what_was_saved_is_said_no_more_over_another_search(qtbot, panel):
    types(qtbot, panel, "development")
    panel.keeping.tell_done("Saved as “Development”.")
    assert panel.keeping.done_line.isVisible()
    qtbot.keyClicks(panel.box, " goals")
    assert not panel.keeping.isVisible()
    panel.press("save")
    assert panel.keeping.name_line.isVisible()
    qtbot.keyClicks(panel.box, " now")
    assert panel.keeping.name_line.isVisible()


def test_a_search_is_saved_with_all_that_narrows_it(qtbot, panel):
    panel.narrow("part", "Preamble")
    types(qtbot, panel, "development")
    panel.press("save")
    with qtbot.waitSignal(panel.keeping.save_requested) as saved:
        qtbot.keyClick(panel.keeping.name_line.edit, Key.Key_Return)
    assert saved.args == ["part:=Preamble development"] * 2


def test_a_search_that_was_looked_at_is_remembered(qtbot, panel, monkeypatch):
    panel.remembering.rest.setInterval(1)
    with qtbot.waitSignal(panel.searched) as searched:
        qtbot.keyClicks(panel.box, "women")
    assert "women".startswith(searched.args[0])
    types(qtbot, panel, " zzzzzzz")
    assert panel.model.loaded == 0 or asking.PAGE
