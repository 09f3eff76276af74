"""Documents, editions and passages, from the bundled library and the person's own together."""

import sqlite3

import pytest

from db.errors import UnknownAddress
from db.languages import language_name
from db.library import documents
from db.library.tables import add_document, add_edition, remove_edition
from db.models import Document, Edition, EditionKey, Passage
from db.search import index

RESOLUTION = "A/RES/78/311"
DIGEST = EditionKey(RESOLUTION, "digest", "en")
BUNDLED = [RESOLUTION, "fu-cong", "spokesperson", "hrc-56", "press-report", "initiatives"]


def clause(label: str, text: str = "Decides so.", **more: object) -> Passage:
    return Passage(label, "operative", "official", text, **more)  # type: ignore[arg-type]


def add(
    connection: sqlite3.Connection,
    name: str,
    *passages: Passage,
    kind: str = "official",
    language: str = "en",
    title: str = "On ferries",
) -> EditionKey:
    """Add a document and an edition of it to the person's file."""
    key = EditionKey(name, kind, language)
    with connection:
        add_document(
            connection, Document(name, "resolution", title, name, "2024-05-01", "Ferries.")
        )
        add_edition(connection, Edition(key, title, passages, {"source": "a test"}))
    return key


def found(connection: sqlite3.Connection, words: str) -> list[str]:
    return [
        label
        for (label,) in connection.execute(
            "SELECT label FROM main.passage JOIN main.passage_fts"
            " ON passage.id = passage_fts.rowid WHERE passage_fts MATCH ? ORDER BY passage.id",
            (words,),
        )
    ]


# Listing


def test_the_bundled_documents_come_first_in_their_own_order(study: sqlite3.Connection) -> None:
    add(study, "A/RES/1/1", clause("op1"))
    add(study, "A/RES/0/9", clause("op1"))
    names = [document.id for document in documents.documents(study)]
    assert names == [*BUNDLED, "A/RES/0/9", "A/RES/1/1"]


def test_editions_of_both_homes_belong_to_one_document(study: sqlite3.Connection) -> None:
    for language in ("zh", "ar", "en", "fr"):
        add(study, RESOLUTION, clause("op1"), language=language, title="Another title")
    add(study, RESOLUTION, clause("p1"), kind="import")
    document = documents.document(study, RESOLUTION)
    kinds = [(edition.key.kind, edition.key.language) for edition in document.editions]
    assert kinds == [
        ("digest", "en"), ("official", "en"), ("official", "fr"), ("official", "ar"),
        ("official", "zh"), ("import", "en"),
    ]  # fmt: skip
    assert document.title.startswith("Enhancing international cooperation")
    assert [edition.passages for edition in document.editions[1:]] == [1] * 5
    assert len(documents.documents(study)) == 6


def test_an_edition_in_both_homes_is_the_bundled_one(study: sqlite3.Connection) -> None:
    add(study, RESOLUTION, clause("op1", "Mine."), kind="digest")
    document = documents.document(study, RESOLUTION)
    assert [edition.key for edition in document.editions] == [DIGEST]
    assert document.editions[0].passages == 46
    assert documents.passages_of(study, DIGEST, "op1")[0].text.startswith("Resolves")


def test_a_document_is_found_whatever_the_case(study: sqlite3.Connection) -> None:
    assert documents.document(study, "a/res/78/311").id == RESOLUTION
    assert documents.document(study, "Fu-Cong").id == "fu-cong"


@pytest.mark.parametrize("name", ["", "A/RES/78/312", "fu", "%", "资料", "'; DROP TABLE note"])
def test_an_unknown_document_says_what_to_do(study: sqlite3.Connection, name: str) -> None:
    with pytest.raises(UnknownAddress) as caught:
        documents.document(study, name)
    assert f"“{name}”" in str(caught.value)
    assert "“resolute library”" in str(caught.value)


# Choosing an edition


