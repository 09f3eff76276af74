"""An edition set as a page: nothing added to a passage, nothing lost, every place exact."""

from contextlib import closing
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_editions import HOSTILE, document, edition, page, passage
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextCursor, QTextFormat

from db import connection
from db.library import documents
from db.places import Places
from desktop import theme as themes
from desktop.reader.composer import compose
from desktop.reader.look import Look
from desktop.reader.page import Page

pytestmark = pytest.mark.usefixtures("qapp")
LIGHT = Look(themes.theme("light"))


def raw(page: Page) -> bytes:
    """The characters of the document as Qt counts them, two bytes each."""
    return page.document.toRawText().encode("utf-16-le", "surrogatepass")


def shown(page: Page, index: int, units: bytes) -> str:
    """What stands in the document where a passage's text is said to be, footnotes' marks apart."""
    place = page.places[index]
    first, last = page.span(index, 0, len(place.passage.text))
    text = units[2 * first : 2 * last]
    for at, width in place.marks:
        cut = 2 * (at + place.start - first)
        text = text[:cut] + text[cut + 2 * width :]
    return text.decode("utf-16-le", "surrogatepass")


def same(shown: str, words: str) -> bool:
    """Compare position by position; what breaks a line may be another such character."""
    breaks = {"\n", "\r", "\u2028", "\u2029", "\ufdd0", "\ufdd1"}
    return len(shown) == len(words) and all(
        a == b or (b in breaks and not a.isalnum()) for a, b in zip(shown, words, strict=True)
    )


def blocks(page: Page) -> list[str]:
    found, block = [], page.document.begin()
    while block.isValid():
        found.append(block.text())
        block = block.next()
    return found


# places -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", HOSTILE)
def test_a_passage_stands_where_it_is_said_to_be(name: str) -> None:
    before, after = passage("op1", "𝒜 first;"), passage("op3", "Last.")
    made = page(before, passage("op2", HOSTILE[name], opener=HOSTILE[name][:4]), after)
    units = raw(made)
    for index, place in enumerate(made.places):
        assert same(shown(made, index, units), place.passage.text)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_passage_is_one_block_whatever_its_text(name: str) -> None:
    made = page(passage("op1", HOSTILE[name]), passage("op2", "Ends."))
    numbers = [place.block for place in made.places]
    assert numbers == [numbers[0], numbers[0] + 1]
    assert made.document.findBlockByNumber(numbers[1]).text() == "Ends."


@pytest.mark.parametrize("name", HOSTILE)
def test_every_character_has_its_position_there_and_back(name: str) -> None:
    words = HOSTILE[name]
    made = page(passage("op1", "😀"), passage("op2", words))
    units = raw(made)
    for number, char in enumerate(words):
        first, last = made.span(1, number, number + 1)
        assert last - first == (2 if ord(char) > 0xFFFF else 1)
        assert same(units[2 * first : 2 * last].decode("utf-16-le", "surrogatepass"), char)
        assert made.offset(1, first) == number
        assert made.at(first) == 1
    assert made.offset(1, made.places[1].first - 5) == 0
    assert made.offset(1, 10**6) == len(words)


