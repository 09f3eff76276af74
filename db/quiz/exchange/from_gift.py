"""GIFT, Moodle's text format, read by its documented grammar (docs.moodle.org, GIFT format).

A question ends at an empty line, so that a brace that does not close costs one question and not
the rest of the file; what is wrong is told with its line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from db.quiz.exchange.parsed import (
    Parsed,
    Taken,
    addresses_in,
    decoded,
    gap,
    plain,
    sorted_tags,
    tidy,
    topic_of,
)
from db.quiz.models import Choice, Pair, Question

_ESCAPED = "\\~=#{}:"
_SAFE = {sign: chr(0xE000 + number) for number, sign in enumerate(_ESCAPED)}
_BACK = {ord(stand_in): sign for sign, stand_in in _SAFE.items()} | {0xE010: "\n"}
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_MARK = re.compile(r"\[(id|tag):((?:\\.|[^\]\\])*)\]")
_PIECE = re.compile(r"([=~])\s*(?:%(-?\d+(?:[.,]\d+)?)%)?")
_TRUE, _FALSE = {"T", "TRUE"}, {"F", "FALSE"}


class _Unfit(Exception):
    """Why a question cannot be taken."""


@dataclass(slots=True)
class _Block:
    """The lines of a question: where it begins, its comment's tags, its category."""

    line: int
    lines: list[str]
    name: str = ""
    tags: tuple[str, ...] = ()
    category: str = ""

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class _Answer:
    """`=` or `~`, its share in per cent where one is given, its words and feedback."""

    sign: str
    share: float | None
    words: str
    feedback: str


def parse(content: bytes) -> Parsed:
    """Read every question that can be read, and say of the others why not."""
    parsed = Parsed("GIFT")
    for block in _blocks(decoded(content)):
        where = f"line {block.line:,}"
        try:
            question = _question(block)
        except _Unfit as error:
            parsed.refuse(where, block.text, str(error))
        else:
            if question is None:
                parsed.refuse(where, block.text, "It is a description, not a question.")
            else:
                parsed.take(Taken(question, where))
    return parsed


def looks_like(text: str) -> bool:
    """Tell whether a text is GIFT: answers in braces, titles or categories."""
    return bool(re.search(r"^(::|\$CATEGORY:)|(?<!\\)\{\s*([=~#}]|T\b|F\b|TRUE|FALSE)", text,
                          re.MULTILINE))  # fmt: skip


def _blocks(text: str) -> Iterator[_Block]:
    block, category = _Block(0, []), ""
    for number, line in enumerate([*text.splitlines(), ""], 1):
        stripped = line.strip()
        if stripped.startswith("//"):
            marks = [(name, re.sub(r"\\(.)", r"\1", said)) for name, said in _MARK.findall(line)]
            block.name = next((said for name, said in marks if name == "id"), block.name)
            block.tags += tuple(said for name, said in marks if name == "tag")
        elif stripped.startswith("$CATEGORY:"):
            category = stripped.partition(":")[2].strip()
        elif stripped:
            block.line = block.line or number
            block.lines.append(line)
        elif block.lines:
            block.category = category
            yield block
            block = _Block(0, [])


def _question(block: _Block) -> Question | None:
    text = re.sub(r"\\([~=#{}:\\])", lambda match: _SAFE[match[1]], block.text)
    text = text.replace("\\n", "\ue010")
    title, text = _title(text)
    opens, closes = text.find("{"), text.find("}")
    if opens < 0 and closes < 0:
        return None
    if closes < 0:
        raise _Unfit("A brace is not closed. Write } behind the answers.")
    if closes < opens or opens < 0:
        raise _Unfit("A brace closes that was not opened. Write \\} for a brace in the text.")
    if "{" in text[opens + 1 :] or "}" in text[closes + 1 :]:
        raise _Unfit("There is more than one pair of braces. Write \\{ and \\} in the text.")
    html = not (match := _FORMAT.match(text.lstrip())) or match[1].lower() in ("html", "moodle")
    before, inside, after = text[:opens], text[opens + 1 : closes], text[closes + 1 :]
    before = _FORMAT.sub("", before, count=1) if match else before
    return _Maker(block, _words(title, html), html).make(before, inside, after)


def _title(text: str) -> tuple[str, str]:
    match = re.match(r"\s*::(.*?)::", text, re.DOTALL)
    return (match[1], text[match.end() :]) if match else ("", text)


