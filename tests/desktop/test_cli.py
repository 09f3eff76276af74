"""The commands as a person types them."""

import hashlib
import json
import os
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from db import connection as stores
from db.library import bundled, official
from db.library.tables import add_document, add_edition
from db.models import Document, Edition, EditionKey, Passage
from db.notes import store
from db.official import catalogue
from db.places import Places
from desktop.__main__ import COMMANDS, main
from desktop.cli import resolute as group
from tests.served import Served

SIX_LANGUAGES = bundled.CHECKOUT.parent / "shared" / "corpora" / "ga-six-languages.zip"
OP6 = "A/RES/78/311 op6"
READING = [
    ("library",),
    ("show", OP6),
    ("search", "capacity"),
    ("notes", "list"),
    ("quiz", "list"),
]
WRITING = [("notes", "add", OP6), ("official", "A/RES/78/311", "--from", ".")]


@dataclass
class Outcome:
    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        found = json.loads(self.out)
        assert isinstance(found, list)
        return found

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
    def run(*words: str) -> Outcome:
        code = main(["--data-dir", str(home), *words])
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


def test_the_entry_point_knows_every_command() -> None:
    assert set(group.commands) == COMMANDS


# library ------------------------------------------------------------------------------------


def test_library_lists_documents_with_their_editions(
    resolute: Resolute, study: sqlite3.Connection
) -> None:
    rows = resolute("library", "--json").rows
    assert rows[0]["document"] == "A/RES/78/311"
    assert rows[-1] == {
        "document": "A/RES/1/9",
        "title": "On ink",
        "kind": "resolution",
        "editions": [
            {"edition": "official", "language": "en", "passages": 3},
            {"edition": "official", "language": "fr", "passages": 2},
        ],
    }
    assert "A/RES/1/9  On ink\n    official en (3), official fr (2)\n" in resolute("library").out


# show ---------------------------------------------------------------------------------------


def test_show_gives_a_paragraph_with_its_points(
    resolute: Resolute, study: sqlite3.Connection
) -> None:
    rows = resolute("show", "1/9 para. 1", "--json").rows
    assert rows == [
        {
            "address": f"A/RES/1/9 {label}",
            "edition": "official",
            "language": "en",
            "label": label,
            "kind": "operative",
            "voice": "official",
            "text": text,
        }
        for label, text in (("op1", "Requests “ink‑wells”:"), ("op1.a", "of glass;"))
    ]


def test_an_address_needs_no_quotation_marks(resolute: Resolute) -> None:
    apart = resolute("show", "A/RES/78/311", "para.", "6")
    assert apart == resolute("show", OP6)
    assert apart.code == 0
    assert "op6 (digest)\nCalls upon" in apart.out


def test_show_gives_the_whole_document(resolute: Resolute) -> None:
    rows = resolute("show", "78/311", "--json").rows
    listed = resolute("library", "--json").rows[0]
    assert len(rows) == listed["editions"][0]["passages"]


def test_show_takes_the_edition_that_is_asked_for(
    resolute: Resolute, study: sqlite3.Connection
) -> None:
    assert "Demande" in resolute("show", "1/9 op1", "--lang", "FR").out
    assert resolute("show", "1/9 op1", "--edition", "digest").is_refused(1, "no digest edition")
    assert resolute("show", "1/9 op1", "--lang", "zh").is_refused(1, "no zh edition")
    assert resolute("show", "1/9 op1 (a)", "--lang", "fr").is_refused(1, "no paragraph “op1.a”")


@pytest.mark.usefixtures("study")
def test_show_takes_the_edition_of_a_link_unless_another_is_asked_for(resolute: Resolute) -> None:
    link = "resolute:A/RES/1/9?edition=official&lang=fr#op1"
    assert "Demande" in resolute("show", link).out
    assert "Requests" in resolute("show", link, "--lang", "en").out
    assert resolute("show", link.replace("fr", "zh")).is_refused(1, "no official zh edition")
    assert resolute("show", "resolute:").is_refused(2, "no address")


def test_show_takes_the_first_edition_that_has_the_paragraph(
    resolute: Resolute, study: sqlite3.Connection
) -> None:
    add_ink(study, "en", {"op1": "Requests ink."})
    assert "official · fr" in resolute("show", "1/9 op2").out


