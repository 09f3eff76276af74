"""What a card says and how it is set."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from db import clock
from db.models import COLORS, Anchor, EditionKey, Note
from desktop import theme as themes
from desktop.notes import typeset, wording
from desktop.notes.delegate import BODY_LINES, GAP, NoteDelegate
from desktop.notes.model import NotesModel
from desktop.notes.notes_list import NotesList

KEY = EditionKey("A/RES/78/311", "digest", "en")
NOW = datetime(2025, 3, 20, 12, tzinfo=UTC)
MADE = clock.stamp(NOW - timedelta(minutes=2))
NOTE = Note(
    "n1",
    Anchor(KEY, "op6", 4, 31, "a fair, open and inclusive …"),
    "The press report swaps the order.",
    "green",
    ("trade", "wording"),
    MADE,
    MADE,
)


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(seconds=-30), "just now"),
        (timedelta(seconds=40), "just now"),
        (timedelta(minutes=2), "2 min ago"),
        (timedelta(minutes=59, seconds=20), "59 min ago"),
        (timedelta(hours=1), "1 h ago"),
        (timedelta(hours=23, minutes=59), "23 h ago"),
        (timedelta(days=1, hours=3), "1 day ago"),
        (timedelta(days=6), "6 days ago"),
        (timedelta(days=10), "10 Mar"),
        (timedelta(days=100), "10 Dec 2024"),
    ],
)
def test_age_is_said_as_people_say_it(passed: timedelta, said: str) -> None:
    assert wording.age(clock.stamp(NOW - passed), NOW) == said


def test_a_damaged_stamp_is_left_out() -> None:
    assert wording.age("yesterday", NOW) == ""
    assert wording.exact_time(NOTE._replace(created="?", modified="")) == ""


def test_the_small_line_names_place_colour_tags_and_age() -> None:
    line = wording.small_line(NOTE, NOW).replace("\u00a0", " ")
    assert line == "para. 6 · green · trade, wording · 2 min ago"
    line = wording.small_line(NOTE._replace(tags=()), NOW, "A/RES/78/311")
    assert line.replace("\u00a0", " ") == "A/RES/78/311, para. 6 · green · 2 min ago"


def test_a_screen_reader_is_told_all_of_a_card() -> None:
    said = wording.spoken(NOTE._replace(state="orphan"), NOW)
    for part in ("“a fair, open", "swaps the order", "Not found in the text", "green", "trade"):
        assert part in said


def test_a_note_on_a_paragraph_says_so() -> None:
    assert wording.quoted(Anchor(KEY, "op6")) == wording.WHOLE_PARAGRAPH


@pytest.mark.parametrize(
    "quote", ["“digital divides” between", "the “digital divide”", "“All.”", "«Tout»", '"all"']
)
def test_words_that_bring_a_quotation_mark_get_no_second_one(quote: str) -> None:
    assert wording.quoted(Anchor(KEY, "op6", 0, len(quote), quote)) == quote


def test_words_with_a_quotation_inside_are_quoted() -> None:
    assert wording.quoted(Anchor(KEY, "op6", 0, 9, "a “b” c")) == "“a “b” c”"


def test_an_endless_quote_is_cut() -> None:
    words = wording.quoted(Anchor(KEY, "op6", 0, 9000, "word " * 1800))
    assert len(words) < 700
    assert words.endswith("…”")


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("trade, wording", ("trade", "wording")),
        ("#trade wording;claim", ("trade", "wording", "claim")),
        ("Trade trade TRADE", ("Trade",)),
        ("trade::", ("trade",)),
        ("trade::tariffs", ("trade/tariffs",)),
        ('say "so" ,,  ', ("say", "so")),
        ("贸易，措辞", ("贸易", "措辞")),
        ("", ()),
    ],
)
def test_tags_are_read_as_they_are_typed(typed: str, tags: tuple[str, ...]) -> None:
    assert wording.read_tags(typed) == tags


def test_an_unforeseen_error_is_logged_and_said(caplog: pytest.LogCaptureFixture) -> None:
    assert "odd" in wording.sentence(RuntimeError("odd"))
    assert "work on the notes failed" in caplog.text


def test_model(qtmodeltester: object) -> None:
    model = NotesModel()
    model.set_notes([NOTE, NOTE._replace(id="n2", color="blue")])
    qtmodeltester.check(model)  # type: ignore[attr-defined]
    assert model.rowCount() == 2
    assert model.row_of("n2") == 1
    assert model.row_of("n3") == -1
    index = model.index(1)
    assert index.data(NotesModel.NOTE).id == "n2"
    assert "blue" in index.data(NotesModel.LINE)
    assert "blue" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert index.data(Qt.ItemDataRole.DisplayRole).startswith("“a fair")
    assert index.data(Qt.ItemDataRole.ToolTipRole).startswith("Made ")
    assert index.data(Qt.ItemDataRole.DecorationRole) is None


def test_with_titles_each_note_says_its_document() -> None:
    model = NotesModel()
    model.set_notes([NOTE], {"A/RES/78/311": "Resolution 78/311"})
    assert model.index(0).data(NotesModel.LINE).startswith("Resolution 78/311, para.")
    model.set_notes([NOTE], {"other": "Other"})
    assert model.index(0).data(NotesModel.LINE).startswith("A/RES/78/311, para.")


# lines ------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    "text",
    [
        "some words " * 80,
        "unbroken" * 90,
        "😀🏳️‍🌈" * 200,
        "一个公平、开放、包容的环境" * 30,
        "one\ntwo\nthree\nfour\nfive",
    ],
)
def test_more_lines_than_allowed_end_in_an_ellipsis(text: str) -> None:
    lines = typeset.Lines(text, QFont(), 200, 3)
    assert lines.count == 3
    assert lines.cut
    assert text.replace("\n", "\u2028").startswith(lines.text[:-1].rstrip("…"))


@pytest.mark.usefixtures("qapp")
def test_what_fits_is_left_alone() -> None:
    lines = typeset.Lines("two\nlines", QFont(), 200, 2)
    assert (lines.count, lines.cut, lines.text) == (2, False, "two\u2028lines")
    assert typeset.Lines("", QFont(), 200, 2).height >= 0
    assert typeset.Lines("words", QFont(), -5, 2).count <= 2


@pytest.mark.usefixtures("qapp")
def test_arabic_stands_on_the_right() -> None:
    def inked(text: str) -> tuple[int, int]:
        image = QImage(300, 30, QImage.Format.Format_Grayscale8)
        image.fill(QColor("white"))
        painter = QPainter(image)
        typeset.Lines(text, QFont(), 300, 1).draw(
            painter, image.rect().topLeft().toPointF(), QColor("black")
        )
        painter.end()
        columns = [
            x for x in range(300) if any(image.pixelColor(x, y).value() < 128 for y in range(30))
        ]
        return columns[0], columns[-1]

    assert inked("“ملاحظة”")[1] > 280
    assert inked("“note”")[0] < 20


def test_high_contrast_tells_every_colour_by_its_underline() -> None:
    contrast, light = themes.theme("contrast"), themes.theme("light")
    assert len({themes.underline(color, contrast) for color in COLORS}) == len(COLORS)
    assert len({themes.underline(color, light) for color in COLORS}) == 1


# cards ------------------------------------------------------------------------------------------


@pytest.fixture
def cards(qtbot: object, theme: themes.Theme) -> NotesList:
    view = NotesList(theme)
    qtbot.addWidget(view)  # type: ignore[attr-defined]
    view.resize(300, 500)
    return view


def height(cards: NotesList, note: Note) -> int:
    cards.notes_model.set_notes([note])
    return cards.sizeHintForIndex(cards.notes_model.index(0)).height()


def test_a_card_is_as_high_as_its_text_but_no_higher_than_six_lines(cards: NotesList) -> None:
    bare = height(cards, NOTE._replace(body=""))
    one = height(cards, NOTE._replace(body="word"))
    six = height(cards, NOTE._replace(body="\n".join("abcdef")))
    endless = height(cards, NOTE._replace(body="word " * 5000))
    assert GAP < bare < one < six == endless
    line = cards.fontMetrics().height()
    assert (six - one) == pytest.approx(5 * (line + typeset.LEADING), abs=6)
    assert BODY_LINES == 6


def test_a_state_is_said_in_words_on_the_card(cards: NotesList, theme: themes.Theme) -> None:
    delegate = NoteDelegate(theme)
    cards.notes_model.set_notes([NOTE._replace(state="orphan"), NOTE._replace(state="moved"), NOTE])
    orphan, moved, anchored = (
        delegate.card(cards.notes_model.index(row), cards.font(), 400).state for row in range(3)
    )
    assert orphan is not None
    assert orphan.text == "Not found in the text any more"
    assert moved is not None
    assert moved.text.startswith("Moved")
    assert anchored is None


def test_a_card_is_set_once_for_its_width(cards: NotesList, theme: themes.Theme) -> None:
    delegate = NoteDelegate(theme)
    cards.notes_model.set_notes([NOTE])
    index = cards.notes_model.index(0)
    first = delegate.card(index, cards.font(), 300)
    assert delegate.card(index, cards.font(), 300) is first
    assert delegate.card(index, cards.font(), 280) is not first
    delegate.set_theme(themes.theme("contrast"))
    assert delegate.card(index, cards.font(), 300) is not first


@pytest.mark.parametrize("name", themes.NAMES)
def test_the_quote_stands_on_its_colour_and_focus_is_seen(cards: NotesList, name: str) -> None:
    theme = themes.theme(name)
    delegate = NoteDelegate(theme)
    cards.notes_model.set_notes([NOTE])
    index = cards.notes_model.index(0)

    def painted(state: QStyle.StateFlag) -> QImage:
        option = QStyleOptionViewItem()
        option.font = cards.font()
        option.rect.setRect(0, 0, 300, delegate.card(index, cards.font(), 300).height)
        option.state = state
        image = QImage(option.rect.size(), QImage.Format.Format_RGB32)
        image.fill(theme.color("surface"))
        painter = QPainter(image)
        delegate.paint(painter, option, index)
        painter.end()
        return image

    plain = painted(QStyle.StateFlag.State_Enabled)
    colors = {plain.pixelColor(x, y).name() for x in range(300) for y in range(plain.height())}
    assert theme.green.lower() in colors
    chosen = painted(QStyle.StateFlag.State_Selected)
    focused = painted(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
    assert plain != chosen != focused != plain
    assert focused.pixelColor(1, focused.height() // 2).name() == theme.accent.lower()
