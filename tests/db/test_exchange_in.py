"""Notes in: what a file would bring, all at once; files that are not what they should be."""

import io
import json
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import pytest
from exchanged import DIGEST, fill, gathered, mark
from hypothesis import given, settings
from hypothesis import strategies as st

from db import connection as opening
from db.errors import NotADocument
from db.models import COLORS, Note
from db.notes import store
from db.notes.exchange import incoming, parsing
from db.notes.exchange.formats import written
from db.notes.exchange.incoming import Preview, bring_in, preview, sentence
from db.places import Places

URL = "https://undocs.org/en/A/RES/78/311"
QUOTE = "fair, open, inclusive and non-discriminatory"


def hypothesis_row(named: str, **given: Any) -> dict[str, Any]:
    """An annotation as the API of Hypothesis gives it."""
    quote = given.pop("quote", QUOTE)
    selectors = [
        {"type": "TextPositionSelector", "start": 4711, "end": 4755},
        {"type": "TextQuoteSelector", "exact": quote, "prefix": "", "suffix": ""},
    ]
    source = given.get("uri", URL)
    return {
        "id": named, "uri": source, "text": "said", "tags": [], "user": "acct:x@y",
        "created": "2024-07-02T10:00:00.5+02:00", "updated": "2024-07-02T10:00:00.5+02:00",
        "target": [{"source": source, "selector": selectors}], **given,
    }  # fmt: skip


def packed(*rows: Any) -> bytes:
    return json.dumps({"total": len(rows), "rows": rows}).encode()


@pytest.fixture
def other(tmp_path: Path, library_file: Path) -> Any:
    """Somebody else's file, empty."""
    opened = opening.open_study(Places(tmp_path / "other", library_override=library_file))
    yield opened
    opened.close()


def test_what_goes_out_as_json_ld_comes_in_the_same(
    study: sqlite3.Connection, other: sqlite3.Connection
) -> None:
    notes = fill(study)
    content = written("jsonld", gathered(study))
    found = preview(other, content)
    assert store.notes(other) == [], "a preview changes nothing"
    assert len(bring_in(other, found)) == len(notes)
    assert store.notes(other) == notes
    again = written("jsonld", gathered(other))
    assert json.loads(again)["first"] == json.loads(content)["first"]


def test_one_undo_takes_all_of_an_import_back(
    study: sqlite3.Connection, other: sqlite3.Connection
) -> None:
    own = store.add(other, mark(other, DIGEST, "op2"), body="mine")
    fill(study)
    bring_in(other, preview(other, written("jsonld", gathered(study))))
    change = store.undo(other, "fu-cong")
    assert change is not None
    assert (change.count, len(change.documents)) == (7, 3)
    assert store.notes(other) == [own]
    store.redo(other, "A/RES/78/311")
    assert len(store.notes(other)) == 8


def test_the_same_file_again_brings_nothing(study: sqlite3.Connection) -> None:
    fill(study)
    content = written("jsonld", gathered(study))
    found = preview(study, content)
    assert (found.total, found.duplicates, found.notes) == (7, 7, [])
    assert sentence(found) == "0 notes would be added; 7 already here."
    assert bring_in(study, found) == []


def test_epub_annotations_come_in_too(study: sqlite3.Connection, other: sqlite3.Connection) -> None:
    fill(study)
    entries = gathered(study, document="A/RES/78/311")
    found = preview(other, written("epub", entries))
    assert [n.anchor for n in found.notes] == [e.note.anchor for e in entries]
    assert {n.color for n in found.notes} == {e.note.color for e in entries}


def test_hypothesis_is_placed_by_its_words(study: sqlite3.Connection) -> None:
    reply = hypothesis_row("r", references=["a"], text="I agree", target=[{"source": URL}])
    found = preview(study, packed(hypothesis_row("a", tags=["two words", "none", '"x"']), reply))
    first, answer = found.notes
    assert first.anchor.address == "A/RES/78/311 op6"
    assert first.anchor.quote == QUOTE
    assert first.anchor.prefix.endswith("“")
    assert (first.tags, first.color, first.state) == (
        ("none-", "two-words", "x"), COLORS[0], "anchored",
    )  # fmt: skip
    assert first.created == "2024-07-02T08:00:00.500000Z"
    assert (answer.anchor.label, answer.body) == ("op6", "I agree")


