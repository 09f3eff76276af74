"""An edition as a QTextDocument: one block a passage, and the way between the two.

Positions in the document count UTF-16 units, offsets in passages code points; `Page` converts.
"""

from bisect import bisect_right
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from db import address, links, text
from db.dates import spoken_date
from db.models import RIGHT_TO_LEFT, Document, Edition, Passage
from desktop.reader.inks import ink
from desktop.reader.typography import Typography
from desktop.theme import Theme, reader_font

_BREAKS = "\n\r\u2029\ufdd0\ufdd1"
_UNBROKEN = str.maketrans(_BREAKS, "\u2028" * len(_BREAKS))
"""Qt would begin a new block at each of these; a passage is one, of as many characters."""
_SYMBOL = text.late_regex(r"\bA/RES/(?:S-|ES-)?\d+/\d+[A-Z]?\b|(?<![\w/])\d{2}/\d{1,3}(?![\w/])")


class Place(NamedTuple):
    """Where a passage stands: its block, and where in the block its text begins (UTF-16)."""

    passage: Passage
    block: int
    start: int
    first: int


@dataclass(slots=True)
class Page:
    """A composed edition: the document, and its passages by position and by label."""

    edition: Edition
    document: QTextDocument
    places: list[Place] = field(default_factory=list)
    _by_label: dict[str, int] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)

    def add(self, place: Place) -> None:
        """Note where the next passage stands."""
        self._by_label[place.passage.label] = len(self.places)
        self._starts.append(place.first)
        self.places.append(place)

    def index_of(self, label: str) -> int | None:
        """Return a passage's number by its label, or that of the nearest one above it."""
        while label:
            if (index := self._by_label.get(label)) is not None:
                return index
            label = label.rpartition(".")[0]
        return None

    def at(self, position: int) -> int | None:
        """Return the number of the passage at a document position, or of the one before it."""
        index = bisect_right(self._starts, position) - 1
        return index if index >= 0 else (0 if self.places else None)

    def span(self, index: int, start: int, end: int) -> tuple[int, int]:
        """Turn code points of a passage into document positions."""
        place = self.places[index]
        words = place.passage.text
        first = place.start
        return first + text.to_utf16(words, start), first + text.to_utf16(words, end)

    def offset(self, index: int, position: int) -> int:
        """Turn a document position into a code point of a passage, clamped to its text."""
        place = self.places[index]
        return text.from_utf16(place.passage.text, max(0, position - place.start))


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is set: theme, size of the letters in pixels, what is shown, and the type."""

    theme: Theme
    size: int = 18
    references: bool = True
    record: bool = False
    type: Typography = field(default_factory=Typography)

    def sets_alike(self, other: "Look") -> bool:
        """Tell whether a page set one way needs only colours and column to be set the other."""
        alike = replace(self, theme=other.theme, type=other.type) == other
        return alike and self.type.sets_alike(other.type)


def compose(
    found: Document, edition: Edition, look: Look, in_library: Mapping[str, str] | None = None
) -> Page:
    """Set an edition. `in_library` gives the documents one can go to, by id their short titles."""
    steps = composing(found, edition, look, in_library)
    while True:
        try:
            next(steps)
        except StopIteration as finished:
            page: Page = finished.value
            return page


def composing(
    found: Document, edition: Edition, look: Look, in_library: Mapping[str, str] | None = None
) -> Generator[None, None, Page]:
    """Set an edition passage by passage, as `compose` does; the page is what it returns."""
    return _Composer(found, edition, look, in_library or {}).steps()


class _Composer:
    """The state of setting one page."""

    def __init__(
        self, found: Document, edition: Edition, look: Look, in_library: Mapping[str, str]
    ) -> None:
        self._found, self._edition, self._look = found, edition, look
        self._in_library = in_library
        self._formats: dict[tuple[float, str], QTextCharFormat] = {}
        self._document = QTextDocument()
        self._document.setUndoRedoEnabled(False)
        self._document.setDocumentMargin(0)
        language = edition.key.language
        font = reader_font(language, look.size, look.type.family(language))
        self._document.setDefaultFont(font)
        option = self._document.defaultTextOption()
        self._rtl = language in RIGHT_TO_LEFT
        direction = Qt.LayoutDirection.RightToLeft if self._rtl else Qt.LayoutDirection.LeftToRight
        option.setTextDirection(direction)
        self._document.setDefaultTextOption(option)
        # Qt's percentage is of the font's natural height, and fonts differ much in that.
        natural = QFontMetricsF(font).height()
        self._line_height = look.type.leading * font.pixelSize() / natural
        self._page = Page(edition, self._document)
        self._cursor = QTextCursor(self._document)
        self._cursor.beginEditBlock()
        self._fresh = True

    def steps(self) -> Generator[None, None, Page]:
        self._head()
        part = speaker = ""
        for passage in self._edition.passages:
            if passage.kind == "record" and not self._look.record:
                continue
            if passage.kind != "record" and passage.part != part:
                self._part(passage.part)
                part, speaker = passage.part, ""
            if passage.voice == "quoted" and passage.speaker != speaker:
                self._small(passage.speaker, top=14)
            speaker = passage.speaker if passage.voice == "quoted" else ""
            self._passage(passage)
            if self._look.references and passage.refs:
                self._references(passage)
            yield
        self._cursor.endEditBlock()
        return self._page

    def _block(
        self, top: float, bottom: float = 0, *, indent: float = 0, ragged: bool = True
    ) -> None:
        form = QTextBlockFormat()
        if ragged:  # what is not follows the document, whose alignment can be changed later
            form.setAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setTopMargin(top)
        form.setBottomMargin(bottom)
        form.setLeftMargin(indent)
        form.setRightMargin(indent)
        form.setLineHeight(
            self._line_height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        )
        if self._rtl:
            form.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        if self._fresh:
            self._cursor.setBlockFormat(form)
            self._fresh = False
        else:
            self._cursor.insertBlock(form)

    def _format(self, *, size: float = 1.0, token: str = "text") -> QTextCharFormat:
        if (known := self._formats.get((size, token))) is None:
            known = QTextCharFormat()
            font = QFont(self._document.defaultFont())
            font.setPixelSize(round(font.pixelSize() * size))
            known.setFont(font)
            ink(known, token, self._look.theme)
            self._formats[size, token] = known
        return QTextCharFormat(known)

    def _head(self) -> None:
        self._block(0, 2)
        form = self._format(size=0.72, token="muted")
        self._cursor.insertText(_kicker(self._found, self._edition), form)
        self._block(4, 6)
        heading = next(
            (p.text for p in self._edition.passages if p.label == "title"), self._edition.title
        )
        self._cursor.insertText(heading, self._format(size=1.5))

    def _part(self, name: str) -> None:
        if name:
            self._block(26, 2)
            form = self._format(size=0.68, token="muted")
            form.setFontCapitalization(QFont.Capitalization.AllUppercase)
            form.setFontLetterSpacing(106)
            self._cursor.insertText(name, form)

    def _small(self, words: str, top: float) -> None:
        self._block(top)
        self._cursor.insertText(words, self._format(size=0.75, token="muted"))

    def _passage(self, passage: Passage) -> None:
        if passage.label == "title":
            return
        is_record = passage.kind == "record"
        depth = passage.label.count(".") - (2 if passage.label.startswith("annex") else 0)
        depth = 0 if is_record else max(0, depth)
        indent = self._look.size * (1.2 if passage.voice == "quoted" else 1.4 * depth)
        top = 2 if is_record else self._look.type.spacing
        self._block(top, indent=indent, ragged=is_record or passage.kind == "heading")
        block = self._cursor.blockNumber()
        first = self._cursor.position()
        size = 0.82 if is_record or passage.kind == "footnote" else 1.0
        if is_record:
            self._cursor.insertText(f"{passage.heading}: ", self._format(size=size, token="muted"))
        self._page.add(Place(passage, block, self._cursor.position(), first))
        plain = self._format(size=1.12 if passage.kind == "heading" else size)
        if passage.kind == "heading":
            plain.setFontWeight(QFont.Weight.DemiBold)
        words = passage.text
        if any(char in words for char in _BREAKS):
            words = words.translate(_UNBROKEN)
        opener = words[: len(passage.opener)] if passage.text.startswith(passage.opener) else ""
        if opener:
            slanted = QTextCharFormat(plain)
            slanted.setFontItalic(self._edition.key.language not in {"zh", "ar"})
            if not slanted.fontItalic():
                slanted.setFontWeight(QFont.Weight.DemiBold)
            self._cursor.insertText(opener, slanted)
        self._linked(words[len(opener) :], plain)

    def _linked(self, words: str, plain: QTextCharFormat) -> None:
        done = 0
        for match in _SYMBOL().finditer(words):
            symbol = match[0] if match[0].startswith("A/") else f"A/RES/{match[0]}"
            if symbol == self._edition.key.document:
                continue
            if not match[0].startswith("A/") and not self._cited(symbol):
                continue
            self._cursor.insertText(words[done : match.start()], plain)
            self._cursor.insertText(match[0], self._link(symbol, plain))
            done = match.end()
        self._cursor.insertText(words[done:], plain)

    def _cited(self, symbol: str) -> bool:
        return symbol in self._in_library or any(
            symbol in passage.refs for passage in (self._edition.passages)
        )

    def _link(self, target: str, base: QTextCharFormat) -> QTextCharFormat:
        form = QTextCharFormat(base)
        form.setAnchor(True)
        form.setAnchorHref(link(target))
        ink(form, "accent", self._look.theme)
        return form

    def _references(self, passage: Passage) -> None:
        targets = [ref for ref in passage.refs if ref.removeprefix("A/RES/") not in passage.text]
        if not targets:
            return
        indent = self._look.size * 1.2 if passage.voice == "quoted" else 0
        self._block(0, indent=indent)
        quiet = self._format(size=0.72, token="muted")
        self._cursor.insertText("See ", quiet)
        for number, target in enumerate(targets):
            if number:
                self._cursor.insertText(" · ", quiet)
            name = self._reference_name(target)
            self._cursor.insertText(name, self._link(target, quiet))

    def _reference_name(self, target: str) -> str:
        document, _, label = target.partition(" ")
        where = address.describe(label) if label else ""
        if document == self._edition.key.document:
            return where
        name = self._in_library.get(document, document)
        return f"{name}, {where}" if where else name


def link(target: str) -> str:
    """Write an address as a link: `resolute:A/RES/78/311#op6`."""
    document, _, label = target.partition(" ")
    return f"{links.SCHEME}:{document}" + (f"#{label}" if label else "")


def target_of(url: QUrl | str) -> str:
    """Read back what `link` wrote; an empty string for a link of another kind.

    A link to a certain edition stays as it is.
    """
    words = url if isinstance(url, str) else url.toString()
    if not links.is_link(words):
        return ""
    return words if "?" in words else links.read(words).words


_KINDS = {"press-report": "Press report"}


def _kicker(found: Document, edition: Edition) -> str:
    """Say in one line what this is: kind, session, agenda item, date."""
    record = {p.label.partition(".")[2]: p.text for p in edition.passages if p.kind == "record"}
    bits = [_KINDS.get(found.kind, found.kind.capitalize())]
    if found.kind == "resolution":
        bits = ["General Assembly", record.get("session", "").partition(" of ")[0]]
        bits.append(record.get("agenda_item", "").partition(":")[0])
        bits.append(f"adopted {spoken_date(found.date)}" if found.date else "")
    elif found.date:
        bits.append(spoken_date(found.date))
    return " · ".join(filter(None, bits))
