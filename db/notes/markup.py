"""The Markdown of notes: links between notes and to paragraphs in it, its plain words. Pure.

    link = "[[" target [ "|" words ] "]]"      target = "note:" id / an address as people type it

As in wikis. A link inside code is none. Everything else is CommonMark; raw HTML stays text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from db import address, links
from db.errors import ResoluteError

NOTE = "note:"
"""Before the id of a note in a link."""
MOST_TITLE = 60
"""Code points of a note's first line that name it."""

_FENCE = r"^(?:```|~~~).*?(?:^(?:```|~~~)[ \t]*$|\Z)"
_CODE = rf"(?P<code>{_FENCE}|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))"
_LINK = r"\[\[(?P<target>[^\[\]\n|]{1,300})(?:\|(?P<words>[^\[\]\n]{0,300}))?\]\]"
_LINKS = re.compile(f"{_CODE}|{_LINK}", re.MULTILINE | re.DOTALL)
_SPECIAL = re.compile(r"([\\`*_\[\]<>#&~|!])")
_MARKS = re.compile(
    r"^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?|(?:```|~~~).*$)"
    r"|(?<!\w)[*_~`]{1,3}(?=\S)|(?<=\S)[*_~`]{1,3}(?!\w)",
    re.MULTILINE,
)
_INLINE = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]*(?:\s\"[^\"\n]*\")?\)")
_MARKED = re.compile(
    r"\[\[|\]\(|^[ \t]{0,3}(?:#{1,6}[ \t]|>|[-+*][ \t]|\d{1,9}[.)][ \t]|```|~~~|\|)"
    r"|(?<!\w)[*_]{1,3}\S|`[^`\n]+`|~~\S|https?://",
    re.MULTILINE,
)
_ID = re.compile(r"[0-9a-f-]{8,36}")


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a body: what it is to, the words it is shown by, and where it stands in the text.

    `note` is the id of a note (or how it begins), `document` and `label` a place; a link to
    neither leads nowhere.
    """

    target: str
    words: str
    start: int
    end: int
    note: str = ""
    document: str = ""
    label: str = ""

    @property
    def href(self) -> str:
        """The link as the desk follows it, empty where it leads nowhere."""
        if self.note:
            return f"{NOTE}{self.note}"
        return links.write(links.Link(self.document, self.label)) if self.document else ""


def found(body: str, document: str = "") -> list[Link]:
    """Return the links of a body, in order; `op6` alone is a paragraph of `document`."""
    return list(_found(body, document))


def _found(body: str, document: str) -> Iterator[Link]:
    for match in _LINKS.finditer(body):
        if match["target"]:
            yield _link(match, document)


def _link(match: re.Match[str], document: str) -> Link:
    target = match["target"].strip()
    words = (match["words"] or "").strip()
    if target.casefold().startswith(NOTE):
        note = target[len(NOTE) :].strip().casefold()
        known = note if _ID.fullmatch(note) else ""
        return Link(target, words or target, *match.span(), note=known)
    try:
        place = address.parse_address(target, document)
    except ResoluteError:
        return Link(target, words or target, *match.span())
    return Link(
        target, words or target, *match.span(), document=place.document, label=place.label or ""
    )


def to_markdown(body: str, document: str = "") -> str:
    """Turn links between notes into links of CommonMark; one that leads nowhere stays as typed."""
    parts, at = [], 0
    for link in _found(body, document):
        if link.href:
            shown = _SPECIAL.sub(r"\\\1", link.words)
            parts += [body[at : link.start], f"[{shown}](<{link.href}>)"]
            at = link.end
    return "".join([*parts, body[at:]])


def write_link(target: str, words: str = "") -> str:
    """Write a link that `found` reads back; what would end it is left out of its words."""
    shown = " ".join(re.sub(r"[\[\]|]", " ", words).split())
    return f"[[{target}|{shown}]]" if shown and shown != target else f"[[{target}]]"


def is_marked(body: str) -> bool:
    """Tell whether a body reads other than as it is typed: with links, or marks of Markdown."""
    return bool(_MARKED.search(body))


def plain(body: str) -> str:
    """Return the words of a body without the marks of Markdown, links by their words."""
    parts, at = [], 0
    for link in _found(body, ""):
        parts += [body[at : link.start], link.words]
        at = link.end
    words = _INLINE.sub(r"\1", "".join([*parts, body[at:]]))
    return _MARKS.sub("", words)


def title(body: str) -> str:
    """Return what a note is called: its first line of words, shortened."""
    for line in plain(body[: 20 * MOST_TITLE]).splitlines():
        if words := " ".join(line.split()):
            return words if len(words) <= MOST_TITLE else f"{words[: MOST_TITLE - 1].rstrip()}…"
    return ""