@pytest.mark.parametrize(
    "source",
    [
        "https://undocs.org/A/RES/78/311",
        "https://undocs.org/en/a/res/78/311",
        "https://docs.un.org/en/A/RES/78/311?direct=true",
        "https://undocs.org/Home/Mobile?FinalSymbol=A%2FRES%2F78%2F311&Language=E",
        "urn:un:A/RES/78/311:en",
        "resolute:A/RES/78/311",
        "resolute:A/RES/78/311?lang=fr#op6",
        "https://example.org/A/RES/78/311.pdf",
    ],
)
def test_a_document_is_known_by_many_names(study: sqlite3.Connection, source: str) -> None:
    found = preview(study, packed(hypothesis_row("a", uri=source)))
    assert [n.anchor.address for n in found.notes] == ["A/RES/78/311 op6"]


def test_a_file_that_names_no_document_is_asked_for_one(study: sqlite3.Connection) -> None:
    content = packed(hypothesis_row("a", uri="https://example.org/page"))
    found = preview(study, content)
    assert (found.notes, len(found.nowhere)) == ([], 1)
    assert "left out: their document is not named" in sentence(found)
    there = preview(study, content, document="A/RES/78/311")
    assert [n.anchor.label for n in there.notes] == ["op6"]


def test_words_that_are_not_there_make_orphans_that_are_kept(study: sqlite3.Connection) -> None:
    rows = [
        hypothesis_row("a", quote="no such words were ever adopted here"),
        hypothesis_row("b", uri="https://undocs.org/en/A/RES/77/1"),
    ]
    found = preview(study, packed(*rows))
    assert [n.anchor.key.document for n in found.orphans] == ["A/RES/78/311", "A/RES/77/1"]
    assert len(bring_in(study, found)) == 2
    assert [n.state for n in store.notes(study)] == ["orphan", "orphan"]


def test_what_was_deleted_here_comes_back_as_a_new_note(study: sqlite3.Connection) -> None:
    content = packed(hypothesis_row("a"))
    (first,) = bring_in(study, preview(study, content))
    store.delete(study, first.id)
    (second,) = bring_in(study, preview(study, content))
    assert second.id != first.id
    assert store.notes(study) == [second]


def test_answers_that_go_in_a_circle_are_left_out(study: sqlite3.Connection) -> None:
    rows = [
        hypothesis_row(a, references=[b], uri="", target=[]) for a, b in ("ab", "bc", "ca", "dd")
    ]
    found = preview(study, packed(*rows))
    assert (found.notes, len(found.nowhere)) == ([], 4)


def test_answers_in_a_circle_keep_the_place_they_name_themselves(study: sqlite3.Connection) -> None:
    rows = [hypothesis_row(a, references=[b], text=a) for a, b in ("ab", "ba", "ca", "dd")]
    found = preview(study, packed(*rows))
    assert [note.anchor.label for note in found.notes] == ["op6"] * 4


def test_a_talk_of_twenty_thousand_answers_stands_where_it_began(study: sqlite3.Connection) -> None:
    """Each answers the one before it; they come last first."""
    rows = [hypothesis_row("n0")] + [
        {"id": f"n{number}", "text": f"{number}", "references": [f"n{number - 1}"]}
        for number in range(1, 20_000)
    ]
    found = preview(study, packed(*rows[::-1]))
    assert (len(found.placed), len(found.notes)) == (20_000, 20_000)
    assert {note.anchor.label for note in found.notes} == {"op6"}


def test_selectors_out_of_range_do_no_harm(study: sqlite3.Connection) -> None:
    spans = [(-1, 5), (5, 4), (0, 10**30), ("0", 3), (0.5, 3), (None, None), (True, False),
             (10**6, 10**6 + 44)]  # fmt: skip
    items = [
        {
            "type": "Annotation", "id": f"urn:x:{number}", "bodyValue": str(number),
            "target": {"source": "resolute:A/RES/78/311", "selector": [
                {"type": "FragmentSelector", "value": "op6", "refinedBy": {
                    "type": "TextPositionSelector", "start": start, "end": end}},
                {"type": "TextQuoteSelector", "exact": QUOTE},
            ]},
        }
        for number, (start, end) in enumerate(spans)
    ]  # fmt: skip
    found = preview(study, json.dumps(items).encode())
    assert len(found.notes) == len(spans)
    assert {n.anchor.quote for n in found.notes} == {QUOTE}
    assert {n.state for n in found.notes} == {"anchored"}


