"""Pages of notes: every order and group, whichever way they are found, against a plain sort.

What is few and what is very many is set so low that a handful of notes goes all the ways.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest

from db import connection as stores
from db import text
from db.address import describe, sort_key
from db.models import COLORS, NOWHERE, Anchor, EditionKey, Note
from db.notes import index, indexing, listing, rows, store
from db.notes.listing import GROUPS, SORTS, Wish
from db.places import Places
from db.search import own_notes

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DOCUMENTS = ("A/RES/99/1", "A/RES/99/10", "harbour-log")
LABELS = ("pp2", "op2", "op10", "op2.a", "annex1.4", "")
TAGS = ((), ("sea",), ("sea/lamps", "Éclair"), ("moon", "sea"))
FOLDERS = ("", "", "Thesis", "logs/One")
STATES = ("anchored", "moved", "orphan", "anchored", "anchored")


def _note(number: int) -> Note:
    """Make the notes as different as can be, in no order; some were made at the same moment."""
    key = EditionKey(DOCUMENTS[number % 3], "import", "en")
    label = LABELS[number * 5 % 6]
    quote = "lamps" if label and number % 4 else ""
    anchor = Anchor(key, label, number % 3 if quote else 0, number % 3 + 5 if quote else 0, quote)
    made = (NOON + timedelta(hours=7 * (number // 2))).isoformat().replace("+00:00", ".000000Z")
    changed = (NOON + timedelta(days=30 - number)).isoformat().replace("+00:00", ".000000Z")
    return Note(
        f"n{number:02}", NOWHERE if number % 7 == 6 else anchor,
        f"{'tides' if number % 2 else 'beacons'} and {number}", COLORS[number * 11 % 6],
        TAGS[number % 4], made, changed, state=STATES[number % 5],  # type: ignore[arg-type]
        kind="bookmark" if number % 9 == 8 else "note", folder=FOLDERS[number % 4],
    )  # fmt: skip


NOTES = [_note(number * 17 % 41) for number in range(41)]


@pytest.fixture
def study(places: Places) -> Iterator[sqlite3.Connection]:
    with closing(stores.open_study(places)) as opened:
        with rows.writing(opened):
            for note in NOTES:
                rows.insert(opened, note)
        yield opened


def _place(note: Note) -> tuple[Any, ...]:
    at = note.anchor
    return at.key.document, sort_key(at.label), at.start, at.end, note.created


def _age(note: Note) -> int:
    return NOTES.index(note)


SORTED: dict[str, Callable[[list[Note]], list[Note]]] = {
    "text": lambda notes: sorted(notes, key=_place),
    "newest": lambda notes: sorted(notes, key=lambda n: (n.created, _age(n)), reverse=True),
    "oldest": lambda notes: sorted(notes, key=lambda n: (n.created, _age(n))),
    "changed": lambda notes: sorted(notes, key=lambda n: n.modified, reverse=True),
    "color": lambda notes: sorted(notes, key=lambda n: (COLORS.index(n.color), _place(n))),
}
STANDINGS = {"orphan": (0, "Not found any more"), "moved": (1, "Moved"),
             "anchored": (2, "In their place")}  # fmt: skip


def _groups(note: Note, group: str) -> list[tuple[Any, ...]]:
    """Return what a note's groups are sorted by, each ending in its name."""
    at, folder = note.anchor, note.folder
    return {
        "": [("",)],
        "document": [(at.key.document, at.key.document or "Notebook")],
        "paragraph": [(at.key.document, sort_key(at.label),
                       describe(at.label) if at.label else "Whole document")],
        "color": [(COLORS.index(note.color), note.color)],
        "tag": [(0, text.fold(tag), tag) for tag in note.tags] or [(1, "", "No tag")],
        "folder": [(not folder, text.fold(folder), folder or "No folder")],
        "day": [(note.created[:10],)],
        "state": [STANDINGS[note.standing]],
    }[group]  # fmt: skip


