"""What of the made questions is kept: sound by the bank's rules, not ambiguous, not trivial."""

import re
from collections.abc import Iterable, Iterator

from db.quiz import checking
from db.quiz.generate.material import Material, folded
from db.quiz.models import Question
from db.quiz.questions import gaps, gaps_only

_LEAST_SHOWN = 6
"""Words that a cloze shows besides its gaps; with fewer there is nothing to know it by."""

_STEM = 5
"""Letters from the beginning: `Amends` is given away by `as amended`."""

_ABBREVIATED = re.compile(r"\b(?:ibid|op\. cit|idem)\b", re.IGNORECASE)


def sound(questions: Iterable[Question], material: Material) -> Iterator[Question]:
    """Yield what can be asked, each question once."""
    asked: set[str] = set()
    for question in questions:
        same = checking.same_asked(question)
        if same in asked or checking.check(question) or _is_trivial(question):
            continue
        if question.kind == "cloze" and _is_ambiguous(question, material):
            continue
        asked.add(same)
        yield question


def _is_trivial(question: Question) -> bool:
    """Tell whether the answer stands in what is shown, or nothing is shown to know it by."""
    if question.kind != "cloze":
        return bool(_ABBREVIATED.search(question.prompt))
    shown = folded(" ".join(piece for piece in gaps(question.text) if isinstance(piece, str)))
    if len(shown.split()) < _LEAST_SHOWN:
        return True
    said = {word[:_STEM] for word in shown.split() if len(word) >= _STEM}
    return any(
        folded(hole.answer) in shown
        or any(word[:_STEM] in said for word in folded(hole.answer).split() if len(word) >= _STEM)
        for hole in gaps_only(question.text)
    )


def _is_ambiguous(question: Question, material: Material) -> bool:
    """Tell whether a wrong option stands, in this very place, elsewhere in the document."""
    pieces = gaps(question.text)
    for number, piece in enumerate(pieces):
        if isinstance(piece, str):
            continue
        before = folded(_text(pieces, number - 1)).split()[-2:]
        after = folded(_text(pieces, number + 1)).split()[:2]
        for other in question.others:
            placed = f" {' '.join([*before, *folded(other).split(), *after])} "
            if (before or after) and placed in material.whole:
                return True
    return False


def _text(pieces: tuple[object, ...], number: int) -> str:
    piece = pieces[number] if 0 <= number < len(pieces) else ""
    return piece if isinstance(piece, str) else ""