def test_only_what_is_quoted_stands_in_quotation_marks(resolute: Resolute) -> None:
    voices = set()
    for document in ("fu-cong", "press-report", "A/RES/78/311"):
        text = resolute("show", document).out
        for row in resolute("show", document, "--json").rows:
            voices.add(row["voice"])
            if row["voice"] == "quoted":
                assert f"\n“{row['text']}”\n" in text
            else:
                assert f"{row['label']} ({row['voice']})\n{row['text']}\n" in text
    assert voices == {"digest", "quoted", "reported"}
    assert "p3 (quoted, Fu Cong)\n“" in resolute("show", "fu-cong p3").out


@pytest.mark.parametrize(
    ("address", "code", "word"),
    [
        ("A/RES/1/1", 1, "no document “A/RES/1/1”"),
        ("A/RES/78/311 op99", 1, "no paragraph “op99”"),
        ("A/RES/78/311 nowhere", 2, "is not a paragraph"),
        ("op6", 2, "names no document"),
        ("", 2, "That is no address"),
        ("\udcff\udc80 op1", 1, "no document"),
    ],
)
def test_an_unknown_address_gets_a_sentence(
    resolute: Resolute, address: str, code: int, word: str
) -> None:
    assert resolute("show", address).is_refused(code, word)


# search -------------------------------------------------------------------------------------


def test_search_prints_hits(resolute: Resolute) -> None:
    rows = resolute("search", "business", "environment", "--limit", "3", "--json").rows
    assert 1 <= len(rows) <= 3
    for row in rows:
        keys = ["address", "document", "edition", "language", "label", "snippet", "score"]
        assert list(row) == keys
        assert row["address"] == f"{row['document']} {row['label']}"
    assert OP6 in [row["address"] for row in rows]
    lines = resolute("search", "business environment", "--limit", "3").out.splitlines()
    assert len(lines) == len(rows)
    assert lines[0].startswith(f"{rows[0]['address']} (digest en)  ")


def test_search_counts_by_facets(resolute: Resolute) -> None:
    rows = resolute("search", "voice:quoted", "--facets", "--json").rows
    voices = [row for row in rows if row["facet"] == "voice"]
    assert [row["value"] for row in voices] == ["quoted"]
    documents = [row["count"] for row in rows if row["facet"] == "document"]
    assert sum(documents) == voices[0]["count"] > 1
    assert documents == sorted(documents, reverse=True)
    lines = resolute("search", "voice:quoted", "--facets").out.splitlines()
    assert len(lines) == len(rows)
    assert lines[0].split()[0] == "document"
    assert resolute("search", "zzqqxx", "--facets", "--json") == Outcome(0, "[]\n", "")


def test_search_exact_takes_no_other_forms(resolute: Resolute) -> None:
    formed = resolute("search", "deciding", "--json").rows
    assert formed
    assert resolute("search", "deciding", "--exact", "--json").rows == []
    every = resolute("search", "bridge", "--exact", "--json").rows
    assert all("bridge" in row["snippet"].casefold() for row in every)


@pytest.mark.parametrize("options", [(), ("--facets",)])
def test_a_damaged_index_is_mended_and_the_search_answered(
    resolute: Resolute, study: sqlite3.Connection, options: tuple[str, ...]
) -> None:
    with study:
        study.execute("UPDATE main.passage_fts_data SET block = zeroblob(8)")
    study.close()
    outcome = resolute("search", "glass", *options, "--json")
    assert outcome.code == 0
    assert outcome.rows
    assert "anew" in outcome.err
    assert resolute("search", "glass", *options, "--json").err == ""


def test_finding_nothing_is_no_error(resolute: Resolute) -> None:
    assert resolute("search", "zzqqxx") == Outcome(0, "", "")
    assert resolute("search", "zzqqxx", "--json") == Outcome(0, "[]\n", "")
    assert resolute("search", "\udcff doc:\udc80") == Outcome(0, "", "")


@pytest.mark.parametrize("query", [(), ("",), ("  ",), ("…",), ("or",)])
def test_a_query_without_words_is_refused(resolute: Resolute, query: tuple[str, ...]) -> None:
    assert resolute("search", *query).is_refused(2)


def test_a_query_with_a_slip_is_answered_and_told(resolute: Resolute) -> None:
    outcome = resolute("search", '"business environment', "--json")
    assert outcome.rows
    assert outcome.code == 0
    assert "not closed" in outcome.err


