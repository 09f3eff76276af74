"""The phrases of a paragraph: what it speaks of, in words that stand side by side.

In spaced languages a phrase is a run of words between links, verbs and punctuation; in Chinese a
run of characters between the little ones. No grammar is known: what is doubtful is left out.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from db.models import Passage
from db.quiz.generate.material import Material, folded
from db.quiz.generate.vocabulary import Vocabulary, vocabulary
from db.text import is_ideograph

_LETTER = r"(?:[^\W\d_]|[\u064b-\u0652\u0670])"
"""A letter, or an Arabic vowel mark within a word."""

_WORD = re.compile(rf"{_LETTER}+(?:[-\u2011]{_LETTER}+)*(?:’s\b)?")
_JOINTS = frozenset({" ", "\u00a0", "’"})
_LONGEST = 4
"""Words of a phrase; a longer run is no phrase but a list or a sentence."""

_NAME = re.compile(
    r"(?<!^)(?<![.:;“] )(?<![\w\u2011-])"
    r"[A-Z][\w’-]+(?:(?: of the| of| on| and| for)? [A-Z][\w’-]+){1,5}"
)
_LINK = r"(?:(?:to|of|on|and|for|in|against|the|by|with|from) )*"
_CUT_BEFORE = re.compile(rf"(?:[-\u2011“]|[–—] |\b[A-Z][\w’-]*,? {_LINK})$")
_CUT_AFTER = re.compile(rf"(?:[-\u2011”]| [–—]| {_LINK}[A-Z]|, [A-Z])")
"""Where a name goes on before or after the words found: it is taken whole or not at all."""

_LONGEST_RUN = 8
"""Characters of a Chinese phrase."""

_BEFORE_NOUNS = frozenset("的和与或、“")
"""What stands before a noun in Chinese, or before another word of its list."""

_NO_NOUN = frozenset("在对向将从使为由等并其这该及于以之更很最又也均已即可应须被把让给")
"""Chinese characters that mostly stand between words: what holds one may be a cut sentence."""


class Term(NamedTuple):
    """Words of a paragraph with their place in it."""

    words: str
    start: int
    end: int


class Token(NamedTuple):
    """A word of a paragraph; `plain` is lower case, `gap` what stands between it and the last."""

    word: str
    plain: str
    start: int
    end: int
    gap: str

    @property
    def joined(self) -> bool:
        """Whether nothing but a space stands before it."""
        return self.gap in _JOINTS


class Phrasing:
    """The phrases of a document's paragraphs, found when they are asked for."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self.vocabulary: Vocabulary = vocabulary(material.language)
        self._tokens: dict[str, list[Token]] = {}
        self._held: dict[str, bool] = {}

    def tokens(self, passage: Passage) -> list[Token]:
        """Return a paragraph's words in order."""
        found = self._tokens.get(passage.label)
        if found is None:
            found = self._tokens[passage.label] = list(_tokens(passage.text))
        return found

    @cached_property
    def doable(self) -> frozenset[str]:
        """What stands behind `to` somewhere: it may be a verb wherever it stands."""
        if self.vocabulary.language != "en":
            return frozenset()
        found = set(self.vocabulary.acts)
        for one in self._material.passages:
            words = self.tokens(one)
            found |= {
                then.plain for first, then in pairwise(words) if first.plain == "to" and then.joined
            }
        return frozenset(found | {f"{one}s" for one in found})

    def holds(self, token: Token) -> bool:
        """Tell whether a word can be of a noun phrase, as far as is told without grammar."""
        held = self._held.get(token.word)
        if held is None:
            held = self._held[token.word] = self._can_hold(token)
        return held

    def _can_hold(self, token: Token) -> bool:
        return (
            len(token.word) > 2
            and not token.word[:1].isupper()
            and token.plain not in self.vocabulary.links
            and token.plain not in self.doable
            and not self.vocabulary.verbal.match(token.plain)
        )

    def __call__(self, passage: Passage) -> list[Term]:
        """Return the phrases of a paragraph in order: names, and runs of two to four words."""
        after = len(passage.opener)
        if self._material.language == "zh":
            return list(self._chunks(passage, after))
        return self.names(passage) + list(self._runs(passage, after))

    def names(self, passage: Passage) -> list[Term]:
        """Return the names of a paragraph that are of several words; of English texts only."""
        if self.vocabulary.language != "en":
            return []
        return list(_names(passage.text, len(passage.opener)))

    def form(self, token: Token) -> str:
        """Tell a word's form by its ending; empty where it is not known.

        An adjective from a noun in English; elsewhere an adjective's ending, which agrees.
        """
        known = self.vocabulary
        if known.language != "en":
            return token.plain[-2:] if known.bare.match(token.plain) else ""
        if known.bare.match(token.plain):
            return "adjective"
        return "noun" if known.noun.match(token.plain) else ""

    def _runs(self, passage: Passage, after: int) -> Iterator[Term]:
        run: list[Token] = []
        words = [one for one in self.tokens(passage) if one.start >= after]
        for place, token in enumerate(words):
            goes_on = token.joined and bool(run)
            if self.holds(token) and (goes_on or not _tied(words, place)):
                if not goes_on:
                    yield from self._taken(passage, run)
                    run = []
                run.append(token)
                continue
            if not (token.joined and self._cuts(token)):
                yield from self._taken(passage, run)
            run = []
        yield from self._taken(passage, run)

    def _taken(self, passage: Passage, run: list[Token]) -> Iterator[Term]:
        english = self.vocabulary.language == "en"
        many = english and any(map(_is_plural, run[:-1]))
        if 2 <= len(run) <= (_LONGEST if english else 3) and self.ends(run[-1]) and not many:
            start, end = run[0].start, run[-1].end
            yield Term(passage.text[start:end], start, end)

    def ends(self, token: Token) -> bool:
        """Tell whether a noun phrase can end with a word."""
        known = self.vocabulary
        return bool(known.noun.match(token.plain)) and not known.bare.match(token.plain)

    def _cuts(self, token: Token) -> bool:
        """Tell whether a run does not end before this word but is cut by it."""
        if token.word[:1].isupper() or token.plain in self.doable:
            return True
        return self.vocabulary.language == "en" and token.plain.endswith("ing")

    def _chunks(self, passage: Passage, after: int) -> Iterator[Term]:
        """Yield the runs between what joins and what acts, taken whole, where nouns stand."""
        links = "|".join(sorted(self.vocabulary.links, key=len, reverse=True))
        start = after
        for match in re.finditer(rf"{links}|[\W\d_a-zA-Z]+|$", passage.text):
            run = passage.text[start : match.start()]
            nominal = passage.text[max(0, start - 1) : start] in _BEFORE_NOUNS
            if nominal and 4 <= len(run) <= _LONGEST_RUN and _is_noun(run):
                yield Term(run, start, match.start())
            start = max(start, match.end())


