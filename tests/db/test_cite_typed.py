"""Ranges of paragraphs as people type them."""

import pytest

from db.address import Address
from db.cite.typed import parse_range
from db.errors import UsageError


@pytest.mark.parametrize(
    ("typed", "document", "first", "last"),
    [
        ("A/RES/78/311 op6-op8", "A/RES/78/311", "op6", "op8"),
        ("78/311 op6–8", "A/RES/78/311", "op6", "op8"),
        ("78/311 PP2 to PP4", "A/RES/78/311", "pp2", "pp4"),
        ("78/311, paras. 6-8", "A/RES/78/311", "op6", "op8"),
        ("78/311 para. 4 (a)-(c)", "A/RES/78/311", "op4.a", "op4.c"),
        ("78/311 pp14-op2", "A/RES/78/311", "pp14", "op2"),
        ("79/1 annex I, 60-62", "A/RES/79/1", "annex1.60", "annex1.62"),
        ("A/RES/ES-11/1 op1-op3", "A/RES/ES-11/1", "op1", "op3"),
        ("fu-cong p1-p3", "fu-cong", "p1", "p3"),
        ("press-report 2-4", "press-report", "p2", "p4"),
        ("hrc-56 p2", "hrc-56", "p2", ""),
        ("hrc-56", "hrc-56", "", ""),
        ("78/311 op8-op6", "A/RES/78/311", "op6", "op8"),
        ("78/311 op6-op6", "A/RES/78/311", "op6", ""),
    ],
)
def test_a_range_is_read(typed: str, document: str, first: str, last: str) -> None:
    assert parse_range(typed) == (Address(document, first), last)


@pytest.mark.parametrize("typed", ["78/311 op6-", "78/311 op6-x8y", "", "78/311 -op6"])
def test_what_is_no_range_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(UsageError, match=r"\.$"):
        parse_range(typed)
