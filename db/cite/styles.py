"""The styles a citation is written in: UN, OSCOLA, Bluebook, AGLC and plain words.

Resolutions follow published examples:
- UN: `A/78/458, para. 11`, on the cover of General Assembly resolutions.
- OSCOLA: `UNSC Res 1373 (28 September 2001) UN Doc S/RES/1373`; author, 'title' (date) number.
- Bluebook 21.7.2: `G.A. Res. 62/228, ¶ 35, U.N. Doc. A/RES/62/228 (Dec. 22, 2007)`.
- AGLC4 9.2: *title*, `GA Res 54/254, UN Doc A/RES/54/254 (23 March 2000, adopted 15 March 2000)
  para 3`.
Statements are cited by speaker, title, body, meeting and date, with the symbol of the verbatim
record where it is known. Paragraph numbers that are this library's own say so: `study edition`.
"""

from collections.abc import Callable

from db.address import ORDINALS
from db.cite import pinpoint as places
from db.cite.citation import Citation, Italic, joined
from db.cite.source import Source
from db.dates import MONTHS, date_parts, spoken_date

_SHORT = {
    "General Assembly": ("UNGA", "G.A.", "GA", "UN GAOR", "U.N. GAOR"),
    "Security Council": ("UNSC", "S.C.", "SC", "UN SCOR", "U.N. SCOR"),
    "Human Rights Council": ("UNHRC", "H.R.C.", "HRC", "UN HRC", "U.N. Hum. Rts. Council"),
    "Economic and Social Council": ("ECOSOC", "E.S.C.", "ESC", "UN ESCOR", "U.N. ESCOR"),
}
_NOT_KNOWN = ("", "", "", "", "")


def un(source: Source, first: str, last: str) -> Citation:
    """Cite as United Nations documents cite one another, in the language of the edition."""
    manner = places.IN_LANGUAGES.get(source.language, places.UN)
    if source.symbol:
        return joined(source.symbol, _place(source, first, last, manner), by=manner.comma)
    return _named(source, first, last, places.UN, "“{}”")


def plain(source: Source, first: str, last: str) -> Citation:
    """Cite in plain words, nothing abbreviated but the symbol."""
    where = _place(source, first, last, places.PLAIN)
    if source.symbol:
        named = f"{source.title} ({source.symbol})" if source.title else source.symbol
        return joined(named, spoken_date(source.date), where)
    return _named(source, first, last, places.PLAIN, "{}")


def _named(source: Source, first: str, last: str, manner: places.Manner, title: str) -> Citation:
    """Cite what has no symbol of its own by author, title, occasion and date."""
    return joined(
        _author(source, office=True),
        title.format(source.title) if source.title else source.id,
        *_occasion(source),
        spoken_date(source.date),
        source.verbatim,
        _place(source, first, last, manner),
    )


def _author(source: Source, *, office: bool = False) -> str:
    if source.kind == "background":
        return "Resolute"
    if not source.speaker:
        return ""
    name = f"{source.speaker} ({source.office})" if office and source.office else source.speaker
    return f"{name} {_behalf(source)}".strip()


def _behalf(source: Source) -> str:
    return f"on behalf of {source.on_behalf_of}" if source.on_behalf_of else ""


_SORTS = {"press-report": "press report", "background": "study digest"}


def _occasion(source: Source) -> tuple[str, ...]:
    session = ""
    if source.session.isdecimal() and int(source.session) <= len(ORDINALS):
        session = f"{ORDINALS[int(source.session) - 1]} session"
    named = [part for part in (source.body, session) if part not in source.title]
    return *named, source.meeting, _SORTS.get(source.kind, "")


def _place(source: Source, first: str, last: str, manner: places.Manner) -> str:
    if not first:
        return ""
    said = places.pinpoint(first, last, manner)
    return said if source.own_numbers else f"study edition{manner.comma}{said}"


