"""The window: rail, side panel, tabs, notes, status line. No SQL, no feature logic."""

import os
from collections.abc import Generator, Mapping

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.actions import Actions
from desktop.keys.keyed import keyed
from desktop.rail import MODES, Rail
from desktop.theme import Theme
from desktop.widgets.banner import Banner
from desktop.widgets.hints import Hints
from desktop.widgets.tabs import TabArea

TWO_PANELS = 1180
"""From this width on, both panels and the page fit side by side."""
ONE_PANEL = 860
"""Below this width the page is alone and panels slide over it."""
_SIDE_WIDTH, _NOTES_WIDTH = 280, 300
_WIDEST = 100_000
"""No panel is as wide, in pixels; Qt takes no number that is much larger."""


class MainWindow(QMainWindow):
    """Places the parts it is given and shows or hides them; `mode_chosen` names a rail icon."""

    mode_chosen = Signal(str)
    closing = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setWindowTitle("Resolute")
        self.resize(1440, 900)
        self.actions_by_name = Actions(self)
        self.banner = Banner(self)
        self.hints = Hints(self)
        self.tabs = TabArea(_empty_page(), theme, self)
        self._panels = {mode: QWidget(self) for mode in MODES if mode != "notes"}
        self._stack, self._beside = QStackedWidget(self), QStackedWidget(self)
        self._side = _framed("side", self._stack)
        self._notes = _framed("notes", self._beside)
        for panel in self._panels.values():
            self._stack.addWidget(panel)
        self._wants = self._wanted = {"side": True, "notes": True}
        self._focus_only = False
        self._notes_apply = True
        self.rail = Rail(self.actions_by_name, self)
        self.rail.chosen.connect(self.mode_chosen)
        self._splitter = QSplitter(self)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self.setCentralWidget(self._make_centre())
        self._make_status()
        self.set_theme(theme)
        self.show_panel("contents")

    def furnishing(
        self, panels: Mapping[str, QWidget], notes: QWidget
    ) -> Generator[None, None, None]:
        """Put in the panels that were not needed for the first frame, one a turn, and the menu."""
        for name, panel in panels.items():
            shown = self.panel == name
            empty, self._panels[name] = self._panels[name], panel
            self._stack.addWidget(panel)
            if shown:
                self._stack.setCurrentWidget(panel)
            self._stack.removeWidget(empty)
            empty.deleteLater()
            yield
        self._beside.addWidget(notes)
        yield
        self.windowHandle().windowStateChanged.connect(self._state_changed)
        self.rail.fill_menu()

    def _make_centre(self) -> QWidget:
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.tabs.put_over_pages(self.banner)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.hints)
        for part in (self._side, middle, self._notes):
            self._splitter.addWidget(part)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([_SIDE_WIDTH, 900, _NOTES_WIDTH])
        centre = QWidget(self)
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self._splitter, 1)
        return centre

    def open_menu(self) -> None:
        """Open the menu, by key."""
        self.rail.open_menu()

    def _make_status(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        self._where, self._due = QLabel(bar), QLabel(bar)
        self._where.setContentsMargins(8, 0, 0, 0)
        self._due.setContentsMargins(0, 0, 8, 0)
        self._where.setAccessibleName("Where you are")
        bar.addWidget(self._where, 1)
        bar.addPermanentWidget(self._due)

    def set_where(self, words: str) -> None:
        """Say in the status line where the reader is."""
        self._where.setText(words)

    def set_due(self, words: str) -> None:
        """Say in the status line what is due."""
        self._due.setText(words)

    # panels -------------------------------------------------------------------------------

    def show_panel(self, name: str) -> None:
        """Show one of the side panels."""
        self._stack.setCurrentWidget(self._panels[name])
        self._wants["side"] = True
        if self.width() < TWO_PANELS:
            self._wants["notes"] = False
        self._focus_only = False
        self._arrange()

    def toggle_panel(self, name: str) -> None:
        """Show a side panel, or fold it away if it is the one that is shown."""
        if self.side_shown and self.panel == name:
            self.show_side(False)
        else:
            self.show_panel(name)

    @property
    def panel(self) -> str:
        """The side panel that is shown, or would be if it were not folded away."""
        current = self._stack.currentWidget()
        return next(name for name, panel in self._panels.items() if panel is current)

    @property
    def side_shown(self) -> bool:
        """Whether a side panel is in view."""
        return self._side.isVisibleTo(self)

    @property
    def notes_shown(self) -> bool:
        """Whether the notes are in view."""
        return self._notes.isVisibleTo(self)

    def show_side(self, show: bool) -> None:
        """Show the side panel or fold it away."""
        self._wants["side"] = show
        self._focus_only = self._focus_only and not show
        self._arrange()

    def show_notes(self, show: bool) -> None:
        """Show the notes beside the page or fold them away."""
        self._wants["notes"] = show
        if show and self.width() < TWO_PANELS:
            self._wants["side"] = False
        self._focus_only = False
        self._arrange()

    def let_notes_apply(self, apply: bool) -> None:
        """Notes stand beside documents; beside anything else they fold away."""
        if apply != self._notes_apply:
            self._notes_apply = apply
            self._arrange()

    def show_page(self) -> None:
        """Slide away the panel that lies over the page, now that something is to be seen there."""
        if self._floating:
            self._wants = {"side": False, "notes": False}
            self._arrange()

    def focus_page(self, only: bool) -> None:
        """Leave only the page, or bring everything back."""
        self._focus_only = only
        self._arrange()

    def full_screen(self, on: bool) -> None:
        """Fill the screen, or come back as large as before."""
        filled = Qt.WindowState.WindowFullScreen
        self.setWindowState(self.windowState() | filled if on else self.windowState() & ~filled)

    def _state_changed(self, _state: object) -> None:
        self.actions_by_name["full_screen"].setChecked(self.isFullScreen())

    def _arrange(self) -> None:
        alone = self._focus_only
        self._float(self.width() < ONE_PANEL)
        side, notes = self._wants["side"] and not alone, self._wants["notes"] and not alone
        notes = notes and self._notes_apply
        width = self.width()
        if width < TWO_PANELS and side and notes:
            notes = False
        self._side.setVisible(side)
        self._notes.setVisible(notes)
        self.rail.setVisible(not alone)
        self.tabs.show_bar(not alone)
        self.hints.fold_away(alone)
        self.statusBar().setVisible(not alone)
        shown = {self.panel} if side else set()
        self.rail.show_checked(shown | {"notes"} if notes else shown)
        self.actions_by_name["side"].setChecked(side)
        self.actions_by_name["focus"].setChecked(alone)
        self._place_floating()

    @property
    def _floating(self) -> bool:
        return self._side.parentWidget() is self.centralWidget()

    def _float(self, floating: bool) -> None:
        """Lay the panels over the page, folded away, or put them beside it as they were."""
        if floating == self._floating:
            return
        if floating:
            self._wanted, self._wants = self._wants, {"side": False, "notes": False}
            for panel in (self._side, self._notes):
                panel.setParent(self.centralWidget())
        else:
            self._wants = self._wanted
            self._splitter.insertWidget(0, self._side)
            self._splitter.addWidget(self._notes)
            self._splitter.setSizes([_SIDE_WIDTH, 900, _NOTES_WIDTH])

    def _place_floating(self) -> None:
        centre = self.centralWidget()
        if centre is None or not self._floating:
            return
        rail = 0 if self.rail.isHidden() else self.rail.sizeHint().width()
        height = centre.height()
        width = min(320, centre.width() - rail - 80)
        self._side.setGeometry(rail, 0, width, height)
        self._notes.setGeometry(centre.width() - width, 0, width, height)
        for panel in (self._side, self._notes):
            panel.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the panels to the new width."""
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, where nothing else has a use for it, takes away what is in front of the page."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.banner.isVisible():
            self.banner.hide()
        elif self._focus_only:
            self.focus_page(False)
        elif self.isFullScreen() and not (self._floating and (self.side_shown or self.notes_shown)):
            self.full_screen(False)
        else:
            self.show_page()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The side buttons of a mouse go back and forward, wherever it points."""
        name = {
            Qt.MouseButton.BackButton: "back",
            Qt.MouseButton.ForwardButton: "forward",
        }.get(event.button())
        if name is None:
            super().mousePressEvent(event)
        else:
            self.actions_by_name[name].trigger()

    def come_forward(self, token: str = "") -> None:
        """Come to the front, as large as before; Wayland allows it to who has a `token`."""
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token  # where Qt looks for it, once
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        if not self.isActiveWindow():
            self.raise_()
            self.activateWindow()

    # look and life ------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Tint what the palette does not reach."""
        self.rail.set_theme(theme)
        self.tabs.set_theme(theme)

    def layout_state(self) -> dict[str, object]:
        """Return what `restore_layout` takes."""
        return {
            "geometry": bytes(self.saveGeometry().toBase64().data()).decode(),
            "panel": self.panel,
            **(self._wanted if self._floating else self._wants),
            "sizes": self._splitter.sizes() if self._splitter.count() == 3 else [],
        }

    def restore_layout(self, state: object) -> None:
        """Take up an earlier layout; whatever is not understood is left as it is."""
        if not isinstance(state, dict):
            return
        if isinstance(geometry := state.get("geometry"), str):
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii", "replace")))
        if (panel := str(state.get("panel"))) in self._panels:
            self._stack.setCurrentWidget(self._panels[panel])
        for name in self._wants:
            self._wants[name] = bool(state.get(name, True))
        sizes = state.get("sizes")
        if isinstance(sizes, list) and len(sizes) == 3 and all(map(_is_width, sizes)):
            self._splitter.setSizes(sizes)
        self._arrange()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give everybody the time to keep what is not kept yet."""
        self.closing.emit()
        super().closeEvent(event)


def _is_width(size: object) -> bool:
    return type(size) is int and 0 <= size < _WIDEST


def _framed(name: str, inner: QWidget) -> QWidget:
    frame = QFrame()
    frame.setObjectName(name)
    frame.setMinimumWidth(220)
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(inner)
    return frame


def _empty_page() -> QWidget:
    page = QLabel()
    keyed(page, "Open a document from the library ({key}).", "library", "text")
    page.setObjectName("muted")
    page.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return page
