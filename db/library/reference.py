"""What stands beside the documents: glossary, timeline, register, claims, import results."""

from dataclasses import dataclass
from typing import Literal

from db.models import EditionKey

ImportOutcome = Literal["added", "updated", "unchanged", "skipped", "failed"]


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A glossary entry; verbs carry a strength 1-5, a teaching aid and not law."""

    term: str
    kind: str
    definition: str
    aliases: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    teaching_aid: bool = False
    strength: int = 0


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """A dated fact with its source; `date` is ISO 8601 to the day, month or year."""

    date: str
    title: str
    text: str
    source: str
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sponsor:
    """A state that sponsored the draft (`draft`) or joined later (`additional`)."""

    state: str
    role: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody whose words or positions the library reports."""

    id: str
    name: str
    office: str
    represents: str
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What the press report says the resolution says, and what it does say.

    `verdict` is `same`, `near`, `narrower` or `absent`.
    """

    id: str
    passage: str
    wording: str
    quoted: bool
    paragraphs: tuple[str, ...]
    text_wording: str
    verdict: str
    comment: str


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of one file, or of one thing that was asked for; `message` is a sentence.

    `key` is the edition it is about; after `added` and `updated` its notes want anchoring again.
    """

    path: str
    outcome: ImportOutcome
    document: str = ""
    passages: int = 0
    message: str = ""
    key: EditionKey | None = None
