"""An edition as a web page (HTML 5) of its own: readable without the program, and printable."""

from collections.abc import Iterator
from html import escape

from db import address
from db.library.exporting import said
from db.models import RIGHT_TO_LEFT, Document, Edition, Passage

_STYLE = (
    "body{font:18px/1.55 serif;max-width:42em;margin:2em auto;padding:0 1em;color:#1d2024;"
    "background:#fff}h1{line-height:1.25}h2{font-size:1.1em;margin-top:2em}"
    ".kicker,.label,.voice,footer,aside{font:13px/1.5 sans-serif;color:#585d64}"
    ".label{min-width:4em;display:inline-block}.warning{border-inline-start:3px solid #b3261e;"
    "padding-inline-start:1em}.digest{border-inline-start:2px dotted #585d64;padding-inline-start:"
    "1em}.reported{border-inline-start:2px dashed #585d64;padding-inline-start:1em}"
    ".quoted{margin-inline-start:2em}.d1{margin-inline-start:2em}.d2{margin-inline-start:4em}"
    ".d3{margin-inline-start:6em}sup a{text-decoration:none}dt{font-weight:600}"
)


def write(document: Document, edition: Edition) -> bytes:
    """Return the edition as UTF-8."""
    return "\n".join(_lines(document, edition)).encode()


def _lines(document: Document, edition: Edition) -> Iterator[str]:
    key = edition.key
    title = escape(said.title(document, edition))
    direction = "rtl" if key.language in RIGHT_TO_LEFT else "ltr"
    yield f'<!DOCTYPE html>\n<html lang="{escape(key.language)}" dir="{direction}">'
    yield f'<meta charset="utf-8"><title>{title}</title>\n<style>{_STYLE}</style>'
    yield f'<header><p class="kicker">{escape(said.head(document, edition))}</p>'
    yield f"<h1>{title}</h1>"
    if warning := said.WARNINGS.get(key.kind):
        yield f'<p class="warning" lang="en" dir="ltr">{escape(warning)}</p>'
    yield "</header>\n<main>"
    text, notes = said.text_and_notes(edition)
    unplaced = said.unplaced(edition)
    back: dict[str, str] = {}
    part = ""
    for passage in text:
        if passage.kind != "record" and passage.part and passage.part != part:
            part = passage.part
            yield f"<h2>{escape(part)}</h2>"
        yield _paragraph(passage, unplaced.get(passage.label, []), back)
    yield "</main>"
    if notes:
        yield "<aside>\n<h2>Footnotes</h2>"
        yield from (_note(note, back.get(note.label, "")) for note in notes)
        yield "</aside>"
    facts = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>"
        for name, value in said.provenance(edition)
    )
    if facts:
        yield f'<footer lang="en" dir="ltr"><h2>Provenance</h2><dl>{facts}</dl></footer>'
    yield "</html>\n"


def _paragraph(passage: Passage, unplaced: list[str], back: dict[str, str]) -> str:
    words = _words(passage, unplaced, back)
    name = escape(passage.label)
    if passage.kind == "heading":
        return f'<h3 id="{name}">{words}</h3>'
    if passage.kind == "record":
        return f'<p id="{name}"><span class="label">{escape(passage.heading)}</span> {words}</p>'
    label = escape(address.gutter(passage.label) or passage.label)
    classes = f"{passage.voice} d{min(3, said.depth(passage.label))}"
    voice = said.voice(passage)
    spoken = f'<span class="voice">({escape(voice)})</span> ' if voice else ""
    if passage.voice == "quoted":
        words = f"“{words}”"
    tag = "blockquote" if passage.voice == "quoted" else "p"
    return (
        f'<{tag} id="{name}" class="{classes}" data-voice="{passage.voice}">'
        f'<span class="label">{label}</span> {spoken}{words}</{tag}>'
    )


def _words(passage: Passage, unplaced: list[str], back: dict[str, str]) -> str:
    made, opener = "", len(passage.opener) if passage.text.startswith(passage.opener) else 0
    for stretch, label in said.pieces(passage, unplaced):
        slanted, plain = stretch[:opener], stretch[opener:]
        opener = max(0, opener - len(stretch))
        made += f"<em>{escape(slanted)}</em>" if slanted else ""
        made += escape(plain)
        if label:
            back.setdefault(label, passage.label)
            number = escape(label.removeprefix("fn"))
            made += f'<sup><a href="#{escape(label)}">{number}</a></sup>'
    return made


def _note(note: Passage, home: str) -> str:
    number, name = escape(note.label.removeprefix("fn")), escape(note.label)
    way_back = f' <a href="#{escape(home)}" aria-label="Back">↩</a>' if home else ""
    return f'<p id="{name}">{number}. {escape(note.text)}{way_back}</p>'
