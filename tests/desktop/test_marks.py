"""What is selected on a page as an anchor, to the character, and where notes find their words."""

from contextlib import closing

import pytest
from made_editions import HOSTILE, passage
from PySide6.QtGui import QTextCursor
from shown_pages import Show, note, operative, select

from db import connection
from db.library import documents
from db.models import Anchor, EditionKey
from db.places import Places
from desktop import theme as themes
from desktop.reader import marks
from desktop.reader.composer import compose
from desktop.reader.look import Look
from desktop.reader.page_view import PageView


@pytest.mark.parametrize("name", HOSTILE)
def test_an_anchor_is_exact_to_the_character(view: PageView, show: Show, name: str) -> None:
    words = HOSTILE[name]
    show(passage("op1", "😀 first;"), passage("op2", words), passage("op3", "Last."))
    for start in range(0, len(words), 3):
        for end in range(start + 1, min(len(words), start + 9)):
            select(view, "op2", start, end)
            anchor = view.anchor()
            wanted = words[start:end].strip()
            if not wanted:
                assert anchor is None
                continue
            assert anchor.label == "op2"
            assert anchor.quote == words[anchor.start : anchor.end] == wanted
            assert start <= anchor.start < anchor.end <= end


@pytest.mark.parametrize("language", ["ar", "zh", "ru", "fr"])
def test_an_official_text_is_quoted_from_the_database_not_from_the_page(
    view: PageView, official: Places, language: str
) -> None:
    key = EditionKey("A/RES/79/1", "official", language)
    with closing(connection.open_reader(official)) as reader:
        found = documents.document(reader, key.document)
        edition = documents.edition(reader, key)
    view.show_page(compose(found, edition, Look(themes.theme("light"))), themes.theme("light"))
    chosen = [p for p in edition.passages if len(p.text) > 60 and p.kind != "record"][::40]
    assert len(chosen) > 5
    for one in chosen:
        for start, end in ((0, len(one.text)), (7, 30), (len(one.text) - 20, len(one.text) - 3)):
            select(view, one.label, start, end)
            anchor = view.anchor()
            assert (anchor.key, anchor.label) == (key, one.label)
            assert (
                anchor.quote == one.text[anchor.start : anchor.end] == one.text[start:end].strip()
            )


def test_a_no_break_space_is_kept_in_a_quote(view: PageView, show: Show) -> None:
    words = "see para.\u00a06 and «\u00a0encre\u00a0»"
    show(passage("op1", words))
    select(view, "op1", 4, 20)
    assert "\u00a0" not in view.toPlainText()  # what Qt makes of it
    assert view.anchor().quote == words[4:20]
    assert view.anchor().quote.count("\u00a0") == 2


def test_words_of_two_paragraphs_anchor_to_the_first(view: PageView, show: Show) -> None:
    show(passage("op1", "First of all;"), passage("op2", "Second to that;"))
    select(view, "op1", 9, 6, last="op2")
    anchor = view.anchor()
    assert (anchor.label, anchor.start, anchor.end, anchor.quote) == ("op1", 9, 13, "all;")


def test_a_selection_that_begins_behind_a_paragraph_is_of_the_next(
    view: PageView, show: Show
) -> None:
    show(passage("op1", "First."), passage("op2", "Second to that;"))
    select(view, "op1", 6, 6, last="op2")
    assert (view.anchor().label, view.anchor().quote) == ("op2", "Second")


def test_a_selection_drawn_backwards_is_the_same(view: PageView, show: Show) -> None:
    show(passage("op1", "First of all;"), passage("op2", "Second to that;"))
    made = view.page
    cursor = view.textCursor()
    cursor.setPosition(made.span(1, 6, 6)[0])
    cursor.setPosition(made.span(0, 9, 9)[0], QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert view.anchor().quote == "all;"


def test_everything_selected_anchors_to_the_first_paragraph(view: PageView, show: Show) -> None:
    show(passage("op1", "First of all;"), passage("op2", "Second."))
    view.selectAll()
    assert (view.anchor().label, view.anchor().quote) == ("op1", "First of all;")


def test_words_of_the_head_or_of_references_alone_are_no_anchor(view: PageView, show: Show) -> None:
    made = show(passage("op1", "First.", refs=("fu-cong p2",)), passage("op2", "Second."))
    cursor = view.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(10, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert view.anchor() is None
    end = made.span(0, 6, 6)[0]
    cursor.setPosition(end + 1)
    cursor.setPosition(end + 8, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert cursor.selectedText().startswith("See")
    assert view.anchor() is None


def test_the_name_of_a_record_is_no_part_of_its_text(view: PageView, show: Show) -> None:
    record = passage("record.draft", "A/78/L.86", kind="record", heading="Draft")
    made = show(record, passage("op1", "First."), record=True)
    cursor = view.textCursor()
    cursor.setPosition(made.places[0].first)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert cursor.selectedText() == "Draft: A/78/L.86"
    assert (view.anchor().label, view.anchor().quote) == ("record.draft", "A/78/L.86")


def test_without_a_selection_it_is_the_paragraph_where_one_is(view: PageView, show: Show) -> None:
    made = show(*operative(3))
    view.go_to("op2")
    assert view.anchor() == Anchor(made.edition.key, "op2")


def test_a_note_of_another_edition_marks_its_paragraph_as_a_whole(
    view: PageView, show: Show
) -> None:
    made = show(passage("op1", "First."), passage("op2", "Second."))
    french = EditionKey("A/RES/1/9", "official", "fr")
    placed = marks.highlights(
        made,
        [
            note("op2", 0, 4, key=french, id="other edition"),
            note("op1", id="paragraph"),
            note("op1", 0, 5, id="words"),
            note("op2.a", 0, 3, id="a point that is not there"),
            note("op9", 0, 3, id="gone"),
            note("op1", 0, 5, id="orphan", state="orphan"),
        ],
    )
    assert {(mark.note.id, mark.number, mark.whole) for mark in placed} == {
        ("other edition", 1, True),
        ("paragraph", 0, True),
        ("words", 0, False),
        ("a point that is not there", 1, True),
    }
    view.set_highlights([mark.note for mark in placed])
    assert len(view.extraSelections()) == 1
