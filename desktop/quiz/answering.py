"""A way to answer, as the page of a question knows it; each kind of question has its own."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from db.quiz.grade import Grade

LETTERS = "ABCDEFGHI"
"""The keys of statements, and of choices beside their digits."""


class Answering(QWidget):
    """Where an answer is given; `given` is what `db.quiz.grade` takes, None: nothing yet."""

    changed = Signal()
    handed_in = Signal()
    """The answer is given by this very act: nothing is left to confirm."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)

    @property
    def given(self) -> object:
        """The answer as it stands."""
        return None

    @property
    def how(self) -> str:
        """How to answer, in a sentence."""
        return ""

    def keys(self) -> frozenset[str]:
        """Return the keys that mean something here."""
        return frozenset()

    def press(self, key: str) -> None:
        """Do what a key means."""

    def goes_on(self) -> bool:
        """Tell whether Enter has something else to do here first, and do it."""
        return False

    def first(self) -> QWidget | None:
        """Return what is to have the focus, None for the page."""
        return None

    def put(self, given: object) -> None:
        """Show an answer that was given before."""

    def settle(self, grade: "Grade") -> None:
        """Show what came of it; nothing can be changed any more."""


def choice_keys(count: int) -> frozenset[str]:
    """Return the keys of so many choices: digits, and letters."""
    return frozenset("123456789"[:count]) | frozenset(LETTERS[:count])


def choice_of(key: str) -> int:
    """Return the index of the choice that a digit or a letter stands for."""
    return int(key) - 1 if key.isdigit() else ord(key) - ord("A")
