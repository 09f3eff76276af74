"""Holding the bundled library's words against the material they rest on, where it is at hand.

What stands in quotation marks is there letter for letter; everything else is in words of our own;
every line of the source document is covered, and every quotation in it is kept.
"""

import csv
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from db import text
from db.library.shape import Entry, Problem
from db.library.sources import Library, SourceDocument
from db.models import Passage
from db.quiz import questions as bank
from db.quiz.models import Question

SHARED_RUN = 8
"""The longest run of words that a text of ours, or a term taken out, may share with a source."""

LONGEST_CLOZE = 20
"""So many words a cloze may take from a source, letter for letter."""

_SOURCE = "000_e9603b08f28c751b.txt"
_OFFICIAL = "A_RES_78_311-2412313E.xml"
_QUOTED_SPAN = re.compile("“([^”]*)”")
_SOURCE_QUOTE = re.compile('"([^"]*)"')


@dataclass(frozen=True, slots=True)
class Evidence:
    """The material: lines of the source document, the official English text, (state, role)."""

    lines: Sequence[str]
    official: Sequence[str]
    sponsors: Sequence[tuple[str, str]]

    @classmethod
    def read(cls, shared: Path) -> "Evidence | None":
        """Read the material from a folder laid out like `../shared`; None where it is absent."""
        source = shared / "source" / _SOURCE
        archive = shared / "corpora" / "ga-six-languages.zip"
        register = shared / "source" / "sponsors.csv"
        if not (source.is_file() and archive.is_file() and register.is_file()):
            return None
        from db.formats import akn

        with zipfile.ZipFile(archive) as opened:
            parsed = akn.parse(opened.read(_OFFICIAL))
        official = [passage.text for passage in parsed.edition.passages]
        with register.open(encoding="utf-8", newline="") as rows:
            sponsors = [(row["state"], row["role"]) for row in csv.DictReader(rows)]
        return cls(source.read_text(encoding="utf-8").splitlines(), official, sponsors)


@dataclass(frozen=True, slots=True)
class _Material:
    """The evidence made ready for comparing: texts levelled, runs of words, names, quotations."""

    lines: Sequence[str]
    source: str
    official: str
    quotations: Sequence[str]
    runs: set[tuple[str, ...]]
    names: Sequence[str]

    @property
    def everything(self) -> str:
        return f"{self.source}\n{self.official}"


def compare(library: Library, evidence: Evidence) -> Iterator[Problem]:
    """Yield what in the library's words is not as the material has it."""
    material = _material(library, evidence)
    for source in library.documents:
        for passage in source.edition.passages:
            yield from _passage(source, passage, material)
    for words, entry, key in _own_words(library):
        yield from _not_copied(words, entry, key, material)
    yield from _taken_words(library, material)
    yield from _lines(library, material)
    yield from _sponsors(library, evidence)


def _material(library: Library, evidence: Evidence) -> _Material:
    lines = [_levelled(line) for line in evidence.lines]
    return _Material(
        lines=lines,
        source="\n".join(lines),
        official=_levelled("\n".join(evidence.official)),
        quotations=[quote.rstrip(",.") for line in lines for quote in _SOURCE_QUOTE.findall(line)],
        runs=_runs([*evidence.lines, *evidence.official]),
        names=[*library.names, *_names(library)],
    )


def _levelled(words: str) -> str:
    """Level only what type-setting changes: no-break spaces and hyphens, apostrophes."""
    return words.replace("\u2011", "-").replace("\u00a0", " ").replace("’", "'")


def _words(words: str) -> list[str]:
    return [token for token, _, _ in text.tokens(text.fold(words))]


def _runs(texts: Iterable[str]) -> set[tuple[str, ...]]:
    size = SHARED_RUN + 1
    found: set[tuple[str, ...]] = set()
    for words in map(_words, texts):
        found.update(tuple(words[i : i + size]) for i in range(len(words) - size + 1))
    return found


def _names(library: Library) -> Iterator[str]:
    for source in library.documents:
        yield source.document.title
        yield from (p.text for p in source.edition.passages if p.label == "record.title")
    for term, _ in library.glossary:
        if term.kind == "name":
            yield from (term.term, *term.aliases)
    for speaker, _ in library.speakers:
        yield from (speaker.name, speaker.office)


def _passage(source: SourceDocument, passage: Passage, material: _Material) -> Iterator[Problem]:
    entry = source.entries[passage.label]
    if beyond := [n for n in passage.lines if not 1 <= n <= len(material.lines)]:
        yield entry.problem(f"the source document has no line {beyond[0]}", "lines")
        return
    own_lines = "\n".join(material.lines[number - 1] for number in passage.lines)
    if passage.voice == "quoted":
        quotations = _SOURCE_QUOTE.findall(own_lines)
        if not any(passage.text in quotation for quotation in quotations):
            message = "the quotation is not on its lines of the source document letter for letter"
            yield entry.problem(message, "text")
    home = material.everything
    if source.document.kind == "resolution":
        home = material.official
    elif passage.voice == "reported":
        home = own_lines
    for span in map(_levelled, _QUOTED_SPAN.findall(passage.text)):
        if span in material.everything and span not in home:
            yield entry.problem(f"“{span}” is not quoted from what the passage rests on", "text")
    for term in passage.terms:
        if _levelled(term) not in material.everything:
            yield entry.problem(f"“{term}” is in neither source letter for letter", "terms")
        if len(_words(term)) > SHARED_RUN:
            yield entry.problem(f"“{term}” is longer than {SHARED_RUN} words", "terms")


