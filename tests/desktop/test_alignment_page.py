"""The alignment of a document by keys: mismatches seen, put right, taken back, used beside."""

import json
from contextlib import closing

import pytest
from PySide6.QtCore import Qt

from db import connection
from db.library.tables import add_document, add_edition
from db.models import Document, Edition, EditionKey, Passage
from db.shelf.checking import aligned_editions
from desktop import theme as themes
from desktop.cli import run
from desktop.reader.loading import Target
from desktop.shelf.alignment_page import AlignmentPage
from desktop.shelf.alignment_rows import AlignmentModel, pairs

KEYS = Qt.Key
ENGLISH, FRENCH = EditionKey("letter", "import", "en"), EditionKey("letter", "import", "fr")


def edition(key: EditionKey, *texts: str) -> Edition:
    return Edition(key, "A letter", tuple(
        Passage(f"op{n}", "operative", "official", text) for n, text in enumerate(texts, 1)
    ))  # fmt: skip


LEFT = edition(ENGLISH, "First.", "Second.", "Third.", "Fourth.")
RIGHT = edition(FRENCH, "Deuxième.", "Troisième.", "Quatrième.")


@pytest.fixture
def page(qtbot, theme) -> AlignmentPage:
    made = AlignmentPage("letter", theme)
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    names = [(ENGLISH, "English"), (FRENCH, "French")]
    made.show_alignment(aligned_editions(LEFT, RIGHT, ()), names)
    made.setFocus()
    qtbot.waitUntil(made.table.hasFocus)
    return made


def said(page: AlignmentPage, row: int, column: int) -> str:
    return str(page.model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole))


def test_mismatches_are_shown_with_what_is_around_them_and_all_on_demand(qtbot, page):
    assert page.status.text().startswith("3 paragraphs answer one another; 1 has no answer.")
    assert page.model.rowCount() == 2
    assert "without an answer" in said(page, 1, 0)
    assert said(page, 1, 1) == "French: nothing answers here"
    qtbot.keyClick(page.table, KEYS.Key_M)
    assert page.model.rowCount() == 4
    qtbot.keyClick(page.table, KEYS.Key_N)
    assert page.table.currentIndex().row() == 3
    qtbot.keyClick(page.table, KEYS.Key_B)
    assert page.table.currentIndex().row() == 3


def test_two_are_picked_by_keys_and_paired(qtbot, page):
    page._only.setChecked(False)
    page.table.setCurrentIndex(page.model.index(1, 0))
    assert not page.buttons["pair"].isEnabled()
    qtbot.keyClick(page.table, KEYS.Key_Space)
    assert said(page, 1, 0).startswith("Paragraph 2, picked") or "picked" in said(page, 1, 0)
    qtbot.keyClick(page.table, KEYS.Key_Right)
    qtbot.keyClick(page.table, KEYS.Key_Up)
    qtbot.keyClick(page.table, KEYS.Key_Space)
    assert page.model.picked == ("op2", "op1")
    with qtbot.waitSignal(page.repair_requested) as asked:
        qtbot.keyClick(page.table, KEYS.Key_O)
    assert asked.args == ["pair_on", "op2", "op1"]
    qtbot.keyClick(page.table, KEYS.Key_Escape)
    assert page.model.picked == ("", "")
    with qtbot.assertNotEmitted(page.repair_requested):
        qtbot.keyClick(page.table, KEYS.Key_P)


def test_a_row_is_parted(qtbot, page):
    page.table.setCurrentIndex(page.model.index(0, 1))
    with qtbot.waitSignal(page.repair_requested) as asked:
        qtbot.keyClick(page.table, KEYS.Key_X)
    assert asked.args == ["part", "op3", "op3"]
    page.table.setCurrentIndex(page.model.index(1, 0))
    assert not page.buttons["part"].isEnabled()


def test_a_click_picks_and_picks_no_more(qtbot, page):
    at = page.table.visualRect(page.model.index(1, 0)).center()
    for picked in ("op4", ""):
        qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert page.model.picked[0] == picked


def test_the_same_edition_twice_is_no_alignment(qtbot, page):
    page.boxes[1].setCurrentIndex(0)
    with qtbot.waitSignal(page.told):
        page.boxes[1].activated.emit(0)
    page.boxes[0].setCurrentIndex(1)
    with qtbot.waitSignal(page.editions_chosen) as chosen:
        page.boxes[0].activated.emit(1)
    assert chosen.args == [(FRENCH, ENGLISH)]


def test_the_model_keeps_to_the_rules(qtmodeltester):
    model = AlignmentModel()
    model.show(pairs(aligned_editions(LEFT, RIGHT, ()), only_mismatches=False), ("a", "b"))
    qtmodeltester.check(model)


@pytest.mark.parametrize("name", themes.NAMES)
def test_every_theme_paints(page, name):
    page.set_theme(themes.theme(name))
    assert not page.grab().isNull()


# in the whole desk --------------------------------------------------------------------------------


@pytest.fixture
def letter(places):
    with closing(connection.open_study(places)) as study, study:
        add_document(study, Document("letter", "document", "A letter", "A letter"))
        add_edition(study, LEFT)
        add_edition(study, RIGHT)
    return places


def test_what_is_put_right_is_used_side_by_side_and_taken_back(qtbot, open_desk, letter):
    desk = open_desk("letter", at=letter)
    reader = desk.navigator.reader
    qtbot.waitUntil(lambda: reader() is not None and reader().edition is not None)
    qtbot.waitUntil(lambda: reader().document == "letter")
    desk.navigator.open_tabs.put_beside(Target("letter", FRENCH))
    spread = desk.navigator.spread()
    qtbot.waitUntil(lambda: all(one.edition is not None for one in spread.readers()))
    link = lambda: spread._link.counterpart(0, "op2")  # noqa: E731
    qtbot.waitUntil(lambda: link() == "op2")
    desk.window.actions_by_name["align"].trigger()
    qtbot.waitUntil(lambda: isinstance(desk.window.tabs.current(), AlignmentPage))
    page = desk.window.tabs.current()
    page.repair_requested.emit("pair_on", "op2", "op1")
    qtbot.waitUntil(lambda: "3 paired by hand" in page.status.text())
    desk.window.tabs.show_page(spread)
    qtbot.waitUntil(lambda: link() == "op1")
    desk.window.tabs.show_page(page)
    desk.window.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: "by hand" not in page.status.text())
    desk.window.tabs.show_page(spread)
    qtbot.waitUntil(lambda: link() == "op2")


def test_a_document_with_one_edition_has_nothing_to_align(qtbot, open_desk):
    desk = open_desk()
    with qtbot.waitSignal(desk.features.aligning.told) as told:
        desk.features.aligning.open("fu-cong")
    assert told.args == ["There is only one edition of fu-cong: nothing to align."]


def test_mismatches_are_listed_by_command(letter, capsys):
    assert run(["--data-dir", str(letter.data), "align", "letter", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["left"], row["right"], row["right_edition"]) == ("op4", "", "import fr")
    assert run(["--data-dir", str(letter.data), "align", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row == {"document": "letter", "editions": 2, "mismatches": 1}
    assert run(["--data-dir", str(letter.data), "align", "nonsense"]) == 1
    assert "There is no document" in capsys.readouterr().err
