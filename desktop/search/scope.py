"""Where one searches: everywhere, in this document, in the open tabs, in a part, in one's own."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from desktop.widgets.choice_box import ChoiceBox


class Scope(NamedTuple):
    """A place to search: what it is called in the box and in a sentence, and its query."""

    name: str
    words: str
    said: str
    query: str = ""


EVERYTHING = Scope("all", "Everything", "")
HERE = Scope("here", "This document", "this document")
TABS = Scope("tabs", "Open tabs", "the open tabs")
SCOPES = (
    EVERYTHING,
    HERE,
    TABS,
    Scope("preamble", "Preambles", "the preambles", "kind:preambular"),
    Scope("operative", "Operative parts", "the operative parts", "kind:operative"),
    Scope("annex", "Annexes", "the annexes", "para:annex*"),
    Scope("notes", "My notes", "your notes", "in:notes"),
    Scope("cards", "My cards", "the cards", "in:cards"),
    Scope("glossary", "Glossary", "the glossary", "in:glossary"),
)


class ScopeBox(ChoiceBox):
    """Chooses the scope; this document and the open tabs only where there are such."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = ""
        self._tabs: Sequence[str] = ()
        self.setAccessibleName("Where to search")
        for scope in SCOPES:
            self.addItem(scope.words, scope)
        self._tell()

    def set_document(self, document: str) -> bool:
        """Say which document is in front; tell whether that changes what is searched."""
        changed = document != self._document
        self._document = document
        self._tell()
        return changed and SCOPES[self.currentIndex()] is HERE

    def set_tabs(self, documents: Sequence[str]) -> bool:
        """Say which documents are open; tell whether that changes what is searched."""
        wanted = list(dict.fromkeys(documents))
        changed = wanted != list(self._tabs)
        self._tabs = wanted
        return changed and self.scope is TABS

    def _tell(self) -> None:
        name = self._document or "the document in front"
        self.setToolTip(f"Where to search; Alt+O goes to and fro between everything and {name}")

    @property
    def front(self) -> str:
        """The document in front, whether or not it is kept to."""
        return self._document

    @property
    def scope(self) -> Scope:
        """The scope that is chosen; everything where there is no document to keep to."""
        found = SCOPES[self.currentIndex()]
        return EVERYTHING if found is HERE and not self._document else found

    @property
    def document(self) -> str:
        """The only document to be searched; '' for others, too."""
        return self._document if self.scope is HERE else ""

    @property
    def query(self) -> str:
        """The query that keeps to the scope, '' where there is nothing to keep to."""
        if self.scope is not TABS:
            return self.scope.query
        from db.search.narrowing import any_of

        return any_of("doc", self._tabs)

    def toggle_here(self) -> None:
        """Keep to this document, or search everything again."""
        wanted = HERE if self.currentIndex() == 0 else EVERYTHING
        self.setCurrentIndex(SCOPES.index(wanted))

    def choose(self, name: str) -> None:
        """Choose a scope by name; an unknown one is everything."""
        names = [scope.name for scope in SCOPES]
        self.setCurrentIndex(names.index(name) if name in names else 0)
