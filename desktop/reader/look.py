"""How a page is to look."""

from typing import NamedTuple

from desktop.reader.typography import Typography
from desktop.theme import Theme


class Look(NamedTuple):
    """How a page is set: theme, size of the letters in pixels, what is shown, and the type."""

    theme: Theme
    size: int = 18
    references: bool = True
    record: bool = False
    type: Typography = Typography()

    def sets_alike(self, other: "Look") -> bool:
        """Tell whether a page set one way needs only colours and column to be set the other."""
        alike = self._replace(theme=other.theme, type=other.type) == other
        return alike and self.type.sets_alike(other.type)
