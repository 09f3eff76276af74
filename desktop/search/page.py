"""The search as a page: facets with a chart, the hits, and beside them the passage."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from db.models import Hit
from desktop.search.asking import Answer
from desktop.search.facet_list import FacetList
from desktop.search.hits import HitRole
from desktop.search.kept import KeptSearch
from desktop.search.panel import SearchPanel
from desktop.search.preview import HitPreview
from desktop.search.year_chart import YearChart
from desktop.tasks import Worker
from desktop.theme import Theme

if TYPE_CHECKING:
    from db.search.facets import Facets

WITH_FACETS = 820
"""From this width on, in pixels, the facets stand beside the hits; below, the button has them."""
WITH_PREVIEW_BESIDE = 620
"""Below this width the passage stands under the hits."""


class SearchPage(QWidget):
    """A search in a tab of its own."""

    passage_activated = Signal(object)
    """The Hit whose passage stands beside the list is to be opened."""
    title_changed = Signal(str)

    def __init__(self, searching: Worker, reading: Worker, theme: Theme, room: QWidget) -> None:
        """Make all parts where they are to stand: one that moves in later is styled once more."""
        super().__init__(room)
        self.setAccessibleName("Search")
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._columns = _splitter(self)
        self._side = QWidget(self._columns)
        self._beside = _splitter(self._columns)
        self.panel = SearchPanel(searching, theme, self._beside, page=True)
        self.panel.inquiry.wants_counts = True
        self._room = QWidget(self._beside)
        """Where the passage will stand."""
        self._room_column = QVBoxLayout(self._room)
        self._room_column.setContentsMargins(0, 0, 0, 0)
        self._preview: HitPreview | None = None
        self._reading, self._theme = reading, theme
        self.facets = FacetList(theme, self._side)
        self.years = YearChart(theme, self._side)
        self._found = QLabel(self._side)
        self._found.setObjectName("muted")
        self._found.setWordWrap(True)
        self._lay_out()
        self.setFocusProxy(self.panel.box)
        inquiry, panel = self.panel.inquiry, self.panel
        inquiry.answered.connect(self._answered)
        inquiry.counted.connect(self._counted)
        panel.model.modelReset.connect(self._reset)
        panel.list.selectionModel().currentChanged.connect(self._current_changed)
        self.facets.narrow_requested.connect(panel.narrow)
        self.facets.left_at_top.connect(panel.box.take_focus)
        self.years.year_chosen.connect(self._year_chosen)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._side)
        column.setContentsMargins(12, 14, 4, 8)
        column.setSpacing(8)
        title = QLabel("Narrow", self._side)
        title.setObjectName("panelTitle")
        for widget in (title, self._found, self.years):
            column.addWidget(widget)
        column.addWidget(self.facets, 1)
        self._beside.setSizes([420, 420])
        self._columns.setSizes([230, 900])
        self._columns.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._columns)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._theme = theme
        for part in (self.panel, self.facets, self.years):
            part.set_theme(theme)
        if self._preview is not None:
            self._preview.set_theme(theme)

    @property
    def title(self) -> str:
        """What stands on the tab."""
        return self.panel.head.kept().title

    def kept(self) -> KeptSearch:
        """Return what is asked, and where one is in what was found."""
        return self.panel.kept()

    def _answered(self, answer: Answer) -> None:
        self.title_changed.emit(self.title)
        if not answer.results.hits:
            self._show_counts(None)
        self._current_changed(self.panel.list.currentIndex())

    def _reset(self) -> None:
        if not self.panel.model.loaded:
            self.title_changed.emit(self.title)
            self._show_counts(None)
            self._show(None)

    def _counted(self, found: "Facets") -> None:
        self._show_counts(found if found.total else None)

    def _show_counts(self, found: "Facets | None") -> None:
        self.facets.show_counts(found, self.panel.model.names)
        self.years.show_counts(found.counts["year"] if found else ())
        if found is None:
            words = "What is found is counted here, by document, speaker, year …"
        else:
            documents = len(found.counts["document"])
            words = (
                f"{found.total:,}{'+' * found.at_least} in "
                f"{documents:,} document{'s' * (documents != 1)}"
            )
        self._found.setText(words)

    def _current_changed(self, index: QModelIndex, _before: object = None) -> None:
        self._show(index.data(HitRole))

    @property
    def preview(self) -> HitPreview:
        """The passage beside the list; it is made when there is the first one to show."""
        if self._preview is None:
            made = self._preview = HitPreview(self._reading, self._theme, self._room)
            self._room_column.addWidget(made)
            self.setTabOrder(self.panel.list, made.view)
            self.setTabOrder(made.view, made.open_button)
            made.open_requested.connect(self.passage_activated)
            made.left.connect(self.panel.list.setFocus)
        return self._preview

    def _show(self, hit: Hit | None) -> None:
        if hit is not None:
            self.preview.show_hit(hit, self.panel.model.name(hit))
        elif self._preview is not None:
            self._preview.show_hit(None)

    def _year_chosen(self, year: str) -> None:
        self.panel.narrow("year", year)
        self.panel.box.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show side by side what there is room for."""
        super().resizeEvent(event)
        wide = self.width()
        self._side.setVisible(wide >= WITH_FACETS)
        beside = self._beside.width() >= WITH_PREVIEW_BESIDE if wide < WITH_FACETS else True
        self._beside.setOrientation(
            Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape comes back to the box from what stands beside it."""
        if event.key() == Qt.Key.Key_Escape and not self.panel.isAncestorOf(self.focusWidget()):
            self.panel.box.take_focus()
        else:
            super().keyPressEvent(event)


def _splitter(parent: QWidget) -> QSplitter:
    splitter = QSplitter(parent)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    return splitter
