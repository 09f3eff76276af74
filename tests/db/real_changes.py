"""Real texts and what became of them: the ground on which anchors are measured.

A change is an edition and the one that takes its place: the next year's resolution of the same
title; the XML edition set as a Word file and read again; a PDF's paragraphs against its bare text,
of a PDF of the UN's and of ones set here.

There are two samples, and no title is in both. `tuning` has the titles on which the thresholds of
`db.notes.anchors` were chosen, whatever year's resolution they stand over, and one of the UN's two
PDFs; `held out` has all others. Thresholds are chosen by the first alone.
"""

import random
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape
from itertools import islice
from pathlib import Path
from typing import Literal, TypeVar

import pypdfium2
from paper import Paper, as_pdf, as_word

from db import text
from db.formats.prose import Parsed
from db.formats.reading import read
from db.library.compare import Pair, compare
from db.models import Edition, EditionKey, Passage
from db.notes.anchors import Ground

T = TypeVar("T")
Side = Literal["tuning", "held out"]
BEFORE = EditionKey("before", "import", "en")
AFTER = EditionKey("after", "import", "en")
_ENGLISH = Path("corpora", "ga-english-75-80.zip")
_PDFS = {"tuning": "A_RES_73_3-EN.pdf", "held out": "A_RES_73_7-EN.pdf"}


@dataclass
class Change:
    """What a text was, what it is, and how the paragraphs correspond, by label."""

    kind: str
    name: str
    before: Sequence[Passage]
    after: Sequence[Passage]
    pairs: dict[str, Pair]
    ground: Ground


def changed(kind: str, name: str, before: Sequence[Passage], after: Sequence[Passage]) -> Change:
    """Compare two texts."""
    editions = (Edition(BEFORE, "", tuple(before)), Edition(AFTER, "", tuple(after)))
    pairs = {pair.left.label: pair for pair in compare(*editions).pairs if pair.left}
    return Change(kind, name, before, after, pairs, Ground(after))


def of_the_next_year(shared: Path, side: Side, count: int) -> Iterator[Change]:
    """Pair resolutions with the one of the same title a session later.

    Of a title that a session has twice nobody knows which of the two goes on.
    """
    with zipfile.ZipFile(shared / _ENGLISH) as archive:
        for name, later in islice(_drawn(_years(shared, side), f"next year, {side}"), count):
            before, after = (_read(archive, one) for one in (name, later))
            yield changed("next year", name, before.edition.passages, after.edition.passages)


def of_word(shared: Path, side: Side, count: int) -> Iterator[Change]:
    """Set XML editions as Word files, and read those."""
    for name, one in islice(_editions(shared, side, "Word"), count):
        (again,) = read(as_word(Paper(one.document, one.edition.passages)), "x.docx")
        yield changed("Word", name, one.edition.passages, again.edition.passages)


def of_pdf(shared: Path, side: Side) -> Iterator[Change]:
    """Read a PDF of the UN's as the library does, and as bare text line by line."""
    path = shared / "corpora" / "pdf" / _PDFS[side]
    yield _extracted("PDF", path.name, path.read_bytes())


def of_set_pdf(shared: Path, side: Side, count: int) -> Iterator[Change]:
    """Set XML editions as PDFs, and read those both ways."""
    for name, one in islice(_editions(shared, side, "PDF"), count):
        yield _extracted("PDF set", name, as_pdf(Paper(one.document, one.edition.passages)))


def _extracted(kind: str, name: str, data: bytes) -> Change:
    (one,) = read(data, name + ".pdf")
    with pypdfium2.PdfDocument(data) as paper:
        pages = [page.get_textpage().get_text_bounded() for page in paper]
    (bare,) = read("\n".join(pages).replace("\r\n", "\n").encode(), "x.txt")
    return changed(kind, name, one.edition.passages, bare.edition.passages)


# which texts are in which sample ----------------------------------------------------------------

_TITLE = re.compile(rb"<docTitle\b[^>]*>(.*?)</docTitle>", re.DOTALL)


@cache
def _titles(shared: Path) -> Mapping[str, str]:
    """Map files to their titles, folded; those of several resolutions are left out."""
    found = {}
    with zipfile.ZipFile(shared / _ENGLISH) as archive:
        for name in sorted(archive.namelist()):
            content = archive.read(name)
            titles = _TITLE.findall(content)
            if name.endswith(".xml") and titles and content.count(b"<statement ") == 1:
                plain = re.sub(rb"<[^>]+>", b"", titles[-1]).decode()
                found[name] = text.fold(" ".join(unescape(plain).split()))
    return found


@cache
def _tuned(shared: Path) -> frozenset[str]:
    """Draw once more what the thresholds were first chosen on: 150 pairs of years, 60 files."""
    titles = _titles(shared)
    with zipfile.ZipFile(shared / _ENGLISH) as archive:
        names = sorted(name for name in archive.namelist() if name.endswith(".xml"))
    seen: dict[str, set[int]] = defaultdict(set)
    pairs: list[str] = []
    for name in random.Random(6).sample(names, len(names)):
        if title := titles.get(name):
            seen[title].add(_session(name))
            beside = seen[title] & {_session(name) - 1, _session(name) + 1}
            pairs += [title] * len(beside)
    files = random.Random(7).sample(names, 60)
    return frozenset(pairs[:150]) | {titles[name] for name in files if name in titles}


def _session(name: str) -> int:
    return int(name.partition("session")[0])


def _years(shared: Path, side: Side) -> list[tuple[str, str]]:
    by_title: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name, title in _of(shared, side):
        by_title[title][_session(name)].append(name)
    return [
        (sessions[session][0], sessions[session + 1][0])
        for sessions in by_title.values()
        for session in sorted(sessions)
        if len(sessions[session]) == 1 == len(sessions.get(session + 1, ()))
    ]


def _of(shared: Path, side: Side) -> list[tuple[str, str]]:
    tuned = _tuned(shared)
    return [
        (name, title)
        for name, title in _titles(shared).items()
        if (title in tuned) == (side == "tuning")
    ]


def _editions(shared: Path, side: Side, kind: str) -> Iterator[tuple[str, Parsed]]:
    names = [name for name, _ in _of(shared, side)]
    with zipfile.ZipFile(shared / _ENGLISH) as archive:
        for name in _drawn(names, f"{kind}, {side}"):
            yield name, _read(archive, name)


def _drawn(found: Sequence[T], seed: str) -> list[T]:
    return random.Random(seed).sample(found, len(found))


def _read(archive: zipfile.ZipFile, name: str) -> Parsed:
    (one,) = read(archive.read(name), name)
    return one
