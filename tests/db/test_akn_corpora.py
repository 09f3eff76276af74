"""Official texts as the United Nations published them: six languages, odd files, six sessions."""

import collections
import csv
import hashlib
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from db.address import is_label
from db.errors import NotADocument
from db.formats import akn
from db.formats.akn import ParsedResolution


@pytest.fixture(scope="session")
def six_languages(shared: Path) -> dict[str, dict[str, ParsedResolution]]:
    """The resolutions of the six-language archive by symbol and language."""
    found: dict[str, dict[str, ParsedResolution]] = collections.defaultdict(dict)
    with zipfile.ZipFile(shared / "corpora" / "ga-six-languages.zip") as archive:
        for name in archive.namelist():
            parsed = akn.parse(archive.read(name))
            found[parsed.document.id][parsed.edition.key.language] = parsed
    return found


def edge(shared: Path, name: str) -> bytes:
    return (shared / "corpora" / "edge" / name).read_bytes()


def sound(parsed: ParsedResolution) -> bool:
    found = parsed.edition.passages
    names = [one.label for one in found]
    return (
        len(names) == len(set(names))
        and all(map(is_label, names))
        and all(one.text and one.text.startswith(one.opener) for one in found)
    )


def test_the_sample_is_the_one_whose_checksums_are_known(shared: Path) -> None:
    with (shared / "source" / "official-texts.csv").open(encoding="utf-8", newline="") as file:
        known = {row["sha256"]: row for row in csv.DictReader(file)}
    with zipfile.ZipFile(shared / "corpora" / "ga-six-languages.zip") as archive:
        for name in archive.namelist():
            data = archive.read(name)
            row = known.pop(hashlib.sha256(data).hexdigest())
            parsed = akn.parse(data)
            assert (parsed.document.id, parsed.edition.key.language) == (
                row["symbol"],
                row["language"],
            )
            assert parsed.edition.title.replace("\u00a0", " ") == row["title"]
    assert not known


def test_all_six_languages_of_the_resolution_have_the_same_labels(
    six_languages: dict[str, dict[str, ParsedResolution]],
) -> None:
    editions = six_languages["A/RES/78/311"]
    expected = [f"pp{n}" for n in range(1, 16)] + [f"op{n}" for n in range(1, 16)] + ["fn1"]
    assert sorted(editions) == ["ar", "en", "es", "fr", "ru", "zh"]
    for parsed in editions.values():
        assert [one.label for one in parsed.edition.passages] == expected
        assert all(one.opener for one in parsed.edition.passages[:-1])
    verbs = [one.opener for one in editions["en"].edition.passages if one.label.startswith("op")]
    assert collections.Counter(verbs)["Calls upon"] == 6
    assert editions["en"].edition.passages[1].refs == (
        "A/RES/70/1", "A/RES/69/313", "A/RES/78/1", "A/RES/70/125",
    )  # fmt: skip


def test_every_resolution_of_the_sample_has_the_same_paragraphs_in_all_languages(
    six_languages: dict[str, dict[str, ParsedResolution]],
) -> None:
    assert sum(map(len, six_languages.values())) == 102
    for symbol, editions in six_languages.items():
        assert all(map(sound, editions.values())), symbol
        names = {
            language: [p.label for p in parsed.edition.passages if p.kind != "heading"]
            for language, parsed in editions.items()
        }
        assert all(found == names["en"] for found in names.values()), symbol


def test_the_digital_compact_is_the_first_annex_of_the_pact(
    six_languages: dict[str, dict[str, ParsedResolution]],
) -> None:
    for parsed in six_languages["A/RES/79/1"].values():
        found = {one.label: one for one in parsed.edition.passages}
        assert {"annex1.60", "annex1.61", "annex1.63", "annex1.7.5", "annex2.32", "op84"} <= set(
            found
        )
        assert found["annex1.60"].part == "Annex I"


def edge_files(shared: Path) -> Iterator[Path]:
    yield from sorted((shared / "corpora" / "edge").glob("*.xml"))


def test_edge_documents_are_read_or_refused(shared: Path) -> None:
    for path in edge_files(shared):
        if path.name.startswith("MALFORMED"):
            with pytest.raises(NotADocument, match=r"line \d+"):
                akn.parse_all(path.read_bytes())
        else:
            assert all(map(sound, akn.parse_all(path.read_bytes()))), path.name


def test_a_composite_resolution_is_its_lettered_parts(shared: Path) -> None:
    data = edge(shared, "75_101A-B_E.xml")
    parts = akn.parse_all(data)
    assert [one.document.id for one in parts] == ["A/RES/75/101A", "A/RES/75/101B"]
    assert [one.document.short_title for one in parts] == ["A/RES/75/101 A", "A/RES/75/101 B"]
    assert all(one.document.title and one.document.date == "2020-12-10" for one in parts)
    with pytest.raises(NotADocument, match="2 resolutions"):
        akn.parse(data)
    assert len(akn.parse_all(edge(shared, "75_254_E.xml"))) == 3


