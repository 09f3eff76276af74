"""Searching: words, symbols, phrases, prefixes, words to leave out, and what nobody wrote."""

from person import Person

RESOLUTION = "A/RES/78/311"
FU_CONG = "Fu Cong, 1 July 2024"


def looks_for(person: Person, words: str) -> None:
    """Press the key of the search and type over what is in its box."""
    person.presses("Ctrl+Shift+F", "Ctrl+A", "Delete")
    person.types(words)


def finds_only(person: Person, words: str) -> None:
    """Wait until every row in view has these words."""
    person.waits(lambda: all(words in row for row in person.rows("Passages found")))


def test_searching(person: Person) -> None:
    person.opens_the_desk()
    person.presses("/")
    person.sees("Searches every document, in all languages, while you type.")
    person.takes_a_picture("1-empty")
    person.types("capacity-building")
    person.sees("passages", f"{RESOLUTION}, para. 2")
    finds_only(person, "apacity")
    person.takes_a_picture("2-a-word")
    looks_for(person, '"digital divide"')
    person.sees(f"{FU_CONG}, para. 5")
    finds_only(person, "digital divide")
    person.takes_a_picture("3-a-phrase")
    looks_for(person, "A/RES/70/1")
    person.sees("1 passage", f"{RESOLUTION}, PP2")
    person.takes_a_picture("4-a-symbol")
    looks_for(person, "divid*")
    person.sees("divides", "divide")
    looks_for(person, "bridge -risks")
    person.sees(f"{FU_CONG}, para. 5")
    person.sees_no("risks as small as possible")
    looks_for(person, "racism or multilingualism")
    person.sees("1 passage", f"{RESOLUTION}, para. 7")
    looks_for(person, "xyzzy")
    person.sees("Nothing found.")
    person.takes_a_picture("5-nothing")
    looks_for(person, '"an open phrase')
    person.sees("A quotation mark is not closed")
    person.takes_a_picture("6-an-open-phrase")
    looks_for(person, "*")
    person.sees("A * stands at the end of a word")
    person.takes_a_picture("7-a-lone-star")
    person.presses("Escape")
    person.sees("Searches every document")
    person.presses("Escape", "J")
    person.stands_at(f"{RESOLUTION}, PP2")


def test_searching_and_opening(person: Person) -> None:
    person.opens_the_desk()
    looks_for(person, "multilingualism")
    person.presses("Return")
    person.stands_at(f"{RESOLUTION}, para. 7")
    person.waits(lambda: person.marked() == ["multilingualism"])
    person.sees_no("search everything")
    person.takes_a_picture("1-opened-with-marks")
    person.presses("Escape")
    person.waits(lambda: person.marked() == [])
    looks_for(person, "digital divide")
    person.waits(lambda: f"{FU_CONG}, para. 5" in "".join(person.rows("Passages found")[3:4]))
    person.presses("Down", "Down", "Down", "Down", "Return")
    person.stands_at(f"{FU_CONG}, para. 5")
    person.waits(lambda: person.marked() == ["digital", "divide"])
    person.takes_a_picture("2-another-one")
    person.turns_to("Search")
    person.clicks_row(f"{RESOLUTION}, para. 1,")
    person.stands_at(f"{RESOLUTION}, para. 1")
    person.presses("Alt+Left")
    person.stands_at(f"{FU_CONG}, para. 5")
    person.presses("Ctrl+1")
    person.stands_at(f"{RESOLUTION}, para. 1")
    looks_for(person, "women")
    person.presses("Alt+O")
    person.sees("This document", f"{RESOLUTION}, para. 8")
    finds_only(person, RESOLUTION)
    person.takes_a_picture("3-this-document-only")
    looks_for(person, "Beijing")
    person.sees("Nothing found in this document.")
    person.takes_a_picture("4-not-in-this-document")
    person.presses("Alt+O")
    person.sees("Initiatives and follow-up, para. 1")


def test_searching_by_example(person: Person) -> None:
    person.opens_the_desk()
    person.turns_to("Search")
    person.clicks_row("capac*")
    person.sees("passages")
    person.takes_a_picture("1-an-example")
    person.presses("Down", "Down", "Down", "Up", "Return")
    person.waits(lambda: len(person.marked()) >= 1)
    person.takes_a_picture("2-opened")
    looks_for(person, "op6")
    person.presses("Return")
    person.stands_at(f"{RESOLUTION}, para. 6")
    looks_for(person, "人工智能")
    person.sees("Nothing found.")
