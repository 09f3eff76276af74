"""What must be true of the bundled library's sources before they are built.

Two kinds of check: those that need the sources alone (labels, references, dates, questions), run
at every build, and those that hold the words against the material they rest on (`Evidence`), run
where that material is at hand.
"""

import datetime
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from db import address, text
from db.library.sources import Entry, Library, Problem, SourceDocument
from db.models import VOICES, Passage, Question
from db.quiz import questions as bank

SHARED_RUN = 8
"""The longest run of words that a digest or reported passage may share with a source."""

_KINDS = {
    "document": {"resolution", "statement", "press-report", "background"},
    "passage": {"record", "preambular", "operative", "paragraph", "heading"},
    "verdict": {"same", "near", "narrower", "absent"},
    "term": {"term", "verb", "name", "procedure"},
    "role": {"draft", "additional"},
}
_QUOTED_SPAN = re.compile("“([^”]*)”")
_SOURCE_QUOTE = re.compile('"([^"]*)"')


@dataclass(frozen=True, slots=True)
class Evidence:
    """The material: lines of the source document, the official English text, and names.

    `names` are titles and names, which a passage may share whole.
    """

    source_lines: Sequence[str]
    official: Sequence[str]
    names: Sequence[str] = field(default=())

    @classmethod
    def read(cls, shared: Path) -> "Evidence | None":
        """Read the material from a folder laid out like `../shared`; None where it is absent."""
        source = shared / "source" / "000_e9603b08f28c751b.txt"
        archive = shared / "corpora" / "ga-six-languages.zip"
        if not (source.is_file() and archive.is_file()):
            return None
        from db.formats import akn

        with zipfile.ZipFile(archive) as opened:
            parsed = akn.parse(opened.read("A_RES_78_311-2412313E.xml"))
        official = [passage.text for passage in parsed.edition.passages]
        return cls(source.read_text(encoding="utf-8").splitlines(), official)


def check(library: Library, evidence: Evidence | None = None) -> list[Problem]:
    """Return everything that is wrong with the library, in the order of files and lines."""
    problems = [*_documents(library), *_references(library), *_tables(library)]
    problems += _questions(library)
    if evidence is not None:
        problems += _against(library, evidence)
    return sorted(problems)


def _addresses(library: Library) -> set[str]:
    known = set()
    for source in library.documents:
        known.add(source.document.id)
        known.update(f"{source.document.id} {label}" for label in source.entries)
    return known


def _documents(library: Library) -> Iterator[Problem]:
    for source in library.documents:
        if source.document.kind not in _KINDS["document"]:
            yield source.head.problem(f"unknown kind “{source.document.kind}”", "kind")
        if source.document.date and not _is_date(source.document.date):
            yield source.head.problem(f"{source.document.date} is no date", "date")
        if not source.edition.provenance:
            yield source.head.problem("there is no [provenance] table")
        previous = None
        for passage in source.edition.passages:
            entry = source.entries[passage.label]
            yield from _passage(passage, entry)
            key = address.sort_key(passage.label)
            if passage.kind != "record" and previous is not None and key <= previous:
                yield entry.problem(f"the label {passage.label} is out of order", "label")
            previous = key if passage.kind != "record" else previous


def _passage(passage: Passage, entry: Entry) -> Iterator[Problem]:
    if not address.is_label(passage.label):
        yield entry.problem(f"“{passage.label}” is not a label", "label")
    if passage.kind not in _KINDS["passage"]:
        yield entry.problem(f"unknown kind “{passage.kind}”", "kind")
    if passage.voice not in VOICES or passage.voice == "official":
        yield entry.problem(f"a bundled passage cannot have the voice “{passage.voice}”", "voice")
    if passage.voice == "quoted" and not passage.speaker:
        yield entry.problem("a quoted passage names its speaker", "voice")
    if passage.opener and not passage.text.startswith(passage.opener):
        yield entry.problem(f"the text does not begin with “{passage.opener}”", "opener")
    if passage.kind in {"preambular", "operative"} and not (passage.opener and passage.themes):
        yield entry.problem("a paragraph of a resolution has an opener and themes")
    if passage.kind != "record" and not (passage.lines or passage.sources):
        yield entry.problem("the passage does not say what it rests on (lines or sources)")


def _references(library: Library) -> Iterator[Problem]:
    known = _addresses(library)
    in_library = {source.document.id for source in library.documents}

    def unresolved(targets: Iterable[str], entry: Entry, key: str) -> Iterator[Problem]:
        for target in targets:
            document = address.parse_address(target).document
            if target not in known and (document in in_library or "/" not in document):
                yield entry.problem(f"the address “{target}” is not in the library", key)

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
        targets = [*question.evidence, *(e for c in question.choices for e in c.evidence)]
        yield from unresolved(targets, entry, "evidence")


def _tables(library: Library) -> Iterator[Problem]:
    yield from _unique(((claim.id, entry) for claim, entry in library.claims), "id")
    yield from _unique(((term.term, entry) for term, entry in library.glossary), "term")
    yield from _unique(((s.state, entry) for s, entry in library.sponsors), "state")
    for claim, entry in library.claims:
        if claim.verdict not in _KINDS["verdict"]:
            yield entry.problem(f"unknown verdict “{claim.verdict}”", "verdict")
    terms = {term.term for term, _ in library.glossary}
    for term, entry in library.glossary:
        if term.kind not in _KINDS["term"]:
            yield entry.problem(f"unknown kind “{term.kind}”", "kind")
        for other in term.see:
            if other not in terms:
                yield entry.problem(f"“{other}” is not in the glossary", "see")
    for sponsor, entry in library.sponsors:
        if sponsor.role not in _KINDS["role"]:
            yield entry.problem(f"unknown role “{sponsor.role}”", "role")
    previous = ""
    for event, entry in library.timeline:
        if not _is_date(event.date):
            yield entry.problem(f"{event.date} is no date", "date")
        if event.date < previous[: len(event.date)]:
            yield entry.problem(f"{event.date} stands after {previous}", "date")
        previous = event.date


