"""What every export says of an edition in words: what it is, whose words they are, from where."""

from collections.abc import Iterator, Sequence

from db.dates import spoken_date
from db.models import LANGUAGES, Document, Edition, Passage
from db.text import isolated

KINDS = {"official": "Official text", "digest": "Study digest", "import": "Imported text"}
WARNINGS = {
    "digest": "This is a study digest in Resolute's own words. It is not the official text and is "
    "not to be quoted as such.",
    "import": "This text was read from a file that was imported. Hold it against the official "
    "document before you rely on it.",
}
NAMES = {
    "source": "Source", "retrieved": "Retrieved", "checksum": "Checksum", "sha256": "SHA-256",
    "status": "Status", "terms": "Terms", "notes": "Notes", "adopted": "Adopted",
    "published": "Published", "meeting": "Meeting", "draft": "Draft", "vote": "Vote",
    "subjects": "Subjects", "formula": "Opening formula", "closing": "Closing line",
}  # fmt: skip


def head(document: Document, edition: Edition) -> str:
    """Say in a line what an edition is: `A/RES/78/311 · Official text · English · 1 July 2024`."""
    key = edition.key
    language = isolated(LANGUAGES.get(key.language, key.language))
    bits = key.document, KINDS.get(key.kind, key.kind), language, spoken_date(document.date)
    return " · ".join(filter(None, bits))


def title(document: Document, edition: Edition) -> str:
    """Return what an edition is called, in its language."""
    return edition.title or document.title or document.id


def voice(passage: Passage) -> str:
    """Say whose words a passage is, '' where they are official: `quoted, Fu Cong`."""
    if passage.voice == "official":
        return ""
    return ", ".join(filter(None, (passage.voice, passage.speaker)))


def facts(edition: Edition) -> dict[str, str]:
    """Return what is known of where the text is from; where it lies on this machine is not said."""
    return {name: value for name, value in edition.provenance.items() if name != "path"}


def provenance(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield what is known of where the text is from, each with its name."""
    order = list(NAMES)
    known = sorted(
        facts(edition).items(),
        key=lambda item: order.index(item[0]) if item[0] in order else len(order),
    )
    for name, value in known:
        if value and name not in {"reader", "language"}:
            yield NAMES.get(name, name.replace("_", " ").capitalize()), value


def text_and_notes(edition: Edition) -> tuple[list[Passage], list[Passage]]:
    """Part the footnotes from the rest; the title stands at the head and is left out."""
    rest = [p for p in edition.passages if p.kind != "footnote" and p.label != "title"]
    return rest, [p for p in edition.passages if p.kind == "footnote"]


def pieces(passage: Passage, unplaced: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """Cut a passage's text at its footnotes' marks: stretches, each with the label after it.

    The last stretch has none; `unplaced` are notes whose place in it is not known: at its end.
    """
    done = 0
    for place, label in passage.footnotes:
        yield passage.text[done:place], label
        done = place
    for label in unplaced:
        yield passage.text[done:], label
        done = len(passage.text)
    yield passage.text[done:], ""


def unplaced(edition: Edition) -> dict[str, list[str]]:
    """Return the footnotes without a mark by the paragraph they are of, the last one if unknown."""
    marked = {label for passage in edition.passages for _, label in passage.footnotes}
    text, notes = text_and_notes(edition)
    labels = {passage.label for passage in text}
    found: dict[str, list[str]] = {}
    for note in notes:
        if note.label not in marked and text:
            at = note.sources[0].rpartition(" ")[2] if note.sources else ""
            found.setdefault(at if at in labels else text[-1].label, []).append(note.label)
    return found


def printed(label: str) -> str:
    """Return a label's number as documents print it: `6.` of op6, `(a)` of op6.a; '' for others."""
    last = label.rpartition(".")[2]
    if label.startswith(("pp", "h", "u", "fn", "p", "record")) or ".h" in label or ".t" in label:
        return ""
    if "." in label and not last.isdecimal():
        return f"({last})"
    return f"{last.removeprefix('op')}." if last.removeprefix("op").isdecimal() else ""


def depth(label: str) -> int:
    """Return how deep a point stands: 1 for op6.a, 2 for op6.a.i, 0 for whole paragraphs."""
    return max(0, label.count(".") - (1 if label.startswith("annex") else 0))
