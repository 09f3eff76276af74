"""What must be true of the bundled library's sources before they are built.

Labels, references, dates, kinds, themes, questions: what the sources alone can say. Their words
are held against the material they rest on where it is at hand (`evidence.py`).
"""

import datetime
import re
from collections.abc import Iterable, Iterator

from db import address
from db.errors import UsageError
from db.library import evidence
from db.library.shape import Entry, Problem
from db.library.sources import Library, SourceDocument
from db.models import VOICES, Passage
from db.quiz import checking as bank

_KINDS = {
    "document": {"resolution", "statement", "press-report", "background"},
    "passage": {"record", "preambular", "operative", "paragraph", "heading"},
    "verdict": {"same", "near", "narrower", "absent"},
    "term": {"term", "verb", "name", "procedure"},
    "role": {"draft", "additional"},
}
# fmt: off
ADDRESSEES = frozenset({
    "Member States", "developed countries", "developing countries", "international community",
    "relevant stakeholders", "Governments", "private sector", "international organizations",
    "international financial institutions", "civil society", "media", "academia",
    "technical communities", "United Nations system", "Secretary-General",
})
THEMES = frozenset({
    "artificial intelligence", "capacity-building", "digital divide", "international law",
    "human rights", "2030 Agenda", "sustainable development", "poverty", "safety and trust",
    "risks", "equal opportunity", "intellectual property", "innovation", "open source",
    "infrastructure and skills", "connectivity", "finance", "technology transfer",
    "training and education", "research", "national strategies", "partnerships",
    "business environment", "cultural and linguistic diversity", "algorithmic bias", "inclusion",
    "gender equality", "disability", "children", "coordination", "United Nations role",
    "governance", "participation of developing countries", "reporting", "multilateralism",
    "military scope", "South-South cooperation", "global initiatives",
})
# fmt: on
_TAB_LABEL = 26
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)


def check(library: Library, material: evidence.Evidence | None = None) -> list[Problem]:
    """Return everything that is wrong with the library, in the order of files and lines."""
    problems = [*_documents(library), *_references(library), *_tables(library)]
    problems += [*_glossary(library), *_timeline(library), *_questions(library)]
    if material is not None:
        problems += evidence.compare(library, material)
    return sorted(problems)


def _addresses(library: Library) -> set[str]:
    known = set()
    for source in library.documents:
        known.add(source.document.id)
        known.update(f"{source.document.id} {label}" for label in source.entries)
    return known


def _documents(library: Library) -> Iterator[Problem]:
    yield from _unique(((s.document.id, s.head) for s in library.documents), "id")
    for source in library.documents:
        document, head = source.document, source.head
        if document.kind not in _KINDS["document"]:
            yield head.problem(f"unknown kind “{document.kind}”", "kind")
        if document.date and not _is_date(document.date):
            yield head.problem(f"{document.date} is no date", "date")
        if len(document.short_title) > _TAB_LABEL:
            message = f"“{document.short_title}” is too long for a tab ({_TAB_LABEL} characters)"
            yield head.problem(message, "short_title")
        for passage in source.edition.passages:
            yield from _passage(passage, source.entries[passage.label])
        yield from _order(source)


def _passage(passage: Passage, entry: Entry) -> Iterator[Problem]:
    if not address.is_label(passage.label):
        yield entry.problem(f"“{passage.label}” is not a label", "label")
    if not passage.text:
        yield entry.problem(f"{passage.label} has no text", "text")
    if passage.kind not in _KINDS["passage"]:
        yield entry.problem(f"unknown kind “{passage.kind}”", "kind")
    if passage.voice not in VOICES or passage.voice == "official":
        yield entry.problem(f"a bundled passage cannot have the voice “{passage.voice}”", "voice")
    if passage.voice == "quoted" and not passage.speaker:
        yield entry.problem("a quoted passage names its speaker", "voice")
    if passage.kind != "record" and not (passage.lines or passage.sources):
        yield entry.problem("the passage does not say what it rests on (lines or sources)")
    for theme in passage.themes:
        if theme not in THEMES:
            yield entry.problem(f"unknown theme “{theme}”", "themes")
    for addressee in passage.addressees:
        if addressee not in ADDRESSEES:
            yield entry.problem(f"unknown addressee “{addressee}”", "addressees")
    if passage.kind in {"preambular", "operative"}:
        yield from _clause(passage, entry)


def _clause(passage: Passage, entry: Entry) -> Iterator[Problem]:
    """Check what only a paragraph of a resolution has; it may name no addressee, on purpose."""
    if not (passage.opener and passage.themes):
        yield entry.problem("a paragraph of a resolution has an opener and themes")
    if not passage.text.startswith(passage.opener):
        yield entry.problem(f"the text does not begin with “{passage.opener}”", "opener")
    if passage.kind == "operative" and "addressees" not in entry.values:
        yield entry.problem("name the addressees, or say that there are none: addressees = []")


