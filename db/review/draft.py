"""A text as it would be stored, and how its paragraphs are named: labels stay apart.

Labels that are a count (`pp3`, `h2`, `u5`) count on when a paragraph comes or goes; those that are
the document's own numbers (`op6`, `p12`) stay what they are. The points of a paragraph, and the
footnotes in it, follow its label.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from db.address import describe, is_label
from db.errors import UsageError
from db.models import Document, EditionKey, Passage

COUNTED = re.compile(r"((?:annex\d*\.)?(?:pp|u|h))(\d+)")
NUMBERED = re.compile(r"((?:annex\d*\.)?(?:op|p|fn)?)(\d+)")


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as it would be stored; `pages` says where each passage begins, 0 where unknown."""

    document: Document
    key: EditionKey
    title: str
    passages: tuple[Passage, ...]
    pages: tuple[int, ...]
    provenance: Mapping[str, str] = field(default_factory=dict)


def counts_in(label: str, head: str) -> int:
    """Return the number of a label that is `head` and a number; 0 of any other."""
    rest = label.removeprefix(head) if label.startswith(head) else ""
    return int(rest) if rest.isdecimal() else 0


def free(label: str, taken: Iterable[str]) -> str:
    """Return the label of one more paragraph of the same number: `op3.r2`."""
    return next_free(f"{re.sub(r'[.]r[0-9]+$', '', label)}.r", taken, 2)


def next_free(head: str, taken: Iterable[str], number: int) -> str:
    """Return the first label from `number` on that no paragraph has."""
    taken = set(taken)
    while f"{head}{number}" in taken:
        number += 1
    return f"{head}{number}"


def points_named(draft: Draft, old: str, new: str) -> dict[str, str]:
    """Return the labels that the points of a paragraph get when it gets another one."""
    below = f"{old}."
    return {
        one.label: new + one.label.removeprefix(old)
        for one in draft.passages
        if one.label.startswith(below) and not re.fullmatch(r"r\d+", one.label[len(below) :])
    }


def points_freely(draft: Draft, old: str, new: str) -> dict[str, str]:
    """Name the points of a paragraph for another one, beside those that it has."""
    taken = {one.label for one in draft.passages}
    names = points_named(draft, old, new)
    return {key: name if name not in taken else free(name, taken) for key, name in names.items()}


def count_on(draft: Draft, label: str, start: int, by: int) -> Draft:
    """Count on (or back) what is counted like `label`, from its number and place on."""
    counted = COUNTED.fullmatch(label)
    if counted is None:
        return draft
    head, number = counted[1], int(counted[2])
    names: dict[str, str] = {}
    for one in draft.passages[start:]:
        found = counts_in(one.label, head)
        if found >= number + (by < 0):
            names[one.label] = f"{head}{found + by}"
    for old, new in list(names.items()):
        names |= points_named(draft, old, new)
    return named(draft, names) if names else draft


def named(draft: Draft, names: Mapping[str, str]) -> Draft:
    """Give passages other labels, in footnotes too; raises UsageError where two would be one."""
    sources = {source(draft, old): source(draft, new) for old, new in names.items()}
    passages = [
        one._replace(
            label=names.get(one.label, one.label),
            sources=tuple(sources.get(source, source) for source in one.sources),
            footnotes=tuple((at, names.get(label, label)) for at, label in one.footnotes),
        )
        for one in draft.passages
    ]
    seen: set[str] = set()
    for one in passages:
        if one.label in seen:
            raise UsageError(
                f"{describe(one.label).capitalize()} is there already. Give that paragraph "
                "another label first."
            )
        if not is_label(one.label):
            raise UsageError(f"“{one.label}” cannot be a label: it is too deep or too large.")
        seen.add(one.label)
    return replace(draft, passages=tuple(passages))


def source(draft: Draft, label: str) -> str:
    """Return the address of a paragraph, as its footnotes name it."""
    return f"{draft.document.id} {label}".strip()


def sources(draft: Draft, label: str) -> tuple[str]:
    """Return what the footnotes of a paragraph have as their sources."""
    return (source(draft, label),)


def with_passages(draft: Draft, passages: Sequence[Passage], pages: Sequence[int]) -> Draft:
    """Return the draft with other passages; marks of footnotes that are gone go too."""
    notes = {one.label for one in passages if one.kind == "footnote"}
    tidy = [
        one._replace(footnotes=tuple(mark for mark in one.footnotes if mark[1] in notes))
        if any(label not in notes for _, label in one.footnotes)
        else one
        for one in passages
    ]
    return replace(draft, passages=tuple(tidy), pages=tuple(pages))
