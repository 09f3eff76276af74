"""What generated questions ask after cannot be guessed: dates, numbers, symbols, order, words."""

from collections import Counter

from db.models import Edition, EditionKey, Passage
from db.quiz.generate import generate
from db.quiz.generate.material import Material, words_beside
from db.quiz.models import Question
from db.quiz.questions import gaps_only

NAVIGATION = (
    "Notes| that seasonal navigation starts when the ice of the upper lake has gone;",
    "Underlines| how much commercial navigation adds to the dues of the lower port;",
    "Regrets| the nocturnal navigation of the ferries without any light at the bow;",
    "Favours| more recreational navigation for the canoes of the small river;",
)


def made_of(*texts: str, sort: str, title: str = "Wells") -> list[Question]:
    return generate(Material(edition(*texts, title=title)), sorts=[sort], count=99)


def edition(*texts: str, title: str = "Wells") -> Edition:
    """An edition of paragraphs; what stands before a bar is how each opens."""
    passages = []
    for n, text in enumerate(texts, 1):
        opener, _, rest = text.rpartition("|")
        passages.append(
            Passage(
                f"op{n}", "operative", "official", f"{opener}{rest}", part="Part", opener=opener
            )
        )
    return Edition(EditionKey("X/5/12", "official", "en"), title, tuple(passages))


def options(question: Question) -> list[str]:
    return [*(hole.answer for hole in gaps_only(question.text)), *question.others]


def test_the_right_date_has_no_more_in_common_with_the_wrong_ones_than_they_have() -> None:
    (one,) = made_of("Decides| to open the lower weirs to all boats on 3 May 2031;", sort="date")
    for part in zip(*(date.split() for date in options(one)), strict=True):
        assert set(Counter(part).values()) in ({4}, {2})


def test_the_last_day_of_several_is_asked_with_the_same_day() -> None:
    (one,) = made_of("Decides| to hold the fair of boats from 3 to 7 May 2031;", sort="date")
    assert {date.split()[0] for date in options(one)} == {"7"}


def test_a_date_behind_a_symbol_is_asked_within_its_year() -> None:
    (one,) = made_of(
        "Recalls| its resolution 5/11 of 31 May 2031 on the rivers and the mills;", sort="date"
    )
    assert {date.split()[2] for date in options(one)} == {"2031"}
    assert not any(date in ("31 April 2031", "31 June 2031") for date in options(one))


def test_the_bounds_of_a_period_are_not_asked_after() -> None:
    assert not made_of(
        "Approves| the sums for the period from 1 July 2030 to 30 June 2031 for the weirs;",
        sort="date",
    )


def test_a_number_that_can_be_reckoned_or_stands_in_a_row_is_not_asked_after() -> None:
    assert not made_of(
        "Extends| the lease of the old mill for the five years from 2030 to 2035;",
        "Decides| that the market shall be open for four days, from 3 to 6 of the month;",
        "Decides| that the ferry shall rest on 14 and 15 days of the winter months;",
        sort="number",
    )


def test_wrong_numbers_are_near_and_of_the_same_form() -> None:
    (one,) = made_of(
        "Approves| the amount of 425,636,500 dollars for the mending of the weirs;", sort="number"
    )
    assert all(number.endswith("5,636,500") for number in options(one))
    (share,) = made_of("Notes| that 95 per cent of the boats are made of oak;", sort="number")
    assert all(int(number) <= 100 for number in options(share))


def test_wrong_symbols_are_of_the_same_session() -> None:
    found = made_of(
        "Recalls| its resolution 52/38 E of 9 December 1997 on the taxation of boats;",
        "Recalls| its resolution 70/1 of 25 September 2015 on the rivers and the wells;",
        "Recalls| its resolution 71/4 of 25 September 2016 on the mills and the weirs;",
        sort="cross-reference",
    )
    assert len(found) == 3
    for one in found:
        assert len({symbol.partition("/")[0] for symbol in options(one)}) == 1
        assert len({symbol.rpartition(" ")[2] for symbol in options(one) if " " in symbol}) <= 1


def test_an_order_that_the_openings_tell_is_not_asked_after() -> None:
    what = ("wells", "oars", "boats", "mills", "weirs", "fairs", "locks", "tolls")
    verbs = ("Recalls", "Notes", "Urges", "Thanks", "Adopts", "Welcomes", "Regrets", "Decides")
    texts = [f"{verb}| the law of the {thing};" for verb, thing in zip(verbs, what, strict=True)]
    assert made_of(*texts, sort="order")
    told = [
        f"{said} recalls| the law of {thing};" for said in ("Also", "Further") for thing in what
    ]
    assert not made_of(*told, sort="order")


def test_paragraphs_that_begin_alike_are_not_put_in_order() -> None:
    alike = [f"Notes| the old law of the wells of the town of {name};" for name in "ABCDEFGH"]
    assert not made_of(*alike, sort="order")


def test_an_opening_is_asked_among_those_that_could_stand_there() -> None:
    found = made_of(
        "Welcomes| the work of the millers of the lower town on the river;",
        "Underlines| the need for new oars and for more boats on the lake;",
        "Recalls| the law of the wells and the weirs of the upper river;",
        "Notes| the growth of the fleet of the lake in the last ten years;",
        "Expresses concern| at the drought that has lasted for two years now;",
        "Decides| to close the lock at night while the works are going on;",
        "Invites| the boatmen of the lake to the fair of the lower town;",
        sort="operative verb",
    )
    offered = {said for one in found for said in options(one)}
    assert offered == {"Welcomes", "Underlines", "Recalls", "Notes"}


def test_a_paragraph_is_known_by_what_it_names_and_by_no_verb() -> None:
    filler = ("The town shall pay.", "The mill shall rest.", "The lock shall open.")
    texts = (
        "Notes| that the flood barriers were raised with the harbour dues, and that the councils "
        "mend them by turns;",
        *(f"Notes| {said}" for said in filler),
    )
    (one,) = made_of(*texts, sort="paragraph by content")
    assert "“harbour dues”" in one.prompt or "“flood barriers”" in one.prompt
    assert "raised" not in one.prompt


def test_a_key_term_stands_among_words_of_the_same_company() -> None:
    found = made_of(*NAVIGATION, sort="key term")
    adjectives = {"seasonal", "commercial", "nocturnal", "recreational"}
    assert found
    assert all(set(options(one)) == adjectives for one in found)


def test_a_key_term_of_the_title_or_of_a_set_phrase_is_not_asked_after() -> None:
    titled = made_of(*NAVIGATION, sort="key term", title="Seasonal waters")
    assert "seasonal" not in {gaps_only(one.text)[0].answer for one in titled}
    known = words_beside(["All favour commercial navigation."])
    found = generate(Material(edition(*NAVIGATION), beside=known), sorts=["key term"], count=99)
    assert "commercial" not in {gaps_only(one.text)[0].answer for one in found}


def test_who_is_requested_is_asked_among_those_who_are() -> None:
    texts = (
        "Requests| the Keeper of the Wells to report on the drought;",
        "Urges| the Council of Mills to mend the weirs;",
        "Invites| the Ferry Guild to lower the fares;",
    )
    found = made_of(*texts, sort="addressee")
    right = {choice.text for one in found for choice in one.choices if choice.correct}
    assert right == {"The Council of Mills", "The Ferry Guild"}
