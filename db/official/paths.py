"""Where the repository keeps a resolution: its paths read as symbols and languages.

Paths are those of `UNxml/GAresolutions`, measured on 11,327 files: a folder for each session, one
for each language, and names of several makes (`A_RES_78_311-2412313E.xml`, `75_254_E.xml`,
`A_RES_80_84AB-2520072E.xml`, `…-reissue.xml`). The job number in a name follows from nothing, so
a path can be read but not made up: that is what the repository's tree is for.
"""

import re
from typing import NamedTuple

FOLDERS = {
    "Arabic": "ar", "Chinese": "zh", "English": "en", "French": "fr", "German": "de",
    "Russian": "ru", "Spanish": "es",
}  # fmt: skip
"""The repository's folder of each language, by ISO 639-1 code."""

SIX = ("en", "fr", "es", "ru", "ar", "zh")
"""The official languages of the United Nations, in the order they are shown in."""

_TEXT = re.compile(
    r"(?:A_RES_)?(?P<session>(?:ES-|S-)?\d{1,3})_(?P<number>\d{1,4})"
    r"(?: ?(?P<letters>[A-Z](?:[-–]?[A-Z])?)(?=[-_ .])|_(?P<part>[A-Z])(?=_[A-Z][-_.]))?"
    r"(?P<rest>[-_ .].*)",
    re.DOTALL,
)
"""`part` is a letter set off (`75_251_B_S.xml`): the language's letter stands behind it."""

_SYMBOL = re.compile(r"A/RES/((?:ES-|S-)?\d{1,3})/(\d{1,4})([A-Z](?:-[A-Z])?)?")
_LIST = re.compile(r"data_extract/((?:ES-|S-)?\d{1,3})\.json")


class Place(NamedTuple):
    """What a path of the repository holds: a symbol (letters joined: `78/183A`) in a language."""

    symbol: str
    language: str
    is_reissue: bool = False


def read_path(path: str) -> Place | None:
    """Return what a path holds; None where it is no text of a resolution."""
    folder, _, name = path.rpartition("/")
    language = FOLDERS.get(folder.rpartition("/")[2])
    found = _TEXT.fullmatch(name)
    if language is None or found is None or not name.endswith(".xml"):
        return None
    letters = (found["letters"] or found["part"] or "").replace("-", "").replace("–", "")
    symbol = f"A/RES/{found['session']}/{found['number']}{'-'.join(letters)}"
    return Place(symbol, language, "reissue" in found["rest"].casefold())


def session_list(path: str) -> str:
    """Return the session that a path lists with its titles (`78`, `ES-11`); '' for another."""
    found = _LIST.fullmatch(path)
    return found[1] if found else ""


def symbol_of(typed: str) -> str:
    """Write a symbol of a resolution as the library does: `78/183 a` is A/RES/78/183A.

    '' where it is none.
    """
    plain = "".join(typed.split()).upper().replace("–", "-").replace("\u2011", "-")
    plain = plain if plain.startswith("A/RES/") else f"A/RES/{plain}"
    return plain if _SYMBOL.fullmatch(plain) else ""


def bare(symbol: str) -> str:
    """Return a symbol without letters: the parts of 78/183 stand in one file or in two."""
    return re.sub(r"(?<=\d)[A-Z](?:[-–][A-Z])?$", "", symbol)


def session_of(symbol: str) -> str:
    """Return the session of a symbol: `78`, `ES-11`; '' where it names none."""
    found = _SYMBOL.fullmatch(symbol)
    return found[1] if found else ""


def order(symbol: str) -> tuple[int, int, int, str]:
    """Return what symbols are sorted by: the regular sessions first, then by number."""
    found = _SYMBOL.fullmatch(symbol)
    if found is None:
        return 9, 0, 0, symbol
    session = found[1]
    kind = 0 if session.isdecimal() else 1
    return kind, int(session.rpartition("-")[2]), int(found[2]), found[3] or ""
