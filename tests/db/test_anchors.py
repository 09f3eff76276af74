"""Anchors: made of a passage's words, and found again when the passage changed."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.models import Anchor, EditionKey, Passage
from db.notes.anchors import CONTEXT, Ground, Resolution, find_quote, make, resolve

KEY = EditionKey("A/RES/99/1", "import", "en")
TIDE = (
    "Invites coastal States to share tide tables with their neighbours, to train pilots of small "
    "vessels, and to report each year on harbours that were dredged."
)
LAMP = (
    "Requests the Keeper of the Lamps to light the northern beacons before dusk and to keep an "
    "open record of every ship that passed in fog."
)
ROPE = "Notes with regret that rope of poor make was sold in three ports of the inland sea."


def passage(label: str, text: str) -> Passage:
    return Passage(label, "operative", "official", text)


def edition(*texts: str) -> list[Passage]:
    return [passage(f"op{number}", text) for number, text in enumerate(texts, 1)]


def mark(text: str, quote: str, label: str = "op1", *, nth: int = 0) -> Anchor:
    """Anchor the nth occurrence of a quote."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return make(KEY, passage(label, text), start, start + len(quote))


def words(found: Resolution, passages: list[Passage]) -> str:
    (text,) = (p.text for p in passages if p.label == found.label)
    return text[found.start : found.end]


def test_an_anchor_keeps_the_words_and_what_is_around_them() -> None:
    anchor = mark(TIDE, "train pilots of small vessels")
    assert TIDE[anchor.start : anchor.end] == anchor.quote == "train pilots of small vessels"
    assert anchor.prefix == TIDE[anchor.start - 32 : anchor.start]
    assert anchor.suffix == TIDE[anchor.end : anchor.end + 32]
    assert anchor.address == "A/RES/99/1 op1"


def test_context_stops_at_the_ends_of_the_paragraph() -> None:
    anchor = make(KEY, passage("op1", "abc"), 0, 3)
    assert (anchor.prefix, anchor.quote, anchor.suffix) == ("", "abc", "")


def test_no_words_marked_is_the_whole_paragraph() -> None:
    assert make(KEY, passage("op1", TIDE), 7, 7) == Anchor(KEY, "op1")


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (5, 4), (0, len(TIDE) + 1)])
def test_offsets_outside_the_text_are_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        make(KEY, passage("op1", TIDE), start, end)


def test_unchanged_words_stay() -> None:
    anchor = mark(TIDE, "pilots")
    assert resolve(anchor, edition(TIDE)) == Resolution("anchored", "op1", anchor.start, anchor.end)


def test_shifted_words_are_found_in_their_paragraph() -> None:
    text = f"Also {TIDE}"
    found = resolve(mark(TIDE, "tide tables"), edition(text))
    assert found == Resolution("anchored", "op1", text.index("tide"), text.index("tide") + 11)


def test_of_several_the_one_with_the_same_neighbours_is_chosen() -> None:
    text = "States that fish, States that sail, States that trade and States that mine are thanked."
    for nth, verb in enumerate(("fish", "sail", "trade", "mine")):
        changed = edition(f"Once more, {text}")
        found = resolve(mark(text, "States", nth=nth), changed)
        assert found.state == "anchored"
        assert changed[0].text[found.start :].startswith(f"States that {verb}")


