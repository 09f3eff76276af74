"""Tables read: CSV with any separator, and the text files of Anki with their header lines.

Which column holds what is guessed from the names in the first row and can be said otherwise
(`Mapping`); several columns may hold the same, a line in a cell is an answer of its own.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from db.notes.exchange.as_csv import guarded
from db.quiz.exchange.as_csv import ARROW, BECAUSE
from db.quiz.exchange.parsed import (
    Parsed,
    Taken,
    addresses_in,
    decoded,
    plain,
    sorted_tags,
    tidy,
)
from db.quiz.models import Choice, Item, Pair, Question
from db.quiz.questions import CHOICE_KINDS, KINDS

FIELDS = {
    "": "leave out",
    "question": "question",
    "right": "right answer",
    "wrong": "wrong answer",
    "explanation": "explanation",
    "topics": "topics",
    "evidence": "evidence",
    "kind": "kind of question",
    "text": "text with gaps",
    "quote": "quote",
    "difficulty": "difficulty",
    "id": "id",
}
"""What a column can hold, in the words of the preview."""
_NAMES = {
    "question": {"question", "front", "prompt", "term", "stem", "q"},
    "right": {"right", "answer", "back", "definition", "correct", "correct answer", "a"},
    "wrong": {"wrong", "distractor", "distractors", "choice", "option", "wrong answer"},
    "explanation": {"explanation", "feedback", "extra", "comment", "note"},
    "topics": {"topics", "topic", "tags", "tag", "category", "subject"},
    "evidence": {"evidence", "source", "paragraph", "reference"},
    "kind": {"kind", "type"},
    "text": {"text", "cloze"},
    "quote": {"quote"},
    "difficulty": {"difficulty", "level"},
    "id": {"id", "guid", "key"},
}
_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":"}
MOST_COLUMNS = 60

Mapping = tuple[str, ...]
"""For each column a name of FIELDS."""


@dataclass(slots=True)
class Table:
    """A table before it is taken: names of columns, the guess what they hold, its rows by line."""

    columns: list[str]
    mapping: Mapping
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    html: bool = False
    problem: tuple[int, str] | None = None


def parse(content: bytes, mapping: Mapping | None = None) -> Parsed:
    """Read every row that can be read, by `mapping` or by what the first row says."""
    table = read(content)
    parsed = Parsed("Table")
    for line, row in table.rows:
        cells = _cells(row, mapping or table.mapping, table.html)
        try:
            parsed.take(Taken(_question(cells), f"line {line:,}"))
        except ValueError as error:
            parsed.refuse(f"line {line:,}", " ".join(row), str(error))
    if table.problem:
        line, why = table.problem
        parsed.refuse(f"line {line:,}", "", why)
    return parsed


def read(content: bytes) -> Table:
    """Read a table's rows and guess what its columns hold; nothing is made of them yet."""
    text = decoded(content).lstrip("\ufeff")
    head = _head(text)
    body = text.splitlines(keepends=True)[len(head) :]
    known = dict(line[1:].partition(":")[::2] for line in head)
    separator = _separator(known.get("separator", ""), body)
    table = Table([], (), html=known.get("html", "").strip().lower() == "true")
    _fill(table, csv.reader(io.StringIO("".join(body), newline=""), delimiter=separator), len(head))
    _name_columns(table, known.get("columns", ""), separator)
    named = {known[name].strip(): what for name, what in (
        ("guid column", "id"), ("tags column", "topics"), ("deck column", ""),
        ("notetype column", ""),
    ) if name in known}  # fmt: skip
    table.mapping = tuple(
        named.get(str(number), what) for number, what in enumerate(table.mapping, 1)
    )
    return table


def _head(text: str) -> list[str]:
    """Return the header lines of a text for Anki; none in another table."""
    found = []
    for line in text.splitlines():
        if not (line.startswith("#") and ":" in line):
            break
        found.append(line)
    return found


def _separator(said: str, body: Sequence[str]) -> str:
    said = said.lower()
    if said in _SEPARATORS or len(said) == 1:
        return _SEPARATORS.get(said, said)
    first = next((line for line in body if line.strip()), "")
    return max("\t;,", key=lambda sign: (first.count(sign), sign == ","))


def _fill(table: Table, reader: Iterator[list[str]], skipped: int) -> None:
    line = skipped
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                table.rows.append((line + 1, [_bare(cell) for cell in row[:MOST_COLUMNS]]))
            line = skipped + reader.line_num  # type: ignore[attr-defined]  # csv's own reader
    except csv.Error as error:
        table.problem = (line + 1, f"From here on the table cannot be read ({error}).")


def _bare(cell: str) -> str:
    """Take the apostrophe off again that kept a spreadsheet from running a cell."""
    return cell[1:] if cell[:1] == "'" and guarded(cell[1:]) == cell else cell


