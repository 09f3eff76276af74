"""Questions on what changed: the wording of this year beside that of an earlier one."""

from collections.abc import Iterator
from random import Random

from db.library.compare import compare
from db.quiz.generate.gapping import OPTIONS, gapped, wrong
from db.quiz.generate.material import Material, folded
from db.quiz.models import Question

_LONGEST = 60


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
    wordings = [words for _, old, new, _ in fresh for words in (old, new)]
    for label, old, new, span in draw.sample(fresh, len(fresh)):
        passage = by_label[label]
        first = wrong(new, [old], material, passage, draw)
        more = wrong(new, wordings, material, passage, draw)
        if not first:
            continue
        others = [*first, *(one for one in _alike(new, more) if one not in first)][:OPTIONS]
        question = gapped(
            material, passage, span, others, sort="changed wording",
            asks=f"Which words replace those of {material.earlier.key.document} in", difficulty=3,
        )  # fmt: skip
        if question:
            yield question


def _alike(right: str, others: list[str]) -> list[str]:
    """Put first what is of the right one's form: digits, number of words, length."""

    def unlike(other: str) -> tuple[bool, int, int]:
        return (
            any(map(str.isdigit, other)) != any(map(str.isdigit, right)),
            abs(len(other.split()) - len(right.split())),
            abs(len(other) - len(right)),
        )

    return sorted(others, key=unlike)
