"""One home for normalising text and for counting it: folding, tokens, code points and UTF-16.

Folding makes two spellings of the same word equal: case, diacritics, no-break spaces and
hyphens, curly quotes, ligatures, full-width forms, the digits of any script; Arabic vowel marks,
tatweel, alef, ya and ta marbuta forms. Offsets are Unicode code points unless a name says UTF-16.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

_SIGNS = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
    "\u0640": "",
}
_SPECIAL = {
    **_SIGNS,
    **dict.fromkeys("\u0622\u0623\u0625\u0671", "\u0627"),
    "\u0649": "\u064a",
    "\u0629": "\u0647",
    "\u0624": "\u0648",
    "\u0626": "\u064a",
    "\u0131": "i",
    "\u0153": "oe",
    "\u00e6": "ae",
    "\u00f8": "o",
    "\u0142": "l",
    "\u0111": "d",
}
_UNSEEN = {"Mn", "Me", "Cf"}  # marks on letters and controls between them: no letters themselves
_CJK = (
    "\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)


def late_regex(source: str, flags: int = 0) -> Callable[[], re.Pattern[str]]:
    """Return a function that compiles at its first call: a start needs few, each takes a while."""

    @cache
    def compiled() -> re.Pattern[str]:
        return re.compile(source, flags)

    return compiled


LETTER = rf"[^\W_{_CJK}]"
"""The characters that make up a word together, as a regular expression's class."""

_TOKEN = late_regex(rf"[{_CJK}]|{LETTER}+")
_LETTERS = late_regex(rf"{LETTER}*")
_IDEOGRAPH = late_regex(rf"[{_CJK}]")


@lru_cache(maxsize=8192)
def fold_char(char: str) -> str:
    """Fold one character; the result may be empty or longer than one."""
    if (special := _SPECIAL.get(char)) is not None:
        return special
    folded = unicodedata.normalize("NFKD", char).casefold()
    return "".join(
        str(unicodedata.decimal(c)) if c.isdecimal() else _SPECIAL.get(c, c)
        for c in folded
        if not _is_unseen(c)
    )


def _is_unseen(char: str) -> bool:
    return unicodedata.combining(char) != 0 or unicodedata.category(char) in _UNSEEN


_COMMON = (*[(sign, plain) for sign, plain in _SIGNS.items() if plain], ("\u00a0", " "))


def _plain(text: str) -> str:
    """Write the signs that stand in nearly every text as plain ones, character by character."""
    for sign, plain in _COMMON:
        text = text.replace(sign, plain)
    return text


def fold(text: str) -> str:
    """Fold a text for comparing and indexing."""
    if text.isascii() or (text := _plain(text)).isascii():
        return text.lower()
    return text.translate(_FOLDS)


class _Folds(dict[int, str]):
    """What `str.translate` asks for: each character is folded once."""

    def __missing__(self, code: int) -> str:
        folded = fold_char(chr(code))
        if len(self) < 8192:
            self[code] = folded
        return folded


_FOLDS = _Folds()


def fold_with_map(text: str) -> tuple[str, Sequence[int]]:
    """Fold a text and say for every folded character which original one it came from.

    The map has one entry more than the folded text: the length of the original.
    """
    if text.isascii() or (text := _plain(text)).isascii():
        return text.lower(), range(len(text) + 1)
    return _with_map(text, {char: fold_char(char) for char in set(text)})


def _with_map(text: str, table: dict[str, str]) -> tuple[str, Sequence[int]]:
    """Fold a text by a table of all its characters."""
    if all(len(piece) == 1 for piece in table.values()):
        return text.translate({ord(char): piece for char, piece in table.items()}), range(
            len(text) + 1
        )
    pieces = [table[char] for char in text]
    origin = [index for index, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), [*origin, len(text)]


@lru_cache(maxsize=8192)
def _fold_partly(char: str, case: bool, marks: bool) -> str:
    special = _SIGNS if marks else _SPECIAL
    if (known := special.get(char)) is not None:
        return known
    if case and (lower := special.get(char.lower())) is not None:
        return lower.upper()
    folded = unicodedata.normalize("NFKD", char)
    return "".join(
        str(unicodedata.decimal(c)) if c.isdecimal() else special.get(c, c)
        for c in (folded if case else folded.casefold())
        if not (unicodedata.category(c) == "Cf" if marks else _is_unseen(c))
    )


