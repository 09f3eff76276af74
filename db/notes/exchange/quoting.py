"""Notes as quotations to paste into a text of one's own, each with its pinpoint."""

from collections.abc import Sequence

from db.cite.quotation import Chosen, Quotation, quote
from db.models import Passage, Segment, Voice
from db.notes.exchange.entries import Entry


def quotations(
    entries: Sequence[Entry], style: str = "un", *, with_notes: bool = False
) -> Quotation:
    """Put the words of notes and their citations together, a paragraph each, in their order.

    `with_notes` adds what was written on them. A note whose words are no longer in the text is
    quoted as it was made.
    """
    made = [_one(entry, style, with_notes) for entry in entries]
    texts = [one.text for one in made if one.text]
    return Quotation("\n\n".join(texts), "\n".join(one.html for one in made if one.html))


def _one(entry: Entry, style: str, with_notes: bool) -> Quotation:
    made = quote(_chosen(entry), entry.source, style)
    if not with_notes or not entry.note.body:
        return made
    from db.notes.exchange.marked import as_html

    body = entry.note.body.strip()
    return Quotation("\n".join(filter(None, [made.text, body])), made.html + as_html(body))


def _chosen(entry: Entry) -> list[Chosen]:
    pairs = zip(entry.note.segments, entry.passages, strict=True)
    return [_words(entry, segment, passage) for segment, passage in pairs]


def _words(entry: Entry, segment: Segment, passage: Passage | None) -> Chosen:
    anchor = segment.anchor
    if passage is not None and segment.state != "orphan":
        span = (anchor.start, anchor.end) if anchor.quote else (0, len(passage.text))
        return Chosen(passage, *span)
    voice: Voice = "digest" if anchor.key.kind == "digest" else "official"
    words = anchor.quote or entry.words
    return Chosen(Passage(anchor.label, "paragraph", voice, words), 0, len(words))