def _name_columns(table: Table, said: str, separator: str) -> None:
    width = max((len(row) for _, row in table.rows), default=0)
    names = said.split(separator) if said else []
    first = table.rows[0][1] if table.rows else []
    if not names and {"question", "text"} & set(map(_meant, first)):
        names = table.rows.pop(0)[1]
    if names:
        names += [""] * (width - len(names))
        table.columns = [name.strip() or f"Column {n}" for n, name in enumerate(names, 1)]
        table.mapping = tuple(map(_meant, names))
    else:
        table.columns = [f"Column {number}" for number in range(1, width + 1)]
        unnamed = ("question", "right", *(("wrong",) * (width - 2)))
        table.mapping = unnamed[:width] if width != 3 else ("question", "right", "topics")


def _meant(name: str) -> str:
    plainly = name.strip().casefold().rstrip("0123456789 ")
    return next((what for what, names in _NAMES.items() if plainly in names), "")


def _cells(row: Sequence[str], mapping: Mapping, html: bool) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for cell, what in zip(row, mapping, strict=False):
        if what and cell.strip():
            found.setdefault(what, []).append(cell)
    links = addresses_in(" ".join(row)) if html else ()
    made = {
        what: (plain if html and what != "id" else tidy)("\n".join(cells))
        for what, cells in found.items()
    }
    return made | ({"evidence": "\n".join(links)} if links else {})


def _question(cells: dict[str, str]) -> Question:
    """Make a question of named cells; raises ValueError with a sentence."""
    right = _lines(cells.get("right", ""))
    kind = cells.get("kind", "").strip().casefold() or _kind(cells, right)
    if kind not in KINDS:
        raise ValueError(f"“{kind[:40]}” is not a kind of question; use one of {', '.join(KINDS)}.")
    topics, named = sorted_tags(_topics(cells.get("topics", "")))
    evidence = (*_lines(cells.get("evidence", "")), *named)
    difficulty = cells.get("difficulty", "1")
    return Question(
        cells.get("id", ""), kind, _prompt(kind, cells),
        cells.get("explanation", ""), tuple(dict.fromkeys(evidence)), topics=topics,
        difficulty=int(difficulty) if difficulty in ("1", "2", "3") else 1,
        quote=cells.get("quote", ""), **_answers(kind, cells, right),  # type: ignore[arg-type]
    )  # fmt: skip


def _prompt(kind: str, cells: dict[str, str]) -> str:
    """Return what is asked; a cloze without a prompt of its own has a text only."""
    asked = cells.get("question", "")
    return asked if kind != "cloze" or ("text" in cells and asked) else "Fill in the gaps."


def _lines(cell: str) -> list[str]:
    return [line.strip() for line in cell.splitlines() if line.strip()]


def _topics(cell: str) -> list[str]:
    """Divide topics by lines, commas or semicolons; tags of Anki by spaces."""
    if "resolute::" in cell:
        return [tag.replace("_", " ") for tag in cell.split() if not tag.startswith("resolute::")]
    return [topic for line in cell.splitlines() for topic in line.replace(";", ",").split(",")]


def _kind(cells: dict[str, str], right: list[str]) -> str:
    if "text" in cells or "{{" in cells.get("question", ""):
        return "cloze"
    if "wrong" in cells:
        return "multiple-choice"
    if [one.casefold() for one in right] in (["true"], ["false"]):
        return "true-false"
    return "flashcard"


def _answers(kind: str, cells: dict[str, str], right: list[str]) -> dict[str, object]:
    wrong = tuple(_lines(cells.get("wrong", "")))
    made: dict[str, object] = {"back": cells.get("right", "")}
    if kind in CHOICE_KINDS or kind == "count-correct":
        false = [Choice(said, False, why) for said, _, why in (w.partition(BECAUSE) for w in wrong)]
        return {"choices": (*(Choice(said, True) for said in right), *false)}
    match kind:
        case "true-false":
            said = right[0].casefold() if right else ""
            made = {"answer": {"true": True, "false": False}.get(said)}
        case "cloze":
            text = cells.get("text") or cells.get("question", "")
            text = re.sub(r"\{\{c\d+::(.*?)(::.*?)?\}\}", r"{{\1}}", text)
            made = {"text": text, "others": wrong}
        case "matching":
            sides = [line.partition(ARROW.strip()) for line in right]
            pairs = tuple(Pair(left.strip(), other.strip()) for left, _, other in sides)
            made = {"pairs": pairs, "others": wrong}
        case "ordering":
            made = {"items": tuple(map(Item, right))}
        case "find-in-text":
            made = {"targets": tuple(right), "within": wrong}
        case "short-answer":
            made = {"answers": tuple(dict.fromkeys(right))}
    return made
