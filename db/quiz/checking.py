"""What a question must be: answerable, with one right answer, and not giving itself away.

Pure: whether its addresses exist, and whether another question asks the same, is for who has all
of them (`db.library.checks` for the bank, `own.py` for a person's own).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from db import text as words
from db.address import is_label
from db.quiz.models import Choice, Item, Pair, Question
from db.quiz.questions import CHOICE_KINDS, KINDS, VERDICTS, Gap, gaps, gaps_only

_GIVEAWAYS = ("all of the above", "none of the above", "all of these", "none of these")
_MOST_GAPS = 3
_SIZES = {
    "multiple-choice": (3, 5), "who-said-it": (3, 5), "count-correct": (3, 6),
    "press-against-text": (2, 4), "pairs": (3, 6), "items": (3, 8),
}  # fmt: skip
_FIELDS = {
    "choices": {*CHOICE_KINDS, "count-correct"},
    "answer": {"true-false"},
    "text": {"cloze"},
    "quote": {"who-said-it", "press-against-text", "multiple-choice", "true-false",
              "find-in-text", "flashcard", "short-answer"},
    "back": {"flashcard"},
    "answers": {"short-answer"},
    "others": {"cloze", "matching"},
    "pairs": {"matching"},
    "items": {"ordering"},
    "targets": {"find-in-text"},
    "within": {"find-in-text"},
}  # fmt: skip
"""Which kinds use a field."""


def check(question: Question) -> list[str]:
    """Say in sentences what is wrong with a question; whether its addresses exist is not asked."""
    found = [*_head(question), *_stray(question)]
    if check_kind := _KINDS.get(question.kind):
        found += check_kind(question)
    return [f"Question “{question.id}”: {sentence}" for sentence in found]


def addresses(question: Question) -> tuple[str, ...]:
    """Return every address that a question names, without repeats."""
    parts: tuple[Choice | Pair | Item, ...] = (
        *question.choices, *question.pairs, *question.items
    )  # fmt: skip
    named = (
        *question.evidence, *question.targets, *question.within,
        *(where for part in parts for where in part.evidence),
    )  # fmt: skip
    return tuple(dict.fromkeys(named))


def same_asked(question: Question) -> str:
    """Return what is equal in two questions that ask the same, however they are typed."""
    asked = [question.prompt, question.text, question.quote, *question.targets]
    asked += sorted(item.text for item in question.items)
    asked += sorted(pair.left for pair in question.pairs)
    asked += sorted(choice.text for choice in question.choices)
    return " ".join([question.kind, *(_folded(part) for part in asked if part)])


def _folded(said: str) -> str:
    return " ".join(token for token, _, _ in words.tokens(words.fold(said)))


def _head(question: Question) -> Iterator[str]:
    if not question.id.strip():
        yield "It has no id."
    if question.kind not in KINDS:
        yield f"“{question.kind}” is not a kind of question; use one of {', '.join(KINDS)}."
    if not question.prompt.strip():
        yield "The prompt is empty."
    if not question.explanation.strip():
        yield "The explanation is empty."
    if question.difficulty not in (1, 2, 3):
        yield f"The difficulty is {question.difficulty}; it is 1, 2 or 3."
    if not question.evidence:
        yield "No evidence: name the paragraph that decides it."
    for address in addresses(question):
        document, _, label = address.rpartition(" ")
        if not document or not is_label(label):
            yield f"“{address}” is not an address like A/RES/78/311 op6."


def _stray(question: Question) -> Iterator[str]:
    """Name what the question holds that its kind does not use."""
    for field, kinds in _FIELDS.items():
        value = getattr(question, field)
        if question.kind in KINDS and question.kind not in kinds and value not in (None, "", ()):
            yield f"A {question.kind} question shows no {field}; take them out."


def _size(name: str, count: int, what: str) -> Iterator[str]:
    least, most = _SIZES[name]
    if not least <= count <= most:
        yield f"It has {count} {what}; give {_NUMBERS[least]} to {_NUMBERS[most]}."


_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight")


def _distinct(texts: Iterable[str], what: str) -> Iterator[str]:
    folded = [words.collapse(words.fold(said)) for said in texts]
    if "" in folded:
        yield f"A {what} is empty."
    if len(set(folded)) < len(folded):
        yield f"Two {what}s say the same."


def _choices(question: Question) -> Iterator[str]:
    choices = question.choices
    yield from _size(question.kind, len(choices), "choices")
    yield from _distinct((choice.text for choice in choices), "choice")
    if any(words.fold(choice.text).strip().startswith(_GIVEAWAYS) for choice in choices):
        yield "A choice speaks of the other choices; they are shuffled."
    right = sum(choice.correct for choice in choices)
    if question.kind != "multiple-choice" and right != 1:
        yield f"{right} choices are correct; {question.kind} has exactly one."
    elif not right:
        yield "No choice is correct."
    elif right == len(choices):
        yield "All choices are correct."
    yield from _reasons(choices)
    yield from _lengths(choices)
    yield from _forms(choices)
    yield from _echo(question)


def _reasons(choices: Sequence[Choice]) -> Iterator[str]:
    for choice in choices:
        if not choice.correct and not choice.why.strip():
            yield f"The wrong choice “{choice.text}” does not say why it is wrong."


def _lengths(choices: Sequence[Choice]) -> Iterator[str]:
    """Find a right choice far longer, or far shorter, than every wrong one."""
    wrong = [len(choice.text) for choice in choices if not choice.correct]
    longest, shortest = max(wrong, default=0), min(wrong, default=0)
    for choice in choices:
        size = len(choice.text)
        if not choice.correct or not wrong:
            continue
        if size > max(1.5 * longest, longest + 15):
            yield f"The correct choice “{choice.text}” gives itself away: far longer than the rest."
        if shortest > max(2.5 * size, size + 25):
            yield (
                f"The correct choice “{choice.text}” gives itself away: far shorter than the rest."
            )


def _forms(choices: Sequence[Choice]) -> Iterator[str]:
    """Find a right choice that ends, or begins, as no wrong one does."""
    for form, what in ((_ending, "ends"), (_beginning, "begins")):
        right = {form(choice.text) for choice in choices if choice.correct}
        wrong = {form(choice.text) for choice in choices if not choice.correct}
        if len(right) == len(wrong) == 1 and right != wrong:
            yield f"The correct choice gives itself away: it {what} in another form than the rest."


def _ending(said: str) -> str:
    return said.rstrip()[-1:] if said.rstrip()[-1:] in ".!?…" else ""


def _beginning(said: str) -> str:
    first = said.lstrip("“\"'( ")[:1]
    if first.isdigit():
        return "digit"
    return "lower" if first.islower() else "upper"


def _echo(question: Question) -> Iterator[str]:
    """Find a right choice that alone repeats two long words of the prompt in a row."""
    asked = _pairs_of(question.prompt)
    wrong = [_pairs_of(choice.text) for choice in question.choices if not choice.correct]
    for choice in question.choices:
        shared = asked & _pairs_of(choice.text) if choice.correct else set()
        if shared and wrong and not any(asked & other for other in wrong):
            yield (
                f"The correct choice “{choice.text}” gives itself away: it alone repeats "
                f"“{' '.join(min(shared))}” of the prompt."
            )


def _pairs_of(said: str) -> set[tuple[str, str]]:
    found = _folded(said).split()
    return {(one, other) for one, other in pairwise(found) if min(len(one), len(other)) > 4}


def _press(question: Question) -> Iterator[str]:
    yield from _size(question.kind, len(question.choices), "choices")
    yield from _distinct((choice.text for choice in question.choices), "choice")
    for choice in question.choices:
        if choice.text not in VERDICTS:
            yield f"“{choice.text}” is not a verdict; use one of {', '.join(VERDICTS)}."
    if (right := sum(choice.correct for choice in question.choices)) != 1:
        yield f"{right} choices are correct; {question.kind} has exactly one."
    yield from _reasons(question.choices)
    yield from _quoted(question)


def _who(question: Question) -> Iterator[str]:
    yield from _choices(question)
    yield from _quoted(question)


def _quoted(question: Question) -> Iterator[str]:
    if not question.quote.strip():
        yield "The words that somebody said are missing: give a quote."


def _true_false(question: Question) -> Iterator[str]:
    if not isinstance(question.answer, bool):
        yield "The answer is missing: answer = true or answer = false."


def _statements(question: Question) -> Iterator[str]:
    yield from _size(question.kind, len(question.choices), "statements")
    yield from _distinct((choice.text for choice in question.choices), "statement")
    yield from _reasons(question.choices)


def _flashcard(question: Question) -> Iterator[str]:
    if not question.back.strip():
        yield "The back is empty."


def _cloze(question: Question) -> Iterator[str]:
    pieces = gaps(question.text)
    holes = gaps_only(question.text)
    if not holes:
        yield "The text has no gap; write one as {{answer|accepted variant}}."
    if len(holes) > _MOST_GAPS:
        yield f"The text has {len(holes)} gaps; three are enough."
    if any(not words.tokens(words.fold(hole.answer)) for hole in holes):
        yield "A gap has no answer."
    if any(isinstance(piece, str) and re.search(r"\{\{|\}\}", piece) for piece in pieces):
        yield "The braces of a gap do not close."
    yield from _given_away(question, holes)
    accepted = {_folded(one) for hole in holes for one in (hole.answer, *hole.variants)}
    yield from _apart(question.others, accepted)


def _given_away(question: Question, holes: Sequence[Gap]) -> Iterator[str]:
    for hole in holes:
        answer = _folded(hole.answer)
        if answer and f" {answer} " in f" {_folded(question.prompt)} ":
            yield f"The prompt gives the answer “{hole.answer}” away."


def _apart(others: Sequence[str], right: set[str]) -> Iterator[str]:
    yield from _distinct(others, "wrong option")
    for other in others:
        if _folded(other) in right:
            yield f"“{other}” is among the wrong options, and right."


def _short(question: Question) -> Iterator[str]:
    if not question.answers:
        yield 'It has no answer: answers = ["the right one", "a variant"].'
    yield from _distinct(question.answers, "answer")
    for answer in question.answers[:1]:
        if f" {_folded(answer)} " in f" {_folded(question.prompt)} ":
            yield f"The prompt gives the answer “{answer}” away."


def _matching(question: Question) -> Iterator[str]:
    yield from _size("pairs", len(question.pairs), "pairs")
    yield from _distinct((pair.left for pair in question.pairs), "left side")
    yield from _distinct((pair.right for pair in question.pairs), "right side")
    yield from _apart(question.others, {_folded(pair.right) for pair in question.pairs})


def _ordering(question: Question) -> Iterator[str]:
    yield from _size("items", len(question.items), "items")
    yield from _distinct((item.text for item in question.items), "item")


def _find(question: Question) -> Iterator[str]:
    if not question.targets:
        yield "It has no target: name the paragraph to be found."
    if question.within:
        if len(question.within) < 3:
            yield "It shows fewer than three paragraphs; give more, or none for all of them."
        for target in question.targets:
            if target not in question.within:
                yield f"The target {target} is not among the paragraphs shown."
    if len({where.rpartition(" ")[0] for where in (*question.targets, *question.within)}) > 1:
        yield "Its paragraphs are of several documents; one is shown."


_KINDS: dict[str, Callable[[Question], Iterator[str]]] = {
    "flashcard": _flashcard, "multiple-choice": _choices, "true-false": _true_false,
    "count-correct": _statements, "cloze": _cloze, "short-answer": _short,
    "matching": _matching, "ordering": _ordering, "who-said-it": _who, "find-in-text": _find,
    "press-against-text": _press,
}  # fmt: skip
