"""The words for what was asked and what came back. No Qt."""

from collections.abc import Mapping
from typing import NamedTuple

from db import address
from db.models import LANGUAGES, Hit, Voice
from desktop.search.asking import Answer

NOTHING = "Nothing found. Try fewer words or a prefix such as capac*."
NOTHING_HERE = "Nothing found in {}. Alt+O searches everything again."
MANY = "Many passages; more words narrow them down."
MANY_NOTES = "Very many notes; more words narrow them down."
PASTED = "A link to a paragraph. Press Enter to open it."
SEARCHING = "Searching …"

VOICE_WORDS: dict[Voice, str] = {
    "official": "official text",
    "quoted": "the speaker's own words",
    "reported": "retold in other words",
    "digest": "study digest, in our own words",
}
KIND_WORDS = {"note": "your note", "card": "card", "glossary": "glossary"}

FACET_WORDS = {
    "document": "Document",
    "kind": "Kind",
    "part": "Part",
    "verb": "Verb",
    "speaker": "Speaker",
    "voice": "Voice",
    "language": "Language",
    "year": "Year",
}
"""What a facet is called, in the order in which they are shown."""


class Narrowing(NamedTuple):
    """A chip: what it says, and the query that it narrows by.

    With `among` that was a search by itself before, see `narrowing.Step`.
    """

    words: str
    query: str
    among: bool = False


def place(hit: Hit) -> str:
    """Say which paragraph a hit is: `para. 6`, `PP3`, `title`."""
    return address.describe(hit.label) if hit.label else hit.id


def voice(hit: Hit) -> tuple[str, ...]:
    """Say in a word or two who speaks, in which language where a document has several.

    The second way of saying it is for where there is little room.
    """
    if hit.what != "passage":
        return (KIND_WORDS[hit.what],)
    if hit.key.kind == "digest":
        return (hit.voice,)
    language = hit.key.language
    return f"{hit.voice} · {LANGUAGES.get(language, language)}", f"{hit.voice} {language}"


def value_words(facet: str, value: str, names: Mapping[str, str]) -> str:
    """Say a value of a facet as people read it."""
    if facet == "document":
        return names.get(value) or value
    if facet == "language":
        return LANGUAGES.get(value, value)
    return value[:1].upper() + value[1:]


def counted(count: int, at_least: bool = False) -> str:
    """Write how many there are."""
    return f"{count:,}{'+' * at_least}"


def many(total: int, at_least: bool, begun: str = "") -> str:
    """Say how many passages there are where nobody knew before they were counted."""
    if at_least:
        return f"At least {total:,} passages{begun}; more words narrow them down."
    return f"{total:,} {'passage' if total == 1 else 'passages'}{begun}"


def begun(answer: Answer, typed: str) -> str:
    """Say which beginning of a word was searched for where the word is not finished, else ''."""
    goes_on = answer.query.endswith("*") and not typed.rstrip().endswith("*")
    return f" for {typed.strip()}*" if goes_on else ""


def summary(answer: Answer, typed: str, scope: str) -> str:
    """Say in a line how much was found, and in a second one what was wrong with the query.

    `scope` is what the search kept to, in words; '' for everything.
    """
    results = answer.results
    if not results.hits:
        return results.problem or (NOTHING_HERE.format(scope) if scope else NOTHING)
    if results.total is None:
        words = MANY if results.uncounted or results.hits[0].what != "note" else MANY_NOTES
    else:
        words = f"{results.total:,} {_noun(results.hits[0], results.total)}"
        words += begun(answer, typed)
    return f"{words}\n{results.problem}" if results.problem else words


def _noun(first: Hit, total: int) -> str:
    one, many = {
        "note": ("note", "notes"),
        "card": ("card", "cards"),
        "glossary": ("entry", "entries"),
    }.get(first.what, ("passage", "passages"))
    return one if total == 1 else many
