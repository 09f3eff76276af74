"""The command line as the tests call it: what it said, and a person's file to call it on."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from db import connection as stores
from db.library.tables import add_document, add_edition
from db.models import Document, Edition, EditionKey, Passage
from db.places import Places
from desktop.__main__ import main

OP6 = "A/RES/78/311 op6"
READING = [
    ("library",),
    ("show", OP6),
    ("search", "capacity"),
    ("searches", "list"),
    ("notes", "list"),
    ("quiz", "list"),
]
WRITING = [
    ("notes", "add", OP6),
    ("official", "A/RES/78/311", "--from", "."),
    ("searches", "save", "ink", "wells"),
]


class Outcome(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        found = json.loads(self.out)
        assert isinstance(found, list)
        return found

    @property
    def row(self) -> dict[str, Any]:
        (row,) = self.rows
        return row

    def is_refused(self, code: int, *words: str) -> bool:
        """Tell whether there was a sentence on stderr with these words, and nothing on stdout."""
        assert all(word in self.err for word in words), self.err
        assert "Traceback" not in self.err
        return self.code == code and not self.out and len(self.err) > 20


Resolute = Callable[..., Outcome]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(stores, "BUSY_SECONDS", 0.01)
    return tmp_path / "home"


@pytest.fixture
def resolute(home: Path, capsys: pytest.CaptureFixture[str]) -> Resolute:
    def run(*words: str, at: Path = home) -> Outcome:
        code = main(["--data-dir", str(at), *words])
        return Outcome(code, *capsys.readouterr())

    return run


@pytest.fixture
def study(home: Path) -> Iterator[sqlite3.Connection]:
    """The person's file with a resolution of their own; only its English edition has a point."""
    with closing(stores.open_study(Places(home))) as opened:
        add_ink(
            opened, "en", {"op1": "Requests “ink‑wells”:", "op1.a": "of glass;", "op2": "Ends."}
        )
        add_ink(opened, "fr", {"op1": "Demande des encriers\u00a0;", "op2": "Finit."})
        yield opened


def add_ink(opened: sqlite3.Connection, language: str, texts: dict[str, str]) -> None:
    key = EditionKey("A/RES/1/9", "official", language)
    passages = tuple(Passage(label, "operative", "official", text) for label, text in texts.items())
    with opened:
        add_document(opened, Document("A/RES/1/9", "resolution", "On ink", "Ink"))
        add_edition(opened, Edition(key, "On ink", passages))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
