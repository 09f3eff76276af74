"""Official texts in AKN4UN, the United Nations' XML for documents, as editions with passages.

Format: Akoma Ntoso 3.0 as the UN publishes General Assembly resolutions (AKN4UN guidelines,
https://unsceb-hlcm.github.io). Labels come from the printed numbers and the order of what has
none, never from `eId`, which counts elements. Files are read without network, DTD or entities.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lxml import etree

from db.errors import NotADocument
from db.formats import akn_own
from db.formats.akn_blocks import blocks
from db.formats.akn_text import plain, tag_of
from db.formats.passages import passages
from db.models import Document, Edition, EditionKey

LARGEST = 64 * 1024 * 1024
"""The largest file that is read, in bytes."""

STATUS = "official text, unofficial machine-readable copy"
TERMS = (
    "The text is the United Nations'. This copy is for information and comes without warranty; "
    "the document published under its symbol is the one that counts."
)

_CODES = {
    "ara": "ar",
    "zho": "zh",
    "chi": "zh",
    "eng": "en",
    "fra": "fr",
    "fre": "fr",
    "rus": "ru",
    "spa": "es",
    "deu": "de",
    "ger": "de",
}
LANGUAGES = frozenset(_CODES.values())
"""The languages that official texts come in; some resolutions are published in German too."""

_LETTERS = re.compile(r"\s+[A-Z](?:\s*[-–]\s*[A-Z])?$")


@dataclass(frozen=True, slots=True)
class ParsedResolution:
    """A resolution in one language: the document, and its official edition."""

    document: Document
    edition: Edition


def looks_like(data: bytes) -> bool:
    """Tell, without parsing, whether the bytes seem to be Akoma Ntoso."""
    return b"akomaNtoso" in data[:4096].replace(b"\0", b"")


def parse(data: bytes) -> ParsedResolution:
    """Read the one resolution a file holds; raises NotADocument with what is wrong."""
    found = parse_all(data)
    if len(found) > 1:
        names = ", ".join(one.document.short_title for one in found)
        raise NotADocument(f"The file holds {len(found)} resolutions, not one: {names}.")
    return found[0]


def parse_all(data: bytes) -> list[ParsedResolution]:
    """Read all resolutions a file holds: one, or the lettered ones of a collection.

    Raises NotADocument with what is wrong.
    """
    root = _root(data)
    statements = list(root.iterfind("{*}components/{*}component/{*}statement"))
    statements = statements or list(root.iterfind("{*}statement"))
    if not statements:
        raise NotADocument("The file is Akoma Ntoso but holds no resolution.")
    collection = root.find("{*}documentCollection")
    return [_resolution(statement, collection) for statement in statements]


def _root(data: bytes) -> etree._Element:
    if len(data) > LARGEST:
        raise NotADocument(
            f"The file is larger than {LARGEST // 1024**2} MB: that is no resolution."
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise NotADocument(
            f"The file is not well-formed XML: line {error.lineno or 1}, {_reason(error)}. "
            "Get a new copy of it."
        ) from error
    except ValueError as error:  # bytes that no encoding makes characters of
        raise NotADocument(f"The file is not XML: {error}.") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotADocument(
            "The file brings its own document type (DOCTYPE), which official texts do not have "
            "and which is not read."
        )
    if tag_of(root) != "akomaNtoso":
        raise NotADocument(f"The file is XML but not Akoma Ntoso: it begins with <{tag_of(root)}>.")
    return root


def _reason(error: etree.XMLSyntaxError) -> str:
    first, *_ = (error.msg or "damaged").splitlines()
    return re.sub(r",? ?\(?line \d+.*$", "", first).strip(". ").lower()


def _resolution(statement: etree._Element, collection: etree._Element | None) -> ParsedResolution:
    if akn_own.is_own(statement):
        return ParsedResolution(*akn_own.read(statement))
    printed = _symbol(statement, collection)
    symbol = "".join(printed.split())
    language = _language(statement)
    title = _title(statement) or (_title(collection) if collection is not None else "")
    found = passages(list(blocks(statement)), symbol)
    if not found:
        raise NotADocument(f"{printed} holds no paragraphs.")
    record = _record(statement, language)
    document = Document(symbol, "resolution", title, printed, record.get("adopted", ""))
    edition = Edition(EditionKey(symbol, "official", language), title, found, record)
    return ParsedResolution(document, edition)


def _symbol(statement: etree._Element, collection: etree._Element | None) -> str:
    """Return the symbol as printed: the cover's, with a component's letter where it has one."""
    cover = statement if collection is None else collection
    printed = plain(cover.find("{*}coverPage//{*}docNumber"))
    if collection is not None:
        letter = plain(statement.find("{*}preface//{*}docNumber"))
        printed = f"{_LETTERS.sub('', printed)} {letter}"
    if not re.fullmatch(r"A/RES/[\w\-]+/\d+(?: [A-Z])?", printed):
        raise NotADocument(f"The file has no resolution symbol that can be read: “{printed}”.")
    return printed


def _language(statement: etree._Element) -> str:
    element = statement.find("{*}meta/{*}identification/{*}FRBRExpression/{*}FRBRlanguage")
    code = (element.get("language") or "" if element is not None else "").lower()
    if code not in _CODES:
        raise NotADocument(f"The file says “{code}” for its language, which is not known here.")
    return _CODES[code]


def _title(element: etree._Element) -> str:
    titles = element.findall("{*}preface//{*}docTitle")
    return plain(titles[-1]) if titles else ""


def _date(statement: etree._Element, level: str) -> str:
    element = statement.find(f"{{*}}meta/{{*}}identification/{{*}}{level}/{{*}}FRBRdate")
    written = (element.get("date") or "") if element is not None else ""
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        return ""


def _record(statement: etree._Element, language: str) -> Mapping[str, str]:
    steps = {
        step.get("outcome"): step.get("as") or ""
        for step in statement.iterfind("{*}meta/{*}workflow/{*}step")
    }
    record = {
        "status": STATUS,
        "terms": TERMS,
        "language": language,
        "adopted": _date(statement, "FRBRWork"),
        "published": _date(statement, "FRBRExpression"),
        "meeting": steps.get("adopted", ""),
        "draft": steps.get("draftResolution", ""),
        "vote": _vote(statement),
        "subjects": _subjects(statement),
        "formula": plain(statement.find("{*}preamble/{*}formula")),
        "closing": plain(statement.find("{*}conclusions")),
    }
    return {key: value for key, value in record.items() if value}


def _subjects(statement: etree._Element) -> str:
    """Return the terms of the UNBIS Thesaurus that a resolution is indexed by, `; ` between."""
    keywords = statement.iterfind("{*}meta/{*}classification/{*}keyword")
    terms = [k.get("showAs") or "" for k in keywords if "UNBIS" in (k.get("dictionary") or "")]
    said = (" ".join(term.replace("_", " ").split()).capitalize() for term in terms if term)
    return "; ".join(dict.fromkeys(said))


def _vote(statement: etree._Element) -> str:
    voting = statement.find("{*}meta/{*}analysis/{*}parliamentary/{*}voting")
    if voting is None:
        return ""
    counts = {c.get("refersTo"): c.get("value") or "" for c in voting.iterfind("{*}count")}
    if counts:
        return "-".join(counts.get(way, "0") for way in ("inFavour", "against", "abstaining"))
    return "without a vote" if voting.get("outcome") == "adoptedWithoutVote" else ""
