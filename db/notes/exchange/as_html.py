"""Notes as a web page of its own: readable without the program, in both themes, printable."""

from collections.abc import Sequence
from html import escape

from db.notes.exchange.entries import Entry, by_document, legend
from db.notes.exchange.marked import as_html
from db.notes.exchange.tints import DARK, LIGHT

_STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:17px/1.55 'Source Serif 4','Noto Serif',Georgia,serif;max-width:42em;"
    "margin:2em auto;padding:0 1em;color:#1d2024;background:#fff}"
    "h1,h2{line-height:1.25}h2{margin-top:2.2em}"
    "article{border-top:1px solid #d9d5ca;padding:1em 0}"
    "blockquote{margin:0 0 .6em}blockquote p{margin:0;white-space:pre-line}"
    "dd{margin:0 0 .3em 1.5em}mark{color:inherit;padding:.1em 0}"
    "footer{font:13px/1.5 sans-serif;color:#585d64}a{color:#0b66a8}"
    "{light}"
    "mark.underline,mark.squiggle,mark.strike{background:none;text-decoration:underline 2px}"
    "mark.squiggle{text-decoration-style:wavy}mark.strike{text-decoration-line:line-through}"
    "@media(prefers-color-scheme:dark){body{color:#e8e6e1;background:#1b1e21}"
    "article{border-color:#363b42}footer{color:#a6abb2}a{color:#6cb8f0}{dark}}"
    "@media print{article{break-inside:avoid}}"
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Nothing is fetched and nothing runs, whatever a note says."""


def page(entries: Sequence[Entry]) -> str:
    """Write an HTML 5 document."""
    count = f"{len(entries):,} note{'' if len(entries) == 1 else 's'}"
    sections = "\n".join(
        f"<section><h2>{escape(title)}</h2>\n{''.join(map(_article, members))}</section>"
        for title, members in by_document(entries)
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Notes</title>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<style>{_style()}</style></head>\n"
        f"<body><h1>Notes</h1>\n<p>{count}</p>\n{_legend(entries)}{sections}\n</body>\n</html>\n"
    )


def _legend(entries: Sequence[Entry]) -> str:
    terms = "".join(
        f'<dt><mark class="{color} fill">{escape(name)}</mark></dt><dd>{escape(meaning)}</dd>'
        for color, name, meaning in legend(entries)
    )
    return f"<dl>{terms}</dl>\n" if terms else ""


def _style() -> str:
    sheets = (
        "".join(f"mark.{name}{{background:{value}}}" for name, value in colors.items())
        for colors in (LIGHT, DARK)
    )
    light, dark = sheets
    return _STYLE.replace("{light}", light).replace("{dark}", dark)


def _article(entry: Entry) -> str:
    return (
        f'<article id="note-{escape(entry.note.id)}">\n{_quoted(entry)}'
        f"{as_html(entry.note.body)}<footer>{_footer(entry)}</footer>\n</article>\n"
    )


def _quoted(entry: Entry) -> str:
    if not entry.words:
        return ""
    direction = ' dir="rtl"' if entry.is_right_to_left else ""
    words = "".join(f"<p>{_marked(entry, quote)}</p>" for quote in entry.quotes)
    return (
        f'<blockquote lang="{escape(entry.language)}"{direction} cite="{escape(entry.link)}">'
        f"{words}</blockquote>\n"
    )


def _marked(entry: Entry, quote: str) -> str:
    if not entry.tells_color:
        return escape(quote)
    kinds = f"{entry.note.color} {entry.note.style}"
    return f'<mark class="{escape(kinds)}">{escape(quote)}</mark>'


def _footer(entry: Entry) -> str:
    note = entry.note
    day = escape(note.created)
    where = f'<a href="{escape(entry.link)}">{entry.citation.html}</a>' if entry.link else ""
    parts = [
        where,
        escape(entry.voice),
        *map(escape, entry.looks),
        escape(", ".join(note.tags)),
        f'<time datetime="{day}">{day[:10]}</time>',
        "" if note.standing == "anchored" else escape(note.standing),
    ]
    return " · ".join(filter(None, parts))
