"""Words that name an action's key, which the person may change: they are filled in anew then."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from desktop.actions import default_keys, readable

_KEPT = "keyed"
"""The widget's own property with [action, words, where they stand ...]."""


def keyed(widget: QWidget, words: str, action: str, *places: str) -> None:
    """Name an action's key in properties of a widget, which are its tool tip if none is given.

    In the words `{key}` is the action's first key, `{short}` its shortest.
    """
    widget.setProperty(_KEPT, [action, words, *(places or ("toolTip",))])
    _put(widget, readable(default_keys(action)))


def fill_in(root: QWidget, keys: Callable[[str], Sequence[str]]) -> None:
    """Name the keys there are now, by action, in every word of this kind under `root`."""
    for widget in (root, *root.findChildren(QWidget)):
        if kept := widget.property(_KEPT):
            _put(widget, keys(kept[0]))


def _put(widget: QWidget, keys: Sequence[str]) -> None:
    _action, words, *places = widget.property(_KEPT)
    if keys:
        words = words.replace("{key}", keys[0]).replace("{short}", min(keys, key=len))
    else:
        for named in (" ({key})", "{key}  ", "{short}  "):
            words = words.replace(named, "")
        words = words.replace("{key}", "The menu")
    for place in places:
        widget.setProperty(place, words)
