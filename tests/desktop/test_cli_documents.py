"""Documents as a person asks for them: library, show, compare, import."""

import sqlite3
from pathlib import Path

import pytest
from command_line import OP6, Resolute, add_ink


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
    assert resolute("show", "1/9 op1", "--lang", "zh").is_refused(1, "no edition in Chinese")
    assert resolute("show", "1/9 op1 (a)", "--lang", "fr").is_refused(1, "no paragraph “op1.a”")


@pytest.mark.usefixtures("study")
def test_show_takes_the_edition_of_a_link_unless_another_is_asked_for(resolute: Resolute) -> None:
    link = "resolute:A/RES/1/9?edition=official&lang=fr#op1"
    assert "Demande" in resolute("show", link).out
    assert "Requests" in resolute("show", link, "--lang", "en").out
    assert resolute("show", link.replace("fr", "zh")).is_refused(
        1, "no official edition in Chinese"
    )
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


def test_what_an_older_version_read_is_read_again(
    resolute: Resolute, study: sqlite3.Connection, tmp_path: Path
) -> None:
    pens, ink = tmp_path / "pens.txt", tmp_path / "ink.txt"
    for file in (pens, ink):
        file.write_text(f"On {file.stem}.\n\nIt is long.", encoding="utf-8")
    assert resolute("import", str(pens), str(ink)).code == 0
    assert resolute("import", "--again", "--json").rows == []
    with study:
        study.execute("UPDATE edition SET provenance = json_set(provenance, '$.reader', '1')"
                      " WHERE kind = 'import'")  # fmt: skip
    ink.unlink()
    outcome = resolute("import", "--again", "--json")
    assert [row["outcome"] for row in outcome.rows] == ["updated"]
    assert "ink: its file, ink.txt, is gone." in outcome.err
    assert resolute("import").code == 2
