"""Which words of a text are terms of the glossary: the longest at each place, told as folded.

An abbreviation (`GDC`) is meant only in capitals, an operative or preambular verb only as the
text writes it (`Decides`). Offsets are code points.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from db.library.reference import GlossaryTerm
from db.text import fold_char, fold_with_map, tokens

_APART = frozenset(".;:!?()")


class Found(NamedTuple):
    """Words from `start` to `end` (excluded) that are a term."""

    start: int
    end: int
    term: GlossaryTerm


class _Form(NamedTuple):
    words: tuple[str, ...]
    exact: str
    term: GlossaryTerm


class Glossary:
    """The terms with their other names, ready to be found."""

    def __init__(self, terms: Iterable[GlossaryTerm]) -> None:
        self.terms: Sequence[GlossaryTerm] = tuple(terms)
        self._by_name: dict[str, GlossaryTerm] = {}
        self._forms: dict[str, list[_Form]] = {}
        for term in self.terms:
            for name in (term.term, *term.aliases):
                self._add(name, term)
        for forms in self._forms.values():
            forms.sort(key=lambda form: -len(form.words))

    def _add(self, name: str, term: GlossaryTerm) -> None:
        folded, _ = fold_with_map(name)
        words = tuple(word for word, _, _ in tokens(folded))
        if not words:
            return
        self._by_name.setdefault(folded, term)
        exact = name if term.kind == "verb" or name.isupper() else ""
        self._forms.setdefault(words[0], []).append(_Form(words, exact, term))

    def named(self, name: str) -> GlossaryTerm | None:
        """Return a term by its name or one of its other names."""
        return self._by_name.get(fold_with_map(name)[0])

    def find(self, text: str) -> list[Found]:
        """Find all terms in a text, in order and apart."""
        folded, origin = fold_with_map(text)
        parts = tokens(folded)
        found: list[Found] = []
        index = 0
        while index < len(parts):
            for form in self._forms.get(parts[index][0], ()):
                last = index + len(form.words) - 1
                if last < len(parts) and self._is_there(form, folded, parts, index):
                    start, end = origin[parts[index][1]], _end(text, origin[parts[last][2] - 1])
                    if not form.exact or text[start:end] == form.exact:
                        found.append(Found(start, end, form.term))
                        index = last
                        break
            index += 1
        return found

    @staticmethod
    def _is_there(
        form: _Form, folded: str, parts: Sequence[tuple[str, int, int]], index: int
    ) -> bool:
        for step, word in enumerate(form.words[1:], index + 1):
            between = folded[parts[step - 1][2] : parts[step][1]]
            if parts[step][0] != word or len(between) > 2 or not _APART.isdisjoint(between):
                return False
        return True

    def at(self, text: str, offset: int) -> Found | None:
        """Return the term at a place of a text."""
        return next((one for one in self.find(text) if one.start <= offset < one.end), None)


def _end(text: str, last: int) -> int:
    """Return where a word ends whose last letter is given, with the marks on that letter."""
    end = last + 1
    while end < len(text) and not fold_char(text[end]):
        end += 1
    return end


def first_of_each(found: Iterable[Found]) -> list[Found]:
    """Keep the first place of each term."""
    kept: dict[str, Found] = {}
    for one in found:
        kept.setdefault(one.term.term, one)
    return list(kept.values())
