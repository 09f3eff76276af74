"""What every format is read into: the texts of a document in order, not yet labelled.

A text comes in pieces, because what is set off at its head is a clause's opener.
"""

from dataclasses import dataclass, field
from typing import Literal

from db import text

Pieces = list[tuple[str, bool]]
"""A text in order, each stretch with whether it is set in italics or bold."""

Role = Literal["preambular", "body", "note", "table", "row", "annex"]
COMMAS = (",", "،", "，")
"""What a preambular paragraph ends in."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote, taken out of the text it stands in.

    One without a text is the mark of an earlier one, printed again.
    """

    marker: str
    text: str
    refs: tuple[str, ...]
    behind: int = -1
    """How many characters of the text it stands in follow its mark, white space not counted.

    Counted from the end, because numbers are cut off the head; -1 where it has no mark there.
    """


@dataclass(slots=True)
class Block:
    """A text with what is known of it from the markup; `number` is as printed.

    The roles `table` and `annex` have no text: they say that one begins. `page` is the page it
    begins on, from 1, or 0; `label` is the passage's that is made of it. `may_be_heading` is false
    where the file says by its styles which texts are headings, and this is none.
    """

    role: Role
    text: str = ""
    opener: str = ""
    number: str = ""
    refs: tuple[str, ...] = ()
    notes: tuple[Footnote, ...] = ()
    set_as_heading: bool = False
    may_be_heading: bool = True
    pieces: Pieces = field(default_factory=list)
    page: int = 0
    label: str = ""


def trim(words: str) -> str:
    """Collapse layout white space; no-break spaces stay, but not at the ends."""
    return text.collapse(words).strip("\u00a0\u202f ")


def joined(pieces: Pieces) -> str:
    """Return the text of the pieces as it is read."""
    return trim("".join([words for words, _ in pieces]))


def letters_in(words: str) -> int:
    """Count the characters of a text that are no white space."""
    return len("".join(words.split()))


def letters_of(pieces: Pieces) -> int:
    """Count the characters of a text in pieces that are no white space."""
    return sum(letters_in(words) for words, _ in pieces)


def opener_of(pieces: Pieces) -> str:
    """Return the italic or bold words a text begins with."""
    leading: Pieces = []
    for words, styled in pieces:
        if not styled and words.strip():
            break
        leading.append((words, styled))
    while leading and not leading[-1][1]:
        leading.pop()
    return joined(leading) if leading else ""


def without_head(pieces: Pieces, length: int) -> Pieces:
    """Cut the first characters off a text in pieces."""
    rest = []
    for words, styled in pieces:
        if length < len(words):
            rest.append((words[length:], styled))
        length = max(0, length - len(words))
    return rest
