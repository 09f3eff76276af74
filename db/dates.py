"""Dates as people write them, from ISO 8601 as the library keeps them."""

from collections.abc import Sequence

MONTHS: Sequence[str] = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def date_parts(iso: str) -> tuple[int, ...]:
    """Return year, month and day as far as an ISO date gives them; empty for anything else."""
    parts = iso.split("-")
    if not (1 <= len(parts) <= 3 and all(part.isdecimal() for part in parts)):
        return ()
    found = tuple(map(int, parts))
    within = all(1 <= n <= top for n, top in zip(found[1:], (12, 31), strict=False))
    return found if len(parts[0]) == 4 and within else ()


def spoken_date(iso: str) -> str:
    """Write an ISO date as the United Nations do: 1 July 2024; anything else stays as it is."""
    match date_parts(iso):
        case (year, month, day):
            return f"{day} {MONTHS[month - 1]} {year}"
        case (year, month):
            return f"{MONTHS[month - 1]} {year}"
    return iso
