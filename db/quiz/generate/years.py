"""Questions on what changed: the wording of this year beside that of an earlier one."""

from collections.abc import Iterator
from random import Random

from db.library.compare import compare
from db.models import Passage
from db.quiz.generate.facts import alike, numbers_near
from db.quiz.generate.gapping import OPTIONS, gapped, wrong
from db.quiz.generate.material import Material, folded
from db.quiz.models import Question

_LONGEST = 60

_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_SESSIONS = tuple(
    said
    for tens, round_ in (("sixty", "sixtieth"), ("seventy", "seventieth"), ("eighty", "eightieth"))
    for said in (round_, *(f"{tens}-{unit}" for unit in _UNITS))
)
"""Sessions as resolutions name them."""


def changes(material: Material, draw: Random) -> Iterator[Question]:
    """Ask for the words that are new, the old ones among those to choose from."""
    if material.earlier is None:
        return
    pairs = compare(material.earlier, material.edition, material.strengths).pairs
    fresh: list[tuple[str, str, str, tuple[int, int]]] = []
    for pair in pairs:
        if pair.left is None or pair.right is None or pair.right.label not in material.folded:
            continue
        for change in pair.changes:
            old = pair.left.text[slice(*change.left)].strip()
            start, end = change.right
            new = pair.right.text[start:end]
            start += len(new) - len(new.lstrip())
            new = new.strip()
            if folded(old).strip() and folded(new).strip() and max(len(old), len(new)) <= _LONGEST:
                fresh.append((pair.right.label, old, new, (start, start + len(new))))
    by_label = {one.label: one for one in material.passages}
    for label, old, new, span in draw.sample(fresh, len(fresh)):
        passage = by_label[label]
        first = wrong(new, [old] if _alike(new, old) else [], material, passage, draw)
        if not first:
            continue
        more = wrong(new, _near(material, passage, new), material, passage, draw)
        others = [*first, *(one for one in more if one not in first)][:OPTIONS]
        question = gapped(
            material, passage, span, others, sort="changed wording",
            asks=f"Which words replace those of {material.earlier.key.document} in", difficulty=3,
        )  # fmt: skip
        if question:
            yield question


def _near(material: Material, passage: Passage, new: str) -> list[str]:
    """List what could stand where the new words do: openings, sessions, or numbers."""
    if new == passage.opener:
        return [one.opener for one in material.passages if one.kind == passage.kind and one.opener]
    if new in _SESSIONS:
        place = _SESSIONS.index(new)
        return list(_SESSIONS[max(0, place - 2) : place + 3])
    return [one for one in numbers_near(new) if alike(new, one)] if new.isdigit() else []


def _alike(new: str, old: str) -> bool:
    """Tell whether two wordings are of one form; of others no certain wrong options are known."""
    if new.isdigit() or old.isdigit():
        return new.isdigit() and old.isdigit() and alike(new, old)
    return (new in _SESSIONS) is (old in _SESSIONS) and new[:1].isupper() is old[:1].isupper()
