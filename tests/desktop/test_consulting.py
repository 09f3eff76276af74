"""The lists beside the documents: glossary, timeline, register, provenance, by key and mouse."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from db.library.lists import Register, Voiced
from db.library.reference import Speaker, Sponsor
from db.models import Edition, EditionKey, Passage
from desktop.desk.consulting import Consulting
from desktop.shelf import glossary, provenance, register, timeline
from desktop.shelf.documents import day
from desktop.shelf.entries import Entry, EntryModel, to_address, to_addresses
from desktop.shelf.list_page import Kind, ListPage
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.tabs import TabArea

Key = Qt.Key
ENTRIES = [
    Entry(
        "ink", "Ink", "Term · dye", "term", "<p>A fluid.</p><p><a href='entry:quill'>quill</a></p>"
    ),
    Entry("quill", "Quill", "Term", "term", "<p><a href='resolute:A/RES/1/9#op1'>1</a></p>"),
    Entry("Ñandú", "Ñandú", "Name", "name", "<p>A bird.</p>", "feathers"),
]
KIND = Kind(
    "Things", "Filter the things", lambda _connection: ENTRIES,
    (("term", "Terms"), ("name", "Names")),
)  # fmt: skip

Open = Callable[..., ListPage]


@pytest.fixture
def open_page(qtbot: QtBot, reader_worker: Worker, theme: Theme) -> Open:
    def opened(kind: Kind = KIND, key: str = "", size: tuple[int, int] = (900, 600)) -> ListPage:
        page = ListPage(kind, reader_worker, theme, key)
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        qtbot.waitUntil(lambda: page.status.text() != "")
        page.setFocus()
        qtbot.waitUntil(page.box.hasFocus)
        return page

    return opened


def rows(page: ListPage) -> list[str]:
    return [str(page.model.index(row, 0).data()) for row in range(page.model.rowCount())]


def test_the_model_is_a_model() -> None:
    model = EntryModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_entries(ENTRIES)
    model.set_filter("nandu")
    model.set_filter("", "term")
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Ink, Term · dye"


def test_typing_narrows_and_return_goes_into_the_entry(qtbot: QtBot, open_page: Open) -> None:
    page = open_page()
    assert rows(page) == ["Ink", "Quill", "Ñandú"]
    assert "A fluid." in page.detail.toPlainText()
    QTest.keyClicks(page.box, "feath")
    assert (rows(page), page.status.text()) == (["Ñandú"], "1 entry")
    assert page.detail.toPlainText().startswith("Ñandú")
    QTest.keyClick(page.box, Key.Key_Return)
    qtbot.waitUntil(page.detail.hasFocus)
    QTest.keyClick(page.detail, Key.Key_Escape)
    assert page.list.hasFocus()
    QTest.keyClick(page.list, Key.Key_Escape)
    QTest.keyClick(page.box, Key.Key_Escape)
    assert len(rows(page)) == 3
    QTest.keyClicks(page.box, "zzz")
    assert page.status.text() == "Nothing here has “zzz”."
    assert page.detail.toPlainText() == ""


def test_a_group_narrows_too(open_page: Open) -> None:
    page = open_page()
    page.groups.setFocus()
    QTest.keyClick(page.groups, Key.Key_Down)
    assert rows(page) == ["Ink", "Quill"]
    QTest.keyClick(page.groups, Key.Key_Down)
    assert rows(page) == ["Ñandú"]


def test_links_go_to_entries_and_addresses_by_key(qtbot: QtBot, open_page: Open) -> None:
    page = open_page()
    QTest.keyClick(page.box, Key.Key_Return)
    QTest.keyClick(page.detail, Key.Key_Tab)
    QTest.keyClick(page.detail, Key.Key_Return)
    assert page.list.currentIndex().data() == "Quill"
    page.detail.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.detail, Key.Key_Tab)
    with qtbot.waitSignal(page.address_requested) as asked:
        QTest.keyClick(page.detail, Key.Key_Return)
    assert asked.args == ["resolute:A/RES/1/9#op1"]


def test_an_entry_is_found_whatever_the_list_was_narrowed_to(open_page: Open) -> None:
    page = open_page(key="NANDU")
    assert page.list.currentIndex().data() == "Ñandú"
    QTest.keyClicks(page.box, "ink")
    page.show_entry("quill")
    assert page.list.currentIndex().data() == "Quill"
    page.show_entry("paper")
    assert page.status.text() == "“paper” is not in this list."


def test_an_entry_is_copied(qtbot: QtBot, open_page: Open) -> None:
    page = open_page()
    with qtbot.waitSignal(page.told):
        QTest.mouseClick(page.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().startswith("Ink\nA fluid.")


def test_on_a_narrow_page_the_entry_stands_under_the_list(open_page: Open) -> None:
    assert open_page(size=(600, 400))._splitter.orientation() == Qt.Orientation.Vertical
    assert open_page(size=(900, 600))._splitter.orientation() == Qt.Orientation.Horizontal


def test_what_cannot_be_read_is_said(open_page: Open) -> None:
    page = open_page(provenance.kind("no-such"))
    assert page.status.text().startswith("There is no document “no-such” in the library.")


@pytest.mark.parametrize(
    ("kind", "count", "words"),
    [
        (glossary.KIND, 100, "capacity-building"),
        (timeline.KIND, 20, "Universal Declaration"),
        (register.KIND, 151, "Fu Cong"),
        (provenance.kind("A/RES/78/311"), 1, "Study digest"),
        (provenance.kind("fu-cong"), 1, "Study digest"),
    ],
    ids=lambda value: getattr(value, "title", None),
)
def test_the_bundled_lists_are_there(open_page: Open, kind: Kind, count: int, words: str) -> None:
    page = open_page(kind)
    assert page.model.rowCount() >= count
    assert any(words in row for row in rows(page))
    assert page.detail.toPlainText()


# what entries say ---------------------------------------------------------------------------


def test_a_speaker_and_the_state_lead_to_each_other_and_to_the_words() -> None:
    ada = Speaker("ada", "Ada", "Envoy", "Utopia, for two", ("ada-speaks",))
    made = register.entries(
        Register(
            (Sponsor("Utopia", "draft"), Sponsor("Oz", "additional")),
            (Voiced(ada, ("ada-speaks p1", "ada-speaks p2")),),
        ),
        {"ada-speaks": "Ada, 1 May"},
    )
    assert [one.group for one in made] == ["speaker", "draft", "additional"]
    assert '<a href="resolute:ada-speaks#p1">Ada, 1 May, para. 1</a>' in made[0].html
    assert '<a href="resolute:ada-speaks#p2">para. 2</a>' in made[0].html
    assert '<a href="entry:Ada">' in made[1].html
    assert "One of 1 in this role; 2 sponsors in all." in made[1].html
    assert "entry:" not in made[2].html


def test_a_sheet_says_what_an_edition_rests_on() -> None:
    passages = (
        Passage("p1", "paragraph", "reported", "A", lines=(5, 6, 7, 9), sources=("other p2",)),
        Passage("p2", "paragraph", "digest", "B"),
        Passage("fn1", "footnote", "digest", "C", sources=("ink p1",)),
    )
    facts = {"terms": "Free <b>", "source": "A file", "odd": "1",
             "retrieved": "2026-11-26T12:02:25.073763Z", "adopted": "2024-07-01"}  # fmt: skip
    made = provenance.entry(Edition(EditionKey("ink", "import", "en"), "On ink", passages, facts))
    assert made.title == "Imported text · English"
    assert made.html.index("Source") < made.html.index("Terms") < made.html.index("Odd")
    assert "Free &lt;b&gt;" in made.html
    assert "<td>26 November 2026, 12:02 UTC</td>" in made.html
    assert "<td>1 July 2024</td>" in made.html
    assert 'lines 5–7, 9; <a href="resolute:other#p2">other, para. 2</a>' in made.html
    assert "1 reported in other words, 2 restated" in made.html
    assert "footnote 1" not in made.html
    bare = provenance.entry(Edition(EditionKey("ink", "import", "en"), "On ink", ()))
    assert "Nothing is known of where this text is from." in bare.html


def test_addresses_are_written_for_people_and_escaped() -> None:
    assert to_address("a&b p1") == '<a href="resolute:a%26b#p1">a&amp;b, para. 1</a>'
    assert [one.partition(">")[2] for one in to_addresses(["x p1", "x p2", "y p2", "y"])] == [
        "x, para. 1</a>", "para. 2</a>", "y, para. 2</a>", "y</a>"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("iso", "said"),
    [("2024-07-01", "1 July 2024"), ("1995-09", "September 1995"), ("2024", "2024"), ("x", "x")],
)
def test_dates_are_said_to_the_day_month_or_year(iso: str, said: str) -> None:
    assert day(iso) == said


# tabs ---------------------------------------------------------------------------------------


def test_each_list_has_one_tab(
    qtbot: QtBot, reader_worker: Worker, theme: Theme, qapp: Any
) -> None:
    from PySide6.QtWidgets import QLabel

    tabs = TabArea(QLabel("nothing"), theme)
    qtbot.addWidget(tabs)
    tabs.resize(900, 600)
    tabs.show()
    consulting = Consulting(tabs, reader_worker, theme, tabs)
    consulting.open_list("glossary")
    consulting.open_list("register", "Algeria")
    consulting.open_list("glossary", "digital divide")
    titles = [tabs.bar.tabText(n) for n in range(tabs.bar.count())]
    assert sorted(titles) == ["Glossary", "Register"]
    page = tabs.current()
    assert isinstance(page, ListPage)
    qtbot.waitUntil(lambda: page.list.currentIndex().data() == "digital divide")
    consulting.open_desk("register:Chen Xu, for more than 80 countries")
    qtbot.waitUntil(lambda: tabs.current() is not page)
    other = tabs.current()
    assert isinstance(other, ListPage)
    qtbot.waitUntil(lambda: other.list.currentIndex().data() == "Chen Xu")
    consulting.open_desk("register:Somebody else")
    qtbot.waitUntil(lambda: "is not in the register" in other.status.text())
    with qtbot.waitSignal(consulting.told):
        consulting.open_provenance("")
