"""Generated questions: sound, certain, the same for the same seed; of a made-up resolution."""

from collections import Counter
from pathlib import Path
from zipfile import ZipFile

import pytest

from db.formats import akn
from db.models import Edition, EditionKey, Passage
from db.quiz import checking
from db.quiz.generate import MAKERS, generate
from db.quiz.generate.material import Material, folded
from db.quiz.grade import grade
from db.quiz.models import Question
from db.quiz.questions import gaps_only

ARCHIVE = Path(__file__).parents[3] / "shared" / "corpora" / "ga-english-75-80.zip"
OPERATIVE = (
    ("Decides", "to hold the river conference of 2031 in the Town of Millbrook from 3 May 2031;"),
    ("Requests", "the Keeper of the Wells to report on the drought within 30 days;"),
    ("Invites", "Ferry Owners and Bridge Wardens to consider the navigation of the upper river;"),
    ("Urges", "the Council of Mills to finish the restoration of the old weirs by 1 June 2029;"),
    ("Encourages", "Market Towns to share the observation of floods with one another;"),
    ("Calls upon", "all States to lower the taxation of small boats by 15 per cent;"),
)
ENGLISH = Edition(
    EditionKey("X/5/12", "official", "en"), "Rivers",
    tuple(
        Passage(f"op{n}", "operative", "official", f"{opener} {rest}", part="Operative part",
                opener=opener)
        for n, (opener, rest) in enumerate(OPERATIVE, 1)
    ),
)  # fmt: skip
SPANISH = Edition(
    EditionKey("X/5/12", "official", "es"), "Ríos",
    tuple(
        Passage(f"op{n}", "operative", "official", f"Párrafo con palabras distintas: {word} y más",
                opener="Párrafo")
        for n, word in enumerate(["río", "pozo", "barca", "molino", "mercado", "impuesto"], 1)
    ),
)  # fmt: skip
EARLIER = Edition(
    EditionKey("X/4/9", "official", "en"), "Rivers",
    tuple(
        Passage(f"op{n}", "operative", "official",
                f"{opener} {rest}".replace("30 days", "ten days").replace("Millbrook", "Ashford")
                .replace("15 per cent", "9 per cent"), opener=opener)
        for n, (opener, rest) in enumerate(OPERATIVE, 1)
    ),
)  # fmt: skip
SPOKEN = Edition(
    EditionKey("meeting", "import", "en"), "Meeting",
    tuple(
        Passage(f"p{n}", "paragraph", "quoted", f"We shall mend the {what} before winter comes.",
                speaker=who)
        for n, (who, what) in enumerate(
            [("Mr. Reed", "weir"), ("Ms. Brook", "mill"), ("Mr. Ford", "ferry")], 1)
    ),
)  # fmt: skip
MATERIAL = Material(ENGLISH, SPANISH, EARLIER)


def right(question: Question) -> object:
    if question.choices:
        return tuple(n for n, choice in enumerate(question.choices) if choice.correct)
    if question.kind == "cloze":
        return tuple(hole.answer for hole in gaps_only(question.text))
    return tuple(item.text for item in question.items) or question.targets[:1]


def test_each_sort_is_made_where_the_text_has_what_it_takes() -> None:
    made = Counter(one.topics[0] for one in generate(MATERIAL, count=999))
    assert set(made) >= {"operative verb", "addressee", "paragraph by content", "order", "date",
                         "number", "another language", "changed wording"}  # fmt: skip
    assert {one.topics[0] for one in generate(Material(SPOKEN), count=99)} == {"speaker"} | {
        one.topics[0] for one in generate(Material(SPOKEN), count=99, sorts=["key term"])
    }


@pytest.mark.parametrize("sort", MAKERS)
def test_what_is_made_is_sound_and_rightly_answered_by_its_answer(sort: str) -> None:
    for material in (MATERIAL, Material(SPOKEN)):
        for one in generate(material, sorts=[sort], count=99):
            assert checking.check(one) == []
            assert grade(one, right(one)).correct
            assert one.evidence[0].startswith(material.document)


def test_the_seed_decides() -> None:
    first = generate(MATERIAL, seed=3, count=8)
    assert generate(Material(ENGLISH, SPANISH, EARLIER), seed=3, count=8) == first
    assert generate(MATERIAL, seed=4, count=8) != first
    assert len({one.id for one in generate(MATERIAL, count=99)}) == len(
        generate(MATERIAL, count=99)
    )


def test_a_wrong_option_does_not_stand_in_the_clause() -> None:
    texts = {f"X/5/12 {one.label}": folded(one.text) for one in ENGLISH.passages}
    for one in generate(MATERIAL, count=99):
        for other in one.others:
            assert folded(other) not in texts[one.evidence[0]]


def test_what_changed_is_asked_with_the_old_words_to_choose() -> None:
    found = generate(MATERIAL, sorts=["changed wording"], count=9)
    assert any({"Ashford", "ten", "9"} & set(one.others) for one in found)


def test_a_text_with_nothing_to_ask_gives_nothing() -> None:
    empty = Edition(EditionKey("e", "import", "en"), "e", ())
    assert generate(Material(empty)) == []
    chinese = Edition(
        EditionKey("z", "import", "zh"), "z", (Passage("p1", "paragraph", "official", "人工智能"),)
    )
    assert generate(Material(chinese)) == []


def made_of(*texts: str, sort: str) -> list[Question]:
    passages = tuple(
        Passage(f"op{n}", "operative", "official", text, opener=text.split(" ", 1)[0])
        for n, text in enumerate(texts, 1)
    )
    edition = Edition(EditionKey("X/5/12", "official", "en"), "Rivers", passages)
    return generate(Material(edition), sorts=[sort], count=99)


def test_a_date_is_found_across_spaces_at_which_no_line_is_broken() -> None:
    (one,) = made_of(
        "Decides to close the upper weirs for the winter on 3\u00a0May 2031;", sort="date"
    )
    assert [hole.answer for hole in gaps_only(one.text)] == ["3\u00a0May 2031"]


def test_an_addressee_is_named_whole_and_by_itself() -> None:
    found = made_of(
        "Requests the Keeper of the Wells to report on the drought;",
        "Invites States to consider opening the weirs to the public;",
        "Urges the Council of Mills, the Bridge Wardens and the Ferry Guild to repair the quay;",
        "Encourages States in a position to do so to pay for the works;",
        "Encourages the promotion of rafts through access to and use of timber;",
        sort="addressee",
    )
    assert {choice.text for one in found for choice in one.choices} == {
        "The Keeper of the Wells", "States",
        "The Council of Mills, the Bridge Wardens and the Ferry Guild",
    }  # fmt: skip


def test_a_part_of_a_symbol_is_no_document() -> None:
    found = made_of(
        "Recalls resolution ES-11/1 of the special session on the rivers;",
        "Recalls resolution 42/39 of the ordinary session on the rivers;",
        sort="cross-reference",
    )
    assert {hole.answer for one in found for hole in gaps_only(one.text)} == {"42/39"}


@pytest.mark.skipif(not ARCHIVE.is_file(), reason="the corpora in ../shared are absent")
def test_a_long_convention_gives_many_sorts() -> None:
    with ZipFile(ARCHIVE) as opened:
        edition = akn.parse(opened.read("79session/English/A_RES_79_243-2424621E.xml")).edition
    made = generate(Material(edition), seed=1, count=60)
    assert len(made) == 60
    assert len({one.topics[0] for one in made}) >= 6
    assert all(checking.check(one) == [] for one in made)