def _words(text: str, html: bool) -> str:
    said = text.translate(_BACK)
    return plain(said) if html else tidy(said)


class _Maker:
    """Makes a question of a block's parts."""

    def __init__(self, block: _Block, title: str, html: bool) -> None:
        self._block, self._html = block, html
        self._title = title
        self._explanation = ""

    def make(self, before: str, inside: str, after: str) -> Question:
        inside, _, general = inside.partition("####")
        self._explanation = self._said(general)
        prompt = self._said(f"{before} {'_____' if after.strip() else ''} {after}")
        body = inside.strip()
        if not body:
            return self._made("flashcard", prompt, back=self._explanation)
        if (word := body.split("#")[0].strip().upper()) in _TRUE | _FALSE:
            return self._made("true-false", prompt, answer=word in _TRUE)
        if body.startswith("#"):
            return self._numeric(prompt, body[1:])
        return self._by_answers(prompt, before, _answers(body), after)

    def _by_answers(self, prompt: str, before: str, answers: list[_Answer], after: str) -> Question:
        if not answers:
            raise _Unfit("The braces hold no answer that begins with = or ~.")
        if all(one.sign == "=" and "->" in one.words for one in answers):
            return self._matching(prompt, answers)
        if any(one.sign == "~" for one in answers):
            return self._choosing(prompt, answers)
        right = tuple(self._said(one.words) for one in answers if (one.share or 100) >= 100)
        if after.strip():
            text = f"{self._around(before)}{gap(right)}{self._around(after)}"
            return self._made("cloze", "Fill in the gap.", text=tidy(text))
        return self._made("short-answer", prompt, answers=tuple(dict.fromkeys(right)))

    def _said(self, words: str) -> str:
        return _words(words, self._html)

    def _around(self, words: str) -> str:
        """Return the words beside a gap, the space at the gap kept."""
        said = self._said(words).replace("{{", "((").replace("}}", "))")
        lead, end = words[:1].isspace(), words[-1:].isspace()
        return f"{' ' if lead else ''}{said}{' ' if end and said else ''}"

    def _made(self, kind: str, prompt: str, **more: object) -> Question:
        topics, evidence = sorted_tags(self._block.tags)
        evidence = evidence or addresses_in(self._explanation)
        topics = topics or topic_of(self._block.category)
        explanation = "" if kind == "flashcard" else self._explanation
        return Question(
            self._block.name or self._title, kind, prompt or self._title, explanation, evidence,
            topics=topics, **more,  # type: ignore[arg-type]  # fields of Question
        )  # fmt: skip

    def _numeric(self, prompt: str, body: str) -> Question:
        first = re.split(r"(?<=\S)\s*[=~]", body.lstrip("= "))[0].partition("#")[0]
        number, _, tolerance = first.partition(":")
        if ".." in number or (tolerance.strip() and float(_number(tolerance)) != 0):
            raise _Unfit("It asks for a number within a range; only one number can be asked for.")
        return self._made("short-answer", prompt, answers=(_number(number),))

    def _matching(self, prompt: str, answers: list[_Answer]) -> Question:
        sides = [one.words.partition("->")[::2] for one in answers]
        said = [(self._said(left), self._said(right)) for left, right in sides]
        pairs = tuple(Pair(left, right) for left, right in said if left)
        others = tuple(right for left, right in said if not left)
        return self._made("matching", prompt, pairs=pairs, others=others)

    def _choosing(self, prompt: str, answers: list[_Answer]) -> Question:
        several = not any(one.sign == "=" for one in answers)
        choices = tuple(
            Choice(
                self._said(one.words),
                (one.share or 0) > 0 if several else one.sign == "=",
                self._said(one.feedback),
            )
            for one in answers
        )
        return self._made("multiple-choice", prompt, choices=choices)


def _answers(body: str) -> list[_Answer]:
    found, marks = [], list(_PIECE.finditer(body))
    for match, following in zip(marks, [*marks[1:], None], strict=True):
        piece = body[match.end() : following.start() if following else len(body)]
        words, _, feedback = piece.partition("#")
        share = float(match[2].replace(",", ".")) if match[2] else None
        found.append(_Answer(match[1], share, words, feedback))
    return found


def _number(words: str) -> str:
    said = words.strip().replace(",", ".")
    try:
        float(said)
    except ValueError:
        raise _Unfit(f"“{said.translate(_BACK)[:40]}” is not a number.") from None
    return said
