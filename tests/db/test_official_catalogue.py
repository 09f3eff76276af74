"""The repository's paths, its tree and lists, and what the program knows of it by heart."""

import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from db import clock
from db.errors import UsageError
from db.library.official import _printed_symbol
from db.official import catalogue, listing
from db.official.catalogue import Text, Title, catalogue_of, known, repository
from db.official.listing import Listing, SessionTitles, read_titles
from db.official.paths import SIX, Place, bare, order, read_path, session_list, symbol_of


@pytest.mark.parametrize(
    ("path", "symbol", "language"),
    [
        ("78session/English/A_RES_78_311-2412313E.xml", "A/RES/78/311", "en"),
        ("75session/English/75_254_E.xml", "A/RES/75/254", "en"),
        ("75session/English/75_101A-B_E.xml", "A/RES/75/101A-B", "en"),
        ("75session/Spanish/75_251_B_S.xml", "A/RES/75/251B", "es"),
        ("77session/Russian/A_RES_77_268-R.xml", "A/RES/77/268", "ru"),
        ("80session/Chinese/A_RES_80_84AB-2520072C.xml", "A/RES/80/84A-B", "zh"),
        ("78session/Arabic/A_RES_78_183A-2326024A.xml", "A/RES/78/183A", "ar"),
        ("77session/English/A_RES_ES-11_6-E.xml", "A/RES/ES-11/6", "en"),
    ],
)
def test_a_path_is_read(path: str, symbol: str, language: str) -> None:
    assert read_path(path) == Place(symbol, language)


def test_a_reissue_is_told_and_other_files_are_none() -> None:
    reissued = read_path("76session/French/A_RES_76_150-2119177F_reissue.xml")
    assert reissued == Place("A/RES/76/150", "fr", True)
    for path in ("README.md", "data_extract/78.json", "78session/Latin/A_RES_78_1_L.xml", "a.xml"):
        assert read_path(path) is None
    assert session_list("data_extract/ES-11.json") == "ES-11"
    assert session_list("data_extract/78_new.json") == ""


@pytest.mark.parametrize(
    ("typed", "symbol"),
    [("78/311", "A/RES/78/311"), ("a/res/es-11/1", "A/RES/ES-11/1"), ("78/183 b", "A/RES/78/183B"),
     (" A/RES/80/84 A-B ", "A/RES/80/84A-B"), ("A/78/L.86", ""), ("nonsense", "")],
)  # fmt: skip
def test_a_symbol_is_read_as_it_is_typed(typed: str, symbol: str) -> None:
    assert symbol_of(typed) == symbol


def test_the_real_names_name_what_is_in_them(shared: Path) -> None:
    """Of 1,923 English files six say less than all letters, never another resolution."""
    archive = shared / "corpora" / "ga-english-75-80.zip"
    if not archive.is_file():
        pytest.skip(f"{archive.name} is not among the reference material")
    less = 0
    with zipfile.ZipFile(archive) as texts:
        names = [name for name in texts.namelist() if name.endswith(".xml")][::7]
        for name in names:
            printed = _printed_symbol(texts.read(name))
            place = read_path(name)
            assert place is not None
            assert bare(place.symbol) == bare(printed), name
            less += place.symbol != printed
    assert less <= 3


def test_what_is_known_by_heart_is_what_the_reference_says(shared: Path) -> None:
    rows = (shared / "source" / "official-texts.csv").read_text("utf-8").splitlines()
    ours = catalogue.resources.path("official/texts.csv").read_text("utf-8").splitlines()
    assert ours == rows
    facts = (shared / "source" / "facts.md").read_text("utf-8")
    assert repository().commit in facts
    assert repository().name in facts


def test_102_texts_are_known_and_their_paths_say_so() -> None:
    here = known()
    assert len(here.symbols()) == 17
    for symbol in here.symbols():
        texts = here.of(symbol, SIX)
        assert [text.language for text in texts] == list(SIX)
        for text in texts:
            assert read_path(text.path) == Place(symbol, text.language)
            assert len(text.sha256) == 64
    assert here.title("A/RES/78/311").words.startswith("Enhancing international cooperation")
    assert here.symbols()[0] == "A/RES/80/23"


