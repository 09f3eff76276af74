"""Colours and type: tokens from `resources/themes`, as palette, style sheet and fonts.

The palette does most of the work; the style sheet says what a palette cannot.
"""

import json
import math
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QPalette,
    QPixmap,
    QTextCharFormat,
)

import resources

NAMES = ("light", "dark", "sepia", "contrast")
READER_FONTS = (
    "Source Serif 4", "Charis SIL", "Noto Serif", "Charter", "Georgia", "DejaVu Serif",
)  # fmt: skip
SCRIPT_FONTS = {
    "ar": ("Noto Naskh Arabic", "Noto Sans Arabic", "Amiri", "Scheherazade New"),
    "zh": ("Noto Serif CJK SC", "Noto Sans CJK SC", "Source Han Serif SC", "SimSun"),
}


class Theme(NamedTuple):
    """The tokens of one theme, each a CSS colour; `highlights` by colour name."""

    name: str
    window: str
    surface: str
    page: str
    text: str
    muted: str
    border: str
    accent: str
    danger: str
    ok: str
    yellow: str
    green: str
    blue: str
    pink: str
    orange: str
    purple: str

    def color(self, token: str) -> QColor:
        """Return a token as a colour."""
        return QColor(getattr(self, token))

    @property
    def tint(self) -> QColor:
        """The accent, faint enough to lie under text."""
        accent, page = self.color("accent"), self.color("page")
        share = 0.25 if self.name == "contrast" else 0.09
        return QColor(
            *(
                round(ground + (over - ground) * share)
                for over, ground in (
                    (accent.red(), page.red()),
                    (accent.green(), page.green()),
                    (accent.blue(), page.blue()),
                )
            )
        )


