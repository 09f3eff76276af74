"""Reading a range of paragraphs as people type it: `op6-op8`, `paras. 6–8`, `para. 6 (a)-(c)`."""

import re

from db.address import Address, parse_address, parse_label, sort_key, split_annex
from db.errors import UsageError

_DASH = re.compile(r"\s*[-\u2010-\u2015]\s*|\s+to\s+", re.IGNORECASE)
_SPELT = re.compile(r"([a-z-]+) to ([a-z-]+) preambular paragraphs\b", re.IGNORECASE)


def parse_range(text: str) -> tuple[Address, str]:
    """Read an address or a range: the first paragraph, and the last one's label or nothing.

    Raises UsageError as `parse_address` does; a range typed backwards is turned round.
    """
    text = _SPELT.sub(r"\1 preambular paragraph to \2 preambular paragraph", text)
    try:
        return parse_address(text), ""
    except UsageError as error:
        for dash in reversed(list(_DASH.finditer(text))):
            if (found := _split(text[: dash.start()], text[dash.end() :])) is not None:
                return found
        raise error


def _split(left: str, right: str) -> tuple[Address, str] | None:
    try:
        first = parse_address(left)
    except UsageError:
        return None
    if not first.label or (last := _last(first.label, right)) is None:
        return None
    if last == first.label:
        return first, ""
    if sort_key(last) < sort_key(first.label):
        return Address(first.document, last), first.label
    return first, last


def _last(first: str, typed: str) -> str | None:
    """Read the end of a range, which may leave out what it has in common with the beginning."""
    annex, inner = split_annex(first)
    point = re.fullmatch(r"\(?([a-z]{1,4})\)", typed.strip().lower())
    if point and "." in inner:
        return f"{first.rpartition('.')[0]}.{point[1]}"
    head = re.match(r"[a-z]+", inner)
    same = head[0] if head and (typed.strip()[:1].isdigit() or head[0] == "p") else "op"
    label = parse_label(typed, paragraph=same)
    if label and annex and not label.startswith("annex"):
        return f"{annex}.{label.removeprefix('op')}"
    return label
