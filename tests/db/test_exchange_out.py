"""Notes out: what every format says, which notes go, and the reader's own template."""

import csv
import io
import re
import sqlite3
from pathlib import Path

import pytest
from exchanged import NASTY, NOON, fill, gathered
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from db.errors import StoreNotWritable, UsageError
from db.notes import store
from db.notes.exchange import as_csv, formats, marked, template
from db.notes.exchange.formats import FORMATS, save, written
from db.notes.exchange.quoting import quotations
from db.notes.exchange.template import check
from db.notes.exchange.template import fill as filled


@pytest.mark.parametrize("form", ["markdown", "html", "csv", "jsonld"])
def test_every_format_says_words_citation_voice_and_the_way_back(
    study: sqlite3.Connection, form: str
) -> None:
    fill(study)
    said = written(form, gathered(study)).decode("utf-8-sig")
    for words in ("central and coordinating", "bridge the digital divide", "para. 12", "digest",
                  "resolute:A/RES/78/311?edition=digest", "claims/a", "green",
                  "Thesis"):  # fmt: skip
        assert words in said, words


def test_no_notes_make_no_file(study: sqlite3.Connection) -> None:
    for form in FORMATS:
        with pytest.raises(UsageError, match="nothing was written"):
            written(form, [])
    with pytest.raises(UsageError, match="markdown, html, docx"):
        written("pdf", [])


def test_a_choice_narrows_by_document_tag_colour_day_and_words(study: sqlite3.Connection) -> None:
    made = fill(study)
    assert len(gathered(study)) == len(made) == 7
    assert {e.note.anchor.key.document for e in gathered(study, document="fu-cong")} == {"fu-cong"}
    assert [e.note.color for e in gathered(study, tags=("CLAIMS",))] == ["green"]
    assert [e.note.color for e in gathered(study, colors=("pink", "green"))] == ["pink", "green"]
    assert [e.note.tags for e in gathered(study, query="tag:draft thought")] == [("draft",)]
    assert gathered(study, since="2026-11-25") == []
    assert gathered(study, until="2026-11-21") == []
    day = NOON.astimezone().date().isoformat()
    assert len(gathered(study, since=day, until=day)) == 7
    assert len(gathered(study, ids=frozenset({made[0].id}))) == 1
    for wrong in ({"since": "yesterday"}, {"colors": ("mauve",)}, {"until": "2026-13-01"}):
        with pytest.raises(UsageError, match=r"There is no colour|is not a day"):
            gathered(study, **wrong)


def test_a_note_over_several_paragraphs_is_cited_as_a_range(study: sqlite3.Connection) -> None:
    fill(study)
    (entry,) = gathered(study, colors=("pink",))
    assert entry.citation.text == "A/RES/78/311, paras. 6–7"
    assert entry.words.startswith("Calls upon\n")
    assert quotations([entry]).text.splitlines()[0] == "6. Calls upon"


def test_a_template_leaves_out_what_is_empty() -> None:
    fields = dict.fromkeys(template.FIELDS, "")
    text = "> {quote}\n\n{note}\n\n{citation} · {voice} · {tags} · [open]({link})\n{{kept}}\n"
    said = filled(text, {**fields, "quote": "one\ntwo", "citation": "C", "link": "resolute:x"})
    assert said == "> one\n> two\n\nC · [open](resolute:x)\n{kept}\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("   \n", "empty"),
        ("{qoute}", "Known fields: quote, note"),
        ("{quote", "no partner"),
        ("quote}", "no partner"),
        ("x" * 20_001, "too long"),
    ],
)
def test_a_template_that_cannot_be_filled_gets_a_sentence(text: str, words: str) -> None:
    with pytest.raises(UsageError, match=words) as told:
        check(text)
    assert len(str(told.value)) < 300


def test_the_known_fields_all_have_values(study: sqlite3.Connection) -> None:
    fill(study)
    for entry in gathered(study):
        assert set(template.values(entry)) == set(template.FIELDS)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp", "Cf"]), min_size=1))
def test_escaped_words_come_out_of_markdown_as_they_went_in(words: str) -> None:
    html = MarkdownIt("commonmark").render(f"> {marked.escaped(words)}")
    found = re.fullmatch(r"<blockquote>\n<p>(.*)</p>\n</blockquote>\n", html, re.DOTALL)
    assert found, html
    plain = found[1]
    for sign, entity in (("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("&", "&amp;")):
        plain = plain.replace(entity, sign)
    assert plain == words


def test_html_in_a_note_is_shown_as_text_in_every_format(study: sqlite3.Connection) -> None:
    fill(study)
    entries = gathered(study)
    page = written("html", entries).decode()
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    rendered = MarkdownIt("commonmark").render(written("markdown", entries).decode())
    assert "<script" not in rendered
    assert "<img" not in rendered
    assert marked.safe_body("`<b>` <b>") == "`<b>` \\<b>"
    assert 'href="javascript' not in marked.as_html("[x](javascript:alert(1))")
    assert "<img" not in marked.as_html("![x](http://example.org/x.png)")


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@x", "\t=1", "＝1", " =1", "\r=1"])
def test_a_cell_is_never_a_formula(words: str) -> None:
    assert as_csv.guarded(words) == f"'{words}"


@pytest.mark.parametrize("words", ["", "words", "1 - 2", "“=1”", "٣"])
def test_other_cells_stay_as_they_are(words: str) -> None:
    assert as_csv.guarded(words) == words


def test_a_table_begins_with_the_mark_excel_looks_for(study: sqlite3.Connection) -> None:
    fill(study)
    content = written("csv", gathered(study))
    assert content.startswith(b"\xef\xbb\xbfdocument,")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert {row["note"] for row in rows} >= {"'=HYPERLINK(1)", "'@home", NASTY}


def test_epub_annotations_are_about_one_document(study: sqlite3.Connection) -> None:
    fill(study)
    with pytest.raises(UsageError, match="one document"):
        written("epub", gathered(study))


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(StoreNotWritable, match="Choose another folder"):
        save(b"x", tmp_path / "no" / "x.md")
    save(b"x", tmp_path / "x.md")
    assert [one.name for one in tmp_path.iterdir()] == ["x.md"]
    (tmp_path / "folder").mkdir()
    with pytest.raises(StoreNotWritable):
        save(b"x", tmp_path / "folder")
    assert not list(tmp_path.glob("*.part"))


def test_an_orphan_is_still_quoted_as_it_was_made(study: sqlite3.Connection) -> None:
    made = fill(study)
    study.execute("UPDATE note SET document = 'A/RES/99/9', label = 'op3' WHERE color = 'green'")
    study.commit()
    (entry,) = gathered(study, colors=("green",))
    assert (entry.title, entry.voice, entry.words) == ("A/RES/99/9", "", "central and coordinating")
    assert quotations([entry]).text.endswith("(study digest of A/RES/99/9, para. 3)")
    assert len(store.notes(study)) == len(made)
    assert formats.written("html", [entry])