def test_the_digest_is_chosen_before_others(study: sqlite3.Connection) -> None:
    official = add(study, RESOLUTION, clause("op1"))
    french = add(study, RESOLUTION, clause("op1"), language="fr")
    document = documents.document(study, RESOLUTION)
    assert documents.choose_edition(document) == DIGEST
    assert documents.choose_edition(document, language="en") == DIGEST
    assert documents.choose_edition(document, kind="official") == official
    assert documents.choose_edition(document, language="fr") == french
    assert documents.choose_edition(document, kind="official", language="fr") == french


def test_a_language_the_order_does_not_know_comes_last(study: sqlite3.Connection) -> None:
    german = add(study, "A/RES/1/1", clause("op1"), language="de")
    chinese = add(study, "A/RES/1/1", clause("op1"), language="zh")
    document = documents.document(study, "A/RES/1/1")
    assert [edition.key for edition in document.editions] == [chinese, german]


@pytest.mark.parametrize(
    ("kind", "language", "said"),
    [
        ("official", None, "no official edition"),
        (None, "fr", "no edition in French (fr)"),
        ("official", "fr", "no official edition in French (fr)"),
        ("digest", "fr", "no digest edition in French (fr)"),
    ],
)
def test_an_edition_that_is_not_there_says_what_is(
    study: sqlite3.Connection, kind: str | None, language: str | None, said: str
) -> None:
    for name, hint in ((RESOLUTION, True), ("fu-cong", False)):
        with pytest.raises(UnknownAddress) as caught:
            documents.choose_edition(documents.document(study, name), kind=kind, language=language)
        assert f"{name} has {said} here. It has: digest in English (en)." in str(caught.value)
        assert (f"resolute official {name} --from" in str(caught.value)) is hint


def test_a_document_without_editions_says_so() -> None:
    with pytest.raises(UnknownAddress, match=r"x has no edition here\. It has: none"):
        documents.choose_edition(Document("x", "statement", "X", "X"))


# Reading


def test_a_bundled_edition_is_read_whole(reader: sqlite3.Connection) -> None:
    edition = documents.edition(reader, DIGEST)
    assert edition.key == DIGEST
    assert "not an official text" in edition.provenance["status"]
    passages = {passage.label: passage for passage in edition.passages}
    assert passages["op15"].deadline == "eightieth session"
    assert passages["op15"].addressees == ("Secretary-General",)
    assert passages["op6"].lines == (2,)
    assert passages["op6"].opener == "Calls upon"


def test_an_own_edition_is_read_as_it_was_written(study: sqlite3.Connection) -> None:
    passages = (
        clause("op1", "Decides 😀 “so”;", part="Part", heading="h", opener="Decides", lines=(1, 2)),
        clause("op1.a", "First\u00a0point", terms=("a", "b"), refs=("A/RES/1/1 op2",)),
        clause("op10", ""),
        clause("op2", "人工智能", speaker="Nobody", sources=("x",), themes=("t",)),
    )
    key = add(study, "A/RES/1/1", *passages)
    assert documents.edition(study, key) == Edition(
        key, "On ferries", passages, {"source": "a test"}
    )


@pytest.mark.parametrize(
    "key",
    [
        EditionKey(RESOLUTION, "official", "en"),
        EditionKey(RESOLUTION, "digest", "fr"),
        EditionKey("A/RES/1/1", "digest", "en"),
    ],
)
def test_an_unknown_edition_says_what_to_do(reader: sqlite3.Connection, key: EditionKey) -> None:
    with pytest.raises(UnknownAddress) as caught:
        documents.edition(reader, key)
    for words in (
        key.kind,
        key.document,
        f"in {language_name(key.language)}",
        "“resolute library”",
    ):
        assert words in str(caught.value)


def test_a_paragraph_comes_with_its_points_and_no_others(study: sqlite3.Connection) -> None:
    labels = ["op1", "op1.a", "op1.a.i", "op1.b", "op10", "op10.a", "op11"]
    key = add(study, "A/RES/1/1", *map(clause, labels))

    def labels_of(label: str) -> list[str]:
        return [passage.label for passage in documents.passages_of(study, key, label)]

    assert labels_of("op1") == ["op1", "op1.a", "op1.a.i", "op1.b"]
    assert labels_of("op1.a") == ["op1.a", "op1.a.i"]
    assert labels_of("op10") == ["op10", "op10.a"]
    assert labels_of("op11") == ["op11"]
    assert labels_of("") == labels


