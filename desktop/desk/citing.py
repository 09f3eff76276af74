"""From selected words to the clipboard: with their citation, or the citation alone."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication
from PySide6.QtWidgets import QMenu

from desktop.settings import Settings
from desktop.tabs.navigator import Navigator

if TYPE_CHECKING:
    from db.cite.quotation import Chosen, Quotation
    from db.cite.source import Source

_SETTING = "citation_style"


class Citing(QObject):
    """Copies what is selected on the page in front, cited in the style the person chose."""

    told = Signal(str)
    """What happened, in a sentence."""

    def __init__(self, navigator: Navigator, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._navigator, self._settings = navigator, settings

    @property
    def style(self) -> str:
        """The name of the style citations are written in."""
        from db.cite import NAMES

        kept = self._settings.text(_SETTING)
        return kept if kept in NAMES else next(iter(NAMES))

    def offer_styles(self, menu: QMenu | None) -> None:
        """Let the person choose a style from this menu, filled when it is first opened."""
        if menu is not None:
            menu.aboutToShow.connect(self._fill_menu)
            menu.triggered.connect(self._choose)

    def _fill_menu(self) -> None:
        from db.cite import NAMES

        menu = self.sender()
        assert isinstance(menu, QMenu)
        if not menu.actions():
            group = QActionGroup(menu)
            for name, words in NAMES.items():
                action = QAction(words, group)
                action.setCheckable(True)
                action.setData(name)
                menu.addAction(action)
        for action in menu.actions():
            action.setChecked(action.data() == self.style)

    def _choose(self, action: QAction) -> None:
        from db.cite import NAMES

        style = str(action.data())
        self._settings.keep(_SETTING, style)
        self.told.emit(f"Citations are written in this style from now on: {NAMES[style]}")

    def copy_quotation(self) -> None:
        """Copy the selected words, or the paragraph, with their citation."""
        from db.cite import NAMES
        from db.cite.quotation import quote

        if (found := self._chosen()) is not None:
            chosen, source = found
            self._put(quote(chosen, source, self.style))
            self.told.emit(f"Copied, cited in {NAMES[self.style]}")

    def copy_citation(self) -> None:
        """Copy the citation of what is selected, or of the paragraph, without its words."""
        from db.cite import NAMES
        from db.cite.quotation import cited

        if (found := self._chosen()) is not None:
            chosen, source = found
            first, last = chosen[0].passage.label, chosen[-1].passage.label
            self._put(cited(first, last if last != first else "", source, self.style))
            self.told.emit(f"Copied the citation in {NAMES[self.style]}")

    def _chosen(self) -> "tuple[list[Chosen], Source] | None":
        from db.cite import source_of
        from desktop.reader.copying import chosen_of

        reader = self._navigator.reader()
        if reader is None or reader.edition is None or reader.loaded_document is None:
            return None
        view = reader.page
        if view.page is None:
            return None
        chosen = chosen_of(view.page, view.textCursor(), view.current)
        return (chosen, source_of(reader.loaded_document, reader.edition)) if chosen else None

    def _put(self, made: "Quotation") -> None:
        data = QMimeData()
        data.setText(made.text)
        data.setHtml(made.html)
        QGuiApplication.clipboard().setMimeData(data)
