"""Citations, and that they can be typed back."""

import pytest

from db.address import Address, parse_address
from db.cite import cite
from db.errors import UsageError

CITED = [
    (Address("A/RES/78/311"), "A/RES/78/311"),
    (Address("A/RES/78/311", "op6"), "A/RES/78/311, para. 6"),
    (Address("A/RES/78/311", "op6.a"), "A/RES/78/311, para. 6 (a)"),
    (Address("A/RES/78/311", "op6.a.ii"), "A/RES/78/311, para. 6 (a) (ii)"),
    (Address("A/RES/78/311", "pp7"), "A/RES/78/311, seventh preambular paragraph"),
    (Address("A/RES/78/311", "pp21.a"), "A/RES/78/311, twenty-first preambular paragraph (a)"),
    (Address("A/RES/79/1", "annex1"), "A/RES/79/1, annex I"),
    (Address("A/RES/79/1", "annex1.60"), "A/RES/79/1, annex I, para. 60"),
    (Address("A/RES/79/1", "annex2.pp2"), "A/RES/79/1, annex II, second preambular paragraph"),
    (Address("A/RES/78/311", "record.draft_date"), "A/RES/78/311, record, draft date"),
    (Address("A/RES/78/311", "fn2"), "A/RES/78/311, footnote 2"),
    (Address("fu-cong", "p2"), "fu-cong, para. 2"),
]


@pytest.mark.parametrize(("address", "citation"), CITED)
def test_the_united_nations_style(address: Address, citation: str) -> None:
    assert cite(address) == citation


@pytest.mark.parametrize(("address", "citation"), CITED)
def test_a_citation_can_be_typed_back(address: Address, citation: str) -> None:
    assert parse_address(citation) == address


def test_a_preamble_longer_than_words_can_count() -> None:
    assert cite(Address("A/RES/1/1", "pp99")) == "A/RES/1/1, ninety-ninth preambular paragraph"
    assert cite(Address("A/RES/1/1", "pp100")) == "A/RES/1/1, PP100"


def test_an_annex_without_a_number() -> None:
    assert cite(Address("A/RES/70/1", "annex.60")) == "A/RES/70/1, annex, para. 60"


def test_a_style_that_does_not_exist() -> None:
    with pytest.raises(UsageError, match="no citation style “chicago”"):
        cite(Address("fu-cong", "p2"), "chicago")
