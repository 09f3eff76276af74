"""Links to a paragraph that other programs can hold: `resolute:A/RES/78/311#op6`.

    link     = "resolute:" [ "//" ] document [ "?" setting *( "&" setting ) ] [ "#" label ]
    setting  = "edition=" kind / "lang=" language

Each part is percent-encoded as RFC 3986 has it; no document has `?` or `#` in its name. A link
without settings is to the edition that is best where it is opened; one setting alone names any
edition of that kind or language. Settings of another name are left aside, so that later versions
can add some.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from db.text import late_regex

SCHEME = "resolute"
_SAFE = "/-._~"
_SETTING = {"edition": late_regex(r"[a-z]{1,20}"), "lang": late_regex(r"[a-z]{2,3}")}


class Link(NamedTuple):
    """What a link is to, as it is written in it; `kind` and `language` are of an edition."""

    document: str
    label: str = ""
    kind: str = ""
    language: str = ""

    @property
    def words(self) -> str:
        """The address without the edition, as a person would type it."""
        return f"{self.document} {self.label}".strip()


def write(link: Link) -> str:
    """Write a link; `read` gives back the same."""
    from urllib.parse import quote

    settings = [("edition", link.kind), ("lang", link.language)]
    query = "&".join(f"{name}={quote(value, safe=_SAFE)}" for name, value in settings if value)
    path = f"{SCHEME}:{quote(link.document, safe=_SAFE)}"
    return "".join(
        [path, query and f"?{query}", link.label and f"#{quote(link.label, safe=_SAFE)}"]
    )


def is_link(text: str) -> bool:
    """Tell whether this is meant as a link of ours, whatever it is to."""
    return text.lstrip()[: len(SCHEME) + 1].lower() == f"{SCHEME}:"


def read(text: str) -> Link:
    """Take a link apart; whether there is such a paragraph is not asked.

    Programs that pass links on may put `//` or a last `/` in, or encode the marks between the
    parts as well.
    """
    from urllib.parse import unquote

    rest = text.strip()[len(SCHEME) + 1 :]
    decode: Callable[[str], str] = unquote
    if not re.search(r"[?#]", rest):
        rest, decode = unquote(rest), str
    rest, _, label = rest.partition("#")
    document, _, query = rest.partition("?")
    settings = dict(part.partition("=")[::2] for part in query.split("&"))
    kind, language = (_setting(name, decode(settings.get(name, ""))) for name in _SETTING)
    return Link(decode(document).strip("/ "), decode(label).strip(), kind, language)


def _setting(name: str, value: str) -> str:
    value = value.strip().lower()
    return value if _SETTING[name]().fullmatch(value) else ""
