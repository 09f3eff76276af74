"""Questions on the words that matter: taken out of the company they keep.

The wrong options keep the same company elsewhere in the document: `regional`, `technical` and
`South-South` all stand before `cooperation`. So each reads well in the gap, and none was meant.
"""

import re
from collections.abc import Iterator
from random import Random

from db.models import Passage
from db.quiz.generate.company import ChineseCompany, Company
from db.quiz.generate.gapping import OPTIONS, gapped, wrong
from db.quiz.generate.material import Material, folded
from db.quiz.generate.phrases import Term, rarest, weigher
from db.quiz.models import Question

_OFTEN = 0.03
"""Share of the library's paragraphs: a word that stands in more is known from its formula."""

_EVERYWHERE = 0.1
"""Share of the document's paragraphs: a word in more is its subject, and always fits."""

_STEM = 6
_ENDING = 7
"""Letters at the end: two words of a clause that share them tell each other, as `regional` tells
`subregional` and `bilateral` tells `multilateral`."""

_ADVERB = re.compile(r"[a-z]ly $")
"""What an adverb belongs to is told by it: `easily accessible`."""

_HYPHENS = ("-", "\u2011")
_CUT = re.compile(r"[-\u2011](?: (?:and|or) )?$")
"""Behind a hyphen, also one whose word follows later: `gender- and age-sensitive`."""


def clozes(material: Material, draw: Random) -> Iterator[Question]:
    """Take a term that matters out of its paragraph, terms of the same company to choose from."""
    kept = ChineseCompany(material) if material.language == "zh" else Company(material)
    weigh = weigher(material)
    for passage in material.drawn(draw):
        terms = kept.terms(passage)
        for term in sorted(terms, key=lambda one: (-weigh(one), one.start))[:12]:
            if _is_known(term, material) or kept.is_formula(term, passage):
                continue
            if _is_told(term, passage):
                continue
            others = wrong(term.words, kept.like(term, passage), material, passage, draw)
            if len(others) < OPTIONS:
                more = wrong(term.words, kept.farther(term, passage), material, passage, draw)
                others += [one for one in more if one not in others]
            question = gapped(
                material, passage, (term.start, term.end), others[:OPTIONS], sort="key term",
                asks="Which words are missing from", difficulty=2,
            )  # fmt: skip
            if question:
                yield question


def _is_known(term: Term, material: Material) -> bool:
    """Tell whether a term is a common one, or what the whole document is about."""
    if rarest(term.words, material.common) > _OFTEN:
        return True
    stems = {word[:_STEM] for word in folded(term.words).split() if len(word) > 3}
    title = {word[:_STEM] for word in folded(material.edition.title).split()}
    spread = max((material.spread.get(word, 0) for word in folded(term.words).split()), default=0)
    return bool(stems & title) or spread > max(2, _EVERYWHERE * len(material.passages))


def _is_told(term: Term, passage: Passage) -> bool:
    """Tell whether the clause has a word of the term, or one like it, in another place too."""
    before, behind = passage.text[: term.start], passage.text[term.end :]
    if _CUT.search(before) or _ADVERB.search(before) or behind[:1] in _HYPHENS:
        return True
    rest = folded(f"{before} {behind}")
    words = [word for word in folded(term.words).split() if len(word) > 3]
    others = tuple(word for word in rest.split() if len(word) > 3)
    ends = {word[-_ENDING:] for word in rest.split() if len(word) >= _ENDING}
    return any(
        f"{word} " in rest or word[-_ENDING:] in ends or word.endswith(others) for word in words
    )
