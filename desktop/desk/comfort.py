"""Comfort of reading: type and colours, the ruler, scrolling by itself, and fonts that are missing.

It joins what the reader offers to the actions, the settings and the document in front.
"""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from desktop.actions import THEMES
from desktop.parts import Parts
from desktop.reader import scripts
from desktop.reader.auto_scroll import SPEEDS, USUAL, AutoScroll
from desktop.reader.reader import LARGEST, SMALLEST, Reader
from desktop.reader.ruler import Ruler
from desktop.reader.type_panel import TypePanel
from desktop.theme import Theme

_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_FadeMenu, Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip, Qt.UIEffect.UI_FadeTooltip,
)  # fmt: skip
_SHORTLY = 4000


class Comfort(QObject):
    """Makes reading easy on the eyes; what is chosen is told, and kept by whoever has the look."""

    type_chosen = Signal(object)
    """A Typography for every page."""
    size_chosen = Signal(int)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._actions = parts.window.actions_by_name
        self._panel: TypePanel | None = None
        self._told: set[str] = set()
        self._flash = QGuiApplication.styleHints().cursorFlashTime()
        self.scrolling = AutoScroll(self)
        last = len(SPEEDS) - 1
        self.scrolling.speed = parts.settings.number("scroll_speed", USUAL, (0, last))
        self._wire()
        self._actions["ruler"].setChecked(parts.settings.flag("ruler", False))
        self._actions["still"].setChecked(parts.settings.flag("still", False))
        self._reduce_motion(self._actions["still"].isChecked())
        for reader in parts.navigator.open_tabs.made():
            self._wire_reader(reader)

    def _wire(self) -> None:
        self._actions["typography"].triggered.connect(self.toggle_panel)
        self._actions["ruler"].triggered.connect(self._rule)
        self._actions["still"].triggered.connect(self._choose_motion)
        self._actions["focus"].toggled.connect(self._leave_only_pages)
        self._actions["auto_scroll"].triggered.connect(self._scroll)
        self.scrolling.running_changed.connect(self._actions["auto_scroll"].setChecked)
        self.scrolling.speed_changed.connect(self._keep_speed)
        self.scrolling.told.connect(self._tell)
        self._parts.hub.theme_changed.connect(self._dress)
        self._parts.hub.size_changed.connect(self.look_changed)
        self._parts.navigator.open_tabs.reader_made.connect(self._wire_reader)
        self._parts.window.tabs.current_changed.connect(self._turned)

    def _wire_reader(self, reader: Reader) -> None:
        reader.loaded.connect(self._loaded)
        reader.bar.typography_requested.connect(self.toggle_panel)
        reader.bar.setHidden(self._actions["focus"].isChecked())
        self._rule_page(reader)
        self._hint(reader)

    def _leave_only_pages(self, alone: bool) -> None:
        for reader in self._parts.navigator.open_tabs.made():
            reader.bar.setHidden(alone)

    # type and colours -----------------------------------------------------------------------

    def toggle_panel(self) -> None:
        """Open type and colours over what is in front, or close them."""
        reader, page = self._parts.navigator.reader(), self._parts.window.tabs.current()
        if self._panel is not None:
            self._panel.close_panel()
        elif page is None:
            self._tell("Type and colours open beside a page. Open a document first.")
        else:
            language = reader.key.language if reader and reader.key else "en"
            look, sizes = self._parts.navigator.open_tabs.look, (SMALLEST, LARGEST)
            beside = reader.page if reader else page
            self._panel = panel = TypePanel(look, language, THEMES, sizes, beside)
            panel.show_choice(self._parts.themes.choice)
            panel.type_chosen.connect(self._choose_type)
            panel.size_chosen.connect(self._choose_size)
            panel.theme_chosen.connect(self._actions.theme_chosen)
            panel.closed.connect(self._panel_closed)
            panel.destroyed.connect(self._panel_gone)
            panel.open_panel()

    def _choose_type(self, choice: object) -> None:
        self.type_chosen.emit(choice)
        self.look_changed()

    def _choose_size(self, size: int) -> None:
        self.size_chosen.emit(size)
        self.look_changed()

    def look_changed(self) -> None:
        """Show in the panel what the pages look like now."""
        if self._panel is not None:
            self._panel.show_look(self._parts.navigator.open_tabs.look)
            self._panel.show_choice(self._parts.themes.choice)

    def _panel_closed(self) -> None:
        panel, self._panel = self._panel, None
        if panel is not None:
            panel.deleteLater()
            self._parts.navigator.focus()

    def _panel_gone(self) -> None:
        self._panel = None

    def _turned(self, _page: QWidget | None) -> None:
        if self._panel is not None:
            self._panel.close_panel()

    def _dress(self, now: Theme) -> None:
        self.look_changed()
        for reader in self._parts.navigator.open_tabs.made():
            for ruler in reader.page.findChildren(Ruler):
                ruler.set_theme(now)

    # the ruler ------------------------------------------------------------------------------

    def _rule(self, on: bool) -> None:
        self._parts.settings.keep("ruler", on)
        for reader in self._parts.navigator.open_tabs.made():
            self._rule_page(reader)

    def _rule_page(self, reader: Reader) -> None:
        on = self._actions["ruler"].isChecked()
        rulers = reader.page.findChildren(Ruler)
        if on and not rulers:
            Ruler(reader.page, self._parts.themes.current)
        for ruler in rulers if not on else ():
            ruler.hide()
            ruler.deleteLater()

    # movement -------------------------------------------------------------------------------

    def _scroll(self) -> None:
        reader = self._parts.navigator.reader()
        self.scrolling.toggle(reader.page if reader else None)

    def _keep_speed(self, speed: int) -> None:
        self._parts.settings.keep("scroll_speed", speed)

    def _choose_motion(self, still: bool) -> None:
        self._parts.settings.keep("still", still)
        self._reduce_motion(still)

    def _reduce_motion(self, still: bool) -> None:
        """Let nothing move by itself: no fading menus, no blinking caret, no gliding page."""
        self.scrolling.still = still
        for effect in _EFFECTS if still else ():
            QApplication.setEffectEnabled(effect, False)
        QGuiApplication.styleHints().setCursorFlashTime(0 if still else self._flash)

    # fonts ----------------------------------------------------------------------------------

    def _loaded(self, _edition: object) -> None:
        reader = self.sender()
        if isinstance(reader, Reader):
            self._hint(reader)

    def _hint(self, reader: Reader) -> None:
        """Say once what to install where a document's script has no font."""
        language = reader.edition.key.language if reader.edition else ""
        if language in self._told or not (words := scripts.missing(language)):
            return
        self._told.add(language)
        reader.banner.say(words)

    def _tell(self, words: str) -> None:
        line = self._parts.window.statusBar()
        if line.isVisible():  # a message to a hidden line would later be painted over its words
            line.showMessage(words, _SHORTLY)