def fold_partly_with_map(text: str, *, case: bool, marks: bool) -> tuple[str, Sequence[int]]:
    """Fold as `fold_with_map` does, but keep `case`, or the `marks` on letters and their forms.

    With both left out it is the same.
    """
    if not (case or marks):
        return fold_with_map(text)
    if text.isascii():
        return text if case else text.lower(), range(len(text) + 1)
    return _with_map(text, {char: _fold_partly(char, case, marks) for char in set(text)})


def is_mark(char: str) -> bool:
    """Tell whether a character is drawn on the letter before it: an accent, a vowel sign."""
    return unicodedata.category(char)[0] == "M"


def letter_end(text: str, last: int) -> int:
    """Return where the letter at `last` ends: behind the marks that are drawn on it."""
    end = last + 1
    while end < len(text) and is_mark(text[end]):
        end += 1
    return end


def is_ideograph(char: str) -> bool:
    """Tell whether a character is Chinese or Japanese: a word by itself, without spaces."""
    return _IDEOGRAPH().match(char) is not None


def is_letter(char: str) -> bool:
    """Tell whether a folded character makes up a word together with those beside it."""
    return char.isalnum() and (char.isascii() or not is_ideograph(char))


def word_end(folded: str, at: int) -> int:
    """Return where the letters end that go on from a place of a folded text."""
    found = _LETTERS().match(folded, at)
    return found.end() if found else at


def tokens(folded: str) -> list[tuple[str, int, int]]:
    """Cut a folded text into (token, start, end): words, and single Chinese characters."""
    return [(match[0], match.start(), match.end()) for match in _TOKEN().finditer(folded)]


class _ByCharacter(dict[int, str]):
    """A table for `str.translate` that works out a character when it is first met."""

    def __init__(self, work_out: Callable[[str], str]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, point: int) -> str:
        self[point] = made = self._work_out(chr(point))
        return made


def _indexed(char: str) -> str:
    return "".join(
        f" {c} " if is_ideograph(c) else c if c.isascii() or c.isalnum() else " "
        for c in fold_char(char)
    )


_INDEXED = _ByCharacter(_indexed)
_ASCII_TOKENS = bytes(
    ord(char.lower()) if char.isalnum() else ord(" ") for char in map(chr, range(128))
).ljust(256)
"""For `bytes.translate`, which takes a tenth of the time of the one of `str`."""
_TOKENS_ONLY = _ByCharacter(lambda char: "".join(c if c.isalnum() else " " for c in _indexed(char)))


def index_text(text: str) -> str:
    """Return what the full-text index is given: folded, Chinese characters set apart.

    What is no letter or digit becomes a space: the tokenizer takes private-use characters and
    symbols newer than itself for letters, and would glue a word to its bullet.
    """
    if text.isascii() or (text := _plain(text)).isascii():
        return text.lower()
    return text.translate(_INDEXED)


def token_row(text: str) -> str:
    """Return the tokens of a text with one space before, between and behind them."""
    if text.isascii() or (text := _plain(text)).isascii():
        row = f" {text.encode().translate(_ASCII_TOKENS).decode()} ".replace("  ", " ")
        return " ".join(["", *row.split(), ""]) if "  " in row else row
    return " ".join(["", *text.translate(_TOKENS_ONLY).split(), ""])


def to_utf16(text: str, offset: int) -> int:
    """Turn an offset in code points into one in UTF-16 units, as QTextDocument counts."""
    if text.isascii():
        return min(offset, len(text))
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def from_utf16(text: str, units: int) -> int:
    """Turn an offset in UTF-16 units into code points; inside a pair counts as before it."""
    if len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text):
        return min(units, len(text))
    count = 0
    for index, char in enumerate(text):
        width = 2 if ord(char) > 0xFFFF else 1
        if count + width > units:
            return index
        count += width
    return len(text)


def collapse(text: str) -> str:
    """Join lines and runs of plain white space into single spaces; no-break spaces stay."""
    text = text.strip(" \t\r\n")
    if "  " in text or "\n" in text or "\t" in text or "\r" in text:
        text = re.sub(r"[ \t\r\n]{2,}|[\t\r\n]", " ", text)
    return text


def isolated(words: str) -> str:
    """Wrap words that run from right to left, so that the rest of a line stays in its order.

    A number behind them would stand before them; by Unicode Standard Annex 9 what is between a
    first-strong isolate and its end is laid out by itself. Other words are returned as they are.
    """
    runs_back = any(unicodedata.bidirectional(char) in {"R", "AL"} for char in words)
    return f"\u2068{words}\u2069" if runs_back else words
