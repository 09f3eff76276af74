"""My library with 2,000 documents: narrowed while one types, within a frame of the screen."""

import random

from db.models import EditionKey
from db.shelf.details import Details
from db.shelf.filtering import Shelf, Wanted
from db.shelf.volumes import Volume

DOCUMENTS = 2_000
FRAME = 1 / 60
"""Seconds a frame has, and a key has to be answered in."""


def volumes() -> list[Volume]:
    dice = random.Random(1)
    subjects = [f"Subject {n}" for n in range(1_000)]
    made = []
    for n in range(DOCUMENTS):
        symbol = f"A/RES/{dice.randint(60, 80)}/{n}"
        own = Details(
            f"On the work of committee {dice.randint(1, 400)} and its report {n}", symbol,
            f"{dice.randint(2000, 2025)}-12-01", "General Assembly", symbol.split("/")[2],
            tuple(dice.sample(subjects, 8)),
        )  # fmt: skip
        keys = tuple(EditionKey(symbol, "official", one) for one in dice.sample(
            ["en", "fr", "ar"], dice.randint(1, 3)))  # fmt: skip
        made.append(Volume(symbol, "resolution", own, own, keys, keys, ("official",), 30))
    return made


def test_a_key_typed_into_my_library(benchmark):
    """Two words, a filter and a sort; beside it the words alone, looked for in plain strings."""
    shelf = Shelf(volumes())
    wanted = Wanted("committee 12", {"language": frozenset({"fr"})}, "title")
    shelf.narrow(wanted)
    texts = shelf._texts
    found = benchmark(shelf.narrow, wanted)
    assert 0 < len(found.volumes) < DOCUMENTS
    assert sum("committee" in text and "12" in text for text in texts) >= len(found.volumes)
    if benchmark.stats:
        assert benchmark.stats.stats.median < FRAME
