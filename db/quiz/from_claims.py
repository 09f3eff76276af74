"""What sources say of a text, as questions: does the text say so?"""

from collections.abc import Iterable

from db.library.disagreements import Point, Saying
from db.quiz.models import Choice, Question
from db.quiz.questions import VERDICTS


def questions_of(points: Iterable[Point]) -> list[Question]:
    """Make one question of every saying; its id is the claim's, so that answers are kept by it."""
    return [_question(saying) for point in points for saying in point.sayings]


def _question(saying: Saying) -> Question:
    text = f" The text: “{saying.text_wording}”." if saying.text_wording else ""
    choices = tuple(
        Choice(
            verdict,
            verdict == saying.verdict,
            why="" if verdict == saying.verdict else saying.comment,
            evidence=saying.paragraphs,
        )
        for verdict in VERDICTS
    )
    return Question(
        f"claim-{saying.claim}",
        "press-against-text",
        f"{saying.source}. Is this what the text says?",
        saying.comment + text,
        (*saying.paragraphs, saying.address),
        topics=("where sources disagree",),
        difficulty=2,
        choices=choices,
        quote=saying.wording,
    )
