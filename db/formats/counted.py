"""What is no resolution: labelled `p1` to `pn`, by its own numbers where the paragraphs carry
them, by counting where they do not.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from db.formats import cover as covers
from db.formats import numbering
from db.formats.blocks import Block, Footnote
from db.formats.cover import Cover
from db.formats.language import language_of
from db.formats.numbering import Number, Outline
from db.formats.parsed import Parsed, Source, record_of, sample_of
from db.formats.passages import with_marks
from db.formats.typed_numbers import set_number_apart
from db.models import Document, Edition, EditionKey, Passage, Voice

_POINT_STYLES = {"(a)", "(i)", "(1)", "a.", "i."}


def counted(blocks: Sequence[Block], cover: Cover, source: Source) -> Parsed:
    """Make a document of blocks that are no resolution."""
    blocks = list(blocks)
    for block in blocks:
        if block.role == "body":
            set_number_apart(block)
    language = source.language or cover.language or language_of(sample_of(blocks))
    title = source.title or _first_heading(blocks) or cover.title
    title = title or (_title_on_cover(blocks, cover) if cover.symbol else "") or source.name
    while len(blocks) > 1 and blocks[0].text == title and blocks[0].role == "body":
        del blocks[0]
    voice: Voice = "official" if cover.symbol else "quoted"
    found = tuple(_Counter(blocks, cover.symbol, voice).run())
    record = record_of(cover, source, language)
    name = cover.symbol
    day = cover.adopted or cover.published or source.date
    document = Document(name, "document", title, cover.printed or title, day)
    return Parsed(document, Edition(EditionKey(name, "import", language), title, found, record))


def _title_on_cover(blocks: Sequence[Block], cover: Cover) -> str:
    """Return the last line of the cover before the text begins: `Report of the …`."""
    title = ""
    for block in blocks[: covers.MOST_LINES]:
        if block.number or block.set_as_heading or len(block.text) > 200:
            break
        if block.text != cover.session and not covers.is_agenda_item(block.text):
            title = block.text
    return title


def _first_heading(blocks: Sequence[Block]) -> str:
    first = blocks[0]
    return first.text if first.set_as_heading and len(first.text) < 200 else ""


class _Counter:
    """Labels the paragraphs of what is no resolution."""

    def __init__(self, blocks: Sequence[Block], document: str, voice: Voice) -> None:
        self._blocks = blocks
        self._document = document
        self._voice = voice
        numbers = [self._number(block) for block in blocks]
        plain = [n[0].value for n in numbers if n and n[0].style == "number"]
        bare = sum(1 for b, n in zip(blocks, numbers, strict=True) if not n and len(b.text) > 200)
        rising = sum(a < b <= a + 3 for a, b in pairwise(plain))
        self._by_number = len(plain) > 2 and rising >= 0.8 * (len(plain) - 1) and (
            len(plain) >= bare
        )  # fmt: skip
        self._outline = Outline("", "p", set())
        self._notes: list[tuple[Footnote, int]] = []

    def _number(self, block: Block) -> Sequence[Number]:
        if block.role != "body" or not block.number or block.set_as_heading:
            return ()
        return numbering.read(block.number)

    def run(self) -> list[Passage]:
        """Return the passages of the blocks, then those of the footnotes."""
        made = []
        for index, block in enumerate(self._blocks):
            if block.role == "table":
                self._outline.begin_table()
                continue
            if not re.search(r"\w", block.text) or block.role == "annex":
                continue
            following = self._blocks[index + 1 : index + 2]
            made.append(self._passage(block, self._number(following[0]) if following else ()))
            self._notes += [(note, len(made) - 1) for note in block.notes]
        return self._with_notes(made)

    def _passage(self, block: Block, following: Sequence[Number]) -> Passage:
        number, outline = self._number(block), self._outline
        text, kind = block.text, "paragraph"
        if block.role == "row":
            label, kind = outline.row(), "table"
        elif block.set_as_heading:
            text = f"{block.number} {text}".strip() if block.number else text
            label, kind = outline.heading(), "heading"
        elif number and number[0].style in _POINT_STYLES and outline.expects(number):
            label, kind = outline.point(number, following), "point"
        elif number and self._by_number and number[0].style == "number":
            label = outline.numbered(number[0])
        else:
            text = f"{block.number} {text}" if block.number else text
            label = outline.counted("u" if self._by_number else "p")
        block.label = label
        refs = block.refs or covers.symbols_in(text)
        return Passage(label, kind, self._voice, text, opener=block.opener, refs=refs)

    def _with_notes(self, made: list[Passage]) -> list[Passage]:
        footnotes: list[Passage] = []
        marks: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
        numbers: dict[str, int] = {}
        for note, index in self._notes:
            number = len(footnotes) + 1 if note.text else numbers.get(note.marker, 0)
            if number and note.behind >= 0:
                marks[index].append((note.behind, f"fn{number}"))
            if not note.text:
                continue
            numbers[note.marker] = number
            source = f"{self._document} {made[index].label}".strip()
            footnotes.append(
                Passage(f"fn{number}", "footnote", self._voice, note.text, part="Footnotes",
                        refs=note.refs, sources=(source,))
            )  # fmt: skip
        for index, found in marks.items():
            made[index] = with_marks(made[index], found)
        return made + footnotes
