"""Keeping one's place: what is read is checked, corrected by hand, and there the next day."""

from person import Person

RESOLUTION = "A/RES/78/311"


def test_reading_progress(person: Person) -> None:
    person.opens_the_desk()
    person.sees("0 % read")
    person.stands_at(f"{RESOLUTION}, PP1")
    person.presses("Ctrl+Shift+M", "J", "Ctrl+Shift+M")
    person.sees("7 % read")
    person.presses("Ctrl+I")
    person.waits(lambda: "Preamble, PP2, paragraph 2 of 30" in person.reads_status())
    person.takes_a_picture("1-where-am-i")
    person.turns_to("Library")
    person.sees("digest · 7 % read")
    person.closes()
    person.comes_back()
    person.sees("7 % read")
    person.chooses("Document", "Mark all as read or not")
    person.sees("100 % read")
    person.takes_a_picture("2-all-read")
    person.chooses("Document", "Mark all as read or not")
    person.sees("7 % read")
