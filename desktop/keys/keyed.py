"""Words that name keys, which the person may change: they are filled in anew then."""

import re
from collections.abc import Callable, Sequence
from functools import cache

from PySide6.QtWidgets import QWidget

from desktop import actions
from desktop.actions import readable
from desktop.keys import page_keys

_KEPT = "keyed"
"""The widget's own property: a list of [action, words, where they stand ...]."""
PAGE = "page."
"""Before the names of what the page does, which actions may have too."""
_NAMED = re.compile(r"\{([a-z_.]+)\}")
_SOME = {"key", "short"}


def keyed(widget: QWidget, words: str, action: str = "", *places: str) -> None:
    """Name an action's key in properties of a widget, which are its tool tip if none is given.

    In the words `{key}` is the action's first key, `{short}` its shortest. Without an action the
    words name several: `{undo}`, or `{page.note}` for what the page does.
    """
    entry = [action, words, *(places or ("toolTip",))]
    others = [one for one in widget.property(_KEPT) or [] if one[2:] != entry[2:]]
    widget.setProperty(_KEPT, [*others, entry])
    _put(widget, entry, default_keys)


@cache
def default_keys(name: str) -> Sequence[str]:
    """Name the keys an action, or something the page does, has where nobody has changed them."""
    if name.startswith(PAGE):
        return tuple(readable(page_keys.default_keys()[name.removeprefix(PAGE)]))
    return tuple(readable(actions.default_keys(name)))


def fill_in(root: QWidget, keys: Callable[[str], Sequence[str]]) -> None:
    """Name the keys there are now, by action, in every word of this kind under `root`."""
    for widget in (root, *root.findChildren(QWidget)):
        for entry in widget.property(_KEPT) or []:
            _put(widget, entry, keys)


def _put(widget: QWidget, entry: Sequence[str], named: Callable[[str], Sequence[str]]) -> None:
    action, words, *places = entry
    keys = named(action) if action else ()
    if keys:
        words = words.replace("{key}", keys[0]).replace("{short}", min(keys, key=len))
    else:
        for missing in (" ({key})", " ({short})", "{key}  ", "{short}  ", "  {short}"):
            words = words.replace(missing, "")
        words = words.replace("{key}", "The menu").replace("{short}", "")
    for name in set(_NAMED.findall(words)) - _SOME:
        words = words.replace(f"{{{name}}}", next(iter(named(name)), "the menu"))
    for place in places:
        widget.setProperty(place, words)
