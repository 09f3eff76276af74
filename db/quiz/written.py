"""A question as text to be edited, and back: one thing a line, so that it is written by keys.

A choice is `+ right one` or `- wrong one | why it is wrong | A/RES/78/311 op6`, a pair is
`left = right`, an item `text | note`; answers, other options and addresses are a line each.
"""

from collections.abc import Mapping

from db.errors import UsageError
from db.quiz.models import Choice, Item, Pair, Question
from db.quiz.questions import KINDS

FIELDS: Mapping[str, tuple[str, ...]] = {
    "flashcard": ("back",),
    "multiple-choice": ("quote", "choices"),
    "true-false": ("answer",),
    "count-correct": ("choices",),
    "cloze": ("text", "others"),
    "short-answer": ("answers",),
    "matching": ("pairs", "others"),
    "ordering": ("items",),
    "who-said-it": ("quote", "choices"),
    "find-in-text": ("targets", "within"),
    "press-against-text": ("quote", "choices"),
}
"""Which fields each kind has besides prompt, explanation, evidence, topics, difficulty."""

_COMMON = ("prompt", "explanation", "evidence", "topics", "difficulty")


def to_text(question: Question) -> dict[str, str]:
    """Write a question's fields as texts by name."""
    made = {name: getattr(question, name) for name in ("prompt", "explanation", "back", "text",
                                                        "quote")}  # fmt: skip
    lines = ("evidence", "answers", "others", "targets", "within")
    made |= {name: "\n".join(getattr(question, name)) for name in lines}
    made["topics"] = ", ".join(question.topics)
    made["difficulty"] = str(question.difficulty)
    made["answer"] = {True: "true", False: "false", None: ""}[question.answer]
    made["choices"] = "\n".join(map(_choice, question.choices))
    made["pairs"] = "\n".join(f"{pair.left} = {pair.right}" for pair in question.pairs)
    made["items"] = "\n".join(
        " | ".join(filter(None, [item.text, item.note])) for item in question.items
    )
    return made


def _choice(choice: Choice) -> str:
    parts = [choice.text, choice.why, ", ".join(choice.evidence)]
    while not parts[-1]:
        parts.pop()
    return f"{'+' if choice.correct else '-'} {' | '.join(parts)}"


def from_text(question_id: str, kind: str, fields: Mapping[str, str]) -> Question:
    """Make a question of a kind of its fields as texts; raises UsageError naming the line."""
    if kind not in KINDS:
        raise UsageError(f"“{kind}” is not a kind of question.")
    said = {name: fields.get(name, "").strip() for name in (*_COMMON, *FIELDS[kind])}
    try:
        difficulty = int(said["difficulty"] or 1)
    except ValueError:
        raise UsageError("The difficulty is 1, 2 or 3.") from None
    lines = {
        name: tuple(_lines(said.get(name, "")))
        for name in ("answers", "others", "targets", "within")
    }
    return Question(
        question_id, kind, said["prompt"], said["explanation"],
        evidence=tuple(_lines(said["evidence"])),
        topics=tuple(filter(None, (one.strip() for one in said["topics"].split(",")))),
        difficulty=difficulty,
        choices=tuple(map(_read_choice, _lines(said.get("choices", "")))),
        answer=_read_answer(said.get("answer", "")),
        text=said.get("text", ""), quote=said.get("quote", ""), back=said.get("back", ""),
        pairs=tuple(map(_read_pair, _lines(said.get("pairs", "")))),
        items=tuple(map(_read_item, _lines(said.get("items", "")))),
        **lines,
    )  # fmt: skip


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]


def _read_choice(line: str) -> Choice:
    if line[:1] not in "+-":
        raise UsageError(f"“{line}”: begin a right choice with +, a wrong one with -.")
    parts = [part.strip() for part in line[1:].split("|")]
    words, why, evidence = (*parts, "", "")[:3]
    named = tuple(filter(None, (one.strip() for one in evidence.split(","))))
    return Choice(words, line[0] == "+", why, named)


def _read_pair(line: str) -> Pair:
    left, equals, right = (part.strip() for part in line.partition("="))
    if not equals:
        raise UsageError(f"“{line}”: write a pair as left = right.")
    return Pair(left, right)


def _read_item(line: str) -> Item:
    words, _, note = (part.strip() for part in line.partition("|"))
    return Item(words, note)


def _read_answer(said: str) -> bool | None:
    return {"true": True, "false": False}.get(said.casefold())
