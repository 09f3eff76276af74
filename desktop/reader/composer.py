"""An edition set as a QTextDocument: one block a passage."""

from collections.abc import Generator, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from db import address, references, text
from db.dates import spoken_date
from db.models import RIGHT_TO_LEFT, Document, Edition, Passage
from desktop.reader.claims import VERDICTS, Claims
from desktop.reader.hrefs import DESK, link
from desktop.reader.inks import ink
from desktop.reader.look import Look
from desktop.reader.page import Page, Place
from desktop.reader.runs import runs
from desktop.theme import reader_font

_BREAKS = "\n\r\u2029\ufdd0\ufdd1"
_UNBROKEN = str.maketrans(_BREAKS, "\u2028" * len(_BREAKS))
"""Qt would begin a new block at each of these; a passage is one, of as many characters."""


def compose(
    found: Document,
    edition: Edition,
    look: Look,
    in_library: Mapping[str, str] | None = None,
    claims: Claims | None = None,
) -> Page:
    """Set an edition. `in_library` gives the documents one can go to, by id their short titles.

    `claims` are what was checked of a report, by the address of its passage.
    """
    steps = composing(found, edition, look, in_library, claims)
    while True:
        try:
            next(steps)
        except StopIteration as finished:
            page: Page = finished.value
            return page


def composing(
    found: Document,
    edition: Edition,
    look: Look,
    in_library: Mapping[str, str] | None = None,
    claims: Claims | None = None,
) -> Generator[None, None, Page]:
    """Set an edition passage by passage, as `compose` does; the page is what it returns."""
    page = yield from _Composer(found, edition, look, in_library or {}, claims or {}).steps()
    return page


