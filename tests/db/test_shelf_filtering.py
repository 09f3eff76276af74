"""The shelf narrowed and sorted: the counts against a plain count, whatever is chosen."""

import sqlite3

from hypothesis import given, settings
from hypothesis import strategies as st

from db import clock
from db.library.tables import add_document, add_edition
from db.models import Document, Edition, EditionKey, Passage
from db.shelf import collections
from db.shelf.details import Details
from db.shelf.filtering import Shelf, Wanted
from db.shelf.volumes import Volume, body_of, session_of, volumes
from db.study import positions


def volume(name: str, **parts: object) -> Volume:
    voices = parts.pop("voices", ())
    shelved = parts.pop("collections", ())
    languages: tuple[str, ...] = parts.pop("languages", ("en",))  # type: ignore[assignment]
    own = Details(name, name, **parts)  # type: ignore[arg-type]
    editions = tuple(EditionKey(name, "official", one) for one in languages)
    return Volume(name, "resolution", own, own, editions, editions, voices, 1, "", "", shelved)  # type: ignore[arg-type]


VOLUMES = [
    volume("A/RES/78/9", date="2023-12-01", body="General Assembly", session="78",
           subjects=("Women",), voices=("official",)),
    volume("A/RES/78/10", date="2024-01", body="General Assembly", session="78",
           subjects=("Women", "Peace"), languages=("en", "ar"), collections=("c1",)),
    volume("S/RES/1325", date="2000", body="Security Council", subjects=("Peace",)),
    volume("letter"),
]  # fmt: skip


def shown(*given: object, **values: str) -> list[str]:
    wanted = Wanted(*given, **values)  # type: ignore[arg-type]
    return [one.document for one in Shelf(VOLUMES).narrow(wanted).volumes]


def counts(group: str, wanted: Wanted) -> dict[str, int]:
    return dict(Shelf(VOLUMES).narrow(wanted).counts[group])


def test_words_are_found_in_title_symbol_body_and_subjects() -> None:
    assert shown("sécurity PEACE") == ["S/RES/1325"]
    assert shown("78") == ["A/RES/78/9", "A/RES/78/10"]
    assert shown("zzz") == []


def test_values_of_a_group_add_up_and_groups_narrow() -> None:
    either = {"subject": frozenset({"Women", "Peace"})}
    assert len(shown("", either)) == 3
    assert shown("", {**either, "session": frozenset({"78"})}) == ["A/RES/78/9", "A/RES/78/10"]
    assert shown("", {"language": frozenset({"ar"})}) == ["A/RES/78/10"]
    assert shown("", {"collection": frozenset({"gone"})}) == []


def test_a_count_says_what_choosing_a_value_would_leave() -> None:
    women = Wanted("", {"subject": frozenset({"Women"})})
    assert counts("subject", women) == {"Peace": 2, "Women": 2}
    assert counts("body", women) == {"General Assembly": 2}
    assert counts("year", Wanted()) == {"2024": 1, "2023": 1, "2000": 1}
    assert counts("subject", Wanted("zzz", women.values)) == {"Women": 0}


def test_the_order() -> None:
    assert shown("", {}, "symbol") == ["A/RES/78/9", "A/RES/78/10", "letter", "S/RES/1325"]
    assert shown("", {}, "date", True)[0] == "A/RES/78/10"
    assert shown("", {}, "date")[0] == "letter"


CHOICES = st.dictionaries(
    st.sampled_from(["subject", "session", "year", "language"]),
    st.frozensets(st.sampled_from(["Women", "Peace", "78", "2024", "en", "ar"]), max_size=2),
)


@given(CHOICES, st.sampled_from(["", "title", "symbol", "date", "added", "last_read"]))
@settings(deadline=None)
def test_every_volume_left_fits_and_every_count_is_right(
    chosen: dict[str, frozenset[str]], sort: str
) -> None:
    wanted = Wanted("", chosen, sort)
    left = set(shown("", chosen, sort))
    for one in VOLUMES:
        values = {"subject": set(one.details.subjects), "session": {one.details.session},
                  "year": {one.year}, "language": set(one.languages)}  # fmt: skip
        fits = all(not want or want & values[group] for group, want in chosen.items())
        assert (one.document in left) == fits
    for value, count in counts("subject", wanted).items():
        assert count == len(shown("", {**chosen, "subject": frozenset({value})}))


def test_symbols_tell_body_and_session() -> None:
    told = {s: (body_of(s), session_of(s)) for s in
            ("A/RES/78/311", "A/RES/ES-11/1", "A/HRC/56/2", "A/C.3/78/L.60", "A/78/251",
             "S/RES/1325", "E/2024/3", "fu-cong")}  # fmt: skip
    assert told == {
        "A/RES/78/311": ("General Assembly", "78"),
        "A/RES/ES-11/1": ("General Assembly", "ES-11"),
        "A/HRC/56/2": ("Human Rights Council", "56"),
        "A/C.3/78/L.60": ("General Assembly", "78"),
        "A/78/251": ("General Assembly", "78"),
        "S/RES/1325": ("Security Council", ""),
        "E/2024/3": ("Economic and Social Council", ""),
        "fu-cong": ("", ""),
    }


def test_a_volume_tells_what_its_editions_say(study: sqlite3.Connection) -> None:
    says = {"retrieved": "2026-01-02T00:00:00.000000Z", "subjects": "Peace; Women", "body": "Club"}
    key = EditionKey("letter", "import", "fr")
    with study:
        add_document(study, Document("letter", "document", "A letter", "A letter", "2025"))
        passages = (Passage("p1", "paragraph", "quoted", "Dear all,"),)
        add_edition(study, Edition(key, "A letter", passages, says))
    collections.put_in(study, collections.add(study, "Mine"), ["letter"])
    positions.save(study, key, "p1", now=clock.parse("2026-02-03T00:00:00Z"))
    found = {one.document: one for one in volumes(study)}
    letter = found["letter"]
    assert (letter.mine, letter.voices, letter.languages) == ((key,), ("quoted",), ("fr",))
    assert letter.details == Details("A letter", "", "2025", "Club", "", ("Peace", "Women"))
    assert letter.added == says["retrieved"]
    assert letter.last_read.startswith("2026-02-03")
    assert len(letter.collections) == 1
    bundled = found["A/RES/78/311"]
    assert bundled.mine == ()
    assert (bundled.details.session, bundled.details.body) == ("78", "General Assembly")
    assert "Digital divide" in bundled.details.subjects
    assert found["hrc-56"].details.body
