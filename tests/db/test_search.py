import random
import sqlite3
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import errors
from db.library import tables
from db.library.documents import passages_of
from db.models import Document, Edition, EditionKey, Hit, Passage
from db.search import candidates, index
from db.search.engine import Interrupted, Results, search
from db.search.marks import WIDTH, marks, snippet
from db.search.query import QueryProblem, parse

SYMBOL = "A/RES/99/1"
SHARED = Path(__file__).parents[2].parent / "shared"

DIGEST = {
    "pp1": "Recalling an older text, A/RES/70/1, which sets out what all learners hope for.",
    "op1": "Asks every school to bridge the digital divide and to harness what it has.",
    "op2": "Wants a non\u2011discriminatory room, and capacity\u2011building for those who teach.",
    "op3": "Speaks of digital tools without any gap; see resolution 70/1 of the autumn.",
}
OFFICIAL = {
    "en": {
        "op1": "Urges schools to bridge the digital divide by capacity building.",
        "op2": "Notes that 70 per cent of 1 class has a divide of another kind.",
    },
    "fr": {
        "op1": "Décide de mettre en œuvre la coopération des écoles.",
        "op2": "Prie l\u2019école d\u2019inclure l\u2019élève e\u0301tourdi.",
    },
    "es": {"op1": "Pide a las niñas y los niños que aprendan en cooperación."},
    "ru": {"op1": "ПРИЗЫВАЕТ школы всё же объединить усилия; школьный двор."},
    "ar": {
        "op1": "تدعو المدارس إلى التعاون وبناء القدرات.",
        "op2": "ترحب بكل تَعَاوُن بين المعلمين.",
        "op3": "تشير إلى الحاجة للتعاون والتنمية.",
    },
    "zh": {
        "op1": "鼓励各校开展人工智能能力建设合作。",
        "op2": "智能手机不是人工的老师。",
    },
}


def _edition(
    document: str, kind: str, language: str, texts: dict[str, str], **more: str
) -> Edition:
    voice = "digest" if kind == "digest" else "official"
    passages = [
        Passage(
            label, "preambular" if label.startswith("pp") else "operative", voice, words, **more
        )
        for label, words in texts.items()
    ]
    return Edition(EditionKey(document, kind, language), f"{document} {language}", tuple(passages))


def _add(connection: sqlite3.Connection, edition: Edition, kind: str = "resolution") -> None:
    name = edition.key.document
    tables.add_document(connection, Document(name, kind, f"The title of {name}", name))
    tables.add_edition(connection, edition)