@given(words=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_any_text_keeps_its_length_and_its_places(words: str) -> None:
    made = page(passage("op1", words), passage("op2", "Ends."))
    units = raw(made)
    assert same(shown(made, 0, units), words)
    assert shown(made, 1, units) == "Ends."
    assert made.places[1].block == made.places[0].block + 1


def test_every_bundled_passage_stands_in_its_place(places: Places) -> None:
    check_all(places, 6)


@pytest.mark.parametrize("language", ["ar", "zh", "en", "fr", "ru", "es"])
def test_every_official_passage_stands_in_its_place(official: Places, language: str) -> None:
    check_all(official, 17, language)


def check_all(places: Places, least: int, language: str = "") -> None:
    count = 0
    with closing(connection.open_reader(places)) as reader:
        known = documents.documents(reader)
        names = {one.id: one.short_title for one in known}
        for found in known:
            for summary in found.editions:
                key = summary.key
                if language and (key.kind, key.language) != ("official", language):
                    continue
                made = compose(found, documents.edition(reader, key), LIGHT, names)
                units = raw(made)
                for index, place in enumerate(made.places):
                    assert shown(made, index, units) == place.passage.text, (key, place)
                count += 1
    assert count >= least


def test_a_place_is_found_by_its_position_and_by_its_label() -> None:
    made = page(passage("op1", "First."), passage("op2", "Second."), passage("op2.a", "Point."))
    assert [made.index_of(label) for label in ("op1", "op2", "op2.a")] == [0, 1, 2]
    assert made.at(0) == 0
    for index, place in enumerate(made.places):
        assert made.at(place.start) == index
        assert made.at(place.start + len(place.passage.text)) == index


@pytest.mark.parametrize(
    ("label", "index"), [("op2.b", 1), ("op2.a.i", 2), ("op9", None), ("", None), ("op", None)]
)
def test_a_label_that_is_not_there_is_the_paragraph_above_it(label: str, index: int | None) -> None:
    made = page(passage("op1", "First."), passage("op2", "Second."), passage("op2.a", "Point."))
    assert made.index_of(label) == index


def test_a_page_without_passages_has_no_places() -> None:
    made = page()
    assert made.at(0) is None
    assert made.index_of("op1") is None
    assert blocks(made) == ["General Assembly · adopted 1 July 2024", "On ink"]


# what is set --------------------------------------------------------------------------------


def test_the_head_says_what_this_is() -> None:
    record = {"session": "Seventy-eighth session of the Assembly", "agenda_item": "13: Ink"}
    passages = [passage(f"record.{name}", words, kind="record") for name, words in record.items()]
    made = page(passage("title", "The whole title", kind="title"), *passages)
    assert blocks(made) == [
        "General Assembly · Seventy-eighth session · 13 · adopted 1 July 2024",
        "The whole title",
    ]


def test_the_head_of_a_statement_has_its_kind_and_date() -> None:
    made = edition([passage("p1", "Words.")])
    report = document(made, kind="press-report", date="2024-07")
    assert blocks(compose(report, made, LIGHT))[0] == "Press report · July 2024"
    undated = document(made, kind="statement", date="")
    assert blocks(compose(undated, made, LIGHT))[0] == "Statement"


def test_the_record_is_shown_only_when_it_is_wanted() -> None:
    record = passage("record.draft", "A/78/L.86", kind="record", heading="Draft")
    for wanted in (False, True):
        made = page(record, passage("op1", "First."), record=wanted)
        assert ("Draft: A/78/L.86" in blocks(made)) is wanted
        assert (made.index_of("record.draft") is not None) is wanted
        assert shown(made, 0, raw(made)) == ("A/78/L.86" if wanted else "First.")


def test_parts_and_speakers_stand_above_what_is_theirs_once() -> None:
    quoted = partial(passage, voice="quoted", speaker="Fu Cong")
    made = page(
        passage("p1", "One.", part="Debate"),
        quoted("p2", "Two.", part="Debate"),
        quoted("p3", "Three.", part="Debate"),
        passage("p4", "Four.", "reported", part="Debate"),
        quoted("p5", "Five.", part="Vote"),
    )
    assert blocks(made)[2:] == [
        "Debate", "One.", "Fu Cong", "Two.", "Three.", "Four.", "Vote", "Fu Cong", "Five.",
    ]  # fmt: skip


def test_cross_references_follow_their_passage_as_links() -> None:
    here = passage("op1", "Recalls A/RES/70/1;", refs=("A/RES/1/9 op2", "A/RES/70/1", "fu-cong p2"))
    made = page(here, passage("op2", "Ends."), in_library={"fu-cong": "Fu Cong"})
    assert blocks(made)[-2] == "See para. 2 · Fu Cong, para. 2"
    assert hrefs(made) == ["resolute:A/RES/70/1", "resolute:A/RES/1/9#op2", "resolute:fu-cong#p2"]
    assert len(blocks(page(here, passage("op2", "Ends."), references=False))) == 4


def test_symbols_in_the_text_are_links_where_they_lead_somewhere() -> None:
    words = "In A/RES/70/1 and 78/311, not in 3/4 of A/RES/1/9 nor in 24/7;"
    made = page(passage("op1", words), in_library={"A/RES/78/311": "Capacity"})
    assert hrefs(made) == ["resolute:A/RES/70/1", "resolute:A/RES/78/311"]
    assert shown(made, 0, raw(made)) == words


def hrefs(page: Page) -> list[str]:
    found: list[str] = []
    block = page.document.begin()
    while block.isValid():
        for run in block:
            if run.fragment().charFormat().isAnchor():
                found.append(run.fragment().charFormat().anchorHref())
        block = block.next()
    return found


def formats(page: Page, index: int, at: int = 1) -> QFont:
    cursor = QTextCursor(page.document)
    cursor.setPosition(page.places[index].start + at)
    return cursor.charFormat().font()


@pytest.mark.parametrize(("language", "slanted"), [("en", True), ("ar", False), ("zh", False)])
def test_the_opening_verb_stands_out_in_a_way_its_script_knows(
    language: str, slanted: bool
) -> None:
    made = page(passage("op1", "Requests ink;", opener="Requests"), language=language)
    opener, rest = formats(made, 0), formats(made, 0, 10)
    assert opener.italic() is slanted
    assert (opener.weight() > rest.weight()) is not slanted
    assert not rest.italic()


def test_an_opener_that_is_not_how_the_text_begins_changes_nothing() -> None:
    made = page(passage("op1", "Ink is requested;", opener="Requests"))
    assert shown(made, 0, raw(made)) == "Ink is requested;"
    assert not formats(made, 0).italic()


def test_quoted_words_and_points_are_indented() -> None:
    made = page(
        passage("op1", "First."),
        passage("op1.a", "Point."),
        passage("op1.a.i", "Deeper."),
        passage("annex1.1", "Annex."),
        passage("p2", "Said.", "quoted", speaker="Fu Cong"),
    )
    indents = [
        made.document.findBlockByNumber(place.block).blockFormat().leftMargin()
        for place in made.places
    ]
    first, point, deeper, annex, quoted = indents
    assert first == annex == 0
    assert 0 < quoted < point < deeper


@pytest.mark.parametrize(("language", "rtl"), [("ar", True), ("en", False), ("zh", False)])
def test_arabic_runs_from_right_to_left(language: str, rtl: bool) -> None:
    made = page(passage("op1", HOSTILE["Arabic"]), language=language)
    direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    assert made.document.defaultTextOption().textDirection() == direction
    block = made.document.findBlockByNumber(made.places[0].block)
    assert (block.textDirection() == Qt.LayoutDirection.RightToLeft) is rtl


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
@pytest.mark.parametrize("size", [11, 18, 40])
def test_lines_are_as_far_apart_as_the_size_asks_whatever_the_face(
    language: str, size: int
) -> None:
    words = (
        HOSTILE["Chinese"]
        if language == "zh"
        else HOSTILE["Arabic" if language == "ar" else "plain"]
    )
    made = page(passage("op1", words * 12), language=language, size=size)
    made.document.setTextWidth(30 * size)
    made.document.documentLayout().documentSize()
    lines = made.document.findBlockByNumber(made.places[0].block).layout()
    steps = [lines.lineAt(n + 1).y() - lines.lineAt(n).y() for n in range(1, 4)]
    wanted = 1.55 * made.document.defaultFont().pixelSize()
    assert steps == pytest.approx([wanted] * 3, rel=0.12)


def test_headings_and_footnotes_differ_from_the_text_in_size() -> None:
    made = page(
        passage("h1", "Ink", kind="heading"),
        passage("op1", "First."),
        passage("fn1", "Note.", kind="footnote"),
    )
    heading, plain, note = (formats(made, index) for index in range(3))
    assert heading.pixelSize() > plain.pixelSize() > note.pixelSize()
    assert heading.weight() > plain.weight()


@pytest.mark.parametrize("name", themes.NAMES)
def test_running_text_is_left_to_the_palette_and_the_rest_has_its_token(name: str) -> None:
    theme = themes.theme(name)
    made = page(passage("op1", "Recalls A/RES/70/1."), theme=theme)
    formats_of = made.document.findBlockByNumber(made.places[0].block).textFormats()
    plain, linked = formats_of[0].format, formats_of[1].format
    assert not plain.hasProperty(QTextFormat.Property.ForegroundBrush)
    assert linked.foreground().color().name() == theme.color("accent").name()


def test_nothing_can_be_undone_on_a_page() -> None:
    made = page(passage("op1", "First."))
    assert not made.document.isUndoAvailable()
    assert not made.document.isUndoRedoEnabled()


# footnotes ----------------------------------------------------------------------------------


def noted_page() -> Page:
    return page(
        passage("op1", "𝒜 ink, and dye;", footnotes=((0, "fn1"), (5, "fn2"), (15, "fn10"))),
        passage("fn1", "First.", kind="footnote", sources=("A/RES/1/9 op1",)),
        passage("fn2", "Second.", kind="footnote", sources=("A/RES/1/9 op1",)),
        passage("fn10", "Tenth.", kind="footnote", sources=("A/RES/1/9 op1",)),
    )


def test_marks_stand_in_the_text_and_lead_to_their_notes_and_back() -> None:
    made = noted_page()
    block = made.document.findBlockByNumber(made.places[0].block)
    assert block.text() == "1𝒜 ink2, and dye;10"
    assert (
        hrefs(made)
        == [f"resolute:A/RES/1/9#fn{n}" for n in (1, 2, 10)] + ["resolute:A/RES/1/9#op1"] * 3
    )
    notes = [made.document.findBlockByNumber(place.block).text() for place in made.places[1:]]
    assert notes == ["1. First. ↩", "2. Second. ↩", "10. Tenth. ↩"]


def test_with_marks_in_between_every_character_keeps_its_place() -> None:
    made = noted_page()
    units = raw(made)
    for number, char in enumerate(made.places[0].passage.text):
        first, last = made.span(0, number, number + 1)
        assert units[2 * first : 2 * last].decode("utf-16-le", "surrogatepass") == char
        assert made.offset(0, first) == number
    start, end = made.span(0, 0, 15)
    between = units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")
    assert between == "𝒜 ink2, and dye;"  # neither the mark before nor the one behind
    assert made.span(0, 5, 5)[0] == made.span(0, 5, 5)[1]


def test_a_note_whose_mark_has_no_place_is_marked_at_the_end_of_its_paragraph() -> None:
    made = page(
        passage("op1", "Ink;"),
        passage("fn1", "Note.", kind="footnote", sources=("A/RES/1/9 op1",)),
        passage("fn2", "Lost.", kind="footnote", sources=("A/RES/1/9 op7",)),
    )
    assert made.document.findBlockByNumber(made.places[0].block).text() == "Ink;1"


def test_an_annex_is_where_its_first_paragraph_is() -> None:
    made = page(passage("op1", "Ink;"), passage("annex1.1", "One."), passage("annex1.2", "Two."))
    assert made.index_of("annex1") == 1
    assert made.index_of("annex2") is None


def test_a_long_page_is_composed_passage_by_passage() -> None:
    made = page(*(passage(f"op{n}", f"Paragraph {n} of many;") for n in range(1, 5001)))
    assert len(made.places) == 5000
    assert made.index_of("op5000") == 4999
    assert made.at(made.places[4321].start) == 4321
