"""What a citation says of a document: a resolution's symbol and dates, a statement's speaker."""

import re
from dataclasses import dataclass

from db.address import ORDINALS, Address
from db.dates import MONTHS
from db.models import Document, Edition

_BODIES = (
    "General Assembly",
    "Security Council",
    "Human Rights Council",
    "Economic and Social Council",
)
_SERIES = {
    "A/RES/": "General Assembly",
    "S/RES/": "Security Council",
    "A/HRC/RES/": "Human Rights Council",
    "E/RES/": "Economic and Social Council",
}
_MEETING = re.compile(r"\b\d{1,3}(?:st|nd|rd|th) (?:plenary )?meeting\b")
_VERBATIM = re.compile(r"\b[A-Z]/(?:[\w.\-]+/){0,3}(?:PV|SR)\.\d{1,5}")
_DRAFT = re.compile(r"\b[A-Z]/(?:[\w.\-]+/){1,3}L\.\d{1,4}(?:/Rev\.\d)?")


@dataclass(frozen=True, slots=True)
class Source:
    """A document as it is cited; dates are ISO 8601, whatever is not known is empty.

    `own_numbers` is off where the paragraphs are counted by this library and not by the document:
    a pinpoint then has to say whose numbers they are.
    """

    id: str
    kind: str = "resolution"
    title: str = ""
    language: str = "en"
    symbol: str = ""
    body: str = ""
    session: str = ""
    meeting: str = ""
    verbatim: str = ""
    draft: str = ""
    date: str = ""
    issued: str = ""
    vote: str = ""
    speaker: str = ""
    office: str = ""
    on_behalf_of: str = ""
    url: str = ""
    own_numbers: bool = True

    @property
    def number(self) -> str:
        """The symbol without its series, as prose has it: `78/311`, `1373`."""
        for series in _SERIES:
            if self.symbol.startswith(series):
                return re.sub(r" ?\(\d{4}\)$", "", self.symbol.removeprefix(series))
        return ""


def bare_source(address: Address) -> Source:
    """Return what an address alone says of its document, for one that is not in the library."""
    symbol = address.document if "/" in address.document else ""
    return Source(
        address.document,
        "resolution" if symbol else "document",
        symbol=symbol,
        body=_body_of(symbol),
        session=_session_of(symbol),
        url=_published(symbol),
    )


def source_of(document: Document, edition: Edition) -> Source:
    """Gather what a citation needs from a document and the record of one of its editions."""
    record = {p.label.partition(".")[2]: p.text for p in edition.passages if p.kind == "record"}
    kept = {**edition.provenance, **record}
    told = " ".join(kept.get(name, "") for name in ("body", "meeting", "closing", "occasion"))
    symbol = _symbol_of(document)
    speaker, office = _speaker_of(kept.get("speaker", ""))
    return Source(
        document.id,
        document.kind,
        title=_title_of(document, edition),
        language=edition.key.language,
        symbol=symbol,
        body=_body_of(symbol) or next((body for body in _BODIES if body in told), ""),
        session=_session_of(symbol) or _session_in(told),
        meeting=_first(_MEETING, told.replace("\u00a0", " ")),
        verbatim=_first(_VERBATIM, told),
        draft=_first(_DRAFT, kept.get("draft", "")),
        date=_date_of(document, kept),
        issued=kept.get("published", "") or _iso_in(kept.get("issued", "")),
        vote=kept.get("vote", "").partition(";")[0],
        speaker=speaker,
        office=office,
        on_behalf_of=_lower_first(kept.get("on_behalf_of", "").partition(";")[0]),
        url=_published(symbol, edition.key.language) or kept.get("found_at", ""),
        own_numbers=bool(symbol) or edition.key.kind != "digest" or document.kind == "background",
    )


def _symbol_of(document: Document) -> str:
    """Return the symbol as it is printed, `A/RES/76/300 A`, where the document has one."""
    if "/" not in document.id:
        return ""
    same = "".join(document.short_title.split()) == "".join(document.id.split())
    return document.short_title if same else document.id


def _title_of(document: Document, edition: Edition) -> str:
    printed = next((p.text for p in edition.passages if p.label == "title"), "")
    title = printed or edition.title or document.title
    return title if title != document.id else ""


def _body_of(symbol: str) -> str:
    return next((body for series, body in _SERIES.items() if symbol.startswith(series)), "")


def _session_of(symbol: str) -> str:
    match = re.match(r"A/RES/([0-9]+|E?S-[0-9IVXL]+)/", symbol)
    return match[1] if match else ""


def _session_in(told: str) -> str:
    match = re.search(r"([a-z]+(?:-[a-z]+)?) session", told.lower())
    return str(ORDINALS.index(match[1]) + 1) if match and match[1] in ORDINALS else ""


def _speaker_of(told: str) -> tuple[str, str]:
    name, _, office = told.partition(", ")
    return name, "" if office.startswith("not named") else office


def _date_of(document: Document, kept: dict[str, str]) -> str:
    """Return the date, a month only where the record says that the day is not known."""
    told = re.match(rf"({'|'.join(MONTHS)}) (\d{{4}})\b", kept.get("date", ""))
    if told:
        return f"{told[2]}-{MONTHS.index(told[1]) + 1:02}"
    return document.date or kept.get("adopted", "")


def _iso_in(told: str) -> str:
    match = re.match(rf"(\d{{1,2}})\s({'|'.join(MONTHS)})\s(\d{{4}})", told)
    return f"{match[3]}-{MONTHS.index(match[2]) + 1:02}-{int(match[1]):02}" if match else ""


def _published(symbol: str, language: str = "en") -> str:
    return f"https://undocs.org/{language}/{''.join(symbol.split())}" if symbol else ""


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[0] if match else ""


def _lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]
