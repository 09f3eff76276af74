"""The setting of a page: what was loaded in the look that is wanted, and in another look again."""

from collections.abc import Callable, Generator, Sequence
from functools import partial

from PySide6.QtCore import QObject

from db.models import Note
from desktop.reader.composer import compose, composing
from desktop.reader.loading import Loaded
from desktop.reader.look import Look
from desktop.reader.marks import Selected
from desktop.reader.page import Page
from desktop.reader.page_view import PageView
from desktop.widgets.slices import Slices

AT_ONCE = 120
"""A document of so many passages is set anew within a frame or two."""


class Setting(QObject):
    """Puts on the page what was loaded, with its notes; what takes long is done in slices."""

    def __init__(self, page: PageView, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self.look = self.set_in = look
        """The look that is wanted, and the one in which the page is set."""
        self.loaded: Loaded | None = None
        """What is on the page; None until the first of it is."""
        self.notes: Sequence[Note] = ()
        self._slices, self.resetting = Slices(self), Slices(self)

    def prepare(self, loaded: Loaded, done: Callable[[Loaded, Look, Page], None]) -> None:
        """Set what was loaded, in slices; `done` gets it with the look it was set in."""
        look = self.look
        self._slices.start(_steps(loaded, look), partial(done, loaded, look))

    def show(self, loaded: Loaded, look: Look, page: Page) -> None:
        """Show what was prepared; set it once more if another look is wanted meanwhile."""
        target, self.loaded = loaded.target, loaded
        if look == self.look:
            self._put(page, target.label, target.offset, target.selected, at_once=False)
        else:  # the theme or the size was changed meanwhile
            self.compose(target.label, target.offset, target.selected)

    def show_record(self, shown: bool) -> None:
        """Want the record unfolded, or folded; it is so once the page is composed."""
        self.look = self.look._replace(record=shown)

    def compose(self, label: str, offset: int, selected: Selected | None = None) -> None:
        """Set the page at once, at this place."""
        if self.loaded is None:
            return
        loaded = self.loaded
        page: Page = compose(
            loaded.document, loaded.edition, self.look, loaded.in_library, loaded.claims
        )
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
        self.resetting.stop()
        self.set_in = self.look
        self._page.set_type(self.look.type)
        self._page.show_page(page, self.look.theme, label, offset, at_once=at_once)
        if selected is not None:
            self._page.select(selected)
        self._page.set_highlights(self.notes)

    def set_notes(self, notes: Sequence[Note]) -> None:
        """Show these notes."""
        self.notes = notes
        self._page.set_highlights(notes)

    def add_note(self, note: Note) -> None:
        """Show one note more."""
        self.notes = [*self.notes, note]
        self._page.add_highlight(note)

    def catch_up(self) -> None:
        """Bring the page to the look that is wanted, with the least work that does it."""
        before, look = self.set_in, self.look
        if self.loaded is None or before == look:
            return
        if not before.sets_alike(look):
            self._set_anew(self.loaded, look)
            return
        self.set_in = look
        if before.theme != look.theme:
            self._page.recolor(look.theme)
            self._page.set_highlights(self.notes)
        self._page.set_type(look.type)

    def _set_anew(self, loaded: Loaded, look: Look) -> None:
        """Set the page in another look; a long one in slices, while the old one stays in view."""
        page = self._page
        if len(loaded.edition.passages) <= AT_ONCE:
            self.compose(page.current, page.offset(), page.selected())
        else:
            self.resetting.start(_steps(loaded, look), partial(self._put_anew, look))

    def _put_anew(self, look: Look, page: Page) -> None:
        here = self._page
        if look == self.look:
            self._put(page, here.current, here.offset(), here.selected(), at_once=False)
        else:
            self.catch_up()


def _steps(loaded: Loaded, look: Look) -> Generator[None, None, Page]:
    return composing(loaded.document, loaded.edition, look, loaded.in_library, loaded.claims)
