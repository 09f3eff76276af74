"""A question as a value: of the bank, one's own, or generated; `questions.py` tells of kinds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a question; `why` and `evidence` say what rules a wrong one out."""

    text: str
    correct: bool = False
    why: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """What belongs together in a matching question, with the clause that shows it."""

    left: str
    right: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to put in order; `note` (a date, a paragraph's number) is told afterwards."""

    text: str
    note: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question; which fields its kind uses stands at the head of `questions.py`.

    `evidence` are addresses, the first one deciding. `options` are what a round shows to choose
    from (words, right sides, things to order), in the order shown; they are not stored.
    """

    id: str
    kind: str
    prompt: str
    explanation: str
    evidence: tuple[str, ...]
    topics: tuple[str, ...] = ()
    difficulty: int = 1
    choices: tuple[Choice, ...] = ()
    answer: bool | None = None
    text: str = ""
    quote: str = ""
    back: str = ""
    answers: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()
    items: tuple[Item, ...] = ()
    targets: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    options: tuple[str, ...] = ()

    @property
    def document(self) -> str:
        """The document that decides the question."""
        return self.evidence[0].rsplit(" ", 1)[0] if self.evidence else ""

    @property
    def family(self) -> str:
        """What makes questions siblings: the paragraph that decides them."""
        return self.evidence[0] if self.evidence else self.id
