"""The page of an import: progress, lines, filter, what opens from it, the table that is saved."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from db.library.importing import Progress
from db.library.reference import ImportResult
from db.models import EditionKey
from desktop.intake.outcomes import OutcomeModel
from desktop.intake.outcomes_page import OutcomesPage, left, told
from desktop.theme import Theme

PDF = ImportResult("/in/heron.pdf", "added", "A/RES/80/900", 12,
                   key=EditionKey("A/RES/80/900", "import", "en"))  # fmt: skip
XML = ImportResult("/in/reed.xml", "added", "A/RES/80/901", 1,
                   key=EditionKey("A/RES/80/901", "official", "en"))  # fmt: skip
BAD = ImportResult("/in/scan.pdf", "failed", message="It is a scan.")
RESULTS = (PDF, XML, BAD)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> OutcomesPage:
    made = OutcomesPage("Import of in", theme)
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    return made


def names(page: OutcomesPage) -> list[str]:
    return [page.model.index(row, 0).data() for row in range(page.model.rowCount())]


def test_the_model_is_a_good_one(qtbot: QtBot) -> None:
    model = OutcomeModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_results(RESULTS[:1])
    model.add(RESULTS[1:])
    model.narrow("scan", "")
    model.narrow("", "added")
    assert [one.path for one in model.shown] == ["/in/heron.pdf", "/in/reed.xml"]
    said = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "heron.pdf. added. A/RES/80/900 · 12 paragraphs"


def test_it_tells_how_far_an_import_is(page: OutcomesPage) -> None:
    page.begin()
    assert (page.stop.isVisible(), page.save.isEnabled()) == (True, False)
    page.tell(Progress(2, 40, 13, 4.0, (PDF,)))
    assert page.said.text() == ("2 of 40 files, 13 paragraphs, 30 files a minute, about 1 min left")
    assert (page.bar.value(), page.bar.maximum()) == (2, 40)
    page.tell(Progress(3, 40, 14, 5.0, (XML, BAD)))
    assert names(page) == ["heron.pdf", "reed.xml", "scan.pdf"]
    page.end(RESULTS, "Import done: 2 added, 1 failed.")
    assert page.said.text() == "Import done: 2 added, 1 failed."
    assert (page.stop.isVisible(), page.bar.isVisible()) == (False, False)


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.2, "1 s"), (42, "42 s"), (100, "2 min"), (3600, "60 min")]
)
def test_time_left(seconds: float, said: str) -> None:
    assert left(seconds) == said


def test_a_fast_import_is_counted_by_the_second() -> None:
    assert "300 files a second" in told(Progress(600, 601, 9, 2.0))


def test_it_is_narrowed_by_words_and_outcome(page: OutcomesPage) -> None:
    page.end(RESULTS, "")
    items = [page.outcomes.itemText(index) for index in range(page.outcomes.count())]
    assert items == ["All (3)", "Added (2)", "Failed (1)"]
    page.outcomes.setCurrentIndex(2)
    assert names(page) == ["scan.pdf"]
    assert page.detail.text() == "/in/scan.pdf\nIt is a scan."
    page.outcomes.setCurrentIndex(0)
    QTest.keyClicks(page.box, "900 heron")
    assert names(page) == ["heron.pdf"]
    QTest.keyClick(page.box, Qt.Key.Key_Escape)
    assert len(names(page)) == 3
    QTest.keyClicks(page.box, "nothing")
    assert page.detail.text().startswith("No file fits")


def test_keys_open_review_and_save(page: OutcomesPage, qtbot: QtBot) -> None:
    page.end(RESULTS, "")
    with qtbot.waitSignal(page.document_requested) as opened:
        QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert opened.args == ["A/RES/80/900"]
    with qtbot.waitSignal(page.review_requested) as reviewed:
        QTest.keyClick(page.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert reviewed.args == [PDF]
    with qtbot.waitSignal(page.save_requested) as saved:
        QTest.keyClick(page.list, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert saved.args == [list(RESULTS)]


def test_only_what_can_be_is_offered(page: OutcomesPage) -> None:
    page.end(RESULTS, "")
    offered = []
    for row in range(3):
        page.list.setCurrentIndex(page.model.index(row, 0))
        offered.append((page.open.isEnabled(), page.review.isEnabled()))
    assert offered == [(True, True), (True, False), (False, False)]


def test_a_click_only_chooses(page: OutcomesPage, qtbot: QtBot) -> None:
    page.end(RESULTS, "")
    rect = page.list.visualRect(page.model.index(1, 0))
    with qtbot.assertNotEmitted(page.document_requested):
        QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert page.current() == XML
    with qtbot.waitSignal(page.document_requested):
        QTest.mouseDClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())


def test_stopping_is_asked_for(page: OutcomesPage, qtbot: QtBot) -> None:
    page.begin()
    with qtbot.waitSignal(page.stop_requested):
        QTest.mouseClick(page.stop, Qt.MouseButton.LeftButton)
