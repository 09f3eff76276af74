"""Questions in GIFT, Moodle's text format (docs.moodle.org, GIFT format), UTF-8.

What GIFT has no kind for is asked in one that it has: ordering as matching of numbers, a cloze of
several gaps a question a gap, finding a paragraph as a short answer, a flashcard as an essay with
its back as feedback. `[id:]` and `[tag:]` in the comment before a question are Moodle's own.
"""

from collections.abc import Iterator, Sequence

from db.quiz.exchange.choice import Outgoing
from db.quiz.exchange.faces import BLANK, faces, shuffled
from db.quiz.models import Choice, Question
from db.quiz.questions import CHOICE_KINDS, VERDICTS, Gap, gaps

_SPECIAL = str.maketrans({
    "\\": "\\\\", "~": "\\~", "=": "\\=", "#": "\\#", "{": "\\{", "}": "\\}", ":": "\\:",
    "\r": "", "\n": "\\n",
})  # fmt: skip


def text(outgoing: Sequence[Outgoing]) -> str:
    """Write the questions, those of each document in a category."""
    parts, last = [], None
    for one in outgoing:
        if one.title != last:
            last = one.title
            parts.append(f"$CATEGORY: Resolute/{_category(one.title)}")
        parts += _written(one)
    return "\n\n".join(parts) + "\n"


def _category(title: str) -> str:
    return " ".join(title.split()).replace("/", "//")


def escaped(words: str) -> str:
    """Return words with GIFT's own signs escaped; a blank line becomes an end of line."""
    return words.strip().translate(_SPECIAL)


def _written(one: Outgoing) -> Iterator[str]:
    question = shuffled(one.question)
    tags = [*question.topics, *question.evidence]
    comment = f"// [id:{_bare(question.id)}] " + " ".join(f"[tag:{_bare(tag)}]" for tag in tags)
    bodies = list(_bodies(question, _general(one)))
    for number, body in enumerate(bodies, 1):
        name = question.id if len(bodies) == 1 else f"{question.id} {number}"
        head = comment if len(bodies) == 1 else comment.replace("]", f" {number}]", 1)
        yield f"{head.rstrip()}\n::{escaped(name)}::[plain]{body}"


def _bare(words: str) -> str:
    return " ".join(words.split()).replace("\\", "\\\\").replace("]", "\\]")


def _general(one: Outgoing) -> str:
    places = "; ".join(f"{place.citation} ({place.link})" for place in one.places)
    said = [one.question.back, one.question.explanation, places]
    return escaped("\n".join(filter(None, said)))


def _bodies(question: Question, general: str) -> Iterator[str]:
    """Return the question's text and answers; several where GIFT asks one thing at a time."""
    after = f"\n####{general}" if general else ""
    if question.kind == "cloze":
        for front, gap, back in _one_gap_each(question):
            right = " ".join(f"={escaped(said)}" for said in (gap.answer, *gap.variants))
            yield f"{escaped(question.prompt)}\\n{front}{{{right}{after}}}{back}"
        return
    asked = [*faces(question).asked]
    if question.kind == "count-correct":
        asked += [f"– {choice.text}" for choice in question.choices]
    yield f"{escaped(chr(10).join(asked))}{{{_answers(question)}{after}}}"


def _one_gap_each(question: Question) -> Iterator[tuple[str, Gap, str]]:
    pieces = gaps(question.text)
    for at, piece in enumerate(pieces):
        if isinstance(piece, Gap):
            yield _around(pieces[:at]), piece, _around(pieces[at + 1 :])


def _around(pieces: Sequence[str | Gap]) -> str:
    """Return the text around a gap; its spaces belong to it."""
    said = "".join(piece if isinstance(piece, str) else BLANK for piece in pieces)
    return said.translate(_SPECIAL)


def _answers(question: Question) -> str:
    match question.kind:
        case "true-false":
            return "TRUE" if question.answer else "FALSE"
        case "count-correct":
            return f"#{sum(one.correct for one in question.choices)}"
        case "short-answer" | "find-in-text":
            return "".join(f"\n={escaped(said)}" for said in question.answers or question.targets)
        case "matching":
            pairs = [(pair.left, pair.right) for pair in question.pairs]
            return _pairs([*pairs, *(("", other) for other in question.others)])
        case "ordering":
            return _pairs([(str(n), item.text) for n, item in enumerate(question.items, 1)])
    return _choices(question) if question.kind in CHOICE_KINDS else ""


def _pairs(pairs: Sequence[tuple[str, str]]) -> str:
    return "".join(f"\n={escaped(left)} -> {escaped(right)}" for left, right in pairs)


def _choices(question: Question) -> str:
    right = sum(one.correct for one in question.choices)
    return "".join(_choice(one, right, len(question.choices)) for one in question.choices)


def _choice(one: Choice, right: int, count: int) -> str:
    share = f"{100 / right:.5f}".rstrip("0").rstrip(".")
    loss = f"{100 / max(1, count - right):.5f}".rstrip("0").rstrip(".")
    mark = ("=" if one.correct else "~") if right == 1 else (
        f"~%{share}%" if one.correct else f"~%-{loss}%")  # fmt: skip
    why = f"#{escaped(one.why)}" if one.why else ""
    return f"\n{mark}{escaped(VERDICTS.get(one.text, one.text))}{why}"
