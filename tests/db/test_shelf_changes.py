"""Collections and details: made, changed, found wanting, undone and redone, across a restart."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import connection
from db.errors import UsageError
from db.library import documents
from db.places import Places
from db.shelf import changes, collections, details
from db.shelf.collections import Collection
from db.shelf.collections import collections as listed
from db.shelf.details import Details, WrongDetail, check, iso_date, overlaid, stored
from db.shelf.volumes import volumes

RESOLUTION = "A/RES/78/311"


def names(study: sqlite3.Connection) -> list[str]:
    return [one.name for one in listed(study)]


def only(study: sqlite3.Connection) -> Collection:
    (one,) = listed(study)
    return one


def test_collections_are_made_filled_renamed_and_deleted(study: sqlite3.Connection) -> None:
    made = collections.add(study, "  For   Monday ")
    assert made.name == "For Monday"
    assert collections.put_in(study, made, ["fu-cong", RESOLUTION, "fu-cong"]) == 2
    assert collections.put_in(study, made, ["fu-cong"]) == 0
    assert only(study).documents == (RESOLUTION, "fu-cong")
    collections.rename(study, made, "For Tuesday")
    assert collections.take_out(study, made, ["fu-cong", "hrc-56"]) == 1
    assert only(study) == Collection(made.id, "For Tuesday", (RESOLUTION,))
    collections.delete(study, made)
    assert listed(study) == []


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "for monday"])
def test_a_name_that_is_no_name_is_refused(study: sqlite3.Connection, name: str) -> None:
    collections.add(study, "For Monday")
    with pytest.raises(UsageError):
        collections.add(study, name)
    assert names(study) == ["For Monday"]


def test_a_collection_may_be_renamed_to_other_letters_of_its_own(study: sqlite3.Connection) -> None:
    made = collections.add(study, "monday")
    collections.rename(study, made, "Monday")
    assert names(study) == ["Monday"]


def test_every_step_can_be_taken_back_and_repeated(places: Places) -> None:
    with closing(connection.open_study(places)) as study:
        made = collections.add(study, "Monday")
        collections.put_in(study, made, ["fu-cong", RESOLUTION])
        collections.rename(study, made, "Tuesday")
        collections.take_out(study, made, ["fu-cong"])
        collections.delete(study, only(study))
    with closing(connection.open_study(places)) as study:  # after a restart
        assert listed(study) == []
        assert changes.undo(study) == ("deleting the collection “Tuesday”", frozenset())
        assert only(study).documents == (RESOLUTION,)
        done = changes.undo(study)
        assert done is not None
        assert done.documents == {"fu-cong"}
        assert only(study).documents == (RESOLUTION, "fu-cong")
        changes.undo(study)
        assert names(study) == ["Monday"]
        changes.undo(study)
        assert only(study).documents == ()
        changes.undo(study)
        assert listed(study) == []
        assert changes.undo(study) is None
        for _ in range(4):
            assert changes.redo(study) is not None
        assert only(study) == Collection(made.id, "Tuesday", (RESOLUTION,))
        changes.redo(study)
        assert listed(study) == []
        assert changes.redo(study) is None


def test_a_new_change_leaves_nothing_to_redo(study: sqlite3.Connection) -> None:
    collections.add(study, "One")
    changes.undo(study)
    collections.add(study, "Two")
    assert changes.redo(study) is None
    assert names(study) == ["Two"]


def test_a_change_that_fails_leaves_nothing_half_done(
    study: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = collections.add(study, "One")
    monkeypatch.setattr(changes, "note_down", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        collections.put_in(study, made, ["fu-cong"])
    assert only(study).documents == ()


def test_only_so_many_changes_are_kept(study: sqlite3.Connection) -> None:
    made = collections.add(study, "One")
    for number in range(changes.MOST_CHANGES + 5):
        collections.put_in(study, made, [f"document-{number}"])
    (count,) = study.execute("SELECT count(*) FROM main.shelf_change").fetchone()
    assert count == changes.MOST_CHANGES


def test_details_overlay_what_the_document_says_and_are_taken_back(
    study: sqlite3.Connection,
) -> None:
    own = next(one for one in volumes(study) if one.document == RESOLUTION).own
    wanted = Details("AI  for all", own.symbol, "1 July 2024", own.body, "78th", ("AI", "AI"))
    kept = details.save(study, RESOLUTION, own, wanted)
    assert kept == Details("AI for all", own.symbol, "2024-07-01", own.body, "78", ("AI",))
    assert stored(study) == {RESOLUTION: {"title": "AI for all", "subjects": ["AI"]}}
    shown = next(one for one in volumes(study) if one.document == RESOLUTION)
    assert (shown.title, shown.own, shown.is_edited) == ("AI for all", own, True)
    assert documents.document(study, RESOLUTION).title == "AI for all"
    changes.undo(study)
    assert documents.document(study, RESOLUTION).title == own.title
    changes.redo(study)
    details.save(study, RESOLUTION, own, own)
    assert stored(study) == {}
    assert documents.document(study, RESOLUTION).title == own.title


def test_saving_what_holds_already_is_no_change(study: sqlite3.Connection) -> None:
    own = next(one for one in volumes(study) if one.document == RESOLUTION).own
    details.save(study, RESOLUTION, own, own)
    assert changes.undo(study) is None


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("2024", "2024"), ("2024-7", "2024-07"), ("2024-07-01", "2024-07-01"),
        ("1 July 2024", "2024-07-01"), ("1 jul 2024", "2024-07-01"), ("July 2024", "2024-07"),
        ("29 February 2024", "2024-02-29"),
    ],
)  # fmt: skip
def test_dates_are_read_as_they_are_typed(typed: str, iso: str) -> None:
    assert iso_date(typed) == iso


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("date", "29 February 2023"), ("date", "2024-13"), ("date", "ju 2024"), ("date", "0001"),
        ("date", "last year"), ("date", "9999"), ("symbol", "resolution 78"), ("symbol", "a/res/1"),
        ("session", "next"), ("session", "1234"), ("title", "x" * 501), ("body", "x" * 121),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_refused_with_its_field(field: str, typed: str) -> None:
    with pytest.raises(WrongDetail) as raised:
        check(Details(**{field: typed}))  # type: ignore[arg-type]
    assert raised.value.field == field


@given(st.text(max_size=20))
@settings(deadline=None)
def test_whatever_is_typed_for_a_date_is_a_date_or_refused(typed: str) -> None:
    try:
        iso = iso_date(typed)
    except WrongDetail:
        return
    assert iso_date(iso) == iso


def test_details_of_a_later_version_do_no_harm() -> None:
    own = Details("Title")
    assert overlaid(own, {"title": "Mine", "mood": "calm"}) == Details("Mine")
