"""Type and colours: every change is told at once and shown by the sample."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QSpinBox, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop import theme as themes
from desktop.actions import THEMES
from desktop.reader.look import Look
from desktop.reader.sample import WORDS, Sample
from desktop.reader.type_panel import TypePanel
from desktop.reader.typography import BOUNDS, Typography
from desktop.theme import Theme
from desktop.widgets.stepper import Stepper

Key = Qt.Key


@pytest.fixture
def host(qtbot: QtBot, theme: Theme) -> QWidget:
    """A window with a page."""
    made = QWidget()
    qtbot.addWidget(made)
    page = QTextEdit(made)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 40, 0, 0)
    column.addWidget(page)
    made.resize(1000, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


@pytest.fixture
def panel(host: QWidget, theme: Theme) -> TypePanel:
    page = host.findChild(QTextEdit)
    made = TypePanel(Look(theme), "en", THEMES, (11, 40), page)
    made.show_choice("system")
    made.open_panel()
    return made


def field(panel: TypePanel, name: str) -> QWidget:
    """The box with this accessible name."""
    boxes = [*panel.findChildren(QSpinBox), *panel.findChildren(QComboBox)]
    return next(box for box in boxes if box.accessibleName() == name)


def button(panel: TypePanel, name: str) -> QAbstractButton:
    return next(
        one
        for one in panel.findChildren(QAbstractButton)
        if name in (one.accessibleName(), one.text().replace("&", ""))
    )


def test_it_opens_with_the_keys_in_its_first_field(panel: TypePanel) -> None:
    assert field(panel, "Theme").hasFocus()
    assert field(panel, "Theme").currentText() == "As the system"


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Line spacing", "leading"), ("Column width", "measure"),
        ("Margins, at least", "margin"), ("Between paragraphs", "spacing"),
    ],
)  # fmt: skip
def test_a_number_is_told_when_an_arrow_key_changes_it(
    qtbot: QtBot, panel: TypePanel, name: str, part: str
) -> None:
    with qtbot.waitSignal(panel.type_chosen) as told:
        QTest.keyClick(field(panel, name), Key.Key_Up)
    assert getattr(told.args[0], part) > getattr(Typography(), part)
    assert told.args[0]._replace(**{part: getattr(Typography(), part)}) == Typography()


def test_the_buttons_beside_a_number_change_it(qtbot: QtBot, panel: TypePanel) -> None:
    for name, higher in (("Size, more", True), ("Size, less", False)):
        with qtbot.waitSignal(panel.size_chosen) as told:
            QTest.mouseClick(button(panel, name), Qt.MouseButton.LeftButton)
        assert (told.args[0] > 18) is higher or told.args[0] == 18


def test_a_typed_number_is_kept_within_its_bounds(qtbot: QtBot, panel: TypePanel) -> None:
    box = field(panel, "Column width")
    box.selectAll()
    QTest.keyClicks(box, "999")
    QTest.keyClick(box, Key.Key_Return)
    assert box.value() <= BOUNDS["measure"][1]


def test_a_family_is_told_for_its_script(qtbot: QtBot, panel: TypePanel) -> None:
    faces = field(panel, "Arabic")
    with qtbot.waitSignal(panel.type_chosen) as told:
        QTest.keyClick(faces, Key.Key_Down)
    assert told.args[0] == Typography(arabic=faces.itemText(1))


def test_only_families_with_the_script_are_offered(panel: TypePanel) -> None:
    arabic, chinese = field(panel, "Arabic"), field(panel, "Chinese")
    offered = [{box.itemData(n) for n in range(1, box.count())} for box in (arabic, chinese)]
    assert offered[0].isdisjoint({"Noto Serif CJK SC"})
    assert offered[1].isdisjoint({"Noto Naskh Arabic"})


def test_a_theme_is_told_by_its_name(qtbot: QtBot, panel: TypePanel) -> None:
    with qtbot.waitSignal(panel.theme_chosen) as told:
        QTest.keyClicks(field(panel, "Theme"), "S")
    assert told.args == ["sepia"]


def test_the_box_for_justified_lines_tells(qtbot: QtBot, panel: TypePanel) -> None:
    with qtbot.waitSignal(panel.type_chosen) as told:
        QTest.keyClick(button(panel, "Justify the lines"), Key.Key_Space)
    assert told.args == [Typography(justified=True)]


def test_reset_gives_everything_back(panel: TypePanel, theme: Theme) -> None:
    panel.show_look(Look(theme, 30, type=Typography(measure=40, justified=True)))
    told: list[object] = []
    panel.type_chosen.connect(told.append)
    panel.size_chosen.connect(told.append)
    QTest.keyClick(button(panel, "Reset"), Key.Key_Space)
    assert told == [Typography(), 18]


def test_a_look_that_is_shown_is_not_told_again(
    qtbot: QtBot, panel: TypePanel, theme: Theme
) -> None:
    look = Look(theme, 24, type=Typography("DejaVu Sans", measure=50, justified=True))
    with qtbot.assertNotEmitted(panel.type_chosen), qtbot.assertNotEmitted(panel.size_chosen):
        panel.show_look(look)
    assert field(panel, "Size").value() == 24
    assert field(panel, "Column width").value() == 50
    assert field(panel, "Latin, Cyrillic").currentText() == "DejaVu Sans"


def test_a_family_that_is_no_longer_installed_is_named(panel: TypePanel, theme: Theme) -> None:
    panel.show_look(Look(theme, type=Typography(latin="Gone Serif")))
    assert field(panel, "Latin, Cyrillic").currentText() == "Gone Serif (not installed)"


def test_escape_closes_it(qtbot: QtBot, panel: TypePanel) -> None:
    with qtbot.waitSignal(panel.closed):
        QTest.keyClick(field(panel, "Size"), Key.Key_Escape)
    assert panel.isHidden()


def test_every_field_is_reached_with_tab(panel: TypePanel) -> None:
    names = []
    for _ in range(11):
        names.append(panel.window().focusWidget().accessibleName())
        QTest.keyClick(panel.window().focusWidget(), Key.Key_Tab)
    assert names[:3] == ["Theme", "Size", "Latin, Cyrillic"]
    assert "Between paragraphs" in names


@pytest.mark.parametrize("size", [(1000, 800), (420, 260), (1400, 700)])
def test_it_stays_over_the_page(host: QWidget, panel: TypePanel, size: tuple[int, int]) -> None:
    host.resize(*size)
    page = host.findChild(QTextEdit)
    assert page.geometry().contains(panel.geometry())


def test_a_key_of_the_panel_is_not_the_pages(host: QWidget, panel: TypePanel) -> None:
    page = host.findChild(QTextEdit)
    QTest.keyClicks(field(panel, "Size"), "n")
    assert page.toPlainText() == ""


@pytest.mark.parametrize(("language", "left"), [("en", False), ("ar", True)])
def test_it_leaves_the_beginning_of_the_lines_free(
    host: QWidget, theme: Theme, language: str, left: bool
) -> None:
    page = host.findChild(QTextEdit)
    panel = TypePanel(Look(theme), language, THEMES, (11, 40), page)
    panel.open_panel()
    assert (panel.geometry().center().x() < page.geometry().center().x()) is left


# the sample ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ar", "zh", "en", "fr", "ru", "es"])
def test_the_sample_speaks_the_language_of_the_page(
    qtbot: QtBot, theme: Theme, language: str
) -> None:
    sample = Sample()
    qtbot.addWidget(sample)
    sample.show_look(Look(theme), language)
    assert sample.document.toPlainText() == WORDS[language]
    assert WORDS[language] in sample.accessibleName()
    expected = 21 if language == "ar" else 18
    assert sample.document.defaultFont().pixelSize() == expected


def test_the_sample_changes_with_the_look(panel: TypePanel, theme: Theme) -> None:
    sample = panel.findChild(Sample)
    before = sample.grab().toImage()
    panel.show_look(Look(theme, 26, type=Typography(leading=220)))
    assert sample.grab().toImage() != before


@pytest.mark.parametrize("name", themes.NAMES)
def test_an_unknown_language_has_a_sample_too(qtbot: QtBot, theme: Theme, name: str) -> None:
    sample = Sample()
    qtbot.addWidget(sample)
    sample.show_look(Look(themes.theme(name)), "xx")
    assert sample.document.toPlainText() == WORDS["en"]


def test_a_stepper_has_no_more_at_its_end(qtbot: QtBot, theme: Theme) -> None:
    stepper = Stepper(0, 4, 2, " px")
    qtbot.addWidget(stepper)
    stepper.set_name("Ink")
    stepper.show_value(4)
    buttons = {
        one.accessibleName(): one.isEnabled() for one in stepper.findChildren(QAbstractButton)
    }
    assert buttons == {"Ink, less": True, "Ink, more": False}
    assert stepper.value == 4