def _own_words(library: Library) -> Iterator[tuple[str, Entry, str]]:
    """Yield each text that is ours, with its entry and key."""
    for source in library.documents:
        yield source.document.summary, source.head, "summary"
        for passage in source.edition.passages:
            if passage.voice in {"digest", "reported"}:
                yield passage.text, source.entries[passage.label], "text"
    for claim, entry in library.claims:
        yield claim.comment, entry, "comment"
        if not claim.quoted:
            yield claim.wording, entry, "wording"
    for term, entry in library.glossary:
        yield term.definition, entry, "definition"
    for event, entry in library.timeline:
        yield event.text, entry, "text"
    for question, entry in library.questions:
        for words, key in _question_words(question):
            yield words, entry, key


def _question_words(question: Question) -> Iterator[tuple[str, str]]:
    for name in ("prompt", "explanation", "back"):
        yield getattr(question, name), name
    for choice in question.choices:
        yield choice.text, "choices"
        yield choice.why, "choices"
    for pair in question.pairs:
        yield pair.left, "pairs"
        yield pair.right, "pairs"
    for item in question.items:
        yield item.text, "items"
        yield item.note, "items"
    for name in ("answers", "others"):
        for words in getattr(question, name):
            yield words, name


def _not_copied(words: str, entry: Entry, key: str, material: _Material) -> Iterator[Problem]:
    for span in map(_levelled, _QUOTED_SPAN.findall(words)):
        if span not in material.everything:
            yield entry.problem(f"“{span}” is in neither source letter for letter", key)
        may_be_long = span in material.names or any(span in quote for quote in material.quotations)
        if len(_words(span)) > SHARED_RUN and not may_be_long:
            yield entry.problem(f"“{span}” is too long for a quotation of our choice", key)
    rest = _QUOTED_SPAN.sub(" | ", words)
    for name in material.names:
        rest = rest.replace(name, " | ")
    size = SHARED_RUN + 1
    for piece in map(_words, rest.split("|")):
        for start in range(len(piece) - size + 1):
            if (run := tuple(piece[start : start + size])) in material.runs:
                yield entry.problem(f"copied words: “{' '.join(run)}”", key)
                return


def _taken_words(library: Library, material: _Material) -> Iterator[Problem]:
    """Check what is meant to be a source's own words: claims, clozes, what somebody said."""
    for claim, entry in library.claims:
        if claim.quoted and _levelled(claim.wording) not in material.source:
            yield entry.problem("the quoted wording is not in the source document", "wording")
        for words in filter(None, claim.text_wording.split("; ")):
            if _levelled(words) not in material.official:
                yield entry.problem(f"“{words}” is not in the official text", "text_wording")
            if len(_words(words)) > SHARED_RUN:
                yield entry.problem(f"“{words}” is longer than {SHARED_RUN} words", "text_wording")
    for question, entry in library.questions:
        filled = bank.filled(question.text)
        if _levelled(filled) not in material.everything:
            yield from _not_copied(filled, entry, "text", material)
        elif len(_words(filled)) > LONGEST_CLOZE:
            yield entry.problem(f"a cloze takes at most {LONGEST_CLOZE} words of a source", "text")
        if _levelled(question.quote) not in material.everything:
            yield from _not_copied(question.quote, entry, "quote", material)


def _lines(library: Library, material: _Material) -> Iterator[Problem]:
    """Check that each line of the source document has a passage, and keeps its quotations."""
    passages = [passage for source in library.documents for passage in source.edition.passages]
    for number, line in enumerate(material.lines, start=1):
        said = "\n".join(_levelled(p.text) for p in passages if number in p.lines)
        if line.strip() and not said:
            yield Problem(_SOURCE, number, "no passage of the library rests on this line")
            continue
        for quotation in _SOURCE_QUOTE.findall(line):
            if quotation.rstrip(",.") not in said:
                yield Problem(_SOURCE, number, f"no passage keeps the quotation “{quotation}”")
    for speaker, entry in library.speakers:
        for number in entry.values.get("lines", ()):
            if not 1 <= number <= len(material.lines):
                message = f"the source document has no line {number} for {speaker.name}"
                yield entry.problem(message, "lines")


def _sponsors(library: Library, evidence: Evidence) -> Iterator[Problem]:
    registered = set(evidence.sponsors)
    for sponsor, entry in library.sponsors:
        if (sponsor.state, sponsor.role) not in registered:
            yield entry.problem(f"{sponsor.state} is not a sponsor ({sponsor.role})", "state")
    for state, role in sorted(registered - {(s.state, s.role) for s, _ in library.sponsors}):
        yield Problem("register.toml", 1, f"the sponsor {state} ({role}) is missing")
