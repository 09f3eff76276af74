"""Words copied with where they are from."""

import pytest
from made_editions import edition, passage

from db.models import Anchor, Voice
from desktop.reader.copying import with_citation

TEXT = "Calls upon Member States to cooperate;"


def copied(voice: Voice, label: str = "op6", quote: str = "", kind: str = "official") -> str:
    made = edition([passage("op1", "First."), passage(label, TEXT, voice)], kind=kind)
    return with_citation(made, Anchor(made.key, label, 0, len(quote), quote))


@pytest.mark.parametrize("voice", ["official", "quoted"])
def test_somebodys_own_words_are_in_quotation_marks(voice: Voice) -> None:
    assert copied(voice, quote="Member States") == "“Member States” (A/RES/1/9, para. 6)"


@pytest.mark.parametrize(
    ("voice", "said"), [("digest", "study digest of "), ("reported", "as reported in ")]
)
def test_a_digest_or_a_report_is_never_shown_as_quotation(voice: Voice, said: str) -> None:
    words = copied(voice, quote="Member States")
    assert words == f"Member States ({said}A/RES/1/9, para. 6)"
    assert not {"“", "”", '"', "«"} & set(words)


def test_without_selected_words_it_is_the_whole_paragraph() -> None:
    assert copied("official") == f"“{TEXT}” (A/RES/1/9, para. 6)"


@pytest.mark.parametrize(
    ("label", "place"),
    [("op6.a", "para. 6 (a)"), ("pp3", "third preambular paragraph"), ("annex1.4", "annex")],
)
def test_the_place_is_cited_as_the_united_nations_do(label: str, place: str) -> None:
    assert place in copied("official", label)


def test_a_paragraph_that_is_not_there_copies_nothing() -> None:
    made = edition([passage("op1", "First.")])
    assert with_citation(made, Anchor(made.key, "op9")) == ""


def test_no_break_spaces_and_rare_characters_are_copied_as_they_are() -> None:
    made = edition([passage("op1", "para.\u00a06 of 𠮷")])
    anchor = Anchor(made.key, "op1", 0, 7, "para.\u00a06")
    assert with_citation(made, anchor).startswith("“para.\u00a06”")
