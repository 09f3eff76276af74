"""Questions on what changed: the wording of this year beside that of an earlier one."""

import re
from collections.abc import Iterator
from random import Random

from db.library.compare import compare
from db.models import Edition, Passage
from db.quiz.generate.facts import Span
from db.quiz.generate.gapping import OPTIONS, gapped, wrong
from db.quiz.generate.material import Material, folded
from db.quiz.generate.numbers import is_of_a_row, numbers_near
from db.quiz.generate.verbs import openers_like
from db.quiz.generate.vocabulary import vocabulary
from db.quiz.models import Question

_LONGEST = 60

_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_SESSIONS = tuple(
    said
    for tens, round_ in (("sixty", "sixtieth"), ("seventy", "seventieth"), ("eighty", "eightieth"))
    for said in (round_, *(f"{tens}-{unit}" for unit in _UNITS))
)
"""Sessions as resolutions name them, from the sixtieth."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_DATED = re.compile(r"\d/\d+[^\d]{1,12}\d{1,2}[^\d]{3,14}$")
"""A symbol and a day: they tell the year that follows."""

_PERIOD = re.compile(r"(?:19|20)\d\d[ \u00a0](?:to|until)[ \u00a0][^,;]{0,16}$")
"""The first date of a period, which tells the year of the last."""

_NUMBERED = re.compile(r"\bparagraphs?[ \u00a0]$")
"""A paragraph's number, which follows from the numbering and not from the matter."""

_FIGURES = re.compile(r"\d[,.]$|[,.]\d")
"""A number of which the new words are only some figures."""


def changes(material: Material, draw: Random) -> Iterator[Question]:
    """Ask for the words that are new, the old ones among those to choose from."""
    if material.earlier is None:
        return
    by_label = {one.label: one for one in material.passages}
    fresh = list(_fresh(material, material.earlier))
    for label, old, span in draw.sample(fresh, len(fresh)):
        passage = by_label[label]
        new = passage.text[slice(*span)]
        if not _alike(new, old) or _is_told(new, passage, span):
            continue
        first = wrong(new, [old], material, passage, draw)
        more = wrong(new, _near(material, passage, new, draw), material, passage, draw)
        others = [*first, *(one for one in more if one not in first)][:OPTIONS]
        question = gapped(
            material, passage, span, others if first else (), sort="changed wording",
            asks=f"Which words replace those of {material.earlier.key.document} in", difficulty=3,
        )  # fmt: skip
        if question:
            yield question


def _fresh(material: Material, earlier: Edition) -> Iterator[tuple[str, str, Span]]:
    """Yield where a paragraph's words are new, and the old ones."""
    for pair in compare(earlier, material.edition, material.strengths).pairs:
        if pair.left is None or pair.right is None or pair.right.label not in material.folded:
            continue
        for change in pair.changes:
            old = pair.left.text[slice(*change.left)].strip()
            start, end = change.right
            new = pair.right.text[start:end]
            start += len(new) - len(new.lstrip())
            new = new.strip()
            if folded(old).strip() and folded(new).strip() and max(len(old), len(new)) <= _LONGEST:
                yield pair.right.label, old, (start, start + len(new))


def _is_told(new: str, passage: Passage, span: Span) -> bool:
    """Tell whether the clause says the new words in another way."""
    before = passage.text[: span[0]]
    if new.isdigit() and is_of_a_row(passage.text, span):
        return True
    if _YEAR.fullmatch(new) and (_DATED.search(before) or _PERIOD.search(before)):
        return True
    partly = _FIGURES.search(before[-2:]) or _FIGURES.match(passage.text[span[1] :])
    if partly or _NUMBERED.search(before):
        return True
    number = str(_SESSIONS.index(new) + 60) if new in _SESSIONS else ""
    return bool(number and re.search(rf"(?<!\d){number}(?!\d)", passage.text))


def _near(material: Material, passage: Passage, new: str, draw: Random) -> list[str]:
    """List what could stand where the new words do: openings, sessions, years or numbers."""
    if new == passage.opener:
        return openers_like(material, passage)
    if new in _SESSIONS:
        place = _SESSIONS.index(new)
        return list(_SESSIONS[max(0, place - 2) : place + 3])
    if _YEAR.fullmatch(new):
        return [str(int(new) + n) for n in (-2, -1, 1, 2)]
    return numbers_near(new, vocabulary(material.language), draw) if new.isdigit() else []


def _alike(new: str, old: str) -> bool:
    """Tell whether two wordings are of one form; of others no certain wrong options are known."""
    if new.isdigit() and old.isdigit():
        return max(int(new), int(old)) <= 3 * min(int(new), int(old))
    if new.isdigit() or old.isdigit():
        return False
    return (new in _SESSIONS) is (old in _SESSIONS) and new[:1].isupper() is old[:1].isupper()