def test_points_without_a_paragraph_of_their_own_are_found(study: sqlite3.Connection) -> None:
    key = add(study, "A/RES/1/1", clause("op1"), clause("annex1.1"), clause("annex1.2"))
    assert [p.label for p in documents.passages_of(study, key, "annex1")] == [
        "annex1.1",
        "annex1.2",
    ]


def test_the_record_is_read_as_one(reader: sqlite3.Connection) -> None:
    record = documents.passages_of(reader, DIGEST, "record")
    assert [passage.label for passage in record][:2] == ["record.symbol", "record.title"]
    assert {passage.kind for passage in record} == {"record"}


@pytest.mark.parametrize("label", ["op16", "op", "op6.a", "OP6", "op6 ", "%", "annex1"])
def test_an_unknown_paragraph_says_which_there_are(reader: sqlite3.Connection, label: str) -> None:
    with pytest.raises(UnknownAddress) as caught:
        documents.passages_of(reader, DIGEST, label)
    assert str(caught.value) == (
        f"{RESOLUTION} has no paragraph “{label}”. It runs from pp1 to op15."
    )


def test_an_edition_without_paragraphs_says_so(study: sqlite3.Connection) -> None:
    key = add(study, "A/RES/1/1")
    assert documents.passages_of(study, key, "") == []
    with pytest.raises(UnknownAddress, match="It is empty"):
        documents.passages_of(study, key, "op1")


# Writing


def test_an_edition_that_is_there_is_replaced_with_its_index(study: sqlite3.Connection) -> None:
    add(study, "A/RES/1/1", clause("op1", "lamp"), clause("op2", "bell"), title="Old")
    other = add(study, "A/RES/2/2", clause("op7", "lamp"))
    key = add(study, "A/RES/1/1", clause("op3", "lamp"), title="New")
    assert [passage.label for passage in documents.edition(study, key).passages] == ["op3"]
    assert documents.document(study, "A/RES/1/1").title == "New"
    assert found(study, "lamp") == ["op7", "op3"]
    assert found(study, "bell") == []
    assert documents.edition(study, other).passages == (clause("op7", "lamp"),)


def test_an_edition_is_taken_out_with_its_index(study: sqlite3.Connection) -> None:
    key = add(study, "A/RES/1/1", clause("op1", "a lamp"), clause("op2", "灯"))
    kept = add(study, "A/RES/1/1", clause("op1", "a lamp"), language="fr")
    with study:
        assert remove_edition(study, key)
        assert not remove_edition(study, key)
    assert found(study, "lamp") == ["op1"]
    assert found(study, "灯") == []
    assert [e.key for e in documents.document(study, "A/RES/1/1").editions] == [kept]


def test_the_bundled_edition_cannot_be_taken_out(study: sqlite3.Connection) -> None:
    assert not remove_edition(study, DIGEST)
    assert documents.edition(study, DIGEST).passages


def test_the_index_can_be_made_anew(study: sqlite3.Connection) -> None:
    add(study, "A/RES/1/1", clause("op1", "A Décision on lamps"), clause("op2", "人工智能"))
    with study:
        study.execute("INSERT INTO main.passage_fts (passage_fts) VALUES ('delete-all')")
    assert found(study, "lamps") == []
    with study:
        assert index.rebuild(study) == 2
    assert found(study, "lamps AND decision") == ["op1"]
    assert found(study, '"工 智"') == ["op2"]


def test_a_write_that_fails_leaves_what_was_there(study: sqlite3.Connection) -> None:
    key = add(study, "A/RES/1/1", clause("op1", "lamp"))
    with pytest.raises(sqlite3.IntegrityError):
        add(study, "A/RES/1/1", clause("op1", "bell"), clause("op1", "twice"))
    assert documents.edition(study, key).passages == (clause("op1", "lamp"),)
    assert found(study, "lamp") == ["op1"]
    assert found(study, "bell") == []