class _Composer:
    """The state of setting one page."""

    def __init__(
        self,
        found: Document,
        edition: Edition,
        look: Look,
        in_library: Mapping[str, str],
        claims: Claims,
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
        if self._rtl:  # else the arrow keys go the wrong way through numbers and Latin names
            self._document.setDefaultCursorMoveStyle(Qt.CursorMoveStyle.VisualMoveStyle)
        # Qt's percentage is of the font's natural height, and fonts differ much in that.
        natural = QFontMetricsF(font).height()
        self._line_height = look.type.leading * font.pixelSize() / natural
        self._page = Page(edition, self._document)
        self._cursor = QTextCursor(self._document)
        self._cursor.beginEditBlock()
        self._fresh = True
        self._claims = claims
        self._setting = references.setting(edition, self._in_library)
        self._notes = {p.label: p for p in edition.passages if p.kind == "footnote"}
        self._linked: set[str] = set()
        self._marks = _marks(edition.passages, self._notes)

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
                self._block(14)
                self._desk_link(passage.speaker, f"register:{passage.speaker}", 0.75)
            speaker = passage.speaker if passage.voice == "quoted" else ""
            self._passage(passage)
            if passage.label == "record.sponsors":
                self._cursor.insertText("  ", self._format(size=0.82))
                self._desk_link("All sponsors in the register", "register:")
            if self._look.references and passage.refs:
                self._references(passage)
            if self._claims:
                self._claims_of(passage)
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

    def _desk_link(self, words: str, to: str, size: float = 0.72) -> None:
        """Set small words that lead to something of the desk's that is no document."""
        form = self._format(size=size, token="accent")
        form.setAnchor(True)
        form.setAnchorHref(DESK + to)
        self._cursor.insertText(words, form)

    def _claims_of(self, passage: Passage) -> None:
        """Lead to what was checked of a report's passage: its wording, the verdict, the text."""
        indent = self._look.size * 1.2 if passage.voice == "quoted" else 0
        quiet = self._format(size=0.72, token="muted")
        for claim in self._claims.get(f"{self._edition.key.document} {passage.label}", ()):
            self._block(0, indent=indent)
            wording = f"“{claim.wording}”" if claim.quoted else claim.wording
            self._cursor.insertText(f"{wording}: ", quiet)
            self._desk_link(VERDICTS.get(claim.verdict, claim.verdict), f"claim:{claim.id}")
            named = ""
            for where in claim.paragraphs:
                document, _, label = where.partition(" ")
                self._cursor.insertText(" · ", quiet)
                name = address.describe(label) if document == named else self._reference_name(where)
                self._cursor.insertText(name, self._link(where, quiet))
                named = document

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
        is_note = passage.kind == "footnote"
        size = 0.82 if is_record or is_note else 1.0
        before = (
            f"{passage.heading}: " if is_record else f"{passage.label[2:]}. " if is_note else ""
        )
        if before:
            self._cursor.insertText(before, self._format(size=size, token="muted"))
        start = self._cursor.position()
        plain = self._format(size=1.12 if passage.kind == "heading" else size)
        if passage.kind == "heading":
            plain.setFontWeight(QFont.Weight.DemiBold)
        words = passage.text
        if any(char in words for char in _BREAKS):
            words = words.translate(_UNBROKEN)
        set_in = self._set(passage, words, plain)
        self._page.add(Place(passage, block, start, first, set_in))
        if is_note:
            self._way_back(passage, plain)

    def _set(
        self, passage: Passage, words: str, plain: QTextCharFormat
    ) -> tuple[tuple[int, int], ...]:
        """Set a passage's words, its links and its footnotes' marks; return what marks took."""
        links = references.references(words, self._setting, passage.label)
        self._linked = {one.target for one in links}
        opener = len(passage.opener) if passage.text.startswith(passage.opener) else 0
        document = self._edition.key.document
        marks = [
            (place, label.removeprefix("fn"), f"{document} {label}")
            for place, label in self._marks.get(passage.label, ())
        ]
        taken, done = [], 0
        for run in runs(words, opener, links, marks):
            form = self._opening(plain) if run.opener else plain
            if run.mark:
                taken.append((text.to_utf16(words, done), len(run.words)))
                form = self._link(run.target, plain)
                form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
            else:
                done += len(run.words)
                form = self._link(run.target, form) if run.target else form
            self._cursor.insertText(run.words, form)
        return tuple(taken)

    def _opening(self, plain: QTextCharFormat) -> QTextCharFormat:
        slanted = QTextCharFormat(plain)
        slanted.setFontItalic(self._edition.key.language not in {"zh", "ar"})
        if not slanted.fontItalic():
            slanted.setFontWeight(QFont.Weight.DemiBold)
        return slanted

    def _way_back(self, note: Passage, plain: QTextCharFormat) -> None:
        """Lead back from a footnote to the paragraph that it belongs to."""
        if note.sources:
            self._cursor.insertText(" ", plain)
            self._cursor.insertText("\u21a9", self._link(note.sources[0], plain))

    def _link(self, target: str, base: QTextCharFormat) -> QTextCharFormat:
        form = QTextCharFormat(base)
        form.setAnchor(True)
        form.setAnchorHref(link(target))
        ink(form, "accent", self._look.theme)
        return form

    def _references(self, passage: Passage) -> None:
        noted = {
            ref
            for _, label in self._marks.get(passage.label, ())
            for ref in (self._notes[label].refs if label in self._notes else ())
        }
        targets = [
            ref
            for ref in passage.refs
            if ref not in noted | self._linked and ref.removeprefix("A/RES/") not in passage.text
        ]
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


def _marks(
    passages: Sequence[Passage], notes: Mapping[str, Passage]
) -> dict[str, list[tuple[int, str]]]:
    """Gather the footnotes' marks by paragraph; one without a place stands at its text's end."""
    marks = {p.label: list(p.footnotes) for p in passages if p.footnotes}
    placed = {label for found in marks.values() for _, label in found}
    if len(placed) < len(notes):
        lengths = {p.label: len(p.text) for p in passages}
        for note in notes.values():
            label = note.sources[0].rpartition(" ")[2] if note.sources else ""
            if note.label not in placed and label in lengths:
                marks.setdefault(label, []).append((lengths[label], note.label))
    return marks


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
