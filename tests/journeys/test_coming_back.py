"""Closing the desk and coming back: everything is as it was left."""

from pathlib import Path

from person import Person

from db.places import Places

RESOLUTION = "A/RES/78/311"
FU_CONG = "Fu Cong, 1 July 2024"
PRESS = "Press report, July 2024"


def test_coming_back(person: Person) -> None:
    person.opens_the_desk()
    person.goes_to("fu-cong p6")
    person.stands_at(f"{FU_CONG}, para. 6")
    person.goes_to("press-report p11")
    person.stands_at(f"{PRESS}, para. 11")
    person.drags_tab(PRESS, onto=RESOLUTION)
    person.has_tabs([PRESS, RESOLUTION, FU_CONG])
    person.presses("Ctrl+2")
    person.goes_to("op9")
    person.stands_at(f"{RESOLUTION}, para. 9")
    person.presses("Ctrl++", "Ctrl++", "Ctrl+Shift+Q")
    person.sees("1 of 10")
    person.presses("Alt+S")
    person.sees("2 of 10")
    person.clicks_tab(RESOLUTION)
    person.stands_at(f"{RESOLUTION}, para. 9")
    person.chooses("View", "Theme", "Sepia")
    person.waits(lambda: person.paper() == "#F8F0DE")
    person.turns_to("Search")
    person.resizes_to(1111, 777)
    person.takes_a_picture("1-left")
    letters, before = person.letters(), person.text_on_the_page()
    person.closes()

    person.comes_back()
    person.stands_at(f"{RESOLUTION}, para. 9")
    person.has_tabs([PRESS, RESOLUTION, FU_CONG])
    assert person.paper() == "#F8F0DE"
    assert person.letters() == letters
    assert (person.window.width(), person.window.height()) == (1111, 777)
    person.sees("Searches every document")
    person.sees_no("Ctrl+L go to")
    assert person.text_on_the_page() == before
    person.takes_a_picture("2-come-back")
    person.presses("Ctrl+1")
    person.stands_at(f"{PRESS}, para. 11")
    person.presses("Ctrl+3")
    person.stands_at(f"{FU_CONG}, para. 6")
    person.turns_to("Quiz")
    person.clicks("Continue: 2 of 10")
    person.sees("2 of 10")
    person.presses("Ctrl+W", "Ctrl+W", "Ctrl+W", "Ctrl+W")
    person.has_tabs([])
    person.closes()

    person.comes_back("fu-cong p3")
    person.stands_at(f"{FU_CONG}, para. 3")
    person.takes_a_picture("3-at-an-address")


def test_coming_back_to_a_document(person: Person) -> None:
    person.opens_the_desk()
    person.goes_to("op7")
    person.stands_at(f"{RESOLUTION}, para. 7")
    person.presses("PgDown", "PgDown", "Up", "Up", "Up")
    person.presses("Ctrl+W")
    person.has_tabs([])
    person.presses("Ctrl+Shift+T")
    person.has_tabs([RESOLUTION])
    person.goes_to("op11")
    person.stands_at(f"{RESOLUTION}, para. 11")
    person.presses("Ctrl+W")
    person.closes()
    person.comes_back()
    person.turns_to("Library")
    person.clicks_row("Enhancing international")
    person.stands_at(f"{RESOLUTION}, para. 11")


def test_coming_back_with_a_half_written_note(person: Person) -> None:
    person.opens_the_desk()
    person.goes_to("op10")
    person.stands_at(f"{RESOLUTION}, para. 10")
    person.presses("N")
    person.sees("Note on para. 10")
    person.types("Half a thou")
    person.closes()
    person.comes_back()
    person.turns_to("Notes")
    person.sees("1 note", "Half a thou")


def test_coming_back_to_damaged_settings(person: Person, places: Places) -> None:
    person.opens_the_desk()
    person.goes_to("op3")
    person.stands_at(f"{RESOLUTION}, para. 3")
    person.closes()
    spoil(places.settings)
    person.comes_back()
    person.stands_at(f"{RESOLUTION}, para. 3")
    person.has_tabs([RESOLUTION])
    person.takes_a_picture("1-after-damage")


def spoil(settings: Path) -> None:
    """Cut every setting in the middle."""
    kept = settings.read_text(encoding="utf-8").splitlines()
    settings.write_text("\n".join(line[: len(line) // 2 + 6] for line in kept), encoding="utf-8")
