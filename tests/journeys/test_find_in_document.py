"""Finding in the document in front: through its matches and round, in three languages."""

from pathlib import Path

from person import Person

from desktop.reader.scroll_marks import ScrollMarks

RESOLUTION = "A/RES/78/311"


def ticks(person: Person) -> int:
    """Count the ticks over the scroll bar of the page in front."""
    return len(person.page.findChild(ScrollMarks).ticks)


def turns_to_edition(person: Person, name: str) -> None:
    """Press Ctrl+E until an edition is in front."""
    for _ in range(8):
        if (before := person.reads_edition()) == name:
            return
        person.presses("Ctrl+E")
        person.waits(lambda before=before: person.reads_edition() != before)
    raise AssertionError(f"there is no {name}")


def test_find_in_document(person: Person) -> None:
    person.opens_the_desk()
    person.sees(f"{RESOLUTION}, PP1")
    person.presses("Ctrl+F")
    person.types("multiling")
    person.sees("1 of 1")
    person.stands_at(f"{RESOLUTION}, para. 7")
    person.waits(lambda: person.marked() == ["multiling"])
    person.waits(lambda: ticks(person) == 1)
    person.presses("Ctrl+A")
    person.types("capacity building")
    person.sees("Not found in this edition")
    person.presses("Ctrl+A")
    person.types("capacity-building")
    person.sees(" of 1")
    person.takes_a_picture("1-found")
    person.waits(lambda: ticks(person) > 5)
    person.presses("F3", "Ctrl+G", "Shift+F3")
    person.presses("Ctrl+A")
    person.types("digest")
    person.presses("Escape")
    person.sees_no("Whole words only")
    person.goes_to("PP1")
    person.stands_at(f"{RESOLUTION}, PP1")
    person.presses("Ctrl+F", "Ctrl+A")
    person.types("the united nations")
    person.sees("1 of")
    first = person.page.current
    person.presses("Shift+Return")
    person.sees("from the end")
    assert person.page.current != first
    person.presses("Return")
    person.sees("from the top")
    assert person.page.current == first
    person.takes_a_picture("2-round-the-end")
    person.presses("Alt+C")
    person.sees("Not found in this edition")
    person.takes_a_picture("3-case-matters")
    person.presses("Alt+C")
    person.presses("Escape")
    person.waits(lambda: person.page.textCursor().selectedText().lower() == "the united nations")
    person.presses("Escape", "/")
    person.sees("Searches every document")


def test_finding_goes_along_into_other_editions(person: Person, six_languages: Path) -> None:
    person.opens_the_desk()
    person.adds_official_texts(six_languages)
    person.sees("Added the official text")
    person.presses("Ctrl+F")
    person.types("311")
    turns_to_edition(person, "Official text · English")
    person.presses("Ctrl+F", "Ctrl+A")
    person.types("non-discriminatory")
    person.sees(" of ")
    person.waits(lambda: any("\u2011" in words or "-" in words for words in person.marked()))
    turns_to_edition(person, "Official text · العربية")
    person.sees("Not found in this edition")
    person.presses("Ctrl+F", "Ctrl+A")
    person.types("التعاون")
    person.sees(" of 18")
    person.waits(lambda: bool(person.marked()))
    person.takes_a_picture("1-arabic")
    turns_to_edition(person, "Official text · 中文")
    person.presses("Ctrl+F", "Ctrl+A")
    person.types("人工智能")
    person.sees(" of ")
    person.waits(lambda: set(person.marked()) == {"人工智能"})
    person.takes_a_picture("2-chinese")
