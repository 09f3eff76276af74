"""From blocks to passages: what each block is, its label, its part of the document.

Headings, annexes and preambular paragraphs are told by the markup where it says so and by how
they are set where it does not; by their words only annexes (the word for annex and a number),
articles and lines like `Action 12.`, which not every language sets as headings.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from db.address import number_to_roman
from db.formats import numbering
from db.formats.blocks import COMMAS, Block, Footnote, joined, letters_in, opener_of, without_head
from db.formats.numbering import Number, Outline
from db.models import Passage

_ANNEX = re.compile(
    r"(?:annexe?|anexo|приложение|anlage|anhang)(?:\s+(?:[ivxl]+|\d+))?|附件[一二三四五六七八九十]*"
    r"|(?:ال)?مرفق(?:\s+\w+)?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"(?:(?:article|artículo|artikel|статья|правило|المادة|rule|regulation|guideline"
    r"|principle)\s+(premier|\d{1,3})"
    r"|第\s*([\d一二三四五六七八九十]{1,3})\s*条)(?!\w)",
    re.IGNORECASE,
)
_LINE_WITH_NUMBER = re.compile(r"\s*[^\W\d]{2,12}\s*\d{1,2}(?:\s*(?:[.]|\s[–-])(?=\s)|\t)")
_ENDS = (".", ";", ":", "。", "；", "：", "؛", "!", "?", "؟", *COMMAS)
_SHORT = 60
_LONG = 400
_WORD = re.compile(r"\w")


def passages(blocks: Sequence[Block], document: str) -> tuple[Passage, ...]:
    """Label all blocks of a document and return them as passages, footnotes last.

    A footnote's `sources` name the paragraph it stands in, where its mark is among `footnotes`.
    """
    labeller = _Labeller(document)
    found = list(labeller.run(_with_their_numbers(blocks)))
    marks = labeller.marks
    return tuple(with_marks(one, marks[one.label]) if one.label in marks else one for one in found)


def with_marks(passage: Passage, marks: Sequence[tuple[int, str]]) -> Passage:
    """Put footnotes' marks, known by how many characters follow them, at their places."""
    placed = sorted((_place(passage.text, behind), label) for behind, label in marks)
    return passage._replace(footnotes=tuple(placed))


def _place(words: str, behind: int) -> int:
    """Return where a text stands when so many characters, white space not counted, follow."""
    at = len(words)
    while at and (missing := behind - letters_in(words[at:])) > 0:
        at = max(0, at - missing)  # so far back there are at most as many as are missing
    return len(words[:at].rstrip())


class _Part:
    """The body of the document or one of its annexes."""

    def __init__(self, annex: int, used: set[str]) -> None:
        self.annex = annex
        self.name = f"Annex {number_to_roman(annex)}" if annex else "Operative part"
        self.in_preamble = not annex
        self.outline = Outline(f"annex{annex}." if annex else "", "" if annex else "op", used)


class _Labeller:
    def __init__(self, document: str) -> None:
        self._document = document
        self._used: set[str] = set()
        self._notes: list[tuple[Footnote, str]] = []
        self.marks: dict[str, list[tuple[int, str]]] = {}
        self._part = _Part(0, self._used)
        self._annex_is_open = False
        self._kind = ""

    def run(self, blocks: Sequence[Block]) -> Iterator[Passage]:
        """Yield the passages of the blocks, then those of the footnotes."""
        readings: list[Sequence[Number]] = [numbering.read(block.number) for block in blocks]
        inside = _inside(readings)
        _mend(blocks, readings, inside)
        for index, block in enumerate(blocks):
            following = readings[index + 1] if index + 1 < len(blocks) else ()
            if passage := self._passage(block, readings[index], following, inside[index]):
                self._kind = passage.kind
                yield passage
        yield from self._footnotes()

    def _passage(
        self, block: Block, number: Sequence[Number], following: Sequence[Number], inside: bool
    ) -> Passage | None:
        if block.role == "annex":
            self._part = _Part(self._part.annex + 1, self._used)
            self._annex_is_open = True
        elif block.role == "table":
            self._part.outline.begin_table()
        elif not _WORD.search(block.text):
            return None
        elif block.role == "row":
            return self._made(block, self._part.outline.row(), "table")
        elif is_heading(block, number):
            return self._heading(block)
        else:
            self._annex_is_open = False
            return self._paragraph(block, number, following, inside)
        return None

    def _heading(self, block: Block) -> Passage:
        if block.number and not block.text.startswith(block.number):
            block.text = f"{block.number} {block.text}"
        if _ANNEX.fullmatch(block.text.strip("*. ")):
            if not self._annex_is_open:
                self._part = _Part(self._part.annex + 1, self._used)
            self._annex_is_open = False
        article = _article(block.text) if self._part.annex else 0
        block.opener = ""
        return self._made(block, self._part.outline.heading(article), "heading")

    def _paragraph(
        self, block: Block, number: Sequence[Number], following: Sequence[Number], inside: bool
    ) -> Passage:
        part, outline = self._part, self._part.outline
        if not number:
            number, length = _number_in_text(block)
            if number and number[0].style != "number" and outline.expects(number):
                _cut(block, length)
            else:
                number = ()
        if number and number[0].style == "number":
            label = outline.numbered(number[0], inside=inside)
            if inside or len(number[0].values) > 1:
                return self._made(block, label, "point")
            return self._made(block, label, "paragraph" if part.annex else "operative")
        if number and number[0].style != "heading":
            return self._made(block, outline.point(number, following), "point")
        ends_open = block.text.endswith(COMMAS)
        if block.role == "preambular" or (
            ends_open and (block.opener or self._kind == "preambular")
        ):
            return self._made(block, outline.counted("pp"), "preambular")
        is_clause = block.role == "body" and block.opener and not part.annex
        return self._made(block, outline.counted("u"), "operative" if is_clause else "paragraph")

    def _made(self, block: Block, label: str, kind: str) -> Passage:
        part = self._part
        if kind in {"operative", "paragraph"}:
            part.in_preamble = False
        name = "Preamble" if part.in_preamble and kind in {"preambular", "point"} else part.name
        self._notes += [(note, label) for note in block.notes]
        block.label = label
        opener = block.opener if block.opener != block.text else ""
        return Passage(
            label, kind, "official", block.text, part=name, opener=opener, refs=block.refs
        )

    def _footnotes(self) -> Iterator[Passage]:
        taken = {_marked(note) for note, _ in self._notes}
        used: set[int] = set()
        for note, label in self._notes:
            number = _marked(note)
            if not note.text and number in used:
                self._mark(note, label, number)
            if not _WORD.search(note.text):
                continue
            if not number or number in used:
                number = max(taken | used, default=0) + 1
            used.add(number)
            self._mark(note, label, number)
            yield Passage(
                f"fn{number}", "footnote", "official", note.text, part="Footnotes",
                refs=note.refs, sources=(f"{self._document} {label}".strip(),),
            )  # fmt: skip

    def _mark(self, note: Footnote, label: str, number: int) -> None:
        if note.behind >= 0:
            self.marks.setdefault(label, []).append((note.behind, f"fn{number}"))


