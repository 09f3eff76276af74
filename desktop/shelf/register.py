"""The register as a list: who sponsored the draft and who joined, who spoke and for whom."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from db.library.lists import Register, Voiced
from db.library.reference import Sponsor
from desktop.shelf.entries import Entry, line, names, paragraph, to_address, to_addresses, to_entry
from desktop.shelf.list_page import Kind

_ROLES = {"draft": "Sponsor of the draft", "additional": "Joined as a sponsor"}


def load(connection: Any) -> list[Entry]:
    """Read the register. Runs in a worker's thread."""
    from db.library import lists

    return entries(lists.register(connection), names(connection))


def entries(register: Register, called: Mapping[str, str]) -> list[Entry]:
    """Return the speakers, then the sponsors in the record's order.

    `called` are the documents' short titles by id.
    """
    counts = Counter(one.role for one in register.sponsors)
    speakers = [_speaker(one, called) for one in register.speakers]
    return speakers + [_sponsor(one, counts, register) for one in register.sponsors]


def _speaker(voiced: Voiced, called: Mapping[str, str]) -> Entry:
    one = voiced.speaker
    html = paragraph(one.office) + paragraph(f"For {one.represents}")
    html += line("The speaker's own words", *to_addresses(voiced.passages, called))
    html += line("Spoken of in", *to_addresses(one.documents, called))
    return Entry(one.name, one.name, f"Speaker · {one.represents}", "speaker", html, one.office)


def _sponsor(one: Sponsor, counts: Counter[str], register: Register) -> Entry:
    role = _ROLES.get(one.role, one.role)
    html = paragraph(f"{role} of A/RES/78/311." if one.role == "draft" else f"{role}.")
    html += paragraph(
        f"One of {counts[one.role]} in this role; {sum(counts.values())} sponsors in all."
    )
    html += line("The record", to_address("A/RES/78/311 record.sponsors"))
    for_it = [
        to_entry(voiced.speaker.name)
        for voiced in register.speakers
        if voiced.speaker.represents.split(",")[0] == one.state
    ]
    return Entry(one.state, one.state, role, one.role, html + line("Spoke for it", *for_it))


KIND = Kind(
    "Register", "Filter by state or name", load,
    (("draft", "Sponsors of the draft"), ("additional", "Joined later"), ("speaker", "Speakers")),
    "The library has no register.", "“{}” is not in the register.",
)  # fmt: skip
