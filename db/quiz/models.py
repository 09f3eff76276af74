"""A question of the bank, as a value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a question; `why` and `evidence` say what rules a wrong one out."""

    text: str
    correct: bool = False
    why: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the bank; `kind` is multiple-choice, true-false, cloze or who-said-it.

    `text` is a cloze's text with gaps as `{{answer|variant}}`; `evidence` are addresses, the
    first one deciding.
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

    @property
    def document(self) -> str:
        """The document that decides the question."""
        return self.evidence[0].rsplit(" ", 1)[0]
