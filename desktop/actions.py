"""Every action of the desk: its name, its words, its keys, its menu. What they do is wired in
`app.py`."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

Key = QKeySequence.StandardKey


class Spec(NamedTuple):
    """One action as it is declared; `keys` are portable key texts or standard keys."""

    name: str
    words: str
    menu: str
    keys: tuple[str | Key, ...] = ()
    checkable: bool = False


SPECS = (
    Spec("library", "&Library", "View", ("Alt+1",)),
    Spec("contents", "&Contents", "View", ("Alt+2",)),
    Spec("search", "&Search the library", "View", ("Ctrl+Shift+F", "Alt+3", "/")),
    Spec("notes", "&Notes", "View", ("Alt+4",)),
    Spec("quiz", "&Quiz", "View", ("Alt+5",)),
    Spec("side", "Side &panel", "View", ("F9",), checkable=True),
    Spec("focus", "&Focus: only the page", "View", ("Shift+F9",), checkable=True),
    Spec("full_screen", "F&ull screen", "View", ("F11",), checkable=True),
    Spec("terms", "Underline &glossary terms", "View", checkable=True),
    Spec("known", "Show how well it is &known", "View", checkable=True),
    Spec("larger", "L&arger text", "View", ("Ctrl++", "Ctrl+=")),
    Spec("smaller", "S&maller text", "View", ("Ctrl+-",)),
    Spec("normal_size", "N&ormal size", "View", ("Ctrl+0",)),
    Spec("typography", "T&ype and colours…", "View", ("Ctrl+,",)),
    Spec("ruler", "Reading rul&er", "View", ("F7",), checkable=True),
    Spec("auto_scroll", "Scroll by &itself", "View", ("F8",), checkable=True),
    Spec("still", "Re&duce motion", "View", checkable=True),
    Spec("go_to", "&Go to paragraph…", "Go", ("Ctrl+L",)),
    Spec("find", "F&ind in document", "Go", (Key.Find, "Ctrl+F")),
    Spec("find_next", "Find ne&xt", "Go", (Key.FindNext, "F3", "Ctrl+G")),
    Spec("find_previous", "Find pre&vious", "Go", (Key.FindPrevious, "Shift+F3", "Ctrl+Shift+G")),
    Spec("next_paragraph", "&Next paragraph", "Go", ("Ctrl+Down",)),
    Spec("previous_paragraph", "&Previous paragraph", "Go", ("Ctrl+Up",)),
    Spec("next_hit", "Next &hit of the search", "Search", ("F4",)),
    Spec("previous_hit", "Pre&vious hit of the search", "Search", ("Shift+F4",)),
    Spec("search_page", "Search as a &page", "Search", ("Ctrl+Alt+F",)),
    Spec("search_within", "Search &within what is found", "Search", ("Alt+W",)),
    Spec("narrow_search", "&Narrow what is found…", "Search", ("Alt+N",)),
    Spec("build_search", "&Build a search…", "Search", ("Alt+B",)),
    Spec("group_hits", "Group hits by &document", "Search", ("Alt+D",)),
    Spec("save_search", "&Save this search…", "Search", ("Ctrl+D",)),
    Spec("rebuild_index", "&Make the index anew", "Search"),
    Spec("stop_index", "S&top making the index", "Search"),
    Spec("back", "&Back", "Go", (Key.Back, "Backspace")),
    Spec("forward", "&Forward", "Go", (Key.Forward,)),
    Spec("where", "&Where am I?", "Go", ("Ctrl+I",)),
    Spec("mark_read", "&Mark paragraph as read or not", "Document", ("Ctrl+Shift+M",)),
    Spec("mark_all_read", "Mark a&ll as read or not", "Document"),
    Spec("next_edition", "Next &edition or language", "Document", ("Ctrl+E",)),
    Spec("record", "&Record of the document", "Document", ("Ctrl+R",)),
    Spec("sides", "&Side by side…", "Document", ("Ctrl+\\", "Ctrl+Shift+B")),
    Spec("compare", "Compare wit&h…", "Document", ("Ctrl+Shift+D",)),
    Spec("link_sides", "Sides move &together", "Document", ("Ctrl+Shift+J",), checkable=True),
    Spec("swap_sides", "S&wap the sides", "Document", ("Shift+F6",)),
    Spec("other_side", "&Other side", "Document", ("F6",)),
    Spec("close_side", "&Close this side", "Document", ("Ctrl+Shift+W",)),
    Spec("provenance", "Pro&venance of the document", "Document", ("Alt+P",)),
    Spec("glossary", "Gl&ossary", "Go", ("Alt+G",)),
    Spec("timeline", "&Timeline", "Go", ("Alt+T",)),
    Spec("register", "&Register of sponsors and speakers", "Go", ("Alt+R",)),
    Spec("recent_tab", "&Last used tab", "Tab", ("Ctrl+Tab",)),
    Spec("recent_tab_back", "Longest &unused tab", "Tab", ("Ctrl+Shift+Tab",)),
    Spec("next_tab", "Next &tab", "Tab", ("Ctrl+PgDown",)),
    Spec("previous_tab", "P&revious tab", "Tab", ("Ctrl+PgUp",)),
    Spec("all_tabs", "&All tabs…", "Tab", ("Ctrl+Shift+A",)),
    Spec("move_tab_left", "&Move tab left", "Tab", ("Ctrl+Shift+PgUp",)),
    Spec("move_tab_right", "Move ta&b right", "Tab", ("Ctrl+Shift+PgDown",)),
    Spec("pin_tab", "&Pin or unpin tab", "Tab", ("Ctrl+Shift+I",)),
    Spec("duplicate_tab", "&Duplicate tab", "Tab", ("Ctrl+Shift+K",)),
    Spec("close_tab", "&Close tab", "Tab", ("Ctrl+W", "Ctrl+F4")),
    Spec("close_other_tabs", "Close ot&her tabs", "Tab"),
    Spec("close_tabs_right", "Close tabs to the ri&ght", "Tab"),
    Spec("reopen_tab", "Re&open closed tab", "Tab", ("Ctrl+Shift+T",)),
    Spec("sessions", "&Sessions…", "Tab", ("Ctrl+Shift+S",)),
    Spec("official", "Get the official te&xt…", "Document", ("Ctrl+O",)),
    Spec("official_file", "&Add the official text from a file…", "Document"),
    Spec("import", "&Import documents…", "Document", ("Ctrl+Shift+O",)),
    Spec("import_folder", "Import a fol&der…", "Document"),
    Spec("stop_import", "Stop importin&g", "Document"),
    Spec("my_library", "&My library", "Library", ("Alt+L",)),
    Spec("collect", "Put into a &collection…", "Library"),
    Spec("details", "&Details of the document…", "Library"),
    Spec("export", "&Export the document…", "Library", ("Ctrl+Shift+E",)),
    Spec("align", "Check the &alignment of its editions…", "Library"),
    Spec("remove", "&Remove from the library…", "Library"),
    Spec("wastebasket", "&Wastebasket…", "Library"),
    Spec("empty_wastebasket", "Empty the wastebasket &for good…", "Library"),
    Spec("import_review", "Import and re&view…", "Library"),
    Spec("paste_files", "Import what was cop&ied", "Library"),
    Spec("read_again", "Read a&gain what an older version read", "Library"),
    Spec("show_added", "Show what was added las&t", "Library", ("Ctrl+Alt+O",)),
    Spec("show_import", "W&hat came of the import", "Library"),
    Spec("review", "Review the paragra&phs…", "Library"),
    Spec("print", "&Print…", "Document", (Key.Print, "Ctrl+P")),
    Spec("save_pdf", "Save as PD&F…", "Document"),
    Spec("copy_citation", "&Copy with citation", "Note", ("Ctrl+Shift+C",)),
    Spec("copy_citation_only", "Copy citation &only", "Note", ("Ctrl+Alt+C",)),
    Spec("copy_link", "Copy &link to this paragraph", "Note", ("Ctrl+Shift+Y",)),
    Spec("note_here", "&Note on this paragraph", "Note", ("Ctrl+Shift+N",)),
    Spec("note_document", "Note on the whole &document", "Note", ("Ctrl+Alt+N",)),
    Spec("note_free", "Note in a noteboo&k", "Note", ("Ctrl+Alt+B",)),
    Spec("bookmark", "&Bookmark this paragraph, or not", "Note", ("Ctrl+B",)),
    Spec("highlights", "Only my &highlights", "Note", ("Ctrl+Alt+H",)),
    Spec("note_tags", "Tags o&f notes…", "Note"),
    Spec("note_colors", "N&ames of the colours…", "Note"),
    Spec("deleted_notes", "Notes in the &wastebasket…", "Note"),
    Spec("note_range", "Highlight takes the selected rang&e", "Note"),
    Spec("split_note", "Spli&t the highlight here", "Note"),
    Spec("merge_notes", "&Merge the selected highlights", "Note"),
    Spec("undo", "&Undo", "Note", (Key.Undo,)),
    Spec("redo", "&Redo", "Note", (Key.Redo, "Ctrl+Y")),
    Spec("export_notes", "E&xport notes…", "Note", ("Ctrl+Alt+E",)),
    Spec("import_notes", "&Import notes…", "Note"),
    Spec("save_record", "Save the readin&g record…", "Note"),
    Spec("round", "&Round of ten", "Quiz", ("Ctrl+Shift+Q",)),
    Spec("flashcards", "&Flashcards", "Quiz", ("Ctrl+Shift+L",)),
    Spec("new_quiz", "&New quiz…", "Quiz", ("Ctrl+Alt+Q",)),
    Spec("exam", "&Exam…", "Quiz"),
    Spec("sprint", "&Sprint of 60 seconds…", "Quiz"),
    Spec("check_reading", "&Check what I read", "Quiz"),
    Spec("make_questions", "&Make questions from this document", "Quiz"),
    Spec("ask_words", "&Question from the selected words", "Quiz", ("Ctrl+Alt+W",)),
    Spec("ask_notes", "Questions from the chosen n&otes", "Quiz"),
    Spec("own_questions", "M&y questions", "Quiz"),
    Spec("export_questions", "E&xport questions…", "Quiz"),
    Spec("import_questions", "&Import questions…", "Quiz"),
    Spec("learn_options", "&Learning options…", "Quiz"),
    Spec("progress", "&Progress", "Quiz", ("Ctrl+Alt+P",)),
    Spec("schedule", "Sche&dule: retention, easy days, fit…", "Quiz"),
    Spec("matrix", "M&atrix of the document", "Quiz", ("Ctrl+Alt+X",)),
    Spec("disagreements", "Where so&urces disagree", "Go"),
    Spec("ask_claims", "Quiz: where sources disa&gree", "Quiz"),
    Spec("palette", "&Find a command…", "Help", ("Ctrl+Shift+P",)),
    Spec("shortcuts", "&Keys: see and change them", "Help", ("F1", "?")),
    Spec("about", "&About Resolute", "Help"),
    Spec("menu", "&Menu", "Help", ("F10",)),
    Spec("quit", "&Quit", "Help", (Key.Quit, "Ctrl+Q")),
)
THEMES = {
    "system": "As the system",
    "light": "Light",
    "dark": "Dark",
    "sepia": "Sepia",
    "contrast": "High contrast",
}


class Actions(QObject):
    """The actions by name, added to the window so that their keys work everywhere in it."""

    theme_chosen = Signal(str)
    number_chosen = Signal(int)
    """Ctrl and a digit."""
    keys_changed = Signal()
    """An action has other keys now."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.themes: QMenu | None = None
        self.citation_styles: QMenu | None = None
        self._by_name: dict[str, QAction] = {}
        self._numbered: list[QAction] = []
        self._connected: set[str] = set()
        self._early: list[str] = []
        for spec in SPECS:
            action = QAction(spec.words, window)
            action.triggered.connect(_without_checked(partial(self._pressed, spec.name)))
            action.setCheckable(spec.checkable)
            action.setShortcuts(_sequences(spec.keys))
            self._by_name[spec.name] = action
            window.addAction(action)
        for number in range(1, 10):
            action = QAction(f"Tab {number}" if number < 9 else "Last tab", window)
            action.setShortcut(f"Ctrl+{number}")
            self._numbered.append(action)
            action.triggered.connect(_without_checked(partial(self.number_chosen.emit, number)))
            window.addAction(action)

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def connect_to(self, slots: Mapping[str, Callable[[], Any]]) -> None:
        """Let each action call its slot, at once where its key was pressed already."""
        for name, slot in slots.items():
            self._by_name[name].triggered.connect(_without_checked(slot))
            if name in self._early:
                self._early.remove(name)
                QTimer.singleShot(0, self, slot)
        self._connected |= slots.keys()

    def _pressed(self, name: str) -> None:
        """Remember what is asked for before the desk is furnished: it is done once it is."""
        if name not in self._connected and name not in self._early:
            self._early.append(name)

    def fill(self, root: QMenu) -> None:
        """Put every action into the menu, with a menu of themes."""
        menus: dict[str, QMenu] = {}
        for spec in SPECS:
            if spec.menu not in menus:
                menus[spec.menu] = root.addMenu(f"&{spec.menu}")
            menus[spec.menu].addAction(self._by_name[spec.name])
        self.citation_styles = menus["Note"].addMenu("Citation &style")
        self.themes = menus["View"].addMenu("&Theme")
        for name, words in THEMES.items():
            action = self.themes.addAction(words)
            action.setCheckable(True)
            action.setChecked(name == self._theme)
            action.setData(name)
        self.themes.triggered.connect(self._choose_theme)

    _theme = "system"

    def _choose_theme(self, action: QAction) -> None:
        self.tell_theme(str(action.data()))
        self.theme_chosen.emit(self._theme)

    def tell_theme(self, choice: str) -> None:
        """Check the theme that was chosen."""
        self._theme = choice
        for action in self.themes.actions() if self.themes else ():
            action.setChecked(action.data() == choice)

    # keys -------------------------------------------------------------------------------------

    def words(self, name: str) -> str:
        """Return an action's words as they are read, without the letter to press in a menu."""
        return self._by_name[name].text().replace("&", "")

    def keys(self, name: str) -> list[str]:
        """Name the keys of an action, the one to be shown first."""
        return readable(self._by_name[name].shortcuts())

    def set_keys(self, keys: Mapping[str, Sequence[QKeySequence]]) -> None:
        """Give actions, by name, other keys."""
        for name, given in keys.items():
            self._by_name[name].setShortcuts(list(given))
        self.keys_changed.emit()

    def fixed_keys(self) -> list[tuple[QKeySequence, str]]:
        """List the keys that cannot be given to anything else, each with what it does."""
        return [(action.shortcut(), action.text()) for action in self._numbered]


