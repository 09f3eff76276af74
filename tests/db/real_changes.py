"""Real texts and what became of them: the ground on which anchors are measured.

A change is an edition and the one that takes its place: the next year's resolution of the same
title; the XML edition set as a Word file and read again; a PDF's paragraphs against its bare text.
What is right is told by `db.library.compare`, which knows nothing of anchors: it pairs paragraphs
by an alignment of the two texts, then their words.
"""

import random
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from paper import Paper, as_word
from rapidfuzz import fuzz

from db import text
from db.formats.prose import Parsed
from db.formats.reading import read
from db.library.compare import Pair, compare
from db.models import Anchor, Edition, EditionKey, Passage
from db.notes import anchors
from db.notes.anchors import Ground, Resolution

BEFORE = EditionKey("before", "import", "en")
AFTER = EditionKey("after", "import", "en")
LENGTHS = (1, 1, 2, 3, 5, 8, 13, 21, 40)
"""Words that people highlight: a term, a phrase, a clause, a sentence or more."""


@dataclass
class Change:
    """What a text was, what it is, and how the paragraphs correspond, by label."""

    kind: str
    name: str
    before: Sequence[Passage]
    after: Sequence[Passage]
    pairs: dict[str, Pair]
    ground: Ground


@dataclass(frozen=True)
class Outcome:
    """What became of a highlight: right, wrong or orphan, and where it was looked for."""

    change: Change
    anchor: Anchor
    found: Resolution
    verdict: str
    expected: str


def changed(kind: str, name: str, before: Sequence[Passage], after: Sequence[Passage]) -> Change:
    """Compare two texts."""
    editions = (Edition(BEFORE, "", tuple(before)), Edition(AFTER, "", tuple(after)))
    pairs = {pair.left.label: pair for pair in compare(*editions).pairs if pair.left}
    return Change(kind, name, before, after, pairs, Ground(after))


def of_the_next_year(shared: Path, count: int) -> Iterator[Change]:
    """Pair resolutions with those of the same title a session later."""
    with zipfile.ZipFile(shared / "corpora" / "ga-english-75-80.zip") as archive:
        by_session: dict[str, dict[str, str]] = defaultdict(dict)
        names = sorted(name for name in archive.namelist() if name.endswith(".xml"))
        picked = random.Random(6).sample(names, len(names))
        parsed: dict[str, dict[str, Parsed]] = defaultdict(dict)
        for name in picked:
            session = name.partition("session")[0]
            for one in _read(archive.read(name), name):
                title = text.fold(one.document.title)
                parsed[title][session] = one
                by_session[title][session] = name
                for first, second in ((session, str(int(session) + 1)),
                                      (str(int(session) - 1), session)):  # fmt: skip
                    pair = parsed[title].get(first), parsed[title].get(second)
                    if pair[0] and pair[1] and count > 0:
                        count -= 1
                        yield changed("next year", by_session[title][first],
                                      pair[0].edition.passages,
                                      pair[1].edition.passages)  # fmt: skip
            if count <= 0:
                return


def of_word(shared: Path, count: int) -> Iterator[Change]:
    """Set XML editions as Word files, and read those."""
    with zipfile.ZipFile(shared / "corpora" / "ga-english-75-80.zip") as archive:
        names = sorted(name for name in archive.namelist() if name.endswith(".xml"))
        for name in random.Random(7).sample(names, count):
            for one in _read(archive.read(name), name)[:1]:
                paper = Paper(one.document, one.edition.passages)
                (again,) = read(as_word(paper), "x.docx")
                yield changed("Word", name, one.edition.passages, again.edition.passages)


def of_pdf(shared: Path) -> Iterator[Change]:
    """Read PDFs as the library does, and as bare text line by line."""
    for name in ("A_RES_73_3-EN.pdf", "A_RES_73_7-EN.pdf"):
        data = (shared / "corpora" / "pdf" / name).read_bytes()
        (one,) = read(data, name)
        lines = []
        with pypdfium2.PdfDocument(data) as paper:
            for page in paper:
                lines.append(page.get_textpage().get_text_bounded())
        (bare,) = read("\n".join(lines).replace("\r\n", "\n").encode(), "x.txt")
        yield changed("PDF", name, one.edition.passages, bare.edition.passages)


def _read(data: bytes, name: str) -> list[Parsed]:
    try:
        return read(data, name)
    except Exception:  # the reader's own tests say what of these files cannot be read
        return []


