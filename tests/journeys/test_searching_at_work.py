"""Searching at work: facets, a page, from hit to hit, fields, the form, saved searches, mending."""

import sqlite3
from contextlib import closing

from person import Person

from db.places import Places

RESOLUTION = "A/RES/78/311"
FU_CONG = "Fu Cong, 1 July 2024"
FOUND = "Passages found"


def looks_for(person: Person, words: str) -> None:
    """Press the key of the search and type over what is in its box."""
    person.presses("Ctrl+Shift+F", "Ctrl+A", "Delete")
    person.types(words)


def test_narrowing_by_facets_and_chips(person: Person) -> None:
    person.opens_the_desk()
    looks_for(person, "development")
    person.sees("23 passages")
    person.presses("Alt+N")
    person.sees("Narrow what is found", "Operative part · 4 · Part")
    person.takes_a_picture("1-what-narrows")
    person.types("operative part")
    person.presses("Return")
    person.sees("4 passages", "Remove: Part: Operative part")
    person.takes_a_picture("2-narrowed")
    person.presses("Alt+N")
    person.types("supports")
    person.presses("Return")
    person.sees("1 passage", f"{RESOLUTION}, para. 12")
    person.takes_a_picture("3-narrowed-twice")
    person.presses("Tab", "Tab", "Tab", "Tab", "Tab", "Delete")
    person.sees("Remove: Verb: Supports")
    person.sees_no("Remove: Part: Operative part")
    person.presses("Ctrl+A", "Backspace", "Backspace")
    person.sees_no("Remove: Verb: Supports")
    person.sees("Searches every document")


def test_what_is_counted_is_what_narrowing_leaves(person: Person) -> None:
    """Hardly a passage has all the words: those with nearly all are listed, counted, narrowed."""
    person.opens_the_desk()
    looks_for(person, "risks to women")
    person.sees("14 passages", "Hardly a passage has all of these words")
    person.presses("Alt+N")
    person.sees("Operative part · 3 · Part")
    person.takes_a_picture("1-what-narrows")
    person.types("operative part")
    person.presses("Return")
    person.sees("3 passages", "Remove: Part: Operative part")
    person.presses("Alt+N")
    person.sees("Encourages · 2 · Verb")
    person.types("encourages")
    person.presses("Return")
    person.sees("2 passages")
    person.takes_a_picture("2-narrowed-twice")
    person.presses("Alt+Return")
    person.sees("2 in 1 document")
    person.takes_a_picture("3-a-page")


def test_hits_by_document(person: Person) -> None:
    person.opens_the_desk()
    looks_for(person, "development")
    person.sees("23 passages")
    person.presses("Alt+D")
    person.sees(f"{RESOLUTION}: 13")
    person.takes_a_picture("1-by-document")
    person.presses("Down", "Down")
    person.waits(lambda: person.current_row(FOUND).startswith(f"{RESOLUTION}, "))
    person.presses("End")
    person.sees("Spokesperson, July 2024: 2")
    person.presses("Return")
    person.waits(lambda: person.marked() != [])
    person.takes_a_picture("2-opened")


def test_a_search_as_a_page(person: Person) -> None:
    person.opens_the_desk()
    looks_for(person, "development")
    person.sees("23 passages")
    person.presses("Alt+Return")
    person.has_tabs([RESOLUTION, "Search: development"])
    person.sees("23 in 4 documents", "Hits by year", "The passage")
    person.takes_a_picture("1-a-page")
    person.presses("Down", "Down", "Down")
    person.waits(lambda: person.current_row(FOUND).split(":")[0].split(", ")[1] != "")
    person.takes_a_picture("2-another-passage")
    person.clicks("Hits by year")
    person.presses("Home", "Return")
    person.sees("Remove: Year: 2024", "19 in 3 documents")
    person.clicks("Open")
    person.waits(lambda: person.marked() != [])
    person.presses("F4")
    person.waits(lambda: "Hit 2" in person.reads_status() or person.marked() != [])
    person.takes_a_picture("3-opened")
    person.clicks_tab("Search: development")
    person.sees("19 in 3 documents")


def test_a_search_page_is_as_it_was_left(person: Person) -> None:
    person.opens_the_desk()
    looks_for(person, "development")
    person.sees("23 passages")
    person.presses("Alt+N")
    person.types("operative part")
    person.presses("Return")
    person.sees("4 passages")
    person.presses("Alt+Return")
    person.has_tabs([RESOLUTION, "Search: development"])
    person.sees("4 in 1 document", "The passage")
    person.presses("Alt+D", "Down", "Down", "Down")
    person.waits(lambda: person.current_row(FOUND) == person.rows(FOUND)[3])
    row = person.current_row(FOUND)
    person.takes_a_picture("1-left")
    person.closes()

    person.comes_back()
    person.has_tabs([RESOLUTION, "Search: development"])
    person.sees("Remove: Part: Operative part", "4 passages", "4 in 1 document", "The passage")
    person.waits(lambda: person.current_row(FOUND) == row)
    person.takes_a_picture("2-come-back")
    person.presses("Down", "Return")
    person.waits(lambda: person.marked() != [])
    person.clicks_tab("Search: development")
    person.presses("Ctrl+W")
    person.has_tabs([RESOLUTION])
    person.presses("Ctrl+Shift+T")
    person.has_tabs([RESOLUTION, "Search: development"])
    person.waits(lambda: person.current_row(FOUND) == row)


