"""Bytes as characters: byte order marks, UTF-8 and UTF-16 first, a guess after that."""

import codecs
import re

from db.errors import NotADocument

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LIKELY = ["cp1252", "cp1251", "cp1256", "gb18030", "big5", "shift_jis", "euc_kr", "koi8_r"]
_SAMPLE = 64 * 1024
"""Bytes that a guess is made from."""


def is_binary(head: bytes) -> bool:
    """Tell whether the first bytes of a file are something else than text."""
    if head.startswith(tuple(mark for mark, _ in _MARKS)) or _wide(head):
        return False
    return len(_CONTROLS.findall(head)) > len(head) // 500


def _wide(head: bytes) -> str:
    """Return the UTF-16 order of a text without a mark: every other byte is nearly always 0."""
    half = max(1, len(head) // 2)
    if head[1::2].count(0) > 0.7 * half and head[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if head[::2].count(0) > 0.7 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return ""


def decode(data: bytes, *, is_whole: bool = True) -> str:
    """Return the bytes as characters, without a mark at the head.

    What cannot be read becomes U+FFFD; `is_whole` False says that the bytes may end inside a
    character.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").lstrip("\ufeff")
    if encoding := _wide(data[:_SAMPLE]):
        return data.decode(encoding, "replace")
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(data, final=is_whole)
    except UnicodeDecodeError:
        return data.decode(_guess(data), "replace")


def _guess(data: bytes) -> str:
    if len(re.findall(rb"[\xc2-\xf4][\x80-\xbf]", data[:_SAMPLE])) > 20:
        bad = data[:_SAMPLE].decode("utf-8", "replace").count("\ufffd")
        if bad < len(data[:_SAMPLE]) // 1000 + 1:  # a stray byte in a UTF-8 text
            return "utf-8"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=_LIKELY).best()
    return best.encoding if best else "cp1252"


def decode_document(data: bytes, largest: int) -> str:
    """Decode a file of text; raises NotADocument where it is too large or no text at all."""
    if len(data) > largest:
        raise NotADocument(
            f"The file is larger than {largest // 1024**2} MB of text. Split it and import the "
            "parts."
        )
    words = decode(data)
    if words.count("\ufffd") > len(words) // 20 + 1 or "\0" in words[:_SAMPLE]:
        raise NotADocument("The file is no text that can be read. Save it as UTF-8 text.")
    return words
