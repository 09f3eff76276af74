"""Colours that can be read, a style sheet that Qt takes, and following the system."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

import resources
from db.models import COLORS
from desktop import theme as themes
from desktop.theme import Theme, Themes

GROUNDS = ("window", "surface", "page")
INKS = ("text", "muted", "accent", "danger", "ok")
ICONS = sorted(path.stem for path in resources.path("icons").iterdir())


def luminance(color: QColor) -> float:
    """Relative luminance, WCAG 2.2."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_the_guidelines_do() -> None:
    assert contrast(QColor("#ffffff"), QColor("#000000")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", themes.NAMES)
def test_every_ink_can_be_read_on_every_ground(name: str) -> None:
    theme = themes.theme(name)
    low = {
        (ink, ground): round(ratio, 2)
        for ink in INKS
        for ground in GROUNDS
        if (ratio := contrast(theme.color(ink), theme.color(ground))) < 4.5
    }
    assert low == {}


@pytest.mark.parametrize("name", themes.NAMES)
def test_text_can_be_read_on_every_highlight(name: str) -> None:
    theme = themes.theme(name)
    ratios = {color: contrast(theme.color("text"), theme.color(color)) for color in COLORS}
    assert {color: ratio for color, ratio in ratios.items() if ratio < 6} == {}


@pytest.mark.parametrize("name", themes.NAMES)
def test_what_lies_on_the_tint_can_be_read(name: str) -> None:
    theme = themes.theme(name)
    for ink in ("text", "muted", "accent"):
        assert contrast(theme.color(ink), theme.tint) >= 4.5, ink
    assert theme.tint != theme.color("page")


@pytest.mark.parametrize("name", themes.NAMES)
def test_the_focus_frame_stands_out_from_what_is_around_it(name: str) -> None:
    theme = themes.theme(name)
    assert min(contrast(theme.color("accent"), theme.color(g)) for g in GROUNDS) >= 3


@pytest.mark.parametrize("name", themes.NAMES)
def test_the_six_highlights_differ_from_one_another_and_from_the_page(name: str) -> None:
    theme = themes.theme(name)
    assert len({theme.color(color).name() for color in (*COLORS, "page")}) == 7


@pytest.mark.parametrize("name", themes.NAMES)
def test_a_theme_knows_all_its_colours(name: str) -> None:
    theme = themes.theme(name)
    assert theme.name == name
    for token in Theme._fields:
        assert token == "name" or theme.color(token).isValid(), token


def test_an_unknown_theme_is_the_light_one() -> None:
    assert themes.theme("mauve") == themes.theme("light")


# palette, style sheet, type -----------------------------------------------------------------


@pytest.mark.parametrize("name", themes.NAMES)
def test_the_style_sheet_names_a_role_for_each_token_it_may_use(name: str) -> None:
    theme, palette = themes.theme(name), themes.palette(themes.theme(name))
    for token, role in themes.ROLES._asdict().items():
        words = role.removeprefix("palette(").removesuffix(")").split("-")
        named = QPalette.ColorRole["".join(map(str.capitalize, words))]
        named = QPalette.ColorRole.Base if role == "palette(base)" else named
        wanted = theme.tint if token == "tint" else theme.color(token)
        assert palette.color(named).name() == wanted.name(), token


def test_the_style_sheet_has_no_colour_of_its_own() -> None:
    sheet = themes.style_sheet()
    assert sheet.count("{") == sheet.count("}")
    assert re.findall(r"#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3}\b", sheet) == []
    assert "None" not in sheet
    assert "of." not in sheet


@pytest.mark.parametrize("name", themes.NAMES)
def test_the_palette_has_the_tokens(name: str) -> None:
    theme, palette = themes.theme(name), themes.palette(themes.theme(name))
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    assert palette.color(role.Window).name() == theme.color("window").name()
    assert palette.color(role.Base).name() == theme.color("page").name()
    assert palette.color(role.Text).name() == theme.color("text").name()
    assert contrast(palette.color(role.HighlightedText), palette.color(role.Highlight)) >= 4.5
    assert palette.color(group.Disabled, role.Text).name() == theme.color("muted").name()


def test_arabic_is_set_a_step_larger_in_a_face_of_its_script(qapp: QApplication) -> None:
    assert themes.reader_font("en", 18).pixelSize() == 18
    assert themes.reader_font("ar", 18).pixelSize() > 18
    first = {code: themes.reader_font(code, 18).families()[0] for code in ("en", "ar", "zh")}
    assert len(set(first.values())) > 1, "no face for Arabic or Chinese is installed"
    assert themes.reader_font("en", 18).styleHint() == QFont.StyleHint.Serif


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_drawn_in_the_colour_that_is_asked_for(qapp: QApplication, name: str) -> None:
    image = themes.icon(name, "#ff0000").pixmap(20, 20).toImage()
    seen = [image.pixelColor(x, y) for x in range(20) for y in range(20)]
    inked = [color for color in seen if color.alpha() > 200]
    assert inked, "nothing is drawn"
    assert {(color.green(), color.blue()) for color in inked} == {(0, 0)}


def test_every_icon_takes_its_colour_from_the_theme() -> None:
    for name in ICONS:
        source = resources.path(f"icons/{name}.svg").read_text(encoding="utf-8")
        assert "currentColor" in source, name


# following the system -----------------------------------------------------------------------


class System:
    """The system's choice between light and dark."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = "light"
        monkeypatch.setattr(themes, "system_theme", lambda: self.now)

    def turn(self, now: str) -> None:
        self.now = now
        scheme = Qt.ColorScheme.Dark if now == "dark" else Qt.ColorScheme.Light
        QGuiApplication.styleHints().colorSchemeChanged.emit(scheme)


@pytest.fixture
def system(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> System:
    return System(monkeypatch)


def test_the_theme_follows_the_system_while_open(qtbot: QtBot, system: System) -> None:
    followed = Themes()
    assert followed.current.name == "light"
    with qtbot.waitSignal(followed.changed) as changed:
        system.turn("dark")
    assert changed.args == [themes.theme("dark")]
    assert followed.current.name == "dark"
    with qtbot.waitSignal(followed.changed):
        system.turn("light")
    assert followed.current.name == "light"


def test_a_chosen_theme_stays_whatever_the_system_does(qtbot: QtBot, system: System) -> None:
    chosen = Themes("sepia")
    with qtbot.assertNotEmitted(chosen.changed):
        system.turn("dark")
    assert chosen.current.name == "sepia"


def test_choosing_the_system_again_follows_it_from_then_on(qtbot: QtBot, system: System) -> None:
    chosen = Themes("contrast")
    system.turn("dark")
    with qtbot.waitSignal(chosen.changed) as changed:
        chosen.choose("system")
    assert changed.args[0].name == "dark"
    assert chosen.choice == "system"


def test_a_theme_that_is_already_shown_is_not_told_again(qtbot: QtBot, system: System) -> None:
    followed = Themes()
    with qtbot.assertNotEmitted(followed.changed):
        followed.choose("light")
        system.turn("light")


def test_the_system_is_asked_through_qt(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Hints:
        def colorScheme(self) -> Qt.ColorScheme:
            return self.scheme

    hints = Hints()
    monkeypatch.setattr(QGuiApplication, "styleHints", lambda: hints)
    for scheme, name in (
        (Qt.ColorScheme.Dark, "dark"),
        (Qt.ColorScheme.Light, "light"),
        (Qt.ColorScheme.Unknown, "light"),
    ):
        hints.scheme = scheme
        assert themes.system_theme() == name


def test_a_label_shows_the_theme_it_is_dressed_in(qtbot: QtBot, theme: Theme) -> None:
    label = QLabel("words", objectName="muted")
    qtbot.addWidget(label)
    label.show()
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == theme.muted.lower()
