"""The contents panel: the outline that follows the page, and the box that goes to a paragraph."""

from contextlib import closing
from typing import Any

import pytest
from made_editions import HOSTILE, edition, passage
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db import connection
from db.library import documents
from db.models import Edition, EditionKey
from db.places import Places
from desktop import theme as themes
from desktop.reader.contents import ContentsPanel
from desktop.reader.outline import LabelRole, OutlineModel, entry_title
from desktop.reader.outline_rows import OutlineDelegate
from desktop.theme import Theme
from desktop.widgets import slices

Key = Qt.Key
STATEMENT = edition(
    [
        passage("title", "Statement", kind="title"),
        passage("record.date", "2024", kind="record", heading="Date"),
        passage("record.place", "New York", kind="record", heading="Place"),
        passage("p1", "It began early.", part="Debate"),
        passage("p2", "We introduce ink.", part="Debate", speaker="Fu Cong", voice="quoted"),
        passage("p3", "We thank all.", part="Debate", speaker="Fu Cong", voice="quoted"),
        passage("p4", "Others spoke.", part="Debate"),
        passage("p5", "It was adopted.", part="Vote"),
    ],
    symbol="fu-cong",
)


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is done within one slice."""
    monkeypatch.setattr(slices, "SLICE", 60)


@pytest.fixture
def digest(places: Places) -> Edition:
    with closing(connection.open_reader(places)) as reader:
        return documents.edition(reader, EditionKey("A/RES/78/311", "digest", "en"))


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> ContentsPanel:
    made = ContentsPanel()
    qtbot.addWidget(made)
    made.resize(280, 500)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.focus_box()
    qtbot.waitUntil(made.box.hasFocus)
    return made


def lines(model: OutlineModel, parent: QModelIndex | None = None, depth: int = 0) -> list[str]:
    """The outline as text, two spaces a level."""
    above = parent or QModelIndex()
    found = []
    for row in range(model.rowCount(above)):
        index = model.index(row, 0, above)
        found.append(f"{'  ' * depth}{index.data()}")
        found += lines(model, index, depth + 1)
    return found


def go(panel: ContentsPanel, typed: str) -> None:
    panel.box.selectAll()
    panel.box.insert(typed)  # QTest types Latin letters only
    QTest.keyClick(panel.box, Key.Key_Return)


# the outline --------------------------------------------------------------------------------


def test_the_outline_has_record_parts_speakers_and_paragraphs() -> None:
    model = OutlineModel()
    model.set_edition(STATEMENT)
    assert lines(model) == [
        "Record",
        "Debate",
        "  1  It began early.",
        "  Fu Cong",
        "    2  We introduce ink.",
        "    3  We thank all.",
        "  4  Others spoke.",
        "Vote",
        "  5  It was adopted.",
    ]


def test_the_model_is_one(qtmodeltester: Any, digest: Edition) -> None:
    model = OutlineModel()
    qtmodeltester.check(model)
    for shown in (digest, STATEMENT, None, digest):
        model.set_edition(shown)
        qtmodeltester.check(model)
    parts = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert parts == ["Record", "Preamble", "Operative part"]


def test_every_paragraph_of_the_resolution_has_its_line(digest: Edition) -> None:
    model = OutlineModel()
    model.set_edition(digest)
    for one in digest.passages:
        if one.label == "title":
            continue
        index = model.index_of(one.label)
        assert index.isValid(), one.label
        expected = "Record" if one.kind == "record" else entry_title(one)
        assert index.data() == expected
        assert one.kind == "record" or index.data(LabelRole) == one.label
    assert not model.index_of("op99").isValid()
    assert not model.index_of("").isValid()


@pytest.mark.parametrize(
    ("parts", "title"),
    [
        ({"label": "op6", "text": "one two three four five six seven eight nine"},
         "6  one two three four five six seven eight"),
        ({"label": "op6", "text": "x", "heading": "Business", "opener": "Calls upon"},
         "6  Calls upon: Business"),
        ({"label": "op6.a", "text": "x", "heading": "Capacity"}, "(a)  Capacity"),
        ({"label": "pp3", "text": "Recalling ink,", "opener": "Recalling"}, "PP3  Recalling ink,"),
        ({"label": "h1", "text": "Part one"}, "Part one"),
        ({"label": "op1", "text": ""}, "1  "),
    ],
)  # fmt: skip
def test_a_paragraph_is_named_by_number_and_heading_or_first_words(
    parts: dict[str, str], title: str
) -> None:
    assert entry_title(passage(**parts)) == title


def test_the_tree_is_open_and_says_the_whole_line_in_a_tip(panel: ContentsPanel) -> None:
    panel.set_edition(STATEMENT)
    debate = panel.model.index(1, 0)
    assert panel.tree.isExpanded(debate)
    line = panel.model.index_of("p2")
    assert line.data(Qt.ItemDataRole.ToolTipRole) == "2  We introduce ink."
    assert panel.tree.visualRect(line).isValid()


def test_an_edition_that_is_shown_already_is_not_built_again(
    qtbot: QtBot, panel: ContentsPanel
) -> None:
    panel.set_edition(STATEMENT)
    with qtbot.assertNotEmitted(panel.model.rowsInserted):
        panel.set_edition(STATEMENT)
    with qtbot.waitSignal(panel.model.rowsRemoved):
        panel.set_edition(None)
    assert panel.model.rowCount() == 0


def test_the_outline_follows_the_page(panel: ContentsPanel, digest: Edition) -> None:
    panel.set_edition(digest)
    for label in ("op15", "pp1", "op6"):
        panel.set_current(label)
        index = panel.tree.currentIndex()
        assert index.data(LabelRole) == label
        assert panel.tree.viewport().rect().intersects(panel.tree.visualRect(index))
    panel.set_current("record.draft")
    assert panel.tree.currentIndex().data() == "Record"
    panel.set_current("op99")
    assert panel.tree.currentIndex().data() == "Record"


def test_the_line_one_is_at_stays_in_view_as_the_window_becomes_small(
    panel: ContentsPanel, digest: Edition
) -> None:
    def is_in_view(line: QModelIndex) -> bool:
        return panel.tree.viewport().rect().contains(panel.tree.visualRect(line).center())

    panel.resize(280, 900)
    panel.set_edition(digest)
    panel.set_current("op9")
    for height in (500, 260, 700, 200):
        panel.resize(280, height)
        assert is_in_view(panel.tree.currentIndex()), height
    panel.tree.scrollToTop()
    assert not is_in_view(panel.tree.currentIndex())
    panel.resize(280, 260)
    assert not is_in_view(panel.tree.currentIndex()), "it was scrolled away from on purpose"


def test_following_the_page_asks_for_nothing(
    qtbot: QtBot, panel: ContentsPanel, digest: Edition
) -> None:
    panel.set_edition(digest)
    with qtbot.assertNotEmitted(panel.label_requested):
        panel.set_current("op6")


# choosing -----------------------------------------------------------------------------------


def test_a_click_goes_to_the_paragraph(qtbot: QtBot, panel: ContentsPanel) -> None:
    panel.set_edition(STATEMENT)
    for label, wanted in (("p5", "p5"), ("p2", "p2")):
        rect = panel.tree.visualRect(panel.model.index_of(label))
        with qtbot.waitSignal(panel.label_requested) as asked:
            QTest.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
        assert asked.args == [wanted]


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_keys_go_down_the_outline_and_choose(
    qtbot: QtBot, panel: ContentsPanel, key: Qt.Key
) -> None:
    panel.set_edition(STATEMENT)
    panel.set_current("p1")
    panel.tree.setFocus()
    with qtbot.assertNotEmitted(panel.label_requested):
        QTest.keyClick(panel.tree, Key.Key_Down)
    with qtbot.waitSignal(panel.label_requested) as asked:
        QTest.keyClick(panel.tree, key)
    assert asked.args == ["p2"]  # the speaker's first paragraph


def test_the_tab_key_leads_from_the_box_to_the_tree(panel: ContentsPanel) -> None:
    panel.set_edition(STATEMENT)
    QTest.keyClick(panel.box, Key.Key_Tab)
    assert panel.tree.hasFocus()
    QTest.keyClick(panel.tree, Key.Key_Backtab)
    assert panel.box.hasFocus()


# the box ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("6", "op6"), ("op6", "op6"), ("OP 6", "op6"), ("PP3", "pp3"), ("¶6", "op6"),
        ("para. 6 (a)", "op6.a"), ("annex I, 60", "annex1.60"), ("record draft", "record.draft"),
    ],
)  # fmt: skip
def test_what_people_type_is_a_paragraph(
    qtbot: QtBot, panel: ContentsPanel, digest: Edition, typed: str, label: str
) -> None:
    panel.set_edition(digest)
    with qtbot.waitSignal(panel.label_requested) as asked:
        go(panel, typed)
    assert asked.args == [label]


def test_in_a_statement_a_number_is_a_paragraph_of_a_statement(
    qtbot: QtBot, panel: ContentsPanel
) -> None:
    panel.set_edition(STATEMENT)
    with qtbot.waitSignal(panel.label_requested) as asked:
        go(panel, "3")
    assert asked.args == ["p3"]


@pytest.mark.parametrize(
    "typed", ["A/RES/70/1", "78/311 op6", "fu-cong", "fu-cong p2", "resolute:fu-cong#p2"]
)
def test_an_address_leads_to_another_document(
    qtbot: QtBot, panel: ContentsPanel, typed: str
) -> None:
    with qtbot.waitSignal(panel.address_requested) as asked:
        go(panel, typed)
    assert asked.args == [typed]


@pytest.mark.parametrize("typed", ["ink", "<b>ink</b>", "op0", "9999999", "😀", "''"])
def test_what_is_no_paragraph_is_said_in_a_sentence(
    qtbot: QtBot, panel: ContentsPanel, digest: Edition, typed: str
) -> None:
    panel.set_edition(digest)
    asked: list[str] = []
    panel.label_requested.connect(asked.append)
    panel.address_requested.connect(asked.append)
    go(panel, typed)
    if asked:  # a closing tag has a slash, as an address has
        assert asked == [typed]
        return
    (said,) = [one for one in panel.findChildren(QLabel) if "is not a paragraph" in one.text()]
    assert said.isVisible()
    assert f"“{typed}”" in said.text()
    assert said.textFormat() == Qt.TextFormat.PlainText
    go(panel, "op6")
    assert not said.isVisible()


@pytest.mark.parametrize("typed", ["", "   "])
def test_nothing_typed_asks_for_nothing(qtbot: QtBot, panel: ContentsPanel, typed: str) -> None:
    with (
        qtbot.assertNotEmitted(panel.label_requested),
        qtbot.assertNotEmitted(panel.address_requested),
    ):
        go(panel, typed)


def test_escape_clears_the_box_and_then_leaves(qtbot: QtBot, panel: ContentsPanel) -> None:
    QTest.keyClicks(panel.box, "op6")
    with qtbot.assertNotEmitted(panel.left):
        QTest.keyClick(panel.box, Key.Key_Escape)
    assert panel.box.text() == ""
    with qtbot.waitSignal(panel.left):
        QTest.keyClick(panel.box, Key.Key_Escape)


def test_the_box_is_ready_to_type_over_what_is_there(panel: ContentsPanel) -> None:
    panel.box.setText("op6")
    panel.tree.setFocus()
    panel.focus_box()
    QTest.keyClicks(panel.box, "7")
    assert panel.box.text() == "7"


def test_the_parts_have_names(panel: ContentsPanel) -> None:
    assert panel.box.accessibleName() == "Go to paragraph"
    assert panel.tree.accessibleName() == "Outline"
    assert "Ctrl+L" in panel.box.toolTip()


def test_a_long_outline_in_any_script_stays_in_its_width(
    qtbot: QtBot, panel: ContentsPanel
) -> None:
    words = list(HOSTILE.values())
    panel.set_edition(
        edition([passage(f"op{n}", words[n % len(words)] * 9) for n in range(1, 3001)])
    )
    panel.set_current("op2999")
    qtbot.waitUntil(lambda: panel.tree.currentIndex().data(LabelRole) == "op2999")
    assert panel.tree.horizontalScrollBar().isVisible() is False
    assert panel.minimumSizeHint().width() <= 280


# what has been read -------------------------------------------------------------------------


def test_what_has_been_read_is_checked_and_said(
    qtbot: QtBot, panel: ContentsPanel, digest: Edition
) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole

    def said(label: str) -> bool:
        return str(panel.model.index_of(label).data(role)).endswith(", read")

    panel.set_theme(themes.theme("light"))
    panel.set_read("A/RES/78/311", frozenset({"pp1", "op6", "op99"}))
    panel.set_edition(digest)
    qtbot.waitUntil(lambda: said("pp1") and said("op6"))
    assert not said("pp2")
    panel.set_read("A/RES/78/311", frozenset({"op6", "pp2"}))
    qtbot.waitUntil(lambda: said("pp2") and not said("pp1"))
    light = panel.model.index_of("op6").data(Qt.ItemDataRole.DecorationRole).cacheKey()
    panel.set_theme(themes.theme("dark"))
    qtbot.waitUntil(lambda: panel.model.index_of("op6").data(1).cacheKey() != light)
    panel.set_read("fu-cong", frozenset({"p1"}))
    assert said("op6"), "another document's reading is not this one's"


def test_words_from_right_to_left_are_cut_at_their_end(panel: ContentsPanel) -> None:
    panel.set_edition(edition([passage("op1", "تطلب إلى الأمين العام أن يقدم")], language="ar"))
    line = panel.model.index_of("op1")
    assert line.data() == "1  \u2067تطلب إلى الأمين العام أن يقدم"
    assert "\u2067" not in line.data(Qt.ItemDataRole.ToolTipRole)


def test_a_document_is_gone_to_by_its_name_alone(qtbot: QtBot, panel: ContentsPanel) -> None:
    panel.set_edition(STATEMENT)
    panel.set_documents(["spokesperson", "A/RES/78/311"])
    with qtbot.waitSignal(panel.address_requested) as asked:
        go(panel, "Spokesperson")
    assert asked.args == ["Spokesperson"]
    with qtbot.assertNotEmitted(panel.address_requested):
        go(panel, "nobody")


def test_a_line_too_long_is_cut_and_painted_again_where_there_is_room(
    qtbot: QtBot, panel: ContentsPanel, digest: Edition, theme: Theme
) -> None:
    panel.set_theme(theme)
    panel.set_edition(digest)
    delegate = panel.tree.itemDelegate()
    assert isinstance(delegate, OutlineDelegate)
    narrow = delegate.words("15  Requests: report to the eighty-fifth", 60, panel.tree.font())
    wide = delegate.words("15  Requests: report to the eighty-fifth", 900, panel.tree.font())
    assert narrow.text().endswith("…")
    assert narrow.size().width() <= 60
    assert wide.text() == "15  Requests: report to the eighty-fifth"
    assert delegate.words(wide.text(), 900, panel.tree.font()) is wide


def test_the_line_one_is_at_stands_out_in_every_theme(
    panel: ContentsPanel, digest: Edition
) -> None:
    panel.set_edition(digest)
    for name in ("light", "dark", "sepia", "contrast"):
        theme = themes.theme(name)
        panel.set_theme(theme)
        panel.set_current("pp2")
        view = panel.tree.viewport()
        seen = view.grab().toImage()
        line = panel.tree.visualRect(panel.model.index_of("pp2"))
        assert line.bottom() < view.height()
        assert seen.pixelColor(view.width() - 8, line.center().y()) == theme.tint
        assert seen.pixelColor(view.width() - 8, line.center().y() + line.height()) != theme.tint