def default_keys(name: str) -> list[QKeySequence]:
    """Return the keys an action has where nobody has changed them."""
    return _sequences(next(spec.keys for spec in SPECS if spec.name == name))


def readable(keys: Sequence[QKeySequence]) -> list[str]:
    """Name keys as they stand on the keyboard; those of media keyboards are passed over."""
    # A plain number: a range is searched from its beginning for any other type.
    return [k.toString(_NATIVE) for k in keys if int(stroke(k).key()) not in _MEDIA_KEYS]


def stroke(key: QKeySequence) -> QKeyCombination:
    """Return the first of the keys that are pressed one after the other; ours are only one."""
    return key[0]  # type: ignore[index, no-any-return]  # the stubs do not know it


_NATIVE = QKeySequence.SequenceFormat.NativeText
_MEDIA_KEYS = range(Qt.Key.Key_Back, Qt.Key.Key_MediaLast)
"""`Back`, `Undo` and the like: Qt binds them, few keyboards have them."""


def _sequences(keys: Sequence[str | Key]) -> list[QKeySequence]:
    """Return each key once: of one given twice Qt would not know which is meant."""
    found: list[QKeySequence] = []
    for key in keys:
        bindings = [QKeySequence(key)] if isinstance(key, str) else QKeySequence.keyBindings(key)
        found += [one for one in bindings if one not in found]
    return found


def _without_checked(slot: Callable[[], Any]) -> Callable[[bool], None]:
    """Wrap a slot so that an action's `checked` does not reach it."""

    def call(_checked: bool = False) -> None:
        slot()

    return call