# notes --------------------------------------------------------------------------------------


def test_a_note_is_added_and_listed(resolute: Resolute) -> None:
    words = ("--body", "Trade!\nAsk.", "--color", "green", "--tag", "trade::law", "--tag", "a")
    (made,) = resolute("notes", "add", OP6, "--quote", "Calls Upon", *words, "--json").rows
    keys = ["id", "address", "quote", "body", "color", "tags", "created", "modified", "state",
            "style", "kind", "folder", "more"]  # fmt: skip
    assert list(made) == keys
    assert {**made, "id": "", "created": "", "modified": ""} == {
        "id": "",
        "address": OP6,
        "quote": "Calls upon",
        "body": "Trade!\nAsk.",
        "color": "green",
        "tags": ["a", "trade/law"],
        "created": "",
        "modified": "",
        "state": "anchored",
        "style": "fill",
        "kind": "note",
        "folder": "",
        "more": [],
    }
    assert resolute("notes", "list", "tag:trade", "--json").rows == [made]
    assert resolute("notes", "list", "color:blue", "--json").rows == []
    assert resolute("notes", "list").out == (
        f"{OP6}  green  anchored  #a  #trade/law  {made['id']}\n"
        "    “Calls upon”\n    Trade!\n    Ask.\n"
    )


def test_a_quotation_is_found_in_points_and_other_editions(
    resolute: Resolute, study: sqlite3.Connection
) -> None:
    (point,) = resolute("notes", "add", "1/9 op1", "--quote", "GLASS", "--json").rows
    assert (point["address"], point["quote"]) == ("A/RES/1/9 op1.a", "glass")
    (folded,) = resolute("notes", "add", "1/9 op1", "--quote", '"ink-wells"', "--json").rows
    assert folded["quote"] == "“ink‑wells”"
    (french,) = resolute("notes", "add", "1/9 op1", "--quote", "encriers", "--json").rows
    assert store.get(study, french["id"]).anchor.key.language == "fr"


def test_a_note_without_quotation_stands_on_the_paragraph(resolute: Resolute) -> None:
    (made,) = resolute("notes", "add", "fu-cong", "p1", "--json").rows
    assert (made["address"], made["quote"], made["color"]) == ("fu-cong p1", "", "yellow")


@pytest.mark.parametrize(
    ("words", "code", "word"),
    [
        ((OP6, "--quote", "no such words"), 1, "“no such words” does not stand in"),
        ((OP6, "--quote", ""), 1, "does not stand in"),
        (("A/RES/78/311",), 2, "A note stands on a paragraph"),
        (("A/RES/1/1 op1",), 1, "no document"),
        (("fu-cong p99",), 1, "no paragraph"),
    ],
)
def test_a_note_that_cannot_be_leaves_nothing(
    resolute: Resolute, home: Path, words: tuple[str, ...], code: int, word: str
) -> None:
    assert resolute("notes", "add", *words).is_refused(code, word)
    assert not home.exists()


def test_a_tag_that_cannot_be_is_refused(resolute: Resolute) -> None:
    assert resolute("notes", "add", OP6, "--tag", "two words").is_refused(2, "cannot be a tag")
    assert resolute("notes", "list", "--json").rows == []
    assert resolute("notes", "list", "color:mauve").is_refused(2, "There is no color:mauve")


# quiz, cite ---------------------------------------------------------------------------------


def test_quiz_lists_the_bank(resolute: Resolute) -> None:
    rows = resolute("quiz", "list", "--json").rows
    keys = ["id", "kind", "prompt", "document", "evidence", "topics", "difficulty"]
    assert rows
    assert all(list(row) == keys for row in rows)
    assert all(row["evidence"][0].startswith(row["document"]) for row in rows)
    decided = resolute("quiz", "list", "--document", "78/311", "--json").rows
    assert decided == [row for row in rows if row["document"] == "A/RES/78/311"]
    topic = rows[0]["topics"][0]
    found = resolute("quiz", "list", "--topic", topic.upper(), "--json").rows
    assert found == [row for row in rows if topic in row["topics"]]
    assert resolute("quiz", "list", "--document", "A/RES/1/1", "--json").out == "[]\n"
    assert rows[0]["prompt"] in resolute("quiz", "list").out


