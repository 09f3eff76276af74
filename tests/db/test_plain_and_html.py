"""Texts, Markdown and pages: paragraphs, headings, lists, notes, tables, what is dropped."""

import pytest

from db.errors import NotADocument
from db.formats import html, plain
from db.formats.language import language_of
from db.formats.parsed import Parsed


def listed(found: Parsed) -> list[tuple[str, str]]:
    return [(p.label, p.text) for p in found.edition.passages]


MARKDOWN = """---
title: "On wells"
---
# On wells

A *first* paragraph
over two lines.[^1]

- one
- **two**

| a | b |
|---|---|
| 1 | 2 |

Underlined
----------

See [the source](https://example.org/a_(b)).

```
kept as it is
```

[^1]: A note on `it`.
"""


def test_markdown() -> None:
    found = plain.parse(MARKDOWN.encode(), "wells")
    assert found.document.title == "On wells"
    assert listed(found) == [
        ("p1", "A first paragraph over two lines."), ("p2", "one"), ("p3", "two"),
        ("t1.1", "a | b"), ("t1.2", "1 | 2"), ("h1", "Underlined"), ("p4", "See the source."),
        ("p5", "kept as it is"), ("fn1", "A note on `it`."),
    ]  # fmt: skip
    assert found.edition.passages[-1].sources == ("p1",)
    assert found.edition.passages[0].footnotes == ((33, "fn1"),)
    assert {p.voice for p in found.edition.passages} == {"quoted"}


def test_text_broken_into_lines_flows_again() -> None:
    words = "a study of wells and of those who draw water from them in the dry part of the year"
    lines = [words[:60].strip(), words[60:].strip() + " and so on for a good while longer still"]
    found = plain.parse("\n".join([*lines, "", *lines]).encode())
    assert listed(found) == [("p1", " ".join(lines)), ("p2", " ".join(lines))]


def test_text_with_a_paragraph_a_line() -> None:
    found = plain.parse(("A long line of a speech. " * 20 + "\n" + "Another. " * 20).encode())
    assert [label for label, _ in listed(found)] == ["p1", "p2"]


def test_numbered_paragraphs_keep_their_numbers() -> None:
    words = "1. First.\n2. Second:\n(a) of two;\n(b) of two.\n3. Third.\n5. Fifth.\n"
    found = plain.parse(words.encode())
    assert listed(found) == [
        ("p1", "First."), ("p2", "Second:"), ("p2.a", "of two;"), ("p2.b", "of two."),
        ("p3", "Third."), ("p5", "Fifth."),
    ]  # fmt: skip


def test_a_study_paper_is_not_taken_for_the_resolution_it_is_about() -> None:
    found = plain.parse(b"# A/RES/78/311\n\nMy notes on A/RES/78/311, and on resolution 70/1.\n")
    assert found.document.id == ""
    assert found.edition.passages[0].refs == ("A/RES/78/311", "A/RES/70/1")


MUN = """Committee on Wells
Sponsors: Chad, Peru

The Wells Committee,

Alarmed by the state of wells,

Recalling Article 55 of the Charter,

1. Calls upon all States to dig:
(a) deeply;
(b) soon;
2. Requests a report.
"""


def test_a_draft_of_a_model_conference_is_a_resolution() -> None:
    found = plain.parse(MUN.encode(), "draft")
    assert found.document.kind == "resolution"
    assert found.edition.provenance["body"] == "Wells Committee"
    assert [(p.label, p.opener) for p in found.edition.passages] == [
        ("pp1", "Alarmed"), ("pp2", "Recalling"), ("op1", "Calls upon"), ("op1.a", ""),
        ("op1.b", ""), ("op2", "Requests"),
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["", " \n\n ", "***\n\n---\n", "…"])
def test_no_text_is_said(words: str) -> None:
    with pytest.raises(NotADocument, match="no text"):
        plain.parse_text(words)


PAGE = """<!doctype html><html lang="fr"><head><title>Titre</title><style>p {}</style>
<script>alert(1)</script></head><body><nav>Accueil</nav><h1>Des puits</h1>
<p>Un <i>premier</i> paragraphe<br>en deux lignes.</p><div>Sans balise <b>p</b>.</div>
<p hidden>Caché</p><iframe src="x">cadre</iframe><noscript>rien</noscript>
<ol type="a"><li>Un</li><li><p>Deux</p></li></ol><ul><li>Trois</li></ul>
<table><tr><th>A</th><td>B</td></tr></table><form>Nom</form>
<p style="display:none">Caché</p><!-- caché --></body></html>"""


def test_page() -> None:
    found = html.parse(PAGE.encode())
    assert (found.document.title, found.edition.key.language) == ("Des puits", "fr")
    assert listed(found) == [
        ("p1", "Un premier paragraphe en deux lignes."), ("p2", "Sans balise p."),
        ("p2.a", "Un"), ("p2.b", "Deux"), ("p3", "Trois"), ("t1.1", "A | B"),
    ]  # fmt: skip


def test_page_in_the_encoding_it_names() -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><p>Zażółć gęślą jaźń</p></html>'
    found = html.parse(page.encode("iso-8859-2"))
    assert listed(found) == [("p1", "Zażółć gęślą jaźń")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The work of the Assembly and its committees", "en"),
        ("Les travaux de l’Assemblée et de ses commissions", "fr"),
        ("La labor de la Asamblea y de sus comisiones por el desarrollo", "es"),
        ("Работа Ассамблеи", "ru"),
        ("大会的工作", "zh"),
        ("أعمال الجمعية العامة", "ar"),
        ("総会の仕事について", "ja"),
        ("12/34", "und"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language
