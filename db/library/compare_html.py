"""A comparison as a web page of its own: readable without the program, printable, in HTML 5."""

from collections.abc import Iterator, Sequence
from html import escape

from db import address
from db.library.compare import Comparison, Pair
from db.library.compare_statistics import said, statistics
from db.models import RIGHT_TO_LEFT, Edition, Passage

_STYLE = (
    "body{font:17px/1.5 serif;max-width:72em;margin:2em auto;padding:0 1em;"
    "color:#1d2024;background:#fff}"
    "table{border-collapse:collapse;width:100%;table-layout:fixed}"
    "td,th{vertical-align:top;text-align:start;padding:.5em .75em;border-top:1px solid #d9d5ca}"
    "th{font:13px sans-serif;color:#585d64}.where{width:7em;font:13px sans-serif}"
    "del{background:#f8c6da}ins{background:#c4ebb5}.same{color:#585d64}"
    "@media(max-width:40em){table,tbody,tr,td{display:block}td{border:0}thead{display:none}}"
)


def page(comparison: Comparison) -> str:
    """Return the comparison as an HTML document; what was taken out is `del`, what is new `ins`."""
    left, right = comparison.left, comparison.right
    direction = "rtl" if right.key.language in RIGHT_TO_LEFT else "ltr"
    title = f"{_name(left)} → {_name(right)}"
    counts = ", ".join(
        f"{comparison.count(outcome)} {outcome}"
        for outcome in ("changed", "added", "removed", "same")
    )
    rows = "\n".join(map(_row, comparison.pairs))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(right.key.language)}" dir="{direction}">\n'
        f'<meta charset="utf-8"><title>{escape(title)}</title>\n<style>{_STYLE}</style>\n'
        f"<h1>{escape(title)}</h1>\n<p>{counts}, {comparison.moved} moved.</p>\n"
        f"<p>{escape(said(statistics(comparison)))}.</p>\n"
        f"<table><thead><tr><th class=where></th><th>{escape(_name(left))}</th>"
        f"<th>{escape(_name(right))}</th></tr></thead>\n<tbody>\n{rows}\n</tbody></table>\n"
        f"<p>{escape(_terms(left))}</p><p>{escape(_terms(right))}</p>\n</html>\n"
    )


def _name(edition: Edition) -> str:
    return f"{edition.key.document}, {edition.key.kind}, {edition.key.language}"


def _terms(edition: Edition) -> str:
    """Say what an edition rests on, so that nobody takes a digest for the official text."""
    said = "; ".join(f"{name}: {value}" for name, value in edition.provenance.items() if value)
    return f"{_name(edition)}: {said}" if said else ""


def _row(pair: Pair) -> str:
    where = " → ".join(dict.fromkeys(_place(p) for p in (pair.left, pair.right)))
    became = pair.outcome + (", moved" if pair.moved else "")
    if pair.verb_changed and pair.left and pair.right:
        became += f": {pair.left.opener} → {pair.right.opener}"
        if pair.strength:
            became += ", stronger" if pair.strength > 0 else ", weaker"
    left = _marked(pair.left, [change.left for change in pair.changes], "del")
    right = _marked(pair.right, [change.right for change in pair.changes], "ins")
    if pair.left is None:
        right = f"<ins>{right}</ins>"
    if pair.right is None:
        left = f"<del>{left}</del>"
    return (
        f'<tr class="{pair.outcome}"><td class=where>{escape(where)}<br>{escape(became)}</td>'
        f"<td>{left}</td><td>{right}</td></tr>"
    )


def _place(passage: Passage | None) -> str:
    return address.describe(passage.label) if passage else "–"


def _marked(passage: Passage | None, spans: Sequence[tuple[int, int]], tag: str) -> str:
    return "".join(_pieces(passage.text, spans, tag)) if passage else ""


def _pieces(words: str, spans: Sequence[tuple[int, int]], tag: str) -> Iterator[str]:
    done = 0
    for start, end in spans:
        if start < end:
            yield f"{escape(words[done:start])}<{tag}>{escape(words[start:end])}</{tag}>"
            done = end
    yield escape(words[done:])