def _is_noun(run: str) -> bool:
    """Tell whether a run of characters can be a Chinese noun: none of them is a little word."""
    return not _NO_NOUN & set(run) and all(map(is_ideograph, run))


def _tokens(words: str) -> Iterator[Token]:
    last = 0
    for match in _WORD.finditer(words):
        start, end = match.span()
        yield Token(match[0], match[0].casefold().replace("\u2011", "-"), start, end,
                    words[last:start])  # fmt: skip
        last = end


def _is_plural(token: Token) -> bool:
    """Tell whether a noun seems to be one of many, which stands last in a phrase."""
    return token.plain.endswith("s") and not token.plain.endswith(("ss", "us", "is", "ics"))


def _tied(words: list[Token], place: int) -> bool:
    """Tell whether a name, or its last word, stands right before: a phrase would be cut."""
    return place > 0 and words[place].joined and words[place - 1].word[:1].isupper()


def _names(words: str, after: int) -> Iterator[Term]:
    for match in _NAME.finditer(words):
        start, end = match.span()
        if (
            start >= after
            and not match[0].endswith("’s")
            and not (_CUT_BEFORE.search(words[after:start]) or _CUT_AFTER.match(words[end:]))
        ):
            yield Term(match[0], start, end)


def weigher(material: Material) -> Callable[[Term], float]:
    """Return what weighs words by how seldom they stand in the library, and how seldom here."""
    common, spread = material.common, material.spread

    def weigh(term: Term) -> float:
        words = folded(term.words).split()
        if not words:
            return 0.0
        rare = sum(1 - min(1.0, 5 * common.get(word, 0.0)) for word in words) / len(words)
        here = min(spread.get(word, 0) for word in words) / max(1, len(material.passages))
        return rare * (1 - here)

    return weigh


def rarest(words: str, common: Mapping[str, float]) -> float:
    """Return in what share of the library's paragraphs the least common of the words stands."""
    return min((common.get(word, 0.0) for word in folded(words).split()), default=1.0)
