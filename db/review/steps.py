"""The steps of a person who puts the paragraphs of a text right, each a function of a draft.

A step returns the draft after it and the place of the paragraph that one is at then; it raises
UsageError, with what to do, where it cannot be taken.
"""

import re
from collections.abc import Iterable

from db.address import is_label
from db.errors import UsageError
from db.formats import numbering
from db.formats.cover import symbols_in
from db.models import Passage
from db.review.draft import (
    COUNTED,
    NUMBERED,
    Draft,
    count_on,
    free,
    named,
    points_freely,
    sources,
    with_passages,
)
from db.text import collapse

WORD = re.compile(r"\w")
CLOSE = re.compile("[\u3000-\u9fff\uff00-\uffef-]$")
"""What is joined to what follows without a space: Chinese, and a word parted by its hyphen."""

Step = tuple[Draft, int]
"""A draft after a step, and the place of the paragraph that one is at then."""


def merge(draft: Draft, place: int) -> Step:
    """Join a paragraph to the one before it, whose label it gets."""
    if place < 1:
        raise UsageError("There is no paragraph before this one to join it to.")
    first, second = draft.passages[place - 1], draft.passages[place]
    between = "" if CLOSE.search(first.text) else " "
    begins = len(first.text) + len(between)
    marks = tuple((begins + at, label) for at, label in second.footnotes)
    whole = retold(first, first.text + between + second.text, (*first.footnotes, *marks))
    whole = whole._replace(refs=tuple(dict.fromkeys((*first.refs, *second.refs))))
    kept = [*draft.passages[: place - 1], whole, *draft.passages[place + 1 :]]
    pages = [*draft.pages[:place], *draft.pages[place + 1 :]]
    made = with_passages(draft, _pointed(draft, kept, second.label, first.label), pages)
    made = named(made, points_freely(made, second.label, first.label))
    return count_on(made, second.label, place, -1), place - 1


def split(draft: Draft, place: int, at: int) -> Step:
    """Part a paragraph before the character `at`; a number there becomes the label."""
    whole = draft.passages[place]
    head, tail = whole.text[:at].rstrip(), whole.text[at:].lstrip()
    if not (WORD.search(head) and WORD.search(tail)):
        raise UsageError("Put the caret between two words: the paragraph is split there.")
    begins = len(whole.text) - len(tail)
    label, kind, cut = _continued(draft, whole, tail)
    first = retold(whole, head, [mark for mark in whole.footnotes if mark[0] <= at])
    marks = [(max(0, m - begins - cut), name) for m, name in whole.footnotes if m > at]
    second = Passage(label, kind, whole.voice, tail[cut:], part=whole.part,
                     refs=symbols_in(tail), footnotes=tuple(marks))  # fmt: skip
    room = count_on(draft, label, place + 1, 1)
    passages = [*room.passages[:place], first, second, *room.passages[place + 1 :]]
    pages = [*draft.pages[: place + 1], draft.pages[place], *draft.pages[place + 1 :]]
    moved = {name for _, name in marks}
    passages = [
        _of(one, draft, label) if one.kind == "footnote" and one.label in moved else one
        for one in passages
    ]
    return with_passages(draft, passages, pages), place + 1


def _continued(draft: Draft, whole: Passage, tail: str) -> tuple[str, str, int]:
    """Return label and kind of the second part of a paragraph, and how much its number takes."""
    taken = {one.label for one in draft.passages}
    if (match := numbering.TYPED.match(tail)) and (found := numbering.read(match[1])):
        label, kind = whole.label, "point"
        if found[0].style == "number" and (own := NUMBERED.match(whole.label)):
            label, kind = f"{own[1]}{found[0].segment}", whole.kind
        elif found[0].style != "number":
            above = whole.label.rpartition(".")[0] if whole.kind == "point" else whole.label
            label = f"{above}.{found[0].segment}"
        if label not in taken and is_label(label):
            return label, kind, match.end()
    if counted := COUNTED.fullmatch(whole.label):
        return f"{counted[1]}{int(counted[2]) + 1}", whole.kind, 0
    return free(whole.label, taken), whole.kind, 0


def drop(draft: Draft, place: int) -> Step:
    """Leave a paragraph out; of a footnote its marks go too."""
    if len(draft.passages) == 1:
        raise UsageError("It is the only paragraph: without it there would be no text.")
    gone = draft.passages[place]
    passages = [
        one._replace(sources=()) if one.sources == sources(draft, gone.label) else one
        for index, one in enumerate(draft.passages)
        if index != place
    ]
    pages = [*draft.pages[:place], *draft.pages[place + 1 :]]
    made = count_on(with_passages(draft, passages, pages), gone.label, place, -1)
    return made, min(place, len(passages) - 1)


def reword(draft: Draft, place: int, text: str) -> Step:
    """Put other words into a paragraph; footnotes' marks keep their place among the words."""
    one, words = draft.passages[place], collapse(text).strip()
    if not WORD.search(words):
        raise UsageError("A paragraph has words. Drop it if it is not part of the text.")
    same = 0
    while same < min(len(one.text), len(words)) and one.text[same] == words[same]:
        same += 1
    longer = len(words) - len(one.text)
    marks = [(at if at <= same else max(same, at + longer), name) for at, name in one.footnotes]
    passages = [*draft.passages[:place], retold(one, words, marks), *draft.passages[place + 1 :]]
    return with_passages(draft, passages, draft.pages), place


def _of(footnote: Passage, draft: Draft, label: str) -> Passage:
    return footnote._replace(sources=sources(draft, label))


def _pointed(draft: Draft, passages: list[Passage], old: str, new: str) -> list[Passage]:
    """Let the footnotes of one paragraph be another's."""
    theirs = sources(draft, old)
    return [_of(one, draft, new) if one.sources == theirs else one for one in passages]


def retold(one: Passage, text: str, marks: Iterable[tuple[int, str]]) -> Passage:
    """Return a passage with other words, its opener only if it still begins with it.

    What it refers to beside its words, in footnotes, stays.
    """
    opener = one.opener if text.startswith(one.opener) and text != one.opener else ""
    before = symbols_in(one.text)
    beside = [ref for ref in one.refs if ref not in before]
    kept = tuple(dict.fromkeys([*symbols_in(text), *beside]))
    within = sorted((min(max(at, 0), len(text)), label) for at, label in marks)
    return one._replace(text=text, opener=opener, refs=kept, footnotes=tuple(within))
