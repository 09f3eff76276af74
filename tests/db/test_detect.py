import io
import zipfile

import pytest
from paper import pdf_of, placed, saved

from db.formats import charset
from db.formats.detect import detect


def zipped(**members: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, words in members.items():
            archive.writestr(name.replace("__", "/"), words)
    return target.getvalue()


def word() -> bytes:
    import docx

    return saved(docx.Document())


AKN = '<?xml version="1.0"?><akomaNtoso xmlns="x"><statement/></akomaNtoso>'


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (AKN.encode(), "akn"),
        (AKN.encode("utf-16"), "akn"),
        (b'<an:akomaNtoso xmlns:an="x"/>', "akn"),
        (word(), "word"),
        (pdf_of([[placed(50, 50, [("Text", "R")])]]), "pdf"),
        (b"\n\n%PDF-1.4 rest", "pdf"),
        (b"<!DOCTYPE html><p>A page", "html"),
        (b"\xef\xbb\xbf<html><body>A page", "html"),
        (b"<!-- saved --><div>A page</div>", "html"),
        (b"Recalling <p>one</p><p>two</p><p>three</p>", "html"),
        (zipped(a="one"), "zip"),
        (b"The General Assembly,", "text"),
        ("大会，".encode("gb18030"), "text"),
        ("La Asamblea".encode("utf-16-le"), "text"),
        (b"# Heading\n\n*Recalling* its work", "text"),
        (b"a < b and <c> are no markup", "text"),
        (b"BMI of the population", "text"),
        (b"MZ is not always a program", "text"),
    ],
)
def test_format_is_told_by_content(data: bytes, found: str) -> None:
    assert detect(data).format == found


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as DOCX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"{\\rtf1 text}", "RTF.*save it as DOCX"),
        (b"\xffWPC\x10", "WordPerfect"),
        (zipped(xl__workbook_xml="", **{"xl__workbook.xml": ""}), "spreadsheet"),
        (zipped(**{"content.xml": "", "mimetype": "x"}), "OpenDocument"),
        (b"PK\x03\x04 cut off", "damaged or cut off"),
        (b"\x1f\x8b\x08\x00rest\x00\x01", "Unpack"),
        (b'<?xml version="1.0"?><rss><item/></rss>', "XML, but not the United Nations'"),
        (bytes(range(256)) * 10, "Files of this kind cannot be read"),
    ],
)
def test_what_cannot_be_read_has_a_reason(data: bytes, said: str) -> None:
    import re

    found = detect(data)
    assert found.format == "none"
    assert re.search(said, found.reason)
    assert not found.is_by_the_way


@pytest.mark.parametrize(
    "data",
    [
        b"", b" \n\n", b"\x00\x05\x16\x07\x00\x02", b"\x00\x00\x00\x01Bud1\x00",
        b"\x89PNG\r\n\x1a\n\x00", b"\xff\xd8\xff\xe0", b"RIFF\x00\x00\x00\x00WEBP",
        b"BM\x00\x01\x00\x00\x00\x00", b"<svg xmlns='x'/>",
    ],
)  # fmt: skip
def test_what_lies_beside_documents_is_told_apart(data: bytes) -> None:
    assert detect(data).is_by_the_way


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("utf-8-sig", "L’Assemblée générale"),
        ("utf-16", "Генеральная Ассамблея"),
        ("utf-16-be", "The General Assembly, recalling its resolutions"),
        ("cp1251", "Генеральная Ассамблея, ссылаясь на свои резолюции по этому вопросу " * 5),
        ("cp1252", "L’Assemblée générale, réaffirmant les résolutions antérieures à ce sujet " * 5),
        ("gb18030", "大会，重申其以往关于这一问题的决议，并确认国际合作的重要性。" * 9),
        ("cp1256", "إن الجمعية العامة، إذ تؤكد من جديد قراراتها السابقة بشأن هذه المسألة " * 5),
    ],
)
def test_encodings_are_told(encoding: str, words: str) -> None:
    assert charset.decode(words.encode(encoding)).strip() == words.strip()


def test_a_stray_byte_does_not_spoil_a_text() -> None:
    words = "Réaffirmant que l’égalité des sexes… " * 40
    assert charset.decode(words.encode() + b"\xff").startswith(words)
