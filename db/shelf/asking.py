"""The question that is asked before editions go: what goes, and what hangs on it."""

from collections.abc import Sequence

from db.languages import edition_named
from db.models import EditionKey
from db.shelf.wastebasket import Hanging


def question(keys: Sequence[EditionKey], hanging: Hanging, documents: Sequence[str]) -> str:
    """Ask whether editions are to go; without any that can, say why none does."""
    if not keys:
        name = documents[0] if len(documents) == 1 else "These documents"
        stays = "comes" if len(documents) == 1 else "come"
        return f"{name} {stays} with the program: only editions you added can be removed."
    return " ".join([_what(keys, hanging), _hangs(hanging)])


def _what(keys: Sequence[EditionKey], hanging: Hanging) -> str:
    if len(keys) == 1 and not hanging.documents:
        return f"Remove {edition_named(keys[0])}?"
    names = list(dict.fromkeys(key.document for key in keys))
    whole = set(hanging.documents) == set(names)
    editions = "" if len(keys) == len(names) else f", {len(keys)} editions"
    what = names[0] if len(names) == 1 else f"{len(names)} documents"
    return f"Remove {what}{editions}?" if whole else f"Remove your editions of {what}{editions}?"


def _hangs(hanging: Hanging) -> str:
    bits = [
        _count(hanging.notes, "note"), _count(hanging.cards, "card"),
        _count(hanging.read, "paragraph", " read"),
    ]  # fmt: skip
    said = ", ".join(filter(None, bits))
    if not said:
        return "Nothing of yours hangs on it."
    kept = "All of that is kept"
    kept += ", the notes without a place (is:orphan)" if hanging.notes else ""
    return f"On it: {said}. {kept}."


def _count(count: int, word: str, more: str = "") -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}{more}" if count else ""
