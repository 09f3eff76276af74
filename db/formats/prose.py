"""From the texts of a document to its passages, for the formats whose markup does not say.

A resolution begins after its formula (“The General Assembly,”) and is labelled as its official
XML is. Anything else is labelled `p1` to `pn`: by its own numbers where the paragraphs carry
them, by counting where they do not.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from db.errors import NotADocument
from db.formats import cover as covers
from db.formats import numbering
from db.formats.blocks import COMMAS, Block, Footnote, joined, opener_of, without_head
from db.formats.cover import Cover
from db.formats.language import language_of
from db.formats.numbering import Number, Outline
from db.formats.passages import is_heading, passages, with_marks
from db.models import Document, Edition, EditionKey, Passage, Voice

MOST_PASSAGES = 50_000
_SHORT = 40
LONGEST = 1_000_000
"""Characters a paragraph may have."""

_OPENING = re.compile(
    r"(?:(?:Also|Further|Deeply|Gravely|Strongly|Fully|Again|Once again|Firmly) )?"
    r"(?:Having [a-z]+ed|Taking (?:note|into account|into consideration)|Bearing in mind"
    r"|Keeping in mind|Looking forward|Takes note|Looks forward(?: to)?|Calls (?:up)?on|Calls for"
    r"|Decides|[A-Z]?[a-z]+ing|[A-Z]?[a-z]+ed|[A-Z]?[a-z]{2,}s|Aware|Conscious|Mindful)"
    r"(?: (?:its|their) (?:appreciation|concern|gratitude|regret|belief|determination|support"
    r"|deep concern|grave concern))?"
    r"(?: with (?:deep |grave |great |serious )?(?:appreciation|concern|satisfaction|interest"
    r"|regret|alarm|approval))?(?: (?:also|further|upon))?\b"
)
_PARTS = re.compile(
    r"(?:annexe?|anexo|приложение|anlage)\b.{0,30}|附件.{0,5}|(?:ال)?مرفق.{0,20}", re.I
)
_POINT_STYLES = {"(a)", "(i)", "(1)", "a.", "i."}


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document that was read, and the edition the file holds."""

    document: Document
    edition: Edition


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a text beside its paragraphs; `masthead` are lines outside of the text,
    `remark` is a sentence on how far it can be trusted.
    """

    format: str
    name: str = ""
    title: str = ""
    language: str = ""
    date: str = ""
    masthead: str = ""
    remark: str = ""


def parsed(blocks: Sequence[Block], source: Source) -> Parsed:
    """Make a document of blocks, all of role body, row, table or note.

    Raises NotADocument where there is nothing to read, or far too much.
    """
    blocks = [block for block in blocks if block.text or block.role in {"table", "annex"}]
    if not any(re.search(r"\w", block.text) for block in blocks):
        raise NotADocument("There is no text in the file.")
    if len(blocks) > MOST_PASSAGES or any(len(block.text) > LONGEST for block in blocks):
        raise NotADocument(
            "The file holds more text than a document has: a paragraph of more than a million "
            f"characters, or more than {MOST_PASSAGES:,} paragraphs. Split it and import the parts."
        )
    found = covers.read_cover([block.text for block in blocks], source.masthead)
    if _is_resolution(blocks, found):
        return _resolution(blocks, found, source)
    return _other(blocks, found, source)


def _is_resolution(blocks: Sequence[Block], cover: Cover) -> bool:
    """Tell a resolution by its formula, and its cover or how the text goes on after that."""
    if not cover.begins:
        return False
    after = blocks[cover.begins :]
    if cover.is_numbered or not after:
        return bool(after)
    above = blocks[: cover.begins - 1]
    first = after[0].text
    return (
        all(len(block.text) < 200 and not block.text.endswith(COMMAS) for block in above)
        and first.endswith((*COMMAS, ";"))
        and (cover.language != "en" or _OPENING.match(first) is not None)
        and any(_reads_number(block) for block in after)
    )


def _reads_number(block: Block) -> bool:
    if block.number:
        return numbering.read(block.number)[:1] != () and _style(block.number) == "number"
    match = numbering.TYPED.match(block.text)
    return match is not None and _style(match[1]) == "number"


def _style(printed: str) -> str:
    found = numbering.read(printed)
    return found[0].style if found else ""


def set_number_apart(block: Block) -> None:
    """Take a number at the head of a text (`4.`, `(a)`, `1.a`) out of it into `number`."""
    if block.number or block.role != "body":
        return
    whole = "".join(words for words, _ in block.pieces)
    match = numbering.TYPED.match(whole)
    if match and numbering.read(match[1]) and re.search(r"\w", whole[match.end() :]):
        block.number = match[1]
        block.pieces = without_head(block.pieces, match.end())
        block.text = joined(block.pieces)
        block.opener = opener_of(block.pieces)


def _record(cover: Cover, source: Source, language: str, closing: str = "") -> dict[str, str]:
    record = {
        "status": f"imported from {source.format}",
        "format": source.format,
        "language": language,
        "symbol": cover.printed,
        "body": cover.body,
        "session": cover.session,
        "agenda_item": cover.agenda_item,
        "adopted": cover.adopted,
        "published": cover.published,
        "draft": cover.draft,
        "formula": cover.formula,
        "closing": closing,
        "remark": source.remark,
    }
    return {key: value for key, value in record.items() if value}


def _resolution(blocks: Sequence[Block], cover: Cover, source: Source) -> Parsed:
    text, closing = _without_closing(blocks[cover.begins :])
    for block in text:
        set_number_apart(block)
    _set_roles(text)
    for block in text:
        of_notes = [symbol for note in block.notes for symbol in note.refs]
        block.refs = tuple(dict.fromkeys([*covers.symbols_in(block.text), *of_notes]))
    title = cover.title or source.title or cover.printed
    language = cover.language or source.language or language_of(_sample(text))
    _find_openers(text, language)
    found = passages(text, cover.symbol)
    if not found:
        raise NotADocument("There is no text after the cover of this resolution.")
    record = _record(cover, source, language, closing)
    document = Document(
        cover.symbol, "resolution", title, cover.printed or title, cover.adopted or source.date
    )
    edition = Edition(EditionKey(cover.symbol, "import", language), title, found, record)
    return Parsed(document, edition)


def _without_closing(blocks: Sequence[Block]) -> tuple[list[Block], str]:
    """Part the text from the lines under it: the meeting, and the date beside or under it."""
    kept: list[Block] = []
    closing: list[str] = []
    is_under = False
    for block, after in zip_longest(blocks, blocks[1:]):
        words = block.text
        below = after.text if after and len(after.text) < _SHORT else ""
        if covers.is_closing(words) and covers.date_in(f"{words}\n{below}"):
            closing.append(words)
            is_under = not covers.date_in(words)
        elif is_under and len(words) < _SHORT and covers.date_in(words):
            closing.append(words)
            is_under = False
        else:
            kept.append(block)
            is_under = False
    return kept, " ".join(closing)


def _set_roles(blocks: Sequence[Block]) -> None:
    """Say which blocks are preambular: those before the first clause, which end in a comma."""
    for block in blocks:
        if block.role != "body":
            continue
        if _PARTS.fullmatch(block.text.strip("*. ")) and not block.number:
            block.set_as_heading = True
        style = _style(block.number) if block.number else ""
        if style == "number" or block.set_as_heading:
            return
        if not style and block.text.endswith((*COMMAS, ";", "；", "؛")):
            block.role = "preambular"
        elif not style and not block.text.endswith((":", "：")):
            return


def _find_openers(blocks: Sequence[Block], language: str) -> None:
    if language != "en" or any(block.opener for block in blocks):
        return
    for block in blocks:
        numbered = _style(block.number) == "number"
        match = _OPENING.match(block.text)
        is_open = block.text.endswith((*COMMAS, ":"))
        if match and (numbered or is_open or block.role == "preambular"):
            block.opener = match[0]


def _sample(blocks: Sequence[Block]) -> str:
    return "\n".join(block.text for block in blocks[:200])


def _other(blocks: Sequence[Block], cover: Cover, source: Source) -> Parsed:
    blocks = list(blocks)
    for block in blocks:
        if block.role == "body":
            set_number_apart(block)
    language = source.language or cover.language or language_of(_sample(blocks))
    title = source.title or _first_heading(blocks) or cover.title
    title = title or (_title_on_cover(blocks, cover) if cover.symbol else "") or source.name
    while len(blocks) > 1 and blocks[0].text == title and blocks[0].role == "body":
        del blocks[0]
    voice: Voice = "official" if cover.symbol else "quoted"
    found = tuple(_Counter(blocks, cover.symbol, voice).run())
    record = _record(cover, source, language)
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
        refs = block.refs or covers.symbols_in(text)
        return Passage(label, kind, self._voice, text, opener=block.opener, refs=refs)

    def _with_notes(self, made: list[Passage]) -> list[Passage]:
        footnotes = []
        marks: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
        for number, (note, index) in enumerate(self._notes, 1):
            source = f"{self._document} {made[index].label}".strip()
            footnotes.append(
                Passage(f"fn{number}", "footnote", self._voice, note.text, part="Footnotes",
                        refs=note.refs, sources=(source,))
            )  # fmt: skip
            if note.behind >= 0:
                marks[index].append((note.behind, f"fn{number}"))
        for index, found in marks.items():
            made[index] = with_marks(made[index], found)
        return made + footnotes


def headed(block: Block) -> bool:
    """Tell whether a text is set as a heading, or looks like one."""
    return is_heading(block, numbering.read(block.number) if block.number else ())