def test_from_hit_to_hit_while_reading(person: Person) -> None:
    person.opens_the_desk()
    looks_for(person, "multilingualism or racism")
    person.presses("Return")
    person.stands_at(f"{RESOLUTION}, para. 7")
    looks_for(person, "speaker:Fu divide")
    person.sees("2 passages")
    person.presses("F4")
    person.stands_at(f"{FU_CONG}, para. 2")
    person.waits(lambda: "divide" in " ".join(person.marked()))
    person.presses("F4")
    person.stands_at(f"{FU_CONG}, para. 5")
    person.takes_a_picture("1-the-second-hit")
    person.presses("Shift+F4")
    person.stands_at(f"{FU_CONG}, para. 2")


def test_fields_are_completed_and_errors_marked(person: Person) -> None:
    person.opens_the_desk()
    person.presses("/")
    person.types("spe")
    person.sees("speaker:, who speaks")
    person.takes_a_picture("1-a-field")
    person.presses("Tab")
    person.sees('"Fu Cong"')
    person.types("chen")
    person.presses("Tab")
    person.sees("6 passages", "Council 56")
    person.takes_a_picture("2-a-value")
    looks_for(person, "women color:red")
    person.sees("13 passages", "There is no color:red.")
    person.takes_a_picture("3-what-is-wrong")
    looks_for(person, "multilingualsm")
    person.sees("Did you mean multilingualism?")
    person.clicks("Did you mean multilingualism?")
    person.sees("1 passage")


def test_building_a_search_without_grammar(person: Person) -> None:
    person.opens_the_desk()
    looks_for(person, "development")
    person.presses("Alt+B")
    person.sees("All of", "None of", "Speaker")
    person.presses("Tab")
    person.types("sustainable development")
    person.presses("Tab", "Tab")
    person.types("goals")
    person.sees('development "sustainable development" -goals')
    person.takes_a_picture("1-the-form")
    person.presses("Escape", "Alt+B")
    person.sees_no("None of")


def test_where_one_searches(person: Person) -> None:
    person.opens_the_desk(f"{RESOLUTION} op6")
    person.stands_at(f"{RESOLUTION}, para. 6")
    person.presses("N")
    person.sees("Note on para. 6")
    person.types("zebras graze")
    person.presses("Escape")
    person.sees_no("Note on para. 6")
    looks_for(person, "zebras")
    person.sees("Nothing found.")
    person.presses("Tab", "Tab", "End", "Up", "Up")
    person.sees("My notes", "1 note", "your note: zebras graze")
    person.takes_a_picture("1-my-notes")
    person.presses("Down")
    person.sees("My cards")
    looks_for(person, "resolution")
    person.sees(" cards")
    person.takes_a_picture("2-my-cards")


def test_searches_are_kept(person: Person) -> None:
    person.opens_the_desk()
    looks_for(person, '"digital divide"')
    person.sees("passages")
    person.presses("Ctrl+D")
    person.types("The divide")
    person.presses("Return")
    person.sees("Saved as “The divide”.")
    person.takes_a_picture("1-saved")
    looks_for(person, "women")
    person.presses("Return")
    person.waits(lambda: person.marked() != [])
    person.closes()
    person.comes_back()
    person.presses("/", "Ctrl+A", "Delete")
    person.sees("The divide", "Recent", "women")
    person.takes_a_picture("2-kept")
    person.presses("Down")
    assert person.current_row("Searches to begin with") == "women"
    person.presses("Up", "F2")
    person.presses("Ctrl+A")
    person.types("Divides")
    person.presses("Return")
    person.sees("“The divide” is “Divides” now.")
    person.clicks("Undo: “The divide” is “Divides” now.")
    person.sees("The divide")
    person.presses("Down", "Up", "Delete")
    person.sees("Deleted “The divide”.")
    person.takes_a_picture("3-deleted")
    person.clicks("Undo: Deleted “The divide”.")
    person.sees("The divide")
    person.clicks_row("The divide")
    person.sees("passages", f"{FU_CONG}, para. 5")


def test_within_what_is_found(person: Person) -> None:
    person.opens_the_desk()
    looks_for(person, "development")
    person.sees("23 passages")
    person.presses("Alt+W")
    person.sees("Remove: among “development”")
    person.types("poverty")
    person.sees(f"{RESOLUTION}, PP5")
    person.takes_a_picture("1-within")
    person.presses("Escape", "Escape")
    person.sees_no("Remove: among “development”")


def test_a_damaged_index_is_mended(person: Person, places: Places, six_languages) -> None:
    from db import connection
    from db.library import official

    with closing(connection.open_study(places)) as study:
        official.add_official(study, [RESOLUTION], six_languages)
    with closing(sqlite3.connect(places.study)) as raw:
        raw.execute("UPDATE passage_fts_data SET block = x'00' WHERE id > 10")
        raw.execute("DELETE FROM passage_fts_idx")
        raw.commit()
    person.opens_the_desk()
    looks_for(person, "lang:fr intelligence")
    person.sees("The search index was made anew:", "passages")
    person.takes_a_picture("1-mended")
    person.chooses("Search", "Make the index anew")
    person.sees("The search index was made anew:")
