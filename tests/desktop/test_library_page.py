"""My library by keys and mouse: filters with counts, sorting, choosing, the forms over it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from db.models import EditionKey
from db.shelf.collections import Collection
from db.shelf.details import Details
from db.shelf.filtering import Shelf
from db.shelf.volumes import Volume
from desktop import theme as themes
from desktop.shelf.collections_box import Asked, CollectionsBox
from desktop.shelf.details_form import DetailsForm
from desktop.shelf.facets import FacetModel
from desktop.shelf.library_page import LibraryPage
from desktop.shelf.volume_model import VolumeModel, VolumeRole

KEYS = Qt.Key


def volume(number: int, **parts: object) -> Volume:
    symbol = f"A/RES/78/{number}"
    said = {"title": f"Title {number:04}", "symbol": symbol, "date": "2024-07-01",
            "body": "General Assembly", "session": "78"}  # fmt: skip
    own = Details(**(said | parts.pop("details", {})))
    key = EditionKey(symbol, "official", str(parts.pop("language", "en")))
    mine = (key,) if parts.pop("is_mine", True) else ()
    return Volume(symbol, "resolution", own, own, (key,), mine, ("official",), 9, **parts)


VOLUMES = [
    volume(1, details={"title": "Women and peace", "subjects": ("Women", "Peace")},
           last_read="2026-01-02T00:00:00Z"),
    volume(2, details={"title": "Peace in our time", "date": "2023", "subjects": ("Peace",)}),
    volume(10, language="fr", collections=("c1",), is_mine=False),
    volume(11, details={"body": "Security Council", "session": ""}),
]  # fmt: skip
MONDAY = Collection("c1", "For Monday", ("A/RES/78/10",))


@pytest.fixture
def page(qtbot, theme) -> LibraryPage:
    made = LibraryPage(theme)
    qtbot.addWidget(made)
    made.resize(1000, 640)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.show_shelf(Shelf(VOLUMES), [MONDAY], 0)
    made.setFocus()
    qtbot.waitUntil(made.bar.box.hasFocus)
    return made


def shown(page: LibraryPage) -> list[str]:
    return [page.model.volume(row).document[9:] for row in range(page.model.rowCount())]


def click(qtbot, page: LibraryPage, group: str, value: str) -> None:
    index = page.facet_model.row_of(group, value)
    assert index.isValid()
    page.facets.scrollTo(index)
    at = page.facets.visualRect(index).center()
    qtbot.mouseClick(page.facets.viewport(), Qt.MouseButton.LeftButton, pos=at)


def facet(page: LibraryPage, group: str, value: str) -> str:
    index = page.facet_model.row_of(group, value)
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def test_typing_narrows_and_counts_follow(qtbot, page):
    assert facet(page, "subject", "Peace") == "Subject: Peace, 2 documents"
    qtbot.keyClicks(page.bar.box, "PEACE women")
    qtbot.waitUntil(lambda: shown(page) == ["1"])
    assert page.status.text() == "1 of 4 documents"
    assert facet(page, "subject", "Women") == "Subject: Women, 1 document"
    qtbot.keyClick(page.bar.box, KEYS.Key_Escape)
    qtbot.waitUntil(lambda: len(shown(page)) == 4)
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page.bar.box, KEYS.Key_Escape)


def test_filters_are_chosen_by_click_and_by_key(qtbot, page):
    click(qtbot, page, "subject", "Peace")
    assert shown(page) == ["1", "2"]
    assert facet(page, "subject", "Peace").endswith(", chosen")
    page.facets.setFocus()
    page.facets.setCurrentIndex(page.facet_model.row_of("year", "2023"))
    qtbot.keyClick(page.facets, KEYS.Key_Space)
    assert shown(page) == ["2"]
    qtbot.keyClick(page.facets, KEYS.Key_Return)
    qtbot.keyClick(page.facets, KEYS.Key_Escape)
    assert len(shown(page)) == 4


def test_keys_pass_over_headings(qtbot, page):
    page.facets.setFocus()
    page.facets.setCurrentIndex(page.facet_model.row_of("collection", "c1"))
    qtbot.keyClick(page.facets, KEYS.Key_Down)
    assert page.facets.row().value == "General Assembly"


def test_nothing_that_fits_is_said_with_a_way_out(qtbot, page):
    qtbot.keyClicks(page.bar.box, "zzz")
    qtbot.waitUntil(page._nothing.isVisible)
    assert not page.table.isVisible()
    page._clear.click()
    assert len(shown(page)) == 4
    assert page.table.isVisible()


def test_headings_and_the_box_sort(qtbot, page):
    header = page.table.header()
    told = []
    page.sort_changed.connect(told.append)

    def press(column: int) -> None:
        at = header.sectionViewportPosition(column) + 8
        point = header.viewport().rect().center()
        point.setX(at)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=point)

    press(1)
    assert shown(page) == ["1", "2", "10", "11"]
    press(1)
    assert shown(page) == ["11", "10", "2", "1"]
    press(3)
    assert shown(page)[0] == "1"
    page.bar.sorts.setCurrentIndex(page.bar.sorts.findData("date"))
    page.bar.sorts.activated.emit(page.bar.sorts.currentIndex())
    assert shown(page)[-1] == "2"
    page.bar.turn.click()
    assert shown(page)[0] == "2"
    assert told == ["symbol", "-symbol", "-last_read", "-date", "date"]


def test_what_is_sorted_by_is_seen_however_narrow_it_is(page):
    page.resize(640, 600)
    seen = lambda: [not page.table.isColumnHidden(n) for n in range(1, 5)]  # noqa: E731
    assert seen() == [False, False, False, False]
    page.sort_by("last_read", True)
    assert seen() == [False, False, True, False]


def test_thousands_are_chosen_at_once(qtbot, page):
    many = [volume(n) for n in range(3000)]
    page.show_shelf(Shelf(many), [], 0)
    page.table.setFocus()
    qtbot.keyClick(page.table, KEYS.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.status.text() == "3,000 documents · 3,000 chosen"
    page.show_shelf(Shelf(many[::2]), [], 0)
    assert [one.document for one in page.chosen] == [one.document for one in many[::2]]


def test_several_are_chosen_and_stay_so_when_the_shelf_is_read_again(qtbot, page):
    qtbot.keyClick(page.bar.box, KEYS.Key_Down)
    qtbot.waitUntil(page.table.hasFocus)
    qtbot.keyClick(page.table, KEYS.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [one.document for one in page.chosen] == ["A/RES/78/1", "A/RES/78/2"]
    assert page.status.text() == "4 documents · 2 chosen"
    assert not page.acts.buttons["details"].isEnabled()
    page.show_shelf(Shelf(VOLUMES[1:]), [MONDAY], 3)
    assert [one.document for one in page.chosen] == ["A/RES/78/2"]
    assert page.acts.wastebasket.isVisible()
    qtbot.keyClick(page.table, KEYS.Key_Up)
    assert page.bar.box.hasFocus()


def test_keys_of_the_table(qtbot, page):
    page.table.setFocus()
    asked = []
    page.act_requested.connect(asked.append)
    page.table.choose(["A/RES/78/2"])
    qtbot.keyClick(page.table, KEYS.Key_F2)
    qtbot.keyClick(page.table, KEYS.Key_Delete)
    assert asked == ["details", "remove"]
    with qtbot.waitSignal(page.document_activated) as opened:
        qtbot.keyClick(page.table, KEYS.Key_Return)
    assert opened.args == ["A/RES/78/2"]
    page.table.choose(["A/RES/78/10"])  # bundled
    qtbot.keyClick(page.table, KEYS.Key_Delete)
    assert asked == ["details", "remove"]
    qtbot.keyClick(page.table, "w")
    assert page.bar.box.text() == "w"


def test_the_menu_offers_what_can_be_done(page, monkeypatch):
    opened = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, at: opened.append(menu))
    asked = []
    page.act_requested.connect(asked.append)
    page.table.choose(["A/RES/78/10"])
    page.table.customContextMenuRequested.emit(page.table.rect().center())
    (menu,) = opened
    can = {action.data(): action.isEnabled() for action in menu.actions()}
    assert can == {"collect": True, "details": True, "export": True, "align": False,
                   "remove": False}  # fmt: skip
    menu.actions()[0].trigger()
    assert asked == ["collect"]


def test_a_collection_is_renamed_and_deleted_from_its_filter(qtbot, page):
    page.facets.setFocus()
    page.facets.setCurrentIndex(page.facet_model.row_of("collection", "c1"))
    with qtbot.waitSignal(page.rename_requested) as renamed:
        qtbot.keyClick(page.facets, KEYS.Key_F2)
    with qtbot.waitSignal(page.delete_requested) as deleted:
        qtbot.keyClick(page.facets, KEYS.Key_Delete)
    assert renamed.args == deleted.args == ["c1"]
    click(qtbot, page, "collection", "c1")
    assert shown(page) == ["10"]
    page.show_shelf(Shelf(VOLUMES), [], 0)  # it is deleted
    assert len(shown(page)) == 4


def test_more_values_are_shown_when_asked_for(qtbot, page):
    many = [volume(n, details={"subjects": (f"Subject {n:03}",)}) for n in range(80)]
    page.show_shelf(Shelf(many), [], 0)
    assert not page.facet_model.row_of("subject", "Subject 020").isValid()
    click(qtbot, page, "subject", "")  # a click on the heading does nothing
    row = page.facet_model.index(
        next(n for n in range(page.facet_model.rowCount())
             if page.facet_model.index(n, 0).data() == "54 more"), 0
    )  # fmt: skip
    page.facets.clicked.emit(row)
    assert page.facet_model.row_of("subject", "Subject 020").isValid()
    assert not page.facet_model.row_of("subject", "Subject 070").isValid()


def test_a_narrow_page_folds_filters_and_buttons(qtbot, page):
    assert page.facets.isVisible()
    page.acts.show_removed(3)
    page.acts.wastebasket.setText("Wastebasket " * 12)  # wider than any page, in whatever font
    page.resize(500, 600)
    assert not page.facets.isVisible()
    assert page.acts.more.isVisible()
    assert not page.table.horizontalScrollBar().isVisible()
    assert page.minimumSizeHint().width() <= 420
    page.bar.filters.click()
    assert page.facets.isVisible()
    page.acts.show_removed(0)
    page.resize(1000, 600)
    assert page.facets.isVisible()
    assert page.acts.buttons["collect"].isVisible()


def test_the_models_keep_to_the_rules(qtmodeltester):
    model = VolumeModel()
    model.show(VOLUMES)
    qtmodeltester.check(model)
    assert model.index(0, 0).data(VolumeRole) is VOLUMES[0]
    assert "Last read 2 Jan 2026" in model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    facets = FacetModel()
    facets.show(Shelf(VOLUMES).narrow(LibraryPage(themes.theme("light")).wanted).counts, {})
    qtmodeltester.check(facets)


@pytest.mark.parametrize("name", themes.NAMES)
def test_every_theme_paints(page, name):
    page.set_theme(themes.theme(name))
    assert not page.grab().isNull()


# the box of collections -----------------------------------------------------------------------


@pytest.fixture
def box(qtbot, page) -> CollectionsBox:
    return CollectionsBox(page)


def rows(box: CollectionsBox) -> list[str]:
    return [box.model.index(row, 0).data() for row in range(box.model.rowCount())]


def test_the_box_puts_in_takes_out_and_makes(qtbot, page, box):
    other = Collection("c2", "Treaties")
    box.ask_where([MONDAY, other], ["A/RES/78/10", "A/RES/78/1"])
    box.open_over(page.rect())
    assert rows(box) == ["Put into “For Monday”", "Take out of “For Monday”", "Put into “Treaties”"]
    qtbot.keyClicks(box.box, "trea")
    assert rows(box) == ["Put into “Treaties”", "New collection “trea”"]
    with qtbot.waitSignal(box.chosen) as chosen:
        qtbot.keyClick(box.box, KEYS.Key_Return)
    assert chosen.args == [Asked("put", other)]
    box.ask_where([MONDAY], ["A/RES/78/10"])
    box.open_over(page.rect())
    assert rows(box) == ["Take out of “For Monday”"]
    qtbot.keyClicks(box.box, "<b>x")
    with qtbot.waitSignal(box.chosen) as chosen:
        qtbot.keyClick(box.box, KEYS.Key_Return)
    assert chosen.args == [Asked("make", None, "<b>x")]


def test_the_box_renames(qtbot, page, box):
    box.open_over(page.rect())
    box.ask_name(MONDAY)
    assert rows(box) == []
    qtbot.keyClicks(box.box, "For Tuesday")
    with qtbot.waitSignal(box.chosen) as chosen:
        qtbot.keyClick(box.box, KEYS.Key_Return)
    assert chosen.args == [Asked("rename", MONDAY, "For Tuesday")]


# the form of details --------------------------------------------------------------------------


@pytest.fixture
def form(page) -> DetailsForm:
    made = DetailsForm(page)
    made.open_over(page.rect(), VOLUMES[0])
    return made


def test_the_form_says_what_holds_and_gives_back_what_was_typed(qtbot, form):
    assert form.fields["subjects"].text() == "Women; Peace"
    assert form.fields["title"].hasFocus()
    form.fields["title"].setText("Mine")
    with qtbot.waitSignal(form.saved) as saved:
        qtbot.keyClick(form.fields["title"], KEYS.Key_Return)
    filled = saved.args[0]
    assert (filled.volume, filled.details.title) == (VOLUMES[0], "Mine")
    assert (filled.edition, filled.language) == (VOLUMES[0].mine[0], "en")


def test_the_form_leads_to_what_is_wrong_and_escape_leaves(qtbot, form):
    form.say("That is no date.", "date")
    assert form.problem.isVisible()
    assert form.fields["date"].hasFocus()
    with qtbot.waitSignal(form.closed):
        qtbot.keyClick(form.fields["date"], KEYS.Key_Escape)
    assert not form.isVisible()


def test_a_bundled_document_offers_no_language(page, form):
    assert form.language.isVisible()
    form.open_over(page.rect(), VOLUMES[2])
    assert not form.language.isVisible()