def test_lettered_resolutions_of_one_number_are_documents_of_their_own(shared: Path) -> None:
    for letter, name in (("A", "A_RES_78_183A-2326024E.xml"), ("B", "A_RES_78_183B-2326022E.xml")):
        (found,) = akn.parse_all(edge(shared, name))
        assert found.document.id == f"A/RES/78/183{letter}"
        assert found.document.short_title == f"A/RES/78/183 {letter}"
        assert operative_numbers(edge(shared, name)) == numbers_of(edge(shared, name)) != []


def test_edge_annexes_and_tables(shared: Path) -> None:
    rules = akn.parse(edge(shared, "75_212_E.xml")).edition.passages
    assert {"annex1.7.a", "annex2.25", "annex3.art1", "annex3.art8.2"} <= {p.label for p in rules}
    financing = akn.parse(edge(shared, "75_249_E.xml")).edition.passages
    rows = [one for one in financing if one.kind == "table"]
    assert [one.label for one in rows[:2]] == ["annex1.t1.1", "annex1.t1.2"]
    assert rows[2].text.count(" | ") == 2


def test_german_and_emergency_sessions(shared: Path) -> None:
    german = akn.parse(edge(shared, "A_RES_76_250-2200691G.xml"))
    assert german.edition.key.language == "de"
    assert "pp21.e" in {one.label for one in german.edition.passages}
    emergency = akn.parse(edge(shared, "A_RES_ES-11_1-2204067E.xml"))
    assert emergency.document.id == "A/RES/ES-11/1"


_LEFT_IN_THE_TEXT = {
    "75_248_E.xml": 1, "75_68_E.xml": 1, "A_RES_76_256-2204678E.xml": 1,
    "A_RES_77_248-2300140E.xml": 1, "A_RES_77_263-2300153E.xml": 1,
    "A_RES_79_160-2424153E.xml": 2, "A_RES_80_167-2520866E.xml": 1,
}  # fmt: skip
"""Files with numbers that stand in the text and not in a `num` of their own (one prints `l.`)."""


def numbers_of(data: bytes) -> list[int]:
    """Read the numbers of the body's paragraphs out of the XML itself, attachments left out."""
    root = etree.fromstring(data)
    found = []
    for paragraph in root.iter("{*}paragraph"):
        above = {etree.QName(one).localname for one in paragraph.iterancestors()}
        number = paragraph.find("{*}num")
        if number is None or "mainBody" not in above or "attachment" in above:
            continue
        printed = "".join(number.itertext()).replace("\u00a0", " ").strip()  # type: ignore[arg-type]
        if match := re.fullmatch(r"(\d+)\s*\.?", printed):
            found.append(int(match[1]))
    return found


def operative_numbers(data: bytes) -> list[int]:
    """Read a file and return the numbers of its operative paragraphs, in order."""
    labels = [one.label for found in akn.parse_all(data) for one in found.edition.passages]
    return [int(m[1]) for label in labels if (m := re.fullmatch(r"op(\d+)(?:\.r\d+)?", label))]


def compare_with_the_xml(archive: zipfile.ZipFile, names: list[str]) -> None:
    for name in names:
        data = archive.read(name)
        more = _LEFT_IN_THE_TEXT.get(Path(name).name, 0)
        ours = operative_numbers(data)
        assert len(ours) == len(numbers_of(data)) + more, name


def test_operative_paragraphs_are_as_many_as_the_xml_numbers(shared: Path) -> None:
    with zipfile.ZipFile(shared / "corpora" / "ga-english-75-80.zip") as archive:
        names = [name for name in archive.namelist() if name.endswith(".xml")]
        odd = [name for name in names if Path(name).name in _LEFT_IN_THE_TEXT]
        assert len(odd) == len(_LEFT_IN_THE_TEXT)
        compare_with_the_xml(archive, [*names[::80], *odd])


@pytest.mark.slow
def test_all_operative_paragraphs_are_as_many_as_the_xml_numbers(shared: Path) -> None:
    with zipfile.ZipFile(shared / "corpora" / "ga-english-75-80.zip") as archive:
        names = [name for name in archive.namelist() if name.endswith(".xml")]
        assert len(names) == 1923
        compare_with_the_xml(archive, names)


@pytest.mark.slow
def test_every_english_resolution_of_six_sessions_is_sound(shared: Path) -> None:
    with zipfile.ZipFile(shared / "corpora" / "ga-english-75-80.zip") as archive:
        found = [one for name in archive.namelist() if name.endswith(".xml")
                 for one in akn.parse_all(archive.read(name))]  # fmt: skip
    assert all(map(sound, found))
    assert len(found) > 1900
    assert len({one.edition.key for one in found}) == len(found)
