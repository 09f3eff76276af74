"""A passage cut into runs: stretches of its text that are set alike, and marks of footnotes."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from db.references import Reference


class Run(NamedTuple):
    """Words to be set: a stretch of the text, or (`mark`) a footnote's number put in between.

    `target` is the address they lead to, if they lead anywhere.
    """

    words: str
    target: str = ""
    opener: bool = False
    mark: bool = False


def runs(
    words: str, opener: int, links: Sequence[Reference], marks: Sequence[tuple[int, str, str]]
) -> Iterator[Run]:
    """Cut a text at its opener's end, its links and its footnotes' marks (place, number, target).

    Places are code points; the runs that are no marks are the text again, whole.
    """
    cuts = {0, opener, *(one.start for one in links), *(one.end for one in links)}
    cuts |= {place for place, _, _ in marks}
    edges = sorted(cut for cut in cuts if cut <= len(words))
    leads = {one.start: one for one in links}
    link: Reference | None = None
    for start, end in zip(edges, [*edges[1:], len(words)], strict=True):
        for place, number, target in marks:
            if place == start:
                yield Run(number, target, mark=True)
        link = leads.get(start, link if link and start < link.end else None)
        if start < end:
            yield Run(words[start:end], link.target if link else "", start < opener)
