"""What a file is, told by its content and never by its name.

Sources of the marks: the formats' own specifications; AppleDouble RFC 1740; compound files
[MS-CFB]; the zip containers by the members they must have (ECMA-376, ODF 1.3, EPUB 3.3).
"""

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Literal

from db.formats import charset

Format = Literal["akn", "word", "pdf", "html", "text", "zip", "none"]


@dataclass(frozen=True, slots=True)
class Detected:
    """The format of a file; for `none` the reason and what to do, as a sentence.

    `is_by_the_way` marks what lies beside documents and nobody means to read: system files,
    pictures, empty files.
    """

    format: Format
    reason: str = ""
    is_by_the_way: bool = False


_AS_DOCX = "Open it in your word processor, save it as DOCX and import that."
_UNLOCKED = "Open it in your word processor, save it without the password and import that."
_SYSTEM = "It is a system file that holds no document."
_BY_THE_WAY = (
    (b"\x00\x05\x16\x07", "It holds what macOS keeps beside a file, no document."),
    (b"\x00\x05\x16\x00", "It holds what macOS keeps beside a file, no document."),
    (b"\x00\x00\x00\x01Bud1", _SYSTEM),
)
_PICTURE = "It is a picture. Make a PDF with a text layer or a text of it (OCR) and import that."
_PICTURES = (
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\x00", b"MM\x00*",
    b"8BPS", b"\x00\x00\x01\x00", b"\x00\x00\x00\x0cjP  ", b"AT&TFORM",
)  # fmt: skip
_KNOWN = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", f"It is an old Word or Office file (.doc). {_AS_DOCX}"),
    (b"{\\rtf", f"It is a Rich Text (RTF) file. {_AS_DOCX}"),
    (b"\xffWPC", f"It is a WordPerfect file. {_AS_DOCX}"),
    (b"\x1f\x8b", "It is a gzip archive. Unpack it and import what is in it."),
    (b"7z\xbc\xaf\x27\x1c", "It is a 7-Zip archive. Unpack it and import what is in it."),
    (b"Rar!", "It is a RAR archive. Unpack it and import what is in it."),
    (b"BZh", "It is a bzip2 archive. Unpack it and import what is in it."),
    (b"\xfd7zXZ", "It is an xz archive. Unpack it and import what is in it."),
    (b"SQLite format 3\0", "It is a database, no document."),
    (b"\x7fELF", "It is a program, no document."),
    (b"MZ", "It is a program, no document."),
    (b"%!PS", "It is a PostScript file. Make a PDF of it and import that."),
)
_OTHER_OFFICE = (
    ("xl/workbook.xml", "It is a spreadsheet. Save the text you need as DOCX and import that."),
    ("ppt/presentation.xml", "They are slides. Save their text as DOCX and import that."),
    ("META-INF/container.xml", "It is an e-book (EPUB). Save it as DOCX or HTML and import that."),
    ("content.xml", f"It is an OpenDocument file. {_AS_DOCX}"),
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|title|meta|h[1-6]|p|div|article|section|table|span|main)\b",
    re.IGNORECASE | re.DOTALL,
)
_AKN = re.compile(r"<(?:\w+:)?akomaNtoso\b")
_XML = re.compile(r"\s*<(?:\?xml\b|!DOCTYPE\b|!--|[A-Za-z_][\w.:-]*(?:\s[^<>]*)?/?>)")
_MARKUP = re.compile(r"</(?:p|div|body|html|table|h[1-6]|li)\s*>", re.IGNORECASE)
_HEAD = 8192
"""Bytes from the beginning that are looked at."""


def detect(data: bytes) -> Detected:
    """Tell what the bytes are; never raises."""
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return Detected("pdf")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(data)
    return _refused(data, head) or _text(data, head)


def _refused(data: bytes, head: bytes) -> Detected | None:
    """Tell what is known by its first bytes and cannot be read; None where it may be a text."""
    if not head.strip(b"\0 \t\r\n\f\xef\xbb\xbf"):
        return Detected("none", "It is empty.", is_by_the_way=True)
    for mark, reason in _BY_THE_WAY:
        if head.startswith(mark):
            return Detected("none", reason, is_by_the_way=True)
    if head.startswith(_KNOWN[0][0]) and "EncryptedPackage".encode("utf-16-le") in data:
        return Detected("none", f"It is locked with a password. {_UNLOCKED}")
    for mark, reason in _KNOWN:
        if head.startswith(mark) and (len(mark) > 3 or charset.is_binary(head)):
            return Detected("none", reason)
    return Detected("none", _PICTURE, is_by_the_way=True) if _is_picture(head) else None


def _is_picture(head: bytes) -> bool:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return True
    if head[4:8] == b"ftyp" and head[8:12] in {b"heic", b"avif", b"mif1", b"heix"}:
        return True
    return any(head.startswith(m) for m in _PICTURES if len(m) > 2 or charset.is_binary(head))


def _zip(data: bytes) -> Detected:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except Exception:  # zipfile raises whatever damaged headers lead it to
        return Detected(
            "none", "It begins as a zip or DOCX but is damaged or cut off. Get a new copy of it."
        )
    if "word/document.xml" in names or any(name.startswith("word/document") for name in names):
        return Detected("word")
    for member, reason in _OTHER_OFFICE:
        if member in names:
            return Detected("none", reason)
    return Detected("zip")


def _text(data: bytes, head: bytes) -> Detected:
    if charset.is_binary(head):
        return Detected(
            "none", "Files of this kind cannot be read. XML, DOCX, PDF, HTML and text can."
        )
    words = charset.decode(head, is_whole=len(data) <= _HEAD)
    if _AKN.search(words):
        return Detected("akn")
    if words.lstrip("\ufeff \t\r\n").startswith("<svg"):
        return Detected("none", _PICTURE, is_by_the_way=True)
    if _HTML.match(words.lstrip("\ufeff")) or len(_MARKUP.findall(words)) > 2:
        return Detected("html")
    if _XML.match(words.lstrip("\ufeff")):
        return Detected(
            "none",
            "It is XML, but not the United Nations' (Akoma Ntoso). Save it as HTML, DOCX or text "
            "and import that.",
        )
    return Detected("text")
