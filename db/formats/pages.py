"""On which page of its file each paragraph begins: `1 pp1, 2 op4, 5 op12`.

Only the first paragraph of each page is written down: the others follow it in order.
"""

from collections.abc import Iterable, Sequence

from db.models import Passage


def written(begun: Iterable[tuple[int, str]]) -> str:
    """Write pages and labels, given in order, as the provenance of an edition has them."""
    kept: list[str] = []
    last = 0
    for page, label in begun:
        if page > last and label:
            kept.append(f"{page} {label}")
            last = page
    return ", ".join(kept)


def pages_of(record: str, passages: Sequence[Passage]) -> list[int]:
    """Return the page each passage begins on, 0 where it is not known.

    A footnote is where the paragraph is that it stands in.
    """
    begins: dict[str, int] = {}
    for entry in record.split(", "):
        number, _, label = entry.partition(" ")
        if number.isdecimal():
            begins[label] = int(number)
    found: list[int] = []
    page_of: dict[str, int] = {}
    page = 0
    for passage in passages:
        if passage.kind == "footnote" and passage.sources:
            found.append(page_of.get(passage.sources[0].rpartition(" ")[2], 0))
            continue
        page = begins.get(passage.label, page)
        page_of[passage.label] = page
        found.append(page)
    return found
