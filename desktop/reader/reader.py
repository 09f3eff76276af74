"""One document in a tab: the bar, the page, and what they show."""

from collections import deque
from collections.abc import Generator, Mapping, Sequence
from typing import Self

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from db.errors import UnknownAddress
from db.models import Document, Edition, EditionKey, Note
from db.shelf.repairs import Repair
from desktop.reader.bar import PageBar
from desktop.reader.loader import Loader
from desktop.reader.loading import Loaded, Target, fits
from desktop.reader.look import Look
from desktop.reader.not_here import NotHere
from desktop.reader.page import Page
from desktop.reader.page_view import PageView
from desktop.reader.setting import Setting
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.slices import Slices

SMALLEST, LARGEST = 11, 40


class Reader(QWidget):
    """A document by the paragraph; what it is asked for goes up as signals of its page."""

    loaded = Signal(object)
    """The Edition that is shown now."""
    notes_wanted = Signal(str)
    """A document that is on its way here: its notes are to come, too."""
    failed = Signal(object)
    """The error for which nothing can be shown; the banner says it already."""
    place_changed = Signal(object, str)
    size_changed = Signal(int)
    official_requested = Signal(str)
    """The official texts of this document are wanted."""
    close_requested = Signal()
    """There is nothing to read here, and nothing is wanted of it any more."""
    provenance_requested = Signal(str)
    """It is asked where the text of this document is from."""
    painted = Signal()

    def __init__(
        self, document: str, worker: Worker, look: Look, parent: QWidget | None = None
    ) -> None:
        deque(self._make(document, worker, look, parent), 0)

    @classmethod
    def in_steps(
        cls, document: str, worker: Worker, look: Look, parent: QWidget
    ) -> Generator[None, None, Self]:
        """Make a reader a part at a time: its many widgets at once would be felt."""
        reader = cls.__new__(cls)
        yield from reader._make(document, worker, look, parent)
        return reader

    def _make(
        self, document: str, worker: Worker, look: Look, parent: QWidget | None
    ) -> Generator[None, None, None]:
        super().__init__(parent)
        self.document = self.title = document
        self.loader = Loader(document, worker, self)
        self._arriving = Slices(self, urgent=True)
        self._before_record: Target | None = None
        self.page = PageView(look.theme, self)
        self.setting = Setting(self.page, look, self)
        self.setFocusProxy(self.page)
        yield
        self.bar = PageBar(look.theme, self)
        yield
        self.banner = NotHere(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.bar)
        column.addWidget(self.page)
        yield
        self._wire()

    def _wire(self) -> None:
        self.loader.came.connect(self._came)
        self.loader.failed.connect(self._not_loaded)
        self.loader.outdated.connect(self._refresh)
        self.banner.official_requested.connect(self.official_requested)
        self.banner.close_requested.connect(self.close_requested)
        self.page.place_changed.connect(self._place_changed)
        self.page.painted.connect(self.painted)
        self.bar.edition_chosen.connect(self.show_edition)
        self.bar.record_toggled.connect(self.toggle_record)
        self.bar.official_requested.connect(self._ask_official)
        self.bar.provenance_requested.connect(self._ask_provenance)
        self.bar.smaller_requested.connect(self.smaller)
        self.bar.larger_requested.connect(self.larger)

    def put_above(self, bar: QWidget) -> None:
        """Put a bar over everything else."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(0, bar)

    def put_below(self, bar: QWidget) -> None:
        """Put a bar under the page."""
        column = self.layout()
        assert column is not None
        column.addWidget(bar)

    # what is shown --------------------------------------------------------------------------

    @property
    def _shown(self) -> Loaded | None:
        return self.setting.loaded

    @property
    def key(self) -> EditionKey | None:
        """The edition that is shown, None while the first one is loading."""
        return self._shown.edition.key if self._shown else self.loader.waiting.key

    @property
    def label(self) -> str:
        """The paragraph where the reader stands."""
        return self.page.current or self.loader.waiting.label

    @property
    def edition(self) -> Edition | None:
        """The edition that is shown, with its passages."""
        return self._shown.edition if self._shown else None

    @property
    def loaded_document(self) -> Document | None:
        """The document as the library has it."""
        return self._shown.document if self._shown else None

    @property
    def notes(self) -> Sequence[Note]:
        """The notes that are shown on the page."""
        return self.setting.notes

    def target(self) -> Target:
        """Where one is, to come back to exactly there."""
        if self._shown is None:
            return self.loader.waiting
        page = self.page
        return Target(
            self.document, self.key, page.current, page.offset(), selected=page.selected()
        )

    @property
    def in_library(self) -> Mapping[str, str]:
        """The documents the library had when this one was loaded: short titles by id."""
        return self._shown.in_library if self._shown else {}

    @property
    def repairs(self) -> Sequence[Repair]:
        """What was put right by hand of how the document's editions answer one another."""
        return self._shown.repairs if self._shown else ()

    def progress(self) -> str:
        """Say how far into the document one is."""
        page = self.page.page
        if page is None or not page.places:
            return ""
        labels = [place.passage.label for place in page.places if place.passage.kind != "record"]
        if self.page.current not in labels:
            return ""
        return f"{100 * (labels.index(self.page.current) + 1) // len(labels)} %"

    def show_target(self, target: Target) -> None:
        """Show a paragraph; the text is loaded only if it is another edition than the shown."""
        self.banner.hide()
        self.loader.postponed = False
        same = self._shown is not None and (
            target.key is None or fits(self._shown.edition.key, target.key)
        )
        if same and not target.anew:
            if target.label.startswith("record") and not self.setting.look.record:
                self.setting.show_record(True)
                self.setting.compose(target.label, target.offset)
                self._tell_bar()
            if target.label and not self.page.go_to(target.label, target.marks, target.offset):
                self.banner.say_no_paragraph(target.label, self.page.current)
            if target.selected is not None:
                self.page.select(target.selected)
            return
        self.notes_wanted.emit(target.document)
        self.loader.load(target)

    def expect(self, target: Target) -> None:
        """Take the name of what is to be shown here, before it is."""
        self.loader.waiting = target
        self.document = self.title = target.document

    def postpone(self, target: Target, title: str) -> None:
        """Take a target that is loaded once this tab is first looked at."""
        self.title = title or target.document
        self.loader.postpone(target)

    def showEvent(self, event: QShowEvent) -> None:
        """Load what was postponed."""
        super().showEvent(event)
        if self.loader.postponed:
            self.show_target(self.loader.waiting)
        else:
            self.setting.catch_up()

    def hideEvent(self, event: QHideEvent) -> None:
        """Say no more what the person has gone away from, to another tab."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.banner.pass_by()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, where the page has no use for it, closes the message above it."""
        if event.key() == Qt.Key.Key_Escape and self.banner.isVisible():
            self.banner.hide()
        else:
            super().keyPressEvent(event)

    def reload(self) -> None:
        """Load what is shown again: the library has changed."""
        if self._shown is not None:
            self.show_target(self.target()._replace(anew=True))
        elif not self.loader.postponed:
            self.show_target(self.loader.waiting)

    def look_again(self) -> None:
        """Load again what was loaded before all of the library could be read.

        The banner stays meanwhile: what it says may well be so.
        """
        self.loader.look_again(self._shown)

    def _refresh(self) -> None:
        if self._shown is not None:
            waiting = self.loader.waiting
            wanted = waiting.key is None or fits(self._shown.edition.key, waiting.key)
            self.show_target((self.target() if wanted else waiting)._replace(anew=True))

    def _came(self, loaded: Loaded) -> None:
        """Set what was loaded, in slices; until it is there the page shows what it showed."""
        if self._shown is None:
            self.banner.hide()
        if loaded.target.label.startswith("record"):
            self.setting.show_record(True)
        self.setting.prepare(loaded, self._show)

    def _show(self, loaded: Loaded, look: Look, page: Page) -> None:
        target, asked = loaded.target, loaded.target.document
        self.document, self.title = loaded.document.id, loaded.document.short_title
        if self.document != asked:
            self.notes_wanted.emit(self.document)
        self.setting.show(loaded, look, page)
        if target.marks and target.label:
            self.page.go_to(target.label, target.marks, target.offset)
        if target.label and self.page.page and self.page.page.index_of(target.label) is None:
            self.banner.say_no_paragraph(target.label, self.page.current)
        elif target.key and not fits(loaded.edition.key, target.key):
            there, here = loaded.edition.key, self.page.current
            self.banner.say_other_edition(target.key, there, self.title, here)
        self._arriving.start(self._arrived(loaded.edition), self._say_place)

    def _arrived(self, edition: Edition) -> Generator[None, None, None]:
        """Tell of what is shown now, in turns of its own: the page has taken most of this one."""
        self._tell_bar()
        yield
        self.loaded.emit(edition)

    def _say_place(self, _nothing: None) -> None:
        self._place_changed(self.page.current)

    def _not_loaded(self, error: Exception) -> None:
        if isinstance(error, UnknownAddress):
            self.banner.say_no_document(self.loader.waiting.document)
        else:
            self.banner.say(str(error))
        self.failed.emit(error)

    def set_notes(self, notes: Sequence[Note]) -> None:
        """Show these notes on the page."""
        self.setting.set_notes(notes)

    def add_note(self, note: Note) -> None:
        """Show one note more, before the store has answered."""
        self.setting.add_note(note)

    # the bar --------------------------------------------------------------------------------

    def _tell_bar(self) -> None:
        if self._shown is not None:
            shown = self.setting.look.record
            self.bar.show_edition(self._shown.document, self._shown.edition, record=shown)

    def _ask_official(self) -> None:
        self.official_requested.emit(self.document)

    def _ask_provenance(self) -> None:
        self.provenance_requested.emit(self.document)

    def toggle_record(self) -> None:
        """Unfold the record at the head of the document, or fold it again."""
        if self._shown is None:
            return
        show, here = not self.setting.look.record, self.target()
        self.setting.show_record(show)
        if show:
            self._before_record = here
            records = (p.label for p in self._shown.edition.passages if p.kind == "record")
            here = here._replace(label=next(records, here.label), offset=-120)
        elif here.label.startswith("record"):
            here = self._before_record or Target(self.document)
        self.setting.compose(here.label, here.offset)
        self.bar.show_record(show)

    def open_edition_menu(self) -> None:
        """Open the list of editions, by key."""
        self.bar.open_menu()

    def show_edition(self, key: EditionKey) -> None:
        """Show another edition at the same paragraph."""
        here = self.target()
        self.show_target(here._replace(key=key, selected=None))

    def next_edition(self, by: int = 1) -> None:
        """Show the next edition in the list, at the same paragraph."""
        if self._shown is None:
            return
        keys = [summary.key for summary in self._shown.document.editions]
        index = keys.index(self._shown.edition.key)
        if len(keys) > 1:
            self.show_edition(keys[(index + by) % len(keys)])
        else:
            self.banner.say_no_other_edition(self.document, self.page.current)

    # how it looks ---------------------------------------------------------------------------

    def next_paragraph(self) -> None:
        """Go to the next numbered paragraph."""
        self.page.step(1)

    def previous_paragraph(self) -> None:
        """Go to the previous numbered paragraph."""
        self.page.step(-1)

    def larger(self) -> None:
        """Set the text a step larger."""
        self._resize_text(self.setting.look.size + 1)

    def smaller(self) -> None:
        """Set the text a step smaller."""
        self._resize_text(self.setting.look.size - 1)

    def _resize_text(self, size: int) -> None:
        if SMALLEST <= size <= LARGEST and size != self.setting.look.size:
            self.size_changed.emit(size)

    def set_look(self, look: Look) -> None:
        """Take another theme, size or type, at the same place; the record stays as it is.

        What is not in view is set anew once it is.
        """
        look = look._replace(record=self.setting.look.record)
        if look == self.setting.look:
            return
        self.setting.look = look
        self.bar.set_theme(look.theme)
        if self.isVisible():
            self.setting.catch_up()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme, at the same place."""
        self.set_look(self.setting.look._replace(theme=theme))

    def _place_changed(self, label: str) -> None:
        if self._shown is not None and label:
            if not QApplication.mouseButtons():  # else the words would move under the pointer
                self.banner.stand_at(label)
            self.place_changed.emit(self._shown.edition.key, label)
