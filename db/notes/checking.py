"""What a note can be: everything a person or a file hands over is checked here. Pure."""

import re

from db.errors import UsageError
from db.models import COLORS, NOTE_KINDS, STYLES, Anchor, NoteKind, NoteStyle

MOST_BODY = 1_000_000
"""Bytes of UTF-8 a note's body may have."""
MOST_SEGMENTS = 500
"""Paragraphs one highlight may go over."""
MOST_FOLDER = 200

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def is_text(value: str) -> bool:
    """Tell whether a text can be stored: half a surrogate pair cannot."""
    return not _SURROGATE.search(value)


def check_anchors(anchors: tuple[Anchor, ...]) -> None:
    """Raise UsageError unless a note can stand there: on words, a paragraph, a document, nowhere.

    Of several anchors each must hold words, all in one edition.
    """
    several = len(anchors) > 1
    if not (
        0 < len(anchors) <= MOST_SEGMENTS
        and all(map(_is_place, anchors))
        and len({anchor.key for anchor in anchors}) == 1
        and (not several or all(anchor.quote for anchor in anchors))
        and sum(len(anchor.quote) for anchor in anchors) <= MOST_BODY
    ):
        raise UsageError(
            "That is no place for a note. A note needs a document, a paragraph, and either words "
            "of it with their place or none."
        )


def _is_place(anchor: Anchor) -> bool:
    key = anchor.key
    words = (key.document, key.kind, key.language, anchor.label)
    quoted = (anchor.quote, anchor.prefix, anchor.suffix)
    named = (bool(key.document), bool(key.kind and key.language), bool(anchor.label))
    return (
        named in {(True, True, True), (True, True, False), (False, False, False)}
        and (bool(anchor.label) or not (anchor.quote or anchor.end))
        and 0 <= anchor.start <= anchor.end < 2**31
        and bool(anchor.quote) == (anchor.start < anchor.end)
        and sum(map(len, words + quoted)) <= MOST_BODY
        and all(map(is_text, words + quoted))
    )


def body(words: str) -> str:
    """Return a body that can be stored; raises UsageError for one that is too long."""
    whole = _SURROGATE.sub("\ufffd", words)
    if len(whole.encode()) > MOST_BODY:
        raise UsageError(
            f"The note is too long ({len(whole.encode()) / 1e6:.1f} MB); a note holds 1 MB of "
            "text. Split it into several."
        )
    return whole


def color(name: str) -> str:
    """Return a colour; raises UsageError for what is none."""
    if name not in COLORS:
        raise UsageError(f"There is no colour “{name[:40]}”. Choose one of: {', '.join(COLORS)}.")
    return name


def style(name: str) -> NoteStyle:
    """Return a style; raises UsageError for what is none."""
    for one in STYLES:
        if one == name:
            return one
    raise UsageError(f"There is no style “{name[:40]}”. Choose one of: {', '.join(STYLES)}.")


def kind(name: str) -> NoteKind:
    """Return a kind; raises UsageError for what is none."""
    for one in NOTE_KINDS:
        if one == name:
            return one
    raise UsageError(f"There is no kind “{name[:40]}”. Choose one of: {', '.join(NOTE_KINDS)}.")


def folder(path: str) -> str:
    """Return a folder's path with single strokes between its names; raises UsageError if long."""
    names = (" ".join(_CONTROL.sub(" ", name).split()) for name in path.split("/"))
    tidy = "/".join(filter(None, names))
    if len(tidy) > MOST_FOLDER:
        raise UsageError(
            f"The folder's name is too long; it may have {MOST_FOLDER} characters, with those of "
            "the folders it is in."
        )
    return tidy