def test_cite(resolute: Resolute) -> None:
    cited = "A/RES/78/311, seventh preambular paragraph\n"
    assert resolute("cite", "78/311", "PP7") == Outcome(0, cited, "")
    assert resolute("cite", OP6, "--style", "mla").is_refused(2, "no citation style “mla”")


def test_cite_takes_ranges_and_every_style(resolute: Resolute) -> None:
    assert resolute("cite", "78/311", "op6-op8").out == "A/RES/78/311, paras. 6–8\n"
    styles = ["un", "oscola", "bluebook", "aglc", "plain", "csl-json", "ris", "bibtex", "biblatex"]
    said = [resolute("cite", "78/311 op6", "--style", style) for style in styles]
    assert all(one.code == 0 and "78/311" in one.out for one in said)
    assert len({one.out for one in said}) == len(styles)


def test_cite_as_json(resolute: Resolute) -> None:
    assert resolute("cite", "78/311 para. 6-8", "--json").rows == [
        {
            "address": "A/RES/78/311 op6-op8",
            "style": "un",
            "citation": "A/RES/78/311, paras. 6–8",
        }
    ]


def test_cite_knows_what_is_in_the_library(resolute: Resolute) -> None:
    assert resolute("cite", "fu-cong p3").out.startswith("Fu Cong (Permanent Representative")
    assert resolute("cite", "A/RES/54/254 para. 3").out == "A/RES/54/254, para. 3\n"
    assert resolute("cite", "78/311 op99").is_refused(1, "no paragraph “op99”")
    assert resolute("cite", "78/311 op6-op99").is_refused(1, "no paragraph “op99”")
    assert resolute("cite", "nothing p1").is_refused(1, "no document “nothing”")
    assert resolute("cite", "78/311 op6", "--lang", "fr").is_refused(1, "no fr edition")
    assert resolute("cite", "78/311 op6-x8y").is_refused(2, "not a paragraph")


# official -----------------------------------------------------------------------------------