@lru_cache(maxsize=1)
def _tokens() -> dict[str, dict[str, str]]:
    data = json.loads(resources.path("themes/themes.json").read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def theme(name: str) -> Theme:
    """Return a theme by name; an unknown name gives the light one."""
    tokens = _tokens().get(name) or _tokens()["light"]
    return Theme(name if name in _tokens() else "light", **tokens)


_Underline = QTextCharFormat.UnderlineStyle
_UNDERLINES = {
    "yellow": _Underline.SingleUnderline,
    "green": _Underline.DashUnderline,
    "blue": _Underline.DotLine,
    "pink": _Underline.DashDotLine,
    "orange": _Underline.DashDotDotLine,
    "purple": _Underline.WaveUnderline,
}


def underline(color: str, of: Theme) -> QTextCharFormat.UnderlineStyle:
    """Return the line under a highlight that tells its colour; only high contrast has one."""
    return _UNDERLINES[color] if of.name == "contrast" else _Underline.NoUnderline


@lru_cache(maxsize=64)
def ink(color: str, of: Theme) -> QColor:
    """Return a highlight's colour strong enough for a line on the page (at least 3:1)."""
    found = of.color(color).toHsl()
    dark = of.color("page").lightnessF() < 0.5
    strength = max(0.55, found.hslSaturationF())
    return QColor.fromHslF(max(found.hslHueF(), 0.0), min(strength, 0.85), 0.66 if dark else 0.38)


def system_theme() -> str:
    """Return `dark` or `light`, as the system has it now."""
    scheme = QGuiApplication.styleHints().colorScheme()
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"


class Themes(QObject):
    """The current theme: chosen, or following the system while open."""

    changed = Signal(object)

    def __init__(self, choice: str = "system", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = choice
        self.current = theme(self._wanted())
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def choice(self) -> str:
        """`system` or the name of a theme."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Take a theme, or `system` to follow it."""
        self._choice = choice
        self._follow()

    def _wanted(self) -> str:
        return system_theme() if self._choice == "system" else self._choice

    def _follow(self, *_scheme: object) -> None:
        wanted = theme(self._wanted())
        if wanted != self.current:
            self.current = wanted
            self.changed.emit(wanted)


def palette(of: Theme) -> QPalette:
    """Return the palette of a theme."""
    made = QPalette()
    role = QPalette.ColorRole
    for token, roles in {
        "window": (role.Window, role.Button),
        "page": (role.Base,),
        "surface": (role.AlternateBase, role.ToolTipBase),
        "text": (role.WindowText, role.Text, role.ButtonText, role.ToolTipText),
        "muted": (role.PlaceholderText,),
        "accent": (role.Highlight, role.Link, role.Accent),
        "border": (role.Mid, role.Dark),
        "page ": (role.HighlightedText,),
        "danger": (role.BrightText,),
        "ok": (role.LinkVisited,),
    }.items():
        for one in roles:
            made.setColor(one, of.color(token.strip()))
    made.setColor(role.Midlight, of.tint)
    group = QPalette.ColorGroup.Disabled
    for one in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(group, one, of.color("muted"))
    return made


class Roles(NamedTuple):
    """The tokens as roles of the palette: a style sheet of these is the same in every theme."""

    window: str = "palette(window)"
    surface: str = "palette(alternate-base)"
    page: str = "palette(base)"
    text: str = "palette(window-text)"
    muted: str = "palette(placeholder-text)"
    border: str = "palette(mid)"
    accent: str = "palette(accent)"
    danger: str = "palette(bright-text)"
    ok: str = "palette(link-visited)"
    tint: str = "palette(midlight)"


ROLES = Roles()


def style_sheet(of: Theme | Roles = ROLES) -> str:
    """Return what the palette cannot say, for the whole application."""
    tint = of.tint if isinstance(of, Roles) else of.tint.name()
    return f"""
QToolTip {{ background: {of.surface}; color: {of.text}; border: 1px solid {of.border};
  padding: 4px 6px; }}
QWidget#rail {{ background: {of.window}; border: none; }}
QWidget#rail QProgressBar {{ background: {of.border}; border: none; border-radius: 3px; }}
QProgressBar::chunk {{ background: {of.accent}; border-radius: 3px; }}
QToolButton {{ border: none; border-radius: 8px; padding: 8px; margin: 2px 6px; }}
QWidget#rail QToolButton:hover {{ background: {of.surface}; }}
QWidget#rail QToolButton:checked {{ background: {tint}; }}
QWidget#rail QToolButton:focus {{ border: 2px solid {of.accent}; padding: 6px; }}
QFrame#side, QFrame#notes {{ background: {of.surface}; }}
QFrame#side {{ border-left: 1px solid {of.border}; border-right: 1px solid {of.border}; }}
QFrame#notes {{ border-left: 1px solid {of.border}; }}
QWidget#pageBar {{ background: {of.page}; border-bottom: 1px solid {of.border}; }}
QWidget#findBar {{ background: {of.surface}; border-top: 1px solid {of.border}; }}
QToolButton#chip {{ background: {tint}; border: 1px solid {of.border}; padding: 2px 8px;
  border-radius: 10px; }}
QToolButton#chip:hover {{ border: 1px solid {of.accent}; }}
QToolButton#chip:focus {{ border: 2px solid {of.accent}; padding: 1px 7px; }}
QToolButton#builder:checked, QToolButton#group:checked {{ background: {tint}; }}
QToolButton#findOption {{ border: 1px solid transparent; }}
QToolButton#findOption:checked {{ background: {tint}; border: 1px solid {of.accent};
  color: {of.accent}; }}
QToolButton#findOption:focus {{ border: 2px solid {of.accent}; padding: 3px 7px; }}
QWidget#pageBar[active="True"] {{ border-bottom: 2px solid {of.accent}; }}
QWidget#pageBar[active="True"] QToolButton#edition {{ font-weight: 600; }}
QWidget#pageBar QToolButton:checked {{ background: {tint}; }}
QLabel#panelTitle {{ font-weight: 600; color: {of.text}; }}
QLabel#muted {{ color: {of.muted}; }}
QLabel#problem {{ color: {of.danger}; }}
QHeaderView {{ background: {of.page}; border: none; }}
QHeaderView::section {{ background: {of.page}; color: {of.muted}; border: none;
  border-bottom: 1px solid {of.border}; padding: 6px 10px; }}
QHeaderView::section:hover {{ color: {of.text}; }}
QLabel#kicker {{ color: {of.muted}; font-size: 12px; }}
QLineEdit, QPlainTextEdit, QComboBox {{ background: {of.page}; color: {of.text};
  border: 1px solid {of.border}; border-radius: 6px; padding: 5px 8px;
  selection-background-color: {of.accent}; selection-color: {of.page}; }}
QLineEdit, QPlainTextEdit {{ placeholder-text-color: {of.muted}; }}
QCheckBox:focus {{ color: {of.accent}; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border: 2px solid {of.accent};
  padding: 4px 7px; }}
QComboBox::drop-down {{ border: none; width: 18px; }}
QComboBox QAbstractItemView {{ background: {of.page}; color: {of.text};
  selection-background-color: {tint}; selection-color: {of.text};
  border: 1px solid {of.border}; }}
QListView, QTreeView {{ background: transparent; border: none; outline: none;
  color: {of.text}; }}
QListView:focus, QTreeView:focus {{ border: none; }}
QTreeView {{ show-decoration-selected: 0; }}
QTreeView::item {{ padding: 3px 4px; border-radius: 6px; }}
QTreeView::item:selected, QListView::item:selected {{ background: {tint}; color: {of.text}; }}
QTreeView::item:hover {{ background: {tint}; }}
QTreeView::branch, QTreeView::branch:selected, QTreeView::branch:hover {{
  background: transparent; }}
QListView#switcher {{ background: {of.surface}; border: 1px solid {of.border};
  border-radius: 8px; padding: 4px; }}
QListView#switcher::item {{ padding: 7px 12px; border-radius: 6px; }}
QTabBar {{ background: {of.window}; border: none; }}
QTabBar::tab {{ background: {of.window}; color: {of.muted}; padding: 8px 10px; border: none;
  border-bottom: 2px solid transparent; max-width: 240px; }}
QTabBar::tab:selected {{ background: {of.page}; color: {of.text};
  border-bottom: 2px solid {of.accent}; }}
QTabBar::tab:hover {{ color: {of.text}; }}
QTabBar QToolButton#ScrollLeftButton, QTabBar QToolButton#ScrollRightButton {{
  background: {of.window}; border-radius: 0; margin: 0; padding: 0; }}
QTabBar QToolButton#tabClose, QTabBar QToolButton#tabPin {{ padding: 3px; }}
QTabBar:focus {{ outline: none; }}
QTabBar::tab:selected:focus {{ color: {of.accent}; }}
QPushButton {{ background: {of.page}; color: {of.text}; border: 1px solid {of.border};
  border-radius: 6px; padding: 6px 14px; }}
QPushButton:hover {{ background: {tint}; }}
QPushButton:focus {{ border: 2px solid {of.accent}; padding: 5px 13px; }}
QPushButton:disabled {{ color: {of.muted}; }}
QPushButton#primary {{ background: {of.accent}; color: {of.page}; border-color: {of.accent}; }}
QPushButton#primary:focus {{ border: 2px solid {of.text}; }}
QPushButton#link {{ background: transparent; border: none; color: {of.accent}; padding: 4px; }}
QPushButton#link:focus {{ border: 2px solid {of.accent}; padding: 2px; }}
QProgressBar {{ background: {of.border}; border: none; border-radius: 3px; }}
QProgressBar::chunk {{ background: {of.accent}; border-radius: 3px; }}
QToolButton {{ border: none; border-radius: 6px; padding: 4px 8px; color: {of.text}; }}
QToolButton:hover {{ background: {tint}; }}
QToolButton:focus {{ border: 2px solid {of.accent}; padding: 2px 6px; }}
QToolButton::menu-indicator {{ image: none; }}
QMenu {{ background: {of.page}; color: {of.text}; border: 1px solid {of.border}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {tint}; color: {of.text}; }}
QMenu::item:disabled {{ color: {of.muted}; }}
QMenu::separator {{ height: 1px; background: {of.border}; margin: 4px 8px; }}
QStatusBar {{ background: {of.window}; color: {of.muted}; border-top: 1px solid {of.border}; }}
QStatusBar::item {{ border: none; }}
QStatusBar QLabel {{ color: {of.muted}; font-size: 12px; }}
QSplitter::handle {{ background: {of.border}; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
QScrollBar::handle:vertical {{ background: {of.border}; border-radius: 4px; min-height: 32px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; }}
QScrollBar::handle:horizontal {{ background: {of.border}; border-radius: 4px; min-width: 32px; }}
QScrollBar::handle:hover {{ background: {of.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
  background: none; border: none; height: 0; width: 0; }}
QAbstractScrollArea::corner, QTableCornerButton::section {{
  background: transparent; border: none; }}
QFrame#banner {{ background: {tint}; border: none; border-left: 3px solid {of.accent}; }}
QFrame#palette {{ background: {of.page}; border: 1px solid {of.muted}; border-radius: 8px; }}
QFrame#popover {{ background: {of.surface}; border: 1px solid {of.border};
  border-radius: 8px; }}
QFrame#popover QListView::item {{ padding: 4px 6px; }}
QFrame#typePanel {{ background: {of.surface}; border: 1px solid {of.border};
  border-radius: 8px; }}
QFrame#hints {{ background: {of.surface}; border-top: 1px solid {of.border}; }}
"""


def reader_font(language: str, size: int, family: str = "") -> QFont:
    """Return the reading font of a language at `size` pixels; Arabic a step larger.

    A `family` that was chosen comes first, where it is installed.
    """
    families = [*filter(None, [family]), *SCRIPT_FONTS.get(language, ()), *READER_FONTS]
    present = [family for family in families if QFontDatabase.hasFamily(family)]
    font = QFont(present or families)
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPixelSize(size + 3 if language == "ar" else size)
    return font


_DRAWN = 'width="20" height="20"'
"""The size in which our icons are drawn, as their files say it."""


@lru_cache(maxsize=256)
def icon(name: str, color: str, size: int = 20) -> QIcon:
    """Return one of our line icons, tinted, as sharp as the sharpest screen."""
    source = resources.path(f"icons/{name}.svg").read_text(encoding="utf-8")
    tinted = source.replace("currentColor", color)
    made = QIcon()
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    for scale in sorted({1, math.ceil(application.devicePixelRatio())}):
        side = size * scale
        pixmap = QPixmap()
        pixmap.loadFromData(
            tinted.replace(_DRAWN, f'width="{side}" height="{side}"').encode(), "SVG"
        )
        pixmap.setDevicePixelRatio(scale)
        made.addPixmap(pixmap)
    return made
