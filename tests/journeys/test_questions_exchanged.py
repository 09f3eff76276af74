"""Questions on their way: a colleague's file looked at, taken, asked, and one's own sent on."""

from pathlib import Path

from person import Person

RESOLUTION = "A/RES/78/311"


def test_sending_the_bank_to_anki_and_taking_a_colleague_s_questions(
    person: Person, tmp_path: Path
) -> None:
    person.opens_the_desk(f"{RESOLUTION} op6")
    person.stands_at(f"{RESOLUTION}, para. 6")
    person.chooses("Quiz", "Export questions…")
    person.sees("Questions out", "Anki package")
    person.takes_a_picture("1-out")
    deck = tmp_path / "questions.apkg"
    person.chooses_the_file(deck, lambda: person.clicks("Save…"))
    person.sees(f"saved as {deck}")
    theirs = tmp_path / "colleague.gift"
    theirs.write_text("What colour is the flag of the Organization? {=Blue ~Red ~Green}\n"
                      "\nNot closed {=x\n", encoding="utf-8")  # fmt: skip
    person.chooses_the_file(theirs, lambda: person.chooses("Quiz", "Import questions…"))
    person.sees("1 question would be added; 1 left out.", "line 3: A brace is not closed.",
                "Nothing is changed yet.")  # fmt: skip
    person.takes_a_picture("2-preview")
    person.presses("Space")
    person.sees("1 question was added.")
    person.takes_a_picture("3-added")
    person.presses("Ctrl+Z")
    person.sees("The questions were taken back.", "1 question would be added; 1 left out.")