def test_official_names_each_result_and_anchors_notes_again(
    resolute: Resolute, study: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    (note,) = resolute("notes", "add", "1/9 op1", "--quote", "ink-wells", "--json").rows
    asked: list[Any] = []

    def add_official(opened: sqlite3.Connection, *words: Any) -> list[official.ImportResult]:
        asked.extend(words[:3])
        add_ink(opened, "en", {"op1": "Ends.", "op2": "Requests “ink‑wells”:"})
        added = official.ImportResult("z.zip/a.xml", "added", "A/RES/1/9", 2)
        return [
            added,
            official.ImportResult("z.zip", "failed", "A/RES/1/2", message="It is not there."),
        ]

    monkeypatch.setattr(official, "add_official", add_official)
    words = ("official", "1/9", "1/2", "--lang", "en,fr", "--from", "z.zip")
    outcome = resolute(*words, "--json")
    assert asked == [("1/9", "1/2"), Path("z.zip"), ["en", "fr"]]
    assert outcome.code == 1
    assert outcome.rows == [
        {
            "path": "z.zip/a.xml",
            "outcome": "added",
            "document": "A/RES/1/9",
            "passages": 2,
            "message": "",
        },
        {
            "path": "z.zip",
            "outcome": "failed",
            "document": "A/RES/1/2",
            "passages": 0,
            "message": "It is not there.",
        },
    ]
    (moved,) = resolute("notes", "list", "--json").rows
    assert (moved["id"], moved["state"]) == (note["id"], "moved")
    assert moved["address"] == "A/RES/1/9 op2"
    assert "failed     A/RES/1/2  z.zip  It is not there.\n" in resolute(*words).out


def test_official_adds_a_real_text(resolute: Resolute) -> None:
    if not SIX_LANGUAGES.is_file():
        pytest.skip(f"{SIX_LANGUAGES.name} is not beside this checkout")
    words = ("official", "78/311", "--lang", "fr", "--from", str(SIX_LANGUAGES), "--json")
    first = resolute(*words)
    assert (first.code, [row["outcome"] for row in first.rows]) == (0, ["added"])
    assert [row["outcome"] for row in resolute(*words).rows] == ["unchanged"]
    rows = resolute("show", OP6, "--lang", "fr", "--json").rows
    assert [(row["edition"], row["voice"]) for row in rows] == [("official", "official")]


@pytest.fixture
def repository(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """The repository of official texts, on this machine."""
    made = Served()
    monkeypatch.setenv(catalogue.MIRROR, made.address)
    yield made
    made.close()


def test_official_comes_over_the_network(resolute: Resolute, repository: Served) -> None:
    if not SIX_LANGUAGES.is_file():
        pytest.skip(f"{SIX_LANGUAGES.name} is not beside this checkout")
    with zipfile.ZipFile(SIX_LANGUAGES) as archive:
        name = next(n for n in archive.namelist() if n.endswith("A_RES_78_311-2412313F.xml"))
        repository.put_known("A/RES/78/311", "fr", archive.read(name))
    words = ("official", "78/311", "--lang", "fr", "--json")
    first = resolute(*words)
    assert (first.code, [row["outcome"] for row in first.rows]) == (0, ["added"])
    assert [row["outcome"] for row in resolute(*words).rows] == ["unchanged"]
    assert resolute("show", OP6, "--lang", "fr").code == 0
    missing = resolute("official", "81/5", "--json")
    assert missing.code == 1
    assert "81/5" in missing.rows[0]["document"]


def test_official_without_a_network_says_so(resolute: Resolute, repository: Served) -> None:
    repository.close()
    outcome = resolute("official", "78/311", "--lang", "en", "--json")
    assert (outcome.code, outcome.err) == (1, "")
    assert "cannot be reached" in outcome.rows[0]["message"]


def test_official_from_nowhere_fails_by_name(resolute: Resolute, tmp_path: Path) -> None:
    outcome = resolute("official", "78/311", "--from", str(tmp_path / "gone.zip"), "--json")
    assert outcome.code == 1
    assert [row["outcome"] for row in outcome.rows] == ["failed"]
    assert "gone.zip is not there" in outcome.rows[0]["message"]
    assert resolute("official", "78/311", "--from", ".", "--lang", "tlh").is_refused(2, "tlh")


# doctor -------------------------------------------------------------------------------------


def test_doctor_reports_and_ends_by_what_it_found(
    resolute: Resolute, study: sqlite3.Connection
) -> None:
    rows = resolute("doctor", "--json").rows
    assert [list(row) for row in rows] == [["what", "state", "sentence"]] * 4
    assert [row["what"] for row in rows] == ["library", "study", "index", "notes"]
    with study:
        study.execute("DELETE FROM passage_fts_docsize")
    repaired = resolute("doctor")
    assert repaired.code == 0
    assert "repaired  index: " in repaired.out
    with study:
        study.execute("PRAGMA user_version = 999")
    broken = resolute("doctor")
    assert (broken.code, broken.err) == (3, "")
    assert "broken    study: " in broken.out


# usage --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("show",),
        ("show", OP6, "--edition", "first"),
        ("search", "ink", "--limit", "0"),
        ("search", "ink", "--limit", "many"),
        ("notes",),
        ("notes", "add", OP6, "--color", "mauve"),
        ("notes", "burn"),
        ("official",),
        ("official", "--from", "."),
        ("library", "--xml"),
        ("library", "extra"),
        ("--xml", "library"),
    ],
)
def test_a_call_that_makes_no_sense_is_a_usage_error(
    resolute: Resolute, words: tuple[str, ...]
) -> None:
    outcome = resolute(*words)
    assert outcome.code == 2
    assert "Usage: resolute" in outcome.out + outcome.err


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(f"\n  {name} " in told for name in COMMANDS)
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("resolute 0.")


# files that are not as they should be -------------------------------------------------------


@pytest.mark.parametrize("words", READING)
def test_reading_works_without_data_and_makes_none(
    resolute: Resolute, home: Path, words: tuple[str, ...]
) -> None:
    assert resolute(*words).code == 0
    assert not home.exists()


def spoil_with_text(path: Path) -> None:
    path.write_text("Dear diary, this is no database.\n" * 200)


def spoil_by_cutting(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\0" * (len(whole) - 4096))


def make_newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("PRAGMA user_version = 999")


def make_foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("CREATE TABLE bookmarks (url)")


@pytest.mark.parametrize("words", READING + WRITING)
@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (spoil_with_text, "is not a Resolute data file"),
        (spoil_by_cutting, "is not a Resolute data file"),
        (make_newer, "newer version of Resolute"),
        (make_foreign, "is not a Resolute data file"),
    ],
)
def test_a_file_that_cannot_be_read_is_left_as_it_is(
    resolute: Resolute, home: Path, spoil: Callable[[Path], None], word: str, words: Any
) -> None:
    stores.open_study(Places(home)).close()
    path = home / "study.db"
    spoil(path)
    before = digest(path)
    assert resolute(*words).is_refused(3, word, str(path))
    assert digest(path) == before
    examined = resolute("doctor")
    assert (examined.code, word in examined.out) == (3, True)
    assert digest(path) == before


