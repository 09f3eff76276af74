"""What the desk is furnished with after the first frame: every coordinator, made a few a turn."""

from collections.abc import Generator

from PySide6.QtCore import QObject

from desktop.desk.adding import Adding
from desktop.desk.aligning import Aligning
from desktop.desk.annotating import Annotating
from desktop.desk.arrivals import Arrivals
from desktop.desk.citing import Citing
from desktop.desk.comfort import Comfort
from desktop.desk.commanding import Commanding
from desktop.desk.comparing import Comparing
from desktop.desk.consulting import Consulting
from desktop.desk.desk_pages import DeskPages
from desktop.desk.dropping import Dropping
from desktop.desk.exchanging import Exchanging
from desktop.desk.exporting import Exporting
from desktop.desk.fetching import FetchingTexts
from desktop.desk.finding import FindInDocument
from desktop.desk.importing import Importing
from desktop.desk.indexing import Indexing
from desktop.desk.knowing import Knowing
from desktop.desk.listening import Listening
from desktop.desk.noting import Noting
from desktop.desk.official import OfficialTexts
from desktop.desk.page_menu import PageMenu
from desktop.desk.pairing import Pairing
from desktop.desk.panels import Panels
from desktop.desk.paragraph_links import ParagraphLinks
from desktop.desk.pointing_out import PointingOut
from desktop.desk.printing import Printing
from desktop.desk.progress import ReadingProgress
from desktop.desk.question_exchange import QuestionExchange
from desktop.desk.questioning import Questioning
from desktop.desk.quizzing import Quizzing
from desktop.desk.referring import Referring
from desktop.desk.reviewing import Reviewing
from desktop.desk.searching import Searching
from desktop.desk.shelving import Shelving
from desktop.desk.surveying import Surveying
from desktop.notes.color_bar import ColorBar
from desktop.notes.controller import NotesController
from desktop.parts import Parts
from desktop.tabs.sessions import Sessions
from desktop.tabs.tabbing import Tabbing


class Furnishing(QObject):
    """The parts of the desk beyond the page: made, and not yet connected."""

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.parts = parts
        self.window, self.navigator, self.hub = parts.window, parts.navigator, parts.hub

    def making(self) -> Generator[None, None, None]:
        """Make every part, a few each turn: all are there when it has ended."""
        self.panels = Panels(self.parts, self)
        yield from self.panels.furnishing()
        yield from self._making_for_the_page()
        yield from self._making_for_the_library()
        yield from self._making_for_the_desk()

    def _making_for_the_page(self) -> Generator[None, None, None]:
        """Make what has to do with the document in front."""
        parts, now = self.parts, self.parts.themes.current
        self.color_bar = ColorBar(now, parts.window, self.panels.color_names)
        self.notes = NotesController(parts.study, parts.hub, self)
        self.annotating = Annotating(
            parts.navigator, self.notes, self.color_bar, parts.settings, self
        )
        self.noting = Noting(parts, self.panels.color_names, self)
        yield
        self.citing = Citing(parts.navigator, parts.settings, self)
        self.printing = Printing(
            parts.navigator, parts.window.tabs, parts.themes, parts.settings, self
        )
        self.finding = FindInDocument(parts.navigator, parts.settings, now, self)
        self.reading = ReadingProgress(parts.window, parts.navigator, parts.study, self)
        yield
        self.pairing = Pairing(
            parts.navigator, parts.reading, parts.window.actions_by_name, parts.window
        )
        self.comparing = Comparing(
            parts.navigator, parts.window.tabs, parts.reading, parts.themes, parts.window
        )
        self.links = ParagraphLinks(parts.navigator, self)
        self.page_menu = PageMenu(parts.window.actions_by_name, self)
        yield
        self.comfort = Comfort(parts, self)
        self.referring = Referring(parts.reading, parts.window, now, self)
        yield

    def _making_for_the_library(self) -> Generator[None, None, None]:
        """Make what has to do with the documents there are, and those to come."""
        parts, now = self.parts, self.parts.themes.current
        self.adding = Adding(parts.study, parts.window)
        self.arrivals = Arrivals(parts.navigator, parts.window.banner, self)
        self.importing = Importing(
            parts.places, parts.window.tabs, parts.themes, parts.window.banner, parts.window
        )
        self.reviewing = Reviewing(
            parts.places, parts.navigator, parts.window.tabs, parts.themes, parts.window.banner,
            parts.window,
        )  # fmt: skip
        self.dropping = Dropping(parts.window)
        yield
        self.official = OfficialTexts(
            self.adding, parts.navigator, parts.window.banner, parts.hub, self
        )
        self.fetching = FetchingTexts(parts, self)
        yield
        self.exchanging = Exchanging(parts, self)
        self.question_exchange = QuestionExchange(parts, self)
        self.consulting = Consulting(parts.window.tabs, parts.reading, now, self)
        self.shelving = Shelving(parts, self)
        self.aligning = Aligning(parts, self)
        self.exporting = Exporting(parts.navigator, parts.window.tabs, parts.reading, parts.window)
        yield
        self.searching = Searching(parts, self.panels.search, self)
        self.indexing = Indexing(parts, self)
        yield

    def _making_for_the_desk(self) -> Generator[None, None, None]:
        """Make what has to do with the tabs, the commands and the quiz."""
        parts, now = self.parts, self.parts.themes.current
        self.quizzing = Quizzing(
            parts.window.tabs, self.panels.quiz, parts.study, parts.settings, now, self
        )
        self.questioning = Questioning(
            parts.navigator, self.quizzing, parts.study, self.panels.chosen_notes, self
        )
        self.pointing_out = PointingOut(parts.navigator, parts.window.tabs, self)
        self.surveying = Surveying(parts, self)
        self.knowing = Knowing(parts.navigator, parts.reading, parts.settings, self)
        yield
        self.sessions = Sessions(
            parts.navigator, parts.settings, parts.hub, parts.window.actions_by_name, parts.window
        )
        self.tabbing = Tabbing(
            parts.window.tabs, parts.navigator, self.links, parts.window.actions_by_name, self
        )
        self.listening = Listening(parts.places.data, parts.window, parts.navigator, self)
        yield
        self.commanding = Commanding(parts, self)
        self.pages = DeskPages(
            parts.window.tabs, parts.themes, parts.places.data, self.commanding.keys_page, self
        )
        for name in ("stop_import", "stop_index"):
            parts.window.actions_by_name[name].setEnabled(False)
        yield
