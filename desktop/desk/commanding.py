"""Commands by their words and by their keys: the palette, and the page on which keys change.

Wires together the actions, the documents, the themes and the settings; both parts are loaded when
they are first wanted.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt

from db import address
from db.library.documents import documents
from db.models import Document
from desktop.actions import SPECS, THEMES, readable
from desktop.keys import matching
from desktop.keys.keyed import fill_in
from desktop.parts import Parts
from desktop.reader.reader import Reader
from desktop.theme import Theme
from desktop.widgets.entry_list import Entry

if TYPE_CHECKING:
    from desktop.keys.keys_page import KeysPage
    from desktop.keys.palette import Palette
    from desktop.keys.shortcuts import Shortcuts

_RECENT = "recent_commands"
_MOST_RECENT = 6
_USED_LATELY = 0.5
"""What having been chosen lately adds to how well a name fits: less than a better fit does."""
_WHY_NOT = {
    "back": "nowhere to go back to",
    "forward": "nowhere to go forward to",
}
_CODE, _LABEL = "action", "label"


class _Candidate(NamedTuple):
    """An entry with its words as they are compared."""

    entry: Entry
    folded: str


class Commanding(QObject):
    """Opens the palette and does what is chosen in it; keeps the keys people have changed."""

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._actions = parts.window.actions_by_name
        self._palette: Palette | None = None
        self._shortcuts: Shortcuts | None = None
        self._documents: Sequence[Document] = ()
        self._candidates: Sequence[_Candidate] = ()
        self._fitted: tuple[str, Sequence[_Candidate]] = "", ()
        self._recent = self._kept_recent()
        parts.hub.theme_changed.connect(self._dress)
        parts.navigator.open_tabs.reader_made.connect(self._give_keys)
        parts.window.tabs.current_changed.connect(self.name_keys)
        if parts.settings.data("keys"):
            self._keys()

    # keys -------------------------------------------------------------------------------------

    def _keys(self) -> "Shortcuts":
        if self._shortcuts is None:
            from desktop.keys.shortcuts import Shortcuts

            self._shortcuts = Shortcuts(self._actions, self._parts.settings, self)
            self._shortcuts.changed.connect(self._keys_changed)
            self._keys_changed()
        return self._shortcuts

    def _keys_changed(self) -> None:
        fill_in(self._parts.window, self._named)
        for reader in self._parts.navigator.open_tabs.made():
            self._give_keys(reader)

    def _named(self, name: str) -> Sequence[str]:
        """Name the keys of an action, or of something the page does."""
        return readable(self._keys().keys(name))

    def _give_keys(self, reader: Reader) -> None:
        if self._shortcuts is not None:
            reader.page.set_keys(self._shortcuts.page())

    def name_keys(self) -> None:
        """Name the keys there are now in a part that is new: it knows those nobody has changed."""
        if self._shortcuts is not None:
            fill_in(self._parts.window.tabs, self._named)

    def keys_page(self, theme: Theme) -> "KeysPage":
        """Make the page that lists the keys and changes them."""
        from desktop.keys.keys_page import KeysPage

        return KeysPage(self._keys(), theme)

    # the palette ------------------------------------------------------------------------------

    def open(self) -> None:
        """Open the palette, or close it."""
        if self._palette is None:
            from desktop.keys.palette import Palette

            self._palette = Palette(self.find, self._parts.themes.current, self._parts.window)
            self._palette.chosen.connect(self._do, Qt.ConnectionType.QueuedConnection)
        self._collect()
        self._palette.open()
        self._parts.reading.ask(self, documents, self._documents_read, lane="palette")

    def _documents_read(self, found: Sequence[Document]) -> None:
        if found != self._documents:
            self._documents = found
            self._collect()
            if self._palette is not None:
                self._palette.refresh()

    def _dress(self, now: Theme) -> None:
        if self._palette is not None:
            self._palette.set_theme(now)

    def find(self, typed: str) -> list[Entry]:
        """Return what fits the words typed, the best first; what cannot be done now last."""
        words = matching.fold(typed).split()
        jump = self._jump(typed.strip())
        if words:
            scored = [
                (self._weigh(value, one.entry), one)
                for one in self._worth_a_look(typed)
                if (value := matching.score(words, one.folded))
            ]
            scored.sort(key=lambda pair: pair[0], reverse=True)
            self._fitted = typed, [one for _, one in scored]
            found = [one.entry for _, one in scored]
        else:
            found = [one.entry for one in self._candidates]
            found.sort(key=lambda entry: self._rank(entry.name))
        return jump + found

    def _worth_a_look(self, typed: str) -> Sequence[_Candidate]:
        """Return what can fit: what fitted the beginning of the words, if that came first."""
        before, fitted = self._fitted
        return fitted if before and typed.startswith(before) else self._candidates

    def _weigh(self, value: float, entry: Entry) -> tuple[bool, float]:
        return entry.enabled, value + (_USED_LATELY if entry.name in self._recent else 0)

    def _rank(self, name: str) -> int:
        return self._recent.index(name) if name in self._recent else _MOST_RECENT

    def _jump(self, typed: str) -> list[Entry]:
        """Return the paragraph the words name, where the document in front has it."""
        reader = self._parts.navigator.reader()
        if reader is None or reader.edition is None:
            return []
        kind = "op" if "/" in reader.document else "p"
        label = address.parse_label(typed, paragraph=kind)
        passage = next((one for one in reader.edition.passages if one.label == label), None)
        if passage is None:
            return []
        words = passage.heading or " ".join(passage.text.split()[:8])
        where = f"Go to {address.describe(passage.label)}"
        return [Entry(f"{_LABEL}:{passage.label}", where, words)]

    def _collect(self) -> None:
        self._fitted = "", ()
        self._candidates = [
            _Candidate(entry, matching.fold(f"{entry.words} {entry.beside}"))
            for entry in (*self._actions_now(), *self._themes(), *self._titles())
        ]

    def _actions_now(self) -> Iterator[Entry]:
        for spec in SPECS:
            if spec.name == "palette":
                continue
            action = self._actions[spec.name]
            beside = spec.menu
            if action.isCheckable():
                beside += " · on" if action.isChecked() else " · off"
            if not action.isEnabled():
                beside += f" · {_WHY_NOT.get(spec.name, 'not now')}"
            keys = ", ".join(self._actions.keys(spec.name)[:2])
            words = self._actions.words(spec.name)
            yield Entry(f"{_CODE}:{spec.name}", words, beside, keys, action.isEnabled())

    def _themes(self) -> Iterator[Entry]:
        for name, words in THEMES.items():
            beside = "Theme · on" if name == self._parts.themes.choice else "Theme"
            yield Entry(f"theme:{name}", words, beside)

    def _titles(self) -> Iterator[Entry]:
        for one in self._documents:
            beside = "Document" if one.short_title == one.id else f"Document · {one.id}"
            yield Entry(f"document:{one.id}", one.short_title, beside)

    # what was chosen --------------------------------------------------------------------------

    def _do(self, entry: Entry) -> None:
        kind, _, name = entry.name.partition(":")
        if kind == _LABEL:
            self._parts.navigator.go_to_label(name)
            return
        self._use(entry.name)
        if kind == "document":
            self._parts.navigator.open_document(name)
        elif kind == "theme":
            self._actions.theme_chosen.emit(name)
            self._actions.tell_theme(name)
        else:
            self._actions[name].trigger()

    def _use(self, name: str) -> None:
        self._recent = [name, *(one for one in self._recent if one != name)][:_MOST_RECENT]
        self._parts.settings.keep(_RECENT, self._recent)

    def _kept_recent(self) -> list[str]:
        kept = self._parts.settings.data(_RECENT)
        return [one for one in kept if isinstance(one, str)] if isinstance(kept, list) else []
