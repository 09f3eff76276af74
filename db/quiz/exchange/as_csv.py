"""Questions as a table that is read back whole: a row a question, a line in a cell an answer.

`right` holds what is right (choices, accepted answers, pairs `left → right`, items in order,
paragraphs), `wrong` the rest with, behind ` — `, why it is wrong.
"""

from collections.abc import Sequence

from db.notes.exchange.as_csv import sheet
from db.quiz.exchange.choice import Outgoing
from db.quiz.exchange.faces import shuffled
from db.quiz.models import Question

COLUMNS = (
    "id", "kind", "question", "quote", "text", "right", "wrong", "explanation", "evidence",
    "topics", "difficulty", "citation", "link",
)  # fmt: skip
ARROW, BECAUSE = " → ", " — "


def table(outgoing: Sequence[Outgoing]) -> bytes:
    """Write the table: RFC 4180 with a byte order mark, and no cell that is run as a formula."""
    return sheet(COLUMNS, map(_row, outgoing))


def _row(one: Outgoing) -> tuple[str, ...]:
    asked = shuffled(one.question)
    wrong = [f"{c.text}{BECAUSE}{c.why}" if c.why else c.text
             for c in asked.choices if not c.correct]  # fmt: skip
    return (
        asked.id, asked.kind, asked.prompt, asked.quote, asked.text, _lines(_right(asked)),
        _lines([*wrong, *asked.others, *asked.within]), asked.explanation,
        _lines(asked.evidence), _lines(asked.topics), str(asked.difficulty),
        "; ".join(place.citation for place in one.places),
        " ".join(place.link for place in one.places),
    )  # fmt: skip


def _lines(said: Sequence[str]) -> str:
    return "\n".join(" ".join(line.split()) for line in said)


def _right(asked: Question) -> list[str]:
    if asked.kind == "true-false":
        return [str(asked.answer)]
    if asked.kind == "flashcard":
        return [asked.back]
    return [
        *(choice.text for choice in asked.choices if choice.correct),
        *asked.answers,
        *(f"{pair.left}{ARROW}{pair.right}" for pair in asked.pairs),
        *(item.text for item in asked.items),
        *asked.targets,
    ]