def _wanted(notes: list[Note], sort: str, group: str) -> list[tuple[str, str]]:
    """Return names of groups and ids of notes as they should follow one another."""
    notes = SORTED[sort](notes)
    names = sorted({name for note in notes for name in _groups(note, group)},
                   reverse=group == "day")  # fmt: skip
    return [(name[-1], note.id) for name in names for note in notes if name in _groups(note, group)]


def _listed(study: sqlite3.Connection, wish: Wish, count: int) -> list[tuple[str, str]]:
    """Read page after page; a group's name holds until the next one."""
    found: list[tuple[str, str]] = []
    page = listing.listed(study, wish, count=count)
    name = ""
    while True:
        assert len(page.notes) == count or page.after is None
        for place, note in enumerate(page.notes):
            name = page.heads.get(place, name)
            found.append((name, note.id))
        if page.after is None:
            return found
        page = listing.listed(study, wish, count=count, after=page.after)


@pytest.fixture(params=[(4000, 2500, 100), (0, 2500, 100), (0, 3, 100), (0, 3, 1), (10, 9, 2)])
def ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many are few, so many are gone through, so many groups are looked into."""
    few, walked, most_groups = request.param
    monkeypatch.setattr(own_notes, "FEW", few)
    monkeypatch.setattr(own_notes, "WALKED", walked)
    monkeypatch.setattr(listing, "_MOST_GROUPS", most_groups)


@pytest.mark.usefixtures("ways")
@pytest.mark.parametrize(("sort", "group"), list(product(SORTS, GROUPS)))
def test_every_order_and_grouping(study: sqlite3.Connection, sort: Any, group: Any) -> None:
    assert _listed(study, Wish(sort=sort, group=group), 8) == _wanted(NOTES, sort, group)
    tides = [note for note in NOTES if "tides" in note.body]
    found = _listed(study, Wish("all", "", "tides", sort, group), 5)
    assert found == _wanted(tides, sort, group)


QUERIES: list[tuple[str, Callable[[Note], bool]]] = [
    ("beacons lamps", lambda n: "beacons" in n.body and bool(n.anchor.quote)),
    ("-tides", lambda n: "tides" not in n.body),
    ("-(tides color:pink)", lambda n: not ("tides" in n.body and n.color == "pink")),
    ("tid* -lamps", lambda n: "tides" in n.body and not n.anchor.quote),
    ("color:pink or color:blue", lambda n: n.color in ("pink", "blue")),
    ("tag:sea", lambda n: any(tag.split("/")[0] == "sea" for tag in n.tags)),
    ("tag:éc*", lambda n: "Éclair" in n.tags),
    ("tag:none -is:orphan", lambda n: not n.tags and n.state != "orphan"),
    ("quote:lamps text:beacons", lambda n: bool(n.anchor.quote) and "beacons" in n.body),
    ("doc:99/1 is:anchored", lambda n: "99/1" in n.anchor.key.document and n.state == "anchored"),
    ("is:moved or tides is:free", lambda n: n.state == "moved"
     or ("tides" in n.body and not n.anchor.key.document)),
    ("folder:thesis (beacons or tag:moon)", lambda n: n.folder == "Thesis"
     and ("beacons" in n.body or "moon" in n.tags)),
    ("date:2026-11-25.. is:bookmark", lambda n: n.created >= "2026-11-25" and n.kind == "bookmark"),
    ("para:op2", lambda n: n.anchor.label == "op2"),
    ("re:[a-z]+s nc:and", lambda _: True),
]  # fmt: skip


@pytest.mark.usefixtures("ways")
@pytest.mark.parametrize(("query", "fits"), QUERIES)
def test_every_kind_of_filter(
    study: sqlite3.Connection, query: str, fits: Callable[[Note], bool]
) -> None:
    wanted = list(filter(fits, NOTES))
    assert wanted
    for wish in (Wish(query=query), Wish("all", "", query, "newest", "tag"),
                 Wish("all", "", query, "color", "day")):  # fmt: skip
        assert _listed(study, wish, 4) == _wanted(wanted, wish.sort, wish.group)
        assert listing.counted(study, wish) == len(wanted)
        assert {note.id for note in listing.every(study, wish)} == {note.id for note in wanted}


SCOPES: list[tuple[Wish, Callable[[Note], bool]]] = [
    (Wish("document", "A/RES/99/10"), lambda n: n.anchor.key.document == "A/RES/99/10"),
    (Wish("notebook"), lambda n: not n.anchor.key.document),
    (Wish("bookmarks"), lambda n: n.kind == "bookmark"),
]


@pytest.mark.usefixtures("ways")
@pytest.mark.parametrize(("wish", "fits"), SCOPES)
def test_every_scope(study: sqlite3.Connection, wish: Wish, fits: Callable[[Note], bool]) -> None:
    for sort, group, query in product(SORTS, ("", "tag", "folder"), ("", "tides")):
        wanted = [note for note in NOTES if fits(note) and query in note.body]
        narrowed = Wish(wish.scope, wish.document, query, sort, group)  # type: ignore[arg-type]
        assert _listed(study, narrowed, 3) == _wanted(wanted, sort, group)
        assert listing.counted(study, narrowed) == len(wanted)


def test_the_index_follows_whatever_is_done_to_notes(study: sqlite3.Connection) -> None:
    store.update(study, "n01", body="whales", tags=["sea", "sky"])
    store.delete_many(study, ["n02", "n03"])
    store.undo(study)
    store.delete(study, "n04")
    store.change_many(study, ["n05", "n06"], color="orange", folder="Far", add_tags=["far"])
    rows.erase(study, "n07")
    study.commit()
    assert indexing.trouble(study) == ""
    kept = _tables(study)
    with rows.writing(study):
        indexing.rebuild(study)
    assert _tables(study) == kept


def _tables(study: sqlite3.Connection) -> list[list[Any]]:
    """What the index has of each note, whatever its number."""
    columns = [name for _, name, *_ in study.execute("PRAGMA table_info (note_index)")]
    named = ", ".join(f"n.{name}" for name in columns if name != "num")
    queries = (
        f"SELECT {named}, w.said, w.quoted FROM note_index n JOIN note_words w USING (num)",
        "SELECT n.note, t.folded, t.tag FROM note_index n JOIN note_index_tag t USING (num)",
        "SELECT n.note FROM note_index n JOIN note_fts f ON f.rowid = n.num WHERE note_fts"
        " MATCH 'tides OR whales'",
    )
    return [sorted(study.execute(query)) for query in queries]


def test_an_index_of_another_version_is_made_anew(study: sqlite3.Connection) -> None:
    assert index.is_current(study)
    study.execute("UPDATE meta SET value = '0' WHERE key = 'note_index'")
    study.execute("DROP TABLE note_words")
    study.commit()
    assert indexing.bring_up_to_date(study)
    assert not indexing.bring_up_to_date(study)
    assert _listed(study, Wish(query="tides"), 100) != []
    assert indexing.trouble(study) == ""


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM note_index WHERE num = 3", "DELETE FROM note_words WHERE num = 3",
        "UPDATE note_index SET modified = 'x' WHERE num = 3",
        "INSERT INTO note_fts (note_fts) VALUES ('delete-all')",
        "UPDATE note_fts_data SET block = x'00' WHERE id > 100",
    ],
)  # fmt: skip
def test_damage_is_seen_and_mended(study: sqlite3.Connection, harm: str) -> None:
    study.execute("PRAGMA foreign_keys = OFF")
    study.execute(harm)
    study.commit()
    assert indexing.trouble(study) != ""
    with rows.writing(study):
        assert indexing.rebuild(study) == len(NOTES)
    assert indexing.trouble(study) == ""