@pytest.mark.parametrize("words", WRITING)
def test_a_locked_file_is_left_as_it_is(
    resolute: Resolute, study: sqlite3.Connection, home: Path, words: tuple[str, ...]
) -> None:
    path = home / "study.db"
    study.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = digest(path)
    study.execute("BEGIN EXCLUSIVE")
    assert resolute(*words).is_refused(3, "held by another program", str(path))
    examined = resolute("doctor")
    assert (examined.code, "held by another program" in examined.out) == (3, True)
    assert resolute("show", OP6).code == 0
    study.rollback()
    assert digest(path) == before


def test_a_file_locked_against_reading_gets_a_sentence(
    resolute: Resolute, study: sqlite3.Connection, home: Path
) -> None:
    study.execute("PRAGMA journal_mode = DELETE")
    before = digest(home / "study.db")
    study.execute("BEGIN EXCLUSIVE")
    for words in READING + WRITING:
        assert resolute(*words).is_refused(3, "held by another program")
    study.rollback()
    assert digest(home / "study.db") == before


@pytest.mark.parametrize("words", READING + WRITING)
@pytest.mark.parametrize("below", ["", "below"])
def test_a_folder_that_cannot_be_gets_a_sentence(
    resolute: Resolute, home: Path, words: tuple[str, ...], below: str
) -> None:
    home.write_text("a file where the folder should be")
    before = digest(home)
    outcome = resolute("--data-dir", str(home / below), *words)
    assert outcome.is_refused(3, str(home / below), "--data-dir")
    assert resolute("--data-dir", str(home / below), "doctor").code == 3
    assert digest(home) == before


def test_a_folder_in_place_of_the_file_gets_a_sentence(resolute: Resolute, home: Path) -> None:
    (home / "study.db").mkdir(parents=True)
    for words in READING + WRITING:
        assert resolute(*words).is_refused(3, "study.db")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_read_only_folder_can_be_read(
    resolute: Resolute, study: sqlite3.Connection, home: Path
) -> None:
    study.close()
    before = digest(home / "study.db")
    home.chmod(0o500)
    try:
        for words in WRITING:
            assert resolute(*words).is_refused(3, "cannot be opened for writing")
    finally:
        home.chmod(0o700)
    assert digest(home / "study.db") == before