# highlights and verdicts ------------------------------------------------------------------------


def highlights(change: Change, count: int, seed: int = 0) -> Iterator[Anchor]:
    """Mark words as people do, in paragraphs taken at random."""
    dice = random.Random(f"{change.name} {seed}")
    marked = [p for p in change.before if p.kind not in {"record"} and len(p.text) > 20]
    for _ in range(count if marked else 0):
        passage = dice.choice(marked)
        words = text.tokens(text.fold_with_map(passage.text)[0])
        origin = text.fold_with_map(passage.text)[1]
        if not words:
            continue
        length = min(dice.choice(LENGTHS), len(words))
        first = dice.randrange(len(words) - length + 1)
        start, end = origin[words[first][1]], origin[words[first + length - 1][2]]
        yield anchors.make(BEFORE, passage, start, end)


def judge(change: Change, anchor: Anchor) -> Outcome:
    """Resolve a highlight on the changed text, and say what came of it."""
    found = anchors.resolve(anchor, change.ground)
    pair = change.pairs.get(anchor.label)
    expected = _expected(pair, anchor) if pair else None
    if found.state == "orphan":
        return Outcome(change, anchor, found, "orphan", str(expected))
    right = expected is not None and _is_there(found, pair, expected)
    verdict = "right" if right or _is_same_sentence(change, anchor, found) else "wrong"
    return Outcome(change, anchor, found, verdict, str(expected))


def _expected(pair: Pair, anchor: Anchor) -> tuple[int, int] | None:
    """Follow the words through the comparison of their paragraph; None where they are gone."""
    if pair.right is None:
        return None
    start, end = (_followed(pair, at) for at in (anchor.start, anchor.end))
    return (start, end) if start < end else None


def _followed(pair: Pair, at: int) -> int:
    assert pair.left is not None
    assert pair.right is not None
    ours = theirs = 0
    for change in pair.changes:
        if at < change.left[0]:
            break
        ours, theirs = change.left[1], change.right[1]
        if at <= change.left[1]:
            return change.right[0] if at == change.left[0] else change.right[1]
    return min(theirs + at - ours, len(pair.right.text)) if at >= ours else theirs


def _is_there(found: Resolution, pair: Pair | None, expected: tuple[int, int]) -> bool:
    """Tell whether a place is the one expected: the same paragraph, more than half in common."""
    if pair is None or pair.right is None or found.label != pair.right.label:
        return False
    common = min(found.end, expected[1]) - max(found.start, expected[0])
    return 2 * common > min(found.end - found.start, expected[1] - expected[0])


def _is_same_sentence(change: Change, anchor: Anchor, found: Resolution) -> bool:
    """Tell whether the words, or nearly they, stand there among the words they stood among.

    Paragraphs are merged, split and recited: then there is nothing else to tell it by.
    """
    left = next(p.text for p in change.before if p.label == anchor.label)
    right = change.ground.wordings[found.label].text
    one, other = _parts(left, anchor.start, anchor.end), _parts(right, found.start, found.end)
    before, after = one[0][-8:], one[2][:8]
    return (
        fuzz.ratio(" ".join(one[1]), " ".join(other[1])) >= 75
        and _alike(before, other[0][len(other[0]) - len(before) :])
        and _alike(after, other[2][: len(after)])
    )


def _parts(words: str, start: int, end: int) -> list[list[str]]:
    parts = (words[:start], words[start:end], words[end:])
    return [[word for word, _, _ in text.tokens(text.fold(part))] for part in parts]


def _alike(one: list[str], other: list[str]) -> bool:
    return fuzz.ratio(" ".join(one), " ".join(other)) >= 60


def table(outcomes: Sequence[Outcome]) -> str:
    """Count verdicts by kind of change, as lines to print."""
    lines = []
    for kind in (*dict.fromkeys(one.change.kind for one in outcomes), ""):
        counted = Counter(o.verdict for o in outcomes if kind in ("", o.change.kind))
        total = counted.total()
        parts = [f"{name} {counted[name]} ({100 * counted[name] / total:.2f} %)"
                 for name in ("right", "wrong", "orphan")]  # fmt: skip
        gone = sum(o.verdict == "orphan" and o.expected == "None" for o in outcomes
                   if kind in ("", o.change.kind))  # fmt: skip
        parts[-1] += f", of which {gone} have no words to go to"
        lines.append(f"{kind or 'all':>10}: {total} highlights: {', '.join(parts)}")
    return "\n".join(lines)
