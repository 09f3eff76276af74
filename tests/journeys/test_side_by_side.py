"""Two editions side by side: chosen, scrolled together, let go, kept as a session, come back to."""

from pathlib import Path

from person import Person

RESOLUTION = "A/RES/78/311"
ENGLISH, ARABIC, DIGEST = "Official text · English", "Official text · العربية", "Study digest"


def with_official_texts(person: Person, six_languages: Path) -> None:
    person.opens_the_desk(f"{RESOLUTION} op6")
    person.stands_at(f"{RESOLUTION}, para. 6")
    person.adds_official_texts(six_languages)
    person.sees(f"Added the official text of {RESOLUTION}")
    person.clicks("Close this message")


def puts_beside(person: Person, typed: str) -> None:
    person.presses("Ctrl+\\")
    person.sees("On the other side")
    person.types(typed)
    person.presses("Return")
    person.sees_no("On the other side")


def test_reading_english_beside_arabic(person: Person, six_languages: Path) -> None:
    with_official_texts(person, six_languages)
    person.picks(ENGLISH, "Edition")
    person.sees(f"para. 6 · {ENGLISH}")
    puts_beside(person, "arabic")
    person.waits(lambda: person.sides() == [f"{ENGLISH}, op6", f"{ARABIC}, op6"])
    person.takes_a_picture("1-beside")
    person.presses("PgDown", "PgDown", "PgDown")
    person.waits(lambda: len({side.rpartition(", ")[2] for side in person.sides()}) == 1)
    assert person.sides()[0] != f"{ENGLISH}, op6"
    person.goes_to("op9")
    person.waits(lambda: person.sides() == [f"{ENGLISH}, op9", f"{ARABIC}, op9"])
    person.presses("F6")
    person.sees(f"para. 9 · {ARABIC}")
    person.presses("J")
    person.waits(lambda: person.sides() == [f"{ENGLISH}, op10", f"{ARABIC}, op10"])
    person.takes_a_picture("2-together")

    person.presses("Ctrl+Shift+J")
    person.goes_to("pp2")
    person.waits(lambda: person.sides() == [f"{ENGLISH}, op10", f"{ARABIC}, pp2"])
    person.presses("Ctrl+Shift+J")
    person.waits(lambda: person.sides() == [f"{ENGLISH}, pp2", f"{ARABIC}, pp2"])
    person.presses("Shift+F6")
    person.waits(lambda: person.sides() == [f"{ARABIC}, pp2", f"{ENGLISH}, pp2"])
    person.resizes_to(800, 480)
    person.waits(lambda: person.sides() == [f"{ARABIC}, pp2", f"{ENGLISH}, pp2"])
    person.takes_a_picture("3-small")
    before = person.text_on_the_sides()
    person.closes()

    person.comes_back()
    person.waits(lambda: person.sides() == [f"{ARABIC}, pp2", f"{ENGLISH}, pp2"])
    person.waits(lambda: person.text_on_the_sides() == before)
    person.sees(f"PP2 · {ARABIC}")
    person.presses("Ctrl+Shift+W")
    person.waits(lambda: person.sides() == [f"{ENGLISH}, pp2"])
    person.sees(f"PP2 · {ENGLISH}")


def test_holding_the_digest_against_the_text(person: Person, six_languages: Path) -> None:
    with_official_texts(person, six_languages)
    puts_beside(person, "english")
    person.waits(lambda: person.sides() == [f"{DIGEST}, op6", f"{ENGLISH}, op6"])
    person.goes_to("op15")
    person.waits(lambda: person.sides() == [f"{DIGEST}, op15", f"{ENGLISH}, op15"])
    person.presses("F6")
    person.goes_to("footnote 1")
    person.stands_at(f"{RESOLUTION}, footnote 1")
    assert person.page.accessibleDescription().endswith("The other side has no footnote 1.")
    person.takes_a_picture("1-only-here")

    person.presses("Ctrl+Shift+S")
    person.types("Digest and text")
    person.presses("Return")
    person.presses("Ctrl+W")
    person.goes_to("fu-cong p2")
    person.stands_at("Fu Cong, 1 July 2024, para. 2")
    person.presses("Ctrl+Shift+S")
    person.sees("Digest and text", "F2 renames")
    person.takes_a_picture("2-sessions")
    person.presses("Return")
    person.waits(lambda: person.sides() == [f"{DIGEST}, op15", f"{ENGLISH}, fn1"])
    person.has_tabs([RESOLUTION])
    person.presses("Ctrl+Shift+S")
    person.presses("Down", "Down", "Return")
    person.stands_at("Fu Cong, 1 July 2024, para. 2")
