"""Dates as people write them."""

import pytest

from db.dates import date_parts, spoken_date


@pytest.mark.parametrize(
    ("iso", "parts", "spoken"),
    [
        ("2024-07-01", (2024, 7, 1), "1 July 2024"),
        ("2024-07", (2024, 7), "July 2024"),
        ("2024", (2024,), "2024"),
        ("", (), ""),
        ("2024-13-01", (), "2024-13-01"),
        ("2024-12-32", (), "2024-12-32"),
        ("1 July 2024", (), "1 July 2024"),
        ("2024-00", (), "2024-00"),
        ("July 2024", (), "July 2024"),
        ("2024-7-x", (), "2024-7-x"),
        ("24-07-01", (), "24-07-01"),
        ("2024-07-01-02", (), "2024-07-01-02"),
    ],
)
def test_dates(iso: str, parts: tuple[int, ...], spoken: str) -> None:
    assert date_parts(iso) == parts
    assert spoken_date(iso) == spoken