def test_the_real_hosts_are_the_default_and_a_mirror_must_be_safe(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(catalogue.MIRROR, raising=False)
    (text,) = known().of("A/RES/78/311", ["en"])
    asked = repository().text(text, "it")
    assert asked.address == (
        "https://raw.githubusercontent.com/UNxml/GAresolutions/"
        "42a69b67bb92d23969fc45bba151320b82eb8e52/78session/English/A_RES_78_311-2412313E.xml"
    )
    assert (
        repository()
        .tree("main")
        .address.startswith("https://api.github.com/repos/UNxml/GAresolutions/git/trees/main")
    )
    monkeypatch.setenv(catalogue.MIRROR, "http://mirror.example")
    with pytest.raises(UsageError, match="https"):
        repository()


def text(symbol: str, path: str = "p") -> Text:
    return Text(symbol, "en", path, "c")


def test_letters_are_found_in_their_own_file_or_in_that_of_all() -> None:
    every = catalogue_of(
        [text(f"A/RES/{n}") for n in ("78/183A", "78/183B", "80/84A-C", "79/252")],
        {"A/RES/79/252": Title("Scale")},
    )

    def found(symbol: str) -> list[str]:
        return [one.symbol for one in every.of(symbol, ["en"])]

    assert found("A/RES/78/183") == ["A/RES/78/183A", "A/RES/78/183B"]
    assert found("A/RES/78/183B") == ["A/RES/78/183B"]
    assert found("A/RES/80/84B") == ["A/RES/80/84A-C"]
    assert found("A/RES/80/84D") == []
    assert found("A/RES/79/252A") == ["A/RES/79/252"]
    assert every.title("A/RES/79/252B").words == "Scale"


def test_symbols_are_sorted_as_people_count() -> None:
    symbols = ["A/RES/78/10", "A/RES/ES-11/1", "A/RES/78/9", "A/RES/9/1"]
    assert sorted(symbols, key=order) == [
        "A/RES/9/1", "A/RES/78/9", "A/RES/78/10", "A/RES/ES-11/1",
    ]  # fmt: skip


def test_titles_are_read_past_broken_lines_and_the_last_counts() -> None:
    rows = [
        {"symbol": "A/RES/79/322", "title": " Old "},
        {"title": "none"},
        ["no"],
        {"symbol": "A/RES/79/322", "title": "New\u00a0 one", "adoption_date": "8 May 2025"},
    ]
    data = b"\xef\xbb\xbf" + b"\n".join(json.dumps(row).encode() for row in rows) + b"\n{broken\n"
    assert read_titles(data) == {"A/RES/79/322": Title("New one", "8 May 2025")}


def made(retrieved: str = "") -> Listing:
    files = (
        ("76session/English/A_RES_76_150-2119177E_reissue.xml", 5, "b"),
        ("76session/English/A_RES_76_150-2119177E.xml", 4, "a"),
        ("data_extract/76.json", 9, "l"),
    )
    titles = {"76": SessionTitles("l", {"A/RES/76/150": Title("On ink", "16 December 2021")})}
    return Listing("c" * 40, retrieved or clock.stamp(), files, titles)


def test_a_listing_is_kept_and_a_reissue_counts(tmp_path: Path) -> None:
    listing.save(tmp_path / "official", made())
    again = listing.load(tmp_path / "official")
    assert again == made(again.retrieved if again else "")
    assert again is not None
    (found,) = again.catalogue().of("A/RES/76/150", ["en"])
    assert (found.size, found.blob) == (5, "b")
    assert again.catalogue().title("A/RES/76/150").adopted == "16 December 2021"
    assert again.is_fresh
    old = made(clock.stamp(clock.now() - timedelta(days=2)))
    assert not old.is_fresh


@pytest.mark.parametrize("kept", [b"", b"[]", b"{", b'{"format": 1}', b'{"format": 0}', b"\xff"])
def test_a_damaged_listing_is_as_none(tmp_path: Path, kept: bytes) -> None:
    (tmp_path / "listing.json").write_bytes(kept)
    assert listing.load(tmp_path) is None
