"""The shape of a source file: which tables and keys it may have, and where each stands.

Whatever does not fit is a `Problem` with file and line; a file that is missing or no TOML is a
SourceError.
"""

import datetime
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.errors import SourceError


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


@dataclass(slots=True)
class TomlFile:
    """A parsed file by its name in the folder, and the list in which its problems are noted."""

    name: str
    data: Mapping[str, Any]
    lines: list[str]
    problems: list[Problem]

    def entries(self, table: str) -> list[Entry]:
        """Return the tables of this name; one that is not written as `[table]` is a problem."""
        found = self.data.get(table, [])
        tables = found if isinstance(found, list) else [found]
        places = list(self._places(table))
        if len(tables) != len(places) or not all(isinstance(values, dict) for values in tables):
            line = places[0][0] if places else 1
            message = f"write each “{table}” as a table under a header of its own"
            self.problems.append(Problem(self.name, line, message))
            return []
        return [
            Entry(self.name, line, values, keys)
            for values, (line, keys) in zip(tables, places, strict=True)
        ]

    def expect(self, *tables: str) -> None:
        """Note whatever else the file holds as a problem."""
        for name in self.data:
            if name not in tables:
                line = next((line for line, _ in self._places(name)), self._line_of(name))
                self.problems.append(Problem(self.name, line, f"unknown table or key “{name}”"))

    def _line_of(self, key: str) -> int:
        start = re.compile(rf"{re.escape(key)}\s*=")
        return next((n for n, line in enumerate(self.lines, 1) if start.match(line)), 1)

    def _places(self, table: str) -> Iterator[tuple[int, dict[str, int]]]:
        header = re.compile(rf"\[\[?\s*{re.escape(table)}\s*\]\]?\s*(#.*)?")
        starts = [n for n, line in enumerate(self.lines) if header.fullmatch(line.strip())]
        for start in starts:
            keys: dict[str, int] = {}
            for number in range(start + 1, len(self.lines)):
                if re.match(r"\[\[?\s*[a-z_]+\s*\]\]?\s*(#.*)?$", self.lines[number]):
                    break
                if key := re.match(r"([A-Za-z_]+)\s*=", self.lines[number]):
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
                 "text": str, "quote": str, "back": str, "answers": list, "others": list,
                 "pairs": list, "items": list, "targets": list, "within": list},
    "pair": {"left": str, "right": str, "evidence": list},
    "item": {"text": str, "note": str, "evidence": list},
    "choice": {"text": str, "correct": bool, "why": str, "evidence": list},
    "provenance": dict.fromkeys(
        ("source", "retrieved", "checksum", "status", "terms", "notes"), str
    ),
}  # fmt: skip
_PARTS = {"choices": "choice", "pairs": "pair", "items": "item"}
"""The lists that hold tables, and what each of those is."""

_ITEMS: dict[str, type] = {"lines": int, **dict.fromkeys(_PARTS, dict)}
"""What a list holds, where it is not strings."""

_REQUIRED = {
    "document": ("id", "kind", "title", "short_title", "language", "summary"),
    "passage": ("label", "kind", "voice", "text", "part"),
    "claim": ("id", "passage", "wording", "quoted", "paragraphs", "verdict", "comment"),
    "term": ("term", "kind", "definition"),
    "event": ("date", "title", "text", "source"),
    "sponsor": ("state", "role"),
    "speaker": ("id", "name", "office", "for"),
    "question": ("id", "kind", "prompt", "explanation", "evidence"),
    "choice": ("text",),
    "pair": ("left", "right"),
    "item": ("text",),
    "provenance": ("source", "status"),
}


def open_source(folder: Path, name: str, problems: list[Problem], *tables: str) -> TomlFile:
    """Parse a file of `folder`; raises SourceError where it is missing or no TOML."""
    path = folder / name
    try:
        words = path.read_text(encoding="utf-8")
        data = tomllib.loads(words)
    except FileNotFoundError as error:
        raise SourceError(f"The source file {path} is missing.") from error
    except OSError as error:
        raise SourceError(f"The source file {path} cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise SourceError(f"{path}: not UTF-8 (at line {line})") from error
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{path}: not readable as TOML: {error}") from error
    opened = TomlFile(name, data, words.split("\n"), problems)
    opened.expect(*tables)
    return opened


def has_wrong_type(key: str, value: Any, kind: type | tuple[type, ...]) -> bool:
    """Tell whether a value, or an item of a list, is of another kind than its key asks for."""
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        return True
    item = _ITEMS.get(key, str)
    return isinstance(value, list) and not all(
        isinstance(one, item) and not isinstance(one, bool) for one in value
    )


def checked(entry: Entry, table: str, problems: list[Problem], *, place: str = "") -> bool:
    """Note what is wrong with an entry's keys (at the line of `place`), and tell if all is well."""
    known = _KEYS[table]
    before = len(problems)
    for key, value in entry.values.items():
        if key not in known:
            problems.append(entry.problem(f"unknown key “{key}”", place or key))
        elif has_wrong_type(key, value, known[key]):
            problems.append(entry.problem(f"“{key}” has the wrong type", place or key))
        elif part := _PARTS.get(key):
            for inner in value:
                checked(Entry(entry.file, entry.line, inner, entry.key_lines), part, problems,
                        place=key)  # fmt: skip
    for key in _REQUIRED[table]:
        value = entry.values.get(key, "")
        if isinstance(value, str) and not value.strip():
            problems.append(entry.problem(f"“{key}” is missing", place or key))
    return len(problems) == before