def _marked(note: Footnote) -> int:
    return int(note.marker) if note.marker.isdecimal() and len(note.marker) < 5 else 0


def _with_their_numbers(blocks: Sequence[Block]) -> list[Block]:
    """Bring numbers to their texts: out of an empty paragraph before, or out of the text itself.

    A number is taken out of a text only where it is the one that comes next.
    """
    kept: list[Block] = []
    last = 0
    carried = ""
    for block in blocks:
        if block.role == "annex":
            last = 0
        elif block.role == "body":
            if not block.text and block.number:
                carried = block.number
                continue
            if not block.number and not block.set_as_heading:
                block.number, carried = carried, ""
            if not block.number and last:
                _take_number(block, last + 1)
            found = numbering.read(block.number)
            last = found[0].value if found and found[0].style == "number" else last
        kept.append(block)
    return kept


def _take_number(block: Block, expected: int) -> None:
    """Set apart the expected number at the head of a text: `26 Condemns`, `21 – تشدد`."""
    number, length = _number_in_text(block)
    if number and number[0] == Number("number", (expected,)):
        whole = "".join(words for words, _ in block.pieces)
        if whole[:length].strip()[-1] in ".–—-" or opener_of(without_head(block.pieces, length)):
            block.number = str(expected)
            _cut(block, length)


def _number_in_text(block: Block) -> tuple[Sequence[Number], int]:
    """Read a number that was left at the head of a text; how many characters it takes there."""
    whole = "".join(words for words, _ in block.pieces)
    match = numbering.LEADING.match(whole)
    if not match or not _WORD.search(whole, match.end()):
        return (), 0
    return numbering.read(match[1]), match.end()


def _cut(block: Block, length: int) -> None:
    block.pieces = without_head(block.pieces, length)
    block.text = joined(block.pieces)
    block.opener = opener_of(block.pieces)


def _inside(readings: Sequence[Sequence[Number]]) -> list[bool]:
    plain = [
        index
        for index, found in enumerate(readings)
        if found and found[0].style == "number" and len(found[0].values) == 1
    ]
    flags = numbering.nested([readings[index][0].value for index in plain])
    inside = dict(zip(plain, flags, strict=True))
    return [inside.get(index, False) for index in range(len(readings))]


def _mend(
    blocks: Sequence[Block], readings: list[Sequence[Number]], inside: Sequence[bool]
) -> None:
    """Count on where a copy starts from 1 between two paragraphs with nothing in between.

    A document begins a new count only after a heading, or under a line that ends in a colon; a
    copy that does so elsewhere has lost count, until it prints the right number again.
    """
    last = shift = 0
    may_begin = True
    for index, (block, found) in enumerate(zip(blocks, readings, strict=True)):
        if inside[index] or not found or found[0].style != "number" or len(found[0].values) > 1:
            may_begin = may_begin or not found or found[0].style == "heading"
            continue
        value = found[0].value
        if value == 1 and not may_begin:
            shift = last
        elif value == last + 1 or value + shift != last + 1:
            shift = 0
        last = value + shift
        readings[index] = (Number("number", (last,)),)
        may_begin = block.text.endswith((":", "："))


def _article(heading: str) -> int:
    match = _ARTICLE.match(unicodedata.normalize("NFKC", heading))
    if not match:
        return 0
    word = match[1] or match[2]
    if word.isdecimal():
        return int(word)
    return 1 if match[1] else numbering.chinese(word)


def is_heading(block: Block, number: Sequence[Number]) -> bool:
    """Tell by how a text is set, and by its words only where nothing else says, if it is one."""
    if block.role != "body" or len(block.text) > _LONG:
        return False
    if block.set_as_heading:
        return True
    if block.number:
        return bool(number) and number[0].style == "heading"
    if block.opener == block.text:
        return not block.text.endswith((*COMMAS, ";", "؛", "；"))
    if _LINE_WITH_NUMBER.match("".join(words for words, _ in block.pieces) or block.text):
        return True
    is_short = len(block.text) <= _SHORT and block.may_be_heading
    return is_short and not block.opener and not block.text.endswith(_ENDS)
