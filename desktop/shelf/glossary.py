"""The glossary as a list: what each term means, what it rests on, and what is like it."""

from collections.abc import Mapping
from typing import Any

from db.library.reference import GlossaryTerm
from desktop.shelf.entries import Entry, line, names, paragraph, to_addresses, to_entry
from desktop.shelf.list_page import Kind

_KINDS = {"term": "Terms", "name": "Names", "procedure": "Procedure", "verb": "Verbs"}
_ONE = {"term": "Term", "name": "Name", "procedure": "Procedure", "verb": "Verb"}


def load(connection: Any) -> list[Entry]:
    """Read the glossary. Runs in a worker's thread."""
    from db.library import lists

    called = names(connection)
    return [_entry(term, called) for term in lists.glossary(connection)]


def _entry(term: GlossaryTerm, called: Mapping[str, str]) -> Entry:
    facts = [_ONE.get(term.kind, term.kind), *term.aliases]
    html = paragraph(term.definition)
    if term.strength:
        html += paragraph(f"Strength {term.strength} of 5.")
    if term.teaching_aid:
        html += '<p class="quiet">A teaching aid, not law.</p>'
    html += line("See", *(to_entry(name) for name in term.see))
    html += line("After", *to_addresses(term.evidence, called))
    html += '<p class="quiet">The words are Resolute\'s own.</p>'
    return Entry(term.term, term.term, " · ".join(facts), term.kind, html, term.definition)


KIND = Kind(
    "Glossary", "Filter the glossary", load, tuple(_KINDS.items()),
    "The library has no glossary.", "“{}” is not in the glossary.",
)  # fmt: skip