def test_without_neighbours_to_tell_the_nearest_is_chosen() -> None:
    text = "oar " * 60
    anchor = mark(text, "oar", nth=30)
    found = resolve(anchor, edition("  " + text))
    assert abs(found.start - anchor.start) <= 2


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("capacity-building for pilots", "All capacity\u2011building for\u00a0pilots is free."),
        ("the keeper's lamp", "It is the keeper\u2019s LAMP that burns."),
        ("Décide d\u2019inscrire", "L'Assemblée De\u0301cide d'inscrire la question."),
        ("التعاون الدولي", "تشجع التَّعَاوُن الدولى بين الدول"),
        ("office fire", "The o\ufb03ce \ufb01re was out."),
        ("人工智能", "促进人工智能系统"),
    ],
)
def test_spelling_that_only_looks_different_changes_nothing(quote: str, text: str) -> None:
    anchor = Anchor(KEY, "op1", 2, 2 + len(quote), quote, "x", "y")
    found = resolve(anchor, edition(text))
    assert found.state == "anchored"
    marked = text[found.start : found.end]
    assert marked[0].casefold() == quote[0].casefold()
    assert not text[found.end : found.end + 1].isalnum() or "\u4e00" <= text[found.end] <= "\u9fff"
    assert len(marked) >= len(quote) - 3


def test_marks_belong_to_the_letter_they_stand_on() -> None:
    text = "Il a de\u0301cide\u0301 cela"
    found = resolve(Anchor(KEY, "op1", 0, 6, "décidé", "Il a ", " cela"), edition(text))
    assert text[found.start : found.end] == "de\u0301cide\u0301"


def test_a_word_is_not_found_inside_another() -> None:
    anchor = mark("On AI the Assembly is clear.", "AI")
    assert resolve(anchor, edition("What was said in Cairo remains.")).state == "orphan"
    assert resolve(anchor, edition("Today on AI the Assembly is clear.")).state == "anchored"


def test_part_of_a_word_marked_so_is_found_inside_it() -> None:
    anchor = mark(TIDE, "neigh")
    changed = edition(f"Kindly {TIDE}")
    found = resolve(anchor, changed)
    assert found.state == "anchored"
    assert words(found, changed) == "neigh"


def test_characters_beyond_the_first_plane_count_as_one() -> None:
    text = "𝒜 seal 🦭🦭 and 𠮷野 sat on the quay."
    anchor = mark(text, "𠮷野")
    assert (anchor.start, anchor.end) == (14, 16)
    changed = edition(f"🛟 {text}")
    assert words(resolve(anchor, changed), changed) == "𠮷野"


def test_a_renumbered_paragraph_is_followed() -> None:
    changed = edition(ROPE, TIDE)
    for quote in ("pilots", "train pilots of small vessels", TIDE):
        found = resolve(mark(TIDE, quote), changed)
        assert (found.state, found.label) == ("moved", "op2")
        assert words(found, changed) == quote


def test_a_renumbered_paragraph_beats_the_bare_word_in_the_one_that_took_its_number() -> None:
    newcomer = "Thanks the pilots."
    changed = edition(newcomer, TIDE)
    assert resolve(mark(TIDE, "pilots"), changed).label == "op2"


def test_unmistakable_words_are_followed_where_their_paragraph_was_rewritten() -> None:
    quote = "to keep an open record of every ship that passed in fog"
    changed = edition("Thanks the Keeper.", f"Light northern beacons before dusk and {quote};")
    found = resolve(mark(LAMP, quote), changed)
    assert (found.state, found.label, words(found, changed)) == ("moved", "op2", quote)


def test_a_word_of_the_trade_is_not_taken_for_the_same_beside_other_words() -> None:
    """Of the words around, one side may be a stock phrase: both must be like what they were."""
    anchor = mark(LAMP, "northern beacons")
    reworded = "Asks them to light the northern beacons of the inland sea."
    assert resolve(anchor, edition(reworded)).state == "orphan"
    assert resolve(anchor, edition(LAMP.replace("to light", "to trim"))).state == "anchored"


def test_a_short_word_in_its_old_place_by_chance_is_not_the_word() -> None:
    anchor = mark("The lamp and the beacon were lit.", "and")
    assert resolve(anchor, edition("No ships, and no harbour at all.")).state == "orphan"


