"""An edition in Markdown (CommonMark, footnotes as GitHub and Pandoc write them)."""

import re
from collections.abc import Iterator

from db import address
from db.library.exporting import said
from db.models import Document, Edition, Passage

_MARKS = re.compile(r"([\\`*_\[\]<>|~])")


def write(document: Document, edition: Edition) -> bytes:
    """Return the edition as UTF-8."""
    return ("\n\n".join(_blocks(document, edition)) + "\n").encode()


def _blocks(document: Document, edition: Edition) -> Iterator[str]:
    yield f"# {_plain(said.title(document, edition))}"
    yield _plain(said.head(document, edition))
    if warning := said.WARNINGS.get(edition.key.kind):
        yield f"**{warning}**"
    text, notes = said.text_and_notes(edition)
    unplaced = said.unplaced(edition)
    part = ""
    for passage in text:
        if passage.kind != "record" and passage.part and passage.part != part:
            part = passage.part
            yield f"## {_plain(part)}"
        yield _paragraph(passage, unplaced.get(passage.label, []))
    for note in notes:
        yield f"[^{note.label}]: {_plain(_one_line(note.text))}"
    facts = [f"- {_plain(name)}: {_plain(_one_line(value))}" for name, value in
             said.provenance(edition)]  # fmt: skip
    if facts:
        yield "\n".join(["## Provenance", "", *facts])


def _paragraph(passage: Passage, unplaced: list[str]) -> str:
    words = "".join(
        _plain(_one_line(stretch, keep_ends=True)) + (f"[^{label}]" if label else "")
        for stretch, label in said.pieces(passage, unplaced)
    )
    if passage.opener and passage.text.startswith(passage.opener) and not passage.footnotes:
        opener = _plain(passage.opener)
        words = f"*{opener.strip()}*{words[len(opener) :]}"
    if passage.kind == "heading":
        return f"### {words}"
    if passage.kind == "record":
        return f"- {_plain(passage.heading)}: {words}"
    name = address.gutter(passage.label) or passage.label
    voice = said.voice(passage)
    before = f"**{_plain(name)}** " + (f"({_plain(voice)}) " if voice else "")
    if passage.voice == "quoted":
        return f"> {before}“{words}”"
    return f"{before}{words}"


def _one_line(words: str, *, keep_ends: bool = False) -> str:
    """Put a text into one line: a line of its own would begin something else in Markdown."""
    joined = re.sub(r"[\r\n\v\f\u2028\u2029]+", " ", words)
    return joined if keep_ends else joined.strip()


def _plain(words: str) -> str:
    """Write words so that nothing in them is markup."""
    escaped = _MARKS.sub(r"\\\1", words).replace("&", "&amp;")
    return re.sub(r"^([#+\-=]|\d+[.)])", r"\\\1", escaped)