@pytest.fixture(scope="module")
def own_library(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A library with a digest and a statement."""
    path = str(tmp_path_factory.mktemp("search") / "library.db")
    library = sqlite3.connect(path)
    library.execute("PRAGMA synchronous = OFF")
    library.executescript(tables.CONTENT_TABLES + "CREATE TABLE meta (key, value);")
    _add(library, _edition(SYMBOL, "digest", "en", DIGEST, part="Operative part", opener="Asks"))
    statement = {"p1": "We teach together.", "p2": "The Élève speaks of the digital age."}
    _add(
        library,
        _edition("jane-doe", "digest", "en", statement, speaker="Jane Doe", part="Statement"),
        kind="statement",
    )
    library.commit()
    library.close()
    return path


@pytest.fixture
def desk(own_library: str) -> Iterator[sqlite3.Connection]:
    """That library, and a person's file with the official texts."""
    connection = sqlite3.connect(":memory:", check_same_thread=False, uri=True)
    connection.executescript(tables.CONTENT_TABLES + "CREATE TABLE meta (key, value);")
    for language, texts in OFFICIAL.items():
        _add(connection, _edition(SYMBOL, "official", language, texts))
    connection.commit()
    connection.execute("ATTACH ? AS library", (own_library,))
    yield connection
    connection.close()


def _empty() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.executescript(tables.CONTENT_TABLES + "CREATE TABLE meta (key, value);")
    connection.execute("ATTACH ':memory:' AS library")
    for statement in tables.CONTENT_TABLES.split(";\n"):
        connection.execute(statement.replace("TABLE ", "TABLE library.", 1))
    return connection


def _places(results: Results) -> set[str]:
    return {f"{hit.key.kind}-{hit.key.language} {hit.label}" for hit in results.hits}


def _marked(hit: Hit) -> list[str]:
    return [hit.snippet[start:end] for start, end in hit.snippet_marks]


FOUND = [
    ("capacity-building", {"digest-en op2", "official-en op1"}),
    ("capacity building", {"digest-en op2", "official-en op1"}),
    ("A/RES/70/1", {"digest-en pp1", "digest-en op3"}),
    ('"A/RES/70/1"', {"digest-en pp1"}),
    ('"digital divide"', {"digest-en op1", "official-en op1"}),
    ('"divide digital"', set()),
    ("capac*", {"digest-en op2", "official-en op1"}),
    ('"digital div"*', {"digest-en op1", "official-en op1"}),
    ("digital -divide", {"digest-en op3", "digest-en p2"}),
    ("divide NOT digital", {"official-en op2"}),
    ("harness or building", {"digest-en op1", "digest-en op2", "official-en op1"}),
    ("(harness or building) divide", {"digest-en op1", "official-en op1"}),
    ("non-discriminatory", {"digest-en op2"}),
    ("decide", {"official-fr op1"}),
    ("DÉCIDÉ", {"official-fr op1"}),
    ("oeuvre", {"official-fr op1"}),
    ("etourdi", {"official-fr op2"}),
    ("eleve", {"official-fr op2", "digest-en p2"}),
    ("ninos", {"official-es op1"}),
    ("cooperacion or coopération", {"official-es op1", "official-fr op1"}),
    ("призывает", {"official-ru op1"}),
    ("ВСЕ", {"official-ru op1"}),
    ("школ*", {"official-ru op1"}),
    ("تعاون", {"official-ar op1", "official-ar op2", "official-ar op3"}),
    ("التعاون", {"official-ar op1", "official-ar op2", "official-ar op3"}),
    ('"التعاون"', {"official-ar op1"}),
    ("تنمية", {"official-ar op3"}),
    ("人工", {"official-zh op1", "official-zh op2"}),
    ("人工智能", {"official-zh op1"}),
    ("建", {"official-zh op1"}),
    ("lang:fr", {"official-fr op1", "official-fr op2"}),
    ("voice:digest digital", {"digest-en op1", "digest-en op3", "digest-en p2"}),
    ("kind:official lang:en", {"official-en op1", "official-en op2"}),
    ("kind:preambular", {"digest-en pp1"}),
    ("kind:statement", {"digest-en p1", "digest-en p2"}),
    ("part:operative harness", {"digest-en op1"}),
    ("speaker:doe digital", {"digest-en p2"}),
    ('speaker:"jane doe" -digital', {"digest-en p1"}),
    ("verb:asks bridge", {"digest-en op1"}),
    ("doc:jane* digital", {"digest-en p2"}),
    ("doc:a/res/99/1 lang:en digital", {"digest-en op1", "digest-en op3", "official-en op1"}),
    ("doc:99/1 digital lang:en", {"digest-en op1", "digest-en op3", "official-en op1"}),
    ("harness or doc:jane-doe", {"digest-en op1", "digest-en p1", "digest-en p2"}),
    ("-doc:99/1", {"digest-en p1", "digest-en p2"}),
    ("doc:jane-doe -(-digital)", {"digest-en p2"}),
    ("doc:[a-z]*", set()),
    ("doc:nothing digital", set()),
    ("unwritten", set()),
]


@pytest.mark.parametrize(("typed", "places"), FOUND)
def test_what_is_typed_is_found(desk: sqlite3.Connection, typed: str, places: set[str]) -> None:
    results = search(desk, typed)
    assert _places(results) == places
    assert results.total == len(places)
    assert results.problem == ""


def test_a_lone_exclusion_finds_all_the_rest(desk: sqlite3.Connection) -> None:
    everything = _places(search(desk, "-unwritten"))
    assert len(everything) == search(desk, "-unwritten").total == 17
    assert everything - _places(search(desk, "-digital")) == _places(search(desk, "digital"))


MARKED = [
    ("capacity-building", "op2", "capacity\u2011building"),
    ('"digital divide"', "op1", "digital divide"),
    ("harn*", "op1", "harness"),
    ("a/res/70/1", "pp1", "A/RES/70/1"),
    ("oeuvre", "op1", "œuvre"),
    ("etourdi", "op2", "e\u0301tourdi"),
    ("تعاون", "op2", "تَعَاوُن"),
    ("تعاون", "op3", "للتعاون"),
    ("人工智能", "op1", "人工智能"),
]


@pytest.mark.parametrize(("typed", "label", "marked"), MARKED)
def test_the_found_words_are_marked_in_the_text_as_it_stands(
    desk: sqlite3.Connection, typed: str, label: str, marked: str
) -> None:
    hits = [hit for hit in search(desk, typed).hits if hit.label == label]
    assert hits
    for hit in hits:
        (passage,) = passages_of(desk, hit.key, label)
        assert marked in [passage.text[start:end] for start, end in hit.marks]
        assert marked in _marked(hit)


def test_marks_do_not_overlap_and_leave_out_what_is_excluded() -> None:
    node = parse('digi* "digital divide" divide -gap the').node
    assert node is not None
    text = "The digital divide is a gap; the other divide digitises."
    assert [text[a:b] for a, b in marks(text, node)] == [
        "The", "digital divide", "the", "divide", "digitises"
    ]  # fmt: skip


def test_an_address_goes_first_and_its_digest_before_the_rest(desk: sqlite3.Connection) -> None:
    hits = search(desk, f"{SYMBOL} op1").hits
    assert [(hit.key.kind, hit.key.language) for hit in hits] == [
        ("digest", "en"), ("official", "en"), ("official", "fr"), ("official", "es"),
        ("official", "ru"), ("official", "ar"), ("official", "zh"),
    ]  # fmt: skip
    assert {hit.label for hit in hits} == {"op1"}
    assert hits[0].address == f"{SYMBOL} op1"
    assert hits[0].document_title == f"The title of {SYMBOL}"


def test_addresses_as_people_type_them(desk: sqlite3.Connection) -> None:
    for typed in ("99/1 op 2", "99/1, para. 2", "op2", "para. 2", "a/res/99/1 OP2"):
        assert search(desk, typed).hits[0].label == "op2", typed
    assert search(desk, "jane-doe p2").hits[0].address == "jane-doe p2"
    assert search(desk, SYMBOL).hits[0].address == f"{SYMBOL} pp1"
    assert search(desk, "2", document="jane-doe").hits[0].address == "jane-doe p2"
    assert search(desk, "2").hits == ()


def test_an_address_is_not_listed_twice(desk: sqlite3.Connection) -> None:
    words = {"op9": "This one names A/RES/99/1, or resolution 99/1."}
    _add(desk, _edition("other", "import", "en", words))
    _add(desk, _edition(SYMBOL, "import", "en", {"op1": "A/RES/99/1 itself."}))
    results = search(desk, SYMBOL)
    found = [(hit.key, hit.label) for hit in results.hits]
    assert len(found) == len(set(found)) == results.total
    assert results.hits[-1].key.document == "other"
    assert results.hits[0].score > results.hits[-1].score


def test_an_edition_in_both_homes_is_shown_once_from_the_library(desk: sqlite3.Connection) -> None:
    _add(desk, _edition(SYMBOL, "digest", "en", {"op1": "A copy: harness harness."}))
    for typed in ("harness", "-unwritten lang:en voice:digest", f"{SYMBOL} op1"):
        snippets = [hit.snippet for hit in search(desk, typed).hits]
        assert snippets
        assert not any(words.startswith("A copy") for words in snippets)


def test_one_document_can_be_searched_by_itself(desk: sqlite3.Connection) -> None:
    results = search(desk, "digital", document="Jane-Doe")
    assert [hit.address for hit in results.hits] == ["jane-doe p2"]
    assert search(desk, "digital", document="jane*").total == 0
    assert search(desk, f"{SYMBOL} op1", document="jane-doe").hits == ()


def test_on_a_tie_the_digest_goes_before_the_official_text(desk: sqlite3.Connection) -> None:
    same = {"op7": "Zebras graze."}
    _add(desk, _edition("tie", "import", "en", same))
    _add(desk, _edition("tie", "official", "en", same))
    _add(desk, _edition("tie", "digest", "en", same))
    kinds = [hit.key.kind for hit in search(desk, "zebras").hits]
    assert kinds == ["digest", "official", "import"]


def test_what_says_more_of_it_in_less_goes_first(desk: sqlite3.Connection) -> None:
    _add(
        desk,
        _edition("rank", "import", "en", {
            "p1": "Once a zebra is named in a long passage that speaks of quite other things.",
            "p2": "Zebra, zebra.",
            "p3": "Nothing here.",
        }),
    )  # fmt: skip
    hits = search(desk, "zebra").hits
    assert [hit.label for hit in hits] == ["p2", "p1"]
    assert hits[0].score == 1.0 > hits[1].score > 0


def test_what_is_said_again_stands_behind_what_says_something_else(
    desk: sqlite3.Connection,
) -> None:
    again = "Zebras graze where the grass is tall, as they have done from year to year."
    for year in ("2021", "2022", "2023"):
        _add(desk, _edition(year, "import", "en", {"op1": f"In {year} it was noted: {again}"}))
    other = f"{'Of lions much is said here. ' * 3}{again[:12]} by night."
    _add(desk, _edition("other", "import", "en", {"op1": other}))
    hits = search(desk, "zebras").hits
    assert [hit.key.document for hit in hits] == ["2021", "2022", "other", "2023"]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_pages_follow_one_another_without_gap_or_double(desk: sqlite3.Connection) -> None:
    texts = {f"p{n}": f"Zebra number {n} " + "and so on " * (n % 7) for n in range(1, 101)}
    _add(desk, _edition("herd", "import", "en", texts))
    whole = search(desk, "zebra", limit=1000)
    pages = [search(desk, "zebra", limit=30, offset=start) for start in range(0, 120, 30)]
    assert whole.total == 100 == pages[0].total
    assert [hit.label for page in pages for hit in page.hits] == [hit.label for hit in whole.hits]
    assert search(desk, "zebra", limit=0).hits == ()
    assert search(desk, "zebra", limit=-5, offset=-5).total == 100
    assert search(desk, "zebra", offset=100).hits == ()


def test_more_than_is_ranked_has_no_total(
    desk: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "COUNTED", 10)
    exact = {f"p{n}": f"Zebra {n}" for n in range(10)}
    _add(desk, _edition("herd", "import", "en", exact))
    assert search(desk, "zebra").total == 10
    _add(desk, _edition("late", "import", "en", {"p1": "Zebra"}))
    results = search(desk, "zebra", limit=50)
    assert results.total is None
    assert len(results.hits) == len({hit.address for hit in results.hits}) == 11
    assert search(desk, "-unwritten", limit=50).total is None


def test_nonsense_gets_a_sentence_and_no_hits(desk: sqlite3.Connection) -> None:
    for typed in ("", "  ", "NOT", "*", "😀", "()", "\x00"):
        results = search(desk, typed)
        assert results.hits == ()
        assert results.total == 0
        assert results.problem.endswith("."), typed
    lenient = search(desk, '"digital div')
    assert lenient.problem == QueryProblem.QUOTE
    assert search(desk, '"digital divide').hits


@settings(max_examples=500, deadline=None)
@given(
    st.text(max_size=40)
    | st.text("op6(a). /'\"*-:%_[]\ud800\x00\u0661é人تpart", max_size=40)
    | st.builds(
        str.__add__,
        st.sampled_from(
            ["doc:", "part:", "kind:", "lang:", "A/RES/99/1 ", "6.a.a.a.a.a.a.a.a.a.a"]
        ),
        st.text(max_size=20),
    )
)
def test_nothing_typed_raises(library_of_one: sqlite3.Connection, typed: str) -> None:
    for document in (None, SYMBOL):
        results = search(library_of_one, typed, document=document)
        for hit in results.hits:
            assert all(0 <= a < b <= len(hit.snippet) for a, b in hit.snippet_marks)


@pytest.fixture(scope="module")
def library_of_one() -> Iterator[sqlite3.Connection]:
    connection = _empty()
    _add(connection, _edition(SYMBOL, "official", "en", OFFICIAL["en"]))
    yield connection
    connection.close()


def test_hundred_thousand_characters_are_cut_and_searched(desk: sqlite3.Connection) -> None:
    results = search(desk, "digital " * 12_500)
    assert results.problem == QueryProblem.LONG
    assert results.hits
    for typed in ("(" * 100_000, "人" * 100_000, "سلام " * 20_000, "6" + ".a" * 40 + "!"):
        assert search(desk, typed).hits == ()


def test_a_damaged_index_is_told_apart_and_can_be_rebuilt(desk: sqlite3.Connection) -> None:
    for damage in (
        "DELETE FROM main.passage_fts_data",
        "DELETE FROM main.passage_lead_data",
        "DELETE FROM main.passage_fts_data WHERE id > 10",
    ):
        desk.execute(damage)
        desk.commit()
        with pytest.raises(errors.IndexDamaged, match="resolute doctor"):
            search(desk, "digital divide")
        index.rebuild(desk)
        desk.commit()
        assert "official-en op1" in _places(search(desk, "divide"))


def test_a_lost_index_is_damaged_too(desk: sqlite3.Connection) -> None:
    desk.execute("DROP TABLE main.passage_fts")
    with pytest.raises(errors.IndexDamaged, match="your documents"):
        search(desk, "divide")
    desk.execute("DETACH library")
    desk.execute("ATTACH ':memory:' AS library")
    for name in ("document", "edition", "passage"):
        desk.execute(f"CREATE TABLE library.{name} AS SELECT * FROM main.{name} LIMIT 0")
    with pytest.raises(errors.LibraryDamaged, match="Install Resolute again"):
        search(desk, "divide")


def test_a_search_in_progress_can_be_interrupted(desk: sqlite3.Connection) -> None:
    def stop_from_elsewhere() -> int:
        thread = threading.Thread(target=desk.interrupt)
        thread.start()
        thread.join()
        return 0

    desk.set_progress_handler(stop_from_elsewhere, 50)
    with pytest.raises(Interrupted):
        search(desk, "-unwritten or lang:en")
    desk.set_progress_handler(None, 0)
    assert search(desk, "-unwritten").total == 17


def test_a_short_text_is_its_own_snippet() -> None:
    assert snippet("Words to find.", ((0, 5),)) == ("Words to find.", ((0, 5),))
    assert snippet("", ()) == ("", ())
    assert snippet("one\ntwo\u2028three", ()) == ("one two three", ())


def test_a_snippet_is_cut_between_words_around_the_mark() -> None:
    text = " ".join(f"word{n}" for n in range(200))
    at = text.index("word99")
    words, found = snippet(text, ((at, at + 6), (at + 7, at + 14)), width=60)
    assert [words[a:b] for a, b in found] == ["word99", "word100"]
    assert words[0] == words[-1] == "…"
    assert set(words[1:-1].split()) <= set(text.split())
    assert 40 <= len(words) <= 62


def test_a_chinese_snippet_is_cut_where_there_are_no_words() -> None:
    text = "学" * 300 + "人工智能" + "校" * 300
    words, found = snippet(text, ((300, 304),))
    assert [words[a:b] for a, b in found] == ["人工智能"]
    assert len(words) == WIDTH + 2


@given(
    st.text("ab \n字e\u0301\u00a0-", max_size=400),
    st.sampled_from(["a", "b*", '"a b"', "字", "-a", "a b 字 e*", "e"]),
    st.integers(1, 80),
    st.integers(-1, 400),
)
def test_a_snippet_shows_its_marks_letter_for_letter(
    text: str, typed: str, width: int, at: int
) -> None:
    node = parse(typed).node
    assert node is not None
    found = marks(text, node)
    words, shifted = snippet(text, found, at, width)
    plain = text.replace("\n", " ")
    body = words.removeprefix("…").removesuffix("…")
    assert body in plain
    assert bool(shifted) == bool(found)
    if found:
        chosen = plain[slice(*next((one for one in found if one[0] <= at < one[1]), found[0]))]
        assert any(chosen.startswith(words[slice(*one)]) for one in shifted)
    assert all(0 <= a < b <= len(words) for a, b in shifted)


@pytest.fixture(scope="module")
def six_languages() -> Iterator[sqlite3.Connection]:
    """The official texts around A/RES/78/311, in six languages, where they are at hand."""
    archive = SHARED / "corpora" / "ga-six-languages.zip"
    if not archive.is_file():
        pytest.skip("the official texts (shared/corpora/ga-six-languages.zip) are not here")
    akn = pytest.importorskip("db.formats.akn", reason="the reader of official texts is not here")
    connection = _empty()
    with zipfile.ZipFile(archive) as files:
        for name in files.namelist():
            if name.endswith(".xml"):
                parsed = akn.parse(files.read(name))
                tables.add_document(connection, parsed.document)
                tables.add_edition(connection, parsed.edition)
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", "capacity-building"),
        ("en", "non-discriminatory"),
        ("en", '"digital divide"'),
        ("fr", "decide"),
        ("fr", "oeuvre"),
        ("es", "creacion de capacidad"),
        ("ru", "ИСКУССТВЕННОГО интеллекта"),
        ("ar", "تعاون"),
        ("ar", "ذكاء"),
        ("zh", "人工"),
        ("zh", "人工智能"),
    ],
)
def test_the_official_texts_are_found_in_their_language(
    six_languages: sqlite3.Connection, language: str, typed: str
) -> None:
    results = search(six_languages, f"{typed} lang:{language}")
    assert results.hits
    for hit in results.hits:
        assert hit.marks
        assert hit.key.language == language


def test_every_word_of_the_official_texts_finds_its_paragraph(
    six_languages: sqlite3.Connection,
) -> None:
    from db.text import fold, tokens

    rows = six_languages.execute(
        "SELECT e.document, e.language, p.label, p.text FROM main.passage p"
        " JOIN main.edition e ON e.id = p.edition ORDER BY p.id"
    ).fetchall()
    for document, language, label, text in random.Random(78311).sample(rows, 300):
        words = tokens(fold(text))
        if not words:
            continue
        longest = max((word for word, _, _ in words), key=len)
        found = search(
            six_languages, f'"{longest}" doc:{document} lang:{language}', limit=2000
        ).hits
        assert label in {hit.label for hit in found}, (document, language, label, longest)
