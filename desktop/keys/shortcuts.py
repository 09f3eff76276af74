"""Which keys the person gave to what: changed without two things ever sharing one, and kept."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence

from desktop import actions as declared
from desktop.actions import SPECS, Actions, stroke
from desktop.keys import page_keys
from desktop.keys.keyed import PAGE
from desktop.keys.page_keys import PAGE_KEYS
from desktop.settings import Settings

_SETTING = "keys"
PAGE_MENU = "On the page"
_Keys = dict[str, list[QKeySequence]]

_Key, _Modifier = Qt.Key, Qt.KeyboardModifier
_HELD = (_Modifier.ControlModifier | _Modifier.AltModifier | _Modifier.MetaModifier).value
_MOVING = {
    _Key.Key_Escape, _Key.Key_Tab, _Key.Key_Backtab, _Key.Key_Return, _Key.Key_Enter,
    _Key.Key_Up, _Key.Key_Down, _Key.Key_Left, _Key.Key_Right, _Key.Key_Home, _Key.Key_End,
    _Key.Key_PageUp, _Key.Key_PageDown,
}  # fmt: skip
_EDITING = (
    QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut, QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.SelectAll,
)  # fmt: skip


class Binding(NamedTuple):
    """Something that has keys, or may have some."""

    name: str
    words: str
    menu: str


class Shortcuts(QObject):
    """The keys of every action and of the page, by name; what is changed is kept at once."""

    changed = Signal()

    def __init__(self, actions: Actions, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions, self._settings = actions, settings
        self.bindings = {one.name: one for one in _bindings(actions)}
        self._defaults: _Keys = {spec.name: declared.default_keys(spec.name) for spec in SPECS}
        for name, keys in page_keys.default_keys().items():
            self._defaults[PAGE + name] = keys
        self._keys = self._read(settings.data(_SETTING))
        self._tell()

    # what there is ----------------------------------------------------------------------------

    def keys(self, name: str) -> list[QKeySequence]:
        """Return the keys of an action, or of something the page does."""
        return list(self._keys[name])

    def defaults(self, name: str) -> list[QKeySequence]:
        """Return the keys it has where nobody has changed them."""
        return list(self._defaults[name])

    def is_changed(self, name: str) -> bool:
        """Tell whether it has other keys than at first."""
        return self._keys[name] != self._defaults[name]

    def page(self) -> dict[int, str]:
        """Return the keys of the page as `PageView.set_keys` takes them."""
        ours = {n[len(PAGE) :]: keys for n, keys in self._keys.items() if n.startswith(PAGE)}
        return page_keys.by_key(ours)

    def holders(self, keys: Iterable[QKeySequence], name: str) -> list[tuple[QKeySequence, str]]:
        """Return which of these keys are something else's than `name`'s, each with its name."""
        owners = {key.toString(): one for one, some in self._keys.items() for key in some}
        found = ((key, owners.get(key.toString(), name)) for key in keys)
        return [(key, owner) for key, owner in found if owner != name]

    def refusal(self, name: str, key: QKeySequence) -> str:
        """Say why a key cannot be given to `name`, nothing where it can."""
        said = key.toString(QKeySequence.SequenceFormat.NativeText)
        for fixed, words in self._actions.fixed_keys():
            if fixed == key:
                return f"{said} is “{words}” and stays so."
        if not said or key.count() != 1:
            return "That key cannot be used."
        if _writes(key) or any(key in QKeySequence.keyBindings(one) for one in _EDITING):
            return f"{said} is needed in lists and text boxes."
        bare = not stroke(key).toCombined() & _HELD
        if bare and stroke(key).key() in {_Key.Key_Space, _Key.Key_Delete} and not _of_page(name):
            return f"{said} is needed in lists and text boxes."
        if bare and _is_letter(stroke(key).key()) and not _of_page(name):
            return f"{said} alone works on the page only. Hold Ctrl or Alt with it."
        return ""

    # changes ----------------------------------------------------------------------------------

    def put(self, name: str, keys: Sequence[QKeySequence]) -> None:
        """Give `name` these keys alone, and take them from whatever else has them."""
        for key, owner in self.holders(keys, name):
            self._keys[owner].remove(key)
        self._keys[name] = list(keys)
        self._keep()

    def reset_all(self) -> None:
        """Give everything the keys it had at first."""
        self._keys = {name: list(keys) for name, keys in self._defaults.items()}
        self._keep()

    def _keep(self) -> None:
        other = {
            name: [key.toString() for key in keys]
            for name, keys in self._keys.items()
            if keys != self._defaults[name]
        }
        self._settings.keep(_SETTING, other)
        self._tell()

    def _tell(self) -> None:
        self._actions.set_keys({spec.name: self._keys[spec.name] for spec in SPECS})
        self.changed.emit()

    # what was kept ----------------------------------------------------------------------------

    def _read(self, kept: object) -> _Keys:
        """Take what was kept as far as it makes sense; a key that is taken stays where it is."""
        changed: _Keys = {}
        taken: set[str] = set()
        for name, texts in kept.items() if isinstance(kept, Mapping) else ():
            if name in self._defaults and isinstance(texts, list):
                read = [QKeySequence(text) for text in texts if isinstance(text, str)]
                fit = [key for key in read if not self.refusal(name, key)]
                if fit or not texts:
                    changed[name] = _without(fit, taken)
        made = {
            name: changed[name] if name in changed else _without(keys, taken)
            for name, keys in self._defaults.items()
        }
        return made


def _without(keys: Iterable[QKeySequence], taken: set[str]) -> list[QKeySequence]:
    """Return the keys that are not taken yet, and take them."""
    free = []
    for key in keys:
        if (text := key.toString()) not in taken:
            taken.add(text)
            free.append(key)
    return free


def _bindings(actions: Actions) -> Iterable[Binding]:
    menus = [*dict.fromkeys(spec.menu for spec in SPECS)]
    for spec in sorted(SPECS, key=lambda one: menus.index(one.menu)):
        yield Binding(spec.name, actions.words(spec.name), spec.menu)
    for one in PAGE_KEYS:
        yield Binding(PAGE + one.name, one.words, PAGE_MENU)


def _of_page(name: str) -> bool:
    return name.startswith(PAGE)


def _is_letter(key: int) -> bool:
    return key <= 0x10FFFF and chr(key).isalnum()


def _writes(key: QKeySequence) -> bool:
    """Tell whether a key moves the focus or the caret: Alt or Ctrl with it may be free."""
    return stroke(key).key() in _MOVING and not stroke(key).toCombined() & _HELD
