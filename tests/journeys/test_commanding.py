"""Commands by their words, and keys as one is used to them from elsewhere."""

from person import Person

RESOLUTION = "A/RES/78/311"


def commands(person: Person, words: str) -> None:
    """Press the key of the palette and type what is wanted."""
    person.presses("Ctrl+Shift+P")
    person.types(words)


def test_palette(person: Person) -> None:
    person.opens_the_desk()
    person.presses("Ctrl+Shift+P")
    person.sees("Library", "Alt+1")
    person.takes_a_picture("1-open")
    person.types("op6")
    person.sees("Go to para. 6")
    person.takes_a_picture("2-paragraph")
    person.presses("Return")
    person.stands_at(f"{RESOLUTION}, para. 6")
    commands(person, "spokesp")
    person.waits(lambda: person.rows("What fits") != [])
    person.presses("Return")
    person.sees("Spokesperson")
    commands(person, "high contrast")
    person.presses("Return")
    person.waits(lambda: person.paper() == "#000000")
    commands(person, "back")
    person.takes_a_picture("3-high-contrast")
    person.presses("Return")
    person.stands_at(f"{RESOLUTION}, para. 6")
    commands(person, "zebra")
    person.sees("Nothing here has these words.")
    person.presses("Escape")
    person.sees_no("Nothing here has these words.")
    person.presses("J")
    person.stands_at(f"{RESOLUTION}, para. 7")


def test_keys_of_ones_own(person: Person) -> None:
    person.opens_the_desk()
    person.presses("F1")
    person.sees("Filter by words or by key")
    person.types("go to")
    person.presses("Down", "Return")
    person.sees("Press the new key for “Go to paragraph…”.")
    person.takes_a_picture("1-a-new-key")
    person.presses("Ctrl+E")
    person.sees("Ctrl+E is “Next edition or language” now.")
    person.takes_a_picture("2-it-is-taken")
    person.presses("Escape")
    person.presses("Return", "Ctrl+J")
    person.sees("“Go to paragraph…” is Ctrl+J now.")
    person.takes_a_picture("3-given")
    person.presses("Ctrl+W", "Ctrl+J")
    person.types("op12")
    person.presses("Return")
    person.stands_at(f"{RESOLUTION}, para. 12")
    person.closes()
    person.comes_back()
    person.presses("Ctrl+J")
    person.types("PP3")
    person.presses("Return")
    person.stands_at(f"{RESOLUTION}, PP3")
