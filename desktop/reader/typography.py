"""How text is set on a page, apart from its size: what can be chosen, within which bounds."""

from typing import Any, NamedTuple

BOUNDS = {
    "leading": (115, 240),
    "spacing": (0, 36),
    "measure": (36, 120),
    "margin": (8, 160),
}
"""The least and the most of each number, in its unit."""
_LONGEST_NAME = 120
_SCRIPTS = {"ar": "arabic", "zh": "chinese"}


class Typography(NamedTuple):
    """A choice of type; an empty family is the best that is installed."""

    latin: str = ""
    """The family of Latin and Cyrillic."""
    arabic: str = ""
    chinese: str = ""
    leading: int = 155
    """The distance of two lines, in hundredths of the size of the letters."""
    spacing: int = 12
    """Pixels above a paragraph."""
    measure: int = 68
    """The width of the column, in characters."""
    margin: int = 16
    """The least that stays free beside the column, in pixels."""
    justified: bool = False

    def family(self, language: str) -> str:
        """Return the family chosen for a language, empty where none is."""
        return str(getattr(self, _SCRIPTS.get(language, "latin")))

    def sets_alike(self, other: "Typography") -> bool:
        """Tell whether a page set one way needs only another column to be set the other."""
        placed = {"measure", "margin", "justified"}
        return all(
            getattr(self, name) == getattr(other, name)
            for name in self._fields
            if name not in placed
        )


def write(choice: Typography) -> dict[str, Any]:
    """Put a choice into plain data."""
    return choice._asdict()


def read(data: Any) -> Typography:
    """Take a choice from plain data; whatever is not within its bounds is not chosen."""
    if not isinstance(data, dict):
        return Typography()
    return Typography(**{name: value for name, value in data.items() if _is_sound(name, value)})


def _is_sound(name: str, value: Any) -> bool:
    if name in BOUNDS:
        low, high = BOUNDS[name]
        return type(value) is int and low <= value <= high
    if name == "justified":
        return isinstance(value, bool)
    is_name = isinstance(value, str) and value.isprintable() and len(value) <= _LONGEST_NAME
    return name in {"latin", "arabic", "chinese"} and is_name
