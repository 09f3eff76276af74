"""The running text of AKN4UN elements: words, what is set off in them, links and footnotes.

Footnotes stand inside the flow (`authorialNote`) and are taken out of it, with the brackets that
Arabic texts print around the marker.
"""

import re
from dataclasses import replace
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from lxml import etree

from db.formats.blocks import Footnote, Pieces, joined, letters_in, trim

_HOSTS = {"undocs.org", "www.undocs.org", "docs.un.org"}
_SYMBOL = re.compile(r"[A-Z]{1,6}(?:/[\w.()\-]+)+")
_LANGUAGE_FOLDER = re.compile(r"^/(?:en|fr|es|ru|ar|zh|ch|de|ot)(?=/)", re.IGNORECASE)
_BREAKING = {"p", "num", "subheading", "crossHeading", "td", "th", "listIntroduction"}
_RAISED = dict(zip("abcd23", "ᵃᵇᶜᵈ²³", strict=True))
_MARKER = "\ue000"
_NO_MARKER = re.compile(r"\A\(\s*\)\s*")
"""The brackets that Arabic texts print around the marker at the head of the note, too."""
_FROM_CJK = "\u2e80"


def tag_of(element: etree._Element) -> str:
    """Return an element's name without its namespace; nothing for comments and the like."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=512)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def plain(element: etree._Element | None) -> str:
    """Return the text of an element in one line, footnotes left out."""
    if element is None:
        return ""
    return joined(Flow(element).pieces) if len(element) else trim(element.text or "")


@lru_cache(maxsize=4096)
def symbol_of(href: str) -> str:
    """Return the UN symbol a link leads to (`A/RES/70/1`), or nothing for any other link."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:  # brackets that are no address
        return ""
    if parts.hostname not in _HOSTS:
        return ""
    path = _LANGUAGE_FOLDER.sub("", unquote(parts.path))
    symbol = re.sub(r"\(supp\)$", "", "".join(path.split()).strip("/"), flags=re.IGNORECASE)
    symbol = symbol.upper() if symbol.upper().startswith("A/RES/") else symbol
    symbol = symbol.replace("/hrc/", "/HRC/")
    return symbol if _SYMBOL.fullmatch(symbol) else ""


class Flow:
    """The text of an element, gathered."""

    def __init__(self, element: etree._Element) -> None:
        self.pieces: Pieces = []
        self.notes: list[Footnote] = []
        self._refs: dict[str, None] = {}
        self._marked: list[int] = []
        self._walk(element, styled=False)
        if not self.notes:
            return
        self.pieces, places = _without_markers(self.pieces)
        for number, place in zip(self._marked, places, strict=False):
            note = self.notes[number]
            behind = _length(self.pieces[place:])
            self.notes[number] = Footnote(note.marker, note.text, note.refs, behind)

    @property
    def refs(self) -> tuple[str, ...]:
        """The symbols that the text and its footnotes link to, each once, in order."""
        if not self._refs and not self.notes:
            return ()
        of_notes = (symbol for note in self.notes for symbol in note.refs)
        return tuple(dict.fromkeys([*self._refs, *of_notes]))

    def _walk(self, element: etree._Element, *, styled: bool) -> None:
        if words := element.text:
            self.pieces.append((words, styled))
        for child in element:
            tail = child.tail or ""
            match tag_of(child):
                case "authorialNote":
                    self._footnote(child)
                    self.pieces.append((_MARKER, styled))
                    if tail.lstrip()[:1] >= _FROM_CJK:
                        tail = tail.lstrip()  # the space stood for the marker
                case "eol" | "br":
                    self.pieces.append((" ", styled))
                case "span":
                    self._enter(child, styled=styled or _is_set_off(child))
                case "sup" if (words := (child.text or "").strip()) in _RAISED:
                    self.pieces.append((_RAISED[words], styled))
                case "":
                    pass
                case tag:
                    if tag == "a" and (symbol := symbol_of(child.get("href") or "")):
                        self._refs[symbol] = None
                    self._enter(child, styled=styled)
                    if tag in _BREAKING:
                        self.pieces.append((" ", styled))
            if tail:
                self.pieces.append((tail, styled))

    def _enter(self, element: etree._Element, *, styled: bool) -> None:
        """Gather an element's text: most hold nothing else, and need no walk."""
        if len(element):
            self._walk(element, styled=styled)
        elif words := element.text:
            self.pieces.append((words, styled))

    def _footnote(self, element: etree._Element) -> None:
        note = Flow(element)
        self._marked.append(len(self.notes))
        words = _NO_MARKER.sub("", joined(note.pieces))
        self.notes.append(Footnote(element.get("marker") or "", words, note.refs))
        self.notes += [replace(inner, behind=-1) for inner in note.notes]


def _is_set_off(span: etree._Element) -> bool:
    style = span.get("class") or ""
    return "italic" in style or "bold" in style


def _length(pieces: Pieces) -> int:
    return sum(map(letters_in, (words for words, _ in pieces)))


def _without_markers(pieces: Pieces) -> tuple[Pieces, list[int]]:
    """Take the markers out; tell also before which of the remaining pieces each stood."""
    kept: Pieces = []
    places: list[int] = []
    closing = False
    for words, styled in pieces:
        if words == _MARKER:
            places.append(len(kept))
            closing = bool(kept) and kept[-1][0].endswith("(")
        elif closing and words.startswith(")"):
            kept[-1] = (kept[-1][0][:-1], kept[-1][1])
            kept.append((words[1:], styled))
            closing = False
        elif words:
            kept.append((words, styled))
    return kept, places