@pytest.mark.parametrize("quote", ["Requests", "Requests the Keeper"])
def test_a_stock_opening_in_its_old_place_is_not_taken_for_another_paragraphs(quote: str) -> None:
    anchor = mark(LAMP, quote)
    newcomer = f"{quote} and all pilots to meet in spring."
    assert resolve(anchor, edition(newcomer)).state == "orphan"
    assert resolve(anchor, edition(newcomer, LAMP)).label == "op2"
    assert resolve(anchor, edition(LAMP.replace("fog", "mist"))).state == "anchored"


def test_common_words_are_not_followed_into_another_paragraph() -> None:
    anchor = mark(LAMP, "every ship")
    assert resolve(anchor, edition("Thanks the Keeper.", "Let every ship pay.")).state == "orphan"
    assert resolve(anchor, [passage("op9", "Let every ship pay.")]).state == "orphan"


def test_a_label_that_is_gone_frees_words_whose_neighbours_agree() -> None:
    changed = [passage("op9", LAMP)]
    found = resolve(mark(LAMP, "every ship"), changed)
    assert (found.state, found.label, words(found, changed)) == ("moved", "op9", "every ship")


def test_repeated_words_with_strange_neighbours_are_left_alone() -> None:
    quote = "to keep an open record of every ship that passed in fog"
    twice = edition("Thanks the Keeper.", f"Decides {quote}, so be it.", f"Vows {quote}; amen.")
    assert resolve(mark(LAMP, quote), twice).state == "orphan"


def test_reworded_words_are_found_in_their_paragraph() -> None:
    changed = edition(TIDE.replace("pilots of small", "the pilots of all small"))
    found = resolve(mark(TIDE, "to train pilots of small vessels, and to report"), changed)
    assert (found.state, found.label) == ("moved", "op1")
    assert "pilots of all small vessels" in words(found, changed)
    assert words(found, changed)[0] != " "


def test_reworded_words_are_found_in_a_renumbered_paragraph() -> None:
    reworded = TIDE.replace("train", "teach")
    changed = edition(ROPE, reworded)
    found = resolve(mark(TIDE, "to train pilots of small vessels"), changed)
    assert (found.state, found.label) == ("moved", "op2")
    assert words(found, changed) == "to teach pilots of small vessels"


def test_reworded_chinese_and_arabic_are_found() -> None:
    chinese = "促请会员国加强人工智能能力建设方面的国际合作，弥合数字鸿沟。"
    changed = edition(chinese.replace("加强", "深化"))
    found = resolve(mark(chinese, "会员国加强人工智能能力建设方面的国际合作"), changed)
    assert (found.state, words(found, changed)) == (
        "moved",
        "会员国深化人工智能能力建设方面的国际合作",
    )
    arabic = "تشجع الدول الأعضاء على تعزيز بناء القدرات في مجال السلامة البحرية"
    changed = edition(arabic.replace("تعزيز", "دعم"))
    found = resolve(mark(arabic, "الدول الأعضاء على تعزيز بناء القدرات في مجال السلامة"), changed)
    assert found.state == "moved"
    assert words(found, changed).endswith("السلامة")


@pytest.mark.parametrize("quote", ["AI", "shall", "tables", "能力"])
def test_short_words_are_never_taken_for_others_like_them(quote: str) -> None:
    anchor = Anchor(KEY, "op1", 0, len(quote), quote)
    alike = "".join(chr(ord(char) + 1) if n == 0 else char for n, char in enumerate(quote))
    assert resolve(anchor, edition(f"{alike} {alike}", alike)).state == "orphan"


def test_words_that_went_are_an_orphan_where_they_were_last() -> None:
    anchor = mark(TIDE, "to train pilots of small vessels")
    found = resolve(anchor, edition(ROPE, LAMP))
    assert found == Resolution("orphan", "op1", anchor.start, anchor.end)
    assert resolve(anchor, []) == found


def test_a_scrap_of_the_words_is_not_the_words() -> None:
    anchor = mark(TIDE, TIDE)
    assert resolve(anchor, edition("small vessels", "tide tables")).state == "orphan"