def _questions(library: Library) -> Iterator[Problem]:
    yield from _unique(((question.id, entry) for question, entry in library.questions), "id")
    prompts = ((_prompt(question), entry) for question, entry in library.questions)
    yield from _unique(prompts, "prompt")
    for question, entry in library.questions:
        for sentence in bank.check(question):
            yield entry.problem(sentence)


def _prompt(question: Question) -> str:
    return " ".join([question.prompt, question.text, question.quote]).strip()


def _unique(pairs: Iterable[tuple[str, Entry]], key: str) -> Iterator[Problem]:
    seen: dict[str, Entry] = {}
    for value, entry in pairs:
        if value in seen:
            yield entry.problem(f"“{value}” is there twice, first on line {seen[value].line}", key)
        seen.setdefault(value, entry)


def _is_date(value: str) -> bool:
    padded = {4: f"{value}-01-01", 7: f"{value}-01"}.get(len(value), value)
    try:
        datetime.date.fromisoformat(padded)
    except ValueError:
        return False
    return True


def _against(library: Library, evidence: Evidence) -> Iterator[Problem]:
    source_text = _spelled("\n".join(evidence.source_lines))
    official_text = _spelled("\n".join(evidence.official))
    everything = f"{source_text}\n{official_text}"
    runs = _runs([*evidence.source_lines, *evidence.official])
    names = [*evidence.names, *_names(library)]
    for source in library.documents:
        for passage in source.edition.passages:
            entry = source.entries[passage.label]
            yield from _quotations(passage, entry, source_text, everything)
            if passage.voice in {"digest", "reported"}:
                yield from _copied(passage, entry, runs, names)
    yield from _coverage(library, evidence)
    for claim, entry in library.claims:
        if claim.quoted and _spelled(claim.wording) not in source_text:
            yield entry.problem("the quoted wording is not in the source document", "wording")
        for words in filter(None, claim.text_wording.split("; ")):
            if _spelled(words) not in official_text:
                yield entry.problem(f"“{words}” is not in the official text", "text_wording")


def _spelled(words: str) -> str:
    """Level only what type-setting changes: no-break spaces and hyphens, apostrophes."""
    return words.replace("\u2011", "-").replace("\u00a0", " ").replace("’", "'")


def _quotations(
    passage: Passage, entry: Entry, source_text: str, everything: str
) -> Iterator[Problem]:
    if passage.voice == "quoted" and passage.text not in source_text:
        yield entry.problem("the quotation is not in the source document letter for letter", "text")
    quoted = [(span, "text") for span in _QUOTED_SPAN.findall(passage.text)]
    for span, key in [*quoted, *((term, "terms") for term in passage.terms)]:
        if _spelled(span) not in everything:
            yield entry.problem(f"“{span}” is in neither source letter for letter", key)


def _words(words: str) -> list[str]:
    return [token for token, _, _ in text.tokens(text.fold(words))]


def _runs(texts: Iterable[str]) -> set[tuple[str, ...]]:
    size = SHARED_RUN + 1
    found = set()
    for words in map(_words, texts):
        found.update(tuple(words[i : i + size]) for i in range(len(words) - size + 1))
    return found


def _names(library: Library) -> list[str]:
    names = [source.document.title for source in library.documents]
    for source in library.documents:
        names += [p.text for p in source.edition.passages if p.label == "record.title"]
    for term, _ in library.glossary:
        if term.kind == "name":
            names += [term.term, *term.aliases]
    names += [event.title for event, _ in library.timeline]
    for speaker, _ in library.speakers:
        names += [speaker.name, speaker.office]
    return names


def _copied(
    passage: Passage, entry: Entry, runs: set[tuple[str, ...]], names: Sequence[str]
) -> Iterator[Problem]:
    if passage.kind == "record":
        return
    rest = _QUOTED_SPAN.sub(" | ", passage.text)
    for name in names:
        rest = rest.replace(name, " | ")
    size = SHARED_RUN + 1
    for piece in rest.split("|"):
        words = _words(piece)
        for start in range(len(words) - size + 1):
            if (run := tuple(words[start : start + size])) in runs:
                yield entry.problem(f"copied words: “{' '.join(run)}”", "text")
                return


def _coverage(library: Library, evidence: Evidence) -> Iterator[Problem]:
    if not library.documents:
        return
    last: SourceDocument = library.documents[-1]
    passages = [p for source in library.documents for p in source.edition.passages]
    covered = {line for passage in passages for line in passage.lines}
    said = _spelled("\n".join(passage.text for passage in passages))
    for number, line in enumerate(evidence.source_lines, start=1):
        if line.strip() and number not in covered:
            yield last.head.problem(f"no passage rests on line {number} of the source document")
        for quotation in _SOURCE_QUOTE.findall(_spelled(line)):
            if quotation.rstrip(",.").lower() not in said.lower():
                yield last.head.problem(f"line {number}'s quotation is missing: “{quotation}”")
    beyond = covered - set(range(1, len(evidence.source_lines) + 1))
    for number in sorted(beyond):
        yield last.head.problem(f"the source document has no line {number}")
