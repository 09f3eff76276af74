"""Documents gathered, described and thrown away, and all of it taken back, by keys."""

from pathlib import Path

from person import Person
from pytestqt.qtbot import QtBot

RESOLUTION = "A/RES/78/311"


def opens_my_library(person: Person) -> None:
    person.presses("Alt+L")
    person.sees("6 documents")


def test_gathering_statements_in_a_collection(person: Person) -> None:
    person.opens_the_desk(RESOLUTION)
    opens_my_library(person)
    person.types("statement")
    person.sees("4 of 6 documents")
    person.presses("Down", "Shift+Down")
    person.sees("2 chosen")
    person.chooses("Library", "Put into a collection…")
    person.sees("Collections for 2 documents")
    person.types("For Monday")
    person.sees("New collection “For Monday”")
    person.presses("Return")
    person.sees("For Monday")
    person.takes_a_picture("1-collected")
    person.presses("Escape")
    person.sees("6 documents")
    person.clicks_row("For Monday")
    person.sees("2 of 6 documents")
    person.closes()

    person.comes_back()
    opens_my_library(person)
    person.sees("For Monday")
    person.presses("Ctrl+Z")
    person.waits(lambda: "Taken back" in person.reads_status())
    person.presses("Ctrl+Z")
    person.sees_no("For Monday")


def test_adding_a_document_from_my_library(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "reeds.txt"
    path.write_text("The reeds\n\nThe river belongs to nobody.\n", encoding="utf-8")
    person.opens_the_desk(RESOLUTION)
    opens_my_library(person)
    person.takes_a_picture("1-the-button")
    person.chooses_the_file(path, lambda: person.clicks("Add…"))
    person.sees("Import done: 1 added.", "7 documents")


def test_calling_a_document_what_one_calls_it(person: Person) -> None:
    person.opens_the_desk(RESOLUTION)
    opens_my_library(person)
    person.types("press")
    person.sees("1 of 6 documents")
    person.presses("Down", "F2")
    person.sees("Details of press-report")
    person.presses("Ctrl+A")
    person.types("What the papers said")
    person.presses("Tab", "Tab", "Ctrl+A")
    person.types("the other day")
    person.presses("Return")
    person.sees("is no date")
    person.takes_a_picture("1-refused")
    person.presses("Ctrl+A")
    person.types("3 July 2024")
    person.presses("Return")
    person.sees_no("Details of press-report")
    person.sees("What the papers said")
    person.presses("Ctrl+Z")
    person.sees_no("What the papers said")


def test_throwing_an_edition_away_and_thinking_better_of_it(
    person: Person, six_languages: Path, qtbot: QtBot
) -> None:
    person.opens_the_desk(f"{RESOLUTION} op6")
    person.stands_at(f"{RESOLUTION}, para. 6")
    person.adds_official_texts(six_languages)
    person.sees(f"Added the official text of {RESOLUTION}")
    person.clicks("Show it")
    person.sees("para. 6 · Official text · English")
    person.chooses("Library", "Remove from the library…")
    person.sees(f"Remove the official edition of {RESOLUTION} in English?")
    person.takes_a_picture("1-asked")
    person.presses("Space")
    person.sees(f"Removed {RESOLUTION}")
    person.sees_no("para. 6 · Official text · English")
    reader = person.desk.navigator.reader()
    with qtbot.waitSignal(
        reader.loaded, check_params_cb=lambda _: len(reader.loaded_document.editions) == 7
    ):
        person.clicks("Undo")
    person.picks("Official text · English", "Edition")
    person.sees("para. 6 · Official text · English")