def test_a_note_on_the_whole_paragraph_needs_its_label_only() -> None:
    anchor = Anchor(KEY, "op1")
    assert resolve(anchor, edition(ROPE)) == Resolution("anchored", "op1", 0, 0)
    assert resolve(anchor, [passage("op2", TIDE)]) == Resolution("orphan", "op1", 0, 0)


@pytest.mark.parametrize("quote", ["\u200b", "\u0301", " ", "!", "\u00ad\u00ad"])
def test_marks_without_letters_do_no_harm(quote: str) -> None:
    anchor = Anchor(KEY, "op1", 3, 3 + len(quote), quote)
    assert resolve(anchor, edition("", "abc")).state == "orphan"
    assert resolve(anchor, edition(f"abc{quote}def")).state == "anchored"


def test_very_long_words_are_found_by_their_ends() -> None:
    lines = [
        f"{number} boats came in from the {number * 7 % 97} islands; " for number in range(200)
    ]
    text = "".join(lines)
    changed = edition("Preface. " + text.replace("100 boats", "no boat at all"))
    found = resolve(mark(text, text[60:-60]), changed)
    assert found.state == "moved"
    assert len(words(found, changed)) == pytest.approx(len(text) - 120, abs=40)


def test_a_find_is_quick_among_many_repetitions() -> None:
    text = "and the sea " * 5000
    found = resolve(mark(text, "sea and the sea", nth=2500), edition("Then " + text))
    assert found.state == "anchored"


def test_one_ground_serves_many_anchors() -> None:
    ground = Ground(edition(f"Also {TIDE}", LAMP))
    home = passage("op1", TIDE)
    anchors = [make(KEY, home, *word.span()) for word in re.finditer(r"\w+", TIDE)]
    found = [resolve(anchor, ground) for anchor in anchors]
    assert {place.state for place in found} == {"anchored"}
    assert all(one.start < other.start for one, other in pairwise(found))


def test_resolving_again_changes_nothing() -> None:
    changed = edition(ROPE, TIDE.replace("train", "teach"))
    for quote in ("pilots", "to train pilots of small vessels", "neighbours"):
        anchor = mark(TIDE, quote)
        once = resolve(anchor, changed)
        placed = anchor._replace(label=once.label, start=once.start, end=once.end)
        again = resolve(placed, changed)
        assert (again.label, again.start, again.end) == (once.label, once.start, once.end)


@pytest.mark.parametrize(
    ("quote", "marked"),
    [
        ("tide tables", "tide tables"),
        ("TIDE\u00a0TABLES ", "tide tables"),
        ("ide tab", "ide tab"),
        ("high water", None),
        ("", None),
        ("\u200b", None),
    ],
)
def test_a_quotation_somebody_types_is_found(quote: str, marked: str | None) -> None:
    span = find_quote(passage("op1", TIDE), quote)
    assert (span and TIDE[slice(*span)]) == marked


def test_a_quotation_is_a_word_before_it_is_part_of_one() -> None:
    assert find_quote(passage("op1", "said of AI"), "ai") == (8, 10)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120))
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@given(marked_texts())
def test_every_mark_in_every_script_holds_on_an_unchanged_text(
    marked: tuple[str, int, int],
) -> None:
    text, start, end = marked
    anchor = make(KEY, passage("op1", text), start, end)
    assert resolve(anchor, edition(text)) == Resolution("anchored", "op1", start, end)
    assert len(anchor.prefix) <= CONTEXT
    assert anchor.prefix + anchor.quote + anchor.suffix in text


@given(marked_texts(), st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
def test_whatever_the_text_became_the_answer_is_inside_it(
    marked: tuple[str, int, int], changed: str
) -> None:
    text, start, end = marked
    found = resolve(make(KEY, passage("op1", text), start, end), edition(changed, text))
    if found.state != "orphan":
        within = {"op1": changed, "op2": text}[found.label]
        assert 0 <= found.start < found.end <= len(within)
