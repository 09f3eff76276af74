"""The bundled library's sources: TOML files under `resources/library`, one a document.

Their shape is checked on the way (`shape.py`); what must be true of them is `checks.py`, and of
their words `evidence.py`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db import text
from db.library.reference import Claim, GlossaryTerm, Speaker, Sponsor, TimelineEvent
from db.library.shape import (
    Entry,
    Problem,
    TomlFile,
    checked,
    has_wrong_type,
    open_source,
)
from db.models import Document, Edition, EditionKey, Passage
from db.quiz.models import Question
from db.quiz.questions import question_from_dict

DOCUMENT_FILES = (
    "a-res-78-311.toml",
    "fu-cong.toml",
    "spokesperson.toml",
    "hrc-56.toml",
    "press-report.toml",
    "initiatives.toml",
)
"""The document files, in the order in which the library shows them."""

OTHER_FILES = ("claims.toml", "glossary.toml", "names.toml", "register.toml", "timeline.toml")


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
    names: tuple[str, ...] = ()
    """Titles and names that a text may give whole, however long they are."""


def read(folder: Path) -> tuple[Library, list[Problem]]:
    """Read all sources of `folder`; raises SourceError where a file is missing or not TOML."""
    problems: list[Problem] = []
    names = [path.relative_to(folder).as_posix() for path in files(folder)]
    questions = [name for name in names if name.startswith("questions/")]
    for name in set(names) - {*DOCUMENT_FILES, *OTHER_FILES, *questions}:
        problems.append(Problem(name, 1, "this file has no place in the library"))

    def pairs(name: str, table: str, make: Any, *others: str) -> tuple[Any, ...]:
        source = open_source(folder, name, problems, table, *others)
        return _pairs(source, table, make)

    library = Library(
        documents=tuple(
            document
            for name in DOCUMENT_FILES
            if (document := _document(folder, name, problems)) is not None
        ),
        claims=pairs("claims.toml", "claim", _claim),
        glossary=pairs("glossary.toml", "term", _term),
        timeline=pairs("timeline.toml", "event", _event),
        sponsors=pairs("register.toml", "sponsor", _sponsor, "speaker"),
        speakers=pairs("register.toml", "speaker", _speaker, "sponsor"),
        questions=tuple(pair for name in questions for pair in pairs(name, "question", _question)),
        names=_names(open_source(folder, "names.toml", problems, "names")),
    )
    return library, problems


def files(folder: Path) -> list[Path]:
    """List every source file, in a fixed order."""
    return sorted(folder.rglob("*.toml"))


def _pairs(source: TomlFile, table: str, make: Any) -> tuple[Any, ...]:
    return tuple(
        (make(entry.values), entry)
        for entry in source.entries(table)
        if checked(entry, table, source.problems)
    )


def _names(source: TomlFile) -> tuple[str, ...]:
    names = source.data.get("names")
    if not isinstance(names, list) or has_wrong_type("names", names, list):
        source.problems.append(Problem(source.name, 1, "“names” is not a list of names"))
        return ()
    return tuple(names)


def _document(folder: Path, name: str, problems: list[Problem]) -> SourceDocument | None:
    tables = ("document", "record", "record_lines", "provenance", "passage")
    source = open_source(folder, name, problems, *tables)
    head = next(iter(source.entries("document")), None)
    if head is None:
        problems.append(Problem(source.name, 1, "there is no [document] table"))
        return None
    if not checked(head, "document", problems):
        return None
    values = head.values
    document = Document(
        values["id"], values["kind"], values["title"], values["short_title"],
        str(values.get("date", "")), text.collapse(values["summary"]),
    )  # fmt: skip
    entries: dict[str, Entry] = {}
    passages: list[Passage] = []
    for passage, entry in (*_record(source), *_pairs(source, "passage", _passage)):
        if passage.label in entries:
            problems.append(entry.problem(f"the label {passage.label} is there twice", "label"))
        entries[passage.label] = entry
        passages.append(passage)
    key = EditionKey(document.id, "digest", values["language"])
    edition = Edition(key, document.title, tuple(passages), _provenance(source, head))
    return SourceDocument(document, edition, head, entries)


def _provenance(source: TomlFile, head: Entry) -> dict[str, str]:
    entry = next(iter(source.entries("provenance")), None)
    if entry is None:
        source.problems.append(head.problem("there is no [provenance] table"))
        return {}
    if not checked(entry, "provenance", source.problems):
        return {}
    return {key: text.collapse(value) for key, value in entry.values.items()}


def _record(source: TomlFile) -> Iterator[tuple[Passage, Entry]]:
    record = next(iter(source.entries("record")), None)
    lines = next(iter(source.entries("record_lines")), None)
    rests_on = lines.values if lines else {}
    values = record.values if record else {}
    for key, numbers in rests_on.items():
        if lines and (key not in values or has_wrong_type("lines", numbers, list)):
            message = f"“{key}” is no key of the record with a list of lines"
            source.problems.append(lines.problem(message, key))
            return
    for key, value in values.items():
        if record and has_wrong_type(key, value, (str, list)):
            source.problems.append(record.problem(f"“{key}” has the wrong type", key))
            continue
        words = "; ".join(value) if isinstance(value, list) else value
        passage = Passage(
            f"record.{key}", "record", "digest", text.collapse(words), part="Record",
            heading=key.replace("_", " ").capitalize(), lines=tuple(rests_on.get(key, ())),
        )  # fmt: skip
        line = record.key_lines.get(key, record.line) if record else 1
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
    return question_from_dict(_collapsed(v))


def _collapsed(value: Any) -> Any:
    """Set every text of a table, and of the tables in it, on one line."""
    if isinstance(value, str):
        return text.collapse(value)
    if isinstance(value, list):
        return [_collapsed(one) for one in value]
    if isinstance(value, dict):
        return {key: _collapsed(one) for key, one in value.items()}
    return value