def test_a_million_tags_are_cut_and_said_to_be(study: sqlite3.Connection) -> None:
    tags = [f"t{number}" for number in range(1_000_000)]
    found = preview(study, packed(hypothesis_row("a", tags=tags)))
    assert len(found.notes[0].tags) == incoming.MOST_TAGS
    assert "1 with more than 100 tags keep the first 100" in sentence(found)


def test_a_file_brings_no_more_different_tags_than_lists_can_show(
    study: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming, "MOST_NAMES", 3)
    rows = [hypothesis_row(f"n{n}", text=f"{n}", tags=["Here", f"t{n}"]) for n in range(4)]
    found = preview(study, packed(*rows))
    assert [note.tags for note in found.notes] == [
        ("Here", "t0"), ("Here", "t1"), ("Here",), ("Here",),
    ]  # fmt: skip
    assert "2 tags left off: a file may bring 3 different ones" in sentence(found)


def test_the_same_annotation_many_times_is_one_note(study: sqlite3.Connection) -> None:
    rows = [hypothesis_row(f"n{number % 7}", text="same") for number in range(2000)]
    found = preview(study, packed(*rows))
    assert (len(found.notes), found.duplicates) == (1, 1999)


def test_bodies_stay_the_text_they_are(study: sqlite3.Connection) -> None:
    body = "<p onclick=x>Hi <script>alert(1)</script></p>"
    bring_in(study, preview(study, packed(hypothesis_row("a", text=body))))
    assert [n.body for n in store.notes(study)] == [body]


def test_a_body_that_is_too_long_is_left_out_and_counted(study: sqlite3.Connection) -> None:
    rows = [hypothesis_row("a", text="x" * 1_000_001), hypothesis_row("b")]
    found = preview(study, packed(*rows))
    assert (found.too_long, len(found.notes)) == (1, 1)
    assert "1 left out: too long" in sentence(found)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no file of annotations"),
        (b"not json", "no file of annotations"),
        (b"\xff\xfe\x00", "no file of annotations"),
        (b"\x80\x81", "no file of annotations"),
        (b"[" * 200_000, "nested too deeply|no file of annotations"),
        (b"{}", "no annotations in this file"),
        (b"12", "no annotations in this file"),
        (b'{"type":"AnnotationCollection","first":"http://x/1"}', "Save the pages"),
        (b"PK\x03\x04junk", "ZIP"),
        (b"[" + b"0," * 200_001 + b"0]", "200,002 annotations"),
        (b"9" * 5000, "no file of annotations|no annotations"),
    ],
)
def test_a_file_that_holds_none_gets_a_sentence(
    study: sqlite3.Connection, content: bytes, words: str
) -> None:
    with pytest.raises(NotADocument, match=words) as told:
        preview(study, content)
    assert len(str(told.value)) < 250


def test_a_file_of_100_mb_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big.json"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(NotADocument, match="100 MB"):
        incoming.read_file(path)
    with pytest.raises(NotADocument, match="cannot be read"):
        incoming.read_file(tmp_path / "none.json")


def test_a_small_zip_of_a_large_file_is_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("annotations.json", b"0" * (parsing.MOST_BYTES + 1))
    with pytest.raises(NotADocument, match="too large"):
        parsing.parse(out.getvalue())


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(
            ["id", "type", "target", "source", "selector", "refinedBy", "body", "value", "purpose",
             "tags", "uri", "text", "created", "motivation", "references", "styleClass", "exact",
             "start", "end", "items", "color"]
        ),
        inner,
        max_size=6,
    ),
    max_leaves=30,
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(json_values, max_size=5))
def test_whatever_json_a_file_holds_it_is_counted(items: list[Any]) -> None:
    parsed = parsing.parse(json.dumps(items).encode())
    assert parsed.unreadable <= len(items) <= parsed.unreadable + len(parsed.notes)
    assert all(isinstance(one.body, str) and isinstance(one.source, str) for one in parsed.notes)


def test_what_came_meanwhile_is_left_as_it_is(study: sqlite3.Connection) -> None:
    found: Preview = preview(study, packed(hypothesis_row("a")))
    (first,) = bring_in(study, found)
    store.update(study, first.id, body="mine now")
    assert bring_in(study, found) == []
    notes: list[Note] = store.notes(study)
    assert [n.body for n in notes] == ["mine now"]
