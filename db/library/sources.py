"""The bundled library's sources: TOML files under `resources/library`, one a document.

Reading is strict about shape (unknown, missing and mistyped keys are named with file and line);
what the words must be true of is `checks.py`.
"""

import datetime
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from db import text
from db.errors import SourceError
from db.models import (
    Choice,
    Claim,
    Document,
    Edition,
    EditionKey,
    GlossaryTerm,
    Passage,
    Question,
    Speaker,
    Sponsor,
    TimelineEvent,
)

DOCUMENT_FILES = (
    "a-res-78-311.toml",
    "fu-cong.toml",
    "spokesperson.toml",
    "hrc-56.toml",
    "press-report.toml",
    "initiatives.toml",
)
"""The document files, in the order in which the library shows them."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong, and where: file, line (1-based), sentence."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A table of a source file with the lines of its header and keys."""

    file: str
    line: int
    values: Mapping[str, Any]
    key_lines: Mapping[str, int]

    def problem(self, message: str, key: str = "") -> Problem:
        """Say what is wrong with this entry, at the line of `key` if it has one."""
        return Problem(self.file, self.key_lines.get(key, self.line), message)


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document file: the document, its digest edition, and where each passage stands."""

    document: Document
    edition: Edition
    head: Entry
    entries: Mapping[str, Entry]


@dataclass(frozen=True, slots=True)
class Library:
    """All sources, read: values beside the entries they came from."""

    documents: tuple[SourceDocument, ...] = ()
    claims: tuple[tuple[Claim, Entry], ...] = ()
    glossary: tuple[tuple[GlossaryTerm, Entry], ...] = ()
    timeline: tuple[tuple[TimelineEvent, Entry], ...] = ()
    sponsors: tuple[tuple[Sponsor, Entry], ...] = ()
    speakers: tuple[tuple[Speaker, Entry], ...] = ()
    questions: tuple[tuple[Question, Entry], ...] = ()


@dataclass(slots=True)
class _File:
    """A parsed file and what was found wrong while its tables were read."""

    path: Path
    name: str
    data: Mapping[str, Any]
    lines: list[str]
    problems: list[Problem] = field(default_factory=list)

    def entries(self, table: str) -> Iterator[Entry]:
        found = self.data.get(table, [])
        tables = found if isinstance(found, list) else [found]
        for values, (line, keys) in zip(tables, self._places(table), strict=False):
            yield Entry(self.name, line, values, keys)

    def _places(self, table: str) -> Iterator[tuple[int, dict[str, int]]]:
        header = re.compile(rf"\[\[?{re.escape(table)}\]\]?\s*(#.*)?$")
        starts = [n for n, line in enumerate(self.lines) if header.fullmatch(line.strip())]
        for start in starts:
            keys: dict[str, int] = {}
            for number in range(start + 1, len(self.lines)):
                if re.match(r"\[\[?[a-z_]+\]\]?\s*(#.*)?$", self.lines[number]):
                    break
                if key := re.match(r"([a-z_]+)\s*=", self.lines[number]):
                    keys.setdefault(key[1], number + 1)
            yield start + 1, keys


_KEYS: dict[str, dict[str, type | tuple[type, ...]]] = {
    "document": {"id": str, "kind": str, "title": str, "short_title": str, "language": str,
                 "date": (datetime.date, str), "summary": str},
    "passage": {"label": str, "kind": str, "voice": str, "text": str, "part": str, "heading": str,
                "opener": str, "speaker": str, "addressees": list, "themes": list,
                "deadline": str, "terms": list, "refs": list, "lines": list, "sources": list},
    "claim": {"id": str, "passage": str, "wording": str, "quoted": bool, "paragraphs": list,
              "text_wording": str, "verdict": str, "comment": str},
    "term": {"term": str, "kind": str, "definition": str, "aliases": list, "see": list,
             "evidence": list, "teaching_aid": bool, "strength": int},
    "event": {"date": (str, datetime.date), "title": str, "text": str, "source": str,
              "addresses": list},
    "sponsor": {"state": str, "role": str},
    "speaker": {"id": str, "name": str, "office": str, "for": str, "documents": list,
                "lines": list},
    "question": {"id": str, "kind": str, "prompt": str, "explanation": str, "evidence": list,
                 "topics": list, "difficulty": int, "choices": list, "answer": bool,
                 "text": str, "quote": str},
}  # fmt: skip
_REQUIRED = {
    "document": ("id", "kind", "title", "short_title", "language", "summary"),
    "passage": ("label", "kind", "voice", "text", "part"),
    "claim": ("id", "passage", "wording", "quoted", "paragraphs", "verdict", "comment"),
    "term": ("term", "kind", "definition"),
    "event": ("date", "title", "text", "source"),
    "sponsor": ("state", "role"),
    "speaker": ("id", "name", "office", "for"),
    "question": ("id", "kind", "prompt", "explanation", "evidence"),
}


def read(folder: Path) -> tuple[Library, list[Problem]]:
    """Read all sources of `folder`; raises SourceError where a file is missing or not TOML."""
    problems: list[Problem] = []
    questions = sorted((folder / "questions").glob("*.toml"))
    documents = tuple(
        document for name in DOCUMENT_FILES if (document := _document(folder / name, problems))
    )
    library = Library(
        documents=documents,
        claims=_all(folder / "claims.toml", "claim", _claim, problems),
        glossary=_all(folder / "glossary.toml", "term", _term, problems),
        timeline=_all(folder / "timeline.toml", "event", _event, problems),
        sponsors=_all(folder / "register.toml", "sponsor", _sponsor, problems),
        speakers=_all(folder / "register.toml", "speaker", _speaker, problems),
        questions=tuple(
            pair for path in questions for pair in _all(path, "question", _question, problems)
        ),
    )
    return library, problems


def files(folder: Path) -> list[Path]:
    """List every source file, in a fixed order."""
    return sorted(folder.rglob("*.toml"))


def _open(path: Path) -> _File:
    try:
        words = path.read_text(encoding="utf-8")
        data = tomllib.loads(words)
    except FileNotFoundError as error:
        raise SourceError(f"The source file {path} is missing.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: not readable as TOML: {error}") from error
    return _File(path, path.name, data, words.splitlines())


def _checked(entry: Entry, table: str, problems: list[Problem]) -> bool:
    known = _KEYS[table]
    before = len(problems)
    for key, value in entry.values.items():
        if key not in known:
            problems.append(entry.problem(f"unknown key “{key}”", key))
        elif not isinstance(value, known[key]):
            problems.append(entry.problem(f"“{key}” has the wrong type", key))
    for key in _REQUIRED[table]:
        if key not in entry.values or entry.values[key] == "":
            problems.append(entry.problem(f"“{key}” is missing"))
    return len(problems) == before


def _all(path: Path, table: str, make: Any, problems: list[Problem]) -> tuple[Any, ...]:
    pairs = []
    for entry in _open(path).entries(table):
        if _checked(entry, table, problems):
            pairs.append((make(entry.values), entry))
    return tuple(pairs)


def _document(path: Path, problems: list[Problem]) -> SourceDocument | None:
    source = _open(path)
    head = next(source.entries("document"), None)
    if head is None:
        problems.append(Problem(source.name, 1, "there is no [document] table"))
        return None
    if not _checked(head, "document", problems):
        return None
    values = head.values
    document = Document(
        values["id"], values["kind"], values["title"], values["short_title"],
        str(values.get("date", "")), text.collapse(values["summary"]),
    )  # fmt: skip
    entries: dict[str, Entry] = {}
    passages: list[Passage] = []
    for passage, entry in _record(source):
        entries[passage.label] = entry
        passages.append(passage)
    for entry in source.entries("passage"):
        if not _checked(entry, "passage", problems):
            continue
        passage = _passage(entry.values)
        if passage.label in entries:
            problems.append(entry.problem(f"the label {passage.label} is there twice", "label"))
        entries[passage.label] = entry
        passages.append(passage)
    provenance = {
        key: text.collapse(str(v)) for key, v in source.data.get("provenance", {}).items()
    }
    key = EditionKey(document.id, "digest", values["language"])
    edition = Edition(key, document.title, tuple(passages), provenance)
    return SourceDocument(document, edition, head, entries)


def _record(source: _File) -> Iterator[tuple[Passage, Entry]]:
    entry = next(source.entries("record"), None)
    if entry is None:
        return
    rests_on = source.data.get("record_lines", {})
    for key, value in entry.values.items():
        words = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
        heading = key.replace("_", " ").capitalize()
        passage = Passage(
            f"record.{key}", "record", "digest", text.collapse(words), part="Record",
            heading=heading, lines=tuple(rests_on.get(key, ())),
        )  # fmt: skip
        line = entry.key_lines.get(key, entry.line)
        yield passage, Entry(source.name, line, {}, {})


def _passage(values: Mapping[str, Any]) -> Passage:
    made = {k: tuple(v) if isinstance(v, list) else text.collapse(v) for k, v in values.items()}
    return Passage(**made)  # type: ignore[arg-type]  # keys and types were checked above


def _claim(v: Mapping[str, Any]) -> Claim:
    return Claim(
        v["id"], v["passage"], v["wording"], v["quoted"], tuple(v["paragraphs"]),
        v.get("text_wording", ""), v["verdict"], text.collapse(v["comment"]),
    )  # fmt: skip


def _term(v: Mapping[str, Any]) -> GlossaryTerm:
    return GlossaryTerm(
        v["term"], v["kind"], text.collapse(v["definition"]), tuple(v.get("aliases", ())),
        tuple(v.get("see", ())), tuple(v.get("evidence", ())), v.get("teaching_aid", False),
        v.get("strength", 0),
    )  # fmt: skip


def _event(v: Mapping[str, Any]) -> TimelineEvent:
    return TimelineEvent(
        str(v["date"]), v["title"], text.collapse(v["text"]), v["source"],
        tuple(v.get("addresses", ())),
    )  # fmt: skip


def _sponsor(v: Mapping[str, Any]) -> Sponsor:
    return Sponsor(v["state"], v["role"])


def _speaker(v: Mapping[str, Any]) -> Speaker:
    return Speaker(v["id"], v["name"], v["office"], v["for"], tuple(v.get("documents", ())))


def _question(v: Mapping[str, Any]) -> Question:
    choices = tuple(
        Choice(text.collapse(c["text"]), c.get("correct", False), text.collapse(c.get("why", "")),
               tuple(c.get("evidence", ())))
        for c in v.get("choices", ())
    )  # fmt: skip
    return Question(
        v["id"], v["kind"], text.collapse(v["prompt"]), text.collapse(v["explanation"]),
        tuple(v["evidence"]), tuple(v.get("topics", ())), v.get("difficulty", 1), choices,
        v.get("answer"), text.collapse(v.get("text", "")), text.collapse(v.get("quote", "")),
    )  # fmt: skip
