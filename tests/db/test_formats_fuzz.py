"""Files that were cut, mixed up or made to harm: refused in a sentence, and soon."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from paper import pdf_of, placed, saved

from db.address import is_label
from db.errors import NotADocument
from db.formats import html, pdf, plain, word
from db.formats.reading import read
from db.library import bundled, intake, preparing

CORPORA = bundled.CHECKOUT.parent / "shared" / "corpora"
FILES = ("word/N1740689.DOC", "word/N1745505.DOC", "pdf/A_RES_73_7-EN.pdf", "edge/75_102_E.xml")
PATIENCE = 20.0
"""Seconds that no file may take, however bad the machine's day is."""


@cache
def real_file(name: str) -> bytes:
    if name == "udhr":
        with zipfile.ZipFile(CORPORA / "udhr-nine-languages.zip") as archive:
            return archive.read("spa.html")
    return (CORPORA / name).read_bytes()


def read_or_refuse(data: bytes) -> None:
    started = perf_counter()
    with suppress(NotADocument):
        for found in read(data, "mutated"):
            assert found.edition.passages
            labels = [p.label for p in found.edition.passages]
            assert len(labels) == len(set(labels))
            assert all(map(is_label, labels))
    assert perf_counter() - started < PATIENCE


@st.composite
def mutation(draw: st.DrawFn) -> Callable[[bytes], bytes]:
    """Cut, flip, repeat or drop a few stretches of a file."""
    steps = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["flip", "drop", "repeat", "zero", "cut", "insert"]),
                st.floats(0, 1, exclude_max=True),
                st.integers(1, 200),
                st.binary(min_size=1, max_size=8),
            ),
            min_size=1,
            max_size=6,
        )
    )

    def apply(data: bytes) -> bytes:
        made = bytearray(data)
        for what, share, length, other in steps:
            at = int(share * len(made))
            end = min(len(made), at + length)
            if what == "flip":
                made[at : at + len(other)] = other
            elif what == "drop":
                del made[at:end]
            elif what == "repeat":
                made[at:at] = made[at:end] * 3
            elif what == "zero":
                made[at:end] = bytes(end - at)
            elif what == "insert":
                made[at:at] = other
            else:
                del made[max(at, len(made) // 4) :]
        return bytes(made)

    return apply


def mutated_members(data: bytes, mutate: Callable[[bytes], bytes], member: str) -> bytes:
    """Change one part of a DOCX and pack it anew, so that the parser gets to see it."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            words = source.read(name)
            made.writestr(name, mutate(words) if name == member else words)
    return target.getvalue()


PARTS = ("word/document.xml", "word/styles.xml", "word/footnotes.xml", "word/numbering.xml",
         "[Content_Types].xml", "word/_rels/document.xml.rels")  # fmt: skip


@pytest.fixture(params=[*FILES, "udhr"])
def real(request: pytest.FixtureRequest, shared: Path) -> bytes:
    return real_file(request.param)


def fuzz(examples: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return settings(
        max_examples=examples, deadline=None, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip


@fuzz(8)
@given(mutate=mutation())
def test_mutated_file_is_read_or_refused(real: bytes, mutate: Callable[[bytes], bytes]) -> None:
    read_or_refuse(mutate(real))


@fuzz(20)
@given(mutate=mutation(), part=st.sampled_from(PARTS))
def test_mutated_part_of_a_word_file(
    shared: Path, mutate: Callable[[bytes], bytes], part: str
) -> None:
    read_or_refuse(mutated_members(real_file(FILES[1]), mutate, part))


@fuzz(60)
@given(data=st.one_of(
    st.binary(max_size=400),
    st.text(max_size=300).map(str.encode),
    st.text("<>/&;#ptdrhli1 \n\"='-!", max_size=300).map(str.encode),
    st.text("*_#|-`>[]()^: \n1.a)", max_size=200).map(str.encode),
))  # fmt: skip
def test_made_up_file_is_read_or_refused(data: bytes) -> None:
    read_or_refuse(data)


@cache
def packed() -> bytes:
    """A zip of real files of four formats, one of them packed once more."""
    target, inner = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as made:
        made.writestr("75_102_E.xml", real_file("edge/75_102_E.xml"))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("udhr.html", real_file("udhr"))
        made.writestr("N1745505.DOC", real_file(FILES[1]))
        made.writestr("words.txt", b"Of herons\n\nThey wait in the reeds.\n" * 40)
        made.writestr("inner.zip", inner.getvalue())
    return target.getvalue()


def import_or_refuse(folder: Path, data: bytes) -> None:
    """Take what a mutated zip holds out of it and read it, as an import does."""
    path = folder / "mutated.zip"
    path.write_bytes(data)
    started = perf_counter()
    for file in intake.given([path]):
        reading = preparing.Reading(problem=file.problem)
        if not file.problem:
            reading = preparing.prepare(file.data, file.name)
        assert bool(reading.problem) != bool(reading.editions)
        assert not reading.problem or reading.problem[-1] in ".)"
    assert perf_counter() - started < PATIENCE


@fuzz(12)
@given(mutate=mutation())
def test_mutated_zip_is_read_or_refused(
    shared: Path, tmp_path: Path, mutate: Callable[[bytes], bytes]
) -> None:
    import_or_refuse(tmp_path, mutate(packed()))


@pytest.mark.slow
@fuzz(300)
@given(mutate=mutation())
def test_mutated_zip_long(shared: Path, tmp_path: Path, mutate: Callable[[bytes], bytes]) -> None:
    import_or_refuse(tmp_path, mutate(packed()))


@fuzz(15)
@given(mutate=mutation())
def test_mutated_text_is_read_or_refused(shared: Path, mutate: Callable[[bytes], bytes]) -> None:
    with zipfile.ZipFile(CORPORA / "speeches-79.zip") as archive:
        name = next(one for one in archive.namelist() if one.endswith(".txt"))
        read_or_refuse(mutate(archive.read(name)))


@pytest.mark.slow
@fuzz(400)
@given(mutate=mutation())
def test_mutated_file_long(real: bytes, mutate: Callable[[bytes], bytes]) -> None:
    read_or_refuse(mutate(real))


@pytest.mark.slow
@fuzz(600)
@given(mutate=mutation(), part=st.sampled_from(PARTS))
def test_mutated_part_long(shared: Path, mutate: Callable[[bytes], bytes], part: str) -> None:
    read_or_refuse(mutated_members(real_file(FILES[1]), mutate, part))


@pytest.mark.parametrize("share", [0.05, 0.3, 0.7, 0.95, 0.999])
def test_truncated_file(real: bytes, share: float) -> None:
    read_or_refuse(real[: int(share * len(real))])


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 12}">' for n in range(9))
    + "]>"
)


def word_with(document: str, **more: str) -> bytes:
    import docx

    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(docx.Document()))) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in source.namelist():
            made.writestr(name, document if name == "word/document.xml" else source.read(name))
        for name, words in more.items():
            made.writestr(name, words)
    return target.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_billion_laughs() -> None:
    for data in (
        (LAUGHS + '<akomaNtoso xmlns="x">&j;</akomaNtoso>').encode(),
        word_with(f"{LAUGHS}<w:document {W}><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body>"
                  "</w:document>"),
        ("<html>" + LAUGHS.removeprefix('<?xml version="1.0"?>') + "<p>&j;</p></html>").encode(),
    ):  # fmt: skip
        read_or_refuse(data)


def test_entity_of_a_file_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret words")
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    data = word_with(f"{head}<w:document {W}><w:body><w:p><w:r><w:t>Words &s;</w:t></w:r></w:p>"
                     "</w:body></w:document>")  # fmt: skip
    try:
        (found,) = read(data)
    except NotADocument:
        return
    assert "secret" not in found.edition.passages[0].text


def test_word_file_that_unpacks_to_far_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "LARGEST", 1000)
    with pytest.raises(NotADocument, match="unpacks to more than"):
        word.parse(word_with(f"<w:document {W}/>"))


def test_enormous_line() -> None:
    with pytest.raises(NotADocument, match=r"larger than 16 MB"):
        plain.parse(b"a" * (plain.LARGEST + 1))
    with pytest.raises(NotADocument, match="more than a million characters"):
        plain.parse(b"word " * 300_000)


def test_deeply_nested_page_is_read_or_refused() -> None:
    read_or_refuse(b"<html><body>" + b"<div>" * 50_000 + b"<p>Words</p>")
    read_or_refuse(b"<p>" + b"<b><i>" * 20_000 + b"Words of a page")
    assert html.DEEPEST < 900


def test_locked_and_empty_pdf() -> None:
    with pytest.raises(NotADocument, match="scan"):
        pdf.parse(pdf_of([[placed(50, 50, [("1", "R")])]]))
    with pytest.raises(NotADocument, match="damaged or cut off"):
        pdf.parse(b"%PDF-1.7 nothing else")
    assert "password" in pdf._refusal("Failed to load document (PDFium: Incorrect password error).")