# the bundled library ------------------------------------------------------------------------


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the bundled library, as if installed: there are no sources to build it from."""
    library = tmp_path / "library.db"
    library.write_bytes(bundled.ensure().read_bytes())
    monkeypatch.setattr(bundled, "TARGET", library)
    monkeypatch.setattr(bundled, "SOURCES", tmp_path / "none")
    return library


@pytest.mark.parametrize("words", READING + WRITING)
def test_a_missing_library_gets_a_sentence(
    resolute: Resolute, installed: Path, words: tuple[str, ...]
) -> None:
    installed.unlink()
    assert resolute(*words).is_refused(3, str(installed), "missing")
    assert resolute("doctor").code == 3


@pytest.mark.parametrize("words", READING + WRITING)
@pytest.mark.parametrize("spoil", [spoil_with_text, spoil_by_cutting, make_foreign])
def test_a_damaged_library_gets_a_sentence(
    resolute: Resolute, installed: Path, spoil: Callable[[Path], None], words: Any
) -> None:
    spoil(installed)
    before = digest(installed)
    assert resolute(*words).is_refused(3, str(installed), "damaged")
    assert digest(installed) == before
    assert resolute("doctor").code == 3


def test_damage_deep_in_the_library_is_not_blamed_on_the_person(
    resolute: Resolute, installed: Path, study: sqlite3.Connection
) -> None:
    with closing(sqlite3.connect(installed)) as opened:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'passage'"
        (page,) = opened.execute(query).fetchone()
        (size,) = opened.execute("PRAGMA page_size").fetchone()
    with installed.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    assert resolute("show", OP6).is_refused(3, str(installed), "damaged")


# compare ------------------------------------------------------------------------------------


def test_compare_pairs_paragraphs_and_names_the_words(
    resolute: Resolute, study: sqlite3.Connection
) -> None:
    rows = resolute("compare", "fu-cong", "spokesperson", "--json").rows
    assert {row["outcome"] for row in rows} <= {"same", "changed", "added", "removed"}
    assert [row["right"] for row in rows if row["right"]][:2] == ["p1", "p2"]
    assert set(rows[0]) == {
        "left", "right", "outcome", "similarity", "moved", "verbs", "strength", "changes",
    }  # fmt: skip
    *_, counted, words = resolute("compare", "fu-cong", "spokesperson").out.splitlines()
    assert words.endswith(" gone")
    assert counted == f"0 same, 0 changed, {sum(r['outcome'] == 'added' for r in rows)} added, " + (
        f"{sum(r['outcome'] == 'removed' for r in rows)} removed; 0 moved"
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["fu-cong", "fu-cong"], 2, "one and the same"),
        (["fu-cong", "A/RES/9/9"], 1, "no document"),
        (["fu-cong", "A/RES/78/311", "--lang", "fr"], 1, "has no"),
        (["fu-cong"], 2, "Missing argument"),
    ],
)
def test_compare_says_what_cannot_be_compared(
    resolute: Resolute, study: sqlite3.Connection, words: list[str], code: int, said: str
) -> None:
    done = resolute("compare", *words)
    assert done.code == code
    assert said in done.err


# import -------------------------------------------------------------------------------------


def test_import_names_each_file(resolute: Resolute, tmp_path: Path) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "wells.txt").write_text("On wells.\n\nAnd those who draw from them.\n")
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    outcome = resolute("import", str(folder), str(tmp_path / "none"), "--json")
    assert outcome.code == 1
    assert [list(row) for row in outcome.rows] == [
        ["path", "outcome", "document", "passages", "message"]
    ] * 3
    by_name = {Path(row["path"]).name: row for row in outcome.rows}
    assert by_name["wells.txt"]["outcome"] == "added"
    assert (by_name["wells.txt"]["document"], by_name["wells.txt"]["passages"]) == ("wells", 2)
    assert "save it as DOCX" in by_name["old.doc"]["message"]
    assert "not there" in by_name["none"]["message"]
    again = resolute("import", str(folder / "wells.txt"))
    assert (again.code, again.out.split()[:2]) == (0, ["unchanged", "wells"])
    (row,) = resolute("show", "wells p2", "--json").rows
    assert row["text"] == "And those who draw from them."


def test_import_says_what_became_of_notes(resolute: Resolute, tmp_path: Path) -> None:
    path = tmp_path / "wells.txt"
    path.write_text("On wells.\n\nAnd those who draw from them.\n\nAlways.\n")
    resolute("import", str(path))
    resolute("notes", "add", "wells p2", "--quote", "draw from")
    path.write_text("On wells.\n\nAlways.\n")
    outcome = resolute("import", str(path))
    assert outcome.out.startswith("updated")
    assert "0 moved, 1 without their words" in outcome.err


def test_import_without_a_path_is_a_question_of_usage(resolute: Resolute) -> None:
    assert resolute("import").is_refused(2, "PATH")


def test_notes_are_searched_deleted_and_restored(resolute: Any) -> None:
    made = resolute("notes", "add", OP6, "--body", "Tides", "--tag", "sea/tides", "--json").rows[0]
    found = resolute("notes", "search", "tag:sea", "or", "herring", "--json").rows
    assert [one["id"] for one in found] == [made["id"]]
    assert resolute("notes", "tags", "--json").rows == [
        {"tag": "sea", "notes": 1, "own": 0}, {"tag": "sea/tides", "notes": 1, "own": 1},
    ]  # fmt: skip
    assert resolute("notes", "tags", "--rename", "sea", "water").out.split() == [
        "1", "water", "1", "water/tides",
    ]  # fmt: skip
    assert resolute("notes", "delete", made["id"], "--json").rows[0]["id"] == made["id"]
    assert resolute("notes", "list", "--json").rows == []
    assert resolute("notes", "restore", "--json").rows[0]["id"] == made["id"]
    assert resolute("notes", "restore", made["id"], "--json").rows[0]["tags"] == ["water/tides"]
    assert resolute("notes", "list", "is:note", "--json").rows[0]["body"] == "Tides"
