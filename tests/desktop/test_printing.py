"""A document on paper: pages written as PDF and read back, and looked at."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from made_editions import HOSTILE, edition, passage
from printed import colors_in, picture, result, sheets_of, texts, written
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QColor, QImage

from db.models import COLORS, STYLES, Anchor, Edition, Note, Passage
from db.notes import anchors
from desktop import theme as themes
from desktop.reader.printing.options import PrintOptions, from_data
from desktop.reader.printing.output import CannotWrite, file_name, page_layout, writing_pdf

pytestmark = pytest.mark.usefixtures("qapp")
LIGHT = themes.theme("light")
WORDS = "Calls upon all Member States to write with ink, and to keep what they have written;"


def resolution(count: int = 3, language: str = "en", kind: str = "official") -> Edition:
    passages = [passage("pp1", "Noting the long history of ink,", part="Preamble")]
    passages += [
        passage(f"op{n}", f"{WORDS} {n}", opener="Calls upon", part="Operative part")
        for n in range(1, count + 1)
    ]
    voiced = [*passages] if kind != "digest" else [_digest(one) for one in passages]
    return edition(voiced, language, kind)


def _digest(one: Passage) -> Passage:
    return Passage(one.label, one.kind, "digest", one.text, one.part, opener=one.opener)


def note(
    made: Edition, label: str, words: str, body: str = "", color: str = "yellow", **more: str
) -> Note:
    found = next(p for p in made.passages if p.label == label)
    start = found.text.index(words)
    anchor = anchors.make(made.key, found, start, start + len(words))
    return Note(f"{label}{words}", anchor, body, color, **more)  # type: ignore[arg-type]


# what stands on a page ------------------------------------------------------------------------


def test_header_footer_and_numbers(tmp_path: Path) -> None:
    (text,) = written(sheets_of(resolution()), tmp_path / "x.pdf")
    assert text.startswith("Ink · Official text · English On ink")
    assert "Page 1 of 1" in text
    assert "Printed from Resolute on 26 November 2026" in text
    assert f"{WORDS} 3" in text
    assert "PP1" in text


def test_a_digest_says_on_every_page_that_it_is_one(tmp_path: Path) -> None:
    pages = written(sheets_of(resolution(60, kind="digest")), tmp_path / "x.pdf")
    assert len(pages) > 2
    for number, text in enumerate(pages, 1):
        assert "Resolute study digest: retold for study, not the official text." in text
        assert f"Page {number} of {len(pages)}" in text
        assert " digest " in text


def test_an_official_text_says_where_it_is_from(tmp_path: Path) -> None:
    made = Edition(
        resolution().key, "On ink", resolution().passages, {"status": "official text, a copy"}
    )
    (text,) = written(sheets_of(made), tmp_path / "x.pdf")
    assert "Official text, a copy." in text
    assert "digest" not in text


def test_nothing_is_lost_between_pages(tmp_path: Path) -> None:
    pages = written(sheets_of(resolution(200), size=14), tmp_path / "x.pdf")
    whole = " ".join(pages)
    assert len(pages) > 10
    for number in range(1, 201):
        assert whole.count(f"written; {number} ") == 1


def test_without_numbers_and_voices(tmp_path: Path) -> None:
    made = resolution(kind="digest")
    (text,) = written(sheets_of(made, numbers=False, voices=False), tmp_path / "x.pdf")
    assert "PP1" not in text
    assert " digest " not in text.replace("study digest", "").replace("Study digest", "")
    (text,) = written(sheets_of(made, numbers=True, voices=False), tmp_path / "x.pdf")
    assert "PP1" in text


def test_the_record_only_where_it_is_wanted(tmp_path: Path) -> None:
    record = passage("record.draft", "A/78/L.86", "digest", kind="record", heading="Draft")
    made = edition([record, *resolution().passages])
    assert "A/78/L.86" not in written(sheets_of(made), tmp_path / "x.pdf")[0]
    assert "Draft: A/78/L.86" in written(sheets_of(made, record=True), tmp_path / "y.pdf")[0]


@pytest.mark.parametrize(("paper", "points"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_paper(tmp_path: Path, paper: str, points: tuple[int, int]) -> None:
    sheets = sheets_of(resolution(), paper=paper)
    written(sheets, tmp_path / "x.pdf")
    image = picture(tmp_path / "x.pdf", scale=1)
    assert (image.width(), image.height()) == pytest.approx(points, abs=1)
    assert page_layout(sheets).fullRectPoints().size().toTuple() == pytest.approx(points, abs=1)


def test_larger_text_takes_more_pages() -> None:
    counts = [sheets_of(resolution(60), size=size).count for size in (8, 11, 18)]
    assert counts == sorted(set(counts))


# highlights and notes -------------------------------------------------------------------------


def test_highlights_have_their_colour_and_a_line_of_their_own(tmp_path: Path) -> None:
    made = resolution(8)
    notes = [note(made, f"op{n + 1}", "Member States", color=c) for n, c in enumerate(COLORS)]
    written(sheets_of(made, notes), tmp_path / "x.pdf")
    seen = colors_in(picture(tmp_path / "x.pdf"))
    assert {LIGHT.color(color).name() for color in COLORS} <= seen
    (text,) = texts(tmp_path / "x.pdf")
    assert "Highlights: yellow green blue pink orange purple" in text
    from desktop.reader.printing.marked import underlined

    lines = {underlined(LIGHT, color).underlineStyle() for color in COLORS}
    assert len(lines) == len(COLORS)


def test_a_highlight_that_is_a_line_is_one_on_paper_too(tmp_path: Path) -> None:
    made = resolution()
    for style in STYLES:
        one = note(made, "op1", "all Member States to write with ink", style=style)
        written(sheets_of(made, [one]), tmp_path / style)
    seen = {style: pixels(tmp_path / style) for style in STYLES}
    filled = {style: seen[style][LIGHT.color("yellow").rgb()] for style in STYLES}
    lines = [style for style in STYLES if style != "fill"]
    assert all(filled[style] * 3 < filled["fill"] for style in lines)  # the legend is filled
    yellow = {style: yellows(seen[style]) for style in lines}
    assert min(yellow["underline"], yellow["squiggle"]) > yellow["strike"] + 100


def test_a_highlight_that_strikes_words_through_leaves_them_no_other_line(tmp_path: Path) -> None:
    from desktop.reader.marks import line_format

    form = line_format(LIGHT, "yellow", "strike")
    assert form.fontStrikeOut()
    assert not form.hasProperty(form.Property.TextUnderlineStyle)
    assert not form.hasProperty(form.Property.BackgroundBrush)
    made = resolution()
    one = note(made, "op1", "all Member States to write with ink", style="strike")
    written(sheets_of(made, [one], highlights=False), tmp_path / "bare.pdf")
    written(sheets_of(made, [one]), tmp_path / "x.pdf")
    assert ink(tmp_path / "x.pdf", 0.1, 0.9) > ink(tmp_path / "bare.pdf", 0.1, 0.9) + 100


def pixels(path: Path) -> Counter[int]:
    """Count the pixels of a page by their colour."""
    image = picture(path).convertToFormat(QImage.Format.Format_RGB32)
    return Counter(memoryview(image.constBits()).cast("I"))


def yellows(seen: Counter[int]) -> int:
    """Count the pixels that are some yellow, light or dark."""
    colors = ((QColor(one), count) for one, count in seen.items())
    return sum(n for c, n in colors if 40 <= c.hslHue() <= 56 and c.hslSaturation() > 60)


def test_without_highlights(tmp_path: Path) -> None:
    made = resolution()
    notes = [note(made, "op1", "Member States", "Mine")]
    (text,) = written(sheets_of(made, notes, highlights=False), tmp_path / "x.pdf")
    assert "Highlights" not in text
    assert LIGHT.color("yellow").name() not in colors_in(picture(tmp_path / "x.pdf"))
    assert "[1]" in text


def test_notes_are_numbered_in_the_order_of_the_text(tmp_path: Path) -> None:
    made = resolution()
    notes = [
        note(made, "op2", "with ink", "Of ink"),
        note(made, "op1", "Member States", "Of States"),
        note(made, "op1", "to keep"),
        Note("w", Anchor(made.key, "pp1"), "Of all of it"),
    ]
    (text,) = written(sheets_of(made, notes), tmp_path / "x.pdf")
    assert "Noting the long history of ink, [1]" in text
    assert "all Member States [2] to write" in text
    assert "write with ink [3] , and" in text
    assert "to keep what" in text
    notes_part = text[text.index("Notes 1.") :]
    assert "1. PP1 Of all of it 2. para. 1 · “Member States” Of States" in notes_part
    assert "3. para. 2 · “with ink” Of ink" in notes_part


def test_words_of_a_digest_are_not_quoted_under_notes(tmp_path: Path) -> None:
    made = resolution(kind="digest")
    notes = [note(made, "op1", "Member States", "Mine")]
    (text,) = written(sheets_of(made, notes), tmp_path / "x.pdf")
    assert "1. para. 1 · Member States Mine" in text
    assert "“" not in text[text.index("Notes 1.") :]


def test_without_notes(tmp_path: Path) -> None:
    made = resolution()
    (text,) = written(
        sheets_of(made, [note(made, "op1", "ink", "Mine")], notes=False), tmp_path / "x.pdf"
    )
    assert "Mine" not in text
    assert "[1]" not in text


def test_a_note_that_lost_its_words_is_not_lost_on_paper(tmp_path: Path) -> None:
    made = resolution()
    lost = Note("o", Anchor(made.key, "op9", 0, 4, "gone"), "Still mine", state="orphan")
    (text,) = written(sheets_of(made, [lost]), tmp_path / "x.pdf")
    assert "Notes whose words are no longer in the text para. 9 · gone Still mine" in text


def test_tags_and_lines_of_a_note(tmp_path: Path) -> None:
    made = resolution()
    one = note(made, "op1", "ink", "First line\nsecond line")
    tagged = Note("t", one.anchor, one.body, tags=("law", "ink"))
    (text,) = written(sheets_of(made, [tagged]), tmp_path / "x.pdf")
    assert "“ink” · law, ink First line second line" in text


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_every_text_can_be_printed_and_highlighted(tmp_path: Path, words: str) -> None:
    made = edition([passage("op1", words), passage("op2", "The end of it.")])
    own = anchors.make(made.key, made.passages[0], 0, len(words))
    pages = written(sheets_of(made, [Note("n", own, "Mine")]), tmp_path / "x.pdf")
    assert "The end of it." in pages[-1]
    assert "Mine" in pages[-1]


# other scripts --------------------------------------------------------------------------------


def ink(path: Path, left: float, right: float) -> int:
    """Count dark pixels of a page between two parts of its width, below header and above footer."""
    image = picture(path, scale=1)
    columns = range(round(left * image.width()), round(right * image.width()))
    return sum(
        image.pixelColor(x, y).lightness() < 140
        for x in columns
        for y in range(80, image.height() - 80)
    )


def test_right_to_left_pages_have_their_numbers_at_the_right(tmp_path: Path) -> None:
    arabic = [passage(f"op{n}", HOSTILE["Arabic"]) for n in range(1, 20)]
    for language, name in (("ar", "ar.pdf"), ("en", "en.pdf")):
        written(sheets_of(edition(arabic, language)), tmp_path / name)
    margin = 54 / 595
    assert ink(tmp_path / "ar.pdf", 1 - margin - 0.08, 1 - margin) > 20
    assert ink(tmp_path / "ar.pdf", 0, margin) == 0
    assert ink(tmp_path / "en.pdf", margin, margin + 0.08) > 20


def test_chinese_is_printed_whole(tmp_path: Path) -> None:
    words = "请秘书长就“墨水”提出报告，包括人工智能。" * 12
    made = edition([passage(f"op{n}", words) for n in range(1, 30)], "zh")
    pages = written(sheets_of(made), tmp_path / "x.pdf")
    joined = "".join("".join(pages).split())
    assert joined.count("人工智能") >= 29 * 12 - len(pages)  # one may be cut by the end of a page


def test_a_note_runs_as_its_words_do_and_not_as_the_document(tmp_path: Path) -> None:
    made = edition([passage("op1", HOSTILE["Arabic"])], "ar")
    english = Note("n", Anchor(made.key, "op1"), "My own words")
    written(sheets_of(made, [english]), tmp_path / "x.pdf")
    assert "My own words" in texts(tmp_path / "x.pdf")[0]
    margin = 54 / 595
    assert ink(tmp_path / "x.pdf", margin, margin + 0.15) > 20  # the notes begin at the left


# files ----------------------------------------------------------------------------------------


def test_a_file_is_named_for_the_document() -> None:
    assert file_name(sheets_of(resolution())) == "Ink Official text English.pdf"


def test_a_folder_that_is_not_there_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match=r"x\.pdf cannot be written: No such file"):
        result(writing_pdf(sheets_of(resolution()), tmp_path / "none" / "x.pdf"))


def test_a_file_that_is_left_off_midway_is_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_text("the one before")
    work = writing_pdf(sheets_of(resolution(80)), path)
    next(work)
    assert [one.name for one in tmp_path.iterdir()] != ["x.pdf"]
    work.close()
    assert [one.name for one in tmp_path.iterdir()] == ["x.pdf"]
    assert path.read_text() == "the one before"


def test_a_file_that_is_a_folder_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").mkdir()
    with pytest.raises(CannotWrite, match=r"x\.pdf cannot be written"):
        result(writing_pdf(sheets_of(resolution()), tmp_path / "x.pdf"))
    assert [one.name for one in tmp_path.iterdir()] == ["x.pdf"]


# choices --------------------------------------------------------------------------------------


def test_choices_are_kept_as_plain_data() -> None:
    chosen = PrintOptions(notes=False, paper="Letter", size=14)
    assert from_data(chosen.as_data()) == chosen


@pytest.mark.parametrize(
    "data",
    [None, [], "A4", {"paper": "A0"}, {"size": 7}, {"size": "11"}, {"notes": 1}, {"size": True}],
)
def test_choices_that_cannot_be_are_as_by_default(data: Sequence[object] | None) -> None:
    assert from_data(data) == PrintOptions()


def test_the_pages_keep_off_the_margins() -> None:
    sheets = sheets_of(resolution())
    assert sheets.paper.sizePoints().toTuple() == (595, 842)
    assert isinstance(sheets._body, QSizeF)
    assert sheets._body.width() * 11 / 18 < 595 - 100
