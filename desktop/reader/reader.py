"""One document in a tab: the bar, the page, and what they show."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.errors import UnknownAddress
from db.models import Document, Edition, EditionKey, Note
from db.shelf.repairs import Repair
from desktop.reader.bar import PageBar, edition_name
from desktop.reader.composer import compose, composing
from desktop.reader.loading import Loaded, Target, fits, is_stale, load
from desktop.reader.look import Look
from desktop.reader.marks import Selected
from desktop.reader.page import Page
from desktop.reader.page_view import PageView
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.banner import Banner
from desktop.widgets.slices import Slices

SMALLEST, LARGEST = 11, 40
_GET, _CLOSE = "get", "close"
"""What the banner may be asked for where there is nothing to read."""
AT_ONCE = 120
"""A document of so many passages is set anew within a frame or two."""


class Reader(QWidget):
    """A document by the paragraph; what it is asked for goes up as signals of its page."""

    loaded = Signal(object)
    """The Edition that is shown now."""
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
        super().__init__(parent)
        self.document = document
        self.title = document
        self._worker, self._look = worker, look
        self._loaded: Loaded | None = None
        self._waiting = Target(document)
        self._notes: Sequence[Note] = ()
        self._postponed = False
        self._set_in = look
        self._slices, self._resetting = Slices(self), Slices(self)
        self._before_record: Target | None = None
        self.page = PageView(look.theme, self)
        self.bar = PageBar(look.theme, self)
        self.banner = Banner(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.bar)
        column.addWidget(self.page)
        self.setFocusProxy(self.page)
        self.banner.action_requested.connect(self._act)
        self.page.place_changed.connect(self._place_changed)
        self.page.painted.connect(self.painted)
        self.bar.edition_chosen.connect(self.show_edition)
        self.bar.record_toggled.connect(self.toggle_record)
        self.bar.official_requested.connect(self._ask_official)
        self.bar.provenance_requested.connect(self._ask_provenance)
        self.bar.smaller_requested.connect(self.smaller)
        self.bar.larger_requested.connect(self.larger)

    def put_below(self, bar: QWidget) -> None:
        """Put a bar under the page."""
        column = self.layout()
        assert column is not None
        column.addWidget(bar)

    # what is shown --------------------------------------------------------------------------

    @property
    def key(self) -> EditionKey | None:
        """The edition that is shown, None while the first one is loading."""
        return self._loaded.edition.key if self._loaded else self._waiting.key

    @property
    def label(self) -> str:
        """The paragraph where the reader stands."""
        return self.page.current or self._waiting.label

    @property
    def edition(self) -> Edition | None:
        """The edition that is shown, with its passages."""
        return self._loaded.edition if self._loaded else None

    @property
    def loaded_document(self) -> Document | None:
        """The document as the library has it."""
        return self._loaded.document if self._loaded else None

    @property
    def notes(self) -> Sequence[Note]:
        """The notes that are shown on the page."""
        return self._notes

    def target(self) -> Target:
        """Where one is, to come back to exactly there."""
        if self._loaded is None:
            return self._waiting
        page = self.page
        return Target(
            self.document, self.key, page.current, page.offset(), selected=page.selected()
        )

    @property
    def in_library(self) -> Mapping[str, str]:
        """The documents the library had when this one was loaded: short titles by id."""
        return self._loaded.in_library if self._loaded else {}

    @property
    def repairs(self) -> Sequence[Repair]:
        """What was put right by hand of how the document's editions answer one another."""
        return self._loaded.repairs if self._loaded else ()

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
        self._postponed = False
        same = self._loaded is not None and (
            target.key is None or fits(self._loaded.edition.key, target.key)
        )
        if same and not target.anew:
            if target.label.startswith("record") and not self._look.record:
                self._look = replace(self._look, record=True)
                self._compose(target.label, target.offset)
                self._tell_bar()
            if target.label and not self.page.go_to(target.label, target.marks, target.offset):
                self.banner.say(f"There is no paragraph “{target.label}” in this edition.")
            if target.selected is not None:
                self.page.select(target.selected)
            return
        self._waiting = target
        self._load()

    def _load(self) -> None:
        work = partial(load, target=self._waiting)
        self._worker.ask(self, work, self._show, self._not_loaded, lane="load")

    def expect(self, target: Target) -> None:
        """Take the name of what is to be shown here, before it is."""
        self._waiting = target
        self.document = self.title = target.document

    def postpone(self, target: Target, title: str) -> None:
        """Take a target that is loaded once this tab is first looked at."""
        self._waiting, self.title = target, title or target.document
        self._postponed = True

    def showEvent(self, event: QShowEvent) -> None:
        """Load what was postponed."""
        super().showEvent(event)
        if self._postponed:
            self.show_target(self._waiting)
        else:
            self._catch_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, where the page has no use for it, closes the message above it."""
        if event.key() == Qt.Key.Key_Escape and self.banner.isVisible():
            self.banner.hide()
        else:
            super().keyPressEvent(event)

    def reload(self) -> None:
        """Load what is shown again: the library has changed."""
        if self._loaded is not None:
            self.show_target(replace(self.target(), anew=True))
        elif not self._postponed:
            self.show_target(self._waiting)

    def look_again(self) -> None:
        """Load again what was loaded before all of the library could be read."""
        if self._postponed:
            return
        if self._loaded is None:
            self._load()  # what the banner says meanwhile may well be so
        else:
            self._worker.ask(self, partial(is_stale, loaded=self._loaded), self._refresh)

    def _refresh(self, stale: bool) -> None:
        if stale and self._loaded is not None:
            wanted = self._waiting.key is None or fits(self._loaded.edition.key, self._waiting.key)
            target = self.target() if wanted else self._waiting
            self.show_target(replace(target, anew=True))

    def _show(self, loaded: Loaded) -> None:
        """Set what was loaded, in slices; until it is there the page shows what it showed."""
        if self._loaded is None:
            self.banner.hide()
        if loaded.target.label.startswith("record"):
            self._look = replace(self._look, record=True)
        look = self._look
        steps = composing(loaded.document, loaded.edition, look, loaded.in_library, loaded.claims)
        self._slices.start(steps, partial(self._set, loaded, look))

    def _set(self, loaded: Loaded, look: Look, page: Page) -> None:
        target, self._loaded = loaded.target, loaded
        self.document, self.title = loaded.document.id, loaded.document.short_title
        if look == self._look:
            self._put(page, target.label, target.offset, target.selected, at_once=False)
        else:  # the theme or the size was changed meanwhile
            self._compose(target.label, target.offset, target.selected)
        if target.marks and target.label:
            self.page.go_to(target.label, target.marks, target.offset)
        if target.label and self.page.page and self.page.page.index_of(target.label) is None:
            self.banner.say(f"There is no paragraph “{target.label}” in this edition.")
        elif target.key and not fits(loaded.edition.key, target.key):
            wanted, shown = map(edition_name, (target.key, loaded.edition.key))
            self.banner.say(f"“{wanted}” of {self.title} is not here. This is “{shown}”.")
        self._tell_bar()
        self.loaded.emit(loaded.edition)
        self._place_changed(self.page.current)

    def _compose(self, label: str, offset: int, selected: Selected | None = None) -> None:
        if self._loaded is None:
            return
        page: Page = compose(
            self._loaded.document, self._loaded.edition, self._look, self._loaded.in_library,
            self._loaded.claims,
        )  # fmt: skip
        self._put(page, label, offset, selected)

    def _put(
        self,
        page: Page,
        label: str,
        offset: int,
        selected: Selected | None,
        *,
        at_once: bool = True,
    ) -> None:
        self._resetting.stop()
        self._set_in = self._look
        self.page.set_type(self._look.type)
        self.page.show_page(page, self._look.theme, label, offset, at_once=at_once)
        if selected is not None:
            self.page.select(selected)
        self.page.set_highlights(self._notes)

    def _not_loaded(self, error: Exception) -> None:
        if isinstance(error, UnknownAddress):
            self._say_missing()
        else:
            self.banner.say(str(error))
        self.failed.emit(error)

    def _say_missing(self) -> None:
        """Say that the document is gone, and what can be done: close the tab, or get the text."""
        wanted = self._waiting.document
        words = f"There is no document “{wanted}” in the library."
        close = (_CLOSE, "Close the tab")
        if wanted.startswith("A/RES/"):
            self.banner.say(words, _GET, "Get the official text…", close)
        else:
            self.banner.say(words, *close)

    def _act(self, action: str) -> None:
        if action == _GET:
            self.official_requested.emit(self._waiting.document)
        else:
            self.close_requested.emit()

    def set_notes(self, notes: Sequence[Note]) -> None:
        """Show these notes on the page."""
        self._notes = notes
        self.page.set_highlights(notes)

    def add_note(self, note: Note) -> None:
        """Show one note more, before the store has answered."""
        self._notes = [*self._notes, note]
        self.page.add_highlight(note)

    # the bar --------------------------------------------------------------------------------

    def _tell_bar(self) -> None:
        if self._loaded is not None:
            shown = self._look.record
            self.bar.show_edition(self._loaded.document, self._loaded.edition, record=shown)

    def _ask_official(self) -> None:
        self.official_requested.emit(self.document)

    def _ask_provenance(self) -> None:
        self.provenance_requested.emit(self.document)

    def toggle_record(self) -> None:
        """Unfold the record at the head of the document, or fold it again."""
        if self._loaded is None:
            return
        show, here = not self._look.record, self.target()
        self._look = replace(self._look, record=show)
        if show:
            self._before_record = here
            records = (p.label for p in self._loaded.edition.passages if p.kind == "record")
            here = replace(here, label=next(records, here.label), offset=-120)
        elif here.label.startswith("record"):
            here = self._before_record or Target(self.document)
        self._compose(here.label, here.offset)
        self.bar.show_record(show)

    def open_edition_menu(self) -> None:
        """Open the list of editions, by key."""
        self.bar.open_menu()

    def show_edition(self, key: EditionKey) -> None:
        """Show another edition at the same paragraph."""
        here = self.target()
        self.show_target(replace(here, key=key, selected=None))

    def next_edition(self, by: int = 1) -> None:
        """Show the next edition in the list, at the same paragraph."""
        if self._loaded is None:
            return
        keys = [summary.key for summary in self._loaded.document.editions]
        index = keys.index(self._loaded.edition.key)
        if len(keys) > 1:
            self.show_edition(keys[(index + by) % len(keys)])
        else:
            self.banner.say(f"{self.document} has this edition only.")

    # how it looks ---------------------------------------------------------------------------

    def next_paragraph(self) -> None:
        """Go to the next numbered paragraph."""
        self.page.step(1)

    def previous_paragraph(self) -> None:
        """Go to the previous numbered paragraph."""
        self.page.step(-1)

    def larger(self) -> None:
        """Set the text a step larger."""
        self._resize_text(self._look.size + 1)

    def smaller(self) -> None:
        """Set the text a step smaller."""
        self._resize_text(self._look.size - 1)

    def _resize_text(self, size: int) -> None:
        if SMALLEST <= size <= LARGEST and size != self._look.size:
            self.size_changed.emit(size)

    def set_look(self, look: Look) -> None:
        """Take another theme, size or type, at the same place; the record stays as it is.

        What is not in view is set anew once it is.
        """
        look = replace(look, record=self._look.record)
        if look == self._look:
            return
        self._look = look
        self.bar.set_theme(look.theme)
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        """Bring the page to the look that is wanted, with the least work that does it."""
        before, look = self._set_in, self._look
        if self._loaded is None or before == look:
            return
        if not before.sets_alike(look):
            self._set_anew(look)
            return
        self._set_in = look
        if before.theme != look.theme:
            self.page.recolor(look.theme)
            self.page.set_highlights(self._notes)
        self.page.set_type(look.type)

    def _set_anew(self, look: Look) -> None:
        """Set the page in another look; a long one in slices, while the old one stays in view."""
        loaded, here = self._loaded, self.target()
        assert loaded is not None
        if len(loaded.edition.passages) <= AT_ONCE:
            self._compose(here.label, here.offset, here.selected)
        else:
            steps = composing(
                loaded.document, loaded.edition, look, loaded.in_library, loaded.claims
            )
            self._resetting.start(steps, partial(self._put_anew, look))

    def _put_anew(self, look: Look, page: Page) -> None:
        if look == self._look:
            here = self.target()
            self._put(page, here.label, here.offset, here.selected, at_once=False)
        else:
            self._catch_up()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme, at the same place."""
        self.set_look(replace(self._look, theme=theme))

    def _place_changed(self, label: str) -> None:
        if self._loaded is not None and label:
            self.place_changed.emit(self._loaded.edition.key, label)
