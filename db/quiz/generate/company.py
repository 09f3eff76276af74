"""The company that words keep: which stand before, or behind, the same word.

What keeps the same company elsewhere reads well in a word's place: `regional`, `technical` and
`South-South` all stand before `cooperation`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from db.models import Passage
from db.quiz.generate.material import Material
from db.quiz.generate.phrases import Term, Token
from db.quiz.generate.vocabulary.words import words

_SHORTEST = 5
_VOWELS = frozenset("aeiou")
_BEFORE_SOUNDS = (["a"], ["an"])
"""English articles, which tell whether a vowel follows."""

_ABOVE = words("above below under within without against between across via per")
"""Prepositions behind which other words stand: no `regional` above the `pre-industrial` levels."""

_LIKELY = 7
"""So many of the library's words are the likeliest: what is seldom said there reads oddly."""

_GOVERNED = words("a al à au aux")
_JOINED = re.compile(r"([^\W\d_]{5,})[ \u00a0]and[ \u00a0]$")
_OF = re.compile(r" (?:of|on|for|and|to) ")

Keeping = tuple[str, ...]
"""A company: how a word stands in it, and beside which words."""


class Company:
    """Which words stand before, or behind, the same word; in spaced languages."""

    def __init__(self, material: Material) -> None:
        self._phrasing = material.phrasing
        self._beside = material.beside
        self._english = self._phrasing.vocabulary.language == "en"
        self._keeping: dict[Keeping, dict[str, None]] = defaultdict(dict)
        self._of: dict[tuple[str, int], Keeping] = {}
        for passage in material.passages:
            words = self._phrasing.tokens(passage)
            for place, token in enumerate(words):
                if len(token.word) >= _SHORTEST and self._phrasing.holds(token):
                    self._keep(passage, token, self._company(words, place))
            for name in self._phrasing.names(passage):
                self._keep(passage, name, ("name", _head(name.words)))

    def _keep(self, passage: Passage, one: Token | Term, company: Keeping) -> None:
        if company:
            self._of[passage.label, one.start] = company
            self._keeping[company].setdefault(passage.text[one.start : one.end])

    def terms(self, passage: Passage) -> list[Term]:
        """Return the words and names of a paragraph that keep any company."""
        names = self._phrasing.names(passage)
        single = [
            Term(one.word, one.start, one.end)
            for one in self._phrasing.tokens(passage)
            if one.start >= len(passage.opener) and (passage.label, one.start) in self._of
            and not any(name.start <= one.start < name.end for name in names)
        ]  # fmt: skip
        return names + single

    def like(self, term: Term, passage: Passage) -> list[str]:
        """Return what keeps the same company elsewhere in the document, of the same form."""
        company = self._of[passage.label, term.start]
        return self._fit(term, passage, self._keeping[company])

    def farther(self, term: Term, passage: Passage) -> list[str]:
        """Return what stands most often before the same word in the library, of the same form."""
        match self._of[passage.label, term.start]:
            case ("before", "adjective" as form, beside):
                found = self._beside.get(("before", beside), ())
                fit = self._fit(term, passage, [one for one in found if self._has(one, form)])
                return fit[:_LIKELY]
        return []

    def is_formula(self, term: Term, passage: Passage) -> bool:
        """Tell whether a term keeps its company in the library too: all know it from there."""
        if not self._english:
            return False
        if (joined := _JOINED.search(passage.text[: term.start])) and self._stands(
            "and", joined[1], term.words
        ):
            return True
        match self._of[passage.label, term.start]:
            case ("before" as side, _, word) | ("behind" as side, word, _):
                return self._stands(side, word, term.words)
        return False

    def _stands(self, side: str, word: str, said: str) -> bool:
        return said.replace("\u2011", "-") in self._beside.get((side, word), ())

    def _has(self, word: str, form: str) -> bool:
        token = Token(word, word, 0, 0, " ")
        return self._phrasing.holds(token) and self._phrasing.form(token) == form

    def _fit(self, term: Term, passage: Passage, fit: Iterable[str]) -> list[str]:
        """Keep what is of the number that a term is of, and fits the article before it."""
        before = passage.text[: term.start].split()[-1:]
        voiced = term.words[:1] in _VOWELS
        return [
            one
            for one in fit
            if one.endswith("s") == term.words.endswith("s")
            and (self._english or one[-1:] == term.words[-1:])
            and (before not in _BEFORE_SOUNDS or (one[:1] in _VOWELS) == voiced)
        ]

    def _company(self, words: Sequence[Token], place: int) -> Keeping:
        """Tell a word's company: the word behind it, or the one that it ends a phrase with."""
        token, known = words[place], self._phrasing
        before = words[place - 1] if place and token.joined else None
        behind = words[place + 1] if place + 1 < len(words) and words[place + 1].joined else None
        if behind and known.holds(behind):
            form = known.form(token) if known.vocabulary.adjectives_first else ""
            within = before and (before.plain in _ABOVE or (form == "noun" and known.holds(before)))
            return ("before", form, behind.plain) if form and not within else ()
        if before and known.ends(token):
            return self._behind(words[max(0, place - 2) : place], behind)
        return ()

    def _behind(self, before: Sequence[Token], behind: Token | None) -> Keeping:
        """Tell the company of what ends a phrase: the words before, and the link that follows."""
        known, last = self._phrasing, before[-1]
        head = before[0] if len(before) > 1 else None
        if known.holds(last):
            cut = not known.vocabulary.adjectives_first and head and known.holds(head)
            return () if cut else ("behind", last.plain, self._next(behind))
        if not head or not last.joined or last.plain not in known.vocabulary.links:
            return ()
        heads = known.ends(head) and known.holds(head) and len(head.word) >= _SHORTEST
        return ("of", head.plain, last.plain, self._next(behind)) if heads else ()

    def _next(self, behind: Token | None) -> str:
        """Tell what link follows a phrase; after adjectives only what an adjective governs."""
        known = self._phrasing.vocabulary
        if behind is None or behind.plain not in known.links:
            return ""
        return behind.plain if known.adjectives_first or behind.plain in _GOVERNED else ""


def _head(name: str) -> str:
    """Return the word that tells a name's kind: `Commission` of `Commission on Human Rights`."""
    return (_OF.split(name)[0].split() or [name])[-1]


class ChineseCompany:
    """Words of four characters that end in the same two: 国际合作, 区域合作."""

    def __init__(self, material: Material) -> None:
        self._phrasing = material.phrasing
        self._ending: dict[str, dict[str, None]] = defaultdict(dict)
        for passage in material.passages:
            for term in self.terms(passage):
                self._ending[term.words[2:]].setdefault(term.words)

    def terms(self, passage: Passage) -> list[Term]:
        """Return the words of four characters."""
        return [one for one in self._phrasing(passage) if len(one.words) == 4]

    def like(self, term: Term, passage: Passage) -> list[str]:
        """Return the words that end alike."""
        return list(self._ending[term.words[2:]])

    def farther(self, term: Term, passage: Passage) -> list[str]:
        """Return nothing: only the document's own words are known."""
        return []

    def is_formula(self, term: Term, passage: Passage) -> bool:
        """Tell nothing: the library's words of other languages are not known by their company."""
        return False