def oscola(source: Source, first: str, last: str) -> Citation:
    """Cite by OSCOLA; the pinpoint after a comma, because a symbol ends in figures itself."""
    where = _place(source, first, last, places.OSCOLA)
    short = _SHORT.get(source.body, _NOT_KNOWN)[0]
    date = _bracketed(spoken_date(source.date))
    if source.number and short:
        named = joined(f"{short} Res {source.number}", date, f"UN Doc {source.symbol}", by=" ")
    else:
        occasion = [short, source.meeting, _SORTS.get(source.kind, ""), spoken_date(source.date)]
        title = f"‘{source.title}’" if source.title else source.symbol or source.id
        said = joined(_author(source), title).text
        record = f"UN Doc {source.verbatim}" if source.verbatim else _link(source)
        named = joined(said, _bracketed(", ".join(filter(None, occasion))), record, by=" ")
    return joined(named.text, where)


def _link(source: Source) -> str:
    return f"<{source.url}>" if source.url and not source.symbol else ""


def _bracketed(words: str) -> str:
    return f"({words})" if words else ""


def bluebook(source: Source, first: str, last: str) -> Citation:
    """Cite by the Bluebook, rule 21.7: months of more than four letters are abbreviated (T12)."""
    where = _place(source, first, last, places.BLUEBOOK)
    date = _bracketed(_american(source.date))
    short = _SHORT.get(source.body, _NOT_KNOWN)
    if source.number and short[1]:
        document = joined(f"U.N. Doc. {source.symbol}", date, by=" ").text
        return joined(f"{short[1]} Res. {source.number}", where, document)
    title = Italic(source.title) if source.title else source.symbol or source.id
    author = joined(source.speaker, source.office, _behalf(source)).text or _author(source)
    meeting = source.meeting.replace("plenary meeting", "plen. mtg.").replace("meeting", "mtg.")
    session = f"{_counted(source.session)} Sess." if source.session.isdecimal() else ""
    record = f"U.N. Doc. {source.verbatim}" if source.verbatim else ""
    body = joined(author, (title,), short[4], session, meeting, _SORTS.get(source.kind, ""), record)
    return joined((*body.pieces, *((" ", date) if date else ())), where)


_SHORT_MONTHS = {"September": "Sept."}


def _american(iso: str) -> str:
    """Write a date as the Bluebook does: July 1, 2024; Dec. 22, 2007."""
    year, *rest = date_parts(iso) or (0,)
    if not rest:
        return iso
    month = MONTHS[rest[0] - 1]
    month = _SHORT_MONTHS.get(month, month if len(month) <= 4 else f"{month[:3]}.")
    return f"{month} {rest[1]}, {year}" if len(rest) > 1 else f"{month} {year}"


def _counted(number: str) -> str:
    value = int(number)
    ending = {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{'th' if value % 100 in (11, 12, 13) else ending}"


def aglc(source: Source, first: str, last: str) -> Citation:
    """Cite by AGLC4, rule 9.2: the title in italics, the day of issue before that of adoption."""
    where = _place(source, first, last, places.AGLC)
    short = _SHORT.get(source.body, _NOT_KNOWN)
    title = (Italic(source.title),) if source.title else ()
    if source.number and short[2]:
        date, adopted = spoken_date(source.issued or source.date), spoken_date(source.date)
        both = f"{date}, adopted {adopted}" if adopted and adopted != date else date
        document = joined(f"UN Doc {source.symbol}", _bracketed(both), where, by=" ").text
        return joined(title, f"{short[2]} Res {source.number}", document)
    session = f"{_counted(source.session)} sess" if source.session.isdecimal() else ""
    meeting = source.meeting.replace("plenary meeting", "plen mtg").replace("meeting", "mtg")
    record = f"UN Doc {source.verbatim}" if source.verbatim else _SORTS.get(source.kind, "")
    end = joined(record, _bracketed(spoken_date(source.date)), where, by=" ").text
    named = title or (source.symbol or source.id,)
    if record:
        return joined(_author(source), named, short[3], session, meeting, end)
    begun = joined(_author(source), named, short[3], session, meeting)
    return Citation((*begun.pieces, *((" ", end) if end else ())))


WRITTEN: dict[str, Callable[[Source, str, str], Citation]] = {
    "un": un,
    "oscola": oscola,
    "bluebook": bluebook,
    "aglc": aglc,
    "plain": plain,
}
"""The styles that are read, by the name the command line and the settings know."""