def _order(source: SourceDocument) -> Iterator[Problem]:
    """Check that labels rise, and that none is left out of the numbering."""
    labels = [p.label for p in source.edition.passages if p.kind != "record"]
    for before, label in zip(["", *labels], labels, strict=False):
        entry = source.entries[label]
        if before and address.sort_key(label) <= address.sort_key(before):
            yield entry.problem(f"the label {label} is out of order after {before}", "label")
        elif number := re.fullmatch(r"([a-z]+)(\d+)", label):
            expected = f"{number[1]}{int(number[2]) - 1}" if number[2] != "1" else ""
            if expected and expected not in source.entries:
                yield entry.problem(f"there is no {expected} before {label}", "label")


def _references(library: Library) -> Iterator[Problem]:
    known = _addresses(library)
    in_library = {source.document.id for source in library.documents}

    def unresolved(targets: Iterable[str], entry: Entry, key: str) -> Iterator[Problem]:
        for target in targets:
            if target not in known and not elsewhere(target):
                yield entry.problem(f"the address “{target}” is not in the library", key)

    def elsewhere(target: str) -> bool:
        try:
            document = address.parse_address(target).document
        except UsageError:
            return False
        return document not in in_library and "/" in document

    for source in library.documents:
        for passage in source.edition.passages:
            yield from unresolved(passage.refs, source.entries[passage.label], "refs")
    for claim, entry in library.claims:
        yield from unresolved((claim.passage,), entry, "passage")
        yield from unresolved(claim.paragraphs, entry, "paragraphs")
    for term, entry in library.glossary:
        yield from unresolved(term.evidence, entry, "evidence")
    for event, entry in library.timeline:
        yield from unresolved(event.addresses, entry, "addresses")
    for speaker, entry in library.speakers:
        yield from unresolved(speaker.documents, entry, "documents")
    for question, entry in library.questions:
        yield from unresolved(bank.addresses(question), entry, "evidence")


def _tables(library: Library) -> Iterator[Problem]:
    yield from _unique(((claim.id, entry) for claim, entry in library.claims), "id")
    yield from _unique(((s.state, entry) for s, entry in library.sponsors), "state")
    yield from _unique(((s.id, entry) for s, entry in library.speakers), "id")
    for claim, entry in library.claims:
        if claim.verdict not in _KINDS["verdict"]:
            yield entry.problem(f"unknown verdict “{claim.verdict}”", "verdict")
    for sponsor, entry in library.sponsors:
        if sponsor.role not in _KINDS["role"]:
            yield entry.problem(f"unknown role “{sponsor.role}”", "role")


def _glossary(library: Library) -> Iterator[Problem]:
    names = (
        (name.casefold(), entry)
        for term, entry in library.glossary
        for name in {term.term, *term.aliases}
    )
    yield from _unique(names, "term")
    terms = {term.term for term, _ in library.glossary}
    for term, entry in library.glossary:
        if term.kind not in _KINDS["term"]:
            yield entry.problem(f"unknown kind “{term.kind}”", "kind")
        for other in term.see:
            if other not in terms:
                yield entry.problem(f"“{other}” is not in the glossary", "see")
        if term.kind == "verb" and not (term.teaching_aid and 1 <= term.strength <= 5):
            yield entry.problem("a verb has a strength from 1 to 5, marked as a teaching aid")
        if term.kind != "verb" and (term.teaching_aid or term.strength):
            yield entry.problem("only a verb has a strength", "strength")


def _timeline(library: Library) -> Iterator[Problem]:
    previous = ""
    for event, entry in library.timeline:
        if not _is_date(event.date):
            yield entry.problem(f"{event.date} is no date", "date")
        if event.date < previous[: len(event.date)]:
            yield entry.problem(f"{event.date} stands after {previous}", "date")
        previous = event.date


def _questions(library: Library) -> Iterator[Problem]:
    yield from _unique(((question.id, entry) for question, entry in library.questions), "id")
    asked: dict[str, Entry] = {}
    for question, entry in library.questions:
        same = asked.setdefault(bank.same_asked(question), entry)
        if same is not entry:
            message = f"“{question.prompt}” is there twice, first on line {same.line}"
            yield entry.problem(message, "prompt")
        for sentence in bank.check(question):
            yield entry.problem(sentence)


def _unique(pairs: Iterable[tuple[str, Entry]], key: str) -> Iterator[Problem]:
    seen: dict[str, Entry] = {}
    for value, entry in pairs:
        if value in seen:
            yield entry.problem(f"“{value}” is there twice, first on line {seen[value].line}", key)
        seen.setdefault(value, entry)


def _is_date(value: str) -> bool:
    """Tell whether this is a year, a month or a day of the calendar, as ISO 8601 writes it."""
    if not _DATE.fullmatch(value):
        return False
    try:
        datetime.date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        return False
    return True
