"""The values that travel between the library and its users: frozen, and without behaviour.

They are named tuples: a frozen dataclass takes six times as long to define, which is felt at the
start, and three times as long to make, which is felt with a thousand notes.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

Voice = Literal["official", "quoted", "reported", "digest"]
HitKind = Literal["passage", "note", "card", "glossary"]
NoteState = Literal["anchored", "moved", "orphan"]
NoteStyle = Literal["fill", "underline", "strike", "squiggle"]
NoteKind = Literal["note", "bookmark"]

VOICES: tuple[Voice, ...] = ("official", "quoted", "reported", "digest")
COLORS = ("yellow", "green", "blue", "pink", "orange", "purple")
STYLES: tuple[NoteStyle, ...] = ("fill", "underline", "strike", "squiggle")
NOTE_KINDS: tuple[NoteKind, ...] = ("note", "bookmark")
LANGUAGES = {
    "ar": "العربية",
    "zh": "中文",
    "en": "English",
    "fr": "Français",
    "ru": "Русский",
    "es": "Español",
}
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


class EditionKey(NamedTuple):
    """Which edition: document, kind (`digest`, `official`, `import`), language (ISO 639-1)."""

    document: str
    kind: str
    language: str


class Passage(NamedTuple):
    """A paragraph of an edition; `label` is its place in the document's own numbering."""

    label: str
    kind: str
    voice: Voice
    text: str
    part: str = ""
    heading: str = ""
    opener: str = ""
    speaker: str = ""
    addressees: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    deadline: str = ""
    terms: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()
    footnotes: tuple[tuple[int, str], ...] = ()
    """The footnotes' marks: before which code point of the text each stands, and its label."""


class Edition(NamedTuple):
    """One edition of a document with all its passages, in order."""

    key: EditionKey
    title: str
    passages: tuple[Passage, ...]
    provenance: Mapping[str, str] = MappingProxyType({})


class EditionSummary(NamedTuple):
    """An edition without its text."""

    key: EditionKey
    title: str
    passages: int


class Document(NamedTuple):
    """A document and the editions it has; `date` is ISO 8601, possibly only a year."""

    id: str
    kind: str
    title: str
    short_title: str
    date: str = ""
    summary: str = ""
    editions: tuple[EditionSummary, ...] = ()


class Hit(NamedTuple):
    """What a search found; marks are (start, end) code points within text or snippet.

    `what` is a passage, or one's own note, a card or a glossary entry, which `id` names; the
    address is then where it stands or what decides it, and may be empty.
    """

    key: EditionKey
    label: str
    document_title: str
    voice: Voice
    snippet: str
    snippet_marks: tuple[tuple[int, int], ...]
    marks: tuple[tuple[int, int], ...]
    score: float
    what: HitKind = "passage"
    id: str = ""

    @property
    def address(self) -> str:
        """The paragraph's address."""
        return f"{self.key.document} {self.label}".strip()


class Anchor(NamedTuple):
    """Where a note holds: offsets are code points in the passage's text, end excluded.

    A note on a whole paragraph has an empty quote and start == end == 0, one on a document no
    label either, and one that is free no document (`NOWHERE`).
    """

    key: EditionKey
    label: str
    start: int = 0
    end: int = 0
    quote: str = ""
    prefix: str = ""
    suffix: str = ""

    @property
    def address(self) -> str:
        """The paragraph's address, or the document's; empty for what is free."""
        return f"{self.key.document} {self.label}".strip()


NOWHERE = Anchor(EditionKey("", "", ""), "")
"""Where a free note of a notebook stands."""


class Segment(NamedTuple):
    """The part of a highlight that is in one paragraph, and whether it has found its words."""

    anchor: Anchor
    state: NoteState = "anchored"


class Note(NamedTuple):
    """A highlight, a note, both, or a bookmark; times are UTC stamps.

    A highlight over several paragraphs has an anchor in each: the first is `anchor`, `more` are
    the others in the text's order, all of the same edition. `folder` is the notebook of a free
    note or a bookmark's folder, with `/` before one within another.
    """

    id: str
    anchor: Anchor
    body: str = ""
    color: str = "yellow"
    tags: tuple[str, ...] = ()
    created: str = ""
    modified: str = ""
    state: NoteState = "anchored"
    deleted: str = ""
    style: NoteStyle = "fill"
    kind: NoteKind = "note"
    folder: str = ""
    more: tuple[Segment, ...] = ()

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All parts of a highlight, in the text's order."""
        return (Segment(self.anchor, self.state), *self.more)

    @property
    def standing(self) -> NoteState:
        """The worst state of any part: an orphan among them makes the note one."""
        states = {one.state for one in self.segments}
        return next(state for state in _WORST_FIRST if state in states)


_WORST_FIRST: tuple[NoteState, ...] = ("orphan", "moved", "anchored")
